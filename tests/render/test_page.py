"""Pages of the default theme: every view is shown, nothing in it can break out, links lead where they should."""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest

from sitegen import model
from sitegen.model import views
from sitegen.model.config import Config, Site, site_of
from sitegen.model.persons import family_first
from sitegen.model.views import Page
from sitegen.render import Theme, render_page
from sitegen.render.filters import interface_filters, json_ld, lang, opening, percent, web
from sitegen.render.interface import interface
from sitegen.render.page import Here, relative

# The export room writes these; they have no template.
OTHER_FORMS = {"AnnotationsView", "CitationsView", "DataView", "FeedView", "HeadersView", "LinesView",
               "OpenSearchView", "PackageView", "RedirectsView", "RobotsView",
               "SitemapView", "TableView", "TeiView", "TitlesView"}  # fmt: skip
VIEWS = [
    value
    for module in (
        importlib.import_module(f"sitegen.model.{found.name}") for found in pkgutil.iter_modules(model.__path__)
    )
    for name, value in vars(module).items()
    if name.endswith("View") and name not in OTHER_FORMS and value.__module__ == module.__name__
]
HOSTILE = """"'><script>alert(1)</script><img src=x onerror=alert(2)>&{{ 7 * 7 }}{% raise %}</title></textarea>-->"""
PageOf = Callable[..., tuple[Page, dict[str, object]]]


class Tags(HTMLParser):
    """Every tag with the names of its attributes, the links, and the text of JSON-LD."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.links: list[str] = []
        self.data: list[str] = []
        self._in_data = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(name for name, _ in attrs)))
        self.links += [value or "" for name, value in attrs if name in ("href", "src", "action")]
        self._in_data = tag == "script"

    def handle_endtag(self, tag: str) -> None:
        self.tags.append((f"/{tag}", ()))
        self._in_data = False

    def handle_data(self, data: str) -> None:
        if self._in_data:
            self.data.append(data)


@pytest.mark.parametrize("kind", VIEWS, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("full", [True, False], ids=["full", "empty"])
@pytest.mark.parametrize("flag", [True, False], ids=["yes", "no"])
def test_every_view_is_shown(kind: Any, full: bool, flag: bool, theme: Theme, site: Site, page_of: PageOf) -> None:
    page, attached = page_of(kind, "x" if full else "", full=full, flag=flag)
    html = render_page(theme, page, site, attached).decode()
    assert html.startswith("<!doctype html>\n<html")
    assert html.count("<h1") == 1
    assert " style=" not in html and "<style" not in html
    assert render_page(theme, page, site, attached).decode() == html


@pytest.mark.parametrize("kind", VIEWS, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("flag", [True, False], ids=["yes", "no"])
def test_hostile_text_in_any_field_changes_no_tag(kind: Any, flag: bool, theme: Theme, page_of: PageOf) -> None:
    def tags(text: str) -> Tags:
        page, attached = page_of(kind, text, flag=flag)
        site = Site(text, text, "https://archive.example/", text, ((text, "/x/"),), ((text, "/y/"),), text, text, ())
        return Tags(render_page(theme, page, site, attached).decode())

    hostile = tags(HOSTILE)
    assert hostile.tags == tags("x").tags
    assert all(not link.lower().startswith(("javascript:", "//")) for link in hostile.links)
    for data in hostile.data:
        assert "<" not in data
        json.loads(data)


def test_a_link_of_a_text_is_never_a_script(theme: Theme, site: Site, page_of: PageOf) -> None:
    for kind in (views.ArticleView, views.SourceView, views.ActorView):
        page, attached = page_of(kind, "javascript:alert(1)")
        links = Tags(render_page(theme, page, site, attached).decode()).links
        assert not [link for link in links if link.startswith("javascript:")]


def test_an_article_tells_zotero_what_it_is(theme: Theme, site: Site, page_of: PageOf) -> None:
    page, attached = page_of(views.ArticleView, "Roth, Andrew")
    html = render_page(theme, page, site, attached).decode()
    assert '<meta name="DC.type" content="newspaperArticle">' in html
    assert '<meta name="DC.creator" content="Roth, Andrew">' in html
    assert '<link rel="canonical" href="https://archive.example/a/a/b/">' in html


def test_an_article_carries_what_the_search_needs(theme: Theme, site: Site, page_of: PageOf) -> None:
    page, attached = page_of(views.ArticleView, "ru", flag=False)
    html = render_page(theme, page, site, attached).decode()
    assert '<html lang="ru">' in html and '<body lang="en"' in html
    assert '<meta name="search.filter" data-pagefind-filter="ru[content]" content="ru">' in html
    assert '<meta name="search.sort" data-pagefind-sort="date[content]" content="ru">' in html
    assert '<meta name="search.names" data-pagefind-meta="names[content]" content="ru · ru">' in html
    assert '<h1 lang="ru" data-pagefind-meta="title">ru</h1>' in html
    assert html.count("data-pagefind-body") == 1


def test_a_withdrawn_article_is_a_tombstone_that_no_search_finds(theme: Theme, site: Site, page_of: PageOf) -> None:
    page, attached = page_of(views.ArticleView)
    html = render_page(theme, page, site, attached).decode()
    assert "Withdrawn." in html
    assert "data-pagefind-body" not in html and "data-pagefind-filter" not in html and "Words." not in html


def test_a_digest_says_that_it_is_one(theme: Theme, site: Site, page_of: PageOf) -> None:
    page, attached = page_of(views.ArticleView, "digest", flag=False)
    assert "It is not the article’s text" in render_page(theme, page, site, attached).decode()


def test_a_note_stands_right_after_its_block_and_leads_back(theme: Theme, site: Site, page_of: PageOf) -> None:
    page, attached = page_of(views.ArticleView, "n1", flag=False)
    html = render_page(theme, page, site, attached).decode()
    assert '<p id="p1">Words.</p>\n<aside class="note note-n1" id="n1"' in html
    assert html.count('href="#ref-n1"') == 1


@pytest.mark.parametrize(
    ("here", "address", "expected"),
    [
        ("/", "/", "./"),
        ("/", "/actors/", "actors/"),
        ("/", "/feed.xml", "feed.xml"),
        ("/actors/", "/", "../"),
        ("/articles/x/", "/articles/x/", "./"),
        ("/articles/x/", "/articles/x/#n1", "#n1"),
        ("/articles/x/", "/articles/y/#n1", "../y/#n1"),
        ("/articles/x/", "/actors/ada/2020-08/", "../../actors/ada/2020-08/"),
        ("/articles/x/", "/articles/x/provenance/", "provenance/"),
        ("/articles/x/provenance/", "/articles/x/", "../"),
        ("/articles/x/", "/search/?q=a/b#c", "../../search/?q=a/b#c"),
        ("/articles/x/", "/static/site.css", "../../static/site.css"),
        ("/articles/x/", "/articles/x/?a=1", "./?a=1"),
        ("/", "//evil.example/", ".//evil.example/"),
        ("/", "/javascript:alert(1)", "./javascript:alert(1)"),
    ],
)
def test_relative_links(here: str, address: str, expected: str) -> None:
    assert relative(here, address) == expected


def test_links_of_the_missing_page_are_absolute() -> None:
    assert Here("/404.html", "en", "https://archive.example/a/").rel("/actors/#x") == "/a/actors/#x"
    assert Here("/404.html", "en", "").rel("/") == "/"
    assert Here("/x/", "en", "").absolute("/y/") == ""
    assert Here("/x/", "en", "https://archive.example").canonical == "https://archive.example/x/"


def test_the_missing_page_has_only_absolute_links(theme: Theme, page_of: PageOf) -> None:
    page, _ = page_of(views.MissingView, address="/404.html")
    site = site_of(Config(title="x", base_url="https://archive.example/a/"))
    links = Tags(render_page(theme, page, site, {}).decode()).links
    assert links and all(link.startswith("/a/") or link.startswith("#") for link in links)


def test_json_ld_leaves_nothing_empty_and_cannot_end_its_element() -> None:
    text = str(json_ld({"a": "</script>&", "b": "", "c": {"@type": "Person", "name": ""}, "d": ["", "x"], "n": 0}))
    assert text == '{"a":"\\u003c/script\\u003e\\u0026","d":["x"],"n":0}'


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Andrew Roth", "Roth, Andrew"),
        ("Ursula von der Leyen", "von der Leyen, Ursula"),
        ("Mary-Jane O’Neill Smith", "Smith, Mary-Jane O’Neill"),
        ("Roth, Andrew", "Roth, Andrew"),
        ("AFP", "AFP"),
        ("RFE/RL’s Belarus Service", "RFE/RL’s Belarus Service"),
        ("AP staff", "AP staff"),
        ("", ""),
    ],
)
def test_names_for_citation_programs(name: str, expected: str) -> None:
    assert family_first(name) == expected


def test_small_filters() -> None:
    assert lang("ru", "en") == ' lang="ru"'
    assert lang("ar", "en") == ' lang="ar" dir="rtl"'
    assert lang("en", "en") == lang("", "en") == lang('en" x', "de") == ""
    assert web("https://a.example/x") and not web("javascript:alert(1)") and not web("https:") and not web("http://[")
    lag = interface_filters(interface("en"))["lag"]
    assert (lag("2020-08-16", "2020-08-16"), lag("2020-08-17", "2020-08-16")) == (
        "the same day",
        "1 day later",
    )
    assert lag("2020-08-14", "2020-08-16") == "2 days before" and lag("2020-08", "2020-08-16") == ""
    assert opening("President since 1994. The count gave him more.") == "President since 1994."
    assert opening("Chair of the U.S. Senate") == "Chair of the U.S. Senate"
    assert (percent(1, 3), percent(5, 10), percent(1, 0)) == ("33.333%", "50%", "0%")


def test_budgets(theme: Theme) -> None:
    sizes = {address: len(data) for address, data in theme.assets()}
    # What a page of an article loads; the other pages have lists.css beside it.
    assert sizes["/static/site.css"] + sizes["/static/yours.css"] <= 20_000
    assert sizes["/static/lists.css"] <= 8_000
    assert sizes["/static/keep.js"] <= 2_200 and sizes["/static/reading-list.js"] <= 4_700
    assert sizes["/static/cite.js"] <= 3_600 and sizes["/static/reading-list.css"] <= 1_500
    assert sizes["/static/theme.js"] <= 6_000
    assert not re.search(r"https?://", dict(theme.assets())["/static/site.css"].decode())
