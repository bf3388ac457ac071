"""Which words of a sentence are verbs of saying here, and not nouns, passives, infinitives or denials."""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.annotate.quotlanguage import GERUND, PARTLY, QUOTES, SAYS, Verb
from sitegen.annotate.quotpeople import People
from sitegen.annotate.quottokens import NAME, POSSESSIVE, QUOTE, WORD, Token

_FARTHEST = 40


def verb_at(tokens: Sequence[Token], at: int, people: People) -> Verb | None:
    """The verb of saying at this place; nothing where it is negated, passive, an infinitive or a noun."""
    token = tokens[at]
    if token.kind != WORD:
        return None
    words = people.words
    verb = words.verbs.get(token.key)
    if verb is None:
        return None
    if token.capital and not words.cases and verb.kind != GERUND and (at or not words.drops or verb.needs_subject):
        return None
    if token.key in words.with_it and (at + 1 == len(tokens) or tokens[at + 1].key != "it"):
        return None
    if at == 0:
        return verb
    back = at - 1
    steps = 0
    while back >= 0 and steps < 3 and tokens[back].kind == WORD:
        key = tokens[back].key
        if key in words.sets["negations"]:
            return None
        if key in words.sets["passives"] and verb.kind not in (GERUND, QUOTES):
            return None
        if key not in words.sets["light"]:
            break
        back -= 1
        steps += 1
    before = tokens[at - 1]
    if before.kind == WORD and before.key in words.sets["infinitive"] and not is_habit(tokens, at, people):
        return None
    if verb.needs_subject and not (
        before.kind == NAME
        or before.key in words.pronouns
        or before.capital
        or before.key in words.sets["light"]
        or _is_behind_quotation(tokens, at)
        or before.key in words.sets["documents"]
    ):
        return None
    if (
        not words.cases
        and verb.kind != GERUND
        and (before.kind == POSSESSIVE or before.key in words.sets["determiners"])
        and before.key not in words.sets["somebody"]
    ):
        return None
    return verb


def is_habit(tokens: Sequence[Token], verb: int, people: People) -> bool:
    """Whether it is told that somebody "used to say" so."""
    sets = people.words.sets
    return verb > 1 and tokens[verb - 1].key in sets["infinitive"] and tokens[verb - 2].key in sets["habitual"]


def _is_behind_quotation(tokens: Sequence[Token], at: int) -> bool:
    """Whether only a comma parts the word from a quotation, where no noun can stand ("…”, reads the entry")."""
    return tokens[at - 1].kind == QUOTE or (at > 1 and tokens[at - 1].key == "," and tokens[at - 2].kind == QUOTE)


def phrase_at(tokens: Sequence[Token], at: int, people: People) -> tuple[int, str]:
    """The length in tokens of an "according to" that begins here, with the gender where it is "according to him"."""
    for words, gender in people.words.phrases.get(tokens[at].key, ()):
        if _follow(tokens, at, words):
            return len(words), gender
    return 0, ""


def _follow(tokens: Sequence[Token], at: int, words: Sequence[str]) -> bool:
    return at + len(words) <= len(tokens) and all(tokens[at + i].key == word for i, word in enumerate(words))


def previous_verb(tokens: Sequence[Token], before: int, people: People) -> int:
    """The nearest finite verb of saying before a token, by index; -1 where there is none near."""
    for at in range(before - 1, max(-1, before - _FARTHEST), -1):
        if tokens[at].key in people.words.verbs:
            verb = verb_at(tokens, at, people)
            if verb is not None and verb.kind in (SAYS, PARTLY):
                return at
    return -1
