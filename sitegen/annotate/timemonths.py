"""Readings of expressions that name a month, a season, a quarter, a year, a decade or a century.

A year that is not printed comes from the day of publication, the tense, or the year that is told of; or it stays open.
"""

from __future__ import annotations

import re

from sitegen.annotate.timecalc import (
    Day,
    day_text,
    days_on,
    interval,
    last_day,
    month_text,
    months_back,
    nearest_month,
    quarter_text,
    read_edtf,
    season_near,
    season_text,
    shifted,
    year_text,
)
from sitegen.annotate.timescene import Dated, Found, Reading, Scene
from sitegen.model.annotations import PROBABLE

_NUMBER = re.compile(r"\d+")
_NEAR_AHEAD = 3
"""Months ahead up to which a month that is possible or called for is the next one."""
_FRONT = 15
"""Characters from the head of its sentence within which an expression opens it."""
_OLDEST, _NEWEST = 10, 21
"""Centuries; others are seldom those of the calendar."""


def read_month(found: Found, scene: Scene) -> list[Reading]:
    """A month or a stretch of months, with or without a year."""
    months, year = found.numbers("m"), found.year()
    if "dir" in found.slots:
        return [_directed_month(months[0], found, scene)]
    if year:
        last = Reading(month_text(found.numbers("y")[-1] if year in found.numbers("y") else year, months[-1]), "month")
    else:
        last = _month_in(scene.frame(), months[-1], scene, beside="<lower>" in found.pattern.then)
    if len(months) > 1 and last.edtf:
        years = found.numbers("y")
        end = int(last.edtf[:4])
        if len(years) > 1 and min(years) > 100:
            return [Reading(interval(month_text(years[0], months[0]), last.edtf), "month")]
        return [
            Reading(
                interval(month_text(end - (months[0] > months[-1]), months[0]), last.edtf), last.rule, last.certainty
            )
        ]
    return [last]


def read_nth_weekday(found: Found, scene: Scene) -> list[Reading]:
    """The first, second … or last (-1) such weekday of a month."""
    month = read_month(found, scene)[0]
    if not re.fullmatch(r"\d{4}-\d\d", month.edtf):
        return [Reading("", month.rule)]
    year, number = int(month.edtf[:4]), int(month.edtf[5:])
    count, weekday = found.one("o"), found.one("w")
    if count < 0:
        last = Day(year, number, last_day(year, number))
        text = days_on(last, -((last.isoweekday() - weekday) % 7))
    else:
        day = 1 + (weekday - Day(year, number, 1).isoweekday()) % 7 + 7 * (count - 1)
        text = day_text(year, number, day)
    return [Reading(text, month.rule if text else "contradiction", month.certainty if text else "")]


def read_month_pair(found: Found, scene: Scene) -> list[Reading]:
    """Two months joined by “and”: one interval where they follow each other, else two expressions."""
    whole = read_month(found, scene)[0]
    first, last = found.numbers("m")
    if (last - first) % 12 == 1 or not whole.edtf:
        return [whole]
    year = int(whole.edtf.partition("/")[2][:4] or whole.edtf[:4])
    earlier = month_text(year - (first > last), first)
    return [
        Reading(earlier, whole.rule, whole.certainty, found.start, found.places["m"][0][1]),
        Reading(month_text(year, last), whole.rule, whole.certainty, found.places["m"][1][0], found.end),
    ]


def _month_in(frame: Dated | None, month: int, scene: Scene, *, beside: bool) -> Reading:
    """A month without a year: of the year that is told of, or near publication. `beside`: it only describes a noun."""
    if frame is None or (scene.tense() == "future" and not frame.is_day):
        near = _near_month(month, scene, beside=beside)
        return Reading("", "narrated") if _is_of_story(near, scene) else near
    if frame.wide and frame.fronted and frame.first.year == frame.last.year and scene.verb_tense() == "past":
        return Reading(month_text(frame.first.year, month), "month-of-year", PROBABLE)
    if not frame.is_day and not frame.wide:
        # “From 40 in June to 30 in September.”
        near = _near_month(month, scene, beside=beside)
        return near if near.edtf[:4] == str(frame.first.year) else Reading("", "narrated")
    near = _near_month(month, scene, beside=beside)
    # Either way it is the same month.
    same = frame.first.year == frame.last.year and near.edtf == month_text(frame.first.year, month)
    return Reading(near.edtf, near.rule, PROBABLE) if same and near.edtf else Reading("", "narrated")


def _is_of_story(near: Reading, scene: Scene) -> bool:
    """Whether a month that is over may as well be of the earlier time of which this paragraph tells."""
    story = scene.story(paragraphs=0)
    if story is None or scene.clock is None or not near.edtf or scene.lasts_from() or scene.tense() == "future":
        return False
    year = int(near.edtf[:4])
    over = near.edtf < month_text(scene.clock.low.year, scene.clock.low.month - 1)
    return over and not story.first.year <= year <= story.last.year


def _near_month(month: int, scene: Scene, *, beside: bool) -> Reading:
    clock, lists = scene.clock, scene.language.lists
    if clock is None:
        return Reading("", "undated")
    tense = scene.verb_tense()
    if beside and tense in ("present", "open"):
        tense = ""
    if scene.after in lists.get("until", frozenset()) and tense != "past":
        tense = "future"
    if scene.lasts_from() and scene.tense() == "open" and (month - clock.low.month) % 12 <= _NEAR_AHEAD:
        # “May run from July”: what is only possible has not lasted since then.
        tense = "open"
    low, sure = nearest_month(clock.low, month, tense)
    high, _ = nearest_month(clock.high, month, tense)
    if low != high or not low:
        return Reading("", "undated" if low else "ambiguous")
    if not sure and tense == "past" and scene.after in lists.get("until", frozenset()):
        # “Drafted to be done by June”, told in spring.
        return Reading(nearest_month(clock.low, month, "future")[0], "month-of-year", PROBABLE)
    if not sure and tense == "past" and scene.looks_ahead() and not scene.lasts_from():
        # The next one is near and the last one most of a year back: the nearest verb tells, “has said it may begin in”.
        ahead = nearest_month(clock.low, month, "future")[0] if scene.looks_ahead(nearest=True) else ""
        return Reading(ahead, "month-of-year" if ahead else "ambiguous", PROBABLE if ahead else "")
    return Reading(low, "month-of-year", "" if sure else PROBABLE)


def _directed_month(month: int, found: Found, scene: Scene) -> Reading:
    """“Last August”: the last that is over, which is only likely meant where it lies in the year of publication."""
    direction = found.one("dir")
    yearly = "yearly" in found.slots or found.pattern.unit == "year"
    if yearly and direction > 0 and scene.tense() == "past" and not scene.looks_ahead():
        told = scene.next_year()
        return Reading(month_text(int(told.edtf), month) if told.edtf else "", told.rule, told.certainty)

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
    years = found.numbers("y")
    ahead = 5 if scene.after in scene.language.lists.get("of", frozenset()) else 30
    if scene.clock is not None and years[-1] > scene.clock.high.year + ahead:
        return []
    if len(years) > 1:
        text = interval(year_text(years[0]), year_text(years[1]))
        return [Reading(text, "year" if text else "contradiction")]
    # The marks around a year in parentheses are none of it.
    return [Reading(year_text(years[0]), "year", "", *(found.places["y"][0] if found.is_aside(scene.folded) else ()))]


def read_years(found: Found, scene: Scene) -> list[Reading]:
    """Several years in a row of words: one interval where each follows the one before, else each by itself."""
    years, places = found.numbers("y"), found.places["y"]
    if years == list(range(years[0], years[0] + len(years))):
        return [Reading(interval(year_text(years[0]), year_text(years[-1])), "year")]
    ends = [*(end for _, end in places[:-1]), found.end]
    starts = [found.start, *(start for start, _ in places[1:])]
    return [
        Reading(year_text(year), "year", "", *at)
        for year, at in zip(years, zip(starts, ends, strict=True), strict=True)
    ]


def read_year_words(found: Found, scene: Scene) -> list[Reading]:
    """A year of the last century in words or two figures (“in ninety-three”)."""
    year = found.year()
    if year > 2000 and (scene.clock is None or year > scene.clock.high.year):
        return [Reading("", "ambiguous")]
    # “In the twelfth year” is mostly of this century, and not surely.
    return [Reading(year_text(year), "year", PROBABLE if year > 2000 else "")]


def read_decade(found: Found, scene: Scene) -> list[Reading]:
    """The 1990s as 199X; two figures are of the last century, but for those that have just been."""
    number = _NUMBER.search(str(found.slots["dec"][0]))
    decade = int(number.group()) if number else 0
    if decade < 100:
        if decade < 30 and (scene.clock is None or decade + 2000 > scene.clock.low.year or decade == 20):
            return [Reading("", "ambiguous")]
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
    season, year = found.one("s"), found.year()
    if year and season == 4 and len(found.places.get("y", ())) > 1:
        # The winter “of forty-two” begins or ends in that year.
        return [Reading(year_text(year), "year", "", found.places["y"][0][0], found.places["y"][-1][1])]
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
        if direction > 0 and not said:
            # “In summer we shall go” is said in summer of the one that has begun, and late in it of neither.
            begun = season_near(now, season, -1)
            last = read_edtf(begun)
            if last and last.latest >= now.isoformat():
                return begun if begun[5:7] == f"{now.month:02}" else ""
        running = text and direction < 0 and said and read_edtf(text)
        if running and running.latest >= now.isoformat():
            earlier = shifted(now, -300)
            return season_near(earlier, season, -1) if earlier else ""
        return text

    reading = scene.from_publication("season-of-year", read, shifting=False)
    this_year = scene.clock is not None and reading.edtf[:4] == str(scene.clock.low.year)
    unsure = direction < 0 and this_year and said
    return Reading(reading.edtf, reading.rule, PROBABLE if reading.edtf and unsure else "")


def read_half(found: Found, scene: Scene) -> list[Reading]:
    """A half of a year: six months. Without a year that of publication, or the one before while it is not there."""
    half, year = found.one("o"), found.year()

    def text(of: int) -> str:
        return interval(month_text(of, 6 * half - 5), month_text(of, 6 * half)) if half in (1, 2) else ""

    if year:
        return [Reading(text(year), "quarter" if text(year) else "contradiction")]
    if "dir" in found.slots:
        shift = found.one("dir")
        return [scene.from_publication("quarter", lambda now: text(now.year + shift), shifting=False)]
    if scene.frame() is not None or scene.tense() != "past":
        return [Reading("", "narrated" if scene.frame() is not None else "ambiguous")]
    return [
        scene.from_publication("quarter", lambda now: text(now.year - (half == 2 and now.month <= 6)), shifting=False)
    ]


def read_quarter(found: Found, scene: Scene) -> list[Reading]:
    quarter, year = found.one("o"), found.one("y")
    if year:
        return [Reading(quarter_text(year, quarter), "quarter")]
    if "dir" in found.slots:
        direction = found.one("dir")
        return [
            scene.from_publication("quarter", lambda now: quarter_text(now.year + direction, quarter), shifting=False)
        ]
    if scene.frame() is not None:
        return [Reading("", "narrated")]
    tense = scene.tense()
    ahead = tense in ("future", "present", "open")

    def near(now: Day) -> str:
        running = (now.month + 2) // 3
        if quarter <= running and not ahead:
            return quarter_text(now.year, quarter)
        if quarter > running and tense != "past":
            return quarter_text(now.year, quarter)
        if quarter == running or (quarter < running and tense == "future"):
            return quarter_text(now.year + (quarter < running), quarter)
        # Of last year only the last quarter is spoken of without its year, in the first one of the new; but for a
        # sentence that begins with it, whose verb is of that time.
        told = (quarter, running) == (4, 1) or scene.start - scene.sentence < _FRONT
        return quarter_text(now.year - 1, quarter) if tense == "past" and told else ""

    reading = scene.from_publication("quarter", near, shifting=False)
    return [Reading(reading.edtf, reading.rule, PROBABLE if reading.edtf and tense not in ("past", "future") else "")]
