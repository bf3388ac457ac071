"""`sitegen why ADDRESS`: which part of a page's key changed, or had changed when it was last written."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass

from sitegen.base.problems import Problem, SitegenError
from sitegen.base.text import nearest
from sitegen.build import publish
from sitegen.build.cache import Cache
from sitegen.build.folders import Folders
from sitegen.build.ledger import changed_parts, load_ledger
from sitegen.build.lock import lock
from sitegen.build.planning import Options, Planned, plan_site

WORDS = {
    "code": "sitegen's own code (or a library it renders with)",
    "template": "the template, or a part that it uses",
    "site": "site.yaml: what stands on every page",
    "new": "the page was not there before",
    "file": "its file was missing or had been changed by hand",
    "body_digest": "the article's text, its links or its notes",
    "lines_digest": "the original's lines or their roles",
}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a page is as it is."""

    address: str
    file: str
    stale: tuple[str, ...]
    """Parts that differ from the last build: the next build renders the page."""
    last: tuple[str, ...]
    """Parts that had changed when its file was last written."""
    missing: bool
    """The file is not in the output folder, or somebody changed it there."""

    def sentences(self) -> list[str]:
        """For people."""
        out = []
        if self.stale:
            out.append("will be rendered by the next build, because of " + _words(self.stale))
        elif self.missing:
            out.append("will be rendered by the next build: its file is missing or was changed by hand")
        else:
            out.append("is up to date")
        if self.last:
            out.append("was last written because of " + _words(self.last))
        return out


def _words(parts: tuple[str, ...]) -> str:
    return "; ".join(f"{part} ({WORDS[part]})" if part in WORDS else f"view.{part}" for part in parts)


def why(folders: Folders, options: Options, address: str) -> Reason:
    """The reason for one page.

    Raises:
        SitegenError: the site has no such page; the hint names the nearest.
    """
    folders.check()
    with lock(folders.cache), contextlib.closing(Cache(folders.cache)) as cache:
        planned = plan_site(folders, options, cache, None)
        cache.save()
    page = next((page for page in planned.pages if page.address == _address(address, planned)), None)
    if page is None:
        near = nearest(address, [page.address for page in planned.pages])
        hint = "nearest: " + ", ".join(near) if near else "addresses begin with a slash: /articles/…/"
        raise SitegenError(Problem("no-page", f"the site has no page {address}", hint=hint))
    ledger = load_ledger(folders.cache, folders.out.resolve())
    entry = ledger.pages.get(page.file)
    parts = changed_parts(entry.parts if entry else None, planned.parts(page))
    missing = entry is None or publish.snapshot(folders.out).get(page.file) != (entry.size, entry.stamp)
    return Reason(page.address, page.file, tuple(parts), tuple(entry.because) if entry else (), missing)


def _address(text: str, planned: Planned) -> str:
    """An address as people give it: with or without slashes, or as a file of the site."""
    address = "/" + text.strip().strip("/").removeprefix(planned.library.config.base_url.strip("/")).removesuffix(
        "index.html"
    ).strip("/")
    known = {page.address for page in planned.pages}
    for candidate in (address, address.rstrip("/") + "/"):
        if candidate in known:
            return candidate
    return address
