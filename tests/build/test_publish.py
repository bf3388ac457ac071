"""The output folder is a whole site at every instant; what is not sitegen's own is never touched."""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import edits
import pytest
from archives import (
    MANIFEST,
    REPO,
    Archive,
    bundles,
    command,
    difference,
    environment,
    read_record,
    run_process,
    stats,
    tree,
    unchanged,
    write_record,
    write_yaml,
)
from renewed import Editions, edit_much

pytestmark = pytest.mark.usefixtures("kept_templates")
DIED = 137


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Editions:
    return Editions(tmp_path_factory.mktemp("editions"))


@pytest.fixture(scope="module")
def driver() -> Iterator[Callable[..., tuple[int, list[str]]]]:
    process = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("crash_driver.py"))], stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, text=True, env=environment(),
    )  # fmt: skip
    assert process.stdin and process.stdout

    def crash(archive: Archive, at: int = -1, *, search: bool = False, fallback: bool = False) -> tuple[int, list[str]]:
        arguments = ["build", *archive.places(), "--quiet", "--jobs", "1", *([] if search else ["--no-search"])]
        request = {"arguments": list(map(str, arguments))} | ({"at": at, "fallback": fallback} if at >= 0 else {})
        process.stdin.write(json.dumps(request) + "\n")  # type: ignore[union-attr]
        process.stdin.flush()  # type: ignore[union-attr]
        answer = json.loads(process.stdout.readline())  # type: ignore[union-attr]
        return answer["status"], answer["steps"]

    yield crash
    process.stdin.close()
    process.wait(10)


def moments(steps: list[str], rng: random.Random, more: int) -> list[int]:
    """Steps to die at: the first and the last of each kind, and some others."""
    chosen: set[int] = set(rng.sample(range(1, len(steps) + 1), min(more, len(steps))))
    for kind in set(steps):
        places = [number for number, name in enumerate(steps, 1) if name == kind]
        chosen |= {places[0], places[-1]}
        if kind in ("rename", "exchange", "replace", "save"):
            chosen.update(places)
    return sorted(chosen)


@pytest.mark.parametrize(("search", "fallback", "more"), [(False, False, 6), (True, False, 0), (False, True, 0)])
def test_a_build_that_dies_at_any_step_leaves_a_whole_site_and_the_next_one_is_right(
    editions: Editions, driver: Any, search: bool, fallback: bool, more: int
) -> None:
    editions.restore()
    assert driver(editions.archive) == (0, [])
    editions.restore()
    code, steps = driver(editions.archive, 0, search=search, fallback=fallback)
    assert code == 0 and {"exchange", "link", "write", "replace", "save"} <= set(steps)
    editions.assert_next_build_is_right("nothing died", search)
    found = moments(steps, random.Random(3), more)
    if search or fallback:  # what is special about them begins with a folder that is moved
        found = [at for at in found if at >= steps.index("rename")]
    for at in found:
        editions.restore()
        what = f"died before step {at} of {len(steps)}, {steps[at - 1]}"
        code, taken = driver(editions.archive, at, search=search, fallback=fallback)
        assert (code, len(taken)) == (DIED, at), what
        editions.assert_whole(what, fallback)
        editions.assert_next_build_is_right(what, search)


def test_a_build_that_dies_while_it_cleans_a_compilation_loses_no_article(
    shipped: Archive, tmp_path: Path, driver: Any
) -> None:
    clean = shipped.copy(tmp_path / "clean")
    clean.build()
    names = [path.name for path in clean.articles()]
    _, steps = driver(shipped, 0)
    cleaned = [number for number, name in enumerate(steps, 1) if name == "link"][: len(names)]
    for at in (cleaned[0], cleaned[5], cleaned[-1]):
        for folder in (shipped.content / "articles", shipped.site, shipped.cache):
            shutil.rmtree(folder)
        assert driver(shipped, at)[0] == DIED
        shipped.build()
        assert [path.name for path in shipped.articles()] == names, f"died before step {at}"
        assert difference(tree(shipped.site), tree(clean.site)) == []


def test_a_build_killed_at_a_random_moment_leaves_a_whole_site_and_the_next_one_is_right(editions: Editions) -> None:
    rng = random.Random(11)
    editions.restore()
    arguments = command("build", *editions.archive.places(), "--quiet", "--jobs", "1")
    start = time.monotonic()
    assert subprocess.run(arguments, env=environment(), capture_output=True, check=False).returncode == 0
    whole = time.monotonic() - start
    for number in range(5):
        editions.restore()
        # In a group of its own, so that the indexer dies with it.
        process = subprocess.Popen(
            arguments, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        delay = rng.uniform(whole * 0.3, whole)
        time.sleep(delay)
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        what = f"kill {number} after {delay:.2f} of {whole:.2f} s"
        editions.assert_whole(what)
        editions.assert_next_build_is_right(what, search=True)


def test_a_build_that_was_killed_alone_does_not_spoil_the_next_one_by_the_indexer_it_left(editions: Editions) -> None:
    editions.restore()
    process = subprocess.Popen(
        command("build", *editions.archive.places(), "--quiet", "--jobs", "1"), env=environment(),
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    work = editions.archive.cache / "work"
    until = time.monotonic() + 30
    while not list(work.glob("pagefind-*/pages")) and process.poll() is None and time.monotonic() < until:
        time.sleep(0.002)
    process.kill()
    process.wait()
    editions.assert_whole("killed while it indexed")
    editions.assert_next_build_is_right("killed while it indexed", search=True)


def test_a_reader_of_the_site_never_misses_a_page_and_never_meets_half_of_one(small: Archive) -> None:
    small.build()
    path = small.articles()[0]
    front, body = read_record(path)
    pages = [small.site / "index.html", small.site / f"articles/{path.stem}/index.html", small.site / "feed.xml"]
    seen: dict[Path, set[bytes]] = {page: set() for page in pages}
    faults: list[str] = []
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            for page in pages:
                try:
                    seen[page].add(page.read_bytes())
                except OSError as error:
                    faults.append(f"{page.name}: {error}")

    known: dict[Path, set[bytes]] = {page: {page.read_bytes()} for page in pages}
    reader = threading.Thread(target=read)
    reader.start()
    try:
        for number in range(8):
            write_record(path, front | {"title": f"Edition {number}"}, body)
            small.build()
            for page in pages:
                known[page].add(page.read_bytes())
    finally:
        stop.set()
        reader.join()
    assert faults == []
    for page in pages:
        assert seen[page] <= known[page], f"half a page: {page.name}"
    assert len(seen[pages[1]]) > 1, "the reader saw no change: the test is worth nothing"


# What is not sitegen's own.


def test_foreign_files_in_the_output_folder_survive(small: Archive) -> None:
    small.build(search=True)
    foreign = {
        "CNAME": b"papers.example\n",
        "downloads/big.bin": bytes(range(256)) * 100,
        "articles/by-hand/index.html": b"<p>by hand",
        ".well-known/security.txt": b"Contact: nobody\n",
        ".git/HEAD": b"ref: refs/heads/pages\n",
    }
    for name, data in foreign.items():
        (small.site / name).parent.mkdir(parents=True, exist_ok=True)
        (small.site / name).write_bytes(data)
    (small.site / "downloads/big.bin").chmod(0o754)
    os.symlink("CNAME", small.site / "a-link")
    before = stats(small.site)
    edit_much(small)
    small.build(search=True)
    shutil.rmtree(small.cache)
    edits.change_yaml(small.content / "site.yaml", title="Another title")
    small.build()
    for name, data in foreign.items():
        assert (small.site / name).read_bytes() == data, name
    assert stats(small.site)["downloads/big.bin"] == before["downloads/big.bin"]
    assert (small.site / "downloads/big.bin").stat().st_mode & 0o777 == 0o754
    assert os.readlink(small.site / "a-link") == "CNAME"


def test_foreign_folders_in_the_output_folder_survive_even_empty_ones(small: Archive) -> None:
    # A clone of the branch that a host publishes from: git needs its empty folders.
    small.build()
    (small.site / ".git/refs/tags").mkdir(parents=True)
    edit_much(small)
    small.build()
    assert (small.site / ".git/refs/tags").is_dir()


@pytest.mark.parametrize("name", ["index.html", "timeline/index.html", "static/site.css", "pagefind/en/x.json"])
def test_a_foreign_file_that_is_in_the_way_is_never_written_over(small: Archive, name: str) -> None:
    (small.site / name).parent.mkdir(parents=True)
    (small.site / name).write_text("mine", encoding="utf-8")
    result = small.run("build")
    assert result.code == 2 and name in result.err and "hint: move them away" in result.err
    assert tree(small.site) == ({} if "pagefind" in name else {name: b"mine"})
    assert (small.site / name).read_text(encoding="utf-8") == "mine"
    (small.site / name).unlink()
    assert small.run("build").code == 0


def test_an_output_folder_that_is_a_link_stays_one(small: Archive, tmp_path: Path) -> None:
    served = tmp_path / "served"
    served.mkdir()
    small.site.symlink_to(served, target_is_directory=True)
    for title in ("One", "Two"):
        edits.change_yaml(small.content / "site.yaml", title=title)
        small.build()
        assert small.site.is_symlink() and title in (served / "index.html").read_text(encoding="utf-8")
    assert {path.name for path in small.root.iterdir()} == {"content", "themes", "site", ".sitegen"}


def test_without_the_cache_the_output_is_the_same_and_old_pages_go(small: Archive, tmp_path: Path) -> None:
    small.build()
    before, files = tree(small.site), stats(small.site)
    shutil.rmtree(small.cache)
    assert small.build()["written"] == []
    assert tree(small.site) == before and stats(small.site) == files
    shutil.rmtree(small.cache)
    gone = small.articles()[0]
    gone.unlink()
    report = small.build()
    assert f"articles/{gone.stem}/index.html" in report["removed"]
    clean = small.copy(tmp_path / "clean")
    clean.build()
    assert difference(tree(small.site), tree(clean.site)) == []


def test_an_archive_that_moved_writes_nothing(small: Archive) -> None:
    small.build()
    files = stats(small.site)
    moved = Archive(small.root.rename(small.root.with_name("moved")))
    assert moved.build()["written"] == []
    assert stats(moved.site) == files


def test_a_page_removed_or_changed_by_hand_is_restored(small: Archive) -> None:
    small.build()
    before = tree(small.site)
    for name in ("index.html", "feed.xml", "static/site.css", "static/yours.css", "data/articles.json"):
        for change in (Path.unlink, lambda path: path.write_text("by hand", encoding="utf-8")):
            change(small.site / name)
            small.build()
            assert difference(tree(small.site), before) == [], name
    shutil.rmtree(small.site / "articles")
    small.build()
    assert difference(tree(small.site), before) == []
    shutil.rmtree(small.site)
    report = small.build()
    assert difference(tree(small.site), before) == [] and len(report["written"]) == report["pages"]


def test_the_list_of_own_files_removed_or_changed_by_hand_is_restored(small: Archive) -> None:
    # It is a hidden file: what copies a site may leave it behind. The ledger still knows what sitegen wrote.
    small.build()
    before = tree(small.site)
    for change in (Path.unlink, lambda path: path.write_text("by hand", encoding="utf-8")):
        change(small.site / MANIFEST)
        small.build()
        assert difference(tree(small.site), before) == []


def test_a_file_of_the_search_removed_or_changed_by_hand_is_restored(small: Archive) -> None:
    small.build(search=True)
    before = bundles(small.site)
    for pattern in ("en/pagefind-entry.json", "en/fragment/*", "be/index/*", "en/facets.json"):
        for change in (Path.unlink, lambda path: path.write_bytes(b"by hand")):
            change(next((small.site / "pagefind").glob(pattern)))
            small.build(search=True)
            assert bundles(small.site) == before, pattern
    shutil.rmtree(small.site / "pagefind/be")
    small.build(search=True)
    assert bundles(small.site) == before


def test_pages_of_a_deleted_article_go_and_with_them_their_folders(small: Archive) -> None:
    small.build(search=True)
    gone = next(path for path in small.articles() if path.stem.startswith("2021-04"))
    day = read_record(gone)[0]["date"]
    gone.unlink()
    report = small.build(search=True)
    assert {f"articles/{gone.stem}/index.html", f"articles/{gone.stem}/provenance/index.html"} <= set(report["removed"])
    assert not (small.site / "articles" / gone.stem).exists()
    assert not (small.site / "timeline" / day).exists()
    urls = {page["url"] for bundle in bundles(small.site).values() for page in bundle["pages"]}
    assert urls and not any(gone.stem in url for url in urls)
    for path in small.site.rglob("*"):
        assert path.is_file() or any(path.iterdir()), f"{path} is empty"


# Damage to what may be deleted at any time.


def spoil(path: Path, how: str, rng: random.Random) -> None:
    data = bytearray(path.read_bytes())
    if how == "noise":
        for _ in range(40):
            data[rng.randrange(len(data))] = rng.randrange(256)
    elif how == "block":
        start = rng.randrange(len(data))
        data[start : start + 5000] = rng.randbytes(min(5000, len(data) - start))
    elif how == "cut":
        del data[rng.randrange(len(data)) :]
    elif how == "garbage":
        data = bytearray(rng.randbytes(3000))
    elif how == "empty":
        data.clear()
    path.write_bytes(data)


def spoil_cache(archive: Archive, how: str, rng: random.Random) -> None:
    path = archive.cache / "cache.sqlite"
    if how in ("version", "table", "values", "half"):
        with sqlite3.connect(path) as db:
            statement = {
                "version": "UPDATE about SET value='from the future'",
                "table": "DROP TABLE items",
                "values": "UPDATE items SET value=x'7b7d'",
                "half": "DELETE FROM items WHERE key LIKE 'article-%' OR key LIKE 'lines-%'",
            }[how]
            db.execute(statement)
        db.close()
    else:
        spoil(path, how, rng)


@pytest.mark.parametrize(
    "how", ["garbage", "empty", "version", "table", "values", "half", *["noise"] * 4, *["block"] * 4, *["cut"] * 3]
)
def test_a_damaged_cache_is_made_anew_in_silence(
    small: Archive, tmp_path: Path, how: str, request: pytest.FixtureRequest
) -> None:
    rng = random.Random(request.node.name)
    small.build()
    before = tree(small.site)
    for site_too in (False, True):
        spoil_cache(small, how, rng)
        if site_too:  # so that every page is rendered from what the cache gives
            shutil.rmtree(small.site)
        small.build()
        assert difference(tree(small.site), before) == []
    edit_much(small)
    clean = small.copy(tmp_path / "clean")
    spoil_cache(small, how, rng)
    small.build()
    clean.build()
    assert difference(tree(small.site), tree(clean.site)) == []


@pytest.mark.parametrize("how", ["garbage", "empty", "null", "types", "version", *["noise"] * 4, *["cut"] * 3])
def test_a_damaged_ledger_is_made_anew_in_silence(
    small: Archive, tmp_path: Path, how: str, request: pytest.FixtureRequest
) -> None:
    rng = random.Random(request.node.name)
    small.build()
    before = tree(small.site)
    path = small.ledger()
    if how == "null":
        path.write_text("null", encoding="utf-8")
    elif how in ("types", "version"):
        ledger = json.loads(path.read_bytes())
        if how == "version":
            ledger["version"] = 99
        else:
            ledger["pages"] = {name: [0, 7, None, "size", [], {"because": 1}] for name in ledger["pages"]}
            ledger["search"] = {"en": None}
        path.write_text(json.dumps(ledger), encoding="utf-8")
    else:
        spoil(path, how, rng)
    assert small.run("why", "/").code == 0
    small.build()
    assert difference(tree(small.site), before) == []
    assert small.build()["written"] == []
    edit_much(small)
    small.build()
    clean = small.copy(tmp_path / "clean")
    clean.build()
    assert difference(tree(small.site), tree(clean.site)) == []


# Where the site may go, and where it cannot.


@pytest.mark.parametrize("where", ["content", "content/site", "content/articles", ".", "link"])
def test_a_site_is_never_written_into_or_over_the_archive(small: Archive, where: str) -> None:
    (small.root / "link").symlink_to(small.content, target_is_directory=True)
    with unchanged(small.root):
        names = sorted(small.root.rglob("*"))
        result = small.run("build", "--out", small.root / where)
        assert result.code == 2
        assert "the site would be written into or over the archive" in result.err and "hint:" in result.err
        assert sorted(small.root.rglob("*")) == names


def test_a_file_in_place_of_the_output_folder_is_refused_and_kept(small: Archive) -> None:
    small.site.write_text("mine", encoding="utf-8")
    result = small.run("build")
    assert result.code == 2 and "is a file" in result.err
    assert small.site.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("where", ["/proc/site", "{root}/file/site", "/dev/null/site"])
def test_an_output_folder_that_cannot_be_written_gives_a_clear_error(small: Archive, where: str) -> None:
    if where.startswith(("/proc", "/dev")) and not Path(where).parent.exists():
        pytest.skip(f"this system has no {Path(where).parent}")
    (small.root / "file").write_text("a file", encoding="utf-8")
    result = small.run("build", "--out", where.format(root=small.root), "--no-search")
    assert result.code == 2, result
    assert "the site cannot be written" in result.err and "hint:" in result.err and "Traceback" not in result.err


def test_records_that_cannot_be_written_give_a_clear_error(small: Archive) -> None:
    shutil.rmtree(small.content / "articles")
    (small.content / "articles").write_text("a file", encoding="utf-8")
    result = small.run("build", "--no-search")
    assert result.code == 2
    assert "a record cannot be written" in result.err and "--frozen" in result.err


@pytest.mark.skipif(not hasattr(resource, "RLIMIT_FSIZE"), reason="this system limits no file sizes")
def test_a_full_disk_gives_a_clear_error_and_leaves_the_site_as_it_was(small: Archive) -> None:
    small.build()
    before = tree(small.site)
    front, body = read_record(small.articles()[0])
    write_record(small.articles()[0], front, body + "\nwords and " * 5000)

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))

    run = subprocess.run(
        command("build", *small.places(), "--no-search", "--jobs", "1"), env=environment(), preexec_fn=limit,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 2, run
    assert "the site cannot be written" in run.stderr and "Traceback" not in run.stderr
    assert tree(small.site) == before
    small.build()
    assert len(difference(tree(small.site), before)) > 0
    assert {path.name for path in small.root.iterdir()} == {"content", "themes", "site", ".sitegen"}


def test_two_builds_at_once_both_end_well(small: Archive, tmp_path: Path) -> None:
    clean = small.copy(tmp_path / "clean")
    clean.build(search=True)
    processes = [
        subprocess.Popen(
            command(name, *small.places(), "--quiet", "--jobs", "1", *more), env=environment(), text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
        for name, *more in (("build",), ("build",), ("check",), ("why", "/"))
    ]  # fmt: skip
    for process in processes:
        _, said = process.communicate(timeout=60)
        assert process.returncode == 0, said
        assert "Traceback" not in said
    assert difference(tree(small.site), tree(clean.site)) == []
    assert bundles(small.site) == bundles(clean.site)
    assert tree(small.content) == tree(clean.content)


def test_a_build_and_a_clean_at_once_make_each_record_once(shipped: Archive, tmp_path: Path) -> None:
    clean = shipped.copy(tmp_path / "clean")
    clean.build()
    commands = [command("build", *shipped.places(), "--no-search", "--quiet"), command("clean", *shipped.places(False))]
    processes = [subprocess.Popen(line, env=environment(), stdout=subprocess.DEVNULL) for line in commands * 2]
    for process in processes:
        process.wait(60)
    assert [path.name for path in shipped.articles()] == [path.name for path in clean.articles()]


def test_more_processes_give_the_same_site(small: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from sitegen.build import reading, rendering

    clean = small.copy(tmp_path / "clean")
    clean.build()
    for module in (reading, rendering):
        monkeypatch.setattr(module, "_TOGETHER_FROM", 1)
    result = small.run("build", "--json", "--jobs", "2", "--no-search")
    assert result.code == 0 and result.json["written"]
    assert difference(tree(small.site), tree(clean.site)) == []


# Options.


def test_no_search_drops_a_bundle_that_no_longer_fits_and_keeps_one_that_does(small: Archive) -> None:
    small.build(search=True)
    before = bundles(small.site)
    small.build()
    assert bundles(small.site) == before
    edits.body_words_swapped(small, random.Random(1))
    small.build()
    assert set(bundles(small.site)) == {"be"}
    assert small.build(search=True)["indexed"] == ["en"]
    assert set(bundles(small.site)) == {"be", "en"}


def test_frozen_fails_instead_of_writing_into_the_archive(small: Archive) -> None:
    content = tree(small.content)
    result = small.run("build", "--frozen", "--no-search", "--json")
    assert result.code == 1 and "raw-unclean" in result.codes
    assert {problem["path"] for problem in result.json["problems"]} == {f"content/raw/saved-{n}.txt" for n in range(3)}
    assert tree(small.content) == content
    small.build()
    content = tree(small.content)
    result = small.run("build", "--frozen", "--no-search", "--json")
    assert result.code == 0 and result.json["problems"] == [] and tree(small.content) == content


def test_drafts_are_shown_only_when_asked_for(small: Archive) -> None:
    path = small.articles()[0]
    front, body = read_record(path)
    write_record(path, front | {"status": "draft"}, body)
    name, title = f"articles/{path.stem}/index.html", front["title"].encode()
    small.build(search=True)
    site = tree(small.site)
    assert name not in site and not [file for file, data in site.items() if title in data]
    small.build("--drafts", search=True)
    assert title in tree(small.site)[name]
    small.build(search=True)
    assert difference(tree(small.site), site) == []
    assert not any(path.stem in page["url"] for page in bundles(small.site)["en"]["pages"])


def test_the_base_url_of_the_command_line_overrides_that_of_the_archive(small: Archive) -> None:
    small.build()
    one = (small.site / "timeline/index.html").read_text(encoding="utf-8")
    assert "https://river.example/papers/timeline/" in one
    small.build("--base-url", "https://mirror.example/x")
    pages = {"timeline/index.html": "timeline/", "sitemap.xml": "timeline/", "feed.xml": "feed.xml"}
    for name, address in pages.items():
        text = (small.site / name).read_text(encoding="utf-8")
        assert f"https://mirror.example/x/{address}" in text and "river.example/papers" not in text, name
    small.build()
    assert (small.site / "timeline/index.html").read_text(encoding="utf-8") == one


def test_links_inside_the_site_are_relative(small: Archive) -> None:
    small.build()
    for path in small.site.rglob("*.html"):
        if path.name != "404.html":
            text = path.read_text(encoding="utf-8")
            assert 'href="/' not in text and 'src="/' not in text, path


# Names that must never be published.


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Zoe Quillfeather", "Thanks to Zoe Quillfeather."),
        ("Zoe Quillfeather", "Thanks to ZOE QUILLFEATHER."),
        ("Zoe Quillfeather", "Thanks to Zoe\nQuillfeather."),
        ("Zoe Quillfeather", "Thanks to Zoe&nbsp;Quillfeather."),
        ("Zoe Quillfeather", "Thanks to Zoe *Quillfeather*."),
        ("Liam O'Quill", "Thanks to Liam O'Quill."),
        ("Liam O'Quill", "Thanks to Liam O’Quill."),
        ("Quill & Sons", "Thanks to Quill & Sons."),
    ],
)
def test_a_name_that_becomes_protected_is_published_no_longer(small: Archive, name: str, text: str) -> None:
    about = small.content / "pages/about.md"
    about.write_text(text + "\n", encoding="utf-8")
    small.build()
    write_yaml(small.content / "actors/protected.yaml", {"name": name, "type": "person", "risk": "pseudonymise"})
    result = small.run("build", "--json", "--no-search")
    # The page's own value did not change; the name must be noticed all the same.
    assert result.code == 1 and "protected-name" in result.codes and result.json["published"] is False
    about.write_text("Thanks to a reader.\n", encoding="utf-8")
    result = small.run("build", "--json", "--no-search")
    assert result.code == 0 and result.json["published"] is True
    assert not [file for file, data in tree(small.site).items() if b"quill" in data.lower()]


@pytest.mark.parametrize("where", ["event", "note", "site", "place", "title", "theme"])
def test_a_protected_name_is_noticed_wherever_it_would_be_printed(small: Archive, where: str) -> None:
    small.build()
    name = "Liam O'Quill"
    write_yaml(small.content / "actors/protected.yaml", {"name": name, "type": "person", "risk": "pseudonymise"})
    first = small.articles()[0]
    if where == "event":
        edits.change_yaml(small.content / "events/event-0.yaml", title=f"{name} speaks")
    elif where == "note":
        notes = sorted((small.content / "notes").iterdir())[0]
        note = {"quote": {"exact": read_record(first)[1].split()[0]}, "type": "context", "body": f"It was {name}."}
        write_yaml(notes.with_name(f"{first.stem}.yaml"), [note])
    elif where == "site":
        edits.change_yaml(small.content / "site.yaml", publisher=name)
    elif where == "place":
        edits.change_yaml(small.content / "places/riverton.yaml", description=f"Where {name} lives")
    elif where == "title":
        front, body = read_record(first)
        write_record(first, front | {"title": f"{name} speaks"}, body)
    else:
        (small.themes / "mine/templates/parts/foot-extra.html").write_text(f"<p>{name}</p>", encoding="utf-8")
    result = small.run("build", "--json", "--no-search")
    assert result.code == 1 and "protected-name" in result.codes
    # What names the person is left out, or nothing is published.
    assert not [file for file, data in tree(small.site).items() if b"Quill" in data]


# Edits are sacred.


def commands_of(archive: Archive) -> list[tuple[str, ...]]:
    raw = str(sorted((archive.content / "raw").iterdir())[0])
    return [
        ("build", "--no-search"), ("clean",), ("clean", raw), ("clean", "--diff"), ("clean", "--dry-run"),
        ("clean", "--explain"), ("annotate",), ("annotate", "--write"), ("check",), ("why", "/"), ("export", "json"),
        ("export", "bibtex"), ("build", "--drafts", "--strict", "--no-search"), ("build", "--frozen", "--no-search"),
    ]  # fmt: skip


def edits_of_a_person(text: str) -> list[str]:
    front, _, body = text.removeprefix("---\n").partition("\n---\n")
    return [
        text.replace("title: ", "title: Really: ", 1).replace("Really: ", "Really ", 1),
        text + "\nA line by a person.\n",
        text.replace("\n", "\r\n") + "A line.\r\n",
        "---\n" + "\n".join(line for line in front.split("\n") if not line.startswith("cleaned:")) + "\n---\n" + body,
        f"---\n{front}\nsummary: By a person.\n---\n{body}",
        f"---\ntitle: [broken\n---\n{body}",
        "nothing is left of it\n",
    ]


def test_a_record_that_a_person_edited_is_never_written_over(small: Archive) -> None:
    small.build()
    record = next(path for path in small.articles() if "raw" in read_record(path)[0])
    text = record.read_text(encoding="utf-8")
    # New names, so that today's cleaner would write something else.
    edits.change_yaml(small.content / "actors/bruno-castel.yaml", names=["harbour", "bridge", "ferry"])
    edits.change_yaml(small.content / "site.yaml", known=[{"files": "raw/*", "kind": "wire", "why": "now known"}])
    for edited in edits_of_a_person(text):
        record.write_bytes(edited.encode())
        for line in commands_of(small):
            small.run(*line)
            assert record.read_bytes() == edited.encode(), (line, edited[:300])
        for other in small.articles():  # what a broken record no longer claims is cleaned again, beside it
            if other.stem.startswith(record.stem) and other != record:
                other.unlink()
    record.write_bytes(text.encode())
    assert any("bruno-castel" not in line for line in text.split("\n"))
    result = small.run("clean", "--json")
    assert record.read_bytes() != text.encode(), "an untouched record may be renewed, or the test sees nothing"
    assert result.code == 0


def test_clean_says_which_records_it_left_alone_and_diff_shows_what_it_would_propose(small: Archive) -> None:
    small.build()
    record = next(path for path in small.articles() if "raw" in read_record(path)[0])
    record.write_text(record.read_text(encoding="utf-8") + "\nBy a person.\n", encoding="utf-8")
    result = small.run("clean")
    assert result.code == 0
    assert record.name in result.err and "a person has edited this record" in result.err
    assert "edited by a person and left alone" in result.out
    shown = small.run("clean", "--diff")
    assert shown.code == 0 and "-By a person." in shown.out and record.name in shown.out
    assert len(shown.out.split("--- ")) == 2, "the others are as they would be cleaned today"


def test_no_command_changes_what_a_curator_wrote(shipped: Archive) -> None:
    with unchanged(shipped.content), unchanged(shipped.themes):
        for line in commands_of(shipped):
            result = shipped.run(*line)
            assert result.code in (0, 1) and "fault" not in result.err, (line, result.err)
        new = {path.relative_to(shipped.content).parts[0] for path in shipped.content.rglob("*")}
    assert new <= {path.name for path in (REPO / "content").iterdir()} | {"articles"}
    assert {path.name for path in shipped.root.iterdir()} == {"content", "themes", "site", ".sitegen"}


def test_a_record_that_was_renamed_is_not_made_again(small: Archive) -> None:
    small.build()
    record = next(path for path in small.articles() if "raw" in read_record(path)[0])
    count = len(small.articles())
    record.rename(record.with_name("2021-03-05-a-better-name.md"))
    assert small.build()["cleaned"] == []
    assert small.run("clean").code == 0
    assert len(small.articles()) == count


def test_cleaning_twice_changes_nothing(shipped: Archive) -> None:
    shipped.build()
    with unchanged(shipped.content):
        count = len(shipped.articles())
        assert f"{count} as they were" in shipped.run("clean").out
        assert shipped.build()["cleaned"] == []
        assert len(shipped.articles()) == count


def test_files_of_the_site_can_be_read_by_everybody(small: Archive) -> None:
    # A web server is another user; what mkstemp makes is private.
    old = os.umask(0o022)
    try:
        result = run_process("build", *small.places(), "--quiet")
    finally:
        os.umask(old)
    assert result.code == 0
    for path in (small.site, *small.site.rglob("*")):
        mode = path.stat().st_mode & 0o777
        assert mode == (0o755 if path.is_dir() else 0o644), (path, oct(mode))
