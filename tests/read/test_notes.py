"""Notes and their passages: found exactly once, or reported with what is nearest; never moved in silence."""

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.base.problems import Problem
from sitegen.model.article import NoteClaim
from sitegen.read.body import parse_blocks, plain_text
from sitegen.read.notes import FoundNote, read_notes

ARTICLE = """\
The council met on Monday. The mayor said that 40 people came, and the council thanked *the 40* people.

## What the mayor said

“Nobody was asked,” said the **mayor**, who came with [six clerks](https://example.org) and
left with two.

- First, the bridge.
- Second, the bridge again.
"""


def read(notes: str, article: str = ARTICLE) -> tuple[tuple[FoundNote, ...], list[Problem], str]:
    text = plain_text(parse_blocks(article))
    found, _, problems = read_notes(textwrap.dedent(notes), "notes/a.yaml", text)
    return found, list(problems), text


def quoting(exact: str, *, prefix: str = "", suffix: str = "") -> str:
    return f'- quote: {{exact: "{exact}", prefix: "{prefix}", suffix: "{suffix}"}}\n  body: A note.\n'


@pytest.mark.parametrize(
    "exact",
    [
        "The council met",
        "the 40 people",
        "“Nobody was asked,” said the mayor, who",
        "mayor, who came with six clerks and left",
        "clerks and left with two",
        "What the mayor said",
        "bridge again.",
        "The  council\\n met",
        "two. First, the bridge. Second",
        "said “Nobody was asked",
    ],
)
def test_words_that_stand_once_are_found_across_markup_lines_and_paragraphs(exact: str) -> None:
    (note,), problems, text = read(quoting(exact))
    assert not problems
    assert text[note.start : note.end].split() == exact.replace("\\n", " ").split()


@pytest.mark.parametrize(
    ("printed", "quoted"),
    [("10\u00a0000 people", "10 000 people"), ("10 000 people", "10\\u00a0000 people"), ("two  spaces", "two spaces")],
)
def test_spaces_of_another_kind_are_spaces(printed: str, quoted: str) -> None:
    (note,), problems, text = read(quoting(quoted), f"There were {printed}.")
    assert not problems and text[note.start : note.end] == printed


@pytest.mark.parametrize(
    ("quote", "start"),
    [
        (quoting("the council", prefix="came, and "), 67),
        (quoting("people", suffix=" came"), 50),
        (quoting("40", prefix="said that", suffix="people"), 47),
        (quoting("40", prefix="the ", suffix=" people."), 91),
        (quoting("the bridge", prefix="Second,"), None),
        (quoting("mayor", prefix="The "), 31),
    ],
)
def test_words_that_stand_more_than_once_are_told_apart_by_what_stands_around(quote: str, start: int | None) -> None:
    (note,), problems, text = read(quote)
    assert not problems
    assert note.start == (start if start is not None else text.rindex("the bridge"))


def only(notes: str, article: str = ARTICLE) -> str:
    found, (problem,), _ = read(notes, article)
    assert not found
    return problem.render()


BRIDGE = "The bridge is old. The bridge is long, and nobody has seen the other bank of the river for a whole week."


def test_words_that_stand_more_than_once_are_reported_with_their_surroundings() -> None:
    assert only(quoting("The bridge is"), BRIDGE) == (
        "notes/a.yaml:1:18: error: the words “The bridge is” stand 2 times in the article [note-ambiguous]\n"
        '    - quote: {exact: "The bridge is", prefix: "", suffix: ""}\n'
        "                     ^\n"
        "    hint: add a prefix or suffix; they stand in: “The bridge is old. The bridge is long”; "
        "“The bridge is old. The bridge is long, and nobody has se”"
    )


def test_words_that_overlap_themselves_stand_more_than_once() -> None:
    assert "stand 2 times" in only(quoting("very very"), "It was very very very cold.")


def test_a_context_that_fits_several_places_is_not_enough() -> None:
    assert "[note-ambiguous]" in only(quoting("the", suffix=" bridge"))


def test_words_that_are_gone_are_reported_with_the_nearest_there_are() -> None:
    assert only(quoting("Nobody had been asked")) == (
        "notes/a.yaml:1:18: error: the words “Nobody had been asked” are not in the article's text [note-lost]\n"
        '    - quote: {exact: "Nobody had been asked", prefix: "", suffix: ""}\n'
        "                     ^\n"
        "    hint: nearest in the text: ““Nobody was asked,” said”; “said “Nobody was asked,””"
    )


def test_where_nothing_is_near_it_is_said() -> None:
    assert "hint: nothing in the text is like it" in only(quoting("Zzzz qqqq xxxx"))
    assert "hint: nothing in the text is like it" in only(quoting("Anything"), "")


def test_the_right_words_in_other_surroundings_are_reported_with_where_they_stand() -> None:
    assert only(quoting("other bank", prefix="seen this "), BRIDGE) == (
        "notes/a.yaml:1:18: error: the words “other bank” are in the text, but not with this prefix and suffix "
        "[note-context]\n"
        '    - quote: {exact: "other bank", prefix: "seen this ", suffix: ""}\n'
        "                     ^\n"
        "    hint: they stand in: “and nobody has seen the other bank of the river for a whol”"
    )


@pytest.mark.parametrize(
    ("exact", "printed"), [("nobody was", "Nobody was"), ('"Nobody', "“Nobody"), ("met  On", "met on")]
)
def test_a_quote_is_letter_for_letter(exact: str, printed: str) -> None:
    assert "[note-lost]" in only(f"- quote:\n    exact: '{exact}'\n  body: x\n")
    assert printed in plain_text(parse_blocks(ARTICLE))


def test_notes_come_in_the_order_of_the_text() -> None:
    found, problems, _ = read(quoting("left with two") + quoting("The council met") + quoting("council met on"))
    assert not problems
    assert [note.exact for note in found] == ["The council met", "council met on", "left with two"]


FULL = """\
- quote: {exact: 40 people came, prefix: "that ", suffix: ", and"}
  type: claim
  body: "By the *mayor’s* count, see [the list](https://example.org/list)."
  claim: {quantity: 40, unit: people, event: meeting, said_by: mayor}
  links:
    - {article: 2020-01-02-another, relation: contradicts}
    - {article: 2020-01-03-third}
  by: A. Editor
  created: 2020-11-01
"""


def test_every_field_of_a_note_is_read() -> None:
    text = plain_text(parse_blocks(ARTICLE))
    (note,), refs, problems = read_notes(FULL, "notes/a.yaml", text)
    assert not problems
    assert note == FoundNote(
        start=47,
        end=61,
        type="claim",
        exact="40 people came",
        prefix="that ",
        suffix=", and",
        body='<p>By the <em>mayor’s</em> count, see <a href="https://example.org/list" '
        'rel="external noopener noreferrer">the list</a>.</p>',
        by="A. Editor",
        created="2020-11-01",
        links=(("2020-01-02-another", "contradicts"), ("2020-01-03-third", "")),
        claim=NoteClaim(40.0, 40.0, "people", "", "meeting", "mayor"),
    )
    assert [(ref.kind, ref.id, ref.line, ref.column) for ref in refs] == [
        ("event", "meeting", 4, 46),
        ("actor", "mayor", 4, 64),
        ("article", "2020-01-02-another", 6, 17),
        ("article", "2020-01-03-third", 7, 17),
    ]


CLAIM = "- quote: {exact: Nobody was}\n  type: claim\n  body: x\n  claim: "


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [
        ("40", 40, 40),
        ("6.5", 6.5, 6.5),
        ("6000..7000", 6000, 7000),
        ("'6,000 .. 7,000'", 6000, 7000),
        ("6700..", 6700, None),
        ("..50", None, 50),
        ("''", None, None),
    ],
)
def test_a_claim_has_a_number_or_a_span(written: str, low: float | None, high: float | None) -> None:
    (note,), problems, _ = read(CLAIM + f"{{quantity: {written}, said_by: The mayor}}\n")
    if low is high is None:
        assert [problem.code for problem in problems] == ["field-type"] and note.claim is None
    else:
        assert not problems and note.claim == NoteClaim(low, high, said_by="The mayor")


def test_who_says_so_is_an_id_or_words() -> None:
    text = plain_text(parse_blocks(ARTICLE))
    for said_by, ids in (("mayor", ["mayor"]), ("The mayor", []), ("a doctor", []), ("Viasna", [])):
        _, refs, _ = read_notes(CLAIM + f"{{quantity: 1, said_by: {said_by}}}\n", "notes/a.yaml", text)
        assert [ref.id for ref in refs if ref.kind == "actor"] == ids


@pytest.mark.parametrize("quantity", ["many", "-4", "7..6", "..", "1e300", ".nan", ".inf", "[1]", "true", "'1..2..3'"])
def test_a_quantity_that_is_none_is_told_and_the_note_stays(quantity: str) -> None:
    (note,), problems, _ = read(CLAIM + f"{{quantity: {quantity}}}\n")
    assert [(problem.code, problem.line) for problem in problems] == [("field-type", 4)]
    assert note.claim is None and note.type == "claim"


def test_a_claim_without_a_quantity_is_read_and_a_bad_subject_told() -> None:
    (note,), problems, _ = read(CLAIM + "{unit: people, subject: A b}\n")
    assert note.claim == NoteClaim(None, None, "people")
    assert [(problem.code, problem.line, problem.column) for problem in problems] == [("field-type", 4, 34)]


def test_the_note_of_a_hostile_text_is_text() -> None:
    (note,), _, _ = read("- quote: {exact: Nobody was}\n  body: '<script>x</script> {{ 1 }} [a](javascript:b)'\n")
    assert note.body == "<p>&lt;script&gt;x&lt;/script&gt; {{ 1 }} [a](javascript:b)</p>"


@pytest.mark.parametrize(
    ("notes", "told"),
    [
        ("", []),
        ("# nothing yet\n", []),
        ("[]", []),
        ("quote: x\n", [("yaml", 1, 1)]),
        ("- text\n", [("field-type", 1, 3)]),
        ("- body: x\n", [("field-missing", 1, 3)]),
        ("- quote: Nobody was\n  body: x\n", [("field-type", 1, 10), ("field-missing", 1, 10)]),
        ("- quote: {exact: ''}\n  body: x\n", [("field-missing", 1, 18)]),
        ("- quote: {exact: Nobody was}\n", [("field-missing", 1, 3)]),
        ("- quote: {exact: Nobody was}\n  body: x\n  type: contxt\n", [("field-choice", 3, 9)]),
        ("- quote: {exact: Nobody was}\n  body: x\n  created: yesterday\n", [("date", 3, 12)]),
        ("- quote: {exact: Nobody was, prefx: x}\n  body: x\n", [("unknown-key", 1, 37)]),
        ("- quote: {exact: Nobody was}\n  body: x\n  txt: y\n", [("unknown-key", 3, 8)]),
        ("- quote: {exact: Nobody was}\n  body: x\n  links: a\n", [("field-type", 3, 10)]),
        ("- quote: {exact: Nobody was}\n  body: x\n  links: [a]\n", [("field-type", 3, 11)]),
        ("- quote: {exact: Nobody was}\n  body: x\n  links: [{relation: repeats}]\n", [("field-missing", 3, 11)]),
        (
            "- quote: {exact: Nobody was}\n  body: x\n  links: [{article: a, relation: denies}]\n",
            [("field-choice", 3, 34)],
        ),
        ("- quote: {exact: Nobody was}\n  body: x\n  claim: many\n", [("field-type", 3, 10)]),
        ("- quote: {exact: Nobody was}\n  body: x\n  claim: {quantity: 4}\n", [("claim-type", 3, 10)]),
        ("- quote: {exact: Nobody was}\n  type: claim\n  body: x\n  claim: {quantitty: 4}\n", [("unknown-key", 4, 22)]),
        ("- quote: {exact: Nobody was\n  body: x\n", [("yaml", 2, 7)]),
    ],
)
def test_every_mistake_is_told_at_its_place(notes: str, told: list[tuple[str, int, int]]) -> None:
    _, problems, _ = read(notes)
    assert [(problem.code, problem.line, problem.column) for problem in problems] == told
    assert all(problem.hint for problem in problems)


def test_a_mistake_in_one_note_does_not_hide_the_others() -> None:
    found, problems, _ = read(quoting("Nobody knows") + quoting("Nobody was") + "- text\n" + quoting("left with"))
    assert [note.exact for note in found] == ["Nobody was", "left with"]
    assert [problem.code for problem in problems] == ["note-lost", "field-type"]


WORDS = st.lists(
    st.sampled_from(["one", "two", "three", "four,", "“five”", "*six*", "`seven`"]), min_size=1, max_size=12
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS.map(" ".join), min_size=1, max_size=3).map("\n\n".join), st.data())
def test_a_passage_is_found_exactly_where_it_stands_once(article: str, data: st.DataObject) -> None:
    text = plain_text(parse_blocks(article))
    words = text.split()
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first + 1, len(words)))
    exact = " ".join(words[first:last])
    flat = " ".join(words)
    times = sum(1 for start in range(len(flat)) if flat.startswith(exact, start))
    found, problems, _ = read(f"- quote: {{exact: '{exact}'}}\n  body: x\n", article)
    if times == 1:
        assert not problems and " ".join(text[found[0].start : found[0].end].split()) == exact
    else:
        assert not found and [problem.code for problem in problems] == ["note-ambiguous"]
        assert f"stand {times} times" in problems[0].message


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_no_notes_and_no_text_raise(notes: str, article: str) -> None:
    read_notes(notes, "notes/a.yaml", plain_text(parse_blocks(article)))
