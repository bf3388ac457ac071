"""Names in texts: the forms under which records are found, and the slice of them that one article depends on.

Shared by rooms that do not know each other. `NameFinder` is the plain way of finding: letter for letter but for
apostrophes and spaces, longest match first, and a form that two records claim stands for neither. (The `annotate` room
finds more: inflected forms, surnames, initials.) Nothing here knows a language.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sitegen.base.text import fold
from sitegen.model.authority import Position

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
    type: str = ""
    """Of an actor, or `place`; where it is empty, forms are found to the letter only."""
    languages: tuple[str, ...] = ()
    """Of each form, in the same order, BCP 47; empty texts, or none at all, where it is not known."""
    positions: tuple[Position, ...] = ()

    def __hash__(self) -> int:
        # Ids are all but unique, and hundreds of records are looked up by their hash for every article.
        return hash(self.id)

    def language(self, index: int) -> str:
        """The language of a form by its index, without script and region unless it is written in Latin script."""
        return self.languages[index] if index < len(self.languages) else ""

    def with_forms(self, forms: Iterable[str]) -> NameForms:
        """The same record with only some of its forms, sorted, and without its offices."""
        wanted = sorted(set(forms))
        places = {form: index for index, form in reversed([*enumerate(self.forms)])}
        languages = tuple(self.language(places[form]) if form in places else "" for form in wanted)
        return NameForms(self.id, tuple(wanted), self.type, languages if any(languages) else ())


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
        self.records = records = tuple(records)
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


def surnames(form: str) -> tuple[str, ...]:
    """The parts of a person's whole name that may stand for it later: the last word, with the particles before it."""
    words = form.split()
    if len(words) < 2 or not words[-1][-1].isalnum():
        return ()
    start = next((index for index in range(1, len(words)) if words[index][0].islower()), len(words) - 1)
    last = words[-1]
    if start == len(words) - 1 and (len(last) < 3 or (last.isupper() and not form.isupper())):
        return ()
    out = [" ".join(words[start:])]
    particle, hyphen, rest = last.partition("-")
    if hyphen and particle.islower() and len(rest) >= 3:
        out.append(rest)
    return tuple(out)


def abbreviations(form: str) -> tuple[str, ...]:
    """The initials of a body's name, in capitals: of its capitalised words, and of all its words."""
    words = _words(form)
    if len(words) < 2:
        return ()
    capitals = "".join(word[0] for word in words if word[0].isupper())
    return tuple(
        sorted({initials for initials in (capitals, "".join(w[0] for w in words).upper()) if len(initials) > 1})
    )


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A form by its words, or a part of one that may stand for the record."""

    form: str
    words: tuple[str, ...]
    inflects: bool


class NameSlices:
    """For given records the slice of all names that finding them depends on.

    Beside their own forms these are the forms of other records that contain one of them ("Nikolai Lukashenko" beside
    "Lukashenko") or run into its beginning: they must be seen, so that what they cover is taken for nothing else. And
    whole records of people of the same surname: once one of them has been named, the surname alone is not clear.

    Which inflected forms words have is not known here. Words that begin alike are taken for forms of one another; so a
    slice may hold more than it must, and never less.
    """

    def __init__(self, records: Iterable[NameForms]) -> None:
        self._records = {record.id: record for record in records}
        self._order = {id: index for index, id in enumerate(self._records)}
        self._forms: dict[str, dict[str, list[_Pattern]]] = {}
        self._surnames: dict[str, dict[str, list[_Pattern]]] = {}
        for record in self._records.values():
            for pattern in _patterns(record):
                for opening in {beginning(word) for word in pattern.words}:
                    self._forms.setdefault(opening, {}).setdefault(record.id, []).append(pattern)
            for pattern in _short(record):
                self._surnames.setdefault(beginning(pattern.words[-1]), {}).setdefault(record.id, []).append(pattern)
        self._near: dict[str, frozenset[tuple[str, str]]] = {}
        self._rivals_of: dict[str, frozenset[str]] = {}

    def slice(self, listed: Iterable[str]) -> tuple[NameForms, ...]:
        """The forms needed to find the listed records, in the order of all records."""
        wanted = {id for id in listed if id in self._records}
        wanted |= {rival for id in wanted for rival in self._rivals(id)}
        extra: dict[str, set[str]] = {}
        for id in wanted:
            for other, form in self._near_to(id):
                if other not in wanted:
                    extra.setdefault(other, set()).add(form)
        out = [self._records[id] for id in wanted]
        out += [self._records[id].with_forms(forms) for id, forms in extra.items()]
        return tuple(sorted(out, key=lambda record: self._order[record.id]))

    def _rivals(self, id: str) -> frozenset[str]:
        """People of the same surname, or of a surname that is one of the record's own forms (a body called Vega)."""
        found = self._rivals_of.get(id)
        if found is None:
            found = self._rivals_of[id] = frozenset(self._find_rivals(id))
        return found

    def _find_rivals(self, id: str) -> set[str]:
        out = set()
        record = self._records[id]
        for pattern in dict.fromkeys((*_short(record), *(one for one in _patterns(record) if len(one.words) == 1))):
            for other, theirs in self._surnames.get(beginning(pattern.words[-1]), {}).items():
                if other != id and any(_alike(pattern, -1, their, -1) for their in theirs[:_PAIRS]):
                    out.add(other)
        return out

    def _near_to(self, id: str) -> frozenset[tuple[str, str]]:
        near = self._near.get(id)
        if near is None:
            record = self._records[id]
            near = self._near[id] = frozenset(self._meeting((*_patterns(record), *_short(record)), id))
        return near

    def _meeting(self, patterns: tuple[_Pattern, ...], id: str) -> Iterator[tuple[str, str]]:
        """Forms of other records that contain one of the patterns or end in its beginning."""
        groups: dict[str, list[_Pattern]] = {}
        for pattern in dict.fromkeys(patterns):
            groups.setdefault(beginning(pattern.words[0]), []).append(pattern)
        for opening, mine in groups.items():
            for other, theirs in self._forms.get(opening, {}).items():
                if other == id:
                    continue
                # Of thousands of names with one beginning not all pairs are compared: then all of them are taken.
                every = len(mine) * len(theirs) > _PAIRS
                for their in theirs:
                    if every or any(_reaches(their, pattern) for pattern in mine):
                        yield other, their.form


_PAIRS = 20_000
_SOFT = re.compile(r"(?<=[сзцСЗЦ])ь(?=[бвдзлмнпсфц])|(?<=л)ь(?=л)|(?<=н)ь(?=н)")
"""A soft sign that one of two spellings of Belarusian writes and the other does not: Святлана – Сьвятлана."""


def _patterns(record: NameForms) -> tuple[_Pattern, ...]:
    forms = ((form, _words(form)) for form in record.forms)
    return tuple(_Pattern(form, words, bool(record.type)) for form, words in forms if words)


def _short(record: NameForms) -> tuple[_Pattern, ...]:
    """What may stand for the record once its whole name has stood."""
    if record.type == "person":
        parts = [part for form in record.forms for part in (*surnames(form), *([] if " " in form else [form]))]
        # A given name with a patronymic may stand for the person too.
        parts += [" ".join(form.split()[:2]) for form in record.forms if form.count(" ") > 1]
        # And of two surnames in Latin script the first.
        parts += [form.split()[1] for form in record.forms if form.count(" ") == 2 and form[0] < "\u0250"]
    elif record.type and record.type != "place":
        parts = [part for form in record.forms for part in abbreviations(form)]
    else:
        parts = []
    return tuple(_Pattern(part, _words(part), record.type == "person") for part in dict.fromkeys(parts) if _words(part))


def _words(form: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", form))


_SECOND = str.maketrans({"ё": "е", "я": "е", "ь": "е", "і": "о", "ą": "a", "ę": "a"})
_OPENINGS = {"lw": "le", "ws": "wi", "dn": "dz", "дн": "де", "пн": "пе", "шв": "ше"}
"""Where a short word loses its vowel in other cases: Lew – Lwa, wieś – wsi, день – дня."""


@functools.lru_cache(maxsize=16384)
def beginning(word: str) -> str:
    """What two forms of one word have in common at their beginning, whatever the language.

    Two letters, without marks; vowels that alternate in the cases of a word are one: Лев – Льва, Łódź – Łodzi, Кіт –
    Кота, Dąb – Dęba.
    """
    opening = _SOFT.sub("", word[:3])[:2].casefold()
    opening = opening[:1] + opening[1:].translate(_SECOND)
    return fold(_OPENINGS.get(opening, opening))


@functools.lru_cache(maxsize=16384)
def _plain(word: str) -> str:
    word = _SOFT.sub("", word)
    return beginning(word) + fold(word[2:])


def _alike(one: _Pattern, index: int, other: _Pattern, place: int) -> bool:
    """Whether two words can be forms of one: endings change at most the last three letters of the longer one."""
    a, b = one.words[index], other.words[place]
    if a == b or not (one.inflects or other.inflects):
        return a == b
    a, b = _plain(a), _plain(b)
    stem = max(2, len(a) - 3, len(b) - 3)
    return a[:stem] == b[:stem]


def _reaches(their: _Pattern, pattern: _Pattern) -> bool:
    """Whether one form, by its words, contains the other or ends in its beginning."""
    for start in range(len(their.words)):
        length = min(len(pattern.words), len(their.words) - start)
        if all(_alike(their, start + index, pattern, index) for index in range(length)):
            return True
    return False


def _key(form: str) -> str:
    return re.sub(r"\s+", " ", re.sub(_APOSTROPHE, "'", form)).strip()


def _expression(form: str) -> str:
    words = [re.escape(word).replace("'", _APOSTROPHE) for word in form.split(" ")]
    return r"[ \t\n\u00a0]+".join(words)
