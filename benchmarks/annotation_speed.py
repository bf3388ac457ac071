#!/usr/bin/env python3
"""Measures what the annotation layer costs beside reading, and what relations between articles cost.

    python benchmarks/annotation_speed.py [--articles N] [--actors N] [--rounds N]

Articles of about 650 words are put together from the paragraphs of our own sets, with names of made-up actors set into
them; the seed is fixed. Reading (front matter, Markdown to HTML) and reading with the annotation layer are timed in
turn, article by article, in CPU seconds of one process. Then related articles and lineage are computed for all.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import statistics
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from sitegen.annotate import annotate_text  # noqa: E402
from sitegen.model.annotations import Findings  # noqa: E402
from sitegen.model.authority import Actor, Authority, Name  # noqa: E402
from sitegen.model.config import Rights  # noqa: E402
from sitegen.model.names import NameSlices  # noqa: E402
from sitegen.plan import name_forms  # noqa: E402
from sitegen.read.article import RightsLevels, read_article  # noqa: E402

SETS = ROOT / "benchmarks" / "sets"
WORDS = 650
LISTED = 10
_GIVEN = [
    "Anna",
    "Boris",
    "Clara",
    "Daniel",
    "Elena",
    "Felix",
    "Greta",
    "Henryk",
    "Irina",
    "Jakub",
    "Karin",
    "Leonid",
    "Marta",
    "Nikolai",
    "Olga",
    "Pavel",
]
_START = ["Bar", "Dov", "Gor", "Hal", "Kov", "Lem", "Mar", "Nov", "Or", "Pet", "Rud", "Sav", "Tor", "Ul", "Ver", "Zim"]
_MIDDLE = ["an", "el", "en", "ik", "in", "ol", "un", "yn", "ast", "esh"]
_END = ["sky", "ov", "enko", "ich", "uk", "man", "berg", "ski", "in", "a"]


def made_actors(count: int, chance: random.Random) -> tuple[Actor, ...]:
    """Actors of four names each."""
    out: dict[str, Actor] = {}
    while len(out) < count:
        given = chance.choice(_GIVEN)
        family = chance.choice(_START) + chance.choice(_MIDDLE) + chance.choice(_END)
        id = f"{given}-{family}".lower()
        names = tuple(Name(text) for text in (family, f"{given[0]}. {family}", f"{given} {family}a"))
        out[id] = Actor(id, f"{given} {family}", "person", names)
    return tuple(out.values())


def paragraphs() -> list[str]:
    """The English paragraphs of our own sets."""
    out = []
    for path in (SETS / "truth.json", SETS / "pages" / "truth.json"):
        for entry in json.loads(path.read_text(encoding="utf-8")).values():
            if entry["language"] == "en":
                out += [line for line in entry["body"] if len(line.split()) >= 15]
    return out


def made_article(number: int, texts: list[str], actors: tuple[Actor, ...], chance: random.Random) -> str:
    """A record file."""
    listed = chance.sample(actors, min(LISTED, len(actors)))
    body: list[str] = []
    words = 0
    while words < WORDS:
        text = chance.choice(texts)
        if chance.random() < 0.6:
            actor = chance.choice(listed)
            text = f"{chance.choice(actor.forms)} said on Monday that it was so. {text}"
        body.append(text)
        words += len(text.split())
    day = f"2020-{1 + number % 12:02}-{1 + number % 28:02}"
    ids = ", ".join(actor.id for actor in listed)
    front = f"---\ntitle: Article {number}\ndate: {day}\nlanguage: en\nactors: [{ids}]\n---\n"
    return front + "\n\n".join(body) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--actors", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    chance = random.Random(1)
    actors = made_actors(options.actors, chance)
    texts = paragraphs()
    files = [made_article(number, texts, actors, chance) for number in range(options.articles)]
    slices = NameSlices(name_forms(Authority(actors=actors)))
    rights = RightsLevels(Rights("full"))
    near = [slices.slice({f"actors/{id}" for id in _listed(text)}) for text in files]
    ratios = []
    for turn in range(options.rounds + 1):
        spent = {"plain": 0.0, "whole": 0.0}
        for number, text in enumerate(files):
            # Which of the two comes first changes, so that neither always finds warm caches.
            for kind in ("plain", "whole") if number % 2 else ("whole", "plain"):
                find = annotate_text if kind == "whole" else _nothing
                start = time.process_time()
                read_article(text, "a.md", "a", near[number], rights, None, find)
                spent[kind] += time.process_time() - start
        if turn:
            ratios.append((spent["whole"] - spent["plain"]) / spent["plain"])
            print(
                f"round {turn}: reading {1000 * spent['plain'] / len(files):.2f} ms an article, "
                f"the annotation layer {1000 * (spent['whole'] - spent['plain']) / len(files):.2f} ms more"
            )
    print(f"annotation layer / reading: {statistics.median(ratios):.2f} (target 1.0)")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


def _listed(text: str) -> list[str]:
    line = next(line for line in text.split("\n") if line.startswith("actors: ["))
    return line[len("actors: [") : -1].split(", ")


def _nothing(*_: object) -> Findings:
    return Findings()


if __name__ == "__main__":
    main()
