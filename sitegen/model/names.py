"""Names in texts: which record a stretch of text stands for.

Shared by two rooms that do not know each other (one proposes actors, the other links mentions), so that both find the
same. Longest match wins, at word boundaries, letter for letter but for apostrophes and spaces; a form that two records
claim stands for neither. The forms of all records are compiled into one expression, longest first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_APOSTROPHE = "['’‘ʼ]"


@dataclass(frozen=True, slots=True)
class Mention:
    """One place in a text where a record is named."""

    start: int
    """Offset in characters."""
    end: int
    id: str
    """`actors/<id>` or `places/<id>`."""
    form: str
    """As printed."""


@dataclass(frozen=True, slots=True)
class NameForms:
    """The forms under which a record is found: the slice of it that finding depends on."""

    id: str
    """`actors/<id>` or `places/<id>`."""
    forms: tuple[str, ...]


def shared_forms(records: Iterable[NameForms]) -> dict[str, tuple[str, ...]]:
    """Forms that several records claim, with their ids; such a form stands for none of them."""
    owners: dict[str, set[str]] = {}
    for record in records:
        for form in record.forms:
            owners.setdefault(_key(form), set()).add(record.id)
    return {form: tuple(sorted(ids)) for form, ids in owners.items() if len(ids) > 1}


class NameFinder:
    """Finds mentions of records in texts.

    A form matches between word boundaries; a form in capitals (``EU``) only in capitals, and no form matches inside a
    longer capitalised hyphenated word of which it is a part only by chance (``Minsk-based`` matches, ``ex-NATO`` too).
    """

    def __init__(self, records: Iterable[NameForms]) -> None:
        records = tuple(records)
        ambiguous = shared_forms(records)
        self._id_by_form: dict[str, str] = {}
        for record in records:
            for form in record.forms:
                key = _key(form)
                if len(key) >= 2 and key not in ambiguous:
                    self._id_by_form[key] = record.id
        # A shared form still takes its place in the text, so that a shorter name inside it does not match by mistake.
        patterns = sorted(
            {*self._id_by_form, *(form for form in ambiguous if len(form) >= 2)}, key=lambda form: (-len(form), form)
        )
        self._pattern = (
            re.compile(r"(?<!\w)(?:" + "|".join(_expression(form) for form in patterns) + r")(?!\w)")
            if patterns
            else None
        )

    def find(self, text: str) -> Iterator[Mention]:
        """Every mention in the order of the text; none overlaps another."""
        if self._pattern is None:
            return
        for match in self._pattern.finditer(text):
            record = self._id_by_form.get(_key(match.group()))
            if record:
                yield Mention(match.start(), match.end(), record, match.group())


def _key(form: str) -> str:
    return re.sub(r"\s+", " ", re.sub(_APOSTROPHE, "'", form)).strip()


def _expression(form: str) -> str:
    words = [re.escape(word).replace("'", _APOSTROPHE) for word in form.split(" ")]
    return r"[ \t\n\u00a0]+".join(words)


class NameSlices:
    """For given records the slice of all names that finding them depends on.

    Beside their own forms these are the forms of other records that contain one of them ("Nikolai Lukashenko" beside
    "Lukashenko"): the longer one must be seen, so that the shorter one inside it is not taken for it.
    """

    def __init__(self, records: Iterable[NameForms]) -> None:
        self._records = {record.id: record for record in records}
        self._order = {id: index for index, id in enumerate(self._records)}
        by_word: dict[str, list[tuple[str, str]]] = {}
        for record in self._records.values():
            for form in record.forms:
                for word in set(_key(form).split(" ")):
                    by_word.setdefault(word, []).append((record.id, form))
        self._near: dict[str, tuple[tuple[str, str], ...]] = {}
        for record in self._records.values():
            near: dict[tuple[str, str], None] = {}
            for form in record.forms:
                inner = f" {_key(form)} "
                for other, longer in by_word.get(_key(form).split(" ")[0], ()):
                    if other != record.id and inner in f" {_key(longer)} ":
                        near[(other, longer)] = None
            self._near[record.id] = tuple(near)

    def slice(self, listed: Iterable[str]) -> tuple[NameForms, ...]:
        """The forms needed to find the listed records, in the order of all records."""
        wanted = {id for id in listed if id in self._records}
        extra: dict[str, dict[str, None]] = {}
        for id in wanted:
            for other, form in self._near[id]:
                if other not in wanted:
                    extra.setdefault(other, {})[form] = None
        out = [self._records[id] for id in wanted]
        out += [NameForms(id, tuple(sorted(forms))) for id, forms in extra.items()]
        return tuple(sorted(out, key=lambda record: self._order[record.id]))
