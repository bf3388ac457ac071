"""Dates as EDTF (ISO 8601-2:2019): level 0, and of level 1 `?` `~` `%`, `X` digits, intervals, open and unknown ends.

From each the model derives the earliest and the latest day, a sort key and the words to print. Anything else is
refused. Source of the format: Library of Congress, Extended Date/Time Format Specification (2019).
"""

from __future__ import annotations

import calendar
import datetime
import functools
import re
from dataclasses import dataclass

from sitegen.model.messages import DAY_OF_YEAR, MONTH, MONTH_WITHIN, MONTHS, WEEKDAY, DateWords, tr

_ONE = re.compile(
    r"(?P<year>\d{4}|\d{3}X|\d{2}XX)(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?(?P<mark>[?~%])?\Z",
    re.ASCII,
)
_HOUR = r"(?:[01]\d|2[0-3]):[0-5]\d"
_TIME = re.compile(rf"(\d{{4}}-\d\d-\d\d)T{_HOUR}(:[0-5]\d)?(Z|[+-]{_HOUR})?\Z", re.ASCII)


class DateError(ValueError):
    """The text is not a date of the kind that sitegen reads; the message says what was expected."""


@dataclass(frozen=True, slots=True)
class Edtf:
    """One date or interval.

    `earliest` and `latest` are ISO days (``2020-08-01``); an open or unknown end is an empty text.
    """

    text: str
    """As written, normalised: ``2020-08-15~``."""
    earliest: str
    latest: str
    uncertain: bool = False
    """Marked `?` or `%`: the source is doubtful."""
    approximate: bool = False
    """Marked `~` or `%`: near this date."""

    @property
    def is_day(self) -> bool:
        """Whether it names a single day (marked or not)."""
        return bool(self.earliest) and self.earliest == self.latest

    @property
    def is_certain(self) -> bool:
        return not (self.uncertain or self.approximate) and "X" not in self.text and "/" not in self.text

    @property
    def is_doubtful(self) -> bool:
        """Whether its ends are not known to the day, or marked: an interval of two plain days is certain."""
        ends = self.text.split("/")
        return self.uncertain or self.approximate or any("X" in end or len(end) < 10 for end in ends)

    @property
    def sort_key(self) -> str:
        """Orders dates by their earliest day, exact ones before vague ones that begin with them."""
        return f"{self.earliest or self.latest or '9999-99-99'}/{self.latest or '9999-99-99'}"

    @property
    def day(self) -> str:
        """The ISO day, or an empty text where it names none."""
        return self.earliest if self.is_day else ""

    @property
    def month(self) -> str:
        """The month (``2020-08``) in which all of it lies, or an empty text."""
        same = self.earliest[:7] == self.latest[:7]
        return self.earliest[:7] if same else ""

    @property
    def label(self) -> str:
        """English words for print: ``30 October 2020``, ``about 15 August 2020``."""
        return _label(self.text)

    @property
    def label_within(self) -> str:
        """The same behind words such as `since`: some languages inflect a month there."""
        return self.label if "/" in self.text else _one_label(self.text, within=True)


def parse_edtf(text: str) -> Edtf:
    """A date from its EDTF text.

    Raises:
        DateError: the text is not EDTF of the levels that sitegen reads, or names a day that does not exist.
    """
    text = text.strip().replace("\u2212", "-")
    return _parse(text)


@functools.lru_cache(maxsize=16384)
def _parse(text: str) -> Edtf:
    timed = _TIME.match(text)
    if timed:
        text = timed.group(1)
    if "/" in text:
        parts = text.split("/")
        if len(parts) != 2:
            raise DateError("an interval has one `/` between its two ends, for example 2020-08-09/2020-08-16")
        start, end = parts
        if start in ("", "..") and end in ("", ".."):
            raise DateError("an interval needs at least one known end")
        first = _single(start) if start not in ("", "..") else None
        last = _single(end) if end not in ("", "..") else None
        if first and last and first.earliest > last.latest:
            raise DateError(f"the interval ends ({end}) before it begins ({start})")
        marks = [part for part in (first, last) if part]
        return Edtf(
            text,
            first.earliest if first else "",
            last.latest if last else "",
            any(m.uncertain for m in marks),
            any(m.approximate for m in marks),
        )
    return _single(text)


def _single(text: str) -> Edtf:
    match = _ONE.match(text)
    if not match:
        raise DateError(
            "expected a date such as 2020-10-30, 2020-10, 2020, 2020-10-30?, 2020-10-XX or 2020-08-09/2020-08-16"
        )
    year, month, day, mark = match.group("year", "month", "day", "mark")
    low_year, high_year = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if low_year < 1:
        raise DateError("years begin with 0001")
    if "X" in year and month and month != "XX":
        raise DateError("a year with unknown digits cannot have a known month")
    if month in (None, "XX"):
        if day and day != "XX":
            raise DateError("an unknown month cannot have a known day")
        low, high = f"{low_year:04}-01-01", f"{high_year:04}-12-31"
    else:
        number = int(month)
        if not 1 <= number <= 12:
            raise DateError(f"there is no month {month}")
        last = calendar.monthrange(low_year, number)[1]
        if day in (None, "XX"):
            low, high = f"{low_year:04}-{month}-01", f"{low_year:04}-{month}-{last:02}"
        else:
            if not 1 <= int(day) <= last:
                raise DateError(f"{MONTHS[number - 1]} {low_year} has no day {day}")
            low = high = f"{low_year:04}-{month}-{day}"
    return Edtf(text, low, high, mark in ("?", "%"), mark in ("~", "%"))


@functools.lru_cache(maxsize=16384)
def _label(text: str) -> str:
    if "/" not in text:
        return _one_label(text)
    start, end = text.split("/")
    if start == "..":
        return tr("until {date}", date=_one_label(end, within=True))
    if end == "..":
        return tr("from {date}", date=_one_label(start, within=True))
    if not start:
        return tr("{date} or earlier", date=_one_label(end))
    if not end:
        return tr("{date} or later", date=_one_label(start))
    a, b = _single(start), _single(end)
    if start == end:
        return _one_label(start)
    first, last = _one_label(start), _one_label(end)
    if a.is_day and b.is_day and a.is_certain and b.is_certain:
        if a.month == b.month:
            return tr("{first}–{last}", first=DateWords(a.day, "d"), last=last)
        if a.day[:4] == b.day[:4]:
            first = DateWords(a.day, DAY_OF_YEAR)
    return tr("{first} – {last}", first=first, last=last)


def _one_label(text: str, *, within: bool = False) -> str:
    """`within`: whether words stand before it that some languages inflect a month behind."""
    match = _ONE.match(text)
    if not match:
        return text
    year, month, day, mark = match.group("year", "month", "day", "mark")
    if mark:
        plain = _one_label(text[:-1], within=True)
        if mark == "?":
            return tr("perhaps {date}", date=plain)
        return tr("about {date}", date=plain) if mark == "~" else tr("perhaps about {date}", date=plain)
    if "X" in year:
        return tr("{year}s", year=year.replace("X", "0"))
    if month in (None, "XX"):
        return year
    if day in (None, "XX"):
        return DateWords(f"{year}-{month}", MONTH_WITHIN if within else MONTH)
    return DateWords(text)


def weekday(day: str) -> str:
    """The English weekday of an ISO day."""
    return DateWords(day, WEEKDAY)


def days_between(first: str, last: str) -> list[str]:
    """Every ISO day from the first to the last, both included."""
    start, end = datetime.date.fromisoformat(first), datetime.date.fromisoformat(last)
    return [(start + datetime.timedelta(days=n)).isoformat() for n in range((end - start).days + 1)]


def shifted(day: str, days: int) -> str:
    """The ISO day so many days later (earlier where negative); the day itself where the calendar ends."""
    try:
        return (datetime.date.fromisoformat(day) + datetime.timedelta(days=days)).isoformat()
    except OverflowError:
        return day


def days_apart(first: str, second: str) -> int:
    """Whole days from the first ISO day to the second; negative where the second is earlier."""
    return (datetime.date.fromisoformat(second) - datetime.date.fromisoformat(first)).days


def months_between(first: str, last: str) -> list[str]:
    """Every month (``2020-08``) from the first to the last, both included."""
    year, month = int(first[:4]), int(first[5:7])
    out: list[str] = []
    while year <= 9999 and f"{year:04}-{month:02}" <= last[:7]:
        out.append(f"{year:04}-{month:02}")
        month += 1
        if month > 12:
            year, month = year + 1, 1
    return out


def month_label(month: str) -> str:
    """``August 2020`` for ``2020-08``."""
    return DateWords(month[:7], MONTH)
