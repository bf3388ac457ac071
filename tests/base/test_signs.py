"""Signs that are not seen but act: written out where people read them, kept where a script needs them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.base.signs import disguise_in, show_bidi, show_signs

BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("report\u202egnp.exe", "report[U+202E]gnp.exe"),
        ("open \u2067 for ever", "open [U+2067] for ever"),
        ("<b>one \u2066two</b> three\u2069", "<b>one [U+2066]two</b> three[U+2069]"),
        ("a\x00b\x1b[31mc\x7f\x85", "a[U+0000]b[U+001B][31mc[U+007F][U+0085]"),
        ("hidden\U000e0041\U000e007f", "hidden[U+E0041][U+E007F]"),
        # What is needed stays: a closed isolate beside letters that run from right to left, a flag, a joiner.
        ("\u2067שלום\u2069 to all", "\u2067שלום\u2069 to all"),
        ("\u202bسلام\u202c", "\u202bسلام\u202c"),
        ("سلام \u202egnp", "سلام [U+202E]gnp"),
        ("سلام \u2067 open", "سلام [U+2067] open"),
        ("🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f", None),
        ("می\u200cخواهم 👩\u200d🔬 co\u00adoperate", None),
        ("Plain words,\n\ttabs and\r\nlines", None),
    ],
)
def test_a_sign_that_acts_is_written_out(text: str, shown: str | None) -> None:
    assert show_signs(text) == (text if shown is None else shown)


@given(st.text(st.sampled_from([*BIDI, *'<>"\nab שس']), max_size=20))
def test_nothing_stays_open_and_nothing_else_changes(text: str) -> None:
    shown = show_signs(text)
    assert not set(shown) & {"\u202d", "\u202e"}
    for run in shown.replace("<", "\n").replace(">", "\n").replace('"', "\n").split("\n"):
        depth = 0
        for character in run:
            depth += (character in "\u202a\u202b\u2066\u2067\u2068") - (character in "\u202c\u2069")
            assert depth >= 0, "closes what another stretch opened"
        assert depth == 0
    assert re.sub(r"\[U\+[0-9A-F]+\]", "", show_bidi(shown)) == "".join(c for c in text if c not in BIDI)


def test_a_terminal_gets_none_of_them() -> None:
    assert not set(show_bidi(f"\u2067שלום\u2069{BIDI}")) & set(BIDI)


@pytest.mark.parametrize(
    "name", ["Ada Berg", "Ада Бёрг", "Ada Berg (Ада Берг)", "Zoë Łukasz", "Νίκη", "می\u200cخواهم", "Ada O’Neill-Бёрг"]
)
def test_a_name_in_one_script_a_word_is_what_it_seems(name: str) -> None:
    assert disguise_in(name) == ""


@pytest.mark.parametrize("name", ["\u0410da", "Bеrg", "Ada\u200b Berg", "Αda", "Ada \u202eBerg", "Ada\u00ad"])
def test_a_name_of_two_scripts_or_with_hidden_signs_is_told(name: str) -> None:
    assert disguise_in(name)
