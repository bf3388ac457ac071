"""README.md of a package: what the files are, table by table and field by field."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.model.deposit import Deposit
from sitegen.model.tables import TABLES, Field, Table

_INTRODUCTION = """\
Everything is UTF-8. CSV follows RFC 4180; JSON Lines has one object on each line. What is not known is an empty cell in
CSV and absent in JSON Lines. Lists and objects stand in a CSV cell as JSON. A CSV text that begins with `=`, `+`, `-`,
`@` or a tab has an apostrophe in front of it, so that no spreadsheet runs it as a formula; JSON Lines has it as it is.
Dates are EDTF (ISO 8601-2). Addresses begin at the root of the site.
"""


def readme(about: Deposit) -> bytes:
    """The whole text."""
    return ("\n".join(_lines(about)).rstrip("\n") + "\n").encode("utf-8")


def _lines(about: Deposit) -> Iterator[str]:
    yield f"# {about.title}\n"
    if about.description:
        yield about.description + "\n"
    if about.address:
        yield f"Published at <{about.address}>, edition {about.edition}.\n"
    else:
        yield f"Edition {about.edition}.\n"
    name, address = about.licence
    if name:
        yield f"Licence: [{name}]({address}).\n"
    if about.statement:
        yield about.statement + "\n"
    if about.withheld:
        yield (
            f"{about.withheld} files of the archive are not in this package: their texts may not be passed on, or they"
            " name what must not be named.\n"
        )
    yield "## Tables\n"
    yield _INTRODUCTION
    for table in TABLES:
        yield from _table(table)


def _table(table: Table) -> Iterator[str]:
    yield f"### {table.name}\n"
    yield table.description + "\n"
    yield "| Field | Type | What it is |"
    yield "|---|---|---|"
    yield from (f"| `{field.name}` | {field.type} | {_what(table, field)} |" for field in table.fields)
    yield ""


def _what(table: Table, field: Field) -> str:
    parts = [field.description]
    if field.values:
        parts.append("one of " + ", ".join(f"`{value}`" for value in field.values))
    if field.refers:
        parts.append(f"refers to `{field.refers}`")
    if field.name in table.key:
        parts.append("part of the key" if len(table.key) > 1 else "key")
    return "; ".join(parts).replace("|", "\\|")
