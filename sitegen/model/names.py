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

    A form matches between word boundaries, letter for letter. Where forms overlap, the one that begins first counts,
    and of those the longest; one that an earlier form runs into counts for nothing, even where that earlier one is
    itself run into. So whether a form is found depends on its neighbours alone, never on a chain of them (see
    `NameSlices`).
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
        forms = {*self._id_by_form, *(form for form in ambiguous if len(form) >= 2)}
        ordered = sorted(forms, key=lambda form: (-len(form), form))
        expressions = "|".join(_expression(form) for form in ordered)
        self._pattern = re.compile(rf"(?<!\w)(?=((?:{expressions})(?!\w)))") if ordered else None

    def find(self, text: str) -> Iterator[Mention]:
        """Every mention in the order of the text; none overlaps another."""
        if self._pattern is None:
            return
        reached = 0
        for start, end in self.covered(text):
            form = text[start:end]
            record = self._id_by_form.get(_key(form))
            if record and start >= reached:
                yield Mention(start, end, record, form)
            reached = max(reached, end)

    def covered(self, text: str) -> Iterator[tuple[int, int]]:
        """Every stretch that is some record's name, also where it is not clear whose; they may overlap."""
        return (match.span(1) for match in self._pattern.finditer(text)) if self._pattern else iter(())


class NameSlices:
    """For given records the slice of all names that finding them depends on.

    Beside their own forms these are the forms of other records that contain one of them ("Nikolai Lukashenko" beside
    "Lukashenko") or run into its beginning: they must be seen, so that what they cover is taken for nothing else.
    """

    def __init__(self, records: Iterable[NameForms]) -> None:
        self._records = {record.id: record for record in records}
        self._order = {id: index for index, id in enumerate(self._records)}
        by_word: dict[str, list[tuple[str, str, tuple[str, ...]]]] = {}
        for record in self._records.values():
            for form in record.forms:
                words = _words(form)
                for word in set(words):
                    by_word.setdefault(word, []).append((record.id, form, words))
        self._near: dict[str, tuple[tuple[str, str], ...]] = {}
        for record in self._records.values():
            near: dict[tuple[str, str], None] = {}
            for form in record.forms:
                words = _words(form)
                for other, longer, their in by_word.get(words[0], ()) if words else ():
                    if other != record.id and _reaches(their, words):
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


def _words(form: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", form))


def _reaches(their: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Whether one form, by its words, contains the other or ends in its beginning."""
    for start in range(len(their)):
        rest = their[start : start + len(words)]
        if rest == words[: len(rest)]:
            return True
    return False


def _key(form: str) -> str:
    return re.sub(r"\s+", " ", re.sub(_APOSTROPHE, "'", form)).strip()


def _expression(form: str) -> str:
    words = [re.escape(word).replace("'", _APOSTROPHE) for word in form.split(" ")]
    return r"[ \t\n\u00a0]+".join(words)
