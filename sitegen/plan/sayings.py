"""Quoted words with every article that carries them, by day of first publication, and under whom they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sitegen.model.dates import Edtf
from sitegen.plan.entries import cards_span
from sitegen.plan.library import Library
from sitegen.plan.periods import Period, periods
from sitegen.plan.samewords import joined
from sitegen.plan.spoken import Spoken, all_spoken

OTHERS, UNATTRIBUTED = "others", "unattributed"
"""Under whom words stand whose speaker has no record, and words of nobody named."""


@dataclass(frozen=True, slots=True)
class Saying:
    """Quoted words with every article that carries them."""

    members: tuple[Spoken, ...]
    """In the order of publication."""
    actor: str
    """Id of the speaker's record, or empty."""
    naming: Spoken
    """The first that tells who speaks; the first of all where none does."""

    @property
    def first(self) -> Spoken:
        return self.members[0]

    @property
    def speaker(self) -> str:
        """Under whom it stands: an actor's id, or one of the two other kinds."""
        return self.actor or (OTHERS if self.naming.named else UNATTRIBUTED)


def sayings(library: Library) -> list[Saying]:
    """All quotations of the archive, the same words once, by day of first publication."""
    if "sayings" not in library.made:
        library.made["sayings"] = [_saying(group) for group in joined(all_spoken(library))]
    made: list[Saying] = library.made["sayings"]
    return made


def _saying(members: Sequence[Spoken]) -> Saying:
    naming = next((one for one in members if one.actor), None) or next((one for one in members if one.named), None)
    naming = naming or members[0]
    return Saying(tuple(members), naming.actor, naming)


def by_speaker(library: Library) -> dict[str, list[Saying]]:
    """Sayings under whom they stand."""
    if "by_speaker" not in library.made:
        out: dict[str, list[Saying]] = {}
        for saying in sayings(library):
            key = f"actors/{saying.actor}" if saying.actor else saying.speaker
            out.setdefault(key, []).append(saying)
        library.made["by_speaker"] = out
    made: dict[str, list[Saying]] = library.made["by_speaker"]
    return made


def speaker_address(id: str) -> str:
    """Page of an actor's quotations. No id ends with a hyphen, so that none can take an address of the two others."""
    return f"/quotes/{id}-/" if id in (OTHERS, UNATTRIBUTED) else f"/quotes/{id}/"


def articles_of(found: Sequence[Saying]) -> int:
    """In how many articles they stand."""
    return len({one.slug for saying in found for one in saying.members})


def span_of(library: Library, found: Sequence[Saying]) -> str:
    """From when to when these articles were published."""
    return cards_span(library, [one.card for saying in found for one in saying.members])


def months_of(library: Library, found: Sequence[Saying], address: str) -> list[Period[Saying]]:
    """By month of first publication."""

    def date(saying: Saying) -> Edtf | None:
        return library.date(saying.first.card)

    return periods([(date(saying), saying) for saying in found], address)
