"""Names in a text: records that it mentions, and what looks like a name and has no record.

A candidate is a run of capitalised words, joined by small words that names carry ("von", "de"), cut at known mentions
and freed of titles, nationalities and days at its beginning. It counts when at least two words are left, or when it is
an abbreviation in capitals. Which words are titles and the like is data, one file for each language.
"""

from __future__ import annotations

import functools
import importlib.resources
import re
from collections.abc import Iterable
from dataclasses import dataclass

from sitegen.base.text import fold, slugify
from sitegen.base.yamlfile import parse_yaml
from sitegen.model.names import NameFinder

_WORD = r"[^\W\d_][\w’'ʼ-]*"
_TOKEN = re.compile(rf"{_WORD}|[^\w\s]|\s+|\d+")
_POSSESSIVE = re.compile(r"['’]s?$")
_SENTENCE_END = {".", "!", "?", "…", ":", "“", '"', "«", "„", "–", "—", "\n"}


@dataclass(frozen=True, slots=True)
class NamedRecords:
    """Records that a text names, most often first."""

    actors: tuple[str, ...]
    places: tuple[str, ...]
    forms: tuple[str, ...]
    """The first form of each actor as printed, in the same order."""


@dataclass(frozen=True, slots=True)
class UnknownName:
    """What looks like a name and has no record."""

    text: str
    count: int
    offset: int
    """Of its first place in the text, in characters."""

    @property
    def id(self) -> str:
        """The id that a record of it would have; in letters that have no Latin form here, the name itself."""
        return slugify(self.text) or fold(self.text)


@dataclass(frozen=True, slots=True)
class NameWords:
    """Words of a language that stand beside names and are none."""

    titles: frozenset[str]
    others: frozenset[str]
    joints: frozenset[str]


def named_records(text: str, finder: NameFinder) -> NamedRecords:
    """The actors and places whose names stand in the text, most often named first, then in the order of the text."""
    counts: dict[str, int] = {}
    first: dict[str, tuple[int, str]] = {}
    for mention in finder.find(text):
        counts[mention.id] = counts.get(mention.id, 0) + 1
        first.setdefault(mention.id, (mention.start, mention.form))
    ordered = sorted(counts, key=lambda id: (-counts[id], first[id][0]))
    actors = [id for id in ordered if id.startswith("actors/")]
    return NamedRecords(
        tuple(id.partition("/")[2] for id in actors),
        tuple(id.partition("/")[2] for id in ordered if id.startswith("places/")),
        tuple(" ".join(first[id][1].split()) for id in actors),
    )


def unknown_names(text: str, finder: NameFinder, language: str = "en") -> tuple[UnknownName, ...]:
    """Names without a record, most frequent first."""
    words = name_words(language.split("-")[0].lower() or "en")
    found: dict[str, list[int]] = {}
    printed: dict[str, str] = {}
    for offset, run in _runs(text, _covered(text, finder), words):
        name = " ".join(run)
        found.setdefault(fold(name), []).append(offset)
        printed.setdefault(fold(name), name)
    out = [UnknownName(printed[key], len(offsets), offsets[0]) for key, offsets in found.items()]
    return tuple(sorted(out, key=lambda name: (-name.count, name.text)))


def _covered(text: str, finder: NameFinder) -> bytearray:
    covered = bytearray(len(text))
    for start, end in finder.covered(text):
        covered[start:end] = b"\x01" * (end - start)
    return covered


def _runs(text: str, covered: bytearray, words: NameWords) -> Iterable[tuple[int, list[str]]]:
    run: list[tuple[int, str]] = []
    starts_sentence = True
    run_starts = False
    for match in (*_TOKEN.finditer(text), None):
        token = match.group() if match else "\n"
        offset = match.start() if match else len(text)
        if token.isspace() and "\n" not in token:
            continue
        is_word = token[0].isalpha()
        if is_word and not covered[offset] and token[0].isupper():
            if not run:
                run_starts = starts_sentence
            run.append((offset, _POSSESSIVE.sub("", token)))
        elif is_word and run and token in words.joints and not covered[offset]:
            run.append((offset, token))
        else:
            if run:
                name = _name(run, run_starts, words)
                if name:
                    yield name[0][0], [word for _, word in name]
            run = []
        starts_sentence = token in _SENTENCE_END or "\n" in token or (starts_sentence and not is_word)


def _name(run: list[tuple[int, str]], starts_sentence: bool, words: NameWords) -> list[tuple[int, str]]:
    """The run without what is no part of a name; empty where too little is left."""
    while run and (run[0][1] in words.joints or _is_other(run[0][1], words)):
        run = run[1:]
        starts_sentence = False
    while run and (run[-1][1] in words.joints or fold(run[-1][1]) in words.others):
        run = run[:-1]
    if not run:
        return []
    if len(run) == 1:
        word = run[0][1]
        return run if len(word) >= 3 and word.isupper() and word.isalpha() and len(word) <= 8 else []
    # The first word of a sentence is capitalised anyway; with only one more there is nothing to tell a name by.
    if starts_sentence and len(run) == 2 and fold(run[0][1]) in words.others:
        return []
    return run


def _is_other(word: str, words: NameWords) -> bool:
    folded = fold(word)
    return (
        folded in words.titles or folded in words.others or (fold(word.split("-")[0]) in words.others and "-" in word)
    )


@functools.cache
def name_words(language: str) -> NameWords:
    """The words of one language, with those of English beside them where there is no file for it."""
    folder = importlib.resources.files("sitegen.annotate").joinpath("data")
    file = folder.joinpath(f"{language}.yaml")
    if not file.is_file():
        file = folder.joinpath("en.yaml")
    value = parse_yaml(file.read_text(encoding="utf-8"), file.name).value
    return NameWords(
        *(frozenset(fold(word) for word in _split(value.get(key))) for key in ("titles", "others", "joints"))
    )


def _split(value: object) -> list[str]:
    if isinstance(value, str):
        return value.split()
    return [str(item) for item in value] if isinstance(value, list) else []
