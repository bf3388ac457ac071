"""A disk that is full or read-only, at every call that writes: the site is whole, and nobody's bytes change."""

from __future__ import annotations

import ctypes
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from archives import Archive, bundles, command, difference, environment, tree
from renewed import Editions

ALLOWED = (0, 1, 2)
"""Exit codes of a run that met a fault: documented, and none of them a fault of sitegen's."""
CREATING = ("write", "create", "mkdir", "link", "fsync", "sqlite")


def assert_sound(editions: Editions, answer: dict[str, Any], what: str) -> None:
    assert answer["status"] in ALLOWED, (what, answer["said"])
    assert "Traceback" not in answer["said"] and "[fault]" not in answer["said"], (what, answer["said"])
    if answer["status"] == 2:
        assert "hint:" in answer["said"], (what, answer["said"])
    editions.assert_whole(what)
    now = tree(editions.archive.content)
    wrong = [name for name, data in now.items() if editions.content.get(name) != data]
    assert wrong == [], f"{what}: neither a person's file nor a whole record"


def steps_of(driver: Any, editions: Editions) -> list[str]:
    editions.restore()
    driver.build(editions.archive, "--no-search", warm=True)
    editions.restore()
    answer = driver.build(editions.archive, "--no-search")
    assert answer["status"] == 0, answer
    editions.assert_next_build_is_right("no fault", False)
    return list(answer["steps"])


def some(steps: list[str], kinds: tuple[str, ...], more: int) -> list[int]:
    """The first and the last step of each kind, and some others."""
    places = [number for number, name in enumerate(steps, 1) if name in kinds]
    chosen = set(random.Random(len(steps)).sample(places, min(more, len(places))))
    for kind in kinds:
        own = [number for number in places if steps[number - 1] == kind]
        chosen |= {own[0], own[-1]} if own else set()
    return sorted(chosen)


def try_all(driver: Any, editions: Editions, fault: str, places: list[int], steps: list[str], lasting: bool) -> None:
    for at in places:
        editions.restore()
        what = f"{fault} at step {at} of {len(steps)}, {steps[at - 1]}, {'lasting' if lasting else 'once'}"
        answer = driver.build(editions.archive, "--no-search", fault=fault, at=at, lasting=lasting)
        assert_sound(editions, answer, what)
        editions.assert_next_build_is_right(what, search=False)


def test_a_disk_that_fills_up_at_any_write_leaves_a_whole_site(driver: Any, editions: Editions) -> None:
    steps = steps_of(driver, editions)
    assert set(CREATING) <= set(steps)
    try_all(driver, editions, "full", some(steps, ("write", "link", "sqlite"), 0), steps, True)


def test_a_disk_that_turns_read_only_at_any_call_leaves_a_whole_site(driver: Any, editions: Editions) -> None:
    steps = steps_of(driver, editions)
    try_all(driver, editions, "readonly", some(steps, ("replace", "rename"), 1), steps, True)


@pytest.mark.long
@pytest.mark.parametrize("part", range(8))
def test_a_disk_that_fills_up_at_every_write_in_turn(driver: Any, editions: Editions, part: int) -> None:
    steps = steps_of(driver, editions)
    places = [number for number, name in enumerate(steps, 1) if name in CREATING][part::8]
    try_all(driver, editions, "full", places, steps, True)


@pytest.mark.long
@pytest.mark.parametrize("part", range(8))
def test_a_write_that_fails_once_or_a_disk_that_turns_read_only(driver: Any, editions: Editions, part: int) -> None:
    steps = steps_of(driver, editions)
    places = list(range(1 + part, len(steps) + 1, 40))
    try_all(driver, editions, "readonly", places, steps, True)
    try_all(driver, editions, "full", [at for at in places if steps[at - 1] in CREATING], steps, False)


# A real one: a small file system of its own, where that may be made.


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Any]:
    """Makes a file system of so many kilobytes."""
    place = tmp_path / "room"
    place.mkdir()
    made = []

    def make(kilobytes: int) -> Path:
        run = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "none", str(place)], capture_output=True, check=False
        )
        if run.returncode != 0:
            pytest.skip("file systems cannot be made here")
        made.append(place)
        return place

    if shutil.which("mount") is None or not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("file systems cannot be made here")
    yield make
    if made:
        subprocess.run(["umount", str(place)], check=False)


@pytest.mark.long
def test_a_small_file_system_that_is_really_full(small: Archive, room: Any, tmp_path: Path) -> None:
    clean = small.copy(tmp_path / "clean")
    clean.build(search=True)
    expected, records = tree(clean.site), tree(clean.content)
    for kilobytes in (400, 700, 1000, 1500, 2000, 2500, 3000, 3500, 4000, 5000, 6000, 8000):
        place = Archive(room(kilobytes))
        try:
            small.copy(place.root / "a")
        except (OSError, shutil.Error):
            subprocess.run(["umount", str(place.root)], check=True)
            continue
        archive = Archive(place.root / "a")
        run = subprocess.run(
            command("build", *archive.places(), "--jobs", "1"), env=environment(), capture_output=True, text=True,
            check=False,
        )  # fmt: skip
        assert run.returncode in ALLOWED and "Traceback" not in run.stderr, (kilobytes, run.stderr)
        if run.returncode == 2:
            assert not archive.site.exists(), kilobytes
        else:
            assert difference(tree(archive.site), expected) == [], (kilobytes, run.stderr)
        found = tree(archive.content)
        assert [name for name, data in found.items() if records.get(name) != data] == [], kilobytes
        subprocess.run(["umount", str(place.root)], check=True)
    assert bundles(clean.site)


# Folders that may not be written: by rights, as far as this system knows them.


def without_privileges() -> None:
    """Rights count for the superuser too: the process gives up that they do not (Linux, capabilities(7))."""
    for capability in (1, 2, 3):
        ctypes.CDLL(None).prctl(24, capability)


@pytest.mark.parametrize(
    "folder",
    ["", "content", pytest.param("site", marks=pytest.mark.long), pytest.param(".sitegen", marks=pytest.mark.long)],
)
@pytest.mark.parametrize("name", ["build", pytest.param("clean", marks=pytest.mark.long)])
def test_a_folder_that_may_not_be_written_is_told(small: Archive, folder: str, name: str) -> None:
    if not sys.platform.startswith("linux"):
        pytest.skip("privileges are given up in Linux's way")
    small.build()
    before = tree(small.site)
    (small.content / "raw/later.txt").write_bytes((small.content / "raw/saved-0.txt").read_bytes() + b"\nMore.\n")
    records = tree(small.content)
    closed = small.root / folder
    closed_ones = [closed] if not folder else [path for path in (closed, *closed.rglob("*"))]
    for path in closed_ones:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        run = subprocess.run(
            command(name, *small.places(name == "build"), *(["--no-search"] if name == "build" else [])),
            env=environment(PYTHONDONTWRITEBYTECODE="1"), capture_output=True, text=True, check=False,
            preexec_fn=without_privileges,
        )  # fmt: skip
    finally:
        for path in closed_ones:
            path.chmod(0o755 if path.is_dir() else 0o644)
    assert run.returncode in ALLOWED and "Traceback" not in run.stderr and "[fault]" not in run.stderr, run.stderr
    if run.returncode == 2:
        assert "hint:" in run.stderr, run.stderr
        assert tree(small.site) == before
    else:
        assert folder != "content", "nothing was refused: the test is worth nothing"
    now = tree(small.content)
    assert {name: now.get(name) for name in records} == records
    assert [name for name in now if "/." in name or name.startswith(".")] == []
