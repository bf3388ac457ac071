"""Damage to what may be deleted at any time, and a Pagefind that hangs."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest
from archives import Archive, difference, tree

from sitegen.search import index

NAMES = ("lock", "cache.sqlite", "cache.sqlite-wal", "unfinished", "work", "parts", "ledger", ".gitignore")


@pytest.mark.parametrize(
    "kind", ["folder", pytest.param("file", marks=pytest.mark.long), pytest.param("dangling", marks=pytest.mark.long)]
)
def test_whatever_lies_where_the_cache_keeps_something_the_site_is_built(
    small: Archive, tmp_path: Path, kind: str
) -> None:
    small.build(search=True)
    expected = tree(small.site)
    shutil.rmtree(small.site)
    names = [path.name for path in small.cache.iterdir()] + list(NAMES)
    for name in dict.fromkeys(names):
        path = small.cache / name
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
        if kind == "folder":
            (path / "inner").mkdir(parents=True)
            (path / "inner/x").write_text("x", encoding="utf-8")
        elif kind == "file":
            path.write_bytes(b"\x00noise")
        else:
            path.symlink_to(tmp_path / "nowhere")
    report = small.build(search=True)
    assert [problem for problem in report["problems"] if problem["severity"] == "error"] == []
    assert difference(tree(small.site), expected) == []
    small.build(search=True)
    assert difference(tree(small.site), expected) == []


def test_a_cache_that_is_a_file_is_told(small: Archive) -> None:
    small.cache.write_text("not a folder", encoding="utf-8")
    result = small.run("build", "--no-search")
    assert result.code == 2 and "[unwritable]" in result.err and "hint:" in result.err
    assert small.cache.read_text(encoding="utf-8") == "not a folder"


def test_a_pagefind_that_hangs_is_stopped_and_the_site_published_without_search(
    small: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "pagefind"
    program.write_text(f"#!{sys.executable}\nimport time\ntime.sleep(600)\n", encoding="utf-8")
    os.chmod(program, 0o755)
    monkeypatch.setattr(index, "_program", lambda: program)
    monkeypatch.setattr(index, "PATIENCE", 0.3)
    report = small.build(search=True)
    assert report["published"] and report["indexed"] == []
    told = [problem for problem in report["problems"] if problem["code"] == "search-failed"]
    assert told and all("had not ended after" in problem["message"] and problem["hint"] for problem in told)
    assert (small.site / "index.html").is_file() and not (small.site / "pagefind").exists()
