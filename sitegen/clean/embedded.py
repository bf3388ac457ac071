"""What a saved page prints about its article for machines: JSON-LD, Open Graph, Highwire and Dublin Core tags.

Every statement keeps its words and the standard it follows, so that a record can say what a field rests on. Read are
schema.org in JSON-LD 1.1 (`script type="application/ld+json"`, graphs and lists, broken JSON as far as it goes), the
Open Graph protocol with its `article:` names, the `citation_` names of Highwire Press, Dublin Core (DCMI), and
microdata's `itemprop`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from sitegen.base.text import squeeze
from sitegen.clean.lines import letters_of
from sitegen.clean.markup import Element
from sitegen.clean.runs import safe_target


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


ARTICLE_TYPES = _names(
    "Article NewsArticle ReportageNewsArticle AnalysisNewsArticle OpinionNewsArticle BackgroundNewsArticle "
    "ReviewNewsArticle AskPublicNewsArticle BlogPosting LiveBlogPosting SocialMediaPosting TechArticle Report "
    "ScholarlyArticle AdvertiserContentArticle SatiricalArticle Review WebPage ItemPage"
)
_WEAK_TYPES = frozenset({"WebPage", "ItemPage", "Review"})
_LIST_TYPES = _names("CollectionPage SearchResultsPage ItemList")
_LARGEST_JSON = 2_000_000
_TAG = re.compile(r"<[^<>]*>")
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_NAMES: dict[str, tuple[tuple[str, str], ...]] = {
    "title": (
        ("og:title", "open-graph"), ("citation_title", "highwire"), ("twitter:title", "open-graph"),
        ("dc.title", "dublin-core"), ("dcterms.title", "dublin-core"), ("parsely-title", "meta"), ("title", "meta"),
        ("sailthru.title", "meta"), ("headline", "meta"), ("hdl", "meta"),
    ),
    "published": (
        ("article:published_time", "open-graph"), ("og:article:published_time", "open-graph"),
        ("og:published_time", "open-graph"), ("citation_publication_date", "highwire"), ("citation_date", "highwire"),
        ("citation_online_date", "highwire"), ("dcterms.issued", "dublin-core"), ("dc.date.issued", "dublin-core"),
        ("dcterms.created", "dublin-core"), ("dc.date.created", "dublin-core"), ("dc.date", "dublin-core"),
        ("dcterms.date", "dublin-core"), ("parsely-pub-date", "meta"), ("sailthru.date", "meta"), ("pubdate", "meta"),
        ("publishdate", "meta"), ("publish-date", "meta"), ("publish_date", "meta"), ("publication_date", "meta"),
        ("date", "meta"), ("article.published", "meta"), ("published-date", "meta"), ("datepublished", "microdata"),
        ("article_date_original", "meta"), ("cxenseparse:recs:publishtime", "meta"),
        ("originalpublicationdate", "meta"), ("publicationdate", "meta"),
        ("published_at", "meta"), ("ptime", "meta"), ("displaydate", "meta"),
    ),
    "modified": (
        ("article:modified_time", "open-graph"), ("og:updated_time", "open-graph"), ("last-modified", "meta"),
        ("dcterms.modified", "dublin-core"), ("datemodified", "microdata"), ("lastmod", "meta"),
    ),
    "author": (
        ("citation_author", "highwire"), ("author", "meta"), ("article:author", "open-graph"),
        ("dc.creator", "dublin-core"), ("dcterms.creator", "dublin-core"), ("parsely-author", "meta"),
        ("sailthru.author", "meta"), ("byl", "meta"), ("article:author_name", "open-graph"),
    ),
    "site": (
        ("og:site_name", "open-graph"), ("citation_journal_title", "highwire"), ("dc.publisher", "dublin-core"),
        ("dcterms.publisher", "dublin-core"), ("application-name", "meta"), ("publisher", "meta"),
    ),
    "type": (("og:type", "open-graph"),),
    "section": (("article:section", "open-graph"), ("parsely-section", "meta")),
    "language": (("og:locale", "open-graph"), ("dc.language", "dublin-core"), ("citation_language", "highwire")),
}  # fmt: skip
_BY_NAME = {name: (key, rule) for key, names in _NAMES.items() for name, rule in names}
_BY_RANK = {name: rank for names in _NAMES.values() for rank, (name, _) in enumerate(names)}


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that the page says of itself."""

    value: str
    words: str
    """As printed: ``datePublished: 2019-11-19T05:00:00Z``."""
    rule: str
    """The standard: `json-ld`, `open-graph`, `highwire`, `dublin-core`, `microdata`, `canonical`, `meta`, `html`."""


@dataclass(slots=True)
class Facts:
    """Everything that a page says of its article, the most trustworthy statement of each kind first."""

    titles: list[Statement] = field(default_factory=list)
    published: list[Statement] = field(default_factory=list)
    modified: list[Statement] = field(default_factory=list)
    authors: list[Statement] = field(default_factory=list)
    sites: list[Statement] = field(default_factory=list)
    urls: list[Statement] = field(default_factory=list)
    languages: list[Statement] = field(default_factory=list)
    types: list[str] = field(default_factory=list)
    """Types that schema.org and Open Graph give for the page."""
    base: str = ""
    free: bool = True
    """False where the page says that its text is not free (`isAccessibleForFree`)."""
    words: int = 0
    """Length of the whole article as the page gives it; 0 where it does not."""

    @property
    def is_article(self) -> bool:
        return any(kind.lower() in _ARTICLE_NAMES for kind in self.types)

    @property
    def is_list(self) -> bool:
        """Whether the page calls itself a list or the site's front."""
        return not self.is_article and any(kind in _LIST_TYPES for kind in self.types)


_ARTICLE_NAMES = frozenset(kind.lower() for kind in ARTICLE_TYPES - _WEAK_TYPES) | {"news", "post", "story", "blog"}


def read_facts(root: Element, text: str, address: str = "") -> Facts:
    """The statements of a page.

    Args:
        text: the page's source, for the address that a browser wrote into a comment at its head.
        address: where a container says the page was; it counts above what the page says.
    """
    facts = Facts()
    meta: list[tuple[int, str, Statement]] = []
    canonical: list[Statement] = []
    scripts: list[str] = []
    heading = ""
    for element in root.iter("meta", "link", "script", "title", "base", "time", "html"):
        tag = element.tag
        if tag == "meta":
            _meta(element, meta, canonical)
        elif tag == "link":
            if "canonical" in (element.get("rel") or "").lower().split():
                href = element.get("href") or ""
                canonical.insert(0, Statement(href, f"canonical: {href}", "canonical"))
        elif tag == "script":
            if "ld+json" in (element.get("type") or ""):
                scripts.append("".join(element.itertext()))
        elif tag == "title":
            heading = heading or squeeze("".join(element.itertext()))
        elif tag == "base" and not facts.base:
            facts.base = safe_target(element.get("href") or "", address)
        elif tag == "time":
            stated = element.get("datetime") or ""
            if element.get("itemprop") == "datePublished" or element.get("pubdate") is not None:
                meta.append((50, "published", Statement(stated, f"time: {stated}", "microdata")))
            elif element.get("itemprop") == "dateModified":
                meta.append((50, "modified", Statement(stated, f"time: {stated}", "microdata")))
        elif tag == "html":
            lang = element.get("lang") or element.get("xml:lang") or ""
            if lang:
                facts.languages.append(Statement(lang, f"html lang: {lang}", "html"))
    named = [heading, *(statement.value for _, key, statement in meta if key == "title")]
    _json_ld(scripts, facts, {letters_of(name) for name in named if name})
    meta.sort(key=lambda entry: entry[0])
    targets = {"title": facts.titles, "published": facts.published, "modified": facts.modified,
               "author": facts.authors, "site": facts.sites, "language": facts.languages}  # fmt: skip
    for _, key, statement in meta:
        if key in targets:
            targets[key].append(statement)
        elif key == "type":
            facts.types.append(statement.value.removeprefix("og:"))
    if heading:
        facts.titles.append(Statement(heading, f"title: {heading}", "html"))
    _addresses(facts, canonical, text, address)
    return facts


def _meta(element: Element, meta: list[tuple[int, str, Statement]], canonical: list[Statement]) -> None:
    content = squeeze(element.get("content") or "")
    if not content:
        return
    for attribute in ("property", "name", "itemprop"):
        name = (element.get(attribute) or "").strip().lower()
        if name == "og:url":
            canonical.append(Statement(content, f"og:url: {content}", "open-graph"))
        known = _BY_NAME.get(name)
        if known:
            meta.append((_BY_RANK[name], known[0], Statement(unescape(content), f"{name}: {content}", known[1])))
            return


def _addresses(facts: Facts, canonical: list[Statement], text: str, address: str) -> None:
    """The address: of the container, of the page's own link, or of the comment that a browser wrote when saving."""
    if address:
        facts.urls.append(Statement(address, address, "container"))
    saved = ""
    head = text[:4000]
    match = re.search(r"<!--[^>]*?saved from url=\(\d+\)(?P<url>\S+)", head) or re.search(
        r"<!--[^>]*?SingleFile[^>]*?\burl:\s*(?P<url>\S+)", head
    )
    if match:
        saved = safe_target(match["url"], "")
    base = address or saved or facts.base
    for statement in canonical:
        target = safe_target(statement.value, base)
        if target.startswith("http"):
            facts.urls.append(Statement(target, statement.words, statement.rule))
    if saved.startswith("http"):
        facts.urls.append(Statement(saved, saved, "saved-from"))
    # A page whose own link leads to the site's front has not said where it is.
    facts.urls.sort(key=lambda statement: bool(re.match(r"https?://[^/]+/?\Z", statement.value)))
    facts.base = facts.base or (facts.urls[0].value if facts.urls else "")


def _json_ld(scripts: list[str], facts: Facts, titles: set[str]) -> None:
    nodes = [
        node
        for script in scripts
        if len(script) <= _LARGEST_JSON
        for value in _values(script)
        for node in _nodes(value)
    ]
    articles = [node for node in nodes if _types(node) & ARTICLE_TYPES]
    articles.sort(key=lambda node: bool(_types(node) <= _WEAK_TYPES))
    articles = _of_page(articles, titles)
    by_id = {str(node["@id"]): node for node in nodes if "@id" in node and len(node) > 1}
    for node in nodes:
        facts.types += sorted(_types(node) & (ARTICLE_TYPES | _LIST_TYPES))
    for node in articles[:4]:
        strong = not _types(node) <= _WEAK_TYPES
        for key, target in (("headline", facts.titles), ("name", facts.titles), ("datePublished", facts.published),
                            ("dateModified", facts.modified), ("inLanguage", facts.languages)):  # fmt: skip
            value = node.get(key)
            value = value.get("name") if isinstance(value, dict) else value
            if isinstance(value, str) and value.strip() and (strong or key != "inLanguage"):
                clear = squeeze(_TAG.sub("", unescape(value)))
                target.append(Statement(clear, f"{key}: {clear}", "json-ld"))
        if not strong:
            continue
        for key, target in (("author", facts.authors), ("creator", facts.authors), ("publisher", facts.sites)):
            if key == "creator" and any(known.rule == "json-ld" for known in facts.authors):
                continue
            for name in _people(node.get(key), by_id):
                target.append(Statement(name, f"{key}: {name}", "json-ld"))
        free = node.get("isAccessibleForFree")
        if str(free).lower() in ("false", "no", "0"):
            facts.free = False
        count = node.get("wordCount")
        if isinstance(count, (int, str)) and str(count).isdecimal():
            facts.words = int(count)


def _of_page(articles: list[dict[str, Any]], titles: set[str]) -> list[dict[str, Any]]:
    """Of several articles that a page describes, those whose headline is the page's own; all where none is."""
    strong = [node for node in articles if not _types(node) <= _WEAK_TYPES]
    if len(strong) < 2:
        return articles
    heads = {id(node): letters_of(str(node.get("headline") or node.get("name") or "")) for node in strong}
    own = [node for node in strong if any(heads[id(node)] and heads[id(node)] in title for title in titles)]
    return [*own, *(node for node in articles if node not in strong)] if own else articles


def _values(script: str) -> Iterator[Any]:
    """The JSON of a script; comments around it, commas too many, and a tail that is cut do not spoil what is whole."""
    text = script.strip().removeprefix("<!--").removesuffix("-->").strip()
    text = text.removeprefix("//<![CDATA[").removesuffix("//]]>").strip().rstrip(";")
    for attempt in (text, _TRAILING_COMMA.sub(r"\1", text)):
        try:
            yield json.loads(attempt, strict=False)
            return
        except (ValueError, RecursionError):
            continue
    # What can still be told from a broken object: its pairs of strings on the outside.
    pairs = dict(
        re.findall(r'"(@type|headline|datePublished|dateModified)"\s*:\s*"((?:[^"\\]|\\.){1,400})"', text[:200_000])[
            ::-1
        ]
    )
    if pairs:
        yield {key: value.replace('\\"', '"').replace("\\/", "/") for key, value in pairs.items()}


def _nodes(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Every object of a document that may describe the page: graphs, lists, main entities."""
    if depth > 4:
        return
    if isinstance(value, list):
        for entry in value[:200]:
            yield from _nodes(entry, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity"):
            if isinstance(value.get(key), (dict, list)):
                yield from _nodes(value[key], depth + 1)


def _types(node: dict[str, Any]) -> frozenset[str]:
    kind = node.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return frozenset(str(each).removeprefix("schema:").rsplit("/", 1)[-1] for each in kinds if each)


def _people(value: Any, by_id: dict[str, dict[str, Any]]) -> Iterator[str]:
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, dict):
            each = by_id.get(str(each.get("@id")), each) if "name" not in each else each
            each = each.get("name")
            each = each[0] if isinstance(each, list) and each else each
        if isinstance(each, str) and each.strip() and not each.startswith("http"):
            yield squeeze(_TAG.sub("", unescape(each)))
