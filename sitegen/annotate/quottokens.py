"""A sentence as tokens for the search of speakers: words, marks, and whole names and quotations as one token each.

So that no comma, "and" or verb inside a name or a quotation is taken for one of the sentence. Decides nothing.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import NamedTuple

from sitegen.annotate.quotmarks import Span
from sitegen.model.annotations import Naming

WORD, NAME, QUOTE, MARK, POSSESSIVE = "word", "name", "quote", "mark", "possessive"
_TOKEN = re.compile(r"['’]s(?!\w)|\d+(?:[.,:]\d+)*(?:-[^\W\d_]+)*|[^\W\d_]+(?:[-‑’'ʼ.][^\W\d_]+|-\d+)*|\.{2,}|[^\w\s]")
_new = tuple.__new__
"""Makes a named tuple in half the time of calling its class; most of the work here is making tokens."""
_DASHES = frozenset("—–-")


class Token(NamedTuple):
    """One token with its place in the paragraph."""

    kind: str
    key: str
    """The word in lower case with straight apostrophes; a mark as it is, each dash as `—`."""
    start: int
    end: int
    capital: bool = False
    naming: Naming | None = None
    span: Span | None = None


def tokens_of(text: str, start: int, end: int, namings: Sequence[Naming], spans: Sequence[Span]) -> list[Token]:
    """The tokens of `text[start:end]`, which must not cut a naming or a span; none of these may overlap another."""
    tokens: list[Token] = []
    fixed = [Token(QUOTE, "", span.outer, span.outer_end, False, None, span) for span in spans]
    fixed += [Token(NAME, "", naming.start, naming.end, True, naming) for naming in namings]
    fixed.sort(key=_start)
    at = start
    for token in fixed:
        if token.start < at:
            continue
        _plain(text, at, token.start, tokens)
        tokens.append(token)
        at = token.end
    _plain(text, at, end, tokens)
    return tokens


def _start(token: Token) -> int:
    return token.start


@functools.lru_cache(maxsize=1 << 14)
def _key(word: str) -> tuple[str, bool]:
    """The key of a word, and whether it has a capital; an empty key for marks."""
    if not word[0].isalnum():
        return "", False
    key = word.lower()
    return key if key.isalnum() else key.replace("’", "'").replace("ʼ", "'"), word[0].isupper()


def _plain(text: str, start: int, end: int, out: list[Token]) -> None:
    for match in _TOKEN.finditer(text, start, end):
        word = match[0]
        begin, stop = match.span()
        key, capital = _key(word)
        if key:
            out.append(_new(Token, (WORD, key, begin, stop, capital, None, None)))
            continue
        first = word[0]
        if first in "'’" and (len(word) == 2 or (out and out[-1].kind == NAME and out[-1].end == begin)):
            out.append(Token(POSSESSIVE, "'s", begin, stop))
        else:
            out.append(Token(MARK, "—" if first in _DASHES else word, begin, stop))
