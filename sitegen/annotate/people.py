"""Which person a name stands for: whole names, and what may stand for them later in the same text.

A surname alone stands for a person after the whole name has stood, or where the record lists it among its forms. Where
two people of one surname have stood, only a title, a sex or an initial tells them apart; else it stays open. A surname
behind another given name is somebody else's, and from then on the surname alone is open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from sitegen.annotate import neighbours as beside
from sitegen.annotate.bearers import (
    is_in_title_of_work,
    is_named_after,
    is_no_given_name,
    is_of_namesake,
    is_plural,
    is_surely_name,
)
from sitegen.annotate.index import Index
from sitegen.annotate.lexicon import Lexicon
from sitegen.annotate.matching import Match
from sitegen.annotate.namesakes import by_sex, told_apart
from sitegen.annotate.offices import holds
from sitegen.annotate.paradigms import patronymic_stem
from sitegen.annotate.patterns import ABBREVIATION, SHORT, WHOLE, WORD, Pattern
from sitegen.base.text import fold
from sitegen.model.annotations import PROBABLE

_NEXT = re.compile(r"[»”“\"]?[.!?…]+[»”“\"]?\s+")


@dataclass(frozen=True, slots=True)
class Chosen:
    """Whom a stretch of text may stand for."""

    ids: tuple[str, ...]
    start: int
    end: int
    rule: str
    certainty: str = ""
    is_open: bool = False


@dataclass(slots=True)
class Memory:
    """What has stood in the text so far."""

    seen: dict[str, None] = field(default_factory=dict)
    """People named by their whole name."""
    contested: dict[str, set[str]] = field(default_factory=dict)
    """People whose surname has stood for somebody else, with the sexes (`m`, `f`, empty) of those others."""
    patronymics: dict[str, set[str]] = field(default_factory=dict)
    shared_patronymics: set[str] = field(default_factory=set)
    introduced: dict[str, set[str]] = field(default_factory=dict)
    """Abbreviations that stood in brackets behind a whole name, with the records."""
    introductions: set[int] = field(default_factory=set)
    """Offsets, in the passage that is being read, of the brackets."""
    named: set[str] = field(default_factory=set)
    """Records found in the passages before."""
    other_offices: set[str] = field(default_factory=set)
    """Words for offices that the text uses of others."""
    strange: set[str] = field(default_factory=set)
    """Abbreviations that stood in brackets behind something else."""
    namesakes: set[str] = field(default_factory=set)
    """Listed people whose given name has stood for somebody else."""
    by_given: set[str] = field(default_factory=set)
    """People whom the text calls by their given name alone."""
    here: set[str] = field(default_factory=set)
    """Records named in the passage that is being read."""
    last_whole: tuple[str, int] = ("", 0)
    """Who was named last by the whole name in that passage, and where the name ends."""
    first_here: list[int] = field(default_factory=list)
    """Offsets in that passage of the whole names that stand for the first time."""
    bodies: set[str] = field(default_factory=set)
    """Bodies named by their whole name."""
    surnames: set[str] = field(default_factory=set)
    """Places whose name has stood behind a given name."""
    other_heads: set[str] = field(default_factory=set)
    """Listed bodies whose short word has stood in another's name."""

    def contest(self, ids: Iterable[str], sex: str = "") -> None:
        """Notes that a surname has stood for somebody else, of a sex that may be known."""
        for id in ids:
            self.contested.setdefault(id, set()).add(sex)

    def is_open(self, ids: Iterable[str], sex: str) -> bool:
        """Whether a surname may stand for somebody else, where the words beside it tell a sex or none."""
        return any("" in sexes or not sex or sex in sexes for id in ids if (sexes := self.contested.get(id)))

    def begin_passage(self) -> None:
        self.introductions.clear()
        self.here.clear()
        self.last_whole = ("", 0)
        self.first_here.clear()

    def introduce(self, text: str, match: Match, pattern: Pattern, index: Index) -> None:
        """Notes an abbreviation in brackets behind the name of a body."""
        at = match.end
        if text[at : at + 2] != " (":
            return
        word = WORD.match(text, at + 2)
        if not word or text[word.end() : word.end() + 1] not in (")", ",", ";"):
            return
        for other in index.find(word.group()):
            if other.kind == ABBREVIATION and other.id == pattern.id:
                self.introduced.setdefault(word.group(), set()).add(pattern.id)
                self.introductions.add(word.start())

    def abbreviation(self, text: str, match: Match) -> str:
        """The record for which an abbreviation stands, where one has introduced it."""
        name = text[match.start : match.end]
        in_brackets = text[match.start - 1 : match.start] == "(" and text[match.end : match.end + 1] in (")", ",", ";")
        if in_brackets and match.start not in self.introductions:
            self.strange.add(name)
        ids = self.introduced.get(name, set()) & {pattern.id for pattern in match.patterns}
        return next(iter(ids)) if len(ids) == 1 and name not in self.strange else ""


def resolve_person(
    text: str, match: Match, index: Index, words: Lexicon, memory: Memory, published: str, relaxed: bool
) -> Chosen | None:
    """Whom a match stands for among whose patterns is a person's."""
    is_whole = any(pattern.kind == WHOLE and len(pattern.words) > 1 for pattern in match.patterns)
    if is_whole:
        return _whole(text, match, words, memory, relaxed)
    return _surname(text, match, index, words, memory, published, relaxed)


def _whole(text: str, match: Match, words: Lexicon, memory: Memory, relaxed: bool) -> Chosen | None:
    run = beside.run_after(text, match.end)
    if beside.makes_longer(run, words):
        return None
    previous = beside.before(text, match.start, words)
    ids = tuple(dict.fromkeys(pattern.id for pattern in match.patterns if pattern.kind != ABBREVIATION))
    if previous.kind in (beside.GIVEN, beside.INITIAL) and not relaxed:
        return None
    if is_named_after(text, previous, words):
        return None
    if len(ids) == 1:
        if ids[0] not in memory.seen:
            memory.first_here.append(match.start)
        memory.seen[ids[0]] = None
        memory.last_whole = (ids[0], match.end)
        stems = {patronymic_stem(word, words) for word in match.between} - {""}
        memory.patronymics.setdefault(ids[0], set()).update(stems)
    end = match.end
    following = WORD.match(text, end + 1) if text[end : end + 1] in (" ", "\u00a0") else None
    if following and len(ids) == 1 and (stem := patronymic_stem(following.group(), words)):
        # "Surname, given name, patronymic", as lists have it.
        memory.patronymics.setdefault(ids[0], set()).add(stem)
        end = following.end()
    return Chosen(ids, match.start, end, match.rule(text, match.patterns))


def _surname(
    text: str, match: Match, index: Index, words: Lexicon, memory: Memory, published: str, relaxed: bool
) -> Chosen | None:
    explicit = tuple(dict.fromkeys(pattern.id for pattern in match.patterns if pattern.kind == WHOLE))
    short = tuple(dict.fromkeys(pattern.id for pattern in match.patterns if pattern.kind == SHORT))
    people = tuple(dict.fromkeys(id for id in (*explicit, *short) if id in index.people))
    run = beside.run_after(text, match.end)
    if beside.makes_longer(run, words):
        return None
    if any(beside.is_attribute(text, match.end, match.word, one.literal[0], words) for one in match.patterns):
        return None
    if is_of_namesake(text, match.end, words) or beside.is_in_marks(text, match.start, match.end):
        return None
    previous = beside.before(text, match.start, words)
    if previous.word in words.plural_articles and is_plural(match, words):
        return None
    if previous.word in words.bodies_before:
        if is_named_after(text, previous, words):
            return None
        previous = beside.Before(beside.FINE, previous.word, previous.start)
    if previous.kind == beside.STRANGE and is_no_given_name(text, previous, match, words):
        previous = beside.Before(beside.FINE, previous.word, previous.start)
    if previous.kind == beside.STRANGE and not relaxed:
        return None
    if previous.kind == beside.GIVEN:
        return _with_given(match, previous, people, index, words, memory)
    initial, end = (
        (previous.word, match.end) if previous.kind == beside.INITIAL else beside.initials_after(text, match.end)
    )
    if initial:
        start = previous.start if previous.kind == beside.INITIAL else match.start
        return _with_initial(match, start, end, initial, people, index, memory, explicit)
    if run and not (relaxed or words.free_order or beside.is_harmless(run, words)):
        return None
    if _is_common(match, words):
        sexes = frozenset(index.people[id].sex for id in people)
        if not is_surely_name(previous, text, match, words, relaxed, sexes):
            return None
    if not relaxed and is_in_title_of_work(text, previous, words):
        return None
    return _alone(text, match, previous, explicit, short, index, words, memory, published)


def _is_common(match: Match, words: Lexicon) -> bool:
    """Whether a surname is a common word too, in any of its cases."""
    if fold(match.word) in words.common:
        return True
    return words.free_order and any(fold(one.literal[0]) in words.common for one in match.patterns)


def _with_given(
    match: Match, previous: beside.Before, people: tuple[str, ...], index: Index, words: Lexicon, memory: Memory
) -> Chosen | None:
    """The surname behind a given name: the person's own, in another transcription; or somebody else's."""
    keys = words.given.get(previous.word, frozenset())
    same = [
        id
        for id in people
        if previous.word in index.people[id].given
        or any(keys & words.given.get(given, frozenset()) for given in index.people[id].given)
    ]
    if len(same) == 1:
        memory.seen[same[0]] = None
        return Chosen((same[0],), previous.start, match.end, "variant", PROBABLE)
    if not same:
        memory.contest(people, words.sexes.get(previous.word, ""))
    return None


def _with_initial(
    match: Match,
    start: int,
    end: int,
    initial: str,
    people: tuple[str, ...],
    index: Index,
    memory: Memory,
    explicit: tuple[str, ...],
) -> Chosen | None:
    fitting = [id for id in people if any(given.startswith(initial) for given in index.people[id].given)]
    if not fitting:
        memory.contest(people)
        return None
    known = tuple(id for id in fitting if id in memory.seen or id in explicit)
    return Chosen(known, start, end, "initials") if known else None


def _alone(
    text: str,
    match: Match,
    previous: beside.Before,
    explicit: tuple[str, ...],
    short: tuple[str, ...],
    index: Index,
    words: Lexicon,
    memory: Memory,
    published: str,
) -> Chosen | None:
    candidates = tuple(dict.fromkeys((*explicit, *(id for id in short if id in memory.seen))))
    if not candidates:
        return None
    start, end = match.start, match.end
    own = [pattern for pattern in match.patterns if pattern.kind == WHOLE and pattern.id in candidates]
    rule = match.rule(text, own) if own else "surname"
    told = candidates
    sex = _sex_of_title(previous, words)
    if previous.kind == beside.TITLE:
        told = _by_title(previous.word, candidates, index, words, published)
        if not told:
            memory.contest((id for id in (*explicit, *short) if id in index.people), sex)
            return None
    sex = sex or beside.sex_beside(text, match.start, match.end, previous, words)
    contested = memory.is_open(candidates, sex)
    certainty = ""
    if len(candidates) == 1 and _is_contradicted(text, match, previous, candidates, index, words):
        return None
    named, stop = memory.last_whole
    if contested and candidates == (named,) and not sex and _NEXT.fullmatch(text, stop, start):
        # The whole name ends a sentence and the surname opens the next one: it is not the other bearer's.
        return Chosen(candidates, start, end, rule, PROBABLE)
    if len(told) > 1:
        told, certainty = told_apart(text, match, previous, told, index, words, memory)
        rule = "context" if len(told) == 1 else rule
    elif len(candidates) > 1:
        rule = "title"
    if len(told) == 1 and (not contested or _is_office(previous, told[0], index, published)):
        return Chosen(told, start, end, rule, PROBABLE if text[end : end + 1] == "s" else certainty)
    return Chosen(told, start, end, rule, "", True)


def _is_contradicted(
    text: str, match: Match, previous: beside.Before, ids: tuple[str, ...], index: Index, words: Lexicon
) -> bool:
    """Whether a verb beside the name has the other sex than somebody whose given name is known."""
    person = index.people.get(ids[0])
    if person is None or not any(given in words.sexes for given in person.given):
        return False
    return not by_sex(text, match, previous, ids, index, words)


def _sex_of_title(previous: beside.Before, words: Lexicon) -> str:
    return "m" if previous.word in words.sirs else "f" if previous.word in words.madams else ""


def _by_title(title: str, candidates: tuple[str, ...], index: Index, words: Lexicon, published: str) -> tuple[str, ...]:
    """Those whom the title fits; all where it does not tell."""
    sex = "m" if title in words.sirs else "f" if title in words.madams else ""
    people = index.people
    if sex:
        surely = tuple(id for id in candidates if id in people and people[id].sex == sex)
        return surely or tuple(id for id in candidates if id in people and not people[id].sex)
    persons = tuple(id for id in candidates if id in people) or candidates
    if len(persons) > 1:
        holding = tuple(id for id in persons if holds(index.records[id], title, published))
        return holding if len(holding) == 1 else persons
    return persons


def _is_office(previous: beside.Before, id: str, index: Index, published: str) -> bool:
    return previous.kind == beside.TITLE and id in index.records and holds(index.records[id], previous.word, published)
