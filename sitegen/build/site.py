"""The build, told in order. Every run goes the whole way; what has not changed costs a comparison."""

from __future__ import annotations

import contextlib
import dataclasses
import os
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from sitegen.base.files import sha256_hex
from sitegen.base.problems import ERROR, Problem, SitegenError, sorted_problems
from sitegen.base.values import digest
from sitegen.build import publish
from sitegen.build.cache import Cache, code_digest
from sitegen.build.cleaning import frozen_problem, load_raw, lore_of, propose, write_records
from sitegen.build.folders import Folders
from sitegen.build.ledger import Entry, Ledger, Parts, changed_parts, key_parts, load_ledger, save_ledger
from sitegen.build.lock import lock
from sitegen.build.reading import Reading, read_all
from sitegen.build.rendering import render_all
from sitegen.build.scan import Scan, scan
from sitegen.export import is_export
from sitegen.model.config import site_of
from sitegen.model.names import NameFinder
from sitegen.model.views import ArticleView, DataView, Page
from sitegen.plan import Library, TextPage, build_library, check_library, name_forms, plan
from sitegen.read.article import read_record
from sitegen.render import Theme, load_theme
from sitegen.search import SearchPage, by_language, index_key, index_pages, name_rows, pagefind_version

RENDER_CODE = ("base", "model", "render", ":Jinja2", ":MarkupSafe")
EXPORT_CODE = ("base", "model", "export")

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and of how much (0 where that is not known)."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line says about a build."""

    drafts: bool = False
    frozen: bool = False
    search: bool = True
    base_url: str = ""
    jobs: int = 0
    """Processes; 0 for one for each core."""


@dataclass(slots=True)
class Report:
    """What a build did."""

    out: Path
    cleaned: list[str] = field(default_factory=list)
    """New records, as paths."""
    pages: int = 0
    written: list[str] = field(default_factory=list)
    """Addresses of pages whose file changed."""
    kept: int = 0
    removed: list[str] = field(default_factory=list)
    articles: int = 0
    review: int = 0
    indexed: list[str] = field(default_factory=list)
    """Languages whose search bundle was built."""
    published: bool = True
    problems: list[Problem] = field(default_factory=list)

    @property
    def failed(self) -> bool:
        return any(problem.severity == ERROR for problem in self.problems)


@dataclass(slots=True)
class Planned:
    """A build up to the point where pages are known and none is rendered."""

    found: Scan
    reading: Reading
    library: Library
    pages: list[Page]
    theme: Theme
    problems: list[Problem]

    def parts(self, page: Page) -> Parts:
        """The parts of a page's key."""
        if is_export(page):
            return key_parts(page, code_digest(*EXPORT_CODE), "", digest(site_of(self.library.config)))
        return key_parts(
            page, code_digest(*RENDER_CODE), self.theme.fingerprint(page.template), digest(site_of(self.library.config))
        )


def silent(what: str, done: int, of: int) -> None:
    """Progress for nobody."""


def build(folders: Folders, options: Options, progress: Progress = silent) -> Report:
    """Builds the site.

    Raises:
        SitegenError: the folders or the theme cannot be worked with; nothing was published.
    """
    folders.check()
    with lock(folders.cache), contextlib.closing(Cache(folders.cache)) as cache, workers(options.jobs) as pool:
        report = Report(folders.out)
        clean_new(folders, options, report, progress)
        planned = plan_site(folders, options, cache, pool, progress)
        report.problems += planned.problems
        report.pages = len(planned.pages)
        report.articles = len(planned.library.articles)
        report.review = sum(1 for card in planned.library.articles if card.record.review)
        # Whole articles are read from the cache when their pages are rendered, by other processes too.
        cache.save()
        publish_site(folders, options, planned, cache, pool, report, progress)
        cache.save(sweep=True)
        report.problems = sorted_problems(report.problems)
        return report


@contextlib.contextmanager
def workers(jobs: int) -> Iterator[Executor | None]:
    """Processes for work that is worth it; none for one job. They start when they are first needed."""
    count = jobs or os.cpu_count() or 1
    if count < 2:
        yield None
        return
    with ProcessPoolExecutor(count) as pool:
        yield pool


def clean_new(folders: Folders, options: Options, report: Report, progress: Progress) -> None:
    """Cleans originals that have no record yet."""
    found = scan(folders)
    known = {file for file, _, _ in existing_records(folders, found)}
    fresh = [path for path in found.raw if folders.name(path) not in known]
    lore, finder = lore_of(found.authority), NameFinder(name_forms(found.authority))
    for index, path in enumerate(fresh):
        progress("cleaning", index, len(fresh))
        shown = folders.shown(path)
        if options.frozen:
            report.problems.append(frozen_problem(shown))
            continue
        raw, problem = load_raw(path, folders.name(path))
        if raw is None:
            report.problems += [problem] if problem else []
            continue
        proposals, cleaned = propose(raw, found.config, lore, finder, shown)
        report.problems += cleaned.problems
        try:
            outcome = write_records(folders.content / "articles", proposals, {})
        except OSError as error:
            raise SitegenError(
                Problem(
                    "unwritable",
                    f"a record cannot be written: {error.strerror}",
                    str(error.filename or ""),
                    hint="make content/articles writable, or build with --frozen",
                )
            ) from error
        report.cleaned += [folders.shown(written) for written in outcome.written]


def existing_records(folders: Folders, found: Scan) -> dict[tuple[str, int, int], Path]:
    """Records by the raw file and the lines they were made from."""
    out: dict[tuple[str, int, int], Path] = {}
    for path in found.articles:
        try:
            text = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError):
            continue
        record, _, _, _ = read_record(text, folders.shown(path))
        if record and record.raw and record.raw.file:
            out[(record.raw.file, record.raw.first_line, record.raw.last_line)] = path
    return out


def plan_site(
    folders: Folders,
    options: Options,
    cache: Cache,
    pool: Executor | None,
    progress: Progress = silent,
    pending: frozenset[str] = frozenset(),
) -> Planned:
    """Everything up to the pages as values.

    Args:
        pending: slugs of records that originals will become; without a record yet, they may be named already.
    """
    progress("reading", 0, 0)
    found = scan(folders)
    if options.base_url:
        found.config = dataclasses.replace(found.config, base_url=options.base_url.rstrip("/") + "/")
    reading = read_all(folders, found, name_forms(found.authority), lore_of(found.authority), cache, pool)
    progress("planning", 0, 0)
    cards = tuple(reading.cards)
    texts = tuple(TextPage(*page) for page in found.pages)
    library = build_library(found.config, found.authority, cards, texts, drafts=options.drafts)
    pages = plan(library)
    names = name_rows(found.authority.actors, found.authority.places)
    pages.append(Page("/data/names.json", DataView(names)))
    theme = load_theme(folders.themes, found.config.theme)
    problems = [*found.problems, *reading.problems, *check_library(library, found.authority, cards, pending)]
    slugs = {path.stem for path in found.articles} | pending
    problems += [orphan_problem(folders.shown(path)) for slug, path in sorted(found.notes.items()) if slug not in slugs]
    return Planned(found, reading, library, pages, theme, problems)


def orphan_problem(path: str) -> Problem:
    """Notes whose article is not there."""
    hint = "name the file after the article's slug"
    return Problem("notes-orphan", f"there is no article `{Path(path).stem}` for these notes", path, 1, hint=hint)


def publish_site(
    folders: Folders,
    options: Options,
    planned: Planned,
    cache: Cache,
    pool: Executor | None,
    report: Report,
    progress: Progress,
) -> None:
    """Renders what is stale and puts the new site in the place of the old one, if anything changed at all."""
    out = folders.out.absolute()
    publish.recover(out)
    ledger = load_ledger(folders.cache, out)
    live = publish.snapshot(out)
    own = publish.own_files(out)
    parts = {page.file: planned.parts(page) for page in planned.pages}
    stale = [page for page in planned.pages if not _is_fresh(ledger, live, page.file, parts[page.file])]
    fresh = [page.file for page in planned.pages if page.file not in {other.file for other in stale}]
    assets = dict((address.lstrip("/"), data) for address, data in planned.theme.assets())
    new_assets = {name: data for name, data in assets.items() if not _same_file(out / name, data, live.get(name))}
    expected = {*parts, *assets}
    bundle = {name for name in live if name.startswith(publish.SEARCH + "/")}
    gone = sorted(
        name
        for name in live
        if publish.is_own(name, own) and name not in expected and name not in bundle and name != publish.MANIFEST
    )

    rendered: dict[str, bytes] = {}
    done = 0
    for page, data in render_all(
        stale,
        planned.theme,
        site_of(planned.library.config),
        folders.themes,
        planned.found.config.theme,
        planned.reading,
        cache,
        pool,
    ):
        rendered[page.file] = data
        done += 1
        progress("rendering", done, len(stale))
    leaks = _leaks(planned, rendered)
    if leaks:
        report.problems += leaks
        report.published = False
        return
    search_keys, stale_languages = _search_state(planned, parts, rendered, ledger, bundle, options)
    same = {name for name, data in rendered.items() if name in live and _same_file(out / name, data, live[name])}
    changed = {name: data for name, data in rendered.items() if name not in same}
    old_languages = {name.split("/")[1] for name in bundle if name.count("/") > 1} - set(search_keys)
    if not (changed or new_assets or gone or stale_languages or old_languages or publish.MANIFEST not in live):
        _remember(folders, ledger, parts, rendered, live, search_keys, [], out)
        report.kept = len(planned.pages)
        return

    staging = publish.staging_folder(out)
    try:
        staging.mkdir(parents=True)
        foreign = {name for name in live if not publish.is_own(name, own) and name not in expected}
        kept_bundle = {
            name for name in bundle if name.split("/")[1] in search_keys and name.split("/")[1] not in stale_languages
        }
        lost = publish.keep(
            out,
            staging,
            sorted({*fresh, *same, *foreign, *kept_bundle, *(name for name in assets if name not in new_assets)}),
        )
        if lost:
            raise SitegenError(
                Problem(
                    "out-changed",
                    f"{len(lost)} files of the site vanished while it was built: {lost[0]}",
                    hint="build again",
                )
            )
        for name, data in {**changed, **new_assets}.items():
            publish.write_page(staging, name, data)
        if stale_languages:
            progress("indexing", 0, 0)
            _index(folders, planned, parts, staging, stale_languages, search_keys, report)
        own_now = {*parts, *assets, *([publish.SEARCH + "/"] if (staging / publish.SEARCH).is_dir() else [])}
        publish.write_manifest(staging, own_now)
        publish.publish(staging, out)
    except OSError as error:
        shutil.rmtree(staging, ignore_errors=True)
        raise SitegenError(
            Problem(
                "unwritable",
                f"the site cannot be written: {error.strerror or error}",
                str(error.filename or out),
                hint="the site that was published before is untouched; free space or rights, then build again",
            )
        ) from error
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        raise
    by_file = {page.file: page.address for page in planned.pages}
    report.written = sorted(by_file[name] for name in changed)
    report.removed = gone
    report.kept = len(planned.pages) - len(report.written)
    _remember(folders, ledger, parts, rendered, publish.snapshot(out), search_keys, sorted(changed), out)


def _is_fresh(ledger: Ledger, live: dict[str, tuple[int, int]], name: str, parts: Parts) -> bool:
    entry = ledger.pages.get(name)
    return entry is not None and entry.parts == parts and live.get(name) == (entry.size, entry.stamp)


def _same_file(path: Path, data: bytes, stat: tuple[int, int] | None) -> bool:
    if stat is None or stat[0] != len(data):
        return False
    try:
        return path.read_bytes() == data
    except OSError:
        return False


def _leaks(planned: Planned, rendered: dict[str, bytes]) -> list[Problem]:
    """Pages that would carry a name which must never be published; then nothing is."""
    forms = [(actor.id, form) for actor in planned.found.protected for form in (*actor.forms, *actor.search_only)]
    out: list[Problem] = []
    for name, data in rendered.items() if forms else ():
        text = data.decode("utf-8", "replace")
        for id, form in forms:
            if form in text:
                out.append(
                    Problem(
                        "protected-name",
                        f"the page {name} would carry a name of actors/{id}.yaml",
                        name,
                        severity=ERROR,
                        hint="nothing was published; take the name out of records, notes, events and pages",
                    )
                )
                break
    return out


def _searchable(planned: Planned) -> list[Page]:
    return [page for page in planned.pages if isinstance(page.view, ArticleView) and not page.view.withdrawn]


def _search_state(
    planned: Planned,
    parts: dict[str, Parts],
    rendered: dict[str, bytes],
    ledger: Ledger,
    bundle: set[str],
    options: Options,
) -> tuple[dict[str, str], set[str]]:
    """The key of each language's bundle as it ought to be, and the languages whose bundle must be built."""
    pages = [
        SearchPage(
            page.file,
            page.view.language,
            sha256_hex(rendered[page.file])[:32] if page.file in rendered else ledger.pages[page.file].digest,
        )
        for page in _searchable(planned)
    ]
    keys = {language: index_key(group, pagefind_version()) for language, group in by_language(pages).items()}
    there = {name.split("/")[1] for name in bundle if name.count("/") > 1}
    stale = {language for language, key in keys.items() if ledger.search.get(language) != key or language not in there}
    if not options.search:
        # A bundle that no longer fits the pages would find what is not there: rather none.
        return {language: key for language, key in keys.items() if language not in stale}, set()
    return keys, stale


def _index(
    folders: Folders,
    planned: Planned,
    parts: dict[str, Parts],
    staging: Path,
    languages: set[str],
    keys: dict[str, str],
    report: Report,
) -> None:
    pages = [SearchPage(page.file, page.view.language) for page in _searchable(planned)]
    wanted = [page for language, group in by_language(pages).items() if language in languages for page in group]
    result = index_pages(staging, staging / publish.SEARCH, wanted, folders.cache / "work")
    report.problems += result.problems
    report.indexed = [language for language, _ in result.pages]
    for language in languages - set(report.indexed):
        keys.pop(language, None)


def _remember(
    folders: Folders,
    ledger: Ledger,
    parts: dict[str, Parts],
    rendered: dict[str, bytes],
    live: dict[str, tuple[int, int]],
    search: dict[str, str],
    changed: list[str],
    out: Path,
) -> None:
    """Writes the ledger after the site: a build killed in between renders again what it cannot be sure of."""
    pages: dict[str, Entry] = {}
    for name, now in parts.items():
        before = ledger.pages.get(name)
        stat = live.get(name)
        if stat is None:
            continue
        if name in rendered:
            because = (
                changed_parts(before.parts if before else None, now)
                if name in changed
                else (before.because if before else [])
            )
            pages[name] = Entry(now, sha256_hex(rendered[name])[:32], stat[0], stat[1], because)
        elif before:
            pages[name] = before
    after = Ledger(str(out), pages, search, ledger.build + (1 if changed else 0))
    if after.pages != ledger.pages or after.search != ledger.search:
        save_ledger(folders.cache, out, after)
