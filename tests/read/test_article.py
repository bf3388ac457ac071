"""One record file with its notes: every field, every mistake at its place, what may be shown."""

import dataclasses
import itertools
import textwrap
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from read.visible import Text

from sitegen.base.problems import WARNING, Problem
from sitegen.model.annotations import Findings, Naming, Passage
from sitegen.model.article import Article, FormCount, MentionCount, Note, RawRef, Record
from sitegen.model.config import PUBLISH, Rights
from sitegen.model.draft import Basis, Caption, Related
from sitegen.model.fixity import cleaned_digest
from sitegen.model.names import NameForms
from sitegen.read.article import RightsLevels, read_article, read_page, read_record, split_record

FULL = """\
---
title: The council  opens a second bridge
date: 2020-05-03~
source: the-daily-example
agency: [afp, reuters]
authors: [Mira Holt, "Paul  Anders"]
language: en-GB
url: https://example.org/2020/05/03/bridge
url_archived: https://archive.example/x
actors: [ada-berg, town-council, ada-berg]
places: orsk
subjects:
- bridges
- money
kind: analysis
summary: What it cost,
  and who paid.
rights: {publish: excerpt, statement: Shown with permission., holder: The Daily Example}
status: draft
captions:
- {text: The bridge in May, credit: Ann Lee / AFP, line: 5}
- Another picture
related:
- {text: Old ships, url: https://example.org/ships, line: 9}
- New ships
raw: {file: raw/bridge.txt, lines: 1-63, sha256: abc}
cleaned: {by: sitegen 0.1, digest: 0123}
provenance:
  date: {basis: stated, line: 7, text: "May 3, 2020"}
  source: {basis: inferred, rule: host-of-url, certainty: probable}
review: [source, date]
aliases: [old-bridge]
---
Ada Berg opened the bridge.
"""

RECORD = Record(
    title="The council opens a second bridge",
    date="2020-05-03~",
    source="the-daily-example",
    agency=("afp", "reuters"),
    authors=("Mira Holt", "Paul  Anders"),
    language="en-GB",
    url="https://example.org/2020/05/03/bridge",
    url_archived="https://archive.example/x",
    actors=("ada-berg", "town-council"),
    places=("orsk",),
    subjects=("bridges", "money"),
    kind="analysis",
    summary="What it cost, and who paid.",
    rights=Rights("excerpt", "Shown with permission.", "The Daily Example"),
    status="draft",
    captions=(Caption("The bridge in May", "Ann Lee / AFP", 5), Caption("Another picture")),
    related=(Related("Old ships", "https://example.org/ships", 9), Related("New ships")),
    raw=RawRef("raw/bridge.txt", 1, 63, "abc"),
    provenance=(
        ("date", Basis("stated", 7, "May 3, 2020")),
        ("source", Basis("inferred", rule="host-of-url", certainty="probable")),
    ),
    review=("source", "date"),
    aliases=("old-bridge",),
)

NAMES = (
    NameForms("actors/ada-berg", ("Ada Berg", "Berg")),
    NameForms("actors/town-council", ("Town Council",)),
    NameForms("places/orsk", ("Orsk",)),
)
FULL_RIGHTS = RightsLevels(Rights("full"))


def record(text: str) -> tuple[Record | None, tuple[Problem, ...]]:
    found, _, _, problems = read_record(text, "a.md")
    return found, problems


def front(text: str) -> tuple[Record | None, tuple[Problem, ...]]:
    """A record from its front matter alone, with a title."""
    return record(f"---\ntitle: A title\n{textwrap.dedent(text)}---\nBody.\n")


def article(body: str, fields: str = "", notes: str = "", rights: RightsLevels = FULL_RIGHTS) -> Article:
    text = f"---\ntitle: A title\nactors: [ada-berg, town-council]\nplaces: [orsk]\n{fields}---\n{body}"
    found, problems = read_article(
        text, "articles/a.md", "a", NAMES, rights, (textwrap.dedent(notes), "notes/a.yaml") if notes else None
    )
    assert found is not None and found.problems == problems
    return found


def told(problems: tuple[Problem, ...]) -> list[tuple[str, int, int]]:
    return [(problem.code, problem.line, problem.column) for problem in problems]


# The record --------------------------------------------------------------------------------------------------------


def test_every_field_of_a_record_is_read() -> None:
    found, problems = record(FULL)
    assert problems == ()
    assert found == RECORD


def test_this_record_has_every_field_there_is() -> None:
    # A control of the test above: a new field of `Record` must be put into FULL.
    same = [name for name, value in dataclasses.asdict(RECORD).items() if value == getattr(Record("x"), name)]
    assert same == []


def test_what_a_record_names_is_known_with_its_place() -> None:
    _, _, refs, _ = read_record(FULL, "a.md")
    assert [(ref.kind, ref.id, ref.line, ref.column) for ref in refs] == [
        ("source", "the-daily-example", 4, 9),
        ("source", "afp", 5, 10),
        ("source", "reuters", 5, 15),
        ("actor", "ada-berg", 10, 10),
        ("actor", "town-council", 10, 20),
        ("actor", "ada-berg", 10, 34),
        ("place", "orsk", 11, 9),
        ("alias", "old-bridge", 32, 11),
    ]
    assert refs[0].source == "source: the-daily-example"


def test_what_is_not_known_is_absent() -> None:
    found, problems = front("")
    assert found == Record("A title") and problems == ()
    found, problems = front("date:\nsource: ~\nactors: []\nrights:\nraw:\nprovenance:\ncaptions:\n")
    assert found == Record("A title") and problems == ()


MISTAKES: list[tuple[str, tuple[str, int, int], str]] = [
    ("date: 2020-02-30\n", ("date", 3, 7), "February 2020 has no day 30"),
    ("date: yesterday\n", ("date", 3, 7), "expected a date such as"),
    ("date: [2020-01-01]\n", ("field-type", 3, 7), "expected a text"),
    ("date: 3.5\n", ("field-type", 3, 7), "expected a text"),
    ("kind: analisys\n", ("field-choice", 3, 7), "did you mean `analysis`?"),
    ("status: publishd\n", ("field-choice", 3, 9), "expected one of draft, published, withdrawn"),
    ("language: English\n", ("field-type", 3, 11), "BCP 47"),
    ("url: example.org/x\n", ("address", 3, 6), "http:// or https://"),
    ("url: javascript:alert(1)\n", ("address", 3, 6), "http:// or https://"),
    ("url_archived: ftp://example.org/x\n", ("address", 3, 15), "http:// or https://"),
    ("actors: {a: b}\n", ("field-type", 3, 9), "expected a list of texts"),
    ("actors: [ada, {b: c}]\n", ("field-type", 3, 15), "quotation marks"),
    ("source: [a]\n", ("field-type", 3, 9), "expected a text"),
    ("source: true\n", ("field-type", 3, 9), "expected a text"),
    ("source: The Daily Example\n", ("id", 3, 9), "lower-case"),
    ("source: ../../x\n", ("id", 3, 9), "lower-case"),
    ("agency: [afp, A/B]\n", ("id", 3, 15), "lower-case"),
    ("rights: fulll\n", ("field-choice", 3, 9), "did you mean `full`?"),
    ("rights: {publish: metdata}\n", ("field-choice", 3, 19), "did you mean `metadata`?"),
    ("rights: [full]\n", ("field-type", 3, 9), "key: value"),
    ("rights: {publsh: none}\n", ("unknown-key", 3, 18), "did you mean `publish`?"),
    ("captions: text\n", ("field-type", 3, 11), "a list"),
    ("captions: [{txt: x}]\n", ("unknown-key", 3, 18), "did you mean `text`?"),
    ("captions: [{text: x, line: five}]\n", ("field-type", 3, 28), "a number"),
    ("captions: [5]\n", ("field-type", 3, 12), ""),
    ("related: {a: b}\n", ("field-type", 3, 10), "a list"),
    ("related: [{text: x, ulr: y}]\n", ("unknown-key", 3, 26), "did you mean `url`?"),
    ("related: [{text: x, url: 'javascript:x'}]\n", ("address", 3, 26), "http:// or https://"),
    ("raw: raw/x.txt\n", ("field-type", 3, 6), "key: value"),
    ("raw: {file: x, lines: all}\n", ("field-type", 3, 23), "1-63"),
    ("raw: {file: x, lines: 9-3}\n", ("field-type", 3, 23), "1-63"),
    ("raw: {file: x, sha: y}\n", ("unknown-key", 3, 21), ""),
    ("provenance: [a]\n", ("field-type", 3, 13), "key: value"),
    ("provenance:\n  date: stated\n", ("field-type", 4, 9), "key: value"),
    ("provenance:\n  date: {basis: guessed}\n", ("field-choice", 4, 17), "stated, inferred, curator"),
    ("provenance:\n  date: {basis: stated, line: x}\n", ("field-type", 4, 31), "a number"),
    ("provenance:\n  date: {basis: stated, certainty: sure}\n", ("field-choice", 4, 36), "probable"),
    ("provenance:\n  date: {basis: stated, rul: x}\n", ("unknown-key", 4, 30), "did you mean `rule`?"),
    ("review: {a: b}\n", ("field-type", 3, 9), "a list of texts"),
    ("aliases: [../../../evil]\n", ("id", 3, 11), "lower-case"),
    ("aliases: [a b]\n", ("id", 3, 11), "lower-case"),
    ("summary: [x]\n", ("field-type", 3, 10), "a text"),
    ("titel: x\n", ("unknown-key", 3, 8), "did you mean `title`?"),
    ("date: 2020-01-01\ndate: 2020-01-02\n", ("yaml-duplicate", 4, 1), "keep one of the two"),
]


@pytest.mark.parametrize(("text", "place", "hint"), MISTAKES, ids=[text.strip() for text, _, _ in MISTAKES])
def test_every_mistake_is_told_with_line_column_and_hint(text: str, place: tuple[str, int, int], hint: str) -> None:
    found, problems = front(text)
    assert told(problems) == [place]
    assert problems[0].hint and hint in problems[0].hint
    assert problems[0].source == text.rstrip("\n").split("\n")[place[1] - 3]
    assert found is not None and found.title == "A title", "one wrong field does not lose the record"


@pytest.mark.parametrize(
    ("text", "empty"),
    [
        ("date: 2020-02-30\n", "date"),
        ("language: English\n", "language"),
        ("url: javascript:alert(1)\n", "url"),
        ("source: ../../x\n", "source"),
        ("agency: A/B\n", "agency"),
        ("aliases: [../../../evil]\n", "aliases"),
        ("raw: {lines: 9-3}\n", "raw"),
    ],
)
def test_a_value_that_was_refused_is_as_good_as_absent(text: str, empty: str) -> None:
    found, _ = front(text)
    assert found is not None
    assert getattr(found, empty) in ("", (), RawRef("", 0, 0, ""))


def test_a_status_that_is_not_understood_hides() -> None:
    found, _ = front("status: publishd\n")
    assert found is not None and found.status == "draft"


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("", "front-matter", 1, 1),
        ("Just text.\n", "front-matter", 1, 1),
        ("\n---\ntitle: x\n---\n", "front-matter", 1, 1),
        ("---\n---\nBody.\n", "front-matter", 2, 0),
        ("---\n- a list\n---\nBody.\n", "front-matter", 2, 1),
        ("---\ntitle: [\n---\nBody.\n", "yaml", 3, 1),
        ("---\ntitle: x: y\n---\nBody.\n", "yaml", 2, 9),
        ("---\ndate: 2020-01-01\n---\nBody.\n", "field-missing", 2, 1),
        ("---\ntitle:\n---\nBody.\n", "field-missing", 2, 7),
        ("---\ntitle: ''\n---\nBody.\n", "field-missing", 2, 8),
        ("---\ntitle: [x]\n---\nBody.\n", "field-type", 2, 8),
    ],
)
def test_without_a_title_there_is_no_record(text: str, code: str, line: int, column: int) -> None:
    found, problems = record(text)
    assert found is None
    assert told(problems) == [(code, line, column)]
    assert problems[0].hint
    assert read_article(text, "a.md", "a", NAMES, FULL_RIGHTS) == (None, problems)


def test_front_matter_that_does_not_end_is_told_as_that() -> None:
    found, problems = record("---\ntitle: x\ndate: 2020-01-01\n\nBody.\n")
    assert found is None and [problem.code for problem in problems] == ["front-matter"]
    assert "end" in problems[0].message and "begin with" not in problems[0].message


def test_a_byte_order_mark_and_line_ends_of_other_systems_change_nothing() -> None:
    assert record("\ufeff" + FULL.replace("\n", "\r\n")) == record(FULL)
    assert record(FULL.replace("---\n", "---  \n", 2)) == record(FULL)


def test_the_parts_of_a_record() -> None:
    assert split_record("---\na: b\n---\nOne.\n---\nTwo.\n") == ("a: b\n", "One.\n---\nTwo.\n", 4)
    assert split_record("---\na: b\n...\nOne.") == ("a: b\n", "One.", 4)
    assert split_record("a: b\n---\n") is None


# The body ----------------------------------------------------------------------------------------------------------


def links_of(found: Article) -> list[list[str]]:
    return [
        [str(attrs["href"]) for tag, attrs in Text(block.html).tags if attrs.get("class") == "mention"]
        for block in found.blocks
    ]


def test_what_is_only_probably_a_records_name_is_counted_and_not_linked() -> None:
    def find(passages: Sequence[Passage], *_: object) -> Findings:
        return Findings((Naming(passages[0].id, 0, 9, "actors/ada-berg", "The mayor", "position", "probable"),))

    text = "---\ntitle: x\nactors: [ada-berg]\n---\nThe mayor came.\n"
    found, _ = read_article(text, "a.md", "a", NAMES, FULL_RIGHTS, None, find)
    assert found is not None and links_of(found) == [[]]
    assert found.mentions[0].known == (FormCount("The mayor", "position", "probable", 1),)
    assert found.mentions[0].certain == ()


def test_the_first_mention_of_each_record_in_a_section_is_linked_and_all_are_counted() -> None:
    found = article("Ada Berg met Berg in Orsk.\n\nBerg left Orsk.\n\n## Berg’s plan\n\nBerg came back.\n")
    assert links_of(found) == [["../../actors/ada-berg/", "../../places/orsk/"], [], [], ["../../actors/ada-berg/"]]
    assert found.mentions == (
        MentionCount(
            "actors/ada-berg",
            5,
            "p1",
            "Ada Berg",
            ("Ada Berg", "Berg"),
            (FormCount("Ada Berg", "form", "", 1), FormCount("Berg", "form", "", 4)),
        ),
        MentionCount("places/orsk", 2, "p1", "Orsk", ("Orsk",), (FormCount("Orsk", "form", "", 2),)),
    )


def test_only_records_that_the_article_lists_are_linked() -> None:
    text = "---\ntitle: x\nplaces: [orsk]\n---\nAda Berg in Orsk."
    found, _ = read_article(text, "a.md", "a", NAMES, FULL_RIGHTS)
    assert found is not None and [mention.id for mention in found.mentions] == ["places/orsk"]
    assert links_of(found) == [["../../places/orsk/"]]


@pytest.mark.parametrize(
    "body",
    [
        "[Berg](https://example.org) spoke. Then Berg left.",
        "`Berg` is a name. Then Berg left.",
        "Ada *Berg* spoke. Then Berg left.",
        "    Berg\n\nThen Berg left.",
    ],
)
def test_a_mention_that_cannot_be_linked_leaves_the_link_to_the_next(body: str) -> None:
    assert list(itertools.chain(*links_of(article(body)))) == ["../../actors/ada-berg/"]


def test_a_subhead_names_and_does_not_link() -> None:
    found = article("## Ada Berg\n\nNobody else.")
    assert links_of(found) == [[], []] and found.mentions[0].paragraph == "s1"


def test_the_text_its_words_and_its_terms_are_the_bodys() -> None:
    found = article("Bridges, *bridges*: БРИДЖ and bridges.\n\n- The Council\n- the ёлка\n")
    assert found.text == "Bridges, bridges: БРИДЖ and bridges.\n\nThe Council\nthe ёлка"
    assert found.words == 9
    assert found.terms == (("bridges", 3), ("council", 1), ("бридж", 1), ("елка", 1))


def test_terms_are_at_most_forty_the_most_frequent_in_one_order() -> None:
    words = [f"word{'abcdefghijklmnopqrstuvwxyz'[n % 26]}{'xyz'[n // 26]}" for n in range(60)]
    found = article(" ".join(words) + " " + " ".join(words[50:]))
    assert len(found.terms) == 40
    assert found.terms == tuple(sorted(found.terms, key=lambda pair: (-pair[1], pair[0])))
    assert {word for word, count in found.terms if count == 2} == set(words[50:])


def test_the_face_shows_the_summary_or_the_first_paragraph_cut_between_words() -> None:
    long = "A sentence of words, " * 30
    assert article("## Head\n\n- list\n\nFirst *paragraph*\nhere.\n\nSecond.").face.excerpt == "First paragraph here."
    assert article("First.", "summary: In short.\n").face.excerpt == "In short."
    excerpt = article(long).face.excerpt
    assert 200 < len(excerpt) <= 222 and excerpt.endswith((" words …", " of …", " sentence …", " A …"))
    assert long.startswith(excerpt.removesuffix(" …"))
    assert article("x" * 500).face.excerpt.rstrip(" …") in ("", "x" * 220)


def test_an_excerpt_is_never_longer_than_it_says() -> None:
    for body in ("A sentence of words, " * 30, "x" * 500, "x" * 219 + " y z", "ab " * 73 + "c" * 90):
        assert 0 < len(article(body).face.excerpt) <= 222, body


def test_a_record_without_text_is_told_unless_it_is_no_published_one() -> None:
    found = article("\n\n")
    assert told(found.problems) == [("body-empty", 1, 0)] and found.problems[0].severity == WARNING
    assert article("", "status: withdrawn\n").problems == article("", "status: draft\n").problems == ()


def test_a_body_of_boundless_length_is_refused() -> None:
    found, problems = read_article("---\ntitle: x\n---\n" + "a " * 4_000_001, "a.md", "a", (), FULL_RIGHTS)
    assert found is None and told(problems) == [("too-long", 0, 0)]


def test_a_record_knows_whether_a_person_has_edited_it() -> None:
    text = "---\ntitle: x\ncleaned: {by: sitegen 0.1, digest: %s}\n---\nBody.\n"
    text %= cleaned_digest(text % "0")
    for changed, edited in ((text, False), (text + "More.\n", True), (FULL, True)):
        found, _ = read_article(changed, "a.md", "a", (), FULL_RIGHTS)
        assert found is not None and found.edited is edited


# Notes -------------------------------------------------------------------------------------------------------------

NOTES = """\
- quote: {exact: opened the bridge, prefix: "Berg ", suffix: " in"}
  body: It had been open before.
  by: A. Editor
- quote: {exact: Ada Berg}
  body: A mayor.
- quote: {exact: Nowhere}
  body: Lost.
"""


def test_notes_stand_at_their_blocks_in_the_order_of_the_text() -> None:
    found = article("First.\n\nAda Berg opened the bridge in Orsk.\n", notes=NOTES)
    assert [block.notes for block in found.blocks] == [(), ("n1", "n2")]
    assert [(note.id, note.exact, note.paragraph) for note in found.notes] == [
        ("n1", "Ada Berg", "p2"),
        ("n2", "opened the bridge", "p2"),
    ]
    assert isinstance(found.notes[1], Note) and found.notes[1].by == "A. Editor"
    assert found.blocks[1].html.count("note-ref") == 2
    assert told(found.problems) == [("note-lost", 6, 18)] and found.problems[0].path == "notes/a.yaml"


def test_a_passage_over_several_blocks_is_marked_in_each_and_referred_to_where_it_ends() -> None:
    found = article("One two.\n\nThree.\n\nFour five.", notes="- quote: {exact: two. Three. Four}\n  body: x\n")
    assert not found.problems
    assert [block.notes for block in found.blocks] == [(), (), ("n1",)]
    assert [block.html.count("noted") for block in found.blocks] == [1, 1, 1]
    assert [block.html.count("note-ref") for block in found.blocks] == [0, 0, 1]


# Rights ------------------------------------------------------------------------------------------------------------

SECRET = "First words of the text.\n\nSecond words with Ada Berg.\n\nThird words."


@pytest.mark.parametrize(
    ("own", "of_source", "of_archive", "publish"),
    [
        ("", "", "", "full"),
        ("", "", "metadata", "metadata"),
        ("", "excerpt", "metadata", "excerpt"),
        ("none", "excerpt", "full", "none"),
        ("full", "none", "none", "full"),
        ("", "none", "full", "none"),
    ],
)
def test_the_nearest_level_that_says_something_decides(own: str, of_source: str, of_archive: str, publish: str) -> None:
    sources = (("other", Rights("none")), ("paper", Rights(of_source)))
    fields = "source: paper\n" + (f"rights: {own}\n" if own else "rights: {holder: Somebody}\n")
    found = article(SECRET, fields, rights=RightsLevels(Rights(of_archive), sources))
    assert found.publish == publish


@pytest.mark.parametrize(("publish", "shown"), [("full", 3), ("excerpt", 1), ("metadata", 0), ("none", 0)])
def test_what_may_not_be_shown_is_not_in_the_blocks_nor_in_the_face(publish: str, shown: int) -> None:
    found = article(SECRET, f"rights: {publish}\n")
    assert len(found.blocks) == shown
    html = " ".join(block.html for block in found.blocks)
    assert ("First" in html, "Second" in html, "Third" in html) == (shown > 0, shown > 1, shown > 2)
    assert found.face.excerpt == ("First words of the text." if shown else "")


@pytest.mark.parametrize(
    "rights",
    [
        "fulll",
        "{publish: fulll}",
        "{publish: [full]}",
        "{publish: true}",
        "[full]",
        "5",
        "true",
        "{publsh: none}",
        "{}x",
    ],
)
def test_rights_that_are_not_understood_withhold(rights: str) -> None:
    """Whatever the typing error: it must not publish what somebody meant to hold back."""
    found, problems = front(f"rights: {rights}\n")
    assert problems
    assert found is None or found.rights.publish == "none"


@pytest.mark.parametrize("wrong", ["fulll", "FULL", "yes", "'full '", "all", "publish"])
def test_a_wrong_word_withholds_the_text(wrong: str) -> None:
    found = article(SECRET, f"rights: {wrong}\n")
    if wrong == "'full '":
        assert found.publish == "full"  # spaces are no other word
    else:
        assert found.publish == "none" and found.blocks == () and found.face.excerpt == ""
        assert [problem.code for problem in found.problems] == ["field-choice"]


def test_the_words_of_rights_go_from_all_to_nothing() -> None:
    assert PUBLISH == ("full", "excerpt", "metadata", "none")


# Anything ----------------------------------------------------------------------------------------------------------

KEYS = sorted({field.name for field in dataclasses.fields(Record)} | {"cleaned", "section", "zzz"})
VALUES: st.SearchStrategy[Any] = st.sampled_from(
    [
        "x",
        "5",
        "true",
        "[]",
        "{}",
        "[x, {a: b}]",
        "{publish: x}",
        "[[a]]",
        "2020-01-01",
        "'",
        "{file: 5}",
        "- x",
        "~",
        "|",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(KEYS), VALUES), max_size=8), st.text(max_size=30))
def test_no_front_matter_raises_and_every_problem_has_its_place(pairs: list[tuple[str, str]], body: str) -> None:
    text = "---\n" + "".join(f"{key}: {value}\n" for key, value in pairs) + f"---\n{body}"
    found, problems = read_article(text, "a.md", "a", NAMES, FULL_RIGHTS, ("- body: x\n", "n.yaml"))
    assert found is not None or problems
    assert all(problem.path and problem.line for problem in problems)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=80))
def test_no_text_raises(text: str) -> None:
    read_article(text, "a.md", "a", NAMES, FULL_RIGHTS)
    read_article("---\n" + text, "a.md", "a", NAMES, FULL_RIGHTS, (text, "n.yaml"))
    read_page(text, "p.md", "about")


# Pages of the archive's own ----------------------------------------------------------------------------------------


def test_a_page_has_the_title_of_its_front_matter_or_of_its_name() -> None:
    assert read_page("---\ntitle: On us\n---\nWords.\n", "pages/about.md", "about") == ("On us", "Words.\n", ())
    assert read_page("Words.\n", "pages/how-to-cite.md", "how-to-cite") == ("How to cite", "Words.\n", ())
    assert read_page("---\nlanguage: en\n---\nW", "pages/a.md", "a") == ("A", "W", ())


def test_a_mistake_in_a_page_is_told_and_the_page_is_there() -> None:
    title, body, problems = read_page("---\ntitel: On us\n---\nWords.\n", "pages/about.md", "about")
    assert (title, body, told(problems)) == ("About", "Words.\n", [("unknown-key", 2, 8)])
    title, body, problems = read_page("---\ntitle: [\n---\nWords.\n", "pages/about.md", "about")
    assert (title, body, told(problems)) == ("About", "Words.\n", [("yaml", 3, 1)])
    _, _, problems = read_page("---\n- a\n---\nWords.\n", "pages/about.md", "about")
    assert told(problems) == [("front-matter", 2, 1)]


# The slug ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("slug", ["what now?", "a#b", "a b", "a%20b", "жук", "A-Bridge", "-a", "a\n", ".."])
def test_a_file_whose_name_is_no_part_of_an_address_is_told(slug: str) -> None:
    """`what now?.md` would be published at an address that leads elsewhere."""
    _, problems = read_article("---\ntitle: x\n---\nBody.\n", f"articles/{slug}.md", slug, NAMES, FULL_RIGHTS)
    assert [problem.code for problem in problems] == ["id"] and problems[0].hint


@pytest.mark.parametrize("slug", ["2020-05-03-bridge", "undated-letter", "a"])
def test_the_slugs_that_the_cleaner_makes_are_good(slug: str) -> None:
    found, problems = read_article("---\ntitle: x\n---\nBody.\n", f"{slug}.md", slug, NAMES, FULL_RIGHTS)
    assert found is not None and found.face.address == f"/articles/{slug}/" and problems == ()


def test_of_a_long_first_paragraph_an_excerpt_shows_the_beginning() -> None:
    found = article("one two " * 400 + "\n\nNext.", "rights: excerpt\n")
    (block,) = found.blocks
    assert 600 < len(block.html) < 900 and block.html.count(" …") == 1
    assert all(one.end <= 700 for one in (*found.findings.names, *found.findings.times))
