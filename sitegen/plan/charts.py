"""Charts of articles over time: the geometry is computed here, the template only draws."""

from __future__ import annotations

from collections import Counter

from sitegen.model.authority import Event
from sitegen.model.dates import Edtf, days_apart, days_between, month_label, months_between, parse_edtf
from sitegen.model.views import Bar, Chart, Tick

WIDTH = 720.0
HEIGHT = 120.0
_DAYS_AT_MOST = 130
_MONTHS_AT_MOST = 240


def density_chart(title: str, dates: list[Edtf], events: list[Event], *, with_days: bool = True) -> Chart | None:
    """Bars by day where the span is short, else by month; nothing where no date names a month.

    Args:
        title: what the chart shows, for its accessible name.
        dates: one of each article.
        events: drawn as ticks below; those that span time as wide as they are.
        with_days: whether bars of single days lead to pages of days (they exist only for days of the archive).
    """
    spans = [(date.earliest, date.latest) for date in dates if date.earliest and date.latest]
    spans += [(event.date.earliest, event.date.latest) for event in events if event.date.earliest and event.date.latest]
    if not spans or not any(date.month for date in dates):
        return None
    first, last = min(start for start, _ in spans), max(end for _, end in spans)
    if days_apart(first, last) < _DAYS_AT_MOST:
        return _by_day(title, dates, events, first, last, with_days)
    return _by_month(title, dates, events, first, last)


def _by_day(title: str, dates: list[Edtf], events: list[Event], first: str, last: str, with_days: bool) -> Chart:
    days = days_between(first, last)
    step = WIDTH / len(days)
    counts = Counter(date.day for date in dates if date.day)
    highest = max(counts.values(), default=1)
    place = {day: index for index, day in enumerate(days)}
    bars = tuple(
        _bar(parse_edtf(day).label, counts[day], f"/timeline/{day}/" if with_days else "", place[day], step, highest)
        for day in sorted(counts)
    )
    axis = tuple(
        Tick(_month_name(month), f"/timeline/{month}/", _round(max(0, days_apart(first, f"{month}-01")) * step))
        for month in months_between(first, last)
    )
    return Chart(title, "day", WIDTH, HEIGHT, bars, axis, _ticks(events, first, step, 1), highest)


def _month_name(month: str) -> str:
    """`August`, and `January 2021` where a year begins: whole dates would run into each other on a phone."""
    label = month_label(month)
    return label if month.endswith("-01") else label.split(" ")[0]


def _by_month(title: str, dates: list[Edtf], events: list[Event], first: str, last: str) -> Chart:
    months = months_between(first, last)[:_MONTHS_AT_MOST]
    step = WIDTH / len(months)
    counts = Counter(date.month for date in dates if date.month in set(months))
    highest = max(counts.values(), default=1)
    bars = tuple(
        _bar(month_label(month), counts[month], f"/timeline/{month}/", index, step, highest)
        for index, month in enumerate(months)
        if counts[month]
    )
    axis = tuple(
        Tick(month[:4], "", _round(index * step))
        for index, month in enumerate(months)
        if index == 0 or month.endswith("-01")
    )
    return Chart(title, "month", WIDTH, HEIGHT, bars, axis, _ticks(events, first[:7] + "-01", step / 30.44, 1), highest)


def _bar(label: str, count: int, address: str, index: int, step: float, highest: int) -> Bar:
    height = HEIGHT * count / highest
    gap = min(2.0, step * 0.2)
    return Bar(
        label,
        count,
        address,
        _round(index * step + gap / 2),
        _round(HEIGHT - height),
        _round(step - gap),
        _round(height),
    )


def _ticks(events: list[Event], first: str, day: float, least: float) -> tuple[Tick, ...]:
    out: list[Tick] = []
    for event in events:
        date = event.date
        if not date.earliest or not date.latest:
            continue
        length = days_apart(date.earliest, date.latest)
        x = (days_apart(first, date.earliest) + 0.5) * day
        out.append(
            Tick(
                f"{event.title}, {date.label}",
                event.address,
                _round(x),
                _round(length * day) if length >= least else 0.0,
            )
        )
    return tuple(out)


def _round(number: float) -> float:
    return round(number, 2)
