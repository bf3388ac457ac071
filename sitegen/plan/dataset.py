"""The data for research: tables, entities, the package that describes them, and the page that explains them."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.model.data_views import (
    ColumnDoc,
    DatasetView,
    LinesView,
    OpenSearchView,
    PackageView,
    TableDoc,
    TableParts,
    TableView,
)
from sitegen.model.messages import tr
from sitegen.model.tables import TABLES, Field, Table
from sitegen.model.views import Link, Page
from sitegen.plan.ftm import entities
from sitegen.plan.library import Library
from sitegen.plan.licence import licence_of
from sitegen.plan.states import edition_label
from sitegen.plan.tables import is_whole, parts

FORMS = (("CSV", "csv"), ("JSON Lines", "jsonl"))


def dataset_pages(library: Library) -> Iterator[Page]:
    """`/data/` and the files that it explains."""
    statement = library.config.rights.statement
    files = {table.name: parts(library, table) for table in TABLES}
    for found in files.values():
        for name, rows in found.items():
            for _, form in FORMS:
                yield Page(f"/data/{name}.{form}", TableView(name.partition("-")[0], form, rows))
    graph = entities(library)
    for name, lines in graph.items():
        yield Page(f"/data/{name}.jsonl", LinesView(lines))
    counted = tuple(TableParts(table, tuple(found), sum(map(len, found.values()))) for table, found in files.items())
    config = library.config
    yield Page(
        "/data/datapackage.json",
        PackageView(
            config.title, config.description, licence_of(statement), statement, counted, edition_label(library)
        ),
    )
    if config.base_url:
        yield Page("/opensearch.xml", OpenSearchView(config.title, config.description, config.language))
    yield Page(
        "/data/",
        DatasetView(
            title=tr("Data"),
            articles=len(library.articles),
            tables=tuple(_explained(table, one) for table, one in zip(TABLES, counted, strict=True)),
            whole=is_whole(library),
            entities=tuple(_file(name, "jsonl") for name in graph),
            has_search=bool(config.base_url),
            statement=statement,
            licence=licence_of(statement),
        ),
    )


def _file(name: str, form: str) -> Link:
    return Link(f"{name}.{form}", f"/data/{name}.{form}")


def _explained(table: Table, found: TableParts) -> TableDoc:
    return TableDoc(
        table.name,
        table.title,
        table.description,
        found.count,
        tuple((words, tuple(_file(name, form) for name in found.parts)) for words, form in FORMS),
        table.key,
        tuple(_column(field) for field in table.fields),
    )


def _column(field: Field) -> ColumnDoc:
    refers = Link(field.refers, f"/data/#{field.refers.partition('.')[0]}") if field.refers else None
    return ColumnDoc(field.name, field.type, field.description, refers, field.values, field.required)
