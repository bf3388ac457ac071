"""Each article as TEI P5: what its header says of it, and whom and what its text names."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.model.article import Card
from sitegen.model.authority import Actor, Place
from sitegen.model.data_views import TeiNote, TeiRecord, TeiView
from sitegen.model.views import Attachment, Page
from sitegen.plan.entries import LABELS, is_probable
from sitegen.plan.library import Library
from sitegen.plan.licence import licence_of

FILE = "article.tei.xml"


def tei_pages(library: Library) -> Iterator[Page]:
    """`/articles/<slug>/article.tei.xml` for every article that is shown, with as much text as rights allow."""
    for card in library.articles:
        attachments = (Attachment("marked", card.face.slug),)
        yield Page(f"{card.face.address}{FILE}", _view(library, card), attachments)


def _view(library: Library, card: Card) -> TeiView:
    record, face = card.record, card.face
    source = library.sources.get(record.source)
    levels = (record.rights, source.rights if source else record.rights, library.config.rights)
    statement = next((rights.statement for rights in levels if rights.statement), "")
    return TeiView(
        slug=face.slug,
        title=record.title,
        language=face.language or library.config.language,
        date=record.date,
        date_probable=is_probable(card, "date"),
        source=source.name if source else "",
        source_probable=is_probable(card, "source"),
        agencies=tuple(library.sources[id].name for id in record.agency if id in library.sources),
        authors=record.authors,
        url=record.url,
        url_archived=record.url_archived,
        kind=record.kind,
        subjects=record.subjects,
        summary=record.summary,
        publish=card.publish,
        statement=statement,
        holder=next((rights.holder for rights in levels if rights.holder), ""),
        licence=licence_of(statement),
        known=tuple(_known(card)),
        raw_sha256=record.raw.sha256 if record.raw else "",
        records=tuple(_records(library, card)),
        notes=tuple(_notes(card)),
        body_digest=card.body_digest,
    )


def _known(card: Card) -> Iterator[tuple[str, str]]:
    # The words that a field was read from may stand in a text that is not shown: only the rule is told.
    for field, basis in card.record.provenance:
        words = [basis.basis, f"rule {basis.rule}" if basis.rule else "", basis.certainty]
        yield LABELS.get(field, field), ", ".join(word for word in words if word)


def _records(library: Library, card: Card) -> Iterator[TeiRecord]:
    named = [one.id for one in card.mentions] if card.publish == "full" else []
    listed = [f"actors/{id}" for id in card.record.actors] + [f"places/{id}" for id in card.record.places]
    for id in sorted({*listed, *named}):
        kind, _, name = id.partition("/")
        if kind == "actors" and name in library.actors:
            yield _actor(library.actors[name])
        elif kind == "places" and name in library.places:
            yield _place(library.places[name])


def _actor(actor: Actor) -> TeiRecord:
    return TeiRecord(f"actors/{actor.id}", actor.type, actor.name, actor.address, actor.ids, "")


def _place(place: Place) -> TeiRecord:
    known = place.latitude is not None and place.longitude is not None
    where = f"{place.latitude} {place.longitude}" if known else ""
    return TeiRecord(f"places/{place.id}", "place", place.name, place.address, (), where)


def _notes(card: Card) -> Iterator[TeiNote]:
    for note in card.notes if card.publish == "full" else ():
        yield TeiNote(note.id, note.type, note.paragraph, note.exact, note.body, note.by, note.created)
