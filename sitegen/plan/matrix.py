"""The table of source by day: which source of the archive has an article on an event from which day."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass

from sitegen.model.article import Card
from sitegen.model.authority import Event
from sitegen.model.clock_views import (
    ClockCell,
    ClockColumn,
    ClockMention,
    ClockRow,
    ClockTable,
    EventReport,
    SilentSource,
)
from sitegen.model.dates import Edtf, days_apart, days_between, month_label, parse_edtf, shifted
from sitegen.model.messages import MONTH_NAME, DateWords, ntr, tr
from sitegen.model.views import Link
from sitegen.plan.entries import is_probable, probably, source_link, span_label
from sitegen.plan.happenings import SPAN_DAYS, event_days
from sitegen.plan.lags import lag_words
from sitegen.plan.library import Library

COLUMNS_AT_MOST = 14
_FOLDED_FROM = 2
"""So many days without a report are folded into one column."""
_IN_YEARS_FROM = 731
_IN_A_CELL = 6
_AMONG_THE_LATER = 18
_SILENT_AT_MOST = 12
_AFTER = 7
"""Days after the last report in which a source could still have reported it."""


@dataclass(frozen=True, slots=True)
class Report:
    """An article on an event, and what its page says of it."""

    card: Card
    view: EventReport


@dataclass(frozen=True, slots=True)
class _Column:
    kind: str
    day: str = ""
    """Of kind `day`."""
    silent: int = 0
    """How many days are folded."""


def clock_table(library: Library, event: Event, reports: list[Report], silent: list[str]) -> ClockTable | None:
    """The table; nothing where there is no report.

    Args:
        reports: in the order of publication.
        silent: ids of the sources without a report.
    """
    if not reports:
        return None
    columns = _columns(library, event.date, reports)
    rows: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        rows[report.card.face.source].append(report)
    first, last = _window(library, event.date, reports)
    pages = {*library.by_day, *event_days(event)}
    found = [SilentSource(link, _near(library, id, first, last)) for id in silent if (link := source_link(library, id))]
    found.sort(key=lambda one: (-one.near, one.link.text, one.link.address))
    return ClockTable(
        tuple(_column_view(event.date, column, pages) for column in columns),
        tuple(_row(library, id, rows[id], columns) for id in rows),
        tuple(found[:_SILENT_AT_MOST]),
        len(found[_SILENT_AT_MOST:]),
        span_label(first, last),
    )


def _day(library: Library, report: Report) -> str:
    date = library.date(report.card)
    return date.day if date else ""


def _columns(library: Library, happened: Edtf, reports: list[Report]) -> list[_Column]:
    """At most fourteen: days from the event to the last report, silent days folded, and what comes after."""
    reported = {day for report in reports if (day := _day(library, report))}
    ends = {day for day in (happened.earliest, happened.latest) if day}
    marked = ends if _has_days(happened) else set()
    undated = [_Column("undated")] if any(not _day(library, report) for report in reports) else []
    found = _folded(sorted(reported | marked))
    room = COLUMNS_AT_MOST - len(undated)
    if len(found) > room:
        found = found[: room - 1]
        while found[-1].day not in reported | marked:
            found.pop()
        found.append(_Column("later"))
    return found + undated


def _has_days(happened: Edtf) -> bool:
    """Whether its ends are days on which it happened, and not only the bounds of a vague date."""
    return happened.is_day or ("/" in happened.text and "X" not in happened.text)


def _folded(days: list[str]) -> list[_Column]:
    out: list[_Column] = []
    for index, day in enumerate(days):
        if index:
            between = days_apart(days[index - 1], day) - 1
            if between >= _FOLDED_FROM:
                out.append(_Column("silent", silent=between))
            else:
                out += [_Column("day", one) for one in days_between(days[index - 1], day)[1:-1]]
        out.append(_Column("day", day))
    return out


def _column_view(happened: Edtf, column: _Column, pages: set[str]) -> ClockColumn:
    if column.kind == "silent":
        return ClockColumn("silent", tr("{days} without a report", days=_long(column.silent)), "", "", "")
    if column.kind == "later":
        return ClockColumn("later", tr("later"), "", "", "")
    if column.kind == "undated":
        return ClockColumn("undated", tr("day not known"), "", "", "")
    day = column.day
    address = f"/timeline/{day}/" if day in pages else ""
    return ClockColumn("day", _brief(day), lag_words(parse_edtf(day), happened), address, _happened(happened, day))


def _happened(date: Edtf, day: str) -> str:
    """What stands above the days of an event: of a long one only its ends are marked."""
    if not _has_days(date) or not (date.earliest or "0") <= day <= (date.latest or "9999-99-99"):
        return ""
    if date.earliest and date.latest and days_apart(date.earliest, date.latest) < SPAN_DAYS:
        return tr("happened")
    return {date.earliest: tr("began"), date.latest: tr("ended")}.get(day, "")


def _long(days: int) -> str:
    """`10 days`; longer than two years, `75 years`."""
    if days < _IN_YEARS_FROM:
        return ntr("{count} day", "{count} days", days)
    return ntr("{count} year", "{count} years", days * 4 // 1461)


def _brief(day: str) -> str:
    """`Sun 16 Aug`."""
    return DateWords(day, "EEE d MMM")


def _label(day: str) -> str:
    """`Sun 16 August`."""
    return DateWords(day, "EEE d MMMM")


def _row(library: Library, id: str, reports: list[Report], columns: list[_Column]) -> ClockRow:
    by_column: dict[int, list[ClockMention]] = defaultdict(list)
    places = {column.day: index for index, column in enumerate(columns) if column.day}
    months: set[str] = set()
    for report in reports:
        day = _day(library, report)
        kind = "later" if day else "undated"
        index = places[day] if day in places else next(i for i, one in enumerate(columns) if one.kind == kind)
        month = ""
        if day and day not in places and day[:7] not in months:
            month = _month(day)
            months.add(day[:7])
        when = _label(day) if day in places else report.view.entry.date.label
        by_column[index].append(_mention(report, when, month))
    cells = tuple(_cell(by_column[index], column) for index, column in enumerate(columns))
    link = source_link(library, id)
    if link and all(is_probable(report.card, "source") for report in reports):
        link = probably(link)
    return ClockRow(link, len(reports), cells)


def _cell(mentions: list[ClockMention], column: _Column) -> ClockCell:
    room = _AMONG_THE_LATER if column.kind == "later" else _IN_A_CELL
    return ClockCell(tuple(mentions[:room]), len(mentions[room:]))


def _month(day: str) -> str:
    """`September`, with its year where one begins."""
    return month_label(day) if day[5:7] == "01" else DateWords(day, MONTH_NAME)


def _mention(report: Report, when: str, month: str) -> ClockMention:
    item = report.view.entry
    return ClockMention(
        report.view.number,
        Link(item.title, item.address, item.language),
        when,
        month,
        report.view.lag,
        report.view.inferred,
    )


def _window(library: Library, happened: Edtf, reports: list[Report]) -> tuple[str, str]:
    """From the event, or its first report, to a week after the last report."""
    days = [day for report in reports if (day := _day(library, report))]
    known = [day for day in (happened.earliest, *days) if day]
    if not known:
        return ("", "")
    return min(known), shifted(max(known), _AFTER)


def _near(library: Library, source: str, first: str, last: str) -> int:
    """How many articles of a source begin within these days; they stand in the order of their dates."""

    def begins(card: Card) -> str:
        date = library.date(card)
        return date.sort_key[:10] if date else "9999-99-99"

    cards = library.by_source.get(source, [])
    return bisect_right(cards, last, key=begins) - bisect_left(cards, first, key=begins) if first else 0
