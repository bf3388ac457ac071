"""The interface's language: words, numbers and dates of a catalogue, what wins, and what is printed without one."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from sitegen.model.dates import month_label, parse_edtf, weekday
from sitegen.model.messages import DateWords, ntr, ptr, tr
from sitegen.render import load_theme
from sitegen.render.filters import interface_filters
from sitegen.render.interface import Interface, interface

HEAD = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=3; "
"plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\\n"

"""
FERRIES = """\
msgid "{count} ferry"
msgid_plural "{count} ferries"
msgstr[0] "{count} паром"
msgstr[1] "{count} парома"
msgstr[2] "{count} паромов"

"""


def catalogue(folder: Path, entries: str, name: str = "ru.po") -> Path:
    path = folder / "locale" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEAD + entries, encoding="utf-8")
    return path


@pytest.fixture
def russian(tmp_path: Path) -> Interface:
    entries = FERRIES + (
        'msgid "about {date}"\nmsgstr "около {date}"\n\n'
        'msgid "Search"\nmsgstr "Поиск"\n\n'
        'msgctxt "button"\nmsgid "Search"\nmsgstr "Найти"\n\n'
        'msgid "{ferries}, {date}"\nmsgstr "{date}: {ferries}"\n\n'
    )
    return Interface("ru", [catalogue(tmp_path, entries)])


def test_english_is_what_is_written_and_loads_nothing() -> None:
    english = interface("en-GB")
    assert (english.language, english.digest, english.is_source) == ("en", "", True)
    assert english.words(ntr("{count} ferry", "{count} ferries", 1200)) == "1,200 ferries"
    assert english.number(1200) == "1,200"
    assert english.plural_samples() == {"one": 1, "other": 2}


def test_a_language_without_a_catalogue_is_english() -> None:
    assert interface("tlh").language == "en"


@pytest.mark.parametrize(("number", "words"), [(1, "1 паром"), (3, "3 парома"), (11, "11 паромов"), (21, "21 паром")])
def test_a_number_chooses_the_form(russian: Interface, number: int, words: str) -> None:
    assert russian.words(ntr("{count} ferry", "{count} ferries", number)) == words


def test_numbers_are_written_as_the_language_does(russian: Interface) -> None:
    assert russian.words(ntr("{count} ferry", "{count} ferries", 1234)) == "1\u00a0234 парома"
    assert russian.number(1234) == "1\u00a0234"


def test_every_plural_form_has_a_number_that_chooses_it(russian: Interface) -> None:
    samples = russian.plural_samples()
    forms = {name: russian.plural("{count} ferry", "{count} ferries", number) for name, number in samples.items()}
    assert forms == {
        "one": "{count} паром",
        "few": "{count} парома",
        "many": "{count} паромов",
        "other": "{count} паромов",
    }


def test_messages_in_messages_are_said_too_in_the_order_of_the_language(russian: Interface) -> None:
    message = tr("{ferries}, {date}", ferries=ntr("{count} ferry", "{count} ferries", 2), date=DateWords("2020-08-09"))
    assert message == "2 ferries, 9 August 2020"
    assert russian.words(message) == "9\u00a0августа 2020: 2 парома"


def test_the_same_word_may_mean_two_things(russian: Interface) -> None:
    assert (russian.words(tr("Search")), russian.words(ptr("button", "Search"))) == ("Поиск", "Найти")


def test_what_nobody_has_translated_is_english(russian: Interface) -> None:
    assert russian.words(tr("Harbour")) == "Harbour"
    assert russian.words("Search") == "Search", "a text is no message, whatever its words"
    assert russian.words(7) == 7


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2020-08-09", "9\u00a0августа 2020"),
        ("2020-08", "август 2020"),
        ("2020-08~", "около августа 2020"),
        ("2020-08-09~", "около 9\u00a0августа 2020"),
        ("2020-08-09/2020-08-16", "9–16\u00a0августа 2020"),
        ("2020-08-27/2020-09-02", "27\u00a0августа – 2\u00a0сентября 2020"),
        ("2020", "2020"),
    ],
)
def test_dates_are_written_as_the_language_does(russian: Interface, edtf: str, words: str) -> None:
    assert russian.words(parse_edtf(edtf).label) == words


def test_months_and_weekdays_stand_alone_in_their_first_case(russian: Interface) -> None:
    assert russian.words(month_label("2020-08")) == "август 2020"
    assert russian.words(weekday("2020-08-09")) == "воскресенье"


def test_what_is_half_translated_is_not_taken(tmp_path: Path) -> None:
    half = FERRIES.replace("{count} паромов", "")
    fuzzy = '#, fuzzy\nmsgid "Search"\nmsgstr "Розыск"\n'
    words = Interface("ru", [catalogue(tmp_path, half + fuzzy)])
    assert words.words(ntr("{count} ferry", "{count} ferries", 2)) == "2 ferries"
    assert words.words(tr("Search")) == "Search"


def test_a_themes_words_win_and_the_others_stay(tmp_path: Path) -> None:
    ours = catalogue(tmp_path / "ours", FERRIES + 'msgid "Search"\nmsgstr "Поиск"\n')
    theirs = catalogue(tmp_path / "theirs", 'msgid "Search"\nmsgstr "Разыскать"\n\nmsgid "Dock"\nmsgstr ""\n')
    both = Interface("ru", [ours, theirs])
    assert both.words(tr("Search")) == "Разыскать"
    assert both.words(ntr("{count} ferry", "{count} ferries", 1)) == "1 паром"
    assert len({both.digest, Interface("ru", [ours]).digest, ""}) == 3


def test_a_language_nobody_has_heard_of_has_a_catalogue_all_the_same(tmp_path: Path) -> None:
    words = Interface("qya", [catalogue(tmp_path, 'msgid "Search"\nmsgstr "Cesta"\n', "qya.po")])
    assert words.words(tr("Search")) == "Cesta"
    assert words.words(DateWords("2020-08-09")) == "9\u00a0August 2020"


def test_a_message_travels_to_another_process_and_keeps_what_it_knows() -> None:
    for value in (tr("about {date}", date=month_label("2020-08")), ptr("button", "Search"), weekday("2020-08-09")):
        again = pickle.loads(pickle.dumps(value))
        assert (again, type(again), again.__reduce__()) == (value, type(value), value.__reduce__())


def theme_of(folder: Path, template: str, entries: str) -> str:
    """What a template prints in Russian."""
    (folder / "mine" / "templates").mkdir(parents=True)
    (folder / "mine" / "templates" / "missing.html").write_text(template, encoding="utf-8")
    catalogue(folder / "mine", entries)
    theme = load_theme(folder, "mine", "ru")
    return theme.fill("missing.html", {"n": 3, "dock": "<b>", "when": month_label("2020-08")})


@pytest.mark.parametrize(
    ("template", "entries", "printed"),
    [
        ("{{ when }}", "", "август 2020"),
        ("{{ when | sentence }}", "", "Август 2020"),
        ('{{ "2020-08-09" | written("MMMM") }}, {{ "2020-08-09" | written("LLLL") }}', "", "августа, август"),
        ('{{ _("Dock %(name)s", name=dock) }}', 'msgid "Dock %(name)s"\nmsgstr "Причал %(name)s"', "Причал &lt;b&gt;"),
        (
            "{% trans when %}published in {{ when }}{% endtrans %}",
            'msgid "published in %(when)s"\nmsgstr "опубликовано: %(when)s"',
            "опубликовано: август 2020",
        ),
        (
            "{% trans count=n %}{{ count }} ferry{% pluralize %}{{ count }} ferries{% endtrans %}",
            FERRIES.replace("{count}", "%(count)s"),
            "3 парома",
        ),
        ('{{ pgettext("button", "Search") }}', 'msgctxt "button"\nmsgid "Search"\nmsgstr "Найти"', "Найти"),
        (
            '{{ nforms("%(num)s ferry", "%(num)s ferries", num="%1")["few"] }}',
            FERRIES.replace("{count}", "%(num)s"),
            "%1 парома",
        ),
        ('{{ 5 | counted("harbour") }}', "", "5&nbsp;harbours"),
    ],
)
def test_templates_say_their_words_in_the_language(tmp_path: Path, template: str, entries: str, printed: str) -> None:
    assert theme_of(tmp_path, template, entries + "\n") == printed


def test_labels_of_a_text_are_said_in_the_language_and_the_text_itself_is_left(tmp_path: Path) -> None:
    entries = (
        'msgid "Paragraph {number}"\nmsgstr "Абзац {number}"\n\nmsgid "probably {date}"\nmsgstr "вероятно, {date}"\n'
    )
    html = (
        '<p id="p1"><time class="when" datetime="2020-08-09" title="probably 2020-08-09">then</time> title="x"'
        ' aria-label="Note 7"<a class="permalink" href="#p1" aria-label="Paragraph 1" data-pagefind-ignore></a></p>'
    )
    said = html.replace("probably 2020-08-09", "вероятно, 9\u00a0августа 2020").replace("Paragraph 1", "Абзац 1")
    assert theme_of(tmp_path, f"{{{{ {html!r} | sanitised }}}}", entries) == said


def test_labels_of_a_text_in_english() -> None:
    filters = interface_filters(interface("en"))
    html = '<time class="when" title="2020-08-09/2020-08-16">a week</time>'
    assert filters["sanitised"](html) == '<span class="when" title="9–16 August 2020">a week</span>'


def test_a_changed_translation_changes_the_fingerprint_of_every_template(tmp_path: Path) -> None:
    (tmp_path / "mine" / "templates").mkdir(parents=True)
    prints = set()
    for word in ("Поиск", "Розыск"):
        catalogue(tmp_path / "mine", f'msgid "Search"\nmsgstr "{word}"\n')
        prints.add(load_theme(tmp_path, "mine", "ru").fingerprint("text.html"))
    prints.add(load_theme(tmp_path, "mine", "en").fingerprint("text.html"))
    assert len(prints) == 3
