"""Pages as values → the output folder: what is stale is rendered, what is not is kept, and the whole is put in place.

A page is stale when a part of its key changed, or when its file is not the one that was written. A site in which
nothing changed is not touched at all.
"""

from __future__ import annotations

import dataclasses
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from sitegen.base.files import walk_files
from sitegen.base.problems import Problem, SitegenError
from sitegen.base.values import digest
from sitegen.build import publish
from sitegen.build.audit import Audit
from sitegen.build.cache import Cache, code_digest
from sitegen.build.folders import Folders
from sitegen.build.ledger import Entry, Ledger, Parts, changed_parts, load_ledger, save_ledger
from sitegen.build.planning import Options, Planned
from sitegen.build.rendering import lay_pages
from sitegen.build.working import Crew, Progress
from sitegen.model.views import ArticleView, Page
from sitegen.search import SearchPage, by_language, index_key, index_pages, pagefind_version


@dataclass(slots=True)
class Published:
    """What happened to the output folder."""

    written: list[str] = field(default_factory=list)
    """Addresses of pages whose file changed."""
    removed: list[str] = field(default_factory=list)
    indexed: list[str] = field(default_factory=list)
    """Languages whose search bundle was built."""
    refused: bool = False
    """Whether nothing was published, because a page would carry what it must not."""
    problems: list[Problem] = field(default_factory=list)


@dataclass(slots=True)
class _Plan:
    """The next site, file by file, beside what the folder holds today."""

    out: Path
    ledger: Ledger
    live: dict[str, tuple[int, int]]
    own: set[str]
    parts: dict[str, Parts]
    """Key of each page, by file."""
    stale: list[Page]
    assets: dict[str, bytes]
    rendered: dict[str, str] = field(default_factory=dict)
    """Digest of each page that was rendered."""
    changed: set[str] = field(default_factory=set)
    """Rendered pages and assets that differ from what lies there; these pages lie in the next site's folder."""
    search_keys: dict[str, str] = field(default_factory=dict)
    stale_languages: set[str] = field(default_factory=set)
    listed: frozenset[str] = frozenset()
    """Own files as the folder itself lists them."""

    def is_own(self, name: str) -> bool:
        return publish.is_own(name, self.own)

    @property
    def expected(self) -> set[str]:
        return {*self.parts, *self.assets}

    @property
    def bundle(self) -> dict[str, str]:
        """Files of the search bundles with their language; those at the top belong to none."""
        prefix = publish.SEARCH + "/"
        return {
            name: name.split("/")[1] if name.count("/") > 1 else ""
            for name in self.live
            if name.startswith(prefix) and self.is_own(name)
        }

    @property
    def gone(self) -> list[str]:
        """Files that sitegen wrote and the next site does not have; the search's aside."""
        keep = {*self.expected, *self.bundle, publish.MANIFEST}
        return sorted(name for name in self.live if self.is_own(name) and name not in keep)

    @property
    def changes_anything(self) -> bool:
        old_languages = set(self.bundle.values()) - set(self.search_keys)
        return bool(
            self.changed
            or self.gone
            or self.stale_languages
            or old_languages
            or self.listed != publish.manifest_names(self.expected, bool(self.search_keys))
        )


def publish_site(
    folders: Folders,
    options: Options,
    planned: Planned,
    cache: Cache,
    pool: Crew | None,
    progress: Progress,
) -> Published:
    """Renders what is stale and puts the new site in the place of the old one, if anything changed at all.

    Raises:
        SitegenError: the folder cannot be written, or holds foreign files in the way; the old site is untouched.
    """
    try:
        plan = _compare(folders, planned)
    except OSError as error:
        raise _unwritable(error, folders.out) from error
    result = Published()
    audit = Audit(planned, cache, folders.cache, plan.out)
    staging = publish.staging_folder(plan.out)
    try:
        _render(folders, options, planned, plan, cache, pool, progress)
        _compare_search(planned, plan, options)
        if plan.changes_anything:
            _refuse_foreign(plan)
            _lay_and_exchange(folders, planned, plan, audit, result, progress)
        elif leaks := audit.problems(plan.out, {*plan.expected, *plan.bundle}):
            result = Published(refused=True, problems=leaks)
    except OSError as error:
        raise _unwritable(error, plan.out) from error
    finally:
        # What was published is no longer there; what is there must not be.
        shutil.rmtree(staging, ignore_errors=True)
    if result.refused:
        return result
    audit.remember()
    if plan.changes_anything:
        plan.live = publish.snapshot(plan.out)
    by_file = {page.file: page.address for page in planned.pages}
    result.written = sorted(by_file[name] for name in plan.changed if name in by_file)
    _remember(folders, plan)
    return result


def _render(
    folders: Folders,
    options: Options,
    planned: Planned,
    plan: _Plan,
    cache: Cache,
    pool: Crew | None,
    progress: Progress,
) -> None:
    """Renders what is stale; what differs from the live site is laid beside it."""
    staging = publish.staging_folder(plan.out)
    laid = lay_pages(plan.stale, planned, plan.live, plan.out, staging, folders.themes, cache, pool)
    for done, (page, rendered) in enumerate(laid, 1):
        plan.rendered[page.file] = rendered.digest
        if rendered.is_changed:
            plan.changed.add(page.file)
        progress("rendering", done, len(plan.stale))
    plan.changed |= {name for name, data in plan.assets.items() if not _is_there(plan, name, data)}


def _compare(folders: Folders, planned: Planned) -> _Plan:
    # A link to the folder stays a link: what it leads to is replaced.
    out = folders.out.resolve()
    publish.recover(out)
    ledger = load_ledger(folders.cache, out)
    live = publish.snapshot(out)
    parts = {page.file: planned.parts(page) for page in planned.pages}
    stale = [page for page in planned.pages if not _is_fresh(ledger, live, page.file, parts[page.file])]
    assets = {address.lstrip("/"): data for address, data in planned.theme.assets()}
    plan = _Plan(out, ledger, live, publish.own_files(out), parts, stale, assets)
    # Where somebody removed the list of own files, the ledger knows them, as far as they are as they were written.
    known = {name for name, entry in ledger.pages.items() if live.get(name) == (entry.size, entry.stamp)}
    known |= {name for name, data in assets.items() if _is_there(plan, name, data)} if known else set()
    plan.listed, plan.own = frozenset(plan.own), plan.own | known | ({publish.SEARCH + "/"} if ledger.search else set())
    return plan


def _is_fresh(ledger: Ledger, live: dict[str, tuple[int, int]], name: str, parts: Parts) -> bool:
    entry = ledger.pages.get(name)
    return entry is not None and entry.parts == parts and live.get(name) == (entry.size, entry.stamp)


def _is_there(plan: _Plan, name: str, data: bytes) -> bool:
    """Whether the folder already holds these bytes as this file."""
    stat = plan.live.get(name)
    if stat is None or stat[0] != len(data):
        return False
    try:
        return (plan.out / name).read_bytes() == data
    except OSError:
        return False


def _compare_search(planned: Planned, plan: _Plan, options: Options) -> None:
    """The key of each language's bundle as it ought to be, and the languages whose bundle must be built."""
    pages = [
        SearchPage(
            page.file,
            page.view.language,
            plan.rendered.get(page.file) or plan.ledger.pages[page.file].digest,
        )
        for page in _searchable(planned)
    ]
    tool = pagefind_version() + code_digest("base", "search")
    keys = {language: index_key(group, tool) for language, group in by_language(pages).items()}
    there = _bundles_as_they_are(plan)
    stale = {
        language
        for language, key in keys.items()
        if plan.ledger.search.get(language) != key or plan.ledger.bundles.get(language) != there.get(language)
    }
    if options.search:
        plan.search_keys, plan.stale_languages = keys, stale
    else:
        # A bundle that no longer fits the pages would find what is not there: rather none.
        plan.search_keys = {language: key for language, key in keys.items() if language not in stale}


def _bundles_as_they_are(plan: _Plan) -> dict[str, str]:
    """For each language a digest of its files' names, sizes and times: a file that is gone or changed shows."""
    files: dict[str, list[tuple[str, int, int]]] = {}
    for name, language in sorted(plan.bundle.items()):
        files.setdefault(language, []).append((name, *plan.live[name]))
    return {language: digest(tuple(rows)) for language, rows in files.items()}


def _searchable(planned: Planned) -> list[Page]:
    return [page for page in planned.pages if isinstance(page.view, ArticleView) and not page.view.withdrawn]


def _refuse_foreign(plan: _Plan) -> None:
    prefix = publish.SEARCH + "/"
    clash = sorted(
        name
        for name in plan.live
        if not plan.is_own(name) and (name in plan.changed or (name.startswith(prefix) and plan.search_keys))
    )
    if clash:
        what = f"files that are not sitegen's have names that the site needs: {', '.join(clash[:3])}"
        hint = "move them away, or choose another folder with --out"
        raise SitegenError(Problem("foreign-file", what, str(plan.out), hint=hint))


def _lay_and_exchange(
    folders: Folders, planned: Planned, plan: _Plan, audit: Audit, result: Published, progress: Progress
) -> None:
    """Lays the next site beside the live one, looks through it, and exchanges the two."""
    staging = publish.staging_folder(plan.out)
    result.removed = plan.gone
    staging.mkdir(parents=True, exist_ok=True)
    foreign = {name for name in plan.live if not plan.is_own(name)}
    bundle = {
        name
        for name, language in plan.bundle.items()
        if language in plan.search_keys and language not in plan.stale_languages
    }
    lost = publish.keep(plan.out, staging, sorted({*(plan.expected - plan.changed), *foreign, *bundle}))
    if lost:
        what = f"{len(lost)} files of the site vanished while it was built: {lost[0]}"
        raise SitegenError(Problem("out-changed", what, str(plan.out), hint="build again"))
    for name in plan.changed & plan.assets.keys():
        publish.write_page(staging, name, plan.assets[name])
    leaks = audit.problems(staging, plan.expected)
    if plan.stale_languages and not leaks:
        progress("indexing", 0, 0)
        _index(folders, planned, plan, staging, result)
    leaks = leaks or audit.problems(staging, _bundle_files(staging))
    if leaks:
        result.refused, result.removed, result.indexed = True, [], []
        result.problems += leaks
        return
    publish.keep_empty_folders(plan.out, staging)
    publish.write_manifest(staging, publish.manifest_names(plan.expected, bool(plan.search_keys)))
    publish.publish(staging, plan.out, plan.live)


def _unwritable(error: OSError, out: Path) -> SitegenError:
    what = f"the site cannot be written: {error.strerror or error}"
    hint = "the site that was published before is untouched; see to free space and rights, then build again"
    return SitegenError(Problem("unwritable", what, str(error.filename or out), hint=hint))


def _bundle_files(staging: Path) -> list[str]:
    folder = staging / publish.SEARCH
    return [path.relative_to(staging).as_posix() for path in walk_files(folder)] if folder.is_dir() else []


def _index(folders: Folders, planned: Planned, plan: _Plan, staging: Path, result: Published) -> None:
    pages = [SearchPage(page.file, page.view.language) for page in _searchable(planned)]
    groups = by_language(pages)
    wanted = [page for language in sorted(plan.stale_languages) for page in groups[language]]
    indexed = index_pages(staging, staging / publish.SEARCH, wanted, folders.cache / "work")
    result.problems += indexed.problems
    result.indexed = [language for language, _ in indexed.pages]
    for language in plan.stale_languages - set(result.indexed):
        plan.search_keys.pop(language, None)


def _remember(folders: Folders, plan: _Plan) -> None:
    """Writes the ledger after the site: a build killed in between renders again what it cannot be sure of."""
    before = plan.ledger
    pages: dict[str, Entry] = {}
    for name, now in plan.parts.items():
        old, stat = before.pages.get(name), plan.live.get(name)
        if stat is None:
            continue
        if name in plan.rendered:
            because = old.because if old else []
            if name in plan.changed:
                because = changed_parts(old.parts if old else None, now) or ["file"]
            pages[name] = Entry(now, plan.rendered[name], stat[0], stat[1], because)
        elif old:
            pages[name] = old
    plan.own = publish.own_files(plan.out)
    bundles = {
        language: found for language, found in _bundles_as_they_are(plan).items() if language in plan.search_keys
    }
    after = Ledger(str(plan.out), pages, plan.search_keys, bundles, before.build + (1 if plan.changed else 0))
    if after != dataclasses.replace(before, build=after.build):
        save_ledger(folders.cache, plan.out, after)
