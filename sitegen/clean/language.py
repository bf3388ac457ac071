"""What the cleaner knows of languages, read from `data/languages/`, and which language a text is in.

Phrases of all languages are held together: saved pages mix them, and a whole line that says "Leave a reply" says it
in any article. Only the language of a text is decided one against the other.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from dataclasses import dataclass, field
from importlib import resources
from typing import Any

from sitegen.base.text import fold
from sitegen.base.yamlfile import parse_yaml

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_CONTENT = re.compile(r"[^\W\d_]{4,}|[\uac00-\ud7a3]{2,}")
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_EDGES = " \t*•·|»«›‹>:;,.!?…-–—_#[](){}\"'“”‘’✓→←▶►▼▲+~/\\"
_LONGEST_PHRASE = 24
_SAMPLE = 6_000
_BUTTON = 2
"""Phrases with more spaces are sentences; their words stand in any text."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """A set of whole lines, and of beginnings of lines (those that the file writes with `*`)."""

    whole: frozenset[str] = frozenset()
    begins: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Beginnings by their first two signs."""

    def has(self, key: str) -> bool:
        """Whether a line, as `line_key` gives it, is one of them."""
        return key in self.whole or (key[:2] in self.begins and key.startswith(self.begins[key[:2]]))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All languages' words together; every text is folded (`base.text.fold`)."""

    weekdays: dict[str, int] = field(default_factory=dict)
    """Name → 0 (Monday) to 6."""
    furniture: Phrases = Phrases()
    player: Phrases = Phrases()
    ending: Phrases = Phrases()
    """Lines after which no body comes."""
    pausing: Phrases = Phrases()
    """Lines that interrupt a body: what is offered below them is short, and the article may go on."""
    relative: Phrases = Phrases()
    chrome: frozenset[str] = frozenset()
    """The single words that furniture is made of: one proves nothing, a line full of them does."""
    cut: Phrases = Phrases()
    members: Phrases = Phrases()
    """What is said of free articles that are left: behind a short text, a sign that it goes on for those who pay."""
    """What a page says where it withholds the rest of an article."""
    missing: Phrases = Phrases()
    """Headlines of a page that says that there is no page."""
    consent: re.Pattern[str] = re.compile(r"(?!)")
    """Words of walls that ask whether a visitor may be tracked."""
    published: frozenset[str] = frozenset()
    updated: frozenset[str] = frozenset()
    byline: tuple[str, ...] = ()
    byline_and: frozenset[str] = frozenset()
    credit: frozenset[str] = frozenset()
    after_credit: tuple[str, ...] = ()
    """What agencies' own pages print behind a credit."""
    evening_event: frozenset[str] = frozenset()
    """Events that end late: their report may be printed the next day."""
    file_photo: tuple[str, ...] = ()
    caption: tuple[str, ...] = ()
    caption_words: tuple[str, ...] = ()
    """As printed: "(L)" is a side, "(l)" is a list's."""
    related: tuple[str, ...] = ()
    source_note: tuple[str, ...] = ()
    headline_verbs: frozenset[str] = frozenset()
    continuing: frozenset[str] = frozenset()
    told: tuple[str, ...] = ()
    joint: frozenset[str] = frozenset()
    common: frozenset[str] = frozenset()
    """The function words of all languages: they tell nothing of a text's subject."""
    function_words: dict[str, frozenset[str]] = field(default_factory=dict)
    letters: dict[str, str] = field(default_factory=dict)


def line_key(text: str) -> str:
    """A short line as phrases are compared: folded, numbers as `#`, marks at the ends cut off; long lines give ""."""
    if len(text) > 400 or text.count(" ") >= 2 * _LONGEST_PHRASE:
        return ""
    key = _DIGITS.sub("#", fold(text))
    key = " ".join(key.split())
    bare = key.strip(_EDGES.replace("#", ""))
    return bare if bare.count(" ") < _LONGEST_PHRASE else ""


@functools.cache
def language_files() -> tuple[dict[str, Any], ...]:
    """The values of all packaged language files, in the order of their codes, read once."""
    files: list[dict[str, Any]] = []
    folder = resources.files("sitegen.clean").joinpath("data").joinpath("languages")
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if entry.name.endswith(".yaml"):
            value = parse_yaml(entry.read_text(encoding="utf-8"), entry.name).value
            if isinstance(value, dict):
                files.append(value)
    return tuple(files)


def words(key: str) -> list[str]:
    """What all packaged languages list under a key, as written."""
    return [str(word) for file in language_files() for word in file.get(key) or []]


def folded(key: str) -> frozenset[str]:
    """The same, folded."""
    return frozenset(fold(word) for word in words(key))


def numbered(key: str) -> dict[str, int]:
    """Forms of names that a key lists in an order (months, weekdays) → place in it, from 0.

    As printed and folded: dates are searched in the text as it stands.
    """
    return {
        form: index
        for file in language_files()
        for index, names in enumerate(file.get(key) or [])
        for name in names
        for form in (str(name).lower(), fold(str(name)))
    }


@functools.cache
def vocabulary() -> Vocabulary:
    """The vocabularies of all packaged languages together."""
    files = language_files()

    def longest_first(key: str) -> tuple[str, ...]:
        return tuple(sorted(folded(key), key=lambda word: (-len(word), word)))

    def phrases(*names: str) -> Phrases:
        keys = [word for name in names for word in words(name)]
        whole = frozenset(line_key(word) for word in keys if not word.endswith("*"))
        begins: dict[str, tuple[str, ...]] = {}
        for start in sorted({fold(word[:-1]).strip() for word in keys if word.endswith("*")}):
            begins[start[:2]] = (*begins.get(start[:2], ()), start)
        return Phrases(whole - {""}, begins)

    common = folded("function_words")
    chrome = frozenset(
        word
        for key in ("furniture", "ending", "pausing", "player")
        for phrase in words(key)
        if phrase.count(" ") < _BUTTON
        for word in _WORD.findall(fold(phrase))
        if len(word) > 2 and word not in common
    )
    return Vocabulary(
        chrome=chrome,
        consent=re.compile("|".join(re.escape(word) for word in sorted(folded("consent")))),
        weekdays=numbered("weekdays"),
        furniture=phrases("furniture", "reading_time"),
        player=phrases("player"),
        ending=phrases("ending"),
        pausing=phrases("pausing"),
        relative=phrases("relative"),
        cut=phrases("cut"),
        members=phrases("members"),
        missing=phrases("missing"),
        published=folded("published"),
        updated=folded("updated"),
        byline=longest_first("byline"),
        byline_and=folded("byline_and"),
        credit=folded("credit"),
        after_credit=longest_first("after_credit"),
        evening_event=folded("evening_event"),
        file_photo=longest_first("file_photo"),
        caption=longest_first("caption"),
        caption_words=tuple(words("caption_words")),
        common=common,
        related=longest_first("related"),
        source_note=longest_first("source_note"),
        headline_verbs=folded("headline_verbs"),
        continuing=folded("continuing"),
        told=longest_first("told"),
        joint=folded("joint"),
        function_words={str(file["code"]): frozenset(fold(word) for word in file["function_words"]) for file in files},
        letters={str(file["code"]): str(file.get("letters") or "") for file in files},
    )


def content_words(text: str) -> set[str]:
    """Stems of the longer words, roughly: enough to see that a headline and its first paragraph speak of one thing."""
    common = vocabulary().common
    return {word[:6] for word in map(fold, _CONTENT.findall(text)) if word not in common}


def language_of(text: str, minimum: int = 25) -> str:
    """The BCP 47 code of the language a text is in, or "" where the evidence is thin.

    A language shows in the share of its commonest words; letters that it alone uses decide between neighbours.
    """
    sample = text[:_SAMPLE]
    counts = Counter(map(fold, _WORD.findall(sample)))
    total = sum(counts.values())
    if total < minimum:
        return ""
    known = vocabulary()
    letters = Counter(sample.lower())
    score: dict[str, float] = {}
    for code, function_words in known.function_words.items():
        share = sum(counts[word] for word in function_words) / total
        own = sum(letters[letter] for letter in known.letters[code]) / max(1, len(sample))
        score[code] = share + min(0.1, own * 5)
    ranked = sorted(score.items(), key=lambda item: (-item[1], item[0]))
    (best, first), (_, second) = ranked[0], ranked[1]
    return best if first >= 0.16 and first >= 1.25 * second else ""
