"""Events and their two clocks: when something happened, and which source reported it on which day.

What the record lists and what is only inferred (a sentence dated to the event that names who took part) stand side by
side and are told apart. That a source is silent is said of the archive's articles, never of the source.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from sitegen.model.article import Card
from sitegen.model.authority import Event
from sitegen.model.clock_views import EventReport, EventsView, EventView
from sitegen.model.dates import Edtf, days_apart, parse_edtf, weekday
from sitegen.model.messages import ntr, tr
from sitegen.model.views import Link, Page
from sitegen.plan.axis import axis_kind, clock_axis
from sitegen.plan.citedlists import list_citation, reported_in
from sitegen.plan.entries import (
    actor_link,
    card_date,
    date_view,
    entries,
    entry,
    event_entries,
    event_entry,
    links,
    place_link,
    source_link,
)
from sitegen.plan.happenings import Dated, event_days, reports_of, told_by_day, told_days
from sitegen.plan.lags import lag_words
from sitegen.plan.library import Library
from sitegen.plan.matrix import Report, clock_table
from sitegen.plan.told import told_sentences

INFERRED_AT_MOST = 40
_SENTENCES_AT_MOST = 3


def event_pages(library: Library) -> Iterator[Page]:
    """The list of events, and each event: when it happened, who reported it when, who did not."""
    yield Page("/events/", EventsView(tr("Events"), event_entries(library, library.events)))
    days = told_by_day(library)
    order = {card.face.slug: index for index, card in enumerate(library.articles)}
    for index, event in enumerate(library.events):
        before = library.events[index - 1] if index else None
        after = library.events[index + 1] if index + 1 < len(library.events) else None
        yield Page(event.address, _event(library, event, days, order, (before, after)))


def _event(
    library: Library,
    event: Event,
    days: dict[str, list[Dated]],
    order: dict[str, int],
    around: tuple[Event | None, Event | None],
) -> EventView:
    """`order`: the place of each slug in the library."""
    listed = [library.by_slug[slug] for slug in dict.fromkeys(event.articles) if slug in library.by_slug]
    listed.sort(key=lambda card: order[card.face.slug])
    reports, left_out = _reports(library, event, listed, days, order)
    reporting = {report.card.face.source for report in reports}
    silent = [id for id in sorted(library.by_source) if id not in reporting] if reports else []
    whole = library.event_by_id.get(event.part_of)
    return EventView(
        title=event.title,
        date=date_view(event.date),
        nature=_nature(event.date),
        vague=axis_kind(event.date) in ("unsure", "within"),
        summary=event.summary,
        place=place_link(library, event.place),
        actors=links([actor_link(library, id) for id in event.actors]),
        part_of=Link(whole.title, whole.address) if whole else None,
        parts=tuple(
            event_entry(library, part) for part in library.events if part.part_of == event.id and part.id != event.id
        ),
        entries=entries(library, listed),
        silent=links([source_link(library, id) for id in silent]),
        axis=clock_axis(library, event, [report.card for report in reports]),
        table=clock_table(library, event, reports, silent),
        reports=tuple(report.view for report in reports),
        left_out=left_out,
        days=tuple(Link(parse_edtf(day).label, f"/timeline/{day}/") for day in event_days(event)),
        earlier=Link(around[0].title, around[0].address) if around[0] else None,
        later=Link(around[1].title, around[1].address) if around[1] else None,
        cite=list_citation(library, event.title, event.address, reported_in(library, event.articles)),
    )


def _nature(date: Edtf) -> str:
    """What kind of date it is, in words."""
    if date.uncertain or date.approximate:
        return tr("the day is not certain") if date.is_day else tr("the time is not certain")
    if date.day:
        return tr("a {weekday}", weekday=weekday(date.day))
    if not date.latest:
        return tr("no end is recorded")
    if not date.earliest:
        return tr("no beginning is recorded")
    if "/" in date.text and "X" not in date.text:
        return ntr("{count} day", "{count} days", days_apart(date.earliest, date.latest) + 1)
    return tr("which day is not recorded")


def _reports(
    library: Library, event: Event, listed: list[Card], days: dict[str, list[Dated]], order: dict[str, int]
) -> tuple[list[Report], int]:
    """Articles on the event by day of publication, numbered, and how many of the inferred are left out."""
    found: dict[str, list[tuple[Dated, tuple[str, ...]]]] = defaultdict(list)
    for one, named in reports_of(library, event, days):
        found[one.card.face.slug].append((one, named))
    known = {card.face.slug for card in listed}
    inferred = sorted((slug for slug in found if slug not in known), key=lambda slug: order[slug])
    shown = known.union(inferred[:INFERRED_AT_MOST])
    dated = _of_time(event, days)
    out: list[Report] = []
    for slug in sorted(shown, key=lambda slug: order[slug]):
        card = library.by_slug[slug]
        sentences = dated.get(slug, []) if slug in known else [one for one, _ in found[slug]]
        named = () if slug in known else tuple(dict.fromkeys(id for _, ids in found[slug] for id in ids))
        out.append(Report(card, _report(library, event, card, len(out) + 1, sentences, named)))
    return out, len(inferred) - len(inferred[:INFERRED_AT_MOST])


def _of_time(event: Event, days: dict[str, list[Dated]]) -> dict[str, list[Dated]]:
    """By article, every expression that lies in the event's time, whoever its sentence names."""
    out: dict[str, list[Dated]] = defaultdict(list)
    for day in event_days(event):
        for one in days.get(day, ()):
            inside = event.date.earliest <= one.date.earliest and one.date.latest <= event.date.latest
            if inside and told_days(one.date)[0] == day:
                out[one.card.face.slug].append(one)
    return out


def _report(
    library: Library, event: Event, card: Card, number: int, found: list[Dated], named: tuple[str, ...]
) -> EventReport:
    sentences, more = told_sentences(library, found, _SENTENCES_AT_MOST)
    lag = lag_words(library.date(card), event.date, probable=not card_date(card).certain)
    names = links([_named_link(library, id) for id in named])
    return EventReport(number, entry(library, card), lag, bool(named), names, sentences, more)


def _named_link(library: Library, id: str) -> Link | None:
    kind, _, name = id.partition("/")
    return actor_link(library, name) if kind == "actors" else place_link(library, name)
