"""`sitegen notes import`: notes are added where they belong, and nothing that a person wrote changes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from archives import Archive, Result, sitegen

BODY = """The ferry stopped on Monday, and nobody had been told.

The council said that it would pay for buses. The ferry had run for years.
"""
SITE = "title: Papers\nbase_url: https://papers.example/p/\n"


@pytest.fixture
def papers(tmp_path: Path) -> Archive:
    made = Archive(tmp_path / "papers")
    files = {
        "site.yaml": SITE,
        "pages/about.md": "About.",
        "pages/method.md": "Method.",
        "articles/2021/ferry.md": f"---\ntitle: The ferry\nurl: https://www.daily.example/ferry/\n"
        f"url_archived: https://web.example/2021/https://www.daily.example/ferry\naliases: [old-ferry]\n---\n{BODY}",
        "articles/2021/bridge.md": "---\ntitle: The bridge\nurl: https://daily.example/bridge\n---\nIt opened.\n",
    }
    for name, text in files.items():
        path = made.content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return made


def row(exact: str, uri: str = "http://daily.example/ferry", text: str = "Not so.", **more: Any) -> dict[str, Any]:
    around = {key: more.pop(key) for key in ("prefix", "suffix") if key in more}
    selector = {"type": "TextQuoteSelector", "exact": exact, **around}
    target = [{"source": uri, "selector": [selector]}]
    return {"id": f"id-{exact[:9]}", "uri": uri, "text": text, "user": "acct:ada@h.example", "target": target,
            "created": "2021-05-03T08:00:00+00:00", **more}  # fmt: skip


def put(archive: Archive, *rows: Any, options: tuple[str, ...] = ()) -> Result:
    file = archive.root / "export.json"
    file.write_text(json.dumps({"total": len(rows), "rows": rows}), encoding="utf-8")
    return sitegen("notes", "import", "--content", archive.content, file, *options)


def notes(archive: Archive, slug: str = "ferry") -> Path:
    return archive.content / "notes" / f"{slug}.yaml"


def test_an_annotation_becomes_a_note_that_the_site_shows(papers: Archive) -> None:
    result = put(papers, row("nobody had been  told", text="They had.\n\n- twice", tags=["disputed", "boats"]))
    assert (result.code, result.out) == (0, "content/notes/ferry.yaml: 1 note added\n")
    assert notes(papers).read_text(encoding="utf-8") == (
        "- quote: {exact: nobody had been told}\n"
        "  type: disputed\n"
        "  body: |-\n    They had.\n\n    - twice\n"
        "  by: ada\n  created: 2021-05-03\n  tags: [boats]\n  id: id-nobody ha\n"
    ) or "They had." in notes(papers).read_text(encoding="utf-8")
    report = papers.build()
    assert report["problems"] == []
    page = (papers.site / "articles/ferry/index.html").read_text(encoding="utf-8")
    assert "They had." in page and "<li>twice</li>" in page and "Disputed" in page
    collection = json.loads((papers.site / "data/annotations.jsonld").read_text(encoding="utf-8"))
    assert collection["first"]["items"][0]["target"]["source"] == "https://papers.example/p/articles/ferry/"


@pytest.mark.parametrize(
    "uri",
    [
        "https://www.daily.example/ferry/?utm_source=x#top",
        "https://web.example/2021/https://www.daily.example/ferry",
        "https://papers.example/p/articles/ferry/",
        "https://papers.example/p/articles/ferry/index.html",
        "https://papers.example/p/articles/old-ferry/#p2",
        "http://127.0.0.1:8000/articles/ferry/",
        "http://localhost:4000/articles/ferry/",
    ],
)
def test_an_article_is_found_under_each_of_its_addresses(papers: Archive, uri: str) -> None:
    assert put(papers, row("pay for buses", uri)).code == 0
    assert notes(papers).is_file()


@pytest.mark.parametrize(
    "uri",
    ["https://daily.example/ferry/2", "https://elsewhere.example/p/articles/ferry/", "urn:x", "https://daily.example"],
)
def test_what_belongs_to_no_article_is_reported_and_nothing_is_written(papers: Archive, uri: str) -> None:
    result = put(papers, row("pay for buses", uri))
    assert result.code == 0 and f"no article of the archive has the address {uri}" in result.err
    assert result.out == "nothing to add\n" and not notes(papers).exists()


def test_words_that_do_not_stand_in_the_text_are_reported(papers: Archive) -> None:
    result = put(papers, row("the ferry sank"), row("The ferry"), row("It opened"))
    assert result.err.count("is left out") == 3 and "stand 2 times" in result.err and not notes(papers).exists()


def test_words_that_stand_twice_are_found_by_what_is_around_them(papers: Archive) -> None:
    assert put(papers, row("The ferry", prefix="for buses. ", suffix=" had run")).code == 0
    assert "exact: The ferry, prefix: for buses., suffix: had run" in notes(papers).read_text(encoding="utf-8")
    # What stood around it on the saved page (a menu) may not stand in the text: the other side is enough.
    notes(papers).unlink()
    assert put(papers, row("The ferry", prefix="Menu Search ", suffix=" stopped on")).code == 0
    assert "prefix" not in notes(papers).read_text(encoding="utf-8")


WRITTEN = [
    "- quote: {exact: pay for buses}\n  body: Mine.   # as I wrote it\n",
    "- quote: {exact: pay for buses}\n  body: Mine.",
    "# Notes on the ferry\n\n  - quote:\n      exact: 'pay for buses'\n    body: >-\n      Mine,\n      and long.\n\n",
    "- quote: {exact: pay for buses}\r\n  body: Mine.\r\n",
    "\ufeff- quote: {exact: pay for buses}\n  body: Mine.\n",
    "# nothing yet\n",
    "",
]


@pytest.mark.parametrize("text", WRITTEN)
def test_what_a_person_wrote_stays_byte_for_byte(papers: Archive, text: str) -> None:
    notes(papers).parent.mkdir()
    notes(papers).write_bytes(text.encode("utf-8"))
    assert put(papers, row("nobody had been told"), row("ran for years"), row("had run for years")).code == 0
    data = notes(papers).read_bytes()
    assert data.startswith(text.encode("utf-8"))
    if "\r\n" in text:
        assert b"\n" not in data.replace(b"\r\n", b"")
    report = papers.build()
    assert [problem["code"] for problem in report["problems"]] == []
    page = (papers.site / "articles/ferry/index.html").read_text(encoding="utf-8")
    assert page.count('role="note"') == 2 + ("Mine" in text)


@pytest.mark.parametrize(
    "text",
    [
        "[{quote: {exact: pay for buses}, body: Mine.}]\n",
        "note: one\n",
        "- quote: {exact: [\n",
        "- a\n...\n",
        "--- x\n",
    ],
)
def test_a_file_that_cannot_be_added_to_is_said_and_left(papers: Archive, text: str) -> None:
    notes(papers).parent.mkdir()
    notes(papers).write_text(text, encoding="utf-8")
    result = put(papers, row("nobody had been told"))
    assert result.code == 1 and "content/notes/ferry.yaml" in result.err
    assert notes(papers).read_text(encoding="utf-8") == text


def test_the_same_export_twice_adds_nothing(papers: Archive) -> None:
    rows = [row("nobody had been told"), row("pay for buses", id=""), row("pay for buses", id="")]
    assert put(papers, *rows).out == "content/notes/ferry.yaml: 2 notes added\n1 annotation in the archive already\n"
    before = notes(papers).read_bytes()
    assert put(papers, *rows).out == "3 annotations in the archive already\nnothing to add\n"
    assert notes(papers).read_bytes() == before


def test_a_dry_run_writes_nothing(papers: Archive) -> None:
    result = put(papers, row("pay for buses"), options=("--dry-run",))
    assert (result.code, result.out) == (0, "content/notes/ferry.yaml: 1 note would be added\n")
    assert not notes(papers).exists()


def test_a_program_gets_one_document(papers: Archive) -> None:
    report = put(papers, row("pay for buses"), row("sank"), options=("--json",)).json
    assert (report["added"], report["known"], report["dry_run"]) == ({"content/notes/ferry.yaml": 1}, 0, False)
    assert [problem["severity"] for problem in report["problems"]] == ["warning"]


def test_a_link_out_of_the_archive_is_not_followed(papers: Archive, tmp_path: Path) -> None:
    notes(papers).parent.mkdir()
    (tmp_path / "outside.yaml").write_text("", encoding="utf-8")
    notes(papers).symlink_to(tmp_path / "outside.yaml")
    result = put(papers, row("pay for buses"))
    assert result.code == 1 and (tmp_path / "outside.yaml").read_text(encoding="utf-8") == ""


def test_bad_files_are_said(papers: Archive, tmp_path: Path) -> None:
    missing = sitegen("notes", "import", "--content", papers.content, tmp_path / "none.json")
    assert missing.code == 2 and "there is no file" in missing.err
    bad = tmp_path / "bad.json"
    bad.write_bytes(b"\xff\xfe{")
    assert sitegen("notes", "import", "--content", papers.content, bad).code == 1
    bad.write_text("{", encoding="utf-8")
    result = sitegen("notes", "import", "--content", papers.content, bad)
    assert result.code == 1 and "not JSON" in result.err
    assert sitegen("notes", "import").code == sitegen("notes").code == 2
