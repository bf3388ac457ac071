"""Readings of expressions that count from an event whose day is known.

Events come from the archive (pairs of a day and a title) and from the text itself, where a date stands beside the
words of what happened then: a noun, or a verb that a noun takes up.
"""

from __future__ import annotations

import re

from sitegen.annotate.timecalc import Day, days_on, marked
from sitegen.annotate.timerelative import coarse, moved
from sitegen.annotate.timescene import Dated, Event, Found, Reading, Scene
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
_LAST_SHARE = 3


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


def _shared(one: str, two: str) -> int:
    """The number of letters with which both words begin."""
    return next((at for at, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))


def _alike(one: str, two: str) -> bool:
    """Whether two words share a stem: a common beginning but for an ending."""
    shared = _shared(one, two)
    return shared >= 4 and shared >= max(len(one), len(two)) - _LAST_SHARE and shared >= min(_STEM, len(one), len(two))


def _takes_up(noun: str, verb: str) -> bool:
    """Whether a noun, or the same verb again, tells of what a verb told: they share most of their beginning."""
    shared = _shared(noun, verb)
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
    """So many days after or before a day; empty where it is not one.

    Args:
        found: the count.
        day: from which it counts.
        printed: the day stands beside the count, and so weeks are meant to the day.
    """
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
