"""Bytes → text: which encoding a saved text is in, by evidence; what a page declares counts only where it fits.

It never fails: what no encoding explains is read with replacement marks, and the caller reports that. Marks and labels
follow the WHATWG Encoding Standard (`iso-8859-1` and `ascii` mean windows-1252); the evidence is our own: letters
that the languages of an encoding have, and their commonest words.
"""

from __future__ import annotations

import codecs
import functools
import re
from collections import Counter
from dataclasses import dataclass
from importlib import resources

from sitegen.base.text import fold
from sitegen.base.yamlfile import parse_yaml
from sitegen.clean.language import vocabulary
from sitegen.model.draft import RawFile

BINARY = "binary"

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_SAMPLE = 200_000
_EVIDENCE = 40_000
_CONTROL = bytes((*range(1, 9), *range(14, 27), *range(28, 32)))
_PRINTED = frozenset("\u00a0«»„“”‚‘’‹›–—…•·§№°©®™€£±×†‡¶\u00ad¿¡²³¼½¾ªº")
_WORD = re.compile(r"[^\W\d_]+")
_FLIPPED = re.compile(r"[а-яёіїєґўà-öø-ÿąćęłńśźż][А-ЯЁІЇЄҐЎÀ-ÖØ-ÞĄĆĘŁŃŚŹŻ]")
_MIXED = re.compile(r"[A-Za-z][А-Яа-яЁё]|[А-Яа-яЁё][A-Za-z]")
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_LABELS = {"iso-8859-1": "windows-1252", "latin-1": "windows-1252", "latin1": "windows-1252",
           "ascii": "windows-1252", "us-ascii": "windows-1252", "iso-8859-9": "windows-1254",
           "x-user-defined": "windows-1252", "gb2312": "gb18030", "gbk": "gb18030",
           "x-sjis": "shift_jis", "ks_c_5601-1987": "cp949", "euc-kr": "cp949"}  # fmt: skip
_SEVERAL_BYTES = frozenset({"gb18030", "big5", "euc_jp", "shift_jis", "cp949", "iso2022_jp", "big5hkscs", "cp932"})
_HIGH = re.compile(rb"[\x80-\xff]")
_FITS = 0.25
"""How much less a declared encoding may explain than the best one and still be believed."""
_PAGE_SUFFIXES = (".html", ".htm", ".xhtml", ".mhtml", ".mht")
_PAGE_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<!doctype html|<html[\s>]|<\?xml)", re.IGNORECASE)
_PAGE_HEAD = re.compile(r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!doctype html|<html[\s>])", re.IGNORECASE)


def decode(data: bytes, declared: str = "") -> tuple[str, str]:
    """The text, and the name of its encoding, or `BINARY` with an empty text.

    Args:
        declared: the encoding that a page or its server names; "" for a plain text.

    Returns:
        Names are ``utf-8``, ``utf-16-le``, ``utf-16-be``, those of `data/encodings.yaml`, and, where a page declares
        another one that explains its bytes, that one.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, errors="replace"), name
    wide = _wide(data)
    if wide:
        return data.decode(wide, errors="replace"), wide
    if is_binary(data):
        return "", BINARY
    try:
        text = data.decode("utf-8")
        # Codes of seven bits that switch alphabets read as ASCII; only a declaration tells them.
        return _seven_bit(data, declared) or (text, "utf-8")
    except UnicodeDecodeError as error:
        # A file cut in the middle of a letter, or with a stray byte in a long text, is still UTF-8.
        if _is_mostly_utf8(data, error):
            return data.decode("utf-8", errors="replace"), "utf-8"
    name = _one_byte(data, _known(declared))
    return data.decode(name, errors="replace"), name


def read_text(raw: RawFile) -> tuple[str, str, str]:
    """An original's text, the name of its encoding, and the one that its page or its server declared."""
    declared = raw.charset
    if raw.path.lower().endswith(_PAGE_SUFFIXES) or raw.member or _PAGE_START.match(raw.data[:200]):
        declared = declared or declared_in(raw.data)
    return *decode(raw.data, declared), declared


def is_page(path: str, text: str) -> bool:
    """Whether a file is a saved page: by its name, or because it begins as one."""
    return path.lower().endswith(_PAGE_SUFFIXES) or bool(_PAGE_HEAD.match(text))


def declared_in(data: bytes) -> str:
    """The encoding that a page's head names for itself, or ""."""
    match = _DECLARED.search(data[:4096])
    return (match.group(1) or match.group(2)).decode("ascii", "replace") if match else ""


def same_encoding(first: str, second: str) -> bool:
    """Whether two labels mean one encoding."""
    return bool(first) and _known(first) == _known(second)


def _known(label: str) -> str:
    """Python's name for a label; "" where there is none."""
    label = label.strip().strip("\"'").lower()
    label = _LABELS.get(label, label)
    try:
        name = codecs.lookup(label).name
        # Codecs that turn bytes into bytes, or text into text, are no encodings.
        "".encode(name)
    except (LookupError, ValueError, TypeError):
        return ""
    return {"cp1251": "windows-1251", "cp1252": "windows-1252", "cp1250": "windows-1250",
            "iso8859-2": "iso-8859-2", "iso8859-15": "iso-8859-15"}.get(name, name)  # fmt: skip


def is_binary(data: bytes) -> bool:
    """Whether the bytes hold what no text in a one-byte encoding or UTF-8 holds."""
    sample = data[:_SAMPLE]
    if b"\x00" in sample:
        return True
    control = len(sample) - len(sample.translate(None, _CONTROL))
    if b"\x1b$" in sample or b"\x1b(" in sample:
        return False
    return control > max(2, len(sample) // 200)


def _wide(data: bytes) -> str:
    """UTF-16 without a mark: every second byte nearly always one of a few, and text when read so; else ""."""
    sample = data[: min(len(data), 8_000) & ~1]
    if b"\x00" not in sample or len(sample) < 8:
        return ""
    best, found = 0.9, ""
    for name, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[::2])):
        # The commonest letters of a text lie in one or two blocks of 256.
        share = sum(count for _, count in Counter(high).most_common(3)) / len(high)
        if share < 0.8:
            continue
        try:
            text = sample.decode(name)
        except UnicodeDecodeError as error:
            if error.start < len(sample) - 4:
                continue
            text = sample[: error.start].decode(name)
        good = sum(character.isalnum() or character.isspace() or character in _PRINTED or " " < character < "\x7f"
                   for character in text)  # fmt: skip
        good -= 4 * sum(character < " " and not character.isspace() for character in text)
        share = good / max(1, len(text))
        # Latin text read with its bytes swapped is made of signs from all over.
        near = sum(character < "\u0600" or "\u2010" <= character <= "\u2030" for character in text) / max(1, len(text))
        if near < 0.8 and share * near < best:
            share *= near
        if share > best:
            best, found = share, name
    return found


def _seven_bit(data: bytes, declared: str) -> tuple[str, str] | None:
    if b"\x1b" not in data or _known(declared) not in _SEVERAL_BYTES:
        return None
    try:
        return data.decode(_known(declared)), _known(declared)
    except UnicodeDecodeError:
        return None


def _is_mostly_utf8(data: bytes, error: UnicodeDecodeError) -> bool:
    if error.end >= len(data) - 3 and error.start > 0 and any(byte > 127 for byte in data[: error.start]):
        return True
    sample = data[:_SAMPLE]
    text = sample.decode("utf-8", errors="replace")
    wrong = text.count("\ufffd")
    good = sum(1 for character in text if ord(character) > 127) - wrong
    return good > 20 * wrong


@dataclass(frozen=True, slots=True)
class _Language:
    letters: frozenset[str]
    words: frozenset[str]


@functools.cache
def _candidates() -> tuple[tuple[str, tuple[_Language, ...]], ...]:
    """Each encoding with the languages that may be written in it, as `data/encodings.yaml` tells."""
    text = resources.files("sitegen.clean").joinpath("data").joinpath("encodings.yaml").read_text(encoding="utf-8")
    value = parse_yaml(text, "encodings.yaml").value
    known = vocabulary().function_words
    languages = {
        code: _Language(
            frozenset(entry["letters"] + entry["letters"].upper()),
            frozenset(map(fold, entry["words"])) if "words" in entry else known[code],
        )
        for code, entry in value["languages"].items()
    }
    return tuple(
        (entry["name"], tuple(languages[code] for code in entry["languages"])) for entry in value["candidates"]
    )


def _one_byte(data: bytes, declared: str) -> str:
    """The one-byte encoding that explains the bytes best; among equals the first, which is the commonest."""
    sample = _sample(data)
    if declared in _SEVERAL_BYTES and _explains(sample, declared):
        return declared
    scores: dict[str, float] = {name: _fit(sample, name, languages) for name, languages in _candidates()}
    best = max(scores, key=lambda name: scores[name])
    if declared in scores:
        return declared if scores[declared] >= scores[best] - _FITS else best
    if declared and declared not in ("utf-8", "utf-16", "utf-16-le", "utf-16-be") and scores[best] < 1.0:
        # A language that we know nothing of, say Turkish or Greek: letters are all we can ask for.
        return declared if _explains(sample, declared) else best
    return best


def _sample(data: bytes) -> bytes:
    """A stretch with letters beyond ASCII in it."""
    match = _HIGH.search(data)
    start = max(0, match.start() - 2_000) if match else 0
    return data[start : start + _EVIDENCE]


def _explains(sample: bytes, name: str) -> bool:
    """Whether the bytes, read so, are nearly all letters and marks of print."""
    try:
        text = codecs.getincrementaldecoder(name)("strict").decode(sample)
    except (UnicodeDecodeError, LookupError):
        return False
    high = [character for character in text if ord(character) > 127]
    good = sum(character.isalpha() or character in _PRINTED or "\u3000" <= character <= "\u30ff" for character in high)
    return bool(high) and good >= 0.9 * len(high)


def _fit(sample: bytes, name: str, languages: tuple[_Language, ...]) -> float:
    """How well an encoding explains bytes: the share of letters that a language has, and of its commonest words."""
    text = sample.decode(name, errors="replace")
    high = Counter(character for character in text if ord(character) > 127)
    total = sum(high.values())
    if not total:
        return 0.0
    words = Counter(fold(word) for word in _WORD.findall(text))
    count = max(sum(words.values()), len(text.split()))
    beyond = {word for word in words if not word.isascii()}
    wrong = len(_FLIPPED.findall(text)) + len(_MIXED.findall(text)) + 2 * text.count("\ufffd")
    wrong += sum(number for character, number in high.items() if "\x80" <= character <= "\x9f")
    best = -9.0
    for language in languages:
        own = printed = 0
        for character, number in high.items():
            if character in language.letters:
                own += number
            elif character in _PRINTED:
                printed += number
        letters = (own + 0.5 * printed - (total - own - printed)) / total
        hits = sum(words[word] for word in language.words & words.keys()) / max(1, count)
        telling = sum(words[word] for word in language.words & beyond) / max(1, count)
        best = max(best, letters + 2.0 * hits + 0.5 * telling)
    return best - 2.0 * wrong / total
