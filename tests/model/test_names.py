"""Names in texts: who is meant, and where nobody is."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sitegen.model.names import Mention, NameFinder, NameForms, NameSlices, shared_forms

RECORDS = (
    NameForms("actors/al", ("Alexander Lukashenko", "Lukashenko", "Александр Лукашенко", "Лукашенко")),
    NameForms("actors/nl", ("Nikolai Lukashenko", "Kolya")),
    NameForms("actors/eu", ("European Union", "EU")),
    NameForms("actors/oneill", ("Mary O'Neill", "d’Arcy")),
    NameForms("actors/court", ("European Court of Justice",)),
    NameForms("actors/rfe", ("Radio Free Europe/Radio Liberty", "RFE/RL")),
    NameForms("places/minsk", ("Minsk", "Мінск", "Mińsk")),
    NameForms("places/belarus", ("Belarus",)),
    NameForms("places/washington-dc", ("Washington",)),
    NameForms("actors/washington", ("George Washington", "Washington")),
)


def found(text: str, records: tuple[NameForms, ...] = RECORDS) -> list[tuple[str, str]]:
    return [(mention.id.partition("/")[2], mention.form) for mention in NameFinder(records).find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lukashenko met Kolya.", [("al", "Lukashenko"), ("nl", "Kolya")]),
        ("Alexander Lukashenko spoke.", [("al", "Alexander Lukashenko")]),
        ("Nikolai Lukashenko and Lukashenko", [("nl", "Nikolai Lukashenko"), ("al", "Lukashenko")]),
        ("Viktor Lukashenko", [("al", "Lukashenko")]),
        ("Lukashenko’s men, Lukashenko's plan, (Lukashenko)", [("al", "Lukashenko")] * 3),
        ("“Lukashenko,” she said; LUKASHENKO, lukashenko", [("al", "Lukashenko")]),
        ("Lukashenkos, Lukashenkovite, preLukashenko, Lukashenko_1", []),
        ("the EU, EU-wide, non-EU, EUROPE, Eu, eu", [("eu", "EU")] * 3),
        ("Minsk-based, Minsk.", [("minsk", "Minsk")] * 2),
        ("Лукашенко сказал; Лукашенкой; МИНСК; Мінск", [("al", "Лукашенко"), ("minsk", "Мінск")]),
        ("Александр  Лукашенко", [("al", "Александр  Лукашенко")]),
        ("Alexander\nLukashenko and Alexander\u00a0Lukashenko", None),
        ("Mary O'Neill, Mary O’Neill, Mary O‘Neill, Mary O\u02bcNeill", None),
        ("Mary ONeill, Mary O Neill", []),
        ("D’Arcy, d'Arcy", [("oneill", "d'Arcy")]),
        ("the RFE/RL office of Radio Free Europe/Radio Liberty", None),
        ("European Union Court", [("eu", "European Union")]),
        ("European Court of Human Rights", []),
        ("In Washington, George Washington slept.", [("washington", "George Washington")]),
        ("", []),
        ("MinskMinsk Minsk", [("minsk", "Minsk")]),
        ("Minsk Belarus", [("minsk", "Minsk"), ("belarus", "Belarus")]),
    ],
)
def test_who_is_named(text: str, expected: list[tuple[str, str]] | None) -> None:
    if expected is None:
        sole = {"Alex": "al", "Mary": "oneill", "the ": "rfe"}[text[:4]]
        assert [id for id, _ in found(text)] == [sole] * (4 if sole == "oneill" else 2)
    else:
        assert found(text) == expected


def test_a_mention_knows_its_place_in_the_text() -> None:
    text = "Ёж: Лукашенко’s EU"
    for mention in NameFinder(RECORDS).find(text):
        assert text[mention.start : mention.end] == mention.form
    assert list(NameFinder(RECORDS).find("x EU")) == [Mention(2, 4, "actors/eu", "EU")]


def test_a_form_that_two_records_claim_stands_for_neither_and_hides_what_is_inside_it() -> None:
    assert shared_forms(RECORDS) == {"Washington": ("actors/washington", "places/washington-dc")}
    assert found("Washington") == []
    records = (
        NameForms("actors/a", ("John Smith", "Smith")),
        NameForms("actors/b", ("John Smith",)),
        NameForms("actors/c", ("D’Arcy",)),
        NameForms("actors/d", ("D'Arcy",)),
    )
    assert found("John Smith, D’Arcy, Smith", records) == [("a", "Smith")]
    assert set(shared_forms(records)) == {"John Smith", "D'Arcy"}


def test_a_form_twice_in_one_record_is_not_shared() -> None:
    records = (NameForms("actors/a", ("Ann", "Ann", "Ann ")),)
    assert shared_forms(records) == {} and found("Ann", records) == [("a", "Ann")]


@pytest.mark.parametrize("form", ["", "X", " ", "'"])
def test_a_form_of_less_than_two_letters_finds_nothing(form: str) -> None:
    assert found("X ' Y", (NameForms("actors/a", (form,)),)) == []


@pytest.mark.parametrize("form", ["A.B.", "C++", "(sic)", "a|b", "[x]", "a\\b", "St. John's", "^x$"])
def test_signs_in_a_name_are_only_signs(form: str) -> None:
    assert found(f"the {form} of", (NameForms("actors/a", (form,)),)) == [("a", form)]
    assert found("aab xb John", (NameForms("actors/a", (form,)),)) == []


def test_without_names_nothing_is_found() -> None:
    assert found("Minsk", ()) == []


def test_hundreds_of_names_are_looked_for_at_once() -> None:
    records = tuple(NameForms(f"actors/p{n}", (f"Person {n}", f"Surname{n}")) for n in range(3000))
    text = " ".join(f"Person {n} met Surname{n + 1}." for n in range(0, 2998, 7))
    mentions = list(NameFinder(records).find(text))
    assert len(mentions) == 2 * len(range(0, 2998, 7))


# Slices ------------------------------------------------------------------------------------------------------------

# Few words, so that names contain one another, overlap and meet in texts.
WORDS = ["Ada", "Berg", "Minsk", "Union", "St", "O'Neill"]
JOINTS = [" ", " ", " ", "-", "/", ". ", "'"]
NAMES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).flatmap(
    lambda words: st.lists(st.sampled_from(JOINTS), min_size=len(words) - 1, max_size=len(words) - 1).map(
        lambda joints: "".join(word + joint for word, joint in zip(words, [*joints, ""], strict=True))
    )
)
RECORD_SETS = st.lists(st.lists(NAMES, min_size=1, max_size=2), min_size=1, max_size=5).map(
    lambda sets: tuple(NameForms(f"actors/p{n}", tuple(forms)) for n, forms in enumerate(sets))
)
TEXTS = st.lists(st.sampled_from([*WORDS, "the", "’s"]) | NAMES, max_size=8).flatmap(
    lambda words: st.lists(st.sampled_from([" ", " ", "-", ", "]), min_size=len(words), max_size=len(words)).map(
        lambda joints: "".join(word + joint for word, joint in zip(words, joints, strict=True))
    )
)


def people(*forms: str) -> tuple[NameForms, ...]:
    return tuple(NameForms(f"actors/p{n}", (form,)) for n, form in enumerate(forms))


@settings(max_examples=250, deadline=None)
@given(RECORD_SETS, TEXTS, st.sets(st.integers(0, 4)))
@example(people("Berg", "Ada Berg"), "Ada Berg", {0}).via("a longer name")
@example(people("Minsk", "Minsk-Union"), "Minsk-Union", {0}).via("a longer name with a hyphen")
@example(people("Berg Union", "Ada Berg"), "Ada Berg Union", {0}).via("a name that ends where the other begins")
@example(people("Berg", "Ada Berg", "St Ada"), "St Ada Berg", {0}).via("a name that hides the one that would hide it")
@example(people("Berg", "Berg"), "Berg", {0}).via("a shared name")
@example(people("Ada", "Ada'Berg"), "Ada’Berg", {0}).via("another apostrophe")
def test_a_slice_finds_of_its_records_what_all_names_find(
    records: tuple[NameForms, ...], text: str, numbers: set[int]
) -> None:
    """An article's cache key holds only its slice of the names: what the slice misses would depend on in secret."""
    listed = {f"actors/p{number}" for number in numbers}
    whole = [mention for mention in NameFinder(records).find(text) if mention.id in listed]
    part = [mention for mention in NameFinder(NameSlices(records).slice(listed)).find(text) if mention.id in listed]
    assert part == whole


@settings(deadline=None)
@given(RECORD_SETS, st.sets(st.integers(0, 4)))
def test_a_slice_is_the_same_for_the_same_records_whatever_else_there_is(
    records: tuple[NameForms, ...], numbers: set[int]
) -> None:
    listed = [f"actors/p{number}" for number in numbers]
    stranger = NameForms("actors/zz", ("Quite Other", "Another"))
    slices = NameSlices(records).slice(listed)
    assert NameSlices((*records, stranger)).slice(listed) == slices == NameSlices(records).slice(reversed(listed))
    assert NameSlices(records).slice(["actors/nobody"]) == ()
