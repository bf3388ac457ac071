"""Views for programs → bytes: Atom, sitemap, robots, JSON, headers. Never changes a page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sitegen.export.annotations import annotation_collection
from sitegen.export.data import json_document
from sitegen.export.feed import atom_feed
from sitegen.export.headers import headers_file
from sitegen.export.redirects import redirects_file
from sitegen.export.robots import robots_file, sitemap
from sitegen.model.config import Site
from sitegen.model.network_views import AnnotationsView
from sitegen.model.views import DataView, FeedView, HeadersView, Page, RedirectsView, RobotsView, SitemapView

SERIALISERS: dict[type, Callable[[Any, Site], bytes]] = {
    AnnotationsView: annotation_collection,
    DataView: json_document,
    FeedView: atom_feed,
    HeadersView: headers_file,
    RedirectsView: redirects_file,
    RobotsView: robots_file,
    SitemapView: sitemap,
}


def is_export(page: Page) -> bool:
    """Whether a page is one for programs, which no template renders."""
    return type(page.view) in SERIALISERS


def serialise(page: Page, site: Site) -> bytes:
    """The bytes of a page for programs."""
    return SERIALISERS[type(page.view)](page.view, site)


__all__ = ["is_export", "serialise"]
