"""Tables as CSV and JSON Lines: what is written comes back, and no spreadsheet finds a formula."""

import csv
import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.export import serialise
from sitegen.export.tables import cell, csv_file, jsonl_file
from sitegen.model.config import Config, site_of
from sitegen.model.data_views import LinesView, TableView
from sitegen.model.tables import TABLES, Field, Table
from sitegen.model.views import Page

TEXT, LIST, NUMBER = Field("text", "string", ""), Field("list", "array", ""), Field("number", "number", "")
TABLE = Table("t", "T", "", (TEXT, LIST, NUMBER), ("text",))


def read(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))


def test_a_row_is_a_record_with_a_header_and_lines_end_as_the_standard_says() -> None:
    data = csv_file(TABLE, (("Жук, “so”", ("a", "b"), 12.0), ("", (), None)))
    assert data == 'text,list,number\r\n"Жук, “so”","[""a"",""b""]",12\r\n,,\r\n'.encode()


def test_objects_and_lists_of_objects_are_json_in_their_cell() -> None:
    assert cell(Field("known", "object", ""), (("date", "stated"),)) == '{"date":"stated"}'
    assert cell(LIST, ((("text", "Ада"), ("language", "be")),)) == '[{"text":"Ада","language":"be"}]'
    assert (
        cell(Field("sure", "boolean", ""), False) == "false" and cell(NUMBER, 0) == "0" and cell(NUMBER, 2.5) == "2.5"
    )


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\r=1", "\n=1", "＝1", "＠x"])
def test_a_text_that_a_spreadsheet_would_run_has_an_apostrophe_in_front_of_it(text: str) -> None:
    assert cell(TEXT, text) == "'" + text
    assert json.loads(jsonl_file(TABLE, ((text, (), None),)))["text"] == text


def test_other_texts_stand_as_they_are() -> None:
    assert [cell(TEXT, text) for text in ("a=b", "– so", "'", "2020-08-15~")] == ["a=b", "– so", "'", "2020-08-15~"]


@settings(deadline=None)
@given(st.lists(st.tuples(st.text(st.characters(codec="utf-8")), st.lists(st.text(max_size=5)).map(tuple))))
def test_every_text_comes_back(rows: list[tuple[str, tuple[str, ...]]]) -> None:
    found = read(csv_file(TABLE, tuple((*row, None) for row in rows)))
    assert len(found) == len(rows)
    for row, (text, items) in zip(found, rows, strict=True):
        assert row["text"].removeprefix("'") == text.replace("\x00", "").removeprefix("'")
        assert json.loads(row["list"] or "[]") == list(items)


def test_views_are_written_in_their_form() -> None:
    site = site_of(Config())
    empty = {form: serialise(Page("/x", TableView("mentions", form, ())), site) for form in ("csv", "jsonl")}
    assert empty["csv"].startswith(b"article,actor,place,form") and empty["jsonl"] == b""
    lines = serialise(Page("/x", LinesView(((("id", "a"), ("properties", (("name", ("A",)),))),))), site)
    assert lines == b'{"id":"a","properties":{"name":["A"]}}\n'


def test_the_description_of_the_tables_is_complete_and_refers_to_what_is_there() -> None:
    keys = {f"{table.name}.{field.name}" for table in TABLES for field in table.fields}
    for table in TABLES:
        names = [field.name for field in table.fields]
        assert len(set(names)) == len(names) and set(table.key) <= set(names)
        for field in table.fields:
            assert field.description and field.type in (
                "string",
                "integer",
                "number",
                "boolean",
                "date",
                "array",
                "object",
            )
            assert not field.refers or field.refers in keys
