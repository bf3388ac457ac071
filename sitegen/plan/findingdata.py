"""Quotations and counted claims as rows for programs: one row for each place in a text, as found.

`same_as` ties together what is the same words. Sentences are not repeated here: the address leads to them.
"""

from __future__ import annotations

from typing import Any

from sitegen.plan.ledger import Statement, statements
from sitegen.plan.library import Library
from sitegen.plan.sayings import Saying, sayings
from sitegen.plan.spoken import Spoken

Row = tuple[tuple[str, Any], ...]


def quotation_rows(library: Library) -> tuple[Row, ...]:
    """Every quotation, in the order of publication."""
    rows = [(one, saying) for saying in sayings(library) for one in saying.members]
    rows.sort(key=lambda pair: pair[0].order)
    return tuple(_quotation(one, saying) for one, saying in rows)


def _id(one: Spoken) -> str:
    return f"{one.slug}-{one.first.passage}-{one.first.start}"


def _quotation(one: Spoken, saying: Saying) -> Row:
    return (
        ("id", _id(one)),
        ("article", one.slug),
        ("address", one.address),
        ("date", one.card.face.date),
        ("source", one.card.face.source),
        ("language", one.card.face.language),
        ("words", tuple(piece.text for piece in one.pieces)),
        ("speaker", one.actor),
        ("speaker_as_printed", one.named),
        ("verb", next((piece.verb for piece in one.pieces if piece.verb), "")),
        ("rule", one.first.rule),
        ("certainty", one.first.certainty),
        ("same_as", _id(saying.first) if one is not saying.first else ""),
    )


def claim_rows(library: Library) -> tuple[Row, ...]:
    """Every statement that counts something, those of curators included (`rule: curator`)."""
    return tuple(_claim(library, one) for one in statements(library))


def _claim(library: Library, one: Statement) -> Row:
    claim, face = one.claim, one.card.face
    event = one.note.claim.event if one.note and one.note.claim else ""
    return (
        ("id", one.id.removeprefix("f-")),
        ("article", face.slug),
        ("address", one.address),
        ("date", face.date),
        ("source", face.source),
        ("language", face.language),
        ("text", claim.text),
        ("low", claim.low),
        ("high", claim.high),
        ("hedge", claim.hedge),
        ("unit", claim.unit),
        ("subject", claim.subject),
        ("subject_as_printed", "" if one.note else claim.printed),
        ("said_by", one.speaker),
        ("said_by_as_printed", one.said_by),
        ("about", claim.edtf),
        ("event", event if event in library.event_by_id else ""),
        ("rule", claim.rule),
        ("certainty", claim.certainty),
        ("notes", tuple(f"{face.address}#{note.id}" for note in one.notes)),
    )
