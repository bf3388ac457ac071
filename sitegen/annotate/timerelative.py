"""Readings of expressions that count from the day of publication: weekdays, yesterday, a week ago, last month.

A weekday follows the tense; where neither reading is favoured it stays open. What somebody says in quotation marks may
have been said on another day, and what is told of an earlier time counts from there: both stay open.
"""

from __future__ import annotations

import itertools
import re

from sitegen.annotate.timecalc import (
    Day,
    days_on,
    interval,
    marked,
    month_text,
    weekend_text,
    year_text,
)
from sitegen.annotate.timescene import Found, Reading, Scene
from sitegen.model.annotations import PROBABLE

_RELATIVE_RULES = {-1: "yesterday", 0: "today", 1: "tomorrow"}
_EMPTY: frozenset[str] = frozenset()
_WORD = re.compile(r"\w+")
_REPORT = 40
_BESIDE = 3
"""Words within which a verb of saying stands beside the day on which it was said."""


def read_weekday(found: Found, scene: Scene) -> list[Reading]:
    """One weekday, or the first and last of several."""
    shut = closed(scene)
    if shut:
        return [shut]
    if _is_any_week(scene):
        return [Reading("", "narrated")]
    if len(found.slots["w"]) > 1:
        return _weekdays(found, scene)
    if found.pattern.kind == "weekday_aim":
        # “Declared Wednesday a day of mourning”.
        start, end = found.places["w"][0]
        reading = _plain(found.one("w"), "aim", scene)
        return [Reading(reading.edtf, reading.rule, reading.certainty, start, end)]
    return [_weekday(found.one("w"), found, scene)]


def closed(scene: Scene) -> Reading | None:
    """Why nothing may be counted from the day of publication here, if that is so."""
    if scene.quoted and not scene.told():
        return Reading("", "quoted")
    if scene.frame(days=True) is not None and scene.tense() != "future" and not _is_report(scene):
        return Reading("", "narrated")
    if scene.clock is None or scene.clock.mark in ("~", "%"):
        return Reading("", "undated")
    return None


def _is_any_week(scene: Scene) -> bool:
    """Whether the sentence has told of a weekday of some week before: “left on a Friday, came back on Sunday”."""
    days, vague = scene.language.values.get("w", _EMPTY), scene.language.lists.get("some", _EMPTY)
    words = _WORD.findall(scene.folded[scene.sentence : scene.start]) if vague else []
    return any(one in vague and two in days for one, two in itertools.pairwise(words))


def _is_report(scene: Scene) -> bool:
    """Whether a word of saying stands right before the words: “police said on Tuesday”."""
    says = scene.language.lists.get("says", _EMPTY)
    head = scene.folded[max(scene.sentence, scene.start - _REPORT) : scene.start]
    return not says.isdisjoint(_WORD.findall(head)[-_BESIDE:])


def _weekday(weekday: int, found: Found, scene: Scene) -> Reading:
    if found.pattern.unit == "coming":
        return _plain(weekday, "future", scene)
    if "dir" in found.slots:
        return _directed(weekday, found.one("dir"), scene)
    if found.pattern.kind == "weekday_of":
        return _attributive(weekday, scene)
    return _plain(weekday, _tense(scene), scene)


def _tense(scene: Scene) -> str:
    """The tense at the words; a preposition that looks back or on says more than a verb."""
    lists = scene.language.lists
    tense = scene.tense()
    if scene.after in lists.get("since", _EMPTY) and tense != "future":
        return "past"
    if scene.after in lists.get("aims", _EMPTY):
        if not lists.get("as_of", _EMPTY).isdisjoint(_WORD.findall(scene.folded[scene.sentence : scene.start])[-2:]):
            return "past"
        # “The vote, planned for Sunday, was put off” may be of either Sunday.
        return "open" if scene.tense(behind=True) == "past" else "future" if tense == "future" else "goal"
    if scene.after in lists.get("until", _EMPTY) and tense != "future":
        return "aim" if tense == "past" else "goal"
    return tense


def _plain(weekday: int, tense: str, scene: Scene) -> Reading:
    """A weekday by the tense; the day of publication where it is that weekday."""
    clock = scene.clock
    if clock is None:
        return Reading("", "undated")
    if clock.is_day and clock.low.isoweekday() == weekday:
        certainty = PROBABLE if tense in ("open", "aim", "goal") else scene.language.same_day
        return with_certainty(scene.from_publication("weekday-same-day", lambda now: now.isoformat()), certainty)
    if tense == "future":
        return scene.from_publication("weekday-after", lambda now: days_on(now, (weekday - now.isoweekday()) % 7))
    if tense == "present":
        # “The court sits on Monday”: near by; farther off it may be an account in the present tense.
        ahead = (weekday - clock.low.isoweekday()) % 7
        near = clock.is_day and ahead <= scene.language.planned
        return with_certainty(_plain(weekday, "future", scene), PROBABLE) if near else Reading("", "ambiguous")
    if tense == "goal":
        return with_certainty(_plain(weekday, "future", scene), PROBABLE)
    if tense != "past":
        return _open(weekday, scene, aim=tense == "aim")
    return scene.from_publication("weekday-before", lambda now: days_on(now, -((now.isoweekday() - weekday) % 7)))


def _open(weekday: int, scene: Scene, *, aim: bool = False) -> Reading:
    """A call for or a plan of something on that day, or no verb that tells: the nearer day is likely.

    A day that is an aim (“by Friday”, “set for Friday”) is more often still to come.
    """
    if scene.clock is None or not scene.clock.is_day:
        return Reading("", "undated")
    behind = (scene.clock.low.isoweekday() - weekday) % 7
    if behind in (3, 4) and not aim:
        return Reading("", "ambiguous")
    reading = _plain(weekday, "past" if behind < 3 else "future", scene)
    return with_certainty(reading, PROBABLE)


def _attributive(weekday: int, scene: Scene) -> Reading:
    """“Sunday's vote”: past unless a word for what is to come stands before it; on the days just before it, unclear."""
    lists, clock = scene.language.lists, scene.clock
    if clock is None:
        return Reading("", "undated")
    if scene.after in lists.get("since", _EMPTY) or scene.after in lists.get("after", _EMPTY):
        return _plain(weekday, "past", scene)
    if scene.after in lists.get("coming", _EMPTY):
        return _plain(weekday, "future", scene)
    tense = scene.tense()
    if tense == "present":
        tense = ""
    if scene.after in lists.get("until", _EMPTY):
        tense = "future" if tense == "future" else "open"
    if tense == "future" or not clock.is_day:
        return _plain(weekday, tense, scene)
    past = scene.lasts.get(weekday)
    ahead = (weekday - clock.low.isoweekday()) % 7
    if past is None and tense == "past" and scene.tense(behind=True) == "past":
        return _plain(weekday, "past", scene)
    if past is None and ahead in (1, 2):
        return Reading("", "ambiguous")
    return _plain(weekday, "past" if past is not None or not tense else tense, scene)


def _directed(weekday: int, direction: int, scene: Scene) -> Reading:
    """“Last”, “this” or “next” with a weekday."""
    if scene.clock is None:
        return Reading("", "undated")
    now = scene.clock.low
    if direction < 0:
        reading = scene.from_publication(
            "weekday-last", lambda day: days_on(day, -((day.isoweekday() - weekday) % 7 or 7))
        )
        unsure = now.isoweekday() > weekday
        if (now.isoweekday() - weekday) % 7 == 1:
            # Who means yesterday seldom says so.
            return Reading("", "ambiguous")
        return with_certainty(reading, PROBABLE if unsure else "")
    if direction > 0:
        gap = (weekday - now.isoweekday()) % 7
        if gap in (1, 2) and weekday > now.isoweekday():
            return Reading("", "ambiguous")
        reading = scene.from_publication(
            "weekday-next", lambda day: days_on(day, (weekday - day.isoweekday()) % 7 or 7)
        )
        return with_certainty(reading, PROBABLE if weekday > now.isoweekday() else "")
    tense = scene.tense()

    def this(day: Day) -> str:
        offset = weekday - day.isoweekday()
        if tense == "past" and offset > 0:
            offset -= 7
        elif tense == "future" and offset < 0:
            offset += 7
        return days_on(day, offset)

    return scene.from_publication("weekday-this", this)


def _weekdays(found: Found, scene: Scene) -> list[Reading]:
    """Two weekdays: an interval where they are its ends or follow each other, else two days."""
    first, last = int(found.slots["w"][0]), int(found.slots["w"][-1])
    gap = (last - first) % 7
    if (
        found.pattern.kind == "weekday_pair"
        and gap != 1
        and scene.after not in scene.language.lists.get("between", _EMPTY)
    ):
        (start, end), (start2, _) = found.places["w"][0], found.places["w"][-1]
        readings = (_weekday(first, found, scene), _weekday(last, found, scene))
        return [
            Reading(readings[0].edtf, readings[0].rule, readings[0].certainty, min(found.start, start), end),
            Reading(readings[1].edtf, readings[1].rule, readings[1].certainty, start2, found.end),
        ]
    future = _tense(scene) == "future"
    edge = _weekday(first if future else last, found, scene)
    if not edge.edtf or "/" in edge.edtf or edge.edtf[-1] in "?~%":
        return [edge]
    day = Day.fromisoformat(edge.edtf)
    ends = (edge.edtf, days_on(day, gap)) if future else (days_on(day, -gap), edge.edtf)
    return [Reading(interval(*ends), edge.rule, edge.certainty)]


def read_weekday_week(found: Found, scene: Scene) -> list[Reading]:
    """A weekday of last, this or next week."""
    if scene.quoted and not scene.told():
        return [Reading("", "quoted")]
    weekday, direction = found.one("w"), found.one("dir")
    rule = {-1: "weekday-last", 0: "weekday-this", 1: "weekday-next"}[direction]
    return [scene.from_publication(rule, lambda now: days_on(now, 7 * direction + weekday - now.isoweekday()))]


def read_weekday_night(found: Found, scene: Scene) -> list[Reading]:
    """The night that ends on a weekday: the day before and the day."""
    edge = read_weekday(found, scene)[0]
    if not edge.edtf or "/" in edge.edtf or edge.edtf[-1] in "?~%":
        return [edge]
    return [Reading(interval(days_on(Day.fromisoformat(edge.edtf), -1), edge.edtf), "night-before", edge.certainty)]


def read_relative(found: Found, scene: Scene) -> list[Reading]:
    """Yesterday, today, tomorrow and the days beyond."""
    if scene.quoted and not scene.told():
        return [Reading("", "quoted")]
    offset = found.one("rel")
    rule = _RELATIVE_RULES.get(offset, "days-before" if offset < 0 else "days-after")
    reading = scene.from_publication(rule, lambda now: days_on(now, offset))
    # Without a verb of its own time, "today" is often "in our days".
    tense = scene.tense() if found.pattern.kind == "nowadays" else "past"
    vague = tense not in ("past", "future") and not (tense == "present" and scene.looks_ahead())
    return [Reading("", "ambiguous") if vague and reading.edtf else reading]


def read_overnight(found: Found, scene: Scene) -> list[Reading]:
    if scene.quoted and not scene.told():
        return [Reading("", "quoted")]
    before = scene.in_passage()
    if before and before.sentence == scene.sentence and scene.clock and (scene.clock.low - before.last).days > 2:
        return [Reading("", "narrated")]
    if scene.tense() == "future":
        return [scene.from_publication("today", lambda now: now.isoformat())]
    return [scene.from_publication("overnight", lambda now: interval(days_on(now, -1), now.isoformat()))]


def moved(day: Day, count: int, unit: str) -> str:
    """So many units on (or back), as finely as people count with that unit."""
    if unit in ("minute", "hour"):
        return (
            days_on(day, count // 24 if count >= 24 else -(-count // 24))
            if unit == "hour" and abs(count) >= 24
            else day.isoformat()
        )
    if unit in ("day", "night"):
        return days_on(day, count)
    if unit == "week":
        return days_on(day, 7 * count)
    if unit == "weekend":
        return weekend_text(day, count)
    if unit == "month":
        return month_text(day.year, day.month + count)
    if unit == "decade":
        return year_text(day.year + 10 * count)
    return year_text(day.year + count) if unit == "year" else ""


def coarse(count: int, unit: str, hedged: bool) -> str:
    """The mark for a count that is not meant to the day: hedged, or in weeks, months or decades."""
    return "~" if hedged or unit in ("week", "month", "decade") else ""


def read_ago(found: Found, scene: Scene) -> list[Reading]:
    return [_counted("ago", -found.one("n", found.pattern.shift or 1), found, scene)]


def read_ahead(found: Found, scene: Scene) -> list[Reading]:
    return [_counted("ahead", found.one("n", found.pattern.shift or 1), found, scene)]


def _counted(rule: str, count: int, found: Found, scene: Scene) -> Reading:
    unit = found.word("u") or found.pattern.unit
    if scene.quoted and unit not in ("year", "decade") and not scene.told():
        return Reading("", "quoted")
    reading = scene.from_publication(rule, lambda now: moved(now, count, unit))
    return Reading(marked(reading.edtf, coarse(count, unit, "approx" in found.slots)), reading.rule)


def with_certainty(reading: Reading, certainty: str) -> Reading:
    """The reading with another certainty, where it has a value."""
    return Reading(reading.edtf, reading.rule, certainty if reading.edtf else "", reading.start, reading.end)
