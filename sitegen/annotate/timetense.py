"""Where an expression stands in its passage: its sentence, the tense around it, and whether somebody is quoted there.

Everything is found from marks of print and the language's own words of tense; nothing is looked up elsewhere.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from sitegen.annotate.timewords import TimeLanguage

FUTURE, OPEN, PAST = "future", "open", "past"
_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’»“)\]]*\s+(?=[\"'“„«‘(\[—–-]?\s?[^\W\d_a-zа-яёіў])|\n|;\s")
_SHORT = re.compile(
    r"(?:\b(?-i:[A-ZА-ЯЁІЎ])\w?|\b(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|gen|gov|sen|rep|mrs|prof|dr|st|вул|руб|тыс|млн|стр))\.$",
    re.I,
)
_REACH = 400
_LINK = 25
_QUOTE = re.compile("[“”„«»\"‘’']")
_SINGLE = "‘’'"
_OPENING = {"“": "”", "„": "“", "«": "»", '"': '"', "‘": "’", "'": "'", "»": "«"}
_SPEECH_DASH = re.compile(r"\s*[-–—]\s")
_DASH_TURN = re.compile(r"[,.!?…]\s*[–—-]\s")
_BREAK = re.compile(r"[,;:()]|\s[–—-]\s")


@dataclass(frozen=True, slots=True)
class Sentence:
    start: int
    end: int


def sentences(text: str) -> list[int]:
    """Offsets at which sentences begin, the first being 0."""
    starts = [0]
    for match in _SENTENCE_END.finditer(text):
        if match.group()[0] == "." and _SHORT.search(text, max(0, match.start() - 8), match.start() + 1):
            continue
        starts.append(match.end())
    return starts


def sentence_at(starts: list[int], offset: int, length: int) -> Sentence:
    """The sentence around an offset, cut to some hundred characters at each side."""
    index = bisect_right(starts, offset)
    end = starts[index] if index < len(starts) else length
    return Sentence(max(starts[index - 1], offset - _REACH), min(end, offset + _REACH))


def quoted_spans(text: str, kind: str) -> list[tuple[int, int]]:
    """Stretches that somebody says, in order: between quotation marks, behind a dash, or a whole block of quotation.

    An opening mark that is never closed reaches to the end where speech can begin (the next paragraph goes on with it).
    """
    if kind == "blockquote":
        return [(0, len(text))]
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
    if not out and _SPEECH_DASH.match(text):
        return _dash_speech(text)
    return out


def _dash_speech(text: str) -> list[tuple[int, int]]:
    """Speech behind a dash at the head of a paragraph: up to the attribution between dashes, and after it again."""
    turns = [match.end() for match in _DASH_TURN.finditer(text)]
    edges = [0, *turns, len(text)]
    return [(edges[index], edges[index + 1]) for index in range(0, len(edges) - 1, 2)]


def is_quoted(spans: list[tuple[int, int]], offset: int) -> bool:
    index = bisect_right(spans, (offset, 1 << 62)) - 1
    return index >= 0 and spans[index][0] <= offset < spans[index][1]


def tense_of(
    folded_text: str, sentence: Sentence, start: int, end: int, language: TimeLanguage, *, behind: bool = False
) -> str:
    """`future`, `past`, `open` (may be either: a call for, a plan) or empty, from the nearest mark of tense.

    A mark before the words counts as nearer than one behind them, except at the head of a sentence; a comma between
    them puts it farther away.

    Args:
        folded_text: of the passage.
        sentence: where the words stand.
        start: of the words.
        end: of the words.
        language: gives the marks.
        behind: only marks behind the words count.
    """
    if language.tense is None:
        return ""
    fronted = start - sentence.start < 12
    best, nearest = "", 1 << 30
    for match in language.tense.finditer(folded_text, sentence.start, sentence.end):
        kind = match.lastgroup or ""
        if match.start() < start:
            if behind:
                continue
            between = folded_text[min(match.end(), start) : start]
            distance = len(between)
            if kind == OPEN and not _linked(between, folded_text, end, language):
                kind = PAST
        elif match.start() >= end:
            between = folded_text[end : match.start()]
            distance = len(between) + (0 if fronted else 25)
            kind = PAST if kind == OPEN else kind
        else:
            continue
        if not fronted or match.start() < start:
            distance += 40 * len(_BREAK.findall(between))
        if distance < nearest:
            best, nearest = OPEN if kind == "modal" else kind, distance
    return best


def _linked(between: str, folded_text: str, end: int, language: TimeLanguage) -> bool:
    """Whether the time can be that of what is called for, and not that of the call."""
    if language.link is None:
        return False
    return bool(
        language.link.search(between) or (language.link_behind and language.link.search(folded_text, end, end + _LINK))
    )
