"""Bytes → text: which encoding a saved text is in, by evidence and never by a declaration it may carry.

It never fails: what no encoding explains is read with replacement marks, and the caller reports that.
"""

from __future__ import annotations

import re

BINARY = "binary"

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_CYRILLIC = re.compile(r"[А-Яа-яЁёЎўІіЇїЄєҐґ]")
_LATIN = re.compile(r"[A-Za-zÀ-ÿŒœ]")
# Letters that running Cyrillic text is made of; a Latin text misread as Cyrillic shows the rare ones.
_COMMON = frozenset("оеаинтсрвлкмдпуяіы")
_MIXED = re.compile(r"[A-Za-z][А-Яа-яЁё]|[А-Яа-яЁё][A-Za-z]")
_SAMPLE = 200_000
_CONTROL = bytes((*range(1, 9), *range(14, 27), *range(28, 32)))


def decode(data: bytes) -> tuple[str, str]:
    """The text, and the name of its encoding: ``utf-8``, ``utf-16-le``, ``utf-16-be``, ``windows-1251``,
    ``windows-1252``, or `BINARY` with an empty text."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, errors="replace"), name
    if is_binary(data):
        return "", BINARY
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        # A file cut in the middle of a letter, or with a stray byte in a long text, is still UTF-8.
        if _is_mostly_utf8(data, error):
            return data.decode("utf-8", errors="replace"), "utf-8"
    name = "windows-1251" if _looks_cyrillic(data[:_SAMPLE]) else "windows-1252"
    return data.decode(name, errors="replace"), name


def is_binary(data: bytes) -> bool:
    """Whether the bytes hold what no text in a one-byte encoding or UTF-8 holds."""
    sample = data[:_SAMPLE]
    if b"\x00" in sample:
        return True
    control = len(sample) - len(sample.translate(None, _CONTROL))
    return control > max(2, len(sample) // 200)


def _is_mostly_utf8(data: bytes, error: UnicodeDecodeError) -> bool:
    if error.end >= len(data) - 3 and error.start > 0 and any(byte > 127 for byte in data[: error.start]):
        return True
    sample = data[:_SAMPLE]
    text = sample.decode("utf-8", errors="replace")
    wrong = text.count("\ufffd")
    good = sum(1 for character in text if ord(character) > 127) - wrong
    return good > 20 * wrong


def _looks_cyrillic(sample: bytes) -> bool:
    """Reads it as windows-1251 and asks whether the letters come in the proportions of a Cyrillic language."""
    text = sample.decode("windows-1251", errors="replace")
    cyrillic = _CYRILLIC.findall(text)
    if not cyrillic:
        return False
    common = sum(1 for letter in cyrillic if letter.lower() in _COMMON)
    # Accents inside Latin words become lone Cyrillic letters between Latin ones.
    return common / len(cyrillic) > 0.6 and len(_MIXED.findall(text)) < len(cyrillic) / 4
