"""Whom a pronoun stands for: the person last named who fits, the subject before any other.

A walk back over at most a few sentences. Two who fit and neither the subject: nobody. A pronoun behind a quotation
whose speaker is known is that speaker, unless somebody else who fits has become the subject in between.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sitegen.annotate.quotattribution import according
from sitegen.annotate.quotblocks import Block
from sitegen.annotate.quotcases import main_case_subject
from sitegen.annotate.quotlanguage import SAYS, Verb
from sitegen.annotate.quotmain import main_subject
from sitegen.annotate.quottokens import NAME, POSSESSIVE, WORD, Token
from sitegen.annotate.quotverbs import phrase_at
from sitegen.annotate.speakers import UNCLEAR, People, Subject, is_actor

_SENTENCES = 7
_BLOCKS = 4
_SPEAKERS = 12
"""So many of the last speakers are looked at."""
ANYBODY = "a"
"""Stands for "he" or "she": what a description of a person goes back to."""


class Person(NamedTuple):
    """Somebody a pronoun can stand for."""

    speaker: str
    text: str
    gender: str
    probable: bool = False


class Spoken(NamedTuple):
    """The last speaker and where."""

    person: Person
    block: int
    offset: int
    """Of the end of the attribution."""


def antecedent(
    pronoun: str, blocks: Sequence[Block], block: int, offset: int, people: People, spoken: Sequence[Spoken]
) -> Person | None:
    """The person that a pronoun at `offset` of a block stands for."""
    if pronoun not in ("m", "f", "n", "p", ANYBODY):
        return None
    seen = 0
    latest = len(spoken) - 1
    at = block
    while at >= 0 and block - at <= _BLOCKS and seen < _SENTENCES:
        current = blocks[at]
        if at == block or current.passage.kind not in ("heading", "table", "code"):
            sentences = current.sentences
            last_one = current.sentence_at(offset) if at == block else len(sentences) - 1
            for index in range(last_one, -1, -1):
                if sentences[index][0] == sentences[index][1]:
                    continue
                if seen >= _SENTENCES:
                    break
                seen += 1
                limit = offset if at == block else len(current.passage.text) + 1
                while latest >= 0 and (spoken[latest].block, spoken[latest].offset) > (
                    at,
                    min(limit, sentences[index][1]),
                ):
                    latest -= 1
                if latest >= 0 and spoken[latest].block == at and spoken[latest].offset > sentences[index][0]:
                    last = spoken[latest].person
                    if last.gender == UNCLEAR and pronoun != "n":
                        return None
                    if _fits(last.gender, pronoun):
                        unsure = last.probable or not (last.speaker or last.gender)
                        return last._replace(probable=unsure) if last.speaker or last.text else None
                found = _in_sentence(pronoun, current, index, limit, people)
                if found is _NOBODY:
                    return _known_by_surname(current.tokens(index), pronoun, spoken)
                if found is not None:
                    return found
                if pronoun == "p" and seen > 1:
                    return None
        at -= 1
    return None


def _known_by_surname(tokens: Sequence[Token], pronoun: str, spoken: Sequence[Spoken]) -> Person | None:
    """Somebody without a record who spoke before under a longer name ("Fox" behind "Lena Fox")."""
    for token in tokens[:4]:
        if token.kind != WORD or not token.capital:
            continue
        for earlier in reversed(spoken[-_SPEAKERS:]):
            person = earlier.person
            if not person.speaker and token.key in person.text.lower().split()[1:] and _fits(person.gender, pronoun):
                return person._replace(probable=True)
    return None


def _fits(gender: str, pronoun: str) -> bool:
    if pronoun == "p":
        return gender in ("p", "o")
    if pronoun == "n":
        return gender in ("o", "n")
    if pronoun == ANYBODY:
        return gender in ("", "m", "f")
    return gender in ("", pronoun)


_NOBODY = Person("", "", "?")


def _in_sentence(pronoun: str, block: Block, index: int, limit: int, people: People) -> Person | None:
    """The candidate of one sentence; `_NOBODY` where several fit alike; nothing where none does."""
    tokens = [token for token in block.tokens(index) if token.start < limit]
    text = block.passage.text
    candidates: dict[str, Person] = {}
    for token in tokens:
        if is_actor(token) and token.naming is not None and _fits(people.gender(token.naming.id), pronoun):
            candidates.setdefault(
                token.naming.id, Person(token.naming.id, token.naming.form, people.gender(token.naming.id))
            )
    if pronoun == "p":
        candidates.clear()
    elif pronoun != "n":
        candidates.update(_unrecorded(tokens, text, pronoun, people))
    told = _told_by(tokens, text, pronoun, people)
    if told is not None:
        return told
    subject = clause_subject(tokens, people)
    named = _predicate(tokens, text, pronoun, subject, people)
    if named is not None:
        return named
    if subject is not None and not subject.pronoun:
        if subject.speaker and _fits(subject.gender or people.gender(subject.speaker), pronoun):
            printed = text[tokens[subject.start].start : tokens[subject.end - 1].end]
            return Person(subject.speaker, printed, subject.gender, len(candidates) > 1)
        if not subject.speaker and _fits(subject.gender, pronoun) and pronoun != "n":
            return Person("", text[tokens[subject.start].start : tokens[subject.end - 1].end], subject.gender, True)
    if not candidates and pronoun in ("m", "f"):
        noun = _noun(tokens, text, pronoun, people)
        if noun is not None:
            return noun
    if not candidates:
        return _NOBODY if pronoun not in ("n", "p") and _unknown_subject(tokens, people) else None
    owner = _owner(tokens, people)
    if owner in candidates and len(candidates) > 1:
        return candidates[owner]._replace(probable=True)
    if len(candidates) > 1:
        return _NOBODY
    person = next(iter(candidates.values()))
    return person._replace(probable=True)


def _told_by(tokens: Sequence[Token], text: str, pronoun: str, people: People) -> Person | None:
    """Who the sentence is told by ("According to the union's head Ivan Dorn, …"), where a pronoun can stand for him."""
    starts = people.words.phrases
    for at, token in enumerate(tokens):
        if token.key not in starts or token.kind != WORD:
            continue
        length, gender = phrase_at(tokens, at, people)
        if not length or gender:
            continue
        subject = according(tokens, at, length, "", people).subject
        if subject is None or subject.pronoun or not _fits(subject.gender, pronoun):
            continue
        printed = text[tokens[subject.start].start : tokens[subject.end - 1].end]
        if subject.speaker:
            return Person(subject.speaker, printed, subject.gender, True)
        if any(t.capital for t in tokens[subject.start + 1 : subject.end]) and pronoun != "n":
            return Person("", printed, subject.gender, True)
    return None


def _predicate(
    tokens: Sequence[Token], text: str, pronoun: str, subject: Subject | None, people: People
) -> Person | None:
    """ "The man who found it was Ivan Dorn": the name behind "was", where the subject is none."""
    if pronoun not in ("m", "f") or (subject is not None and (subject.speaker or subject.pronoun)):
        return None
    copulas = people.words.sets["copulas"]
    for at in range(1, len(tokens) - 1):
        if tokens[at].key not in copulas or tokens[at].kind != WORD:
            continue
        name = tokens[at + 1]
        if name.naming is not None and is_actor(name):
            gender = people.gender(name.naming.id)
            fits = (
                gender != "o"
                and _fits(gender, pronoun)
                and (not people.words.cases or people.is_nominative(name.naming))
            )
            return Person(name.naming.id, name.naming.form, gender, True) if fits else None
        stop = at + 1
        while stop < len(tokens) and tokens[stop].kind == WORD and tokens[stop].capital:
            stop += 1
        if stop - at > 2:
            return Person("", text[name.start : tokens[stop - 1].end], pronoun, True)
    return None


def _noun(tokens: Sequence[Token], text: str, pronoun: str, people: People) -> Person | None:
    """The one noun for a woman or man in a sentence that names nobody of that gender."""
    known = people.words.sets["women" if pronoun == "f" else "men"]
    places = [at for at, token in enumerate(tokens) if token.kind == WORD and token.key in known]
    if not places:
        return None
    if len(places) > 1:
        return _NOBODY
    start = stop = places[0]
    stop += 1
    while stop < len(tokens) and stop - start < 4 and (tokens[stop].capital or tokens[stop].kind == NAME):
        stop += 1
    return Person("", text[tokens[start].start : tokens[stop - 1].end], pronoun, True)


def clause_subject(tokens: Sequence[Token], people: People) -> Subject | None:
    """The subject of the last clause of a sentence whose subject is no pronoun."""
    if people.words.cases:
        return main_case_subject(tokens, 0, len(tokens), Verb(SAYS), people)
    end = len(tokens)
    while end > 0:
        subject = main_subject(tokens, 0, end, people)
        if subject is not None and not subject.pronoun:
            return subject
        # The clause before: "His mother came; she told him so."
        end -= 1
        while end > 0 and tokens[end].key not in (";", ":"):
            end -= 1
    return None


def _owner(tokens: Sequence[Token], people: People) -> str:
    """Whose the subject is, where no person owned is named: "Berg's words were a threat to Holt." """
    words = people.words
    for at, token in enumerate(tokens[:6]):
        if is_actor(token) and token.naming is not None:
            owned = at + 2 < len(tokens) and tokens[at + 1].kind == POSSESSIVE and not tokens[at + 2].capital
            return (
                token.naming.id
                if owned and tokens[at + 2].key not in words.sets["titles"] | words.sets["people"]
                else ""
            )
        if not (token.capital or token.key in words.sets["titles"]):
            return ""
    return ""


def _unknown_subject(tokens: Sequence[Token], people: People) -> bool:
    """Whether a sentence begins with a name that has no record: then it may be the person."""
    words = people.words
    for token in tokens[:4]:
        if token.kind != WORD or (not token.capital and token.key not in words.sets["titles"]):
            return False
        if token.key in people.proper:
            return True
    return False


def _unrecorded(tokens: Sequence[Token], text: str, pronoun: str, people: People) -> dict[str, Person]:
    """People without a record: a given name of the pronoun's gender before another capitalised word."""
    sets = people.words.sets
    given = (
        sets["given_m"] if pronoun == "m" else sets["given_f"] if pronoun == "f" else sets["given_m"] | sets["given_f"]
    )
    found: dict[str, Person] = {}
    for at, token in enumerate(tokens[:-1]):
        following = tokens[at + 1]
        if token.kind == WORD and token.capital and token.key in given and following.kind == WORD and following.capital:
            name = text[token.start : following.end]
            found.setdefault(name, Person("", name, pronoun))
    return found
