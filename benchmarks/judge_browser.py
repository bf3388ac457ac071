"""Judges that look at the served pages in a real Chromium."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import browser_path
from static_server import StaticServer

from benchmarks import search as search_bench
from benchmarks.judge_files import WORDS_SHARE, Figure, none_of, not_run, packed, rows_of, samples

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FIRST_LOAD, REQUESTS = 30_000, 6
"""Most bytes (compressed) and requests of an article's first load."""
AXE_RUN = "(tags) => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})"
LONGEST_WALK = 1200
"""Controls of a page beyond which it is not walked through by key."""
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
WATCH_POLICY = """document.addEventListener("securitypolicyviolation", (event) => {
  console.error(`policy violation: ${event.effectiveDirective} ${event.blockedURI}`)
})"""
# Text that is displayed once every <details> is open, wherever on the page it stands.
SEEN_TEXT = """() => {
  document.querySelectorAll("details").forEach((one) => { one.open = true })
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT)
  const out = []
  while (walker.nextNode()) {
    if (walker.currentNode.parentElement.checkVisibility()) out.push(walker.currentNode.data)
  }
  return out.join(" ")
}"""
# What Tab must reach: of radio buttons of one name, one; nothing inside closed <details>.
WALK_START = """() => {
  const all = 'a[href], button, input:not([type="hidden"]), select, textarea, summary, [tabindex="0"], iframe'
  const radios = new Set()
  window.judgedLeft = new Map()
  for (const one of document.querySelectorAll(all)) {
    const shown = one.checkVisibility({ visibilityProperty: true }) && !one.closest("[inert]")
    if (!shown || one.disabled || one.tabIndex < 0) continue
    if (one.type === "radio") {
      if (radios.has(one.name)) continue
      radios.add(one.name)
    }
    window.judgedLeft.set(one.type === "radio" ? one.name : one, one.outerHTML.slice(0, 120))
  }
  document.addEventListener("focusin", ({ target }) => {
    window.judgedLeft.delete(target.type === "radio" ? target.name : target)
  })
  return window.judgedLeft.size
}"""
LANDMARKS = """() => ({
  main: document.querySelectorAll("main").length,
  banner: document.querySelectorAll("body > header, [role=banner]").length,
  contentinfo: document.querySelectorAll("body > footer, [role=contentinfo]").length,
  navigation: document.querySelectorAll("nav").length,
  h1: document.querySelectorAll("h1").length,
})"""


class PackingServer(StaticServer):
    """A static host that compresses what is text, as all of them do."""

    def answer(self, address: str) -> tuple[HTTPStatus, dict[str, str], bytes]:
        status, headers, body = super().answer(address)
        kind = headers.get("Content-Type", "")
        if body and (kind.startswith("text/") or re.search("json|xml|javascript|manifest", kind)):
            import gzip

            headers, body = {**headers, "Content-Encoding": "gzip", "Vary": "Accept-Encoding"}, gzip.compress(body)
        return status, headers, body


@contextmanager
def chromium() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
        browser = playwright.chromium.launch(executable_path=browser_path.find(), args=arguments)
        yield browser
        browser.close()


def missing() -> str:
    """Why no browser can be driven here; empty where one can."""
    return browser_path.missing(Path(sys.executable))


def with_browser(
    judge: str, site: Path, look: Callable[[Browser, str, dict[str, str]], Iterator[Figure]]
) -> Iterator[Figure]:
    """What a judge finds on the largest page of each type, served compressed."""
    if why := missing():
        yield not_run(judge, "pages in a browser", "", why)
        return
    with PackingServer(site) as server, chromium() as browser:
        addresses = {kind: server.url + name.removesuffix("index.html") for kind, name in samples(site).items()}
        yield from look(browser, server.url, addresses)


def axe(site: Path, script: Path) -> Iterator[Figure]:
    """WCAG 2.2 A and AA on every type of page, two widths, light and dark."""

    def look(browser: Browser, url: str, addresses: dict[str, str]) -> Iterator[Figure]:
        source, found = script.read_text("utf-8"), []
        for width in (360, 1280):
            for scheme in ("light", "dark"):
                context = browser.new_context(
                    viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
                )
                for kind, address in addresses.items():
                    page = context.new_page()
                    page.goto(address)
                    page.evaluate(source)
                    report = page.evaluate(AXE_RUN, AXE_TAGS)
                    found += [f"{kind} {width} {scheme}: {line}" for line in _violations(report)]
                    page.close()
                context.close()
        yield none_of("axe", f"violations on {len(addresses)} page types × 2 widths × 2 schemes", found)

    return with_browser("axe", site, look)


def _violations(report: dict[str, Any]) -> Iterator[str]:
    for rule in report["violations"]:
        nodes = rule["nodes"]
        first = nodes[0]
        why = (first["failureSummary"].splitlines() or [""])[-1].strip()
        yield f"{rule['id']} × {len(nodes)}: {' '.join(map(str, first['target']))}: {why[:160]}"


def quiet(site: Path) -> Iterator[Figure]:
    """Errors on the console, violations of the policy, requests to other hosts."""

    def look(browser: Browser, url: str, addresses: dict[str, str]) -> Iterator[Figure]:
        errors: list[str] = []
        strangers: list[str] = []
        for kind, address in addresses.items():
            context = browser.new_context()
            context.add_init_script(WATCH_POLICY)
            context.on(
                "console", lambda said, kind=kind: said.type == "error" and errors.append(f"{kind}: {said.text}")
            )
            context.on("weberror", lambda error, kind=kind: errors.append(f"{kind}: {error.error}"))
            context.on(
                "request",
                lambda asked, kind=kind: (
                    asked.url.startswith((url, "data:", "blob:")) or strangers.append(f"{kind}: {asked.url}")
                ),
            )
            page = context.new_page()
            page.goto(address)
            page.wait_for_load_state("networkidle")
            context.close()
        yield none_of("console", "errors and policy violations", errors)
        yield none_of("console", "requests to other hosts", strangers)

    return with_browser("console", site, look)


def reflow(site: Path) -> Iterator[Figure]:
    """Pages that scroll sideways at 320 px."""

    def look(browser: Browser, url: str, addresses: dict[str, str]) -> Iterator[Figure]:
        found = []
        context = browser.new_context(viewport={"width": 320, "height": 700})
        for kind, address in addresses.items():
            page = context.new_page()
            page.goto(address)
            width = page.evaluate("() => document.documentElement.scrollWidth")
            found += [f"{kind}: {width} px wide"] if width > 320 else []
            page.close()
        yield none_of("reflow", "page types that scroll sideways at 320 px", found)

    return with_browser("reflow", site, look)


def no_script(site: Path) -> Iterator[Figure]:
    """Share of the words of <main> that are shown without JavaScript, of those shown with it."""

    def look(browser: Browser, url: str, addresses: dict[str, str]) -> Iterator[Figure]:
        shares = {}
        plain, full = browser.new_context(java_script_enabled=False), browser.new_context()
        for row in rows_of(site)[:20]:
            texts = []
            for context in (full, plain):
                page = context.new_page()
                page.goto(url + row["address"].strip("/") + "/")
                texts.append(page.evaluate(SEEN_TEXT).split())
                page.close()
            shares[row["address"]] = min(1.0, len(texts[1]) / max(1, len(texts[0])))
        least = min(shares.values(), default=0.0)
        found = tuple(f"{address}: {share:.1%}" for address, share in shares.items() if share < WORDS_SHARE)
        target = f"≥ {WORDS_SHARE:.0%}"
        yield Figure("no script", "words of an article, the least of 20", f"{least:.1%}", target, not found, found)

    return with_browser("no script", site, look)


def load(site: Path) -> Iterator[Figure]:
    """What the first load of the largest article costs."""

    def look(browser: Browser, url: str, addresses: dict[str, str]) -> Iterator[Figure]:
        parts: list[tuple[int, str]] = []
        page = browser.new_page()
        page.on("response", lambda answer: parts.append((packed(answer.body()), answer.url.removeprefix(url))))
        page.goto(addresses["articles/*"])
        page.wait_for_load_state("networkidle")
        found = tuple(f"{name or 'page'}: {size}" for size, name in sorted(parts, reverse=True))
        total = sum(size for size, _ in parts)
        what = "first load of the largest article, compressed"
        yield Figure("bytes", what, str(total), f"≤ {FIRST_LOAD}", total <= FIRST_LOAD, found)
        yield Figure("bytes", "its requests", str(len(parts)), f"≤ {REQUESTS}", len(parts) <= REQUESTS)

    return with_browser("bytes", site, look)


def keyboard(site: Path) -> Iterator[Figure]:
    """Controls that Tab does not reach; landmarks."""

    def look(browser: Browser, url: str, addresses: dict[str, str]) -> Iterator[Figure]:
        unreached: list[str] = []
        landmarks: list[str] = []
        long: list[str] = []
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        for kind, address in addresses.items():
            page = context.new_page()
            page.goto(address)
            page.wait_for_load_state("networkidle")
            left = _walk(page)
            if left is None:
                long.append(kind)
            else:
                unreached += [f"{kind}: {one}" for one in left]
            counts = page.evaluate(LANDMARKS)
            wrong = {name: n for name, n in counts.items() if (n < 1 if name == "navigation" else n != 1)}
            landmarks += [f"{kind}: {wrong}"] if wrong else []
            page.close()
        yield none_of("keyboard", "controls that Tab does not reach", unreached)
        if long:
            yield not_run("keyboard", f"Tab on {', '.join(long)}", "0", f"more than {LONGEST_WALK} controls on a page")
        yield none_of("keyboard", "page types without their landmarks", landmarks)

    return with_browser("keyboard", site, look)


def _walk(page: Page) -> list[str] | None:
    """What is left after as many steps as there are controls, and some more; None where that would be too many."""
    count = page.evaluate(WALK_START)
    if count > LONGEST_WALK:
        return None
    for _ in range(count + 5):
        page.keyboard.press("Tab")
    left: list[str] = page.evaluate("() => [...window.judgedLeft.values()]")
    return left


def search(site: Path, queries: int, forms: int) -> Iterator[Figure]:
    """The search page's answers and what they cost, as `benchmarks/search.py` measures them."""
    if why := missing():
        yield not_run("search", "answers of the search page", "", why)
        return
    rows = rows_of(site)
    source = max((row.get("source_name", "") for row in rows), key=[row.get("source_name") for row in rows].count)
    with StaticServer(site) as server, chromium() as browser:

        def page() -> Page:
            return browser.new_context().new_page()

        asked = {
            "first results of two words, bytes": ("?q=police+council", search_bench.TWO_WORDS),
            "a facet alone, bytes": (f"?source={quote(source)}", search_bench.FACET),
        }
        for what, (query, most) in asked.items():
            size, parts = search_bench.cost(page, f"{server.url}search/{query}")
            found = tuple(f"{name.removeprefix(server.url)}: {one}" for one, name in parts[:8])
            yield Figure("search", what, str(size), f"≤ {most}", size <= most, found)
        wrong = search_bench.wrong_queries(page(), server.url, site, queries)
        yield none_of("search", f"of {queries} queries answered otherwise than a plain scan", wrong)
        wrong, count = search_bench.wrong_forms(page(), server.url, site, forms)
        yield none_of("search", f"of {count} forms of names that find other articles", wrong)
