"""The search page in a real Chromium, on a small archive in four languages that is built for it."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote, urlsplit

import pytest

from benchmarks import search as benchmark

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

FILES = {
    "site.yaml": "title: A small archive\nlanguage: en\nrights: {publish: full}\n",
    "sources/afp.yaml": "name: AFP\ntype: agency\n",
    "sources/reuters.yaml": "name: Reuters\ntype: agency\n",
    "sources/naviny.yaml": "name: Naviny\n",
    "sources/herald.yaml": "name: The Herald\n",
    "sources/gazette.yaml": "name: The Gazette\n",
    "actors/alexander-lukashenko.yaml": """\
name: Alexander Lukashenko
type: person
names: [Lukashenko, Lukashenka, Лукашенко, Лукашэнка, {text: Александр Лукашенко, language: ru}]
""",
    "actors/svetlana-tikhanovskaya.yaml": """\
name: Svetlana Tikhanovskaya
type: person
names: [Tikhanovskaya, Sviatlana Tsikhanouskaya, Светлана Тихановская]
""",
    "actors/viasna.yaml": "name: Viasna\ntype: organisation\nnames: [Праваабарончы цэнтр «Вясна»]\n",
    "actors/european-union.yaml": "name: European Union\ntype: public-body\nnames: [EU, Европейский союз]\n",
    "places/minsk.yaml": "name: Minsk\nnames: [Минск, Мінск]\n",
    "places/lodz.yaml": "name: Łódź\n",
}
ARTICLES = [
    ("2020-08-16", "afp", "en", "news", "Leader rallies supporters", ["alexander-lukashenko"], ["minsk"],
     "Alexander Lukashenko told several thousand supporters in Minsk that he would stay. State television showed it."),
    ("2020-08-17", "reuters", "en", "news", "Workers strike at the tractor plant",
     ["alexander-lukashenko", "svetlana-tikhanovskaya"], ["minsk"],
     "Workers of a plant in Minsk shouted at President Lukashenko. Sviatlana Tsikhanouskaya called for more strikes."),
    ("2020-09-23", "afp", "en", "analysis", "What the EU can do",
     ["svetlana-tikhanovskaya", "european-union", "viasna"], ["lodz"],
     "The European Union seeks an answer. Viasna counts. Svetlana Tikhanovskaya, in Łódź then, asked for sanctions."),
    ("2020-10-01", "reuters", "en", "news", "Television and the <b>euro</b>", [], [],
     "Economists in Europe on the money of the state, and on what television says of it."),
    ("2020-08-18", "naviny", "ru", "news", "Марши протеста", ["alexander-lukashenko", "svetlana-tikhanovskaya"],
     ["minsk"], "Протесты продолжаются на улицах Минска. Светлана Тихановская обратилась к рабочим. Лукашенко молчал."),
    ("2020-10-13", "naviny", "be", "news", "Марш пенсіянераў", ["alexander-lukashenko"], [],
     "Пенсіянеры выйшлі на вуліцы. Лукашэнка пра гэта не гаварыў."),
    ("2020-08-19", "", "de", "news", "Der Gipfel", [], [], "Die Häuser der Regierungen beraten über Sanktionen."),
    *((f"2020-10-{day:02}", "reuters", "en", "news", f"Count of votes {day}", [], [],
       f"The commission counted votes in district {day} and said nothing else on that day.") for day in range(14, 28)),
]  # fmt: skip
LIGHT = (
    "The keeper of the lighthouse on the northern rock leaves after forty winters, and a clock will light the lamp. "
    "He told visitors that the fog signal had once sounded for nine days, and that he had slept through the last three."
)
# A text in three papers, one of them known only probably, and another one on the same thing.
COPIES = [
    ("2020-11-02", "source: herald", "Keeper of the lighthouse leaves", LIGHT),
    (
        "2020-11-03",
        "source: gazette\nprovenance: {source: {basis: inferred, rule: host-of-url, certainty: probable}}",
        "Clock takes over the lamp",
        f"{LIGHT} Nobody will follow him.",
    ),
    ("", "", "A lamp lit by a clock", LIGHT),
    (
        "",
        "",
        "The inn of the strait",
        "Who comes from the harbour sees the sign of the inn first.\n\n"
        "It hangs above the door, a harpoon of the last whaler.\n\n"
        "Behind the house the strait begins, and with it the wind.",
    ),
    ("2020-11-09", "source: herald", "Ships and the rock", "Captains miss the lighthouse keeper, whom they all knew."),
]


NOTES = """\
- quote: {exact: asked for sanctions}
  type: context
  body: The Council had them on its table a week later.
"""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory, repo: Path) -> Path:
    """The built site."""
    folder = tmp_path_factory.mktemp("search")
    files = dict(FILES)
    for day, source, language, kind, title, actors, places, text in ARTICLES:
        files[f"articles/{day[:4]}/{day}-{len(files)}.md"] = (
            f'---\ntitle: "{title}"\ndate: {day}\nlanguage: {language}\nkind: {kind}\n'
            + (f"source: {source}\n" if source else "")
            + f"actors: [{', '.join(actors)}]\nplaces: [{', '.join(places)}]\n---\n{text}\n"
        )
    for day, more, title, text in COPIES:
        front = "\n".join(line for line in (f"title: {title}", day and f"date: {day}", more) if line)
        files[f"articles/{day or 'undated'}-{len(files)}.md"] = f"---\n{front}\nlanguage: en\n---\n{text}\n"
    files["notes/2020-09-23-14.yaml"] = NOTES
    for name, text in files.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    options = ["--content", folder / "content", "--themes", repo / "themes", "--out", folder / "site"]
    run = subprocess.run(
        [sys.executable, "-m", "sitegen", "build", *map(str, options)], cwd=repo, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return folder / "site"


class SearchPage:
    """The page as a reader sees it."""

    def __init__(self, page: Page, url: str) -> None:
        self.page, self.url = page, url

    def open(self, query: str = "") -> None:
        self.page.goto(f"{self.url}search/{query}")

    def ask(self, words: str) -> None:
        self.open(f"?q={quote(words)}")

    def says(self, words: str) -> None:
        """Waits until the live region begins with the words."""
        from playwright.sync_api import expect

        expect(self.page.locator("#search-status")).to_have_text(re.compile("^" + re.escape(words)))

    @property
    def titles(self) -> list[str]:
        return self.page.locator("#search-results .entry-title a").all_inner_texts()

    @property
    def asked(self) -> list[tuple[str, str]]:
        return parse_qsl(urlsplit(self.page.url).query)

    def facet(self, name: str) -> dict[str, str]:
        """Values and counts of a facet."""
        group = self.page.locator("fieldset", has=self.page.get_by_text(name, exact=True))
        return dict(label.rsplit("\n", 1) for label in group.locator("label").all_inner_texts())

    def tick(self, value: str) -> None:
        self.page.get_by_label(re.compile(rf"^{value}\s*\d+$")).click()

    def result(self, title: str) -> str:
        return self.page.locator("#search-results > li", has_text=title).inner_text()


@pytest.fixture
def search(page: Page, site_server: Callable[..., str], archive: Path) -> SearchPage:
    # Under a prefix, so that every address has to be right relative to where the archive stands.
    return SearchPage(page, site_server(archive, prefix="pagefind/some/place"))


def test_typing_finds(search: SearchPage, assert_quiet: Callable[..., None]) -> None:
    search.open()
    search.page.get_by_role("searchbox").press_sequentially("sanctions")
    search.says("1 article for sanctions")
    assert search.titles == ["What the EU can do"]
    assert search.page.locator("#search-results mark").all_inner_texts() == ["sanctions"]
    assert search.asked == [("q", "sanctions")]
    search.page.locator("#search-results .entry-title a").click()
    assert search.page.locator("h1").inner_text() == "What the EU can do"
    assert search.page.url.startswith(f"{search.url}articles/2020-09-23-")
    assert_quiet()


def test_pagefind_is_loaded_only_when_needed(search: SearchPage, record: object) -> None:
    search.open()
    search.page.wait_for_load_state("networkidle")
    asked = [urlsplit(address).path for address in record.requests]  # type: ignore[attr-defined]
    assert not [path for path in asked if "/pagefind/en/" in path or "/data/" in path]
    with search.page.expect_response("**/pagefind/en/pagefind.js"):
        search.page.get_by_role("searchbox").focus()


@pytest.mark.parametrize(
    ("query", "number", "found"),
    [
        ("Лукашенко", 4, {"Leader rallies": "Lukashenko", "Марши протеста": "", "Марш пенсіянераў": "Лукашэнка"}),
        ("lukashenka", 4, {"Leader rallies supporters": "Lukashenko", "Марши протеста": "Лукашенко"}),
        ("Alexander Lukashenko", 4, {"Leader rallies supporters": "", "Workers strike": "Lukashenko"}),
        # Not in the record by itself, but the last word of a form that is.
        ("Tsikhanouskaya", 3, {"Workers strike": "", "What the EU can do": "Tikhanovskaya"}),
        ("Sviatlana Tsikhanouskaya", 3, {"Workers strike": "", "Марши протеста": "Светлана Тихановская"}),
        ("EU", 1, {"What the EU can do": ""}),
        ("lodz", 1, {"What the EU can do": ""}),
        ("Праваабарончы цэнтр «Вясна»", 1, {"What the EU can do": "Viasna"}),
    ],
)  # fmt: skip
def test_a_name_is_found_under_every_form(
    search: SearchPage, assert_quiet: Callable[..., None], query: str, number: int, found: dict[str, str]
) -> None:
    search.ask(query)
    search.says(f"{number} article")
    for title, form in found.items():
        text = search.result(title)
        assert f"found\u00a0as {form}" in text if form else "found\u00a0as" not in text
    assert_quiet()


def test_what_was_asked_for_is_marked_in_the_title_too(search: SearchPage) -> None:
    search.ask("workers")
    search.says("1 article")
    assert search.page.locator(".entry-title mark").all_inner_texts() == ["Workers"]
    assert search.page.locator(".entry-excerpt mark").all_inner_texts() == ["Workers"]


def test_a_name_leads_to_its_page(search: SearchPage) -> None:
    search.ask("Лукашенко Minsk")
    search.says("3 articles")
    notes = search.page.locator("#search-notes a")
    assert notes.all_inner_texts() == [
        "Alexander Lukashenko: actor page",
        "Minsk: place page",
        "Only as you wrote it, not under other spellings",
    ]
    notes.first.click()
    assert search.page.url == f"{search.url}actors/alexander-lukashenko/"


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("state television", ["Leader rallies supporters", "Television and the <b>euro</b>"]),
        ('"state television"', ["Leader rallies supporters"]),
        ("“state television” Minsk", ["Leader rallies supporters"]),
        ('"Lukashenka"', []),
        ('"EU"', ["What the EU can do"]),
        ("euro", ["Television and the <b>euro</b>"]),
        ("television unheardofword", []),
        ("протестами", ["Марши протеста"]),
        ("haus", ["Der Gipfel"]),
        ("пенсіянеры", ["Марш пенсіянераў"]),
        ("striking", ["Workers strike at the tractor plant"]),
        ('"', []),
    ],
)
def test_words_and_phrases(search: SearchPage, query: str, titles: list[str]) -> None:
    search.ask(query)
    search.says({0: "No articles", 1: "1 article"}.get(len(titles), f"{len(titles)} articles"))
    assert sorted(search.titles) == sorted(titles)


def test_a_beginning_is_found_and_said(search: SearchPage) -> None:
    search.ask("econom")
    search.says("1 article")
    search.ask("sanct")
    search.says("1 article")
    assert "No article has the word “sanct”" in search.page.locator("#search-notes").inner_text()


def test_facets_count_and_narrow(search: SearchPage, assert_quiet: Callable[..., None]) -> None:
    search.ask("Lukashenko")
    search.says("4 articles for Lukashenko")
    assert search.facet("Source") == {"AFP": "1", "Naviny": "2", "Reuters": "1"}
    assert search.facet("Month") == {"August 2020": "3", "October 2020": "1"}
    assert search.facet("Language") == {"Belarusian": "1", "English": "2", "Russian": "1"}
    assert search.facet("Kind") == {"news": "4"}
    assert search.facet("Place") == {"Minsk": "3"}
    search.tick("Naviny")
    search.says("2 articles for Lukashenko, narrowed down from 4")
    # The values of one facet are alternatives: their counts stay.
    assert search.facet("Source") == {"AFP": "1", "Naviny": "2", "Reuters": "1"}
    assert search.facet("Month") == {"August 2020": "1", "October 2020": "1"}
    search.tick("AFP")
    search.says("3 articles for Lukashenko, narrowed down from 4")
    assert search.asked == [("q", "Lukashenko"), ("source", "AFP"), ("source", "Naviny")]
    # An article has several actors: all ticked ones must be there.
    search.tick("Alexander Lukashenko")
    search.tick("Svetlana Tikhanovskaya")
    search.says("1 article for Lukashenko, narrowed down from 4")
    assert search.titles == ["Марши протеста"]
    assert_quiet()


def test_facets_alone_are_a_query(search: SearchPage) -> None:
    search.open("?source=AFP")
    search.says("2 articles, narrowed down from 26")
    assert search.titles == ["What the EU can do", "Leader rallies supporters"]
    search.page.get_by_role("checkbox", name="AFP").click()
    search.says("")
    assert search.page.get_by_role("heading", name="Ways in").is_visible()


def test_sorting_by_date(search: SearchPage) -> None:
    from playwright.sync_api import expect

    search.ask("Lukashenko")
    search.says("4 articles")
    order = ["Leader rallies supporters", "Workers strike at the tractor plant", "Марши протеста", "Марш пенсіянераў"]
    search.page.get_by_label("Sort by").select_option("oldest")
    search.page.wait_for_url("**sort=oldest")
    expect(search.page.locator("#search-results .entry-title a")).to_have_text(order)
    search.page.get_by_label("Sort by").select_option("newest")
    search.page.locator("#search-results > li:first-child", has_text=order[-1]).wait_for()
    assert search.titles == order[::-1]


def test_the_address_restores_the_search(search: SearchPage) -> None:
    search.open("?q=Lukashenko&source=Naviny&source=Reuters&month=2020-08&sort=oldest")
    search.says("2 articles for Lukashenko, narrowed down from 4")
    assert search.titles == ["Workers strike at the tractor plant", "Марши протеста"]
    assert search.page.get_by_role("searchbox").input_value() == "Lukashenko"
    assert search.page.get_by_label("Sort by").input_value() == "oldest"
    ticked = search.page.locator("#search-facets input:checked").evaluate_all("boxes => boxes.map((box) => box.value)")
    assert ticked == ["Reuters", "Naviny", "2020-08"]
    search.page.reload()
    search.says("2 articles for Lukashenko, narrowed down from 4")


def test_copies_of_one_text_are_folded_under_the_first(search: SearchPage, assert_quiet: Callable[..., None]) -> None:
    search.open("?q=lighthouse&sort=newest")
    search.says("4 articles for lighthouse, 2 of them copies")
    assert search.titles == ["Ships and the rock", "Clock takes over the lamp"]
    text = search.result("Clock takes over")
    assert "Also in: The Herald (2 November 2020), Source not known (undated)" in text
    assert "Also in" not in search.result("Ships and the rock")
    search.page.get_by_role("link", name="The Herald (2 November 2020)").click()
    assert search.page.locator("h1").inner_text() == "Keeper of the lighthouse leaves"
    assert_quiet()


def test_who_wants_every_copy_unfolds_them_and_the_address_remembers(search: SearchPage) -> None:
    search.ask("lighthouse")
    search.says("4 articles for lighthouse, 2 of them copies")
    folds = search.page.get_by_role("checkbox", name="Fold copies")
    assert folds.is_checked()
    folds.focus()
    search.page.keyboard.press("Space")
    search.page.locator("#search-results > li:nth-child(4)").wait_for()
    assert search.page.locator("#search-status").inner_text() == "4 articles for lighthouse"
    assert search.page.evaluate("document.activeElement.id") == "search-fold"
    assert search.asked == [("q", "lighthouse"), ("fold", "no")] and "Also in" not in search.result("A lamp lit")
    search.page.reload()
    search.page.locator("#search-results > li:nth-child(4)").wait_for()
    assert not folds.is_checked()
    search.page.go_back()
    search.says("4 articles for lighthouse, 2 of them copies")
    assert folds.is_checked() and len(search.titles) == 2


def test_a_copy_that_a_facet_leaves_out_is_neither_folded_nor_counted(search: SearchPage) -> None:
    search.open("?q=lighthouse&source=The+Herald")
    search.says("2 articles for lighthouse, narrowed down from 4")
    assert search.page.get_by_text("Also in").count() == 0
    search.open("?fold=no")
    search.says("")
    assert search.page.get_by_role("heading", name="Ways in").is_visible()


def test_a_source_that_is_only_probable_says_so(search: SearchPage) -> None:
    search.open("?q=lighthouse&fold=no")
    search.says("4 articles")
    assert "probably The Gazette" in search.result("Clock takes over")
    assert "probably" not in search.result("Ships and the rock")
    search.open("?q=lighthouse&sort=oldest")
    search.says("4 articles")
    assert "Also in: probably The Gazette (3 November 2020)" in search.result("Keeper of the lighthouse")
    counts = search.facet("Source")
    assert counts["The Gazette"].endswith("probably 1") and counts["The Herald"].isdigit(), "counts say so too"


def test_back_goes_through_searches_and_not_through_letters(search: SearchPage) -> None:
    search.open()
    box = search.page.get_by_role("searchbox")
    box.press_sequentially("sanctions", delay=60)
    box.press("Enter")
    search.says("1 article for sanctions")
    box.fill("television")
    box.press("Enter")
    search.says("2 articles for television")
    search.tick("AFP")
    search.says("1 article for television, narrowed down from 2")
    search.page.go_back()
    search.says("2 articles for television")
    assert not search.page.get_by_role("checkbox", name="AFP").is_checked()
    search.page.go_back()
    search.says("1 article for sanctions")
    assert box.input_value() == "sanctions"
    search.page.go_back()
    search.says("")
    assert box.input_value() == ""
    box.fill("votes")
    search.says("14 articles for votes")
    assert search.asked == [("q", "votes")]


def test_more_results_by_a_button(search: SearchPage) -> None:
    search.ask("votes")
    search.says("14 articles")
    assert len(search.titles) == 10
    search.page.get_by_role("button", name="Show 4 more").click()
    search.page.locator("#search-results > li:nth-child(14)").wait_for()
    assert len(set(search.titles)) == 14
    assert search.page.evaluate("document.activeElement.textContent") == search.titles[10]
    assert not search.page.get_by_role("button", name="Show").is_visible()


def test_the_keyboard_is_enough(search: SearchPage, assert_quiet: Callable[..., None]) -> None:
    search.page.goto(search.url)
    search.page.keyboard.press("/")
    search.page.keyboard.type("Lukashenko")
    search.page.keyboard.press("Enter")
    search.says("4 articles for Lukashenko")
    search.page.keyboard.press("/")
    search.page.keyboard.press("Escape")
    assert search.page.get_by_role("searchbox").input_value() == "Lukashenko"
    focused = "document.activeElement.id || document.activeElement.textContent"
    seen = []
    while "source=Naviny" not in seen:
        search.page.keyboard.press("Tab")
        seen.append(search.page.evaluate(focused))
        assert len(seen) < 12, seen
    search.page.keyboard.press("Space")
    search.says("2 articles for Lukashenko, narrowed down from 4")
    assert search.page.evaluate(focused) == "source=Naviny"
    first = search.titles[0]
    while first not in seen:
        search.page.keyboard.press("Tab")
        seen.append(search.page.evaluate(focused))
        assert len(seen) < 40, seen
    search.page.keyboard.press("Enter")
    search.page.wait_for_url("**/articles/**")
    assert search.page.locator("h1").inner_text() == first
    assert_quiet()


def test_without_scripts_the_lists_lead_on(open_page: Callable[..., Page], search: SearchPage) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(f"{search.url}search/")
    assert "needs JavaScript" in page.locator("main").inner_text()
    for name in ("Timeline", "Actors", "Sources", "Places", "Articles"):
        assert page.get_by_role("main").get_by_role("link", name=name, exact=True).is_visible()
    assert not page.get_by_text("All articles with filters").is_visible()


def test_a_missing_index_is_said_plainly(search: SearchPage) -> None:
    search.page.route("**/pagefind/en/*", lambda route: route.abort())
    search.ask("haus")
    search.says("1 article for haus")
    assert "Articles in English could not be searched." in search.page.locator("#search-notes").inner_text()
    search.page.route("**/place/pagefind/**", lambda route: route.abort())
    search.ask("haus")
    search.says("The search could not be loaded: its index cannot be read here.")
    assert search.page.get_by_role("heading", name="Ways in").is_visible()


def test_without_the_table_of_names_words_are_found(search: SearchPage) -> None:
    search.page.route("**/data/names.json", lambda route: route.abort())
    search.ask("Лукашэнка")
    search.says("1 article")
    search.ask("tsikhanousk")
    search.says("3 articles")


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_is_wider_than_the_screen(open_page: Callable[..., Page], search: SearchPage, width: int) -> None:
    page = open_page(viewport={"width": width, "height": 800})
    narrow = SearchPage(page, search.url)
    narrow.ask("Lukashenko")
    narrow.says("4 articles")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    # On a phone the results come first; on a wide screen the facets stand beside them.
    assert page.locator("#search-facets").get_by_role("checkbox").first.is_visible() == (width > 1000)


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("sanctions OR strikes", ["What the EU can do", "Workers strike at the tractor plant"]),
        ("Lukashenko -strikes -Протесты", ["Leader rallies supporters", "Марш пенсіянераў"]),
        ('television NOT "state television"', ["Television and the <b>euro</b>"]),
        ("Workers NEAR/6 shouted", ["Workers strike at the tractor plant"]),
        ("Workers NEAR/5 shouted", []),
        ('"state television" "several thousand"', ["Leader rallies supporters"]),
        ("Viasna OR Tikhanovskaya Minsk", ["Workers strike at the tractor plant", "Марши протеста"]),
        ("-votes -keeper -lighthouse -lamp -Lukashenko -EU -harpoon", ["Der Gipfel", "Television and the <b>euro</b>"]),
        ("OR NEAR NOT", []),
    ],
)
def test_operators(search: SearchPage, assert_quiet: Callable[..., None], query: str, titles: list[str]) -> None:
    search.ask(query)
    search.says({0: "No articles", 1: "1 article"}.get(len(titles), f"{len(titles)} articles"))
    assert sorted(search.titles) == sorted(titles)
    assert_quiet()


def test_a_name_as_written_is_a_switch_and_stands_in_the_address(search: SearchPage) -> None:
    search.ask("Лукашенко")
    search.says("4 articles")
    search.page.get_by_role("link", name="Only as you wrote it").click()
    search.says("1 article")
    assert search.titles == ["Марши протеста"] and ("names", "no") in search.asked
    search.page.get_by_label("Names under every spelling").check()
    search.says("4 articles")


def test_a_name_hardly_misspelt_is_offered(search: SearchPage) -> None:
    search.ask("Lukashemko Minsk")
    search.says("No articles")
    search.page.get_by_role("link", name="Did you mean Lukashenko?").click()
    search.says("3 articles for Lukashenko Minsk")


@pytest.mark.parametrize(
    ("span", "number"),
    [
        ("from=2020-08-17&to=2020-08-18", 2), ("to=2020-08", 4), ("from=2020-11", 3),
        ("from=2020-10-13&to=2020-10-13", 1), ("from=2021", 0),
    ],
)  # fmt: skip
def test_a_range_of_dates(search: SearchPage, span: str, number: int) -> None:
    search.open(f"?fold=no&{span}")
    search.says("No articles" if not number else f"{number} article")
    assert len(search.titles) == number
    assert search.page.get_by_label("from").input_value() == dict(parse_qsl(span)).get("from", "")


def test_a_passage_leads_to_its_paragraph_and_is_marked_there(
    search: SearchPage, assert_quiet: Callable[..., None]
) -> None:
    search.ask('"state television"')
    search.says("1 article")
    search.page.get_by_role("link", name="¶ 1: open the article").click()
    search.page.wait_for_url("**/articles/**#p1")
    marked = "[...CSS.highlights.get('hit') ?? []].map(String)"
    search.page.wait_for_function(f"{marked}.length")
    assert search.page.evaluate(marked) == ["State television"]
    assert_quiet()


def test_a_passage_ends_with_its_paragraph(search: SearchPage) -> None:
    search.ask("harpoon")
    search.says("1 article")
    passages = search.page.locator("#search-results .entry-excerpt").all_inner_texts()
    assert passages == ["It hangs above the door, a harpoon of the last whaler. ¶ 2"]
    assert search.page.locator(".search-sort").is_visible()
    search.ask("harpoon zzz")
    search.says("No articles")
    assert not search.page.locator(".search-sort, .search-narrow").first.is_visible(), "nothing to sort or to narrow"


def test_every_hit_in_its_line(search: SearchPage, assert_quiet: Callable[..., None]) -> None:
    search.ask("television")
    search.says("2 articles")
    search.page.get_by_label("Show").select_option("lines")
    search.page.wait_for_url("**view=lines")
    lines = search.page.locator(".search-lines > li")
    lines.first.wait_for()
    assert lines.count() == 3
    assert sorted(search.page.locator(".line-after a").all_inner_texts()) == ["Television", "television", "television"]
    lefts = search.page.locator(".line-after a").evaluate_all("all => all.map((a) => a.getBoundingClientRect().left)")
    assert max(lefts) - min(lefts) < 1
    assert_quiet()


def test_notes_and_names_are_other_scopes(search: SearchPage, assert_quiet: Callable[..., None]) -> None:
    search.ask("council table")
    search.says("No articles")
    search.page.get_by_label("Search in").select_option("notes")
    search.says("1 note for council table")
    assert search.titles == ["asked for sanctions"]
    assert search.facet("Source") == {"AFP": "1"}
    search.page.get_by_label("Search in").select_option("people")
    search.page.get_by_role("searchbox").fill("тихан")
    search.says("1 name on record for тихан")
    assert search.titles == ["Svetlana Tikhanovskaya"]
    assert ("in", "people") in search.asked
    assert_quiet()


@pytest.mark.parametrize("name", ["CSV", "BibTeX", "RIS", "CSL-JSON"])
def test_all_results_are_saved(search: SearchPage, assert_quiet: Callable[..., None], name: str) -> None:
    search.open("?q=votes&sort=oldest")
    search.says("14 articles")
    with search.page.expect_download() as saved:
        search.page.get_by_role("button", name=name, exact=True).click()
    text = Path(saved.value.path()).read_text("utf-8-sig")
    if name == "CSV":
        rows = list(csv.DictReader(text.splitlines()))
        assert [row["title"] for row in rows] == [f"Count of votes {day}" for day in range(14, 28)]
        assert rows[0]["date"] == "2020-10-14" and rows[0]["source"] == "Reuters"
        assert rows[0]["address"].startswith(f"{search.url}articles/2020-10-14-")
    elif name == "CSL-JSON":
        items = json.loads(text)
        assert [item["issued"] for item in items] == [{"date-parts": [[2020, 10, day]]} for day in range(14, 28)]
        assert {(item["type"], item["container-title"]) for item in items} == {("article-newspaper", "Reuters")}
    elif name == "RIS":
        records = text.split("ER  - \n")[:-1]
        assert len(records) == 14 and all(record.strip().startswith("TY  - NEWS\n") for record in records)
        assert "DA  - 2020/10/14\n" in records[0] and "T2  - Reuters\n" in records[0]
    else:
        assert text.count("@article{") == 14 and "  date = {2020-10-27}" in text and "{{Count of votes 14}}" in text
    assert_quiet()


def test_random_queries_and_all_forms_of_names_find_what_a_plain_scan_finds(search: SearchPage, archive: Path) -> None:
    """The rules are those of `benchmarks/search_rules.py`; `benchmarks/search.py` asks on two thousand articles."""
    assert benchmark.wrong_queries(search.page, search.url, archive, 60) == []
    assert benchmark.wrong_forms(search.page, search.url, archive) == ([], 19)


def test_opened_from_a_folder_titles_names_sources_and_dates_are_found(page: Page, archive: Path) -> None:
    folder = SearchPage(page, f"{archive.as_uri()}/")
    folder.page.goto(f"{folder.url}search/index.html?q=reuters+Тихановская".replace("Тихановская", "tikhanovskaya"))
    folder.says("Opened from a folder")
    page.locator("#search-results > li").first.wait_for()
    assert folder.titles == ["Workers strike at the tractor plant"]
    page.get_by_role("searchbox").fill("2020-09-23")
    assert folder.titles == ["What the EU can do"]
    page.locator("#search-results a").click()
    assert page.locator("h1").inner_text() == "What the EU can do"
