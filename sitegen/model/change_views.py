"""Views of what became different from edition to edition."""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.model.small_views import Link


@dataclass(frozen=True, slots=True)
class PassageChange:
    """Paragraphs of a text that became different."""

    kind: str
    """`changed`, `added` or `removed`."""
    count: int
    place: str
    """Id of the first of them (`p7`), or of the one before which they were removed; empty at the end."""
    address: str
    """Of that place, where the text still is this version; else empty."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that became different."""

    field: str
    """`date`; for a note its kind and passage."""
    label: str
    before: str
    """Empty where it was not known; also where it is a list, or too long to be kept."""
    after: str
    added: tuple[str, ...] = ()
    """Entries of a list."""
    removed: tuple[str, ...] = ()
    passages: tuple[PassageChange, ...] = ()
    how: str = "value"
    """`value`, `list`, `text` (with `passages`), or for what is too long to be kept `added`, `changed`, `removed`."""


@dataclass(frozen=True, slots=True)
class ChangedItem:
    """An item with what became different of it."""

    what: str
    """`added`, `corrected`, `moved` or `withdrawn`."""
    kind: str
    """`articles`, `notes`, `events`, `actors`, `places`, `sources`."""
    link: Link
    """Without an address where it has no page any more."""
    id: str
    version: str
    """12 hexadecimal digits; empty for what was withdrawn."""
    fields: tuple[FieldChange, ...]
    moved_to: Link | None
    history: str
    """Address of its history; empty where it has none."""


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """Items to which the same happened."""

    what: str
    count: int
    items: tuple[ChangedItem, ...]
    more: int
    """Further ones, in the data only."""


@dataclass(frozen=True, slots=True)
class EditionHead:
    """An edition in a list. What is no edition yet has no name, number and address."""

    name: str
    number: int
    date: str
    """ISO day."""
    day: str
    """In words."""
    note: str
    digest: str
    address: str
    data: str
    """Address of its JSON file."""
    counts: tuple[tuple[str, int], ...]
    """Pairs of `corrected`, `withdrawn` … and number of items; nothing of which there is none."""


@dataclass(frozen=True, slots=True)
class ChangesView:
    """`/changes/`: the editions, the newest first, and what became different since the last."""

    title: str
    since: EditionHead | None
    """What is no edition yet; nothing where the archive is its last edition, or has none."""
    groups: tuple[ChangeGroup, ...]
    """Of what is no edition yet."""
    editions: tuple[EditionHead, ...]


@dataclass(frozen=True, slots=True)
class EditionView:
    """One edition: what it changed."""

    title: str
    head: EditionHead
    groups: tuple[ChangeGroup, ...]
    earlier: Link | None
    later: Link | None


@dataclass(frozen=True, slots=True)
class VersionStep:
    """What became of an item with one edition."""

    edition: EditionHead
    items: tuple[ChangedItem, ...]
    """The item, and for an article its notes."""


@dataclass(frozen=True, slots=True)
class ItemHistoryView:
    """The versions of an article or a record, the newest first."""

    title: str
    item: Link
    steps: tuple[VersionStep, ...]
