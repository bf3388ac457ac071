"""The archive as items with their public fields: what editions keep and citations name a version of.

Only what the site shows: the rows of the public tables, without what follows from other fields, and a digest for each
paragraph that may be shown. No old wording of a text is kept: what rights withhold later would stay there.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sitegen.base.values import lasting_digest
from sitegen.model.article import Card, Note
from sitegen.model.editions import TEXT, Item, State, Value, state_digest
from sitegen.model.tables import ACTORS, EVENTS, PLACES, SOURCES, Table
from sitegen.plan.library import Library
from sitegen.plan.tables import article_row, table_rows

_LONGEST = 200
"""Characters of a value that is kept as it is."""
_LONGEST_LIST = 2000
_LONGEST_QUOTE = 60
_DERIVED = frozenset(
    ("id", "slug", "address", "date_earliest", "date_latest", "source_name", "known", "review", "words", "recorded")
)
_PROBABLE = "probable"


def present_state(library: Library) -> State:
    """Every item of the archive as the site shows it today."""
    if "state" not in library.made:
        library.made["state"] = {item.id: item for item in _items(library)}
    state: State = library.made["state"]
    return state


def article_version(library: Library, card: Card) -> str:
    """Version of an article for citations: 12 hexadecimal digits; empty for one that is not shown."""
    item = present_state(library).get(f"articles/{card.face.slug}")
    return item.version if item else ""


def edition_label(library: Library) -> str:
    """What the archive is called today: the name of its last edition where it is that one, else a digest of all that
    it shows (12 hexadecimal digits)."""
    if "edition" not in library.made:
        found = state_digest(present_state(library))
        last = library.editions[-1] if library.editions else None
        library.made["edition"] = last.name if last and last.digest == found else found
    label: str = library.made["edition"]
    return label


def _items(library: Library) -> Iterator[Item]:
    for card in library.articles:
        yield _article(library, card)
        if card.notes and card.publish == "full":
            yield Item(f"notes/{card.face.slug}", tuple(_notes(library, card)))
    for table in (EVENTS, ACTORS, PLACES, SOURCES):
        yield from _records(library, table)


def _article(library: Library, card: Card) -> Item:
    pairs = [(field, value) for field, value in article_row(library, card) if field not in _DERIVED]
    probable = tuple(sorted(name for name, basis in card.record.provenance if basis.certainty == _PROBABLE))
    pairs.append((_PROBABLE, probable))
    values = [found for field, value in pairs if (found := _value(field, value))]
    if card.passages:
        values.append(Value(TEXT, card.passages))
    return Item(f"articles/{card.face.slug}", tuple(values))


def _records(library: Library, table: Table) -> Iterator[Item]:
    names = [field.name for field in table.fields]
    counted = table is not EVENTS
    for row in table_rows(library)[table.name]:
        pairs = dict(zip(names, row, strict=True))
        if pairs.get("recorded") is False:
            continue
        left_out = _DERIVED | {"articles"} if counted else _DERIVED
        values = [found for field, value in pairs.items() if field not in left_out and (found := _value(field, value))]
        yield Item(f"{table.name}/{pairs['id']}", tuple(values))


def _notes(library: Library, card: Card) -> Iterator[Value]:
    """The notes to an article, each by its kind and passage: a note's number changes when another is written."""
    seen: dict[str, int] = {}
    for note in card.notes:
        quote = note.exact if len(note.exact) <= _LONGEST_QUOTE else note.exact[:_LONGEST_QUOTE].rstrip() + "…"
        name = f"{note.type}: {quote}"
        seen[name] = seen.get(name, 0) + 1
        field = name if seen[name] == 1 else f"{name} ({seen[name]})"
        yield Value(field, (), _note_digest(library, note))


def _note_digest(library: Library, note: Note) -> str:
    links = tuple(pair for pair in note.links if pair[0] in library.by_slug)
    return lasting_digest((note.exact, note.prefix, note.suffix, note.body, note.by, note.created, links, note.claim))[
        :12
    ]


def _value(field: str, value: Any) -> Value | None:
    """A field's value; nothing where it is not known."""
    if value is None or value in ("", ()):
        return None
    if isinstance(value, tuple):
        texts = tuple(_entry(one) for one in value)
        longest = _LONGEST_LIST
    else:
        texts, longest = (_number(value),), _LONGEST
    if sum(map(len, texts)) > longest:
        return Value(field, (), lasting_digest(texts)[:12])
    return Value(field, texts)


def _entry(value: Any) -> str:
    """An entry of a list in one line: `title: mayor, from: 2001` for pairs of name and value."""
    if not isinstance(value, tuple):
        return _number(value)
    if len(value) == 2 and all(isinstance(one, str) for one in value):
        return ": ".join(value)
    parts = [f"{name}: {one}" if name != "text" else str(one) for name, one in value]
    return ", ".join(parts)


def _number(value: Any) -> str:
    return repr(value).removesuffix(".0") if isinstance(value, float) else str(value)
