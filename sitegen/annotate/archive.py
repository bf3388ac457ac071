"""Over all texts of an archive: names without a record by frequency, and spellings that records do not have yet.

Proposals for a person: a name with the record that it could have, a spelling with the record that could have it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sitegen.annotate.inflections import nominative
from sitegen.annotate.lexicon import CYRILLIC
from sitegen.annotate.names import UnknownName, grouped
from sitegen.annotate.variants import Variant, propose_variants
from sitegen.base.text import fold
from sitegen.base.yamlfile import Flow, dump_yaml
from sitegen.model.names import NameForms
from sitegen.model.suggestions import Refusals

_WORD = re.compile(r"\w+(?:['’ʼ]\w+)*")
_SIGNS = re.compile("[”ʹʺ\u0361]|’(?!\\w)")
_PROPOSED = 8


@dataclass(frozen=True, slots=True)
class RankedName:
    """A name without a record, over all texts."""

    text: str
    count: int
    articles: int
    path: str
    """Of the first article that has it."""
    record_path: str
    """Where its record would lie."""
    record: str
    """The record's content, on one line of YAML."""


@dataclass(frozen=True, slots=True)
class FoundVariant:
    """A spelling of a recorded name that stands in texts."""

    id: str
    """`actors/<id>` or `places/<id>`."""
    text: str
    language: str
    scheme: str
    count: int
    """Of the articles that have it."""
    path: str
    """Of the first of them."""


class ArchiveNames:
    """Gathers the unknown names of texts, one after the other."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._counts: dict[str, Counter[str]] = {}
        self._articles: Counter[str] = Counter()
        self._first: dict[str, str] = {}

    def add(self, names: Iterable[UnknownName], path: str, language: str) -> None:
        """The names of one text."""
        counts = self._counts.setdefault(language or self._language, Counter())
        for name in names:
            counts[name.text] += name.count
            self._articles[name.text] += 1
            self._first.setdefault(name.text, path)

    def ranked(self, most: int, sources: frozenset[str], refusals: Refusals) -> list[RankedName]:
        """The most frequent names, each with a record to accept; without outlets and what a person has refused."""
        refused = {fold(name) for name in refusals.names}
        found: dict[str, RankedName] = {}
        for language, counts in self._counts.items():
            for group in grouped(counts, language):
                if any(fold(name) in refused for name in group):
                    continue
                text = nominative(group, language)
                id = UnknownName(text, 0, 0).id
                if id in sources:
                    continue
                name = self._ranked(text, id, group, counts, language)
                other = found.get(id)
                if other is None:
                    found[id] = name
                else:
                    found[id] = RankedName(
                        other.text, other.count + name.count, other.articles + name.articles, other.path,
                        other.record_path, other.record,
                    )  # fmt: skip
        return sorted(found.values(), key=lambda name: (-name.count, name.text))[:most]

    def _ranked(self, text: str, id: str, group: list[str], counts: Counter[str], language: str) -> RankedName:
        return RankedName(
            text,
            sum(counts[name] for name in group),
            sum(self._articles[name] for name in group),
            min(self._first[name] for name in group),
            f"actors/{id}.yaml",
            _record(text, language),
        )


def _record(text: str, language: str) -> str:
    """A record on one line; where the name is Cyrillic, with its spellings of both kinds: states' and papers'."""
    type_ = "person" if " " in text and not text.isupper() else "organisation"
    record = Flow({"name": text, "type": type_})
    variants = [one for one in propose_variants(text, language, type_) if one.scheme != "equivalent"]
    if variants:
        record["names"] = [_name(one) for one in variants[:_PROPOSED]]
    return dump_yaml(record).strip()


def _name(variant: Variant) -> Flow:
    return Flow({"text": variant.text, "language": variant.language, "scheme": variant.scheme})


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(fold(text)))


class VariantSeeker:
    """Looks in texts for spellings of recorded names that the records do not have yet."""

    def __init__(self, records: tuple[NameForms, ...], refusals: Refusals) -> None:
        self._by_words: dict[tuple[str, ...], list[tuple[str, Variant]]] = {}
        self._lengths: Counter[str] = Counter()
        self._found: dict[tuple[str, str], tuple[Variant, int, str]] = {}
        known = {_words(form) for record in records for form in record.forms}
        for record in records:
            refused = {fold(text) for text in refusals.for_record(record.id)}
            for number, form in enumerate(record.forms):
                if not CYRILLIC.search(form):
                    continue
                for variant in propose_variants(form, record.language(number), record.type):
                    words = tuple(_WORD.findall(variant.text))
                    # Signs of scholarly schemes stand in no newspaper; without them the words are another spelling.
                    if _SIGNS.search(variant.text) or _words(variant.text) in known or fold(variant.text) in refused:
                        continue
                    if words:
                        self._by_words.setdefault(words, []).append((record.id, variant))
                        self._lengths[words[0]] = max(self._lengths[words[0]], len(words))

    def look(self, text: str, path: str) -> None:
        """Counts the spellings that stand in one text."""
        words = _WORD.findall(text)
        here: dict[tuple[str, str], Variant] = {}
        for at, word in enumerate(words):
            for length in range(1, self._lengths.get(word, 0) + 1):
                for id, variant in self._by_words.get(tuple(words[at : at + length]), ()):
                    here.setdefault((id, variant.text), variant)
        for key, variant in here.items():
            _, count, first = self._found.get(key, (variant, 0, path))
            self._found[key] = (variant, count + 1, first)

    def found(self) -> list[FoundVariant]:
        """The spellings that occur, most frequent first; none that two records could have."""
        owners = Counter(text for _, text in self._found)
        out = [
            FoundVariant(id, text, variant.language, variant.scheme, count, path)
            for (id, text), (variant, count, path) in self._found.items()
            if owners[text] == 1
        ]
        return sorted(out, key=lambda one: (-one.count, one.id, one.text))
