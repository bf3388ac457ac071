"""Builds killed at random moments, two at once, and people who edit while a build runs."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from archives import (
    Archive,
    bundles,
    command,
    difference,
    environment,
    raw_text,
    read_record,
    shipped_archive,
    small_archive,
    tree,
    write_record,
)
from renewed import Editions, edit_much


def kill_often(driver: Any, editions: Editions, count: int, seed: int) -> None:
    """Builds until so many of them have died, each at a moment of its own."""
    editions.restore()
    driver.build(editions.archive, warm=True)
    editions.restore()
    start = time.monotonic()
    assert driver.build(editions.archive)["status"] == 0
    whole = time.monotonic() - start
    rng, died, number = random.Random(seed), 0, 0
    while died < count:
        number += 1
        editions.restore()
        delay = rng.uniform(0.02, whole)
        answer = driver.build(editions.archive, kill=delay)
        assert answer["status"] in (0, -signal.SIGKILL), answer
        died += answer["status"] == -signal.SIGKILL
        # A machine that has become faster ends builds before they are killed.
        whole *= 1.02 if answer["status"] else 0.9
        what = f"seed {seed}, kill {number} after {delay:.3f} of {whole:.2f} s"
        editions.assert_whole(what)
        records = tree(editions.archive.content)
        wrong = [name for name, data in records.items() if editions.content.get(name) != data]
        assert wrong == [], f"{what}: neither a person's file nor a whole record"
        editions.assert_next_build_is_right(what, search=True)
    print(f"{died} builds killed, {number - died} ended before")


def test_builds_killed_at_random_moments_leave_a_whole_site(driver: Any, editions: Editions) -> None:
    kill_often(driver, editions, 6, 1)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(100, 110))
def test_many_builds_killed_at_random_moments(driver: Any, editions: Editions, seed: int) -> None:
    kill_often(driver, editions, 30, seed)


@pytest.mark.long
def test_builds_in_several_processes_killed_at_random_moments(editions: Editions) -> None:
    rng = random.Random(9)
    for number in range(30):
        editions.restore()
        process = subprocess.Popen(
            command("build", *editions.archive.places(), "--quiet", "--jobs", "2"), env=environment(),
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        time.sleep(rng.uniform(0.3, 4))
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        editions.assert_whole(f"kill {number}")
        editions.assert_next_build_is_right(f"kill {number}", search=True)


TOGETHER = """
import sys
from sitegen.build import rendering
rendering._TOGETHER_FROM, rendering._BATCH = 1, 4
from sitegen.cli import main
if __name__ == "__main__":
    sys.exit(main())
"""


@pytest.mark.long
def test_processes_that_a_killed_build_leaves_do_not_spoil_the_next_one(editions: Editions, tmp_path: Path) -> None:
    program = tmp_path / "together.py"
    program.write_text(TOGETHER, encoding="utf-8")
    for number in range(6):
        editions.restore()
        places = [*map(str, editions.archive.places())]
        process = subprocess.Popen(
            [sys.executable, str(program), "build", *places, "--quiet", "--jobs", "2", "--no-search"],
            env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        until = time.monotonic() + 60
        while time.monotonic() < until and process.poll() is None:
            if list(editions.archive.root.glob(".site.next-*/**/*.html")):
                break
        time.sleep(0.05 * number)
        process.kill()
        process.wait()
        editions.assert_whole(f"kill {number}")
        editions.archive.build()
        # What they still write goes into a folder of their own, which the build after that removes.
        time.sleep(1)
        assert difference(tree(editions.archive.site), editions.new) == [], number
        editions.assert_next_build_is_right(f"kill {number}", search=True)


# Every command that writes into the archive, dying at each of its steps.

EXPORTED = (
    '{"rows": [{"id": "x1", "uri": "https://river.example/papers/articles/SLUG/", "text": "A remark.", "user": '
    '"acct:ann@h.example", "created": "2021-05-01", "target": [{"selector": [{"type": "TextQuoteSelector", "exact": '
    '"EXACT"}]}]}]}'
)


def prepared(root: Path) -> tuple[Archive, dict[str, list[Any]]]:
    """An archive with something to do for each command."""
    archive = small_archive(root)
    archive.build()
    (archive.content / "raw/later.txt").write_text(raw_text(random.Random(8), 25), encoding="utf-8")
    for path in archive.articles():
        if "raw" in read_record(path)[0]:
            path.unlink()  # an original whose record is gone is cleaned again
            break
    path = next(path for path in archive.articles() if (archive.content / f"notes/{path.stem}.yaml").exists())
    exact = " ".join(read_record(path)[1].split("\n\n")[0].split()[2:9])
    export = archive.root / "export.json"
    export.write_text(EXPORTED.replace("SLUG", path.stem).replace("EXACT", exact), encoding="utf-8")
    content = ["--content", archive.content]
    site = [*content, "--themes", archive.themes, "--out", archive.site]
    return archive, {
        "clean": ["clean", *content, "--jobs", "1"],
        "annotate": ["annotate", *content, "--write"],
        "notes": ["notes", "import", export, *content],
        "edition": ["edition", *site, "--date", "2021-06-01", "--note", "First", "--jobs", "1"],
    }


@pytest.mark.parametrize("name", ["clean", "annotate", "notes", "edition"])
@pytest.mark.parametrize("fault", ["die", pytest.param("full", marks=pytest.mark.long), "readonly"])
def test_a_command_that_dies_or_fails_while_it_writes_into_the_archive_changes_nothing_else(
    driver: Any, tmp_path: Path, name: str, fault: str
) -> None:
    archive, commands = prepared(tmp_path / "a")
    kept = tmp_path / "kept"
    subprocess.run(["cp", "-a", str(archive.content), str(kept)], check=True)
    before = tree(archive.content)

    def restore() -> None:
        subprocess.run(["rm", "-rf", str(archive.content)], check=True)
        subprocess.run(["cp", "-a", str(kept), str(archive.content)], check=True)

    answer = driver.run(commands[name])
    assert answer["status"] in (0, 1), answer
    after, steps = tree(archive.content), answer["steps"]
    assert name == "annotate" or after != before, "the command wrote nothing: the test is worth nothing"
    places = [number for number, step in enumerate(steps, 1) if step in ("replace", "link", "rename", "write", "fsync")]
    chosen = sorted({*places[:4], *places[-2:], *random.Random(name).sample(places, min(2, len(places)))})
    for at in chosen:
        restore()
        answer = driver.run(commands[name], fault=fault, at=at)
        what = f"{fault} at step {at} of {len(steps)}, {steps[at - 1]}"
        assert answer["status"] == 137 if fault == "die" else answer["status"] in (0, 1, 2), (what, answer)
        assert "Traceback" not in answer["said"] and "[fault]" not in answer["said"], (what, answer)
        now = tree(archive.content)
        wrong = [one for one, data in now.items() if data not in (before.get(one), after.get(one))]
        assert wrong == [] and set(before) <= set(now), f"{what}: {wrong}"
        assert driver.run(commands[name])["status"] in (0, 1)
        assert tree(archive.content) == after, what


# Two at once.


def build_twice(archive: Archive, expected: tuple[dict[str, bytes], dict[str, bytes], Any], gap: float) -> None:
    processes = []
    for name, *more in (("build",), ("build",), ("clean",)):
        places = archive.places(name != "clean")
        processes.append(
            subprocess.Popen(
                command(name, *places, "--quiet", "--jobs", "1", *more), env=environment(), text=True,
                stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
            )
        )  # fmt: skip
        time.sleep(gap)
    for process in processes:
        _, said = process.communicate(timeout=240)
        assert process.returncode == 0 and "Traceback" not in said, said
    site, content, found = expected
    assert difference(tree(archive.site), site) == []
    assert difference(tree(archive.content), content) == []
    assert bundles(archive.site) == found


@pytest.mark.long
def test_two_builds_and_a_cleaning_at_once_fifty_times(tmp_path: Path) -> None:
    rng = random.Random(2)
    for number in range(50):
        archive = small_archive(tmp_path / f"a{number}", number % 5)
        clean = archive.copy(tmp_path / f"c{number}")
        clean.build(search=True)
        expected = tree(clean.site), tree(clean.content), bundles(clean.site)
        if number % 2:
            archive.build()
        build_twice(archive, expected, rng.uniform(0, 1.5))


# Somebody edits while a build runs.


def edited_while_building(driver: Any, archive: Archive, place: Path, seeds: range) -> None:
    archive.build()
    for seed in seeds:
        rng = random.Random(seed)
        edit_much(archive) if seed == seeds[0] else None
        steps = driver.build(archive.copy(place / f"dry{seed}"), "--no-search")["steps"]
        articles = archive.articles()
        path = rng.choice(articles)
        front, body = read_record(path)
        write_record(place / "x.md", front, body + "\nA sentence that somebody adds.\n")
        added = (place / "x.md").read_text(encoding="utf-8")
        victims: list[tuple[str, str | None]] = [
            (str(path), added),
            (str(rng.choice([one for one in articles if one != path])), None),
            (str(archive.content / "raw/while.txt"), raw_text(rng, 9 + seed % 9)),
            (str(rng.choice(sorted((archive.content / "raw").glob("saved-*")))), None),
            (str(rng.choice(sorted((archive.content / "notes").glob("*.yaml")))), None),
            (str(archive.site / "by-hand.txt"), f"put here while it was built {seed}"),
        ]
        chosen = rng.sample(victims, 3)
        plan: dict[str, list[Any]] = {}
        for one in chosen:
            plan.setdefault(str(rng.randrange(1, len(steps))), []).append(one)
        # Something must be stale, or nothing is written.
        (archive.themes / "mine/static/yours.css").write_text(f"/* {seed} */\n", encoding="utf-8")
        answer = driver.build(archive, "--no-search", edits=plan)
        what = f"seed {seed}: {plan}"
        assert answer["status"] in (0, 1, 2), (what, answer)
        assert "Traceback" not in answer["said"] and "[fault]" not in answer["said"], (what, answer)
        for name, text in chosen:
            done = len(answer["steps"]) >= min(int(at) for at, rows in plan.items() if (name, text) in rows)
            assert not done or (Path(name).read_text("utf-8") == text if text else not Path(name).exists()), what
        archive.build()
        clean = archive.copy(place / f"clean{seed}")
        clean.build()
        now = tree(archive.site)
        now.pop("by-hand.txt", None)
        assert difference(now, tree(clean.site)) == [], what
        assert tree(archive.content) == tree(clean.content), what


def test_files_edited_or_deleted_during_a_build_do_no_harm(driver: Any, small: Archive, tmp_path: Path) -> None:
    edited_while_building(driver, small, tmp_path, range(2))


@pytest.mark.long
@pytest.mark.parametrize("seed", range(10))
def test_files_edited_or_deleted_during_many_builds_do_no_harm(driver: Any, tmp_path: Path, seed: int) -> None:
    edited_while_building(driver, small_archive(tmp_path / "a", seed), tmp_path, range(seed * 5, seed * 5 + 5))


@pytest.mark.long
def test_originals_are_the_same_bytes_after_all_of_it(tmp_path: Path) -> None:
    archive = shipped_archive(tmp_path / "a")
    before = tree(archive.content)
    for _ in range(3):
        process = subprocess.Popen(command("build", *archive.places(), "--quiet"), env=environment())
        time.sleep(2)
        process.kill()
        process.wait()
    archive.build()
    now = tree(archive.content)
    assert {name: now.get(name) for name in before} == before
