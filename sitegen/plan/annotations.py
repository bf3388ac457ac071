"""All notes of the archive for programs: one annotation collection."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.model.article import Card, Note
from sitegen.model.dates import parse_edtf
from sitegen.model.network_views import Annotation, AnnotationsView
from sitegen.model.views import Page
from sitegen.plan.library import Library

ADDRESS = "/data/annotations.jsonld"


def annotation_pages(library: Library) -> Iterator[Page]:
    """`/data/annotations.jsonld`, with the notes of every article whose text is shown."""
    found = tuple(
        _annotation(library, card, note) for card in library.articles if card.publish == "full" for note in card.notes
    )
    yield Page(ADDRESS, AnnotationsView(f"{library.config.title}: notes", found))


def _annotation(library: Library, card: Card, note: Note) -> Annotation:
    links = tuple(
        (relation, library.by_slug[slug].face.address) for slug, relation in note.links if slug in library.by_slug
    )
    return Annotation(
        address=f"{card.face.address}#{note.id}",
        target=card.face.address,
        type=note.type,
        language=card.face.language or library.config.language,
        exact=note.exact,
        prefix=note.prefix,
        suffix=note.suffix,
        body=note.body,
        by=note.by,
        created=parse_edtf(note.created).day if note.created else "",
        links=links,
    )
