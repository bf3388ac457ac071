"""What a person has refused of what the program proposed; it is not proposed again."""

from __future__ import annotations

from dataclasses import dataclass

Lists = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Refusals:
    """Refused proposals, by their kind."""

    names: tuple[str, ...] = ()
    """Of nobody who should have a record."""
    actors: Lists = ()
    """By an article's slug: ids."""
    places: Lists = ()
    variants: Lists = ()
    """By a record's id, with or without its folder: forms of its name."""

    def for_article(self, kind: str, slug: str) -> frozenset[str]:
        """Ids of actors or places that an article shall not list."""
        lists = self.actors if kind == "actors" else self.places
        return frozenset(id for name, ids in lists if name == slug for id in ids)

    def for_record(self, id: str) -> frozenset[str]:
        """Forms that a record (`actors/<id>`) shall not have."""
        return frozenset(text for name, texts in self.variants if name in (id, id.partition("/")[2]) for text in texts)


NO_REFUSALS = Refusals()
