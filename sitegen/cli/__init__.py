"""The command line: the only room that prints or exits."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

import sitegen
from sitegen.base.problems import Problem, SitegenError
from sitegen.cli.exits import FAULT, FINE, STOPPED, WRONG_USE
from sitegen.cli.output import Output, as_plain
from sitegen.cli.parser import make_parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code."""
    try:
        code = _parse_and_run(arguments)
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        # The reader of our output went away (`sitegen check | head`); nothing is wrong.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE


def _parse_and_run(arguments: Sequence[str] | None) -> int:
    try:
        options = make_parser().parse_args(arguments)
    except SystemExit as stop:
        return int(stop.code or 0)
    return _run(options, Output(sys.stdout, sys.stderr, quiet=options.quiet, as_json=options.json))


def _run(options: argparse.Namespace, out: Output) -> int:
    try:
        return int(options.run(options, out))
    except SitegenError as error:
        return _report(error.problem, out, error.exit_code)
    except KeyboardInterrupt:
        out.say("stopped")
        return STOPPED
    except BrokenPipeError:
        raise
    except OSError as error:
        return _report(_refused_by_the_system(error), out, WRONG_USE)
    except Exception as error:
        hint = f"nothing was published; please report it with {_write_fault(options)}"
        what = f"a fault of sitegen's own: {type(error).__name__}: {error}"
        return _report(Problem("fault", what, hint=hint), out, FAULT)


def _refused_by_the_system(error: OSError) -> Problem:
    """A disk that is full, a folder that may not be written, a file that vanished: nobody's fault in the program."""
    what = f"the system refuses: {error.strerror or error}"
    hint = "see to free space and rights, and that nobody moves these files; then run it again: nothing is lost"
    return Problem("system", what, str(error.filename or ""), hint=hint)


def _report(problem: Problem, out: Output, status: int) -> int:
    out.problem(problem)
    out.finish({"problems": [as_plain(problem)]})
    return status


def _write_fault(options: argparse.Namespace) -> str:
    """Keeps the traceback in a file: a user never meets one, a report needs it."""
    folder = Path(getattr(options, "content", None) or ".").absolute().parent / ".sitegen"
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / "fault.txt"
        path.write_text(
            f"sitegen {sitegen.__version__}, Python {sys.version}\n{sys.argv[1:]}\n\n{traceback.format_exc()}",
            encoding="utf-8",
        )
        return str(path)
    return "the command and the files it read"
