"""Titles, names, sources and dates as scripts: all that a search page opened from a folder can read."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.model.article import Card
from sitegen.model.data_views import TitlesView
from sitegen.model.views import Page
from sitegen.plan.entries import card_date, cited_source
from sitegen.plan.library import Library
from sitegen.plan.tables import is_whole, year_of, years

Row = tuple[str, str, str, str, str, str]


def titles_pages(library: Library) -> Iterator[Page]:
    """One script, or one for each year where the data tables are cut."""
    if is_whole(library):
        yield Page("/search/titles.js", TitlesView(tuple(_row(library, card) for card in library.articles)))
        return
    found: dict[str, list[Row]] = {year: [] for year in years(library)}
    for card in library.articles:
        found[year_of(library, card)].append(_row(library, card))
    for year, rows in found.items():
        yield Page(f"/search/titles-{year}.js", TitlesView(tuple(rows)))


def _row(library: Library, card: Card) -> Row:
    record, face, date = card.record, card.face, card_date(card)
    records = [library.actors.get(id) for id in record.actors]
    places = [library.places.get(id) for id in record.places]
    names = [found.name for found in (*records, *places) if found]
    return (
        face.address,
        face.title,
        face.language or library.config.language,
        f"{date.label} ({date.edtf})" if date.edtf else date.label,
        cited_source(library, card),
        ", ".join(names),
    )
