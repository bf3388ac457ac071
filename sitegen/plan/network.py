"""Who is named together with whom: the companions of an actor, and the nearest of them as an arc diagram.

An arc diagram and not a circle: rows of names are text of the page, which stays readable on a phone, wraps, and can be
followed by keyboard; only dots and curves are drawn. Nothing here is random and nothing iterates until it is good
enough: the same archive gives the same drawing.
"""

from __future__ import annotations

import math
from collections import Counter
from itertools import combinations

from sitegen.model.article import Card
from sitegen.model.authority import Actor
from sitegen.model.messages import tr
from sitegen.model.network_views import Companion, Network, NetworkArc, NetworkNode
from sitegen.model.views import Link
from sitegen.plan.entries import actor_link, card_date
from sitegen.plan.library import Library

COMPANIONS = NODES = 12
ARCS = 24
_ROW = 44.0
_WIDTH = 120.0
_SPINE = 106.0
_LEAST_RADIUS, _MOST_RADIUS = 3.5, 11.0
_LEAST_WEIGHT, _MOST_WEIGHT = 1.0, 6.0


def companions(library: Library, actor: Actor, cards: list[Card]) -> tuple[tuple[Companion, ...], int]:
    """Those who are named in the same articles, the most often first, and how many there are in all."""
    shared: dict[str, list[Card]] = {}
    for card in cards:
        for id in dict.fromkeys(card.record.actors):
            if id != actor.id and id in library.actors:
                shared.setdefault(id, []).append(card)
    ranked = sorted(shared, key=lambda id: (-len(shared[id]), library.actors[id].name, id))
    out = []
    for id in ranked[:COMPANIONS]:
        record = library.actors[id]
        first, last = _ends(shared[id])
        link = Link(record.name, record.address)
        out.append(Companion(link, record.type, len(shared[id]), first, last))
    return tuple(out), len(ranked)


def _ends(cards: list[Card]) -> tuple[Link, Link]:
    """The first and the last of articles (they come in their order) that have a date."""
    dated = [card for card in cards if card.face.date]
    if not dated:
        return Link(tr("undated"), ""), Link(tr("undated"), "")
    first, last = dated[0], dated[-1]
    return Link(card_date(first).label, first.face.address), Link(card_date(last).label, last.face.address)


def network(library: Library, actor: Actor, cards: list[Card]) -> Network | None:
    """The nearest companions, and which of the actor's articles they share among themselves.

    Nothing where they are fewer than three, or none is named with the actor twice. Articles that do not name the actor
    do not count: a page must not change with what it does not show.
    """
    named = [
        [id for id in dict.fromkeys(card.record.actors) if id != actor.id and id in library.actors] for card in cards
    ]
    counts = Counter(id for ids in named for id in ids)
    nearest = sorted(counts, key=lambda id: (-counts[id], library.actors[id].name, id))[:NODES]
    if len(nearest) < 3 or counts[nearest[0]] < 2:
        return None
    wanted = set(nearest)
    pairs = Counter(pair for ids in named for pair in combinations(sorted(wanted.intersection(ids)), 2))
    order = _ordered(nearest, counts, pairs)
    place = {id: index for index, id in enumerate(order)}
    most = max(counts[id] for id in order)
    nodes = tuple(
        NetworkNode(link, counts[id], _middle(place[id]), _round(_radius(counts[id], most)))
        for id in order
        if (link := actor_link(library, id))
    )
    # A pair far down the list of pairs is one article among many: what is drawn must be told apart.
    ranked = sorted(pairs, key=lambda pair: (-pairs[pair], place[pair[0]] + place[pair[1]], pair))
    # Nobody who is bound to another stands there without a curve.
    own = [next((pair for pair in ranked if id in pair), None) for id in order]
    strongest = list(dict.fromkeys([pair for pair in own if pair] + ranked))[:ARCS]
    heaviest = max((pairs[pair] for pair in strongest), default=1)
    arcs = [
        _arc(library, pair, pairs[pair], heaviest, place)
        for pair in sorted(strongest, key=lambda pair: (pairs[pair], pair))
    ]
    return Network(_WIDTH, _ROW * len(order), _ROW, _SPINE, nodes, tuple(arcs), len(pairs))


def _ordered(ids: list[str], counts: Counter[str], pairs: Counter[tuple[str, str]]) -> list[str]:
    """Beginning with the nearest, each followed by the one it is most closely bound to among those left.

    Closeness: articles that name both by the geometric mean of the articles that name each (cosine; Salton 1983), so
    that whoever is named everywhere is not everybody's neighbour.
    """

    def close(one: str, other: str) -> float:
        both = pairs[min(one, other), max(one, other)]
        return round(both / math.sqrt(counts[one] * counts[other]), 6)

    order, rest = ids[:1], ids[1:]
    while rest:
        last = order[-1]
        best = min(rest, key=lambda id: (-close(last, id), -counts[id], id))
        order.append(best)
        rest.remove(best)
    return order


def _middle(index: int) -> float:
    return _ROW * index + _ROW / 2


def _radius(count: int, most: int) -> float:
    """Areas grow with the number: the eye compares areas."""
    return max(_LEAST_RADIUS, _MOST_RADIUS * math.sqrt(count / most))


def _arc(library: Library, pair: tuple[str, str], count: int, heaviest: int, place: dict[str, int]) -> NetworkArc:
    upper, lower = sorted(pair, key=lambda id: place[id])
    top, bottom = _middle(place[upper]), _middle(place[lower])
    # Half an ellipse to the left; one over more rows reaches further, and none leaves the drawing.
    reach = (_SPINE - 6.0) * (0.22 + 0.78 * (place[lower] - place[upper]) / max(1, len(place) - 1))
    path = f"M{_SPINE:g} {top:g}A{reach:.2f} {(bottom - top) / 2:g} 0 0 0 {_SPINE:g} {bottom:g}"
    weight = _LEAST_WEIGHT + (_MOST_WEIGHT - _LEAST_WEIGHT) * (count - 1) / max(1, heaviest - 1)
    first, second = (Link(library.actors[id].name, library.actors[id].address) for id in (upper, lower))
    return NetworkArc(first, second, count, path, _round(weight))


def _round(number: float) -> float:
    return round(number, 2)
