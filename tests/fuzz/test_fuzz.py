"""Fuzzing through the front door: archives full of files made wrong, and the commands a person would type.

A case is one file made wrong (see mutations.py) of a seed in corpus/. Many cases lie in one archive, since a broken
file must not harm another; where a command ends with a traceback, in another way than documented, or not in time, the
files are tried by halves, and those to blame are named. What was found once stays as a file in kept/.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import random
import re
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2
import pytest
from fuzz.mutations import mutated

from sitegen.cli import main

HERE = Path(__file__).resolve().parent
FOUND = os.environ.get("SITEGEN_FUZZ_FOUND", "")
"""A folder into which files are written that a command cannot bear."""
SECONDS, SECONDS_FOR_A_CASE = 60, 2
"""A command may take so long, and for each case in its archive so much more: a hundred times what it takes."""
SOUND = """---
title: The ferry of number {number}
date: 2020-05-04
language: en
url: https://daily.example/sound-{number}
actors: [ada-berg]
---
The ferry went for the last time on Monday. Some 200 people came, said Ada Berg.
"""
PLACES = {
    "text": "raw/t{number}.txt",
    "html": "raw/h{number}.html",
    "mhtml": "raw/m{number}.mhtml",
    "warc": "raw/w{number}.warc",
    "csl": "raw/c{number}.json",
    "record": "articles/2020/2020-05-04-made-{number}.md",
    "actor": "actors/a{number}.yaml",
    "place": "places/p{number}.yaml",
    "source": "sources/s{number}.yaml",
    "event": "events/e{number}.yaml",
    "notes": "notes/2020-05-04-sound-{number}.yaml",
    "page": "pages/p{number}.md",
    "edition": "editions/2021-05-01-{number:08x}.json",
    "site": "site.yaml",
    "suggestions": "suggestions.yaml",
    "hypothesis": "../export-{number}.json",
}
_STATED = re.compile(rb'"date": "(\d{4}-\d\d-\d\d)", "digest": "([0-9a-f]{8,12})"')
ONCE = ("site", "suggestions")
"""Files of which an archive has one."""


@dataclass(frozen=True)
class Case:
    kind: str
    number: int
    data: bytes

    @property
    def place(self) -> str:
        if self.kind == "edition" and (stated := _STATED.search(self.data)):
            # An edition's name repeats what it says.
            return f"editions/{stated[1].decode()}-{stated[2][:8].decode()}.json"
        return PLACES[self.kind].format(number=self.number)


def seeds() -> dict[str, list[bytes]]:
    return {kind: [path.read_bytes() for path in sorted((HERE / "corpus" / kind).iterdir())] for kind in PLACES}


def made(seed: int, count: int) -> list[Case]:
    """Cases of one archive: of every kind in turn, single files once."""
    rng, known, cases = random.Random(seed), seeds(), []
    many = [kind for kind in PLACES if kind not in ONCE]
    for number in range(count - len(ONCE)):
        kind = many[(seed + number) % len(many)]
        cases.append(Case(kind, number, mutated(known[kind], rng)))
    # A configuration that cannot be read publishes nothing: every other archive has a sound one.
    cases.append(Case("suggestions", 0, mutated(known["suggestions"], rng)))
    if seed % 2:
        cases.append(Case("site", 0, mutated(known["site"], rng)))
    else:
        cases.append(Case("record", 999, mutated(known["record"], rng)))
    return cases


def lay(cases: list[Case], root: Path) -> Path:
    content = root / "content"
    (content / "articles/2020").mkdir(parents=True)
    (content / "site.yaml").write_bytes((HERE / "corpus/site/site.yaml").read_bytes())
    for kind, name in (("actor", "ada-berg"), ("place", "orsk"), ("source", "the-daily")):
        (content / f"{kind}s").mkdir()
        (content / f"{kind}s/{name}.yaml").write_bytes(next((HERE / "corpus" / kind).iterdir()).read_bytes())
    numbers = {0, 1, *(case.number for case in cases if case.kind == "notes")}
    for number in numbers:
        (content / f"articles/2020/2020-05-04-sound-{number}.md").write_text(SOUND.format(number=number), "utf-8")
    for case in cases:
        path = content / case.place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(case.data)
    return content


def commands(cases: list[Case], content: Path) -> Iterator[list[str]]:
    where = ["--content", str(content)]
    site = [*where, "--out", str(content.parent / "site"), "--themes", str(content.parent / "themes")]
    yield ["check", *site, "--json", "--jobs", "1"]
    yield ["build", *site, "--json", "--jobs", "1", "--no-search"]
    yield ["clean", *where, "--explain", "--quiet", "--jobs", "1"]
    yield ["annotate", *where, "--quiet"]
    for case in cases:
        if case.kind == "hypothesis":
            yield ["notes", "import", str(content / case.place), *where, "--quiet"]


def run(arguments: list[str], seconds: float) -> str:
    """What is wrong with how a command ends, in a fork of its own; "" where nothing is."""
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        signal.alarm(int(seconds))
        said = io.StringIO()
        code = 99
        try:
            with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
                code = main(arguments)
        except BaseException as error:
            said.write(f"Traceback {error!r}")
        text = said.getvalue()
        wrong = ""
        if code not in (0, 1, 2) or "Traceback" in text:
            wrong = f"exit code {code}: {text[-600:]}"
        elif "--json" in arguments:
            try:
                json.loads(text)
            except ValueError as error:
                wrong = f"no JSON document: {error}: {text[:200]}"
        os.write(writer, wrong.encode("utf-8", "replace")[:4000])
        os._exit(0)
    os.close(writer)
    told = b""
    while more := os.read(reader, 65536):
        told += more
    os.close(reader)
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    if status == -signal.SIGALRM:
        return f"not ended after {seconds:.0f} seconds"
    return told.decode("utf-8", "replace") or (f"killed by signal {-status}" if status else "")


def wrong_with(cases: list[Case], root: Path) -> list[str]:
    """What commands cannot bear of an archive with these cases."""
    shutil.rmtree(root, ignore_errors=True)
    content = lay(cases, root)
    people = {path: path.read_bytes() for path in content.rglob("*") if path.is_file()}
    out = []
    for arguments in commands(cases, content):
        wrong = run(arguments, SECONDS + SECONDS_FOR_A_CASE * len(cases))
        out += [f"{arguments[0]}: {wrong}"] if wrong else []
    # Notes are added to by an import, behind what stands there.
    out += [f"{path} was changed" for path, data in people.items() if not path.read_bytes().startswith(data)]
    outside = [path for path in root.iterdir() if path.name not in ("content", "site", ".sitegen")]
    out += [f"{path} was written" for path in outside if not path.name.startswith("export-")]
    shutil.rmtree(root, ignore_errors=True)
    return out


def blamed(cases: list[Case], root: Path) -> list[str]:
    """Which of them are to blame, by halves."""
    wrong = wrong_with(cases, root)
    if not wrong:
        return []
    if len(cases) == 1:
        if FOUND:
            folder = Path(FOUND) / cases[0].kind
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{abs(hash(cases[0].data)):x}").write_bytes(cases[0].data)
        return [f"{cases[0].kind}: {wrong[0]}: {cases[0].data[:300]!r}"]
    half = len(cases) // 2
    parts = [*blamed(cases[:half], root), *blamed(cases[half:], root)]
    return parts or [f"together: {wrong[0]}"]


def fuzz(first: int, archives: int, each: int, root: Path) -> None:
    faults: list[str] = []
    start = time.monotonic()
    for seed in range(first, first + archives):
        cases = made(seed, each)
        assert len(cases) == each
        faults += [f"seed {seed}: {fault}" for fault in blamed(cases, root / "a")]
    spent = time.monotonic() - start
    print(f"{archives * each} cases, {len(faults)} faults, {spent:.0f} s")
    assert faults == [], "\n".join(faults)


@pytest.fixture(autouse=True, scope="module")
def kept_templates() -> Iterator[None]:
    """Most of the time would go into compiling the same templates: what is made of one text is kept for all forks."""
    sys.path.insert(0, str(HERE.parent / "build"))
    from archives import compiled_once

    with pytest.MonkeyPatch.context() as patch:
        for name, method in compiled_once().items():
            patch.setattr(jinja2.Environment, name, method)
        yield


def test_some_three_hundred_files_made_wrong(tmp_path: Path) -> None:
    assert wrong_with([], tmp_path / "a") == []
    fuzz(0, 3, 100, tmp_path)


@pytest.mark.long
@pytest.mark.parametrize("first", range(1000, 1100, 5))
def test_ten_thousand_files_made_wrong(tmp_path: Path, first: int) -> None:
    fuzz(first, 5, 100, tmp_path)


@pytest.mark.parametrize(
    "path", sorted((HERE / "kept").glob("*/*")), ids=lambda path: f"{path.parent.name}-{path.name}"
)
def test_what_was_found_once_is_borne(path: Path, tmp_path: Path) -> None:
    assert wrong_with([Case(path.parent.name, 7, path.read_bytes())], tmp_path / "a") == []


def test_every_seed_is_read_without_an_error(tmp_path: Path) -> None:
    """The seeds are sound, so that most of what mutations make is nearly sound."""
    known: dict[str, Any] = seeds()
    cases = [
        Case(kind, 20 + number, data) for kind in PLACES if kind != "edition" for number, data in enumerate(known[kind])
    ]
    content = lay(cases, tmp_path / "a")
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        main(["check", "--content", str(content), "--json", "--jobs", "1"])
    found = json.loads(said.getvalue())["problems"]
    bad = {
        "yaml",
        "front-matter",
        "field-type",
        "csl-format",
        "raw-no-article",
        "raw-damaged",
        "suggestions",
        "unreadable",
    }
    assert [problem for problem in found if problem["code"] in bad] == []


def test_control_a_command_that_ends_with_a_traceback_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from sitegen.build import scan

    real = scan.read_actor

    def careless(text: str, path: str, id: str) -> Any:
        if "boom" in text:
            raise ValueError("careless")
        return real(text, path, id)

    monkeypatch.setattr(scan, "read_actor", careless)
    cases = [Case("actor", number, b"name: A\ntype: person\n" + b"# boom\n" * (number == 3)) for number in range(6)]
    (fault,) = blamed(cases, tmp_path / "a")
    assert fault.startswith("actor: ") and "boom" in fault
