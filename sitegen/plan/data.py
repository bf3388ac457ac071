"""Pages for programs: feed, sitemap, robots, data, headers; the export room gives them their form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sitegen.model.article import Card
from sitegen.model.views import DataView, FeedEntry, FeedView, HeadersView, Page, RedirectsView, RobotsView, SitemapView
from sitegen.plan.articles import moved
from sitegen.plan.entries import cited_source, field_value
from sitegen.plan.findingdata import claim_rows, quotation_rows
from sitegen.plan.library import Library

FEED_ENTRIES = 50


def data_pages(library: Library) -> Iterator[Page]:
    """Feed, robots, headers, and the data of all articles."""
    yield Page("/feed.xml", _feed(library))
    yield Page("/_headers", HeadersView())
    redirects = tuple((f"/articles/{alias}/", card.face.address) for alias, card in moved(library))
    if redirects:
        yield Page("/_redirects", RedirectsView(redirects))
    yield Page("/robots.txt", RobotsView(bool(library.config.base_url)))
    yield Page(
        "/data/articles.json", DataView(tuple(_row(library, card) for card in library.articles), library.config.title)
    )
    yield Page("/data/quotations.json", DataView(quotation_rows(library), library.config.title))
    yield Page("/data/claims.json", DataView(claim_rows(library), library.config.title))


def sitemap_page(library: Library, pages: list[Page]) -> Page:
    """Every address that a search engine may list, with the day of publication for articles."""
    days = {card.face.address: date.day for card in library.articles if (date := library.date(card)) and date.day}
    listed = sorted(
        page.address
        for page in pages
        if page.address.endswith("/") and type(page.view).__name__ not in ("MovedView", "GoneView")
    )
    return Page("/sitemap.xml", SitemapView(tuple((address, days.get(address, "")) for address in listed)))


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


def _row(library: Library, card: Card) -> tuple[tuple[str, Any], ...]:
    record, face = card.record, card.face
    return (
        ("slug", face.slug),
        ("address", face.address),
        ("title", face.title),
        ("date", record.date),
        ("source", record.source),
        ("source_name", field_value(library, card, "source")),
        ("agency", record.agency),
        ("authors", record.authors),
        ("language", face.language),
        ("kind", record.kind),
        ("url", record.url),
        ("url_archived", record.url_archived),
        ("actors", record.actors),
        ("places", record.places),
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
    )
