"""Whom a text names, and what in it looks like a name and has no record."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.annotate import NamedRecords, named_records, unknown_names
from sitegen.annotate.lexicon import lexicon
from sitegen.model.names import NameFinder, NameForms

FINDER = NameFinder(
    (
        NameForms("actors/ada", ("Ada Berg", "Berg", "Ада Берг")),
        NameForms("actors/union", ("Harbour Union", "HU")),
        NameForms("places/orsk", ("Orsk",)),
        NameForms("places/lund", ("Lund",)),
    )
)


def unknown(text: str, language: str = "en") -> list[tuple[str, int]]:
    return [(name.text, name.count) for name in unknown_names(text, FINDER, language)]


def test_records_come_by_how_often_they_are_named_then_in_the_order_of_the_text() -> None:
    text = "From Orsk the HU met Ada\nBerg in Lund. Berg left Lund, and Berg was not of the HU."
    assert named_records(text, FINDER) == NamedRecords(("ada", "union"), ("lund", "orsk"), ("Ada Berg", "HU"))
    assert named_records("The HU met Berg.", FINDER).actors == ("union", "ada")
    assert named_records("Nobody.", FINDER) == NamedRecords((), (), ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Then Mira Holt spoke.", ["Mira Holt"]),
        ("Mira Holt spoke.", ["Mira Holt"]),
        ("Mira Holt, Paul Anders and Ann-Marie O’Neill", ["Ann-Marie O’Neill", "Mira Holt", "Paul Anders"]),
        ("“Ursula von der Leyen” said", ["Ursula von der Leyen"]),
        ("the Bank of England", ["Bank of England"]),
        ("a letter of England", []),
        ("President Mira Holt", ["Mira Holt"]),
        ("former Prime Minister Mira Holt", ["Mira Holt"]),
        ("German Foreign Minister Mira Holt", ["Mira Holt"]),
        ("On Monday Mira Holt left", ["Mira Holt"]),
        ("Mr. Holt", []),
        ("Ms. Mira Holt", ["Mira Holt"]),
        ("He left. Mira stayed. The Council met.", []),
        ("the OSCE and NATO, an EU-wide rule", ["NATO", "OSCE"]),
        ("the OSCE’s mission and NATO's", ["NATO", "OSCE"]),
        ("THE LONGESTABBREVIATION", []),
        ("Ada Berg met Berg in Orsk", []),
        ("Orsk Tractor Works", ["Tractor Works"]),
        ("Mira Holt Berg", ["Mira Holt"]),
        ("Mira.\nHolt Anders", ["Holt Anders"]),
        ("Mira\nHolt", []),
        ("mira holt", []),
        ("Anna 2 Holt", []),
        ("", []),
    ],
)
def test_what_looks_like_a_name(text: str, expected: list[str]) -> None:
    assert [name for name, _ in unknown(text)] == expected


def test_a_name_is_counted_under_all_its_cases_of_writing_and_the_most_frequent_comes_first() -> None:
    text = "We met Paul Anders. Then Mira Holt. Mira Holt’s aide saw Mira Holt's car. Later MIRA HOLT left."
    assert unknown(text) == [("Mira Holt", 4), ("Paul Anders", 1)]
    (holt, anders) = unknown_names(text, FINDER)
    assert (holt.offset, anders.offset) == (text.index("Mira"), text.index("Paul"))
    assert (holt.id, anders.id) == ("mira-holt", "paul-anders")


def test_titles_and_days_of_each_language_are_its_own() -> None:
    assert unknown("Вчера президент Павел Холт сказал. Глава Павел Холт", "ru") == [("Павел Холт", 2)]
    assert unknown("Учора Старшыня Павел Холт", "be") == [("Павел Холт", 1)]
    assert unknown("Minister Mira Holt", "en-GB") == unknown("Minister Mira Holt", "xx") == [("Mira Holt", 1)]


@pytest.mark.parametrize("language", ["en", "ru", "be", "xx"])
def test_every_language_has_its_words_folded(language: str) -> None:
    words = lexicon(language)
    assert words.titles and words.others and words.joints
    assert all(word == word.casefold() and " " not in word for word in (*words.titles, *words.others))


PIECES = st.sampled_from(
    [
        "Ada Berg",
        "Orsk",
        "Mira",
        "Holt",
        "of",
        "von",
        "the",
        "President",
        "NATO",
        "HU",
        ". ",
        ", ",
        "\n",
        "’s",
        "-",
        "1",
    ]
) | st.text(max_size=3)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=20).map(" ".join), st.sampled_from(["en", "ru", ""]))
def test_every_name_stands_where_it_is_said_to_and_in_no_known_one(text: str, language: str) -> None:
    known = [range(mention.start, mention.end) for mention in FINDER.find(text)]
    seen = set()
    for name in unknown_names(text, FINDER, language):
        assert text.startswith(name.text.split()[0], name.offset)
        assert not any(name.offset in place for place in known)
        assert name.count >= 1 and name.text not in seen
        seen.add(name.text)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ru", "Встретили Павла Холтова. Потом Павел Холтов сказал. С Павлом Холтовым ушли.", [("Павел Холтов", 3)]),
        ("ru", "Пришла Мария Холтова. Видели Марию Холтову. Холтовой нет.", [("Мария Холтова", 3)]),
        ("ru", "Вот Павел Холтов и вот Мария Холтова.", [("Мария Холтова", 1), ("Павел Холтов", 1)]),
        ("be", "Бачылі Рыгора Холтава. Потым Рыгор Холтаў сказаў.", [("Рыгор Холтаў", 2)]),
        ("uk", "Бачили Олексія Холтенка. Тоді Олексій Холтенко сказав.", [("Олексій Холтенко", 2)]),
        ("en", "We met Paul Anders. Mr Anders left, and Anders’s aide too.", [("Paul Anders", 3)]),
        ("en", "We met Paul Anders and Mira Anders. Mr Anders left.", [("Mira Anders", 1), ("Paul Anders", 1)]),
    ],
)
def test_cases_and_surnames_count_for_the_whole_name(language: str, text: str, expected: list[tuple[str, int]]) -> None:
    assert unknown(text, language) == expected


def test_a_headline_is_no_name() -> None:
    text = "Police Detain Hundreds Of Protesters In March\n\nThe police began to detain hundreds of protesters."
    assert unknown(text) == []
