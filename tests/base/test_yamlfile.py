"""YAML without its surprises: what is read, where each value stands, and what is refused."""

import subprocess
import sys
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.base import yamlfile
from sitegen.base.problems import WARNING
from sitegen.base.yamlfile import Fields, Flow, FlowList, Plain, YamlFile, dump_yaml, parse_yaml


def read(text: str, **options: Any) -> YamlFile:
    return parse_yaml(text, "x.yaml", **options)


def told(file: YamlFile) -> list[tuple[str, int, int]]:
    """Code and place of each problem."""
    return [(problem.code, problem.line, problem.column) for problem in file.problems]


# Values ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2020-10-30", "2020-10-30"),
        ("2020-10-30T10:00:00Z", "2020-10-30T10:00:00Z"),
        ("2020-10", "2020-10"),
        ("12:30", "12:30"),
        ("1:20:30", "1:20:30"),
        ("no", "no"),
        ("NO", "NO"),
        ("yes", "yes"),
        ("on", "on"),
        ("y", "y"),
        ("True", "True"),
        ("0x1f", "0x1f"),
        ("0o17", "0o17"),
        ("017", "017"),
        ("1_000", "1_000"),
        ("1e5", "1e5"),
        (".5", ".5"),
        (".inf", ".inf"),
        ("=", "="),
        ("<<", "<<"),
        ("'5'", "5"),
        ('"true"', "true"),
        ("''", ""),
        ("|\n  two\n  lines", "two\nlines\n"),
        (">-\n  one\n  line", "one line"),
        ("5", 5),
        ("-7", -7),
        ("0", 0),
        ("53.9", 53.9),
        ("-27.50", -27.5),
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("[a, 1, [b]]", ["a", 1, ["b"]]),
        ("{a: 1, b: {c: no}}", {"a": 1, "b": {"c": "no"}}),
        ("99999999999999999999", "99999999999999999999"),
    ],
)
def test_what_stands_there_is_what_is_read(text: str, value: Any) -> None:
    file = read(f"key: {text}\n")
    assert file.problems == []
    assert file.value == {"key": value} and type(file.value["key"]) is type(value)


def test_keys_are_words_whatever_they_look_like() -> None:
    assert read("2020-08-09: a\nno: b\n5: c\ntrue: d\n~: e\n").value == {
        "2020-08-09": "a",
        "no": "b",
        "5": "c",
        "true": "d",
        "~": "e",
    }


def test_an_alias_stands_for_what_it_names() -> None:
    assert read("a: &x [1, 2]\nb: *x\n").value == {"a": [1, 2], "b": [1, 2]}


def test_a_file_of_comments_is_empty_and_fine() -> None:
    assert (read("# nothing\n").value, read("").value, read("# nothing\n").problems) == (None, None, [])


# Places ------------------------------------------------------------------------------------------------------------

NESTED = """\
# a comment
title: Жук
positions:
  - {title: Mayor, from: 1994-07-20}
  - title: Чалавек
    from: "x"
names: [One, "Two", {text: Три, language: ru}]
"""


@pytest.mark.parametrize(
    ("keys", "place", "words"),
    [
        ((), (2, 1), "title"),
        (("title",), (2, 8), "Жук"),
        (("positions",), (4, 3), "- {"),
        (("positions", 0), (4, 5), "{title"),
        (("positions", 0, "from"), (4, 26), "1994"),
        (("positions", 1, "title"), (5, 12), "Чалавек"),
        (("positions", 1, "from"), (6, 11), '"x"'),
        (("names", 1), (7, 14), '"Two"'),
        (("names", 2, "language"), (7, 43), "ru}"),
    ],
)
def test_every_value_knows_its_line_and_column(keys: tuple[str | int, ...], place: tuple[int, int], words: str) -> None:
    file = read(NESTED)
    assert file.place(*keys) == place
    assert file.line(place[0])[place[1] - 1 :].startswith(words)


def test_a_value_that_is_absent_stands_where_its_parent_does() -> None:
    assert read(NESTED).place("positions", 1, "until", 7) == (5, 5)
    assert read(NESTED).place("nothing") == (2, 1)
    assert read("").place("nothing") == (1, 0)


def test_front_matter_counts_the_lines_of_its_file() -> None:
    file = read("title: x\ndate: [\n", first_line=2)
    assert [(problem.line, problem.source) for problem in file.problems] == [(4, "")]
    file = read("title: x\ndate: *d\n", first_line=2)
    assert [(problem.line, problem.column, problem.source) for problem in file.problems] == [(3, 7, "date: *d")]
    assert read("title: x\ndate: y\n", first_line=2).place("date") == (3, 7)


# Refusals ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("a: 1\na: 2\n", "yaml-duplicate", 2, 1),
        ("a:\n  b: 1\n  c: 2\n  b: 3\n", "yaml-duplicate", 4, 3),
        ("- {x: 1, x: 2}\n", "yaml-duplicate", 1, 10),
        ("a: !secret b\n", "yaml-tag", 1, 4),
        ("a: !secret [b]\n", "yaml-tag", 1, 4),
        ("a: !secret {b: c}\n", "yaml-tag", 1, 4),
        ("a: !!python/object/apply:os.system [ls]\n", "yaml-tag", 1, 4),
        ("a: !!python/name:os.system x\n", "yaml-tag", 1, 4),
        ("a: !!binary aGk=\n", "yaml-tag", 1, 4),
        ("a: !!set {b}\n", "yaml-tag", 1, 4),
        ("[a]: b\n", "yaml-key", 1, 1),
        ("? {a: b}\n: c\n", "yaml-key", 1, 3),
        ("title: a: b\n", "yaml", 1, 9),
        ("a:\n\tb: 1\n", "yaml", 2, 1),
        ("a: 'open\n", "yaml", 2, 1),
        ("a: [1, 2\n", "yaml", 2, 1),
        ("a: *nobody\n", "yaml", 1, 4),
        ("a: @b\n", "yaml", 1, 4),
        ("a: 1\n---\nb: 2\n", "yaml", 2, 1),
        ("a: 1\nb\n", "yaml", 3, 1),
        ("ok: 1\na: x\x00y\n", "yaml", 2, 5),
        ("ok: 1\na: x\x07y\n", "yaml", 2, 5),
        ("a: x\ufffey\n", "yaml", 1, 5),
    ],
)
def test_what_is_not_read_is_refused_at_its_place(text: str, code: str, line: int, column: int) -> None:
    assert told(read(text)) == [(code, line, column)]


def test_of_a_key_that_stands_twice_the_first_counts() -> None:
    assert read("a: 1\na: 2\n").value == {"a": 1}


def test_a_type_that_a_tag_claims_is_not_passed_over_in_silence() -> None:
    file = read("title: !!str 2020\n")
    assert file.problems or file.value == {"title": "2020"}


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("a:\n\tb: 1\n", "indent with spaces: YAML does not allow tabs there"),
        ("\ta: 1\n", "indent with spaces: YAML does not allow tabs there"),
        ("title: a: b\n", "put a value that contains `: ` in quotation marks"),
        ("a: 1\na: 2\n", "keep one of the two"),
        ("a: !x y\n", "remove the tag"),
    ],
)
def test_common_mistakes_have_a_hint_that_says_what_to_do(text: str, hint: str) -> None:
    assert [problem.hint for problem in read(text).problems] == [hint]


def test_every_refusal_has_a_hint_for_people() -> None:
    for text in ("[a]: b\n", "a: x\x00y\n", "a: &a [*a]\n", "a: @b\n", "%YAML 3.0\n---\na: b\n"):
        assert all(problem.hint for problem in read(text).problems), text


# Bombs -------------------------------------------------------------------------------------------------------------


def test_aliases_that_multiply_are_refused_quickly() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    file = read("\n".join(lines))
    assert file.value is None and told(file)[0][0] == "yaml"


def test_an_alias_of_itself_is_refused() -> None:
    file = read("a: &a [*a]\n")
    assert file.value is None and told(file)[0][0] == "yaml"


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_deep_nesting_is_refused_and_never_ends_the_program(opening: str) -> None:
    # In a process of its own: the parser's recursion is in C, where too deep a nesting is no exception.
    code = (
        "import sys\n"
        "from sitegen.base.yamlfile import parse_yaml\n"
        "file = parse_yaml(sys.argv[1] * 60_000, 'x.yaml')\n"
        "assert file.value is None and file.problems[0].code == 'yaml', file.problems\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, opening], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, f"exit code {done.returncode}: {done.stderr[-500:]}"


PARSERS = [getattr(yaml, "CSafeLoader", None), yaml.SafeLoader]


@pytest.mark.parametrize("parser", [parser for parser in PARSERS if parser], ids=lambda parser: parser.__name__)
@pytest.mark.parametrize(
    "text",
    ["a: \x00", "a: \x1b[31m", "\ud800", 'a: "\\ud800"', 'a: "\\UFFFFFFFF"', "a: \ufffe", "\ufeff\ufeffa: 1"],
    ids=ascii,
)
def test_odd_characters_are_refused_or_read_and_can_be_written_again(
    text: str, parser: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Where PyYAML comes without its C part, its Python part reads; it takes and refuses other things.
    monkeypatch.setattr(yamlfile, "_Loader", parser)
    file = read(text)
    assert file.problems or repr(file.value).encode("utf-8")
    assert "\ud800" not in str(file.value)


PIECES = [
    "a: ",
    "- ",
    "[",
    "]",
    "{",
    "}",
    ", ",
    "'",
    '"',
    "\n",
    "\n  ",
    "\t",
    "&x ",
    "*x",
    "!t ",
    "? ",
    ": ",
    "|\n ",
    "#",
]
PIECES += ["%", "---\n", "2020-08-09", "no", "5", "Лука", "<<: ", "\\", "@", "`", "\x85", "\u2028", "\ufeff"]


@settings(max_examples=250, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(st.characters(codec="utf-8"), max_size=3), max_size=25).map("".join))
def test_no_text_raises_and_every_problem_points_into_it(text: str) -> None:
    file = read(text)
    for problem in file.problems:
        assert problem.message and problem.path == "x.yaml"
        assert 1 <= problem.line <= text.count("\n") + 2
        assert problem.render()
    for place in file.places.values():
        assert place[0] >= 1 and place[1] >= 1


# Fields ------------------------------------------------------------------------------------------------------------


def fields(text: str) -> Fields:
    return Fields(read(text))


def hints(of: Fields) -> list[str]:
    return [f"{problem.message}: {problem.hint}" for problem in of.file.problems]


def test_a_text_may_be_written_as_a_number_but_not_as_what_loses_its_form() -> None:
    of = fields("a: 2020\nb: 1.50\nc: true\nd: [x]\ne: {x: y}\nf: ' x '\n")
    assert [of.text(key, "-") for key in "abcdefg"] == ["2020", "-", "-", "-", "-", "x", "-"]
    assert told(of.file) == [("field-type", 2, 4), ("field-type", 3, 4), ("field-type", 4, 4), ("field-type", 5, 4)]
    assert {problem.hint for problem in of.file.problems} == {"expected a text (put it in quotation marks)"}


@pytest.mark.parametrize(("written", "text"), [("+5", "+5"), ("-0", "-0"), ("007", "007"), ("5", "5")])
def test_a_number_taken_as_a_text_is_the_text_that_was_written(written: str, text: str) -> None:
    assert fields(f"a: {written}\n").text("a") == text


def test_what_must_be_there_is_asked_for_where_it_should_stand() -> None:
    of = fields("b: 1\na:\n")
    assert (of.required("a", "the name"), of.required("c", "the type"), of.required("b", "x")) == ("", "", "1")
    assert told(of.file) == [("field-missing", 2, 3), ("field-missing", 1, 1)]
    assert hints(of) == ["`a` is missing: add `a: …` (the name)", "`c` is missing: add `c: …` (the type)"]
    of = fields("a: [x]\n")
    assert of.required("a", "the name") == "" and told(of.file) == [("field-type", 1, 4)]


def test_a_choice_names_its_words_and_the_nearest() -> None:
    of = fields("type: persn\n")
    assert of.choice("type", ("person", "state"), "none") == "none"
    assert hints(of) == ["`type` is 'persn': expected one of person, state; did you mean `person`?"]
    assert (of.choice("kind", ("a", "b"), "b"), len(of.file.problems)) == ("b", 1)


def test_a_list_of_texts_takes_one_text_and_reports_each_entry_that_is_none() -> None:
    of = fields("a: one\nb: [x, 5, {c: d}, true, null]\nc: {x: y}\n")
    assert (of.texts("a"), of.texts("b"), of.texts("c"), of.texts("d")) == (("one",), ("x", "5"), (), ())
    assert told(of.file) == [
        ("field-type", 2, 11),
        ("field-type", 2, 19),
        ("field-type", 2, 25),
        ("field-type", 3, 4),
    ]


def test_an_empty_text_is_no_entry_of_a_list() -> None:
    assert fields("a: ''\n").texts("a") == ()
    assert fields("a: [x, '', ' ']\n").texts("a") == ("x",)


def test_numbers_and_flags_are_nothing_else() -> None:
    of = fields("a: 5\nb: 5.5\nc: '5'\nd: true\ne: yes\n")
    assert [of.number(key) for key in "abcdf"] == [5.0, 5.5, None, None, None]
    assert [of.flag(key) for key in "def"] == [True, False, False]
    assert told(of.file) == [("field-type", 3, 4), ("field-type", 4, 4), ("field-type", 5, 4)]


def test_a_mapping_inside_is_reached_by_its_way_and_missed_at_its_place() -> None:
    of = fields("a:\n  b: {c: x}\nd: text\n")
    inner = of.inner("a").inner("b")
    assert inner.text("c") == "x"
    assert of.inner("d").mapping == {} and told(of.file) == [("field-type", 3, 4)]


def test_keys_that_nobody_asked_for_are_reported_with_the_nearest_known_one() -> None:
    of = fields("titel: x\nzzz: y\ntitle: z\n")
    of.text("title")
    assert of.unknown(("date",)) == ("titel", "zzz")
    assert [(problem.severity, problem.line, problem.column) for problem in of.file.problems] == [
        (WARNING, 1, 8),
        (WARNING, 2, 6),
    ]
    assert hints(of) == [
        "unknown key `titel`: did you mean `title`?",
        "unknown key `zzz`: it is kept but has no effect; known here: title, date",
    ]


# Writing -----------------------------------------------------------------------------------------------------------

SCALARS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=20) | st.integers(-(10**9), 10**9)
SCALARS |= st.booleans() | st.none()


@settings(max_examples=200, deadline=None)
@given(
    st.recursive(
        SCALARS,
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.text("abc -:#'\"no5", min_size=1, max_size=6), inner, max_size=3)
        ),
        max_leaves=8,
    )
)
def test_what_is_written_is_read_again(value: Any) -> None:
    file = read(dump_yaml({"key": value}))
    assert file.problems == [] and file.value == {"key": value}


def test_the_house_form_keeps_order_wraps_nothing_and_quotes_little() -> None:
    value = {
        "title": "Лукашенко: “я”",
        "date": Plain("2020-10-30"),
        "about": "x" * 200,
        "raw": Flow(file="raw/a.txt", lines="1-63"),
        "actors": FlowList(["a", "b"]),
        "list": ["no", "2020-10-30"],
    }
    assert dump_yaml(value) == (
        "title: 'Лукашенко: “я”'\n"
        "date: 2020-10-30\n"
        f"about: {'x' * 200}\n"
        "raw: {file: raw/a.txt, lines: 1-63}\n"
        "actors: [a, b]\n"
        "list:\n- 'no'\n- '2020-10-30'\n"
    )
