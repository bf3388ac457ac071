"""The build, told in order. Every run goes the whole way; what has not changed costs a comparison."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from sitegen.base.files import write_atomic
from sitegen.base.problems import Problem, SitegenError, sorted_problems
from sitegen.build.cache import Cache, CacheDamaged
from sitegen.build.cleaning import Proposal, frozen_problem, lore_of, propose_file, write_records
from sitegen.build.folders import Folders
from sitegen.build.lock import lock
from sitegen.build.output import publish_site
from sitegen.build.planning import Options, Progress, existing_records, plan_site, silent
from sitegen.build.scan import scan
from sitegen.model.names import NameFinder
from sitegen.plan import name_forms


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


def build(folders: Folders, options: Options, progress: Progress = silent) -> Report:
    """Builds the site.

    Raises:
        SitegenError: the folders or the theme cannot be worked with; nothing was published.
    """
    folders.check()
    with lock(folders.cache), contextlib.closing(Cache(folders.cache)) as cache:
        try:
            return _build(folders, options, cache, progress)
        except CacheDamaged:
            # Nothing in the cache is the only copy of anything.
            cache.wipe()
            return _build(folders, options, cache, progress)


def _build(folders: Folders, options: Options, cache: Cache, progress: Progress) -> Report:
    with workers(options.jobs) as pool:
        report = Report(folders.out)
        clean_new(folders, options, report, progress)
        planned = plan_site(folders, options, cache, pool, progress)
        report.problems += planned.problems
        report.pages = len(planned.pages)
        report.articles = len(planned.library.articles)
        report.review = sum(1 for card in planned.library.articles if card.record.review)
        # Whole articles are read from the cache when their pages are rendered, by other processes too.
        cache.save()
        if not planned.found.is_readable:
            report.published = False
            report.problems = sorted_problems(report.problems)
            return report
        done = publish_site(folders, options, planned, cache, pool, progress)
        report.written, report.removed, report.indexed = done.written, done.removed, done.indexed
        report.kept = report.pages - len(done.written)
        report.published = not done.refused
        report.problems += done.problems
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
    # Fresh processes rather than forks: `serve` has threads, and a fork of a program with threads may hang.
    method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    with ProcessPoolExecutor(count, mp_context=multiprocessing.get_context(method)) as pool:
        yield pool


def clean_new(folders: Folders, options: Options, report: Report, progress: Progress) -> None:
    """Cleans originals that have no record yet.

    An original of many articles becomes many files. Its name stands in a journal until all of them are written: a build
    that died in between leaves some of its records, and the next one writes the rest.
    """
    found = scan(folders)
    existing = existing_records(folders, found)
    journal = folders.cache / "unfinished"
    unfinished = _read_journal(journal)
    known = {file.partition("\n")[0] for file, _, _ in existing} - unfinished
    fresh = [path for path in found.raw if folders.name(path) not in known]
    lore, finder = lore_of(found.authority, found.items), NameFinder(name_forms(found.authority))
    for index, path in enumerate(fresh):
        progress("cleaning", index, len(fresh))
        name, shown = folders.name(path), folders.shown(path)
        if options.frozen:
            report.problems.append(frozen_problem(shown))
            continue
        proposals: list[Proposal] = []
        for made, cleaned in propose_file(path, name, found.config, lore, finder, shown):
            proposals += made
            report.problems += cleaned.problems
        there = existing if name in unfinished else {}
        try:
            if len(proposals) > 1:
                write_atomic(journal, name.encode())
            outcome = write_records(folders.content / "articles", proposals, there)
            journal.unlink(missing_ok=True)
        except OSError as error:
            what = f"a record cannot be written: {error.strerror}"
            hint = "make content/articles writable, or build with --frozen"
            raise SitegenError(Problem("unwritable", what, str(error.filename or ""), hint=hint)) from error
        report.cleaned += [folders.shown(written) for written in outcome.written]


def _read_journal(journal: Path) -> set[str]:
    try:
        return {journal.read_text(encoding="utf-8")}
    except (OSError, UnicodeDecodeError):
        return set()
