"""Attributions that stand inside the marks of what is said: «A, — said B. — C», « A, réplique B. C ».

The words between the marks are cut into what is spoken, so that the clause of saying stands outside like any other.
"""

from __future__ import annotations

import re

from sitegen.annotate.quotlanguage import QuotationWords
from sitegen.annotate.quotmarks import Span
from sitegen.annotate.sentences import abbreviations

_TURN = re.compile(r"(?:(?<=[,.!?…])[ \u00a0]*|[ \u00a0])[—–-][ \u00a0]+")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LETTERS = re.compile(r"[^\W\d_]+")
_COMMA = re.compile(r",[ \u00a0]")
_CLAUSE_END = re.compile(r"(?P<last>[^\W\d_]*)(?:,[ \u00a0]|[.][ \u00a0](?=[^\W\d_]))")
_LONGEST = 5000
"""Characters of a quotation in which insertions are looked for."""
_LONGEST_CLAUSE = 80
"""Characters of a clause of saying."""


def without_insertions(text: str, span: Span, words: QuotationWords) -> list[Span]:
    """The spoken parts of a stretch whose marks hold the attribution too; else the stretch as it is."""
    if span.end - span.start > _LONGEST:
        return [span]
    return _between_commas(text, span, words) if words.clitics else _between_dashes(text, span, words)


def _between_dashes(text: str, span: Span, words: QuotationWords) -> list[Span]:
    parts: list[Span] = []
    outer, start = span.outer, span.start
    dashes = [match.span() for match in _TURN.finditer(text, span.start, span.end)]
    at = 0
    while at < len(dashes):
        left, right = dashes[at]
        word = _LETTERS.match(text, right, span.end)
        if word is None or word.group() not in words.verbs or left <= start:
            at += 1
            continue
        parts.append(Span(outer, start, left - (text[left - 1] == ","), left, False))
        if at + 1 == len(dashes):
            return parts
        outer = start = dashes[at + 1][1]
        at += 2
    if start < span.end:
        parts.append(Span(outer, start, span.end, span.outer_end, span.open))
    return parts


def _between_commas(text: str, span: Span, words: QuotationWords) -> list[Span]:
    parts: list[Span] = []
    outer, start = span.outer, span.start
    for comma in _COMMA.finditer(text, span.start, span.end):
        if comma.start() <= start:
            continue
        end = _clause_of_saying(text, comma.end(), span.end, words)
        if end:
            parts.append(Span(outer, start, comma.start(), comma.start(), False))
            outer = start = end
    if start < span.end:
        parts.append(Span(outer, start, span.end, span.outer_end, span.open))
    return parts


def _clause_of_saying(text: str, start: int, stop: int, words: QuotationWords) -> int:
    """Behind the clause of saying that begins here with its verb ("dit-elle,", "a répondu M. Bois."); 0 for none."""
    verb = _WORD.match(text, start, stop)
    if verb is None or not verb.group()[0].islower():
        return 0
    hanging = next((clitic for clitic in words.clitics if verb.group().endswith(clitic)), "")
    saying = verb.group().removesuffix(hanging).removesuffix("-t")
    if saying in words.sets["auxiliaries"]:
        following = _WORD.match(text, verb.end() + 1, stop)
        if following is None:
            return 0
        verb, saying = following, following.group()
    if saying not in words.verbs or not (hanging or _begins_name(text, verb.end() + 1, stop, words)):
        return 0
    known = abbreviations(words.language)
    for end in _CLAUSE_END.finditer(text, verb.start(), min(stop, start + _LONGEST_CLAUSE)):
        if text[end.end() - 2] == "," or end.group("last").lower() not in known:
            return end.end()
    return 0


def _begins_name(text: str, start: int, stop: int, words: QuotationWords) -> bool:
    """Whether what stands behind the verb begins like its subject: with a capital, an article or "his"."""
    word = _LETTERS.match(text, start, stop)
    return word is not None and (word.group()[0].isupper() or word.group() in words.sets["determiners"])
