"""What of a record is looked for in texts: its forms in all their cases, and what may stand for it later.

A pattern is a row of words, each with its surfaces, and what stands between them; `index.py` keeps them and finds them
by their first word. Never looks at a text.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sitegen.annotate.lexicon import CYRILLIC, Lexicon, base_language, lexicon, script_language
from sitegen.annotate.paradigms import patronymic_stem, person_roles, plain, sexes_of, surfaces, without_marks
from sitegen.base.text import fold
from sitegen.model.names import NameForms, abbreviations, surnames

WHOLE, SHORT, ABBREVIATION, GIVEN, HEAD = "whole", "short", "abbreviation", "given", "head"
WORD = re.compile(r"\w+(?:['’‘ʼ`]\w+)*")
_HYPHENS = str.maketrans({"‐": "-", "‑": "-", "–": "-", "—": "-", "−": "-", "’": "'", "‘": "'", "ʼ": "'", "`": "'"})
_SPACES = re.compile(r"\s+")
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
    is_turned: bool = False
    """Whether it has the surname before the given names."""
    behind_article: bool = False
    """Whether it counts only behind an article: the form without the one that it begins with."""


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
    lower: tuple[str, ...]
    """First words that no capital begins."""
    person: Person | None
    is_special: bool
    """Whether words must be looked for in other ways than by a capital and the first word."""


def gap(text: str) -> str:
    """What stands between two words, by its kind."""
    return text if text == " " else _SPACES.sub(" ", text.translate(_HYPHENS))


def compile_record(record: NameForms, language: str) -> Compiled:
    """The patterns of a record for texts in one language."""
    found: dict[tuple[object, ...], Pattern] = {}
    letters = lexicon(language or "en").plain_letters
    for pattern in _patterns(record, language):
        pattern = _without_marks(pattern, letters)
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
    return Compiled(single, pairs, lower, person, bool(pairs or lower))


def _without_marks(pattern: Pattern, letters: str) -> Pattern:
    """The same pattern, found also where a text drops the marks of its letters."""
    if not letters or all(word.isascii() for word in pattern.literal):
        return pattern
    words = tuple(one | {without_marks(word, letters) for word in one} for one in pattern.words)
    return replace(pattern, words=words, second=words[1] if len(words) > 1 else None)


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
        yield from _first_surname(record, form, language, sex)
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
    elif record.type:
        yield from _other_capitals(whole, lexicon(language or "en"))
        bare = _behind_article(whole, lexicon(language or "en"))
        if bare:
            yield bare
    if record.type and not is_person and record.type != "place":
        head = _head(whole, lexicon(language or "en"))
        if head:
            yield head
        turned_form = _turned_body(form, lexicon(language or "en"))
        turned_body = _pattern(record, turned_form, language, WHOLE, sex) if turned_form else None
        if turned_body:
            yield turned_body
        for text in abbreviations(form):
            abbreviation = _pattern(record, text, "", ABBREVIATION, sex)
            if abbreviation:
                yield abbreviation


def _head(whole: Pattern, words: Lexicon) -> Pattern | None:
    """The noun that says what a body is, where a text may call the body by it."""
    if len(whole.words) < 2:
        return None
    if words.free_order:
        return _noun_of(whole, words)
    if not words.body_articles:
        return None
    word = whole.literal[0 if words.head_first else -1]
    if not word[0].isupper() or fold(word) not in words.bodies:
        return None
    return Pattern(whole.id, (frozenset({word}),), (word,), (), "", "", HEAD, False, whole.type)


def _first_surname(record: NameForms, form: str, language: str, sex: str) -> Iterator[Pattern]:
    """Of a Spanish name with two surnames what texts call its bearer by: "Ana Vega" and "Vega" for "Ana Vega Holt"."""
    parts = form.split()
    words = lexicon(language or "en")
    if not words.two_surnames or len(parts) != 3 or not all(part[0].isupper() for part in parts):
        return
    if fold(parts[1]) in words.given:
        return
    for text, kind in ((" ".join(parts[:2]), WHOLE), (parts[1], SHORT)):
        pattern = _pattern(record, text, language, kind, sex)
        if pattern:
            yield pattern


def _noun_of(whole: Pattern, words: Lexicon) -> Pattern | None:
    """The first noun of a body's name that is one for bodies, in all its cases."""
    for found, word in zip(whole.words, whole.literal, strict=True):
        if fold(word) in words.bodies:
            capitals = frozenset(one[:1].upper() + one[1:] for one in found)
            return Pattern(whole.id, (capitals,), (word,), (), "", "", HEAD, False, whole.type)
    return None


def _turned_body(form: str, words: Lexicon) -> str:
    """ "Fisheries Ministry" of "Ministry of Fisheries"; nothing where the name is of no such kind."""
    first, of, rest = form.partition(" of ")
    if not of or fold(first) not in words.turned_bodies or " of " in rest:
        return ""
    return f"{rest.removeprefix('the ')} {first}"


def _other_capitals(whole: Pattern, words: Lexicon) -> Iterator[Pattern]:
    """A body's name that a record has in small letters, with capitals; where texts do so, the other way round."""
    first = whole.literal[0]
    if first[0].islower():
        found = tuple(frozenset(word[:1].upper() + word[1:] for word in one) for one in whole.words)
        yield replace(whole, words=found, second=found[1] if len(found) > 1 else None)
    elif words.lower_bodies and len(whole.words) > 2 and not first.isupper() and whole.literal[1].islower():
        yield replace(whole, words=(frozenset({first[:1].lower() + first[1:]}), *whole.words[1:]))


def _behind_article(whole: Pattern, words: Lexicon) -> Pattern | None:
    """A name that begins with an article ("The Post", "Die Grünen"), as it stands behind one in any case."""
    if len(whole.words) < 2 or whole.lead or whole.joints[0] != " " or not whole.literal[1][0].isupper():
        return None
    if not whole.literal[0][0].isupper() or fold(whole.literal[0]) not in words.name_articles:
        return None
    second = whole.words[2] if len(whole.words) > 2 else None
    return replace(
        whole, words=whole.words[1:], literal=whole.literal[1:], joints=whole.joints[1:], second=second,
        behind_article=True,
    )  # fmt: skip


def _turned(whole: Pattern, count: int) -> Pattern | None:
    """The surname before the given names, as lists and officials write it."""
    if any(joint != " " for joint in whole.joints) or count != 1:
        return None
    words, literal = whole.words, whole.literal
    return Pattern(
        whole.id, (words[-1], *words[:-1]), (literal[-1], *literal[:-1]), whole.joints, "", "", WHOLE, True, "person",
        second=words[0], is_turned=True,
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
    return [("place", "adjective") if record.type in ("place", "state") else ("noun", "place", "adjective")]


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
