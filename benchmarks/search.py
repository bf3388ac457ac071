#!/usr/bin/env python3
"""Measures the search page on a made archive, in a real Chromium.

    python benchmarks/search.py [--articles N] [--queries N] [--forms N] [--keep DIR]

The archive is that of `made_archive.py`. Printed are: what the first ten results of two words cost, and of a facet
alone (bytes as a host sends them, texts compressed, from the empty page on); how many random queries give just the
articles that a plain scan of the texts gives (`search_rules.py`); precision and recall of every form of every name.
Anything wrong is listed and ends the program with 1.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parents[1]
for place in (ROOT, ROOT / "tests"):
    if str(place) not in sys.path:
        sys.path.insert(0, str(place))

import browser_path  # noqa: E402
from static_server import StaticServer  # noqa: E402

from benchmarks import made_archive  # noqa: E402
from benchmarks.search_rules import Endings, Scan, Text, queries  # noqa: E402

if TYPE_CHECKING:
    from playwright.sync_api import Page

TWO_WORDS, FACET = 200_000, 150_000
"""Most bytes for the first ten results of two words, and of a facet alone, at 2,000 articles."""
ASK = """async ([address, queries, areNames]) => {
  const { ask } = await import(address)
  const out = []
  for (const query of queries) out.push((await ask(query, areNames)).results.map(({ id }) => id))
  return out
}"""


def read_scan(site: Path, language: str = "en") -> tuple[Scan, dict[str, list[str]]]:
    """The texts of a bundle, and the forms of each name on record."""
    endings = Endings(site / "pagefind" / language)
    rows = json.loads((site / "data/names.json").read_text("utf-8"))
    forms = {row["name"]: row["forms"] for row in rows}
    listed: dict[str, frozenset[str]] = {}
    names = {row["id"].partition("/")[2]: row["name"] for row in rows}
    for line in (site / "data/articles.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        ids = (*row.get("actors", ()), *row.get("places", ()))
        listed[row["address"]] = frozenset(names[id] for id in ids if id in names)
    texts = [Text(address, words, listed[address]) for address, words in sorted(endings.texts.items())]
    return Scan(texts, endings, forms), forms


def answers(page: Page, url: str, site: Path, asked: list[str], *, names: bool = True) -> list[set[str]]:
    """Addresses that the search page's script finds for each query."""
    page.goto(f"{url}search/")
    found = page.evaluate(ASK, [f"{url}static/search.js", asked, names])
    address: dict[str, str] = {}
    for bundle in (site / "pagefind").iterdir():
        table = json.loads((bundle / "facets.json").read_text("utf-8"))
        address |= dict(zip(table["ids"], json.loads((bundle / "addresses.json").read_text("utf-8")), strict=True))
    return [{address[id] for id in results} for results in found]


def wrong_queries(page: Page, url: str, site: Path, count: int, seed: int = 5) -> list[str]:
    """Random queries that the script answers otherwise than a plain scan of the English texts."""
    scan, forms = read_scan(site)
    read = {text.address for text in scan.texts}
    wanted = list(queries(scan, sorted({f for some in forms.values() for f in some}), count, random.Random(seed)))
    found = {
        query: got & read
        for names in (True, False)
        for some in ([query for query, are_names, *_ in wanted if are_names is names],)
        for query, got in zip(some, answers(page, url, site, some, names=names), strict=True)
    }
    return [
        f"{query}: {len(least - found[query])} missing, {len(found[query] - most)} too many"
        for query, _, least, most in wanted
        if not least <= found[query] <= most
    ]


def wrong_forms(page: Page, url: str, site: Path, most: int = 0) -> tuple[list[str], int]:
    """Forms of names that find other articles than those that name a bearer, and how many forms there are."""
    scans = [read_scan(site, bundle.name) for bundle in sorted((site / "pagefind").iterdir())]
    forms = scans[0][1]
    every = sorted({form for some in forms.values() for form in some})
    every = random.Random(3).sample(every, most) if 0 < most < len(every) else every
    found = answers(page, url, site, every)
    wrong = [
        f"{form}: {len(right - got)} missing, {len(got - right)} too many"
        for form, got in zip(every, found, strict=True)
        if (right := set().union(*(scan.naming(form) for scan, _ in scans))) != got
    ]
    return wrong, len(every)


def cost(open_page: Callable[[], Page], address: str) -> tuple[int, list[tuple[int, str]]]:
    """Bytes that a search adds to the empty search page, and each file's share."""
    page = open_page()
    sizes: list[tuple[int, str]] = []

    def note(response: Any) -> None:
        body = response.body()
        packed = "/pagefind/" in response.url and not response.url.endswith((".js", ".json"))
        sizes.append((len(body) if packed else len(gzip.compress(body)), response.url))

    page.goto(address.partition("?")[0])
    page.wait_for_load_state("networkidle")
    page.on("response", note)
    page.evaluate("(query) => { history.pushState(null, '', query); dispatchEvent(new PopStateEvent('popstate')) }",
                  "?" + address.partition("?")[2])  # fmt: skip
    page.locator("#search-results > li").first.wait_for()
    page.wait_for_load_state("networkidle")
    return sum(size for size, _ in sizes), sorted(sizes, reverse=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--forms", type=int, default=0, help="so many forms only; 0: all")
    parser.add_argument("--keep", type=Path, help="make the archive here, or use the one that is here")
    given = parser.parse_args()
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        folder = given.keep or Path(temporary)
        if not (folder / "site").is_dir():
            made_archive.make(folder / "content", given.articles)
            made_archive.build(folder / "content", folder / "site")
        site = folder / "site"
        browser = playwright.chromium.launch(
            executable_path=browser_path.find(), args=["--no-sandbox", "--disable-gpu"]
        )
        with StaticServer(site) as server:

            def page() -> Page:
                return browser.new_context().new_page()

            two, parts = cost(page, f"{server.url}search/?q=police+council")
            facet, _ = cost(page, f"{server.url}search/?source=Paper+3")
            print(f"two words: {two} bytes in {len(parts)} files; at most {TWO_WORDS}")
            for size, name in parts[:8]:
                print(f"    {size:7} {name.removeprefix(server.url)}")
            print(f"a facet alone: {facet} bytes; at most {FACET}")
            queries_wrong = wrong_queries(page(), server.url, site, given.queries)
            print(f"queries: {given.queries - len(queries_wrong)} of {given.queries} as the scan")
            forms_wrong, forms = wrong_forms(page(), server.url, site, given.forms)
            print(f"forms of names: {forms - len(forms_wrong)} of {forms} find just the articles that name a bearer")
        browser.close()
    for line in (wrong := queries_wrong + forms_wrong):
        print("  " + line)
    return 1 if wrong or two > TWO_WORDS or facet > FACET else 0


if __name__ == "__main__":
    sys.exit(main())
