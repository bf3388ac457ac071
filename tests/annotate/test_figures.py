"""Counted claims: sentences with what is found in them, a document for each language, and what holds of any text."""

import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.annotate.figures import find_claims
from sitegen.base.yamlfile import parse_yaml
from sitegen.model.annotations import CountedClaim, Naming, Passage, Quotation, TimeExpression

CASES = Path(__file__).parent / "figures"
LANGUAGES = sorted(path.stem for path in CASES.glob("*.yaml"))


def cases() -> list[Any]:
    out = []
    for path in sorted(CASES.glob("*.yaml")):
        value = parse_yaml(path.read_text(encoding="utf-8"), path.name).value
        out += [pytest.param(path.stem, case, id=f"{path.stem}-{index}") for index, case in enumerate(value)]
    return out


def shown(claim: CountedClaim) -> str:
    """A claim as the documents write it."""
    low = "" if claim.low is None else f"{claim.low:g}" if claim.low < 1e5 else f"{claim.low:.0f}"
    high = "" if claim.high is None else f"{claim.high:g}" if claim.high < 1e5 else f"{claim.high:.0f}"
    return " | ".join((claim.text, f"{low}..{high}", claim.hedge, claim.unit, claim.subject, claim.said_by_text))


def squeezed(row: str) -> str:
    return " | ".join(part.strip() for part in row.split("|"))


@pytest.mark.parametrize(("language", "case"), cases())
def test_the_claims_of_a_sentence(language: str, case: dict[str, Any]) -> None:
    found = find_claims((Passage("p1", "paragraph", case["text"]),), (), (), (), language)
    assert [shown(claim) for claim in found] == [squeezed(row) for row in case["claims"]]


def claims(text: str, **beside: Any) -> tuple[CountedClaim, ...]:
    kinds = [beside.get(kind, ()) for kind in ("names", "times", "quotations")]
    return find_claims((Passage("p1", "paragraph", text),), *kinds, beside.get("language", "en"))


def test_who_says_it_is_the_record_that_is_named() -> None:
    text = "The Harbour Union said 300 people were detained."
    (claim,) = claims(text, names=(Naming("p1", 4, 17, "actors/harbour-union", "Harbour Union"),))
    assert (claim.said_by, claim.said_by_text) == ("actors/harbour-union", "The Harbour Union")


def test_of_two_records_in_one_source_none_is_picked() -> None:
    text = "Ada Berg of the Harbour Union said 300 people were detained."
    names = (
        Naming("p1", 0, 8, "actors/ada", "Ada Berg"),
        Naming("p1", 16, 29, "actors/harbour-union", "Harbour Union"),
    )
    (claim,) = claims(text, names=names)
    assert (claim.said_by, claim.said_by_text) == ("", "Ada Berg of the Harbour Union")


def test_in_a_quotation_the_speaker_says_it() -> None:
    text = "“They beat 30 people. I saw it,” a doctor said."
    (claim,) = claims(text, quotations=(Quotation("p1", 1, 31, text[1:31], "actors/ada", "a doctor"),))
    assert (claim.said_by, claim.said_by_text) == ("actors/ada", "a doctor")


def test_the_one_time_of_the_sentence_says_when() -> None:
    text = "On Sunday 300 people were detained. Two days later, 40 people were released."
    sunday = TimeExpression("p1", 3, 9, "Sunday", "2020-08-16", "weekday-before")
    days = TimeExpression("p1", 36, 50, "Two days later", "2020-08-18", "later")
    assert [claim.edtf for claim in claims(text, times=(sunday, days))] == ["2020-08-16", "2020-08-18"]
    text = "Between Sunday and Tuesday, as was said by all, 300 people were detained."
    both = (
        TimeExpression("p1", 8, 14, "Sunday", "2020-08-16", "weekday-before"),
        TimeExpression("p1", 19, 26, "Tuesday", "2020-08-18", "weekday-before"),
    )
    assert [claim.edtf for claim in claims(text, times=both)] == [""]


def test_no_number_of_a_time_or_a_name_is_a_count() -> None:
    text = "The 300 Workers protested."
    assert claims(text, names=(Naming("p1", 4, 15, "actors/band", "300 Workers"),)) == ()
    assert claims(text, times=(TimeExpression("p1", 4, 7, "300", "0300", "date"),)) == ()


@pytest.mark.parametrize("language", ["", "xx", "zh", "../en", "EN"])
def test_an_unknown_language_is_silent(language: str) -> None:
    found = claims("Police arrested 300 people.", language=language)
    assert bool(found) == (language == "EN")


@pytest.mark.parametrize("language", LANGUAGES)
def test_long_paragraphs_do_not_hang(language: str) -> None:
    for text in (
        "1 " * 50_000,
        "one hundred and " * 15_000,
        "300 people, " * 15_000,
        "«" * 75_000,
        "7.000" * 25_000,
    ):
        begun = time.process_time()
        claims(text, language=language)
        assert time.process_time() - begun < 5


PIECES = (
    "300 1 2,5 7.000 2020 two one a dozen million hundred and of the police people protesters were arrested killed more"
    " than to said according человек задержаны чалавек млн – - , . : « » “ ” $ € ,"
)
words_of = st.sampled_from(PIECES.split())


@settings(max_examples=300)
@given(st.one_of(st.text(), st.lists(words_of).map(" ".join)), st.sampled_from(LANGUAGES))
def test_claims_lie_in_the_text_in_order(text: str, language: str) -> None:
    found = claims(text, language=language)
    end = 0
    for claim in found:
        assert end <= claim.start < claim.end <= len(text)
        assert claim.text == text[claim.start : claim.end]
        assert claim.text in claim.sentence
        assert claim.sentence in text
        assert claim.low is None or claim.high is None or claim.low <= claim.high
        end = claim.end


def units(*texts: str, language: str, published: str) -> list[str]:
    passages = tuple(Passage(f"p{number}", "paragraph", text) for number, text in enumerate(texts))
    return [claim.unit for claim in find_claims(passages, (), (), (), language, published)]


@pytest.mark.parametrize(
    ("texts", "language", "published", "unit"),
    [
        (("В Минске его оштрафовали на 500 рублей.",), "ru", "2021-03-04", "BYN"),
        (("В Москве его оштрафовали на 500 рублей.",), "ru", "2021-03-04", "RUB"),
        (("Из Москвы в Минск он привез 500 рублей.",), "ru", "2021-03-04", "rubles"),
        (("Его оштрафовали на 500 рублей.",), "ru", "2021-03-04", "rubles"),
        (("Его оштрафовали на 500 рублей.", "Так бывает в Беларуси."), "ru", "2021-03-04", "BYN"),
        (("У Мінску яго аштрафавалі на 500 рублёў.",), "be", "2015-03-04", "BYR"),
        (("Яго аштрафавалі на 500 рублёў.",), "be", "2021-03-04", "BYN"),
        (("Яго аштрафавалі на 500 рублёў.",), "be", "2016", "rubles"),
        (("Яго аштрафавалі на 500 рублёў.",), "be", "", "rubles"),
        (("У Маскве яго аштрафавалі на 500 рублёў.",), "be", "2021-03-04", "RUB"),
        (("A court in Minsk fined him 500 rubles.",), "en", "2021-03-04", "BYN"),
        (("A Russian court fined him 500 rubles.",), "en", "1995-03-04", "rubles"),
    ],
)
def test_a_currency_of_several_states_is_that_of_the_one_spoken_of(
    texts: tuple[str, ...], language: str, published: str, unit: str
) -> None:
    assert units(*texts, language=language, published=published) == [unit]


def test_a_time_of_telling_is_not_that_of_what_is_told() -> None:
    text = "On Sunday, as they left, 300 people were detained, the ministry said on Tuesday."
    sunday = TimeExpression("p1", 3, 9, "Sunday", "2020-08-16", "weekday-before")
    tuesday = TimeExpression("p1", 72, 79, "Tuesday", "2020-08-18", "weekday-before")
    assert text[72:79] == "Tuesday"
    assert [claim.edtf for claim in claims(text, times=(sunday, tuesday))] == ["2020-08-16"]


@pytest.mark.parametrize(
    ("name", "id", "pronoun", "found"),
    [
        ("Anna Berg", "anna-berg", "she", True),
        ("Anna Berg", "anna-berg", "he", False),
        ("Boris Holm", "boris-holm", "she", False),
        ("Boris Holm", "boris-holm", "he", True),
    ],
)
def test_a_pronoun_is_only_taken_for_somebody_it_can_mean(name: str, id: str, pronoun: str, found: bool) -> None:
    text = f"{name} lives in Orsk. In May, {pronoun} says, 30 people were injured."
    (claim,) = claims(text, names=(Naming("p1", 0, len(name), f"actors/{id}", name),))
    assert claim.said_by == (f"actors/{id}" if found else "")


def test_a_pronoun_that_two_could_be_meant_by_is_nobody() -> None:
    text = "Anna Berg met Vera Holm in Orsk. In May, she says, 30 people were injured."
    names = (Naming("p1", 0, 9, "actors/anna-berg", "Anna Berg"), Naming("p1", 14, 23, "actors/vera-holm", "Vera Holm"))
    (claim,) = claims(text, names=names)
    assert claim.said_by == ""


def test_a_source_that_only_the_verb_names_is_nobody_printed() -> None:
    (claim,) = find_claims((Passage("p1", "paragraph", "Jak dodał, zginęło 10 osób."),), (), (), (), "pl")
    assert (claim.low, claim.said_by_text) == (10, "")
