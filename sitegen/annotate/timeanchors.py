"""Readings of expressions that count from something else: a day named before, or an event whose day is known.

Events come from the archive (pairs of a day and a title) and from the text itself, where a date stands beside the
words of what happened then. A count from anything else is found and left open.
"""

from __future__ import annotations

import os
import re

from sitegen.annotate.timecalc import Day, day_text, days_on, marked, month_text, season_text
from sitegen.annotate.timerelative import coarse, moved
from sitegen.annotate.timescene import NARRATED, Dated, Event, Found, Reading, Scene
from sitegen.annotate.timetense import PAST, tense_marks
from sitegen.annotate.timewords import TimeLanguage, folded
from sitegen.model.annotations import PROBABLE

_WORD = re.compile(r"[^\W\d_][\w']*|[^\w\s'-]")
_MARK = re.compile(r"[,;:.!?()«»“”„]|\s[–—-]\s")
_EMPTY: frozenset[str] = frozenset()
_MOST = 0.6
"""The share of the shorter word that a noun and its verb have in common."""
_PHRASE = 5
_STEM = 5
_REACH = 90
_FAR = 2
"""Paragraphs after which a day is no longer the one spoken of."""
_LAST_SHARE = 3
_FRONT = 15
"""Characters from the head of its paragraph within which an expression opens it."""
_WINTER = 4
"""The season that lies in two years."""


def content_words(text: str, language: TimeLanguage) -> frozenset[str]:
    """Words of a title by which an event is known again."""
    stops = language.lists.get("stops", frozenset())
    return frozenset(word for word in re.findall(r"[^\W\d_]{4,}", folded(text)) if word not in stops)


def known_events(anchors: tuple[tuple[str, str], ...], language: TimeLanguage) -> list[Event]:
    """The archive's events."""
    return [Event(day, words) for day, title in anchors if _is_day(day) and (words := content_words(title, language))]


def _is_day(text: str) -> bool:
    try:
        return Day.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def events_beside(text: str, coded: str, dated: Dated, language: TimeLanguage) -> list[Event]:
    """What the words beside a date say happened on it: “the August 9 election”, “protests began on August 9”.

    Args:
        text: the passage, folded.
        coded: the same in the characters of words.
        dated: the date in it.
        language: of the text.
    """
    if dated.first != dated.last:
        return []
    behind = _phrase(text[dated.end : dated.end + _REACH], language)
    before = text[max(dated.sentence, dated.start - _REACH) : dated.start]
    words = set(behind[-1:] if language.head == "last" else behind[:2])
    words.update(_nouns_before(before, language))
    verbs = _verb_beside(text, coded, dated, language)
    return [Event(dated.edtf, frozenset(words), verbs)] if words or verbs else []


def _verb_beside(text: str, coded: str, dated: Dated, language: TimeLanguage) -> frozenset[str]:
    """The verb that tells what was on a day: the nearest before it, or behind it where it opens its clause."""
    if language.tense is None:
        return frozenset()
    first = max(dated.sentence, dated.start - _REACH)
    breaks = [match.end() for match in _MARK.finditer(text, first, dated.start)]
    end = _MARK.search(text, dated.end, dated.end + _REACH)
    last = end.start() if end else min(len(text), dated.end + _REACH)
    spans = [(breaks[-1] if breaks else first, dated.start, -1), (dated.end, last, 0)]
    if text[dated.end : dated.end + 1] == ",":
        spans.pop()
    lists = language.lists
    idle = lists.get("stops", _EMPTY) | lists.get("begin", _EMPTY) | lists.get("says", _EMPTY)
    for start, stop, which in spans:
        told = [text[at:to] for at, to, kind in tense_marks(language.tense, coded, text, start, stop) if kind == PAST]
        named = [verb for verb in told if len(verb) >= 4 and verb not in idle and verb.isalpha()]
        if named:
            return frozenset({named[which]})
    return frozenset()


def _nouns_before(text: str, language: TimeLanguage) -> list[str]:
    """Words before a date, over prepositions and a verb of beginning; none where another verb or mark comes between."""
    begin, links = language.lists.get("begin", frozenset()), language.lists.get("links", frozenset())
    words = [match.group() for match in _WORD.finditer(text)]
    while words and words[-1] in links:
        words.pop()
    while words and words[-1] in begin:
        words.pop()
    return [word for word in words[-1:] if len(word) >= 4 and word not in language.lists.get("stops", frozenset())]


def _phrase(text: str, language: TimeLanguage) -> list[str]:
    """The content words up to the first mark or word that ends a noun's phrase."""
    stops = language.lists.get("stops", frozenset())
    articles = language.lists.get("articles", frozenset())
    out: list[str] = []
    for match in _WORD.finditer(text):
        word = match.group()
        if word in articles and not out:
            continue
        if not word[0].isalpha() or word in stops or len(out) >= _PHRASE:
            break
        out.append(word)
    return [word for word in out if len(word) >= 4]


def _alike(one: str, two: str) -> bool:
    """Whether two words share a stem: a common beginning but for an ending."""
    shared = 0
    for first, second in zip(one, two, strict=False):
        if first != second:
            break
        shared += 1
    return shared >= 4 and shared >= max(len(one), len(two)) - _LAST_SHARE and shared >= min(_STEM, len(one), len(two))


def _takes_up(noun: str, verb: str) -> bool:
    """Whether a noun, or the same verb again, tells of what a verb told: they share most of their beginning."""
    shared = len(os.path.commonprefix((noun, verb)))
    return noun == verb or (shared >= _STEM and shared >= _MOST * min(len(noun), len(verb)))


def _event_ahead(found: Found, scene: Scene) -> str:
    """The day of the event that is named right behind an expression; empty where it is not known."""
    behind = scene.folded[found.end : found.end + _REACH]
    who = _WORD.search(behind)
    pronoun = who is not None and who.group() in scene.language.lists.get("pronouns", _EMPTY)
    phrase = _phrase(behind[who.end() :] if who and pronoun else behind, scene.language)
    return event_day(phrase[:1] if pronoun else phrase, scene) if phrase else ""


def event_day(phrase: list[str], scene: Scene) -> str:
    """The one day on which what the phrase names happened; empty where none or several fit."""
    heads = phrase[-1:] if scene.language.head == "last" else phrase[:2]
    days: dict[str, int] = {}
    for day, words, verbs in scene.events():
        told = any(_takes_up(heads[0], verb) for verb in verbs)
        if told or any(_alike(head, word) for head in heads for word in words):
            score = sum(any(_alike(word, known) for known in words) for word in phrase)
            days[day] = max(days.get(day, 0), score)
    best = [day for day, score in days.items() if score == max(days.values())]
    return best[0] if len(best) == 1 else ""


def read_event(found: Found, scene: Scene) -> list[Reading]:
    """So many days after or before an event."""
    day = _event_ahead(found, scene)
    if not day:
        return [Reading("", "unanchored")]
    text = count_from(found, day)
    return [Reading(text, "after-event" if text else "unanchored", PROBABLE if text else "")]


def count_from(found: Found, day: str, *, printed: bool = False) -> str:
    """So many days after or before a day; empty where it is not one. From a `printed` day weeks are meant to the day."""
    if not _is_day(day):
        return ""
    count = found.one("n", 1) * (found.pattern.shift or 1)
    unit = found.word("u") or found.pattern.unit
    exact = printed and unit == "week" and "approx" not in found.slots
    mark = "" if exact else coarse(count, unit, "approx" in found.slots)
    return marked(moved(Day.fromisoformat(day), count, unit), mark)


def read_event_day(found: Found, scene: Scene) -> list[Reading]:
    """“On the day of the verdict”; no time at all where that day is not known."""
    day = _event_ahead(found, scene)
    return [Reading(day, "after-event", PROBABLE)] if day else []


def read_weekday_event(found: Found, scene: Scene) -> list[Reading]:
    """The weekday right before or after an event."""
    start, end = found.places["w"][0]
    phrase = _phrase(scene.folded[found.end : found.end + _REACH], scene.language)
    day = event_day(phrase, scene) if phrase else ""
    if not day:
        return [Reading("", "unanchored", "", start, end)]
    event, sign = Day.fromisoformat(day), found.pattern.shift
    gap = sign * (found.one("w") - event.isoweekday()) % 7 or 7
    return [Reading(days_on(event, sign * gap), "after-event", PROBABLE, start, end)]


def read_nth(found: Found, scene: Scene) -> list[Reading]:
    """The tenth night of protests: the day of the event and nine on."""
    behind = scene.folded[found.end : found.end + _REACH].lstrip()
    for link in scene.language.lists.get("of", frozenset()):
        behind = behind.removeprefix(f"{link} ")
    phrase = _phrase(behind, scene.language)
    day = event_day(phrase, scene) if phrase else ""
    unit = found.word("u") or found.pattern.unit
    if not day or unit not in ("day", "night"):
        return [Reading("", "unanchored")]
    text = moved(Day.fromisoformat(day), found.one("o", found.one("n", 1)) - 1, unit)
    return [Reading(text, "nth-night" if text else "unanchored", PROBABLE if text else "")]


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
    for one in reversed(scene.history[-_PHRASE:]):
        if not one.wide:
            return one
    return None


def _year_compared(count: int, scene: Scene) -> Reading:
    """The year with which a figure is compared, where the sentence says of which year the figure is."""
    years = {
        year
        for one in scene.history[-_PHRASE:]
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
