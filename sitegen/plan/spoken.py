"""Quotations of the whole archive, each as one value: its pieces joined, its speaker looked up.

Nothing is left out here and nothing added: rights were applied where the findings were made. A speaker whose record
may not be shown has none.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass

from sitegen.base.text import fold
from sitegen.model.annotations import OPEN_PRONOUN, Quotation
from sitegen.model.article import Card
from sitegen.plan.library import Library

_WORD = re.compile(r"\w+(?:'\w+)*")


@dataclass(frozen=True, slots=True)
class Spoken:
    """One quotation in one article."""

    order: int
    """Its place among all, by day of publication, article and place in the text."""
    card: Card
    pieces: tuple[Quotation, ...]
    actor: str
    """Id of the speaker's record, where there is one that may be shown."""
    printed: str
    """Who speaks, as printed, where no record is known; empty where nobody is named."""
    words: tuple[str, ...]
    """Folded."""

    @property
    def first(self) -> Quotation:
        return self.pieces[0]

    @property
    def slug(self) -> str:
        return self.card.face.slug

    @property
    def address(self) -> str:
        """Of its paragraph."""
        return f"{self.card.face.address}#{self.first.passage}"

    @property
    def named(self) -> str:
        """Who speaks, as the article prints it; empty where that is a pronoun that is left open."""
        if self.first.rule == OPEN_PRONOUN:
            # It names nobody: the "she" of one article is not that of another.
            return ""
        return next((piece.speaker_text for piece in self.pieces if piece.speaker_text), "")


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, folded."""
    return tuple(_WORD.findall(fold(text)))


def all_spoken(library: Library) -> list[Spoken]:
    """Every quotation of the articles that may be shown."""
    out: list[Spoken] = []
    for card in library.articles:
        for pieces in _joined(card.findings.quotations):
            first = pieces[0]
            actor = first.speaker.removeprefix("actors/")
            actor = actor if first.speaker.startswith("actors/") and actor in library.actors else ""
            printed = "" if actor or first.rule == OPEN_PRONOUN else first.speaker_text.strip()
            words = _words(tuple(piece.text for piece in pieces))
            if words:
                out.append(Spoken(len(out), card, pieces, actor, printed, words))
    return out


@functools.lru_cache(maxsize=65536)
def _words(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for text in texts for word in words_of(text))


def _joined(found: Iterable[Quotation]) -> list[tuple[Quotation, ...]]:
    """Quotations with what goes on them; a piece that names another speaker begins anew."""
    out: list[list[Quotation]] = []
    outer: list[Quotation] = []
    for quotation in found:
        before = outer[0] if outer else None
        same = before is not None and (not quotation.speaker or quotation.speaker == before.speaker)
        if quotation.continues and same:
            outer.append(quotation)
            continue
        pieces = [quotation]
        out.append(pieces)
        if not (outer and quotation.passage == outer[-1].passage and quotation.end <= outer[-1].end):
            # Not one inside the last: that may still go on.
            outer = pieces
    return [tuple(pieces) for pieces in out]
