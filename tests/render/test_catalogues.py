"""The catalogues for translators: all messages are in them, and what was translated fits what it translates."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po

from sitegen.build.messages import SOURCE_FILE, messages_of, refresh
from sitegen.render import DEFAULT, LOCALE, load_theme
from sitegen.render.catalogues import Found, in_code, in_template, merged, source_catalogue

CATALOGUES = sorted(LOCALE.glob("*.po"))
_GAP = re.compile(r"%\((\w+)\)s|\{(\w+)\}")
_TAG = re.compile(r"</?\w+|&nbsp;")


def read(data: bytes) -> Any:
    return read_po(io.BytesIO(data))


def test_the_catalogues_hold_all_messages_and_no_others(repo: Path) -> None:
    source = source_catalogue(messages_of(load_theme(repo / "themes", DEFAULT)))
    again = "write them anew: ./run messages"
    assert (LOCALE / SOURCE_FILE).read_bytes() == source, again
    assert {path.stem for path in CATALOGUES} >= {"be", "ru"}
    for path in CATALOGUES:
        assert merged(path.read_bytes(), source, path.stem) == path.read_bytes(), again


def wrong_translations(catalogue: Any) -> list[str]:
    """Translations with other gaps or tags than the message."""
    out = []
    for message in list(catalogue)[1:]:
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        for string in strings:
            # The form for one may do without its number; so may all forms that say it in a word.
            gaps = set(_GAP.findall(string)) ^ set(_GAP.findall(ids[-1])) if string else set()
            if gaps - {("count", ""), ("", "count")} or (string and sorted(_tags(string)) != sorted(_tags(ids[-1]))):
                out.append(string)
    return out


def _tags(text: str) -> list[str]:
    return [tag for tag in _TAG.findall(text) if tag != "&nbsp;"]


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_translations_have_the_gaps_of_the_message(path: Path) -> None:
    assert wrong_translations(read(path.read_bytes())) == []


@pytest.mark.parametrize(
    ("id", "string"),
    [
        ("about {date}", "около {day}"),
        ("about {date}", "около"),
        ("<del>Struck out</del>: gone", "<b>Зачёркнуто</b>: нет"),
        ("%(title)s compared", "сравнение"),
    ],
)
def test_control_a_translation_that_lost_a_gap_is_seen(id: str, string: str) -> None:
    assert wrong_translations(read(f'msgid ""\nmsgstr ""\n\nmsgid "{id}"\nmsgstr "{string}"\n'.encode())) == [string]


def test_messages_are_found_in_templates() -> None:
    text = """{# Translators: of a pier #}{{ _("Dock") }}{{ pgettext("verb", "Dock") }}{{ nforms("a", "b") }}
{% trans count=n %}{{ count }} pier{% pluralize %}{{ count }} piers{% endtrans %}{{ plain("x") }}"""
    assert list(in_template("x.html", text)) == [
        Found("x.html", "Dock", comments=("of a pier",)),
        Found("x.html", "Dock", context="verb"),
        Found("x.html", "a", "b"),
        Found("x.html", "%(count)s pier", "%(count)s piers"),
    ]


def test_messages_are_found_in_code_in_their_order() -> None:
    text = 'a = tr("{a} of {b}", b=ntr("{count} pier", "{count} piers", 2))\nb = ptr("verb", "Dock")\n'
    assert list(in_code("x.py", text)) == [
        Found("x.py", "{a} of {b}"),
        Found("x.py", "{count} pier", "{count} piers"),
        Found("x.py", "Dock", context="verb"),
    ]


def test_an_id_that_is_put_together_cannot_be_translated() -> None:
    with pytest.raises(ValueError, match=r"x\.py:1: a message id must be written out"):
        list(in_code("x.py", 'tr("about " + words)'))


def test_what_is_translated_stays_when_messages_change() -> None:
    first = source_catalogue([Found("a", "Dock"), Found("a", "Pier")])
    old = merged(b"", first, "ru").replace(b'msgid "Dock"\nmsgstr ""', 'msgid "Dock"\nmsgstr "Причал"'.encode())
    new = merged(old, source_catalogue([Found("b", "Dock"), Found("b", "Buoy", "Buoys")]), "ru")
    assert read(new).get("Dock").string == "Причал"
    assert read(new).get("Buoy").string == ("", "", "")
    assert read(new).num_plurals == 3
    assert "Pier" not in read(new)


def test_nothing_of_the_day_stands_in_a_catalogue() -> None:
    made = merged(b"", source_catalogue([Found("a", "Dock")]), "be").decode()
    assert not re.search(r"\d{4}|Babel|@|YEAR", made)


def test_a_theme_has_catalogues_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "mine" / "templates").mkdir(parents=True)
    (tmp_path / "mine" / "templates" / "missing.html").write_text('{{ _("Dock") }}', encoding="utf-8")
    written = refresh(tmp_path, "mine", ["uk"])
    assert [path.relative_to(tmp_path).as_posix() for path in written] == [
        "mine/locale/sitegen.pot",
        "mine/locale/uk.po",
    ]
    catalogue = read(written[1].read_bytes())
    assert "Dock" in catalogue and "Timeline" in catalogue
    assert refresh(tmp_path, "mine", []) == []
