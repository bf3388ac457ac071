"""`sitegen export FORMAT`: the archive's citations and data in one file."""

from __future__ import annotations

import contextlib
import json

from sitegen.base.problems import Problem, SitegenError
from sitegen.build.audit import Audit
from sitegen.build.cache import Cache
from sitegen.build.folders import Folders
from sitegen.build.lock import lock
from sitegen.build.planning import Options, Planned, plan_site
from sitegen.export import serialise
from sitegen.model.config import site_of
from sitegen.model.views import ArticleView


def export(folders: Folders, options: Options, form: str) -> tuple[bytes, list[Problem]]:
    """The bytes of one form of the archive, with its problems.

    Args:
        form: `json` (as in /data/articles.json), `bibtex`, `ris` or `csl-json`.

    Raises:
        SitegenError: it would say what must not be published.
    """
    folders.check()
    with lock(folders.cache), contextlib.closing(Cache(folders.cache)) as cache:
        planned = plan_site(folders, options, cache, None, with_theme=False)
        data = _serialised(planned, form)
        leak = Audit(planned, cache, folders.cache, folders.out).problem_in(form, data)
        cache.save()
    if leak:
        raise SitegenError(leak)
    return data, planned.problems


def _serialised(planned: Planned, form: str) -> bytes:
    if form == "json":
        page = next(page for page in planned.pages if page.address == "/data/articles.json")
        return serialise(page, site_of(planned.library.config))
    citations = [
        page.view.citation for page in planned.pages if isinstance(page.view, ArticleView) and not page.view.withdrawn
    ]
    if form == "csl-json":
        items = [item for citation in citations for item in json.loads(citation.csl)]
        return (json.dumps(items, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
    texts = [citation.bibtex if form == "bibtex" else citation.ris for citation in citations]
    return ("\n\n".join(texts) + "\n").encode("utf-8")
