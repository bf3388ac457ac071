"""`sitegen clean`: originals into records, or what would become of them."""

from __future__ import annotations

import argparse
import contextlib
import difflib
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sitegen
from sitegen.base.problems import NOTICE, Problem, SitegenError, sorted_problems
from sitegen.build.folders import Folders
from sitegen.cli.commands import folders_of
from sitegen.cli.exits import exit_code
from sitegen.cli.output import Output, as_plain, number

if TYPE_CHECKING:  # Loading the cleaner takes longer than `sitegen --version` may.
    from sitegen.build.cleaning import Kit, Proposal
    from sitegen.build.neighbours import Neighbours
    from sitegen.build.originals import Original
    from sitegen.build.records import Earlier, Outcome, Records

_WIDTH = 100


@dataclass(slots=True)
class _Job:
    """What is to be cleaned, with everything that has a say in it."""

    files: list[Original]
    kit: Kit
    neighbours: Neighbours
    existing: Records | Earlier
    target: Path
    problems: list[Problem]
    follow: bool
    """Whether the files were named: then a record is made anew even where its original changed."""
    shown: Callable[[Path], str]
    """How a record is named in problems."""
    through: Path | None = None
    """Where files are made before they are put in their place; beside it where there is no archive."""


@dataclass(slots=True)
class _Seen:
    """The little that is kept of all proposals."""

    count: int = 0
    records: list[dict[str, Any]] = field(default_factory=list)
    doubtful: list[tuple[Any, str]] = field(default_factory=list)


def run_clean(options: argparse.Namespace, out: Output) -> int:
    if options.to is not None and not options.files:
        raise SitegenError(Problem("usage", "--to needs the files to clean", hint="sitegen clean FILE… --to DIR"))
    with _job(options, folders_of(options), out) as job:
        if options.explain:
            _explain(job, options, out)
            records: list[dict[str, Any]] = []
        else:
            records = _clean(job, options, out)
        problems = sorted_problems(job.problems)
        for problem in problems:
            out.problem(problem)
        out.finish({"records": records, "problems": [as_plain(problem) for problem in problems]})
        return exit_code(problems)


@contextlib.contextmanager
def _job(options: argparse.Namespace, folders: Folders, out: Output) -> Iterator[_Job]:
    from sitegen.build.neighbours import learn

    if options.to is not None:
        yield _loose_files(options, out)
        return
    from sitegen.build.cache import Cache
    from sitegen.build.cleaning import Kit, lore_of
    from sitegen.build.lock import lock
    from sitegen.build.originals import Original
    from sitegen.build.planning import existing_records, originals_of
    from sitegen.build.scan import scan
    from sitegen.plan import name_forms

    folders.check()
    with lock(folders.cache, out.progress), contextlib.closing(Cache(folders.cache)) as cache:
        found = scan(folders)
        every = originals_of(folders, found)
        files = every
        if options.files:
            named = [(path, _raw_name(path, folders)) for path in options.files]
            files = [Original(folders.content / name, name, str(path)) for path, name in named if _is_text(path)]
        # What a file shares with others is learned from all of them, whichever are named.
        neighbours = learn(every, cache, options.jobs, out.progress)
        cache.save()
        names = {file.path for file in files}
        told = [one for one in neighbours.problems if any(folders.shown(path) == one.path for path in names)]
        yield _Job(
            files,
            Kit(found.config, lore_of(found.authority, found.items), name_forms(found.authority), found.refusals),
            neighbours,
            existing_records(folders, found),
            folders.content / "articles",
            [*found.problems, *told],
            bool(options.files),
            folders.shown,
            folders.parts,
        )


def _loose_files(options: argparse.Namespace, out: Output) -> _Job:
    """Files that belong to no archive: they know of each other alone."""
    from sitegen.build.cleaning import Kit, lore_of
    from sitegen.build.neighbours import learn
    from sitegen.build.originals import Original
    from sitegen.build.records import Earlier
    from sitegen.build.scan import load_items
    from sitegen.model.authority import Authority

    problems: list[Problem] = []
    items = load_items([(path, str(path)) for path in options.files], problems)
    files = [Original(path, path.name, str(path)) for path in options.files if _is_text(path)]
    neighbours = learn(files, None, options.jobs, out.progress)
    problems += neighbours.problems
    kit = Kit(lore=lore_of(Authority(), items))
    return _Job(files, kit, neighbours, Earlier(options.to), options.to, problems, True, str)


def _is_text(path: Path) -> bool:
    """Whether a file is to be cleaned; a bibliography is only looked into."""
    return path.suffix.lower() != ".json"


def _clean(job: _Job, options: argparse.Namespace, out: Output) -> list[dict[str, Any]]:
    """Writes each file's records as soon as they are made, or shows them; only a line on each is kept."""
    from sitegen.build.cleaning import propose_all
    from sitegen.build.records import Outcome, Writer
    from sitegen.model.doubt import doubt_of_draft

    seen, outcome = _Seen(), Outcome()
    looks = options.diff or options.dry_run
    writer = Writer(job.target, job.existing, job.through)
    matched: set[Path] = set()
    for made in propose_all(job.files, job.kit, job.neighbours, options.jobs, out.progress):
        job.problems += made.problems
        for proposal in made.proposals:
            seen.count += 1
            draft = proposal.draft
            if out.as_json:
                seen.records.append(
                    {
                        "file": job.files[made.number].shown,
                        "slug": proposal.slug,
                        "title": draft.title,
                        "date": draft.date,
                        "review": list(draft.review),
                    }
                )
            if draft.review and not looks:
                seen.doubtful.append((doubt_of_draft(draft), f"{proposal.slug}: {', '.join(draft.review)}"))
            if looks:
                changed = job.existing.changed_since(proposal.raw)
                if changed is not None:
                    outcome.changed.setdefault(proposal.raw.path, changed)
                path = job.existing.matching(proposal)
                matched.update([path] if path is not None else [])
                _show_proposal(proposal, path, job.target, options, out)
        if not looks:
            writer.write(made.proposals, outcome, follow=job.follow)
        elif options.diff and made.is_last:
            for path in job.existing.made_from(job.files[made.number].name):
                if path not in matched:
                    out.result(f"alone {path}: today's cleaner makes no such record of its original")
            matched.clear()
    _tell(job, seen, outcome, out, looks=looks)
    return seen.records


def _tell(job: _Job, seen: _Seen, outcome: Outcome, out: Output, *, looks: bool) -> None:
    from sitegen.build.cleaning import changed_problem

    for path in outcome.edited:
        what = "a person has edited this record; it is left as it is"
        hint = f"`sitegen clean --diff` shows what {sitegen.__version__} would propose"
        job.problems.append(Problem("edited", what, str(path), severity=NOTICE, hint=hint))
    shown = {file.name: file.shown for file in job.files}
    for name, path in outcome.changed.items():
        job.problems.append(changed_problem(shown[name], job.shown(path), followed=job.follow and not looks))
    if looks:
        return
    left = seen.count - sum(map(len, (outcome.written, outcome.replaced, outcome.same, outcome.edited)))
    counts = (
        (len(outcome.written), "written"),
        (len(outcome.replaced), "renewed"),
        (len(outcome.same), "as they were"),
        (len(outcome.edited), "edited by a person and left alone"),
        (left, "of a changed original and left alone"),
    )
    out.say(
        f"{number(seen.count, 'record')}: "
        + ", ".join(f"{count} {word}" for count, word in counts if count or word == "written")
        + f", in {job.target}"
    )
    for _, text in sorted(seen.doubtful, key=lambda pair: pair[0]):
        out.say(f"  look at {text}")


def _explain(job: _Job, options: argparse.Namespace, out: Output) -> None:
    """Each line with its role: on the terminal, and with `--to` as a page for each file."""
    from sitegen.base.files import write_atomic
    from sitegen.build.cleaning import propose_file
    from sitegen.clean import explanation, explanation_page
    from sitegen.model.names import NameFinder

    finder = NameFinder(job.kit.names)
    colour = out.stream.isatty() and "NO_COLOR" not in os.environ
    width = shutil.get_terminal_size((_WIDTH, 24)).columns if out.stream.isatty() else _WIDTH
    taken: set[str] = set()
    for index, file in enumerate(job.files):
        out.progress("cleaning", index, len(job.files))
        texts = propose_file(
            file.path,
            file.name,
            job.kit.config,
            job.kit.lore,
            finder,
            file.shown,
            job.neighbours,
            job.kit.refusals,
            explain=True,
        )
        for _, cleaned in texts:
            job.problems += cleaned.problems
            out.result(explanation(cleaned, colour, width), coloured=colour)
            if options.to is not None:
                name, count = f"{file.path.name}.explain.html", 2
                while name in taken:
                    name, count = f"{file.path.name}.{count}.explain.html", count + 1
                taken.add(name)
                write_atomic(options.to / name, explanation_page(cleaned).encode("utf-8", "replace"))


def _raw_name(path: Path, folders: Folders) -> str:
    """A raw file's path relative to the content folder; with `clean FILE` it must lie there."""
    absolute, content = path.resolve(), folders.content.resolve()
    if not absolute.is_relative_to(content):
        raise SitegenError(
            Problem(
                "usage",
                f"{path} is not in the archive {folders.content}",
                hint="copy it into raw/, or name a folder with --to DIR",
            )
        )
    return absolute.relative_to(content).as_posix()


def _show_proposal(
    proposal: Proposal, path: Path | None, target: Path, options: argparse.Namespace, out: Output
) -> None:
    shown = path or target / proposal.year / f"{proposal.slug}.md"
    if not options.diff:
        out.result(f"{'there' if path else 'new  '} {shown}")
        return
    before = path.read_text(encoding="utf-8", errors="replace").splitlines(keepends=True) if path else []
    lines = difflib.unified_diff(before, proposal.text.splitlines(keepends=True), str(path or "/dev/null"), str(shown))
    text = "".join(lines).rstrip("\n")
    if text:
        out.result(text)
