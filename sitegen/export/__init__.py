"""Views for programs → bytes: Atom, sitemap, robots, headers, JSON, CSV, TEI, descriptions. Never changes a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sitegen.export.annotations import annotation_collection
from sitegen.export.citations import citations_file
from sitegen.export.data import json_document
from sitegen.export.datapackage import data_package
from sitegen.export.editions import edition_file
from sitegen.export.feed import atom_feed
from sitegen.export.headers import headers_file
from sitegen.export.opensearch import open_search
from sitegen.export.redirects import redirects_file
from sitegen.export.robots import robots_file, sitemap
from sitegen.export.tables import json_lines, table_file
from sitegen.export.tei import tei_document
from sitegen.export.titles import titles_script
from sitegen.model.config import Site
from sitegen.model.data_views import (
    CitationsView,
    LinesView,
    OpenSearchView,
    PackageView,
    TableView,
    TeiView,
    TitlesView,
)
from sitegen.model.network_views import AnnotationsView
from sitegen.model.views import DataView, FeedView, HeadersView, Page, RedirectsView, RobotsView, SitemapView

SERIALISERS: dict[type, Callable[[Any, Site], bytes]] = {
    AnnotationsView: annotation_collection,
    CitationsView: citations_file,
    DataView: json_document,
    FeedView: atom_feed,
    HeadersView: headers_file,
    RedirectsView: redirects_file,
    LinesView: json_lines,
    OpenSearchView: open_search,
    PackageView: data_package,
    RobotsView: robots_file,
    SitemapView: sitemap,
    TableView: table_file,
    TitlesView: titles_script,
}


def is_export(page: Page) -> bool:
    """Whether a page is one for programs, which no template renders."""
    return type(page.view) in SERIALISERS or isinstance(page.view, TeiView)


def serialise(page: Page, site: Site, attached: Mapping[str, Any] | None = None) -> bytes:
    """The bytes of a page for programs.

    Args:
        attached: what the view only names by its digest: ``marked`` (`Marked`) for a `TeiView`.
    """
    if isinstance(page.view, TeiView):
        return tei_document(page.view, site, (attached or {})["marked"])
    return SERIALISERS[type(page.view)](page.view, site)


__all__ = ["edition_file", "is_export", "serialise"]
