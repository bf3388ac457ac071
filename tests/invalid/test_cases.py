"""Each broken archive of `cases/`: what `sitegen` says about it, to the letter; and no code without a case."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from invalid.cases import REWRITE, Case, read_case, read_cases

import sitegen

CASES = read_cases()
Run = Callable[[str], str]

ELSEWHERE = {
    "fault": "stands for a fault of sitegen's own; a test that could provoke one would be a report of it",
    "out-changed": "needs somebody who deletes files of the site at the very moment at which they are linked",
    "port": "needs a port that is taken: tests/build",
    "search-failed": "needs a Pagefind that fails: tests/search",
    "system": "needs a disk that fails: tests/faults",
    "worker-died": "needs a process that dies: tests/build/test_working.py",
    "search-missing": "needs a machine without Pagefind: tests/search",
}
"""Codes without a case here, and why."""


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_what_is_wrong_is_said_to_the_letter(case: Case, run: Run, tmp_path: Path) -> None:
    case.lay(tmp_path)
    said = [(command, run(command)) for command, _ in case.commands]
    if REWRITE:
        case.commands = said
        case.save()
    assert said == case.commands
    assert said, "a case has at least one command"


def test_every_problem_says_what_to_do() -> None:
    pattern = re.compile(r"^(?:\S.*: )?(?:error|warning|notice): .* \[([a-z0-9-]+)\]\n((?:    .*\n)*)", re.MULTILINE)
    told = [pair for case in CASES for _, output in case.commands for pair in pattern.findall(output)]
    assert len(told) > 90
    assert sorted({code for code, rest in told if "    hint: " not in rest}) == []


def test_every_case_is_written_as_it_is_read() -> None:
    for case in CASES:
        assert case.document() == (Path(__file__).parent / "cases" / f"{case.name}.txt").read_text(encoding="utf-8")
        assert case.remark.strip(), f"{case.name} says in a sentence what is wrong"


# Every code has a case ---------------------------------------------------------------------------------------------

_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")


def codes_in(sources: dict[str, str]) -> set[str]:
    """Every code that some call hands over: literals at the place of a parameter named `code`, and its defaults."""
    trees = [ast.parse(text, path) for path, text in sources.items()]
    places: dict[str, int] = {"Problem": 0}
    found: set[str] = set()
    for node in (node for tree in trees for node in ast.walk(tree)):
        if isinstance(node, ast.FunctionDef):
            names = [argument.arg for argument in (*node.args.posonlyargs, *node.args.args)]
            if "code" in names:
                places[node.name] = names.index("code") - (names[0] in ("self", "cls"))
            elif "code" in {argument.arg for argument in node.args.kwonlyargs}:
                places[node.name] = 99
            found.update(_defaults(node))
    for node in (node for tree in trees for node in ast.walk(tree)):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in places:
                values = node.args[places[name] : places[name] + 1]
                values += [keyword.value for keyword in node.keywords if keyword.arg == "code"]
                found.update(code for value in values for code in _literals(value))
    return found


def _defaults(node: ast.FunctionDef) -> Iterator[str]:
    named = [*node.args.posonlyargs, *node.args.args]
    pairs = [*zip(reversed(named), reversed(node.args.defaults), strict=False)]
    pairs += [(name, value) for name, value in zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True) if value]
    for name, value in pairs:
        if name.arg == "code":
            yield from _literals(value)


def _literals(value: ast.expr) -> Iterator[str]:
    if isinstance(value, ast.Constant) and isinstance(value.value, str) and _CODE.match(value.value):
        yield value.value
    elif isinstance(value, ast.JoinedStr):
        yield "".join(part.value if isinstance(part, ast.Constant) else "*" for part in value.values)
    elif isinstance(value, ast.IfExp):
        yield from _literals(value.body)
        yield from _literals(value.orelse)


def told_in(cases: list[Case]) -> set[str]:
    """Every code that stands at the end of a problem's first line."""
    pattern = re.compile(r"(?:error|warning|notice): .* \[([a-z0-9-]+)\]$", re.MULTILINE)
    return {code for case in cases for _, output in case.commands for code in pattern.findall(output)}


def sources() -> dict[str, str]:
    package = Path(sitegen.__file__).parent
    return {path.as_posix(): path.read_text(encoding="utf-8") for path in sorted(package.rglob("*.py"))}


def test_every_code_has_a_case_and_every_case_a_code() -> None:
    codes, told = codes_in(sources()), told_in(CASES)
    patterns = {code for code in codes if "*" in code}
    assert patterns == {"unknown-*"}
    codes = codes - patterns | {f"unknown-{kind}" for kind in ("actor", "article", "event", "place", "source")}
    assert len(codes) > 60
    assert sorted(codes - told - set(ELSEWHERE)) == [], "write a case for these into tests/invalid/cases/"
    assert sorted(told - codes) == [], "the cases tell codes that are not in the sources"
    assert sorted(set(ELSEWHERE) - codes) == [], "codes that are gone need no excuse"


def test_control_a_code_without_a_case_is_seen() -> None:
    text = (
        "def refuse(self, path, code, message='x'): ...\n"
        "def wrong(key, *, code='by-default'): ...\n"
        "Problem('one', 'message')\n"
        "file.refuse('a.md', 'two-words')\n"
        "wrong('key', code='by-name')\n"
        "ref.problem(f'unknown-{kind}', 'message')\n"
        "def problem(self, code, message): ...\n"
        "print('not-a-code')\n"
    )
    assert codes_in({"x.py": text}) == {"one", "two-words", "by-default", "by-name", "unknown-*"}
    case = read_case("x", "A.\n=== $ sitegen check\na.md:1: error: what [one]\n    hint: [two]\nexit 1\n")
    assert told_in([case]) == {"one"}
