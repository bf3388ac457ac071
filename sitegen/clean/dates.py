"""Dates and weekdays as a text prints them: found with their words and place, never yet given a meaning."""

from __future__ import annotations

import datetime
import functools
import re
from dataclasses import dataclass

from sitegen.base.text import fold
from sitegen.clean.language import vocabulary

_YEAR = r"(?:19|20)\d\d(?!\d(?!\s*min))"
_SHAPE = re.compile(r"(?:19|20)\d\d|\d[./-]\d|年")
_DIGIT = re.compile(r"\d")
_LETTERS = re.compile(r"[^\W\d_]+")
_FULL_WEEKDAY = 5
_URL_DAY = re.compile(r"/(?P<y>(?:19|20)\d\d)[/-](?P<m>\d{1,2}|[a-z]{3})[/-](?P<d>\d{1,2})(?=[/_.?#-]|$)")
_URL_TAIL = re.compile(r"[/-](?P<y>20\d\d)-?(?P<m>[01]\d)-?(?P<d>[0-3]\d)(?=[/_.?#-]|$)")


@dataclass(frozen=True, slots=True)
class Mention:
    """One printed date."""

    start: int
    end: int
    text: str
    month: int
    day: int
    year: int = 0
    """0 where it is not printed."""
    weekday: int = -1
    """The weekday printed with it, 0 Monday; -1 where there is none."""
    other: tuple[int, int] = (0, 0)
    """Month and day in the other reading of ``03/04/2020``."""

    @property
    def iso(self) -> str:
        """The ISO day; "" where the year is missing, the day does not exist, or two readings are open."""
        if not self.year:
            return ""
        first = iso_day(self.year, self.month, self.day)
        if self.other == (0, 0):
            return first
        second = iso_day(self.year, *self.other)
        if self.weekday >= 0:
            fitting = [day for day in (first, second) if day and weekday_of(day) == self.weekday]
            return fitting[0] if len(fitting) == 1 else ""
        return first if first == second or not second else ("" if first else second)


@dataclass(frozen=True, slots=True)
class DayWord:
    """A weekday named in running text."""

    start: int
    end: int
    text: str
    weekday: int
    turned: bool
    """With "last", "next", "every" and the like beside it: not the nearest such day."""
    late: bool
    """With "night" or "evening" beside it: the report may be of the next day."""


def iso_day(year: int, month: int, day: int) -> str:
    """``2020-08-09``, or "" where there is no such day."""
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return ""


def weekday_of(day: str) -> int:
    """0 for Monday, of an ISO day."""
    return datetime.date.fromisoformat(day).weekday()


def plus(day: str, days: int) -> str:
    """The ISO day so many days later."""
    return (datetime.date.fromisoformat(day) + datetime.timedelta(days=days)).isoformat()


@functools.cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    words = vocabulary()
    months = "|".join(re.escape(name) for name in sorted(words.months, key=lambda name: (-len(name), name)))
    weekdays = "|".join(re.escape(name) for name in sorted(words.weekdays, key=lambda name: (-len(name), name)))
    long_weekdays = "|".join(
        re.escape(name)
        for name in sorted(words.weekdays, key=lambda name: (-len(name), name))
        if len(name) >= _FULL_WEEKDAY
    )
    dates = re.compile(
        rf"(?P<d1>(?<![\d.:/-])\d{{1,2}})(?:st|nd|rd|th|er|\.|º)?\s+(?:de\s+|of\s+)?(?P<m1>{months})(?![^\W\d_])\.?"
        rf"(?:,?\s*(?:de\s+|del\s+)?(?P<y1>{_YEAR}))?"
        rf"|(?P<m2>{months})(?![^\W\d_])\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:.]\d|\d)(?:,?\s*(?P<y2>{_YEAR}))?"
        rf"|(?<!\d)(?P<y3>(?:19|20)\d\d)(?P<s3>[-/.])(?P<m3>\d{{1,2}})(?P=s3)(?P<d3>\d{{1,2}})(?!\d)"
        rf"|(?<![\d./-])(?P<d4>\d{{1,2}})(?P<s4>[./-])(?P<m4>\d{{1,2}})(?P=s4)(?P<y4>(?:19|20)\d\d|(?<=/)\d\d)(?![\d/])"
        r"|(?P<y5>\d{4})年(?P<m5>\d{1,2})月(?P<d5>\d{1,2})日",
        re.IGNORECASE,
    )
    before = re.compile(rf"(?<![^\W_])(?P<w>{weekdays})\.?,?\s*(?:the\s+|le\s+|den\s+|,\s*)?$", re.IGNORECASE)
    named = re.compile(rf"(?<![^\W_])(?P<w>{long_weekdays})(?![^\W_])", re.IGNORECASE)
    return dates, before, named


def find_dates(text: str) -> list[Mention]:
    """Every printed date of a text, in order."""
    words = vocabulary()
    if not _SHAPE.search(text) and (not _DIGIT.search(text) or _names_no_month(text, words.months)):
        return []
    dates, before, _ = _patterns()
    out: list[Mention] = []
    for match in dates.finditer(text):
        group = match.groupdict()
        other = (0, 0)
        start = match.start()
        if group["m1"] or group["m2"]:
            name = (group["m1"] or group["m2"]).lower()
            month = words.months.get(name) or words.months.get(fold(name), 0)
            day, year = int(group["d1"] or group["d2"]), int(group["y1"] or group["y2"] or 0)
            if group["m2"] and start and text[start - 1].isalpha() and not (year and text[start].isupper()):
                continue
        else:
            number = "3" if group["y3"] else ("4" if group["y4"] else "5")
            year, month, day = (int(group[letter + number]) for letter in "ymd")
            year += 2000 if year < 100 else 0
            if group["s4"] and month > 12 >= day:
                month, day = day, month
            elif group["s4"] in ("/", "-") and day <= 12:
                other = (day, month)
        if not (1 <= month <= 12 and 1 <= day <= 31) or (year and not iso_day(year, month, day) and other == (0, 0)):
            continue
        named = before.search(text[max(0, start - 24) : start])
        weekday = _weekday(named.group("w")) if named else -1
        if named:
            start = max(0, start - 24) + named.start()
        out.append(Mention(start, match.end(), text[start : match.end()].strip(), month, day, year, weekday, other))
    return out


def _names_no_month(text: str, months: dict[str, int]) -> bool:
    """Whether no word of a text is a month's name: quicker to tell than to look for dates."""
    return not any(word in months or fold(word) in months for word in _LETTERS.findall(text.lower()))


def find_weekdays(text: str) -> list[DayWord]:
    """Every weekday that running text names, in order; those printed as part of a full date are left out."""
    _, _, named = _patterns()
    words = vocabulary()
    taken = [(mention.start, mention.end) for mention in find_dates(text) if mention.weekday >= 0]
    out: list[DayWord] = []
    for match in named.finditer(text):
        if any(start <= match.start() < end for start, end in taken):
            continue
        left = re.findall(r"[^\W\d_]+", fold(text[max(0, match.start() - 24) : match.start()]))[-1:]
        right = re.findall(r"[^\W\d_]+", fold(text[match.end() : match.end() + 24]))[:1]
        near = {*left, *right}
        late = bool(words.night & {*right, *left}) or any(fold(match.group("w")).endswith(word) for word in words.night)
        out.append(
            DayWord(
                match.start(), match.end(), match.group("w"), _weekday(match.group("w")), bool(near & words.ago), late
            )
        )
    return out


def day_of_url(url: str) -> tuple[str, str]:
    """The ISO day that an address carries and the words that say it; two empty texts where it carries none."""
    for pattern in (_URL_DAY, _URL_TAIL):
        match = pattern.search(url)
        if match:
            month = match.group("m")
            number = int(month) if month.isdigit() else vocabulary().months.get(month, 0)
            day = iso_day(int(match.group("y")), number, int(match.group("d"))) if number else ""
            if day:
                return day, match.group(0).strip("/")
    return "", ""


def _weekday(name: str) -> int:
    known = vocabulary().weekdays
    return known.get(name.lower(), known.get(fold(name), -1))
