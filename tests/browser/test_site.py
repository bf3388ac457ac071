"""The shipped archive in a real Chromium, served as a static host does it: with the headers of netlify.toml."""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from static_server import Rules, netlify_rules

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "build"))

from archives import Archive, read_record, run_process, shipped_archive
from site_check import read_site

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

ARTICLE = "2020-08-30-belarus-police-arrest-protesters-in-opposition-march"
KINDS = {
    "home": "",
    "articles": "articles/",
    "article": f"articles/{ARTICLE}/",
    "provenance": f"articles/{ARTICLE}/provenance/",
    "actors": "actors/",
    "actor": "actors/alexander-lukashenko/",
    "sources": "sources/",
    "reading-list": "reading-list/",
    "dataset": "data/",
    "outlet": "sources/the-moscow-times/",
    "agency": "sources/afp/",
    "places": "places/",
    "place": "places/minsk/",
    "timeline": "timeline/",
    "month": "timeline/2020-08/",
    "day": "timeline/2020-08-16/",
    "events": "events/",
    "event": "events/march-for-freedom/",
    "history": "timeline/history/",
    "quotes": "quotes/",
    "speaker": "quotes/alexander-lukashenko/",
    "figures": "figures/",
    "figure-subject": "figures/detained/",
    "lineage": "lineage/",
    "gaps": "gaps/",
    "changes": "changes/",
    "edition": "changes/2026-11-23-1fa47a09/",
    "item-history": "changes/actors/nato/",
    "notes": "notes/",
    "search": "search/",
    "results": "search/?q=Minsk",
    "about": "about/",
    "method": "method/",
    "missing": "nowhere/at/all/",
}


@dataclass(frozen=True)
class Site:
    """The built archive and where it is served."""

    archive: Archive
    url: str
    articles: list[dict[str, Any]]
    """As in data/articles.json."""

    def address(self, kind: str) -> str:
        return self.url + KINDS[kind]

    def listing(self, actor: str) -> list[dict[str, Any]]:
        return [article for article in self.articles if actor in article.get("actors", [])]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    archive = shipped_archive(tmp_path_factory.mktemp("shipped") / "a")
    result = run_process("build", *archive.places(), "--quiet")
    assert result.code == 0, result
    return archive


@pytest.fixture(scope="session")
def rules(repo: Path) -> Rules:
    return netlify_rules(repo / "netlify.toml")


@pytest.fixture
def site(built: Archive, site_server: Callable[..., str], rules: Rules) -> Site:
    articles = json.loads((built.site / "data/articles.json").read_text(encoding="utf-8"))
    return Site(built, site_server(built.site, rules=rules), articles)


def settle(page: Page, kind: str) -> None:
    """Waits until a page is as a reader sees it."""
    from playwright.sync_api import expect

    page.wait_for_load_state("load")
    if kind == "results":
        expect(page.locator("#search-status")).to_have_text(re.compile(r"^\d+ articles"))


# Every kind of page.


def test_the_kinds_are_all_kinds(built: Archive) -> None:
    templates = {path.stem for path in (built.themes / "default/templates").glob("*.html")}
    seen = {
        "home", "articles", "article", "provenance", "actors", "actor", "sources", "source", "places", "place",
        "timeline", "month", "day", "events", "event", "notes", "search", "text", "missing", "base", "history",
        "quotes", "speaker", "figures", "figure-subject", "lineage", "gaps", "reading-list", "dataset",
        "changes", "edition", "item-history",
    }  # fmt: skip
    # A large archive has pages of its own for months and years, one with copies for these; an article that moved
    # or was withdrawn leaves a page behind.
    large = {"actor-month", "day-month", "figure-month", "history-year", "speaker-month"}
    copies = {"lineage-family", "lineage-pair"}
    assert templates - seen == {*large, *copies, "moved", "gone"}, "a new kind of page: add one to KINDS"


def test_every_kind_of_page_is_quiet_and_keeps_the_policy(
    page: Page, site: Site, assert_quiet: Callable[..., None]
) -> None:
    for kind in KINDS:  # the missing one is the last
        answer = page.goto(site.address(kind), wait_until="networkidle" if kind == "results" else "load")
        assert answer is not None and answer.status == (404 if kind == "missing" else 200), kind
        settle(page, kind)
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy and "unsafe-inline" not in policy, kind
        assert page.locator("h1").count() == 1 and page.title(), kind
        assert_quiet(ignore="404" if kind == "missing" else None)


@pytest.mark.long
def test_every_single_page_is_quiet(page: Page, site: Site, assert_quiet: Callable[..., None]) -> None:
    for path in sorted(site.archive.site.rglob("index.html")):
        address = path.parent.relative_to(site.archive.site).as_posix()
        page.goto(f"{site.url}{'' if address == '.' else address + '/'}", wait_until="load")
    assert_quiet()


def test_an_article_is_small_and_asks_for_little(page: Page, site: Site, record: Any) -> None:
    page.goto(site.address("article"), wait_until="networkidle")
    files = [site.archive.site / address.removeprefix(site.url) for address in record.requests]
    files = [path / "index.html" if path.is_dir() else path for path in files]
    assert len(files) <= 6, files
    assert not [path for path in files if "pagefind" in str(path)], "the search is loaded when it is used"
    assert sum(len(gzip.compress(path.read_bytes())) for path in files) <= 30_000


# Search.


def ask(page: Page, site: Site, query: str) -> None:
    page.goto(f"{site.url}search/?q={quote(query)}")


def found(page: Page, count: int, query: str) -> list[str]:
    """Waits for that many results and gives their addresses."""
    from playwright.sync_api import expect

    words = f"{count} articles for {query}" if count > 1 else f"1 article for {query}"
    expect(page.locator("#search-status")).to_have_text(re.compile("^" + re.escape(words)))
    # The list before stays until the new one is there.
    expect(page.locator("#search-results")).to_have_attribute("aria-busy", "false")
    while page.locator("#search-more").is_visible():
        before = page.locator("#search-results > li").count()
        page.locator("#search-more").click()
        expect(page.locator("#search-results > li").nth(before)).to_be_visible()
    links = page.locator("#search-results .entry-title a")
    expect(links).to_have_count(count)
    # The address says which words are to be marked on the page (`?hit=`).
    return [link.get_attribute("href").partition("?")[0].rstrip("/").rpartition("/")[2] for link in links.all()]


@pytest.mark.parametrize(
    ("query", "actor"),
    [
        ("Лукашенко", "alexander-lukashenko"),
        ("Lukashenka", "alexander-lukashenko"),
        ("Tsikhanouskaya", "svetlana-tikhanovskaya"),
        ("Ціханоўская", "svetlana-tikhanovskaya"),
    ],
)
def test_a_person_is_found_under_every_name_and_the_result_says_under_which(
    page: Page, site: Site, assert_quiet: Callable[..., None], query: str, actor: str
) -> None:
    expected = {article["slug"] for article in site.listing(actor)}
    assert len(expected) > 8
    ask(page, site, query)
    assert set(found(page, len(expected), query)) == expected
    printed = {"alexander-lukashenko": "Lukashenko", "svetlana-tikhanovskaya": "Tikhanovskaya"}[actor]
    for entry in page.locator("#search-results > li").all():
        said = entry.locator(".entry-source").first.inner_text()
        assert re.search(rf"found\sas .*{printed}|is on record for this article", said), said
        excerpts = entry.locator(".entry-excerpt").all_inner_texts()
        assert excerpts and not any(query in excerpt for excerpt in excerpts), "the texts are English"
    marked = {mark.inner_text() for mark in page.locator("#search-results mark").all()}
    assert any(printed in mark for mark in marked)
    assert_quiet()


def test_words_are_found_with_excerpt_date_and_source(page: Page, site: Site) -> None:
    ask(page, site, "accreditation")
    (slug,) = [slug for slug in found(page, page_count(page), "accreditation") if slug == ARTICLE]
    entry = page.locator("#search-results > li", has=page.locator(f"a[href*='{slug}']"))
    assert "accreditation" in entry.locator("mark").first.inner_text().lower()
    assert entry.locator("time").get_attribute("datetime") == "2020-08-30"
    assert "AFP" in entry.inner_text() or "Channels" in entry.locator(".entry-source").inner_text()


def sorted_days(page: Page, count: int, query: str, *, newest: bool) -> list[str]:
    """The addresses once they stand in the order of their days: the list before stays until the new one is there."""
    for _ in range(50):
        slugs = found(page, count, query)
        days = [slug[:10] for slug in slugs]
        if days == sorted(days, reverse=newest) and len(set(slugs)) == count:
            return slugs
        page.wait_for_timeout(100)
    raise AssertionError(f"not in order: {days}")


def page_count(page: Page) -> int:
    from playwright.sync_api import expect

    expect(page.locator("#search-status")).to_have_text(re.compile(r"^\d+ article"))
    return int(page.locator("#search-status").inner_text().split()[0])


def test_facets_narrow_and_dates_sort(page: Page, site: Site, assert_quiet: Callable[..., None]) -> None:
    articles = site.listing("alexander-lukashenko")
    ask(page, site, "Лукашенко")
    found(page, len(articles), "Лукашенко")
    page.locator("#search-order").select_option("newest")
    page.wait_for_url(re.compile("sort=newest"))
    wanted = [article["slug"] for article in sorted(articles, key=lambda article: article["date"], reverse=True)]
    slugs = sorted_days(page, len(articles), "Лукашенко", newest=True)
    days = [day[:10] for day in slugs]
    assert set(slugs) == set(wanted)
    page.locator("#search-order").select_option("oldest")
    page.wait_for_url(re.compile("sort=oldest"))
    slugs = sorted_days(page, len(articles), "Лукашенко", newest=False)
    assert [slug[:10] for slug in slugs] == sorted(days)

    september = [article for article in articles if article["date"].startswith("2020-09")]
    if not page.locator(".search-narrow").get_attribute("open"):
        page.locator(".search-narrow").evaluate("box => { box.open = true }")
    page.get_by_label(re.compile(r"^September 2020\s*\d+$")).check()
    slugs = found(page, len(september), "Лукашенко")
    assert set(slugs) == {article["slug"] for article in september}
    assert "narrowed down from" in page.locator("#search-status").inner_text()
    assert_quiet()


def test_the_address_restores_the_search_and_back_leads_back(page: Page, site: Site, open_page: Any) -> None:
    articles = site.listing("alexander-lukashenko")
    september = [article for article in articles if article["date"].startswith("2020-09")]
    ask(page, site, "Lukashenka")
    found(page, len(articles), "Lukashenka")
    page.locator(".search-narrow").evaluate("box => { box.open = true }")
    page.get_by_label(re.compile(r"^September 2020\s*\d+$")).check()
    page.locator("#search-order").select_option("oldest")
    page.wait_for_url(re.compile("sort=oldest"))
    slugs = found(page, len(september), "Lukashenka")

    other = open_page()  # somebody whom the address was sent to
    other.goto(page.url)
    assert found(other, len(september), "Lukashenka") == slugs
    assert other.locator("#search-box").input_value() == "Lukashenka"
    assert other.locator("#search-order").input_value() == "oldest"

    page.locator("#search-results .entry-title a").first.click()
    page.wait_for_url(re.compile(f"articles/{slugs[0]}/"))
    page.go_back()
    assert found(page, len(september), "Lukashenka") == slugs
    page.go_back()  # before the order was chosen
    page.wait_for_url(lambda address: "sort=" not in address)
    assert set(found(page, len(september), "Lukashenka")) == set(slugs)
    page.go_back()  # before the month was
    assert len(found(page, len(articles), "Lukashenka")) == len(articles)


def test_the_form_of_every_page_leads_to_the_search(page: Page, site: Site) -> None:
    page.goto(site.address("article"))
    page.locator("[data-search]").fill("Tsikhanouskaya")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/search/\?q=Tsikhanouskaya"))
    count = len(site.listing("svetlana-tikhanovskaya"))
    assert len(found(page, count, "Tsikhanouskaya")) == count


def test_slash_leads_to_the_search_from_every_page(page: Page, site: Site) -> None:
    for kind in KINDS:
        page.goto(site.address(kind))
        settle(page, kind)
        page.keyboard.press("/")
        page.wait_for_function("document.activeElement.matches('[data-search]')")
        page.keyboard.type("a/b")
        assert page.evaluate("document.activeElement.value").endswith("a/b"), "typed into the field, it is a letter"


def test_it_works_below_a_prefix(
    page: Page, built: Archive, site_server: Callable[..., str], rules: Rules, assert_quiet: Callable[..., None]
) -> None:
    url = site_server(built.site, prefix="some/archive", rules=rules)
    page.goto(url)
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Timeline").click()
    page.wait_for_url(url + "timeline/")
    page.locator("ol.days .entry-title a").first.click()
    page.wait_for_url(re.compile(re.escape(url) + "articles/"))
    page.goto(f"{url}search/?q=Lukashenka")
    page.locator("#search-results .entry-title a").first.click()
    page.wait_for_url(re.compile(re.escape(url) + "articles/"))
    assert_quiet()


# Without JavaScript.


@pytest.fixture
def plain(open_page: Any) -> Page:
    return open_page(java_script_enabled=False)


def text_of(page: Page, selector: str = "main") -> str:
    return " ".join((page.text_content(selector) or "").split())


def test_without_javascript_every_article_s_whole_text_is_there(plain: Page, site: Site) -> None:
    word = re.compile(r"[^\W\d_]+")
    for path in site.archive.articles():
        plain.goto(f"{site.url}articles/{path.stem}/")
        # Notes and their numbers stand between: every word of the text is there, in its order.
        shown = iter(word.findall(text_of(plain, ".text")))
        assert all(any(found == wanted for found in shown) for wanted in word.findall(read_record(path)[1])), path.stem
        assert plain.locator(".text").is_visible()


def test_without_javascript_the_timeline_lists_every_day_article_and_event(plain: Page, site: Site) -> None:
    shown = ""
    for address in ("timeline/", "timeline/2020-08/", "timeline/2020-09/", "timeline/2020-10/"):
        plain.goto(site.url + address)
        assert plain.locator("ol.days > li").count() or address == "timeline/"
        shown += text_of(plain)
    for article in site.articles:
        assert " ".join(article["title"].split()) in shown, article["slug"]
    for path in (site.archive.content / "events").glob("*.yaml"):
        title = re.search(r"^title: *[\"']?(.*?)[\"']?$", path.read_text(encoding="utf-8"), re.M)
        assert title and title.group(1).replace("''", "'") in shown, path.stem


def test_without_javascript_the_provenance_accounts_for_every_line(plain: Page, site: Site) -> None:
    for path in site.archive.articles():
        raw = read_record(path)[0]["raw"]
        first, last = map(int, raw["lines"].split("-"))
        lines = (site.archive.content / raw["file"]).read_text(encoding="utf-8").split("\n")
        plain.goto(f"{site.url}articles/{path.stem}/provenance/")
        rows = plain.locator("table.lines tbody tr")
        assert rows.count() == last - first + 1, path.stem
        shown = text_of(plain, "table.lines tbody")
        for line in lines[first - 1 : last]:
            assert " ".join(line.split()) in shown
        roles = {role.strip() for role in plain.locator(".line-role").all_text_contents()}
        assert roles and "" not in roles
        assert raw["sha256"] in text_of(plain)


def test_without_javascript_links_lead_through_the_archive(plain: Page, site: Site) -> None:
    plain.goto(site.url)
    plain.get_by_role("link", name="The whole timeline").click()
    plain.wait_for_url(site.url + "timeline/")
    plain.locator("a[href*='2020-08-30']").first.click()
    plain.wait_for_url(re.compile("timeline/2020-08-30/|2020-08/"))
    plain.goto(site.address("article"))
    plain.locator(".text a[href*='actors/']").first.click()
    plain.wait_for_url(re.compile(r"/actors/[a-z-]+/$"))
    plain.locator("main a[href*='articles/']").first.click()
    plain.wait_for_url(re.compile(r"/articles/[a-z0-9-]+/$"))
    plain.get_by_text("How is this known?").click()
    plain.get_by_role("link", name="Provenance, line by line").click()
    plain.wait_for_url(re.compile(r"/provenance/$"))


def test_without_javascript_a_note_s_number_leads_to_the_note(plain: Page, site: Site) -> None:
    plain.goto(site.address("article"))
    reference = plain.locator(".text a[href^='#n']").first
    target = reference.get_attribute("href")
    reference.click()
    assert plain.url.endswith(str(target))
    assert plain.locator(f"[id='{str(target)[1:]}']").is_visible()


def test_without_javascript_the_search_page_leads_on(plain: Page, site: Site) -> None:
    plain.goto(site.address("search"))
    assert plain.locator("noscript .notice, .search-off").first.is_visible()
    plain.locator("#search-ways").get_by_role("link", name="Actors").click()
    plain.wait_for_url(site.url + "actors/")


# A map is laid out twice, for narrow and for wide pages.
_FOLDED = "details *, noscript *, [hidden] *, .print-only, .quiet, .map-narrow, .map-wide"
HIDDEN = """(parts) => parts.filter((part) => {
  const box = part.getBoundingClientRect(), style = getComputedStyle(part)
  return part.textContent.trim() && (!box.width || !box.height || style.visibility !== 'visible' || style.opacity < 0.1)
}).map((part) => part.outerHTML.slice(0, 200))"""


def test_without_javascript_every_kind_of_page_shows_its_text(plain: Page, site: Site) -> None:
    written = read_site(site.archive.site)
    for kind in KINDS:
        plain.goto(site.address(kind))
        assert plain.locator("h1").is_visible() and plain.locator("main").is_visible(), kind
        if kind in ("search", "results", "missing"):
            continue
        document = written[KINDS[kind] + "index.html"]
        assert len(text_of(plain)) > 150 and text_of(plain)[:100] in document.words, kind
        # What folds or is meant for scripts aside, nothing is hidden.
        parts = plain.locator(f"main :is(p, h2, h3, li):not({_FOLDED})")
        assert parts.evaluate_all(HIDDEN) == [], kind


def test_a_missing_page_leads_on_from_any_depth(plain: Page, site: Site) -> None:
    for address in ("nowhere", "articles/nothing/", "a/b/c/d.html"):
        answer = plain.goto(site.url + address)
        assert answer is not None and answer.status == 404
        assert plain.locator("form[role=search]").first.is_visible()
        plain.get_by_role("navigation", name="Main").get_by_role("link", name="Timeline").click()
        plain.wait_for_url(site.url + "timeline/")


# Screens.

WIDER = """() => {
  const most = document.documentElement.clientWidth
  const inside = (element) => {  // what scrolls in a box of its own may be wider
    for (let box = element.parentElement; box; box = box.parentElement)
      if (/auto|scroll|hidden|clip/.test(getComputedStyle(box).overflowX) && box !== document.body
        && box !== document.documentElement) return true
    return false
  }
  const wide = [...document.body.querySelectorAll('*')].filter((element) => {
    const box = element.getBoundingClientRect()
    return box.width && box.right > most + 1 && !inside(element)
  })
  return [document.documentElement.scrollWidth, most, wide.slice(0, 5).map((e) => e.tagName + '.' + e.className)]
}"""


@pytest.mark.parametrize("width", [320, 360, 640])
def test_no_page_must_be_scrolled_sideways(open_page: Any, site: Site, width: int) -> None:
    # Two phones, and a screen of 1280 with letters of twice their size (WCAG 1.4.10).
    page = open_page(viewport={"width": width, "height": 640}, is_mobile=width < 400, has_touch=width < 400)
    faults = {}
    for kind in KINDS:
        page.goto(site.address(kind))
        settle(page, kind)
        page.evaluate("document.querySelectorAll('details').forEach((box) => { box.open = true })")
        scroll, room, wide = page.evaluate(WIDER)
        if room != width or scroll > room:
            faults[kind] = (scroll, room, wide)
    assert not faults


LIGHT = """(selector) => {
  const numbers = (text) => text.match(/[\\d.]+/g).slice(0, 3).map(Number)
  const light = (rgb) => {
    const [r, g, b] = rgb.map((c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  let back = document.querySelector(selector)
  const text = light(numbers(getComputedStyle(back).color))
  const clear = (element) => /rgba\\(0, 0, 0, 0\\)|transparent/.test(getComputedStyle(element).backgroundColor)
  while (back && clear(back)) back = back.parentElement
  const paper = light(numbers(getComputedStyle(back || document.documentElement).backgroundColor))
  const [low, high] = [text, paper].sort((a, b) => a - b)
  return [paper, text, (high + 0.05) / (low + 0.05)]
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_system_s_scheme_is_followed_with_enough_contrast(open_page: Any, site: Site, scheme: str) -> None:
    page = open_page(color_scheme=scheme)
    for kind in KINDS:
        page.goto(site.address(kind))
        settle(page, kind)
        for selector in ("main h1", "main p", "main li", ".menu a", ".foot a", "main a", "main td"):
            if page.locator(selector).count():
                paper, text, contrast = page.evaluate(LIGHT, selector)
                assert (paper < 0.1) == (scheme == "dark") and (text > paper) == (scheme == "dark"), (kind, selector)
                assert contrast >= 4.5, (kind, selector, contrast)


def test_the_chosen_scheme_stays(page: Page, site: Site, assert_quiet: Callable[..., None]) -> None:
    def paper() -> float:
        return float(page.evaluate(LIGHT, "main h1")[0])

    page.goto(site.url)
    assert paper() > 0.8
    page.get_by_role("group", name="Appearance").get_by_role("button", name="Dark").click()
    assert paper() < 0.1
    page.goto(site.address("timeline"))
    assert paper() < 0.1
    dark = page.get_by_role("button", name="Dark")
    assert dark.get_attribute("aria-pressed") == "true"
    page.reload()
    assert paper() < 0.1
    page.get_by_role("button", name="Light").click()
    page.emulate_media(color_scheme="dark")
    assert paper() > 0.8, "what was chosen counts more than the system"
    page.get_by_role("button", name="Automatic").click()
    assert paper() < 0.1
    page.reload()
    assert paper() < 0.1 and page.get_by_role("button", name="Automatic").get_attribute("aria-pressed") == "true"
    assert_quiet()


def test_on_paper_there_is_the_text_and_nothing_to_click(page: Page, site: Site) -> None:
    page.emulate_media(media="print", color_scheme="dark")
    for kind in KINDS:
        page.goto(site.address(kind))
        settle(page, kind)
        for selector in (".menu", "header form[role=search]", ".scheme", ".skip", ".copy", ".foot nav"):
            assert not [part for part in page.locator(selector).all() if part.is_visible()], (kind, selector)
        assert page.locator("h1").is_visible()
        paper, text, _ = page.evaluate(LIGHT, "main h1")
        assert paper > 0.9 and text < 0.2, f"{kind}: black on white, whatever the screen's scheme"
    page.goto(site.address("article"))
    assert page.locator(".text p").first.is_visible()
    assert page.get_by_text("https://belarus-2020.example/articles/").first.is_visible()
    assert page.locator("aside").first.is_visible(), "notes are printed"


# The keyboard.


def test_the_skip_link_comes_first_and_leads_to_the_content(page: Page, site: Site) -> None:
    page.goto(site.address("article"))
    page.keyboard.press("Tab")
    skip = page.locator("a.skip")
    assert skip.evaluate("link => link === document.activeElement")
    box = skip.bounding_box()
    assert box and box["x"] >= 0 and box["y"] >= 0 and box["width"] > 1 and box["height"] > 1
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


# How what has the focus looks with it and without it.
FOCUS = """() => {
  const element = document.activeElement
  if (!element || element === document.body) return null
  const look = (part) => {
    const { outline, boxShadow, stroke, strokeWidth } = getComputedStyle(part)
    return [outline, boxShadow, stroke, strokeWidth].join()
  }
  const parts = [element, ...element.querySelectorAll('*')], focused = parts.map(look)
  element.blur()
  const plain = parts.map(look)
  element.focus({ focusVisible: true, preventScroll: true })
  const box = element.getBoundingClientRect()
  return {
    name: element.tagName + ' ' + (element.textContent || element.id || '').trim().slice(0, 30),
    seen: focused.some((one, number) => one !== plain[number]),
    box: box.width > 0 && box.height > 0,
    onScreen: box.bottom > 0 && box.top < innerHeight,
    place: [...document.querySelectorAll('*')].indexOf(element),
  }
}"""


TO_REACH = """() => [...document.querySelectorAll('a, button, input, select, textarea, summary, [tabindex]')]
  .filter((one) => one.tabIndex >= 0 && !one.disabled && one.checkVisibility())
  .filter((one) => !one.closest('details:not([open]) > :not(summary)')).length"""


@pytest.mark.parametrize("kind", KINDS)
def test_every_control_is_reached_by_key_in_the_order_of_the_page_and_seen(
    open_page: Any, site: Site, kind: str
) -> None:
    page = open_page(reduced_motion="reduce")
    page.goto(site.address(kind))
    settle(page, kind)
    whole, reached = page.evaluate(TO_REACH), []
    for _ in range(min(60, whole)):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        assert focus is not None and focus["seen"] and focus["box"] and focus["onScreen"], (focus, reached)
        reached.append(focus["place"])
    assert len(reached) > 10
    assert reached == sorted(set(reached)), "no way back, and no trap"


def test_bars_of_a_chart_are_reached_by_arrow_keys(page: Page, site: Site) -> None:
    page.goto(site.address("timeline"))
    bars = page.locator(".chart-bars a")
    bars.first.focus()
    page.keyboard.press("ArrowRight")
    assert bars.nth(1).evaluate("bar => bar === document.activeElement")
    page.keyboard.press("End")
    assert bars.last.evaluate("bar => bar === document.activeElement")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"timeline/.+"))


def test_copy_buttons_appear_with_javascript_and_copy_the_citation(open_page: Any, site: Site) -> None:
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(site.address("article"))
    page.get_by_text("Cite this", exact=True).click()
    plain = page.locator(".cite .cite-plain").first
    page.locator(".cite .copy").first.click()
    page.get_by_role("button", name="Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == " ".join(plain.inner_text().split())
