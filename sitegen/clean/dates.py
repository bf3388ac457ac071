"""Dates and weekdays as a text prints them: found with their words and place, never yet given a meaning."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from sitegen.base.text import fold
from sitegen.clean.days import iso_day, weekday_of
from sitegen.clean.daywords import day_words, month_of_word, weekday_of_word

_YEAR = r"(?:19|20)\d\d(?!\d(?!\s*min))"
_LONGEST = 40
_NUMERIC = re.compile(
    r"(?<!\d)(?P<y3>(?:19|20)\d\d)(?P<s3>[-/.])[ ]?(?P<m3>\d{1,2})(?P=s3)[ ]?(?P<d3>\d{1,2})(?!\d)"
    r"|(?<![\d./-])(?P<d4>\d{1,2})(?P<s4>[./-])[ ]?(?P<m4>\d{1,2})(?P=s4)[ ]?"
    r"(?P<y4>(?:19|20)\d\d|(?<=[/.])\d\d)(?![\d/]|\.\d)"
    r"|(?<!\d)(?P<y5>\d{4})[ ]?[年년][ ]?(?P<m5>\d{1,2})[ ]?[月월][ ]?(?P<d5>\d{1,2})[ ]?[日일]"
)
_WORDED = re.compile(
    r"(?<![\d.:/-])(?P<d>\d{1,2})(?:st|nd|rd|th|er|re|o|\.|º|°|ª|-?го|-?га|-?е)?"
    r"(?:\s+(?:(?:de|of|di)\s+|d['’])?|(?<=\.)|[-/])(?P<m>[^\W\d_]+)\.?"
    rf"(?:[,/-]?\s*(?:de\s+|del\s+|do\s+)?(?P<y>{_YEAR}))?"
)
_BEHIND_MONTH = re.compile(rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:.]\d|\d)(?:,?\s*(?P<y>{_YEAR}))?")
_MONTH_BEFORE = re.compile(r"(?P<m>[^\W\d_]+)\.?\s+$")
_YEAR_BEFORE = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)\.?,?\s+$")
_GLUED = re.compile(r"[A-Z][a-z]+$")
_NUMBER = re.compile(r"\d{1,2}")
_LAST_WORD = re.compile(r"(?P<w>[^\W\d_]+(?:-[^\W\d_]+)?)\.?,?\s*(?:the\s+|le\s+|den\s+|el\s+|,\s*)?$", re.IGNORECASE)
_NEXT_WORD = re.compile(r"(?:\s+|,\s*|\s*[(（])(?P<w>[^\W\d_]+)")
_LONG_WORD = re.compile(r"(?<![^\W_])(?=[^\W\d_]{5}|[^\W\d_]{1,4}['’ʼ-])[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
_ANY_WORD = re.compile(r"[^\W\d_]+")


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
    mark: str = ""
    """The mark between the numbers of a date without a month's name."""

    @property
    def iso(self) -> str:
        """The ISO day; "" where the year is missing, the day does not exist, or two readings are open.

        With full stops the day comes first nearly everywhere.
        """
        readings = self.readings
        return readings[0] if len(readings) == 1 or (readings and self.mark == ".") else ""

    @property
    def readings(self) -> list[str]:
        """The ISO days that it may mean: none without a year, two where day and month may be exchanged (the first of
        them puts the day first)."""
        if not self.year:
            return []
        pairs = [(self.month, self.day), *([self.other] if self.other != (0, 0) else [])]
        days = list(dict.fromkeys(day for pair in pairs if (day := iso_day(self.year, *pair))))
        if self.weekday >= 0 and len(days) > 1:
            return [day for day in days if weekday_of(day) == self.weekday]
        return days

    def in_year(self, year: int) -> str:
        """The ISO day in a year that is known from elsewhere, if it exists and agrees with the weekday printed."""
        day = iso_day(year, self.month, self.day)
        return day if day and (self.weekday < 0 or weekday_of(day) == self.weekday) else ""


@dataclass(frozen=True, slots=True)
class DayWord:
    """A weekday named in running text."""

    start: int
    end: int
    text: str
    weekday: int
    turned: bool
    """With "last", "next", "every", "a" and the like beside it: not the nearest such day."""
    late: bool
    """With "night" or "evening" beside it: the report may be of the next day."""


@functools.lru_cache(maxsize=4096)
def find_dates(text: str) -> tuple[Mention, ...]:
    """Every printed date of a text, in order."""
    numbers = [match.start() for match in _NUMBER.finditer(text)]
    if not numbers:
        return ()
    out: list[Mention] = []
    end = 0
    for place in numbers:
        if place < end:
            continue
        found = _numeric(text, place) or _day_first(text, place) or _month_first(text, place)
        if found is not None and found.start >= end:
            out.append(_with_weekday(text, found, end))
            end = out[-1].end
    return tuple(out)


def _numeric(text: str, place: int) -> Mention | None:
    """``30.11.2020``, ``2020-11-30``, ``2020年11月30日``."""
    match = _NUMERIC.match(text, place)
    if match is None:
        return None
    group = match.groupdict()
    number = "3" if group["y3"] else ("4" if group["y4"] else "5")
    year, month, day = (int(group[letter + number]) for letter in "ymd")
    year += 2000 if year < 100 else 0
    mark = group["s4"] or ""
    other = (0, 0)
    if mark and month > 12 >= day:
        month, day = day, month
    elif mark and day <= 12:
        other = (day, month)
    if not iso_day(year, month, day) and (other == (0, 0) or not iso_day(year, *other)):
        return None
    return Mention(match.start(), match.end(), "", month, day, year, -1, other, mark)


def _day_first(text: str, place: int) -> Mention | None:
    """ "30 November 2020", "30. Nov.", "30 de noviembre de 2020"."""
    match = _WORDED.match(text, place)
    month = month_of_word(match.group("m")) if match else 0
    if match is None or not month:
        return None
    day, year = int(match.group("d")), int(match.group("y") or 0)
    word = match.group("m")
    if not year and word.islower() and word in day_words().not_months:
        return None
    if fold(word) in day_words().dotless_months and "." in text[match.end("d") : match.start("m")]:
        return None
    return _worded(match.start(), match.end(), month, day, year)


def _month_first(text: str, place: int) -> Mention | None:
    """ "November 30, 2020", "2020. november 30."; a month glued to a name before it needs its year."""
    before = _MONTH_BEFORE.search(text, max(0, place - _LONGEST), place)
    match = _BEHIND_MONTH.match(text, place) if before else None
    if before is None or match is None:
        return None
    word, start = before.group("m"), before.start()
    year = int(match.group("y") or 0)
    month = month_of_word(word)
    if not month and year and (glued := _GLUED.search(word)) and glued.start():
        month, start = month_of_word(glued.group(0)), start + glued.start()
    earlier = None if year else _YEAR_BEFORE.search(text, max(0, start - 8), start)
    if earlier is not None:
        year, start = int(earlier.group("y")), earlier.start()
    if not month or not (year or word[0].isupper()):
        return None
    return _worded(start, match.end(), month, int(match.group("d")), year)


def _worded(start: int, end: int, month: int, day: int, year: int) -> Mention | None:
    if not 1 <= day <= 31 or (year and not iso_day(year, month, day)):
        return None
    return Mention(start, end, "", month, day, year)


def _with_weekday(text: str, found: Mention, floor: int) -> Mention:
    """The mention with the weekday that stands before it or behind it, and its words."""
    start, end, weekday = found.start, found.end, -1
    before = _LAST_WORD.search(text, max(floor, start - 24), start)
    if before and (weekday := weekday_of_word(before.group("w"))) >= 0:
        start = before.start()
    elif (behind := _NEXT_WORD.match(text, end)) and (weekday := weekday_of_word(behind.group("w"))) >= 0:
        # "on 9 June, Thursday's session …" names the day of something else.
        follows = text[behind.end() : behind.end() + 1]
        weekday, end = (weekday, behind.end()) if follows not in ("'", "’") else (-1, end)
    words = text[start:end].strip()
    return Mention(start, end, words, found.month, found.day, found.year, weekday, found.other, found.mark)


@functools.lru_cache(maxsize=4096)
def find_weekdays(text: str) -> tuple[DayWord, ...]:
    """Every weekday that running text names, in order; those printed as part of a full date are left out."""
    named = [
        (match, weekday) for match in _LONG_WORD.finditer(text) if (weekday := weekday_of_word(match.group(0))) >= 0
    ]
    if not named:
        return ()
    taken = [(mention.start, mention.end) for mention in find_dates(text) if mention.weekday >= 0]
    words = day_words()
    out: list[DayWord] = []
    for match, weekday in named:
        if any(start <= match.start() < end for start, end in taken):
            continue
        left = _near(text[max(0, match.start() - 24) : match.start()], -2)
        right = _near(text[match.end() : match.end() + 24], 3)
        late = bool(words.night & {*left, *right}) or fold(match.group(0)).endswith(tuple(words.night))
        turned = bool(words.turn_of_week & {*left[-1:], *right[:1]}) or _is_any(left[-1:], match.group(0))
        out.append(DayWord(match.start(), match.end(), _bare(match.group(0)), weekday, turned, late))
    return tuple(out)


def _is_any(before: list[str], weekday: str) -> bool:
    """Whether "a" or "one" before a weekday makes it any such day; "a segunda-feira" is the Monday."""
    return bool(before) and day_words().numbers.get(before[0]) == 1 and (len(before[0]) > 1 or weekday[0].isupper())


def _near(text: str, count: int) -> list[str]:
    """The nearest words beside a place, folded, without crossing a mark: the first ones, or the last if negative."""
    pieces = re.split(r"[,.;:!?()«»“”\"\n]", text)
    words = [fold(word) for word in _ANY_WORD.findall(pieces[0] if count > 0 else pieces[-1])]
    return words[:count] if count > 0 else words[count:]


def _bare(word: str) -> str:
    """ "Sunday" of "Sunday's"."""
    return word if weekday_of_word(word) < 0 else re.sub(r"['’]s$", "", word)
