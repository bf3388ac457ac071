"""Judges that read the files of a built site: links, head tags, citation files, sizes, a text browser."""

from __future__ import annotations

import gzip
import importlib
import json
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from site_check import check_site

OWN_SCRIPT, PAGE_STYLE, WORDS_SHARE = 25_000, 20_000, 0.97
"""Bytes of own script in all, of styles that one page loads; least share of words a plain reader gets."""


@dataclass(frozen=True)
class Figure:
    """One line of the table.

    Attributes:
        fine: None where the judge could not be run, which never counts as passed.
        findings: what is wrong, with its page.
    """

    judge: str
    what: str
    value: str
    target: str
    fine: bool | None
    findings: tuple[str, ...] = ()


def not_run(judge: str, what: str, target: str, why: str) -> Figure:
    """A judge that this machine lacks."""
    return Figure(judge, what, f"NOT RUN: {why}", target, None)


def none_of(judge: str, what: str, findings: list[str]) -> Figure:
    """A count that should be nought."""
    return Figure(judge, what, str(len(findings)), "0", not findings, tuple(findings))


def kind_of(name: str) -> str:
    """The type of a page from its file: `articles/X/index.html` → `article`."""
    parts = name.removesuffix("index.html").strip("/").split("/")
    if parts == [""]:
        return "home"
    if parts[0] == "timeline" and len(parts) > 1:
        return "timeline-" + ("day" if parts[1].count("-") == 2 else "month")
    if parts[0] == "404.html" or len(parts) == 1:
        return parts[0]
    return "/".join([parts[0], "*", *parts[2:]]) if parts[0] != "figures" or len(parts) < 3 else "figures/*/*"


def samples(site: Path) -> dict[str, str]:
    """Of each type of page the largest file, which has most that can be wrong."""
    sizes: dict[str, tuple[int, str]] = {}
    for path in site.rglob("*.html"):
        name = path.relative_to(site).as_posix()
        if 'http-equiv="refresh"' not in path.read_text("utf-8"):
            sizes[kind_of(name)] = max(sizes.get(kind_of(name), (0, "")), (path.stat().st_size, name))
    return {kind: name for kind, (_, name) in sorted(sizes.items())}


def links(site: Path) -> Iterator[Figure]:
    """Broken links and anchors, headings, ids and landmarks of every page."""
    home = re.search(r'<link rel="canonical" href="([^"]+)"', (site / "index.html").read_text("utf-8"))
    yield none_of("links", "faults of links, anchors, headings, ids", check_site(site, home[1] if home else ""))


def sizes(site: Path) -> Iterator[Figure]:
    """Script in all and styles of one page, raw."""
    scripts = {path.name: path.stat().st_size for path in (site / "static").glob("*.js")}
    total = sum(scripts.values())
    found = tuple(f"{name}: {size}" for name, size in sorted(scripts.items(), key=lambda one: -one[1]))
    yield Figure("bytes", "own script, raw", str(total), f"≤ {OWN_SCRIPT}", total <= OWN_SCRIPT, found)
    loads: dict[str, int] = {}
    for kind, name in samples(site).items():
        named = re.findall(r'<link rel="stylesheet" href="[^"]*static/([^"?]+)', (site / name).read_text("utf-8"))
        loads[kind] = sum((site / "static" / one).stat().st_size for one in named)
    most = max(loads.values())
    found = tuple(f"{kind}: {size}" for kind, size in loads.items() if size > PAGE_STYLE)
    yield Figure("bytes", "CSS of one page, raw, the most", str(most), f"≤ {PAGE_STYLE}", not found, found)
    article = loads.get("articles/*", 0)
    yield Figure("bytes", "CSS of an article page, raw", str(article), f"≤ {PAGE_STYLE}", article <= PAGE_STYLE)


@dataclass
class _Head(HTMLParser):
    """What a reference manager sees: tags of Dublin Core and the like, COinS spans."""

    meta: list[tuple[str, str]] = field(default_factory=list)
    canonical: str = ""
    coins: list[dict[str, list[str]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "meta" and "name" in found:
            self.meta.append((found["name"].lower(), found.get("content", "")))
        if tag == "link" and found.get("rel") == "canonical":
            self.canonical = found.get("href", "")
        if tag == "span" and "Z3988" in found.get("class", "").split():
            self.coins.append(parse_qs(found.get("title", "")))

    def all(self, name: str) -> list[str]:
        return [value for key, value in self.meta if key == name]


def _read_head(path: Path) -> _Head:
    head = _Head()
    head.feed(path.read_text("utf-8"))
    return head


def rows_of(site: Path) -> list[dict[str, Any]]:
    """The articles as the site's own data has them."""
    rows: list[dict[str, Any]] = json.loads((site / "data/articles.json").read_text("utf-8"))
    return rows


def zotero(site: Path) -> Iterator[Figure]:
    """The head tags of every article, against the data; spans on the lists of articles."""
    wrong: list[str] = []
    rows = [row for row in rows_of(site) if row.get("publish") != "none"]
    for row in rows:
        head = _read_head(site / row["address"].strip("/") / "index.html")
        wrong += [f"{row['address']}: {name}: {seen} for {right}" for name, seen, right in _tags(head, row)]
    yield none_of("zotero", f"wrong or missing head tags in {len(rows)} articles", wrong)
    spans = sum(
        one.get("rft.type") == ["newspaperArticle"] or one.get("rft.genre") == ["article"]
        for path in [*site.glob("articles/index.html"), *site.glob("articles/page/*/index.html")]
        for one in _read_head(path).coins
    )
    yield Figure("zotero", "articles in spans (COinS) of the list", str(spans), "> 0", spans > 0)


def _tags(head: _Head, row: dict[str, Any]) -> Iterator[tuple[str, object, object]]:
    """Tags that are not as they should be: name, what is there, what should be."""
    day = row.get("date_earliest") if row.get("date_earliest") == row.get("date_latest") else row.get("date")
    right = {
        "dc.type": ["newspaperArticle"],
        "dc.title": [row["title"]],
        "dc.date": [day] if day else [],
        "dc.source": [_outlet(row)] if row.get("source_name") else [],
        "dc.language": [row["language"]] if row.get("language") else [],
        "citation_public_url": [row["url"]] if row.get("url") else [],
    }
    for name, values in right.items():
        if head.all(name) != values:
            yield name, head.all(name), values
    if len(head.all("dc.creator")) != len(row.get("authors", ())):
        yield "dc.creator", head.all("dc.creator"), row.get("authors", ())
    if not head.canonical.endswith(row["address"]):
        yield "canonical", head.canonical, row["address"]
    if spoilers := [key for key, _ in head.meta if key == "citation_journal_title"]:
        yield "citation_journal_title", spoilers, []


def _outlet(row: dict[str, Any]) -> str:
    """The newspaper's name; one that the archive itself calls probable is cited in brackets, as libraries do."""
    doubtful = row.get("known", {}).get("source", "").endswith(("probable", "possible"))
    return f"[{row['source_name']}?]" if doubtful else str(row["source_name"])


def _bibtex(text: str) -> list[tuple[str, ...]]:
    library = importlib.import_module("bibtexparser").parse_string(text)
    if library.failed_blocks:
        raise ValueError(f"{len(library.failed_blocks)} entries cannot be read")
    names = (("title",), ("journal", "journaltitle", "publisher", "howpublished"), ("date", "year"), ("url",))
    out = []
    for entry in library.entries:
        found = {key.lower(): one.value for key, one in entry.fields_dict.items()}
        out.append(tuple(next((found[name] for name in some if name in found), "") for some in names))
    return out


def _ris(text: str) -> list[tuple[str, ...]]:
    out = []
    for entry in importlib.import_module("rispy").loads(text):
        title = entry.get("title") or entry.get("primary_title") or ""
        outlet = next((entry[k] for k in ("secondary_title", "journal_name", "alternate_title3") if entry.get(k)), "")
        urls = entry.get("urls") or [entry.get("url", "")]
        out.append((title, outlet, entry.get("date") or entry.get("year") or "", urls[0]))
    return out


def _csl(text: str) -> list[tuple[str, ...]]:
    jsonschema = importlib.import_module("jsonschema")
    items = json.loads(text)
    jsonschema.validate(items, {"type": "array", "items": CSL_ITEM})
    return [
        (one["title"], one.get("container-title", ""), json.dumps(one.get("issued", "")), one.get("URL", ""))
        for one in items
    ]


CSL_ITEM = {
    "type": "object",
    "required": ["id", "type", "title"],
    "properties": {
        "type": {"enum": ["article-newspaper", "article", "article-magazine", "webpage", "post-weblog", "broadcast"]},
        "id": {"type": ["string", "number"]},
        "author": {"type": "array", "items": {"type": "object", "minProperties": 1}},
        "issued": {"type": "object", "anyOf": [{"required": ["date-parts"]}, {"required": ["raw"]}]},
        **{name: {"type": "string"} for name in ("title", "container-title", "URL", "language", "abstract", "note")},
    },
}
"""The part of the standard's schema that a newspaper article can meet."""
READERS: dict[str, tuple[str, Callable[[str], list[tuple[str, ...]]]]] = {
    ".bib": ("bibtexparser", _bibtex),
    ".ris": ("rispy", _ris),
    ".csl.json": ("jsonschema", _csl),
}
PARTS = ("title", "outlet", "date", "address")


def citations(site: Path) -> Iterator[Figure]:
    """The citation files of the whole archive, read by libraries that are not ours."""
    for ending, (library, read) in READERS.items():
        what, target = f"articles in {ending}, without loss", "all"
        try:
            importlib.import_module(library)
        except ImportError:
            yield not_run("citations", what, target, f"{library} is not installed (pip install {library})")
            continue
        files = sorted(site.rglob(f"*{ending}"), key=lambda path: -path.stat().st_size)
        rows = rows_of(site)
        if not files:
            yield Figure("citations", what, "no such file", target, False)
            continue
        whole = [path for path in files if path.is_relative_to(site / "data")] or files
        lost: list[str] = []
        read_titles: set[str] = set()
        for path in whole:
            try:
                entries = read(path.read_text("utf-8"))
            except Exception as error:  # a library may raise anything at what it cannot read
                lost.append(f"{path.relative_to(site)}: {error}")
                continue
            read_titles |= {_plain(entry[0]) for entry in entries}
            lost += _losses(entries, {_plain(row["title"]): row for row in rows})
        missing = [row["title"] for row in rows if _plain(row["title"]) not in read_titles]
        found = [*lost, *(f"no entry: {title}" for title in missing)]
        yield Figure("citations", what, f"{len(rows) - len(missing)} of {len(rows)}", target, not found, tuple(found))


def _losses(entries: list[tuple[str, ...]], rows: dict[str, dict[str, Any]]) -> Iterator[str]:
    for entry in entries:
        row = rows.get(_plain(entry[0]))
        if not row:
            yield f"an entry of no article: {entry[0]}"
            continue
        due = (True, bool(row.get("source_name")), bool(row.get("date")), True)
        for name, value, needed in zip(PARTS, entry, due, strict=True):
            if needed and not value:
                yield f"{row['title']}: no {name}"
        if row.get("source_name") and _plain(entry[1]) != _plain(row["source_name"]):
            yield f"{row['title']}: outlet {entry[1]!r}"


def _plain(text: str) -> str:
    """Words without the braces and backslashes of BibTeX."""
    return " ".join(re.sub(r"[{}\\]", "", text).split())


def lynx(site: Path) -> Iterator[Figure]:
    """Share of a page's words that a text browser prints, for each type of page."""
    what, target = "words that lynx prints, the least of a page type", f"≥ {WORDS_SHARE:.0%}"
    if not shutil.which("lynx"):
        yield not_run("lynx", what, target, "lynx is not installed")
        return
    shares: dict[str, float] = {}
    for kind, name in samples(site).items():
        command = ["lynx", "-dump", "-nolist", "-width=200", "-display_charset=utf-8", str(site / name)]
        printed = Counter(words(subprocess.run(command, capture_output=True, timeout=60).stdout.decode("utf-8")))
        due = Counter(words(_prose(site / name)))
        shares[kind] = 1 - (due - printed).total() / max(1, due.total())
    least = min(shares.values())
    found = tuple(f"{kind}: {share:.1%}" for kind, share in shares.items() if share < WORDS_SHARE)
    yield Figure("lynx", what, f"{least:.1%}", target, not found, found)


@dataclass
class _Prose(HTMLParser):
    """The text of a page without drawings, scripts and lists of choices, which a text browser does not print."""

    text: list[str] = field(default_factory=list)
    silent: int = 0

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in _SILENT
        if tag not in _INLINE:
            self.text.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in _SILENT

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.text.append(data)


_INLINE = {
    "a",
    "abbr",
    "b",
    "cite",
    "code",
    "em",
    "i",
    "mark",
    "q",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "time",
    "wbr",
}
_SILENT = {"svg", "script", "style", "template", "select", "datalist", "title"}


def _prose(path: Path) -> str:
    prose = _Prose()
    prose.feed(path.read_text("utf-8"))
    return "".join(prose.text)


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.replace("\u00ad", "").lower())


def packed(body: bytes) -> int:
    """Bytes as a host sends them."""
    return len(gzip.compress(body, mtime=0))
