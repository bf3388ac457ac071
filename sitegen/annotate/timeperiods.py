"""Readings of stretches of time around the day of publication: last week, this year, the weekend, the past ten days."""

from __future__ import annotations

from sitegen.annotate.timecalc import (
    Day,
    days_on,
    interval,
    month_text,
    months_back,
    quarter_text,
    week_text,
    weekend_text,
    year_text,
)
from sitegen.annotate.timerelative import closed, moved, with_certainty
from sitegen.annotate.timescene import Found, Reading, Scene
from sitegen.model.annotations import PROBABLE

_FRONT = 15
"""Characters from the head of its sentence within which an expression opens it."""


def read_period(found: Found, scene: Scene) -> list[Reading]:
    """Last, this or next week, weekend, month, year."""
    unit, direction = found.word("u") or found.pattern.unit, found.one("dir", found.pattern.shift)
    wide = unit in ("month", "year")
    if scene.quoted and not wide and not scene.told():
        return [Reading("", "quoted")]
    rule = {-1: "period-before", 0: "period-this", 1: "period-after"}[max(-1, min(1, direction))]
    tense = scene.tense() if unit == "weekend" and direction == 0 else ""
    aimed = scene.after in scene.language.lists.get("aims", frozenset())
    fronted = scene.start - scene.sentence < _FRONT
    if direction > 0 and (fronted or not aimed) and _tells_what_was(scene):
        # "The next week he was freed" counts from what was told before it.
        return [scene.next_year() if unit == "year" else Reading("", "narrated")]
    reading = scene.from_publication(rule, lambda now: _period(now, unit, direction, tense))
    return [with_certainty(reading, PROBABLE if scene.quoted else "")]


def _tells_what_was(scene: Scene) -> bool:
    return scene.tense() == "past" and scene.tense(True) not in ("future", "open")


def _period(now: Day, unit: str, direction: int, tense: str) -> str:
    if unit == "week":
        if direction < 0 and now.isoweekday() == 7:
            # On a Sunday some count the week as over and some do not: both weeks, up to the day before.
            return interval(days_on(now, -13), days_on(now, -1))
        return week_text(now, direction)
    if unit == "weekend":
        # Until the middle of the week “this weekend” is the one that is over, where the tense does not look ahead.
        over = direction == 0 and (now.isoweekday() <= 3 if tense == "past" else now.isoweekday() == 1 and not tense)
        return weekend_text(now, -1 if over else direction)
    if unit == "month":
        return month_text(now.year, now.month + direction)
    if unit == "quarter":
        first = month_text(now.year, now.month + 3 * direction)
        return quarter_text(int(first[:4]), (int(first[5:]) + 2) // 3) if first else ""
    return year_text(now.year + direction) if unit == "year" else ""


def read_weekend(found: Found, scene: Scene) -> list[Reading]:
    """“The weekend”: the one that is going on, the next where the tense says so, else the last."""
    shut = closed(scene)
    if shut:
        return [shut]
    tense = scene.tense()
    if tense == "open":
        return [Reading("", "ambiguous")]
    return [
        scene.from_publication(
            "period-this" if tense == "future" else "period-before",
            lambda now: weekend_text(now, 0 if tense == "future" or now.isoweekday() >= 6 else -1),
        )
    ]


def read_span(found: Found, scene: Scene) -> list[Reading]:
    """The past or coming so many days, weeks, months or years, as finely as they count."""
    unit, count = found.word("u") or found.pattern.unit, found.one("n", 1)
    if scene.quoted and not scene.told():
        return [Reading("", "quoted")]
    sign = found.pattern.shift or -1
    if sign > 0 and scene.tense() == "past":
        return [Reading("", "narrated")]

    def span(now: Day) -> str:
        here = {"month": months_back(now, 0), "year": year_text(now.year)}.get(unit, now.isoformat())
        there = moved(now, sign * count, unit)
        return interval(there, here) if sign < 0 else interval(here, there)

    return [scene.from_publication("span-before" if sign < 0 else "span-after", span)]
