"""site.yaml: every field, every mistake at its place; the archive is there whatever is wrong in it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.base.problems import WARNING, Problem
from sitegen.model.config import Config, Known, Rights
from sitegen.read.site import read_site

FULL = """\
title: How the press covered it
description: Saved articles.
base_url: https://archive.example/press
language: en
languages: [en, be]
publisher: A library
theme:
  name: mine
  options: {serif: true, accent: red}
rights: {publish: metadata, statement: Ask first., holder: The authors}
pages: [about, how-to-cite]
search: {ranking: x}
known:
  - files: raw/*.txt
    title: A headline
    kind: digest
    date: 2020-10-30
    agency: [afp, reuters]
    authors: A. Editor
    certainty: probable
    why: The printed edition.
"""


def told(problems: tuple[Problem, ...]) -> list[tuple[str, int, int]]:
    return [(problem.code, problem.line, problem.column) for problem in problems]


def test_every_field_of_the_configuration_is_read() -> None:
    config, problems = read_site(FULL, "site.yaml")
    assert problems == ()
    assert config == Config(
        title="How the press covered it",
        description="Saved articles.",
        base_url="https://archive.example/press/",
        language="en",
        theme="mine",
        theme_options=(("accent", "red"), ("serif", "true")),
        rights=Rights("metadata", "Ask first.", "The authors"),
        known=(
            Known(
                "raw/*.txt",
                "A headline",
                (("kind", "digest"), ("date", "2020-10-30"), ("agency", "afp, reuters"), ("authors", "A. Editor")),
                "probable",
                "The printed edition.",
                14,
            ),
        ),
        pages=("about", "how-to-cite"),
        languages=("en", "be"),
        publisher="A library",
    )


def test_where_the_file_is_silent_the_defaults_hold() -> None:
    config, problems = read_site("title: T\n", "site.yaml")
    assert problems == () and config == Config(title="T")
    assert (config.theme, config.language, config.rights, config.pages) == (
        "default",
        "en",
        Rights("full"),
        ("about", "method"),
    )


def test_a_file_without_a_title_is_told_and_the_archive_has_none() -> None:
    for text in ("", "# nothing\n", "language: be\n"):
        config, problems = read_site(text, "site.yaml")
        assert config.title == "Untitled archive"
        assert [(problem.code, problem.severity) for problem in problems] == [("field-missing", WARNING)]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("base_url: archive.example\n", ("field-type", 2, 11)),
        ("base_url: ftp://archive.example\n", ("field-type", 2, 11)),
        ("base_url: http://[x\n", ("field-type", 2, 11)),
        ("base_url: 'https://a b/'\n", ("field-type", 2, 11)),
        ("base_url: https://archive.example/?q=1\n", ("field-type", 2, 11)),
        ("language: English\n", ("field-type", 2, 11)),
        ("languages: {a: b}\n", ("field-type", 2, 12)),
        ("theme: [mine]\n", ("field-type", 2, 8)),
        ("theme: {nme: mine}\n", ("unknown-key", 2, 14)),
        ("theme: {name: mine, options: red}\n", ("field-type", 2, 30)),
        ("rights: som\n", ("field-choice", 2, 9)),
        ("rights: {publish: som}\n", ("field-choice", 2, 19)),
        ("pages: About us\n", ("field-type", 2, 8)),
        ("pages: [about, ../x]\n", ("field-type", 2, 8)),
        ("pages: [about, events]\n", ("field-type", 2, 8)),
        ("known: raw/*.txt\n", ("field-type", 2, 8)),
        ("known: [raw/*.txt]\n", ("field-type", 2, 9)),
        ("known: [{kind: digest}]\n", ("field-missing", 2, 9)),
        ("known: [{files: x, date: someday}]\n", ("date", 2, 26)),
        ("known: [{files: x, certainty: sure}]\n", ("field-choice", 2, 31)),
        ("known: [{files: x, knid: digest}]\n", ("unknown-key", 2, 26)),
        ("descripton: x\n", ("unknown-key", 2, 13)),
        ("title: Twice\n", ("yaml-duplicate", 2, 1)),
    ],
)
def test_every_mistake_is_told_with_line_column_and_hint(text: str, place: tuple[str, int, int]) -> None:
    config, problems = read_site("title: T\n" + text, "site.yaml")
    assert told(problems) == [place]
    assert problems[0].hint and problems[0].source == text.rstrip("\n")
    assert config.title == "T"


@pytest.mark.parametrize(
    ("text", "place"), [("- a\n", ("yaml", 1, 1)), ("title: [\n", ("yaml", 2, 1)), ("x\n", ("yaml", 1, 1))]
)
def test_a_file_that_is_no_mapping_gives_an_archive_with_defaults(text: str, place: tuple[str, int, int]) -> None:
    config, problems = read_site(text, "site.yaml")
    assert told(problems) == [place] and problems[0].hint
    assert config.title == "Untitled archive"


@pytest.mark.parametrize(
    "text", ["rights: som\n", "rights: {publish: som}\n", "rights: [full]\n", "rights: {publsh: none}\n"]
)
def test_rights_of_the_archive_that_are_not_understood_withhold(text: str) -> None:
    config, problems = read_site(f"title: T\n{text}", "site.yaml")
    assert problems and config.rights.publish == "none"


def test_a_configuration_that_cannot_be_read_publishes_no_text() -> None:
    # What the file says about rights is not known while it cannot be read.
    config, problems = read_site("rights: none\ntitle: [\n", "site.yaml")
    assert problems and config.rights.publish == "none"


KEYS = ["title", "description", "base_url", "language", "languages", "theme", "rights", "pages", "known", "publisher"]
VALUES = [
    "x",
    "5",
    "true",
    "[]",
    "{}",
    "[x, {files: b}]",
    "[[a]]",
    "'",
    "~",
    "http://[",
    "{name: x}",
    "https://",
    "[{files: 5}]",
]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from([*KEYS, "zzz"]), st.sampled_from(VALUES) | st.text(max_size=8)), max_size=6),
    st.text(max_size=20),
)
def test_no_configuration_raises(pairs: list[tuple[str, str]], text: str) -> None:
    written = "".join(f"{key}: {value}\n" for key, value in pairs)
    for content in (written, written + text, text):
        config, problems = read_site(content, "site.yaml")
        assert config.title and all(problem.line for problem in problems)
