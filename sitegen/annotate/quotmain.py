"""The subject of a sentence, from its beginning, and who shouts in chorus; for languages without cases.

A name or pronoun counts with nothing but its titles before it, so that an object is never taken for the subject.
"""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.annotate.quotlanguage import GERUND
from sitegen.annotate.quotpeople import People
from sitegen.annotate.quottokens import MARK, NAME, POSSESSIVE, QUOTE, WORD, Token
from sitegen.annotate.quotunnamed import plain_name
from sitegen.annotate.speakers import Subject, is_actor, phrase

_PAPER = 4
"""Words before which a document stands that is the subject."""


def segments_of(tokens: Sequence[Token], start: int, end: int) -> list[tuple[int, int]]:
    """The stretches between commas."""
    segments: list[tuple[int, int]] = []
    at = start
    for index in range(start, end):
        if tokens[index].key == "," and tokens[index].kind == MARK:
            segments.append((at, index))
            at = index + 1
    segments.append((at, end))
    return segments


def is_intro(tokens: Sequence[Token], start: int, end: int, people: People) -> bool:
    """Whether a stretch before a comma leads to the main clause and has not its subject."""
    if start >= end:
        return True
    words = people.words
    first = tokens[start]
    if first.kind != WORD:
        return False
    if first.key in words.sets["conjunctions"] and first.key not in words.sets["subordinators"]:
        return end - start == 1
    return (
        first.key in words.sets["subordinators"]
        or all(
            token.kind == WORD
            and (token.key.isdigit() or any(token.key in words.sets[name] for name in ("intros", "light", "times")))
            for token in tokens[start:end]
        )
        or first.key.endswith(words.participles)
        or (first.key in words.verbs and words.verbs[first.key].kind == GERUND)
    )


def main_subject(tokens: Sequence[Token], first: int, end: int, people: People) -> Subject | None:
    """The subject of the sentence, from its beginning: a name or pronoun with nothing but its titles before it."""
    words = people.words
    begin = end
    while begin > first and not (tokens[begin - 1].kind == MARK and tokens[begin - 1].key in (";", ":")):
        begin -= 1
    if begin < end and tokens[begin].kind == QUOTE:
        return None
    segments = segments_of(tokens, begin, end)
    while len(segments) > 1 and is_intro(tokens, *segments[0], people):
        segments = segments[1:]
    start, stop = segments[0]
    while (
        start < stop
        and tokens[start].kind == WORD
        and (
            tokens[start].key in words.sets["intros"]
            or tokens[start].key in words.sets["times"]
            or tokens[start].key in words.sets["light"]
            or tokens[start].key in words.sets["conjunctions"]
        )
    ):
        start += 1
    for at in range(start, min(stop, start + 12)):
        token = tokens[at]
        if token.kind == WORD and token.key in words.pronouns:
            return Subject(at, at + 1, gender=words.pronouns[token.key], pronoun=words.pronouns[token.key], hidden=True)
        if token.kind == NAME:
            if is_actor(token) and not (
                at + 1 < stop and (tokens[at + 1].kind == POSSESSIVE or _name_goes_on(tokens, at + 1, people))
            ):
                subject = phrase(tokens, start, at + 1, people)
                return subject._replace(hidden=True) if subject else None
            continue
        if token.capital and at == start and _is_plain_noun(tokens, at, stop, people):
            return _with_apposition(tokens, start, at, end, people)
        if token.kind == POSSESSIVE or token.capital:
            continue
        if token.kind != WORD or not (
            token.key in words.sets["titles"] or token.key in words.sets["determiners"] or token.key.endswith("'s")
        ):
            if at + 1 < stop and tokens[at + 1].kind == NAME and is_actor(tokens[at + 1]):
                # "Human rights group Free Choice": the noun is the name's title.
                continue
            if token.kind == WORD and (
                token.key in words.sets["people"]
                or token.key in words.sets["bodies"]
                or token.key in words.sets["groups"]
            ):
                return _with_apposition(tokens, start, at, end, people)
            return plain_name(tokens, start, at, people)
        if (
            token.key in words.sets["people"]
            and at + 1 < stop
            and not tokens[at + 1].capital
            and tokens[at + 1].kind != NAME
            and tokens[at + 1].key not in words.sets["titles"]
        ):
            return _with_apposition(tokens, start, at, end, people)
    return plain_name(tokens, start, stop, people) if stop - start <= 7 else None


def _is_plain_noun(tokens: Sequence[Token], at: int, stop: int, people: People) -> bool:
    """Whether a capital only begins the sentence ("Police used …")."""
    sets = people.words.sets
    if not any(tokens[at].key in sets[name] for name in ("groups", "people", "bodies")):
        return False
    return at + 1 < stop and not (tokens[at + 1].capital or tokens[at + 1].key in sets["titles"])


def _with_apposition(tokens: Sequence[Token], start: int, noun: int, end: int, people: People) -> Subject:
    """A noun for people with the name behind its comma: "Her neighbour, Paul Gray,"."""
    subject = Subject(start, noun + 1, gender=noun_gender(tokens[noun], people), hidden=True)
    stop = noun + 2
    while stop < end and stop - noun < 6 and (tokens[stop].capital or tokens[stop].key in people.words.sets["titles"]):
        stop += 1
    if stop == noun + 2 or tokens[noun + 1].key != "," or (stop < end and tokens[stop].key != ","):
        return subject
    last = tokens[stop - 1]
    if is_actor(last) and last.naming is not None:
        id = last.naming.id
        return Subject(noun + 2, stop, id, people.gender(id) or subject.gender, hidden=True)
    return subject._replace(end=stop) if last.kind == WORD and last.capital else subject


def _name_goes_on(tokens: Sequence[Token], at: int, people: People) -> bool:
    """Whether another name follows a name at once ("Orsk Council member Mira Holt"): then the first is no subject."""
    token = tokens[at]
    return token.kind == NAME or (
        token.kind == WORD
        and (token.capital or token.key in people.words.sets["titles"])
        and token.key not in people.words.sets["times"]
    )


def chanting(tokens: Sequence[Token], verb: int, people: People) -> Subject | None:
    """Who shouts in chorus: the nearest noun for many people before the word of shouting."""
    groups = people.words.sets["groups"]
    for at in range(verb - 1, max(-1, verb - 25), -1):
        token = tokens[at]
        if token.kind == QUOTE or (token.kind == MARK and token.key in ";:"):
            return None
        if token.kind == WORD and token.key in groups:
            begin = at
            while begin and tokens[begin - 1].key in people.words.sets["determiners"]:
                begin -= 1
            return Subject(begin, at + 1, gender="p")
    return None


def paper_subject(tokens: Sequence[Token], first: int, end: int, people: People) -> Subject | None:
    """The document that a sentence begins with, as what speaks: "The minutes of the meeting", "Приказ был краток"."""
    sets = people.words.sets
    for at in range(first, min(end, first + _PAPER)):
        token = tokens[at]
        if token.kind == WORD and token.key in sets["papers"]:
            return Subject(first, at + 1, gender="o")
        begins = token.kind == WORD and (at == first or any(token.key in sets[name] for name in ("determiners", "of")))
        named = token.key in people.words.pronouns and token.key not in sets["determiners"]
        if not begins or token.key in sets["prepositions"] or named:
            return None
    return None


def noun_gender(token: Token, people: People) -> str:
    """`m`, `f`, `p` (many), `o` (a body), or empty where the noun does not tell."""
    if token.key in people.words.sets["groups"]:
        return "p"
    if token.key in people.words.sets["bodies"]:
        return "o"
    for gender, name in (("f", "women"), ("m", "men")):
        if token.key in people.words.sets[name]:
            return gender
    return ""
