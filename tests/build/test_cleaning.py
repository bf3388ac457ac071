"""Cleaning an archive: neighbours, many files, many processes, runs that are killed, changed originals."""

from __future__ import annotations

import io
import os
import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from archives import Archive, command, environment, read_record, sentence, tree, write_record, write_yaml
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from sitegen.build.cache import MOST_HELD, Cache
from sitegen.build.cleaning import Kit, propose_all
from sitegen.build.folders import Folders
from sitegen.build.neighbours import Neighbours, learn
from sitegen.build.originals import Original
from sitegen.build.planning import Options, plan_site
from sitegen.cli import main

AROUND = "Our readers write about the harbour here."
"""A line in a body's clothes that several files have: only neighbours tell what it is."""


def prose(rng: random.Random) -> str:
    return " ".join(sentence(rng, "the", "of", "and") for _ in range(3))


def text_of(number: int, around: str = AROUND) -> str:
    """Every second one is a page: there a line that other files have is no body, in a text it may be."""
    rng = random.Random(number)
    title, date = sentence(rng).rstrip("."), f"March {number % 28 + 1}, 2021"
    parts = [*(prose(rng) for _ in range(4)), around, prose(rng)]
    if number % 2:
        return "\n\n".join([title, date, *parts]) + "\n"
    body = "".join(f"<p>{part}</p>\n" for part in [date, *parts])
    head = f"<!doctype html>\n<html><head><title>{title}</title></head>\n<body>"
    return f"{head}<article><h1>{title}</h1>\n{body}</article></body></html>\n"


def many(root: Path, count: int, around: str = AROUND) -> Archive:
    archive = Archive(root)
    write_yaml(archive.content / "site.yaml", {"title": "Many", "pages": [], "language": "en"})
    for number in range(count):
        path = archive.content / f"raw/{number % 3}/{number:02}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text_of(number, around), encoding="utf-8")
    return archive


def records(archive: Archive) -> dict[str, bytes]:
    return tree(archive.content / "articles")


def originals(archive: Archive) -> list[Original]:
    paths = sorted((archive.content / "raw").rglob("*.txt"))
    return [Original(path, path.relative_to(archive.content).as_posix(), str(path)) for path in paths]


def silent(what: str, done: int, of: int) -> None:
    """Says nothing."""


# Neighbours.


def test_what_is_cleaned_alone_is_cleaned_as_with_all_others(tmp_path: Path) -> None:
    whole, single = many(tmp_path / "whole", 6), many(tmp_path / "single", 6)
    assert whole.run("clean").code == 0
    for path in sorted((single.content / "raw").rglob("*.txt"), reverse=True):
        assert single.run("clean", path).code == 0
    assert records(whole) == records(single)
    assert len(records(whole)) == 6
    # The control: neighbours matter here, or the test sees nothing.
    assert b"".join(records(whole).values()).count(AROUND.encode()) == 3, "the three texts, not the three pages"
    alone = many(tmp_path / "alone", 1)
    alone.run("clean")
    assert AROUND.encode() in b"".join(records(alone).values())


def test_files_without_an_archive_are_neighbours_of_each_other(tmp_path: Path) -> None:
    archive = many(tmp_path / "a", 5)
    files = [file.path for file in originals(archive)]
    assert main(["clean", *map(str, files), "--to", str(tmp_path / "out")]) == 0
    assert main(["clean", *map(str, reversed(files)), "--to", str(tmp_path / "back")]) == 0
    assert tree(tmp_path / "out") == tree(tmp_path / "back")
    assert len(tree(tmp_path / "out")) == 5
    assert b"".join(tree(tmp_path / "out").values()).count(AROUND.encode()) == 2, "the two texts, not the three pages"


def test_a_second_run_takes_the_marks_from_the_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = many(tmp_path / "a", 4)
    archive.build()
    asked: list[str] = []
    from sitegen.build import neighbours

    real = neighbours.marks_of
    monkeypatch.setattr(neighbours, "marks_of", lambda raw: (asked.append(raw.path), real(raw))[1])
    archive.build()
    assert asked == []
    (archive.content / "raw/0/00.txt").write_text(text_of(0) + "\nOne line more, with words in it.\n")
    archive.run("check")
    assert asked == ["raw/0/00.txt"]


def roles_of(archive: Archive) -> dict[str, str]:
    """The lines that provenance pages show, by record."""
    folders = Folders(archive.content, archive.themes, archive.site)
    cache = Cache(folders.cache)
    try:
        planned = plan_site(folders, Options(jobs=1), cache, None, with_theme=False)
        return {card.face.slug: card.lines_digest for card in planned.library.articles}
    finally:
        cache.close()


def test_a_further_file_changes_only_pages_whose_roles_change(tmp_path: Path) -> None:
    archive = many(tmp_path / "a", 4)
    archive.build()
    before = roles_of(archive)
    assert len(before) == 4
    # A stranger: nothing of it stands in the others.
    (archive.content / "raw/stranger.txt").write_text(text_of(20, "Something else stands here, in this file alone."))
    archive.build()
    with_stranger = roles_of(archive)
    assert {slug: with_stranger[slug] for slug in before} == before
    report = archive.build()
    assert report["written"] == []


def test_a_neighbour_that_changes_roles_changes_the_page(tmp_path: Path) -> None:
    archive = many(tmp_path / "a", 1)
    archive.build()
    before = roles_of(archive)
    for number in range(1, 5):
        (archive.content / f"raw/{number}.txt").write_text(text_of(number))
    report = archive.build()
    ((slug, digest),) = before.items()
    assert roles_of(archive)[slug] != digest
    assert f"/articles/{slug}/provenance/" in report["written"]


def test_the_cache_key_of_lines_holds_only_what_a_file_shares(tmp_path: Path) -> None:
    few, more = many(tmp_path / "few", 6), many(tmp_path / "more", 9)
    near = learn(originals(few), None, 1, silent).near(few.content / "raw/0/00.txt", "")
    later = learn(originals(more), None, 1, silent).near(more.content / "raw/0/00.txt", "")
    assert near.counts and near.counts == later.counts, "from four files on it makes no difference how many"
    assert learn([], None, 1, silent).near(few.content / "raw/0/00.txt", "").counts == {}


def test_what_files_have_in_common_does_not_depend_on_their_order_or_on_processes(tmp_path: Path) -> None:
    archive = many(tmp_path / "a", 12)
    files = originals(archive)
    first = learn(files, None, 1, silent)
    mixed = files[:]
    random.Random(3).shuffle(mixed)
    for other in (learn(mixed, None, 1, silent), learn(mixed, None, 2, silent)):
        assert other.repeats == first.repeats and other.problems == first.problems
        assert {key: other.near(*key) for key in other.marks} == {key: first.near(*key) for key in first.marks}


def test_a_text_saved_many_times_is_no_furniture(tmp_path: Path) -> None:
    archive = many(tmp_path / "a", 1, "The end of it")
    text = (archive.content / "raw/0/00.txt").read_bytes()
    alone = records_after_clean(archive)
    for number in range(20):
        (archive.content / f"raw/copy-{number:02}.txt").write_bytes(text)
    near = learn(originals(archive), None, 1, silent).near(archive.content / "raw/0/00.txt", "")
    assert near.counts == {}
    assert records_after_clean(archive) == {**records_after_clean(archive), **alone}


def records_after_clean(archive: Archive) -> dict[str, bytes]:
    assert archive.run("clean").code == 0
    return records(archive)


def test_copies_are_told_and_none_is_dropped(tmp_path: Path) -> None:
    archive = many(tmp_path / "a", 3)
    again = text_of(1).replace("March 2, 2021", "March 9, 2021").replace("\n", "\r\n")
    (archive.content / "raw/z.txt").write_bytes(again.encode())
    result = archive.run("clean", "--json")
    told = [problem for problem in result.json["problems"] if problem["code"] == "raw-copy"]
    assert [(one["path"], one["severity"]) for one in told] == [("content/raw/z.txt", "notice")]
    assert "content/raw/1/01.txt" in told[0]["message"] and told[0]["hint"]
    assert len(records(archive)) == 4


# Many files.


def test_more_processes_write_the_same_records(tmp_path: Path) -> None:
    one, two, built = (many(tmp_path / name, 20) for name in ("one", "two", "built"))
    for archive in (one, two, built):
        # Two with one title and day: their slugs collide, and the first in order has it.
        (archive.content / "raw/9.txt").write_text(text_of(4).replace("harbour", "quay"), encoding="utf-8")
    assert one.run("clean", "--jobs", "1").code == two.run("clean", "--jobs", "2").code == 0
    built.run("build", "--jobs", "2", "--no-search")
    assert len(records(one)) == 21
    assert any(re.search(r"-2\.md$", name) for name in records(one)), "no slugs collide: the test sees less"
    assert records(one) == records(two) == records(built)


def test_a_record_does_not_list_whom_a_person_has_refused_for_it(tmp_path: Path) -> None:
    archive = many(tmp_path / "a", 0)
    for id, name in (("ada", "Ada Berg"), ("paul", "Paul Anders")):
        write_yaml(archive.content / f"actors/{id}.yaml", {"name": name, "type": "person"})
    (archive.content / "raw").mkdir()
    # An odd number makes a text, not a page.
    text = text_of(1).rstrip() + "\n\nAda Berg met Paul Anders. It was late.\n"
    (archive.content / "raw/a.txt").write_text(text, encoding="utf-8")
    assert archive.run("clean").code == 0
    (name, before), *_ = records(archive).items()
    assert b"ada" in before and b"paul" in before
    (archive.content / "articles" / name).unlink()
    refused = f"refused:\n  actors: {{{Path(name).stem}: [ada]}}\n"
    (archive.content / "suggestions.yaml").write_text(refused, encoding="utf-8")
    assert archive.run("clean").code == 0
    after = records(archive)[name]
    assert b"paul" in after and b"Ada Berg;" not in after and b"actors: [paul]" in after


def test_proposals_come_as_they_are_made(tmp_path: Path) -> None:
    """The first record is there before the last file is even opened."""
    archive = many(tmp_path / "a", 40)
    files = originals(archive)
    found = propose_all(files, Kit(), Neighbours(), 1)
    first = next(found)
    assert first.number == 0 and len(first.proposals) == 1
    files[-1].path.unlink()
    rest = list(found)
    assert [problem.code for one in rest for problem in one.problems] == ["unreadable"]
    assert [one.number for one in rest if one.is_last] == list(range(40))


def test_the_pages_of_a_container_are_neighbours_and_come_in_its_order(tmp_path: Path) -> None:
    archives = [many(tmp_path / name, 0) for name in ("one", "two")]
    for archive, jobs in zip(archives, ("1", "2"), strict=True):
        (archive.content / "raw").mkdir()
        with (archive.content / "raw/crawl.warc.gz").open("wb") as stream:
            writer = WARCWriter(stream, gzip=True)
            for number in range(0, 24, 2):
                headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], "HTTP/1.1")
                page = io.BytesIO(text_of(number % 20).encode())
                given = {"WARC-Record-ID": f"<urn:uuid:{number:08}>", "WARC-Date": "2021-04-01T00:00:00Z"}
                address = f"https://river.example/{number}/a-page"
                writer.write_record(
                    writer.create_warc_record(address, "response", page, http_headers=headers, warc_headers_dict=given)
                )
        assert archive.run("clean", "--jobs", jobs).code == 0
    found = [{name: data for name, data in records(archive).items()} for archive in archives]
    assert len(found[0]) == 12 and AROUND.encode() not in b"".join(found[0].values())
    # The same page under two addresses: the first in the container has the slug without a number.
    assert found[0].keys() == found[1].keys() and any(name.endswith("-2.md") for name in found[0])
    digests = [re.sub(rb"(sha256|digest): \w+", b"", b"".join(one.values())) for one in found]
    assert digests[0] == digests[1]
    assert archives[0].run("check").err.count("[raw-copy]") == 0, "copies within one file are the crawler's"


def test_the_cache_holds_only_so_much_in_memory(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    try:
        for number in range(60):
            cache.put(f"key-{number}", bytes([number]) * 1_000_000)
            assert cache.held <= MOST_HELD
        assert all(cache.get(f"key-{number}") == bytes([number]) * 1_000_000 for number in range(60))
    finally:
        cache.close()


# Runs that are killed.

KILLED = """
import os, signal, sys
from sitegen.cli import main
real, count = os.link, 0
def link(source, target, **given):
    global count
    count += "articles" in str(target)
    if count == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    real(source, target, **given)
os.link = link
main(sys.argv[1:])
"""


@pytest.mark.parametrize("name", ["clean", "build"])
def test_what_a_killed_run_left_half_written_is_swept_and_the_rest_is_made(tmp_path: Path, name: str) -> None:
    archive, whole = many(tmp_path / "a", 6), many(tmp_path / "whole", 6)
    line = [name, *archive.places(name == "build"), "--jobs", "1", "--quiet"]
    killed = subprocess.run([sys.executable, "-c", KILLED, *map(str, line)], env=environment(), check=False)
    assert killed.returncode == -signal.SIGKILL
    articles, parts = archive.content / "articles", archive.root / ".sitegen" / "parts"
    assert len(list(parts.iterdir())) == 1 and len(archive.articles()) == 2
    mine = articles / ".mine.part"
    mine.write_text("A person's.")
    assert archive.run(name).code == 0
    assert not parts.exists() or not list(parts.iterdir())
    assert [path.name for path in articles.rglob(".*")] == [".mine.part"], "what a person put there stays"
    mine.unlink()
    whole.run(name)
    assert records(archive) == records(whole)


def test_ctrl_c_leaves_whole_records_and_no_traceback(tmp_path: Path) -> None:
    archive = many(tmp_path / "a", 400)
    line = command("clean", "--content", archive.content, "--jobs", "2")
    process = subprocess.Popen(
        line, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    until = time.monotonic() + 60
    while time.monotonic() < until and not archive.articles():
        time.sleep(0.01)
    # As a terminal does it: every process of the group gets the signal.
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130 and "Traceback" not in out + err, err
    assert 0 < len(archive.articles()) < 400
    assert not list((archive.content / "articles").rglob(".*"))
    assert all(read_record(path)[0]["title"] for path in archive.articles())


# What a curator relies on.


def one_record(archive: Archive) -> Path:
    (path,) = archive.articles()
    return path


def test_a_changed_original_is_told_and_never_followed_in_silence(tmp_path: Path) -> None:
    archive = many(tmp_path / "a", 1)
    archive.run("clean")
    record = one_record(archive)
    before = record.read_bytes()
    raw = archive.content / "raw/0/00.txt"
    raw.write_text(text_of(0).replace("the", "this"), encoding="utf-8")
    for line in (
        ("clean",),
        ("check",),
        ("build", "--no-search", "--json"),
        ("clean", "--diff"),
        ("annotate", "--write"),
    ):
        result = archive.run(*line)
        assert record.read_bytes() == before, line
        if line[0] != "annotate":
            assert "raw-changed" in result.out + result.err, line
    assert archive.articles() == [record]
    assert "+" in archive.run("clean", "--diff").out
    # Named by a person, it is followed, and that is said.
    result = archive.run("clean", raw)
    assert "[raw-changed]" in result.err and "made from what the file holds now" in result.err
    assert record.read_bytes() != before and archive.articles() == [record]
    assert "raw-changed" not in archive.run("check").err


def test_check_verifies_originals_by_their_digest(tmp_path: Path) -> None:
    archive = many(tmp_path / "a", 2)
    archive.run("clean")
    assert "raw-changed" not in archive.run("check").err
    path = archive.content / "raw/0/00.txt"
    stat = path.stat()
    data = bytearray(path.read_bytes())
    data[100] ^= 1
    path.write_bytes(bytes(data))
    # Neither size nor time tells: only the bytes do.
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert path.stat().st_size == stat.st_size
    assert archive.run("check").err.count("[raw-changed]") == 1


def test_an_original_that_is_a_link_out_of_the_archive_is_a_clear_problem(tmp_path: Path) -> None:
    archive = many(tmp_path / "a", 1)
    (tmp_path / "elsewhere.txt").write_text(text_of(5), encoding="utf-8")
    (archive.content / "raw/link.txt").symlink_to(tmp_path / "elsewhere.txt")
    (archive.content / "raw/gone.txt").symlink_to(tmp_path / "gone.txt")
    for name in ("clean", "check", "build"):
        result = archive.run(name)
        assert result.code == 1 and "content/raw/link.txt: error: a link that leads out" in result.err, name
        assert "content/raw/gone.txt: error:" in result.err
    assert len(archive.articles()) == 1
    named = archive.run("clean", archive.content / "raw/link.txt")
    assert named.code == 2 and "is not in the archive" in named.err


def test_diff_shows_edited_records_too(tmp_path: Path) -> None:
    archive = many(tmp_path / "a", 1)
    archive.run("clean")
    record = one_record(archive)
    assert archive.run("clean", "--diff").out == ""
    record.write_text(record.read_text().replace("title: ", "title: Really ", 1))
    edited = record.read_bytes()
    shown = archive.run("clean", "--diff").out
    assert "-title: Really " in shown and record.name in shown and record.read_bytes() == edited
    # Cut otherwise: the record covers most of the same lines.
    record.write_text(re.sub(r"lines: 1-(\d+)", lambda found: f"lines: 2-{found[1]}", record.read_text()))
    assert "--- /dev/null" not in archive.run("clean", "--diff").out
    assert archive.run("clean", "--dry-run").out.startswith("there")


PROBABLE = {"basis": "inferred", "rule": "x", "certainty": "probable"}
DAY = {"date": "2021-03-03"}


def test_diff_names_records_that_would_no_longer_be_made(tmp_path: Path) -> None:
    archive = many(tmp_path / "a", 2)
    archive.run("clean")
    first = archive.articles()[0]
    text = first.read_text(encoding="utf-8")
    first.with_name("another.md").write_text(re.sub(r"lines: \d+-\d+", "lines: 900-950", text), encoding="utf-8")
    (line,) = archive.run("clean", "--diff").out.splitlines()
    assert line.startswith("alone ") and "another.md: today's cleaner makes no such record" in line


DOUBTS: list[tuple[str, dict[str, object]]] = [
    ("no date at all", {"review": ["date"]}),
    ("probable title", DAY | {"provenance": {"title": PROBABLE}, "review": ["title"]}),
    ("probable date", DAY | {"provenance": {"date": PROBABLE}, "review": ["date"]}),
    ("two dates do not agree", DAY | {"provenance": {"date": {"basis": "stated", "line": 3}}, "review": ["date"]}),
    ("a body that is cut", DAY | {"review": ["body"]}),
]


@pytest.mark.parametrize("seed", range(3))
def test_the_review_list_begins_with_what_is_most_doubtful(tmp_path: Path, seed: int) -> None:
    archive = many(tmp_path / "a", 0)
    names = [f"{letter}.md" for letter in "abcdefg"]
    random.Random(seed).shuffle(names)
    fields = [("neither date nor source", {"review": ["source", "date"]}), *DOUBTS]
    for name, (title, front) in zip(names, fields, strict=False):
        path = archive.content / "articles/2021" / name
        source = {"source": "x"} if title != "neither date nor source" else {}
        write_record(path, {"title": title, **source, **front}, "A body of a few words.\n")
    write_yaml(archive.content / "sources/x.yaml", {"name": "X"})
    told = re.findall(r"articles/2021/(.)\.md:1: notice: .* \[review\]", archive.run("check").err)
    assert [f"{name}.md" for name in told] == names[: len(fields)]


def test_clean_lists_what_to_look_at_by_doubt(tmp_path: Path) -> None:
    archive = many(tmp_path / "a", 2)
    nobody_knows = "\n\n".join(prose(random.Random(number)) for number in range(60, 64))
    (archive.content / "raw/0/no-date.txt").write_text(f"A title of some words\n\n{nobody_knows}\n")
    looked = re.findall(r"look at (\S+): (.*)", archive.run("clean").out)
    assert len(looked) == 3
    assert "date" in looked[0][1] and all("date" not in fields for _, fields in looked[1:])
