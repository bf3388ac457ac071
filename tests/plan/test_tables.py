"""Tables, entities and what describes them: what they hold, and what rights keep out of them."""

import json
from typing import Any

import pytest
from plan.archive import Archive, archive, article, files_of, values_in
from plan.given import claims, counted, quoted, said, with_findings
from plan.test_articles import BRIDGE
from plan.test_house_rules import press

from sitegen.export import is_export, serialise
from sitegen.model.annotations import Findings
from sitegen.model.config import site_of
from sitegen.model.data_views import DatasetView, LinesView, OpenSearchView, PackageView, TableView
from sitegen.model.tables import TABLES
from sitegen.plan import table_rows
from sitegen.plan.licence import licence_of

Rows = list[dict[str, Any]]
NAMES = {table.name: [field.name for field in table.fields] for table in TABLES}


def rows_of(found: Archive) -> dict[str, Rows]:
    made = table_rows(found.library())
    return {name: [dict(zip(NAMES[name], row, strict=True)) for row in rows] for name, rows in made.items()}


def rich() -> Archive:
    """Every table has rows."""
    files = files_of(BRIDGE) | {"articles/other.md": article("Other", date="2020-05", actors="[ada-berg]")}
    words = said("We open it on Sunday", "ada-berg", passage="p1")
    found = quoted(words).quotations
    return with_findings(
        files,
        {
            "2020-05-03-bridge": Findings(quotations=found, claims=claims(counted("40 people", 40, 40)).claims),
            "other": quoted(words),
        },
    )


def test_every_table_has_its_fields_in_their_order_and_its_key_once() -> None:
    for table in TABLES:
        rows = rows_of(rich())[table.name]
        assert rows, table.name
        keys = [tuple(row[name] for name in table.key) for row in rows]
        assert len(set(keys)) == len(keys)
        assert all(row[field.name] not in ("", None) for row in rows for field in table.fields if field.required)


@pytest.mark.parametrize("found", [rich(), archive(press()), archive({})])
def test_whatever_refers_to_a_row_finds_it(found: Archive) -> None:
    tables = rows_of(found)
    for table in TABLES:
        for field in table.fields:
            if field.refers:
                other, _, key = field.refers.partition(".")
                there = {row[key] for row in tables[other]}
                assert {row[field.name] for row in tables[table.name]} - {""} <= there, (table.name, field.name)


def test_rows_say_only_what_their_fields_may_be() -> None:
    kinds = {"string": str, "date": str, "integer": int, "number": (int, float), "boolean": bool, "array": tuple,
             "object": tuple}  # fmt: skip
    tables = rows_of(rich())
    for table in TABLES:
        for row in tables[table.name]:
            for field in table.fields:
                value = row[field.name]
                assert value is None or isinstance(value, kinds[field.type]), (table.name, field.name, value)
                assert not field.values or value in ("", *field.values), (table.name, field.name, value)


def test_a_date_has_the_days_that_it_allows() -> None:
    rows = {row["slug"]: row for row in rows_of(rich())["articles"]}
    assert (rows["other"]["date_earliest"], rows["other"]["date_latest"]) == ("2020-05-01", "2020-05-31")


def test_a_mention_is_counted_by_its_form_and_what_is_only_listed_has_none() -> None:
    text = "Ada Berg came. Ada Berg went.\n"
    files = {
        "actors/ada.yaml": "name: Ada Berg\ntype: person\n",
        "actors/town.yaml": "name: Town Council\ntype: public-body\n",
        "articles/a.md": article("A", text, actors="[ada, town]"),
        "articles/held.md": article("Held", text, actors="[ada]", rights="metadata"),
    }
    rows = {(row["article"], row["actor"]): row for row in rows_of(archive(files))["mentions"]}
    assert (rows["a", "ada"]["form"], rows["a", "ada"]["count"], rows["a", "ada"]["rule"]) == ("Ada Berg", 2, "form")
    assert (rows["a", "town"]["form"], rows["a", "town"]["count"]) == ("", 0)
    # Of a text that is not shown whole nothing is told but what the record lists.
    assert (rows["held", "ada"]["form"], rows["held", "ada"]["count"], rows["held", "ada"]["paragraph"]) == ("", 0, "")


NOTE = "- quote: {exact: zebra crossing}\n  type: correction\n  body: It was a bridge.\n  created: 2020-06-01\n"


@pytest.mark.parametrize(
    ("rights", "shown"), [("full", True), ("excerpt", False), ("metadata", False), ("none", False)]
)
def test_what_rights_withhold_is_in_no_page_for_programs(rights: str, shown: bool) -> None:
    files = {
        "site.yaml": "title: Papers\nbase_url: https://harbour.example/\n",
        "articles/a.md": article(
            "A", "It opened.\n\nThe zebra crossing of it closed.\n", rights=rights, summary="In short."
        ),
        "notes/a.yaml": NOTE,
    }
    pages = archive(files).pages()
    told = {
        address
        for address, page in pages.items()
        if is_export(page) and any("zebra" in str(value) for value in values_in(page.view))
    }
    assert bool(told) is shown
    corrected = pages["/feed-corrected.xml"].view
    assert bool(corrected.entries) is shown
    assert ("/articles/a/article.tei.xml" in pages) is (rights != "none")


def test_the_feed_of_corrections_has_those_whose_day_is_known_the_newest_first() -> None:
    notes = NOTE + NOTE.replace("zebra crossing", "It opened").replace("06-01", "07-02")
    notes += NOTE.replace("zebra crossing", "of it").replace("  created: 2020-06-01\n", "")
    files = {"articles/a.md": article("A", "It opened. The zebra crossing of it closed.\n"), "notes/a.yaml": notes}
    view = archive(files).views()["/feed-corrected.xml"]
    assert [entry.date for entry in view.entries] == ["2020-07-02", "2020-06-01"]
    assert view.entries[0].summary == "It was a bridge." and view.updated == "2020-07-02"
    # Another note before it changes a note's number and address, and not what the entry is known by.
    fewer = archive({**files, "notes/a.yaml": NOTE}).views()["/feed-corrected.xml"]
    assert fewer.entries[0].id == view.entries[1].id and fewer.entries[0].address != view.entries[1].address


def test_a_large_archive_is_cut_by_year_and_a_correction_rewrites_one_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    files = {f"articles/a{year}.md": article(f"A{year}", date=f"{year}-05-03") for year in (2018, 2019, 2020)}
    files |= {"articles/none.md": article("No day"), "articles/span.md": article("Span", date="2018-12/2019-01")}
    whole = archive(files).pages()
    assert "/data/articles.csv" in whole and "/data/articles.json" in whole
    monkeypatch.setattr("sitegen.plan.tables.WHOLE_UP_TO", 2)
    cut = archive(files).pages()
    for table in TABLES:
        view, parts = whole[f"/data/{table.name}.csv"].view, [f"/data/{table.name}.csv"]
        if table.by_article:
            parts = [f"/data/{table.name}-{year}.csv" for year in ("2018", "2019", "2020", "undated")]
            assert f"/data/{table.name}.csv" not in cut
        found = [row for part in parts for row in cut[part].view.rows]
        assert sorted(found, key=str) == sorted(view.rows, key=str)
    assert [row[0] for row in cut["/data/articles-undated.csv"].view.rows] == ["span", "none"]
    files["articles/a2019.md"] = article("Corrected", date="2019-05-03")
    after = archive(files).pages()
    changed = {name for name in cut if name.endswith((".csv", ".jsonl")) and cut[name] != after[name]}
    assert changed == {"/data/articles-2019.csv", "/data/articles-2019.jsonl", "/data/ftm-2019.jsonl"}


def test_the_page_explains_every_file_that_is_there() -> None:
    pages = rich().pages()
    view = pages["/data/"].view
    assert isinstance(view, DatasetView) and [doc.name for doc in view.tables] == [table.name for table in TABLES]
    files = {link.address for doc in view.tables for _, found in doc.files for link in found}
    files |= {link.address for link in view.entities}
    named = {"articles.json", "quotations.json", "claims.json", "annotations.jsonld", "datapackage.json"}
    assert {address for address in pages if address.startswith("/data/")} == {
        "/data/", *files, *(f"/data/{name}" for name in named)
    }  # fmt: skip
    for doc, table in zip(view.tables, TABLES, strict=True):
        assert [column.name for column in doc.columns] == NAMES[table.name]
        assert doc.count == len(rows_of(rich())[table.name])


def test_a_package_names_the_files_and_the_licence() -> None:
    files = {"site.yaml": "title: Papers\nrights: {statement: Ours. CC BY 4.0}\n", "articles/a.md": article("A")}
    view = archive(files).views()["/data/datapackage.json"]
    assert isinstance(view, PackageView) and view.licence[0] == "CC-BY-4.0"
    assert {one.table: one.parts for one in view.tables} == {table.name: (table.name,) for table in TABLES}


@pytest.mark.parametrize(
    ("statement", "name"),
    [
        ("Our texts are CC BY 4.0.", "CC-BY-4.0"),
        ("Licence: CC-BY-NC-SA-3.0", "CC-BY-NC-SA-3.0"),
        ("cc by-sa 4.0, see below", "CC-BY-SA-4.0"),
        ("Public domain (CC0)", "CC0-1.0"),
        ("CC0 1.0", "CC0-1.0"),
        ("Texts CC BY 4.0, tables CC0", ""),
        ("CC BY, whichever", ""),
        ("All rights reserved", ""),
        ("Acc by 4.0", ""),
        ("", ""),
    ],
)
def test_a_licence_is_read_off_a_statement_only_where_it_names_one(statement: str, name: str) -> None:
    found, address = licence_of(statement)
    assert found == name and bool(address) is bool(name)


def test_search_is_described_where_the_site_knows_its_address() -> None:
    assert "/opensearch.xml" not in archive({"articles/a.md": article("A")}).pages()
    assert isinstance(archive(BRIDGE).views()["/opensearch.xml"], OpenSearchView)


# FollowTheMoney -----------------------------------------------------------------------------------------------------

SCHEMATA = {
    "Person": {"name", "alias", "weakAlias", "position", "wikidataId", "summary"},
    "Organization": {"name", "alias", "weakAlias", "wikidataId", "website", "classification", "summary"},
    "PublicBody": {"name", "alias", "weakAlias", "wikidataId", "summary"},
    "Address": {"name", "full", "alias", "latitude", "longitude", "summary"},
    "Event": {"name", "date", "startDate", "endDate", "addressEntity", "location", "involved", "proof", "summary"},
    "Article": {"title", "name", "publishedAt", "author", "publisher", "publisherUrl", "sourceUrl", "language",
                "keywords", "summary", "peopleMentioned", "locationMentioned"},
    "Mention": {"document", "name", "resolved", "detectedSchema"},
}  # fmt: skip
"""The model's schemata and properties that are used, as its version 4 has them."""
REQUIRED = {"Mention": {"document", "name"}, "Article": set[str](), "Address": set[str]()}
LINKS = {"document": {"Article"}, "resolved": {"Person", "Organization", "PublicBody"}, "addressEntity": {"Address"},
         "involved": {"Person", "Organization", "PublicBody"}, "proof": {"Article"}}  # fmt: skip


def entities(found: Archive) -> Rows:
    page = found.pages()["/data/ftm.jsonl"]
    assert isinstance(page.view, LinesView)
    return [json.loads(line) for line in serialise(page, site_of(found.config)).splitlines()]


@pytest.mark.parametrize("found", [rich(), archive(press())])
def test_entities_are_of_the_models_schemata_and_refer_to_one_another(found: Archive) -> None:
    made = entities(found)
    schema = {entity["id"]: entity["schema"] for entity in made}
    assert len(schema) == len(made) and set(schema.values()) >= {"Person", "Article", "Event", "Mention", "Address"}
    for entity in made:
        properties = entity["properties"]
        assert set(properties) <= SCHEMATA[entity["schema"]]
        assert REQUIRED.get(entity["schema"], {"name"}) <= set(properties)
        assert all(isinstance(values, list) and values and all(values) for values in properties.values())
        for name, allowed in LINKS.items():
            assert {schema[id] for id in properties.get(name, [])} <= allowed


def test_entities_pass_the_models_own_check() -> None:
    model = pytest.importorskip("followthemoney").model
    for entity in entities(rich()):
        model.get(entity["schema"]).validate(entity)
        proxy = model.get_proxy(entity)
        assert {name: set(proxy.get(name)) for name in entity["properties"]} == {
            name: set(values) for name, values in entity["properties"].items()
        }


def test_tables_are_views_that_can_be_written() -> None:
    found = rich()
    for address, page in found.pages().items():
        if isinstance(page.view, TableView):
            data = serialise(page, site_of(found.config))
            assert data.endswith(b"\n") and address.startswith(f"/data/{page.view.table}")
