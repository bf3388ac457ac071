"""Long lists cut by time: months where a list is short, pages for months where it is long, for days where it is very
long. Never by offset: one more entry changes one page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from sitegen.model.dates import Edtf, month_label, parse_edtf
from sitegen.model.messages import MONTH_WITHIN, DateWords, tr
from sitegen.model.views import Link
from sitegen.plan.library import UNDATED

T = TypeVar("T")
OWN_PAGES_ABOVE = 200
"""Entries above which a list is cut into pages of months, and a month into pages of days."""


@dataclass(frozen=True, slots=True)
class Period(Generic[T]):
    """The entries of a month or day."""

    id: str
    """`2020-08`, `2020-08-16`, or `undated`."""
    label: str
    address: str
    """Of its own page; empty where it stands on the page of the whole."""
    entries: tuple[T, ...]
    days: tuple[Period[T], ...] = ()
    """Where there are very many entries: its days, each with a page of its own."""


def periods(dated: Sequence[tuple[Edtf | None, T]], base: str) -> list[Period[T]]:
    """The months of a list, the undated last, each with its entries in the order given.

    Args:
        base: address of the page of the whole list.
    """
    own = len(dated) > OWN_PAGES_ABOVE
    months: dict[str, list[tuple[Edtf | None, T]]] = {}
    for date, entry in dated:
        months.setdefault((date.month if date else "") or UNDATED, []).append((date, entry))
    out = []
    for month in sorted(months, key=lambda key: (key == UNDATED, key)):
        label = tr("No certain month") if month == UNDATED else month_label(month)
        days = _days(months[month], base) if len(months[month]) > OWN_PAGES_ABOVE and month != UNDATED else ()
        entries = tuple(entry for _, entry in months[month])
        out.append(Period(month, label, f"{base}{month}/" if own else "", entries, days))
    return out


def _days(dated: Iterable[tuple[Edtf | None, T]], base: str) -> tuple[Period[T], ...]:
    days: dict[str, list[T]] = {}
    vague = ""
    for date, entry in dated:
        vague = vague or (date.month if date else "")
        days.setdefault(date.day if date else "", []).append(entry)
    return tuple(
        Period(
            day or f"{vague}-xx",
            parse_edtf(day).label if day else tr("No single day of {month}", month=DateWords(vague, MONTH_WITHIN)),
            f"{base}{day or f'{vague}-xx'}/",
            tuple(entries),
        )
        for day, entries in sorted(days.items(), key=lambda pair: (not pair[0], pair[0]))
    )


def pages_of(found: Sequence[Period[T]]) -> list[tuple[Period[T], Period[T] | None]]:
    """Those that have a page of their own, with the month of each day; in their order."""
    out: list[tuple[Period[T], Period[T] | None]] = []
    for month in found:
        if month.address:
            out.append((month, None))
            out += [(day, month) for day in month.days]
    return out


def steps(found: Sequence[Period[T]], period: Period[T]) -> tuple[Link | None, Link | None]:
    """To the pages before and after one among its like."""
    at = [other.id for other in found].index(period.id)
    near = [found[at + way] if 0 <= at + way < len(found) else None for way in (-1, 1)]
    before, after = (Link(other.label, other.address) if other else None for other in near)
    return before, after
