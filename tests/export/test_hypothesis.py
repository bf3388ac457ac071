"""Exports of Hypothesis: what is a note on a passage, and why the rest is none."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.export.hypothesis import Imported, read_hypothesis, same_page


def row(**changes: Any) -> dict[str, Any]:
    """An annotation as the API gives it."""
    quote = {"type": "TextQuoteSelector", "exact": "the old  ferry", "prefix": "that ", "suffix": " would"}
    position = {"type": "TextPositionSelector", "start": 3, "end": 9}
    whole = {
        "id": "x1",
        "uri": "https://daily.example/ferry?utm_source=x",
        "text": "It stopped in **May**.\n",
        "tags": ["Boats", "Correction"],
        "user": "acct:ada@hypothes.is",
        "user_info": {"display_name": None},
        "created": "2021-05-03T08:09:10.123456+00:00",
        "target": [{"source": "https://daily.example/ferry", "selector": [position, quote]}],
    }
    return {key: value for key, value in {**whole, **changes}.items() if value != "absent"}


def read(value: Any) -> tuple[tuple[Imported, ...], list[str]]:
    found, problems = read_hypothesis(value if isinstance(value, str) else json.dumps(value), "notes.json")
    assert all(problem.path == "notes.json" for problem in problems)
    return found, [f"{problem.severity}: {problem.message}" for problem in problems]


@pytest.mark.parametrize("form", [lambda r: {"total": 1, "rows": [r]}, lambda r: {"annotations": [r]}, lambda r: [r]])
def test_an_annotation_is_read_from_each_form_of_export(form: Any) -> None:
    found, problems = read(form(row()))
    assert problems == []
    assert found == (
        Imported(
            1, "x1", "https://daily.example/ferry?utm_source=x", "the old ferry", "that", "would",
            "It stopped in **May**.", "correction", ("Boats",), "ada", "2021-05-03",
        ),
    )  # fmt: skip


def test_who_gives_a_name_is_called_by_it() -> None:
    (one,), _ = read([row(user_info={"display_name": "Ada Berg"})])
    assert one.by == "Ada Berg"


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"references": ["x0"]}, "it is a reply to another"),
        ({"uri": "absent"}, "it names no address (`uri`)"),
        ({"uri": 7}, "it names no address (`uri`)"),
        ({"target": "absent"}, "it marks no passage (no TextQuoteSelector)"),
        ({"target": [{"source": "x"}]}, "it marks no passage (no TextQuoteSelector)"),
        ({"target": [{"selector": [{"type": "RangeSelector"}]}]}, "it marks no passage (no TextQuoteSelector)"),
        ({"target": [{"selector": [{"type": "TextQuoteSelector"}]}]}, "the passage it marks is empty"),
        ({"text": " \n"}, "it says nothing (a highlight of “the old ferry”)"),
        ({"text": None}, "it says nothing (a highlight of “the old ferry”)"),
    ],
)
def test_what_is_no_note_on_a_passage_is_told_with_the_reason(changes: dict[str, Any], why: str) -> None:
    found, problems = read({"rows": [row(**changes), row(id="x2")]})
    assert [one.id for one in found] == ["x2"] and problems == [f"warning: annotation 1 is left out: {why}"]


@pytest.mark.parametrize("changes", [{"tags": None}, {"tags": [1, " "]}, {"created": 5}, {"user": None}, {"id": 3}])
def test_a_field_that_is_wrong_is_as_if_it_were_not_there(changes: dict[str, Any]) -> None:
    found, problems = read([row(**changes)])
    assert len(found) == 1 and problems == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "error: not JSON: Expecting value"),
        ("<html>", "error: not JSON: Expecting value"),
        ('{"total": 0}', "error: there is no list of annotations in the file"),
        ('{"rows": 4}', "error: there is no list of annotations in the file"),
        ("12", "error: there is no list of annotations in the file"),
        ("[1]", "warning: annotation 1 is left out: it is not a mapping"),
        ("[" * 100_000, "error: not JSON:"),
    ],
)
def test_files_that_are_no_export_are_said(text: str, message: str) -> None:
    found, (problem,) = read(text)
    assert found == () and problem.startswith(message)


def test_an_empty_export_is_fine() -> None:
    assert read({"rows": []}) == ((), [])


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["rows", "target", "selector", "type", "uri", "text", "tags", "user_info", "exact"]), inner
        )
    ),
    max_leaves=20,
)


@settings(deadline=None)
@given(JSON)
def test_any_json_is_read_without_a_fault(value: Any) -> None:
    read_hypothesis(json.dumps(value), "x")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.daily.example/ferry/", "http://daily.example/ferry"),
        ("https://DAILY.example/ferry?utm_medium=a&id=3#top", "https://daily.example/ferry?id=3"),
        ("https://daily.example:443/x", "https://daily.example/x"),
        ("https://daily.example/", "https://daily.example"),
    ],
)
def test_two_addresses_of_one_page_are_the_same(one: str, other: str) -> None:
    assert same_page(one) == same_page(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://daily.example/a?id=1", "https://daily.example/a?id=2"),
        ("https://daily.example/a", "https://daily.example/A"),
        ("https://daily.example:8000/a", "https://daily.example/a"),
    ],
)
def test_two_pages_are_not(one: str, other: str) -> None:
    assert same_page(one) != same_page(other)


@pytest.mark.parametrize("address", ["", "urn:x-pdf:1", "file:///a/b", "https://", "http://[", "http://a:99999/"])
def test_what_is_no_address_of_the_web_is_none(address: str) -> None:
    assert same_page(address) == ""
