"""One event's two clocks on one axis, to scale: the geometry is computed here, the template only draws."""

from __future__ import annotations

from collections import Counter

from sitegen.model.article import Card
from sitegen.model.authority import Event
from sitegen.model.clock_views import ClockAxis, ClockMark
from sitegen.model.dates import Edtf, days_apart, months_between, parse_edtf
from sitegen.model.messages import DAY_OF_YEAR, MONTH_NAME, DateWords, tr
from sitegen.model.views import Bar, Tick
from sitegen.plan.library import Library

WIDTH = 720.0
HEIGHT = 64.0
_LEAST_DAYS = 10
_LEAST_BAR = 5.0
_LABEL = 0.17
"""Share of the axis that a label takes on a phone, and below on a wide screen."""
_SHORT_LABEL = 0.085
_MONTHS_AT_MOST = 8


def clock_axis(library: Library, event: Event, cards: list[Card]) -> ClockAxis | None:
    """The axis from the event or its first report to the last of them; nothing where no day is known.

    Args:
        cards: the articles on it.
    """
    counts = Counter(date.day for card in cards if (date := library.date(card)) and date.day)
    ends = [day for day in (event.date.earliest, event.date.latest) if day]
    if not counts or not ends:
        return None
    first, last = min(*ends, *counts), max(*ends, *counts)
    days = max(days_apart(first, last) + 1, _LEAST_DAYS)
    step = WIDTH / days
    highest = max(counts.values())
    bars = []
    for day, count in sorted(counts.items()):
        width = max(_LEAST_BAR, step * 0.8)
        height = HEIGHT * count / highest
        x = min((days_apart(first, day) + 0.5) * step - width / 2, WIDTH - width)
        box = (_round(max(0, x)), _round(HEIGHT - height), _round(width), _round(height))
        bars.append(Bar(parse_edtf(day).label, count, f"/timeline/{day}/", *box))
    return ClockAxis(
        tr("{event}: when it happened and when it was reported", event=event.title),
        WIDTH,
        HEIGHT,
        _mark(event.date, first, last, step),
        tuple(bars),
        _ticks(first, last, sorted(counts), event.date, step),
        highest,
    )


def _mark(date: Edtf, first: str, last: str, step: float) -> ClockMark:
    start, end = date.earliest or first, date.latest or last
    x = days_apart(first, start) * step
    width = (days_apart(start, end) + 1) * step
    kind = axis_kind(date)
    if date.day:
        return ClockMark(kind, _round(x + step / 2), 0.0, date.label)
    return ClockMark(kind, _round(x), _round(width), date.label)


def axis_kind(date: Edtf) -> str:
    """Which mark stands for a date (see `ClockMark`)."""
    if date.uncertain or date.approximate:
        return "unsure"
    if date.day:
        return "day"
    if not date.latest:
        return "from"
    if not date.earliest:
        return "until"
    return "span" if "/" in date.text and "X" not in date.text else "within"


def _ticks(first: str, last: str, reported: list[str], happened: Edtf, step: float) -> tuple[Tick, ...]:
    """Labels of the event and of the last report, and between them those of months or reports that find room."""
    middle = step / 2

    def place(day: str) -> float:
        return _round(days_apart(first, day) * step + middle)

    ends = dict.fromkeys(day for day in (happened.earliest or happened.latest, reported[-1]) if day)
    out: list[Tick] = []
    for day in ends:
        near = min((abs(place(day) - tick.x) for tick in out), default=WIDTH)
        if near >= WIDTH * _SHORT_LABEL:
            out.append(Tick(_short(day), "", place(day), 0.0 if near >= WIDTH * _LABEL else 1.0))
    months = [f"{month}-01" for month in months_between(first, last)[1:]]
    others: list[tuple[str, str]] = [
        (day, DateWords(day, MONTH_NAME) if day[5:7] != "01" else day[:4]) for day in months
    ]
    others = others if 0 < len(months) <= _MONTHS_AT_MOST else []
    others += [(day, _short(day)) for day in reported if day not in ends]
    for day, label in others:
        if all(abs(place(day) - tick.x) >= WIDTH * _LABEL for tick in out):
            out.append(Tick(label, "", place(day), 1.0))
    return tuple(sorted(out, key=lambda tick: (tick.x, tick.label)))


def _short(day: str) -> str:
    return DateWords(day, DAY_OF_YEAR)


def _round(number: float) -> float:
    return round(number, 2)
