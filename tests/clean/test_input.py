"""Encodings, and input that holds no article: a clear problem each, and never an exception."""

import pytest
from clean.cases import FOLDER, raw_file

from sitegen.clean import clean, explanation
from sitegen.model.draft import Lore, SourceLore

ENGLISH = (FOLDER / "en-single.txt").read_text(encoding="utf-8").partition("\n=====\n")[0]
RUSSIAN = (FOLDER / "ru-single.txt").read_text(encoding="utf-8").partition("\n=====\n")[0]
FRENCH = (FOLDER / "fr-single.txt").read_text(encoding="utf-8").partition("\n=====\n")[0]


@pytest.mark.parametrize(
    ("text", "encoding", "name"),
    [
        (RUSSIAN, "utf-8", "utf-8"),
        (RUSSIAN, "utf-8-sig", "utf-8"),
        (RUSSIAN, "utf-16", "utf-16-le"),
        (RUSSIAN, "windows-1251", "windows-1251"),
        (FRENCH, "windows-1252", "windows-1252"),
        (ENGLISH, "utf-16", "utf-16-le"),
    ],
)
def test_encodings(text: str, encoding: str, name: str) -> None:
    cleaned = clean(raw_file(text.encode(encoding)))
    plain = clean(raw_file(text.encode("utf-8")))
    assert cleaned.encoding == name
    assert cleaned.drafts == plain.drafts
    assert [problem.code for problem in cleaned.problems] == (["raw-encoding"] if name.startswith("windows") else [])


@pytest.mark.parametrize(
    ("data", "path", "code"),
    [
        (b"", "raw/a.txt", "raw-empty"),
        (b" \n\n\t", "raw/a.txt", "raw-empty"),
        (b"\xef\xbb\xbf", "raw/a.txt", "raw-empty"),
        ("\u200b\n\ufeff\n".encode(), "raw/a.txt", "raw-empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "raw/a.txt", "raw-binary"),
        (b"<html><p>x", "raw/a.html", "raw-no-article"),
        (b"Menu\n\nHome\n", "raw/a.txt", "raw-no-article"),
        (b"x" * 32_000_001, "raw/a.txt", "raw-large"),
    ],
)
def test_what_holds_no_article(data: bytes, path: str, code: str) -> None:
    cleaned = clean(raw_file(data, path))
    assert [problem.code for problem in cleaned.problems] == [code]
    assert cleaned.drafts == ()
    assert cleaned.problems[0].path == path and cleaned.problems[0].hint + cleaned.problems[0].message


def test_line_ends_of_all_systems() -> None:
    unix, windows, old = (clean(raw_file(ENGLISH.replace("\n", end).encode())) for end in ("\n", "\r\n", "\r"))
    assert unix.drafts == windows.drafts == old.drafts


def test_lost_characters_are_reported_with_their_line() -> None:
    cleaned = clean(raw_file(ENGLISH.encode().replace(b"\xe2\x80\x98", b"\xe2\x80", 1) + "é".encode() * 40))
    assert [(problem.code, problem.line) for problem in cleaned.problems] == [("raw-encoding", 19)]


def test_the_archive_knows_better() -> None:
    lore = (
        SourceLore(
            "our-guardian", "Guardian", hosts=("theguardian.com",), furniture=("The museum pays for this page",)
        ),
        SourceLore("tiny-wire", "TinyWire", "agency"),
    )
    text = ENGLISH.replace("AFP", "TinyWire") + "\n\nThe museum pays for this page\n"
    cleaned = clean(raw_file(text.encode()), Lore(lore))
    assert cleaned.drafts[0].source == "our-guardian"
    assert cleaned.drafts[0].agency == ("tiny-wire",)
    assert cleaned.lines[-1].rule == "house-furniture"


def test_explanation_shows_every_line() -> None:
    cleaned = clean(raw_file(ENGLISH.encode()))
    plain, coloured = explanation(cleaned), explanation(cleaned, colour=True)
    assert "\x1b" not in plain and "\x1b[" in coloured
    assert len(plain.splitlines()) == len(cleaned.lines) + 1
    assert "caption" in plain and "credit-at-end" in plain


def test_long_lines_and_many_marks_cost_little() -> None:
    for line in (
        "*a " * 200_000,
        "[" * 200_000,
        "a/" * 100_000,
        "(" * 100_000,
        "word " * 200_000,
        "." * 200_000,
        "'" * 100_000,
    ):
        assert clean(raw_file(line.encode())) is not None
