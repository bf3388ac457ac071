"""An edition as a file that people keep: an item on a line, so that versions of it can be compared and merged."""

from __future__ import annotations

import json
from typing import Any

from sitegen.model.editions import Edition, ItemChange, Value


def edition_file(edition: Edition) -> bytes:
    """The edition as JSON (UTF-8); the same edition gives the same bytes."""
    head = {"format": 1, "number": edition.number, "date": edition.date, "digest": edition.digest, "note": edition.note}
    lines = [f"{_json(key)}: {_json(value)}," for key, value in head.items()]
    items = ",\n".join(f"  {_json(change.id)}: {_json(_plain(change))}" for change in edition.changes)
    return ("{\n " + "\n ".join(lines) + '\n "items": {\n' + items + "\n }\n}\n").encode()


def _plain(change: ItemChange) -> Any:
    if change.item is None:
        return change.moved_to or None
    return {value.field: _value(value) for value in change.item.values}


def _value(value: Value) -> Any:
    if value.digest:
        return {"digest": value.digest}
    return value.texts[0] if len(value.texts) == 1 else list(value.texts)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
