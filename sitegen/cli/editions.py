"""`sitegen edition`: what a person or a program gets to see of it."""

from __future__ import annotations

import argparse

from sitegen.base.problems import ERROR
from sitegen.cli.commands import build_options, folders_of
from sitegen.cli.exits import exit_code
from sitegen.cli.exporting import today
from sitegen.cli.output import Output, as_plain, number


def run_edition(options: argparse.Namespace, out: Output) -> int:
    from sitegen.build.newedition import make_edition

    day = options.date or today()
    kept = make_edition(folders_of(options), build_options(options), day, options.note)
    problems = [problem for problem in kept.problems if problem.severity == ERROR]
    for problem in problems:
        out.problem(problem)
    if kept.path and kept.edition:
        out.result(f"{kept.path}: edition {kept.edition.number}, {number(len(kept.edition.changes), 'change')}")
        out.say("keep the file with the archive (commit it): /changes/ tells against it what becomes different")
    elif kept.edition:
        out.say(f"nothing is different from edition {kept.edition.number} ({kept.edition.name}): none was written")
    else:
        out.say("the archive shows nothing: no edition was written")
    out.finish(
        {
            "written": str(kept.path) if kept.path else None,
            "name": kept.edition.name if kept.edition else None,
            "changes": len(kept.edition.changes) if kept.path and kept.edition else 0,
            "problems": [as_plain(problem) for problem in problems],
        }
    )
    return exit_code(problems)
