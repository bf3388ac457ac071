"""Spellings of Cyrillic names: what states, libraries and papers write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.annotate import propose_variants


def spellings(name: str, language: str, type: str = "person") -> dict[str, tuple[str, str]]:
    return {one.text: (one.language, one.scheme) for one in propose_variants(name, language, type)}


@pytest.mark.parametrize(
    ("name", "language", "expected"),
    [
        ("Лукашенко", "ru", ["Lukashenko", "Lukašenko", "Lukaschenko", "Loukachenko", "Łukaszenko"]),
        ("Лукашэнка", "be", ["Lukashenka", "Lukašenka", "Łukašenka", "Lukaschenka", "Łukaszenka"]),
        ("Тихановская", "ru", ["Tikhanovskaya", "Tichanowskaja", "Tikhanovskaïa", "Tihanovskaâ"]),
        ("Ціханоўская", "be", ["Tsikhanouskaya", "Cichanoŭskaja", "Tsikhanowskaya", "Cichanouska"]),
        ("Зеленський", "uk", ["Zelenskyi", "Zelenskyy", "Zelensky", "Selenskyj", "Zełenski"]),
        ("Чижова", "ru", ["Chizhova", "Čižova", "Tschischowa", "Tchijova"]),
        ("Юлія", "uk", ["Yuliia", "Yuliya"]),
        ("Київ", "uk", ["Kyiv"]),
        ("Згурський", "uk", ["Zghurskyi"]),
        ("Ельцин", "ru", ["Yeltsin", "Eltsin", "Jelzin"]),
        ("Щедрин", "ru", ["Shchedrin", "Schtschedrin", "Chtchedrine"]),
        ("Горький", "ru", ["Gorky", "Gorkiy", "Gor’kiy"]),
        ("Гродна", "be", ["Hrodna"]),
        ("Магілёў", "be", ["Mahilioŭ", "Mahilyow", "Mahiloŭ"]),
        ("Вільня", "be", ["Vilnia", "Vilnya"]),
    ],
)
def test_known_spellings_are_proposed(name: str, language: str, expected: list[str]) -> None:
    assert set(expected) - set(spellings(name, language, "place")) == set()


def test_each_spelling_says_its_scheme() -> None:
    found = spellings("Ціханоўская", "be")
    assert found["Cichanoŭskaja"] == ("be-Latn", "be-2007") and found["Tsikhanowskaya"] == ("en", "bgn-pcgn")
    assert spellings("Зеленський", "uk")["Zelenskyi"] == ("uk-Latn", "uk-2010")


def test_given_names_have_their_usual_forms_and_their_equals_in_sister_languages() -> None:
    found = spellings("Александр Лапко", "ru")
    assert {"Alexander Lapko", "Aleksandr Lapko", "Аляксандр Лапка", "Олександр Лапко"} - set(found) <= {
        "Аляксандр Лапка"
    }
    assert found["Олександр Лапко"] == ("uk", "equivalent")
    assert "Светлана Тихановская" in spellings("Святлана Ціханоўская", "be")


@given(st.text(max_size=20) | st.text("абвгдеёжўіїє'’ -.А", max_size=12), st.sampled_from(["ru", "be", "uk", "", "xx"]))
def test_any_text_has_a_bounded_number_of_other_spellings(name: str, language: str) -> None:
    found = propose_variants(name, language, "person")
    assert len(found) <= 80 and len({one.text for one in found}) == len(found)
    assert name not in {one.text for one in found}


def test_latin_names_have_none() -> None:
    assert propose_variants("Mira Holt", "en", "person") == propose_variants("", "", "") == ()
