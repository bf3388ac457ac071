"""Findings in cards, for pages that are made of them: what the finders would give, by hand."""

from __future__ import annotations

import dataclasses
from typing import Any

from plan.archive import Archive, Files, archive

from sitegen.model.annotations import CountedClaim, Findings, Quotation, TimeExpression


def said(text: str, speaker: str = "", passage: str = "p1", start: int = 0, **more: Any) -> Quotation:
    """A quotation; `speaker` is an actor's id, or words as printed."""
    actor = f"actors/{speaker}" if speaker and " " not in speaker and speaker.islower() else ""
    values: dict[str, Any] = {
        "verb": "said",
        "rule": "trailing" if speaker else "",
        "sentence": f"“{text}”, they said.",
    }
    values |= {"speaker": actor, "speaker_text": "" if actor else speaker} | more
    return Quotation(passage, start, start + len(text), text, **values)


def counted(
    text: str, low: float | None, high: float | None, subject: str = "detained", passage: str = "p1", **more: Any
) -> CountedClaim:
    values: dict[str, Any] = {"unit": "people", "printed": subject, "rule": "noun", "sentence": f"There were {text}."}
    # No two of a passage begin at the same place.
    start = sum(map(ord, text))
    return CountedClaim(passage, start, start + len(text), text, low, high, subject=subject, **(values | more))


def when(text: str, edtf: str, rule: str, **more: Any) -> TimeExpression:
    return TimeExpression("p1", 0, len(text), text, edtf, rule, **more)


def with_findings(files: Files | str, found: dict[str, Findings]) -> Archive:
    """The archive with these findings, by slug."""
    read = archive(files)
    cards = tuple(
        dataclasses.replace(card, findings=found[card.face.slug]) if card.face.slug in found else card
        for card in read.cards
    )
    return dataclasses.replace(read, cards=cards)


def quoted(*quotations: Quotation) -> Findings:
    return Findings(quotations=quotations)


def claims(*found: CountedClaim) -> Findings:
    return Findings(claims=found)
