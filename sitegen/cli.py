"""The command line: the only place that prints or exits.

Exit codes: 0 fine, 1 something wrong in the content, 2 wrong usage, 3 a fault of sitegen's.
"""

from __future__ import annotations

import argparse
import contextlib
import difflib
import json
import os
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TextIO

import sitegen
from sitegen.base.problems import ERROR, NOTICE, WARNING, Problem, SitegenError, sorted_problems
from sitegen.build.folders import Folders

FINE, WRONG_CONTENT, WRONG_USE, FAULT = 0, 1, 2, 3
_COLOURS = {ERROR: "31;1", WARNING: "33", NOTICE: "36"}
_SHOWN = 60
"""So many problems are printed in full by `build`; `check` prints all."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code."""
    parser = _parser()
    try:
        options = parser.parse_args(arguments)
    except SystemExit as stop:
        return int(stop.code or 0)
    out = Output(sys.stdout, sys.stderr, quiet=options.quiet, as_json=options.json)
    try:
        return int(options.run(options, out))
    except SitegenError as error:
        out.problem(error.problem)
        out.finish({"problems": [_plain(error.problem)]})
        return error.exit_code
    except KeyboardInterrupt:
        out.say("stopped")
        return 130
    except BrokenPipeError:
        # The reader of our output went away (`sitegen check | head`); nothing is wrong.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except Exception as error:
        path = _write_fault(options)
        out.problem(
            Problem(
                "fault",
                f"a fault of sitegen's own: {type(error).__name__}: {error}",
                hint=f"nothing was published; please report it with {path}",
            )
        )
        return FAULT


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


class Output:
    """What a person or a program gets to see."""

    def __init__(self, stream: TextIO, errors: TextIO, *, quiet: bool, as_json: bool) -> None:
        self.stream, self.errors = stream, errors
        self.quiet, self.as_json = quiet, as_json
        self.colour = errors.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
        self.live = errors.isatty() and not quiet and not as_json
        self._last = ""
        self._started = time.monotonic()
        self._stage = time.monotonic()

    def say(self, text: str = "") -> None:
        """A line for people."""
        self.clear()
        if not self.quiet and not self.as_json:
            print(_safe(text, self.stream), file=self.stream, flush=True)

    def result(self, text: str) -> None:
        """What the command was asked for: printed even when quiet."""
        self.clear()
        if not self.as_json:
            print(_safe(text, self.stream), file=self.stream)

    def problem(self, problem: Problem) -> None:
        self.clear()
        if self.as_json:
            return
        text = problem.render()
        if self.colour:
            text = text.replace(
                f"{problem.severity}:", f"\x1b[{_COLOURS[problem.severity]}m{problem.severity}:\x1b[0m", 1
            )
        print(_safe(text, self.errors), file=self.errors)

    def progress(self, what: str, done: int, of: int) -> None:
        """A line that is written over, on a terminal only."""
        if not self.live:
            return
        if not self._last.startswith(what):
            self._stage = time.monotonic()
        text = what
        if of:
            spent = time.monotonic() - self._stage
            rate = done / spent if spent > 0.2 else 0.0
            text = f"{what} {done} of {of}"
            if rate and done < of:
                text += f", {rate:.0f} a second, {max(1, round((of - done) / rate))} s left"
        if text != self._last:
            print(f"\r\x1b[K{text[:100]}", end="", file=self.errors, flush=True)
            self._last = text

    def clear(self) -> None:
        if self._last:
            print("\r\x1b[K", end="", file=self.errors, flush=True)
            self._last = ""

    def finish(self, value: dict[str, Any]) -> None:
        """The whole result as one JSON document, where a program asked for it."""
        if self.as_json:
            print(json.dumps(value, ensure_ascii=True, indent=1), file=self.stream)


def _safe(text: str, stream: TextIO) -> str:
    """Text that the stream can carry and that does not command a terminal."""
    text = "".join(c if c in "\n\t\x1b" or (ord(c) >= 32 and ord(c) != 127) else f"\\x{ord(c):02x}" for c in text)
    encoding = stream.encoding or "utf-8"
    return text.encode(encoding, "backslashreplace").decode(encoding)


def _plain(problem: Problem) -> dict[str, Any]:
    return {
        name: getattr(problem, name)
        for name in ("code", "severity", "message", "path", "line", "column", "hint", "source")
    }


def _parser() -> argparse.ArgumentParser:
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
    site.add_argument("--jobs", type=_count, default=0, metavar="N", help="processes (default: one for each core)")
    site.add_argument("--no-search", action="store_true", help="build no search index")

    parser = argparse.ArgumentParser(
        prog="sitegen", description="A static site generator for annotated archives of news articles."
    )
    parser.add_argument("--version", action="version", version=f"sitegen {sitegen.__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    def add(
        name: str, run: Callable[[argparse.Namespace, Output], int], help: str, *parents: argparse.ArgumentParser
    ) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=help, description=help, parents=[common, *parents])
        command.set_defaults(run=run)
        return command

    add("build", _build, "build the site: clean new originals, render what changed, publish, index", archive, site)
    serve = add("serve", _serve, "build, show the site on loopback, and rebuild while files change", archive, site)
    serve.add_argument("--port", type=_port, default=8000, metavar="N", help="port (default: 8000; 0 for any free one)")
    serve.add_argument("--open", action="store_true", help="open the site in the browser")
    clean = add("clean", _clean, "clean originals into records; never over what a person has edited", archive)
    clean.add_argument("files", nargs="*", type=Path, metavar="FILE", help="only these originals")
    clean.add_argument(
        "--to", type=Path, metavar="DIR", help="write the records of just these files into DIR; needs no archive"
    )
    clean.add_argument("--dry-run", action="store_true", help="write nothing; say what would be written")
    clean.add_argument("--diff", action="store_true", help="write nothing; show what today's cleaner would change")
    clean.add_argument(
        "--explain", action="store_true", help="write nothing; show each line with its role and the rule that gave it"
    )
    annotate = add(
        "annotate",
        _annotate,
        "suggest: actors named but not listed, names without a record, notes whose quote is gone",
        archive,
    )
    annotate.add_argument(
        "--write", action="store_true", help="accept: list named actors and places in records that nobody has edited"
    )
    add("check", _check, "everything wrong or doubtful, with file and line; the review list", archive, site)
    why = add("why", _why, "why a page was or will be rendered", archive, site)
    why.add_argument("address", metavar="ADDRESS", help="address of a page: /articles/…/")
    new = add("new", _new, "an archive to start from")
    new.add_argument("folder", type=Path, metavar="DIR")
    export = add("export", _export, "the archive's data in another form", archive, site)
    export.add_argument(
        "format", choices=("json", "bibtex", "ris", "csl-json"), metavar="FORMAT", help="json, bibtex, ris or csl-json"
    )
    export.add_argument("--to", type=Path, metavar="FILE", help="write to a file")
    return parser


def _count(text: str) -> int:
    number = int(text)
    if not 0 <= number <= 256:
        raise argparse.ArgumentTypeError("a number from 0 to 256")
    return number


def _port(text: str) -> int:
    number = int(text)
    if not 0 <= number <= 65535:
        raise argparse.ArgumentTypeError("a port from 0 to 65535")
    return number


def _folders(options: argparse.Namespace) -> Folders:
    return Folders(options.content, getattr(options, "themes", Path("themes")), getattr(options, "out", Path("site")))


def _build_options(options: argparse.Namespace) -> Any:
    from sitegen.build.site import Options

    if options.base_url and not options.base_url.startswith(("http://", "https://")):
        raise SitegenError(
            Problem(
                "usage",
                f"--base-url is {options.base_url!r}",
                hint="expected an address such as https://archive.example/",
            )
        )
    return Options(options.drafts, options.frozen, not options.no_search, options.base_url, options.jobs)


def _build(options: argparse.Namespace, out: Output) -> int:
    from sitegen.build.site import build

    report = build(_folders(options), _build_options(options), out.progress)
    _summary(report, out)
    out.finish(
        {
            "site": str(report.out),
            "published": report.published,
            "articles": report.articles,
            "pages": report.pages,
            "written": report.written,
            "kept": report.kept,
            "removed": report.removed,
            "cleaned": report.cleaned,
            "indexed": report.indexed,
            "review": report.review,
            "problems": [_plain(problem) for problem in report.problems],
        }
    )
    return _code(report.problems, options.strict)


def _code(problems: list[Problem], strict: bool) -> int:
    severities = {problem.severity for problem in problems}
    return WRONG_CONTENT if ERROR in severities or (strict and WARNING in severities) else FINE


def _summary(report: Any, out: Output) -> None:
    told = [problem for problem in report.problems if problem.severity != NOTICE]
    for problem in told[:_SHOWN]:
        out.problem(problem)
    if len(told) > _SHOWN:
        out.say(f"… and {len(told) - _SHOWN} more: `sitegen check` shows them all")
    if report.cleaned:
        out.say(
            f"cleaned   {_number(len(report.cleaned), 'new record')} in content/articles/, made from originals in content/raw/"
        )
    if report.review:
        out.say(
            f"review    {_number(report.review, 'record')} with fields that a person should look at: `sitegen check` lists them"
        )
    written = f"{len(report.written)} written, {report.kept} kept" + (
        f", {len(report.removed)} removed" if report.removed else ""
    )
    out.say(f"pages     {report.pages}: {written}")
    if report.indexed:
        out.say(f"search    index built ({', '.join(report.indexed)})")
    errors = sum(1 for problem in report.problems if problem.severity == ERROR)
    warnings = sum(1 for problem in report.problems if problem.severity == WARNING)
    if errors or warnings:
        out.say(f"problems  {_number(errors, 'error')}, {_number(warnings, 'warning')}")
    out.say(
        f"site      {report.out}"
        if report.published
        else "site      not published: the one that was there is untouched"
    )


def _number(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"


def _serve(options: argparse.Namespace, out: Output) -> int:
    import threading
    import webbrowser

    from sitegen.build.serve import LOOPBACK, start_server, watch
    from sitegen.build.site import build

    folders, build_options = _folders(options), _build_options(options)
    _summary(build(folders, build_options, out.progress), out)
    server = start_server(folders.out, options.port)
    address = f"http://{LOOPBACK}:{server.server_address[1]}/"
    out.result(f"serving   {address}  (Ctrl-C stops)")
    sys.stdout.flush()
    if options.open:
        with contextlib.suppress(Exception):
            webbrowser.open(address)

    def rebuild() -> None:
        try:
            report = build(folders, build_options, out.progress)
        except SitegenError as error:
            out.problem(error.problem)
            return
        if report.written or report.removed or report.problems:
            _summary(report, out)

    try:
        watch(folders, rebuild, threading.Event())
    except KeyboardInterrupt:
        out.say("stopped")
    finally:
        server.shutdown()
    return FINE


def _clean(options: argparse.Namespace, out: Output) -> int:
    from sitegen.build.cleaning import load_raw, lore_of, propose, write_records
    from sitegen.build.scan import scan
    from sitegen.build.site import existing_records
    from sitegen.clean import explanation
    from sitegen.model.authority import Authority
    from sitegen.model.config import Config
    from sitegen.model.names import NameFinder
    from sitegen.plan import name_forms

    folders = _folders(options)
    if options.to is not None and not options.files:
        raise SitegenError(Problem("usage", "--to needs the files to clean", hint="sitegen clean FILE… --to DIR"))
    config, authority, existing, problems = Config(language=""), Authority(), {}, []
    if options.to is None:
        folders.check()
        found = scan(folders)
        config, authority, problems = found.config, found.authority, list(found.problems)
        existing = existing_records(folders, found)
        files = [Path(file) for file in options.files] or found.raw
        target = folders.content / "articles"
    else:
        files, target = list(options.files), options.to
    lore, finder = lore_of(authority), NameFinder(name_forms(authority))
    proposals, records = [], []
    for index, path in enumerate(files):
        out.progress("cleaning", index, len(files))
        name = _raw_name(path, folders) if options.to is None else path.name
        raw, problem = load_raw(path, name)
        if raw is None:
            problems.append(problem or Problem("unreadable", "the file cannot be read", str(path)))
            continue
        made, cleaned = propose(raw, config, lore, finder, str(path))
        problems += cleaned.problems
        if options.explain:
            out.result(explanation(cleaned, out.stream.isatty() and "NO_COLOR" not in os.environ))
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
        for path, proposal in outcome.edited:
            problems.append(
                Problem(
                    "edited",
                    "a person has edited this record; it is left as it is",
                    str(path),
                    severity=NOTICE,
                    hint=f"`sitegen clean --diff` shows what {sitegen.__version__} would propose",
                )
            )
        counts = (
            (len(outcome.written), "written"),
            (len(outcome.replaced), "renewed"),
            (len(outcome.same), "as they were"),
            (len(outcome.edited), "edited by a person and left alone"),
        )
        out.say(
            f"{_number(len(proposals), 'record')}: "
            + ", ".join(f"{count} {word}" for count, word in counts if count or word == "written")
            + f", in {target}"
        )
        doubtful = [proposal for proposal in proposals if proposal.draft.review]
        for proposal in doubtful:
            out.say(f"  look at {proposal.slug}: {', '.join(proposal.draft.review)}")
    for problem in sorted_problems(problems):
        out.problem(problem)
    out.finish({"records": records, "problems": [_plain(problem) for problem in sorted_problems(problems)]})
    return _code(problems, strict=False)


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
    out: dict[tuple[str, int, int], Path] = {}
    for proposal in proposals:
        path = target / proposal.year / f"{proposal.slug}.md"
        if path.is_file():
            out[(proposal.raw.path, proposal.draft.first_line, proposal.draft.last_line)] = path
    return out


def _show_proposals(
    proposals: list[Any],
    existing: dict[tuple[str, int, int], Path],
    target: Path,
    options: argparse.Namespace,
    out: Output,
) -> None:
    for proposal in proposals:
        draft = proposal.draft
        path = existing.get((proposal.raw.path, draft.first_line, draft.last_line))
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


def _check(options: argparse.Namespace, out: Output) -> int:
    from sitegen.build.checking import check

    problems = check(_folders(options), _build_options(options))
    for problem in problems:
        out.problem(problem)
    counts = {
        severity: sum(1 for problem in problems if problem.severity == severity)
        for severity in (ERROR, WARNING, NOTICE)
    }
    out.say(
        f"{_number(counts[ERROR], 'error')}, {_number(counts[WARNING], 'warning')}, {_number(counts[NOTICE], 'thing')} to look at"
    )
    out.finish({"problems": [_plain(problem) for problem in problems]})
    return _code(problems, options.strict)


def _annotate(options: argparse.Namespace, out: Output) -> int:
    from sitegen.build.annotating import annotate

    suggestions = annotate(_folders(options), write=options.write)
    for suggestion in suggestions.records:
        out.result(suggestion.text)
    for name in suggestions.unknown:
        out.result(f"{name.count:4} × {name.text}   (first in {name.path})\n       {name.record}")
    for problem in suggestions.problems:
        out.problem(problem)
    if options.write:
        out.say(f"{_number(len(suggestions.written), 'record')} renewed")
    out.finish(
        {
            "records": [
                {
                    "path": item.path,
                    "actors": list(item.actors),
                    "places": list(item.places),
                    "missing": list(item.missing),
                }
                for item in suggestions.records
            ],
            "unknown": [{"name": name.text, "count": name.count, "path": name.path} for name in suggestions.unknown],
            "written": suggestions.written,
            "problems": [_plain(problem) for problem in suggestions.problems],
        }
    )
    return _code(suggestions.problems, strict=False)


def _why(options: argparse.Namespace, out: Output) -> int:
    from sitegen.build.why import why

    reason = why(_folders(options), _build_options(options), options.address)
    out.result(f"{reason.address}\n" + "\n".join(f"  {sentence}" for sentence in reason.sentences()))
    out.finish(
        {"address": reason.address, "stale": list(reason.stale), "last": list(reason.last), "missing": reason.missing}
    )
    return FINE


def _new(options: argparse.Namespace, out: Output) -> int:
    from sitegen.build.new import new_archive

    written = new_archive(options.folder)
    out.say(f"{_number(len(written), 'file')} written into {options.folder}")
    out.say(f"next: cd {options.folder} && sitegen serve --open")
    out.finish({"written": [str(path) for path in written]})
    return FINE


def _export(options: argparse.Namespace, out: Output) -> int:
    from sitegen.build.exporting import export

    data, problems = export(_folders(options), _build_options(options), options.format)
    for problem in problems:
        out.problem(problem)
    if options.to is None:
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
    else:
        from sitegen.base.files import write_atomic

        write_atomic(options.to, data)
        out.say(f"{len(data)} bytes written to {options.to}")
    return _code(problems, options.strict)
