"""The timeline in a real Chromium: a span by keys and by dragging, filters, an address for every state."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from static_server import Rules, netlify_rules

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "build"))

from archives import run_process

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def article(title: str, date: str, source: str, actors: str, kind: str = "news") -> str:
    dated = f"date: {date}\n" if date else ""
    return f"---\ntitle: {title}\n{dated}source: {source}\nactors: [{actors}]\nkind: {kind}\n---\nIt was said so.\n"


FILES = {
    "site.yaml": "title: The harbour papers\nbase_url: https://harbour.example/\n",
    "pages/about.md": "About.\n",
    "pages/method.md": "Method.\n",
    "sources/daily.yaml": "name: The Daily\n",
    "sources/gazette.yaml": "name: The Gazette\n",
    "actors/ada.yaml": "name: Ada Berg\ntype: person\n",
    "actors/ivo.yaml": "name: Ivo Lund\ntype: person\n",
    "events/strike.yaml": "title: The strike\ndate: 2020-05-04\nactors: [ivo]\n",
    "events/vote.yaml": "title: The vote\ndate: 2020-05-20\nactors: [ada]\n",
    "articles/2020/a.md": article("One", "2020-05-03", "daily", "ada"),
    "articles/2020/b.md": article("Two", "2020-05-04", "daily", "ada, ivo"),
    "articles/2020/c.md": article("Three", "2020-05-04", "gazette", "ivo", "opinion"),
    "articles/2020/d.md": article("Four", "2020-06-02", "gazette", "ada"),
    "articles/2020/e.md": article("Some day in May", "2020-05", "gazette", "ada"),
    "articles/undated/letter.md": article("A letter", "", "daily", "ivo"),
}
ALL = ["One", "Two", "Three", "Some day in May", "Four", "A letter"]


@pytest.fixture(scope="session")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("papers")
    for name, text in FILES.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    themes = Path(__file__).parents[2] / "themes"
    places = ("--content", folder / "content", "--themes", themes, "--out", folder / "site")
    result = run_process("build", *map(str, places), "--no-search", "--quiet")
    assert result.code == 0, result
    return folder / "site"


@pytest.fixture(scope="session")
def rules(repo: Path) -> Rules:
    return netlify_rules(repo / "netlify.toml")


@pytest.fixture
def address(papers: Path, site_server: Callable[..., str], rules: Rules) -> str:
    return site_server(papers, rules=rules) + "timeline/"


def shown(page: Page, kind: str = "entry") -> list[str]:
    return [link.inner_text() for link in page.locator(f".{kind}-title a").all() if link.is_visible()]


def says(page: Page, words: str) -> None:
    from playwright.sync_api import expect

    expect(page.locator(".narrow [role=status]")).to_have_text(words)


def choose(page: Page, label: str, value: str) -> None:
    page.get_by_label(label, exact=True).select_option(value)


def test_a_filter_leaves_what_fits_and_says_so(page: Page, address: str, assert_quiet: Callable[..., None]) -> None:
    page.goto(address)
    assert shown(page) == ALL
    says(page, "Articles: 6 of 6 · events: 2 of 2")
    choose(page, "Actor", "ivo")
    assert shown(page) == ["Two", "Three", "A letter"] and shown(page, "event") == ["The strike"]
    says(page, "Articles: 3 of 6 · events: 1 of 2")
    assert page.url == address + "?actor=ivo"
    choose(page, "Source", "gazette")
    assert shown(page) == ["Three"] and not page.locator("#m2020-06").is_visible()
    assert page.locator(".chart-bars .chart-bar").nth(0).get_attribute("height") == "0"
    assert_quiet()


def test_choices_say_how_many_articles_they_leave(page: Page, address: str) -> None:
    page.goto(address)
    kinds = page.get_by_label("Kind", exact=True).locator("option")
    assert kinds.all_text_contents() == ["all kinds (6)", "news (5)", "opinion (1)"]
    choose(page, "Source", "daily")
    assert kinds.all_text_contents() == ["all kinds (3)", "news (3)", "opinion (0)"]
    assert kinds.nth(2).is_disabled()


def test_keys_choose_a_span_and_vague_dates_stay_while_they_may_lie_in_it(page: Page, address: str) -> None:
    page.goto(address)
    start, end = page.get_by_role("slider", name="From"), page.get_by_role("slider", name="Until")
    assert start.get_attribute("aria-valuetext") == "1 May 2020"
    start.focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    assert start.get_attribute("aria-valuetext") == "4 May 2020"
    assert shown(page) == ["Two", "Three", "Some day in May", "Four"]
    end.focus()
    page.keyboard.press("Home")
    assert (start.input_value(), end.input_value()) == ("0", "0"), "one end takes the other along"
    assert shown(page) == ["Some day in May"]
    page.wait_for_url(address + "?to=2020-05-01")


def test_a_span_is_drawn_on_the_chart_and_is_no_click(page: Page, address: str) -> None:
    page.goto(address)
    box = page.locator(".chart svg").bounding_box()
    assert box
    days = int(str(page.get_by_role("slider", name="From").get_attribute("max"))) + 1
    bar = page.locator(".chart-bars a").nth(1).bounding_box()
    assert bar
    page.mouse.move(bar["x"] + bar["width"] / 2, box["y"] + 100)  # 4 May
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 19.5 / days, box["y"] + 60, steps=4)  # 20 May
    page.mouse.up()
    page.wait_for_url(re.compile(r"/timeline/\?from=2020-05-04&to=2020-05-20$"))
    assert shown(page) == ["Two", "Three", "Some day in May"] and shown(page, "event") == ["The strike", "The vote"]
    page.locator(".chart-bars a").nth(1).click()
    page.wait_for_url(re.compile(r"/timeline/2020-05-04/$"))


def test_every_state_has_an_address_that_back_and_forward_know(page: Page, address: str, open_page: Any) -> None:
    page.goto(address)
    choose(page, "Actor", "ada")
    choose(page, "Source", "gazette")
    assert shown(page) == ["Some day in May", "Four"]
    other = open_page()
    other.goto(page.url + "&from=2020-06-01")
    assert shown(other) == ["Four"] and other.get_by_label("Actor", exact=True).input_value() == "ada"
    page.go_back()
    assert shown(page) == ["One", "Two", "Some day in May", "Four"]
    page.go_back()
    assert shown(page) == ALL
    page.go_forward()
    assert page.get_by_label("Actor", exact=True).input_value() == "ada" and len(shown(page)) == 4
    page.get_by_role("link", name="Show everything").click()
    page.wait_for_url(address)
    assert shown(page) == ALL


@pytest.mark.parametrize(
    "query", ["?actor=nobody", "?from=2021-01-01", "?from=x&to=&kind=%00", "?from=2020-06-01&to=2020-05-01"]
)
def test_an_address_that_fits_nothing_here_shows_everything(
    page: Page, address: str, query: str, assert_quiet: Callable[..., None]
) -> None:
    page.goto(address + query)
    assert shown(page) == ALL
    assert_quiet()


def test_a_month_s_page_is_narrowed_alike(page: Page, address: str) -> None:
    page.goto(address + "2020-05/?kind=opinion")
    assert shown(page) == ["Three"]
    says(page, "Articles: 1 of 4 · events: 2 of 2")


def test_what_is_chosen_goes_along_to_the_months_and_back(page: Page, address: str) -> None:
    page.goto(address + "?actor=ivo")
    page.get_by_role("link", name="May 2020", exact=True).last.click()
    page.wait_for_url("**/timeline/2020-05/?actor=ivo")
    assert shown(page) == ["Two", "Three"]
    choose(page, "Kind", "opinion")
    page.locator(".crumb a").click()
    page.wait_for_url("**/timeline/?actor=ivo&kind=opinion")
    assert shown(page) == ["Three"]
    page.get_by_role("link", name="Show everything").click()
    assert page.get_by_role("link", name="May 2020", exact=True).last.get_attribute("href") == "2020-05/", (
        "nothing is left behind"
    )


def test_on_paper_there_is_the_chosen_span_with_its_address(page: Page, address: str) -> None:
    page.goto(address + "?actor=ivo")
    page.emulate_media(media="print")
    assert shown(page) == ["Two", "Three", "A letter"]
    assert page.get_by_text(address + "?actor=ivo").is_visible()
    assert not page.get_by_label("Actor", exact=True).is_visible() and not page.get_by_role("slider").first.is_visible()


def test_without_javascript_the_list_is_whole_and_nothing_asks_to_be_filled_in(open_page: Any, address: str) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(address + "?actor=ivo")
    assert shown(page) == ALL and not page.locator("#narrow").is_visible()
    assert page.locator(".chart svg").get_attribute("role") == "group"


def test_on_a_phone_it_fits_and_a_thumb_is_large_enough_to_touch(open_page: Any, address: str) -> None:
    page = open_page(viewport={"width": 320, "height": 640}, is_mobile=True, has_touch=True)
    page.goto(address + "?actor=ivo")
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    for control in (page.get_by_role("slider").first, page.get_by_label("Actor", exact=True)):
        box = control.bounding_box()
        assert box and box["height"] >= 24
