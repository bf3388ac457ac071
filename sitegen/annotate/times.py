"""Time expressions in a text, each resolved to EDTF as far as that is sound, with the rule that a reader can be told.

What an expression looks like is data, one file for each language; what it means is read by a few functions that know
calendars and no words. Prepositions are no part of an expression (“on Sunday” is found as “Sunday”), durations, ages
and names with a day or a month in them are not found at all, and what cannot be resolved is found with an empty value.
Sources: TimeML's TIMEX3 (ISO 24617-1) for what an expression is, EDTF (ISO 8601-2) for its value.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from sitegen.annotate.timeblock import FRONT, Block, clause_head, inserted, is_title, joined, set_off
from sitegen.annotate.timecalc import Day, read_edtf
from sitegen.annotate.timecodes import FIRST_CODE
from sitegen.annotate.timeevents import count_from, events_beside, known_events
from sitegen.annotate.timegrammar import TimePattern
from sitegen.annotate.timematch import found_at, stands, with_article
from sitegen.annotate.timereadings import READINGS
from sitegen.annotate.timescene import Clock, Dated, Event, Found, Reading, Scene, clock_of
from sitegen.annotate.timespeech import said_now
from sitegen.annotate.timetense import (
    Sentence,
    looks_ahead,
    quoted_at,
    tense_of,
)
from sitegen.annotate.timewords import TimeLanguage, folded, time_language
from sitegen.model.annotations import PROBABLE, Passage, TimeExpression
from sitegen.model.rules import TIMES as RULES

__all__ = ["RULES", "find_times"]

_MOST_EVENTS = 500
_WORD = re.compile(r"\w+")
_PRINTED = frozenset({"date", "month", "year", "decade", "century", "season", "quarter"})
"""Rules that count from nothing."""
_DATES = frozenset({"date", "pair", "night"})
"""Kinds with a day and a month."""
_TITLES = frozenset({"weekday", "month", "season", "nowadays", "relative"})
"""Kinds that alone between quotation marks are the name of something."""


def find_times(
    passages: Sequence[Passage], published: str, language: str, anchors: tuple[tuple[str, str], ...] = ()
) -> tuple[TimeExpression, ...]:
    """The time expressions of a text in its order; none overlaps another.

    Args:
        passages: the blocks of the article's body.
        published: EDTF of the day of publication, or empty; a vague one gives intervals or empty values.
        language: code of the text's language; without a data file only dates in figures are found.
        anchors: pairs of an ISO day and the title of what happened on it, for “the tenth night of protests”.
    """
    words = time_language(language)
    text = _Text(words, clock_of(published), known_events(anchors, words))
    return tuple(
        time for number, passage in enumerate(passages) for time in joined(text.times(number, passage), passage.text)
    )


class _Text:
    """Goes through a text once and keeps what its later parts refer to."""

    def __init__(self, language: TimeLanguage, clock: Clock | None, events: list[Event]) -> None:
        self.language = language
        self.clock = clock
        self.events = events
        self.history: list[Dated] = []
        self.unread: list[tuple[str, str, Dated]] = []
        self.lasts: dict[int, Day] = {}
        self.months: dict[int, set[int]] = {}
        self.narrated = -1
        self.asked = self.answers = False
        self.adrift = False
        self.counted: Found | None = None

    def times(self, number: int, passage: Passage) -> list[TimeExpression]:
        """The expressions of the next passage."""
        text = folded(passage.text)
        self.answers, self.asked = self.asked, text.rstrip().endswith("?")
        grammar = self.language.grammar
        coded = grammar.codes.written(text)
        places = grammar.places
        block: Block | None = None
        out: list[TimeExpression] = []
        end = 0
        for match in grammar.first.finditer(coded):
            start, behind = match.span()
            if start < end:
                continue
            # Most words were met before: what can begin there is known without a call.
            first = coded[start]
            patterns = places.get(first + coded[behind : behind + 1]) if first >= FIRST_CODE else None
            if patterns is None:
                patterns = grammar.candidates(coded, start, behind)
            if not patterns:
                continue
            matches = [(hit, pattern) for match_at, pattern in patterns if (hit := match_at(coded, start))]
            if not matches:
                continue
            block = block or Block(number, passage, text, coded, self.language)
            found = self._first(matches, block)
            if found is None:
                continue
            end = found.end
            if found.pattern.kind != "none":
                out += self._read(found, block)
                self._count_from(found, out, passage.text)
        return out

    def _count_from(self, found: Found, out: list[TimeExpression], text: str) -> None:
        """Makes one expression of a count and the date right behind it: “two days before 9 August”."""
        counted, self.counted = self.counted, found if found.pattern.kind == "event" else None
        if counted is None or len(out) < 2 or out[-2].edtf or out[-2].end != counted.end:
            return
        count, date = out[-2:]
        between = text[count.end : date.start].strip()
        if between and between not in self.language.lists.get("articles", frozenset()):
            return
        edtf = count_from(counted, date.edtf, printed=True)
        if edtf:
            words = text[count.start : date.end]
            whole = dataclasses.replace(count, end=date.end, text=words, edtf=edtf, rule="after-event")
            out[-2:] = [dataclasses.replace(whole, certainty=date.certainty)]

    def _first(self, matches: list[tuple[re.Match[str], TimePattern]], block: Block) -> Found | None:
        """The longest match at a place that may stand there; of two the one that the data names first."""
        text = block.folded
        if len(matches) > 1:
            matches.sort(key=lambda pair: (-pair[0].end(), pair[1].rank))
        for match, pattern in matches:
            if stands(match, pattern, block.passage.text, text, self.language, block.before) and (
                not pattern.tense or pattern.tense in self._tenses(pattern, block, *match.span())
            ):
                return found_at(match, pattern, text, self.language)
        return None

    def _tenses(self, pattern: TimePattern, block: Block, start: int, end: int) -> tuple[str, ...]:
        """The tense at some words; a present tells what is to come beside so many days ahead, not beside a season."""
        clause = block.clause(start)
        tense = tense_of(block.tense_marks(clause.start, clause.end), block.folded, clause, start, end, self.language)
        return ("future",) if tense == "present" and pattern.kind == "ahead" else (tense,)

    def _events(self) -> list[Event]:
        """The archive's events and those that stand beside a date of the text so far."""
        for text, coded, dated in self.unread[:_MOST_EVENTS]:
            self.events += events_beside(text, coded, dated, self.language)
        self.unread = []
        del self.events[_MOST_EVENTS:]
        return self.events

    def _read(self, found: Found, block: Block) -> list[TimeExpression]:
        speech = quoted_at(block.quoted, found.start)
        if speech and found.pattern.kind in _TITLES and is_title(block.folded, found, speech):
            return []
        scene = self._scene(found, block, speech)
        out = []
        for reading in READINGS[found.pattern.kind](found, scene):
            start, end = (reading.start, reading.end) if reading.start >= 0 else (found.start, found.end)
            if reading.start < 0 and found.pattern.kind != "nowadays":
                start = with_article(found, block.folded, self.language)
            if found.pattern.kind == "later" or reading.edtf:
                self.adrift = not reading.edtf
            if reading.rule == "narrated" and found.pattern.kind in _DATES:
                self.narrated = scene.passage
            self._remember(reading, found, start, end, scene, block.coded)
            unsure = reading.certainty or (speech and reading.edtf and reading.rule not in _PRINTED)
            out.append(
                TimeExpression(
                    block.passage.id, start, end, block.passage.text[start:end], reading.edtf, reading.rule,
                    PROBABLE if unsure else "", block.shown(start, end),
                )
            )  # fmt: skip
        return out

    def _scene(self, found: Found, block: Block, speech: tuple[int, int] | None) -> Scene:
        clause = block.clause(found.start)

        tenses: dict[bool, str] = {}

        def tense(behind: bool = False) -> str:
            if behind in tenses:
                return tenses[behind]
            # What is said has its own verbs, and so has “today” in “who runs it today”.
            reach = clause if speech is None else Sentence(max(clause.start, speech[0]), min(clause.end, speech[1]))
            head = clause_head(block.folded, reach.start, found.start, self.language)
            if found.pattern.kind == "nowadays" and head >= 0:
                reach = Sentence(head, reach.end, reach.index)
            marks = block.tense_marks(reach.start, reach.end)
            tenses[behind] = tense_of(marks, block.folded, reach, found.start, found.end, self.language, behind=behind)
            if not tenses[behind] and self._names_next(block.folded[reach.start : found.start]):
                tenses[behind] = "future"
            return tenses[behind]

        def ahead(nearest: bool = False) -> bool:
            marks = block.tense_marks(clause.start, clause.end)
            if nearest:
                marks = [mark for mark in marks if mark[0] < found.start][-1:]
            return looks_ahead(marks, found.start, found.end)

        def told() -> bool:
            if speech is None:
                return True
            around = (block.whole(speech[0] - 2)[0], block.whole(speech[1] + 1)[1])
            return said_now(found, speech, around, block.passage.kind, block.passage.text, scene)

        before = block.before(found.start)[-1]
        scene = Scene(
            self.language, self.clock, block.number, block.folded, found.start, clause.start, clause.end, clause.index,
            speech is not None, told, tense, ahead, self.history, self._events, self.adrift, self.lasts, before,
            self.narrated, self.answers, self.months,
        )  # fmt: skip
        return scene

    def _names_next(self, text: str) -> bool:
        """Whether what comes next is named: “the next march: on Sunday”."""
        names = self.language.lists.get("coming_things", frozenset())
        return bool(names) and not names.isdisjoint(_WORD.findall(text))

    def _remember(self, reading: Reading, found: Found, start: int, end: int, scene: Scene, coded: str) -> None:
        """Keeps a resolved day for what refers to it."""
        if found.is_aside(scene.folded):
            # The year of a work, which nothing is told of.
            return
        value = read_edtf(reading.edtf)
        if value is None or not value.earliest or not value.latest:
            return
        first, last = Day.fromisoformat(value.earliest), Day.fromisoformat(value.latest)
        since = scene.after in self.language.lists.get("since", frozenset())
        tells = not scene.quoted and not since
        frames = tells and not set_off(scene.folded, scene.sentence, start, end, self.language)
        # A year beside its noun, and one so and so long ago, do not open an account of that time.
        owned = found.pattern.kind == "year" and found.pattern.after == self.language.lists.get("owners")
        attributive = owned or reading.rule == "ago"
        dated = Dated(
            scene.passage, start, end, first, last, reading.edtf, frames and not attributive,
            start - scene.sentence < FRONT, scene.sentence, scene.clause, scene.quoted,
            tells and not attributive, inserted(scene.folded, scene.sentence_span, start, end, self.language),
            len(scene.folded.strip()) == end - start,
        )  # fmt: skip
        self.history.append(dated)
        if dated.is_month:
            self.months.setdefault(first.month, set()).add(first.year)
        self.unread.append((scene.folded, coded, dated))
        if reading.rule == "weekday-last":
            self.lasts[first.isoweekday()] = first
