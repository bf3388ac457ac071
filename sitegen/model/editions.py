"""Editions: what the archive said publicly on a day that a person chose, kept so that later corrections can be told.

An edition is a file that people keep (`content/editions/`). It holds only what became different since the one before:
all of them together, in their order, give the state of the archive at any of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sitegen.base.values import lasting_digest

FOLDER = "editions"
KINDS = ("articles", "notes", "events", "actors", "places", "sources")
"""Kinds of items, in the order in which changes are told; `notes` are all notes to one article."""
TEXT = "text"
"""The field that stands for an article's text: a digest for each of its paragraphs and subheads."""


@dataclass(frozen=True, slots=True)
class Value:
    """What one field says. A field that is not known has none."""

    field: str
    texts: tuple[str, ...]
    """One text, or the entries of a list; empty where the value is long."""
    digest: str = ""
    """Stands for a value that is too long to be kept."""


@dataclass(frozen=True, slots=True)
class Item:
    """An article, the notes to one, a record of authority: its public fields."""

    id: str
    """`articles/<slug>`, `notes/<slug>`, `events/<id>` …"""
    values: tuple[Value, ...]

    @property
    def version(self) -> str:
        """Digest of all of it: 12 hexadecimal digits, which citations carry."""
        return lasting_digest(self)[:12]

    def value(self, field: str) -> Value | None:
        return next((value for value in self.values if value.field == field), None)

    @property
    def name(self) -> str:
        """How lists call it."""
        value = self.value("title") or self.value("name")
        return value.texts[0] if value and value.texts else self.id.partition("/")[2]


@dataclass(frozen=True, slots=True)
class ItemChange:
    """An item as it became with an edition."""

    id: str
    item: Item | None
    """Nothing where it was withdrawn or taken out."""
    moved_to: str = ""
    """For an article whose address changed: `articles/<slug>`."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition with what it changed."""

    name: str
    """`2026-02-03-0123abcd`: its file and its page."""
    number: int
    """1 for the first."""
    date: str
    """ISO day."""
    digest: str
    """Of the whole archive as it became: 12 hexadecimal digits."""
    note: str
    """What the curators say of it; may be empty."""
    changes: tuple[ItemChange, ...]
    """By id."""

    @property
    def address(self) -> str:
        return f"/changes/{self.name}/"


State = dict[str, Item]
"""The archive at one time: items by id."""


def applied(state: State, changes: Iterable[ItemChange]) -> State:
    """The state after changes."""
    out = dict(state)
    for change in changes:
        if change.item is None:
            out.pop(change.id, None)
        else:
            out[change.id] = change.item
    return out


def state_digest(state: State) -> str:
    """Digest of a state: 12 hexadecimal digits."""
    return lasting_digest(tuple((id, state[id].version) for id in sorted(state)))[:12]


def edition_name(date: str, digest: str) -> str:
    """The name of an edition of this day and content."""
    return f"{date}-{digest[:8]}"


def final_state(editions: Iterable[Edition]) -> State:
    """What the editions, in their order, come to."""
    state: State = {}
    for edition in editions:
        state = applied(state, edition.changes)
    return state
