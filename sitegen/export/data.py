"""`data/*.json`: rows as JSON objects, one on a line, so that two versions can be compared."""

from __future__ import annotations

import json
from typing import Any

from sitegen.model.config import Site
from sitegen.model.views import DataView


def json_document(view: DataView, site: Site) -> bytes:
    """A JSON array of objects; empty fields are left out: what is not known is absent."""
    rows = [json.dumps(plain_object(row), ensure_ascii=False, separators=(",", ":")) for row in view.rows]
    return ("[\n" + ",\n".join(rows) + "\n]\n").encode("utf-8") if rows else b"[]\n"


def plain_object(row: tuple[tuple[str, Any], ...]) -> dict[str, Any]:
    """A row as a JSON object without its empty fields."""
    return {key: plain_value(value) for key, value in row if value not in ("", (), None)}


def plain_value(value: Any) -> Any:
    """Tuples of pairs as objects, other tuples as lists."""
    if isinstance(value, tuple):
        if value and all(isinstance(item, tuple) and len(item) == 2 and isinstance(item[0], str) for item in value):
            return {key: plain_value(item) for key, item in value}
        return [plain_value(item) for item in value]
    return value
