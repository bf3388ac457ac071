"""Calendar arithmetic for time expressions: days, weeks, months and seasons around a day, as EDTF.

Plain functions over `datetime.date` and EDTF text; they know nothing of words or texts. A day outside the calendar is
an empty text.
"""

from __future__ import annotations

import calendar
import datetime
import functools
from collections.abc import Callable

from sitegen.model.dates import DateError, Edtf, parse_edtf

Day = datetime.date
NEAR = 120
"""Days within which a day without a year is taken for the nearest one whatever the tense."""
_LONG_OVER = 60
"""Days after which a day that is told of as still to come is not the one that is over."""
_WIDEST = 62
"""Days beyond which an interval that only comes from a vague day of publication says nothing."""


def shifted(day: Day, days: int) -> Day | None:
    """The day so many days on; nothing where the calendar ends."""
    try:
        return day + datetime.timedelta(days=days)
    except OverflowError:
        return None


def day_text(year: int, month: int, day: int) -> str:
    """A day as EDTF; empty where there is no such day."""
    try:
        return Day(year, month, day).isoformat()
    except ValueError:
        return ""


def days_on(day: Day, days: int) -> str:
    moved = shifted(day, days)
    return moved.isoformat() if moved else ""


def month_text(year: int, month: int) -> str:
    """A month as EDTF, where 0 and 13 are those of the years beside."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return f"{year:04}-{month:02}" if 1 <= year <= 9999 else ""


def year_text(year: int) -> str:
    return f"{year:04}" if 1 <= year <= 9999 else ""


def interval(first: str, last: str) -> str:
    """Both ends as one interval; empty where one is missing or they stand the wrong way round."""
    if not first or not last:
        return ""
    text = first if first == last else f"{first}/{last}"
    return text if read_edtf(text) else ""


@functools.lru_cache(4096)
def read_edtf(text: str) -> Edtf | None:
    """The EDTF value, or nothing."""
    try:
        return parse_edtf(text) if text else None
    except DateError:
        return None


def marked(text: str, mark: str) -> str:
    """With a mark of doubt at each of its ends."""
    if not text or not mark or "X" in text:
        return text
    return "/".join(part if part[-1:] in "?~%" else part + mark for part in text.split("/"))


def week_text(day: Day, weeks: int) -> str:
    """Monday to Sunday of the week so many weeks on."""
    start = days_on(day, 7 * weeks - day.weekday())
    end = days_on(day, 7 * weeks - day.weekday() + 6)
    return interval(start, end)


def weekend_text(day: Day, weeks: int) -> str:
    """Saturday and Sunday of the week so many weeks on."""
    return interval(days_on(day, 7 * weeks - day.weekday() + 5), days_on(day, 7 * weeks - day.weekday() + 6))


def months_back(day: Day, months: int) -> str:
    return month_text(day.year, day.month - months)


def season_text(year: int, season: int) -> str:
    """Three months of a season (1 spring … 4 winter, which begins in December of the year)."""
    return interval(month_text(year, 3 * season), month_text(year, 3 * season + 2))


def season_near(day: Day, season: int, direction: int) -> str:
    """The last (-1) season that has begun by the day, the next (1) that has not, or the one of this year (0)."""
    texts = [season_text(day.year + offset, season) for offset in (-2, -1, 0, 1)]
    begun = [text for text in texts if text and text[:7] <= day.isoformat()[:7]]
    later = [text for text in texts if text and text[:7] > day.isoformat()[:7]]
    if direction < 0:
        return begun[-1] if begun else ""
    if direction > 0:
        return later[0] if later else ""
    return season_text(day.year, season)


def quarter_text(year: int, quarter: int) -> str:
    return interval(month_text(year, 3 * quarter - 2), month_text(year, 3 * quarter)) if 1 <= quarter <= 4 else ""


def nearest_day(published: Day, month: int, day: int, tense: str) -> tuple[str, bool]:
    """A day without a year, and whether it is sure.

    The nearest such day where it is near or the tense does not speak against it; else the one that the tense asks for.
    """
    found = [
        Day.fromisoformat(text)
        for offset in (-1, 0, 1, -2, 2)
        if (text := day_text(published.year + offset, month, day))
    ]
    if not found:
        return "", True
    best = min(found, key=lambda one: abs((one - published).days))
    distance = (best - published).days
    if -(_LONG_OVER if tense == "future" else NEAR) <= distance <= NEAR:
        return best.isoformat(), not (tense == "past" and distance > 0)
    past = max((one for one in found if one <= published), default=best)
    future = min((one for one in found if one > published), default=best)
    chosen = {"past": past, "future": future}.get(tense, best)
    return chosen.isoformat(), bool(tense) or abs(distance) <= 150


def nearest_month(published: Day, month: int, tense: str) -> tuple[str, bool]:
    """A month without a year, and whether it is sure: the last one that has begun, the next where the tense says so."""
    ahead = (month - published.month) % 12
    behind = (published.month - month) % 12
    if ahead == 0:
        return month_text(published.year, published.month), True
    if tense == "future":
        # What lies just behind is more often spoken of than what lies almost a year ahead.
        return (months_back(published, behind), False) if ahead > 9 else (months_back(published, -ahead), True)
    if tense == "past":
        return months_back(published, behind), ahead > 3
    if tense in ("present", "open"):
        # What is planned or possible is seldom spoken of by its month alone when it is more than half a year ahead.
        return (months_back(published, -ahead) if ahead <= 6 else ""), False
    if ahead <= 3:
        return months_back(published, -ahead), False
    return months_back(published, behind), True


def over_range(low: Day, high: Day, read: Callable[[Day], str], *, shifting: bool) -> str:
    """What is read from the first and from the last possible day of publication, as one value.

    Args:
        low: the first possible day of publication.
        high: the last.
        read: EDTF from a day of publication; later days give later values.
        shifting: the value moves with the day of publication, so that all between the two is possible; otherwise the
            two must be the same.
    """
    first = read(low)
    if low == high or not first:
        return first
    last = read(high)
    if first == last:
        return first
    one, two = read_edtf(first), read_edtf(last)
    if not shifting or not one or not two or not one.earliest or not two.latest:
        return ""
    span = (Day.fromisoformat(two.latest) - Day.fromisoformat(one.earliest)).days
    return interval(one.earliest, two.latest) if span <= _WIDEST else ""


def easter(year: int, *, orthodox: bool) -> Day:
    """Easter Sunday of a year from 1583 to 4099, by Meeus's rules; the orthodox one as a day of today's calendar."""
    moon = year % 19
    if orthodox:
        full = (19 * moon + 15) % 30
        week = (2 * (year % 4) + 4 * (year % 7) - full + 34) % 7
        month, day = divmod(full + week + 114, 31)
        # The day is one of the Julian calendar, which lags behind by as many days as it has had leap years too many.
        late = year // 100 - year // 400 - 2
        return Day(year, month, day + 1) + datetime.timedelta(days=late)
    century, rest = divmod(year, 100)
    full = (19 * moon + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - full - rest % 4) % 7
    shift = full + week - 7 * ((moon + 11 * full + 22 * week) // 451) + 114
    return Day(year, shift // 31, shift % 31 + 1)


def last_day(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]
