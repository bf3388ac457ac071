"""An actor's names by script, and positions on a small time axis, with the time of the articles marked on it."""

from __future__ import annotations

import datetime
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from sitegen.model.article import Card
from sitegen.model.authority import Name, Position
from sitegen.model.dates import days_apart, month_label, months_between, parse_edtf
from sitegen.model.messages import ptr, tr
from sitegen.model.network_views import NameGroup, NameRow, PositionBar, PositionChart
from sitegen.model.views import NameForm
from sitegen.plan.entries import span_label
from sitegen.plan.library import Library

_WIDTH = 720.0
_LEAST_BAR = 4.0
_TICKS = 5
_MONTHS = 30
"""An axis of at most so many months has months for its ticks."""
_MARGIN = 45
"""Days of air at both ends of the axis."""
_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000, 2000)
_MIXED = tr("several scripts")
_SCRIPTS = {
    "Arabic": ptr("script", "Arabic"),
    "Armenian": ptr("script", "Armenian"),
    "Cjk": tr("Chinese characters"),
    "Cyrillic": ptr("script", "Cyrillic"),
    "Georgian": ptr("script", "Georgian"),
    "Greek": ptr("script", "Greek"),
    "Hebrew": ptr("script", "Hebrew"),
    "Latin": ptr("script", "Latin"),
}
"""Others have the names of Unicode."""


def name_groups(names: tuple[Name, ...], record: str, cards: list[Card]) -> tuple[NameGroup, ...]:
    """Names by their script, the script with most of them first; each with the number of articles that print it.

    Args:
        record: `actors/<id>`.
        cards: the articles that list the record.
    """
    printed = Counter(
        form for card in cards for mention in card.mentions if mention.id == record for form in set(mention.forms)
    )
    groups: dict[str, list[NameRow]] = {}
    for name in names:
        row = NameRow(NameForm(name.text, name.language, name.scheme), printed[name.text])
        groups.setdefault(script_of(name.text), []).append(row)
    ordered = sorted(groups, key=lambda script: (-len(groups[script]), script))
    return tuple(NameGroup(script, tuple(groups[script])) for script in ordered)


def script_of(text: str) -> str:
    """`Latin`, `Cyrillic`, `Greek` … by the names of its letters in Unicode; `several scripts` where it mixes them."""
    found = {unicodedata.name(letter, "").split(" ")[0] for letter in text if letter.isalpha()}
    found = {name.capitalize() for name in found if name}
    if len(found) > 1:
        return _MIXED
    return _SCRIPTS.get(min(found), min(found)) if found else tr("no letters")


def position_chart(library: Library, positions: tuple[Position, ...], cards: list[Card]) -> PositionChart | None:
    """Positions as bars over time, in the order of the record; nothing where none is recorded."""
    if not positions:
        return None
    times = [_days(position) for position in positions]
    span = _span(library, cards)
    stated = [day for days in times for day in days if day]
    if not stated:
        undated = tuple(PositionBar(position.title, "", 0.0, 0.0, False, False, False) for position in positions)
        return PositionChart(_WIDTH, undated, (), 0.0, 0.0, "", False)
    known = [*stated, *(day for day in span if day)]
    axis = _Axis(_moved(min(known), -_MARGIN), _moved(max(known), _MARGIN))
    bars = tuple(_bar(position, *days, axis) for position, days in zip(positions, times, strict=True))
    start, end = span
    x = axis.at(start) if start else 0.0
    width = max(_LEAST_BAR, axis.at(end) - x) if start else 0.0
    label = span_label(start, end)
    return PositionChart(_WIDTH, bars, tuple(axis.ticks()), _round(x), _round(width), label, True)


def period(position: Position) -> str:
    """`since 20 July 1994`, `11 June 2019 – 29 October 2020`."""
    start, end = position.start, position.end
    if start and end:
        return tr("{first} – {last}", first=parse_edtf(start).label, last=parse_edtf(end).label)
    if start:
        return tr("since {date}", date=parse_edtf(start).label_within)
    return tr("until {date}", date=parse_edtf(end).label_within) if end else ""


@dataclass(frozen=True, slots=True)
class _Axis:
    """Days from the first to the last, spread over the drawing's width."""

    first: str
    last: str

    def at(self, day: str) -> float:
        return _WIDTH * days_apart(self.first, day) / max(1, days_apart(self.first, self.last))

    def ticks(self) -> Iterator[tuple[str, float]]:
        """Beginnings of months where the axis is short, else of years; at most six."""
        months = months_between(self.first, self.last)[1:]
        if len(months) <= _MONTHS:
            step = -(-len(months) // _TICKS) or 1
            for month in months[::step]:
                yield month_label(month), _round(self.at(f"{month}-01"))
            return
        years = range(int(self.first[:4]) + 1, int(self.last[:4]) + 1)
        step = next(step for step in _STEPS if len(years) / step <= _TICKS)
        for year in years:
            if year % step == 0 or len(years) < step:
                yield str(year), _round(self.at(f"{year:04}-01-01"))


def _days(position: Position) -> tuple[str, str]:
    """First and last day of a position as far as its dates say; an empty text where they do not."""
    start = parse_edtf(position.start) if position.start else None
    end = parse_edtf(position.end) if position.end else None
    return (start.earliest or start.latest if start else "", end.latest or end.earliest if end else "")


def _bar(position: Position, start: str, end: str, axis: _Axis) -> PositionBar:
    dates = [parse_edtf(text) for text in (position.start, position.end) if text]
    vague = any(not (date.is_certain and date.is_day) for date in dates)
    if not dates:
        return PositionBar(position.title, "", 0.0, 0.0, False, False, False)
    # Whoever wrote an end before the beginning is told so elsewhere; here it is drawn as a moment.
    x = axis.at(start) if start else 0.0
    width = max(_LEAST_BAR, (axis.at(end) if end else _WIDTH) - x)
    x = min(x, _WIDTH - width)
    return PositionBar(position.title, period(position), _round(x), _round(width), not start, not end, vague)


def _span(library: Library, cards: list[Card]) -> tuple[str, str]:
    dates = [date for card in cards if (date := library.date(card)) and date.earliest and date.latest]
    return (min(date.earliest for date in dates), max(date.latest for date in dates)) if dates else ("", "")


def _moved(day: str, by: int) -> str:
    """A day so many days on, within what a calendar can hold."""
    ordinal = datetime.date.fromisoformat(day).toordinal() + by
    return datetime.date.fromordinal(min(max(1, ordinal), datetime.date.max.toordinal())).isoformat()


def _round(number: float) -> float:
    return round(number, 2)
