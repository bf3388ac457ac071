"""Where an expression stands in its passage: its sentence, the tense around it, and whether somebody is quoted there.

Everything is found from marks of print and the language's own words of tense; nothing is looked up elsewhere.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from sitegen.annotate.sentences import clause_starts, sentence_spans
from sitegen.annotate.timewords import Tense, TimeLanguage

FUTURE, OPEN, PAST, PRESENT = "future", "open", "past", "present"
_SHOWN = 400
_REACH = 400
_LINK = 25
_LONGEST = 24
_LAST_WORD = re.compile(r"\w+$")
_QUOTE = re.compile("[“”„«»\"‘’']")
_QUOTES = frozenset("“”„«»")
_SINGLE = "‘’'"
_OPENING = {"“": "”", "„": "“", "«": "»", '"': '"', "‘": "’", "'": "'", "»": "«"}
_SPEECH_DASH = re.compile(r"\s*[-–—]\s")
_DASH_TURN = re.compile(r"[,.!?…]\s*[–—-]\s")
_BREAK = re.compile(r"[,;:()]|\s[–—-]\s")


@dataclass(frozen=True, slots=True)
class Sentence:
    start: int
    end: int
    index: int = 0
    """Of the clause in its passage."""


@dataclass(frozen=True, slots=True)
class Clauses:
    """Where sentences, and their parts behind semicolons, begin in a passage."""

    starts: list[int]
    whole: list[int]
    """Without those behind semicolons."""


def clauses(text: str, language: str) -> Clauses:
    """Offsets at which sentences and their parts begin, the first being 0."""
    whole = [start for start, _ in sentence_spans(text, language)]
    return Clauses([0, *clause_starts(text, language)[1:]], [0, *whole[1:]])


def sentence_at(starts: list[int], offset: int, length: int) -> Sentence:
    """The sentence around an offset, cut to some hundred characters at each side."""
    index = bisect_right(starts, offset)
    end = starts[index] if index < len(starts) else length
    return Sentence(max(starts[index - 1], offset - _REACH), min(end, offset + _REACH), index)


def whole_sentence(whole: list[int], offset: int, length: int) -> tuple[int, int]:
    """Where the sentence around an offset begins and ends."""
    index = bisect_right(whole, offset)
    return whole[index - 1], whole[index] if index < len(whole) else length


def shown_part(text: str, sentence: tuple[int, int], start: int, end: int) -> tuple[int, int]:
    """What is shown of the sentence around some words; a very long one is cut at spaces."""
    first, last = sentence[0], max(sentence[1], end)
    if last - first > _SHOWN:
        room = max(0, _SHOWN - (end - start)) // 2
        low, high = max(first, start - room), min(last, end + room)
        first = low if low == first else text.find(" ", low, start) + 1 or low
        last = high if high == last else max(text.rfind(" ", end, high), end)
    return first, last


def quoted_spans(text: str, kind: str) -> list[tuple[int, int]]:
    """Stretches that somebody says, in order: between quotation marks, behind a dash, or a whole block of quotation.

    An opening mark that is never closed reaches to the end where speech can begin (the next paragraph goes on with it).
    """
    if kind == "blockquote":
        return [(0, len(text))]
    if _SPEECH_DASH.match(text):
        return _dash_speech(text)
    out: list[tuple[int, int]] = []
    start, close = -1, ""
    for match in _QUOTE.finditer(text):
        mark, at = match.group(), match.start()
        if mark in _SINGLE and text[at - 1 : at].isalnum() and text[at + 1 : at + 2].isalnum():
            continue
        opens = mark in _OPENING and not text[max(0, at - 1) : at].isalnum() and not text[at + 1 : at + 2].isspace()
        if start < 0:
            if opens:
                start, close = match.end(), _OPENING[mark]
        elif mark == close or (close in "”“" and mark in '”“"'):
            if mark == '"' and opens and text[at - 1 : at].isspace():
                # A closing mark is missing: this one opens the next speech.
                start = match.end()
                continue
            out.append((start, at))
            start = -1
    if start >= 0 and close not in "'’" and (start < 3 or text[: start - 1].rstrip()[-1:] in ":,"):
        out.append((start, len(text)))
    return out


def _dash_speech(text: str) -> list[tuple[int, int]]:
    """Speech behind a dash at the head of a paragraph: up to the attribution between dashes, and after it again.

    Dashes beside a quotation inside it belong to that one.
    """
    turns = [
        match.end()
        for match in _DASH_TURN.finditer(text)
        if text[match.start() - 1] not in _QUOTES and text[match.end() : match.end() + 1] not in _QUOTES
    ]
    edges = [0, *turns, len(text)]
    return [(edges[index], edges[index + 1]) for index in range(0, len(edges) - 1, 2)]


def quoted_at(spans: list[tuple[int, int]], offset: int) -> tuple[int, int] | None:
    """The stretch of speech around an offset."""
    index = bisect_right(spans, (offset, 1 << 62)) - 1
    return spans[index] if index >= 0 and spans[index][0] <= offset < spans[index][1] else None


def tense_marks(tense: Tense, coded: str, text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """The marks of tense in a stretch of text: where each begins and ends, and its kind.

    Args:
        tense: the language's marks.
        coded: the passage written in the characters of words.
        text: the same, folded.
        start: of the stretch.
        end: of the stretch.
    """
    while match := tense.marks.search(coded, start, end):
        kind, start = match.lastgroup or "", match.end()
        if tense.nouns and text[match.start() : start] in tense.nouns:
            before = _word_before(text, match.start())
            if before in tense.attributive or before.isdigit():
                continue
        if kind == FUTURE:
            tail = tense.tail.match(text, start, end)
            start = tail.end() if tail else start
        if kind == "ending":
            if _word_before(text, match.start()) in tense.attributive:
                continue
            kind = PAST
        yield match.start(), start, kind


def _word_before(text: str, place: int) -> str:
    """The word that a single space parts from a place; empty where there is none."""
    if text[place - 1 : place] != " ":
        return ""
    head = text[max(0, place - _LONGEST) : place - 1]
    word = head[head.rfind(" ") + 1 :]
    if word.isalnum():
        return word
    found = _LAST_WORD.search(head)
    return found.group() if found else ""


def tense_of(
    marks: list[tuple[int, int, str]],
    text: str,
    sentence: Sentence,
    start: int,
    end: int,
    language: TimeLanguage,
    *,
    behind: bool = False,
) -> str:
    """`future`, `past`, `open` (may be either: a call for, a plan), `present` or empty, from the nearest mark of tense.

    A mark before the words counts as nearer than one behind them, except at the head of a sentence; a comma between
    them puts it farther away.

    Args:
        marks: those of the sentence, as `tense_marks` gives them.
        text: the passage, folded.
        sentence: where the words stand.
        start: of the words.
        end: of the words.
        language: gives the marks.
        behind: only marks behind the words count.
    """
    fronted = start - sentence.start < 12
    best, nearest = "", 1 << 30
    for first, last, kind in marks:
        if first < start:
            if behind:
                continue
            between = text[min(last, start) : start]
            distance = len(between)
            if kind == OPEN and not _linked(between, text, end, language):
                kind = PAST
        elif first >= end:
            between = text[end:first]
            distance = len(between) + (0 if fronted else 25)
            kind = PAST if kind == OPEN and not behind else kind
        else:
            continue
        if not fronted or first < start:
            distance += 40 * len(_BREAK.findall(between))
        if distance < nearest:
            best, nearest = OPEN if kind == "modal" else kind, distance
    return best


def looks_ahead(marks: list[tuple[int, int, str]], start: int, end: int) -> bool:
    """Whether any of the marks is of what is to come, is called for or planned, and is not one of some words."""
    return any(kind not in (PAST, PRESENT) and not start <= first < end for first, _, kind in marks)


def _linked(between: str, folded_text: str, end: int, language: TimeLanguage) -> bool:
    """Whether the time can be that of what is called for, and not that of the call."""
    if language.link is None:
        return False
    return bool(
        language.link.search(between) or (language.link_behind and language.link.search(folded_text, end, end + _LINK))
    )
