"""What is known at the place of a time expression: the day of publication, the tense, who speaks, the dates before it.

Values that the readings share. They decide nothing about words; the only reckoning here is how vague the day of
publication is.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from sitegen.annotate.timecalc import Day, marked, over_range, read_edtf
from sitegen.annotate.timegrammar import TimePattern
from sitegen.annotate.timewords import TimeLanguage
from sitegen.model.annotations import PROBABLE

NARRATED = 60
"""Days before publication from which on a date opens an account of an earlier time."""

_STORY = 2
"""Paragraphs behind a year that may still tell of it."""
_LONG_AGO = 330
"""Days back from which on a month is told with its year, and what stands behind it is of that time."""
_MONTH = 31


class Reading(NamedTuple):
    """What an expression, or the part of it from `start` to `end`, means."""

    edtf: str
    rule: str
    certainty: str = ""
    start: int = -1
    """-1 for the whole expression."""
    end: int = -1


@dataclass(frozen=True, slots=True)
class Clock:
    """The day of publication as far as it is known."""

    low: Day
    high: Day
    mark: str = ""
    """`?`, `~`, `%` or empty."""

    @property
    def is_day(self) -> bool:
        return self.low == self.high


class Event(NamedTuple):
    """A day and the words of what happened on it."""

    day: str
    words: frozenset[str]
    verbs: frozenset[str] = frozenset()
    """Verbs of the text, which a noun may take up: “was arrested”, “the arrest”."""


class Dated(NamedTuple):
    """A resolved expression, for those that refer to it."""

    passage: int
    start: int
    end: int
    first: Day
    last: Day
    edtf: str
    frames: bool
    """Whether what follows in the paragraph is told from its time."""
    fronted: bool
    """At the head of its sentence."""
    sentence: int
    """Offset of its sentence."""
    clause: int = 0
    """The number of its clause in the passage."""
    quoted: bool = False
    tells: bool = False
    """Whether the text may go on to tell of its time, even where it is only inserted."""
    inserted: bool = False
    """Whether it stands in an inserted clause, so that the rest of its sentence does not tell of its time."""
    heads: bool = False
    """Whether it is all that its paragraph says, which then heads those below."""

    @property
    def wide(self) -> bool:
        """Whether it is longer than a month."""
        return (self.last - self.first).days > _MONTH

    @property
    def is_month(self) -> bool:
        """Whether it lies in one month of one year."""
        return (self.first.year, self.first.month) == (self.last.year, self.last.month)

    @property
    def is_day(self) -> bool:
        """Whether it is a day or a few."""
        return (self.last - self.first).days < _MONTH - 4


class Found(NamedTuple):
    """A pattern that matches a place of the text."""

    pattern: TimePattern
    start: int
    end: int
    slots: dict[str, list[int | str]]
    places: dict[str, list[tuple[int, int]]]

    def one(self, name: str, default: int = 0) -> int:
        """The first number of a class; the default where the class is not in the match."""
        values = self.slots.get(name)
        return int(values[0]) if values else default

    def numbers(self, name: str) -> list[int]:
        """All numbers of a class."""
        return [int(value) for value in self.slots.get(name, [])]

    def year(self) -> int:
        """The printed year, the first of several; one in words may be told in parts, which are added. 0 without one."""
        years = self.numbers("y")
        if not years:
            return 1900 + self.one("yy") if "yy" in self.slots else 0
        return sum(years) if min(years) < 100 else years[0]

    def is_aside(self, text: str) -> bool:
        """Whether it stands alone in parentheses, as the year of a work does."""
        return text[self.start] == "("

    def word(self, name: str) -> str:
        values = self.slots.get(name)
        return str(values[0]) if values else ""


@dataclass(slots=True)
class Scene:
    """Everything around one expression."""

    language: TimeLanguage
    clock: Clock | None
    passage: int
    folded: str
    start: int
    sentence: int
    sentence_end: int
    clause: int
    quoted: bool
    told: Callable[[], bool]
    """Whether what is said here speaks from about the day of publication; so does all that is not quoted."""
    tense: Callable[..., str]
    """The tense at the words; with `behind`, of the verb behind them alone."""
    looks_ahead: Callable[..., bool]
    """Whether the sentence has any word of what is to come; with `nearest`, whether the last verb before is one."""
    history: list[Dated]
    events: Callable[[], list[Event]]
    """What happened on known days."""
    adrift: bool = False
    """Whether a count that could not be resolved has led away from the date named last."""
    lasts: dict[int, Day] = field(default_factory=dict)
    """Weekdays that the text has called past."""
    after: str = ""
    """The word before the expression, articles aside."""
    narrated: int = -1
    """The paragraph in which a day was last left open for what is told before it."""
    answers: bool = False
    """Whether the paragraph before asks a question."""
    months: dict[int, set[int]] = field(default_factory=dict)
    """For each month the years with which the text has named it."""

    def verb_tense(self) -> str:
        """The tense at the words; a preposition that looks back counts for the past where no verb looks ahead."""
        tense = self.tense()
        return "past" if self.lasts_from() and tense != "future" else tense

    def lasts_from(self) -> bool:
        """Whether something has lasted since then, mostly up to publication."""
        return self.after in self.language.lists.get("since", frozenset())

    def in_passage(self) -> Dated | None:
        """The date named last in this paragraph."""
        last = self.history[-1] if self.history else None
        return last if last and last.passage == self.passage else None

    def frame(self, *, days: bool = False) -> Dated | None:
        """The earlier time that this part of the paragraph tells of, if it does.

        A day opens an account that goes on to the end of the paragraph; a month does at the head of its sentence, a
        year there and only for what follows at once. With `days`, of an account told by its weekdays, only a month long
        ago opens one.
        """
        last = self.in_passage()
        if self.clock is None or not last or not last.frames or (self.clock.low - last.last).days <= NARRATED:
            return None
        if last.inserted and last.sentence == self.sentence:
            return None
        if last.is_day:
            return last
        near = last.fronted or last.sentence == self.sentence
        if not last.wide:
            past = last.fronted and (self.clock.low - last.last).days > _LONG_AGO
            return last if past or (near and not days) else None
        return last if near and not days and self.clause - last.clause <= 1 else None

    def story(self, *, paragraphs: int = _STORY) -> Dated | None:
        """The earlier time with its own year that was told of last, in this paragraph or close before it.

        It says less than `frame`: not that the words are of that time, only that they may be. A date nearer to
        publication in between ends it.
        """
        last = self.history[-1] if self.history else None
        if self.clock is None or last is None:
            return None
        if not (last.tells or (last.quoted and (self.quoted or self.narrated >= last.passage))):
            return None
        if self.passage - max(last.passage, self.narrated) > paragraphs:
            return None
        if last.inserted and last.passage == self.passage and last.sentence == self.sentence:
            return None
        return last if (self.clock.low - last.last).days > NARRATED else None

    def next_year(self) -> Reading:
        """The year after the one named last: beside a past tense “the next year” is not that after publication."""
        last = self.history[-1] if self.history else None
        if last is None or self.passage - last.passage > _STORY or last.first.year != last.last.year:
            return Reading("", "narrated")
        year = last.first.year + 1
        late = self.clock is not None and year > self.clock.high.year
        return Reading("", "narrated") if late else Reading(f"{year:04}", "day-after", PROBABLE)

    def other_year(self, day: Day) -> bool:
        """Whether the text has named the month of a day with an earlier year, and not with that of the day."""
        known = self.months.get(day.month, ())
        return bool(known) and day.year not in known

    @property
    def text(self) -> str:
        """The sentence, folded."""
        return self.folded[self.sentence : self.sentence_end]

    @property
    def sentence_span(self) -> tuple[int, int]:
        """Where the sentence begins and ends."""
        return self.sentence, self.sentence_end

    def from_publication(self, rule: str, read: Callable[[Day], str], *, shifting: bool = True) -> Reading:
        """A reading that counts from the day of publication."""
        if self.clock is None:
            return Reading("", "undated")
        text = over_range(self.clock.low, self.clock.high, read, shifting=shifting)
        if not text:
            return Reading("", "undated" if not self.clock.is_day else "ambiguous")
        return Reading(marked(text, self.clock.mark if shifting else ""), rule)


def clock_of(published: str) -> Clock | None:
    """The day of publication from its EDTF; nothing where it is empty, open at an end or not EDTF."""
    value = read_edtf(published.strip())
    if value is None or not value.earliest or not value.latest:
        return None
    mark = (
        "%" if value.uncertain and value.approximate else "?" if value.uncertain else "~" if value.approximate else ""
    )
    return Clock(datetime.date.fromisoformat(value.earliest), datetime.date.fromisoformat(value.latest), mark)
