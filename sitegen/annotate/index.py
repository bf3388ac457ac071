"""The patterns of the records that an article needs, found by their first word.

Patterns are made once for each record and language and kept; the index of an article is put together from them. Never
looks at a text.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence

from sitegen.annotate.paradigms import KEPT
from sitegen.annotate.patterns import Compiled, Pattern, Person, compile_record
from sitegen.model.names import NameForms

_FEW = 600


class Index:
    """The patterns of several records, found by their first word.

    For the records of an article nothing is put together: a word is looked up in those with a word of its beginning,
    which costs less than one table of all their cases. For all records there is one table, and it is kept.
    """

    __slots__ = ("_compiled", "_found", "_near", "_pairs", "_people", "crowded", "find", "lower", "records")

    def __init__(self, records: tuple[NameForms, ...], language: str) -> None:
        compiled = _all_compiled(records, language)
        self.records = {record.id: record for record in records}
        self._compiled = compiled
        crowds = [one for one in compiled if one.by_pair or one.lower]
        self._people: dict[str, Person] = {}
        self.lower = tuple(dict.fromkeys([word for one in crowds for word in one.lower]))
        self._pairs = [one.by_pair for one in crowds if one.by_pair]
        self.crowded = frozenset(word for pairs in self._pairs for word in pairs)
        """First words with which so many patterns begin that the second must be looked up too."""
        self.find: Callable[[str], Sequence[Pattern]] = self._find_in_each
        self._found: dict[str, Sequence[Pattern]] = {}
        self._near: dict[str, list[dict[str, tuple[Pattern, ...]]]] = {}
        if len(records) <= _FEW:
            near = self._near
            for one in compiled:
                for beginning in one.beginnings:
                    if beginning in near:
                        near[beginning].append(one.by_word)
                    else:
                        near[beginning] = [one.by_word]
        else:
            table: dict[str, list[Pattern]] = {}
            for one in compiled:
                for word, patterns in one.by_word.items():
                    table.setdefault(word, []).extend(patterns)
            self.find = lambda word: table.get(word, ())

    @property
    def people(self) -> dict[str, Person]:
        """What is known of each person, by id."""
        if not self._people:
            self._people = {one.person.id: one.person for one in self._compiled if one.person}
        return self._people

    def _find_in_each(self, word: str) -> Sequence[Pattern]:
        found = self._found.get(word)
        if found is None:
            near = self._near.get(word[:KEPT], ())
            found = self._found[word] = [pattern for table in near if word in table for pattern in table[word]]
        return found

    def find_pair(self, word: str, second: str) -> list[Pattern]:
        """Of a crowded first word the patterns with a second."""
        return [pattern for pairs in self._pairs for pattern in pairs.get(word, {}).get(second, ())]


def index_of(records: tuple[NameForms, ...], language: str) -> Index:
    """The index of records for texts in a language."""
    return _kept(records, language) if len(records) > _FEW else Index(records, language)


@functools.lru_cache(maxsize=8)
def _kept(records: tuple[NameForms, ...], language: str) -> Index:
    return Index(records, language)


_Key = tuple[str, tuple[str, ...], str, tuple[str, ...]]
_COMPILED: dict[str, dict[_Key, Compiled]] = {}
_KEPT_RECORDS = 16384


def _all_compiled(records: tuple[NameForms, ...], language: str) -> list[Compiled]:
    """The patterns of records, kept by all that they depend on; written out, since every article asks for hundreds."""
    kept = _COMPILED.setdefault(language, {})
    if len(kept) > _KEPT_RECORDS:
        kept.clear()
    out = []
    for record in records:
        key = (record.id, record.forms, record.type, record.languages)
        compiled = kept.get(key)
        if compiled is None:
            compiled = kept[key] = compile_record(record, language)
        out.append(compiled)
    return out
