"""Which articles share passages: digests of their texts → pairs worth comparing → exact comparison, through the cache.

Two steps, so that the work grows with what texts share and not with the square of the archive: cards carry digests of
some of their runs of words (`Findings.shingles`); only articles with two digests in common are loaded and compared word
by word. Texts that may not be shown whole never take part: a comparison prints both.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import combinations

from sitegen.annotate.passages import common_share, shared_passages, word_changes
from sitegen.base.values import decode, digest, encode
from sitegen.build.cache import Cache, code_digest
from sitegen.build.reading import load_article
from sitegen.build.working import Progress
from sitegen.model.article import Article, Card
from sitegen.model.dates import parse_edtf
from sitegen.model.lineage import ADD, FAMILY_SHARE, KEEP, LEAST_WORDS, REMOVE, Change, Passage, SharedText

LINEAGE_CODE = ("base", "model", "annotate")
COMMON = 2
"""So many digests must be the same: one alone is a stock phrase more often than a passage."""
FREQUENT = 50
"""A digest in more cards than this is a phrase that everybody prints, and makes no pair …"""
WHOLE = 0.5
"""… unless a text consists of such digests to this share: an agency report that more than fifty articles carry."""
NEAREST = 12
"""Of the pairs that such digests make, each text keeps so many: those next to it in the order of publication."""
_KINDS = {"kept": KEEP, "added": ADD, "removed": REMOVE}


def shared_texts(
    cards: Iterable[Card], article_keys: dict[str, str], cache: Cache, progress: Progress
) -> tuple[SharedText, ...]:
    """What pairs of articles have in common, in the order of publication of both.

    Args:
        article_keys: where each article lies in the cache, by slug; such a key is a digest of the article's text and of
            everything else that reading it depends on.

    Raises:
        CacheDamaged: an article is not in the cache.
    """
    shown = [card for card in cards if card.publish == "full" and card.record.status != "withdrawn"]
    shown.sort(key=_order)
    pairs = candidates([card.findings.shingles for card in shown])
    code = code_digest(*LINEAGE_CODE)
    out: list[SharedText] = []
    loaded: dict[str, Article] = {}
    for number, (one, other) in enumerate(pairs):
        a, b = shown[one].face.slug, shown[other].face.slug
        key = "lineage-" + digest((code, article_keys[a], article_keys[b]))
        found = _stored(cache.get(key))
        if found is None:
            progress("comparing texts", number, len(pairs))
            # Pairs come in the order of their first text: it is loaded once.
            loaded = {slug: article for slug, article in loaded.items() if slug == a}
            for slug in (a, b):
                if slug not in loaded:
                    loaded[slug] = load_article(article_keys[slug], cache)
            found = compared(loaded[a], loaded[b])
            cache.put(key, encode(found))
        out += found
    return tuple(out)


def _order(card: Card) -> tuple[str, str]:
    return (parse_edtf(card.face.date).sort_key if card.face.date else "9999-99-99/9999-99-99", card.face.slug)


def _stored(data: bytes | None) -> tuple[SharedText, ...] | None:
    try:
        return decode(tuple[SharedText, ...], data) if data is not None else None
    except ValueError:
        return None


def candidates(shingles: list[tuple[int, ...]]) -> list[tuple[int, int]]:
    """Pairs of texts, by their places in the list, that have at least two digests in common."""
    repeated = _repeated(shingles)
    holders: dict[int, list[int]] = defaultdict(list)
    for place, digests in enumerate(shingles):
        for value in repeated.intersection(digests):
            holders[value].append(place)
    common: Counter[tuple[int, int]] = Counter()
    for places in holders.values():
        if len(places) <= FREQUENT:
            common.update(combinations(places, 2))
    found = {pair for pair, times in common.items() if times >= COMMON}
    return sorted(found | _among_frequent(shingles, holders))


def _repeated(shingles: list[tuple[int, ...]]) -> set[int]:
    """What stands in more than one text. Most stands in one alone: lists for these would cost more than all else."""
    seen: set[int] = set()
    repeated: set[int] = set()
    for digests in shingles:
        repeated |= seen.intersection(digests)
        seen.update(digests)
    return repeated


def _among_frequent(shingles: list[tuple[int, ...]], holders: dict[int, list[int]]) -> set[tuple[int, int]]:
    """Pairs among texts that are made of frequent digests for the most part, each with a bounded number of others."""
    frequent = {value for value, places in holders.items() if len(places) > FREQUENT}
    groups: dict[int, list[int]] = defaultdict(list)
    for place, digests in enumerate(shingles):
        held = [value for value in digests if value in frequent]
        if held and len(held) >= WHOLE * len(digests):
            # One digest stands for the text that they all carry: the least, which is the same for all of them.
            groups[min(held)].append(place)
    out: set[tuple[int, int]] = set()
    for places in groups.values():
        for index, place in enumerate(places):
            for other in places[index + 1 : index + 1 + NEAREST]:
                if len(frequent.intersection(shingles[place], shingles[other])) >= COMMON:
                    out.add((place, other))
            # The first carries the family: whoever comes later is compared with it too.
            if index:
                out.add((places[0], place))
    return out


def compared(a: Article, b: Article) -> tuple[SharedText, ...]:
    """What two articles share; an empty tuple where no run of twelve words stands in both."""
    runs = shared_passages(a.text, b.text, LEAST_WORDS)
    if not runs:
        return ()
    share = common_share(a.text, b.text)
    in_a, in_b = _Paragraphs(a), _Paragraphs(b)
    passages = tuple(
        Passage(a.text[run.start_a : run.end_a], in_a.at(run.start_a), in_b.at(run.start_b), run.words) for run in runs
    )
    changes = (
        tuple(_change(one.kind, one.text) for one in word_changes(a.text, b.text)) if share >= FAMILY_SHARE else ()
    )
    words = sum(run.words for run in runs)
    return (SharedText(a.face.slug, b.face.slug, round(share, 6), words, passages, changes),)


def _change(kind: str, text: str) -> Change:
    op = _KINDS[kind]
    return Change(op, "" if op == ADD else text, "" if op == REMOVE else text)


class _Paragraphs:
    """Ids of an article's blocks by offsets of its text."""

    def __init__(self, article: Article) -> None:
        self.ends: list[tuple[int, str]] = []
        parts = article.text.split("\n\n")
        if len(parts) != len(article.blocks):
            # A block with an empty line in it (code): better no id than a wrong one.
            return
        end = 0
        for part, block in zip(parts, article.blocks, strict=True):
            end += len(part) + 2
            self.ends.append((end, block.id))

    def at(self, offset: int) -> str:
        return next((id for end, id in self.ends if offset < end), "")
