"""The command line: exit codes, messages, JSON, quiet, terminals, and no traceback for anybody."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import yaml

sys.path.insert(0, str(Path(__file__).resolve().parent / "build"))

from archives import (
    Archive,
    command,
    environment,
    read_record,
    run_process,
    sitegen,
    small_archive,
    tree,
    unchanged,
    write_record,
    write_yaml,
)

import sitegen as package

COMMANDS = ("build", "serve", "clean", "annotate", "check", "why", "new", "export", "notes")
RAW = """A bridge is opened

By Ada Example
March 3, 2021

The council of Exampleton opened the bridge on Wednesday, and everybody walked over it.

People had waited for it since the autumn, said Mayor Berta Sample, who cut the ribbon.
"""


@pytest.fixture
def small(tmp_path: Path) -> Archive:
    return small_archive(tmp_path / "small")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """An archive that was built once; for commands that only look."""
    made = small_archive(tmp_path_factory.mktemp("cli") / "built")
    assert made.run("build", "--jobs", "1").code == 0
    return made


def line_of(archive: Archive, name: str) -> list[str | Path]:
    """A command that succeeds on a built archive."""
    more: dict[str, list[str | Path]] = {
        "why": ["/timeline/"],
        "export": ["json"],
        "build": ["--jobs", "1", "--no-search"],
    }
    places = archive.places(name in ("build", "check", "why", "export"))
    return [name, *places, *more.get(name, [])]


LOOKING = ("build", "clean", "annotate", "check", "why", "export")


# Exit codes.


@pytest.mark.parametrize("name", LOOKING)
def test_0_when_all_is_fine(built: Archive, name: str) -> None:
    result = sitegen(*line_of(built, name))
    assert result.code == 0, result
    assert result.err == "" or name == "check"


def test_0_for_a_new_archive_and_its_first_build(tmp_path: Path) -> None:
    result = sitegen("new", tmp_path / "mine")
    assert result.code == 0 and result.err == ""
    assert f"next: cd {tmp_path / 'mine'} && sitegen serve" in result.out
    archive = Archive(tmp_path / "mine")
    result = archive.run("build")
    assert (result.code, result.err) == (0, "")
    assert "cleaned   1 new record" in result.out and "search    index built (en)" in result.out
    result = archive.run("check")
    assert result.code == 0 and "0 errors, 0 warnings" in result.out


def break_something(archive: Archive, severity: str) -> Path:
    path = archive.articles()[0]
    front, body = read_record(path)
    change = {"date": "30 October 2020"} if severity == "error" else {"unheard_of": "x"}
    write_record(path, front | change, body)
    return path


@pytest.mark.parametrize("name", ["build", "check", "export"])
def test_1_when_something_in_the_content_is_wrong(small: Archive, name: str) -> None:
    path = break_something(small, "error")
    result = sitegen(*line_of(small, name))
    assert result.code == 1
    place = f"content/articles/2021/{path.name}"
    where = rf"{re.escape(place)}:(\d+):(\d+)"
    said = re.search(rf"{where}: error: .*30 October 2020.* \[date\]\n(.*)\n( *\^)\n", result.err)
    assert said, result.err
    line, column = int(said.group(1)), int(said.group(2))
    shown = path.read_text(encoding="utf-8").split("\n")[line - 1]
    assert said.group(3) == "    " + shown and len(said.group(4)) == 4 + column
    assert shown[column - 1 :].startswith(("date:", "30", "'30"))
    assert "    hint: " in result.err


def test_1_even_so_the_rest_is_built(small: Archive) -> None:
    path = small.articles()[0]
    path.write_text("no front matter\n", encoding="utf-8")
    result = small.run("build", "--no-search")
    assert result.code == 1 and f"{path.name}:1:1: error:" in result.err
    assert re.search(r"^problems +\d+ errors?, \d+ warnings?$", result.out, re.M) and "site      " in result.out
    assert (small.site / "index.html").is_file()
    assert not (small.site / "articles" / path.stem).exists()


@pytest.mark.parametrize("name", ["build", "check", "export"])
def test_warnings_are_1_only_with_strict(small: Archive, name: str) -> None:
    break_something(small, "warning")
    result = sitegen(*line_of(small, name))
    assert result.code == 0 and "warning:" in result.err and "unheard_of" in result.err
    assert sitegen(*line_of(small, name), "--strict").code == 1


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ([], "COMMAND"),
        (["biuld"], "invalid choice: 'biuld'"),
        (["build", "--no-such-option"], "--no-such-option"),
        (["build", "--jobs", "many"], "--jobs"),
        (["build", "--jobs", "-1"], "from 0 to 256"),
        (["serve", "--port", "70000"], "a port from 0 to 65535"),
        (["serve", "--port", "http"], "--port"),
        (["why"], "ADDRESS"),
        (["new"], "DIR"),
        (["export"], "FORMAT"),
        (["export", "docx"], "invalid choice: 'docx'"),
        (["build", "--content"], "expected one argument"),
        (["clean", "--to", "somewhere"], "--to needs the files to clean"),
        (["build", "--base-url", "archive.example"], "--base-url is 'archive.example'"),
    ],
)
def test_2_for_wrong_usage(built: Archive, monkeypatch: pytest.MonkeyPatch, line: list[str], said: str) -> None:
    monkeypatch.chdir(built.root)
    result = sitegen(*line)
    assert result.code == 2 and result.out == ""
    assert said in result.err
    assert "Traceback" not in result.err
    assert "_count" not in result.err and "_port" not in result.err, "names of functions are for us"


@pytest.mark.parametrize("name", LOOKING)
def test_2_with_a_hint_where_there_is_no_archive(tmp_path: Path, name: str) -> None:
    result = sitegen(*line_of(Archive(tmp_path / "nowhere"), name))
    assert result.code == 2
    assert f"there is no folder {tmp_path / 'nowhere' / 'content'} [no-content]" in result.err
    assert "hint: name the archive with --content DIR, or make one with `sitegen new DIR`" in result.err
    assert not (tmp_path / "nowhere").exists()


def test_2_for_an_address_that_the_site_does_not_have(built: Archive) -> None:
    result = built.run("why", "/timelime/")
    assert result.code == 2 and "the site has no page /timelime/" in result.err and "/timeline/" in result.err


def test_2_for_a_theme_that_is_not_there(small: Archive) -> None:
    write_yaml(small.content / "site.yaml", {"title": "t", "theme": "mien"})
    result = small.run("build")
    assert result.code in (1, 2) and "there is no theme `mien`" in result.err and "mine" in result.err


FAULTS = [
    ("build", "sitegen.build.site", "build"),
    ("clean", "sitegen.build.cleaning", "propose"),
    ("annotate", "sitegen.build.annotating", "annotate"),
    ("check", "sitegen.build.checking", "check"),
    ("why", "sitegen.build.why", "why"),
    ("export", "sitegen.build.exporting", "export"),
]


def fault(*arguments: Any, **named: Any) -> Any:
    raise RuntimeError("the tests broke it")


@pytest.mark.parametrize(("name", "module", "function"), FAULTS)
@pytest.mark.parametrize("form", ["people", "json"])
def test_3_for_a_fault_of_sitegen_s_own_and_no_traceback(
    built: Archive, monkeypatch: pytest.MonkeyPatch, name: str, module: str, function: str, form: str
) -> None:
    monkeypatch.setattr(f"{module}.{function}", fault)
    kept = built.cache / "fault.txt"
    kept.unlink(missing_ok=True)
    result = sitegen(*line_of(built, name), *(["--json"] if form == "json" else []))
    assert result.code == 3
    assert "Traceback" not in result.out + result.err
    assert "Traceback" in kept.read_text(encoding="utf-8") and "the tests broke it" in kept.read_text(encoding="utf-8")
    assert str(kept) in (result.json["problems"][0]["hint"] if form == "json" else result.err)
    if form == "json":
        assert result.json["problems"][0]["code"] == "fault" and result.err == ""
    else:
        assert "a fault of sitegen's own: RuntimeError: the tests broke it [fault]" in result.err and result.out == ""


def test_3_when_a_new_archive_meets_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sitegen.build.new.new_archive", fault)
    result = sitegen("new", "mine")
    assert result.code == 3 and "Traceback" not in result.err


def test_130_when_it_is_interrupted(built: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*arguments: Any) -> Any:
        raise KeyboardInterrupt

    monkeypatch.setattr("sitegen.build.site.build", interrupted)
    result = sitegen(*line_of(built, "build"))
    assert result.code == 130 and "Traceback" not in result.err


# JSON, quiet.


@pytest.mark.parametrize("name", LOOKING)
def test_json_is_one_document_and_nothing_else(built: Archive, name: str) -> None:
    line = line_of(built, name)
    result = sitegen(*line, "--json")
    assert result.code == 0 and result.err == ""
    value = result.json
    if name == "export":  # its own document
        assert isinstance(value, list) and value
        return
    expected = {
        "build": {"site", "published", "articles", "pages", "written", "kept", "removed", "cleaned", "indexed"},
        "clean": {"records"},
        "annotate": {"records", "unknown", "events", "written"},
        "check": {"problems"},
        "why": {"address", "stale", "last", "missing"},
    }[name]
    assert expected <= set(value)


def test_json_of_a_new_archive_and_of_an_export_into_a_file(built: Archive, tmp_path: Path) -> None:
    assert "written" in sitegen("new", tmp_path / "mine", "--json").json
    result = sitegen(*line_of(built, "export"), "--to", tmp_path / "data.json", "--json")
    assert result.code == 0 and isinstance(result.json, dict)
    assert json.loads((tmp_path / "data.json").read_text(encoding="utf-8"))


def test_json_carries_problems_with_their_place(small: Archive) -> None:
    path = break_something(small, "error")
    for name in ("build", "check"):
        result = sitegen(*line_of(small, name), "--json")
        assert result.code == 1 and result.err == ""
        (problem,) = [problem for problem in result.json["problems"] if problem["code"] == "date"]
        assert problem["severity"] == "error" and problem["path"].endswith(path.name)
        assert problem["line"] > 1 and problem["column"] >= 1 and problem["hint"]


def test_json_carries_wrong_usage_too(tmp_path: Path) -> None:
    result = sitegen("check", "--json", "--content", tmp_path / "nowhere")
    assert result.code == 2 and result.err == ""
    assert [problem["code"] for problem in result.json["problems"]] == ["no-content"]


def test_json_is_ascii_so_that_any_terminal_and_pipe_carries_it(built: Archive) -> None:
    assert sitegen(*line_of(built, "annotate"), "--json").out.isascii()


def test_quiet_says_nothing_where_there_is_nothing_to_say(small: Archive, tmp_path: Path) -> None:
    result = small.run("build", "--quiet", "--no-search")
    assert (result.code, result.out, result.err) == (0, "", "")
    for name in ("clean", "check"):
        assert small.run(name, "--quiet").out == ""
    assert sitegen("new", tmp_path / "mine", "--quiet").out == ""


def test_quiet_still_says_what_is_wrong_and_what_was_asked_for(small: Archive) -> None:
    break_something(small, "error")
    result = small.run("build", "--quiet", "--no-search")
    assert result.code == 1 and result.out == "" and "error:" in result.err
    assert small.run("why", "/", "--quiet").out.startswith("/\n")
    assert json.loads(small.run("export", "json", "--quiet").out)


# What a person reads.


def test_the_summary_of_a_build_says_what_was_cleaned_what_needs_a_look_and_what_was_written(small: Archive) -> None:
    result = small.run("build")
    assert result.code == 0
    assert re.search(r"^cleaned +3 new records in articles/, made from originals in raw/$", result.out, re.M)
    assert re.search(r"^pages +(\d+): \1 written, 0 kept$", result.out, re.M)
    assert re.search(r"^search +index built \(be, en\)$", result.out, re.M)
    assert re.search(rf"^site +{re.escape(str(small.site))}$", result.out, re.M)
    path = small.articles()[0]
    front, body = read_record(path)
    write_record(path, front | {"review": ["date"]}, body)
    small.articles()[-1].unlink()
    result = small.run("build")
    assert re.search(r"^review +1 record with fields to look at: `sitegen check` lists them$", result.out, re.M)
    assert re.search(r"^pages +\d+: \d+ written, \d+ kept, \d+ removed$", result.out, re.M)


def test_check_lists_errors_first_then_the_review_list_then_names_without_a_record(small: Archive) -> None:
    small.run("build", "--no-search")
    path = break_something(small, "error")
    front, body = read_record(small.articles()[1])
    more = "\n\nZelda Unknown spoke. Then Zelda Unknown left, and Zelda Unknown came back.\n"
    write_record(small.articles()[1], front | {"review": ["date", "source"]}, body + more)
    result = small.run("check")
    assert result.code == 1
    error = result.err.index(path.name)
    review = result.err.index("[review]")
    name = result.err.index("“Zelda Unknown” looks like a name and has no record")
    assert error < review < name
    assert re.search(r"^1 error, \d+ warnings?, \d+ things? to look at$", result.out, re.M)


def test_help_and_version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    result = sitegen("--help")
    assert result.code == 0 and result.err == ""
    for name in COMMANDS:
        assert re.search(rf"^ +{name} ", result.out, re.M), name
        assert sitegen(name, "--help").code == 0
    for option in ("content", "themes", "out", "base-url", "drafts", "frozen", "strict", "jobs", "no-search", "json"):
        assert f"--{option}" in sitegen("build", "--help").out and f"--{option}" in sitegen("serve", "--help").out
    assert sitegen("--version").out == f"sitegen {package.__version__}\n"


def test_the_folders_are_content_themes_and_site_where_none_is_named(
    small: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(small.root)
    assert sitegen("build", "--no-search").code == 0
    assert (small.root / "site/index.html").is_file() and (small.root / ".sitegen").is_dir()
    assert sitegen("why", "/").code == 0
    assert sitegen("clean").code == 0


def test_python_m_sitegen_is_the_same_program(small: Archive) -> None:
    result = run_process("build", "--no-search", cwd=small.root)
    assert result.code == 0 and result.err == "" and "pages " in result.out
    assert run_process("no-such-command").code == 2
    assert run_process("--version").out == f"sitegen {package.__version__}\n"


# clean.


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    path = tmp_path / "saved.txt"
    path.write_text(RAW, encoding="utf-8")
    return path


def test_clean_to_a_folder_needs_no_archive(raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = sitegen("clean", raw, "--to", "out")
    assert result.code == 0 and result.out.startswith("1 record: 1 written, in out")
    (record,) = (tmp_path / "out").rglob("*.md")
    assert record.relative_to(tmp_path / "out").as_posix() == "2021/2021-03-03-a-bridge-is-opened.md"
    front, body = read_record(record)
    assert front["title"] == "A bridge is opened" and str(front["date"]) == "2021-03-03"
    assert body.startswith("The council of Exampleton opened") and "Example\n" not in body
    assert {path.name for path in tmp_path.iterdir()} == {"saved.txt", "out"}
    again = sitegen("clean", raw, "--to", "out")
    assert again.code == 0 and "1 as they were" in again.out


@pytest.mark.parametrize("option", ["--dry-run", "--diff", "--explain"])
def test_clean_writes_nothing_when_it_only_shows(small: Archive, raw: Path, tmp_path: Path, option: str) -> None:
    with unchanged(tmp_path):
        names = set(tmp_path.rglob("*"))
        for line in (["clean", "--content", small.content], ["clean", raw, "--to", tmp_path / "out"]):
            result = sitegen(*line, option)
            assert result.code == 0 and result.out.strip(), result
        pages = {tmp_path / "out", tmp_path / "out/saved.txt.explain.html"} if option == "--explain" else set()
        assert {path for path in tmp_path.rglob("*") if small.cache not in (path, *path.parents)} == names | pages


def test_clean_dry_run_names_the_records_that_it_would_write(small: Archive) -> None:
    result = small.run("clean", "--dry-run")
    assert len(re.findall(r"^new  .*/content/articles/2021/2021-03-\d\d-.*\.md$", result.out, re.M)) == 3
    small.run("clean")
    assert len(re.findall(r"^there .*\.md$", small.run("clean", "--dry-run").out, re.M)) == 3


def test_clean_diff_shows_a_new_record_whole_and_an_unchanged_one_not_at_all(small: Archive) -> None:
    result = small.run("clean", "--diff")
    assert result.out.count("--- /dev/null") == 3 and "+title: " in result.out
    small.run("clean")
    assert small.run("clean", "--diff").out == ""


def test_clean_explain_with_a_folder_writes_a_page_for_each_file(raw: Path, tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    other = tmp_path / "more" / raw.name
    other.write_text(raw.read_text().replace("bridge", "tunnel"))
    result = sitegen("clean", raw, other, "--to", tmp_path / "out", "--explain")
    assert result.code == 0
    pages = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert pages == ["saved.txt.2.explain.html", "saved.txt.explain.html"]
    assert "A tunnel is opened" in (tmp_path / "out" / pages[0]).read_text(encoding="utf-8")
    assert "A bridge is opened" in (tmp_path / "out" / pages[1]).read_text(encoding="utf-8")


def test_clean_explain_prints_each_line_with_its_role_and_rule(raw: Path, tmp_path: Path) -> None:
    result = sitegen("clean", raw, "--to", tmp_path / "out", "--explain")
    lines = result.out.split("\n")
    assert lines[0].endswith("saved.txt: utf-8, 8 lines, 1 articles") or "1 article" in lines[0]
    roles = [line.split()[1] for line in lines[1:9]]
    assert roles == ["title", "blank", "byline", "dateline", "blank", "body", "blank", "body"]
    assert lines[1].endswith("A bridge is opened")


def test_clean_takes_single_originals_of_the_archive(small: Archive) -> None:
    result = small.run("clean", small.content / "raw/saved-1.txt")
    assert result.code == 0 and "1 record: 1 written" in result.out
    assert len(small.articles()) == 10


def test_clean_refuses_a_file_that_is_not_in_the_archive(small: Archive, raw: Path) -> None:
    result = small.run("clean", raw)
    assert result.code == 2 and "is not in the archive" in result.err and "--to DIR" in result.err
    assert len(small.articles()) == 9


def test_clean_says_which_file_it_cannot_read(tmp_path: Path) -> None:
    result = sitegen("clean", tmp_path / "gone.txt", "--to", tmp_path / "out")
    assert result.code == 1 and "gone.txt" in result.err and "cannot be read" in result.err


# new, export, annotate.


def test_new_writes_over_nothing(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/notes.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    for name in ("mine", "file"):
        result = sitegen("new", tmp_path / name)
        assert result.code == 2 and "is not empty" in result.err and "hint:" in result.err
    assert tree(tmp_path) == {"mine/notes.txt": b"mine", "file": b"mine"}


def test_new_takes_an_empty_folder_and_one_whose_parents_are_not_there_yet(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert sitegen("new", tmp_path / "empty").code == 0
    assert sitegen("new", tmp_path / "a/b/c").code == 0
    assert tree(tmp_path / "empty") == tree(tmp_path / "a/b/c")


@pytest.mark.parametrize(
    ("form", "mark"), [("json", '"slug"'), ("bibtex", "@"), ("ris", "TY  - "), ("csl-json", '"type"')]
)
def test_export_prints_to_the_terminal_or_into_a_file(built: Archive, tmp_path: Path, form: str, mark: str) -> None:
    result = built.run("export", form)
    assert result.code == 0 and mark in result.out
    if form.endswith("json"):
        assert len(json.loads(result.out)) == 12
    path = tmp_path / "deep/data"
    assert built.run("export", form, "--to", path).code == 0
    assert path.read_text(encoding="utf-8") == result.out


def test_annotate_suggests_and_writes_only_when_asked_to(small: Archive) -> None:
    small.run("build", "--no-search")
    path = next(path for path in small.articles() if "raw" in read_record(path)[0])
    word = next(word for word in read_record(path)[1].split() if len(word) > 5 and word.isalpha() and word.islower())
    write_yaml(small.content / "actors/newly-named.yaml", {"name": word, "type": "group"})
    with unchanged(small.content):
        result = small.run("annotate")
        assert result.code == 0
        assert re.search(rf"{path.name}\n  add to actors: (.*, )?newly-named", result.out), result.out
    result = small.run("annotate", "--write")
    assert result.code == 0 and re.search(r"\d records? renewed", result.out)
    assert "newly-named" in read_record(path)[0]["actors"]


def test_annotate_proposes_an_event_that_several_articles_date(small: Archive) -> None:
    """Two articles date a sentence about the same actor to one day: the day comes with a record to paste."""
    write_yaml(small.content / "actors/vera-quillon.yaml", {"name": "Vera Quillon", "type": "person"})
    for day in ("2019-05-14", "2019-05-16"):
        front = f"title: Told {day}\ndate: {day}\nlanguage: en\nactors: [vera-quillon]"
        body = "Vera Quillon opened the bridge on May 13, the council said."
        path = small.content / f"articles/2019/{day}-told.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\n{front}\n---\n{body}\n", encoding="utf-8")
    small.run("build", "--no-search")
    with unchanged(small.content):
        result = small.run("annotate", "--json")
    events = [event for event in json.loads(result.out)["events"] if event["day"] == "2019-05-13"]
    assert [(event["articles"], event["path"]) for event in events] == [(2, "events/2019-05-13-vera-quillon.yaml")]
    record = yaml.safe_load(events[0]["record"])
    assert record["actors"] == ["vera-quillon"] and len(record["articles"]) == 2
    write_yaml(small.content / events[0]["path"], record | {"title": "The bridge opens"})
    again = json.loads(small.run("annotate", "--json").out)["events"]
    assert [event for event in again if event["day"] == "2019-05-13"] == []


# Terminals and pipes.


@pytest.mark.parametrize("name", LOOKING)
def test_no_colour_and_no_progress_where_it_is_no_terminal(small: Archive, name: str) -> None:
    break_something(small, "error")
    result = run_process(*line_of(small, name), TERM="xterm-256color")
    assert "\x1b" not in result.out + result.err and "\r" not in result.out + result.err
    assert "rendering" not in result.out + result.err


def on_a_terminal(line: list[str], **more: str) -> tuple[int, str, str]:
    """Runs a process whose standard error is a terminal; its exit code, its output, and what the terminal got."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        line, env=environment(**more), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=theirs, text=True
    )
    os.close(theirs)
    got = b""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if select.select([ours], [], [], 0.1)[0]:
            try:
                data = os.read(ours, 65536)
            except OSError:  # the other side is closed
                break
            got += data
            if not data:
                break
    out, _ = process.communicate(timeout=60)
    os.close(ours)
    return process.returncode, out, got.decode("utf-8").replace("\r\n", "\n")


def test_progress_is_shown_on_a_terminal_and_leaves_nothing_behind(small: Archive) -> None:
    line = command(*small_line(small))
    code, out, shown = on_a_terminal(line, TERM="xterm-256color")
    assert code == 0 and "pages " in out and "\x1b" not in out
    for stage in ("reading", "planning", "rendering", "indexing"):
        assert f"\r\x1b[K{stage}" in shown, stage
    assert re.search(r"rendering (\d+) of \1", shown)
    assert screen(shown) == ""
    assert all(len(part) <= 100 for part in re.split("\r\x1b\\[K|\n", shown))


def small_line(archive: Archive) -> list[str | Path]:
    return ["build", *archive.places(), "--jobs", "1"]


def screen(shown: str) -> str:
    """What stands on the terminal in the end."""
    lines = [line.split("\r\x1b[K")[-1] for line in shown.split("\n")]
    return "\n".join(lines).strip("\n")


def test_problems_are_coloured_on_a_terminal_unless_somebody_minds(small: Archive) -> None:
    break_something(small, "error")
    line = command("check", *small.places())
    code, _, shown = on_a_terminal(line, TERM="xterm-256color")
    assert code == 1 and "\x1b[31;1merror:\x1b[0m" in shown
    for quiet in ({"TERM": "xterm-256color", "NO_COLOR": "1"}, {"TERM": "dumb"}):
        _, _, shown = on_a_terminal(line, **quiet)
        assert "error:" in shown and "\x1b[31" not in shown


def test_quiet_and_json_show_no_progress_on_a_terminal_either(small: Archive) -> None:
    for option in ("--quiet", "--json"):
        code, _, shown = on_a_terminal([*command(*small_line(small)), option], TERM="xterm-256color")
        assert (code, shown) == (0, "")


@pytest.mark.parametrize("mark", ["\x1b[2J", "\x1b]0;title\x07", "\x07", "\x08", "\r", "\x9b2J", "\x7f"])
@pytest.mark.parametrize("where", ["explain", "diff", "problem"])
def test_a_text_cannot_command_the_terminal(tmp_path: Path, mark: str, where: str) -> None:
    raw = tmp_path / "saved.txt"
    raw.write_text(RAW.replace("everybody", f"every{mark}body"), encoding="utf-8", newline="")
    if where == "problem":
        archive = small_archive(tmp_path / "a")
        path = archive.articles()[0]
        text = path.read_text(encoding="utf-8").replace("title: ", f"date: x{mark}y\nother: ", 1)
        path.write_text(text, encoding="utf-8", newline="")
        result = archive.run("check")
    else:
        result = sitegen("clean", raw, "--to", tmp_path / "out", f"--{where}")
    said = result.out + result.err
    assert said and not set(re.findall(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", said)), ascii(said)


@pytest.mark.parametrize("name", ["check", "export", "annotate", "clean", "build", "help"])
def test_a_reader_that_goes_away_is_no_fault(small: Archive, name: str) -> None:
    lines: dict[str, list[str | Path]] = {
        "export": ["export", *small.places(), "json"],
        "clean": ["clean", *small.places(False), "--explain"],
        "build": small_line(small),
        "help": ["--help"],
    }
    line = lines.get(name, [name, *small.places(name == "check"), "--json"])
    ours, theirs = os.pipe()
    process = subprocess.Popen(command(*line), env=environment(), stdout=theirs, stderr=subprocess.PIPE, text=True)
    os.close(theirs)
    os.close(ours)  # nobody reads
    _, said = process.communicate(timeout=60)
    assert "Traceback" not in said and "BrokenPipe" not in said and "Exception ignored" not in said, said
    assert process.returncode == 0


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1251"])
def test_a_terminal_that_cannot_print_a_letter_gets_its_number(small: Archive, encoding: str) -> None:
    path = small.articles()[0]
    front, body = read_record(path)
    write_record(path, front | {"title": "Мост 桥", "date": "вчера 昨"}, body)
    for line in (["check", *small.places()], ["clean", "--content", small.content, "--explain"]):
        run = subprocess.run(
            command(*line), env=environment(PYTHONIOENCODING=encoding), capture_output=True, check=False
        )
        assert run.returncode in (0, 1), run
        assert b"Traceback" not in run.stderr and b"fault" not in run.stderr
        run.stdout.decode(encoding)
        if line[0] == "check":
            assert "\\u6628" in run.stderr.decode(encoding)


def test_every_command_starts_quickly() -> None:
    # `--help` need not load the renderer and the parser of Markdown.
    imports = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "sitegen", "--help"], env=environment(), capture_output=True,
        text=True, check=True,
    ).stderr  # fmt: skip
    loaded = {line.rpartition("|")[2].strip() for line in imports.split("\n")}
    assert "sitegen.cli" in loaded
    assert not loaded & {"jinja2", "markdown_it", "nh3", "sqlite3"}


def test_commands_and_options_are_those_of_the_contract(repo: Path) -> None:
    contract = repo.parent / "shared/design/formats.md"
    if not contract.is_file():
        pytest.skip("the contract is not here")
    text = contract.read_text(encoding="utf-8")
    block = text.split("## Commands\n```\n")[1].split("```")[0]
    for line in block.splitlines():
        if found := re.match(r"sitegen (\w+)", line):
            said = sitegen(found.group(1), "--help").out
            for option in re.findall(r"--[a-z-]+", line):
                assert option in said, line
