"""A small archive from a dict of file name → text, through the real readers, without a disk.

Files may also be given as one document, each after a line ``=== path``::

    === site.yaml
    title: An archive
    === articles/2020/2020-05-03-bridge.md
    ---
    title: The bridge opens
    ---
    It opened.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from sitegen.base.problems import Problem
from sitegen.base.values import digest
from sitegen.model.article import Article, Card
from sitegen.model.authority import Authority
from sitegen.model.config import Config
from sitegen.model.editions import Edition
from sitegen.model.lineage import SharedText
from sitegen.model.names import NameSlices
from sitegen.model.views import Page
from sitegen.plan import Library, TextPage, build_library, check_library, name_forms, plan
from sitegen.read.article import RightsLevels, read_article, read_page
from sitegen.read.authority import read_actor, read_event, read_place, read_source
from sitegen.read.body import render_page_text
from sitegen.read.site import read_site

Files = dict[str, str]
READERS: dict[str, Any] = {"actors": read_actor, "sources": read_source, "places": read_place, "events": read_event}


def files_of(document: str) -> Files:
    """The files of a document; a text before the first of them is a remark."""
    _, *parts = re.split(r"^=== (.+)\n", document, flags=re.MULTILINE)
    return dict(zip(parts[::2], parts[1::2], strict=True))


def article(title: str, body: str = "Some words.\n", **fields: str) -> str:
    """A record file: its title, further fields as YAML, its body."""
    lines = [f"title: {title}", *(f"{key}: {value}" for key, value in fields.items())]
    return "\n".join(["---", *lines, "---", body])


@dataclass(frozen=True)
class Archive:
    """An archive as read: what planning gets."""

    config: Config
    authority: Authority
    cards: tuple[Card, ...]
    texts: tuple[TextPage, ...]
    articles: dict[str, Article]
    problems: tuple[Problem, ...]

    def library(
        self, *, drafts: bool = False, shared: tuple[SharedText, ...] = (), editions: tuple[Edition, ...] = ()
    ) -> Library:
        return build_library(
            self.config, self.authority, self.cards, self.texts, drafts=drafts, shared=shared, editions=editions
        )

    def pages(self, *, drafts: bool = False, shared: tuple[SharedText, ...] = ()) -> dict[str, Page]:
        """Every page by its address."""
        return {page.address: page for page in plan(self.library(drafts=drafts, shared=shared))}

    def views(self, *, drafts: bool = False, shared: tuple[SharedText, ...] = ()) -> dict[str, Any]:
        return {address: page.view for address, page in self.pages(drafts=drafts, shared=shared).items()}

    def checks(self) -> list[Problem]:
        """Problems across files."""
        return check_library(self.library(), self.authority, self.cards)


def archive(files: Files | str) -> Archive:
    """The archive of these files; a problem while reading one of them is kept, not raised."""
    files = files_of(files) if isinstance(files, str) else files
    problems: list[Problem] = []
    config, found = read_site(files.get("site.yaml", "title: An archive\n"), "site.yaml")
    problems += found
    records: dict[str, list[Any]] = {name: [] for name in READERS}
    texts: list[TextPage] = []
    for path, text in sorted(files.items()):
        folder, stem = path.split("/")[0], PurePosixPath(path).stem
        if folder in READERS:
            record, found = READERS[folder](text, path, stem)
            problems += found
            records[folder] += [record] if record else []
        elif folder == "pages":
            title, markdown, found = read_page(text, path, stem)
            problems += found
            texts.append(TextPage(stem, title, render_page_text(markdown)))
    authority = Authority(**{name: tuple(found) for name, found in records.items()})
    rights = RightsLevels(config.rights, tuple((source.id, source.rights) for source in authority.sources))
    slices = NameSlices(name_forms(authority))
    articles: dict[str, Article] = {}
    cards: list[Card] = []
    for path, text in sorted(files.items()):
        if not path.startswith("articles/"):
            continue
        slug = PurePosixPath(path).stem
        notes = f"notes/{slug}.yaml"
        near = slices.slice(record.id for record in name_forms(authority))
        read, found = read_article(text, path, slug, near, rights, (files[notes], notes) if notes in files else None)
        problems += found
        if read:
            articles[slug] = read
            cards.append(card_of(read))
    return Archive(config, authority, tuple(cards), tuple(texts), articles, tuple(problems))


def card_of(read: Article) -> Card:
    """What is kept of an article for planning."""
    names = {field.name for field in dataclasses.fields(Card)} - {"body_digest", "lines_digest", "roles"}
    values = {name: getattr(read, name) for name in names}
    return Card(**values, body_digest=digest(read.blocks), lines_digest="", roles=())


def values_in(value: Any) -> Iterator[Any]:
    """Every text, number and the like anywhere in a value."""
    if dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from values_in(getattr(value, field.name))
    elif isinstance(value, (tuple, list)):
        for item in value:
            yield from values_in(item)
    else:
        yield value


def shown_on(pages: dict[str, Page], words: str) -> list[str]:
    """Addresses of the pages whose view says these words anywhere."""
    return [
        address
        for address, page in pages.items()
        if any(isinstance(value, str) and words in value for value in values_in(page.view))
    ]


def changed(before: dict[str, Page], after: dict[str, Page]) -> set[str]:
    """Addresses whose page is not the same value in both."""
    return {address for address in {*before, *after} if before.get(address) != after.get(address)}


def links_in(pages: dict[str, Page]) -> Iterator[tuple[str, str]]:
    """Pairs of page and target for every address of the site in any view."""
    for address, page in pages.items():
        yield from ((address, target) for target in _targets(page.view))


def _targets(value: Any) -> Iterator[str]:
    if dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            inner = getattr(value, field.name)
            if field.name in ("address", "target") and inner:
                yield inner
            yield from _targets(inner)
    elif isinstance(value, tuple):
        for item in value:
            yield from _targets(item)
