"""What citations and pages say of a field that is only probable."""

from __future__ import annotations

from sitegen.model.article import Card
from sitegen.model.draft import Basis
from sitegen.plan.library import Library


def basis_of(card: Card, field: str) -> Basis | None:
    return dict(card.record.provenance).get(field)


def is_probable(card: Card, field: str) -> bool:
    """Whether a field is only probable."""
    basis = basis_of(card, field)
    return bool(basis and basis.certainty)


def cited_source(library: Library, card: Card, *, or_agency: bool = False) -> str:
    """The source's name for citations, else the agencies'; what is only probable stands in brackets, with a `?`."""
    given = [("source", (card.record.source,))] + ([("agency", card.record.agency)] if or_agency else [])
    for field, ids in given:
        names = ", ".join(library.sources[id].name for id in ids if id in library.sources)
        if names:
            return f"[{names}?]" if is_probable(card, field) else names
    return ""
