"""`sitegen check`: everything wrong or doubtful, without building anything."""

from __future__ import annotations

import contextlib

from sitegen.annotate import ArchiveNames, RankedName, unknown_names
from sitegen.base.problems import NOTICE, WARNING, Problem, sorted_problems
from sitegen.build.cache import Cache
from sitegen.build.cleaning import Kit, lore_of, propose_all
from sitegen.build.folders import Folders
from sitegen.build.lock import lock
from sitegen.build.neighbours import Neighbours, learn
from sitegen.build.originals import Original
from sitegen.build.planning import Options, Planned, existing_records, originals_of, plan_site, silent
from sitegen.build.reading import load_article
from sitegen.build.scan import Scan, scan
from sitegen.build.working import Progress
from sitegen.model.doubt import doubt_of_record
from sitegen.model.names import NameFinder
from sitegen.plan import name_forms

_NAMES = 40


def check(folders: Folders, options: Options, progress: Progress = silent) -> list[Problem]:
    """Every problem of the archive, the review list, and names that look like people or bodies but have no record."""
    folders.check()
    with lock(folders.cache), contextlib.closing(Cache(folders.cache)) as cache:
        found = scan(folders)
        neighbours = learn(originals_of(folders, found), cache, options.jobs, progress)
        pending, originals = _originals(folders, found, neighbours, options, progress)
        planned = plan_site(
            folders,
            options,
            cache,
            None,
            progress,
            frozenset(pending),
            tuple(pending.values()),
            neighbours=neighbours,
        )
        problems = [*planned.problems, *originals]
        names = _names(folders, planned, cache)
        cache.save()
    # First what must be mended, then the review list by doubt, last the names by frequency.
    doubts = {card.path: doubt_of_record(card.record) for card in planned.reading.cards}
    certain = sorted_problems([problem for problem in problems if problem.severity != NOTICE])
    notices = sorted_problems([problem for problem in problems if problem.severity == NOTICE])
    listed = [problem for problem in notices if problem.code == "review"]
    notices = [problem for problem in notices if problem.code != "review"]
    notices += sorted(listed, key=lambda problem: doubts[problem.path])
    return [*certain, *notices, *names]


def _originals(
    folders: Folders, found: Scan, neighbours: Neighbours, options: Options, progress: Progress
) -> tuple[dict[str, tuple[str, str]], list[Problem]]:
    """Records still to be made (slug, address, title), and problems of originals: unreadable, saved twice, …"""
    out: list[Problem] = []
    pending: dict[str, tuple[str, str]] = {}
    known = existing_records(folders, found).files
    first: dict[str, str] = {}
    fresh: list[Original] = []
    for file in originals_of(folders, found):
        sha256 = neighbours.sha256.get(file.path)
        if sha256 is None:
            what = f"the file cannot be read: {neighbours.unreadable[file.path]}"
            out.append(Problem("unreadable", what, file.shown, hint="check its path and rights"))
            continue
        if sha256 in first:
            what = f"this is byte for byte {first[sha256]}"
            out.append(Problem("raw-double", what, file.shown, severity=WARNING, hint="keep one of the two"))
        first.setdefault(sha256, file.shown)
        if file.name not in known:
            fresh.append(file)
    kit = Kit(found.config, lore_of(found.authority, found.items), name_forms(found.authority), found.refusals)
    count = 0
    for made in propose_all(fresh, kit, neighbours, options.jobs, progress):
        count += len(made.proposals)
        pending.update({one.slug: (one.draft.url, one.draft.title) for one in made.proposals})
        out += made.problems
        if made.is_last and count:
            hint = "`sitegen build` or `sitegen clean` makes one"
            shown = fresh[made.number].shown
            out.append(Problem("raw-unclean", "this original has no record yet", shown, severity=NOTICE, hint=hint))
        count = 0 if made.is_last else count
    return pending, out


def _names(folders: Folders, planned: Planned, cache: Cache) -> list[Problem]:
    """Names without a record as `sitegen annotate` ranks them, at most forty, each at its first place."""
    finder = NameFinder(name_forms(planned.found.authority))
    archive = ArchiveNames(planned.library.config.language)
    for card in planned.library.articles:
        article = load_article(planned.reading.article_keys[card.face.slug], cache)
        language = card.face.language or planned.library.config.language
        text = f"{card.face.title}\n\n{article.text}"
        archive.add(unknown_names(text, finder, language), card.path, language)
    ranked = archive.ranked(_NAMES, frozenset(planned.library.sources), planned.found.refusals)
    return [_unknown_name(folders, name) for name in ranked]


def _unknown_name(folders: Folders, name: RankedName) -> Problem:
    """The name at its first place in the record's file."""
    lines = (folders.content.parent / name.path).read_text(encoding="utf-8", errors="replace").split("\n")
    body = next((number for number, line in enumerate(lines[1:], 1) if line == "---"), 0)
    order = (*range(body, len(lines)), *range(body))
    line = next((number for number in order if name.text in lines[number]), -1)
    column = lines[line].index(name.text) + 1 if line >= 0 else 0
    what = f"“{name.text}” looks like a name and has no record ({name.count} ×, in {name.articles} of the articles)"
    hint = "`sitegen annotate` prints a record to accept"
    return Problem("name-unknown", what, name.path, line + 1, column, NOTICE, hint, lines[line] if line >= 0 else "")
