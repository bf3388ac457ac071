"""Whom a pronoun stands for: the one person who can be meant, and nobody where there are two.

A walk back from the pronoun over at most a few sentences, to the last one whose subject is a person who fits (subject
continuity). Whoever else of that gender is named from there on is a rival, and with a rival the pronoun stays open: its
printed words are then the speaker. Without such a subject the only fitting person of a paragraph is meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sitegen.annotate.quotblocks import Block
from sitegen.annotate.quotcandidates import (
    ANYBODY,
    Person,
    begins_unknown,
    candidates,
    fits,
    has_pronoun_subject,
    is_pronoun,
    paper_subject,
    people_of,
    same_person,
)
from sitegen.annotate.quotpeople import People
from sitegen.annotate.quottokens import WORD, Token
from sitegen.annotate.speakers import UNCLEAR

_SENTENCES = 7
_BLOCKS = 4
_SPEAKERS = 12
"""So many of the last speakers are looked at."""
OPEN = Person("", "", "")
"""Whom a pronoun stands for where several people can be meant."""
_SILENT = ("heading", "table", "code")


class Spoken(NamedTuple):
    """The last speaker and where."""

    person: Person
    block: int
    offset: int
    """Of the end of the attribution."""


class _Place(NamedTuple):
    """One sentence of the walk back."""

    block: int
    sentence: int
    limit: int
    """Only what stands before this offset counts."""
    first: bool
    """Whether it is the first of its paragraph, so that the walk leaves the paragraph behind it."""


def antecedent(
    pronoun: str, blocks: Sequence[Block], block: int, offset: int, people: People, spoken: Sequence[Spoken]
) -> Person | None:
    """The person that a pronoun at `offset` of a block stands for; `OPEN` where several can be meant."""
    if pronoun not in ("m", "f", "n", "p", ANYBODY):
        return None
    met: list[Person] = []
    goes_on = False
    for seen, place in enumerate(_places(blocks, block, offset)):
        current = blocks[place.block]
        tokens = [token for token in current.tokens(place.sentence) if token.start < place.limit]
        text = current.passage.text
        last = _speaker_in(place, current, spoken)
        if last is not None and last.gender == UNCLEAR and pronoun != "n":
            return OPEN
        paper = paper_subject(tokens, text, people.words) if pronoun == "n" and last is None else None
        if paper is not None:
            return paper
        who, others = people_of(tokens, text, pronoun, people)
        if last is not None and not is_pronoun(last, people.words):
            others = candidates(tokens, text, pronoun, people)
            who = _as_antecedent(last, pronoun)
        _meet(met, others)
        if who is not None:
            return who if all(same_person(who, other) for other in met) else OPEN
        if not met and pronoun not in ("n", "p") and last is None and begins_unknown(tokens, people):
            return _known_by_surname(tokens, pronoun, spoken) or OPEN
        if pronoun == "p" and seen:
            return None
        goes_on = goes_on or has_pronoun_subject(tokens, pronoun, people)
        if place.first and met and not goes_on:
            return met[0]._replace(probable=True) if len(met) == 1 and _is_known(met[0]) else OPEN
    return OPEN if met else None


def _as_antecedent(last: Person, pronoun: str) -> Person | None:
    """Whoever spoke in a sentence, where a pronoun can stand for him."""
    if not fits(last.gender, pronoun) or not (last.speaker or last.text):
        return None
    return last._replace(probable=last.probable or not (last.speaker or last.gender))


def _places(blocks: Sequence[Block], block: int, offset: int) -> Iterator[_Place]:
    """The sentences before a pronoun, the nearest first, with the one that it stands in."""
    seen = 0
    for at in range(block, max(-1, block - _BLOCKS - 1), -1):
        current = blocks[at]
        if at != block and current.passage.kind in _SILENT:
            continue
        limit = offset if at == block else len(current.passage.text) + 1
        index = current.sentence_at(offset) if at == block else len(current.sentences) - 1
        while index >= 0 and seen < _SENTENCES:
            start, end = current.sentences[index]
            before = current.before(index)
            if start != end:
                seen += 1
                yield _Place(at, index, limit, before < 0)
            index = before


def _speaker_in(place: _Place, block: Block, spoken: Sequence[Spoken]) -> Person | None:
    """Who is said to speak in a sentence, before the pronoun."""
    start, end = block.sentences[place.sentence]
    for one in reversed(spoken):
        if one.block < place.block or (one.block == place.block and one.offset <= start):
            return None
        if one.block == place.block and one.offset <= min(end, place.limit):
            return one.person
    return None


def _is_known(person: Person) -> bool:
    """Whether it is sure that the words are a person's name and whose: not for a name that nothing is known of."""
    return bool(person.speaker or person.gender)


def _meet(met: list[Person], found: Sequence[Person]) -> None:
    for person in found:
        if not any(same_person(person, other) for other in met):
            met.append(person)


def _known_by_surname(tokens: Sequence[Token], pronoun: str, spoken: Sequence[Spoken]) -> Person | None:
    """Somebody without a record who spoke before under a longer name ("Fox" behind "Lena Fox")."""
    for token in tokens[:4]:
        if token.kind != WORD or not token.capital:
            continue
        for earlier in reversed(spoken[-_SPEAKERS:]):
            person = earlier.person
            if not person.speaker and token.key in person.text.lower().split()[1:] and fits(person.gender, pronoun):
                return person._replace(probable=True)
    return None
