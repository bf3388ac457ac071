"""Pages about the archive as a whole: home, notes, search, its own texts, and the 404 page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sitegen.model.messages import tr
from sitegen.model.views import HomeView, MissingView, NotesView, Page, ReadingListView, SearchView, TextView
from sitegen.plan.charts import density_chart
from sitegen.plan.entries import actor_link, charted, entry, event_entries, note_entries, source_link, span_label
from sitegen.plan.ledger import statements
from sitegen.plan.library import Library
from sitegen.plan.sayings import sayings
from sitegen.plan.states import edition_label
from sitegen.plan.tables import is_whole, years

_WAYS_IN = 12


def general_pages(library: Library) -> Iterator[Page]:
    """Home, notes, search, reading list, 404."""
    yield Page("/", _home(library))
    yield Page("/notes/", _notes(library))
    yield Page("/search/", _search(library))
    yield Page("/reading-list/", ReadingListView(tr("Reading list")))
    yield Page("/404.html", MissingView(tr("Nothing is here")))


def text_pages(library: Library) -> Iterator[Page]:
    """The archive's own texts; they come last, so that none can take an address of the site's."""
    for name in dict.fromkeys((*library.config.pages, *library.pages)):
        page = library.pages.get(name)
        edition = edition_label(library) if name == "about" else ""
        title = page.title if page else name.replace("-", " ").capitalize()
        yield Page(f"/{name}/", TextView(title, page.body if page else "", edition))


def _home(library: Library) -> HomeView:
    first, last = library.span()
    dates = charted(library, library.articles)
    actors = sorted(library.by_actor.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    outlets = sorted(library.by_source.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    reported = [event for event in library.events if any(slug in library.by_slug for slug in event.articles)]
    best = sorted(reported, key=lambda event: (-len(event.articles), event.date.sort_key, event.id))[:_WAYS_IN]
    kinds = Counter(card.face.kind for card in library.articles)
    return HomeView(
        title=library.config.title,
        description=library.config.description,
        articles=len(library.articles),
        actors=len(library.actors),
        sources=len(library.by_source),
        events=len(library.events),
        notes=sum(len(card.notes) for card in library.articles if card.publish == "full"),
        quotations=len(sayings(library)),
        figures=len(statements(library)),
        span=span_label(first, last),
        chart=density_chart(tr("Articles by day of publication, and events"), dates, library.events),
        timeline=event_entries(library, sorted(best, key=lambda event: (event.date.sort_key, event.id))),
        prominent=tuple((link, len(cards)) for id, cards in actors if (link := actor_link(library, id)))[:_WAYS_IN],
        outlets=tuple((link, len(cards)) for id, cards in outlets if (link := source_link(library, id)))[:_WAYS_IN],
        kinds=tuple(sorted(kinds.items(), key=lambda pair: (-pair[1], pair[0]))),
        edition="",
    )


def _notes(library: Library) -> NotesView:
    groups = tuple(
        (entry(library, card), note_entries(library, card))
        for card in library.articles
        if card.notes and card.publish == "full"
    )
    return NotesView(tr("Editor's notes"), groups, sum(len(notes) for _, notes in groups))


def _search(library: Library) -> SearchView:
    own = library.config.language.split("-")[0].lower()
    found = {
        (card.face.language or own).split("-")[0].lower()
        for card in library.articles
        if card.publish in ("full", "excerpt", "metadata")
    }
    first, last = library.span()
    languages = tuple(sorted(found, key=lambda language: (language != own, language)))
    tables = ("",) if is_whole(library) else tuple(f"-{year}" for year in years(library))
    return SearchView(tr("Search"), languages, first, last, tables)
