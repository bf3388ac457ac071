"""Pages → bytes, in this process or in several."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sitegen.base.problems import Problem, SitegenError
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

_BATCH = 32
_TOGETHER_FROM = 600
"""So many pages to render are worth starting further processes for."""


_NOTHING: dict[type, dict[str, Any]] = {ArticleView: {"article": None}, ProvenanceView: {"lines": ()}}
"""What a template of these views finds where nothing is attached: a tombstone has no text."""


@dataclass(frozen=True, slots=True)
class _Task:
    page: Page
    attached: tuple[tuple[str, Any], ...]


def render_all(
    pages: list[Page], planned: Planned, themes: Path, cache: Cache, pool: Crew | None
) -> Iterator[tuple[Page, bytes]]:
    """Each page with its bytes, in the order given.

    Raises:
        SitegenError: a template went wrong; the problem names it and its line.
    """
    site = site_of(planned.library.config)
    tasks = (_Task(page, _attached(page, planned.reading, cache)) for page in pages)
    if pool is not None and len(pages) >= _TOGETHER_FROM:
        elsewhere = functools.partial(_render_elsewhere, themes, planned.found.config.theme, site)
        for batch, results in in_order(pool, elsewhere, batched(tasks, _BATCH)):
            for task, data in zip(batch, results, strict=True):
                if isinstance(data, Died):
                    what = f"the page {task.page.address} could not be rendered: {data.why}"
                    hint = "nothing was published; free memory, or build with --jobs 1"
                    raise SitegenError(Problem("worker-died", what, hint=hint))
                yield task.page, data
        return
    for task in tasks:
        yield task.page, _render(task, planned.theme, site)


def _attached(page: Page, reading: Reading, cache: Cache) -> tuple[tuple[str, Any], ...]:
    out: list[tuple[str, Any]] = []
    for attachment in page.attachments:
        if attachment.kind == "article":
            out.append(("article", Body(load_article(reading.article_keys[attachment.key], cache).blocks)))
        elif attachment.kind == "marked":
            article = load_article(reading.article_keys[attachment.key], cache)
            out.append(("marked", Marked(article.blocks, article.findings)))
        else:
            view = page.view
            out.append(("lines", load_lines(reading.raw_keys[attachment.key], cache, view.first_line, view.last_line)))
    return tuple(out)


def _render(task: _Task, theme: Theme, site: Site) -> bytes:
    if is_export(task.page):
        return serialise(task.page, site, dict(task.attached))
    return render_page(theme, task.page, site, {**_NOTHING.get(type(task.page.view), {}), **dict(task.attached)})


@functools.cache
def _theme(themes: Path, name: str, language: str) -> Theme:
    return load_theme(themes, name, language)


def _render_elsewhere(themes: Path, name: str, site: Site, tasks: list[_Task]) -> list[bytes]:
    return [_render(task, _theme(themes, name, site.language), site) for task in tasks]
