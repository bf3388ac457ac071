"""Charts of articles over time: the geometry is computed here, the template only draws."""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from sitegen.model.authority import Event
from sitegen.model.dates import Edtf, days_apart, days_between, month_label, months_between, parse_edtf
from sitegen.model.messages import MONTH_NAME, DateWords, joined
from sitegen.model.views import Bar, Chart, Tick, VagueSpan

WIDTH = 720.0
HEIGHT = 120.0
_DAYS_AT_MOST = 130
_MONTHS_AT_MOST = 240
_EVENT_MARGIN = 31
"""Days by which an event may lie outside the articles' time and still widen the chart."""


@dataclass(frozen=True, slots=True)
class _Scale:
    """What one bar stands for, and where a day lies on the axis."""

    unit: str
    steps: list[str]
    """Days, months or years, each by its ISO text."""
    axis: tuple[Tick, ...]
    key: Callable[[Edtf], str]
    """The step of a date; empty for one too vague."""
    label: Callable[[str], str]
    address: Callable[[str], str]

    @property
    def width(self) -> float:
        return WIDTH / len(self.steps)

    def position(self, day: str) -> float:
        """The middle of a day."""
        length = {"day": 10, "month": 7, "year": 4}[self.unit]
        index = self.steps.index(day[:length])
        return (index + _part_of(day, self.unit)) * self.width


def density_chart(
    title: str, dates: list[Edtf], events: list[Event], *, with_days: bool = True, span: tuple[str, str] | None = None
) -> Chart | None:
    """Bars by day where the span is short, by month, or by year where it is very long; nothing where no date names a
    month.

    Args:
        title: what the chart shows, for its accessible name.
        dates: one of each article.
        events: drawn as ticks below; those that span time as wide as they are, cut to the chart's time.
        with_days: whether bars of single days lead to pages of days.
        span: first and last day to draw at least, such as those of a month.
    """
    placed = [date for date in dates if date.month]
    if not placed:
        return None
    first, last = min(date.earliest for date in placed), max(date.latest for date in placed)
    if span:
        first, last = min(first, span[0]), max(last, span[1])
    known = [event for event in events if event.date.earliest and event.date.latest]
    near = [event.date for event in known if _is_near(event.date, first, last)]
    first, last = min([first, *(date.earliest for date in near)]), max([last, *(date.latest for date in near)])
    months = {date.month for date in placed} | {event.date.earliest[:7] for event in known}
    scale = _scale(first, last, with_days, months)
    counts = Counter(key for date in placed if (key := scale.key(date)))
    doubtful = Counter(key for date in placed if (date.uncertain or date.approximate) and (key := scale.key(date)))
    highest = max(counts.values(), default=1)
    bars = tuple(
        _bar(scale, step, counts[step], index, highest, doubtful[step])
        for index, step in enumerate(scale.steps)
        if counts[step]
    )
    inside = [event for event in known if event.date.earliest <= last and event.date.latest >= first]
    ticks = tuple(_tick(scale, event, first, last) for event in inside)
    steps = tuple((step, scale.label(step)) for step in scale.steps)
    vague = _vague(scale, dates, first, last)
    return Chart(title, scale.unit, WIDTH, HEIGHT, bars, scale.axis, ticks, highest, vague, steps)


def _is_near(date: Edtf, first: str, last: str) -> bool:
    return days_apart(date.earliest, first) <= _EVENT_MARGIN and days_apart(last, date.latest) <= _EVENT_MARGIN


def _scale(first: str, last: str, with_days: bool, pages: set[str]) -> _Scale:
    if days_apart(first, last) < _DAYS_AT_MOST:
        return _days(first, last, with_days, pages)
    months = months_between(first, last)
    if len(months) <= _MONTHS_AT_MOST:
        return _months(months)
    return _years([f"{year:04}" for year in range(int(first[:4]), int(last[:4]) + 1)])


def _days(first: str, last: str, with_days: bool, pages: set[str]) -> _Scale:
    """`pages`: months that have a page to lead to."""
    days = days_between(first, last)
    step = WIDTH / len(days)
    axis = tuple(
        Tick(
            _month_name(month),
            f"/timeline/{month}/" if month in pages else "",
            _round(max(0, days_apart(first, f"{month}-01")) * step),
        )
        for month in months_between(first, last)
    )
    return _Scale(
        "day",
        days,
        axis,
        lambda date: date.day,
        lambda day: parse_edtf(day).label,
        lambda day: f"/timeline/{day}/" if with_days else "",
    )


def _months(months: list[str]) -> _Scale:
    step = WIDTH / len(months)
    axis = tuple(
        Tick(month[:4], "", _round(index * step))
        for index, month in enumerate(months)
        if index == 0 or month.endswith("-01")
    )
    return _Scale("month", months, axis, lambda date: date.month, month_label, lambda month: f"/timeline/{month}/")


def _years(years: list[str]) -> _Scale:
    step = WIDTH / len(years)
    apart = max(1, len(years) // 6)
    axis = tuple(Tick(year, "", _round(index * step)) for index, year in enumerate(years) if index % apart == 0)
    return _Scale("year", years, axis, lambda date: date.month[:4], lambda year: year, lambda year: "")


def _month_name(month: str) -> str:
    """`August`, and `January 2021` where a year begins: whole dates would run into each other on a phone."""
    return month_label(month) if month.endswith("-01") else DateWords(month, MONTH_NAME)


def _part_of(day: str, unit: str) -> float:
    """Where the middle of a day lies in its month or year, from 0 to 1."""
    if unit == "day":
        return 0.5
    year, month, number = int(day[:4]), int(day[5:7]), int(day[8:10])
    in_month = (number - 0.5) / calendar.monthrange(year, month)[1]
    return in_month if unit == "month" else (month - 1 + in_month) / 12


def _vague(scale: _Scale, dates: list[Edtf], first: str, last: str) -> tuple[VagueSpan, ...]:
    """Of the dates that no bar holds those that fall into the chart's time, cut to it; equal ones are one band."""
    known = [date for date in dates if date.earliest and date.latest and not scale.key(date)]
    counts = Counter(date for date in known if date.earliest <= last and date.latest >= first)
    return tuple(
        VagueSpan(date.label, count, *_reach(scale, date, first, last))
        for date, count in sorted(counts.items(), key=lambda item: item[0].sort_key)
    )


def _reach(scale: _Scale, date: Edtf, first: str, last: str) -> tuple[float, float]:
    """Where a time begins on the axis and how wide it is."""
    start, end = max(date.earliest, first), min(date.latest, last)
    x = scale.position(start)
    return _round(x), _round(scale.position(end) - x)


def _bar(scale: _Scale, step: str, count: int, index: int, highest: int, doubtful: int) -> Bar:
    height = HEIGHT * count / highest
    gap = min(2.0, scale.width * 0.2)
    x = index * scale.width + gap / 2
    return Bar(
        scale.label(step),
        count,
        scale.address(step),
        _round(x),
        _round(HEIGHT - height),
        max(0.01, _round(scale.width - gap)),
        _round(height),
        doubtful,
    )


def _tick(scale: _Scale, event: Event, first: str, last: str) -> Tick:
    x, width = _reach(scale, event.date, first, last)
    return Tick(
        joined(", ", (event.title, event.date.label)),
        event.address,
        x,
        width if width >= 1 else 0.0,
        event.date.is_doubtful,
    )


def _round(number: float) -> float:
    return round(number, 2)
