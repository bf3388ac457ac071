"""MHTML, WARC and WACZ: each page of a container becomes a record; a cut container gives up only what is cut."""

import io
import json
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest
from clean.pages import BODY, RUSSIAN, RUSSIAN_TITLE, TITLE, page, paragraphs
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from sitegen.base.problems import Problem
from sitegen.build.checking import check
from sitegen.build.cleaning import lore_of, propose_file
from sitegen.build.folders import Folders
from sitegen.build.planning import Options, existing_records
from sitegen.build.records import Outcome, Records, Writer
from sitegen.build.scan import scan
from sitegen.build.site import build
from sitegen.clean import clean, is_container, members, record_text
from sitegen.model.authority import Authority
from sitegen.model.config import Config
from sitegen.model.draft import RawFile
from sitegen.model.names import NameFinder

ARTICLE = page(f"<main><h1>{TITLE}</h1><p>8 May 2021</p>{paragraphs(*BODY)}</main>")
OTHER = page(f"<main><h1>{RUSSIAN_TITLE}</h1>{paragraphs(*RUSSIAN)}</main>", lang="ru")


def warc(pages: list[tuple[str, bytes, str, str]], gzip: bool = True) -> tuple[bytes, list[int]]:
    """A WARC of answers (address, bytes, status, media type), and where each record ends."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=gzip)
    ends = []
    for number, (url, data, status, media) in enumerate(pages):
        headers = StatusAndHeaders(status, [("Content-Type", media)], protocol="HTTP/1.1")
        named = {
            "WARC-Record-ID": f"<urn:uuid:00000000-0000-4000-8000-{number:012}>",
            "WARC-Date": "2021-06-07T10:00:00Z",
        }
        record = writer.create_warc_record(
            url, "response", payload=io.BytesIO(data), http_headers=headers, warc_headers_dict=named
        )
        writer.write_record(record)
        ends.append(out.tell())
    return out.getvalue(), ends


HTML = "text/html; charset=utf-8"
ANSWERS = [
    ("https://post.example/", ARTICLE, "200 OK", HTML),
    ("https://post.example/a/bridge", ARTICLE, "200 OK", HTML),
    ("https://post.example/a/gone", ARTICLE, "404 Not Found", HTML),
    ("https://post.example/a/moved", ARTICLE, "301 Moved", HTML),
    ("https://post.example/a/picture.png", b"\x89PNG", "200 OK", "image/png"),
    ("https://post.example/a/bridge#comments", ARTICLE, "200 OK", HTML),
    ("https://post.example/a/most", OTHER.decode().encode("koi8-r"), "200 OK", "text/html; charset=KOI8-R"),
]


def read(name: str, data: bytes) -> tuple[list[RawFile], list[Problem]]:
    found = list(members(name, io.BytesIO(data), len(data), "0" * 64))
    return [one for one in found if isinstance(one, RawFile)], [one for one in found if isinstance(one, Problem)]


def mhtml(html: bytes, location: str = "https://post.example/a/bridge") -> bytes:
    """A page as Chromium saves it: the page, a frame, a picture."""
    message = EmailMessage()
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = location
    message["Date"] = "Mon, 7 Jun 2021 10:00:00 -0000"
    message.set_content("")
    message.make_related()
    message.set_payload([])
    for place, data in (
        (location, html),
        ("cid:frame-1@mhtml.blink", b"<html><body><p>Advertisement</p></body></html>"),
    ):
        part = EmailMessage()
        part.set_content(data, "text", "html", cte="quoted-printable")
        part.replace_header("Content-Type", 'text/html; charset="utf-8"')
        part["Content-Location"] = place
        message.attach(part)
    return message.as_bytes()


def test_names_of_containers() -> None:
    assert [is_container(name) for name in ("a.mht", "A.MHTML", "b.warc", "b.warc.gz", "c.wacz", "d.html", "e.gz")] == [
        *([True] * 5),
        *([False] * 2),
    ]


@pytest.mark.parametrize("gzip", [True, False])
def test_a_warc_gives_its_pages_with_address_charset_and_day_of_capture(gzip: bool) -> None:
    data, _ = warc(ANSWERS, gzip)
    found, problems = read("raw/crawl.warc", data)
    assert problems == []
    assert [one.url for one in found] == ["https://post.example/a/bridge", "https://post.example/a/most"]
    assert {one.saved for one in found} == {"2021-06-07"}
    drafts = [clean(one).drafts[0] for one in found]
    assert [draft.title for draft in drafts] == [TITLE, RUSSIAN_TITLE]
    assert [draft.date for draft in drafts] == ["2021-05-08", ""], "the day of capture is not the day of publication"
    assert drafts[1].body.startswith(RUSSIAN[0])
    record = record_text(drafts[1], found[1], "test", clean(found[1]).encoding)
    assert "urn:uuid:00000000-0000-4000-8000-000000000006" in record
    assert "encoding: koi8-r" in record and "2021-06-07" in record


@pytest.mark.parametrize("gzip", [True, False])
def test_a_cut_warc_keeps_what_is_whole_and_says_where_it_is_cut(gzip: bool) -> None:
    data, ends = warc(ANSWERS, gzip)
    for cut in (ends[5] + 30, (ends[5] + ends[6]) // 2):
        found, problems = read("raw/crawl.warc", data[:cut])
        assert [one.url for one in found] == ["https://post.example/a/bridge"]
        assert [problem.code for problem in problems] == ["raw-damaged"]
        place = int(problems[0].message.partition("byte ")[2].split()[0])
        assert abs(place - ends[5]) <= 4


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("raw/a.warc", b"not a warc at all"),
        ("raw/a.warc.gz", b"\x1f\x8b\x08\x00 broken"),
        ("raw/a.wacz", b"PK\x03\x04 broken"),
        ("raw/a.mht", b"\xff\xfe\x00"),
        ("raw/a.mhtml", b"Subject: nothing\n\nno page"),
        ("raw/a.warc", b""),
    ],
)
def test_what_is_no_container_is_a_problem(name: str, data: bytes) -> None:
    found, problems = read(name, data)
    assert found == [] and [problem.code for problem in problems] in (["raw-damaged"], ["raw-empty"])
    assert problems[0].hint


def test_noise_in_a_warc_is_no_exception() -> None:
    data, _ = warc(ANSWERS)
    for place in range(0, len(data), 97):
        read("raw/a.warc.gz", data[:place] + b"\xff\x00\x13" + data[place + 3 :])


def test_a_wacz_gives_the_pages_of_its_warcs() -> None:
    data, ends = warc(ANSWERS)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("datapackage.json", "{}")
        archive.writestr("archive/data.warc.gz", data)
        archive.writestr("archive/cut.warc.gz", data[: ends[1] + 30])
    found, problems = read("raw/crawl.wacz", out.getvalue())
    assert [one.member.partition("#")[0] for one in found] == ["archive/data.warc.gz"] * 2 + ["archive/cut.warc.gz"]
    assert len(problems) == 1 and "archive/cut.warc.gz: " in problems[0].message


def test_mhtml_is_its_root_page_with_its_address() -> None:
    found, problems = read("raw/bridge.mhtml", mhtml(ARTICLE))
    assert problems == [] and len(found) == 1
    assert (found[0].url, found[0].saved, found[0].charset) == ("https://post.example/a/bridge", "2021-06-07", "utf-8")
    draft = clean(found[0]).drafts[0]
    assert (draft.title, draft.date, draft.url) == (TITLE, "2021-05-08", "https://post.example/a/bridge")
    assert draft.body == "\n\n".join(BODY)


def test_memory_does_not_grow_with_the_container() -> None:
    class Endless(io.RawIOBase):
        """A WARC of many answers that are written as they are read, and cannot go back."""

        def __init__(self) -> None:
            answers = [(f"https://post.example/a/{number}", ARTICLE * 20, "200 OK", HTML) for number in range(40)]
            self.rest = (warc([answer], gzip=False)[0] for answer in answers)
            self.left = b""
            self.total = 0

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
            if not self.left:
                self.left = next(self.rest, b"")
                self.total += len(self.left)
            taken = self.left[: len(buffer)]
            buffer[: len(taken)] = taken
            self.left = self.left[len(taken) :]
            return len(taken)

    stream = Endless()
    seen = []
    for one in members("raw/a.warc", io.BufferedReader(stream), 1, "0" * 64):
        assert isinstance(one, RawFile)
        seen.append(stream.total)
    assert len(seen) == 40 and seen[0] < 3 * seen[-1] / 40, "the first page is there before the rest is read"


# In an archive -----------------------------------------------------------------------------------------------------


def archive(folder: Path) -> Folders:
    content = folder / "content"
    (content / "raw").mkdir(parents=True)
    (content / "site.yaml").write_text("title: The harbour papers\nrights: {publish: full}\n", encoding="utf-8")
    same = [(f"https://post.example/b/{n}", ARTICLE, "200 OK", HTML) for n in range(2)]
    (content / "raw" / "crawl.warc.gz").write_bytes(warc([*ANSWERS, *same])[0])
    return Folders(content, folder / "themes", folder / "site")


def test_records_of_a_container_are_found_again(tmp_path: Path) -> None:
    folders = archive(tmp_path)
    path = folders.content / "raw" / "crawl.warc.gz"
    finder = NameFinder(())

    def proposals() -> list:
        return [one for made, _ in propose_file(path, "raw/crawl.warc.gz", Config(), lore_of(Authority()), finder, "x")
                for one in made]  # fmt: skip

    def written(existing: Records) -> Outcome:
        out = Outcome()
        Writer(folders.content / "articles", existing).write(proposals(), out, follow=True)
        return out

    first = written(Records())
    assert len(first.written) == 4 and len({path.name for path in first.written}) == 4
    again = written(existing_records(folders, scan(folders)))
    assert (len(again.same), again.written, again.replaced) == (4, [], [])


def test_provenance_of_a_member_shows_that_member(tmp_path: Path) -> None:
    folders = archive(tmp_path)
    report = build(folders, Options(search=False, jobs=1))
    assert [problem.code for problem in report.problems if problem.severity == "error"] == []
    assert report.articles == 4
    shown = {
        path.parent.parent.name: path.read_text(encoding="utf-8")
        for path in folders.out.glob("articles/*/provenance/index.html")
    }
    english = next(text for slug, text in shown.items() if slug.startswith("2021-05-08"))
    russian = next(text for slug, text in shown.items() if slug.startswith("undated"))
    assert "Ferries go on running" in english and RUSSIAN[2] not in english
    assert RUSSIAN[2] in russian and "Ferries go on running" not in russian


def test_an_item_of_a_bibliography_meets_a_page_of_a_container(tmp_path: Path) -> None:
    folders = archive(tmp_path)
    item = {"title": "Most", "URL": "http://post.example/a/most", "issued": {"date-parts": [[2021, 5, 9]]}}
    (folders.content / "raw" / "zotero.json").write_text(json.dumps([item]), encoding="utf-8")
    assert [problem.code for problem in check(folders, Options(jobs=1)) if problem.code.startswith("csl")] == []
    build(folders, Options(search=False, jobs=1))
    records = [path.read_text(encoding="utf-8") for path in (folders.content / "articles").rglob("2021-05-09-*.md")]
    assert len(records) == 1 and "rule: csl-json" in records[0]
