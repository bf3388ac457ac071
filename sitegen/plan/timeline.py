"""The timeline: what was published, what happened and what is told, as an overview, by month and by day."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.model.article import Card
from sitegen.model.authority import Event
from sitegen.model.clock_views import DayView
from sitegen.model.dates import month_label, parse_edtf
from sitegen.model.messages import DAY_OF_YEAR, WHOLE_DAY, DateWords, tr
from sitegen.model.views import (
    Link,
    MonthView,
    Narrowing,
    Page,
    TimelineDay,
    TimelineMonth,
    TimelineView,
)
from sitegen.plan.charts import density_chart
from sitegen.plan.citedlists import list_citation
from sitegen.plan.entries import charted, entries, event_entries, span_label
from sitegen.plan.happenings import Dated, dated_sentences, event_days, told_by_day
from sitegen.plan.library import UNDATED, Library
from sitegen.plan.narrowing import narrowing
from sitegen.plan.told import HISTORY_TITLE, days_with_pages, history, own_time, told_on

ONE_PAGE_UP_TO = 1000
"""Above so many articles the overview only links to the months."""


def timeline_pages(library: Library) -> Iterator[Page]:
    """The overview, each month and each day on which something was published or happened or of which articles tell,
    and the times before and after."""
    found = dated_sentences(library)
    told = told_by_day(library)
    pages = days_with_pages(library, told)
    days = _days(library, pages)
    times, history_pages, years = history(library, found, pages)
    start, end = own_time(library)
    outside = {
        id for id, day in days.items() if not start <= id <= end and day.told and _is_only_told(day) and id[:4] in years
    }
    months = _months(library, {id: day for id, day in days.items() if id not in outside})
    first, last = library.span()
    dates = charted(library, library.articles)
    whole = len(library.articles) <= ONE_PAGE_UP_TO
    chart = density_chart(tr("Articles by day of publication, and events"), dates, library.events)
    yield Page(
        "/timeline/",
        TimelineView(
            tr("Timeline"),
            span_label(first, last),
            chart,
            tuple(month if whole else _heading(month) for month in months.values()),
            entries(library, [card for card in library.articles if not card.face.date or not _month_of(library, card)]),
            narrowing(library, library.articles, library.events, chart) if whole else Narrowing(),
            times,
        ),
    )
    ordered = list(months)
    for index, id in enumerate(ordered):
        month = months[id]
        cards = library.by_month.get(id, [])
        events = [event for event in library.events if event.date.month == id]
        begun = [event for event in library.events if event.date.earliest[:7] == id]
        itself = parse_edtf(id)
        chart = density_chart(
            tr("Articles in {month} by day", month=month.label),
            charted(library, cards),
            events,
            span=(itself.earliest, itself.latest),
        )
        yield Page(
            month.address,
            MonthView(
                month.label,
                month,
                chart,
                _month_link(ordered, index - 1),
                _month_link(ordered, index + 1),
                narrowing(library, cards, begun, chart),
                list_citation(library, id, month.address, cards),
            ),
        )
    ordered = list(days)
    lasting = [event for event in library.events if not event.date.day and event.date.earliest and event.date.latest]
    for index, id in enumerate(ordered):
        above = (
            Link(HISTORY_TITLE, years[id[:4]]) if id in outside else Link(month_label(id[:7]), f"/timeline/{id[:7]}/")
        )
        yield from _day_pages(library, days[id], told.get(id, []), lasting, above, _around(ordered, index))
    yield from history_pages


def _month_of(library: Library, card: Card) -> str:
    date = library.date(card)
    return date.month if date else ""


def _days(library: Library, told: dict[str, int]) -> dict[str, TimelineDay]:
    """Days on which something was published or happened, that lasted (events of up to a month), or are told of.

    Args:
        told: days that are told of and so have a page, with the number of articles.
    """
    happened: dict[str, list[Event]] = {}
    touched: set[str] = set(library.by_day) | set(told)
    for event in library.events:
        if event.date.day:
            happened.setdefault(event.date.day, []).append(event)
        touched.update(event_days(event))
    return {
        day: TimelineDay(
            day,
            DateWords(day, WHOLE_DAY),
            f"/timeline/{day}/",
            event_entries(library, happened.get(day, [])),
            entries(library, library.by_day.get(day, [])),
            told.get(day, 0),
        )
        for day in sorted(touched)
    }


def _is_only_told(day: TimelineDay) -> bool:
    return not day.entries and not day.events


def _months(library: Library, days: dict[str, TimelineDay]) -> dict[str, TimelineMonth]:
    by_month: dict[str, list[TimelineDay]] = {}
    for day in days.values():
        by_month.setdefault(day.id[:7], []).append(day)
    ids = by_month.keys() | {month for month in library.by_month if month != UNDATED}
    ids |= {event.date.earliest[:7] for event in library.events if event.date.earliest}
    out: dict[str, TimelineMonth] = {}
    for id in sorted(ids):
        here = by_month.get(id, [])
        own = tuple(day for day in here if not _is_only_told(day))
        cards = library.by_month.get(id, [])
        vague = [card for card in cards if not (date := library.date(card)) or not date.day]
        events = [event for event in library.events if event.date.month == id]
        vague_events = [event for event in library.events if not event.date.day and event.date.earliest[:7] == id]
        out[id] = TimelineMonth(
            id,
            month_label(id),
            f"/timeline/{id}/",
            own,
            entries(library, vague),
            event_entries(library, vague_events),
            len(cards),
            len({event.id for event in (*events, *vague_events)}),
            tuple((Link(_short(day.id), day.address), day.told) for day in here if _is_only_told(day) and day.told),
        )
    return out


def _short(day: str) -> str:
    """`9 August`: the year stands above it."""
    return DateWords(day, DAY_OF_YEAR)


def _heading(month: TimelineMonth) -> TimelineMonth:
    return TimelineMonth(month.id, month.label, month.address, (), (), (), month.articles, month.events)


def _month_link(months: list[str], index: int) -> Link | None:
    return Link(month_label(months[index]), f"/timeline/{months[index]}/") if 0 <= index < len(months) else None


def _day_pages(
    library: Library,
    day: TimelineDay,
    told: list[Dated],
    lasting: list[Event],
    above: Link,
    around: tuple[Link | None, Link | None],
) -> Iterator[Page]:
    """Its page and those of what is told of it.

    Args:
        lasting: events of more than a day.
    """
    about = [event for event in lasting if event.date.earliest <= day.id <= event.date.latest]
    shown, rest, pages = told_on(library, day.id, told)
    view = DayView(day.label, day, event_entries(library, about), shown, rest, above, *around)
    yield Page(day.address, view)
    yield from pages


def _around(days: list[str], index: int) -> tuple[Link | None, Link | None]:
    """The day before and the day after that have pages."""

    def link(place: int) -> Link | None:
        if not 0 <= place < len(days):
            return None
        return Link(parse_edtf(days[place]).label, f"/timeline/{days[place]}/")

    return link(index - 1), link(index + 1)
