"""Hostile pages in a real browser: nothing runs, nothing is asked of another host, and the tree that the browser makes
of each page holds only what is ours. Once behind the security policy, and once without it: the first wall alone.
"""

from __future__ import annotations

import http.client
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hostile.hostile_archives import Laid, lay_originals, lay_records, lay_sites
from hostile.kinds import PLAIN, kinds
from hostile.scan import element_faults

from sitegen.read import body

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

# Whatever runs would call one of these; a dialog would stop the page besides.
ALARM = """
window.alarms = [];
for (const name of ["alert", "confirm", "prompt", "open", "print"])
  window[name] = (...all) => { alarms.push(`${name}(${all})`) };
"""
# Every element as the browser has it, those in templates and shadow trees too.
TREE = """
() => {
  const out = [], seen = (root) => { for (const one of root.querySelectorAll("*")) {
    out.push([one.localName, Object.fromEntries([...one.attributes].map(({ name, value }) => [name, value]))]);
    if (one.shadowRoot) seen(one.shadowRoot);
    if (one.content instanceof DocumentFragment) seen(one.content);
  } };
  seen(document);
  return [out, window.alarms, document.title];
}
"""
OWN_STYLE = re.compile(r"(?:(?:--[a-z]+|top|left): [\d.]+(?:px)?; ?)+")
Opener = Callable[..., "Page"]


class Watch:
    """Opens pages and notes what they should not have done."""

    def __init__(self, page: Page, base: str) -> None:
        self.page, self.base = page, base
        self.faults: list[str] = []
        self.count = 0
        page.add_init_script(ALARM)
        page.on("dialog", self._dialog)

    def _dialog(self, dialog: Any) -> None:
        self.faults.append(f"a dialog: {dialog.message}")
        dialog.dismiss()

    def see(self, name: str) -> None:
        self.page.goto(self.base + name.removesuffix("index.html"), wait_until="load")
        self.look(name)

    def look(self, name: str) -> None:
        elements, alarms, _ = self.page.evaluate(TREE)
        self.count += 1
        self.faults += [f"{name}: {alarm} ran" for alarm in alarms]
        for tag, attributes in elements:
            # Our scripts set measures (numbers alone) and links of the site with their host.
            if OWN_STYLE.fullmatch(attributes.get("style", "")):
                del attributes["style"]
            attributes = {key: value.removeprefix(self.base) for key, value in attributes.items()}
            self.faults += [f"{name}: {fault}" for fault in element_faults(tag, attributes)]


def pages_of(site: Path) -> list[str]:
    return [path.relative_to(site).as_posix() for path in sorted(site.rglob("*.html"))]


def sample(names: list[str], kind: str) -> Iterator[str]:
    """The pages of one kind of attack, one of each sort, and the lists on which they all stand."""
    for name in names:
        if f"k-{kind}/" in name or ("/k-" not in name and name.count("/") <= 1):
            yield name


@pytest.fixture(scope="module")
def some(tmp_path_factory: pytest.TempPathFactory) -> Laid:
    """Records with kinds that a browser's own parser might read otherwise than ours."""
    chosen = [PLAIN, "script-comment-json", "handler-image", "link-entity", "svg-style", "mathml", "noscript",
              "plaintext", "attribute-tag", "unfinished-tag", "script-json-separators", "look-alike",
              "bidi-open"]  # fmt: skip
    laid = lay_records(tmp_path_factory.mktemp("hostile"), chosen)
    laid.build(search=True)
    return laid


@pytest.mark.parametrize("policy", [True, False], ids=["with-policy", "without-policy"])
def test_a_hostile_page_does_nothing(
    some: Laid, policy: bool, open_page: Opener, site_server: Callable[..., str], assert_quiet: Callable[..., None]
) -> None:
    watch = Watch(open_page(bypass_csp=not policy), site_server(some.site))
    names = pages_of(some.site)
    chosen = dict.fromkeys(
        name for kind in ("svg-style", "attribute-tag", "script-comment-json", "mathml") for name in sample(names, kind)
    )
    for name in chosen:
        if name != "404.html":
            watch.see(name)
    assert watch.faults == [] and watch.count > 30
    assert_quiet()


def test_results_of_a_search_and_cards_of_names_do_nothing(
    some: Laid, page: Page, site_server: Callable[..., str], assert_quiet: Callable[..., None]
) -> None:
    """What scripts build from data: titles, names and excerpts that are attacks."""
    base = site_server(some.site)
    watch = Watch(page, base)
    for query in ("zqarticletitle", "alert", "onerror", "img", "evil", "zqactorname"):
        page.goto(f"{base}search/?q={query}", wait_until="load")
        page.wait_for_function("document.querySelector('#search-status').textContent.trim() !== ''")
        page.wait_for_timeout(200)
        watch.look(f"search for {query}")
    for kind in ("handler-image", "attribute-tag", "svg-style"):
        page.goto(f"{base}articles/k-{kind}/")
        for mention in page.locator(".mention").all()[:3]:
            mention.hover()
            page.wait_for_timeout(350)
        watch.look(f"cards of {kind}")
    page.goto(f"{base}articles/k-handler-image/")
    page.get_by_role("button", name="Keep").first.click()
    page.goto(f"{base}reading-list/")
    page.wait_for_timeout(300)
    watch.look("reading list")
    assert watch.faults == []
    assert_quiet()


@contextmanager
def no_walls() -> Iterator[None]:
    """Markdown with HTML and no sanitiser."""
    md = body._markdown.__wrapped__()
    md.options["html"] = True
    md.enable(["html_block", "html_inline"])
    kept = body._markdown, body.sanitise
    body._markdown, body.sanitise = (lambda: md), (lambda html: html)  # type: ignore[assignment]
    try:
        yield
    finally:
        body._markdown, body.sanitise = kept


def test_control_the_browser_hears_what_runs_and_the_policy_stops_it(
    tmp_path: Path, open_page: Opener, site_server: Callable[..., str], record: Any
) -> None:
    with no_walls():
        laid = lay_records(tmp_path / "control", [PLAIN, "handler-image"])
        laid.run("build", *laid.archive.places(), "--jobs", "1", "--no-search")
    base = site_server(laid.site)
    for policy in (False, True):
        watch = Watch(open_page(bypass_csp=not policy), base)
        watch.see("articles/k-handler-image/index.html")
        assert any("onerror=" in fault for fault in watch.faults)
        assert any("ran" in fault for fault in watch.faults) == (not policy), "the second wall stands alone"
    assert any("policy violation" in fault for fault in record.faults)


def test_the_policy_holds_in_the_page_too_where_a_host_sends_no_headers(
    tmp_path: Path, open_page: Opener, site_server: Callable[..., str], record: Any
) -> None:
    with no_walls():
        laid = lay_records(tmp_path / "bare", [PLAIN, "handler-image", "script"])
        laid.run("build", *laid.archive.places(), "--jobs", "1", "--no-search")
    (laid.site / "_headers").unlink()
    base = site_server(laid.site)
    connection = http.client.HTTPConnection(base.split("/")[2])
    connection.request("GET", "/")
    assert connection.getresponse().getheader("Content-Security-Policy") is None
    for address in (base, laid.site.as_uri() + "/"):
        watch = Watch(open_page(), address)
        for kind in ("handler-image", "script"):
            watch.page.goto(f"{address}articles/k-{kind}/index.html")
            watch.look(kind)
        assert not any("ran" in fault for fault in watch.faults)
    assert any("policy violation" in fault for fault in record.faults)


@pytest.mark.long
def test_every_hostile_page_does_nothing(
    tmp_path: Path,
    open_page: Opener,
    site_server: Callable[..., str],
    assert_quiet: Callable[..., None],
) -> None:
    """Every kind in every place, every page, without the policy, which would hide what the first wall let by: long."""
    count = 0
    for laid in (lay_records(tmp_path / "r"), lay_originals(tmp_path / "o"), *lay_sites(tmp_path / "s")):
        laid.build()
        watch = Watch(open_page(bypass_csp=True), site_server(laid.site))
        for name in pages_of(laid.site):
            if name != "404.html":
                watch.see(name)
        assert watch.faults == []
        watch.page.close()
        count += watch.count
    assert_quiet()
    print(f"\n{count} pages, {len(kinds())} kinds")
