"""Days that follow from the archive's dated events: "last Sunday's vote", "44 days after the election"."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass

from sitegen.base.text import fold
from sitegen.clean.dayroles import Told, is_quoted, named_weekdays, sentences
from sitegen.clean.days import NO_DAY, Span, month_of, plus, weekday_of
from sitegen.clean.daywords import day_words, phrase_pattern, weekday_of_word
from sitegen.clean.language import language_of, vocabulary
from sitegen.model.dates import parse_edtf
from sitegen.model.draft import EventLore

_CONTENT = re.compile(r"[^\W\d_]{4,}")
_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_NEXT_TO = 3
_NEAR = 7
_LONGEST_COUNT = 400
_EARLY = 2
_LONGEST_SENTENCE = 1500
_SHARED = 4
_OF_NOW = ("offset", "days", "weeks")


@dataclass(frozen=True, slots=True)
class Found:
    """Days of publication that the text allows, and the words it says so in."""

    span: Span
    words: tuple[str, ...]
    line: int
    relative: str = ""
    """The word such as "yesterday" from which the span was reckoned."""
    is_told: bool = False
    """The span's first day is the day told, counted from the event; the report is of that day or the next."""


@dataclass(frozen=True, slots=True)
class _Token:
    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Event:
    day: str
    nouns: tuple[str, ...]
    """The words that a sentence must hold one of, to speak of the event."""


def from_events(told: Told, events: Iterable[EventLore]) -> list[Found]:
    """What the sentences that refer to an event of the archive say of the day of publication."""
    known = _events(told, events)
    out: list[Found] = []
    if not known:
        return out
    early = told.lede(_EARLY)
    triggers = _triggers()
    for index in told.body():
        text = told.text(index)
        if triggers.isdisjoint(_TOKEN.findall(fold(text))):
            continue
        for start, end in sentences(text):
            # What stands further down, or is announced, may be reckoned from another day than that of the report.
            is_now = index in early and not start and not phrase_pattern("future").search(fold(text[start:end]))
            tokens = [
                _Token(fold(match.group(0)), match.start(), match.end())
                for match in _TOKEN.finditer(text, start, min(end, start + _LONGEST_SENTENCE))
            ]
            for found in _in_sentence(text, tokens, known, is_now):
                if found.relative and not _is_of_language(told, found.relative):
                    continue
                out.append(Found(found.span, found.words, told.line(index), found.relative, found.is_told))
    return out


def _is_of_language(told: Told, word: str) -> bool:
    """Whether a word has the sense of a day in the article's language: "hier" is a German's "here", "mañana" also the
    morning."""
    known = day_words()
    if word in known.morning:
        return False
    language = language_of(" ".join(told.text(index) for index in told.body()[:6]))
    return not language or language in known.relative_languages[word]


@functools.cache
def _triggers() -> frozenset[str]:
    """The words of which one must stand in a text that reckons from an event."""
    known = day_words()
    return known.last | known.day | known.week | frozenset(known.relative)


def same_word(first: str, second: str) -> bool:
    """Whether two folded words are one, endings aside."""
    if first == second:
        return True
    shared = 0
    for one, two in zip(first, second, strict=False):
        if one != two:
            break
        shared += 1
    return shared >= _SHARED and shared >= max(len(first), len(second)) - 2


def _events(told: Told, events: Iterable[EventLore]) -> list[_Event]:
    """The events of a single day whose every content word stands somewhere in the article."""
    out: list[_Event] = []
    words: dict[str, set[str]] = {}
    for event in events:
        date = parse_edtf(event.date)
        titled = [(match.group(0), match.start()) for match in _CONTENT.finditer(event.title)]
        content = [(word, place) for word, place in titled if fold(word) not in vocabulary().common]
        if not date.is_day or not date.is_certain or not content:
            continue
        if not words:
            lines = [*told.body(), *([told.part.title] if told.part.title >= 0 else [])]
            for index in lines:
                for word in _TOKEN.findall(fold(told.text(index))):
                    words.setdefault(word[:_SHARED], set()).add(word)
        folded = [fold(word) for word, _ in content]
        if all(any(same_word(word, other) for other in words.get(word[:_SHARED], ())) for word in folded):
            nouns = [fold(word) for word, place in content if not place or word.islower()]
            out.append(_Event(date.day, tuple(nouns or [fold(word) for word, _ in content])))
    return out


def _in_sentence(text: str, tokens: list[_Token], events: list[_Event], is_now: bool) -> list[Found]:
    out: list[Found] = []
    for place in range(len(tokens)):
        for first, last, reach, relation in _relations(tokens, place):
            if (not is_now and relation.kind in _OF_NOW) or is_quoted(text, tokens[0].start, tokens[first].start):
                continue
            allowed = {
                found
                for event in events
                if (found := relation(event.day)) is not None and _is_near(tokens, event, first, last, reach)
            }
            if len(allowed) == 1:
                words = text[tokens[first].start : tokens[last].end]
                span, is_told = next(iter(allowed))
                relative = tokens[first].word if relation.kind == "offset" else ""
                out.append(Found(span, (words,), 0, relative, is_told))
            elif allowed:
                # Two events, two answers: nothing fits both.
                out.append(Found(NO_DAY, (), 0))
    return out


def _is_near(tokens: list[_Token], event: _Event, first: int, last: int, reach: tuple[int, int]) -> bool:
    left, right = reach
    around = [*tokens[max(0, first - left) : first], *tokens[last + 1 : last + 1 + right]]
    return any(same_word(token.word, noun) for token in around for noun in event.nouns)


class _Relation:
    """From the day of an event to the days of publication; None where the words cannot mean that event."""

    def __init__(self, kind: str, number: int = 0) -> None:
        self.kind = kind
        self.number = number

    def __call__(self, day: str) -> tuple[Span, bool] | None:
        if self.kind == "offset":
            return Span(plus(day, self.number), plus(day, self.number)), False
        if self.kind == "weekday":
            return (Span(plus(day, 1), plus(day, 7)), False) if weekday_of(day) == self.number else None
        if self.kind == "last-week":
            # Weeks begin on Monday or on Sunday: a Sunday's is the one that ends, or the one that begins.
            weekday = weekday_of(day)
            return Span(plus(day, (6 - weekday) or 1), plus(day, (13 - weekday) if weekday < 6 else 13)), False
        if self.kind == "last-month":
            return month_of(day, 1), False
        if self.kind == "days":
            return Span(plus(day, self.number), plus(day, self.number + 1)), True
        slack = 1 if self.number == 1 else 3
        return Span(plus(day, 7 * self.number - slack), plus(day, 7 * self.number + slack)), False


def _relations(tokens: list[_Token], place: int) -> list[tuple[int, int, tuple[int, int], _Relation]]:
    """The relations that begin with a token: first and last token, how far the event may stand to the left and to the
    right, and the arithmetic."""
    known = day_words()
    word = tokens[place].word
    behind = tokens[place + 1].word if place + 1 < len(tokens) else ""
    out: list[tuple[int, int, tuple[int, int], _Relation]] = []
    if word in known.relative:
        out.append((place, place, (1, _NEXT_TO), _Relation("offset", -known.relative[word])))
    for one, two in ((word, behind), (behind, word)):
        if one in known.last and two:
            if (weekday := weekday_of_word(two)) >= 0:
                out.append((place, place + 1, (_NEAR, _NEAR), _Relation("weekday", weekday)))
            elif two in known.week:
                out.append((place, place + 1, (_NEAR, _NEXT_TO), _Relation("last-week")))
            elif two in known.month:
                out.append((place, place + 1, (_NEAR, _NEXT_TO), _Relation("last-month")))
    number = int(word) if word.isdigit() and len(word) <= 3 else known.numbers.get(word, 0)
    if 0 < number <= _LONGEST_COUNT and behind in known.day | known.week:
        for last in range(place + 2, min(place + 6, len(tokens))):
            if tokens[last].word in known.after:
                kind = "days" if behind in known.day else "weeks"
                out.append((place, last, (0, _NEXT_TO), _Relation(kind, number)))
                break
    return out


def weekday_in(told: Told) -> tuple[int, str, int]:
    """The weekday of the first paragraphs, its words and line; -1 where they name none, or one that may be any."""
    for index in told.lede():
        for word in named_weekdays(told.text(index)):
            return (word.weekday, word.text, told.line(index)) if not word.late else (-1, "", 0)
    return -1, "", 0
