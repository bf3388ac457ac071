"""`sitegen check`: everything wrong or doubtful, without building anything."""

from __future__ import annotations

import contextlib
import dataclasses

from sitegen.annotate import unknown_names
from sitegen.base.files import sha256_hex
from sitegen.base.problems import NOTICE, WARNING, Problem, sorted_problems
from sitegen.build.cache import Cache
from sitegen.build.cleaning import lore_of
from sitegen.build.folders import Folders
from sitegen.build.lock import lock
from sitegen.build.reading import load_article
from sitegen.build.site import Options, Planned, existing_records, plan_site
from sitegen.clean import clean
from sitegen.model.draft import RawFile
from sitegen.model.names import NameFinder
from sitegen.plan import name_forms

_NAMES = 40


def check(folders: Folders, options: Options) -> list[Problem]:
    """Every problem of the archive, the review list, and names that look like people or bodies but have no record."""
    folders.check()
    with lock(folders.cache), contextlib.closing(Cache(folders.cache)) as cache:
        planned = plan_site(folders, options, cache, None)
        problems = [*planned.problems, *_originals(folders, planned), *_names(planned, cache)]
        cache.save()
    return sorted_problems(problems)


def _originals(folders: Folders, planned: Planned) -> list[Problem]:
    """Originals without a record, with what the cleaner has to say of them; and the same bytes saved twice."""
    out: list[Problem] = []
    known = {file for file, _, _ in existing_records(folders, planned.found)}
    first: dict[str, str] = {}
    lore = lore_of(planned.found.authority)
    for path in planned.found.raw:
        name, shown = folders.name(path), folders.shown(path)
        try:
            data = path.read_bytes()
        except OSError as error:
            out.append(Problem("unreadable", f"the file cannot be read: {error.strerror}", shown))
            continue
        digest = sha256_hex(data)
        if digest in first:
            out.append(
                Problem(
                    "raw-double",
                    f"this is byte for byte {first[digest]}",
                    shown,
                    severity=WARNING,
                    hint="keep one of the two",
                )
            )
        first.setdefault(digest, shown)
        if name not in known:
            out.append(
                Problem(
                    "raw-unclean",
                    "this original has no record yet",
                    shown,
                    severity=NOTICE,
                    hint="`sitegen build` or `sitegen clean` makes one",
                )
            )
            out += [
                dataclasses.replace(problem, path=shown)
                for problem in clean(RawFile(name, data, digest), lore).problems
            ]
    return out


def _names(planned: Planned, cache: Cache) -> list[Problem]:
    """Names without a record, by frequency; at most forty."""
    finder = NameFinder(name_forms(planned.found.authority))
    totals: dict[str, tuple[int, int, str, str]] = {}
    for card in planned.library.articles:
        article = load_article(planned.reading.article_keys[card.face.slug], cache)
        if article is None:
            continue
        for name in unknown_names(article.text, finder, card.face.language or planned.library.config.language):
            count, articles, path, text = totals.get(name.id, (0, 0, card.path, name.text))
            totals[name.id] = (count + name.count, articles + 1, path, text)
    ranked = sorted(totals.values(), key=lambda item: (-item[1], -item[0], item[3]))[:_NAMES]
    return [
        Problem(
            "name-unknown",
            f"“{text}” looks like a name and has no record ({count} × in {articles} article{'s' if articles > 1 else ''})",
            path,
            severity=NOTICE,
            hint="`sitegen annotate` prints a record to accept",
        )
        for count, articles, path, text in ranked
    ]
