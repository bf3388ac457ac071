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
    interval,
    month_text,
    months_back,
    nearest_day,
    nearest_month,
    quarter_text,
    read_edtf,
    season_near,
    season_text,
    shifted,
    year_text,
)
from sitegen.annotate.timescene import NARRATED, Dated, Found, Reading, Scene
from sitegen.model.annotations import PROBABLE

_NUMBER = re.compile(r"\d+")
_OLDEST, _NEWEST = 10, 21
"""Centuries; others are seldom those of the calendar."""


def read_date(found: Found, scene: Scene) -> list[Reading]:
    """A day or a stretch of days with a month: `<d> <m> <y>?`, `<d>-<d> <m>`, `<d> <m> - <d> <m>`."""
    days, months = _numbers(found, "d"), _numbers(found, "m")
    year = found.one("y")
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
    years = _numbers(found, "y")
    year = years[0] if len(years) > 1 else end.year - (month > end.month)
    text = interval(day_text(year, month, day), last.edtf)
    return Reading(text, last.rule if text else "contradiction", last.certainty)


def read_pair(found: Found, scene: Scene) -> list[Reading]:
    """Two days of one month joined by “and”: one interval where they follow each other, else two expressions."""
    days = _numbers(found, "d")
    whole = read_date(found, scene)
    if days[1] == days[0] + 1 or len(days) > 2 or scene.after in scene.language.lists.get("between", frozenset()):
        consecutive = days == list(range(days[0], days[0] + len(days))) or len(days) == 2
        return whole if consecutive else [Reading("", "ambiguous")]
    month, year = _numbers(found, "m")[0], found.one("y")
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
    tense = _tense(scene)
    low, sure = nearest_day(clock.low, month, day, tense)
    high, _ = nearest_day(clock.high, month, day, tense)
    if low != high:
        return Reading("", "undated")
    if not low:
        return Reading("", "contradiction")
    if not tense and clock.is_day and abs((Day.fromisoformat(low) - clock.low).days) > NARRATED:
        return Reading("", "ambiguous")
    if not sure and tense == "past" and scene.after not in scene.language.lists.get("until", frozenset()):
        if frame is None and not scene.looks_ahead():
            # No verb of the sentence speaks of what is to come: the day is a year back.
            past = day_text(Day.fromisoformat(low).year - 1, month, day)
            return Reading(past, "date-nearest-year", PROBABLE) if past else Reading("", "ambiguous")
        return Reading(low, "date-nearest-year", PROBABLE) if frame is None else Reading("", "ambiguous")
    if frame and low and not -NARRATED <= (Day.fromisoformat(low) - clock.low).days <= 14:
        text = day_text(frame.last.year, month, day) if frame.first.year == frame.last.year else ""
        return Reading(text, "date-of-text", PROBABLE) if text and frame.fronted else Reading("", "narrated")
    if frame and frame.fronted:
        return Reading("", "narrated")
    vague = clock.mark in ("~", "%")
    return Reading(low, "date-nearest-year" if low else "contradiction", "" if sure and not vague else PROBABLE)


def read_holiday(found: Found, scene: Scene) -> list[Reading]:
    """A feast that has its fixed day, as month and day in one number."""
    month, day = divmod(found.one("h"), 100)
    return [_day(scene, day, month, found.one("y"))]


def read_directed_date(found: Found, scene: Scene) -> list[Reading]:
    """A day with “last” or “next”, or “of this year”."""
    day, month, direction = found.one("d"), found.one("m"), found.one("dir")
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
    future = scene.tense() == "future"

    def near(now: Day) -> str:
        month = now.month + (1 if future and day < now.day else -1 if not future and day > now.day else 0)
        text = month_text(now.year, month)
        return day_text(int(text[:4]), int(text[5:]), day) if text else ""

    reading = scene.from_publication("date-nearest-year", near, shifting=False)
    return [Reading(reading.edtf, reading.rule, PROBABLE if reading.edtf else "")]


def read_month(found: Found, scene: Scene) -> list[Reading]:
    """A month or a stretch of months, with or without a year."""
    months, year = _numbers(found, "m"), found.one("y")
    if "dir" in found.slots:
        return [_directed_month(months[0], found, scene)]
    if year:
        last = Reading(month_text(_numbers(found, "y")[-1], months[-1]), "month")
    else:
        last = _month_in(scene.frame(), months[-1], scene)
    if len(months) > 1 and last.edtf:
        years = _numbers(found, "y")
        end = int(last.edtf[:4])
        if len(years) > 1:
            return [Reading(interval(month_text(years[0], months[0]), last.edtf), "month")]
        return [
            Reading(
                interval(month_text(end - (months[0] > months[-1]), months[0]), last.edtf), last.rule, last.certainty
            )
        ]
    return [last]


def read_month_pair(found: Found, scene: Scene) -> list[Reading]:
    """Two months joined by “and”: one interval where they follow each other, else two expressions."""
    whole = read_month(found, scene)[0]
    first, last = _numbers(found, "m")
    if (last - first) % 12 == 1 or not whole.edtf:
        return [whole]
    year = int(whole.edtf.partition("/")[2][:4] or whole.edtf[:4])
    earlier = month_text(year - (first > last), first)
    return [
        Reading(earlier, whole.rule, whole.certainty, found.start, found.places["m"][0][1]),
        Reading(month_text(year, last), whole.rule, whole.certainty, found.places["m"][1][0], found.end),
    ]


def _month_in(frame: Dated | None, month: int, scene: Scene) -> Reading:
    """A month without a year: of the year that is told of, or near publication."""
    if frame is None or (scene.tense() == "future" and not frame.is_day):
        return _near_month(month, scene)
    if frame.wide and frame.fronted and frame.first.year == frame.last.year and _tense(scene) == "past":
        return Reading(month_text(frame.first.year, month), "month-of-year", PROBABLE)
    return Reading("", "narrated")


def _near_month(month: int, scene: Scene) -> Reading:
    clock, lists = scene.clock, scene.language.lists
    if clock is None:
        return Reading("", "undated")
    tense = _tense(scene)
    if scene.after in lists.get("until", frozenset()) and tense != "past":
        tense = "future"
    low, sure = nearest_month(clock.low, month, tense)
    high, _ = nearest_month(clock.high, month, tense)
    if low != high:
        return Reading("", "undated")
    if not sure and tense == "past" and scene.after in lists.get("until", frozenset()):
        return Reading("", "ambiguous")
    return Reading(low, "month-of-year", "" if sure else PROBABLE)


def _tense(scene: Scene) -> str:
    """The tense at the words; a preposition that looks back counts for the past where no verb looks ahead."""
    tense = scene.tense()
    back = scene.after in scene.language.lists.get("since", frozenset())
    return "past" if back and tense != "future" else tense


def _directed_month(month: int, found: Found, scene: Scene) -> Reading:
    """“Last August”: the last that is over, which is only likely meant where it lies in the year of publication."""
    direction = found.one("dir")
    yearly = "yearly" in found.slots or found.pattern.unit == "year"

    def read(now: Day) -> str:
        if yearly or direction == 0:
            return month_text(now.year + direction, month)
        if direction < 0:
            return months_back(now, (now.month - month) % 12 or 12)
        return months_back(now, -((month - now.month) % 12 or 12))

    reading = scene.from_publication("date-said-year", read, shifting=False)
    this_year = scene.clock is not None and reading.edtf[:4] == str(scene.clock.low.year)
    unsure = reading.edtf and this_year and direction and not yearly
    return Reading(reading.edtf, reading.rule, PROBABLE if unsure else reading.certainty)


def read_year(found: Found, scene: Scene) -> list[Reading]:
    """A year or two; a number far ahead of publication is something else."""
    years = _numbers(found, "y")
    ahead = 5 if scene.after in scene.language.lists.get("of", frozenset()) else 30
    if scene.clock is not None and years[-1] > scene.clock.high.year + ahead:
        return []
    if len(years) > 1:
        text = interval(year_text(years[0]), year_text(years[1]))
        return [Reading(text, "year" if text else "contradiction")]
    return [Reading(year_text(years[0]), "year")]


def read_year_words(found: Found, scene: Scene) -> list[Reading]:
    """A year of the last century in words or two figures (“in ninety-three”)."""
    year = sum(_numbers(found, "y")) if "y" in found.slots else 1900 + found.one("yy")
    return [Reading(year_text(year), "year")]


def read_decade(found: Found, scene: Scene) -> list[Reading]:
    """The 1990s as 199X; two figures are of the last century, but for those that have just been."""
    number = _NUMBER.search(str(found.slots["dec"][0]))
    decade = int(number.group()) if number else 0
    if decade < 100:
        decade += 1900 if decade >= 30 else 2000
    return [Reading(f"{decade // 10}X", "decade")]


def read_century(found: Found, scene: Scene) -> list[Reading]:
    """The 19th century as 18XX, as people count; the last one before that of publication."""
    number = found.one("c") or found.one("o") or found.one("d")
    if not number:
        return [scene.from_publication("century", lambda now: f"{now.year // 100 - 1:02}XX", shifting=False)]
    return [Reading(f"{number - 1:02}XX", "century")] if _OLDEST <= number <= _NEWEST else []


def read_season(found: Found, scene: Scene) -> list[Reading]:
    """A season as its three months; one of a printed winter's two years stays open."""
    season, year = found.one("s"), found.one("y")
    if year:
        text = season_text(year, season) if season < 4 else ""
        return [Reading(text, "season" if text else "ambiguous")]
    if "dir" not in found.slots and scene.frame() is not None:
        return [Reading("", "narrated")]
    said = "dir" in found.slots
    direction = found.one("dir") if said else 1 if scene.tense() == "future" else -1
    if "yearly" in found.slots or found.pattern.unit == "year":
        if season == 4:
            return [Reading("", "ambiguous")]
        return [
            scene.from_publication(
                "season-of-year", lambda now: season_text(now.year + direction, season), shifting=False
            )
        ]
    return [_near_season(season, direction, said, scene)]


def _near_season(season: int, direction: int, said: bool, scene: Scene) -> Reading:
    def read(now: Day) -> str:
        text = season_near(now, season, direction)
        if direction == 0 and season == 4 and now.month <= 6:
            text = season_text(now.year - 1, season)
        running = text and direction < 0 and said and read_edtf(text)
        if running and running.latest >= now.isoformat():
            earlier = shifted(now, -300)
            return season_near(earlier, season, -1) if earlier else ""
        return text

    reading = scene.from_publication("season-of-year", read, shifting=False)
    this_year = scene.clock is not None and reading.edtf[:4] == str(scene.clock.low.year)
    unsure = direction < 0 and this_year and said
    return Reading(reading.edtf, reading.rule, PROBABLE if reading.edtf and unsure else "")


def read_quarter(found: Found, scene: Scene) -> list[Reading]:
    quarter, year = found.one("o"), found.one("y")
    if year:
        return [Reading(quarter_text(year, quarter), "quarter")]
    direction = found.one("dir")
    return [scene.from_publication("quarter", lambda now: quarter_text(now.year + direction, quarter), shifting=False)]


def _numbers(found: Found, name: str) -> list[int]:
    return [int(value) for value in found.slots.get(name, [])]
