"""Who says what: cases as documents, one file for each language, and what holds for any text.

A case is a text (paragraphs with blank lines between, `# ` before a subhead, `> ` before a set-off quotation) and the
quotations expected in it, as "first words => speaker": a record's id, `~` with words as printed, or `-` for nobody.
` +` behind it says that the quotation goes on the one before, ` ?` that its speaker is only probable.
"""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.annotate.quotations import find_quotations
from sitegen.annotate.quotmarks import quoted_spans
from sitegen.annotate.sentences import sentence_spans
from sitegen.base.yamlfile import parse_yaml
from sitegen.model.annotations import Naming, Passage, Quotation
from sitegen.model.names import NameFinder, NameForms

FOLDER = Path(__file__).parent / "quotations"
LANGUAGES = ("en", "ru", "be", "uk", "pl", "de", "fr", "es")


def _files() -> list[Any]:
    return [
        pytest.param(path.stem, number, case, value, id=f"{path.stem}-{number}")
        for path in sorted(FOLDER.glob("*.yaml"))
        for value in [parse_yaml(path.read_text(encoding="utf-8"), path.name).value]
        for number, case in enumerate(value["cases"])
    ]


def passages_of(text: str) -> list[Passage]:
    out = []
    for number, block in enumerate(text.strip().split("\n\n")):
        kind = "heading" if block.startswith("# ") else "blockquote" if block.startswith("> ") else "paragraph"
        lines = [line.removeprefix("# ").removeprefix("> ") for line in block.strip().split("\n")]
        out.append(Passage(f"p{number}", kind, ("\n" if kind == "blockquote" else " ").join(lines)))
    return out


def namings_in(passages: list[Passage], names: dict[str, str], rule: str = "form") -> list[Naming]:
    forms: dict[str, list[str]] = {}
    for form, id in names.items():
        forms.setdefault(id, []).append(form)
    finder = NameFinder(NameForms(id, tuple(found)) for id, found in forms.items())
    return [Naming(p.id, m.start, m.end, m.id, m.form, rule) for p in passages for m in finder.find(p.text)]


def found_in(case: dict[str, Any], file: dict[str, Any], language: str) -> tuple[Quotation, ...]:
    passages = passages_of(case["text"])
    names = namings_in(passages, file["names"]) + namings_in(passages, file.get("inflected", {}), "inflected")
    return find_quotations(passages, names, language, case.get("speaker", ""))


def _short(quotation: Quotation, expected: str) -> str:
    """The finding in the words of a case, with as much of the quotation as the case gives."""
    words, _, who = expected.partition(" => ")
    start = quotation.text[: len(words)]
    speaker = quotation.speaker.removeprefix("actors/") if quotation.speaker else ""
    if not speaker:
        speaker = f"~{quotation.speaker_text}" if quotation.speaker_text else "-"
    out = f"{start} => {speaker}"
    if quotation.certainty and "?" in who:
        out += " ?"
    return out + (" +" if quotation.continues and "+" in who else "")


@pytest.mark.parametrize(("language", "number", "case", "file"), _files())
def test_case(language: str, number: int, case: dict[str, Any], file: dict[str, Any]) -> None:
    expected = case.get("quotes") or []
    found = found_in(case, file, language)
    got = [
        _short(q, expected[i]) if i < len(expected) else f"{q.text} => {q.speaker or q.speaker_text}"
        for i, q in enumerate(found)
    ]
    assert got == expected
    if "verbs" in case:
        assert [quotation.verb for quotation in found] == case["verbs"]
    if "rules" in case:
        assert [quotation.rule for quotation in found] == case["rules"]


def test_every_language_has_its_cases() -> None:
    assert {path.stem.partition("-")[0] for path in FOLDER.glob("*.yaml")} == set(LANGUAGES)


def _properties(passages: list[Passage], found: tuple[Quotation, ...]) -> None:
    texts = {passage.id: passage.text for passage in passages}
    order = [passage.id for passage in passages]
    reached = (0, 0)
    for quotation in found:
        text = texts[quotation.passage]
        assert 0 <= quotation.start < quotation.end <= len(text)
        assert quotation.text == text[quotation.start : quotation.end]
        place = (order.index(quotation.passage), quotation.start)
        assert place >= reached
        reached = (place[0], quotation.end)
        assert not quotation.speaker or quotation.speaker.startswith("actors/")
        assert len(quotation.sentence) <= 610
        if not quotation.rule:
            assert not quotation.speaker and not quotation.verb


_PIECES = st.sampled_from(
    [
        *"“”\"„«»‘’'—–-.,:;!?… ",
        "Berg",
        " said ",
        " сказал ",
        "Берг",
        " that ",
        "he",
        " она ",
        " the lawyer ",
        "\n",
        " and ",
        "A",
        "Q: ",
        " according to ",
        *(" with a chant of ", " telling ", "adding: ", ", что ", " по словам ", "’s ", " who ", "(", ")"),
    ]
)
_NAMES = {"Berg": "actors/ada-berg", "Берг": "actors/ada-berg"}


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.lists(_PIECES, max_size=30).map("".join), max_size=4),
    st.sampled_from([*LANGUAGES, "xx", "", "be-Latn"]),
)
def test_findings_lie_in_the_text_for_any_text(texts: list[str], language: str) -> None:
    passages = [Passage(f"p{i}", "paragraph", text) for i, text in enumerate(texts)]
    found = find_quotations(passages, namings_in(passages, _NAMES), language, "actors/ada-berg")
    _properties(passages, found)


@settings(max_examples=200, deadline=None)
@given(st.text(), st.sampled_from(LANGUAGES))
def test_any_characters_at_all(text: str, language: str) -> None:
    passages = [Passage("p0", "paragraph", text), Passage("p1", "blockquote", text), Passage("s0", "heading", text)]
    _properties(passages, find_quotations(passages, (), language))


@given(st.lists(_PIECES, max_size=40).map("".join))
def test_spans_and_sentences_are_in_order_and_do_not_overlap(text: str) -> None:
    reached = 0
    for span in quoted_spans(text):
        assert reached <= span.outer <= span.start < span.end <= span.outer_end <= len(text)
        reached = span.outer_end
    reached = 0
    for start, end in sentence_spans(text):
        assert reached <= start < end <= len(text)
        assert text[start:end].strip() == text[start:end]
        reached = end


def test_a_language_without_words_still_shows_sentences_in_marks() -> None:
    found = find_quotations([Passage("p0", "paragraph", "“Ez egy egész mondat, nem cím.”")], (), "hu")
    assert [(q.speaker, q.rule) for q in found] == [("", "")]


@pytest.mark.parametrize(
    "piece",
    [
        "“a ",
        "«",
        "'s ",
        "’s ",
        "he said “a b” and ",
        "— x, — ",
        "“A b c.” ",
        "said ",
        "“A b!” Berg said. ",
        "“A b,” he said. ",
        "The old leader said “a b”. ",
        "Berg. “A b.” ",
        "Berg said, ",
        '"a',
    ],
)
@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_large_paragraph_takes_no_longer_than_its_length(piece: str, language: str) -> None:
    text = piece * (300_000 // len(piece))
    passages = [Passage("p0", "paragraph", text)]
    names = [
        Naming("p0", i, i + 4, "actors/ada-berg", "Berg")
        for i in range(0, len(text) - 4, 12)
        if text.startswith("Berg", i)
    ]
    find_quotations(passages, names, language)
