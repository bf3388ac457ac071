"""The subject of a verb of saying in languages where the place in the sentence shows it (English, German, French …).

It stands before the verb, in front of appositions and relative clauses, or behind it; an elided one is that of the
main clause, and "who" stands for the name before it. Where the words allow two readings there is no subject.
"""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.annotate.quotappositions import bare_name, before_apposition, with_name
from sitegen.annotate.quotlanguage import SAYS
from sitegen.annotate.quotmain import main_subject, noun_gender
from sitegen.annotate.quotpeople import People
from sitegen.annotate.quottokens import MARK, NAME, QUOTE, WORD, Token
from sitegen.annotate.quotverbs import is_habit, previous_verb
from sitegen.annotate.speakers import Subject, is_actor, phrase

_HARD = frozenset((";", ":", "—", "(", ".", "!", "?", "…"))
_FARTHEST = 60


def left_subject(tokens: Sequence[Token], verb: int, people: People, first: int = 0) -> Subject | None:
    """Who stands before the verb."""
    words = people.words
    first = max(first, verb - _FARTHEST)
    end = verb - 2 if is_habit(tokens, verb, people) else verb
    while end > first and tokens[end - 1].kind == WORD and tokens[end - 1].key in words.sets["light"]:
        end -= 1
    if end > first and tokens[end - 1].key == ",":
        enclosed = before_apposition(tokens, first, end - 1, people)
        if enclosed is not None:
            return enclosed
        end -= 1
        return main_subject(tokens, first, verb, people) if end > first else None
    if end > first and tokens[end - 1].key == "—":
        back = end - 2
        while back > first and tokens[back].key != "—":
            back -= 1
        end = back if back > first else end
    start = _clause_start(tokens, first, end, people)
    if start == end:
        return _elided(tokens, first, start, verb, people)
    before = tokens[start - 1] if start > first else None
    if before is not None and before.kind == WORD and people.words.pronouns.get(before.key) == "r":
        # "an official who asked for silence said": of the clause's verb and of the main one alike.
        return _antecedent(tokens, first, start - 2 if tokens[start - 2].key == "," else start - 1, people)
    if before is not None and before.kind == WORD and before.key in words.sets["joining"] and start - 2 >= first:
        joined = _joined(tokens, first, start, end, people)
        if joined is not None:
            return joined
    return phrase(tokens, start, end, people)


def _clause_start(tokens: Sequence[Token], first: int, end: int, people: People) -> int:
    words = people.words
    at = end
    while at > first:
        token = tokens[at - 1]
        if token.kind == QUOTE or (token.kind == MARK and (token.key in _HARD or token.key == ",")):
            break
        if token.kind == WORD and token.key in words.sets["conjunctions"]:
            break
        if token.kind == WORD and token.key in words.sets["relatives"]:
            break
        if (
            token.key in words.verbs
            and not token.capital
            and not (known := words.verbs[token.key]).needs_subject
            and known.kind == SAYS
            and not (at - 2 >= first and tokens[at - 2].key in words.sets["documents"])
        ):
            break
        at -= 1
    return at


def _joined(tokens: Sequence[Token], first: int, start: int, end: int, people: People) -> Subject | None:
    """ "A and B said": two speakers, so that neither is the speaker."""
    begin = _clause_start(tokens, first, start - 1, people)
    left = tokens[begin : start - 1]
    if not left or len(left) > 5 or not (left[-1].capital or len(left) <= 2):
        return None
    if any(token.kind == WORD and token.key in people.words.verbs for token in left):
        return None
    return Subject(begin, end, gender="p")


def _elided(tokens: Sequence[Token], first: int, start: int, verb: int, people: People) -> Subject | None:
    """No subject of its own: that of a relative clause or of the main clause."""
    if start == first:
        return None
    words = people.words
    before = tokens[start - 1]
    if before.kind == WORD and words.pronouns.get(before.key) == "r":
        end = start - 1
        if end > first and tokens[end - 1].key == ",":
            end -= 1
        return _antecedent(tokens, first, end, people)
    if before.kind == WORD and before.key in words.sets["relatives"]:
        return None
    earlier = previous_verb(tokens[:start], start, people)
    if earlier > first:
        return left_subject(tokens, earlier, people, first)
    subject = main_subject(tokens, first, verb, people)
    if subject is not None and any(
        token.kind == WORD and token.key in words.sets["relatives"] for token in tokens[subject.end : start - 1]
    ):
        # "The paper printed a letter in which two men mock X and call him …": somebody else's verb.
        return None
    return subject


def _antecedent(tokens: Sequence[Token], first: int, end: int, people: People) -> Subject | None:
    """What "who" stands for: the name or noun before it."""
    words = people.words
    if end <= first:
        return None
    last = tokens[end - 1]
    if is_actor(last):
        start = end - 1
        while start > first and (
            tokens[start - 1].kind == WORD
            and (tokens[start - 1].key in words.sets["titles"] or tokens[start - 1].capital)
            and tokens[start - 1].key not in words.sets["prepositions"]
        ):
            start -= 1
        return phrase(tokens, start, end, people)
    start = end - 1
    while start > first and tokens[start].kind == WORD and tokens[start].key not in words.sets["people"]:
        start -= 1
    if tokens[start].kind == WORD and tokens[start].key in words.sets["people"]:
        return Subject(_noun_start(tokens, first, start, people), end, gender=noun_gender(tokens[start], people))
    return None


def _noun_start(tokens: Sequence[Token], first: int, noun: int, people: People) -> int:
    """Where the article or the attributes of a noun begin."""
    sets = people.words.sets
    start = noun
    while start > first and noun - start < 4 and tokens[start - 1].kind in (WORD, NAME):
        token = tokens[start - 1]
        if token.key in sets["prepositions"] or token.key in sets["conjunctions"] or token.key in people.words.verbs:
            break
        start -= 1
        if token.key in sets["determiners"]:
            return start
    return noun


def _is_name_like(tokens: Sequence[Token], start: int, at: int) -> bool:
    """Whether the name of a month or day is somebody's here: a capital, directly behind a title ("Me Avril")."""
    return at == start + 1 and tokens[at].capital and tokens[start].capital


def right_subject(tokens: Sequence[Token], verb: int, people: People) -> Subject | None:
    """Who stands behind the verb: "…, said X, the minister"."""
    words = people.words
    start = verb + 1
    while (
        start < len(tokens)
        and tokens[start].kind == WORD
        and tokens[start].key in words.sets["light"]
        and tokens[start].key not in words.sets["prepositions"]
    ):
        start += 1
    if words.drops and start < len(tokens) and _leaves_out(tokens[start], people):
        return None
    end = start
    while end < len(tokens) and end - start < 20 and not _ends_phrase(tokens, start, end, people):
        end += 1
    subject = phrase(tokens, start, end, people)
    if subject is not None and subject.pronoun == "f" and words.plural and tokens[verb].key.endswith(words.plural):
        return subject._replace(gender="p", pronoun="p")
    if subject is None or subject.speaker or subject.pronoun:
        return subject
    if end < len(tokens) and tokens[end].key == ",":
        stop = end + 1
        while (
            stop < len(tokens)
            and stop - end < 8
            and tokens[stop].kind in (NAME, WORD)
            and not _ends_phrase(tokens, end + 1, stop, people)
        ):
            stop += 1
        return bare_name(tokens, end + 1, stop, people) or with_name(tokens, subject, end + 1, stop, people)
    return subject


def _leaves_out(token: Token, people: People) -> bool:
    """Whether what stands behind a verb shows that its subject is left out: a clause, a participle."""
    sets = people.words.sets
    if token.kind != WORD or token.capital:
        return False
    clause = any(token.key in sets[name] for name in ("complement", "relatives", "conjunctions"))
    return clause or token.key.endswith(people.words.participles)


def _ends_phrase(tokens: Sequence[Token], start: int, at: int, people: People) -> bool:
    token = tokens[at]
    words = people.words
    if token.kind in (QUOTE, MARK):
        return token.key not in ("-", "'", "’", "&") and not (
            token.key == "." and at + 1 < len(tokens) and len(tokens[at - 1].key) <= 3
        )
    if token.kind != WORD or at == start:
        return False
    if (
        token.key in words.sets["relatives"]
        or (token.key in words.sets["times"] and not _is_name_like(tokens, start, at))
        or (token.key in words.verbs and not token.capital)
    ):
        return True
    if token.key in words.sets["keeps"]:
        return at + 1 < len(tokens) and (
            tokens[at + 1].key in words.sets["times"]
            or tokens[at + 1].key.isdigit()
            or token.key in words.sets["light"]
        )
    return token.key in words.sets["prepositions"] or (
        token.key in words.sets["conjunctions"]
        and not (
            token.key in words.sets["joining"]
            and at + 1 < len(tokens)
            and tokens[at + 1].capital
            and tokens[at - 1].capital
        )
    )
