"""What each command does with a build's report; the work itself is in the build room."""

from __future__ import annotations

import argparse
import contextlib
import sys
from pathlib import Path
from typing import Any

from sitegen.base.problems import ERROR, NOTICE, WARNING, Problem, SitegenError
from sitegen.build.folders import Folders
from sitegen.cli.exits import FINE, exit_code
from sitegen.cli.output import Output, as_plain, number

_SHOWN = 60
"""So many problems are printed in full by `build`; `check` prints all."""


def folders_of(options: argparse.Namespace) -> Folders:
    return Folders(options.content, getattr(options, "themes", Path("themes")), getattr(options, "out", Path("site")))


def build_options(options: argparse.Namespace) -> Any:
    from sitegen.build.planning import Options

    if options.base_url and not options.base_url.startswith(("http://", "https://")):
        raise SitegenError(
            Problem(
                "usage",
                f"--base-url is {options.base_url!r}",
                hint="expected an address such as https://archive.example/",
            )
        )
    return Options(options.drafts, options.frozen, not options.no_search, options.base_url, options.jobs)


def run_build(options: argparse.Namespace, out: Output) -> int:
    from sitegen.build.site import build

    report = build(folders_of(options), build_options(options), out.progress)
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
            "problems": [as_plain(problem) for problem in report.problems],
        }
    )
    return exit_code(report.problems, strict=options.strict)


def _summary(report: Any, out: Output) -> None:
    told = [problem for problem in report.problems if problem.severity != NOTICE]
    for problem in told[:_SHOWN]:
        out.problem(problem)
    if len(told) > _SHOWN:
        out.say(f"… and {len(told) - _SHOWN} more: `sitegen check` shows them all")
    if report.cleaned:
        out.say(f"cleaned   {number(len(report.cleaned), 'new record')} in articles/, made from originals in raw/")
    if report.review:
        out.say(f"review    {number(report.review, 'record')} with fields to look at: `sitegen check` lists them")
    written = f"{len(report.written)} written, {report.kept} kept" + (
        f", {len(report.removed)} removed" if report.removed else ""
    )
    out.say(f"pages     {report.pages}: {written}")
    if report.indexed:
        out.say(f"search    index built ({', '.join(report.indexed)})")
    errors = sum(1 for problem in report.problems if problem.severity == ERROR)
    warnings = sum(1 for problem in report.problems if problem.severity == WARNING)
    if errors or warnings:
        out.say(f"problems  {number(errors, 'error')}, {number(warnings, 'warning')}")
    out.say(
        f"site      {report.out}"
        if report.published
        else "site      not published: the one that was there is untouched"
    )


def run_serve(options: argparse.Namespace, out: Output) -> int:
    import threading
    import webbrowser

    from sitegen.build.serve import LOOPBACK, start_server, watch
    from sitegen.build.site import build

    folders, how = folders_of(options), build_options(options)
    _summary(build(folders, how, out.progress), out)
    server = start_server(folders.out, options.port)
    address = f"http://{LOOPBACK}:{server.server_address[1]}/"
    out.result(f"serving   {address}  (Ctrl-C stops)")
    # A program must learn the port: with --json this line is all that is printed.
    out.line({"address": address})
    sys.stdout.flush()
    if options.open:
        with contextlib.suppress(Exception):
            webbrowser.open(address)

    def rebuild() -> None:
        try:
            report = build(folders, how, out.progress)
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


def run_check(options: argparse.Namespace, out: Output) -> int:
    if options.fixity:
        return _run_fixity(options, out)
    from sitegen.build.checking import check

    problems = check(folders_of(options), build_options(options), out.progress)
    for problem in problems:
        out.problem(problem)
    counts = {
        severity: sum(1 for problem in problems if problem.severity == severity)
        for severity in (ERROR, WARNING, NOTICE)
    }
    out.say(
        f"{number(counts[ERROR], 'error')}, {number(counts[WARNING], 'warning')}, "
        f"{number(counts[NOTICE], 'thing')} to look at"
    )
    out.finish({"problems": [as_plain(problem) for problem in problems]})
    return exit_code(problems, strict=options.strict)


def _run_fixity(options: argparse.Namespace, out: Output) -> int:
    from sitegen.build.fixity import check_fixity

    found = check_fixity(folders_of(options), out.progress)
    for problem in found.problems:
        out.problem(problem)
    wrong = sum(1 for problem in found.problems if problem.severity != NOTICE)
    out.say(f"{number(len(found.verified), 'original')} verified by SHA-256, {number(wrong, 'problem')}")
    out.finish({"verified": found.verified, "problems": [as_plain(problem) for problem in found.problems]})
    return exit_code(found.problems, strict=options.strict)


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" if line else line for line in text.rstrip("\n").split("\n"))


def run_annotate(options: argparse.Namespace, out: Output) -> int:
    from sitegen.build.annotating import annotate

    suggestions = annotate(folders_of(options), write=options.write)
    for suggestion in suggestions.records:
        out.result(suggestion.text)
    for name in suggestions.unknown:
        out.result(f"{name.count:4} × {name.text}   (first in {name.path})\n       {name.record}")
    for variant in suggestions.variants:
        out.result(f"{variant.record}\n  add to names: {variant.line}   (in {number(variant.count, 'article')})")
    for event in suggestions.events:
        out.result(
            f"{event.path}   ({event.day}, told of in {number(event.articles, 'article')})\n{_indented(event.record)}"
        )
    for problem in suggestions.problems:
        out.problem(problem)
    if options.write:
        out.say(f"{number(len(suggestions.written), 'record')} renewed")
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
            "unknown": [
                {"name": name.text, "count": name.count, "path": name.path, "record": name.record}
                for name in suggestions.unknown
            ],
            "events": [
                {"day": event.day, "articles": event.articles, "path": event.path, "record": event.record}
                for event in suggestions.events
            ],
            "variants": [
                {
                    "record": variant.record,
                    "text": variant.text,
                    "language": variant.language,
                    "scheme": variant.scheme,
                    "count": variant.count,
                    "path": variant.path,
                }
                for variant in suggestions.variants
            ],
            "written": suggestions.written,
            "problems": [as_plain(problem) for problem in suggestions.problems],
        }
    )
    return exit_code(suggestions.problems)


def run_why(options: argparse.Namespace, out: Output) -> int:
    from sitegen.build.why import why

    reason = why(folders_of(options), build_options(options), options.address)
    out.result(f"{reason.address}\n" + "\n".join(f"  {sentence}" for sentence in reason.sentences()))
    out.finish(
        {"address": reason.address, "stale": list(reason.stale), "last": list(reason.last), "missing": reason.missing}
    )
    return FINE


def run_new(options: argparse.Namespace, out: Output) -> int:
    from sitegen.build.new import new_archive

    written = new_archive(options.folder)
    out.say(f"{number(len(written), 'file')} written into {options.folder}")
    out.say(f"next: cd {options.folder} && sitegen serve --open")
    out.finish({"written": [str(path) for path in written]})
    return FINE


def run_fields(options: argparse.Namespace, out: Output) -> int:
    from sitegen.build.fieldbook import fields

    text = fields(options.template)
    out.result(text.rstrip("\n"))
    out.finish({"fields": text})
    return FINE


def run_messages(options: argparse.Namespace, out: Output) -> int:
    from sitegen.build.messages import refresh

    changed = refresh(options.themes, options.theme, options.languages)
    for path in changed:
        out.result(str(path))
    out.say(f"{number(len(changed), 'catalogue')} changed")
    out.finish({"written": [str(path) for path in changed]})
    return FINE
