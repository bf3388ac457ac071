"""The archive as FollowTheMoney entities (followthemoney.tech), the form that investigators' tools read.

Actors are people, organisations or public bodies; a place is an address, as the model has no other word for it; a
mention joins an article and whom it names. Only what the pages show is in it.
"""

from __future__ import annotations

import re
from typing import Any

from sitegen.model.article import Card
from sitegen.model.authority import Actor, Event, Place, Source
from sitegen.plan.library import UNDATED, Library
from sitegen.plan.tables import is_whole, year_of, years

Entity = tuple[tuple[str, Any], ...]
SCHEMATA = {
    "person": "Person",
    "organisation": "Organization",
    "public-body": "PublicBody",
    "state": "PublicBody",
    "group": "Organization",
}
_WIKIDATA = re.compile(r"Q[1-9]\d*\Z")
_LANGUAGES = {
    "be": "bel", "cs": "ces", "de": "deu", "en": "eng", "es": "spa", "fr": "fra", "it": "ita", "lt": "lit", "lv": "lav",
    "nl": "nld", "pl": "pol", "pt": "por", "ro": "ron", "ru": "rus", "sv": "swe", "tr": "tur", "uk": "ukr",
}  # fmt: skip
"""ISO 639-3 codes, which the model wants; a language that is not here is left out."""


def entities(library: Library) -> dict[str, tuple[Entity, ...]]:
    """Entities by file name without its ending: all in `ftm`, or records there and each year's articles apart."""
    records = [
        *(_actor(actor) for _, actor in sorted(library.actors.items())),
        *(_source(source) for _, source in sorted(library.sources.items())),
        *(_place(place) for _, place in sorted(library.places.items())),
        *(_event(library, event) for event in library.events),
    ]
    by_year: dict[str, list[Entity]] = {year: [] for year in years(library)}
    for card in library.articles:
        by_year[year_of(library, card)] += [_article(library, card), *_mentions(library, card)]
    if is_whole(library):
        return {"ftm": (*records, *(entity for found in by_year.values() for entity in found))}
    return {"ftm": tuple(records), **{f"ftm-{year}": tuple(found) for year, found in by_year.items()}}


def _entity(id: str, schema: str, **properties: tuple[str, ...]) -> Entity:
    known = ((name, tuple(dict.fromkeys(filter(None, values)))) for name, values in properties.items())
    return (("id", id), ("schema", schema), ("properties", tuple((name, values) for name, values in known if values)))


def _actor(actor: Actor) -> Entity:
    wikidata = tuple(id for scheme, id in actor.ids if scheme == "wikidata" and _WIKIDATA.match(id))
    titles = tuple(position.title for position in actor.positions)
    return _entity(
        f"actor-{actor.id}",
        SCHEMATA[actor.type],
        name=(actor.name,),
        alias=tuple(name.text for name in actor.names),
        weakAlias=actor.search_only,
        **({"position": titles} if actor.type == "person" else {}),
        wikidataId=wikidata,
        summary=(actor.description,),
    )


def _source(source: Source) -> Entity:
    return _entity(
        f"source-{source.id}",
        "Organization",
        name=(source.name,),
        alias=tuple(name.text for name in source.names),
        website=(source.url,),
        classification=("news agency" if source.type == "agency" else "news outlet",),
        summary=(source.description,),
    )


def _place(place: Place) -> Entity:
    return _entity(
        f"place-{place.id}",
        "Address",
        name=(place.name,),
        full=(place.name,),
        alias=tuple(name.text for name in place.names),
        latitude=(str(place.latitude) if place.latitude is not None else "",),
        longitude=(str(place.longitude) if place.longitude is not None else "",),
        summary=(place.description,),
    )


def _event(library: Library, event: Event) -> Entity:
    date, place = event.date, library.places.get(event.place)
    return _entity(
        f"event-{event.id}",
        "Event",
        name=(event.title,),
        date=(date.day,),
        startDate=("" if date.day else date.earliest,),
        endDate=("" if date.day else date.latest,),
        addressEntity=(f"place-{place.id}" if place else "",),
        location=(place.name if place else "",),
        involved=tuple(f"actor-{id}" for id in event.actors if id in library.actors),
        proof=tuple(f"article-{slug}" for slug in event.articles if slug in library.by_slug),
        summary=(event.summary,),
    )


def _article(library: Library, card: Card) -> Entity:
    record, date = card.record, library.date(card)
    source = library.sources.get(record.source)
    # A date is as fine as it is known: a day, a month or a year; an interval has no place here.
    known = (date.day or date.month or year_of(library, card).replace(UNDATED, "")) if date else ""
    return _entity(
        f"article-{card.face.slug}",
        "Article",
        title=(record.title,),
        name=(record.title,),
        publishedAt=(known,),
        author=record.authors,
        publisher=(source.name if source else "",),
        publisherUrl=(source.url if source else "",),
        sourceUrl=(record.url,),
        language=(_LANGUAGES.get((card.face.language or library.config.language).split("-")[0].lower(), ""),),
        keywords=record.subjects,
        summary=(record.summary,),
        peopleMentioned=_names(library, card, ("person",)),
        locationMentioned=tuple(library.places[id].name for id in record.places if id in library.places),
    )


def _names(library: Library, card: Card, types: tuple[str, ...]) -> tuple[str, ...]:
    found = (library.actors.get(id) for id in card.record.actors)
    return tuple(actor.name for actor in found if actor and actor.type in types)


def _mentions(library: Library, card: Card) -> list[Entity]:
    found = {mention.id: mention for mention in card.mentions} if card.publish == "full" else {}
    out = []
    for id in card.record.actors:
        actor = library.actors.get(id)
        if actor is None:
            continue
        mention = found.get(f"actors/{id}")
        # What a name is taken for only probably is no resolved mention.
        forms = mention.certain if mention else ()
        out.append(
            _entity(
                f"mention-{card.face.slug}--{id}",
                "Mention",
                document=(f"article-{card.face.slug}",),
                name=forms or (actor.name,),
                resolved=(f"actor-{id}",),
                detectedSchema=(SCHEMATA[actor.type],),
            )
        )
    return out
