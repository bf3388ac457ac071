#!/usr/bin/env python3
"""Builds the same archive with sitegen and with other static site generators, and compares what it costs.

    python benchmarks/peers.py --to DIR [--articles N] [--rounds N] [--only TOOL …]
        [--scenarios SCENARIO …] [--again]

The others (Hugo, Zola, Eleventy, Pelican, MkDocs) are installed from their registries into the user's cache; one that
cannot be had is named with the reason. The archive is that of `made_archive.py`; every tool gets the same texts in its
own form (`peer_content.py`, templates in `peers/`). Each round takes the tools in turn through: a cold build, a build
where nothing changed, one after a body, after a title and after an actor's alias was edited, all without a search
index; then the index alone. `DIR/results.jsonl` keeps every run, so that a broken-off benchmark goes on where it was;
`DIR/table.md` and `DIR/plot.svg` show the medians.
"""

from __future__ import annotations

import argparse
import datetime
import hashlib
import json
import os
import platform
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from benchmarks import annotation_speed, made_archive, peer_content, peer_report, peer_runs, peer_tools  # noqa: E402
from benchmarks.peer_content import Archive  # noqa: E402
from benchmarks.peer_tools import Missing, Tool  # noqa: E402

BUILDS = ("cold", "same", "body", "title", "alias")
SEARCHES = ("search", "search-body")
SCENARIOS = BUILDS + SEARCHES
PAGEFIND, PAGES_OF = "pagefind", "hugo"
"""Pagefind by itself indexes the pages of this tool, which are as plain as those of the others."""
NO_SEARCH = "--no-search"
STATE = "state.json"
"""Of which archive and after which step the output of a tool is; missing while a build runs."""
_GENERATOR = [Path(made_archive.__file__), Path(annotation_speed.__file__)]


@dataclass(frozen=True, slots=True)
class Step:
    """One run: a scenario of a tool in a round."""

    round: int
    scenario: str
    tool: str

    @property
    def before(self) -> tuple[str, ...]:
        """The scenarios that came before it in the round."""
        return SCENARIOS[: SCENARIOS.index(self.scenario)]


class Bench:
    """The folders, the programs, and the results so far."""

    def __init__(self, given: argparse.Namespace) -> None:
        self.to: Path = given.to
        cache: Path = given.cache
        made = f"{given.articles}-{given.actors}-{given.seed}-{_digest(_GENERATOR)}"
        self.key = f"{made}-{_digest([Path(peer_content.__file__), *sorted(peer_content.FORMS.rglob('*'))])}"
        self._made = cache / "archives" / made
        self._work = cache / "trees" / self.key
        self.tools: dict[str, Tool] = {}
        self.missing: dict[str, str] = {}
        for name in given.only:
            say(f"getting {name}")
            try:
                self.tools[name] = peer_tools.get(name, cache / "tools")
            except Missing as error:
                self.missing[name] = str(error)
                say(f"{name} cannot be had here: {error}")
        self._add_pagefind()
        self._whole = self._archive(given)
        self._first = peer_content.without_alias(self._whole)
        self.to.mkdir(parents=True, exist_ok=True)
        self.results = self._results(again=given.again)

    def _add_pagefind(self) -> None:
        if PAGES_OF not in self.tools:
            return
        try:
            program, version = peer_tools.pagefind()
        except Missing as error:
            self.missing[PAGEFIND] = str(error)
            return
        site = self.folder(PAGES_OF) / self.tools[PAGES_OF].out
        command = (program, "--quiet", "--site", str(site), "--output-path", "index")
        self.tools[PAGEFIND] = Tool(PAGEFIND, version, command, "index")

    def _archive(self, given: argparse.Namespace) -> Archive:
        content = self._made / "content"
        if not (self._made / "done").is_file():
            say(f"making an archive of {given.articles} articles")
            shutil.rmtree(self._made, ignore_errors=True)
            made_archive.make(content, given.articles, given.actors, given.seed)
            (self._made / "done").touch()
        return peer_content.read(content)

    def _results(self, *, again: bool) -> dict[Step, dict[str, Any]]:
        """What was measured before of the same archive and versions; of several runs of a step the last one."""
        path = self.to / "results.jsonl"
        kept = [one for one in read_results(path) if not (again and self._is_ours(one))]
        # Written anew, so that nothing is put behind a line that was broken off.
        whole = path.with_suffix(".new")
        whole.write_text("".join(map(_line, kept)), encoding="utf-8")
        whole.replace(path)
        return {Step(one["round"], one["scenario"], one["tool"]): one for one in kept if self._is_ours(one)}

    def _is_ours(self, result: Mapping[str, Any]) -> bool:
        tool = self.tools.get(result["tool"])
        return tool is not None and result["version"] == tool.version and result["archive"] == self.key

    def folder(self, tool: str) -> Path:
        return self._work / tool

    def steps(self, rounds: int, scenarios: Sequence[str]) -> Iterator[Step]:
        """All runs, the tools of a scenario one after another."""
        for round in range(rounds):
            for scenario in SCENARIOS:
                for tool in self.tools:
                    if scenario in scenarios and has_scenario(tool, scenario):
                        yield Step(round, scenario, tool)

    def is_done(self, step: Step) -> bool:
        return step in self.results and not self.results[step]["failed"]

    def take(self, step: Step) -> dict[str, Any]:
        """Bring a tool to where the run begins, run it, and keep what it cost."""
        tool, folder = self.tools[step.tool], self.folder(step.tool)
        if step.tool == PAGEFIND:
            self._prepare(Step(step.round, step.scenario, PAGES_OF))
            self._clear(tool)
        else:
            if step.scenario == "cold":
                self._clear(tool)
            else:
                self._prepare(step)
            self._lay_out(step.tool, (*step.before, step.scenario), step.round)
        before = peer_runs.snapshot(folder / tool.out)
        cost, failed = self._run(step.tool, step.scenario)
        written = peer_runs.written(before, peer_runs.snapshot(folder / tool.out))
        if not failed:
            self._set_state(step)
        result = {
            **asdict(step), "version": tool.version, "archive": self.key, "wall": round(cost.wall, 3),
            "cpu": round(cost.cpu, 3), "memory": cost.memory and round(cost.memory, 1), **asdict(written),
            "load": round(os.getloadavg()[0], 1), "day": str(datetime.date.today()), "failed": failed,
        }  # fmt: skip
        self.results[step] = result
        with (self.to / "results.jsonl").open("a", encoding="utf-8") as file:
            file.write(_line(result))
        return result

    def _prepare(self, step: Step) -> None:
        """The state that the run before it leaves; where that is not at hand, it is built, and not measured."""
        state = self.folder(step.tool) / STATE
        wanted = _state(step.before[-1], step.round)
        if state.is_file() and state.read_text(encoding="utf-8") == wanted:
            return
        say(f"    building what {step.tool} starts from")
        self._clear(self.tools[step.tool])
        self._lay_out(step.tool, step.before, step.round)
        _, failed = self._run(step.tool, step.before[-1])
        if not failed:
            self._set_state(Step(step.round, step.before[-1], step.tool))

    def _lay_out(self, tool: str, scenarios: Sequence[str], round: int) -> None:
        archive = edited(self._first, self._whole, scenarios, round)
        folder = self.folder(tool)
        folder.mkdir(parents=True, exist_ok=True)
        peer_content.write(folder, peer_content.FORM[tool](archive))
        (folder / STATE).unlink(missing_ok=True)

    def _run(self, name: str, scenario: str) -> tuple[peer_runs.Cost, str]:
        """What a run cost, and why it failed."""
        tool = self.tools[name]
        command = [word for word in tool.command if scenario not in SEARCHES or word != NO_SEARCH]
        self.folder(name).mkdir(parents=True, exist_ok=True)
        if hasattr(os, "sync"):  # what one tool wrote is not to be carried to the disk in the next one's time
            os.sync()
        # Nothing of the caller's Python may get into that of a tool.
        cost = peer_runs.run(command, self.folder(name), {"PYTHONPATH": "", **dict(tool.environment)})
        return cost, f"exit {cost.code}: {peer_tools.last_line(cost.said, 'rror')}" if cost.code else ""

    def _set_state(self, step: Step) -> None:
        (self.folder(step.tool) / STATE).write_text(_state(step.scenario, step.round), encoding="utf-8")

    def _clear(self, tool: Tool) -> None:
        for name in (tool.out, *tool.kept, STATE):
            path = self.folder(tool.name) / name
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)

    def report(self, given: argparse.Namespace) -> str:
        """Write the table and the plot.

        Returns:
            The table.
        """
        results = list(self.results.values())
        found = peer_report.medians(results)
        days = sorted({one["day"] for one in results})
        title = f"{given.articles} articles, {given.actors} actors, seed {given.seed}"
        notes = [
            f"{title}; medians of {len({one['round'] for one in results})} interleaved rounds; {os.cpu_count()} cores, "
            f"{platform.system()} {platform.machine()}, Python {platform.python_version()}; "
            f"{' to '.join(dict.fromkeys((days or ['–'])[:1] + (days or ['–'])[-1:]))}.",
            "Versions: " + ", ".join(f"{tool.name} {tool.version}" for tool in self.tools.values()) + ".",
            *(f"Not to be had here: {name} ({reason})." for name, reason in self.missing.items()),
            *dict.fromkeys(
                f"Failed: {one['tool']}, {one['scenario']} ({one['failed']})." for one in results if one["failed"]
            ),
        ]
        table = peer_report.markdown(found, list(self.tools), notes)
        (self.to / "table.md").write_text(table, encoding="utf-8")
        (self.to / "plot.svg").write_text(peer_report.plot(found, list(self.tools), title), encoding="utf-8")
        return table


def has_scenario(tool: str, scenario: str) -> bool:
    """Whether a tool takes part.

    Only sitegen makes its search index itself; Pagefind makes nothing else, and always all of it.
    """
    if tool == PAGEFIND:
        return scenario == "search"
    return scenario in BUILDS or tool == "sitegen"


def edited(first: Archive, whole: Archive, scenarios: Sequence[str], round: int) -> Archive:
    """The archive after the edits of some scenarios, each of other articles."""
    archive = first
    for scenario in scenarios:
        if scenario in ("body", "search-body"):
            archive = peer_content.body_edited(archive, 2 * round + (scenario == "search-body"))
        elif scenario == "title":
            archive = peer_content.title_edited(archive, 2 * round)
        elif scenario == "alias":
            archive = peer_content.alias_added(archive, whole)
    return archive


def read_results(path: Path) -> list[dict[str, Any]]:
    """What was measured before; a line that was broken off does not count."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines() if path.is_file() else ():
        try:
            found.append(json.loads(line))
        except ValueError:
            continue
    return found


def _state(scenario: str, round: int) -> str:
    return json.dumps({"scenario": scenario, "round": round})


def _line(result: Mapping[str, Any]) -> str:
    return json.dumps(result, ensure_ascii=False) + "\n"


def _digest(paths: Sequence[Path]) -> str:
    """Of files: what is made with them is another where they are."""
    digest = hashlib.blake2b(digest_size=4)
    for path in paths:
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(path.read_bytes())
    return digest.hexdigest()


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--to", type=Path, required=True, help="folder of the results, the table and the plot")
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--actors", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", nargs="+", choices=peer_tools.NAMES, default=list(peer_tools.NAMES), metavar="TOOL")
    parser.add_argument("--scenarios", nargs="+", choices=SCENARIOS, default=SCENARIOS, metavar="SCENARIO")
    parser.add_argument("--cache", type=Path, default=peer_tools.cache_folder(), help="of programs and archives")
    parser.add_argument("--again", action="store_true", help="forget what was measured before")
    given = parser.parse_args()
    bench = Bench(given)
    steps = list(bench.steps(given.rounds, given.scenarios))
    failing: set[tuple[int, str]] = set()
    for at, step in enumerate(steps, 1):
        if bench.is_done(step) or (step.round, step.tool) in failing:
            continue
        found = bench.take(step)
        cost = f"{found['cpu']:8.2f} s CPU {found['wall']:8.2f} s"
        if found["failed"]:
            failing.add((step.round, step.tool))
            cost += f"  FAILED {found['failed']}"
        say(f"[{at}/{len(steps)}] round {step.round + 1}  {step.scenario:<11} {step.tool:<9} {cost}")
    print(bench.report(given))
    return 1 if any(one["failed"] for one in bench.results.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
