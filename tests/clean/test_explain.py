"""What each line was taken for, on a terminal and as a page."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from sitegen.clean import clean, explanation, explanation_page
from sitegen.clean.explainpage import _STYLE, _TINTS
from sitegen.model.draft import ROLES, Cleaned, RawFile, RawLine

TEXT = """A second <bridge> & "more"

By Ada Example

3 May 2020

The council opened a second bridge on Sunday, and many people came to see it in the rain that day.

<script>alert(1)</script> The bridge cost more than the first one, the council said in a letter to the paper.

The mayor, who had promised it for years, walked over it first and said that the third would follow soon.

Share this article
"""
VOID = {"meta", "br", "hr", "img", "link", "input"}


class Reader(HTMLParser):
    """The elements of a page, balanced or not, and its text by cell."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.faults: list[str] = []
        self.cells: list[list[str]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)
        if tag == "tr":
            self.cells.append([])
        if tag in ("td", "th") and self.cells:
            self.cells[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in ("td", "th", "span") and self.cells:
            self.cells[-1][-1] += data


@pytest.fixture(scope="module")
def cleaned() -> Cleaned:
    return clean(RawFile("raw/a<b>.txt", TEXT.encode(), ""), explain=True)


def test_the_page_is_well_formed_and_holds_every_line_with_role_and_rule(cleaned: Cleaned) -> None:
    page = Reader(explanation_page(cleaned))
    assert page.open == [] and page.faults == []
    rows = [row for row in page.cells if row and row[0].isdecimal()]
    assert [(int(row[0]), row[1], row[3]) for row in rows] == [
        (one.number, one.role, one.text) for one in cleaned.lines
    ]
    assert all(row[2] == one.rule + one.why for row, one in zip(rows, cleaned.lines, strict=True))
    assert any(one.why for one in cleaned.lines)


def test_nothing_of_the_original_is_markup_and_nothing_is_loaded(cleaned: Cleaned) -> None:
    text = explanation_page(cleaned)
    page = Reader(text)
    assert {tag for tag, _ in page.tags} <= {
        "html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "ul", "li", "table", "thead", "tbody", "tr",
        "th", "td", "span",
    }  # fmt: skip
    assert not [attrs for _, attrs in page.tags if {"src", "href", "style", "onclick"} & set(attrs)]
    assert "url(" not in text and "@import" not in text and "<script" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text and "a&lt;b&gt;.txt" in text


def test_the_legend_counts_every_role_and_drafts_say_how_they_are_known(cleaned: Cleaned) -> None:
    text = explanation_page(cleaned)
    told = {role: int(count) for role, count in re.findall(r'<li class="r-([a-z-]+)">\1: (\d+)</li>', text)}
    assert sum(told.values()) == len(cleaned.lines) and told["body"] == 3
    page = Reader(text)
    fields = {row[0]: row[1:] for row in page.cells if len(row) == 3}
    assert fields["title"] == ['A second <bridge> & "more"', "stated; line 1"]
    assert fields["date"] == ["2020-05-03", "stated; line 5; “3 May 2020”"] or fields["date"][0] == "2020-05-03"
    assert fields["source"] == ["not known", "a person should look at it"]


def test_a_page_of_a_file_that_was_not_read_says_why() -> None:
    text = explanation_page(clean(RawFile("raw/x.txt", b"\x00\x01\x02" * 400, "")))
    assert "this file is not text" in text and Reader(text).faults == []


def test_signs_that_command_are_shown_and_not_obeyed() -> None:
    lines = (RawLine(1, "a\x1b[31mb\x00\u202ec", "body", "prose"),)
    one = Cleaned("x", "utf-8", lines, ())
    for text in (explanation_page(one), explanation(one)):
        assert "\x1b" not in text and "\x00" not in text and "\u202e" not in text and "a\ufffd[31mb" in text


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_every_role_has_a_colour_and_text_on_it_can_be_read() -> None:
    assert set(_TINTS) == set(ROLES)
    inks, softs = re.findall(r"--ink: (#\w{6})", _STYLE), re.findall(r"--soft: (#\w{6})", _STYLE)
    assert len(inks) == len(softs) == 2
    for tints in _TINTS.values():
        for ink, soft, tint in zip(inks, softs, tints, strict=True):
            assert contrast(ink, tint) >= 7 and contrast(soft, tint) >= 4.5
    assert contrast("#777777", "#888888") < 4.5


def test_a_terminal_gets_one_row_for_each_line_and_what_spoke_for_it_cut_to_its_width(cleaned: Cleaned) -> None:
    for width in (40, 80, 120):
        rows = explanation(cleaned, width=width).rstrip("\n").split("\n")[1:]
        assert len(rows) == len(cleaned.lines)
        told = [(row, line) for row, line in zip(rows, cleaned.lines, strict=True) if line.why]
        assert told
        for row, line in told:
            assert line.rule in row and row.endswith(line.text)
            assert len(row.removesuffix(line.text).rstrip()) <= max(width, 40)
    assert cleaned.lines[6].why in explanation(cleaned, width=1000)
