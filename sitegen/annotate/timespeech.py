"""Whether what is said in quotation marks speaks from about the day of publication, as speech in news mostly does.

It does not in documents and books, in what is remembered, and where the words around it name an earlier time at which
it was said. Then nothing is counted from the day of publication.
"""

from __future__ import annotations

import re

from sitegen.annotate.timescene import Found, Scene

LATELY = 14
"""Days before publication within which a date in the text does not make an old story of it."""
_REACH = 400
_NEAR = 200
"""Characters before speech in which a word for the night makes it doubtful on which day it was said."""
_WORD = re.compile(r"\w+")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_INNER_OPEN = re.compile(r"(?<!\w)[“„«\"‘'](?=[^“”„«»\"‘’']*\Z)")
_INNER_CLOSE = re.compile(r"[^“”„«»\"‘’']*[”“»\"’']")
_STOP = re.compile(r"[.!?…]")
_COUNTED = frozenset({"relative", "nowadays", "overnight", "ago", "ahead"})
_EMPTY: frozenset[str] = frozenset()


def said_now(
    found: Found, speech: tuple[int, int], around: tuple[int, int], kind: str, printed: str, scene: Scene
) -> bool:
    """Whether a quotation was said at about the day of publication.

    Args:
        found: the expression in it.
        speech: where the quotation stands in its passage.
        around: where the sentences stand that hold it.
        kind: of the passage.
        printed: the passage as printed.
        scene: of the expression.
    """
    if scene.clock is None or kind == "blockquote" or _is_old_story(scene, around[0]):
        return False
    before = printed[max(around[0], speech[0] - _REACH) : speech[0]]
    behind = printed[speech[1] : min(around[1], speech[1] + _REACH)]
    words = _WORD.findall(before) + _WORD.findall(behind)
    small = {word.lower() for word in words}
    if not small.isdisjoint(scene.language.lists.get("old_speech", _EMPTY)):
        return False
    years = range(scene.clock.low.year, scene.clock.high.year + 2)
    words += _around_inner(found, speech, printed)
    if any(_YEAR.fullmatch(word) and int(word) not in years for word in words):
        return False
    if _other_month(words, scene):
        return False
    if found.pattern.kind not in _COUNTED:
        return True
    near = set(_WORD.findall(scene.folded[max(0, speech[0] - _NEAR) : speech[0]])) | small
    return near.isdisjoint(scene.language.lists.get("late_speech", _EMPTY)) and not _other_day(small, scene)


def _around_inner(found: Found, speech: tuple[int, int], printed: str) -> list[str]:
    """The words around a quotation that stands inside the speech and holds the expression, up to the ends of it."""
    opened = _INNER_OPEN.search(printed, speech[0], found.start + 1)
    if opened is None or not _INNER_CLOSE.match(printed, found.end):
        return []
    stop = _STOP.search(printed, found.end, speech[1])
    end = stop.end() if stop else speech[1]
    return _WORD.findall(printed[max(speech[0], found.start - _REACH) : end])


def _is_old_story(scene: Scene, first: int) -> bool:
    """Whether the last date, in the same sentences or in the speech before, is an earlier one."""
    if scene.frame(days=True) is not None:
        return True
    last = scene.history[-1] if scene.history else None
    if last is None or scene.clock is None or (scene.clock.low - last.last).days <= LATELY:
        return False
    if last.passage == scene.passage and last.start >= first:
        return not last.wide
    return last.quoted and not last.wide and last.passage >= scene.passage - 1


def _other_month(words: list[str], scene: Scene) -> bool:
    """Whether the words around name a month that is not one of publication."""
    months, capital = scene.language.values.get("m", {}), "m" in scene.language.capital
    here = {scene.clock.low.month, scene.clock.high.month} if scene.clock else set()
    return any(months.get(word.lower(), 0) not in here | {0} for word in words if not capital or word[:1].isupper())


def _other_day(words: set[str], scene: Scene) -> bool:
    """Whether the words around name a day that is not that of publication: the speech may be of that day."""
    here = scene.clock.low.isoweekday() if scene.clock and scene.clock.is_day else 0
    values = scene.language.values
    weekdays = [values[key] for key in ("w", "w_all", "w_part") if key in values]
    days = {forms[word] for forms in weekdays for word in words & forms.keys()}
    return bool(days - {here}) or any(values.get("rel", {}).get(word) for word in words)
