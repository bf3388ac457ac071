"""What of a record is looked for in texts: its forms in all their cases, and what may stand for it later.

A pattern is a row of words, each with its surfaces, and what stands between them. Patterns are made once for each
record and language and kept; the index of an article is put together from them. Never looks at a text.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sitegen.annotate.lexicon import CYRILLIC, Lexicon, base_language, lexicon, script_language
from sitegen.annotate.paradigms import KEPT, patronymic_stem, person_roles, plain, sexes_of, surfaces
from sitegen.base.text import fold
from sitegen.model.names import NameForms, abbreviations, surnames

WHOLE, SHORT, ABBREVIATION, GIVEN, HEAD = "whole", "short", "abbreviation", "given", "head"
WORD = re.compile(r"\w+(?:['’‘ʼ`]\w+)*")
_HYPHENS = str.maketrans({"‐": "-", "‑": "-", "–": "-", "—": "-", "−": "-", "’": "'", "‘": "'", "ʼ": "'", "`": "'"})
_SPACES = re.compile(r"\s+")
_FEW = 600
_CROWD = 64
_FOREIGN = {"ru": "[іїєґўІЇЄҐЎ']", "be": "[ищъИЩЪїєґЇЄҐ]", "uk": "[ыэъёўЫЭЪЁЎ]"}
_BEYOND = re.compile("[^\u0000-\u024f\u1e00-\u1eff\u2000-\u206f]")


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """One row of words that may stand for a record."""

    id: str
    words: tuple[frozenset[str], ...]
    literal: tuple[str, ...]
    """The words as the record writes them."""
    joints: tuple[str, ...]
    """What stands between them; one fewer than words."""
    lead: str
    tail: str
    kind: str
    is_person: bool
    type: str
    bounded: bool = False
    """Whether marks belong to it before its first word or behind its last."""
    second: frozenset[str] | None = None
    """The surfaces of its second word, where it has one."""


@dataclass(frozen=True, slots=True, eq=False)
class Person:
    """What is known of a person for telling apart those of one surname."""

    id: str
    sex: str
    """`m`, `f` or empty."""
    given: frozenset[str]
    """Given names, folded."""
    given_surfaces: frozenset[str]
    initials: frozenset[str]
    patronymics: frozenset[str]
    """Beginnings, without the case's ending, folded."""
    surnames: frozenset[str]
    """All surfaces."""


@dataclass(frozen=True, slots=True, eq=False)
class Compiled:
    """All patterns of one record, by the first word of each."""

    by_word: dict[str, tuple[Pattern, ...]]
    by_pair: dict[str, dict[str, tuple[Pattern, ...]]]
    """Where very many begin with one word: by that word and the second."""
    beginnings: tuple[str, ...]
    """The first letters of the first words, as many as are the same in all cases."""
    lower: tuple[str, ...]
    """First words that no capital begins."""
    person: Person | None


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

    def named(self, given: str) -> list[str]:
        """People by any case of their given name."""
        return [pattern.id for pattern in self.find(given) if pattern.kind == GIVEN]


def gap(text: str) -> str:
    """What stands between two words, by its kind."""
    return text if text == " " else _SPACES.sub(" ", text.translate(_HYPHENS))


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


def compile_record(record: NameForms, language: str) -> Compiled:
    """The patterns of a record for texts in one language."""
    found: dict[tuple[object, ...], Pattern] = {}
    for pattern in _patterns(record, language):
        found.setdefault((pattern.words, pattern.joints, pattern.lead, pattern.tail, pattern.kind), pattern)
    person = _person(record, language) if record.type == "person" else None
    if person:
        given = Pattern(record.id, (person.given_surfaces,), ("",), (), "", "", GIVEN, True, "person")
        found[GIVEN,] = given
    table: dict[str, list[Pattern]] = {}
    for pattern in found.values():
        for word in sorted(pattern.words[0]):
            table.setdefault(word, []).append(pattern)
    lower = tuple(word for word in table if not word[0].isupper())
    pairs = {word: _by_second(patterns) for word, patterns in table.items() if len(patterns) > _CROWD}
    single = {
        word: tuple(one for one in patterns if word not in pairs or len(one.words) == 1)
        for word, patterns in table.items()
    }
    beginnings = tuple(dict.fromkeys(word[:KEPT] for word in table))
    return Compiled(single, pairs, beginnings, lower, person)


def _by_second(patterns: list[Pattern]) -> dict[str, tuple[Pattern, ...]]:
    out: dict[str, list[Pattern]] = {}
    for pattern in patterns:
        for word in pattern.words[1] if len(pattern.words) > 1 else ():
            out.setdefault(word, []).append(pattern)
    return {word: tuple(found) for word, found in out.items()}


def form_languages(form: str, labelled: str, language: str) -> tuple[str, ...]:
    """The languages after which a form is inflected: its own or its script's; the text's where its letters allow."""
    labelled, language = labelled.lower(), base_language(language)
    if CYRILLIC.search(form):
        own = base_language(labelled) or script_language(form)
        foreign = _FOREIGN.get(language)
        more = foreign is not None and language != own and not re.search(foreign, form)
        return (own, language) if more else (own,)
    if "latn" in labelled or _BEYOND.search(form):
        return ("",)
    own = base_language(labelled)
    return (language,) if own in ("", "en", language) else (own,)


def _patterns(record: NameForms, language: str) -> Iterator[Pattern]:
    sex = _sex(record, language)
    for number, form in enumerate(record.forms):
        if len(form.strip()) < 2:
            continue
        for own in form_languages(form, record.language(number), language) if record.type else ("",):
            yield from _of_form(record, form, own, sex)


def _of_form(record: NameForms, form: str, language: str, sex: str) -> Iterator[Pattern]:
    is_person = record.type == "person"
    whole = _pattern(record, form, language, WHOLE, sex)
    if whole is None:
        return
    yield whole
    if is_person:
        for surname in surnames(form):
            short = _pattern(record, surname, language, SHORT, sex)
            if short is None:
                continue
            yield short
            given = form.removesuffix(surname).split()
            if CYRILLIC.search(form) and given:
                turned = _turned(whole, len(short.words))
                if turned:
                    yield turned
    elif record.type and record.type != "place":
        head = _head(whole, lexicon(language or "en"))
        if head:
            yield head
        for text in abbreviations(form):
            abbreviation = _pattern(record, text, "", ABBREVIATION, sex)
            if abbreviation:
                yield abbreviation


def _head(whole: Pattern, words: Lexicon) -> Pattern | None:
    """The noun that says what a body is, where a text may call the body by it."""
    if not words.body_articles or len(whole.words) < 2:
        return None
    word = whole.literal[0 if words.head_first else -1]
    if not word[0].isupper() or fold(word) not in words.bodies:
        return None
    return Pattern(whole.id, (frozenset({word}),), (word,), (), "", "", HEAD, False, whole.type)


def _turned(whole: Pattern, count: int) -> Pattern | None:
    """The surname before the given names, as lists and officials write it."""
    if any(joint != " " for joint in whole.joints) or count != 1:
        return None
    words, literal = whole.words, whole.literal
    return Pattern(
        whole.id, (words[-1], *words[:-1]), (literal[-1], *literal[:-1]), whole.joints, "", "", WHOLE, True, "person",
        second=words[0],
    )  # fmt: skip


def _pattern(record: NameForms, form: str, language: str, kind: str, sex: str) -> Pattern | None:
    form = _SPACES.sub(" ", form).strip()
    matches = list(WORD.finditer(form))
    if not matches:
        return None
    literal = tuple(plain(match.group()) for match in matches)
    roles = _roles(record, [match.group() for match in matches], kind, sex, language)
    joints = tuple(gap(form[a.end() : b.start()]) for a, b in itertools.pairwise(matches))
    lead, tail = gap(form[: matches[0].start()]), gap(form[matches[-1].end() :])
    found = tuple(surfaces(word, role, language) for word, role in zip(literal, roles, strict=True))
    return Pattern(
        record.id,
        found,
        literal,
        joints,
        lead,
        tail,
        kind,
        record.type == "person",
        record.type,
        bool(lead or tail),
        found[1] if len(found) > 1 else None,
    )


def _roles(record: NameForms, words: list[str], kind: str, sex: str, language: str) -> list[tuple[str, ...]]:
    if kind == ABBREVIATION or not language or not lexicon(language).inflection:
        return [()] * len(words)
    if record.type == "person":
        if kind == SHORT:
            return [tuple(f"surname-{one}" for one in sex)] * len(words)
        return person_roles(words, sex, lexicon(language))
    if len(words) > 1:
        # The other words of the name say which is meant: here every word may have any of the cases.
        return [("adjective", "noun", "place")] * len(words)
    return [("place",) if record.type in ("place", "state") else ("noun", "place")]


def _sex(record: NameForms, language: str) -> str:
    """`m`, `f`, or both where none of the forms tells."""
    if record.type != "person":
        return "mf"
    guess = ""
    for number, form in enumerate(record.forms):
        words = WORD.findall(form)
        for own in form_languages(form, record.language(number), language):
            known = lexicon(own or "en").sexes.get(fold(words[0]), "") if len(words) > 1 else ""
            if known:
                return known
            if len(words) > 1 and CYRILLIC.search(form) and not guess:
                guess = sexes_of(words[0], lexicon(own))
    return guess or "mf"


def _person(record: NameForms, language: str) -> Person:
    sex = _sex(record, language)
    given: set[str] = set()
    given_surfaces: set[str] = set()
    initials: set[str] = set()
    patronymics: set[str] = set()
    short: set[str] = set()
    for number, form in enumerate(record.forms):
        words = WORD.findall(form)
        if not words:
            continue
        for own in form_languages(form, record.language(number), language):
            if len(words) == 1:
                short |= surfaces(words[0], tuple(f"surname-{one}" for one in sex), own)
                continue
            given.add(fold(words[0]))
            initials.add(words[0][0].upper())
            given_surfaces |= surfaces(words[0], tuple(f"given-{one}" for one in sex), own)
            last = surnames(form)
            if last:
                short |= surfaces(WORD.findall(last[0])[-1], tuple(f"surname-{one}" for one in sex), own)
            patronymics |= {patronymic_stem(word, lexicon(own or "en")) for word in words[1:-1]} - {""}
    return Person(
        record.id, sex if len(sex) == 1 else "", frozenset(given), frozenset(given_surfaces), frozenset(initials),
        frozenset(patronymics), frozenset(short),
    )  # fmt: skip
