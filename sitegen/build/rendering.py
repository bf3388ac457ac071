"""Pages → bytes, in this process or in several, and those that differ from what is published → the next site's folder.

A process that renders loads what it needs from the cache by itself and writes what it made: neither texts nor pages
travel between processes, and no process holds more than a few of them.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sitegen.base.files import sha256_hex
from sitegen.base.problems import Problem, SitegenError
from sitegen.build import publish
from sitegen.build.cache import Cache
from sitegen.build.planning import Planned
from sitegen.build.reading import Reading, load_article, load_lines
from sitegen.build.working import Crew, Died, batched, in_order
from sitegen.export import is_export, serialise
from sitegen.model.article import Body
from sitegen.model.config import Site, site_of
from sitegen.model.data_views import Marked
from sitegen.model.views import ArticleView, Page, ProvenanceView
from sitegen.render import Theme, load_theme, render_page

_TOGETHER_FROM = 600
"""So many pages to render are worth starting further processes for."""
_BATCH = 24
"""So many pages make one task: those of an article lie together, and it is loaded once for them."""


_NOTHING: dict[type, dict[str, Any]] = {ArticleView: {"article": None}, ProvenanceView: {"lines": ()}}
"""What a template of these views finds where nothing is attached: a tombstone has no text."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """One rendered page."""

    digest: str
    """Of its bytes."""
    is_changed: bool
    """Whether it differs from the file that is published; then it lies in the next site's folder."""


@dataclass(frozen=True, slots=True)
class _Task:
    page: Page
    keys: tuple[str, ...]
    """Of each attachment, the key in the cache."""
    live: int
    """Size of the file that is published; -1 where there is none."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the folders lie."""

    out: Path
    staging: Path

    def put(self, task: _Task, data: bytes) -> Rendered:
        """Lays a page that differs from the published one into the next site."""
        name = task.page.file
        is_changed = task.live != len(data) or not _has(self.out / name, data)
        if is_changed:
            publish.write_page(self.staging, name, data)
        return Rendered(page_digest(data), is_changed)


def page_digest(data: bytes) -> str:
    """Digest of a file's bytes as the ledger has it."""
    return sha256_hex(data)[:32]


def _has(path: Path, data: bytes) -> bool:
    try:
        return path.read_bytes() == data
    except OSError:
        return False


def lay_pages(
    pages: list[Page],
    planned: Planned,
    live: dict[str, tuple[int, int]],
    out: Path,
    staging: Path,
    themes: Path,
    cache: Cache,
    pool: Crew | None,
) -> Iterator[tuple[Page, Rendered]]:
    """Each page as it was rendered, in the order given; what differs from the live site is written beside it.

    Raises:
        SitegenError: a template went wrong; the problem names it and its line.
        OSError: a file cannot be written.
    """
    place = _Place(out, staging)
    site = site_of(planned.library.config)
    tasks = [_Task(page, _keys(page, planned.reading), live.get(page.file, (-1, 0))[0]) for page in pages]
    cache.touch(key for task in tasks for key in task.keys)
    if pool is not None and len(pages) >= _TOGETHER_FROM and cache.is_written:
        elsewhere = functools.partial(
            _lay_elsewhere, themes, planned.found.config.theme, site, cache.path.parent, place
        )
        for batch, results in in_order(pool, elsewhere, batched(tasks, _BATCH)):
            for task, rendered in zip(batch, results, strict=True):
                if isinstance(rendered, Died):
                    what = f"the page {task.page.address} could not be rendered: {rendered.why}"
                    hint = "nothing was published; free memory, or build with --jobs 1"
                    raise SitegenError(Problem("worker-died", what, hint=hint))
                yield task.page, rendered
        return
    renderer = _Renderer(planned.theme, site, cache)
    for task in tasks:
        yield task.page, place.put(task, renderer.render(task))


def render_all(pages: Iterable[Page], planned: Planned, cache: Cache) -> Iterator[tuple[Page, bytes]]:
    """Each page with its bytes, in this process.

    Raises:
        SitegenError: a template went wrong; the problem names it and its line.
    """
    renderer = _Renderer(planned.theme, site_of(planned.library.config), cache)
    for page in pages:
        yield page, renderer.render(_Task(page, _keys(page, planned.reading), -1))


def _keys(page: Page, reading: Reading) -> tuple[str, ...]:
    kinds = {"lines": reading.raw_keys}
    return tuple(kinds.get(one.kind, reading.article_keys)[one.key] for one in page.attachments)


class _Renderer:
    """Renders tasks; keeps the last few articles, for an article has several pages."""

    def __init__(self, theme: Theme, site: Site, cache: Cache) -> None:
        self._theme, self._site, self._cache = theme, site, cache
        self._article = functools.lru_cache(maxsize=4)(lambda key: load_article(key, cache))

    def render(self, task: _Task) -> bytes:
        page, attached = task.page, self._attached(task)
        if is_export(page):
            return serialise(page, self._site, attached)
        return render_page(self._theme, page, self._site, {**_NOTHING.get(type(page.view), {}), **attached})

    def _attached(self, task: _Task) -> dict[str, Any]:
        out: dict[str, Any] = {}
        view = task.page.view
        for attachment, key in zip(task.page.attachments, task.keys, strict=True):
            if attachment.kind == "article":
                out["article"] = Body(self._article(key).blocks)
            elif attachment.kind == "marked":
                article = self._article(key)
                out["marked"] = Marked(article.blocks, article.findings)
            elif isinstance(view, ProvenanceView):
                out["lines"] = load_lines(key, self._cache, view.first_line, view.last_line)
        return out


@functools.cache
def _renderer(themes: Path, name: str, site: Site, cache: Path) -> _Renderer:
    """Of a process that renders: made once."""
    return _Renderer(load_theme(themes, name, site.language), site, Cache(cache))


def _lay_elsewhere(
    themes: Path, name: str, site: Site, cache: Path, place: _Place, tasks: list[_Task]
) -> list[Rendered]:
    renderer = _renderer(themes, name, site, cache)
    return [place.put(task, renderer.render(task)) for task in tasks]
