"""Which words of a sentence attribute a quotation, and to whom: "…," said X; X said: "…"; according to X, "…".

It looks at one sentence with its quotations as single tokens. Whose the pronouns are, and what goes over the borders
of sentences and paragraphs, is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.annotate.quotcases import case_subject, genitive_phrase
from sitegen.annotate.quotgestures import (
    Attribution,
    attribution_end,
    heard,
    impersonal,
    on_placard,
    unlisted,
    whose_words,
    with_clitic,
)
from sitegen.annotate.quotlanguage import CHANT, GERUND, PARTLY, QUOTES, SAYS, QuotationWords, Verb
from sitegen.annotate.quotpeople import People
from sitegen.annotate.quotsubjects import left_subject, right_subject
from sitegen.annotate.quottokens import MARK, NAME, QUOTE, WORD, Token
from sitegen.annotate.quotverbs import phrase_at, verb_at
from sitegen.annotate.speakers import Subject, is_actor, phrase

_FARTHEST_LEFT = 90
_FARTHEST_RIGHT = 30
_STOPS = frozenset((";", ".", "!", "?", "…"))


def trailing(tokens: Sequence[Token], quote: int, people: People, *, comma: bool, whole: bool) -> Attribution | None:
    """What follows the quotation. `comma`: it ends so that an attribution may follow; `whole`: it is a sentence."""
    at = quote + 1
    while at < len(tokens) and tokens[at].kind == MARK and tokens[at].key in (",", "—", ".", ")", "!", "?", "…"):
        comma = comma or tokens[at].key in (",", "—")
        if tokens[at].key == ".":
            return None
        at += 1
    if at >= len(tokens) or tokens[at].kind == QUOTE:
        return None
    words = people.words
    token = tokens[at]
    length, gender = phrase_at(tokens, at, people)
    if length:
        return according(tokens, at, length, gender, people)
    if token.kind == WORD and token.key in words.sets["thus"] and comma:
        return according(tokens, at, 1, "", people)
    if words.clitics:
        hanging = with_clitic(tokens, at, people)
        if hanging is not None:
            return hanging
    if token.kind == WORD and token.key in words.sets["copulas"]:
        owner = _was_said_by(tokens, at, people)
        if owner is not None:
            return Attribution("trailing", owner, (at, at + 1), attribution_end(tokens, at))
    start = at
    while (
        start < len(tokens)
        and tokens[start].kind == WORD
        and tokens[start].key in words.sets["light"]
        and start - at < 3
    ):
        start += 1
    if start < len(tokens):
        verb = verb_at(tokens, start, people)
        kinds = (SAYS, CHANT, QUOTES, PARTLY) if words.cases and whole and comma else (SAYS, CHANT, QUOTES)
        if verb is not None and verb.kind in kinds and (comma or whole) and not tokens[start].capital:
            return _verb_first(tokens, start, verb, people)
    if not comma or (
        token.kind == WORD
        and (token.key in words.sets["conjunctions"] or token.key in words.sets["relatives"])
        and token.key not in words.sets["comparing"]
    ):
        return None
    found = _subject_first(tokens, at, people, whole=whole)
    return found or (unlisted(tokens, start, people) if whole else None)


def _was_said_by(tokens: Sequence[Token], at: int, people: People) -> Subject | None:
    """ "…” was Holt's reply", "…” is how one of them put it"."""
    after = tokens[at + 1 : at + 8]
    owner = whose_words(after, at + 1, people)
    if owner is not None or not after or after[0].key not in people.words.sets["put_so"]:
        return owner
    for verb in range(at + 3, min(at + 9, len(tokens))):
        if tokens[verb].key in people.words.verbs:
            return left_subject(tokens, verb, people, at + 2)
    return None


def _verb_first(tokens: Sequence[Token], at: int, verb: Verb, people: People) -> Attribution | None:
    end = attribution_end(tokens, at)
    if verb.kind == QUOTES:
        return Attribution("trailing", cited(tokens, at, end, people), (at, at + 1), end, verb.kind)
    if verb.takes_object:
        return None
    if people.words.cases:
        subject = case_subject(tokens, at, verb, people, at, behind=True)
    else:
        subject = impersonal(tokens, at, people) or right_subject(tokens, at, people)
    if on_placard(tokens, subject, people):
        return None
    return Attribution("trailing", subject, (at, at + 1), end, verb.kind)


def cited(tokens: Sequence[Token], start: int, end: int, people: People) -> Subject | None:
    """Who is quoted: the one person named in the clause."""
    persons = [i for i in range(start, end) if is_actor(tokens[i]) and people.gender(_id(tokens[i])) != "o"]
    if len(persons) != 1:
        return None
    return Subject(persons[0], persons[0] + 1, _id(tokens[persons[0]]), people.gender(_id(tokens[persons[0]])))


def _id(token: Token) -> str:
    return token.naming.id if token.naming is not None else ""


def _subject_first(tokens: Sequence[Token], start: int, people: People, *, whole: bool) -> Attribution | None:
    """ "…," X said: the first verb of saying behind the quotation, if what lies between is its subject."""
    words = people.words
    for at in range(start, min(len(tokens), start + _FARTHEST_RIGHT)):
        token = tokens[at]
        if token.kind == QUOTE or (token.kind == MARK and token.key in _STOPS):
            return None
        verb = verb_at(tokens, at, people)
        if verb is None or verb.kind == GERUND or (verb.kind == PARTLY and not _takes_quotation(tokens, at, people)):
            continue
        if verb.kind == QUOTES:
            subject = quoted_person(tokens, at, people)
            return Attribution("trailing", subject, (at, at + 1), attribution_end(tokens, at), QUOTES)
        if at > start and tokens[at - 1].kind == WORD and tokens[at - 1].key in words.sets["relatives"]:
            continue
        other = heard(tokens, at, people)
        if other is not None:
            return Attribution("trailing", other, (at, at + 1), attribution_end(tokens, at))
        if not _complete(tokens, at, people, whole=whole):
            return None
        subject = (
            case_subject(tokens, at, verb, people, start) if words.cases else left_subject(tokens, at, people, start)
        )
        if subject is None and not whole:
            return None
        return Attribution("trailing", subject, (at, at + 1), attribution_end(tokens, at), verb.kind)
    return None


def _takes_quotation(tokens: Sequence[Token], at: int, people: People) -> bool:
    """Whether "…,” X called it" is all: then a verb that elsewhere takes parts of sentences governs the quotation."""
    if people.words.cases or at + 1 >= len(tokens):
        return False
    if tokens[at + 1].key in people.words.sets["called_on"]:
        return True
    if people.words.pronouns.get(tokens[at + 1].key) != "n":
        return False
    return at + 2 == len(tokens) or tokens[at + 2].kind in (MARK, QUOTE)


def _complete(tokens: Sequence[Token], verb: int, people: People, *, whole: bool) -> bool:
    """Whether the verb's object is the quotation and not what follows ("X said the talks …")."""
    words = people.words
    if verb + 1 >= len(tokens):
        return True
    after = tokens[verb + 1]
    if after.kind in (MARK, QUOTE) or words.cases:
        return True
    if after.kind == WORD and after.key in words.sets["follows"]:
        return True
    known = words.verbs.get(tokens[verb].key)
    if after.kind == NAME and (verb + 2 >= len(tokens) or tokens[verb + 2].kind == MARK):
        return True
    if known is not None and known.takes_object:
        return whole or any(token.kind == MARK for token in tokens[verb + 1 : verb + 6])
    return whole and not (
        after.key in words.sets["complement"]
        or after.key in words.pronouns
        or after.key in words.sets["determiners"]
        or after.kind == NAME
    )


def quoted_person(tokens: Sequence[Token], at: int, people: People) -> Subject | None:
    """ "A quoted B as saying", "B was quoted as saying": B."""
    words = people.words
    if at and any(tokens[i].key in words.sets["passives"] for i in range(max(0, at - 2), at)):
        back = at
        while (
            back
            and tokens[back - 1].kind == WORD
            and (tokens[back - 1].key in words.sets["passives"] or tokens[back - 1].key in words.sets["light"])
        ):
            back -= 1
        return left_subject(tokens, back, people)
    end = at + 1
    while (
        end < len(tokens)
        and tokens[end].kind != QUOTE
        and tokens[end].key not in words.sets["quoting_particles"]
        and tokens[end].key not in words.verbs
        and end - at < 20
    ):
        end += 1
    if end < len(tokens) and tokens[end].kind == QUOTE and tokens[end - 1].key == ":" and end > at + 2:
        # "A quotes B: “…”"
        return phrase(tokens, at + 1, end - 1, people)
    if end >= len(tokens) or tokens[end].key not in words.sets["quoting_particles"]:
        return None
    stop = next((i for i in range(at + 1, end) if tokens[i].key == ","), end)
    return phrase(tokens, at + 1, stop, people)


def _just_before(tokens: Sequence[Token], at: int, people: People) -> Subject | None:
    """ "The ministry, in its own words, …": the name or the body that the comma parts from the phrase."""
    if at < 2 or tokens[at - 1].key != ",":
        return None
    token = tokens[at - 2]
    if is_actor(token) and token.naming is not None and (not people.words.cases or people.is_nominative(token.naming)):
        return Subject(at - 2, at - 1, token.naming.id, people.gender(token.naming.id))
    sets = people.words.sets
    if token.kind == WORD and (token.key in sets["bodies"] or token.key in sets["people"]):
        return Subject(at - 2, at - 1)
    return None


def _is_other(token: Token, words: QuotationWords) -> bool:
    """Whether a word behind a name cannot belong to the same phrase ("laut Berg stand das Haus leer")."""
    if token.kind != WORD or token.capital:
        return False
    sets = ("keeps", "of", "prepositions", "determiners", "titles", "people", "bodies", "conjunctions", "groups")
    return not any(token.key in words.sets[name] for name in sets)


def according(tokens: Sequence[Token], at: int, length: int, gender: str, people: People) -> Attribution:
    start = at + length
    subject: Subject | None
    if gender:
        subject = _just_before(tokens, at, people) or Subject(at, start, gender=gender, pronoun=gender)
    elif people.words.cases:
        subject = genitive_phrase(tokens, start, people) if start < len(tokens) else None
    else:
        stop = start
        while (
            stop < len(tokens)
            and stop - start < 16
            and tokens[stop].kind not in (MARK, QUOTE)
            and not (stop > start and tokens[stop].key in people.words.sets["relatives"])
            and not (stop > start and tokens[stop - 1].capital and _is_other(tokens[stop], people.words))
        ):
            stop += 1
        subject = phrase(tokens, start, stop, people) if stop > start else None
    end = subject.end if subject else start
    return Attribution("according-to", subject, (at, start), end)
