"""What announces a quotation without a word of saying: "Berg was blunt: “…”", "Berg's words “…”", "others — “…”"."""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.annotate.quotbehind import names_speakers
from sitegen.annotate.quotgestures import Attribution, whose_words
from sitegen.annotate.quotlanguage import SAYS, Verb
from sitegen.annotate.quotmain import main_subject, paper_subject
from sitegen.annotate.quotmaincase import main_case_subject
from sitegen.annotate.quotpeople import People
from sitegen.annotate.quottokens import MARK, NAME, QUOTE, WORD, Token
from sitegen.annotate.speakers import Subject, is_actor

_FARTHEST_LEFT = 90
_NEAR = 7
"""Tokens before a quotation."""


_SHORT = 12
"""Tokens of a sentence that only announces what follows."""


def others(tokens: Sequence[Token], quote: int, people: People) -> Subject | None:
    """ "Some shouted “…”, others — “…”": a dash in the place of the verb, and before it who else."""
    start = quote - 1
    while start > 0 and quote - start < _NEAR and tokens[start - 1].kind in (WORD, NAME):
        start -= 1
    if not people.words.cases or start < 2 or start == quote - 1 or tokens[quote - 1].key != "—":
        return None
    if tokens[start - 1].key not in (",", ";") or tokens[start - 2].kind != QUOTE:
        return None
    if tokens[start].key in people.words.sets["conjunctions"]:
        start += 1
    if any(token.key in people.words.verbs for token in tokens[start : quote - 1]) or start == quote - 1:
        return None
    last = tokens[quote - 2]
    if last.naming is not None and is_actor(last):
        return Subject(start, quote - 1, last.naming.id, people.gender(last.naming.id))
    return Subject(start, quote - 1)


def in_words_of(tokens: Sequence[Token], quote: int, people: People) -> Attribution | None:
    """ "Berg's description of it as “…”", "Berg's words “…”": directly before the quotation."""
    first = max(0, quote - _NEAR)
    owner = whose_words(tokens[first:quote], first, people)
    if owner is None or any(token.kind == MARK for token in tokens[owner.start : quote]):
        return None
    return Attribution("fronted", owner, (quote, quote), quote)


def announced(tokens: Sequence[Token], quote: int, people: People) -> Attribution | None:
    """ "Berg was blunt: “…”": without a word of saying, the only person named, as the subject."""
    sets = people.words.sets
    before = tokens[max(0, quote - _FARTHEST_LEFT) : quote]
    if any(token.key in sets["placards"] or token.key in sets["titled"] for token in before):
        return None
    owner = whose_words(before, max(0, quote - _FARTHEST_LEFT), people)
    if owner is not None:
        return Attribution("colon", owner, (quote - 1, quote - 1), quote)
    paper = paper_subject(tokens, 0, quote - 1, people)
    if paper is not None:
        return Attribution("colon", paper, (quote - 1, quote - 1), quote)
    if len({token.naming.id for token in before if is_actor(token) and token.naming is not None}) > 1:
        return None
    if people.words.cases:
        subject = main_case_subject(tokens, 0, quote - 1, Verb(SAYS), people)
    else:
        subject = main_subject(tokens, 0, quote - 1, people)
    subject = subject or _beside_words(before, max(0, quote - _FARTHEST_LEFT), people)
    if subject is None or subject.gender == "o" or subject.pronoun not in ("", "m", "f"):
        return None
    return Attribution("colon", subject._replace(probable=True), (quote - 1, quote - 1), quote)


def _beside_words(before: Sequence[Token], offset: int, people: People) -> Subject | None:
    """ "Berg has another view: “…”" in a language where Berg is in another case: the only one named."""
    sets = people.words.sets
    if len(before) > _SHORT or not any(t.kind == WORD and t.key in sets["speech_nouns"] for t in before):
        return None
    if any(names_speakers(token, people) or token.kind == QUOTE for token in before):
        return None
    if any(
        token.kind == WORD and (token.key in sets["relatives"] or token.key in sets["somebody"]) for token in before
    ):
        # "One of them wrote a letter, which Berg keeps: “…”"
        return None
    for at, token in enumerate(before):
        if is_actor(token) and token.naming is not None and people.gender(token.naming.id) != "o":
            id = token.naming.id
            return Subject(offset + at, offset + at + 1, id, people.gender(id), probable=True)
    return None
