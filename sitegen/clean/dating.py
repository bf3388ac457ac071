"""The day of publication: which of the dates in and around an article says it, if any does.

The day of publication, the day of the events and the day of a picture are three things. A printed dateline or an
address that carries the day states it. Otherwise it is inferred, and every inference is a span of days that must agree
with all others: what contradicts itself is not claimed, and where only a window can be known the claim is that window.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sitegen.clean.captiondays import from_captions
from sitegen.clean.datelines import agency_line, printed, settle, with_year
from sitegen.clean.dates import find_dates
from sitegen.clean.dayroles import PUBLISHED, Placed, Told, told_days
from sitegen.clean.days import Span
from sitegen.clean.inference import Claim, bounds, from_events_told, from_relative_words, meet
from sitegen.clean.lines import Part, Sheet
from sitegen.clean.urldays import day_of_url
from sitegen.model.dates import days_apart
from sitegen.model.draft import INFERRED, STATED, Basis, EventLore

_SAME = 1
_MANY = 3
_MONTH = 31


@dataclass(frozen=True, slots=True)
class Dated:
    """A claim about the day of publication."""

    date: str
    """EDTF."""
    basis: Basis


def date_of(sheet: Sheet, part: Part, url: str, url_line: int, events: Iterable[EventLore] = ()) -> Dated | None:
    """The claim that the evidence allows, or None."""
    told = told_days(sheet, part, url, url_line)
    ranked = printed(told)
    candidates = [placed for placed in ranked if placed.days]
    day, words = day_of_url(url)
    if candidates:
        if _among_others(sheet, part, candidates[0]) and not day:
            return None
        return _stated(told, candidates[0], day, words)
    if day:
        return Dated(day, Basis(STATED, url_line, words))
    agency = agency_line(told)
    if agency is not None and agency.day:
        return Dated(agency.day, Basis(STATED, told.line(agency.index), agency.mention.text))
    for placed in [*([agency] if agency else []), *ranked]:
        claim = with_year(told, placed, placed is agency)
        if claim is not None:
            return _inferred(claim)
    claim = meet(_claims(told, events))
    return _inferred(claim) if claim is not None else None


def _among_others(sheet: Sheet, part: Part, placed: Placed) -> bool:
    """Whether a dateline above the body is one of many and not the newest: then it may be that of another article, in a
    list that the page prints between its headline and its text."""
    if placed.index >= part.body[0] or len(placed.days) != 1:
        return False
    days = {
        mention.iso
        for index in range(part.start, part.body[0])
        if sheet.roles[index] == "dateline"
        for mention in find_dates(sheet.blocks[index].shown)
        if mention.iso
    }
    return len(days) >= _MANY and placed.day < max(days)


def _stated(told: Told, placed: Placed, url_day: str, url_words: str) -> Dated | None:
    """A printed date, in the reading that holds, against the day in the address."""
    line, text = told.line(placed.index), placed.mention.text
    if len(placed.days) > 1:
        if url_day in placed.days:
            return Dated(url_day, Basis(INFERRED, line, f"{text}; {url_words}", "day-and-month"))
        span, words = settle(told, placed)
        if not span.length:
            return None
        return Dated(span.edtf, Basis(INFERRED, line, "; ".join((text, *words)), "day-and-month"))
    if url_day and abs(days_apart(url_day, placed.day)) > _SAME and placed.role != PUBLISHED:
        # An unnamed date that is not the address's may be that of a change, or of another copy.
        first, last = sorted((url_day, placed.day))
        if days_apart(first, last) > _MONTH:
            return None
        return Dated(Span(first, last).edtf, Basis(INFERRED, line, f"{text}; {url_words}", "address-and-dateline"))
    if placed.mention.other != (0, 0) and len(placed.mention.readings) > 1:
        words = tuple(word for word in (text, told.order_words) if word)
        return Dated(placed.day, Basis(INFERRED, line, "; ".join(words), "day-and-month"))
    return Dated(placed.day, Basis(STATED, line, text))


def _claims(told: Told, events: Iterable[EventLore]) -> list[Claim]:
    """Everything that can be inferred, the narrowest kind first."""
    captions = from_captions(told)
    limits = bounds(told)
    return [
        *from_relative_words(told),
        *([captions] if captions else []),
        *from_events_told(told, events),
        *([limits] if limits else []),
    ]


def _inferred(claim: Claim) -> Dated:
    certainty = "probable" if claim.is_probable else ""
    return Dated(claim.span.edtf, Basis(INFERRED, claim.line, "; ".join(claim.words), claim.rule, certainty))
