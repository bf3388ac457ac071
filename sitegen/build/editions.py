"""What of the kept editions may be shown today: what rights or protection hold back now, no earlier edition says."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass

from sitegen.build.protected import ProtectedNames
from sitegen.build.scan import Scan
from sitegen.model.article import Card
from sitegen.model.editions import Edition, Item, ItemChange, Value

_HELD_BACK = "held back"


def shown_editions(found: Scan, cards: tuple[Card, ...], *, drafts: bool) -> tuple[Edition, ...]:
    """The editions of the archive without what must not be said today.

    Args:
        drafts: whether articles with `status: draft` are shown.
    """
    if not found.editions:
        return ()
    today = _Today(cards, ProtectedNames(found.protected), drafts)
    return tuple(
        dataclasses.replace(edition, note=today.text(edition.note), changes=tuple(today.changes(edition)))
        for edition in found.editions
    )


@dataclass(slots=True)
class _Today:
    """What may be said, by today's rights."""

    cards: tuple[Card, ...]
    names: ProtectedNames
    drafts: bool
    _hidden: frozenset[str] = frozenset()
    _nameless: frozenset[str] = frozenset()
    _noteless: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        statuses = {"published", "draft"} if self.drafts else {"published"}
        hidden, nameless, noteless = set(), set(), set()
        for card in self.cards:
            is_shown = card.record.status in statuses and card.publish != "none"
            if not is_shown and card.record.status != "withdrawn":
                hidden.add(card.face.slug)
            elif card.record.status == "withdrawn" and card.publish == "none":
                nameless.add(card.face.slug)
            if not is_shown or card.publish != "full":
                noteless.add(card.face.slug)
        self._hidden, self._nameless, self._noteless = frozenset(hidden), frozenset(nameless), frozenset(noteless)

    def changes(self, edition: Edition) -> Iterator[ItemChange]:
        for change in edition.changes:
            kind, _, name = change.id.partition("/")
            if kind in ("articles", "notes") and name in self._hidden:
                continue
            if kind == "notes" and name in self._noteless:
                continue
            if self._is_protected(name) or self._is_protected(change.moved_to.partition("/")[2]):
                continue
            if change.item and kind == "articles" and name in self._nameless:
                yield dataclasses.replace(change, item=Item(change.id, ()))
                continue
            yield dataclasses.replace(change, item=self._item(change.item)) if change.item else change

    def _is_protected(self, text: str) -> bool:
        return text in self.names.ids or bool(self.names.first_in(text))

    def text(self, text: str) -> str:
        """A text, or nothing where it names somebody whose names are protected."""
        return "" if self._is_protected(text) else text

    def _item(self, item: Item) -> Item:
        return Item(item.id, tuple(self._value(value) for value in item.values if not self._is_protected(value.field)))

    def _value(self, value: Value) -> Value:
        kept = tuple(text for text in value.texts if not self._is_protected(text))
        if kept == value.texts:
            return value
        return Value(value.field, kept) if kept else Value(value.field, (), _HELD_BACK)
