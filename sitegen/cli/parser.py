"""The commands and their options, as in the public contract."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

import sitegen
from sitegen.cli import commands, editions, exporting
from sitegen.cli.cleaning import run_clean
from sitegen.cli.notes import run_notes_import
from sitegen.cli.output import Output
from sitegen.model.deposit import FORMATS


def make_parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--quiet", action="store_true", help="print problems and results only")
    common.add_argument("--json", action="store_true", help="print one JSON document, for programs")
    archive = argparse.ArgumentParser(add_help=False)
    archive.add_argument(
        "--content", type=Path, default=Path("content"), metavar="DIR", help="the archive (default: content)"
    )
    site = argparse.ArgumentParser(add_help=False)
    site.add_argument(
        "--themes", type=Path, default=Path("themes"), metavar="DIR", help="folder of themes (default: themes)"
    )
    site.add_argument(
        "--out", type=Path, default=Path("site"), metavar="DIR", help="where the site goes (default: site)"
    )
    site.add_argument(
        "--base-url", default="", metavar="URL", help="address of the published site; overrides site.yaml"
    )
    site.add_argument("--drafts", action="store_true", help="show articles with `status: draft`")
    site.add_argument(
        "--frozen", action="store_true", help="write nothing into the archive: fail where an original has no record"
    )
    site.add_argument("--strict", action="store_true", help="exit with 1 on warnings too")
    jobs = argparse.ArgumentParser(add_help=False)
    jobs.add_argument("--jobs", type=_count, default=0, metavar="N", help="processes (default: one for each core)")
    site.add_argument("--no-search", action="store_true", help="build no search index")

    parser = argparse.ArgumentParser(
        prog="sitegen", description="A static site generator for annotated archives of news articles."
    )
    parser.add_argument("--version", action="version", version=f"sitegen {sitegen.__version__}")
    subparsers = parser.add_subparsers(metavar="COMMAND", required=True)

    def add(
        name: str, run: Callable[[argparse.Namespace, Output], int], help: str, *parents: argparse.ArgumentParser
    ) -> argparse.ArgumentParser:
        command = subparsers.add_parser(name, help=help, description=help, parents=[common, *parents])
        command.set_defaults(run=run)
        return command

    add(
        "build",
        commands.run_build,
        "build the site: clean new originals, render what changed, publish, index",
        archive,
        site,
        jobs,
    )
    serve = add(
        "serve",
        commands.run_serve,
        "build, show the site on loopback, and rebuild while files change",
        archive,
        site,
        jobs,
    )
    serve.add_argument("--port", type=_port, default=8000, metavar="N", help="port (default: 8000; 0 for any free one)")
    serve.add_argument("--open", action="store_true", help="open the site in the browser")
    clean = add("clean", run_clean, "clean originals into records; never over what a person has edited", archive, jobs)
    clean.add_argument("files", nargs="*", type=Path, metavar="FILE", help="only these originals")
    clean.add_argument(
        "--to", type=Path, metavar="DIR", help="write the records of just these files into DIR; needs no archive"
    )
    clean.add_argument("--dry-run", action="store_true", help="write nothing; say what would be written")
    clean.add_argument("--diff", action="store_true", help="write nothing; show what today's cleaner would change")
    clean.add_argument(
        "--explain",
        action="store_true",
        help="write no record; show each line with its role and the rule that gave it; with --to also as pages in DIR",
    )
    annotate = add(
        "annotate",
        commands.run_annotate,
        "suggest: actors named but not listed, names without a record, notes whose quote is gone",
        archive,
    )
    annotate.add_argument(
        "--write", action="store_true", help="accept: list named actors and places in records that nobody has edited"
    )
    check = add(
        "check",
        commands.run_check,
        "everything wrong or doubtful, with file and line; the review list",
        archive,
        site,
        jobs,
    )
    check.add_argument(
        "--fixity", action="store_true", help="only verify that originals are what records were made from (SHA-256)"
    )
    edition = add(
        "edition",
        editions.run_edition,
        "keep what the archive says today as an edition (content/editions/), to tell later what was corrected",
        archive,
        site,
        jobs,
    )
    edition.add_argument("--note", default="", metavar="TEXT", help="what to say of it on /changes/")
    edition.add_argument("--date", type=exporting.day, metavar="DAY", help="day of the edition (default: today)")
    why = add("why", commands.run_why, "why a page was or will be rendered", archive, site, jobs)
    why.add_argument("address", metavar="ADDRESS", help="address of a page: /articles/…/")
    new = add("new", commands.run_new, "an archive to start from")
    new.add_argument("folder", type=Path, metavar="DIR")
    export = add("export", exporting.run_export, "the archive's data in another form", archive, site, jobs)
    export.add_argument("format", choices=FORMATS, metavar="FORMAT", help=exporting.HELP)
    export.add_argument(
        "--to", type=Path, metavar="PATH", help="a file, or for what is several files a new folder or a .zip file"
    )
    export.add_argument(
        "--date",
        type=exporting.day,
        metavar="DAY",
        help="day that a deposit states as its own (default: today)",
    )
    catalogues = add("messages", commands.run_messages, "bring the catalogues of the interface's words up to date")
    catalogues.add_argument(
        "languages", nargs="*", metavar="LANGUAGE", help="begin a catalogue of this language (BCP 47)"
    )
    catalogues.add_argument("--theme", default="default", metavar="NAME", help="of this theme (default: sitegen's own)")
    catalogues.add_argument("--themes", type=Path, default=Path("themes"), metavar="DIR", help="folder of themes")
    manual = add("fields", commands.run_fields, "what each template of a theme sees, field by field")
    manual.add_argument("template", nargs="?", default="", metavar="TEMPLATE", help="only this one: article")
    notes = subparsers.add_parser("notes", help="notes from elsewhere", description="Notes from elsewhere.")
    actions = notes.add_subparsers(metavar="ACTION", required=True)
    words = "add the annotations of a Hypothesis export (JSON) to the notes of the articles they belong to"
    taken = actions.add_parser("import", help=words, description=words, parents=[common, archive])
    taken.set_defaults(run=run_notes_import)
    taken.add_argument("file", type=Path, metavar="FILE")
    taken.add_argument("--dry-run", action="store_true", help="write nothing; say what would be added")
    return parser


def _count(text: str) -> int:
    return _number(text, 256, "a number")


def _port(text: str) -> int:
    return _number(text, 65535, "a port")


def _number(text: str, most: int, what: str) -> int:
    try:
        number = int(text)
    except ValueError:
        number = -1
    if not 0 <= number <= most:
        raise argparse.ArgumentTypeError(f"expected {what} from 0 to {most}, not {text!r}")
    return number
