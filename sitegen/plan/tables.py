"""The archive as tables: rows for `sitegen.model.tables`, with nothing that the pages may not show."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sitegen.model.article import Card, Note
from sitegen.model.authority import Actor, Event, Name, Place, Source
from sitegen.model.dates import Edtf
from sitegen.model.tables import TABLES, Table
from sitegen.plan.entries import field_value
from sitegen.plan.findingdata import claim_rows, quotation_rows
from sitegen.plan.library import UNDATED, Library

Values = tuple[Any, ...]
Pairs = tuple[tuple[str, Any], ...]
WHOLE_UP_TO = 2000
"""Above so many articles the tables of articles are cut by year of publication: a correction rewrites one year."""


def table_rows(library: Library) -> dict[str, tuple[Values, ...]]:
    """All rows of each table, by its name."""
    if "tables" not in library.made:
        library.made["tables"] = {table.name: _MAKERS[table.name](library) for table in TABLES}
    made: dict[str, tuple[Values, ...]] = library.made["tables"]
    return made


def parts(library: Library, table: Table) -> dict[str, tuple[Values, ...]]:
    """The rows of a table by file name without its ending: one file, or one for each year."""
    rows = table_rows(library)[table.name]
    if not table.by_article or is_whole(library):
        return {table.name: rows}
    names = [field.name for field in table.fields]
    slug = names.index("slug" if table.name == "articles" else "article")
    # Every table has the same years: a year without quotations has an empty file, and no address comes and goes.
    out: dict[str, list[Values]] = {f"{table.name}-{year}": [] for year in years(library)}
    for row in rows:
        out[f"{table.name}-{year_of(library, library.by_slug[row[slug]])}"].append(row)
    return {name: tuple(found) for name, found in out.items()}


def is_whole(library: Library) -> bool:
    """Whether each table is one file."""
    return len(library.articles) <= WHOLE_UP_TO


def years(library: Library) -> list[str]:
    """The years of the archive's articles, those of no one year last."""
    return sorted({year_of(library, card) for card in library.articles}, key=lambda year: (year == UNDATED, year))


def year_of(library: Library, card: Card) -> str:
    """The year of publication, or `undated` where the date is not known or spans several."""
    date = library.date(card)
    same = date is not None and date.earliest[:4] == date.latest[:4]
    return (date.earliest[:4] if date and same else "") or UNDATED


def article_row(library: Library, card: Card) -> Pairs:
    """An article as pairs of field and value, as `articles.json` has it too."""
    record, face = card.record, card.face
    date = library.date(card)
    return (
        ("slug", face.slug),
        ("address", face.address),
        ("title", face.title),
        ("date", record.date),
        ("date_earliest", date.earliest if date else ""),
        ("date_latest", date.latest if date else ""),
        ("source", record.source),
        ("source_name", field_value(library, card, "source")),
        ("agency", record.agency),
        ("authors", record.authors),
        ("language", face.language),
        ("kind", record.kind),
        ("url", record.url),
        ("url_archived", record.url_archived),
        ("actors", tuple(id for id in record.actors if id in library.actors)),
        ("places", tuple(id for id in record.places if id in library.places)),
        ("subjects", record.subjects),
        ("summary", record.summary),
        ("publish", card.publish),
        ("raw_sha256", record.raw.sha256 if record.raw else ""),
        (
            "known",
            tuple(
                (field, basis.basis + (f", {basis.certainty}" if basis.certainty else ""))
                for field, basis in record.provenance
            ),
        ),
        ("review", record.review),
        ("words", card.words),
    )


def _articles(library: Library) -> tuple[Values, ...]:
    return tuple(_values(article_row(library, card)) for card in library.articles)


def _actors(library: Library) -> tuple[Values, ...]:
    def row(actor: Actor) -> Values:
        positions = tuple(
            _known(("title", position.title), ("from", position.start), ("to", position.end))
            for position in actor.positions
        )
        return (
            actor.id,
            actor.address,
            actor.name,
            actor.type,
            _names(actor.names),
            actor.search_only,
            positions,
            actor.ids,
            actor.description,
            len(library.by_actor.get(actor.id, ())),
        )

    return tuple(row(actor) for _, actor in sorted(library.actors.items()))


def _sources(library: Library) -> tuple[Values, ...]:
    def row(source: Source) -> Values:
        return (
            source.id,
            source.address,
            source.name,
            source.type,
            _names(source.names),
            source.country,
            source.language,
            source.url,
            source.hosts,
            source.description,
            source.id in library.recorded_sources,
            len(library.by_source.get(source.id, ())),
        )

    return tuple(row(source) for _, source in sorted(library.sources.items()))


def _places(library: Library) -> tuple[Values, ...]:
    def row(place: Place) -> Values:
        return (
            place.id,
            place.address,
            place.name,
            _names(place.names),
            place.country,
            place.latitude,
            place.longitude,
            place.description,
            len(library.by_place.get(place.id, ())),
        )

    return tuple(row(place) for _, place in sorted(library.places.items()))


def _events(library: Library) -> tuple[Values, ...]:
    def row(event: Event) -> Values:
        return (
            event.id,
            event.address,
            event.title,
            event.date.text,
            *_ends(event.date),
            event.place if event.place in library.places else "",
            tuple(id for id in event.actors if id in library.actors),
            tuple(slug for slug in dict.fromkeys(event.articles) if slug in library.by_slug),
            event.part_of if event.part_of in library.event_by_id else "",
            event.summary,
        )

    return tuple(row(event) for event in library.events)


def _ends(date: Edtf) -> tuple[str, str]:
    return date.earliest, date.latest


def _notes(library: Library) -> tuple[Values, ...]:
    # A note cites the text it stands at: where that is not shown whole, neither is the note.
    shown = [(card, note) for card in library.articles if card.publish == "full" for note in card.notes]
    return tuple(_note(library, card, note) for card, note in shown)


def _note(library: Library, card: Card, note: Note) -> Values:
    claim = note.claim
    links = tuple(
        _known(("article", slug), ("relation", relation)) for slug, relation in note.links if slug in library.by_slug
    )
    read = _known(
        ("low", claim.low),
        ("high", claim.high),
        ("unit", claim.unit),
        ("subject", claim.subject),
        ("event", claim.event if claim.event in library.event_by_id else ""),
        ("said_by", _said_by(library, claim.said_by)),
    ) if claim else ()  # fmt: skip
    return (
        f"{card.face.slug}-{note.id}",
        card.face.slug,
        f"{card.face.address}#{note.id}",
        note.type,
        note.exact,
        note.prefix,
        note.suffix,
        note.paragraph,
        note.body,
        note.by,
        note.created,
        links,
        read,
    )


def _said_by(library: Library, said_by: str) -> str:
    """An id only of a record that may be shown; words stay."""
    is_id = bool(said_by) and " " not in said_by and said_by == said_by.lower()
    return "" if is_id and said_by not in library.actors else said_by


def _mentions(library: Library) -> tuple[Values, ...]:
    return tuple(row for card in library.articles for row in _mentions_in(library, card))


def _mentions_in(library: Library, card: Card) -> list[Values]:
    found = {mention.id: mention for mention in card.mentions} if card.publish == "full" else {}
    listed = [f"actors/{id}" for id in card.record.actors if id in library.actors]
    listed += [f"places/{id}" for id in card.record.places if id in library.places]
    named = [id for id in found if _is_known(library, id)]
    out: list[Values] = []
    for id in dict.fromkeys((*listed, *sorted(named))):
        kind, _, name = id.partition("/")
        whom = (card.face.slug, name if kind == "actors" else "", name if kind == "places" else "")
        mention = found.get(id)
        if mention is None or not mention.known:
            out.append((*whom, "", "", "", 0, ""))
            continue
        out += [(*whom, one.form, one.rule, one.certainty, one.count, mention.paragraph) for one in mention.known]
    return out


def _is_known(library: Library, id: str) -> bool:
    kind, _, name = id.partition("/")
    return name in (library.actors if kind == "actors" else library.places)


def _names(names: tuple[Name, ...]) -> tuple[Pairs, ...]:
    return tuple(_known(("text", one.text), ("language", one.language), ("scheme", one.scheme)) for one in names)


def _known(*pairs: tuple[str, Any]) -> Pairs:
    return tuple((name, value) for name, value in pairs if value not in ("", None, ()))


def _values(row: Pairs) -> Values:
    return tuple(value for _, value in row)


_MAKERS: dict[str, Callable[[Library], tuple[Values, ...]]] = {
    "articles": _articles,
    "actors": _actors,
    "sources": _sources,
    "places": _places,
    "events": _events,
    "quotations": lambda library: tuple(_values(row) for row in quotation_rows(library)),
    "claims": lambda library: tuple(_values(row) for row in claim_rows(library)),
    "notes": _notes,
    "mentions": _mentions,
}
