"""`sitegen export`: where its bytes go, and what is said of them."""

from __future__ import annotations

import argparse
import datetime
import os
import sys
from pathlib import Path

from sitegen.base.problems import NOTICE, Problem, SitegenError
from sitegen.cli.commands import build_options, folders_of
from sitegen.cli.exits import exit_code
from sitegen.cli.output import Output, as_plain, number
from sitegen.model.deposit import DOCUMENTS, PACKAGES

HELP = f"one file: {', '.join(DOCUMENTS)}; several, which need --to: {', '.join(PACKAGES)}"


def day(text: str) -> str:
    """An ISO day.

    Raises:
        argparse.ArgumentTypeError: it is none.
    """
    try:
        return datetime.date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"expected a day such as 2020-10-30, not {text!r}") from error


def today() -> str:
    """The day of a run (UTC); the one that SOURCE_DATE_EPOCH names, so that a run can be repeated to the byte."""
    stated = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.datetime.now(datetime.UTC)
    if stated:
        try:
            now = datetime.datetime.fromtimestamp(int(stated), datetime.UTC)
        except (ValueError, OverflowError, OSError) as error:
            hint = "expected seconds since 1970, as in `SOURCE_DATE_EPOCH=1604016000`"
            raise SitegenError(Problem("usage", f"SOURCE_DATE_EPOCH is {stated!r}", hint=hint)) from error
    return now.date().isoformat()


def run_export(options: argparse.Namespace, out: Output) -> int:
    from sitegen.build.exporting import export

    is_package = options.format in PACKAGES
    _check_target(options, is_package)
    done = export(folders_of(options), build_options(options), options.format, options.date or today())
    for problem in done.problems:
        # What a person should look at in records is for `check`: it does not concern the export.
        if problem.severity != NOTICE:
            out.problem(problem)
    written = {"problems": [as_plain(problem) for problem in done.problems]}
    if is_package:
        from sitegen.build.packing import write_package

        count = write_package(done.files, options.to)
        out.say(f"{number(count, 'file')} written to {options.to}")
        if done.withheld:
            what = "because of rights or protected names"
            out.say(f"{number(done.withheld, 'file')} of the archive left out, {what}")
        out.finish({"written": str(options.to), "files": count, "withheld": done.withheld, **written})
    elif options.to is None:
        sys.stdout.buffer.write(done.document)
        sys.stdout.flush()
    else:
        from sitegen.base.files import write_atomic

        write_atomic(options.to, done.document)
        out.say(f"{len(done.document)} bytes written to {options.to}")
        out.finish({"written": str(options.to), **written})
    return exit_code(done.problems, strict=options.strict)


def _check_target(options: argparse.Namespace, is_package: bool) -> None:
    target: Path | None = options.to
    if is_package and target is None:
        hint = "name a new folder, or a file that ends with .zip"
        raise SitegenError(Problem("usage", f"{options.format} is several files: where to? (--to)", hint=hint))
    if target is not None and target.resolve().is_relative_to(options.content.resolve()):
        hint = "what is made from the archive does not belong among its files"
        raise SitegenError(Problem("usage", f"--to {target} lies in the archive", hint=hint))
