"""content/editions/*.json → editions, in their order, proved to be what was written."""

from __future__ import annotations

import datetime
import json
import re
from typing import Any

from sitegen.base.problems import WARNING, Problem
from sitegen.model.editions import KINDS, Edition, Item, ItemChange, State, Value, applied, edition_name, state_digest

FORMAT = 1
_NAME = re.compile(r"[\w-][\w.-]*")
_HINT = "take it back from your history of versions (editions are written by `sitegen edition` and not edited)"


def read_edition(text: str, path: str, name: str) -> tuple[Edition | None, tuple[Problem, ...]]:
    """One edition.

    Args:
        path: how problems name the file.
        name: the file's name without its ending.
    """
    try:
        edition = _edition(json.loads(text), name)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        return None, (Problem("edition", f"this is not an edition: {_said(error)}", path, 1, hint=_HINT),)
    return edition, ()


def _said(error: Exception) -> str:
    return f"{error} is missing" if isinstance(error, KeyError) else str(error)


def in_order(editions: list[tuple[Edition, str]]) -> tuple[tuple[Edition, ...], tuple[Problem, ...]]:
    """Editions, each given with its path, in their order; a warning where one does not come to what it states.

    That happens where an earlier file is gone or was edited, or where two were made beside each other (on
    two branches): what is told of changes is then told against what the files say.
    """
    state: State = {}
    problems = []
    ordered = sorted(editions, key=lambda pair: (pair[0].number, pair[0].name))
    for edition, path in ordered:
        state = applied(state, edition.changes)
        found = state_digest(state)
        if found != edition.digest:
            what = f"with those before it, this edition comes to {found}, and it says {edition.digest}"
            problems.append(Problem("edition", what, path, 1, severity=WARNING, hint=_HINT))
    return tuple(edition for edition, _ in ordered), tuple(problems)


def _edition(data: Any, name: str) -> Edition:
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise ValueError(f"its `format` is not {FORMAT}")
    date, digest, number, note = data["date"], _text(data["digest"]), data["number"], _text(data["note"])
    datetime.date.fromisoformat(date)
    if not isinstance(number, int) or name != edition_name(date, digest):
        raise ValueError(f"its name is not {edition_name(date, digest)}.json")
    changes = tuple(_change(id, value) for id, value in sorted(data["items"].items()))
    return Edition(name, number, date, digest, note, changes)


def _change(id: str, data: Any) -> ItemChange:
    kind, _, rest = id.partition("/")
    if kind not in KINDS or not _NAME.fullmatch(rest):
        raise ValueError(f"{id!r} is no item")
    if data is None or isinstance(data, str):
        return ItemChange(id, None, data or "")
    return ItemChange(id, Item(id, tuple(_value(field, value) for field, value in data.items())))


def _value(field: str, data: Any) -> Value:
    if isinstance(data, dict):
        return Value(field, (), _text(data["digest"]))
    if isinstance(data, list):
        return Value(field, tuple(_text(text) for text in data))
    return Value(field, (_text(data),))


def _text(data: Any) -> str:
    if not isinstance(data, str):
        raise TypeError(f"{data!r} is not a text")
    return data
