"""`sitegen edition`: keeps what the archive says publicly today, so that later corrections can be told."""

from __future__ import annotations

import contextlib
import dataclasses
from dataclasses import dataclass, field
from pathlib import Path

from sitegen.base.files import write_new
from sitegen.base.problems import Problem, SitegenError
from sitegen.build.audit import Audit
from sitegen.build.cache import Cache
from sitegen.build.folders import Folders
from sitegen.build.lock import lock
from sitegen.build.planning import Options, Planned, plan_site, silent
from sitegen.build.site import Report, clean_new
from sitegen.export import edition_file
from sitegen.model.editions import FOLDER, Edition, applied, edition_name, final_state, state_digest
from sitegen.plan import changes_since


@dataclass(slots=True)
class Kept:
    """What `sitegen edition` did."""

    edition: Edition | None
    """The new one, or the last where the archive still is that."""
    path: Path | None
    """Its file; nothing where none was written."""
    problems: list[Problem] = field(default_factory=list)


def make_edition(folders: Folders, options: Options, day: str, note: str) -> Kept:
    """Writes an edition of what the site shows today, without drafts; nothing where it is the last edition still.

    Args:
        day: ISO day that the edition states as its own.
        note: what the curators say of it.

    Raises:
        SitegenError: the edition would say what must not be published, or its file cannot be written.
    """
    folders.check()
    with lock(folders.cache), contextlib.closing(Cache(folders.cache)) as cache:
        options = dataclasses.replace(options, drafts=False)
        # As a build begins: an original that has no record yet is not missing from the archive.
        neighbours = clean_new(folders, options, cache, Report(folders.out), silent)
        planned = plan_site(folders, options, cache, None, neighbours=neighbours, with_theme=False)
        cache.save()
        made = _edition(planned, day, note)
        if made is None:
            editions = planned.found.editions
            return Kept(editions[-1] if editions else None, None, planned.problems)
        path = folders.content / FOLDER / f"{made.name}.json"
        _refuse_leaks(made, Audit(planned, cache, folders.cache, folders.out))
        try:
            write_new(path, edition_file(made), folders.parts)
        except OSError as error:
            hint = "make the folder writable, or move the file of that name away"
            what = f"the edition cannot be written: {error.strerror or error}"
            raise SitegenError(Problem("unwritable", what, folders.shown(path), hint=hint)) from error
    return Kept(made, path, planned.problems)


def _edition(planned: Planned, day: str, note: str) -> Edition | None:
    before = planned.found.editions
    state = final_state(before)
    changes = changes_since(planned.library, state)
    if not changes:
        return None
    digest = state_digest(applied(state, changes))
    number = before[-1].number + 1 if before else 1
    return Edition(edition_name(day, digest), number, day, digest, note, changes)


def _refuse_leaks(made: Edition, audit: Audit) -> None:
    # What is gone has only its name in it, and the site leaves that out where it must.
    said = dataclasses.replace(made, changes=tuple(change for change in made.changes if change.item))
    leak = audit.problem_in(f"{made.name}.json", edition_file(said))
    if leak:
        hint = "nothing was written; take the words out of records, notes and events"
        raise SitegenError(Problem(leak.code, leak.message, leak.path, hint=hint))
