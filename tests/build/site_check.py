"""Checks every page of a built site: well-formed HTML, one heading, unique ids, and no link that leads nowhere.

    faults = check_site(folder)
    assert not faults, "\\n".join(faults)

Standard library only, and on purpose stricter than a browser: tags must be balanced, and attributes written once.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree

VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
# What may not stand in a paragraph, however deep (HTML, 4.4): a browser would close it, and the page would fall apart.
NOT_IN_P = frozenset(
    ["p", "div", "ul", "ol", "dl", "table", "section", "article", "aside", "nav", "header", "footer", "main", "figure",
     "blockquote", "pre", "details", "fieldset", "form", "hr", "h1", "h2", "h3", "h4", "h5", "h6"]
)  # fmt: skip
NOT_INSIDE = {"a": frozenset(["a"]), "form": frozenset(["form"]), "button": frozenset(["button", "a"])}
ADDRESSES = {"href", "src", "action", "data", "poster"}
HOST = "https://site.invalid"


@dataclass
class Document(HTMLParser):
    """What a page holds, and what is wrong with its mark-up."""

    faults: list[str] = field(default_factory=list)
    ids: Counter[str] = field(default_factory=Counter)
    links: list[tuple[str, str, str]] = field(default_factory=list)
    """Element, attribute, address."""
    count: Counter[str] = field(default_factory=Counter)
    title: str = ""
    language: str = ""
    description: str = ""
    references: list[str] = field(default_factory=list)
    """Ids that attributes such as `aria-labelledby` and `for` name."""
    levels: list[int] = field(default_factory=list)
    """Of headings, in order."""
    text: list[str] = field(default_factory=list)
    """All text outside <script> and <style>."""
    inline: list[str] = field(default_factory=list)
    """What the security policy would stop: inline scripts, styles, handlers."""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []

    def at(self) -> str:
        return f"line {self.getpos()[0]}"

    def handle_decl(self, decl: str) -> None:
        self.count["doctype"] += decl.lower() == "doctype html"

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID and "svg" not in self.open:
            self.faults.append(f"{self.at()}: <{tag}/> closes nothing in HTML")
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.count[tag] += 1
        if "p" in self.open and tag in NOT_IN_P:
            self.faults.append(f"{self.at()}: <{tag}> ends the <p> that it stands in")
        for outer in self.open:
            if tag in NOT_INSIDE.get(outer, ()):
                self.faults.append(f"{self.at()}: <{tag}> inside <{outer}>")
        if tag not in VOID:
            self.open.append(tag)
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        names = [name for name, _ in attrs]
        self.faults += [f"{self.at()}: <{tag}> has {name} twice" for name in set(names) if names.count(name) > 1]
        found = {name: value or "" for name, value in attrs}
        self._attributes(tag, found)

    def _attributes(self, tag: str, found: dict[str, str]) -> None:
        if "id" in found:
            self.ids[found["id"]] += 1
            if not found["id"] or re.search(r"\s", found["id"]):
                self.faults.append(f"{self.at()}: {found['id']!r} is no id")
        if tag == "html":
            self.language = found.get("lang", "")
        if tag == "meta" and found.get("name") == "description":
            self.description = found.get("content", "")
        if tag == "img" and "alt" not in found:
            self.faults.append(f"{self.at()}: an image without alt")
        for name in ("for", "aria-labelledby", "aria-describedby", "aria-controls", "form", "list", "headers"):
            self.references += found.get(name, "").split()
        if tag == "script" and "src" not in found and found.get("type", "") != "application/ld+json":
            self.inline.append(f"{self.at()}: an inline script")
        if tag == "style" or "style" in found:
            self.inline.append(f"{self.at()}: an inline style")
        self.inline += [f"{self.at()}: the handler {name}" for name in found if name.startswith("on")]
        for name in ADDRESSES & set(found):
            self.links.append((tag, name, found[name]))
            if found[name].strip().lower().startswith("javascript:"):
                self.inline.append(f"{self.at()}: a javascript: address")

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            self.faults.append(f"{self.at()}: </{tag}>")
        elif not self.open or self.open[-1] != tag:
            self.faults.append(f"{self.at()}: </{tag}> where <{self.open[-1] if self.open else 'nothing'}> is open")
            if tag in self.open:
                while self.open.pop() != tag:
                    pass
        else:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        inside = self.open[-1] if self.open else ""
        if inside == "title" and "svg" not in self.open:
            self.title += data
        if inside not in ("script", "style"):
            self.text.append(data)
        elif inside == "script":
            try:
                json.loads(data)
            except ValueError as error:
                self.faults.append(f"{self.at()}: a script that is not JSON: {error}")

    @property
    def words(self) -> str:
        """The page's text with white space made even."""
        return " ".join("".join(self.text).split())


def read_page(path: Path) -> Document:
    document = Document()
    document.feed(path.read_text(encoding="utf-8"))
    document.close()
    document.faults += [f"<{tag}> is never closed" for tag in document.open]
    return document


def check_page(name: str, page: Document) -> list[str]:
    """What is wrong inside one page."""
    faults = [*page.faults, *page.inline]
    for tag in ("doctype", "html", "head", "body", "main", "h1", "title"):
        # A drawing has titles of its own.
        number = page.count[tag]
        if number != 1 and not (tag == "title" and number > 1 and page.count["svg"]):
            faults.append(f"{number} × {tag}")
    faults += [f"the id {id!r} stands {number} times" for id, number in page.ids.items() if number > 1]
    faults += [f"nothing has the id {id!r} that an attribute names" for id in page.references if id not in page.ids]
    if not page.title.strip() or not page.language or not page.description.strip():
        faults.append("no title, language or description")
    if page.levels and page.levels[0] != 1:
        faults.append(f"the first heading is an h{page.levels[0]}")
    for before, after in zip(page.levels, page.levels[1:], strict=False):
        if after > before + 1:
            faults.append(f"an h{after} follows an h{before}")
    return [f"{name}: {fault}" for fault in faults]


def target(site: Path, base: str, address: str) -> tuple[str, str] | None:
    """File and fragment that an address on a page leads to; nothing where it leads off the site."""
    whole = urljoin(base, address)
    if not whole.startswith(HOST + "/"):
        return None
    parts = urlsplit(whole)
    path = unquote(parts.path).lstrip("/")
    return (path + "index.html" if not path or path.endswith("/") else path), unquote(parts.fragment)


def address_of(name: str) -> str:
    """`articles/x/index.html` → its address on a host that stands for any."""
    return f"{HOST}/{name.removesuffix('index.html')}"


def check_links(site: Path, pages: dict[str, Document], prefix: str = "") -> list[str]:
    """Links, sources and fragments that lead nowhere, and pages that no link leads to.

    Args:
        prefix: path of the site's base_url, which the addresses on 404.html carry (a host shows it anywhere).
    """
    faults: list[str] = []
    reached: set[str] = {"index.html", "404.html"}
    for name, page in pages.items():
        for tag, attribute, address in page.links:
            here = address
            if name == "404.html" and prefix:
                if address.startswith("/") and not address.startswith(prefix):
                    faults.append(f"{name}: {address} is not below {prefix}")
                here = "/" + address.removeprefix(prefix)
            elif address.startswith("/") and name != "404.html":
                faults.append(f"{name}: <{tag} {attribute}={address!r}> works on one host only")
            found = target(site, address_of(name), here)
            if found is None:
                if tag not in ("a", "link") and not address.startswith("data:"):
                    faults.append(f"{name}: <{tag}> brings {address} from elsewhere")
                continue
            file, fragment = found
            if not (site / file).is_file():
                faults.append(f"{name}: <{tag} {attribute}={address!r}> leads nowhere ({file})")
            elif fragment and file in pages and fragment not in pages[file].ids:
                faults.append(f"{name}: <{tag} {attribute}={address!r}> leads to no place in {file}")
            elif tag == "a":
                reached.add(file)
    faults += [f"{name}: no link leads there" for name in sorted(set(pages) - reached)]
    return faults


def check_data(site: Path, base_url: str = "") -> list[str]:
    """Feed, sitemap and data: whole, and every address in them is a page."""
    faults: list[str] = []
    feed = ElementTree.parse(site / "feed.xml").getroot()
    places = [("feed.xml", link.get("href", "")) for link in feed.iter("{http://www.w3.org/2005/Atom}link")]
    ids = [element.text for element in feed.iter("{http://www.w3.org/2005/Atom}id")]
    if len(ids) != len(set(ids)):
        faults.append("feed.xml: an id stands twice")
    sitemap = ElementTree.parse(site / "sitemap.xml").getroot()
    locations = sitemap.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")
    places += [("sitemap.xml", location.text or "") for location in locations]
    rows = json.loads((site / "data/articles.json").read_text(encoding="utf-8"))
    places += [("data/articles.json", row["address"]) for row in rows]
    names = json.loads((site / "data/names.json").read_text(encoding="utf-8"))
    places += [("data/names.json", row["address"]) for row in names]
    for where, address in places:
        inside = address.removeprefix(base_url.rstrip("/")) if base_url else address
        found = target(site, f"{HOST}/", inside)
        if found is None or not (site / found[0]).is_file():
            faults.append(f"{where}: {address} leads nowhere")
    return faults


def read_site(site: Path) -> dict[str, Document]:
    """Every HTML page by its file name."""
    return {PurePosixPath(path.relative_to(site)).as_posix(): read_page(path) for path in sorted(site.rglob("*.html"))}


def check_site(site: Path, base_url: str = "") -> list[str]:
    """Everything that is wrong with a built site, one line each."""
    pages = read_site(site)
    faults = [fault for name, page in pages.items() for fault in check_page(name, page)]
    return [*faults, *check_links(site, pages, urlsplit(base_url).path), *check_data(site, base_url)]
