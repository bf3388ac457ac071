"""Arithmetic of days: ISO days, and spans of days that meet in another span or in nothing."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """The days from the first to the last, both included; an end that is not known is an empty text."""

    first: str = ""
    last: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether the ends contradict each other."""
        return bool(self.first and self.last and self.first > self.last)

    @property
    def length(self) -> int:
        """How many days it has; 0 where an end is open or there is none."""
        if not self.first or not self.last or self.is_empty:
            return 0
        return (datetime.date.fromisoformat(self.last) - datetime.date.fromisoformat(self.first)).days + 1

    @property
    def edtf(self) -> str:
        """As EDTF; "" where an end is open."""
        if not self.length:
            return ""
        return self.first if self.first == self.last else f"{self.first}/{self.last}"

    def meet(self, other: Span) -> Span:
        """The days of both."""
        lasts = [last for last in (self.last, other.last) if last]
        return Span(max(self.first, other.first), min(lasts) if lasts else "")


NO_DAY = Span("9999-12-31", "0001-01-01")
"""A span that meets nothing: the evidence contradicts itself."""


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
    """The ISO day so many days later; the first or last day of the calendar where that lies beyond it."""
    start = datetime.date.fromisoformat(day).toordinal() + days
    return datetime.date.fromordinal(max(1, min(start, datetime.date.max.toordinal()))).isoformat()


def month_of(day: str, months: int = 0) -> Span:
    """The whole month so many months after that of an ISO day."""
    number = int(day[:4]) * 12 + int(day[5:7]) - 1 + months
    first = iso_day(number // 12, number % 12 + 1, 1)
    following = iso_day((number + 1) // 12, (number + 1) % 12 + 1, 1)
    return Span(first, plus(following, -1)) if first and following else Span()
