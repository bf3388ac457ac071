"""Who may know whom, which door leads where, who prints: read off the sources of sitegen, module by module.

Each rule is a function from sources to offences. Beside the test that the sources keep it stands a control: a few
offending lines, put through the same function, so that a rule which can no longer fail is noticed.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import pytest

import sitegen
from sitegen.base.yamlfile import parse_yaml

PACKAGE = Path(sitegen.__file__).parent

LAYERS = (
    {"__main__"},
    {"cli"},
    {"build"},
    {"clean", "annotate", "read", "plan", "render", "search", "export"},
    {"cite"},
    {"model"},
    {"base"},
)
"""From left to right; an arrow leads right, and rooms of one layer are strangers."""

DOORS = {
    "yaml": "base/yamlfile.py",
    "markdown_it": "read/body.py",
    "msgspec": "base/values.py",
    "nh3": "read/sanitise.py",
    "jinja2": "render/",
    "babel": "render/",
    "citeproc": "cite/engine.py",
    "markupsafe": "render/",
    "sqlite3": "build/cache.py",
    "pagefind_bin": "search/",
    "lxml": "clean/markup.py",
    "trafilatura": "clean/extractor.py",
    "warcio": "clean/containers.py",
    "subprocess": "search/",
}
"""The one place from which each library may be reached. (Pagefind is a program: only its door starts programs.)"""

EFFECTS = {"os", "pathlib", "shutil", "tempfile", "socket", "urllib.request", "http", "importlib.resources", "io"}
PURE = ("model/", "plan/", "read/", "export/")
"""Rooms that turn values into values; the disk and the net are the business of others."""


@dataclass(frozen=True)
class Source:
    """A module as text, by its path below the package."""

    path: str
    text: str

    @property
    def room(self) -> str:
        return self.path.split("/")[0].removesuffix(".py")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, self.path)

    def imports(self) -> Iterator[tuple[int, str]]:
        """Every imported module with its line, wherever in the file it stands; names of `from` are added to it."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((node.lineno, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                module = self._absolute(node)
                yield from ((node.lineno, f"{module}.{alias.name}") for alias in node.names)
            elif isinstance(node, ast.Call) and _name(node.func).endswith(("import_module", "__import__")):
                yield from (
                    (node.lineno, argument.value)
                    for argument in node.args[:1]
                    if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
                )

    def _absolute(self, node: ast.ImportFrom) -> str:
        if not node.level:
            return node.module or ""
        parts = ["sitegen", *self.path.removesuffix(".py").split("/")][: -node.level]
        return ".".join([*parts, *([node.module] if node.module else [])])


@cache
def sources() -> list[Source]:
    return [
        Source(path.relative_to(PACKAGE).as_posix(), path.read_text(encoding="utf-8"))
        for path in sorted(PACKAGE.rglob("*.py"))
    ]


def _name(node: ast.expr) -> str:
    """`sys.stdout.write` for the expression of that name; empty for what is not a name."""
    if isinstance(node, ast.Attribute):
        return f"{_name(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def test_the_sources_are_all_there() -> None:
    rooms = {source.room for source in sources()} - {"__init__"}
    assert rooms == set().union(*LAYERS), "a new room needs a place in LAYERS, and in the map in house.md"
    assert len(sources()) > 50


# Arrows ------------------------------------------------------------------------------------------------------------


def wrong_arrows(modules: Iterable[Source]) -> list[str]:
    """Imports that lead left, or to a stranger."""
    layer = {room: index for index, rooms in enumerate(LAYERS) for room in rooms}
    out = []
    for source in modules:
        for line, module in source.imports():
            parts = module.split(".")
            if parts[0] != "sitegen" or len(parts) < 2 or parts[1] not in layer or parts[1] == source.room:
                continue
            if source.room not in layer or layer[parts[1]] <= layer[source.room]:
                out.append(f"{source.path}:{line} imports {module}")
    return out


def test_arrows_point_right_and_strangers_stay_strangers() -> None:
    assert wrong_arrows(sources()) == []


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("plan/related.py", "from sitegen.read.article import read_article"),
        ("plan/related.py", "from sitegen import read"),
        ("plan/related.py", "from ..read import article"),
        ("model/article.py", "import sitegen.plan.library"),
        ("base/text.py", "from sitegen.model import dates"),
        ("render/page.py", "def f():\n    from sitegen.build import site"),
        ("build/site.py", "from sitegen.cli import main"),
        ("read/body.py", "importlib.import_module('sitegen.plan')"),
        ("cli/output.py", "from sitegen.__main__ import main"),
        ("__init__.py", "from sitegen.base import text"),
    ],
)
def test_control_an_arrow_that_points_left_is_seen(path: str, line: str) -> None:
    assert len(wrong_arrows([Source(path, line)])) == 1


def test_control_arrows_that_point_right_are_allowed() -> None:
    good = "from sitegen.base.text import fold\nfrom sitegen.model import dates\nimport sitegen\nimport os\n"
    assert wrong_arrows([Source("plan/related.py", good + "from sitegen.plan import library")]) == []


# Doors -------------------------------------------------------------------------------------------------------------


def third_party(modules: Iterable[Source]) -> dict[str, set[str]]:
    """Libraries that are not Python's own, with the modules that import them."""
    out: dict[str, set[str]] = {}
    for source in modules:
        for _, module in source.imports():
            top = module.split(".")[0]
            if top not in sys.stdlib_module_names and top != "sitegen":
                out.setdefault(top, set()).add(source.path)
    return out


def wrong_doors(modules: Iterable[Source]) -> list[str]:
    """Libraries reached from elsewhere than their door."""
    return [
        f"{source.path}:{line} imports {module}"
        for source in modules
        for line, module in source.imports()
        if (top := module.split(".")[0]) in DOORS
        and not (source.path == DOORS[top] or (DOORS[top].endswith("/") and source.path.startswith(DOORS[top])))
    ]


def test_every_library_has_one_door() -> None:
    assert wrong_doors(sources()) == []
    assert set(third_party(sources())) == set(DOORS) - {"sqlite3", "subprocess"}, "a new library needs a door"


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("read/site.py", "import yaml"),
        ("read/article.py", "from markdown_it import MarkdownIt"),
        ("render/page.py", "import nh3"),
        ("export/feed.py", "from markupsafe import escape"),
        ("build/site.py", "def f():\n    import jinja2"),
        ("build/ledger.py", "import sqlite3"),
        ("build/site.py", "importlib.import_module('pagefind_bin')"),
        ("clean/page.py", "import lxml.html"),
        ("clean/page.py", "def f():\n    import trafilatura"),
        ("build/cleaning.py", "from warcio.archiveiterator import ArchiveIterator"),
        ("build/serve.py", "import subprocess"),
    ],
)
def test_control_a_library_at_a_second_door_is_seen(path: str, line: str) -> None:
    assert len(wrong_doors([Source(path, line)])) == 1


def test_control_a_library_nobody_knows_is_seen() -> None:
    assert third_party([Source("plan/related.py", "import numpy.linalg\nimport math")]) == {
        "numpy": {"plan/related.py"}
    }


# The disk and the net ----------------------------------------------------------------------------------------------


def effects(modules: Iterable[Source]) -> list[str]:
    """Pure rooms that reach for the disk or the net."""
    out = []
    for source in modules:
        if not source.path.startswith(PURE):
            continue
        out += [
            f"{source.path}:{line} imports {module}"
            for line, module in source.imports()
            if any(f"{module}.".startswith(f"{effect}.") for effect in (*EFFECTS, "sitegen.base.files"))
        ]
        out += [
            f"{source.path}:{node.lineno} opens a file"
            for node in ast.walk(source.tree)
            if isinstance(node, ast.Call) and _name(node.func) == "open"
        ]
    return out


def test_rooms_of_values_never_touch_disk_or_net() -> None:
    assert effects(sources()) == []


@pytest.mark.parametrize(
    "line",
    [
        "import os",
        "from pathlib import Path",
        "from urllib.request import urlopen",
        "open('x')",
        "from importlib.resources import files",
        "from sitegen.base.files import write_atomic",
    ],
)
def test_control_a_pure_room_with_an_effect_is_seen(line: str) -> None:
    assert len(effects([Source("plan/related.py", line)])) == 1
    assert effects([Source("build/publish.py", line)]) == []


# Printing and exiting ----------------------------------------------------------------------------------------------

_EXITS = {"sys.exit", "os._exit", "os.abort", "exit", "quit", "SystemExit"}
_PRINTS = {"print", "input", "breakpoint", "pprint.pprint", "warnings.warn", "logging.basicConfig"}
_STREAMS = {"sys.stdout", "sys.stderr", "sys.stdin", "sys.__stdout__", "sys.__stderr__"}


def prints_or_exits(modules: Iterable[Source]) -> list[str]:
    """Places outside the command line that print, read the terminal, or end the program."""
    out = []
    for source in modules:
        if source.room == "cli":
            continue
        for node in ast.walk(source.tree):
            name = _name(node) if isinstance(node, (ast.Attribute, ast.Name)) else ""
            if name in _EXITS | _STREAMS or (
                isinstance(node, ast.Call) and _name(node.func) in _PRINTS  # `print` may be the name of something else
            ):
                out.append(f"{source.path}:{node.lineno} {name or _name(node.func)}")  # type: ignore[attr-defined]
            if isinstance(node, ast.ImportFrom) and node.module == "sys":
                out += [
                    f"{source.path}:{node.lineno} sys.{alias.name}"
                    for alias in node.names
                    if f"sys.{alias.name}" in _EXITS | _STREAMS
                ]
    return out


def test_only_the_command_line_prints_or_exits() -> None:
    # `python -m sitegen` hands on the command line's exit code; nothing else.
    main = (PACKAGE / "__main__.py").read_text(encoding="utf-8")
    assert [offence.split()[1] for offence in prints_or_exits([Source("__main__.py", main)])] == ["sys.exit"]
    assert "sys.exit(main())" in main
    assert prints_or_exits(source for source in sources() if source.path != "__main__.py") == []


@pytest.mark.parametrize(
    "line",
    [
        "print('x')",
        "sys.stderr.write('x')",
        "sys.exit(1)",
        "raise SystemExit(3)",
        "input()",
        "from sys import exit",
        "os._exit(0)",
        "out = sys.stdout",
        "warnings.warn('x')",
    ],
)
def test_control_a_room_that_prints_or_exits_is_seen(line: str) -> None:
    assert len(prints_or_exits([Source("build/site.py", line)])) == 1
    assert prints_or_exits([Source("cli/output.py", line)]) == []


# Names of modules --------------------------------------------------------------------------------------------------

_DRAWERS = re.compile(r"(^|[/_])(utils?|helpers?|common|misc|shared|manager|handlers?|info|stuff|lib)(_|\.py$|/)")


def drawers(modules: Iterable[Source]) -> list[str]:
    """Modules named after nothing, into which anything may be put."""
    return [source.path for source in modules if _DRAWERS.search(source.path)]


def test_no_module_is_a_drawer() -> None:
    assert drawers(sources()) == []


@pytest.mark.parametrize("path", ["utils.py", "plan/helpers.py", "base/text_utils.py", "common/dates.py"])
def test_control_a_drawer_is_seen(path: str) -> None:
    assert drawers([Source(path, "")]) == [path]
    assert drawers([Source("plan/library.py", "")]) == []


# Knowledge is data -------------------------------------------------------------------------------------------------


@cache
def shipped_names(repo: Path) -> set[str]:
    """Names and ids of the people, bodies and outlets of the shipped archive."""
    out: set[str] = set()
    for folder in ("actors", "sources"):
        for path in sorted((repo / "content" / folder).glob("*.yaml")):
            record = parse_yaml(path.read_text(encoding="utf-8"), path.name).value
            forms = [name["text"] if isinstance(name, dict) else name for name in record.get("names", [])]
            out |= {path.stem, record["name"], *forms, *record.get("search_only", []), *record.get("hosts", [])}
            if record["type"] == "person":
                out |= {surname for form in (record["name"], *forms) if len(surname := form.split()[-1]) > 4}
    return out


def literals(source: Source) -> Iterator[tuple[int, str]]:
    """Every string of a module that does something; docstrings and what stands under a field only explain."""
    tree = source.tree
    explaining = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in explaining:
            yield node.lineno, node.value


def named_in_code(modules: Iterable[Source], names: Iterable[str]) -> list[str]:
    """Rules that know a person or an outlet by name."""
    # Letter for letter: `The Times` as an outlet's name, not two words of a sentence.
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(re.escape(name) for name in sorted(names)) + r")(?!\w)")
    return [
        f"{source.path}:{line} {match.group()!r}"
        for source in modules
        for line, text in literals(source)
        if (match := pattern.search(text))
    ]


def test_no_rule_in_code_names_a_person_or_an_outlet(repo: Path) -> None:
    names = shipped_names(repo)
    assert len(names) > 200
    assert named_in_code(sources(), names) == []


@pytest.mark.parametrize(
    "line",
    [
        "if 'Reuters' in line: pass",
        "RULE = re.compile(r'^By .* \\(Reuters\\)$')",
        "HOSTS = {'themoscowtimes.com': 1}",
        "ends = f'{word} www.themoscowtimes.com'",
        "SOURCES = ('the-moscow-times',)",
        "if name == 'Лукашенко': pass",
    ],
)
def test_control_a_name_in_a_rule_is_seen(line: str, repo: Path) -> None:
    names = shipped_names(repo)
    assert len(named_in_code([Source("clean/roles.py", line)], names)) == 1
    assert named_in_code([Source("clean/roles.py", '"""Such as Reuters."""\nx = "reuterswerk"')], names) == []
