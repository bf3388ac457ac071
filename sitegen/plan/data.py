"""Pages for programs: feed, sitemap, robots, data, headers; the export room gives them their form."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.model.views import DataView, FeedEntry, FeedView, HeadersView, Page, RedirectsView, RobotsView, SitemapView
from sitegen.plan.corrected import corrected_feed
from sitegen.plan.entries import cited_source
from sitegen.plan.findingdata import claim_rows, quotation_rows
from sitegen.plan.library import Library, moved
from sitegen.plan.tables import article_row, is_whole

FEED_ENTRIES = 50


def data_pages(library: Library) -> Iterator[Page]:
    """Feed, robots, headers, and the data of all articles."""
    yield Page("/feed.xml", _feed(library))
    yield Page("/feed-corrected.xml", corrected_feed(library))
    yield Page("/_headers", HeadersView())
    redirects = tuple((f"/articles/{alias}/", card.face.address) for alias, card in moved(library))
    if redirects:
        yield Page("/_redirects", RedirectsView(redirects))
    yield Page("/robots.txt", RobotsView(bool(library.config.base_url)))
    if is_whole(library):
        # A JSON array cannot be cut; in a large archive there are JSON Lines, by year.
        rows = tuple(article_row(library, card) for card in library.articles)
        yield Page("/data/articles.json", DataView(rows, library.config.title))
        yield Page("/data/quotations.json", DataView(quotation_rows(library), library.config.title))
        yield Page("/data/claims.json", DataView(claim_rows(library), library.config.title))


def sitemap_page(library: Library, pages: list[Page]) -> Page:
    """Every address that a search engine may list.

    None has a day of last change: the archive knows when an article appeared in its paper, not when its page changed.
    """
    listed = sorted(
        page.address
        for page in pages
        if page.address.endswith("/") and type(page.view).__name__ not in ("MovedView", "GoneView")
    )
    return Page("/sitemap.xml", SitemapView(tuple((address, "") for address in listed)))


def _feed(library: Library) -> FeedView:
    dated = [(date.day, card) for card in library.articles if (date := library.date(card)) and date.day]
    newest = sorted(dated, key=lambda pair: (pair[0], pair[1].face.slug), reverse=True)[:FEED_ENTRIES]
    entries = tuple(
        FeedEntry(
            card.face.address,
            card.face.title,
            day,
            cited_source(library, card),
            card.face.excerpt,
            card.face.language or library.config.language,
        )
        for day, card in newest
    )
    return FeedView(library.config.title, entries, newest[0][0] if newest else "")
