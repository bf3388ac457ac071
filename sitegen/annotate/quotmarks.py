"""Where quotation marks open and close in a text, and which stretch lies between them.

English, Russian, German, Polish and French marks, straight ones, nested and mixed ones. It knows marks only: whether
what lies between them is speech, a title or irony, and whose, is decided elsewhere. One pass over the marks of a
paragraph; only the outermost stretches are given, since what is quoted inside a quotation is a part of it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

# Which marks may close a stretch that the key opens; mixed pairs are common where texts were converted.
_CLOSERS = {
    "“": '”"“',
    '"': '"”',
    "„": '“”"‟',
    "”": "”",
    "«": "»",
    "»": "«",
    "‘": "’",
    "'": "'",
    "‚": "‘’",
}
_MARKS = re.compile("[“”\"„«»‘’'‚]")
_BEFORE_OPENING = frozenset(" \t\n\u00a0\u202f([{—–-/“„«‘\"'…")
_SPACES = frozenset(" \t\n\u00a0\u202f")
_ENDS = frozenset(".,!?…;:")
_ATTRIBUTES = re.compile(r"[,.!?…]?[ \u00a0]*[—–-][ \u00a0]")
_RESUMES = re.compile(r"[,.!?…][ \u00a0]*[—–-][ \u00a0]+(?=[^\W\d_])")
_OPENING_SINGLE = re.compile(r"[ \t\n\u00a0][‘'](?=\w)")
_LEADS_ON = tuple(':,.!?…”»"’“')
"""Behind one of these a mark may open what only the next paragraph closes."""
_CLOSING = re.compile("[»”]")
_DEEPEST = 8
_REACH = 600
"""So far, in characters, a closing mark is looked for behind an apostrophe that could itself be one."""


class Span(NamedTuple):
    """One quoted stretch with its marks."""

    outer: int
    """Offset of the opening mark."""
    start: int
    end: int
    outer_end: int
    """Behind the closing mark."""
    open: bool
    """No closing mark: the quotation may go on in the next paragraph."""


def quoted_spans(text: str, goes_on: str = "") -> tuple[Span, ...]:
    """The outermost quoted stretches of one paragraph, in order, none overlapping another.

    `goes_on`: the mark with which the next paragraph begins, or empty: what is left open here may go on there.
    """
    stack: list[int] = []
    found: list[Span] = []
    closed = shared = -1
    for match in _MARKS.finditer(text):
        at = match.start()
        if text[at] in "’'" and text[at - 1 : at].isalnum() and text[at + 1 : at + 2].isalnum():
            # An apostrophe inside a word.
            continue
        depth = _closes(text, at, stack)
        if depth >= 0:
            outermost = stack[0]
            # One mark for two ends («Я читаю «Волю», — сказал он): what follows shows that all is closed.
            both = depth > 0 and text[at] in _CLOSERS[text[outermost]] and _closes_all(text, outermost, at)
            del stack[0 if both else depth :]
            shared = at if both else shared
            closed = at if stack else -1
            if not stack:
                found.append(_span(text, outermost, at))
        elif shared >= 0 and not stack and text[at] in "»”":
            found += _resumed(text, shared, at)
            shared = -1
        elif len(stack) < _DEEPEST and _opens(text, at, stack):
            stack.append(at)
    if stack:
        found += _unclosed(text, stack[0], closed, goes_on)
    return tuple(span for span in found if span.end > span.start)


def _closes_all(text: str, outermost: int, at: int) -> bool:
    """Whether a mark closes the inner and the outer quotation: a dash follows that leads to words of saying.

    Not where nothing parts it from the dash and a mark for the outer one still follows («A» here — «B»).
    """
    found = _ATTRIBUTES.match(text, at + 1)
    if found is None:
        return False
    if text[at - 1] in ",.!?…" or found.group()[0] in ",.!?…":
        return True
    rest = text[at + 1 : at + 1 + _REACH]
    return rest.count(text[at]) <= rest.count(text[outermost])


def _span(text: str, opening: int, closing: int) -> Span:
    start, end = opening + 1, closing
    while start < end and text[start] in _SPACES:
        start += 1
    while end > start and (text[end - 1] in _SPACES or text[end - 1] == ","):
        end -= 1
    return Span(opening, start, end, closing + 1, False)


def _resumed(text: str, closed: int, closing: int) -> list[Span]:
    """What goes on behind an attribution up to the mark of the outer quotation («… «Волю», — сказал он. — И всё»)."""
    turns = list(_RESUMES.finditer(text, closed, closing))
    if len(turns) < 2:
        return []
    start = turns[-1].end()
    return [_span(text, start - 1, closing)._replace(outer=start, start=start)]


def closed_later(text: str) -> tuple[Span, ...]:
    """The beginning of a paragraph up to a mark that closes what the paragraph before it has left open."""
    close = _CLOSING.search(text)
    if close is None or any(mark in text[: close.start()] for mark in "«„“"):
        return ()
    return (_span(text, -1, close.start())._replace(outer=0),)


def _unclosed(text: str, opening: int, closed: int, goes_on: str) -> list[Span]:
    """What an opening mark without its partner stands for: all up to the last mark that closes, or the rest."""
    if closed > 0 and text[opening] != "'":
        return [_span(text, opening, closed)]
    before = text[max(0, opening - 3) : opening].strip(" \u00a0…")
    resumed = goes_on == text[opening] and goes_on != "'"
    if (text[opening] in "'‘‚" and not resumed) or (
        before and not before.endswith(_LEADS_ON if resumed else (":", ","))
    ):
        return []
    return [_span(text, opening, len(text.rstrip()))._replace(outer_end=len(text), open=True)]


def _closes(text: str, at: int, stack: list[int]) -> int:
    """The depth in the stack that the mark closes; -1 where it closes nothing."""
    if not stack:
        return -1
    mark = text[at]
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if mark in "’'" and (after.isalnum() or _is_possessive(text, at, mark)):
        return -1
    if mark in "“\"«»'" and (
        (before in _SPACES and not (after in _SPACES or after in _ENDS))
        or (before in "([" or (before == "…" and after.isalnum()))
    ):
        return -1
    for depth in range(len(stack) - 1, -1, -1):
        opener = text[stack[depth]]
        if mark in _CLOSERS[opener] and not (mark == "“" and opener == "“" and after.isalnum()):
            return depth
    return -1


def _is_possessive(text: str, at: int, mark: str) -> bool:
    """Whether the mark is the apostrophe of a plural (the workers’ rights) and not the end of a quotation."""
    if at == 0 or text[at - 1] not in "sS" or text[at + 1 : at + 2] != " " or not text[at + 2 : at + 3].islower():
        return False
    reach = at + _REACH
    later = text.find(mark, at + 1, reach)
    while later >= 0 and text[later - 1 : later].isalnum() and text[later + 1 : later + 2].isalnum():
        later = text.find(mark, later + 1, reach)
    return later >= 0 and text[later - 1] not in _SPACES and not _OPENING_SINGLE.search(text, at + 1, later)


def _opens(text: str, at: int, stack: list[int]) -> bool:
    mark = text[at]
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if mark not in _CLOSERS or (mark == "»" and (stack or after in _SPACES)):
        return False
    if (before not in _BEFORE_OPENING and mark not in "«„“") or before.isalnum():
        return False
    if mark == "«":
        return True
    if mark in "'‘" and not (after.isalpha() or after in '…[“"'):
        return False
    if mark == "”" and not after.isalpha():
        return False
    return after not in _SPACES
