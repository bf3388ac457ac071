"""Which names of a clause can be its subject in languages with cases: by form, gender, and what stands before them.

A name behind a preposition, in another case, or at odds with the verb's gender is none; one that has no cases is none
where the noun before it could be what it owns.
"""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.annotate.quotlanguage import Verb
from sitegen.annotate.quotpeople import People
from sitegen.annotate.quottokens import MARK, QUOTE, WORD, Token
from sitegen.annotate.speakers import UNCLEAR, Subject, is_actor

HARD = frozenset((",", ";", ":", "—", "(", ")", ".", "!", "?", "…"))
"""Marks between clauses."""


def named(tokens: Sequence[Token], start: int, at: int, people: People) -> Subject:
    """The name with the title words before it."""
    words = people.words
    begin = at
    while begin > start and _stands_with_name(tokens[begin - 1], people):
        begin -= 1
    while begin < at and tokens[begin].key not in words.sets["titles"]:
        begin += 1
    naming = tokens[at].naming
    assert naming is not None
    return Subject(begin, at + 1, naming.id, people.gender(naming.id))


def _stands_with_name(token: Token, people: People) -> bool:
    """Whether a word can belong to the titles before a name; another person's name cannot."""
    words = people.words
    if token.naming is not None:
        return people.gender(token.naming.id) not in ("m", "f")
    return (token.capital or token.key in words.sets["titles"]) and token.key not in words.sets["prepositions"]


def agrees(gender: str, verb: str) -> bool:
    """Whether a subject of this gender can have a verb of that one; what is unknown agrees."""
    if not verb or gender in ("", UNCLEAR, "r", "x", verb):
        return True
    return gender == "o" and verb != "p"


def nominatives(tokens: Sequence[Token], start: int, end: int, verb: Verb, people: People) -> list[int]:
    """The names in the stretch that can be the subject."""
    found: list[int] = []
    for index in range(start, end):
        token = tokens[index]
        if not is_actor(token) or token.naming is None or not people.is_nominative(token.naming):
            continue
        gender = people.gender(token.naming.id)
        if verb.gender == "p" and gender in ("m", "f"):
            continue
        if not agrees(gender, verb.gender) or _governed(tokens, start, index, people):
            continue
        if index + 1 < len(tokens) and _name_goes_on(tokens[index + 1], people):
            continue
        if may_be_head(tokens, start, index, people):
            found.append(index)
    return found


def _name_goes_on(token: Token, people: People) -> bool:
    """Whether a name without a record follows at once: then the first is its attribute."""
    words = people.words
    return token.kind == WORD and (
        (token.capital and token.key not in words.sets["prepositions"]) or token.key in words.sets["titles"]
    )


def _governed(tokens: Sequence[Token], start: int, at: int, people: People) -> bool:
    """Whether a preposition stands before the name or its title."""
    words = people.words
    index = at - 1
    while index >= start and index >= at - 3:
        token = tokens[index]
        if token.kind == WORD and token.key in words.sets["prepositions"]:
            return True
        if token.kind != WORD or not (token.key in words.sets["titles"] or token.capital):
            return False
        index -= 1
    return False


def may_be_head(tokens: Sequence[Token], start: int, at: int, people: People) -> bool:
    """Whether the name is no attribute of the noun before it ("адвокат Берг" may be Berg's lawyer)."""
    words = people.words
    if at == start:
        return True
    before = tokens[at - 1]
    naming = tokens[at].naming
    assert naming is not None
    person = people.gender(naming.id) in ("m", "f")
    several = " " in naming.form.strip()
    if _shows_case(naming.form, people.gender(naming.id), people):
        given = before.key in words.sets["given_m"] or before.key in words.sets["given_f"]
        return not (given and before.capital and before.kind == WORD)
    if before.kind == WORD:
        if before.capital and (before.key in words.sets["given_m"] or before.key in words.sets["given_f"]):
            return False
        if before.key in words.sets["relational"]:
            return several and person
        if before.key in words.sets["titles"]:
            return person or several
        if (
            before.key in words.sets["light"]
            or before.key in words.sets["times"]
            or before.key in words.sets["conjunctions"]
            or before.key in words.sets["relatives"]
        ):
            return True
        if before.key in words.sets["follows"]:
            return True
        return several and person
    return person


def _shows_case(form: str, gender: str, people: People) -> bool:
    """Whether a surname would have another ending in another case, so that this one is the subject's."""
    last = form.rsplit(None, 1)[-1].lower()
    ending = last[-1:]
    if gender == "f":
        return ending in people.words.sets["nominative_f"]
    return gender == "m" and ending in people.words.sets["nominative_m"]


def gender_of(tokens: Sequence[Token], start: int, end: int, people: People) -> str:
    words = people.words
    for index in range(end - 1, start - 1, -1):
        token = tokens[index]
        if token.kind == WORD:
            if token.key in words.sets["women"] or (token.capital and token.key in words.sets["given_f"]):
                return "f"
            if token.key in words.sets["men"] or (token.capital and token.key in words.sets["given_m"]):
                return "m"
    return ""


def cut(tokens: Sequence[Token], start: int, end: int, people: People) -> int:
    """The phrase without what begins with a preposition or conjunction behind it."""
    words = people.words
    for index in range(start + 1, end):
        token = tokens[index]
        if token.kind == WORD and (
            token.key in words.sets["prepositions"]
            or token.key in words.sets["light"]
            or token.key in words.sets["times"]
            or token.key in words.verbs
            or token.key in words.sets["relatives"]
            or (token.key in words.sets["conjunctions"] and index + 1 < end and not tokens[index + 1].capital)
        ):
            return index
    return end


_LONGEST_NAME = 40
"""Characters of a name in quotation marks."""


def is_quoted_name(tokens: Sequence[Token], at: int) -> bool:
    """Whether the marks are those of a name inside a phrase ("told “Wave” the head of “Light” Ivan Dorn")."""
    span = tokens[at].span
    if span is None or span.end - span.start > _LONGEST_NAME or not 0 < at < len(tokens) - 1:
        return False
    return tokens[at - 1].kind not in (MARK, QUOTE) and tokens[at + 1].kind not in (MARK, QUOTE)


def clause_end(tokens: Sequence[Token], start: int) -> int:
    end = start
    while (
        end < len(tokens)
        and end - start < 24
        and (tokens[end].kind != QUOTE or is_quoted_name(tokens, end))
        and not (tokens[end].kind == MARK and tokens[end].key in HARD)
    ):
        end += 1
    return end
