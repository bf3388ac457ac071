"""What a source's articles are about and made of: whom they name, of what kinds, languages and authors they are."""

from __future__ import annotations

from collections import Counter

from sitegen.model.article import Card
from sitegen.model.network_views import Coverage, CoverageRow, ShareRow
from sitegen.model.views import Link
from sitegen.plan.entries import is_probable
from sitegen.plan.library import Library

_NAMED = 12
_AUTHORS = 12


def coverage(library: Library, cards: list[Card]) -> Coverage | None:
    """The coverage of one source; nothing where it has no article."""
    if not cards:
        return None
    whole = len(cards)
    named = Counter(id for card in cards for id in dict.fromkeys(card.record.actors) if id in library.actors)
    ranked = sorted(named, key=lambda id: (-named[id], library.actors[id].name, id))
    rows = []
    for id in ranked[:_NAMED]:
        actor = library.actors[id]
        rows.append(CoverageRow(Link(actor.name, actor.address), named[id], per_cent(named[id], whole)))
    authors = Counter(author for card in cards for author in dict.fromkeys(card.record.authors))
    return Coverage(
        articles=whole,
        probable=sum(1 for card in cards if is_probable(card, "source")),
        named=tuple(rows),
        names=len(ranked),
        kinds=_shares(Counter(card.face.kind for card in cards), whole),
        languages=_shares(Counter(card.face.language for card in cards), whole),
        authors=_shares(authors, whole)[:_AUTHORS],
        author_count=len(authors),
        unsigned=sum(1 for card in cards if not card.record.authors),
    )


def _shares(counts: Counter[str], whole: int) -> tuple[ShareRow, ...]:
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(ShareRow(text, count, per_cent(count, whole)) for text, count in ordered)


def per_cent(count: int, whole: int) -> int:
    """Rounded half up, so that the same numbers give the same share everywhere; 1 for a little, 99 for nearly all."""
    share = (200 * count + whole) // (2 * whole) if whole else 0
    if 0 < count < whole:
        return min(99, max(1, share))
    return share
