"""Days of publication that follow from what a text tells: "yesterday, June 14, 2022", bounds from below and above."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sitegen.base.text import fold
from sitegen.clean.dayroles import (
    BACKGROUND,
    COMMENT,
    FUTURE,
    OLD_PICTURE,
    PICTURE,
    POST,
    SAVED,
    TOLD,
    UNCLEAR,
    UPDATED,
    Placed,
    Told,
    is_quoted,
    named_weekdays,
)
from sitegen.clean.days import NO_DAY, Span, plus, weekday_of
from sitegen.clean.daywords import day_words
from sitegen.clean.eventdays import from_events, weekday_in
from sitegen.clean.urldays import month_of_url
from sitegen.model.draft import EventLore

_MONTH = 31
_WEEK = 7
_JOINED = re.compile(
    r"(?P<w>[^\W\d_]+(?:['’][^\W\d_]+)?(?:[ ][^\W\d_]+)?)(?:\s*,|\s*\()?\s*"
    r"(?:(?:am|den|le|el|il|the|on|o|dnia|día|dia)\s+)?$",
    re.IGNORECASE,
)
_THIS = re.compile(r"(?P<w>[^\W\d_]+)\s+$")
_REACH = 30


@dataclass(frozen=True, slots=True)
class Claim:
    """Days of publication, and how they are known."""

    span: Span
    rule: str
    words: tuple[str, ...]
    line: int
    is_probable: bool = False


def from_relative_words(told: Told) -> list[Claim]:
    """ "Yesterday, June 14, 2022": a word that is seen from the day of publication, with its date beside it."""
    out: list[Claim] = []
    early = told.lede(3)
    for placed in told.of(TOLD, FUTURE, UNCLEAR, PICTURE):
        if placed.role != PICTURE and placed.index not in early:
            continue
        if not placed.day or is_quoted(told.text(placed.index), 0, placed.mention.start):
            continue
        offset, words = _beside(told.text(placed.index), placed)
        if words:
            day = plus(placed.day, -offset)
            out.append(Claim(Span(day, day), "relative-day", (words,), told.line(placed.index)))
    return out


def _beside(text: str, placed: Placed) -> tuple[int, str]:
    """How many days the date is away by the word beside it, and the words; 0 and "" where none stands there."""
    known = day_words()
    mention = placed.mention
    floor = max(placed.sentence[0], mention.start - _REACH)
    before = _JOINED.search(text, floor, mention.start)
    if before:
        word = before.group("w")
        for form, at in ((word, before.start()), (word.split()[-1], before.start() + word.rfind(" ") + 1)):
            offset = known.relative.get(fold(form))
            # "Morgen", "Mañana" in the midst of a sentence are the morning; so is "heute Morgen".
            if offset is not None and (offset < 1 or form.islower() or at == placed.sentence[0]):
                earlier = fold(text[floor:at]).split()[-1:]
                if not (earlier and earlier[0] in known.relative):
                    return offset, text[at : mention.end]
    if mention.weekday >= 0 and placed.role not in (FUTURE, UNCLEAR):
        this = _THIS.search(text, floor, mention.start)
        if this and fold(this.group("w")) in known.this_day:
            return 0, text[this.start() : mention.end]
    return 0, ""


def from_events_told(told: Told, events: Iterable[EventLore]) -> list[Claim]:
    """What the archive's events allow, all relations together, narrowed by the weekday of the first paragraph."""
    found = from_events(told, events)
    if not found:
        return []
    span = Span()
    for one in found:
        span = span.meet(one.span)
    if not span.length:
        return [Claim(NO_DAY, "event", (), 0)]
    words = tuple(dict.fromkeys(word for one in found for word in one.words))
    line = found[0].line
    weekday, named, _ = weekday_in(told)
    if weekday < 0:
        return [Claim(span, "event", words, line, True)]
    told_day = any(one.is_told for one in found)
    fitting = _by_weekday(span, weekday, told_day)
    if fitting is None:
        return [Claim(span, "event", words, line, True)]
    return [Claim(fitting, "event-and-weekday", (*words, named), line, True)]


def _by_weekday(span: Span, weekday: int, is_told: bool) -> Span | None:
    """The days from the first to the last one that may follow such a weekday; None where the two do not agree."""
    days = [day for step in range(span.length) if weekday_of(day := plus(span.first, step)) == weekday]
    if is_told:
        # "On Tuesday, 44 days after": the day told, twice.
        return Span(span.first, span.first) if days and days[0] == span.first else None
    if not days:
        return None
    # Printed on that day or the next; on the next same weekday "last Sunday" would be another one.
    end = span.last if span.length != _WEEK else plus(span.last, -1)
    return Span(days[0], min(end, plus(days[-1], 1)))


def bounds(told: Told) -> Claim | None:
    """From the newest day told to the first day by which the text was there: a claim where they are near.

    Lower bounds are days told, pictured and posted; upper bounds the days of a change, of a copy, of a comment, and
    those announced. A month in the address is both.
    """
    month, month_words = month_of_url(told.url)
    lower = [placed for placed in told.of(TOLD, BACKGROUND, PICTURE, OLD_PICTURE, POST) if placed.day]
    upper = [placed for placed in told.of(UPDATED, SAVED, COMMENT, FUTURE) if placed.day]
    span, words = month, [month_words] if month_words else []
    line = told.url_line
    if lower:
        newest = max(lower, key=lambda placed: placed.day)
        if newest.day > span.first:
            span, line = span.meet(Span(first=newest.day)), told.line(newest.index)
            words.append(newest.mention.text)
    if upper:
        first = min(upper, key=lambda placed: placed.day)
        if not span.last or first.day < span.last:
            span = span.meet(Span(last=first.day))
            words.append(first.mention.text)
    if span.is_empty:
        return Claim(span, "bounds", (), 0)
    return Claim(span, "bounds", tuple(words), line) if 0 < span.length <= _MONTH else None


def meet(claims: Iterable[Claim]) -> Claim | None:
    """The days that all claims allow; None where there is no claim or they contradict each other.

    The first claim names the rule; the words of a later one are added where it narrows the days.
    """
    result: Claim | None = None
    for claim in claims:
        if result is None:
            result = claim
            continue
        span = result.span.meet(claim.span)
        words = result.words
        if span != result.span:
            words = tuple(dict.fromkeys((*words, *claim.words)))
        result = Claim(span, result.rule, words, result.line, result.is_probable)
    return result if result is not None and result.span.length else None


def weekdays_of(told: Told, index: int) -> dict[int, str]:
    """The weekdays that a paragraph names, with their words."""
    return {word.weekday: word.text for word in reversed(named_weekdays(told.text(index)))}
