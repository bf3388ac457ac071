"""Lists that can be cited and collected, and the files of citations beside articles and lists."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.base.values import lasting_digest
from sitegen.model.article import Card
from sitegen.model.data_views import CitationsView
from sitegen.model.views import Citation, ListCitation, Page
from sitegen.plan.changes import cited_version
from sitegen.plan.citation import listed
from sitegen.plan.library import UNDATED, Library
from sitegen.plan.periods import OWN_PAGES_ABOVE

FORMS = (("BibTeX", "bib"), ("RIS", "ris"), ("CSL-JSON", "csl.json"))
LEAST = 2
"""Articles from which on a list has files of its own: a single one has its own."""
_NAME = "citations"


def list_citation(library: Library, title: str, address: str, cards: list[Card]) -> ListCitation | None:
    """How to cite the list that stands at an address; none where it has fewer than two articles."""
    if len(cards) < LEAST:
        return None
    version = lasting_digest(tuple(card.face for card in cards))[:12]
    base = library.config.base_url.rstrip("/")
    where = f" {base}{address}." if base else ""
    files = tuple((name, f"{_NAME}.{ending}") for name, ending in FORMS)
    return ListCitation(f"“{title}.” {library.config.title}, version {version}.{where}", version, files)


def citation_pages(library: Library) -> Iterator[Page]:
    """Each article's files, and those of the lists of actors, sources, events and months."""
    for card in library.articles:
        yield from _files(f"{card.face.address}{card.face.slug}", [cited_version(library, card)])
    for address, cards in _lists(library):
        if len(cards) >= LEAST:
            yield from _files(f"{address}{_NAME}", [listed(library, card) for card in cards])


def _lists(library: Library) -> Iterator[tuple[str, list[Card]]]:
    for id, actor in library.actors.items():
        cards = library.by_actor.get(id, [])
        if len(cards) <= OWN_PAGES_ABOVE:
            yield actor.address, cards
        else:
            months: dict[str, list[Card]] = {}
            for card in cards:
                date = library.date(card)
                months.setdefault((date.month if date else "") or UNDATED, []).append(card)
            yield from ((f"{actor.address}{month}/", members) for month, members in sorted(months.items()))
    for source in library.sources.values():
        yield source.address, library.by_source.get(source.id, [])
    for event in library.events:
        yield event.address, reported_in(library, event.articles)
    for month, cards in sorted(library.by_month.items()):
        if month != UNDATED:
            yield f"/timeline/{month}/", cards


def reported_in(library: Library, slugs: tuple[str, ...]) -> list[Card]:
    """The articles of an event, each once, those that are not shown left out."""
    return [library.by_slug[slug] for slug in dict.fromkeys(slugs) if slug in library.by_slug]


def _files(stem: str, made: list[Citation]) -> Iterator[Page]:
    yield Page(f"{stem}.bib", CitationsView("bib", tuple(one.bibtex for one in made)))
    yield Page(f"{stem}.ris", CitationsView("ris", tuple(one.ris for one in made)))
    yield Page(f"{stem}.csl.json", CitationsView("csl.json", tuple(one.csl for one in made)))
