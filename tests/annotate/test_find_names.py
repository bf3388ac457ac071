"""Whom a text names: cases as a document, and what holds for any text and any records."""

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sitegen.annotate import find_names
from sitegen.base.yamlfile import parse_yaml
from sitegen.model.annotations import Naming, Passage
from sitegen.model.authority import Position
from sitegen.model.names import NameForms, NameSlices

_FILE = Path(__file__).with_name("naming_cases.yaml")
_DOCUMENT = parse_yaml(_FILE.read_text(encoding="utf-8"), _FILE.name).value


def record(id: str, value: dict[str, object]) -> NameForms:
    names = value["names"]
    assert isinstance(names, dict)
    positions = value.get("positions", [])
    assert isinstance(positions, list)
    return NameForms(
        id,
        tuple(names),
        str(value["type"]),
        tuple(str(language or "") for language in names.values()),
        tuple(Position(one["title"], str(one.get("from", "")), str(one.get("to", ""))) for one in positions),
    )


RECORDS = tuple(record(id, value) for id, value in _DOCUMENT["records"].items())
CASES = [
    pytest.param(language, text, expected, id=f"{language}-{text[:40]}")
    for language, cases in _DOCUMENT["cases"].items()
    for text, expected in cases.items()
]


def passages(text: str) -> list[Passage]:
    """Lines that begin with `# ` are headings."""
    out = []
    for number, line in enumerate(text.split("\n")):
        kind = "heading" if line.startswith("# ") else "paragraph"
        out.append(Passage(f"p{number}", kind, line.removeprefix("# ")))
    return out


def found(text: str, language: str, records: tuple[NameForms, ...] = RECORDS, day: str = "2020-08-20") -> list[Naming]:
    listed = frozenset(one.id for one in records if not one.id.startswith("actors/unlisted"))
    return list(find_names(passages(text), records, listed, day, language))


def shown(naming: Naming) -> str:
    """`id: form`, with what is open as `?id|id`, and `~` before what is probable."""
    id = naming.id.partition("/")[2] or "?" + "|".join(one.partition("/")[2] for one in naming.choices)
    return f"{'~' if naming.certainty else ''}{id}: {naming.form}"


@pytest.mark.parametrize(("language", "text", "expected"), CASES)
def test_who_is_named(language: str, text: str, expected: list[str] | None) -> None:
    assert [shown(naming) for naming in found(text, language)] == (expected or [])


def test_an_office_counts_only_while_it_was_held() -> None:
    text = "Anton Vega came. The president spoke."
    assert [naming.rule for naming in found(text, "en")] == ["form", "position"]
    for day in ("1990-01-01", "", "1989/2020", "nonsense"):
        assert [naming.rule for naming in found(text, "en", day=day)] == ["form"]


def test_a_record_that_is_not_listed_takes_its_place_and_is_not_named() -> None:
    text = "Anton Vega Works in Orsk. Anton Vega"
    records = (*RECORDS, NameForms("actors/unlisted", ("Anton Vega Works",), "organisation"))
    assert [shown(naming) for naming in found(text, "en", records)] == ["orsk: Orsk", "vega: Anton Vega"]


@pytest.mark.parametrize("form", ["", " ", "X", "'", "-", "C++", "(sic)", "a|b", "[x]", "^x$", "\\", ".*", "A.B."])
def test_any_form_is_taken_to_the_letter(form: str) -> None:
    records = (NameForms("actors/a", (form,), "organisation"),)
    listed = frozenset({"actors/a"})
    namings = find_names([Passage("p1", "paragraph", f"the {form} of aab X ' Y")], records, listed, "", "en")
    assert [naming.form for naming in namings] == ([form] if len(form) > 1 and any(map(str.isalnum, form)) else [])


def test_a_hundred_thousand_aliases_and_a_text_of_a_megabyte_are_bounded() -> None:
    many = NameForms("actors/a", tuple(f"Person N{n}" for n in range(100_000)), "person")
    other = NameForms("actors/b", tuple(f"Person M{n}" for n in range(100_000)), "person")
    assert len(NameSlices((many, other)).slice(["actors/a"])) == 2
    text = "Person N7 met Person M8. " * 4_000
    namings = find_names([Passage("p1", "paragraph", text)], (many,), frozenset({"actors/a"}), "", "en")
    assert len(namings) == 4_000
    for hostile in ("A" * 200_000, "A." * 100_000, "А-" * 100_000, "(A " * 60_000, "Vega " * 40_000, "’" * 200_000):
        find_names([Passage("p1", "heading", hostile)], RECORDS, frozenset({"actors/vega"}), "2020-08-20", "en")


def test_a_slice_holds_no_names_that_only_begin_alike() -> None:
    names = ("Anna Petesha", "Boris Petesha", "Daniel Petika", "Olga Petelich", "Anna Petesheva")
    records = tuple(NameForms(f"actors/{name}", (name,), "person") for name in names)
    assert [one.id for one in NameSlices(records).slice(["actors/Anna Petesha"])] == [
        f"actors/{name}" for name in (*names[:2], names[4])
    ]


# Anything ----------------------------------------------------------------------------------------------------------

PIECES = [
    *("Anton Vega", "Vega", "Nikolai Vega", "Nikolai", "A. Vega", "Vega A. G.", "Антон Вега", "Веги", "Антоном"),
    *("Антон Григорьевич", "Марина Ясинская", "Ясинской", "Orsk", "Орск", "Орске", "Harbour Council", "(HC)", "HC"),
    *("the president", "The Belarusian leader", "Mr", "Mrs", "President", "his son", "Street", "Svetlana", "in", "In"),
    *("в", "г-н", ". ", ", ", "-", "’s", "'s", "|", "Post", "said", "ORSK", "Monday", "Union"),
]
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=14).map(" ".join)
LANGUAGES = st.sampled_from(["en", "ru", "be", "uk", "pl", "de", "fr", "es", "xx", ""])


@settings(max_examples=300, deadline=None)
@example("Anton Vega (HC) Vega A. G. Vega", "en", "paragraph")
@given(TEXTS, LANGUAGES, st.sampled_from(["paragraph", "heading"]))
def test_findings_lie_in_the_text_in_order_and_do_not_overlap(text: str, language: str, kind: str) -> None:
    listed = frozenset(one.id for one in RECORDS)
    reached = 0
    for naming in find_names([Passage("p1", kind, text)], RECORDS, listed, "2020-08-20", language):
        assert reached <= naming.start < naming.end <= len(text)
        assert naming.form == text[naming.start : naming.end]
        assert (naming.id in listed and not naming.choices) or (naming.id == "" and set(naming.choices) <= listed)
        reached = naming.end


FIRST = ["Anton", "Nikolai", "Mary", "Антон", "Николай", "Мария"]
LAST = ["Vega", "Berg", "Harbour", "Вега", "Бергов", "Бергова"]
FORMS = st.tuples(st.sampled_from(FIRST), st.sampled_from(LAST)).map(" ".join) | st.sampled_from(
    [*LAST, "Harbour Council", "Vega Works", "Berg Harbour", "HC", "Совет Бергов"]
)
TYPES = st.sampled_from(["person", "person", "organisation", "place", ""])
SETS = st.lists(st.tuples(st.lists(FORMS, min_size=1, max_size=3), TYPES), min_size=1, max_size=5).map(
    lambda sets: tuple(NameForms(f"actors/p{n}", tuple(forms), type_) for n, (forms, type_) in enumerate(sets))
)
WORDS = [
    *FIRST,
    *LAST,
    "Council",
    "(HC)",
    "HC",
    "Бергова",
    "Бергову",
    "Антона",
    "Веги",
    "son",
    "President",
    "Mr",
    "the",
]
MIXED = st.lists(st.sampled_from([*WORDS, "Works", "Street"]) | FORMS, max_size=14).flatmap(
    lambda words: st.lists(
        st.sampled_from([" ", " ", " ", ". ", ", ", "-"]), min_size=len(words), max_size=len(words)
    ).map(lambda joints: "".join(word + joint for word, joint in zip(words, joints, strict=True)))
)


TWO_SCRIPTS = (
    NameForms("actors/p0", ("Anton Vega", "Anton Вега"), "person"),
    NameForms("actors/p1", ("Вега",), "organisation"),
)


@settings(max_examples=600, deadline=None)
@example(TWO_SCRIPTS, "Anton Vega Антон Вега ", {1}, "de")
@given(SETS, MIXED, st.sets(st.integers(0, 4)), st.sampled_from(["en", "ru", "pl", "de"]))
def test_a_slice_finds_of_its_records_what_all_names_find(
    records: tuple[NameForms, ...], text: str, numbers: set[int], language: str
) -> None:
    """An article's cache key holds only its slice of the names."""
    listed = frozenset(f"actors/p{number}" for number in numbers if number < len(records))
    near = NameSlices(records).slice(listed)
    read = [Passage("p1", "paragraph", text)]
    assert find_names(read, near, listed, "2020", language) == find_names(read, records, listed, "2020", language)
