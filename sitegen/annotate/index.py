"""The patterns of the records that an article needs, found by their first word.

Patterns are made once for each record and language and kept in one table. Never looks at a text.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence

from sitegen.annotate.patterns import Compiled, Pattern, Person, compile_record
from sitegen.model.names import NameForms

_FEW = 600
_KEPT_RECORDS = 16384

_Key = tuple[str, tuple[str, ...], str, tuple[str, ...]]
"""All of a record that its patterns depend on."""


class _Table:
    """The patterns of every record asked for so far in texts of one language, by their first word, then by record."""

    __slots__ = ("by_word", "compiled", "numbers")

    def __init__(self) -> None:
        self.by_word: dict[str, dict[int, tuple[Pattern, ...]]] = {}
        self.compiled: list[Compiled] = []
        self.numbers: dict[_Key, int] = {}

    def number(self, record: NameForms, language: str) -> int:
        """The place of a record in the table, into which it is put where it is not there."""
        key = (record.id, record.forms, record.type, record.languages)
        number = self.numbers.get(key)
        if number is None:
            number = self.numbers[key] = len(self.compiled)
            compiled = compile_record(record, language)
            self.compiled.append(compiled)
            for word, patterns in compiled.by_word.items():
                self.by_word.setdefault(word, {})[number] = patterns
        return number


_TABLES: dict[str, _Table] = {}


def _table(language: str) -> _Table:
    table = _TABLES.get(language)
    if table is None or len(table.compiled) > _KEPT_RECORDS:
        table = _TABLES[language] = _Table()
    return table


class Index:
    """The patterns of several records, found by their first word.

    Nothing is put together for an article: a word is looked up among all records that were ever asked for, and of what
    is found there only that counts which belongs to the article's own.
    """

    __slots__ = ("_crowds", "_found", "_numbers", "_people", "_records", "_table", "crowded", "known", "lower")

    def __init__(self, records: tuple[NameForms, ...], language: str) -> None:
        self._table = table = _table(language)
        known, compiled = table.numbers, table.compiled
        numbers: list[int] = []
        crowds: list[Compiled] = []
        for record in records:
            number = known.get((record.id, record.forms, record.type, record.languages))
            if number is None:
                number = table.number(record, language)
            numbers.append(number)
            if compiled[number].is_special:
                crowds.append(compiled[number])
        self._records: tuple[NameForms, ...] | dict[str, NameForms] = records
        self.known = table.by_word
        """Words that begin a pattern of any record, whether or not it is of these."""
        self._numbers = dict.fromkeys(numbers)
        self._people: dict[str, Person] = {}
        self._found: dict[str, Sequence[Pattern]] = {}
        self.lower = tuple(dict.fromkeys([word for one in crowds for word in one.lower])) if crowds else ()
        self._crowds = [one.by_pair for one in crowds if one.by_pair]
        self.crowded = frozenset(word for pairs in self._crowds for word in pairs)
        """First words with which so many patterns begin that the second must be looked up too."""

    @property
    def records(self) -> dict[str, NameForms]:
        """The records, by id."""
        if not isinstance(self._records, dict):
            self._records = {record.id: record for record in self._records}
        return self._records

    @property
    def people(self) -> dict[str, Person]:
        """What is known of each person, by id."""
        if not self._people:
            found = (self._table.compiled[number].person for number in self._numbers)
            self._people = {person.id: person for person in found if person}
        return self._people

    def find(self, word: str) -> Sequence[Pattern]:
        """The patterns that begin with a word, in the order of the records."""
        among = self.known.get(word)
        if among is None:
            return ()
        found = self._found.get(word)
        if found is None:
            found = self._found[word] = [
                pattern for number in self._numbers if number in among for pattern in among[number]
            ]
        return found

    def find_pair(self, word: str, second: str) -> list[Pattern]:
        """Of a crowded first word the patterns with a second."""
        return [pattern for pairs in self._crowds for pattern in pairs.get(word, {}).get(second, ())]


def index_of(records: tuple[NameForms, ...], language: str) -> Index:
    """The index of records for texts in a language."""
    return _kept(records, language) if len(records) > _FEW else Index(records, language)


@functools.lru_cache(maxsize=8)
def _kept(records: tuple[NameForms, ...], language: str) -> Index:
    return Index(records, language)
