"""Findings fed into an archive by hand: what the finders would give, so that pages can be planned from it.

In a body, ``[Sunday|2020-08-16|weekday-before]`` stands for the words with what they resolve to; a ``?`` behind the
rule makes it probable. The sentence around it is the sentence of the finding.
"""

from __future__ import annotations

import dataclasses
import re

from plan.archive import Archive, Files, archive, files_of

from sitegen.model.annotations import Findings, Naming, Quotation, TimeExpression
from sitegen.model.article import Card

_MARK = re.compile(r"\[([^\]|]+)\|([^|\]]*)\|([a-z-]+)(\??)\]")


def told_archive(document: Files | str) -> Archive:
    """The archive of these files with the marked times as findings of its cards."""
    files = files_of(document) if isinstance(document, str) else document
    plain = {path: _MARK.sub(r"\1", text) for path, text in files.items()}
    found = archive(plain)
    bodies = {card.face.slug: files[card.path].split("---\n", 2)[2] for card in found.cards}
    return dataclasses.replace(found, cards=tuple(_with_times(card, bodies[card.face.slug]) for card in found.cards))


def with_findings(found: Archive, slug: str, **kinds: tuple[Naming, ...] | tuple[Quotation, ...]) -> Archive:
    """The archive with further findings in one card."""
    cards = tuple(
        dataclasses.replace(card, findings=dataclasses.replace(card.findings, **kinds))
        if card.face.slug == slug
        else card
        for card in found.cards
    )
    return dataclasses.replace(found, cards=cards)


def _with_times(card: Card, body: str) -> Card:
    times: list[TimeExpression] = []
    for number, paragraph in enumerate((part for part in body.strip().split("\n\n") if part), 1):
        for sentence in re.split(r"(?<=[.!?])\s+", paragraph):
            words = _MARK.sub(r"\1", sentence)
            start = _MARK.sub(r"\1", paragraph).find(words)
            for match in _MARK.finditer(sentence):
                at = start + len(_MARK.sub(r"\1", sentence[: match.start()]))
                text, edtf, rule, doubt = match.groups()
                times.append(
                    TimeExpression(
                        f"p{number}", at, at + len(text), text, edtf, rule, "probable" if doubt else "", words
                    )
                )
    return dataclasses.replace(card, findings=Findings(times=tuple(times)))
