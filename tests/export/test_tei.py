"""TEI: header, mark-up, what rules found, and that it is always well-formed and of elements where they may stand."""

import dataclasses
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.export import serialise
from sitegen.export.tei import NAMESPACE
from sitegen.export.teibody import block_xml
from sitegen.export.teimarks import Run, Stretch, compose, when
from sitegen.model.annotations import Findings, Naming, Quotation, TimeExpression
from sitegen.model.article import Block
from sitegen.model.config import Config, site_of
from sitegen.model.data_views import Marked, TeiNote, TeiRecord, TeiView
from sitegen.model.views import Page
from sitegen.read.body import parse_blocks, render_block

TEI = "{" + NAMESPACE + "}"
ID = "{http://www.w3.org/XML/1998/namespace}id"
PARTS = {
    "TEI": "teiHeader standOff text", "teiHeader": "fileDesc encodingDesc profileDesc",
    "fileDesc": "titleStmt publicationStmt sourceDesc", "titleStmt": "title author",
    "publicationStmt": "publisher idno availability", "availability": "licence p", "sourceDesc": "bibl",
    "bibl": "title author orgName date ref idno", "encodingDesc": "projectDesc editorialDecl", "projectDesc": "p",
    "editorialDecl": "interpretation p", "interpretation": "p", "profileDesc": "abstract langUsage textClass",
    "abstract": "p", "langUsage": "language", "textClass": "keywords", "keywords": "term",
    "standOff": "listPerson listOrg listPlace", "listPerson": "person", "listOrg": "org", "listPlace": "place",
    "person": "persName idno", "org": "orgName idno", "place": "placeName location idno", "location": "geo",
    "text": "body", "body": "div", "div": "head p list quote table ab note milestone",
    "list": "item", "table": "row", "row": "cell", "note": "quote p list table ab bibl milestone",
    "code": "", "ptr": "", "gap": "", "lb": "", "milestone": "",
}  # fmt: skip
"""What may stand in what, of the elements that are used (TEI P5, all modules)."""
PHRASE = set(["hi", "ref", "code", "persName", "orgName", "placeName", "date", "said", "ptr", "lb"])
MIXED = {"p", "head", "item", "cell", "quote", "ab", "hi", "ref", "persName", "orgName", "placeName", "date", "said"}
CHUNKS = {"item": "p list quote table ab milestone", "cell": "p list", "quote": "p list quote table ab milestone",
          "p": "gap"}  # fmt: skip


def faults(element: ET.Element) -> list[str]:
    name = element.tag.removeprefix(TEI)
    allowed = (
        set(PARTS.get(name, "").split()) | (PHRASE if name in MIXED else set()) | set(CHUNKS.get(name, "").split())
    )
    wrong = [
        f"<{child.tag.removeprefix(TEI)}> in <{name}>"
        for child in element
        if child.tag.removeprefix(TEI) not in allowed
    ]
    return wrong + [fault for child in element for fault in faults(child)]


VIEW = TeiView(
    slug="a", title="Ada & the bridge", language="en", date="2020-05-03~", date_probable=False, source="The Daily",
    source_probable=True, agencies=("Wire",), authors=("B. Writer",), url="https://daily.example/?a=1&b=2",
    url_archived="", kind="news", subjects=("bridges",), summary="In short.", publish="full", statement="Ours. CC0",
    holder="us", licence=("CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
    known=(("Date", "stated"),), raw_sha256="0" * 64,
    records=(
        TeiRecord("actors/ada", "person", "Ada Berg", "/actors/ada/", (("wikidata", "Q1"),), ""),
        TeiRecord("actors/town", "public-body", "Town", "/actors/town/", (), ""),
        TeiRecord("places/orsk", "place", "Orsk", "/places/orsk/", (), "51.2 58.5"),
    ),
    notes=(TeiNote("n1", "correction", "p1", "opened", "<p>It <em>had</em> opened.</p>", "the editors", "2020-06-01"),),
    body_digest="x",
)  # fmt: skip


NOTHING = Findings()


def made(markdown: str, findings: Findings = NOTHING, **changes: object) -> ET.Element:
    blocks = tuple(Block(block.id, render_block(block)) for block in parse_blocks(markdown))
    view = dataclasses.replace(VIEW, **changes)  # type: ignore[arg-type]
    site = site_of(Config(title="Papers", base_url="https://harbour.example/"))
    root = ET.fromstring(
        serialise(Page("/articles/a/article.tei.xml", view), site, {"marked": Marked(blocks, findings)})
    )
    ids = [element.get(ID) for element in root.iter() if element.get(ID)]
    assert len(set(ids)) == len(ids) and faults(root) == []
    pointers = [element.get(name, "") for element in root.iter() for name in ("ref", "who") if element.get(name)]
    assert {pointer.removeprefix("#") for pointer in pointers} <= set(ids)
    return root


def all_of(root: ET.Element, name: str) -> list[ET.Element]:
    body = root.find(f".//{TEI}body")
    assert body is not None
    return list(body.iter(TEI + name))


TEXT = "On Sunday Ada Berg said “we open *it* now” in Orsk."
FOUND = Findings(
    names=(
        Naming("p1", 10, 18, "actors/ada", "Ada Berg"),
        Naming("p1", 45, 49, "places/orsk", "Orsk", "form", "probable"),
        Naming("p1", 0, 2, "actors/nobody", "On"),
    ),
    times=(TimeExpression("p1", 3, 9, "Sunday", "2020-05-03", "weekday-before"),),
    quotations=(Quotation("p1", 25, 40, "we open it now", "actors/ada"),),
)


def test_what_was_found_stands_at_its_words() -> None:
    # The offsets are those of the text; those that do not fit it are left out.
    found = dataclasses.replace(FOUND, quotations=(Quotation("p1", 25, 39, "we open it now", "actors/ada"),))
    start = "On Sunday Ada Berg said “we open it now” in Orsk.".index("Orsk")
    found = dataclasses.replace(
        found, names=(found.names[0], dataclasses.replace(found.names[1], start=start, end=start + 4), found.names[2])
    )
    root = made(TEXT, found)
    (name,), (place,), (date,), (said,) = (all_of(root, one) for one in ("persName", "placeName", "date", "said"))
    assert (name.text, name.get("ref")) == ("Ada Berg", "#actors-ada")
    assert (place.text, place.get("cert")) == ("Orsk", "medium")
    assert (date.text, date.get("when")) == ("Sunday", "2020-05-03")
    assert "".join(said.itertext()) == "we open it now" and said.get("who") == "#actors-ada"
    assert [child.tag for child in said] == [f"{TEI}hi"]


def test_a_finding_whose_words_are_not_there_is_left_out() -> None:
    assert all_of(made(TEXT, FOUND), "said") == [] and all_of(made(TEXT, FOUND), "placeName") == []


def test_the_header_tells_the_copy_and_how_it_is_known() -> None:
    root = made("Words.")
    bibl = root.find(f".//{TEI}sourceDesc/{TEI}bibl")
    assert bibl is not None
    titles = {title.get("level"): (title.text, title.get("cert")) for title in bibl.iter(f"{TEI}title")}
    assert titles == {"a": ("Ada & the bridge", None), "j": ("The Daily", "medium")}
    date = bibl.find(f"{TEI}date")
    assert date is not None and (date.get("when"), date.get("cert")) == ("2020-05-03", "medium")
    licence = root.find(f".//{TEI}licence")
    assert licence is not None and licence.get("target") == VIEW.licence[1]


def test_a_note_stands_behind_its_paragraph() -> None:
    root = made("It opened.\n\nIt closed.")
    (note,) = all_of(root, "note")
    assert (note.get(ID), note.get("type"), note.get("target")) == ("n1", "correction", "#p1")
    assert "".join(note.itertext()) == "openedIt had opened.the editors"
    div = next(root.iter(f"{TEI}div"))
    assert [child.tag.removeprefix(TEI) for child in div] == ["p", "note", "p"]


MARKDOWN = """It **opened** on [Sunday](https://daily.example/a?b&c).

## Later

- one
- two *words*

> Said so.
>
> - deep

1. first

| a | b |
|---|---|
| x |   |

    code & <tag>

---

Last `word`\\
line."""


def test_every_kind_of_block_has_its_element() -> None:
    root = made(MARKDOWN)
    body = root.find(f".//{TEI}body")
    assert body is not None and len(list(body.iter(f"{TEI}div"))) == 2
    heads = all_of(root, "head")
    assert [(head.text, head.get(ID)) for head in heads] == [("Later", "s1")]
    assert [element.get("rend") for element in all_of(root, "list")] == ["bulleted", "bulleted", "numbered"]
    assert [element.text for element in all_of(root, "cell")] == ["a", "b", "x", None]
    assert all_of(root, "ab")[0].text == "code & <tag>\n"
    assert all_of(root, "ref")[0].get("target") == "https://daily.example/a?b&c"


def test_offsets_count_through_lists_tables_and_breaks() -> None:
    for block in parse_blocks(MARKDOWN):
        for word in ("words", "deep", "first", "x", "line"):
            start = block.text.find(word)
            if start >= 0 and block.text[start - 1 : start] in ("", " ", "\n") and not block.id.startswith("s"):
                found = Findings(names=(Naming(block.id, start, start + len(word), "actors/ada", word),))
                html = render_block(block)
                xml = ET.fromstring(f"<x>{block_xml(html, block.id, found, {'actors/ada': 'person'})}</x>")
                assert ["".join(name.itertext()) for name in xml.iter("persName")] == [word], (word, html)


@pytest.mark.parametrize(("publish", "markdown"), [("excerpt", "The first."), ("metadata", "")])
def test_what_is_left_out_is_a_gap(publish: str, markdown: str) -> None:
    root = made(markdown, publish=publish, notes=())
    assert [gap.get("reason") for gap in all_of(root, "gap")] == ["rights"]
    assert all_of(made("All of it.", notes=()), "gap") == []


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2020-05-03", {"when": "2020-05-03"}),
        ("2020-05", {"when": "2020-05"}),
        ("2020-05-03~", {"when": "2020-05-03"}),
        ("2020-05-03/2020-05-04", {"notBefore": "2020-05-03", "notAfter": "2020-05-04"}),
        ("202X", {"notBefore": "2020-01-01", "notAfter": "2029-12-31"}),
        ("2020/..", {"notBefore": "2020-01-01"}),
    ],
)
def test_a_date_is_as_fine_as_it_is_known(edtf: str, expected: dict[str, str]) -> None:
    assert {name: value for name, value in when(edtf) if value} == expected


STRETCHES = st.lists(
    st.tuples(st.integers(0, 12), st.integers(0, 12), st.sampled_from(["hi", "date", "said", "persName"]))
)


@settings(deadline=None)
@given(STRETCHES, st.lists(st.integers(0, 12)), st.text(min_size=12, max_size=12))
def test_whatever_is_found_the_xml_is_well_formed_and_the_text_is_all_there(
    found: list[tuple[int, int, str]], points: list[int], text: str
) -> None:
    run = Run(
        0, text, [Stretch(2, 6, "hi"), Stretch(4, 5, "ref"), Stretch(7, 10, "code")], [(at, "<lb/>") for at in points]
    )
    stretches = [Stretch(min(a, b), max(a, b), name) for a, b, name in found]
    root = ET.fromstring(f"<x>{compose(run, stretches)}</x>")
    expected = ET.fromstring(f"<x>{compose(Run(0, text))}</x>").text or ""
    assert "".join(root.itertext()) == expected
    assert all(child.tag == "lb" for code in root.iter("code") for child in code)


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=80))
def test_any_text_gives_a_document(markdown: str) -> None:
    made(markdown, notes=())
