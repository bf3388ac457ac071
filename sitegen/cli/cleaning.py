"""`sitegen clean`: originals into records, or what would become of them."""

from __future__ import annotations

import argparse
import difflib
import os
from pathlib import Path
from typing import Any

import sitegen
from sitegen.base.problems import NOTICE, Problem, SitegenError, sorted_problems
from sitegen.build.folders import Folders
from sitegen.cli.commands import folders_of
from sitegen.cli.exits import exit_code
from sitegen.cli.output import Output, as_plain, number


def run_clean(options: argparse.Namespace, out: Output) -> int:
    if options.to is not None and not options.files:
        raise SitegenError(Problem("usage", "--to needs the files to clean", hint="sitegen clean FILE… --to DIR"))
    from sitegen.build.lock import lock

    if options.to is None:
        folders = folders_of(options)
        folders.check()
        with lock(folders.cache):
            return _clean(options, folders, out)
    return _clean(options, folders_of(options), out)


def _clean(options: argparse.Namespace, folders: Folders, out: Output) -> int:
    from sitegen.build.cleaning import lore_of, propose_file, write_records
    from sitegen.build.planning import existing_records
    from sitegen.build.scan import load_items, scan
    from sitegen.clean import explanation
    from sitegen.model.authority import Authority
    from sitegen.model.config import Config
    from sitegen.model.names import NameFinder
    from sitegen.plan import name_forms

    config, authority, existing, problems = Config(language=""), Authority(), {}, []
    if options.to is None:
        found = scan(folders)
        config, authority, problems = found.config, found.authority, list(found.problems)
        existing = existing_records(folders, found)
        files = [Path(file) for file in options.files] or found.raw
        target = folders.content / "articles"
    else:
        files, target = list(options.files), options.to
    items = load_items([(path, str(path)) for path in files], problems) if options.to is not None else found.items
    files = [path for path in files if path.suffix.lower() != ".json"]
    lore, finder = lore_of(authority, items), NameFinder(name_forms(authority))
    proposals, records = [], []
    for index, path in enumerate(files):
        out.progress("cleaning", index, len(files))
        name = _raw_name(path, folders) if options.to is None else path.name
        for made, cleaned in propose_file(path, name, config, lore, finder, str(path)):
            problems += cleaned.problems
            if options.explain:
                colour = out.stream.isatty() and "NO_COLOR" not in os.environ
                out.result(explanation(cleaned, colour), coloured=colour)
                continue
            proposals += made
            records += [
                {
                    "file": str(path),
                    "slug": proposal.slug,
                    "title": proposal.draft.title,
                    "date": proposal.draft.date,
                    "review": list(proposal.draft.review),
                }
                for proposal in made
            ]
    if options.explain:
        pass
    elif options.diff or options.dry_run:
        _show_proposals(proposals, existing, target, options, out)
    else:
        outcome = write_records(target, proposals, existing if options.to is None else _there(target, proposals))
        for path, _ in outcome.edited:
            what = "a person has edited this record; it is left as it is"
            hint = f"`sitegen clean --diff` shows what {sitegen.__version__} would propose"
            problems.append(Problem("edited", what, str(path), severity=NOTICE, hint=hint))
        counts = (
            (len(outcome.written), "written"),
            (len(outcome.replaced), "renewed"),
            (len(outcome.same), "as they were"),
            (len(outcome.edited), "edited by a person and left alone"),
        )
        out.say(
            f"{number(len(proposals), 'record')}: "
            + ", ".join(f"{count} {word}" for count, word in counts if count or word == "written")
            + f", in {target}"
        )
        doubtful = [proposal for proposal in proposals if proposal.draft.review]
        for proposal in doubtful:
            out.say(f"  look at {proposal.slug}: {', '.join(proposal.draft.review)}")
    for problem in sorted_problems(problems):
        out.problem(problem)
    out.finish({"records": records, "problems": [as_plain(problem) for problem in sorted_problems(problems)]})
    return exit_code(problems)


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


def _there(target: Path, proposals: list[Any]) -> dict[tuple[str, int, int], Path]:
    """Records of an earlier run with --to, so that running twice changes nothing."""
    from sitegen.read.article import read_record

    out: dict[tuple[str, int, int], Path] = {}
    # Articles of one day and title have numbers behind their slug; the record tells which is whose.
    names = {path for proposal in proposals for path in (target / proposal.year).glob(f"{proposal.slug}*.md")}
    for path in sorted(names):
        record, _, _, _ = read_record(path.read_text(encoding="utf-8", errors="replace"), str(path))
        if record and record.raw and record.raw.file:
            out.setdefault((record.raw.origin, record.raw.first_line, record.raw.last_line), path)
    return out


def _show_proposals(
    proposals: list[Any],
    existing: dict[tuple[str, int, int], Path],
    target: Path,
    options: argparse.Namespace,
    out: Output,
) -> None:
    from sitegen.build.cleaning import origin_of

    for proposal in proposals:
        draft = proposal.draft
        path = existing.get((origin_of(proposal.raw), draft.first_line, draft.last_line))
        shown = path or target / proposal.year / f"{proposal.slug}.md"
        if not options.diff:
            out.result(f"{'there' if path else 'new  '} {shown}")
            continue
        before = path.read_text(encoding="utf-8").splitlines(keepends=True) if path else []
        lines = difflib.unified_diff(
            before, proposal.text.splitlines(keepends=True), str(path or "/dev/null"), str(shown)
        )
        text = "".join(lines).rstrip("\n")
        if text:
            out.result(text)
