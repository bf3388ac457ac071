"""All cards and authority records with the ways through them: who is named where, what came when.

Built anew on every run from values alone; every list in it has one order.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sitegen.model.article import Card
from sitegen.model.authority import Actor, Authority, Event, Place, Source
from sitegen.model.config import Config
from sitegen.model.dates import Edtf, parse_edtf
from sitegen.model.editions import Edition
from sitegen.model.lineage import SharedText
from sitegen.plan.families import copies, families, usable

UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class TextPage:
    """A page of the archive's own (pages/<name>.md), read."""

    name: str
    title: str
    body: str
    """Sanitised HTML."""


@dataclass(slots=True)
class Library:
    """The archive in memory."""

    config: Config
    articles: list[Card]
    """Those that lists may show, oldest first, undated ones last; within a day by slug."""
    withdrawn: list[Card]
    actors: dict[str, Actor]
    sources: dict[str, Source]
    """With a plain stand-in for each source that an article names and no record describes."""
    recorded_sources: frozenset[str]
    places: dict[str, Place]
    events: list[Event]
    """By date, then id."""
    pages: dict[str, TextPage]
    by_slug: dict[str, Card] = field(default_factory=dict)
    by_actor: dict[str, list[Card]] = field(default_factory=dict)
    by_place: dict[str, list[Card]] = field(default_factory=dict)
    by_source: dict[str, list[Card]] = field(default_factory=dict)
    by_agency: dict[str, list[Card]] = field(default_factory=dict)
    by_day: dict[str, list[Card]] = field(default_factory=dict)
    by_month: dict[str, list[Card]] = field(default_factory=dict)
    """Keys such as `2020-08`; `undated` for the rest."""
    events_by_article: dict[str, list[Event]] = field(default_factory=dict)
    event_by_id: dict[str, Event] = field(default_factory=dict)
    shared: list[SharedText] = field(default_factory=list)
    """Pairs of articles shown whole that share passages, the earlier article first, in the order of the archive."""
    shared_by_slug: dict[str, list[SharedText]] = field(default_factory=dict)
    families: dict[str, list[Card]] = field(default_factory=dict)
    """Articles that carry one text, by the slug of the first."""
    copies: dict[str, str] = field(default_factory=dict)
    """Of articles that are copies of one text the slug of the first of them."""
    editions: tuple[Edition, ...] = ()
    """Those that the archive keeps, the oldest first, without what may not be shown today."""
    made: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)
    """What several planners need and is worked out once, by name."""

    def date(self, card: Card) -> Edtf | None:
        return parse_edtf(card.face.date) if card.face.date else None

    def span(self) -> tuple[str, str]:
        """First and last day of all dated articles, or two empty texts."""
        dates = [date for card in self.articles if (date := self.date(card))]
        days = [day for date in dates for day in (date.earliest, date.latest) if day]
        return (min(days), max(days)) if days else ("", "")


def build_library(
    config: Config,
    authority: Authority,
    cards: tuple[Card, ...],
    pages: tuple[TextPage, ...],
    *,
    drafts: bool,
    shared: tuple[SharedText, ...] = (),
    editions: tuple[Edition, ...] = (),
) -> Library:
    """The library of what may be shown.

    Args:
        config: the archive's configuration.
        authority: records without those that must never be shown.
        cards: every article that could be read.
        pages: pages of the archive's own.
        drafts: whether articles with `status: draft` are shown.
        shared: what pairs of articles have in common; pairs of which one is not shown whole are left out.
        editions: those that the archive keeps, in their order, without what may not be shown.
    """
    statuses = {"published", "draft"} if drafts else {"published"}
    shown = [card for card in cards if card.record.status in statuses and card.publish != "none"]
    shown.sort(key=_order)
    outlets = {card.face.source for card in shown if card.face.source}
    named = outlets.union(agency for card in shown for agency in card.record.agency)
    sources = {source.id: source for source in authority.sources}
    recorded = frozenset(sources)
    for id in sorted(named - recorded):
        sources[id] = Source(id, _name_of(id), "outlet" if id in outlets else "agency")
    library = Library(
        config=config,
        articles=shown,
        withdrawn=sorted((card for card in cards if card.record.status == "withdrawn"), key=_order),
        actors={actor.id: actor for actor in authority.actors},
        sources=dict(sorted(sources.items())),
        recorded_sources=recorded,
        places={place.id: place for place in authority.places},
        events=sorted(authority.events, key=lambda event: (event.date.sort_key, event.id)),
        pages={page.name: page for page in pages},
        editions=editions,
    )
    for card in shown:
        _enter(library, card)
    library.shared = usable(shared, library.articles)
    for one in library.shared:
        for slug in (one.slug_a, one.slug_b):
            library.shared_by_slug.setdefault(slug, []).append(one)
    library.families = families(library.shared, library.articles)
    library.copies = copies(library.shared, library.articles)
    for event in library.events:
        library.event_by_id[event.id] = event
        for slug in dict.fromkeys(event.articles):
            if slug in library.by_slug:
                library.events_by_article.setdefault(slug, []).append(event)
    return library


def moved(library: Library) -> Iterator[tuple[str, Card]]:
    """Earlier slugs of articles that have a page, each with its article."""
    cards = (*library.articles, *library.withdrawn)
    taken = {card.face.slug for card in cards}
    for card in cards:
        for alias in card.record.aliases:
            if alias not in taken:
                taken.add(alias)
                yield alias, card


def _enter(library: Library, card: Card) -> None:
    record, date = card.record, library.date(card)
    library.by_slug[card.face.slug] = card
    for id in record.actors:
        library.by_actor.setdefault(id, []).append(card)
    for id in record.places:
        library.by_place.setdefault(id, []).append(card)
    if record.source:
        library.by_source.setdefault(record.source, []).append(card)
    for id in record.agency:
        library.by_agency.setdefault(id, []).append(card)
    if date and date.day:
        library.by_day.setdefault(date.day, []).append(card)
    library.by_month.setdefault((date.month if date else "") or UNDATED, []).append(card)


def _order(card: Card) -> tuple[str, str]:
    return (parse_edtf(card.face.date).sort_key if card.face.date else "9999-99-99/9999-99-99", card.face.slug)


def _name_of(id: str) -> str:
    """A readable stand-in for the name of a source without a record."""
    return " ".join(
        word.upper() if len(word) <= 3 and word not in ("the", "and", "de", "of") else word.capitalize()
        for word in id.split("-")
    )
