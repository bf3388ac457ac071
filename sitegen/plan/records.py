"""Pages of authority records: actors, sources, places, and their indexes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.model.article import Card
from sitegen.model.authority import ACTOR_TYPES, Actor, Event, Name, Place, Source
from sitegen.model.dates import month_label
from sitegen.model.messages import joined, ptr, tr
from sitegen.model.network_views import Map
from sitegen.model.views import (
    ActorMonthView,
    ActorsView,
    ActorView,
    Chart,
    IndexGroup,
    IndexItem,
    Link,
    NameForm,
    Page,
    PlacesView,
    PlaceView,
    SourcesView,
    SourceView,
)
from sitegen.plan.articles import month_groups
from sitegen.plan.charts import density_chart
from sitegen.plan.citedlists import list_citation
from sitegen.plan.coverage import coverage
from sitegen.plan.entries import cards_span, charted, entries, event_entries
from sitegen.plan.library import UNDATED, Library
from sitegen.plan.lineage import lineage_link
from sitegen.plan.maps import (
    NARROW,
    PLACES,
    SMALL,
    WIDE,
    latitude_words,
    located,
    longitude_words,
    neighbours_of,
    place_map,
)
from sitegen.plan.network import companions, network
from sitegen.plan.positions import name_groups, position_chart
from sitegen.plan.quotations import newest

MONTH_PAGES_FROM = 200
"""A record with more articles than this shows its months as pages of their own."""
_GROUP_TITLES = {
    "person": tr("People"),
    "public-body": tr("Public bodies"),
    "organisation": tr("Organisations"),
    "state": tr("States"),
    "group": tr("Groups"),
}
_ID_ADDRESSES = {
    "wikidata": "https://www.wikidata.org/wiki/{}",
    "viaf": "https://viaf.org/viaf/{}",
    "gnd": "https://d-nb.info/gnd/{}",
    "isni": "https://isni.org/isni/{}",
}
_IDENTIFIER = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*\Z")


def _id_address(scheme: str, id: str) -> str:
    """Where an identifier leads; nothing for what none of the registers would give out."""
    return _ID_ADDRESSES.get(scheme, "").format(id) if _IDENTIFIER.match(id) else ""


def actor_pages(library: Library) -> Iterator[Page]:
    """The index of actors, each actor, and months of those who are in very many articles."""
    groups = []
    for type_ in sorted(ACTOR_TYPES, key=list(_GROUP_TITLES).index):
        items = [
            _item(
                library,
                Link(actor.name, actor.address),
                actor.description,
                library.by_actor.get(actor.id, []),
                actor.names,
            )
            for actor in library.actors.values()
            if actor.type == type_
        ]
        if items:
            groups.append(IndexGroup(_GROUP_TITLES[type_], _ordered(items)))
    yield Page("/actors/", ActorsView(tr("Actors"), tuple(groups)))
    events: dict[str, list[Event]] = {}
    for event in library.events:
        for id in dict.fromkeys(event.actors):
            events.setdefault(id, []).append(event)
    for actor in library.actors.values():
        cards = library.by_actor.get(actor.id, [])
        own = len(cards) > MONTH_PAGES_FROM
        yield Page(actor.address, _actor(library, actor, cards, own, events.get(actor.id, [])))
        if own:
            yield from _month_pages(library, Link(actor.name, actor.address), cards)


def _month_pages(library: Library, parent: Link, cards: list[Card]) -> Iterator[Page]:
    groups: dict[str, list[Card]] = {}
    for card in cards:
        date = library.date(card)
        groups.setdefault((date.month if date else "") or UNDATED, []).append(card)
    for month, members in sorted(groups.items()):
        label = tr("No certain month") if month == UNDATED else month_label(month)
        yield Page(
            f"{parent.address}{month}/",
            ActorMonthView(
                joined(": ", (parent.text, label)),
                parent,
                label,
                entries(library, members),
                list_citation(library, f"{parent.text}, {month}", f"{parent.address}{month}/", members),
            ),
        )


def _actor(library: Library, actor: Actor, cards: list[Card], own: bool, events: list[Event]) -> ActorView:
    nearest, nearest_count = companions(library, actor, cards)
    quotations, quotations_count, quotations_address = newest(library, actor.id)
    return ActorView(
        title=actor.name,
        type=actor.type,
        description=actor.description,
        scripts=name_groups(actor.names, f"actors/{actor.id}", cards),
        held=position_chart(library, actor.positions, cards),
        ids=tuple((scheme, id, _id_address(scheme, id)) for scheme, id in actor.ids),
        count=len(cards),
        span=cards_span(library, cards),
        chart=_chart(library, tr("Articles about {name} over time", name=actor.name), cards),
        months=month_groups(library, cards, own_pages=actor.address if own else "", with_entries=not own),
        companions=nearest,
        companion_count=nearest_count,
        network=network(library, actor, cards),
        events=event_entries(library, events),
        quotations=quotations,
        quotations_count=quotations_count,
        quotations_address=quotations_address,
        cite=None if own else list_citation(library, actor.name, actor.address, cards),
    )


def _forms(names: tuple[Name, ...]) -> tuple[NameForm, ...]:
    return tuple(NameForm(name.text, name.language, name.scheme) for name in names)


def _chart(library: Library, title: str, cards: list[Card]) -> Chart | None:
    return density_chart(title, charted(library, cards), []) if len(cards) > 1 else None


def _item(library: Library, link: Link, note: str, cards: list[Card], names: tuple[Name, ...] = ()) -> IndexItem:
    others = tuple(Link(name.text, link.address, name.language) for name in names if name.language)[:4]
    return IndexItem(link, note, len(cards), cards_span(library, cards), others)


def _ordered(items: list[IndexItem]) -> tuple[IndexItem, ...]:
    return tuple(sorted(items, key=lambda item: (-item.count, item.link.text, item.link.address)))


def source_pages(library: Library) -> Iterator[Page]:
    """The index of sources, and each outlet and agency."""
    groups = []
    for type_, title in (("outlet", tr("Outlets")), ("agency", tr("Agencies"))):
        items = [
            _item(
                library,
                Link(source.name, source.address),
                source.description or source.country,
                _cards_of(library, source),
            )
            for source in library.sources.values()
            if source.type == type_
        ]
        if items:
            groups.append(IndexGroup(title, _ordered(items)))
    unknown = [card for card in library.articles if not card.face.source]
    yield Page("/sources/", SourcesView(tr("Sources"), tuple(groups), entries(library, unknown), lineage_link(library)))
    for source in library.sources.values():
        yield Page(source.address, _source(library, source))


def _cards_of(library: Library, source: Source) -> list[Card]:
    own = library.by_source.get(source.id, [])
    return own + [card for card in library.by_agency.get(source.id, []) if card not in own]


def _source(library: Library, source: Source) -> SourceView:
    cards = library.by_source.get(source.id, [])
    carried = [card for card in library.by_agency.get(source.id, []) if card not in cards]
    return SourceView(
        title=source.name,
        type=source.type,
        description=source.description,
        country=source.country,
        language=source.language,
        url=source.url,
        has_record=source.id in library.recorded_sources,
        count=len(cards),
        span=cards_span(library, cards or carried),
        chart=_chart(library, tr("Articles from {source} over time", source=source.name), cards),
        months=month_groups(library, cards),
        coverage=coverage(library, cards),
        carried=entries(library, carried),
        cite=list_citation(library, source.name, source.address, cards),
    )


def place_pages(library: Library) -> Iterator[Page]:
    """The index of places, and each place."""
    countries: dict[str, list[IndexItem]] = {}
    for place in library.places.values():
        item = _item(
            library, Link(place.name, place.address), place.description, library.by_place.get(place.id, []), place.names
        )
        countries.setdefault(place.country or ptr("country", "Elsewhere"), []).append(item)
    groups = tuple(IndexGroup(country, _ordered(items)) for country, items in sorted(countries.items()))
    yield Page("/places/", _places(library, groups))
    for place in library.places.values():
        yield Page(place.address, _place(library, place))


def _places(library: Library, groups: tuple[IndexGroup, ...]) -> PlacesView:
    """The index with its map; in a very large archive the map shows the places most written about."""
    counts = _place_counts(library)
    known = located(list(library.places.values()))
    known.sort(key=lambda place: (-counts[place.id], place.id))
    drawn = known[:PLACES]
    maps = [place_map(drawn, counts, width) for width in (NARROW, WIDE)]
    placed = {place.id for place in known}
    without = [place for place in library.places.values() if place.id not in placed]
    return PlacesView(
        title=tr("Places"),
        groups=groups,
        maps=tuple(drawing for drawing in maps if drawing),
        without=tuple(Link(place.name, place.address) for place in sorted(without, key=lambda p: (p.name, p.id))),
        drawn=len(drawn),
        left_out=len(known) - len(drawn),
    )


def _place_counts(library: Library) -> dict[str, int]:
    return {id: len(library.by_place.get(id, [])) for id in library.places}


def _locator(library: Library, place: Place) -> Map | None:
    """The place among its nearest neighbours; nothing where its own coordinates are not known."""
    if not located([place]):
        return None
    near = neighbours_of(place, list(library.places.values()))
    # The others are dots of one size: how much is written of them must not change this page.
    return place_map([place, *near], {place.id: 1}, SMALL, place.id)


def _place(library: Library, place: Place) -> PlaceView:
    cards = library.by_place.get(place.id, [])
    return PlaceView(
        title=place.name,
        description=place.description,
        country=place.country,
        names=_forms(place.names),
        coordinates=_coordinates(place),
        locator=_locator(library, place),
        count=len(cards),
        span=cards_span(library, cards),
        months=month_groups(library, cards),
        events=event_entries(library, [event for event in library.events if event.place == place.id]),
    )


def _coordinates(place: Place) -> str:
    if place.latitude is None or place.longitude is None:
        return ""
    return joined(", ", (latitude_words(place.latitude), longitude_words(place.longitude)))
