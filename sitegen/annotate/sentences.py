"""Where sentences end.

A sentence ends at a full stop, an exclamation or question mark or an ellipsis, with the marks that close behind it,
where a capital letter, a digit or an opening mark follows. Abbreviations, initials and ordinals do not end one; which
abbreviations there are is the caller's knowledge of the language. Nothing else is decided here.
"""

from __future__ import annotations

import re
from collections.abc import Set

_END = re.compile(r"[.!?…]+[\"”’»“'\])]*(?:\s+|$)|\n+")
_WORD_BEFORE = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]+)*$")
_OPENING = "“\"«„‘'‚([—–-…"
_LONGEST_WORD = 24


def sentence_spans(text: str, abbreviations: Set[str] = frozenset()) -> tuple[tuple[int, int], ...]:
    """The sentences of a text as (start, end), without the white space between them.

    `abbreviations` are in lower case and without their last full stop.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        if match.end() < len(text) and not _is_end(text, match, abbreviations):
            continue
        _add(spans, text, start, match.start() + len(match.group().rstrip()))
        start = match.end()
    _add(spans, text, start, len(text))
    return tuple(spans)


def _add(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        spans.append((start, end))


def _is_end(text: str, match: re.Match[str], abbreviations: Set[str]) -> bool:
    mark = match.group()
    if mark[0] == "\n":
        return True
    following = text[match.end() : match.end() + 3].lstrip("“\"«„‘'‚([…")
    if following[:1] in ("—", "–", "-"):
        following = text[match.end() + 1 : match.end() + 5].lstrip(" \u00a0“\"«„‘'([…")
    if not following or following[0].islower():
        return False
    if mark.rstrip() != ".":
        return True
    word = _WORD_BEFORE.search(text, max(0, match.start() - _LONGEST_WORD), match.start())
    if word is None:
        return True
    before = word.group()
    return not (len(before) == 1 and before.isupper()) and before.lower() not in abbreviations
