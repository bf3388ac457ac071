#!/usr/bin/env python3
"""Asks independent judges about the published site and prints one table, with the target beside each figure.

    python benchmarks/judges.py [--archive shipped|made|DIR] [--articles N] [--only NAME …] [--json]

The archive is that of this repository, one made for the purpose (`made_archive.py`), or a built site in a folder. The
judges: the Nu HTML checker, axe-core, Lighthouse (Node packages, pinned in `judges/` and kept in a cache outside the
repository), Chromium, lynx, bibtexparser, rispy, jsonschema, and readers of our own. One that this machine lacks is
said to be NOT RUN. Ends with 1 where a figure misses its target or a judge was not run.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
for place in (ROOT, ROOT / "tests", ROOT / "tests/build"):
    if str(place) not in sys.path:
        sys.path.insert(0, str(place))

from benchmarks import judge_browser, judge_files, judge_node, made_archive  # noqa: E402
from benchmarks.judge_files import Figure  # noqa: E402

SHOWN = 12
"""Findings of one judge that are printed; all with --json."""


def judges(given: argparse.Namespace) -> dict[str, Callable[[Path], Iterator[Figure]]]:
    """Every judge by its name, the quick ones first."""
    return {
        "links": judge_files.links,
        "sizes": judge_files.sizes,
        "zotero": judge_files.zotero,
        "citations": judge_files.citations,
        "lynx": judge_files.lynx,
        "nu": judge_node.nu,
        "console": judge_browser.quiet,
        "reflow": judge_browser.reflow,
        "no-script": judge_browser.no_script,
        "load": judge_browser.load,
        "keyboard": judge_browser.keyboard,
        "axe": judge_node.axe,
        "search": lambda site: judge_browser.search(site, given.queries, given.forms),
        "lighthouse": judge_node.lighthouse,
    }


def build(archive: str, articles: int, folder: Path) -> Path:
    """The folder of a built site."""
    if archive not in ("shipped", "made"):
        return Path(archive).resolve()
    content = ROOT / "content"
    if archive == "made":
        content = folder / "content"
        made_archive.make(content, articles)
    made_archive.build(content, folder / "site")
    return folder / "site"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--archive", default="shipped", metavar="shipped|made|DIR")
    parser.add_argument("--articles", type=int, default=2000, help="of the made archive")
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--forms", type=int, default=0, help="so many forms of names only; 0: all")
    parser.add_argument("--only", nargs="+", metavar="NAME")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    named = judges(given)
    if unknown := set(given.only or ()) - set(named):
        parser.error(f"there is no judge {', '.join(sorted(unknown))}: they are {', '.join(named)}")
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory() as temporary:
        site = build(given.archive, given.articles, Path(temporary))
        for name in given.only or named:
            for figure in named[name](site):
                figures.append(figure)
                if not given.json:
                    show(figure)
    if given.json:
        print(json.dumps([asdict(figure) for figure in figures], ensure_ascii=False, indent=1))
    else:
        missed = sum(figure.fine is False for figure in figures)
        print(f"{len(figures)} figures: {missed} missed, {sum(figure.fine is None for figure in figures)} NOT RUN")
    return 0 if all(figure.fine for figure in figures) else 1


def show(figure: Figure) -> None:
    sign = {True: "ok  ", False: "MISS", None: "????"}[figure.fine]
    print(f"{sign} {figure.judge:10} {figure.what:62} {figure.value:>20}  {figure.target}", flush=True)
    if not figure.fine:
        for line in figure.findings[:SHOWN]:
            print(f"         {line}")
        if len(figure.findings) > SHOWN:
            print(f"         … and {len(figure.findings) - SHOWN} more")


if __name__ == "__main__":
    sys.exit(main())
