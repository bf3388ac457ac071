"""A passage as its expressions are read: its sentences, who speaks where, and what sets some words apart."""

from __future__ import annotations

import dataclasses
import re

from sitegen.annotate.timecalc import read_edtf
from sitegen.annotate.timematch import word_after, words_before
from sitegen.annotate.timescene import Found
from sitegen.annotate.timetense import (
    Clauses,
    Sentence,
    clauses,
    quoted_spans,
    sentence_at,
    shown_part,
    tense_marks,
    whole_sentence,
)
from sitegen.annotate.timewords import TimeLanguage
from sitegen.model.annotations import Passage, TimeExpression

_STRETCHES = frozenset({"period-before", "period-this", "period-after"})
_INSERTED = re.compile(r",\s(?:\w{1,3}\s)?")
"""What stands between a stretch of time and the day in it: a comma and a preposition."""
_TITLE = 3
"""Words from which on what is quoted is more than a name."""
_LONGEST_TITLE = 80
_SAID = (",", ":", "-", "—")
"""Marks between speech and who says it."""
FRONT = 15
"""Characters from the head of its sentence within which an expression opens it."""


class Block:
    """A passage with its sentences and quotations, looked up when the first expression is found in it."""

    def __init__(self, number: int, passage: Passage, text: str, coded: str, language: TimeLanguage) -> None:
        self.number = number
        self.passage = passage
        self.folded = text
        self.coded = coded
        self._language = language
        self._shown: tuple[int, int, str] = (0, 0, "")
        self._before: tuple[int, list[str]] = (-1, [])
        self._clauses: Clauses | None = None
        self._quoted: list[tuple[int, int]] | None = None
        self._marks: tuple[int, int, list[tuple[int, int, str]]] = (-1, -1, [])

    def _sentences(self) -> Clauses:
        if self._clauses is None:
            self._clauses = clauses(self.passage.text, self._language.code)
        return self._clauses

    @property
    def quoted(self) -> list[tuple[int, int]]:
        """Where somebody speaks."""
        if self._quoted is None:
            self._quoted = quoted_spans(self.passage.text, self.passage.kind)
        return self._quoted

    def before(self, start: int) -> list[str]:
        """The words before a place, as `words_before` gives them; kept for the patterns that are tried there."""
        if self._before[0] != start:
            self._before = (start, words_before(self.folded, start, self._language))
        return self._before[1]

    def tense_marks(self, start: int, end: int) -> list[tuple[int, int, str]]:
        """The marks of tense in a stretch of the passage; kept for the expressions that share it."""
        if self._marks[:2] != (start, end):
            tense = self._language.tense
            found = list(tense_marks(tense, self.coded, self.folded, start, end)) if tense else []
            self._marks = (start, end, found)
        return self._marks[2]

    def clause(self, offset: int) -> Sentence:
        return sentence_at(self._sentences().starts, offset, len(self.folded))

    def whole(self, offset: int) -> tuple[int, int]:
        """The sentence around an offset, with all its clauses."""
        return whole_sentence(self._sentences().whole, max(0, offset), len(self.folded))

    def shown(self, start: int, end: int) -> str:
        """The sentence around some words, one text for all words in it."""
        first, last, text = self._shown
        if not text or not (first <= start and end <= last):
            first, last = shown_part(self.passage.text, self.whole(start), start, end)
            text = self.passage.text[first:last].strip()
            self._shown = (first, last, text)
        return text


def is_title(text: str, found: Found, speech: tuple[int, int]) -> bool:
    """Whether what stands between quotation marks is a name: the words alone, or a few that nobody is said to say."""
    start, end = speech
    if end - start > _LONGEST_TITLE:
        return False
    if (found.start, found.end) == speech:
        return True
    said = text[end + 1 : end + 4].lstrip()[:1] in _SAID or text[max(0, start - 3) : start - 1].rstrip()[-1:] in _SAID
    return not said and text[end - 1 : end].isalnum() and text.count(" ", start, end) < _TITLE


def joined(times: list[TimeExpression], text: str) -> list[TimeExpression]:
    """The expressions of a passage, where a week and the day in it that is told behind a comma are one: the day.

    “Last week, on March 4,” and “last month, on the 14th,” tell one time in two steps.
    """
    out: list[TimeExpression] = []
    for time in times:
        if out and out[-1].rule in _STRETCHES and _INSERTED.fullmatch(text, out[-1].end, time.start):
            whole, part = read_edtf(out[-1].edtf), read_edtf(time.edtf)
            if whole and part and whole.earliest <= part.earliest and part.latest <= whole.latest:
                start = out.pop().start
                time = dataclasses.replace(time, start=start, text=text[start : time.end])
        out.append(time)
    return out


def inserted(text: str, sentence: tuple[int, int], start: int, end: int, language: TimeLanguage) -> bool:
    """Whether the words stand in a clause between commas that tells of the thing before it, and the sentence goes on.

    “The road, repaired last year, was closed in October.”
    """
    first, last = sentence
    head = clause_head(text, first, start, language)
    close = text.find(",", end, last)
    return head >= 0 and close >= 0 and text[close + 1 : last].strip() != ""


def clause_head(text: str, sentence: int, start: int, language: TimeLanguage) -> int:
    """Where the words of a clause begin that tells of the thing before it and in which a place lies; -1 for none."""
    comma = text.rfind(", ", sentence, start)
    if comma < 0 or language.inserted is None:
        return -1
    return comma + 2 if language.inserted.match(text, comma + 2) else -1


def set_off(text: str, sentence: int, start: int, end: int, language: TimeLanguage) -> bool:
    """Whether the words end an inserted or a leading clause (“in power since 1994, he …”), and the sentence goes on."""
    if start - sentence < FRONT or text[end : end + 1] != ",":
        return False
    return word_after(text, end + 1) not in language.lists.get("joins", frozenset())
