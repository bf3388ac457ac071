"""SECURITY.md: each promise names tests that exist."""

import ast
import re
from pathlib import Path

NAMED = re.compile(r"`(tests/[\w/.]+\.py)::(\w+)`")


def promises(repo: Path) -> list[str]:
    """The rows of the table of promises."""
    text = (repo / "SECURITY.md").read_text(encoding="utf-8")
    rows = [line for line in text.split("\n") if line.startswith("|")]
    return [row for row in rows[2:] if row.strip("|- ")]


def test_every_promise_names_a_test_that_exists(repo: Path) -> None:
    rows = promises(repo)
    assert len(rows) >= 15
    for row in rows:
        named = NAMED.findall(row)
        assert named, f"a promise without a test: {row}"
        for path, name in named:
            tree = ast.parse((repo / path).read_text(encoding="utf-8"))
            assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, f"{path}::{name}"


def test_it_is_one_page(repo: Path) -> None:
    text = (repo / "SECURITY.md").read_text(encoding="utf-8")
    assert len(text.split("\n")) <= 66


def test_the_package_and_the_readme_lead_to_it(repo: Path) -> None:
    assert "(SECURITY.md)" in (repo / "README.md").read_text(encoding="utf-8")
