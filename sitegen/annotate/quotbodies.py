"""Bodies and documents as speakers in languages with cases: "they say in the ministry", "it says in the letter"."""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.annotate.quotlanguage import QuotationWords, Verb
from sitegen.annotate.quotpeople import People
from sitegen.annotate.quottokens import NAME, WORD, Token
from sitegen.annotate.speakers import Subject, is_actor


def inside(tokens: Sequence[Token], start: int, end: int, verb: Verb, people: People) -> Subject | None:
    """ "They say in the Kremlin", "it says in the letter": the body or document, where there is no other subject."""
    words = people.words
    for index in range(start, min(end - 1, start + 3)):
        if tokens[index].key not in words.sets["inside"]:
            continue
        before = tokens[start:index]
        body = tokens[index + 1]
        if index + 2 < end and _is_attribute(body, tokens[index + 2], words):
            body = tokens[index + 2]
            index += 1
        if body.naming is not None and is_actor(body):
            spoken = verb.gender in ("p", "") and people.gender(body.naming.id) not in ("m", "f")
            return Subject(index + 1, index + 2, body.naming.id, "o") if spoken else None
        if body.kind != WORD or body.key in words.sets["times"]:
            continue
        addressed = all(t.key in words.sets["follows"] or t.key in words.sets["light"] for t in before)
        if verb.gender in ("m", "f") or not addressed:
            return None
        if body.key in words.sets["documents"] or is_body(body.key, words):
            return _with_owner(tokens, index + 1, end, people)
        if verb.gender == "p" and body.capital:
            stop = index + 2
            while stop < end and tokens[stop].capital:
                stop += 1
            return Subject(index, stop, gender="o")
    return None


def _is_attribute(token: Token, noun: Token, words: QuotationWords) -> bool:
    """Whether a word stands between a preposition and a body or document ("in the Orsk ministry")."""
    if token.kind != WORD or noun.kind != WORD or is_body(token.key, words) or token.key in words.sets["documents"]:
        return False
    if any(token.key in words.sets[name] for name in ("times", "prepositions", "determiners", "titles")):
        return False
    return noun.key in words.sets["documents"] or is_body(noun.key, words)


def is_body(key: str, words: QuotationWords) -> bool:
    """Whether a noun is one for bodies, in whatever case."""
    for part in key.split("-") if "-" in key else (key,):
        for length in range(len(part), max(2, len(part) - 3), -1):
            if part[:length] in words.body_stems:
                return True
    return False


def _with_owner(tokens: Sequence[Token], noun: int, end: int, people: People) -> Subject:
    """The noun with whose it is: "заявлении министерства"; a body's own statement is what the body says."""
    words = people.words
    stop = noun + 1
    while stop < end and stop - noun < 5 and tokens[stop].kind in (WORD, NAME):
        token = tokens[stop]
        if token.naming is not None and is_actor(token) and people.gender(token.naming.id) == "o":
            if tokens[noun].key in words.sets["documents"]:
                return Subject(noun, stop + 1, token.naming.id, "o")
            return Subject(noun, stop + 1, gender="o")
        if token.kind == WORD and token.key in words.sets["follows"]:
            break
        if token.kind == WORD and not token.capital and not is_body(token.key, words):
            if any(
                token.key in words.sets[name] for name in ("prepositions", "light", "conjunctions", "times", "follows")
            ):
                break
            if token.key in words.verbs or any(token.key.endswith(ending) for _, ending in words.past):
                break
        stop += 1
    return Subject(noun, stop, gender="o")
