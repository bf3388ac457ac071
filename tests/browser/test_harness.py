"""The browser fixtures themselves: a quiet page passes, and each kind of noise is noticed."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from static_server import StaticServer

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

POLICY = """\
/*
  Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src *
"""


def site(folder: Path, body: str, script: str = "", headers: str = POLICY) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "_headers").write_text(headers)
    (folder / "main.js").write_text(script)
    (folder / "index.html").write_text(
        "<!doctype html><html lang=en><title>t</title><link rel=icon href=data:,>"
        f"<body>{body}<script src=main.js></script>"
    )
    return folder


def test_a_quiet_page_is_quiet(
    page: "Page", site_server: Callable[..., str], assert_quiet: Callable[..., None], tmp_path: Path
) -> None:
    url = site_server(site(tmp_path, "<p>Мінск", "document.title = 'done'"), prefix="archive")
    page.goto(url)
    assert page.title() == "done"
    assert page.text_content("p") == "Мінск"
    assert_quiet()


@pytest.mark.parametrize(
    ("body", "script", "message"),
    [
        ("", "console.error('oh no')", "console: oh no"),
        ("", "setTimeout(() => { throw new Error('thrown') })", "script error: thrown"),
        ("", "Promise.reject(new Error('rejected'))", "script error: rejected"),
        ("<p style='color: red'>x</p>", "", "policy violation: style-src-attr inline"),
        ("<script>document.title = 'inline'</script>", "", "policy violation: script-src-elem inline"),
        ("<img src=missing.png>", "", "policy violation: img-src"),
    ],
)
def test_noise_is_noticed(
    page: "Page",
    site_server: Callable[..., str],
    assert_quiet: Callable[..., None],
    tmp_path: Path,
    body: str,
    script: str,
    message: str,
) -> None:
    page.goto(site_server(site(tmp_path, body, script)), wait_until="networkidle")
    with pytest.raises(AssertionError, match=message):
        assert_quiet()


def test_an_expected_fault_can_be_named(
    page: "Page", site_server: Callable[..., str], assert_quiet: Callable[..., None], tmp_path: Path
) -> None:
    page.goto(site_server(site(tmp_path, "", "fetch('missing.json')")), wait_until="networkidle")
    assert_quiet(ignore="404")
    with pytest.raises(AssertionError, match="404"):
        assert_quiet(ignore="405")


def test_a_request_to_another_host_is_noticed(
    page: "Page", site_server: Callable[..., str], assert_quiet: Callable[..., None], tmp_path: Path
) -> None:
    with StaticServer(site(tmp_path / "other", "", headers="/*\n  Access-Control-Allow-Origin: *\n")) as stranger:
        page.goto(site_server(site(tmp_path / "own", "", f"fetch('{stranger.url}')")), wait_until="networkidle")
        with pytest.raises(AssertionError, match=f"request to another host: {stranger.url}"):
            assert_quiet()


def test_pages_open_with_options(
    open_page: "Callable[..., Page]", site_server: Callable[..., str], assert_quiet: Callable[..., None], tmp_path: Path
) -> None:
    url = site_server(site(tmp_path, "<p>x", "document.title = 'script ran'"))
    without = open_page(java_script_enabled=False)
    without.goto(url)
    assert without.title() == "t"
    narrow = open_page(viewport={"width": 390, "height": 844}, color_scheme="dark")
    narrow.goto(url)
    assert narrow.evaluate("innerWidth") == 390
    assert narrow.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    assert_quiet()
