#!/usr/bin/env python3
"""Makes an archive of any size for benchmarks: the same arguments give the same files.

    python benchmarks/made_archive.py --to DIR [--articles N] [--actors N] [--seed S] [--build]

Articles of about 650 words in English, Russian, Belarusian and German are put together from the paragraphs of our own
sets; actors have names in two scripts and stand in some paragraphs under any of their forms. With sources, places,
events and notes. `--build` builds it into DIR/site; the content stands in DIR/content.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from benchmarks.annotation_speed import SETS, WORDS, made_actors  # noqa: E402

SHARES = {"en": 6, "ru": 2, "be": 1, "de": 1}
"""Of ten articles so many are in each language."""
SAID = {
    "en": "{} said on Monday that it was so.",
    "ru": "{}: это стало известно в понедельник.",
    "be": "{}: гэта стала вядома ў панядзелак.",
    "de": "{}: das wurde am Montag bekannt.",
}
SITE = """title: A made archive
description: An archive made for benchmarks.
language: en
base_url: https://made.example
rights: {publish: full}
"""
DISPUTED = "Another paper gives another number for the same day."
SOURCES, PLACES, FIRST_DAY, DAYS = 25, 20, date(2019, 1, 1), 700
_PLACE_START, _PLACE_END = ("Alt", "Brook", "Cold", "East", "Long", "Mill"), ("field", "ford", "ham", "ley", "wich")
_PAIRS = {"sh": "ш", "ch": "ч", "ya": "я", "zh": "ж", "ks": "кс"}
_LETTERS = dict(zip("abcdefghijklmnoprstuvyz", "абкдефгхийклмнопрстувиз", strict=True))


@dataclass(frozen=True)
class Cast:
    """Who and what the articles are about: ids, and every form of each actor's names by language."""

    forms: dict[str, dict[str, list[str]]]
    places: dict[str, str]
    events: dict[str, date]


def cyrillic(name: str) -> str:
    """A made name in Cyrillic letters, one of the ways it could be written."""
    text = name.lower()
    for pair, letter in _PAIRS.items():
        text = text.replace(pair, letter)
    text = "".join(_LETTERS.get(letter, letter) for letter in text)
    return " ".join(word[:1].upper() + word[1:] for word in text.split(" "))


def paragraphs() -> dict[str, list[str]]:
    """The paragraphs of our own sets by language."""
    out: dict[str, list[str]] = {language: [] for language in SHARES}
    for path in (SETS / "truth.json", SETS / "pages" / "truth.json"):
        for entry in json.loads(path.read_text(encoding="utf-8")).values():
            if entry["language"] in out:
                out[entry["language"]] += [line for line in entry["body"] if len(line.split()) >= 15]
    return out


def make(content: Path, articles: int, actors: int = 400, seed: int = 1) -> None:
    """Write an archive's content into a folder."""
    for name, text in files(articles, actors, random.Random(seed)):
        path = content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def build(content: Path, site: Path) -> None:
    """Build content into a site with this repository's theme."""
    options = ["--content", content, "--themes", ROOT / "themes", "--out", site, "--quiet"]
    subprocess.run([sys.executable, "-m", "sitegen", "build", *map(str, options)], cwd=ROOT, check=True)


def files(articles: int, actors: int, chance: random.Random) -> Iterator[tuple[str, str]]:
    """Every file of the content: path, text."""
    yield "site.yaml", SITE
    for name in ("about", "method"):
        yield f"pages/{name}.md", f"# {name.title()}\n\nA made archive.\n"
    for number in range(SOURCES):
        yield f"sources/paper-{number}.yaml", f"name: Paper {number}\ntype: outlet\nlanguage: {_language(number)}\n"
    cast = Cast({}, {}, {})
    yield from _actors(cast, actors, chance)
    yield from _places(cast, chance)
    yield from _events(cast, articles, chance)
    texts = paragraphs()
    for number in range(articles):
        yield from _article(number, cast, texts, chance)


def _language(number: int) -> str:
    languages = [language for language, share in SHARES.items() for _ in range(share)]
    return languages[number % len(languages)]


def _actors(cast: Cast, count: int, chance: random.Random) -> Iterator[tuple[str, str]]:
    taken: set[str] = set()
    for actor in made_actors(count, chance):
        latin = [actor.name, *(name.text for name in actor.names if name.text not in taken)]
        other = [text for text in dict.fromkeys(map(cyrillic, latin)) if text not in taken]
        taken |= {*latin, *other}
        cast.forms[actor.id] = {"latin": latin, "cyrillic": other}
        names: list[object] = [*latin[1:], *({"text": text, "language": "ru"} for text in other)]
        yield f"actors/{actor.id}.yaml", f"name: {actor.name}\ntype: person\nnames: {_data(names)}\n"


def _places(cast: Cast, chance: random.Random) -> Iterator[tuple[str, str]]:
    for number in range(PLACES):
        name = chance.choice(_PLACE_START) + chance.choice(_PLACE_END)
        id = f"{name.lower()}-{number}"
        cast.places[id] = f"{name} {number}"
        where = [round(chance.uniform(45, 58), 3), round(chance.uniform(5, 40), 3)]
        yield f"places/{id}.yaml", f"name: {name} {number}\ncoordinates: {where}\n"


def _events(cast: Cast, articles: int, chance: random.Random) -> Iterator[tuple[str, str]]:
    ids, places = sorted(cast.forms), sorted(cast.places)
    for number in range(max(3, min(40, articles // 20))):
        day = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
        cast.events[f"event-{number}"] = day
        who = _data(chance.sample(ids, min(3, len(ids))))
        text = f"title: Event {number}\ndate: {day}\nplace: {chance.choice(places)}\nactors: {who}\n"
        yield f"events/event-{number}.yaml", text


def _article(number: int, cast: Cast, texts: dict[str, list[str]], chance: random.Random) -> Iterator[tuple[str, str]]:
    language = _language(number)
    listed = chance.sample(sorted(cast.forms), min(8, len(cast.forms)))
    body: list[str] = []
    while sum(len(text.split()) for text in body) < WORDS:
        text = chance.choice(texts[language])
        if chance.random() < 0.6:
            forms = cast.forms[chance.choice(listed)]["cyrillic" if language in ("ru", "be") else "latin"]
            text = f"{SAID[language].format(chance.choice(forms))} {text}"
        body.append(text)
    day = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
    slug = f"{day}-made-{number}"
    front = {
        "title": f"Article {number}",
        "date": str(day),
        "source": f"paper-{number % SOURCES}",
        "language": language,
        "actors": listed,
        "places": chance.sample(sorted(cast.places), 2),
        "url": f"https://paper-{number % SOURCES}.example/{number}",
    }
    lines = "".join(f"{name}: {_data(value)}\n" for name, value in front.items())
    yield f"articles/{day.year}/{slug}.md", f"---\n{lines}---\n" + "\n\n".join(body) + "\n"
    quote = " ".join(body[0].split()[:6])
    if number % 10 == 0 and sum(text.count(quote) for text in body) == 1:
        note = {"quote": {"exact": quote}, "type": "disputed", "body": DISPUTED, "by": "the editors"}
        yield f"notes/{slug}.yaml", _data([{**note, "created": str(day)}]) + "\n"


def _data(value: object) -> str:
    """JSON, which is YAML too."""
    return json.dumps(value, ensure_ascii=False)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--actors", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--build", action="store_true")
    given = parser.parse_args()
    make(given.to / "content", given.articles, given.actors, given.seed)
    if given.build:
        build(given.to / "content", given.to / "site")


if __name__ == "__main__":
    main()
