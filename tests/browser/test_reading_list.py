"""The reading list in a real browser: kept, put in order, remarked on, exported, read in again; by keyboard alone."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "build"))

from archives import Archive, run_process, shipped_archive

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    archive = shipped_archive(tmp_path_factory.mktemp("kept") / "a")
    assert run_process("build", *archive.places(), "--quiet").code == 0
    return archive


def test_a_list_is_kept_ordered_remarked_and_taken_along(
    open_page: Any, built: Archive, site_server: Callable[..., str], assert_quiet: Callable[..., None], tmp_path: Path
) -> None:
    from playwright.sync_api import expect

    url = site_server(built.site, prefix="archive")
    page = open_page()
    page.goto(f"{url}articles/")
    for number in (1, 2):
        page.locator(".keep").nth(number).focus()
        page.keyboard.press("Enter")
    expect(page.locator("[role=status]")).to_contain_text("On your reading list: ")
    assert page.locator(".keep").nth(1).inner_text().startswith("Kept")
    titles = [page.locator(".entries .entry-title").nth(number).inner_text() for number in (1, 2)]

    page.goto(f"{url}reading-list/")
    expect(page.locator(".kept h2")).to_have_text(titles)
    page.get_by_label(re.compile("^Your remark")).first.fill("=sum, {braces}")
    page.get_by_role("button", name=f"Down: {titles[0]}").press("Enter")
    expect(page.locator(".kept h2")).to_have_text(titles[::-1])
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == f"Up: {titles[0]}"
    saved = {}
    for form in ("bib", "ris", "csl.json", "csv"):
        with page.expect_download() as download:
            page.locator(f"[data-form='{form}']").click()
        download.value.save_as(tmp_path / form)
        saved[form] = (tmp_path / form).read_text("utf-8")
    items = json.loads(saved["csl.json"])
    assert [item["title"] for item in items] == titles[::-1] and items[1]["note"] == "=sum, {braces}"
    assert "annotation = {=sum, \\{braces\\}}" in saved["bib"] and "N1  - =sum, {braces}\n" in saved["ris"]
    # A spreadsheet must not take a remark for a formula.
    assert saved["csv"].count("\n") == 3 and ',"\'=sum, {braces}"' in saved["csv"]
    # The browser writes of an article what the build wrote, but for the remark.
    own = (built.site / f"articles/{items[0]['id']}/{items[0]['id']}.ris").read_text("utf-8")
    assert saved["ris"].startswith(own.rstrip())

    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Clear the list").click()
    expect(page.locator(".kept li")).to_have_count(0)
    assert not page.get_by_role("button", name="Clear the list").is_visible(), "of nothing there is nothing to save"
    (tmp_path / "list.json").write_text(saved["csl.json"], "utf-8")
    page.locator("#kept-file").set_input_files(tmp_path / "list.json")
    expect(page.locator(".kept h2")).to_have_text(titles[::-1])
    assert page.get_by_label(re.compile("^Your remark")).nth(1).input_value() == "=sum, {braces}"
    assert_quiet()


def test_without_script_the_page_says_what_it_would_do(
    open_page: Any, built: Archive, site_server: Callable[..., str]
) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(f"{site_server(built.site)}reading-list/")
    assert "With JavaScript on, every article has a button" in page.locator("noscript").inner_text()
    assert not page.locator("#reading-list").is_visible()
