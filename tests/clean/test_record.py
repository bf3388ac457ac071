"""The record's text, to the letter."""

from clean.cases import raw_file

from sitegen.clean import record_text, slug_of
from sitegen.model.draft import Basis, Caption, Draft, Related
from sitegen.model.fixity import cleaned_digest, is_edited

DRAFT = Draft(
    title="Ferry: “sold”",
    body="First *paragraph*.\n\n## Subhead\n\nSecond.",
    first_line=1,
    last_line=20,
    date="2021-03-14",
    source="the-guardian",
    agency=("afp", "reuters"),
    authors=("Nora Fielding",),
    language="en",
    url="https://example.org/a",
    captions=(Caption("The quay.", "Ida Marsh / AFP", 5),),
    related=(Related("Old ships", "", 9),),
    known=(
        ("date", Basis("stated", 7, "14 March 2021")),
        ("agency", Basis("inferred", 5, "Ida Marsh / AFP", "photo-credit", "probable")),
    ),
    review=("agency",),
)

EXPECTED = """\
---
title: 'Ferry: “sold”'
date: 2021-03-14
source: the-guardian
agency: [afp, reuters]
authors: [Nora Fielding]
language: en
url: https://example.org/a
status: published
captions:
- {text: The quay., credit: Ida Marsh / AFP, line: 5}
related:
- {text: Old ships, line: 9}
raw: {file: raw/x.txt, lines: 1-20, sha256: 2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881}
cleaned: {by: sitegen 0.1.0, digest: DIGEST}
provenance:
  date: {basis: stated, line: 7, text: 14 March 2021}
  agency: {basis: inferred, line: 5, text: Ida Marsh / AFP, rule: photo-credit, certainty: probable}
review: [agency]
---
First *paragraph*.

## Subhead

Second.
"""


def test_whole_record() -> None:
    text = record_text(DRAFT, raw_file(b"x"), "sitegen 0.1.0")
    assert text.replace(cleaned_digest(text), "DIGEST") == EXPECTED


def test_an_edited_record_is_known() -> None:
    text = record_text(DRAFT, raw_file(b"x"), "sitegen 0.1.0")
    assert not is_edited(text)
    assert not is_edited(text.replace("\n", "\r\n"))
    assert not is_edited(text.replace("by: sitegen 0.1.0", "by: sitegen 0.2.0"))
    assert is_edited(text.replace("Second", "Third"))
    assert is_edited(text.replace("date: 2021-03-14", "date: 2021-03-15"))
    assert is_edited(text.replace("cleaned: {", "kept: {"))
    assert is_edited("")


def test_slugs() -> None:
    def slug(title: str, date: str) -> str:
        return slug_of(Draft(title, "", 1, 1, date))

    assert slug("Ferry sold", "2021-03-14") == "2021-03-14-ferry-sold"
    assert slug("Ferry sold", "2021-03-14~") == "2021-03-14-ferry-sold"
    assert slug("Ferry sold", "2021-03-14/2021-03-15") == "2021-03-ferry-sold"
    assert slug("Ferry sold", "2021-03") == "2021-03-ferry-sold"
    assert slug("Ferry sold", "2021") == "2021-ferry-sold"
    assert slug("Ferry sold", "") == "undated-ferry-sold"
    assert slug("…", "") == "undated-untitled"
