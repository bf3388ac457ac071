"""The same bytes everywhere: any folder, time zone, locale, hash seed, order of files, one process or two.

Each build is a process of its own on a copy of the content; the search's bundle is compared by its content, since
Pagefind names some files by chance.
"""

from __future__ import annotations

import itertools
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "build"))

from archives import Archive, bundles, command, difference, environment, shipped_archive, small_archive, tree

FOLDERS = ("a", "a far longer place/with spaces, “quotes” and ўсё")
ZONES = ("UTC", "Pacific/Kiritimati", "America/St_Johns")
LOCALES = ("C", "C.UTF-8", "POSIX-bare")
SEEDS = ("0", "1", "2", "3", "random")
JOBS = ("1", "2")
ORDERS = ("as-it-is", "reversed")
ALL = list(itertools.product(FOLDERS, ZONES, LOCALES, SEEDS, JOBS, ORDERS))

OTHER_ORDER = '''
"""Loaded by Python at its start: folders are listed the other way round, as another file system may do."""
import os

_scandir, _listdir = os.scandir, os.listdir


class _Reversed:
    def __init__(self, path):
        with _scandir(path) as entries:
            self.entries = iter(sorted(entries, key=lambda entry: entry.name, reverse=True))

    def __iter__(self):
        return self.entries

    def __next__(self):
        return next(self.entries)

    def __enter__(self):
        return self

    def __exit__(self, *given):
        return None

    def close(self):
        return None


os.scandir = lambda path=".": _Reversed(path)
os.listdir = lambda path=".": sorted(_listdir(path), reverse=True)
'''
TOGETHER = """
import hashlib, marshal, os, pathlib, sys
import jinja2
from sitegen.build import cleaning, neighbours, reading, rendering

# A handful of files is work enough for several processes.
for module, name in ((cleaning, "POOL_FROM"), (neighbours, "POOL_FROM"), (reading, "_TOGETHER_FROM"),
                     (rendering, "_TOGETHER_FROM")):
    setattr(module, name, 1)

# What Jinja makes of a template's text is kept for the next build: most of the time would go into that.
real, kept = jinja2.Environment.compile, pathlib.Path(__file__).parent / "templates"


def compile(self, source, name=None, filename=None, *rest, **named):
    if not isinstance(source, str) or rest or named:
        return real(self, source, name, filename, *rest, **named)
    path = kept / hashlib.sha256(repr((source, name, filename)).encode()).hexdigest()
    try:
        return marshal.loads(path.read_bytes())
    except (OSError, ValueError, EOFError):
        code = real(self, source, name, filename)
        kept.mkdir(exist_ok=True)
        part = path.with_name(f"{path.name}.{os.getpid()}")
        part.write_bytes(marshal.dumps(code))
        part.replace(path)
        return code


if "SITEGEN_TEST_COMPILE" not in os.environ:
    jinja2.Environment.compile = compile
from sitegen.cli import main

if __name__ == "__main__":
    sys.exit(main())
"""


def covering(rng: random.Random, count: int) -> list[tuple[str, ...]]:
    """So many combinations in which every value stands."""
    axes = [list(axis) for axis in (FOLDERS, ZONES, LOCALES, SEEDS, JOBS, ORDERS)]
    for axis in axes:
        rng.shuffle(axis)
    return [tuple(axis[number % len(axis)] for axis in axes) for number in range(count)]


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A folder with what Python loads at its start, and the command line with several processes for a few files."""
    folder = tmp_path / "program"
    folder.mkdir()
    (folder / "reversed").mkdir()
    (folder / "reversed/sitecustomize.py").write_text(OTHER_ORDER, encoding="utf-8")
    (folder / "together.py").write_text(TOGETHER, encoding="utf-8")
    return folder


def build(archive: Archive, program: Path, how: tuple[str, ...], home: Path) -> None:
    _, zone, locale, seed, jobs, order = how
    environ = environment(TZ=zone, PYTHONHASHSEED=seed, LC_ALL=locale, HOME=str(home))
    if locale == "POSIX-bare":  # without Python's own help: names of files are bytes
        environ |= {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    if order == "reversed":
        environ["PYTHONPATH"] = os.pathsep.join((str(program / "reversed"), environ["PYTHONPATH"]))
    where = [*map(str, archive.places())]
    line = [sys.executable, str(program / "together.py"), "build", *where, "--quiet", "--jobs", jobs]
    run = subprocess.run(line, env=environ, capture_output=True, check=False)
    assert run.returncode == 0, (how, run.stderr.decode("utf-8", "replace"))


def compare_all(source: Archive, place: Path, program: Path, hows: list[tuple[str, ...]]) -> None:
    expected: tuple[Any, ...] = ()
    for number, how in enumerate(hows):
        root = place / how[0]
        shutil.rmtree(root, ignore_errors=True)
        archive = source.copy(root)
        build(archive, program, how, place)
        found = tree(archive.site), tree(archive.content), bundles(archive.site)
        if number:
            assert difference(found[0], expected[0]) == [], (how, hows[0])
            assert difference(found[1], expected[1]) == [], (how, hows[0])
            assert found[2] == expected[2], (how, hows[0])
        expected = found if not number else expected
        shutil.rmtree(root)


def test_every_folder_zone_locale_seed_order_and_number_of_processes_gives_the_same_bytes(
    tmp_path: Path, program: Path
) -> None:
    compare_all(small_archive(tmp_path / "source"), tmp_path / "built", program, covering(random.Random(4), 3))


@pytest.mark.long
@pytest.mark.parametrize("part", range(12))
def test_all_their_combinations_give_the_same_bytes(tmp_path: Path, program: Path, part: int) -> None:
    compare_all(small_archive(tmp_path / "source"), tmp_path / "built", program, [ALL[0], *ALL[part::12]])


@pytest.mark.long
def test_the_shipped_archive_gives_the_same_bytes(tmp_path: Path, program: Path) -> None:
    hows = covering(random.Random(6), 6)
    compare_all(shipped_archive(tmp_path / "source"), tmp_path / "built", program, hows)


def test_the_other_order_is_really_another(tmp_path: Path, program: Path) -> None:
    for name in "bac":
        (tmp_path / "x" / name).mkdir(parents=True)
    line = "import os, pathlib; print([one.name for one in os.scandir('x')], os.listdir('x'), "
    line += "[one.name for one in pathlib.Path('x').iterdir()])"
    environ = environment()
    environ["PYTHONPATH"] = os.pathsep.join((str(program / "reversed"), environ["PYTHONPATH"]))
    run = subprocess.run(
        [sys.executable, "-c", line], cwd=tmp_path, env=environ, capture_output=True, text=True, check=False
    )
    assert run.stdout.strip() == "['c', 'b', 'a'] ['c', 'b', 'a'] ['c', 'b', 'a']"


def test_a_time_that_must_stand_is_the_one_that_source_date_epoch_names(tmp_path: Path) -> None:
    archive = small_archive(tmp_path / "a")
    for zone in ("Pacific/Kiritimati", "America/St_Johns"):
        run = subprocess.run(
            command("edition", *archive.places(), "--json"), env=environment(SOURCE_DATE_EPOCH="1604016000", TZ=zone),
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert run.returncode == 0, run.stderr
        (path,) = (archive.content / "editions").iterdir()
        assert path.name.startswith("2020-10-30-")
        path.unlink()
    run = subprocess.run(
        command("edition", *archive.places()), env=environment(SOURCE_DATE_EPOCH="soon"), capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 2 and "SOURCE_DATE_EPOCH is 'soon'" in run.stderr and "hint:" in run.stderr
