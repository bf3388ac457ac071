"""All cards → the library → every page as a value, and problems across articles. Never touches the disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sitegen.model.views import Page
from sitegen.plan.annotations import annotation_pages
from sitegen.plan.articles import article_pages, articles_pages
from sitegen.plan.changes import changes_pages
from sitegen.plan.checks import check_library, name_forms
from sitegen.plan.citedlists import citation_pages
from sitegen.plan.clocks import event_pages
from sitegen.plan.data import data_pages, sitemap_page
from sitegen.plan.dataset import dataset_pages
from sitegen.plan.differences import changes_since
from sitegen.plan.figures import figure_pages
from sitegen.plan.ftm import entities
from sitegen.plan.gaps import gaps_pages
from sitegen.plan.general import general_pages, text_pages
from sitegen.plan.happenings import propose_events
from sitegen.plan.library import Library, TextPage, build_library
from sitegen.plan.licence import licence_of
from sitegen.plan.lineage import lineage_pages
from sitegen.plan.quotations import quotation_pages
from sitegen.plan.records import actor_pages, place_pages, source_pages
from sitegen.plan.states import edition_label
from sitegen.plan.tables import table_rows
from sitegen.plan.tei import tei_pages
from sitegen.plan.timeline import timeline_pages
from sitegen.plan.titles import titles_pages

PLANNERS: tuple[Callable[[Library], Iterator[Page]], ...] = (
    general_pages,
    articles_pages,
    article_pages,
    actor_pages,
    source_pages,
    place_pages,
    timeline_pages,
    event_pages,
    gaps_pages,
    lineage_pages,
    quotation_pages,
    figure_pages,
    data_pages,
    dataset_pages,
    tei_pages,
    annotation_pages,
    changes_pages,
    citation_pages,
    titles_pages,
    text_pages,
)


def plan(library: Library) -> list[Page]:
    """Every page of the site, each address once, in the order of addresses."""
    pages = [page for planner in PLANNERS for page in planner(library)]
    pages.append(sitemap_page(library, pages))
    by_address: dict[str, Page] = {}
    for page in pages:
        by_address.setdefault(page.address, page)
    return [by_address[address] for address in sorted(by_address)]


__all__ = [
    "Library",
    "TextPage",
    "build_library",
    "changes_since",
    "check_library",
    "edition_label",
    "entities",
    "licence_of",
    "name_forms",
    "plan",
    "propose_events",
    "table_rows",
]
