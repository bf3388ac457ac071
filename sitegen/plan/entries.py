"""Small views that many pages share: dates, links, entries of lists, bases of fields."""

from __future__ import annotations

import dataclasses
import functools

from sitegen.base.text import squeeze
from sitegen.model.article import Card
from sitegen.model.authority import Event
from sitegen.model.dates import Edtf, parse_edtf, weekday
from sitegen.model.draft import Basis
from sitegen.model.messages import tr
from sitegen.model.views import Date, Entry, EventEntry, KnownField, Link, NoteEntry
from sitegen.plan.citation import coins
from sitegen.plan.cited import basis_of as basis_of
from sitegen.plan.cited import cited_source as cited_source
from sitegen.plan.cited import is_probable as is_probable
from sitegen.plan.library import Library

LABELS = {
    "title": tr("Headline"),
    "date": tr("Date"),
    "source": tr("Source"),
    "agency": tr("Agency"),
    "authors": tr("Authors"),
    "language": tr("Language"),
    "url": tr("Original address"),
    "url_archived": tr("Archived copy"),
    "actors": tr("Actors"),
    "places": tr("Places"),
    "subjects": tr("Subjects"),
    "kind": tr("Kind"),
    "summary": tr("Summary"),
    "captions": tr("Captions"),
    "rights": tr("Rights"),
}
_CITED = 7
DOUBTFUL = ("date", "source", "agency", "url")


@functools.lru_cache(maxsize=16384)
def date_view(date: Edtf | None, basis: Basis | None = None) -> Date:
    """A date for print; `undated` where there is none."""
    if date is None:
        return Date("", tr("undated"), certain=False)
    certain = date.is_certain and date.is_day and not (basis and basis.certainty)
    label = date.label
    if basis and basis.certainty == "probable" and date.is_certain:
        label = tr("probably {date}", date=label)
    return Date(
        date.text, label, date.day, basis.basis if basis else "", certain, weekday(date.day) if date.day else ""
    )


def card_date(card: Card) -> Date:
    """An article's date with how it is known."""
    return date_view(parse_edtf(card.face.date) if card.face.date else None, basis_of(card, "date"))


def charted(library: Library, cards: list[Card]) -> list[Edtf]:
    """The articles' dates for a chart; one that is only probable is drawn like one that is marked uncertain."""
    dated = [(card, date) for card in cards if (date := library.date(card))]
    return [dataclasses.replace(date, uncertain=True) if is_probable(card, "date") else date for card, date in dated]


def source_link(library: Library, id: str) -> Link | None:
    source = library.sources.get(id)
    return Link(source.name, source.address) if source else None


def card_source(library: Library, card: Card) -> Link | None:
    """An article's source for print; one that is only probable says so."""
    link = source_link(library, card.record.source)
    return probably(link) if link and is_probable(card, "source") else link


def probably(link: Link) -> Link:
    """A source that is only probable."""
    return Link(tr("probably {source}", source=link.text), link.address)


def card_agencies(library: Library, card: Card) -> tuple[Link, ...]:
    """The agencies that an article credits; what is only probable (a picture's credit says little) says so."""
    found = links([source_link(library, id) for id in card.record.agency])
    return tuple(probably(link) for link in found) if is_probable(card, "agency") else found


def actor_link(library: Library, id: str) -> Link | None:
    actor = library.actors.get(id)
    return Link(actor.name, actor.address) if actor else None


def place_link(library: Library, id: str) -> Link | None:
    place = library.places.get(id)
    return Link(place.name, place.address) if place else None


def links(found: list[Link | None]) -> tuple[Link, ...]:
    """Those that lead somewhere."""
    return tuple(link for link in found if link)


def entry(library: Library, card: Card) -> Entry:
    """An article in a list: its face and the names of what the face names. Made once: an article stands in many."""
    known: dict[str, tuple[Card, Entry]] = library.made.setdefault("entries", {})
    made = known.get(card.face.slug)
    if made is None or made[0] is not card:
        made = known[card.face.slug] = (card, _entry(library, card))
    return made[1]


def _entry(library: Library, card: Card) -> Entry:
    face = card.face
    return Entry(
        face.address,
        face.title,
        face.language or library.config.language,
        card_date(card),
        card_source(library, card),
        face.kind,
        face.excerpt,
        coins(library, card),
    )


def entries(library: Library, cards: list[Card]) -> tuple[Entry, ...]:
    return tuple(entry(library, card) for card in cards)


def event_entry(library: Library, event: Event) -> EventEntry:
    count = sum(1 for slug in dict.fromkeys(event.articles) if slug in library.by_slug)
    return EventEntry(
        event.address, event.title, date_view(event.date), place_link(library, event.place), count, event.summary
    )


def event_entries(library: Library, events: list[Event]) -> tuple[EventEntry, ...]:
    return tuple(event_entry(library, event) for event in events)


def span_label(first: str, last: str) -> str:
    """`17 August – 30 October 2020`."""
    if not first:
        return ""
    return parse_edtf(first).label if first == last else parse_edtf(f"{first}/{last}").label


def cards_span(library: Library, cards: list[Card]) -> str:
    dates = [date for card in cards if (date := library.date(card)) and date.earliest and date.latest]
    return span_label(min(date.earliest for date in dates), max(date.latest for date in dates)) if dates else ""


def known_fields(library: Library, card: Card) -> tuple[KnownField, ...]:
    """Every field that the record's provenance speaks of, and the doubtful ones that are absent."""
    record = card.record
    out: list[KnownField] = []
    provenance = dict(record.provenance)
    for field in (*provenance, *(field for field in DOUBTFUL if field not in provenance)):
        value = field_value(library, card, field)
        basis = provenance.get(field)
        if basis is None and value and field not in ("date", "source"):
            continue
        basis = basis or Basis("curator" if value else "")
        out.append(
            KnownField(
                field,
                LABELS.get(field, field.replace("_", " ").capitalize()),
                value,
                basis.basis,
                basis.text if _may_cite(card, basis, value) else "",
                basis.line,
                basis.rule,
                basis.certainty,
            )
        )
    return tuple(out)


def _may_cite(card: Card, basis: Basis, value: str) -> bool:
    """Whether the words by which a field is known may be shown: all of a text that is shown whole, else a few words
    that are printed outside of it, such as its date or who wrote it."""
    if card.publish == "full" or squeeze(basis.text) == value:
        return True
    return basis.basis == "stated" and len(basis.text.split()) <= _CITED


def field_value(library: Library, card: Card, field: str) -> str:
    """A field's value in words."""
    record = card.record
    if field == "date":
        return parse_edtf(record.date).label if record.date else ""
    if field == "source":
        return library.sources[record.source].name if record.source in library.sources else record.source
    if field == "agency":
        return ", ".join(library.sources[id].name if id in library.sources else id for id in record.agency)
    if field == "actors":
        return ", ".join(library.actors[id].name for id in record.actors if id in library.actors)
    if field == "places":
        return ", ".join(library.places[id].name for id in record.places if id in library.places)
    value = getattr(record, field, "")
    if isinstance(value, tuple):
        return ", ".join(item for item in value if isinstance(item, str)) or (str(len(value)) if value else "")
    return value if isinstance(value, str) else ""


def note_entries(library: Library, card: Card) -> tuple[NoteEntry, ...]:
    """An article's notes, their links joined with the titles of the articles they name."""
    out: list[NoteEntry] = []
    for note in card.notes:
        pairs = []
        for slug, relation in note.links:
            other = library.by_slug.get(slug)
            if other:
                pairs.append((relation, Link(other.face.title, other.face.address, other.face.language)))
        created = parse_edtf(note.created).label if note.created else ""
        out.append(
            NoteEntry(
                note.id,
                note.type,
                note.exact,
                note.body,
                note.by,
                created,
                tuple(pairs),
                f"{card.face.address}#{note.id}",
            )
        )
    return tuple(out)
