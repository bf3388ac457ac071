"""People by their given names: alone after the whole name has stood, with a patronymic, beside a word for a relative.

A given name alone stands for somebody only where exactly one of the listed people has it, that person's whole name has
stood before, and the text has given it to nobody else, by another surname or by a word that makes it a saint's, a
king's or a storm's. Which records there are beside the listed ones plays no part: the text says who else is in it.
"""

from __future__ import annotations

import re

from sitegen.annotate import neighbours as beside
from sitegen.annotate.index import Index
from sitegen.annotate.lexicon import Lexicon
from sitegen.annotate.matching import Match
from sitegen.annotate.paradigms import patronymic_stem, plain
from sitegen.annotate.patterns import WHOLE
from sitegen.annotate.people import Memory
from sitegen.base.text import fold
from sitegen.model.annotations import PROBABLE

Found = tuple[str, int, str, str]
"""Id, end, rule, certainty."""
_PARTICLES = 3


def note_bearers(text: str, match: Match, index: Index, words: Lexicon, memory: Memory, listed: frozenset[str]) -> None:
    """Remembers of whom a given name has stood that is also a listed person's."""
    ids = [id for id in match.given if id in listed and id not in memory.namesakes]
    if not ids:
        return
    own = {pattern.id for pattern in match.patterns if pattern.kind == WHOLE and len(pattern.words) > 1}
    if own.isdisjoint(ids):
        memory.namesakes.update(id for id in ids if _is_of_other(text, match, id, index, words, memory))
    else:
        memory.namesakes.update(id for id in ids if id not in own)


def _is_of_other(text: str, match: Match, id: str, index: Index, words: Lexicon, memory: Memory) -> bool:
    """Whether the words beside a given name give it to somebody else."""
    following = beside.word_after(text, match.start + len(match.word))
    if following is None:
        return beside.before(text, match.start, words).word in words.named
    if beside.before(text, match.start, words).word in words.maiden:
        return False
    raw = following.group()
    if not raw[0].isupper():
        return fold(raw) in words.suffixes or _is_before_particles(text, following, words)
    if _is_no_name(fold(raw), words) or plain(raw) in index.people[id].surnames:
        return False
    stem = patronymic_stem(raw, words)
    return not (stem and _is_patronymic_of(id, stem, index, memory))


def _is_no_name(word: str, words: Lexicon) -> bool:
    """Whether a capital begins a word that goes on no name."""
    return word in words.others or word in words.verbs


def _is_before_particles(text: str, following: re.Match[str] | None, words: Lexicon) -> bool:
    """ "Rosa de los Ríos", "Anna von Berg"."""
    for _ in range(_PARTICLES):
        if following is None or following.group() not in words.joints:
            return False
        following = beside.word_after(text, following.end())
        if following is not None and following.group()[0].isupper():
            return True
    return False


def _is_patronymic_of(id: str, stem: str, index: Index, memory: Memory) -> bool:
    return stem in index.people[id].patronymics or stem in memory.patronymics.get(id, ())


def given_alone(
    text: str, match: Match, index: Index, words: Lexicon, memory: Memory, listed: frozenset[str]
) -> Found | None:
    """A given name by which somebody is called whose whole name has stood: id, end, rule, certainty."""
    ids = [id for id in match.given if id in listed]
    if len(ids) != 1 or ids[0] in memory.namesakes:
        return None
    if ids[0] not in memory.seen and ids[0] not in memory.by_given:
        return None
    end = match.start + len(match.word)
    following = beside.word_after(text, end)
    if following is not None and following.group()[0].isupper() and not _is_no_name(fold(following.group()), words):
        return None
    if beside.joined_to_name(text, match.start, end, words) or beside.is_in_marks(text, match.start, end):
        return None
    previous = beside.before(text, match.start, words)
    if not _may_be_called(previous, index.people[ids[0]].sex, text, words):
        return None
    if not _is_surely_given(text, match, end, index.people[ids[0]].sex, words):
        return None
    return ids[0], end, "given", PROBABLE


def _may_be_called(previous: beside.Before, sex: str, text: str, words: Lexicon) -> bool:
    """Whether the word before a given name leaves it alone."""
    if previous.kind == beside.TITLE:
        # "Pani Anna" and "don Pedro" are said; "King Pedro" is somebody else.
        polite = "m" if previous.word in words.sirs else "f" if previous.word in words.madams else ""
        return bool((words.polite_given or previous.word in words.honours) and polite and sex in ("", polite))
    if previous.kind in (beside.GIVEN, beside.INITIAL, beside.STRANGE):
        return False
    return not (previous.word in words.relations or previous.word in words.not_called or previous.word in words.named)


def _is_surely_given(text: str, match: Match, end: int, sex: str, words: Lexicon) -> bool:
    """Of a given name that is a common word too: within a sentence, or before a verb that agrees with it."""
    word = fold(match.word)
    if word in words.others:
        return False
    if word not in words.common:
        return True
    if words.nouns_capitalised:
        return False
    following = beside.word_after(text, end)
    if not beside.starts_sentence(text, match.start) or (following and following.group() in words.verbs):
        return True
    return bool(sex) and beside.verb_sex(text, end, words) == sex


def give_patronymic(text: str, match: Match, index: Index, words: Lexicon, memory: Memory) -> Found | None:
    """ "Given name, patronymic" of a person whose whole name has stood."""
    following = beside.word_after(text, match.end)
    stem = patronymic_stem(following.group(), words) if following else ""
    if not following or not stem:
        return None
    run = beside.run_after(text, following.end())
    people = [id for id in match.given if id in memory.seen and _is_patronymic_of(id, stem, index, memory)]
    if run and not words.free_order:
        memory.shared_patronymics.update(people)
        return None
    people = [id for id in people if id not in memory.shared_patronymics]
    if len(people) != 1 or beside.before(text, match.start, words).kind == beside.GIVEN:
        return None
    return people[0], following.end(), "patronymic", ""


def _is_called_relative(text: str, start: int, words: Lexicon) -> bool:
    """ "His son Nikolai", "Vega's wife, Anna", "жена Веги Анна"."""
    previous = beside.before(text, start, words)
    if not previous.word:
        if text[max(0, start - 2) : start] not in (", ", ",\u00a0"):
            return False
        previous = _last_word(text, start - 2)
    for _ in range(_PARTICLES):
        if previous.word in words.relations:
            return True
        if not previous.word or not text[previous.start].isupper():
            return False
        previous = beside.before(text, previous.start, words)
    return False


def _last_word(text: str, end: int) -> beside.Before:
    start = end
    while start and (text[start - 1].isalnum() or text[start - 1] in "'’-"):
        start -= 1
    return beside.Before(beside.FINE, fold(text[start:end]), start) if start < end else beside.Before()


def relative(text: str, match: Match, index: Index, words: Lexicon, memory: Memory) -> Found | None:
    """ "His son Nikolai", where somebody of the same surname has stood."""
    if not _is_called_relative(text, match.start, words):
        return None
    if beside.run_after(text, match.end) or beside.joined_to_name(text, match.start, match.end, words):
        return None
    people = index.people
    for id in match.given:
        own = people[id].surnames
        others = [other for other in match.given if other != id and own & people[other].surnames]
        family = [other for other in memory.seen if other != id and own & people[other].surnames]
        if not others and len(family) == 1:
            return id, match.end, "given", PROBABLE
    return None
