"""The timeline: what was published and what happened, as an overview, by month and by day; and the events."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.model.article import Card
from sitegen.model.authority import Event
from sitegen.model.dates import Edtf, days_between, month_label, parse_edtf, weekday
from sitegen.model.views import (
    DayView,
    EventsView,
    EventView,
    Link,
    MonthView,
    Page,
    TimelineDay,
    TimelineMonth,
    TimelineView,
)
from sitegen.plan.charts import density_chart
from sitegen.plan.entries import (
    actor_link,
    date_view,
    entries,
    event_entries,
    event_entry,
    links,
    place_link,
    source_link,
    span_label,
)
from sitegen.plan.library import UNDATED, Library

ONE_PAGE_UP_TO = 1000
"""Above so many articles the overview only links to the months."""
_SPAN_DAYS = 31


def timeline_pages(library: Library) -> Iterator[Page]:
    """The overview, each month and each day on which something was published or happened."""
    days = _days(library)
    months = _months(library, days)
    first, last = library.span()
    dates = [date for card in library.articles if (date := library.date(card))]
    whole = len(library.articles) <= ONE_PAGE_UP_TO
    yield Page(
        "/timeline/",
        TimelineView(
            "Timeline",
            span_label(first, last),
            density_chart("Articles by day of publication, and events", dates, library.events),
            tuple(month if whole else _heading(month) for month in months.values()),
            entries(library, [card for card in library.articles if not card.face.date or not _month_of(library, card)]),
        ),
    )
    ordered = list(months)
    for index, id in enumerate(ordered):
        month = months[id]
        cards = library.by_month.get(id, [])
        events = [event for event in library.events if event.date.month == id]
        itself = parse_edtf(id)
        chart = density_chart(
            f"Articles in {month.label} by day",
            [date for card in cards if (date := library.date(card))],
            events,
            span=(itself.earliest, itself.latest),
        )
        yield Page(
            month.address,
            MonthView(month.label, month, chart, _month_link(ordered, index - 1), _month_link(ordered, index + 1)),
        )
    ordered = list(days)
    for index, id in enumerate(ordered):
        yield Page(f"/timeline/{id}/", _day(library, days[id], ordered, index))


def _month_of(library: Library, card: Card) -> str:
    date = library.date(card)
    return date.month if date else ""


def _days(library: Library) -> dict[str, TimelineDay]:
    """Days on which something was published, happened, or lasted (events of up to a month)."""
    happened: dict[str, list[Event]] = {}
    touched: set[str] = set(library.by_day)
    for event in library.events:
        if event.date.day:
            happened.setdefault(event.date.day, []).append(event)
        touched.update(_event_days(event.date))
    return {
        day: TimelineDay(
            day,
            f"{weekday(day)}, {parse_edtf(day).label}",
            f"/timeline/{day}/",
            event_entries(library, happened.get(day, [])),
            entries(library, library.by_day.get(day, [])),
        )
        for day in sorted(touched)
    }


def _event_days(date: Edtf) -> list[str]:
    if not date.earliest or not date.latest:
        return []
    days = days_between(date.earliest, date.latest) if date.earliest <= date.latest else []
    return days if len(days) <= _SPAN_DAYS and (date.is_day or "/" in date.text) else []


def _months(library: Library, days: dict[str, TimelineDay]) -> dict[str, TimelineMonth]:
    ids = {day[:7] for day in days} | {month for month in library.by_month if month != UNDATED}
    ids |= {event.date.earliest[:7] for event in library.events if event.date.earliest}
    out: dict[str, TimelineMonth] = {}
    for id in sorted(ids):
        own = tuple(day for day in days.values() if day.id.startswith(id) and (day.entries or day.events))
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
        )
    return out


def _heading(month: TimelineMonth) -> TimelineMonth:
    return TimelineMonth(month.id, month.label, month.address, (), (), (), month.articles, month.events)


def _month_link(months: list[str], index: int) -> Link | None:
    return Link(month_label(months[index]), f"/timeline/{months[index]}/") if 0 <= index < len(months) else None


def _day(library: Library, day: TimelineDay, ordered: list[str], index: int) -> DayView:
    about = [
        event
        for event in library.events
        if not event.date.day
        and event.date.earliest
        and event.date.latest
        and event.date.earliest <= day.id <= event.date.latest
    ]
    return DayView(
        day.label,
        day,
        event_entries(library, about),
        Link(month_label(day.id[:7]), f"/timeline/{day.id[:7]}/"),
        _day_link(ordered, index - 1),
        _day_link(ordered, index + 1),
    )


def _day_link(days: list[str], index: int) -> Link | None:
    return Link(parse_edtf(days[index]).label, f"/timeline/{days[index]}/") if 0 <= index < len(days) else None


def event_pages(library: Library) -> Iterator[Page]:
    """The list of events, and each event: when it happened, who reported it when, who did not."""
    yield Page("/events/", EventsView("Events", event_entries(library, library.events)))
    for index, event in enumerate(library.events):
        before = library.events[index - 1] if index else None
        after = library.events[index + 1] if index + 1 < len(library.events) else None
        yield Page(event.address, _event(library, event, before, after))


def _event(library: Library, event: Event, before: Event | None, after: Event | None) -> EventView:
    cards = [card for card in library.articles if card.face.slug in set(event.articles)]
    reporting = {card.face.source for card in cards}
    silent = [id for id in sorted(library.by_source) if id not in reporting]
    whole = library.event_by_id.get(event.part_of)
    return EventView(
        title=event.title,
        date=date_view(event.date),
        summary=event.summary,
        place=place_link(library, event.place),
        actors=links([actor_link(library, id) for id in event.actors]),
        part_of=Link(whole.title, whole.address) if whole else None,
        parts=tuple(
            event_entry(library, part) for part in library.events if part.part_of == event.id and part.id != event.id
        ),
        entries=entries(library, cards),
        silent=links([source_link(library, id) for id in silent]) if cards else (),
        days=tuple(Link(parse_edtf(day).label, f"/timeline/{day}/") for day in _event_days(event.date)),
        earlier=Link(before.title, before.address) if before else None,
        later=Link(after.title, after.address) if after else None,
    )
