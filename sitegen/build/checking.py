"""`sitegen check`: everything wrong or doubtful, without building anything."""

from __future__ import annotations

import contextlib

from sitegen.annotate import unknown_names
from sitegen.base.files import sha256_of
from sitegen.base.problems import NOTICE, WARNING, Problem, sorted_problems
from sitegen.build.cache import Cache
from sitegen.build.cleaning import lore_of, propose_file
from sitegen.build.folders import Folders
from sitegen.build.lock import lock
from sitegen.build.planning import Options, Planned, existing_records, plan_site
from sitegen.build.reading import load_article
from sitegen.build.scan import Scan, scan
from sitegen.model.names import NameFinder
from sitegen.plan import name_forms

_NAMES = 40


def check(folders: Folders, options: Options) -> list[Problem]:
    """Every problem of the archive, the review list, and names that look like people or bodies but have no record."""
    folders.check()
    with lock(folders.cache), contextlib.closing(Cache(folders.cache)) as cache:
        found = scan(folders)
        pending, originals = _originals(folders, found)
        texts = tuple(pending.values())
        planned = plan_site(folders, options, cache, None, pending=frozenset(pending), pending_texts=texts)
        problems = [*planned.problems, *originals]
        names = _names(folders, planned, cache)
        cache.save()
    # First what must be mended, then the review list by doubt, last the names by frequency.
    doubtful = {card.path: len(card.record.review) for card in planned.library.articles}
    certain = sorted_problems([problem for problem in problems if problem.severity != NOTICE])
    notices = sorted_problems([problem for problem in problems if problem.severity == NOTICE])
    notices.sort(key=lambda problem: (problem.code == "review", -doubtful.get(problem.path, 0)))
    return [*certain, *notices, *names]


def _originals(folders: Folders, found: Scan) -> tuple[dict[str, tuple[str, str]], list[Problem]]:
    """Records still to be made (slug, address, title), and problems of originals: unreadable, saved twice, …"""
    out: list[Problem] = []
    pending: dict[str, tuple[str, str]] = {}
    known = {file.partition("\n")[0] for file, _, _ in existing_records(folders, found)}
    first: dict[str, str] = {}
    lore, finder = lore_of(found.authority, found.items), NameFinder(name_forms(found.authority))
    for path in found.raw:
        name, shown = folders.name(path), folders.shown(path)
        try:
            sha256 = sha256_of(path)
        except OSError as error:
            what = f"the file cannot be read: {error.strerror}"
            out.append(Problem("unreadable", what, shown, hint="check its path and rights"))
            continue
        if sha256 in first:
            what = f"this is byte for byte {first[sha256]}"
            out.append(Problem("raw-double", what, shown, severity=WARNING, hint="keep one of the two"))
        first.setdefault(sha256, shown)
        if name not in known:
            count = 0
            for proposals, cleaned in propose_file(path, name, found.config, lore, finder, shown):
                count += len(proposals)
                pending.update({one.slug: (one.draft.url, one.draft.title) for one in proposals})
                out += cleaned.problems
            if count:
                hint = "`sitegen build` or `sitegen clean` makes one"
                out.append(Problem("raw-unclean", "this original has no record yet", shown, severity=NOTICE, hint=hint))
    return pending, out


def _names(folders: Folders, planned: Planned, cache: Cache) -> list[Problem]:
    """Names without a record, by frequency; at most forty, each at its first place."""
    finder = NameFinder(name_forms(planned.found.authority))
    sources = {source.id for source in planned.library.sources.values()}
    totals: dict[str, tuple[int, int, str, str]] = {}
    for card in planned.library.articles:
        article = load_article(planned.reading.article_keys[card.face.slug], cache)
        for name in unknown_names(article.text, finder, card.face.language or planned.library.config.language):
            count, articles, path, text = totals.get(name.id, (0, 0, card.path, name.text))
            if name.id not in sources:
                totals[name.id] = (count + name.count, articles + 1, path, text)
    ranked = sorted(totals.values(), key=lambda item: (-item[1], -item[0], item[3]))[:_NAMES]
    return [_unknown_name(folders, *item) for item in ranked]


def _unknown_name(folders: Folders, count: int, articles: int, path: str, text: str) -> Problem:
    """The name at its first place in the record's file."""
    lines = (folders.content.parent / path).read_text(encoding="utf-8", errors="replace").split("\n")
    body = next((number for number, line in enumerate(lines[1:], 1) if line == "---"), 0)
    line = next((number for number in range(body, len(lines)) if text in lines[number]), -1)
    column = lines[line].index(text) + 1 if line >= 0 else 0
    what = f"“{text}” looks like a name and has no record ({count} ×, in {articles} of the articles)"
    hint = "`sitegen annotate` prints a record to accept"
    return Problem("name-unknown", what, path, line + 1, column, NOTICE, hint, lines[line] if line >= 0 else "")
