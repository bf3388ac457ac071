"""Cards beside names, marks that lead to how a field is known, the menu on narrow screens, and paper."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

LONG = "Interdepartmental Commission for Waterways, Embankments, Shipping and the Safety of Historical Crossings"
FILES = {
    "site.yaml": "title: Crossings\nlanguage: en\nbase_url: https://most.example/\nrights: {publish: full}\n",
    "sources/gazette.yaml": "name: The Gazette\n",
    "actors/ada.yaml": "name: Ada Miller\ntype: person\ndescription: Mayor of the town. She came late to politics.\n",
    "actors/commission.yaml": f"name: {LONG}\ntype: public-body\n",
    "places/town.yaml": "name: Lowbridge\n",
    "articles/2021/2021-03-03-bridge.md": f"""\
---
title: The bridge is to be opened
date: 2021-03-03
source: gazette
language: en
actors: [ada, commission]
places: [town]
status: published
provenance:
  date: {{basis: stated, text: 3 March 2021}}
  source: {{basis: inferred, rule: host-of-url}}
  actors: {{basis: inferred, rule: names}}
---
The council of Lowbridge met on Wednesday, and Ada Miller asked it to open the bridge.

The {LONG} had nothing to say.
""",
}
ARTICLE = "articles/2021-03-03-bridge/"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, repo: Path) -> Path:
    """The built site."""
    folder = tmp_path_factory.mktemp("design")
    for name, text in FILES.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    options = ["--content", folder / "content", "--themes", repo / "themes", "--out", folder / "site"]
    run = subprocess.run(
        [sys.executable, "-m", "sitegen", "build", *map(str, options)], cwd=repo, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return folder / "site"


@pytest.fixture
def url(built: Path, site_server: Callable[..., str]) -> str:
    return site_server(built)


def test_a_name_that_is_pointed_at_says_who_it_is(page: Page, url: str, assert_quiet: Callable[..., None]) -> None:
    page.goto(url + ARTICLE)
    name, card = page.locator(".mention", has_text="Ada Miller"), page.locator(".card")
    name.hover()
    assert card.count() == 0, "not at once: the pointer may only pass"
    card.wait_for()
    assert card.inner_text().split("\n")[:2] == ["Ada Miller", "Mayor of the town."]
    assert card.locator("a, button").count() == 0
    card.hover()
    page.wait_for_timeout(500)
    assert card.is_visible(), "it stays while it is pointed at"
    page.keyboard.press("Escape")
    assert card.count() == 0
    name.hover()
    card.wait_for()
    page.mouse.move(2, 2)
    card.wait_for(state="detached")
    assert_quiet()


def test_a_name_that_is_reached_by_key_says_who_it_is(page: Page, url: str) -> None:
    page.goto(url + ARTICLE)
    name, card = page.locator(".mention", has_text="Ada Miller"), page.locator(".card")
    page.locator(".mention").first.focus()
    while not name.evaluate("link => link === document.activeElement"):
        page.keyboard.press("Tab")
    card.wait_for()
    described = page.locator(f"#{name.get_attribute('aria-describedby')}")
    assert "Mayor of the town." in described.inner_text(), "read aloud with the link, without the card"
    page.keyboard.press("Tab")
    assert card.count() == 0


def test_under_a_finger_a_name_is_a_link(open_page: Any, url: str) -> None:
    page = open_page(viewport={"width": 360, "height": 640}, is_mobile=True, has_touch=True)
    page.goto(url + ARTICLE)
    page.locator(".mention", has_text="Ada Miller").tap()
    page.wait_for_url(url + "actors/ada/")


@pytest.mark.parametrize("width", [320, 1280])
def test_a_card_stays_on_the_screen(open_page: Any, url: str, width: int) -> None:
    page = open_page(viewport={"width": width, "height": 420})
    page.goto(url + ARTICLE)
    for name in page.locator(".mention").all():
        name.hover()
        page.locator(".card").wait_for()
        box = page.locator(".card").bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= width, box
        assert box["y"] >= 0 and box["y"] + box["height"] <= 420, box
        page.keyboard.press("Escape")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
def test_a_mark_leads_to_how_a_field_is_known(open_page: Any, url: str, script: bool) -> None:
    page = open_page(java_script_enabled=script)
    page.goto(url + ARTICLE)
    for field, words in (("source", "Source: worked out by a rule"), ("date", "Date: printed in the saved text")):
        page.locator(".kicker").get_by_role("link", name=words).click()
        assert page.url.endswith(f"#known-{field}")
        page.locator(f"#known-{field}").wait_for()
    page.locator(".rail").get_by_role("link", name="Actors: worked out by a rule").first.click()
    page.locator("#known-actors").wait_for()
    assert page.locator(".how[href='#known-places']").count() == 0, "no mark where the record does not tell"


def test_an_address_inside_a_fold_opens_it(page: Page, url: str) -> None:
    page.goto(url + ARTICLE + "#known-date")
    page.locator("#known-date").wait_for()


@pytest.mark.parametrize("width", [320, 768])
def test_the_menu_is_one_row_and_shows_where_one_is(open_page: Any, url: str, width: int) -> None:
    page = open_page(viewport={"width": width, "height": 640})
    page.goto(url + "notes/")
    tops = {round(item.bounding_box()["y"]) for item in page.locator(".menu a").all()}
    assert len(tops) == 1
    box = page.locator(".menu [aria-current]").bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= width
    page.locator(".menu a").first.focus()
    assert page.locator(".menu a").first.bounding_box()["x"] >= 0, "what has the focus is seen"


def test_in_a_list_on_a_phone_the_words_have_the_width_of_the_page(open_page: Any, url: str) -> None:
    page = open_page(viewport={"width": 360, "height": 640})
    page.goto(url + "actors/")
    assert page.locator(".index-name").first.bounding_box()["width"] > 300


def test_every_printed_page_bears_its_address_once(page: Page, url: str) -> None:
    page.emulate_media(media="print")
    for path in ("", ARTICLE, "actors/", "actors/ada/", "timeline/"):
        page.goto(url + path)
        printed = page.locator(".print-only").all()
        assert [part.inner_text() for part in printed if part.is_visible()] == [f"https://most.example/{path}"]
        assert not page.locator(".how, .card, .permalink").first.is_visible()
