"""A small archive with every page of its site, byte for byte.

`content/` is the archive, `site/` the whole output (but for the search bundle, whose bytes vary, and the theme's own
files, which are compared with the theme), `records/` what was cleaned out of `content/raw/`. With SITEGEN_REWRITE=1
the two are written anew; the difference is to be read before it is committed.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from sitegen.cli import main

HERE = Path(__file__).resolve().parent
CONTENT, SITE, RECORDS = HERE / "content", HERE / "site", HERE / "records"
REWRITE = os.environ.get("SITEGEN_REWRITE") == "1"


def files_in(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, repo: Path) -> Path:
    """A folder with the archive, its site and its new records."""
    folder = tmp_path_factory.mktemp("golden")
    shutil.copytree(CONTENT, folder / "content")
    assert build(folder, repo) == 0
    return folder


def build(folder: Path, repo: Path) -> int:
    options = [f"--content={folder / 'content'}", f"--out={folder / 'site'}", f"--themes={repo / 'themes'}"]
    return main(["build", "--no-search", "--jobs", "1", "--quiet", "--strict", *options])


def pages_of(folder: Path) -> dict[str, bytes]:
    return {name: data for name, data in files_in(folder / "site").items() if not name.startswith("static/")}


def records_of(folder: Path) -> dict[str, bytes]:
    there = files_in(CONTENT)
    return {name: data for name, data in files_in(folder / "content").items() if name not in there}


def write(folder: Path, files: dict[str, bytes]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


def test_every_page_is_as_it_is_expected_to_the_byte(built: Path) -> None:
    if REWRITE:
        write(SITE, pages_of(built))
    expected, found = files_in(SITE), pages_of(built)
    assert sorted(found) == sorted(expected)
    assert [name for name in found if found[name].decode() != expected[name].decode()] == []


def test_every_record_is_as_it_is_expected_to_the_byte(built: Path) -> None:
    if REWRITE:
        write(RECORDS, records_of(built))
    assert records_of(built) == files_in(RECORDS)


def test_the_themes_own_files_are_there_as_they_are(built: Path, repo: Path) -> None:
    assert files_in(built / "site" / "static") == files_in(repo / "themes" / "default" / "static")


def test_a_second_build_changes_no_file(built: Path, repo: Path) -> None:
    def state() -> dict[str, int]:
        return {path.as_posix(): path.stat().st_mtime_ns for path in (built / "site").rglob("*")}

    before = state()
    assert build(built, repo) == 0
    assert state() == before


def test_the_place_of_the_archive_does_not_show(built: Path, repo: Path, tmp_path: Path) -> None:
    folder = tmp_path / "some" / "where" / "else"
    shutil.copytree(CONTENT, folder / "content")
    assert build(folder, repo) == 0
    assert files_in(folder / "site") == files_in(built / "site")
    assert not any(str(built).encode() in data for data in files_in(built / "site").values())


def test_what_may_not_be_printed_is_in_no_file(built: Path) -> None:
    assert [name for name, data in files_in(built / "site").items() if b"Nobody may print" in data] == []


def test_the_tree_is_small_enough_to_be_reviewed() -> None:
    assert 60 <= len(files_in(SITE)) <= 150
