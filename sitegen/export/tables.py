"""Tables as CSV (RFC 4180, UTF-8) and JSON Lines.

A spreadsheet takes a cell that begins with `=`, `+`, `-`, `@` or a control character for a formula and would run it. In
CSV such a text has an apostrophe in front of it, which spreadsheets hide; JSON Lines has every text as it is.
"""

from __future__ import annotations

import csv
import json
from typing import Any

from sitegen.export.data import plain_object, plain_value
from sitegen.model.config import Site
from sitegen.model.data_views import LinesView, TableView
from sitegen.model.tables import TABLES, Field, Table

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_BY_NAME = {table.name: table for table in TABLES}


def table_file(view: TableView, site: Site) -> bytes:
    """The rows of a table in the view's form."""
    table = _BY_NAME[view.table]
    return csv_file(table, view.rows) if view.form == "csv" else jsonl_file(table, view.rows)


def csv_file(table: Table, rows: tuple[tuple[Any, ...], ...]) -> bytes:
    """The header, then one record for each row; lines end with CR LF, as the standard asks."""
    out = _Lines()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([field.name for field in table.fields])
    writer.writerows(_cells(table.fields, row) for row in rows)
    return "".join(out).encode("utf-8", "replace")


class _Lines(list[str]):
    """What the writer writes to: this room opens no files."""

    def write(self, text: str) -> None:
        self.append(text)


def _cells(fields: tuple[Field, ...], row: tuple[Any, ...]) -> list[str]:
    return [cell(field, value) for field, value in zip(fields, row, strict=True)]


def cell(field: Field, value: Any) -> str:
    """A value as the text of a CSV cell."""
    if value is None or value == "" or value == ():
        return ""
    if field.type in ("array", "object"):
        return json.dumps(plain_value(value), ensure_ascii=False, separators=(",", ":"))
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(value).removesuffix(".0")
    text = str(value).replace("\x00", "")
    return "'" + text if text.startswith(_FORMULA) else text


def jsonl_file(table: Table, rows: tuple[tuple[Any, ...], ...]) -> bytes:
    """One object on a line; empty fields are left out."""
    names = [field.name for field in table.fields]
    return _lines(tuple(zip(names, row, strict=True)) for row in rows)


def json_lines(view: LinesView, site: Site) -> bytes:
    """One object on a line."""
    return _lines(view.rows)


def _lines(rows: Any) -> bytes:
    texts = [json.dumps(plain_object(row), ensure_ascii=False, separators=(",", ":")) for row in rows]
    return "".join(text + "\n" for text in texts).encode("utf-8", "replace")
