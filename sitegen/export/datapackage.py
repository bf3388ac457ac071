"""`datapackage.json`: the tables for programs, as a Frictionless Data Package (version 1)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sitegen.base.text import slugify
from sitegen.model.config import Site
from sitegen.model.data_views import PackageView, TableParts
from sitegen.model.tables import TABLES, Field, Table

Fixity = Mapping[str, tuple[int, str]]
"""Bytes and SHA-256 of files by name."""


def data_package(view: PackageView, site: Site) -> bytes:
    """The description of the CSV files beside it."""
    return package_json(view, site, {})


def package_json(view: PackageView, site: Site, fixity: Fixity) -> bytes:
    """The same with the size and digest of each file, where they are given."""
    package: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": slugify(view.title) or "archive",
        "title": view.title,
        "description": view.description,
        "homepage": site.base_url,
        "version": view.edition,
        "licenses": _licences(view),
        "rights": view.statement,
        "contributors": [{"title": site.publisher, "role": "publisher"}] if site.publisher else [],
        "resources": [_resource(table, one, fixity) for table, one in zip(TABLES, view.tables, strict=True)],
    }
    known = {name: value for name, value in package.items() if value}
    return (json.dumps(known, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _licences(view: PackageView) -> list[dict[str, str]]:
    name, path = view.licence
    return [{"name": name, "path": path}] if name else []


def _resource(table: Table, found: TableParts, fixity: Fixity) -> dict[str, Any]:
    names = [f"{part}.csv" for part in found.parts]
    out: dict[str, Any] = {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.title,
        "description": table.description,
        # A table that is cut by year has its files in a list; each has the header, and together they are one table.
        "path": names[0] if len(names) == 1 else names,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
    }
    if len(names) == 1 and names[0] in fixity:
        size, sha256 = fixity[names[0]]
        out |= {"bytes": size, "hash": f"sha256:{sha256}"}
    out["schema"] = _schema(table)
    return out


def _schema(table: Table) -> dict[str, Any]:
    keys = [_foreign_key(table, field) for field in table.fields if field.refers]
    schema: dict[str, Any] = {"fields": [_field(table, field) for field in table.fields]}
    # Where a part of the key may be empty it is none for programs that check it.
    if all(field.required for field in table.fields if field.name in table.key):
        schema["primaryKey"] = list(table.key)
    if keys:
        schema["foreignKeys"] = keys
    schema["missingValues"] = [""]
    return schema


def _field(table: Table, field: Field) -> dict[str, Any]:
    out: dict[str, Any] = {"name": field.name, "type": field.type, "description": field.description}
    constraints: dict[str, Any] = {}
    if field.required:
        constraints["required"] = True
    if table.key == (field.name,):
        constraints["unique"] = True
    if field.values:
        constraints["enum"] = list(field.values)
    if constraints:
        out["constraints"] = constraints
    return out


def _foreign_key(table: Table, field: Field) -> dict[str, Any]:
    other, _, key = field.refers.partition(".")
    return {"fields": field.name, "reference": {"resource": "" if other == table.name else other, "fields": key}}
