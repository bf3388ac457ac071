"""The benchmark against other generators: each gets the same archive, an edit is the same for all, runs are kept."""

from __future__ import annotations

import json
import struct
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from benchmarks import made_archive, peer_content, peer_report, peer_runs, peer_tools, peers
from benchmarks.peer_content import FORM, Archive

ARTICLES = 12
OTHERS = sorted(FORM.keys() - {"sitegen"})
PATHS = {
    "hugo": "content/articles", "zola": "content/articles", "eleventy": "articles", "pelican": "content/articles",
    "mkdocs": "docs/articles",
}  # fmt: skip


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "content"
    made_archive.make(folder, ARTICLES, actors=15)
    return folder


@pytest.fixture(scope="module")
def archive(content: Path) -> Archive:
    return peer_content.read(content)


def front_and_body(name: str, text: str) -> tuple[dict[str, Any], str]:
    if name == "pelican":
        head, body = text.split("\n\n", 1)
        return dict(line.split(": ", 1) for line in head.splitlines()), body
    mark = "+++\n" if name == "zola" else "---\n"
    _, head, body = text.split(mark, 2)
    return (tomllib.loads(head) if name == "zola" else yaml.safe_load(head)), body


# --- forms ---


def test_every_generator_has_a_form_and_a_way_to_get_it() -> None:
    assert set(peer_tools.NAMES) == FORM.keys()
    for name in OTHERS:
        assert any((peer_tools.PACKAGES / name).iterdir()) and (peer_content.FORMS / name).is_dir()


def test_the_form_of_sitegen_is_the_archive_itself(content: Path, archive: Archive) -> None:
    made = {path.relative_to(content.parent).as_posix(): path.read_text("utf-8")
            for path in content.rglob("*") if path.is_file()}  # fmt: skip
    assert dict(peer_content.sitegen(archive)) == made


@pytest.mark.parametrize("name", OTHERS)
def test_an_article_has_its_title_day_source_actors_and_body(name: str, archive: Archive) -> None:
    files = dict(FORM[name](archive))
    assert (
        sum(path.startswith(PATHS[name] + "/") and path.endswith(".md") for path in files if "_index" not in path)
        == ARTICLES
    )
    for one in archive.articles:
        front, body = front_and_body(name, files[f"{PATHS[name]}/{one.slug}.md"])
        assert body.strip() == one.body.strip()
        said = json.dumps(front, default=str, ensure_ascii=False)
        assert (front.get("title") or front["Title"]) == one.title
        assert all(word in said for word in (one.day, one.source, one.url, one.language, *one.actors))


@pytest.mark.parametrize("name", OTHERS)
def test_names_of_actors_and_sources_are_given(name: str, archive: Archive) -> None:
    shared = "\n".join(text for path, text in FORM[name](archive) if "articles/" not in path)
    named = {id for one in archive.articles for id in one.actors}
    texts = [peer_content._text(other) for id in named for other in archive.actors[id].names]
    assert all(archive.actors[id].name in shared for id in named)
    assert texts and all(text in shared for text in texts)
    assert all(text in shared for text in archive.sources.values())


@pytest.mark.parametrize("name", ["hugo", "zola"])
def test_only_long_lists_have_pages_of_months(name: str, archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    def months(above: int) -> set[str]:
        monkeypatch.setattr(peer_content, "OWN_PAGES_ABOVE", above)
        out: set[str] = set()
        for path, text in FORM[name](archive):
            if path.startswith(PATHS[name] + "/") and "_index" not in path:
                front, _ = front_and_body(name, text)
                out |= set(front.get("taxonomies", front).get("actor_months", ()))
        return out

    assert months(ARTICLES) == set()
    most = max(archive.actors, key=lambda id: sum(id in one.actors for one in archive.articles))
    count = sum(most in one.actors for one in archive.articles)
    assert months(count - 1) >= {f"{most}-{one.day[:7]}" for one in archive.articles if most in one.actors}


# --- edits ---


@pytest.mark.parametrize("name", sorted(FORM))
def test_an_edit_is_one_file_for_all(name: str, archive: Archive, tmp_path: Path) -> None:
    first = peer_content.without_alias(archive)
    assert peer_content.write(tmp_path, FORM[name](first)) > ARTICLES
    for at, scenario in enumerate(peers.BUILDS, 1):
        now = peers.edited(first, archive, peers.BUILDS[:at], round=0)
        expected = 0 if scenario in ("cold", "same") else 1
        assert peer_content.write(tmp_path, FORM[name](now)) == expected


def test_edits_of_a_round_are_of_other_articles(archive: Archive) -> None:
    edited = peers.edited(archive, archive, peers.SCENARIOS, round=1)
    changed = [(old, new) for old, new in zip(archive.articles, edited.articles, strict=True) if old != new]
    assert [old.title == new.title for old, new in changed].count(True) == 2
    assert len(changed) == 3
    assert changed != [
        (old, new)
        for old, new in zip(archive.articles, peers.edited(archive, archive, peers.SCENARIOS, 0).articles, strict=True)
        if old != new
    ]


def test_the_alias_is_one_that_the_archive_has(archive: Archive) -> None:
    id = peer_content.edited_actor(archive)
    first = peer_content.without_alias(archive)
    assert len(first.actors[id].names) == len(archive.actors[id].names) - 1
    assert peer_content.alias_added(first, archive).actors == archive.actors
    assert any(id in one.actors for one in archive.articles)


# --- what a run costs ---


def test_a_run_is_waited_for_with_its_children(tmp_path: Path) -> None:
    child = "sum(range(10**6)); print('said by the child', flush=True)"
    cost = peer_runs.run(
        [
            sys.executable,
            "-c",
            f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}]); sys.exit(3)",
        ],
        tmp_path,
        {},
    )
    assert cost.code == 3 and "said by the child" in cost.said
    assert cost.cpu > 0 and cost.wall > 0


@pytest.mark.skipif(not Path("/proc/self/status").is_file(), reason="memory is read from /proc")
def test_descendants_are_found_and_what_they_hold() -> None:
    inner = "import sys; print('here', flush=True); sys.stdin.read()"
    outer = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {inner!r}])"
    with subprocess.Popen([sys.executable, "-c", outer], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stdin is not None
        assert process.stdout.readline() == b"here\n"
        found = peer_runs.descendants(process.pid)
        held = [peer_runs._held(pid) for pid in found]
        process.stdin.close()
    assert len(found) == 2 and found[0] == process.pid
    assert all(0 < now <= most for now, most in held)
    assert peer_runs._held(process.pid) == (0.0, 0.0)


def test_files_written_and_files_changed_are_counted_apart(tmp_path: Path) -> None:
    for name in ("same.html", "touched.html", "changed.xml", "gone.html"):
        (tmp_path / name).write_text(name)
    before = dict(peer_runs.snapshot(tmp_path))
    before["touched.html"] = (1, *before["touched.html"][1:])  # as if its time had been another
    (tmp_path / "changed.xml").write_text("other text")
    (tmp_path / "new.html").write_text("new")
    (tmp_path / "gone.html").unlink()
    found = peer_runs.written(before, peer_runs.snapshot(tmp_path))
    assert (found.files, found.pages, found.changed, found.gone) == (4, 3, 2, 1)
    assert found.touched == 3


# --- the runner ---

BUILDER = """
import pathlib, sys
pathlib.Path("public").mkdir(exist_ok=True)
pathlib.Path("public/index.html").write_text("page")
with open("runs", "a") as file: file.write("x")
if pathlib.Path("../../../fails").exists(): sys.exit("no: error at all")
"""


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    def get(name: str, tools: Path) -> peer_tools.Tool:
        if name == "zola":
            raise peer_tools.Missing("no registry has it")
        return peer_tools.Tool(name, "1", (sys.executable, "-c", BUILDER))

    def pagefind() -> tuple[str, str]:
        raise peer_tools.Missing("not installed")

    def call(*options: str) -> int:
        where = ["--to", str(tmp_path / "to"), "--cache", str(tmp_path / "cache")]
        words = [*where, "--articles", "3", "--actors", "5", "--only", "hugo", "mkdocs", "zola"]
        monkeypatch.setattr(sys, "argv", ["peers.py", *words, *options])
        return peers.main()

    monkeypatch.setattr(peer_tools, "get", get)
    monkeypatch.setattr(peer_tools, "pagefind", pagefind)
    return call


def runs(tmp_path: Path, tool: str) -> int:
    return sum(len(path.read_text()) for path in tmp_path.glob(f"cache/trees/*/{tool}/runs"))


def test_tools_take_turns_and_one_that_cannot_be_had_is_named(bench: Callable[..., int], tmp_path: Path) -> None:
    assert bench("--rounds", "2") == 0
    order = [(one["round"], one["scenario"], one["tool"]) for one in peers.read_results(tmp_path / "to/results.jsonl")]
    assert order == [(number, name, tool) for number in (0, 1) for name in peers.BUILDS for tool in ("hugo", "mkdocs")]
    table = (tmp_path / "to/table.md").read_text("utf-8")
    assert "zola (no registry has it)" in table and "pagefind (not installed)" in table
    assert (tmp_path / "to/plot.svg").read_text("utf-8").count(">mkdocs<") == len(peers.BUILDS) + _has_memory()


def test_a_step_that_is_left_out_is_built_where_the_next_needs_it(bench: Callable[..., int], tmp_path: Path) -> None:
    bench("--rounds", "1", "--scenarios", "cold", "title")
    found = peers.read_results(tmp_path / "to/results.jsonl")
    assert [one["scenario"] for one in found if one["tool"] == "hugo"] == ["cold", "title"]
    assert runs(tmp_path, "hugo") == 3


def _has_memory() -> int:
    return int(Path("/proc/self/status").is_file())


def test_what_was_measured_is_not_measured_again_unless_told(bench: Callable[..., int], tmp_path: Path) -> None:
    bench("--rounds", "1")
    once = runs(tmp_path, "hugo")
    assert once == len(peers.BUILDS)
    bench("--rounds", "1")
    assert runs(tmp_path, "hugo") == once
    results = tmp_path / "to/results.jsonl"
    lines = results.read_text("utf-8").splitlines(keepends=True)
    results.write_text("".join(lines[:-2]) + lines[-2][:20], encoding="utf-8")  # broken off while it wrote
    bench("--rounds", "1")
    # The state after the step before is not at hand any more: that one is built, and not measured.
    assert runs(tmp_path, "hugo") == once + 2
    assert len(peers.read_results(results)) == 2 * len(peers.BUILDS)
    bench("--rounds", "1", "--again")
    assert runs(tmp_path, "hugo") == 2 * once + 2


def test_a_failure_is_told_and_tried_again(bench: Callable[..., int], tmp_path: Path) -> None:
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache/fails").touch()
    assert bench("--rounds", "1") == 1
    assert runs(tmp_path, "hugo") == 1
    assert "no: error at all" in (tmp_path / "to/table.md").read_text("utf-8")
    (tmp_path / "cache/fails").unlink()
    assert bench("--rounds", "1") == 0
    assert "Failed" not in (tmp_path / "to/table.md").read_text("utf-8")


# --- the report ---


def result(tool: str, scenario: str, cpu: float, **more: Any) -> dict[str, Any]:
    values = dict.fromkeys(peer_report.COLUMNS, 1.0) | {"cpu": cpu, "memory": None}
    return {"tool": tool, "scenario": scenario, "failed": "", **values, **more}


def test_medians_and_ratios() -> None:
    found = peer_report.medians(
        [
            *(result("hugo", "cold", cpu) for cpu in (2.0, 9.0, 4.0)),
            result("hugo", "cold", 100.0, failed="exit 1"),
            result("sitegen", "cold", 6.0),
            result("pagefind", "search", 8.0),
            result("sitegen", "search-body", 2.0),
        ]
    )
    assert found["cold", "hugo"]["cpu"] == 4.0
    table = peer_report.markdown(found, ["sitegen", "hugo", "pagefind"], ["A note."])
    assert "| sitegen | 6.00 | 1.50 | 1.00 | 1.00 | – | – |" in table
    assert "| sitegen | 2.00 | 0.25 |" in table and "× Pagefind" in table


def test_a_version_that_a_library_needs_can_be_made_weak() -> None:
    names = b"\0GLIBC_1\0GLIBC_2\0"
    entries = b"".join(
        struct.pack("<IHHII", 0, 0, 2, names.index(name), step) for name, step in ((b"GLIBC_1", 16), (b"GLIBC_2", 0))
    )
    needs = struct.pack("<HHIII", 1, 2, 0, 16, 0) + entries
    start = 64 + len(needs) + len(names)
    sections = (
        struct.pack("<IIQQQQIIQQ", 0, peer_tools.VER_NEED, 0, 0, 64, len(needs), 1, 0, 0, 0)
        + struct.pack("<IIQQQQIIQQ", 0, 3, 0, 0, 64 + len(needs), len(names), 0, 0, 0, 0)
    )  # fmt: skip
    head = bytearray(64)
    head[:5] = b"\x7fELF\x02"
    struct.pack_into("<Q", head, 40, start)
    struct.pack_into("<HHH", head, 58, 64, 2, 1)
    library = bytes(head) + needs + names + sections
    weak = peer_tools.weakened(library, "GLIBC_2")
    assert [at for at in range(len(library)) if library[at] != weak[at]] == [64 + 16 + 16 + 4]
    assert peer_tools.weakened(b"no library", "GLIBC_2") == b"no library"
