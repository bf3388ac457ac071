"""Names in a text: records that it mentions, and what looks like a name and has no record.

A candidate is a run of capitalised words, joined by small words that names carry ("von", "de"), cut at known mentions
and freed of titles, nationalities and days at its beginning. It counts when at least two words are left, or when it is
an abbreviation in capitals; its last word alone, elsewhere in the text, counts for it. In languages with cases, forms
of one name are one. Which words are titles and the like is data, one file for each language.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from sitegen.annotate.inflections import given_names, nominative, same_name
from sitegen.annotate.lexicon import Lexicon, base_language, lexicon, script_language
from sitegen.annotate.naming import covered, find_names
from sitegen.annotate.neighbours import is_title_case
from sitegen.base.text import fold, slugify
from sitegen.model.annotations import Passage
from sitegen.model.names import NameFinder

_WORD = r"[^\W\d_][\w’'ʼ-]*"
_TOKEN = re.compile(rf"{_WORD}|[^\w\s]|\s+|\d+")
_POSSESSIVE = re.compile(r"['’]s?$")
_HEADLINE = 300
_LOWER = re.compile(r"(?<!\w)[^\W\d_A-Z]\w*")
_CAPITAL = re.compile(r"(?<!\w)[A-Z][a-z]+")
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


def named_records(text: str, finder: NameFinder, published: str = "", language: str = "") -> NamedRecords:
    """The actors and places whose names stand in the text, most often named first, then in the order of the text.

    Found as mentions are found (`find_names`), so that what is proposed is what is linked.

    Args:
        text: headline and body, blocks separated by empty lines.
        finder: it holds the records.
        published: EDTF, or empty.
        language: BCP 47, or empty where it is to be guessed by script.
    """
    counts: dict[str, int] = {}
    first: dict[str, tuple[int, str]] = {}
    listed = frozenset(record.id for record in finder.records)
    namings = find_names(passages_of(text), finder.records, listed, published, language)
    for order, naming in enumerate(namings):
        if naming.id:
            counts[naming.id] = counts.get(naming.id, 0) + 1
            first.setdefault(naming.id, (order, naming.form))
    ordered = sorted(counts, key=lambda id: (-counts[id], first[id][0]))
    actors = [id for id in ordered if id.startswith("actors/")]
    return NamedRecords(
        tuple(id.partition("/")[2] for id in actors),
        tuple(id.partition("/")[2] for id in ordered if id.startswith("places/")),
        tuple(" ".join(first[id][1].split()) for id in actors),
    )


def passages_of(text: str) -> tuple[Passage, ...]:
    """A headline and a body in Markdown as passages: the first block and those with `#` are headings."""
    out: list[Passage] = []
    for number, block in enumerate(re.split(r"\n[ \t]*\n\s*", text)):
        heading = block.startswith("#") or (number == 0 and "\n" not in block and len(block) < _HEADLINE)
        out.append(Passage(f"p{number}", "heading" if heading else "paragraph", block))
    return tuple(out)


def unknown_names(text: str, finder: NameFinder, language: str = "en") -> tuple[UnknownName, ...]:
    """Names without a record, most frequent first."""
    language = base_language(language) or script_language(text) or "en"
    words = lexicon(language)
    found: dict[str, list[int]] = {}
    printed: dict[str, str] = {}
    single: Counter[str] = Counter()
    for offset, run, is_name in _runs(text, _covered(text, finder, language), words):
        name = " ".join(run)
        if is_name:
            found.setdefault(fold(name), []).append(offset)
            printed.setdefault(fold(name), name)
        else:
            single[name] += 1
    counts = {printed[key]: len(offsets) for key, offsets in found.items()}
    offsets = {printed[key]: places[0] for key, places in found.items()}
    names = [
        UnknownName(
            nominative(group, language), sum(counts[name] for name in group), min(offsets[name] for name in group)
        )
        for group in grouped(counts, language)
    ]
    names = [UnknownName(name.text, name.count + _alone(name, names, single, words), name.offset) for name in names]
    return tuple(sorted(names, key=lambda name: (-name.count, name.text)))


def grouped(counts: dict[str, int], language: str) -> list[list[str]]:
    """Names of which each group is one name in several cases, most frequent first within a group."""
    cased = lexicon(language).free_order
    groups: dict[tuple[str, ...], list[list[str]]] = {}
    for name in sorted(counts, key=lambda name: (-counts[name], name)):
        key = tuple(fold(word)[:3] for word in name.split()) if cased else (fold(name),)
        near = groups.setdefault(key, [])
        group = next((group for group in near if same_name(group[0], name)), None) if cased else None
        if group is None:
            near.append([name])
        else:
            group.append(name)
    return [group for near in groups.values() for group in near]


def _alone(name: UnknownName, names: list[UnknownName], single: Counter[str], words: Lexicon) -> int:
    """How often the last word of a name stands alone, where no other name ends in it."""
    if " " not in name.text:
        return 0
    last = name.text.split()[-1]
    if sum(1 for other in names if other.text.split()[-1] == last) > 1 or fold(last) in words.common:
        return 0
    if not words.free_order:
        return single[last]
    return sum(count for word, count in single.items() if word[:3] == last[:3] and same_name(last, word))


def _covered(text: str, finder: NameFinder, language: str) -> bytearray:
    taken = bytearray(len(text))
    headlines = _headlines(text, lexicon(language))
    for start, end in (*covered(text, finder.records, language), *headlines):
        taken[start:end] = b"\x01" * (end - start)
    return taken


def _headlines(text: str, words: Lexicon) -> Iterator[tuple[int, int]]:
    """Lines in which most words begin with a capital that are no names: in the text they stand in lower case too."""
    lower: set[str] | None = None
    start = 0
    for line in text.split("\n"):
        if 20 < len(line) < _HEADLINE and not line.rstrip().endswith(".") and is_title_case(line):
            lower = set(_LOWER.findall(text)) if lower is None else lower
            capitals = _CAPITAL.findall(line)[1:]
            if sum(1 for word in capitals if word.lower() in lower or fold(word) in words.others) > 1:
                yield start, start + len(line)
        start += len(line) + 1


def _runs(text: str, covered: bytearray, words: Lexicon) -> Iterator[tuple[int, list[str], bool]]:
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
                    yield name[0][0], [word for _, word in name], len(name) > 1 or _is_abbreviation(name[0][1])
            run = []
        starts_sentence = token in _SENTENCE_END or "\n" in token or (starts_sentence and not is_word)


def _name(run: list[tuple[int, str]], starts_sentence: bool, words: Lexicon) -> list[tuple[int, str]]:
    """The run without what is no part of a name; empty where too little is left."""
    while run and (run[0][1] in words.joints or _is_other(run[0][1], words)):
        run = run[1:]
        starts_sentence = False
    while run and (run[-1][1] in words.joints or fold(run[-1][1]) in words.others):
        run = run[:-1]
    if not run:
        return []
    if len(run) == 1:
        return run
    known = given_names(words.language)
    if starts_sentence and len(run) > 2 and fold(run[1][1]) in known and fold(run[0][1]) not in known:
        # "Вчера Павел …", "Protester Paul …": the name begins with the given name.
        return run[1:]
    # The first word of a sentence is capitalised anyway; with only one more there is nothing to tell a name by.
    if starts_sentence and len(run) == 2 and fold(run[0][1]) in words.others:
        return []
    return run


def _is_abbreviation(word: str) -> bool:
    return 3 <= len(word) <= 8 and word.isupper() and word.isalpha()


def _is_other(word: str, words: Lexicon) -> bool:
    folded = fold(word)
    return (
        folded in words.titles or folded in words.others or (fold(word.split("-")[0]) in words.others and "-" in word)
    )
