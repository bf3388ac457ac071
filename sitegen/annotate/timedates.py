"""Readings of expressions that name a date, a month, a season or a year, whole or in part.

What is not printed (most often the year) comes from the day of publication and the tense, or stays open. Weekdays
beside a date are only checked against it.
"""

from __future__ import annotations

import re

from sitegen.annotate.timecalc import (
    Day,
    day_text,
    days_on,
    easter,
    interval,
    month_text,
    nearest_day,
    read_edtf,
)
from sitegen.annotate.timescene import NARRATED, Found, Reading, Scene
from sitegen.model.annotations import PROBABLE

_FIRST_EASTER, _LAST_EASTER = 1583, 4098
"""Years between which Easter is reckoned."""
_NUMBER = re.compile(r"\d+")
_FRESH = 31
"""Days back up to which a day without a year is news, whatever the text told before it."""


def read_date(found: Found, scene: Scene) -> list[Reading]:
    """A day or a stretch of days with a month: `<d> <m> <y>?`, `<d>-<d> <m>`, `<d> <m> - <d> <m>`."""
    days, months = found.numbers("d"), found.numbers("m")
    year = found.year()
    last = _day(scene, days[-1], months[-1], year)
    if len(days) > 1:
        return [_stretch(days[0], months[0], found, last)]
    if last.edtf and "w" in found.slots and Day.fromisoformat(last.edtf).isoweekday() != found.one("w"):
        return [Reading("", "contradiction")]
    return [last]


def _stretch(day: int, month: int, found: Found, last: Reading) -> Reading:
    """From the day and month to what has been read as the end."""
    if not last.edtf:
        return last
    end = Day.fromisoformat(last.edtf)
    years = found.numbers("y")
    year = years[0] if len(years) > 1 else end.year - (month > end.month)
    text = interval(day_text(year, month, day), last.edtf)
    return Reading(text, last.rule if text else "contradiction", last.certainty)


def read_pair(found: Found, scene: Scene) -> list[Reading]:
    """Two days of one month joined by “and”: one interval where they follow each other, else two expressions."""
    days = found.numbers("d")
    whole = read_date(found, scene)
    if days[1] == days[0] + 1 or len(days) > 2 or scene.after in scene.language.lists.get("between", frozenset()):
        consecutive = days == list(range(days[0], days[0] + len(days))) or len(days) == 2
        return whole if consecutive else [Reading("", "ambiguous")]
    month, year = found.numbers("m")[0], found.one("y")
    first, second = (_day(scene, day, month, year) for day in days)
    cut = found.places["d"][1][0] if found.places["m"][0][0] > found.places["d"][1][0] else found.places["d"][0][1]
    ends = found.places["d"][0][1]
    return [_part(first, found.start, min(cut, ends)), _part(second, found.places["d"][1][0], found.end)]


def _part(reading: Reading, start: int, end: int) -> Reading:
    return Reading(reading.edtf, reading.rule, reading.certainty, start, end)


def _day(scene: Scene, day: int, month: int, year: int) -> Reading:
    if year:
        text = day_text(year, month, day)
        return Reading(text, "date" if text else "contradiction")
    frame = scene.frame()
    clock = scene.clock
    if clock is None:
        return Reading("", "undated")
    tense = scene.verb_tense()
    aimed = _is_aimed(scene, month, day)
    if aimed:
        # “Promised by 1 October”: of a deadline the verb says only that it was set.
        tense = "future"
    low, sure = nearest_day(clock.low, month, day, tense)
    high, _ = nearest_day(clock.high, month, day, tense)
    if low != high:
        return Reading("", "undated")
    if not low:
        return Reading("", "contradiction")
    distance = (Day.fromisoformat(low) - clock.low).days
    if clock.is_day and (abs(distance) > NARRATED if not tense else tense == "present" and distance < -NARRATED):
        return Reading("", "ambiguous")
    if aimed:
        return Reading(low, "date-nearest-year", "" if frame is None else PROBABLE)
    near = -NARRATED <= distance <= 14
    if (frame is None or near) and _is_of_story(Day.fromisoformat(low), tense, scene):
        return Reading("", "narrated")
    if not sure and tense == "past":
        if frame is None and scene.tense() == tense and not scene.looks_ahead():
            # No verb of the sentence speaks of what is to come: the day is a year back.
            past = day_text(Day.fromisoformat(low).year - 1, month, day)
            return Reading(past, "date-nearest-year", PROBABLE) if past else Reading("", "ambiguous")
        return Reading(low, "date-nearest-year", PROBABLE) if frame is None else Reading("", "ambiguous")
    if frame and not near:
        # A year opens an account of it for its own sentence only.
        same = frame.sentence == scene.sentence
        near = (frame.fronted and (same or not frame.wide)) or (same and ":" in scene.folded[frame.end : scene.start])
        text = day_text(frame.last.year, month, day) if near and frame.first.year == frame.last.year else ""
        return Reading(text, "date-of-text", PROBABLE) if text else Reading("", "narrated")
    if frame and frame.fronted:
        return Reading("", "narrated")
    vague = clock.mark in ("~", "%")
    return Reading(low, "date-nearest-year" if low else "contradiction", "" if sure and not vague else PROBABLE)


def _is_aimed(scene: Scene, month: int, day: int) -> bool:
    """Whether the day is what something is set for or lasts until, and the nearest such day is still to come."""
    lists, clock = scene.language.lists, scene.clock
    if clock is None or scene.after not in lists.get("until", frozenset()) | lists.get("aims", frozenset()):
        return False
    low, sure = nearest_day(clock.low, month, day, "")
    return bool(low) and sure and low > clock.low.isoformat()


def _is_of_story(day: Day, tense: str, scene: Scene) -> bool:
    """Whether a day that is over may as well be of another year, of which the text tells right before."""
    if scene.clock is None or tense == "future" or scene.lasts_from() or (scene.clock.low - day).days <= _FRESH:
        return False
    story = scene.story()
    if story is not None and not story.first.year <= day.year <= story.last.year:
        return True
    return scene.other_year(day)


def read_holiday(found: Found, scene: Scene) -> list[Reading]:
    """A feast that has its fixed day, as month and day in one number."""
    month, day = divmod(found.one("h"), 100)
    return [_day(scene, day, month, found.one("y"))]


def read_easter(found: Found, scene: Scene) -> list[Reading]:
    """A day counted from Easter. Where readers of the language keep either of two, only when both fall on one day."""
    kept = scene.language.lists.get("easter", frozenset())
    years = [found.year()] if found.year() else [scene.clock.low.year] if scene.clock else []
    if any(not _FIRST_EASTER < year < _LAST_EASTER for year in years):
        return [Reading("", "undated")]
    if found.year():
        days = {_from_easter(found.year(), found.one("e"), one) for one in kept}
        return [Reading(days.pop(), "date") if len(days) == 1 else Reading("", "ambiguous")]
    if scene.quoted or scene.frame() is not None or scene.clock is None or not scene.clock.is_day:
        return [Reading("", "narrated" if scene.frame() is not None else "undated")]
    now, tense = scene.clock.low, scene.tense()
    days = set()
    for one in kept:
        near = [_from_easter(now.year + offset, found.one("e"), one) for offset in (-1, 0, 1)]
        if tense == "past":
            near = [day for day in near if day <= now.isoformat()][-1:]
        elif tense == "future":
            near = [day for day in near if day >= now.isoformat()][:1]
        days.add(min(near, key=lambda day: abs((Day.fromisoformat(day) - now).days)))
    if len(days) != 1:
        return [Reading("", "ambiguous")]
    day = days.pop()
    far = not tense and abs((Day.fromisoformat(day) - now).days) > NARRATED
    return [Reading("", "ambiguous") if far else Reading(day, "date-nearest-year", PROBABLE)]


def _from_easter(year: int, days: int, kept: str) -> str:
    return days_on(easter(year, orthodox=kept == "orthodox"), days)


def read_directed_date(found: Found, scene: Scene) -> list[Reading]:
    """A day with “last” or “next”, or “of this year”. With the unit `day`, “last” is said of the day itself."""
    day, month, direction = found.one("d"), found.one("m"), found.one("dir", found.pattern.shift)
    if found.pattern.unit == "day":
        sign = 1 if direction > 0 else -1

        def nearest(now: Day) -> str:
            days = [day_text(year, month, day) for year in (now.year, now.year + sign)]
            return next((text for text in days if text and sign * (Day.fromisoformat(text) - now).days >= 0), "")

        return [scene.from_publication("date-said-year", nearest, shifting=False)]
    if direction > 0 and scene.tense() == "past" and not scene.looks_ahead():
        told = scene.next_year()
        return [Reading(day_text(int(told.edtf), month, day) if told.edtf else "", told.rule, told.certainty)]
    return [
        scene.from_publication("date-said-year", lambda now: day_text(now.year + direction, month, day), shifting=False)
    ]


def read_night(found: Found, scene: Scene) -> list[Reading]:
    """The night that ends on a date: the day before and the day."""
    reading = read_date(found, scene)[0]
    if not reading.edtf or "/" in reading.edtf:
        return [reading]
    text = interval(days_on(Day.fromisoformat(reading.edtf), -1), reading.edtf)
    return [Reading(text, "night-before", reading.certainty)]


def read_iso(found: Found, scene: Scene) -> list[Reading]:
    text = scene.folded[found.start : found.end]
    return [Reading(text, "date") if read_edtf(text) else Reading("", "contradiction")]


def read_numeric(found: Found, scene: Scene) -> list[Reading]:
    """A date in figures, in the language's order; where there is none, only what can be read in one way."""
    first, second, year = (int(number) for number in _NUMBER.findall(scene.folded[found.start : found.end]))
    if year < 100:
        year += 2000 if scene.clock is None or year + 2000 <= scene.clock.high.year + 1 else 1900
    if scene.language.numeric == "dmy" or first > 12 or first == second:
        text = day_text(year, second, first)
    elif second > 12:
        text = day_text(year, first, second)
    else:
        return [Reading("", "ambiguous")]
    return [Reading(text, "date" if text else "contradiction")]


def read_day(found: Found, scene: Scene) -> list[Reading]:
    """A day without a month: of the month of the date named before it, else the nearest to publication."""
    day = found.one("d")
    before = scene.history[-1] if scene.history else None
    if (
        before
        and before.passage >= scene.passage - 1
        and before.edtf.count("-")
        and before.first.month == before.last.month
    ):
        text = day_text(before.first.year, before.first.month, day)
        return [Reading(text, "date-of-text", PROBABLE) if text else Reading("", "unanchored")]
    if scene.quoted:
        return [Reading("", "quoted")]
    lists = scene.language.lists
    aimed = scene.after in lists.get("until", frozenset()) | lists.get("aims", frozenset())
    future = scene.tense() == "future" or (aimed and scene.tense() != "past")

    def near(now: Day) -> str:
        month = now.month + (1 if future and day < now.day else -1 if not future and day > now.day else 0)
        text = month_text(now.year, month)
        return day_text(int(text[:4]), int(text[5:]), day) if text else ""

    reading = scene.from_publication("date-nearest-year", near, shifting=False)
    return [Reading(reading.edtf, reading.rule, PROBABLE if reading.edtf else "")]
