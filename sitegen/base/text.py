"""Text primitives: folding for comparison, slugs, nearest candidates."""

from __future__ import annotations

import difflib
import functools
import re
import unicodedata

# Letters that carry no decomposition in Unicode and yet are read as their base letter by people who search.
_UNDECOMPOSED = str.maketrans(
    {
        "ł": "l",
        "Ł": "L",
        "ø": "o",
        "Ø": "O",
        "đ": "d",
        "Đ": "D",
        "ħ": "h",
        "ı": "i",
        "ß": "ss",
        "æ": "ae",
        "Æ": "AE",
        "œ": "oe",
        "Œ": "OE",
        "þ": "th",
        "ð": "d",
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "–": "-",
        "‑": "-",
        "—": "-",
    }
)

# For addresses only: readable, not scholarly. Names get their romanisation from authority records.
_LETTERS = "абвгґдеёєжзиіїйклмнопрстуўфхцчшщъыьэюя"
_LATIN = "a b v g g d e e ie zh z i i i i k l m n o p r s t u u f kh ts ch sh shch _ y _ e iu ia"
_CYRILLIC = dict(zip(_LETTERS, _LATIN.split(" "), strict=True))
_TO_LATIN = str.maketrans({letter: latin.replace("_", "") for letter, latin in _CYRILLIC.items()})
_APOSTROPHES = re.compile("['’‘ʼ`´\"“”„«»]")
_DEVICE = re.compile(r"(con|prn|aux|nul|com[1-9]|lpt[1-9])\Z", re.IGNORECASE)
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_SPACES = re.compile(r"\s+")
_MARKS = re.compile("[\u0300-\u034e\u0350-\u036f]")
_NOT_CYRILLIC = re.compile("[^\u0400-\u04ff]+")
_BEYOND = "\u0590"


@functools.lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Case, marks and typographic variants aside: two spellings that a reader takes for one are equal.

    Cyrillic й and ї keep their marks: without them they are other letters.
    """
    text = unicodedata.normalize("NFC", text).casefold()
    if text.isascii():
        return text
    # Most texts have no letter beyond ASCII, only marks of print.
    plain = text.translate(_UNDECOMPOSED)
    if plain.isascii():
        return plain
    if max(text) < _BEYOND:
        # Latin, Greek and Cyrillic: all their marks lie in one block, and Cyrillic letters are left as they are.
        return _NOT_CYRILLIC.sub(_without_marks, text).replace("ё", "е").translate(_UNDECOMPOSED)
    out: list[str] = []
    for character in text:
        if "\u0400" <= character <= "\u04ff":
            out.append("е" if character == "ё" else character)
        else:
            out.append("".join(c for c in unicodedata.normalize("NFD", character) if not unicodedata.combining(c)))
    return "".join(out).translate(_UNDECOMPOSED)


def _without_marks(match: re.Match[str]) -> str:
    return _MARKS.sub("", unicodedata.normalize("NFD", match.group(0)))


def slugify(text: str, limit: int = 72) -> str:
    """Lower-case ASCII words joined by hyphens, cut at a word to at most `limit` characters; may be empty.

    A word that is the name of a device on Windows gets a second: no file there can be called `con`.
    """
    folded = fold(_APOSTROPHES.sub("", text)).translate(_TO_LATIN)
    slug = _NOT_WORD.sub("-", folded).strip("-")
    if is_device(slug):
        return f"{slug}-x"
    if len(slug) <= limit:
        return slug
    cut = slug[: limit + 1].rpartition("-")[0]
    return cut or slug[:limit]


def is_device(name: str) -> bool:
    """Whether Windows keeps a name, without ending, for a device."""
    return _DEVICE.match(name) is not None


def squeeze(text: str) -> str:
    """Runs of white space as one space, none at the ends."""
    return _SPACES.sub(" ", text).strip()


def nearest(word: str, candidates: list[str] | tuple[str, ...], count: int = 3) -> list[str]:
    """The candidates that look most like the word, best first; none where nothing is near."""
    return difflib.get_close_matches(word, list(candidates), n=count, cutoff=0.6)


def did_you_mean(word: str, candidates: list[str] | tuple[str, ...]) -> str:
    """A sentence for a hint, or an empty string."""
    near = nearest(word, candidates, 1)
    return f"did you mean `{near[0]}`?" if near else ""
