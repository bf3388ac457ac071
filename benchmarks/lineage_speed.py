#!/usr/bin/env python3
"""Measures what relations between articles cost: related articles, and texts that share passages.

    python benchmarks/lineage_speed.py [--articles N] [--actors N] [--json]

Articles of about 650 words are put together from pieces of two to four words of our own sets, so that words are as
frequent as in texts and no two articles share a passage by chance; the seed is fixed. Of all, 5 % are edited copies of
an earlier one (a paragraph left out, every twelfth word another) and 5 % carry a paragraph of an earlier one. Timed in
CPU seconds of one process are `related_articles`, the search for pairs worth comparing, and the exact comparison of
each; the memory is what the process holds at most. Reading the articles is not counted.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import random
import resource
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from benchmarks.annotation_speed import made_actors, paragraphs  # noqa: E402
from sitegen.annotate.passages import common_share, shared_passages, shingle_digests, word_changes  # noqa: E402
from sitegen.model.annotations import Findings, Passage  # noqa: E402
from sitegen.model.article import Card  # noqa: E402
from sitegen.model.authority import Actor, Authority  # noqa: E402
from sitegen.model.config import Config, Rights  # noqa: E402
from sitegen.model.names import NameSlices  # noqa: E402
from sitegen.plan import build_library, name_forms  # noqa: E402
from sitegen.plan.related import related_articles  # noqa: E402
from sitegen.read.article import RightsLevels, read_article  # noqa: E402

WORDS = 650
COPIED, SHARING = 0.05, 0.05
LISTED = 6
FAMILY = 0.3
"""From this share on every changed word is looked for."""
TARGET_SECONDS, TARGET_MEGABYTES = 15.0, 1024

Pairs = Callable[[list[tuple[int, ...]]], list[tuple[int, int]]]


def made_bodies(count: int, chance: random.Random) -> Iterator[tuple[list[str], int | None]]:
    """Paragraphs of each article, and of which earlier one it holds something."""
    words = " ".join(paragraphs()).split()
    bodies: list[list[str]] = []
    for number in range(count):
        body = [_made_paragraph(words, chance) for _ in range(WORDS // 65)]
        kind, of = chance.random(), None
        if number > 10 and kind < COPIED + SHARING:
            of = chance.randrange(number)
            earlier = bodies[of]
            if kind < COPIED:
                body = [_edited(text, words, chance) for text in earlier]
                del body[chance.randrange(len(body))]
            else:
                body[chance.randrange(len(body))] = chance.choice(earlier)
        bodies.append(body)
        yield body, of


def _made_paragraph(words: list[str], chance: random.Random) -> str:
    out: list[str] = []
    while len(out) < 65:
        start = chance.randrange(len(words) - 6)
        out += words[start : start + chance.randint(2, 4)]
    return " ".join(out)


def _edited(text: str, words: list[str], chance: random.Random) -> str:
    return " ".join(chance.choice(words) if chance.random() < 1 / 12 else word for word in text.split())


def made_cards(count: int, actors: tuple[Actor, ...], chance: random.Random) -> Iterator[tuple[Card, str, int | None]]:
    """Cards as reading makes them, with the texts that are compared."""
    rights = RightsLevels(Rights("full"))
    slices = NameSlices(name_forms(Authority(actors=actors)))
    names = {field.name for field in dataclasses.fields(Card)} - {"body_digest", "lines_digest", "roles"}
    for number, (body, of) in enumerate(made_bodies(count, chance)):
        # A few are in most of the news, most in few of it.
        listed = {actors[int(len(actors) * chance.random() ** 3)].id for _ in range(LISTED)}
        front = f"title: Article {number}\ndate: {2015 + number % 8}-{1 + number % 12:02}-{1 + number % 28:02}"
        text = f"---\n{front}\nactors: [{', '.join(sorted(listed))}]\n---\n" + "\n\n".join(body) + "\n"
        near = slices.slice({f"actors/{id}" for id in listed})
        article, _ = read_article(text, f"articles/a{number}.md", f"a{number}", near, rights, None, _shingles)
        assert article is not None
        values = {name: getattr(article, name) for name in names}
        yield Card(**values, body_digest="", lines_digest="", roles=()), article.text, of


def _shingles(passages: tuple[Passage, ...], *_: object) -> Findings:
    return Findings(shingles=shingle_digests("\n\n".join(passage.text for passage in passages)))


def pairing() -> Pairs:
    """How the build finds pairs; the plain way where it has none."""
    try:
        from sitegen.build.lineage import candidates
    except ImportError:
        return _pairs
    found: Pairs = candidates
    return found


def _pairs(shingles: list[tuple[int, ...]]) -> list[tuple[int, int]]:
    holders: dict[int, list[int]] = defaultdict(list)
    for place, digests in enumerate(shingles):
        for value in digests:
            holders[value].append(place)
    common = Counter(pair for places in holders.values() if 1 < len(places) <= 50 for pair in combinations(places, 2))
    return sorted(pair for pair, times in common.items() if times > 1)


def compared(a: str, b: str) -> int:
    """Words in common, with all that a page shows of them: as the build compares two texts."""
    runs = shared_passages(a, b)
    if runs and common_share(a, b) >= FAMILY:
        word_changes(a, b)
    return sum(run.words for run in runs)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--actors", type=int, default=1000)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    chance = random.Random(1)
    actors = made_actors(options.actors, chance)
    cards, texts, planted = [], [], set()
    for number, (card, text, of) in enumerate(made_cards(options.articles, actors, chance)):
        cards.append(card)
        texts.append(text)
        if of is not None:
            planted.add((of, number))
    library = build_library(Config(), Authority(actors=actors), tuple(cards), (), drafts=False)
    before = _peak()
    start = time.process_time()
    relations = related_articles(library)
    related = time.process_time() - start
    start = time.process_time()
    pairs = pairing()([card.findings.shingles for card in cards])
    searched = time.process_time() - start
    start = time.process_time()
    sharing = {pair for pair in pairs if compared(texts[pair[0]], texts[pair[1]])}
    verified = time.process_time() - start
    out = {
        "articles": len(cards),
        "related_s": round(related, 2),
        "relations": sum(len(found) for found in relations.values()),
        "pairs_s": round(searched, 2),
        "pairs": len(pairs),
        "compared_s": round(verified, 2),
        "sharing": len(sharing),
        "planted_found": round(len(planted & sharing) / max(1, len(planted)), 3),
        "seconds": round(related + searched + verified, 2),
        "megabytes": _peak(),
        "megabytes_before": before,
    }
    if options.json:
        print(json.dumps(out))
        return 0
    print("\n".join(f"{name:17}{value}" for name, value in out.items()))
    within = related + searched + verified <= TARGET_SECONDS and _peak() <= TARGET_MEGABYTES
    print(f"target {TARGET_SECONDS:g} s, {TARGET_MEGABYTES} MB: {'met' if within else 'missed'}")
    return 0


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    sys.exit(main())
