"""What a file says, as words in their order, however it is written down: mark-up, attributes, escapes, entities,
addresses, compressed files. Two texts that a reader takes for one have the same words.

A file gives several streams of words, because mark-up can part words or not (`<b>Z</b>oe`, `<td>Zoe</td><td>…`), and
because what stands in a tag is read apart from what stands between tags.
"""

from __future__ import annotations

import gzip
import html
import io
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from hashlib import blake2b
from urllib.parse import unquote

from sitegen.base.text import fold

Words = list[str]

_WORD = re.compile(r"[^\W_]+")
_TAG = re.compile(r"</?[a-zA-Z!?][^<>]*>")
_NAMES = (
    "a|abbr|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|ins|kbd|mark|q|rp|rt|ruby|s|samp|small|span|strike|strong"
    "|sub|sup|time|tspan|tt|u|var|wbr"
)
_INLINE = re.compile(rf"</?(?:{_NAMES})(?:[\s/][^<>]*)?>", re.IGNORECASE)
_GLUED = re.compile(rf"\w(?:</?(?:{_NAMES})(?:[\s/][^<>]*)?>)+\w", re.IGNORECASE)
_NOTE_SIGN = re.compile(r"<sup\b[^<>]*>.*?</sup>", re.IGNORECASE | re.DOTALL)
_ESCAPE = re.compile(r"\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|[nrtbf\"/\\])")
_LATEX = re.compile(r"\{?\\(?:[^\w\s{}\\]|[a-zA-Z](?=[\s{]))[\s{]*(\w)\}*")
_PERCENT = re.compile(r"[^\s\"'<>]*%[0-9a-fA-F]{2}[^\s\"'<>]*")
# Soft hyphens, joiners, marks of direction, and marks that no letter has taken up.
_INVISIBLE = re.compile("[\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u0300-\u036f]")
# Scripts that put no spaces between words: each letter counts as a word.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
_ROUNDS = 4
_DEPTH = 3


class Numbers(dict[str, int]):
    """A number for each word: the same for spellings that a reader takes for one, in every run and on every machine."""

    def __missing__(self, word: str) -> int:
        number = int.from_bytes(blake2b(fold(word).encode("utf-8", "surrogatepass"), digest_size=7).digest(), "big")
        self[word] = number
        return number


def words_of(text: str) -> Words:
    """The words of a plain text, folded but for what `Numbers` folds."""
    if not text.isascii():
        text = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
        if _UNSPACED.search(text):
            text = _UNSPACED.sub(r" \g<0> ", text)
    return _WORD.findall(text.casefold())


def streams(text: str, seen: set[str] | None = None) -> Iterator[Words]:
    """The words of a text that may be mark-up, data or a program.

    Args:
        seen: tags that were read before and need not be again; those read now are added.
    """
    if "%" in text:
        yield words_of("\n".join(unquote(found, errors="replace") for found in _PERCENT.findall(text)))
    if "\\" in text:
        if "{" in text:
            yield words_of(_LATEX.sub(r"\1", text))
        for _ in range(_DEPTH):
            text = _ESCAPE.sub(_unescaped, text)
            if "\\" not in text:
                break
    for _ in range(_ROUNDS):
        body = text
        if "<" in text:
            yield from _inside_tags(text, seen)
            without_signs = _NOTE_SIGN.sub(" ", text) if "<sup" in text else text
            body = _TAG.sub(" ", _INLINE.sub("", without_signs))
            # Lines in which tags alone part words, and whole texts with signs that may be words: once more, all parted.
            parted = text if without_signs is not text else "\n".join(filter(_GLUED.search, text.split("\n")))
            yield words_of(html.unescape(_TAG.sub(" ", parted)))
        plain = html.unescape(body) if "&" in body else body
        yield words_of(plain)
        # What was escaped may be mark-up itself, or be escaped once more.
        if plain == body or not ("<" in plain or "&" in plain):
            return
        text = plain


def _inside_tags(text: str, seen: set[str] | None) -> Iterator[Words]:
    tags = set(_TAG.findall(text))
    if seen is not None:
        tags -= seen
        seen |= tags
    if not tags:
        return
    # Names of attributes stay, so that no two values are read as one.
    inner = html.unescape("\n".join(sorted(tag[1:-1] for tag in tags)))
    yield words_of(inner)
    if "<" in inner:
        yield words_of(html.unescape(_TAG.sub(" ", _INLINE.sub("", inner))))


def _unescaped(match: re.Match[str]) -> str:
    number = match[1] or match[2] or match[3]
    if not number:
        # A tag in JSON is closed by `<\/b>`; whatever else is escaped by a letter parts words.
        return match[0][1] if match[0][1] in "/\\" else " "
    code = int(number, 16)
    return chr(code) if code < 0x110000 else " "


def contents(name: str, data: bytes, depth: int = 0) -> Iterator[tuple[str, str]]:
    """The texts that a file holds with their names: itself, or what it is packed from."""
    if depth < _DEPTH and data[:2] == b"\x1f\x8b":
        try:
            yield from contents(name, gzip.decompress(data), depth + 1)
            return
        except (OSError, EOFError, zlib.error):
            pass
    if depth < _DEPTH and data[:4] == b"PK\x03\x04":
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as packed:
                for item in packed.infolist():
                    yield from contents(f"{name}/{item.filename}", packed.read(item), depth + 1)
            return
        except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, zlib.error):
            pass
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    yield name, data.decode(encoding, "replace")
