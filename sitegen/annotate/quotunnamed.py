"""People and bodies without a record, where they are the subject: "Mayor Dale Fenske", "the guard", "in the ministry".

Printed words are enough for them, so that a pronoun behind them is not taken for somebody else. A title, a given name
or a noun for people must tell that it is a person; nothing is known about the names themselves.
"""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.annotate.quotbehind import with_apposition
from sitegen.annotate.quotbodies import is_body
from sitegen.annotate.quotlanguage import QuotationWords, Verb
from sitegen.annotate.quotnominatives import agrees, gender_of
from sitegen.annotate.quotpeople import People
from sitegen.annotate.quottokens import MARK, NAME, POSSESSIVE, QUOTE, WORD, Token
from sitegen.annotate.speakers import Subject, is_actor

_LONGEST = 7
_ADVERBS = ("о", "ом", "ем", "ым", "им", "жды", "o", "em")
"""Endings of adverbs and instrumentals, which begin sentences too."""
_NO_SUBJECTS = ("ть", "ць", "ти", "ці")
"""Endings of infinitives and numerals."""
_FARTHEST_NAME = 7


def plain_name(tokens: Sequence[Token], start: int, end: int, people: People) -> Subject | None:
    """The whole stretch as the name of a person without a record: a title or given name, and capitals."""
    sets = people.words.sets
    while start < end and tokens[start].kind == WORD and tokens[start].key in sets["determiners"]:
        start += 1
    if end > start and (tokens[end - 1].kind == POSSESSIVE or tokens[end - 1].key.endswith("'s")):
        return None
    names = [token for token in tokens[start:end] if token.capital and token.key not in sets["titles"]]
    if not names or not tokens[end - 1].capital or end - start > _LONGEST:
        return None
    part = tokens[start:end]
    if any(token.key in sets["bodies"] or token.key in sets["times"] for token in part):
        return None
    titled = any(token.key in sets["titles"] and token.kind == WORD for token in part[:-1])
    given = len(names) > 1 and (names[0].key in sets["given_m"] or names[0].key in sets["given_f"])
    if not (titled or given):
        return None
    return Subject(start, end, gender=_gender(tokens, start, end, people.words), hidden=True)


def _gender(tokens: Sequence[Token], start: int, end: int, words: QuotationWords) -> str:
    for token in tokens[start:end]:
        for gender, names in (("f", ("titles_f", "women", "given_f")), ("m", ("titles_m", "men", "given_m"))):
            if any(token.key in words.sets[name] and (token.capital or name[0] != "g") for name in names):
                return gender
    return ""


def case_phrase(tokens: Sequence[Token], start: int, end: int, verb: Verb, people: People) -> Subject | None:
    """Who the clause `tokens[start:end]` begins with, in a language with cases: a noun for people with what is its."""
    words = people.words
    start = _behind_circumstances(tokens, start, end, words)
    at = start
    head = -1
    while at < end and at - start < _LONGEST and _belongs(tokens[at], at == start, words):
        if _is_head(tokens[at], words):
            head = at
        at += 1
    if head < 0:
        return _by_agreement(tokens, start, end, verb, people)
    stop = _with_name(tokens, head, at, end, people)
    if is_actor(tokens[stop - 1]) and people.is_nominative(tokens[stop - 1].naming):  # type: ignore[arg-type]
        return None
    gender = _noun_gender(tokens[head].key, words) or gender_of(tokens, head, stop, people)
    gender = gender or _by_verb(tokens, stop, end, words)
    if not agrees(gender, verb.gender):
        return None
    return with_apposition(tokens, Subject(start, stop, gender=gender, hidden=True), people)._replace(hidden=True)


def _by_agreement(tokens: Sequence[Token], start: int, end: int, verb: Verb, people: People) -> Subject | None:
    """A noun that is in no list, where it begins a clause and the past of a verb at once behind it agrees."""
    words = people.words
    if start + 1 >= end or tokens[start].kind != WORD or not words.past:
        return None
    if tokens[start - 1].key != "," if start else not tokens[start].capital:
        return None
    key = tokens[start].key
    known = ("prepositions", "determiners", "times", "oblique_pronouns", "negations", "somebody", "conjunctions")
    gender = _by_verb(tokens, start + 1, start + 2, words)
    if gender not in ("m", "f") or len(key) < 4 or any(key in words.sets[name] for name in known):
        return None
    if key.endswith(_NO_SUBJECTS):
        return None
    if is_body(key, words) or key in words.pronouns or key in words.verbs or key.endswith(_ADVERBS):
        return None
    nominative = tuple(words.sets["nominative_m" if gender == "m" else "nominative_f"])
    oblique = tuple(words.sets["oblique_m" if gender == "m" else "oblique_f"])
    if not nominative or not key.endswith(nominative) or (oblique and key.endswith(oblique)):
        return None
    return Subject(start, start + 1, gender=gender, hidden=True) if agrees(gender, verb.gender) else None


def _behind_circumstances(tokens: Sequence[Token], start: int, end: int, words: QuotationWords) -> int:
    """Where the subject can begin: behind "then", "on Monday"."""
    sets = words.sets
    while start < end and tokens[start].kind == WORD:
        key = tokens[start].key
        timed = key in sets["prepositions"] and start + 1 < end and tokens[start + 1].key in sets["times"]
        if not (timed or any(key in sets[name] for name in ("light", "intros", "times", "conjunctions"))):
            break
        start += 1
    return start


def _belongs(token: Token, first: bool, words: QuotationWords) -> bool:
    if token.kind == NAME:
        return not first
    if token.kind != WORD or token.key in words.sets["prepositions"] or token.key in words.sets["relatives"]:
        return False
    if token.capital:
        return True
    return any(token.key in words.sets[name] for name in ("titles", "people", "groups", "determiners"))


def _is_head(token: Token, words: QuotationWords) -> bool:
    if token.kind != WORD:
        return False
    sets = words.sets
    if token.capital and (token.key in sets["given_m"] or token.key in sets["given_f"]):
        return True
    return token.key in sets["people"] or token.key in sets["groups"] or token.key in sets["titles"]


def _with_name(tokens: Sequence[Token], head: int, at: int, end: int, people: People) -> int:
    """The end of the phrase with a name that stands behind what the noun governs ("голова профспілки Степан …")."""
    sets = people.words.sets
    for index in range(at, min(end, at + _FARTHEST_NAME)):
        token = tokens[index]
        if token.kind in (MARK, QUOTE) or token.key in people.words.verbs:
            break
        if token.capital and (
            token.key in sets["given_m"]
            or token.key in sets["given_f"]
            or _is_name_before_verb(tokens, index, end, people)
        ):
            stop = index + 1
            while stop < end and tokens[stop].capital and tokens[stop].kind == WORD:
                stop += 1
            return stop
    while at > head + 1 and not (tokens[at - 1].capital or tokens[at - 1].kind == NAME):
        at -= 1
    return at


def _is_name_before_verb(tokens: Sequence[Token], at: int, end: int, people: People) -> bool:
    """Whether two words with capitals stand directly before the verb of saying, and no preposition before them."""
    if at + 1 >= end or not tokens[at + 1].capital or tokens[at].kind != WORD or tokens[at + 1].kind != WORD:
        return False
    if tokens[at - 1].key in people.words.sets["prepositions"] or tokens[at - 1].capital:
        return False
    return at + 2 == len(tokens) or tokens[at + 2].key in people.words.verbs


def before_verb(tokens: Sequence[Token], start: int, end: int, people: People) -> Subject | None:
    """Who stands directly before the verb, where circumstances begin the clause ("At the gate a guard …")."""
    sets = people.words.sets
    head = end - 1
    if tokens[head].kind != WORD:
        return None
    begin = head
    if not any(tokens[head].key in sets[name] for name in ("people", "bodies", "groups", "titles")):
        while begin > start and tokens[begin - 1].capital and tokens[begin - 1].kind == WORD:
            begin -= 1
        given = tokens[begin].key in sets["given_m"] or tokens[begin].key in sets["given_f"]
        if begin == head or not tokens[head].capital or not given:
            return None
        while begin > start and tokens[begin - 1].key in sets["titles"]:
            begin -= 1
    before = tokens[begin - 1] if begin > start else None
    if before is not None and before.kind == WORD and before.key in sets["prepositions"]:
        return None
    gender = _noun_gender(tokens[head].key, people.words) or gender_of(tokens, begin, end, people)
    return Subject(begin, end, gender=gender)


def _noun_gender(key: str, words: QuotationWords) -> str:
    if key in words.sets["groups"]:
        return "p"
    if key in words.sets["women"]:
        return "f"
    return "m" if key in words.sets["men"] else ""


def _by_verb(tokens: Sequence[Token], start: int, end: int, words: QuotationWords) -> str:
    """The gender that the past of the verb behind the subject shows."""
    for token in tokens[start : min(end, start + 4)]:
        if token.kind != WORD or token.key in words.sets["prepositions"]:
            return ""
        for gender, ending in words.past:
            if token.key.endswith(ending) and len(token.key) > len(ending) + 2:
                return gender if gender in ("m", "f", "p") else ""
    return ""
