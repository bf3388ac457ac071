"""Articles that carry one text: pairs that share half of the shorter text, joined to families; among them copies.

A family may hold a long report and the brief that quotes it; copies are so much alike that one stands for the other.
"""

from __future__ import annotations

import dataclasses

from sitegen.model.article import Card
from sitegen.model.lineage import ADD, COPY_SHARE, FAMILY_SHARE, KEEP, LEAST_WORDS, REMOVE, Change, Passage, SharedText

_TURNED = {KEEP: KEEP, ADD: REMOVE, REMOVE: ADD}


def usable(shared: tuple[SharedText, ...], cards: list[Card]) -> list[SharedText]:
    """Pairs of articles that are shown whole, each once, the earlier article first, in the order of the archive.

    Args:
        cards: those that lists may show, in the archive's order of publication.
    """
    place = {card.face.slug: index for index, card in enumerate(cards) if card.publish == "full"}
    found: dict[tuple[int, int], SharedText] = {}
    for one in shared:
        if one.slug_a == one.slug_b or one.slug_a not in place or one.slug_b not in place:
            continue
        if one.words < LEAST_WORDS:
            continue
        first, second = place[one.slug_a], place[one.slug_b]
        found.setdefault((min(first, second), max(first, second)), one if first < second else turned(one))
    return [found[key] for key in sorted(found)]


def turned(one: SharedText) -> SharedText:
    """The same from the other side: what one added, the other left out."""
    return dataclasses.replace(
        one,
        slug_a=one.slug_b,
        slug_b=one.slug_a,
        passages=tuple(Passage(p.text, p.paragraph_b, p.paragraph_a, p.words) for p in one.passages),
        changes=tuple(Change(_TURNED[change.op], change.text_b, change.text_a) for change in one.changes),
    )


def families(shared: list[SharedText], cards: list[Card]) -> dict[str, list[Card]]:
    """Families of articles by the slug of their first member, in the order of the archive (union-find)."""
    parent: dict[str, str] = {}

    def root(slug: str) -> str:
        while parent.setdefault(slug, slug) != slug:
            parent[slug] = parent[parent[slug]]
            slug = parent[slug]
        return slug

    for one in shared:
        if one.share >= FAMILY_SHARE:
            parent[root(one.slug_b)] = root(one.slug_a)
    members: dict[str, list[Card]] = {}
    for card in cards:
        if card.face.slug in parent:
            members.setdefault(root(card.face.slug), []).append(card)
    return {group[0].face.slug: group for group in members.values()}


def copies(shared: list[SharedText], cards: list[Card]) -> dict[str, str]:
    """Articles that are copies of one text, each with the slug of the first of them; the first with its own.

    Every one is a copy of the first, not only of another copy: where each is a little changed from the one before, the
    last may be a text of its own.

    Args:
        shared: as `usable` gives it: in the order of the earlier article.
    """
    words = {card.face.slug: card.words for card in cards}
    out: dict[str, str] = {}
    for one in shared:
        first, second = one.slug_a, one.slug_b
        longer = max(words[first], words[second])
        if one.words >= COPY_SHARE * longer and out.get(first, first) == first and second not in out:
            out[first] = out[second] = first
    return out
