"""A quotation as an entry of a list: its words, how its speaker is known, and how other articles word it."""

from __future__ import annotations

from sitegen.base.text import squeeze
from sitegen.model.messages import tr
from sitegen.model.rules import QUOTATIONS, in_words
from sitegen.model.views import Link, QuotationEntry, Wording
from sitegen.plan.entries import actor_link, card_date, card_source
from sitegen.plan.library import Library
from sitegen.plan.samewords import differences, relation
from sitegen.plan.sayings import UNATTRIBUTED, Saying
from sitegen.plan.spoken import Spoken, words_of

_ALSO_LISTED = 12


def entry_of(library: Library, saying: Saying) -> QuotationEntry:
    """A quotation in a list."""
    first = saying.first
    also = _also(saying)
    naming = saying.naming
    how = in_words(QUOTATIONS, naming.first.rule)
    if naming is not first and how:
        how = tr("not named in the article first listed; in another that prints the same words: {how}", how=how)
    named = bool(saying.actor or naming.named)
    return QuotationEntry(
        id=f"q-{first.slug}-{first.first.passage}-{first.first.start}",
        words=_paragraphs(first),
        language=language_of(library, first),
        speaker=actor_link(library, saying.actor),
        speaker_text=naming.named,
        verb=next((piece.verb for piece in first.pieces if piece.verb), ""),
        date=card_date(first.card),
        article=article_of(first),
        source=card_source(library, first.card),
        how=how if named else "",
        probable=named and (naming is not first or any(piece.certainty for piece in naming.pieces)),
        sentences=tuple(dict.fromkeys(piece.sentence for piece in first.pieces if piece.sentence)),
        also=tuple(_wording(library, saying, one) for one in also[:_ALSO_LISTED]),
        more=max(0, len(also) - _ALSO_LISTED),
    )


def _also(saying: Saying) -> list[Spoken]:
    """The other articles, each once."""
    out: dict[str, Spoken] = {}
    for one in saying.members:
        if one.slug != saying.first.slug:
            out.setdefault(one.slug, one)
    return list(out.values())


def _paragraphs(one: Spoken) -> tuple[tuple[str, ...], ...]:
    out: dict[str, list[str]] = {}
    for piece in one.pieces:
        out.setdefault(piece.passage, []).append(squeeze(piece.text))
    return tuple(tuple(pieces) for pieces in out.values())


def text_of(one: Spoken) -> str:
    """All its words."""
    return " ".join(squeeze(piece.text) for piece in one.pieces)


def language_of(library: Library, one: Spoken) -> str:
    """Of the article that has it."""
    return one.card.face.language or library.config.language


def article_of(one: Spoken) -> Link:
    """The article's title, leading to the paragraph."""
    return Link(one.card.face.title, one.address, one.card.face.language)


def _wording(library: Library, saying: Saying, one: Spoken) -> Wording:
    first = saying.first
    # Of a chain of alike wordings the last need not be alike to the first: what differs is shown all the same.
    kind = relation(first.words, one.words) or "other"
    return Wording(
        article=article_of(one),
        date=card_date(one.card),
        source=card_source(library, one.card),
        kind=kind,
        words=text_of(one) if kind == "part" else "",
        runs=differences(text_of(first), text_of(one)) if kind in ("more", "other") else (),
        said_by=_said_by(saying, one),
        language=language_of(library, one),
    )


def _said_by(saying: Saying, one: Spoken) -> str:
    """Whom an article names, where it names another than the page does."""
    if one.actor or saying.speaker == UNATTRIBUTED:
        return ""
    if not saying.actor and words_of(one.named) == words_of(saying.naming.named):
        return ""
    return one.named or "nobody"
