"""Pages of articles: the text's page, its provenance, the list of all, and what is left at old addresses."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from sitegen.model.article import Card, MentionCount
from sitegen.model.dates import month_label
from sitegen.model.messages import tr
from sitegen.model.views import (
    ArticlesView,
    ArticleView,
    Attachment,
    Date,
    Entry,
    GoneView,
    Link,
    MonthGroup,
    MovedView,
    Named,
    Page,
    ProvenanceView,
    RelatedEntry,
)
from sitegen.plan.changes import cited_version, history_address, versions
from sitegen.plan.citation import citation
from sitegen.plan.crosslinks import cross_links, neighbours_of
from sitegen.plan.entries import (
    card_agencies,
    card_date,
    card_source,
    cited_source,
    entries,
    entry,
    event_entries,
    is_probable,
    known_fields,
    note_entries,
    place_link,
)
from sitegen.plan.found import figures_found, names_found, quotations_found, times_found
from sitegen.plan.library import UNDATED, Library, moved
from sitegen.plan.lineage import shared_lines
from sitegen.plan.related import Relation, related_articles


def article_pages(library: Library) -> Iterator[Page]:
    """One page for each article, its provenance, and moved addresses."""
    related = related_articles(library)
    neighbours = neighbours_of(library.articles)
    by_source = {slug: pair for cards in library.by_source.values() for slug, pair in neighbours_of(cards).items()}
    by_actor = {id: neighbours_of(cards) for id, cards in library.by_actor.items()}
    titles = {_title_key(card.face.title): card for card in library.articles}
    for card in library.articles:
        slug = card.face.slug
        view = _article(library, card, related[slug], neighbours[slug], by_source.get(slug, (None, None)), titles)
        view = dataclasses.replace(view, **cross_links(library, card, by_actor), **versions(library, card))
        yield Page(card.face.address, view, (Attachment("article", slug),))
        yield _provenance(library, card)
    for card in library.withdrawn:
        stone = _tombstone(library, card) if card.publish != "none" else GoneView()
        if isinstance(stone, ArticleView):
            stone = dataclasses.replace(stone, history=history_address(library, card))
        yield Page(card.face.address, stone)
    for alias, card in moved(library):
        yield Page(
            f"/articles/{alias}/", MovedView(card.face.title if card.publish != "none" else "", card.face.address)
        )


def articles_pages(library: Library) -> Iterator[Page]:
    """The list of all articles by month."""
    yield Page(
        "/articles/", ArticlesView(tr("Articles"), month_groups(library, library.articles), len(library.articles))
    )


def month_groups(
    library: Library, cards: list[Card], *, own_pages: str = "", with_entries: bool = True
) -> tuple[MonthGroup, ...]:
    """Articles by month, the undated last; `own_pages` is the address under which months have pages of their own."""
    groups: dict[str, list[Card]] = {}
    for card in cards:
        date = library.date(card)
        groups.setdefault((date.month if date else "") or UNDATED, []).append(card)
    out = []
    for month in sorted(groups, key=lambda key: (key == UNDATED, key)):
        label = tr("No certain month") if month == UNDATED else month_label(month)
        address = (
            (f"{own_pages}{month}/" if own_pages else f"/timeline/{month}/") if month != UNDATED or own_pages else ""
        )
        out.append(MonthGroup(month, label, address, entries(library, groups[month]) if with_entries else ()))
    return tuple(out)


def _title_key(title: str) -> str:
    return "".join(character for character in title.casefold() if character.isalnum())


def _article(
    library: Library,
    card: Card,
    related: list[Relation],
    neighbours: tuple[Card | None, Card | None],
    in_source: tuple[Card | None, Card | None],
    titles: dict[str, Card],
) -> ArticleView:
    record, face = card.record, card.face
    source = library.sources.get(record.source)
    date = card_date(card)
    mentions = {mention.id: mention for mention in card.mentions}
    people, bodies, places = _named(library, card, mentions)
    shows_text = card.publish in ("full",)
    rights = record.rights
    statement = rights.statement or (source.rights.statement if source else "") or library.config.rights.statement
    holder = rights.holder or (source.rights.holder if source else "") or library.config.rights.holder
    return ArticleView(
        title=face.title,
        slug=face.slug,
        language=face.language or library.config.language,
        date=date,
        source=card_source(library, card),
        source_name=cited_source(library, card),
        agencies=card_agencies(library, card),
        authors=record.authors,
        kind=record.kind,
        place=place_link(library, record.places[0]) if record.places else None,
        url=record.url,
        url_archived=record.url_archived,
        publish=card.publish,
        withdrawn=False,
        draft=record.status == "draft",
        statement=statement,
        holder=holder,
        summary=record.summary,
        excerpt=face.excerpt,
        subjects=record.subjects,
        words=card.words,
        captions=tuple((caption.text, caption.credit) for caption in record.captions) if shows_text else (),
        people=people,
        bodies=bodies,
        places=places,
        events=event_entries(library, library.events_by_article.get(face.slug, [])),
        day=Link(date.label, f"/timeline/{date.day}/") if date.day else None,
        earlier=_maybe(library, neighbours[0]),
        later=_maybe(library, neighbours[1]),
        earlier_source=_maybe(library, in_source[0]),
        later_source=_maybe(library, in_source[1]),
        shared=shared_lines(library, card),
        related=tuple(RelatedEntry(entry(library, relation.card), relation.reason) for relation in related),
        saved_related=tuple(_saved_related(item.text, titles) for item in record.related) if shows_text else (),
        known=known_fields(library, card),
        review=record.review,
        edited=card.edited,
        raw_file=record.raw.file if record.raw else "",
        raw_lines=_lines(card),
        raw_sha256=record.raw.sha256 if record.raw else "",
        citation=cited_version(library, card),
        notes=note_entries(library, card) if card.publish == "full" else (),
        search_names=_search_names(library, card),
        facets=_facets(library, card, date),
        body_digest=card.body_digest,
    )


def _maybe(library: Library, card: Card | None) -> Entry | None:
    return entry(library, card) if card else None


def _saved_related(text: str, titles: dict[str, Card]) -> tuple[str, str]:
    card = titles.get(_title_key(text))
    return (text, card.face.address if card else "")


def _lines(card: Card) -> str:
    raw = card.record.raw
    return f"{raw.first_line}–{raw.last_line}" if raw and raw.last_line else ""


def _named(
    library: Library, card: Card, mentions: dict[str, MentionCount]
) -> tuple[tuple[Named, ...], tuple[Named, ...], tuple[Named, ...]]:
    """People, bodies and places of an article, most often named first."""
    found: list[tuple[int, str, Named]] = []
    for kind, ids in (("actors", card.record.actors), ("places", card.record.places)):
        for id in ids:
            record = library.actors.get(id) if kind == "actors" else library.places.get(id)
            if record is None:
                continue
            mention = mentions.get(f"{kind}/{id}")
            type_ = library.actors[id].type if kind == "actors" else "place"
            named = Named(
                record.address,
                record.name,
                type_,
                record.description,
                mention.form if mention else "",
                mention.count if mention else 0,
                mention.paragraph if mention and card.publish == "full" else "",
            )
            found.append((-named.count, record.name, named))
    found.sort(key=lambda item: (item[0], item[1]))
    by_kind = {"person": "people", "place": "places"}
    groups: dict[str, list[Named]] = {"people": [], "bodies": [], "places": []}
    for _, _, named in found:
        groups[by_kind.get(named.type, "bodies")].append(named)
    return tuple(groups["people"]), tuple(groups["bodies"]), tuple(groups["places"])


def _search_names(library: Library, card: Card) -> tuple[str, ...]:
    names: dict[str, None] = {}
    for id in card.record.actors:
        if id in library.actors:
            names.update(dict.fromkeys((*library.actors[id].forms, *library.actors[id].search_only)))
    for id in card.record.places:
        if id in library.places:
            names.update(dict.fromkeys(library.places[id].forms))
    return tuple(names)


def _facets(library: Library, card: Card, date: Date) -> tuple[tuple[str, str], ...]:
    record = card.record
    edtf = library.date(card)
    out = [("source", library.sources[record.source].name if record.source in library.sources else "not known")]
    out += [("actor", library.actors[id].name) for id in record.actors if id in library.actors]
    out += [("place", library.places[id].name) for id in record.places if id in library.places]
    out.append(("month", (edtf.month if edtf else "") or UNDATED))
    out.append(("kind", record.kind))
    out.append(("language", card.face.language or library.config.language))
    if date.day:
        out.append(("day", date.day))
    elif edtf and (edtf.earliest or edtf.latest):
        out.append(("span", f"{edtf.earliest}/{edtf.latest}"))
    if date.edtf and not date.certain:
        out.append(("date", date.label))
    if is_probable(card, "source"):
        out.append(("probable", "source"))
    if card.face.slug in library.copies:
        out.append(("copy", library.copies[card.face.slug]))
    return tuple(out)


def _provenance(library: Library, card: Card) -> Page:
    record = card.record
    raw = record.raw
    shows = bool(raw and raw.last_line and card.publish == "full" and card.lines_digest)
    view = ProvenanceView(
        title=card.face.title,
        language=card.face.language or library.config.language,
        article=Link(card.face.title, card.face.address),
        known=known_fields(library, card),
        review=record.review,
        edited=card.edited,
        raw_file=raw.file if raw else "",
        raw_lines=_lines(card),
        raw_sha256=raw.sha256 if raw else "",
        shows_lines=shows,
        first_line=raw.first_line if raw else 0,
        last_line=raw.last_line if raw else 0,
        roles=card.roles if shows else (),
        lines_digest=card.lines_digest if shows else "",
        names=names_found(library, card),
        times=times_found(card),
        quotations=quotations_found(library, card),
        figures=figures_found(library, card),
    )
    attachments = (Attachment("lines", raw.origin),) if shows and raw else ()
    return Page(f"{card.face.address}provenance/", view, attachments)


def _tombstone(library: Library, card: Card) -> ArticleView:
    """What stays at the address of an article that was withdrawn: that it was here, and nothing of its text.

    No address of a copy and no author either: they may be what it was withdrawn for.
    """
    face = card.face
    bare = dataclasses.replace(card, record=dataclasses.replace(card.record, url="", authors=()))
    return ArticleView(
        title=face.title,
        slug=face.slug,
        language=face.language or library.config.language,
        date=card_date(card),
        source=card_source(library, card),
        source_name="",
        agencies=(),
        authors=(),
        kind=card.record.kind,
        place=None,
        url="",
        url_archived="",
        publish="metadata",
        withdrawn=True,
        draft=False,
        statement="",
        holder="",
        summary="",
        excerpt="",
        subjects=(),
        words=0,
        captions=(),
        people=(),
        bodies=(),
        places=(),
        events=(),
        day=None,
        earlier=None,
        later=None,
        earlier_source=None,
        later_source=None,
        shared=(),
        related=(),
        saved_related=(),
        known=(),
        review=(),
        edited=card.edited,
        raw_file="",
        raw_lines="",
        raw_sha256="",
        citation=citation(library, bare),
        notes=(),
        search_names=(),
        facets=(),
        body_digest="",
    )
