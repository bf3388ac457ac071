"""The subject in front of appositions and relative clauses: "X, the minister, said", "A spokesman for X, Y, said"."""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.annotate.quotmain import is_intro, segments_of
from sitegen.annotate.quotpeople import People
from sitegen.annotate.quottokens import MARK, QUOTE, WORD, Token
from sitegen.annotate.speakers import Subject, is_actor, phrase

_HARD = frozenset((";", ":", "—", "(", ".", "!", "?", "…"))


def _ends_clause(tokens: Sequence[Token], at: int) -> bool:
    """Whether a sentence's part ends here; quoted words inside a clause ("a sign that read “Out”") do not end it."""
    token = tokens[at]
    if token.kind == QUOTE:
        return at == 0 or tokens[at - 1].kind == MARK
    return token.kind == MARK and token.key in _HARD


def before_apposition(tokens: Sequence[Token], first: int, comma: int, people: People) -> Subject | None:
    """ "X, the minister, said", "X, who is 45, said", "A spokesman for X, Y, said"."""
    begin = comma
    while begin > first and not _ends_clause(tokens, begin - 1):
        begin -= 1
    segments = segments_of(tokens, begin, comma)
    while len(segments) > 1 and is_intro(tokens, *segments[0], people):
        segments = segments[1:]
    if len(segments) < 2:
        return None
    # Another clause may come first ("He left, and X, the minister, said"): the conjunction begins the last one.
    for index in range(len(segments) - 1, 0, -1):
        start, end = segments[index]
        token = tokens[start] if start < end else None
        if token is not None and token.key in people.words.sets["whose"] and index < len(segments) - 1:
            # "the firm, whose head, Mira Holt, said": the head of the firm speaks.
            segments = [(start + 1, end), *segments[index + 1 :]]
            break
        if (
            token is not None
            and token.kind == WORD
            and token.key in people.words.sets["conjunctions"]
            and index < len(segments) - 1
        ):
            segments = segments[index:]
            break
    begin = _after_conjunction(tokens, *segments[0], people)
    relative = next((i for i in range(begin + 1, segments[0][1]) if _is_relative(tokens[i], people)), segments[0][1])
    subject = phrase(tokens, begin, relative, people)
    if subject is None or subject.speaker or subject.pronoun:
        return subject
    start, end = segments[1]
    name = bare_name(tokens, start, end, people)
    return name or with_name(tokens, subject, start, end, people)


def _is_relative(token: Token, people: People) -> bool:
    return token.kind == WORD and people.words.pronouns.get(token.key) == "r" and not token.capital


def _after_conjunction(tokens: Sequence[Token], start: int, end: int, people: People) -> int:
    for at in range(end - 1, start - 1, -1):
        token = tokens[at]
        if token.kind == WORD and token.key in people.words.sets["conjunctions"]:
            return at + 1
    return start


def bare_name(tokens: Sequence[Token], start: int, end: int, people: People) -> Subject | None:
    """The record that a whole apposition names ("…, Mira Holt, …", "…, President Mira Holt, …")."""
    if start >= end or end - start > 6 or not is_actor(tokens[end - 1]):
        return None
    if any(_is_no_title(token, people) for token in tokens[start : end - 1]):
        return None
    return phrase(tokens, start, end, people)


def _is_no_title(token: Token, people: People) -> bool:
    """Whether a word cannot stand before a name in an apposition ("public defender Ida Holt" can)."""
    words = people.words
    others = ("prepositions", "conjunctions", "relatives", "negations", "passives")
    other = token.key in words.verbs or token.key in words.pronouns or any(token.key in words.sets[n] for n in others)
    return token.kind != WORD or (not token.capital and token.key not in words.sets["titles"] and other)


def with_name(tokens: Sequence[Token], subject: Subject, start: int, end: int, people: People) -> Subject:
    """The phrase with the name behind its comma, where that is a name without a record."""
    stop = start
    while stop < end and tokens[stop].kind == WORD and tokens[stop].capital:
        stop += 1
    if stop < end and stop - start > 1 and tokens[stop].key in people.words.sets["prepositions"]:
        end = stop  # "…, Mira Holt of Orsk"
    part = tokens[start:end]
    known = len(part) > 1 or any(part and part[0].key in people.words.sets[name] for name in ("given_m", "given_f"))
    plain = all(token.kind == WORD and token.capital for token in part)
    if known and plain and len(part) <= 4 and subject.end == start - 1:
        return subject._replace(end=end)
    return subject
