"""The build, told in order. Every run goes the whole way; what has not changed costs a comparison."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field
from pathlib import Path

from sitegen.base.files import remove, write_atomic
from sitegen.base.problems import Problem, SitegenError, sorted_problems
from sitegen.build.cache import Cache, CacheDamaged
from sitegen.build.cleaning import Kit, frozen_problem, lore_of, propose_all
from sitegen.build.folders import Folders
from sitegen.build.lock import lock
from sitegen.build.neighbours import Neighbours, learn
from sitegen.build.output import publish_site
from sitegen.build.planning import Options, existing_records, originals_of, plan_site, silent
from sitegen.build.records import Outcome, Records, Writer
from sitegen.build.scan import scan
from sitegen.build.working import Progress, workers
from sitegen.clean import is_container
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
    with lock(folders.cache, progress), contextlib.closing(Cache(folders.cache)) as cache:
        try:
            return _build(folders, options, cache, progress)
        except CacheDamaged:
            # Nothing in the cache is the only copy of anything.
            cache.wipe()
            return _build(folders, options, cache, progress)


def _build(folders: Folders, options: Options, cache: Cache, progress: Progress) -> Report:
    report = Report(folders.out)
    # Processes that clean and processes that render are not there at once.
    neighbours = clean_new(folders, options, cache, report, progress)
    with workers(options.jobs) as pool:
        planned = plan_site(folders, options, cache, pool, progress, neighbours=neighbours)
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


def clean_new(folders: Folders, options: Options, cache: Cache, report: Report, progress: Progress) -> Neighbours:
    """Cleans originals that have no record yet; each record is written as soon as it is made.

    An original of many articles becomes many files. Its name stands in a journal until all of them are written: a build
    that died in between leaves some of its records, and the next one writes the rest.

    Returns:
        what the originals have in common, which the pages that show their lines depend on too.
    """
    found = scan(folders)
    articles = folders.content / "articles"
    existing = existing_records(folders, found)
    journal = folders.cache / "unfinished"
    unfinished = _read_journal(journal)
    known = existing.files - unfinished
    raw = originals_of(folders, found)
    neighbours = learn(raw, cache, options.jobs, progress)
    fresh = [file for file in raw if file.name not in known]
    if options.frozen:
        report.problems += [frozen_problem(file.shown) for file in fresh]
        return neighbours
    if not fresh:
        return neighbours
    kit = Kit(found.config, lore_of(found.authority, found.items), name_forms(found.authority), found.refusals)
    outcome = Outcome()
    anew, rest = Writer(articles, Records(), folders.parts), Writer(articles, existing, folders.parts)
    rest.taken = anew.taken
    try:
        for made in propose_all(fresh, kit, neighbours, options.jobs, progress):
            file = fresh[made.number]
            report.problems += made.problems
            if made.proposals and (is_container(file.name) or len(made.proposals) > 1):
                if journal.is_dir():
                    remove(journal)
                write_atomic(journal, file.name.encode())
            writer = rest if file.name in unfinished else anew
            writer.write(made.proposals, outcome, follow=False)
            if made.is_last:
                remove(journal)
    except OSError as error:
        what = f"a record cannot be written: {error.strerror}"
        hint = "make content/articles writable, or build with --frozen"
        raise SitegenError(Problem("unwritable", what, str(error.filename or ""), hint=hint)) from error
    report.cleaned += [folders.shown(written) for written in outcome.written]
    return neighbours


def _read_journal(journal: Path) -> set[str]:
    try:
        return {journal.read_text(encoding="utf-8")}
    except (OSError, UnicodeDecodeError):
        return set()
