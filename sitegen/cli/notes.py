"""`sitegen notes import FILE`: what a person or a program gets to see of it."""

from __future__ import annotations

import argparse

from sitegen.cli.commands import folders_of
from sitegen.cli.exits import exit_code
from sitegen.cli.output import Output, as_plain, number


def run_notes_import(options: argparse.Namespace, out: Output) -> int:
    from sitegen.build.importing import import_notes

    report = import_notes(folders_of(options), options.file, dry_run=options.dry_run)
    for problem in report.problems:
        out.problem(problem)
    for path, count in report.written.items():
        out.result(f"{path}: {number(count, 'note')} {'would be added' if options.dry_run else 'added'}")
    if report.known:
        out.say(f"{number(report.known, 'annotation')} in the archive already")
    if not report.written:
        out.say("nothing to add")
    out.finish(
        {
            "added": report.written,
            "known": report.known,
            "dry_run": options.dry_run,
            "problems": [as_plain(problem) for problem in report.problems],
        }
    )
    return exit_code(report.problems)
