"""Every statement of the archive that counts something: those that rules found, and those that curators read.

A curator's note of type `claim` is a statement of its own, grouped with what it is written at. Notes of the types
`claim`, `correction` and `disputed` stand at every found statement whose sentence they touch. No figure is changed by
another, and none is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sitegen.base.text import fold, squeeze
from sitegen.model.annotations import CountedClaim
from sitegen.model.article import CLAIM_TYPES, Card, Note
from sitegen.plan.library import Library
from sitegen.plan.spoken import words_of
from sitegen.plan.subjects import CURRENCIES, PEOPLE

CURATOR = "curator"
OTHER = "other"
"""The key of what a curator read of neither people nor money."""
_MONEY = re.compile(r"[A-Z]{3}\b")
_LEAST_OVERLAP = 8
_LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Statement:
    """Something counted in an article."""

    card: Card
    claim: CountedClaim
    """Also of a curator's: what it says in the form of what is found."""
    subject: str
    """Key of the ledger; of money its currency."""
    is_money: bool
    speaker: str
    """Id of the record of who says so, where there is one that may be shown."""
    said_by: str
    """Who says so, as printed."""
    notes: tuple[Note, ...]
    """Curators' notes on it."""
    note: Note | None = None
    """The note that it is read in, for a curator's."""

    @property
    def id(self) -> str:
        """Of its row."""
        place = self.note.id if self.note else f"{self.claim.passage}-{self.claim.start}"
        return f"f-{self.card.face.slug}-{place}"

    @property
    def address(self) -> str:
        """Of the paragraph, or of the curator's note."""
        return f"{self.card.face.address}#{self.note.id if self.note else self.claim.passage}"

    @property
    def ends(self) -> tuple[float, ...]:
        """The quantities it names."""
        return tuple(end for end in (self.claim.low, self.claim.high) if end is not None)


def statements(library: Library) -> list[Statement]:
    """All statements, by day of publication, article and place in the text; a curator's behind the one it is about."""
    if "statements" not in library.made:
        library.made["statements"] = [one for card in library.articles for one in _of(library, card)]
    made: list[Statement] = library.made["statements"]
    return made


def _of(library: Library, card: Card) -> list[Statement]:
    # Of a text that is not shown whole, its notes are not shown either: they cite it.
    notes = [note for note in card.notes if note.type in CLAIM_TYPES] if card.publish == "full" else []
    found = [_found(library, card, claim, notes) for claim in card.findings.claims]
    read = [_read(library, card, note, found) for note in notes if note.claim]
    out: list[Statement] = []
    left = list(read)
    for statement in found:
        out.append(statement)
        here = [one for one in left if one.note in statement.notes]
        out += here
        left = [one for one in left if one not in here]
    return out + left


def _found(library: Library, card: Card, claim: CountedClaim, notes: Iterable[Note]) -> Statement:
    is_money = claim.unit not in ("", "people")
    speaker = _record(library, claim.said_by)
    return Statement(
        card,
        claim,
        claim.unit if is_money else claim.subject,
        is_money,
        speaker,
        squeeze(claim.said_by_text),
        tuple(note for note in notes if touches(note, claim)),
    )


def _record(library: Library, said_by: str) -> str:
    id = said_by.removeprefix("actors/")
    return id if id in library.actors else ""


def touches(note: Note, claim: CountedClaim) -> bool:
    """Whether a note's passage and a statement's sentence have words in common that stand at the same place."""
    exact, sentence = squeeze(note.exact), squeeze(claim.sentence or claim.text)
    if not exact or not sentence:
        return False
    if sentence in exact:
        return True
    if note.paragraph != claim.passage:
        return False
    return exact in sentence or _overlap(exact, sentence) or _overlap(sentence, exact)


def _overlap(first: str, second: str) -> bool:
    """Whether the end of the first is the beginning of the second."""
    longest = min(len(first), len(second), _LONGEST)
    return any(first.endswith(second[:size]) for size in range(_LEAST_OVERLAP, longest))


def _read(library: Library, card: Card, note: Note, found: Iterable[Statement]) -> Statement:
    claim = note.claim
    assert claim is not None
    beside = [one for one in found if note in one.notes]
    nearest = next((one for one in beside if squeeze(one.claim.text) in squeeze(note.exact)), None)
    nearest = nearest or (beside[0] if beside else None)
    subject, is_money = _subject(claim.subject, claim.unit, nearest)
    speaker = _record(library, claim.said_by)
    # What looks like an id and has no record that may be shown is not shown.
    looks_like_id = claim.said_by == fold(claim.said_by) and " " not in claim.said_by
    return Statement(
        card,
        CountedClaim(
            passage=note.paragraph,
            start=0,
            end=0,
            text=squeeze(note.exact),
            low=claim.low,
            high=claim.high,
            unit=claim.unit,
            subject=subject,
            printed=claim.unit,
            sentence="",
            rule=CURATOR,
        ),
        subject,
        is_money,
        speaker,
        "" if speaker or looks_like_id else claim.said_by,
        (note,),
        note,
    )


def _subject(given: str, unit: str, nearest: Statement | None) -> tuple[str, bool]:
    """The key that a curator's claim stands under: as given, by its unit, as what it is written at."""
    currency = _MONEY.match(unit)
    if currency and currency.group() in CURRENCIES:
        return currency.group(), True
    if given:
        return given, False
    words = set(words_of(unit))
    keys = [key for key in PEOPLE if key and key in words]
    if len(keys) == 1:
        return keys[0], False
    if nearest:
        return nearest.subject, nearest.is_money
    return ("" if "people" in words else OTHER), False
