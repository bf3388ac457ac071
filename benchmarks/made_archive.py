#!/usr/bin/env python3
"""Makes an archive of any size for benchmarks: the same arguments give the same files.

    python benchmarks/made_archive.py --to DIR [--articles N] [--actors N] [--seed S] [--languages en ru] [--build]

Articles of about 650 words in English, Russian, Belarusian and German are sentences of our own sets with most of their
longer words exchanged for others of the language that end alike, each as often as it is in the sets: no two articles
share a passage by chance. Of all, 5 % are edited copies of an earlier one and 5 % carry a paragraph of one, as in the
news. Actors have names in two scripts and stand in some paragraphs under any of their forms; a few are in much of the
news, most in little of it. With sources, places, events and notes. `--build` builds it into DIR/site; the content
stands in DIR/content.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import subprocess
import sys
from collections import Counter, defaultdict
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
LISTED = 8
COPIED, SHARING, EARLIER = 0.05, 0.05, 500
"""So much of all copies a text, or a paragraph, of so many articles before it."""
FUNCTION_WORDS, LONG, KEPT, MOST_KEPT, LEAST_ALIKE = 150, 4, 0.1, 5, 40
"""The most frequent words of a language and those of so many letters stay, and of the others this share; but never more
than so many words in a row. Where fewer words end alike, any other of the language will do."""
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
_PLACE_START, _PLACE_END = ("Alt", "Brook", "Cold", "East", "Long", "Mill"), ("field", "ford", "ham", "ley", "wich")
_PAIRS = {"sh": "ш", "ch": "ч", "ya": "я", "zh": "ж", "ks": "кс"}
_LETTERS = dict(zip("abcdefghijklmnoprstuvyz", "абкдефгхийклмнопрстувиз", strict=True))


@dataclass(frozen=True)
class Cast:
    """Who and what the articles are about: ids, and every form of each actor's names by language."""

    forms: dict[str, dict[str, list[str]]]
    places: dict[str, str]
    events: dict[str, date]


@dataclass(frozen=True)
class Told:
    """What an article says: who is on record for it, paragraphs without a name of theirs, and sentences with one."""

    listed: tuple[str, ...]
    plain: list[str]
    sayings: list[str]

    def paragraphs(self) -> list[str]:
        """All of it, sentences with a name before the first paragraphs."""
        count = len(self.plain)
        return [" ".join([*self.sayings[place::count], text]) for place, text in enumerate(self.plain)]


class Wording:
    """Paragraphs of a language that nobody wrote: sentences of our sets with other words."""

    def __init__(self, paragraphs: list[str], chance: random.Random) -> None:
        self._chance = chance
        self._sentences = [text for one in paragraphs for text in re.split(r"(?<=[.!?])\s+", one) if text]
        printed = [word for text in self._sentences for word in _WORD.findall(text)]
        frequent = {word for word, _ in Counter(map(str.lower, printed)).most_common(FUNCTION_WORDS)}
        self._alike: dict[str, list[str]] = defaultdict(list)
        for word in printed:
            if word.islower() and len(word) > LONG and word not in frequent:
                self._alike[word[-2:]].append(word)
        self._known = {word for words in self._alike.values() for word in words}
        self._all = sorted(word for words in self._alike.values() for word in words)
        self._kept = 0

    def paragraph(self) -> str:
        """About 65 words."""
        out: list[str] = []
        while sum(map(len, out)) < 400:
            out.append(_WORD.sub(self._other, self._chance.choice(self._sentences)))
        return " ".join(out)

    def edited(self, text: str) -> str:
        """The same with every twelfth word another."""
        return _WORD.sub(lambda found: self._other(found) if self._chance.random() < 1 / 12 else found[0], text)

    def _other(self, found: re.Match[str]) -> str:
        word = found[0]
        if word in self._known and self._chance.random() >= KEPT:
            self._kept = 0
            alike = self._alike[word[-2:]]
            return self._chance.choice(alike if len(alike) >= LEAST_ALIKE else self._all)
        self._kept += 1
        if self._kept < MOST_KEPT or not word.islower():
            return word
        self._kept = 0
        return self._chance.choice(self._all)


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


def make(content: Path, articles: int, actors: int = 400, seed: int = 1, languages: tuple[str, ...] = ()) -> None:
    """Write an archive's content into a folder; in these languages only, where any are given."""
    for name, text in files(articles, actors, random.Random(seed), languages):
        path = content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def build(content: Path, site: Path) -> None:
    """Build content into a site with this repository's theme."""
    options = ["--content", content, "--themes", ROOT / "themes", "--out", site, "--quiet"]
    subprocess.run([sys.executable, "-m", "sitegen", "build", *map(str, options)], cwd=ROOT, check=True)


def files(
    articles: int, actors: int, chance: random.Random, languages: tuple[str, ...] = ()
) -> Iterator[tuple[str, str]]:
    """Every file of the content: path, text."""
    yield "site.yaml", SITE
    for name in ("about", "method"):
        yield f"pages/{name}.md", f"# {name.title()}\n\nA made archive.\n"
    for number in range(SOURCES):
        yield (
            f"sources/paper-{number}.yaml",
            f"name: Paper {number}\ntype: outlet\nlanguage: {_language(number, languages)}\n",
        )
    cast = Cast({}, {}, {})
    yield from _actors(cast, actors, chance)
    yield from _places(cast, chance)
    yield from _events(cast, articles, chance)
    wordings = {language: Wording(texts, chance) for language, texts in paragraphs().items()}
    earlier: dict[str, list[Told]] = defaultdict(list)
    for number in range(articles):
        language = _language(number, languages)
        told = _told(language, cast, wordings[language], earlier[language], chance)
        yield from _article(number, language, told, cast, chance)


def _language(number: int, only: tuple[str, ...]) -> str:
    every = [language for language, share in SHARES.items() for _ in range(share) if language in (only or SHARES)]
    return every[number % len(every)]


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


def _told(language: str, cast: Cast, wording: Wording, earlier: list[Told], chance: random.Random) -> Told:
    """Something new, or a text of before in part or as a whole, with those whom that one names."""
    kind = chance.random()
    if earlier and kind < COPIED:
        before = chance.choice(earlier)
        out = Told(before.listed, [wording.edited(text) for text in before.plain], before.sayings)
        del out.plain[chance.randrange(len(out.plain))]
    else:
        ids = sorted(cast.forms)
        out = Told(tuple(dict.fromkeys(ids[int(len(ids) * chance.random() ** 2)] for _ in range(LISTED))), [], [])
        while sum(len(text.split()) for text in out.plain) < WORDS:
            out.plain.append(wording.paragraph())
            if chance.random() < 0.6:
                forms = cast.forms[chance.choice(out.listed)]["cyrillic" if language in ("ru", "be") else "latin"]
                out.sayings.append(SAID[language].format(chance.choice(forms)))
        if earlier and kind < COPIED + SHARING:
            out.plain[chance.randrange(len(out.plain))] = chance.choice(chance.choice(earlier).plain)
    earlier.append(out)
    del earlier[:-EARLIER]
    return out


def _article(number: int, language: str, told: Told, cast: Cast, chance: random.Random) -> Iterator[tuple[str, str]]:
    body = told.paragraphs()
    day = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
    slug = f"{day}-made-{number}"
    front = {
        "title": f"{' '.join(_WORD.findall(body[-1])[:6])} {number}",
        "date": str(day),
        "source": f"paper-{number % SOURCES}",
        "language": language,
        "actors": list(told.listed),
        "places": chance.sample(sorted(cast.places), 2),
        "url": f"https://paper-{number % SOURCES}.example/{number}",
    }
    lines = "".join(f"{name}: {_data(value)}\n" for name, value in front.items())
    yield f"articles/{day.year}/{slug}.md", f"---\n{lines}---\n" + "\n\n".join(body) + "\n"
    quote = " ".join(_WORD.findall(body[0])[:4])
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
    parser.add_argument("--languages", nargs="+", choices=SHARES, default=(), metavar="LANGUAGE")
    parser.add_argument("--build", action="store_true")
    given = parser.parse_args()
    make(given.to / "content", given.articles, given.actors, given.seed, tuple(given.languages))
    if given.build:
        build(given.to / "content", given.to / "site")


if __name__ == "__main__":
    main()
