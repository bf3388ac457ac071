"""Small pages in several languages, written as an archive's templates write them."""

from __future__ import annotations

import html
from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen.search import SearchPage

PAGES = {
    "rally": ("en", "2020-08-16", "AFP", "Leader rallies supporters", "Lukashenko spoke in Minsk to striking workers."),
    "strike": ("en-GB", "2020-08-17", "Reuters", "Workers strike", "Strikes at the tractor works in Minsk and Łódź."),
    "undated": ("en", "", "AFP", "A text without a date", "Nobody knows when this was printed."),
    "protesty": ("ru", "2020-08-18", "Naviny", "Протесты", "Лукашенко и протестующие на улицах Минска."),
    "marsh": ("be", "2020-10-13", "Nasha Niva", "Марш", "Пенсіянеры выйшлі на марш у Мінску."),
    "gipfel": ("de", "2020-08-19", "dpa", "Gipfel", "Die Häuser der Regierungen."),
}


def page_html(language: str, day: str, source: str, title: str, text: str) -> str:
    facets = [("source", source), ("actor", "Alexander Lukashenko"), ("actor", "Belta"), ("language", language)]
    facets += [("month", day[:7]), ("day", day)] if day else [("month", "undated")]
    filters = "".join(
        f'<meta data-pagefind-filter="{facet}[content]" content="{html.escape(value)}">' for facet, value in facets
    )
    sort = f'<meta data-pagefind-sort="date[content]" content="{day}">' if day else ""
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>{filters}{sort}'
        '<meta data-pagefind-meta="all[content]" content="sgallsg"></head>'
        f"<body><main data-pagefind-body><h1>{title}</h1><p>{html.escape(text)}</p></main></body></html>"
    )


def write_page(site: Path, slug: str, language: str, text: str) -> SearchPage:
    file = site / "articles" / slug / "index.html"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return SearchPage(f"articles/{slug}/index.html", language, slug)


@pytest.fixture
def make_site(tmp_path: Path) -> Callable[[str], tuple[Path, list[SearchPage]]]:
    """make_site(name) writes the pages into a folder and gives it with the list of them."""

    def make(name: str = "site") -> tuple[Path, list[SearchPage]]:
        site = tmp_path / name
        return site, [write_page(site, slug, values[0], page_html(*values)) for slug, values in PAGES.items()]

    return make
