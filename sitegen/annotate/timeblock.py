"""A passage as its expressions are read: its sentences, who speaks where, and what sets some words apart."""

from __future__ import annotations

import functools

from sitegen.annotate.timematch import word_after
from sitegen.annotate.timescene import Found
from sitegen.annotate.timetense import (
    Clauses,
    Sentence,
    clauses,
    quoted_spans,
    sentence_at,
    shown_part,
    whole_sentence,
)
from sitegen.annotate.timewords import TimeLanguage
from sitegen.model.annotations import Passage

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
        self._language = language.code
        self._shown: tuple[int, int, str] = (0, 0, "")

    @functools.cached_property
    def _clauses(self) -> Clauses:
        return clauses(self.passage.text, self._language)

    @functools.cached_property
    def quoted(self) -> list[tuple[int, int]]:
        """Where somebody speaks."""
        return quoted_spans(self.passage.text, self.passage.kind)

    def clause(self, offset: int) -> Sentence:
        return sentence_at(self._clauses.starts, offset, len(self.folded))

    def whole(self, offset: int) -> tuple[int, int]:
        """The sentence around an offset, with all its clauses."""
        return whole_sentence(self._clauses.whole, max(0, offset), len(self.folded))

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


def set_off(text: str, sentence: int, start: int, end: int, language: TimeLanguage) -> bool:
    """Whether the words end an inserted or a leading clause (“in power since 1994, he …”), and the sentence goes on."""
    if start - sentence < FRONT or text[end : end + 1] != ",":
        return False
    return word_after(text, end + 1) not in language.lists.get("joins", frozenset())
