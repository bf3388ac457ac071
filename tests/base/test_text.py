"""Folding, slugs and nearest words."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.base.text import did_you_mean, fold, nearest, slugify, squeeze

ANY = st.text(st.characters(codec="utf-8"), max_size=80)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tsikhanoŭskaja", "TSIKHANOUSKAJA"),
        ("Łukaszenka", "lukaszenka"),
        ("Škoda", "skoda"),
        ("D’Arcy", "d'arcy"),
        ("D\u02bcArcy", "D'Arcy"),
        ("Strauß", "STRAUSS"),
        ("Œuvre", "oeuvre"),
        ("Þórshöfn", "þórshöfn"),
        ("ÐURO", "ðuro"),
        ("ĦAMRUN", "ħamrun"),
        ("Ǿ", "ø"),
        ("Ålborg", "A\u030alborg"),
        ("Ёлка", "елка"),
        ("Лукашенко", "ЛУКАШЕНКО"),
        ("1914–1918", "1914-1918"),
    ],
)
def test_spellings_that_a_reader_takes_for_one_fold_to_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("йод", "иод"), ("Київ", "Киів"), ("Ўладзімір", "Уладзімір"), ("tas", "tac")]
)
def test_other_letters_stay_other_letters(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_a_letter_and_its_mark_written_apart_fold_like_the_letter() -> None:
    assert fold("и\u0306од") == fold("йод")


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Lukashenko: ‘I’ll take no prisoners’", "lukashenko-ill-take-no-prisoners"),
        ("«Наша Ніва» — 100 гадоў", "nasha-niva-100-gadou"),
        ("Объезд, щука и ёж", "obezd-shchuka-i-ezh"),
        ("Ålesund & Łódź, 2020", "alesund-lodz-2020"),
        ("  --  ", ""),
        ("Þórshöfn", "thorshofn"),
        ("東京", ""),
        ("a/../b?c#d", "a-b-c-d"),
    ],
)
def test_a_slug_is_made_of_words_that_a_reader_recognises(text: str, slug: str) -> None:
    assert slugify(text) == slug


def test_a_long_slug_is_cut_between_words_and_one_long_word_where_it_must() -> None:
    assert slugify("one two three four", 12) == "one-two"
    assert slugify("one two three four", 13) == "one-two-three"
    assert slugify("x" * 100) == "x" * 72


@settings(deadline=None)
@given(ANY, st.integers(1, 80))
def test_any_text_gives_an_address_or_nothing(text: str, limit: int) -> None:
    slug = slugify(text, limit)
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", slug)
    assert len(slug) <= limit
    assert slugify(slug, limit) == slug


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters(min_codepoint=32, max_codepoint=0x52F), max_size=40))
def test_folding_a_folded_text_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@settings(deadline=None)
@given(ANY)
def test_squeezing_leaves_single_spaces_and_every_word(text: str) -> None:
    assert squeeze(text).split() == text.split() and squeeze(squeeze(text)) == squeeze(text)
    assert not re.search(r"\s\s|^\s|\s$", squeeze(text))


def test_the_nearest_word_is_offered_and_a_far_one_is_not() -> None:
    words = ("person", "organisation", "public-body", "state", "group")
    assert did_you_mean("persn", words) == "did you mean `person`?"
    assert did_you_mean("organization", words) == "did you mean `organisation`?"
    assert did_you_mean("zzz", words) == did_you_mean("person", ()) == ""
    assert nearest("stat", ("state", "static", "group")) == ["state", "static"]
