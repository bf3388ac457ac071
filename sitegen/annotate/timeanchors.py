"""Readings of expressions that count from a day, a month or a year that the text has named before.

A count from anything else is found and left open.
"""

from __future__ import annotations

import re

from sitegen.annotate.timecalc import Day, day_text, days_on, marked, month_text, season_text
from sitegen.annotate.timerelative import coarse, moved
from sitegen.annotate.timescene import NARRATED, Dated, Found, Reading, Scene
from sitegen.model.annotations import PROBABLE

_LATELY = 5
"""Dates back among which the day named last is looked for."""
_FAR = 2
"""Paragraphs after which a day is no longer the one spoken of."""
_FRONT = 15
"""Characters from the head of its paragraph within which an expression opens it."""
_WINTER = 4
"""The season that lies in two years."""


def read_eve(found: Found, scene: Scene) -> list[Reading]:
    """“The day before” by itself: before the day named last where that is near, else before publication."""
    last = scene.in_passage()
    if scene.quoted:
        return [Reading("", "quoted")]
    if last is not None and scene.clock is not None:
        if last.first == last.last and (
            last.sentence == scene.sentence or (scene.clock.low - last.last).days <= NARRATED
        ):
            return [_from_last("day-before", -1, "day", False, scene)]
        if scene.frame(days=True) is not None:
            return [Reading("", "narrated")]
    reading = scene.from_publication("yesterday", lambda now: days_on(now, -1))
    return [Reading(reading.edtf, reading.rule, PROBABLE if reading.edtf else "")]


def read_anchored(found: Found, scene: Scene) -> list[Reading]:
    """The same, the next or the previous day, month or year."""
    unit = found.word("u") or found.pattern.unit
    shift = found.one("dir", found.pattern.shift)
    rule = {-1: "day-before", 0: "same-day", 1: "day-after"}[max(-1, min(1, shift))]
    return [_from_last(rule, shift, unit, False, scene)]


def read_later(found: Found, scene: Scene) -> list[Reading]:
    """So many days later or earlier than the day named last."""
    unit = found.word("u") or found.pattern.unit
    sign = found.pattern.shift or 1
    count = sign * found.one("n", 1)
    if sign < 0 and unit == "year" and _is_comparison(scene):
        return [_year_compared(count, scene)]
    if sign < 0 and (scene.looks_ahead() or (unit in ("year", "month") and _is_comparison(scene))):
        # “It could have ended two years earlier” names no time at all.
        return [Reading("", "unanchored")]
    return [_from_last("later" if sign > 0 else "earlier", count, unit, "approx" in found.slots, scene)]


def _is_comparison(scene: Scene) -> bool:
    """Whether figures are compared with those of a year earlier, which is not counted from a day."""
    compared = scene.language.lists.get("compared", frozenset())
    return not compared.isdisjoint(re.findall(r"\w+|%", scene.text))


def _last_day(scene: Scene) -> Dated | None:
    """The day named last, over years and longer times that are only mentioned behind it."""
    for one in reversed(scene.history[-_LATELY:]):
        if not one.wide:
            return one
    return None


def _year_compared(count: int, scene: Scene) -> Reading:
    """The year with which a figure is compared, where the sentence says of which year the figure is."""
    years = {
        year
        for one in scene.history[-_LATELY:]
        if one.passage == scene.passage and one.sentence == scene.sentence
        for year in (one.first.year, one.last.year)
    }
    text = moved(Day(years.pop(), 1, 1), count, "year") if len(years) == 1 else ""
    return Reading(text, "earlier" if text else "unanchored", PROBABLE if text else "")


def _from_last(rule: str, count: int, unit: str, hedged: bool, scene: Scene) -> Reading:
    before = scene.history[-1] if scene.history else None
    if unit in ("day", "night"):
        before = _last_day(scene)
    # From another paragraph only an expression that opens its own counts on.
    headed = before is not None and before.heads
    reach = 0 if scene.quoted else _FAR if scene.start < _FRONT or headed else int(scene.answers and unit == "year")
    far = before is not None and scene.passage - before.passage > reach
    if before is None or far or scene.adrift:
        return Reading("", "unanchored")
    if before.first != before.last:
        # A month or a year is enough to count months or years from, and not to count days.
        if not _fits(before, unit):
            return Reading("", "unanchored")
    elif unit == "hour":
        return Reading("", "unanchored")
    text = moved(before.first, count, unit) if count or unit != "week" else ""
    if text and scene.clock and text > scene.clock.high.isoformat() and scene.tense() == "past":
        # What was later than that day is not still to come.
        return Reading("", "unanchored")
    mark = coarse(count, unit, hedged) if rule in ("later", "earlier") else ""
    certain = before.passage == scene.passage and before.first == before.last
    return Reading(marked(text, mark), rule if text else "unanchored", "" if certain or not text else PROBABLE)


def read_named(found: Found, scene: Scene) -> list[Reading]:
    """A day, a month or a season of a year that was named before: “November of that year”."""
    before = scene.history[-1] if scene.history else None
    if before is None or scene.passage - before.passage > _FAR or before.first.year != before.last.year:
        return [Reading("", "unanchored")]
    year = before.first.year + found.one("dir", found.pattern.shift)
    if "s" in found.slots:
        text = season_text(year, found.one("s")) if found.one("s") < _WINTER else ""
    elif "d" in found.slots:
        text = day_text(year, found.one("m"), found.one("d"))
    else:
        text = month_text(year, found.one("m"))
    if text and scene.clock and text > scene.clock.high.isoformat() and scene.tense() == "past":
        return [Reading("", "unanchored")]
    certain = before.passage == scene.passage or not text
    return [Reading(text, "date-of-text" if text else "unanchored", "" if certain else PROBABLE)]


def _fits(before: Dated, unit: str) -> bool:
    same_year = before.first.year == before.last.year
    return same_year and (unit == "year" or (unit == "month" and before.first.month == before.last.month))
