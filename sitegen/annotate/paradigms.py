"""Words of names in their cases: the surfaces under which a word may stand in a text.

A word has a role (given name, surname, patronymic, place, adjective, noun); the longest ending of the role's table that
fits says which endings replace it. The tables are data of each language. More surfaces than a language really has do
no harm where they are words of nothing else; fewer lose mentions. A word written in capitals throughout is an
abbreviation and has one surface. Never looks at a text.
"""

from __future__ import annotations

import functools
import unicodedata

from sitegen.annotate.lexicon import CYRILLIC, Lexicon, lexicon
from sitegen.base.text import fold
from sitegen.model.names import beginning

_VOWELS = frozenset("аеёиоуыэюяіїєaeiouyąęóáéíúäöü")
_CHANGED = 3
"""So many letters at its end may differ, but for the few endings that the data name in more."""
_OTHER_LETTERS = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ß": "ss", "ı": "i"})
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "ё": "е", "Ё": "Е"})


def plain(word: str) -> str:
    """A word as surfaces are kept: one kind of apostrophe, Cyrillic ё as е."""
    return word if word.isascii() else word.translate(_APOSTROPHES)


def without_marks(word: str, letters: str) -> str:
    """A word in Latin script as texts write it that drop the marks of its letters, or of its capitals."""
    if word.isascii() or not letters or CYRILLIC.search(word):
        return word
    if letters == "capitals":
        return "".join(without_marks(letter, "all") if letter.isupper() else letter for letter in word)
    plain_word = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    return plain_word.translate(_OTHER_LETTERS)


@functools.lru_cache(maxsize=16384)
def surfaces(word: str, roles: tuple[str, ...], language: str) -> frozenset[str]:
    """Every form of a word in any of the roles, itself among them."""
    word = plain(word)
    out = {word}
    if language and not (len(word) > 1 and word.isupper()):
        tables = lexicon(language).inflection
        for role in roles:
            out.update(_cases(word, tables.get(role, {})))
        for pattern, replacement in lexicon(language).spellings:
            out |= {pattern.sub(replacement, one) for one in out}
    return frozenset(out)


def _cases(word: str, table: dict[str, tuple[str, ...]]) -> list[str]:
    lower = word.lower()
    end = next((lower[start:] for start in range(len(lower)) if lower[start:] in table), "")
    if end:
        endings = table[end]
    elif lower and lower[-1].isalpha() and lower[-1] not in _VOWELS:
        endings = table.get("*", ())
    else:
        return []
    stem = lower[: len(lower) - len(end)]
    # An ending that the data write out in more letters than that ("-dzień: -dnia") may change in all of them; of the
    # beginning only what `NameSlices` takes for one.
    kept = max(1, len(lower) - max(_CHANGED, len(end)))
    forms = [stem + ending for ending in endings]
    opening = beginning(word)
    return [word[:kept] + form[kept:] for form in forms if form[:kept] == lower[:kept] and beginning(form) == opening]


def person_roles(words: list[str], sexes: str, words_of: Lexicon) -> list[tuple[str, ...]]:
    """The role of each word of a person's name: given names, patronymic, surname; one word alone is a surname."""
    out: list[tuple[str, ...]] = []
    for index, word in enumerate(words):
        if index and patronymic_stem(word, words_of):
            kinds: tuple[str, ...] = ("patronymic",) if index < len(words) - 1 else ("patronymic", "surname")
        elif index == len(words) - 1:
            kinds = ("surname",)
        else:
            kinds = ("given",)
        out.append(tuple(f"{kind}-{sex}" for kind in kinds for sex in sexes))
    return out


def sexes_of(given: str, words_of: Lexicon) -> str:
    """`m`, `f`, or both where a given name does not tell; in languages without cases it hardly matters."""
    sex = words_of.sexes.get(fold(given), "")
    if sex:
        return sex
    # Unknown given names: -a is a woman's in the languages that inflect names by sex.
    return (
        "f" if words_of.free_order and given[-1:].lower() in ("а", "я", "a") else "m" if words_of.free_order else "mf"
    )


def patronymic_stem(word: str, words_of: Lexicon) -> str:
    """What comes before the ending of a patronymic, folded; empty where the word is none."""
    match = words_of.patronymic.match(fold(word)) if words_of.patronymic and word[:1].isupper() else None
    return match.group(1) if match else ""
