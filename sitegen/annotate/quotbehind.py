"""Who stands behind the verb without a record, in languages with cases: "told the paper one of the organisers"."""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.annotate.quotlanguage import QuotationWords, Verb
from sitegen.annotate.quotnominatives import agrees, cut, gender_of
from sitegen.annotate.quotpeople import People
from sitegen.annotate.quottokens import MARK, NAME, QUOTE, WORD, Token
from sitegen.annotate.speakers import Subject, is_actor

_LONGEST_OFFICE = 4
"""Words behind an office before its comma, and before the name behind that."""


def somebody(tokens: Sequence[Token], start: int, end: int, people: People) -> Subject | None:
    """ "One of them", "somebody in the crowd", from its first word."""
    sets = people.words.sets
    if start >= end or tokens[start].kind != WORD or tokens[start].key not in sets["somebody"]:
        return None
    stop = start + 1
    while stop < end and stop - start < 5 and tokens[stop].kind in (WORD, NAME):
        if tokens[stop].key in people.words.verbs or tokens[stop].kind in (MARK, QUOTE):
            break
        stop += 1
    return Subject(start, stop)


def behind_verb(tokens: Sequence[Token], start: int, end: int, people: People) -> Subject | None:
    """A phrase without a record directly behind the verb, without the addressee and circumstances before it."""
    words = people.words
    while start < end and tokens[start].kind == WORD and tokens[start].key in words.sets["follows"]:
        outlet = tokens[start].key in words.sets["outlets"]
        start += 1
        while outlet and start < end and tokens[start].capital:
            start += 1
    while (
        start + 2 < end
        and tokens[start].key in words.sets["prepositions"]
        and tokens[start + 1].key in words.sets["times"]
    ):
        start += 2
    one = somebody(tokens, start, end, people)
    if one is not None:
        return with_apposition(tokens, one, people)
    if start < end and tokens[start].kind == WORD and tokens[start].key in words.sets["prepositions"]:
        noun = _behind_circumstance(tokens, start, end, words)
        if noun is not None:
            found = Subject(noun, cut(tokens, noun, end, people), gender=gender_of(tokens, noun, end, people))
            return with_apposition(tokens, found, people)
        begin = end
        while begin > start and (
            tokens[begin - 1].kind == NAME or tokens[begin - 1].capital or tokens[begin - 1].key in words.sets["titles"]
        ):
            begin -= 1
        # A place or a weekday alone is a circumstance, not a speaker.
        if begin <= start + 1 or begin == end or end - begin < 2:
            return None
        start = begin
    stop = cut(tokens, start, end, people)
    if start >= stop or stop - start > 14:
        return None
    first = tokens[start]
    if (first.naming is not None and not people.is_nominative(first.naming)) or all(
        token.kind == WORD and token.key in words.sets["determiners"] for token in tokens[start:stop]
    ):
        return None
    aged = first.key[:1].isdigit() and first.key[-1].isalpha()
    told = aged or first.capital or tokens[stop - 1].capital or first.key in words.sets["determiners"]
    if not told and not any(names_speakers(token, people) for token in tokens[start : min(stop, start + 4)]):
        return Subject(start, stop, probable=True) if _is_lone_noun(tokens, start, stop, people) else None
    return with_apposition(tokens, Subject(start, stop, gender=gender_of(tokens, start, stop, people)), people)


def with_apposition(tokens: Sequence[Token], found: Subject, people: People) -> Subject:
    """The subject, or the name behind its comma: "one of the organisers, Mira Holt"."""
    sets = people.words.sets
    record = _titled_record(tokens, found, people)
    if record is not None:
        return record
    at = found.end + 1
    if at >= len(tokens) or tokens[found.end].key != "," or tokens[found.end].kind != MARK:
        return found
    while at < len(tokens) - 1 and tokens[at].key in sets["people"] and not tokens[at].capital:
        at += 1
    if any(token.capital and token.kind == WORD for token in tokens[found.start + 1 : found.end]):
        return found
    name = tokens[at]
    if name.naming is not None and is_actor(name) and people.is_nominative(name.naming):
        gender = people.gender(name.naming.id)
        fits = gender != "o" and agrees(gender, found.gender if found.gender in ("m", "f") else "")
        return Subject(at, at + 1, name.naming.id, gender) if fits else found
    stop = at
    while stop < len(tokens) and stop - at < 4 and tokens[stop].kind == WORD and tokens[stop].capital:
        stop += 1
    closed = stop < len(tokens) and tokens[stop].key == ","
    if stop - at > 1 and (closed or tokens[at].key in sets["given_m"] or tokens[at].key in sets["given_f"]):
        return found._replace(end=stop)
    return found


def _titled_record(tokens: Sequence[Token], found: Subject, people: People) -> Subject | None:
    """The record between commas behind an office and what is its ("The head of the club, mill owner Ivan Dorn, …")."""
    if any(token.capital for token in tokens[found.start + 1 : found.end]):
        return None
    comma = found.end
    while comma < len(tokens) and comma - found.end < _LONGEST_OFFICE and _is_plain(tokens[comma], people):
        comma += 1
    if comma >= len(tokens) or tokens[comma].key != ",":
        return None
    at = comma + 1
    while at < len(tokens) and at - comma <= _LONGEST_OFFICE and _is_plain(tokens[at], people):
        at += 1
    closed = at + 1 == len(tokens) or (at + 1 < len(tokens) and tokens[at + 1].key == ",")
    name = tokens[at] if at < len(tokens) and closed else None
    if name is None or name.naming is None or not is_actor(name) or not people.is_nominative(name.naming):
        return None
    gender = people.gender(name.naming.id)
    if gender == "o" or not agrees(gender, found.gender if found.gender in ("m", "f") else ""):
        return None
    return Subject(at, at + 1, name.naming.id, gender)


def _is_plain(token: Token, people: People) -> bool:
    """Whether a word in a small letter can belong to a noun: no verb of saying, pronoun, or word that joins clauses."""
    sets = people.words.sets
    others = ("prepositions", "conjunctions", "relatives", "negations", "passives")
    if token.kind != WORD or token.capital or token.key in people.words.verbs or token.key in people.words.pronouns:
        return False
    return not any(token.key in sets[name] for name in others)


def _behind_circumstance(tokens: Sequence[Token], start: int, end: int, words: QuotationWords) -> int | None:
    """The first noun for people in the nominative behind "at the gate"; where a name follows, its title."""
    sets = words.sets
    for at in range(start + 2, end):
        token = tokens[at]
        if token.kind != WORD or token.capital or tokens[at - 1].key in sets["prepositions"]:
            continue
        titled = token.key in sets["titles"] and at + 1 < end and tokens[at + 1].capital
        if titled or token.key in sets["women"] or token.key in sets["men"] or token.key in sets["people"]:
            return at
    return None


def _is_lone_noun(tokens: Sequence[Token], start: int, stop: int, people: People) -> bool:
    """Whether one unknown word behind the verb, before a mark, ends like a noun in the nominative."""
    word = tokens[start].key
    closed = stop == len(tokens) or tokens[stop].kind in (MARK, QUOTE)
    endings = tuple(people.words.sets["lone_nouns"])
    if stop - start > 1 or not closed or not endings or word in people.words.sets["placards"]:
        return False
    return len(word) > 3 and word.endswith(endings)


def is_oblique(tokens: Sequence[Token], found: Subject, verb: Verb, people: People) -> bool:
    """Whether a single name without a record has, by its ending, another case ("told Bergu")."""
    token = tokens[found.start]
    if found.end - found.start > 1 or not token.capital:
        return False
    masculine, feminine = people.words.sets["oblique_m"], people.words.sets["oblique_f"]
    if people.is_surname(token.key):
        return False
    endings = masculine if verb.gender == "m" else feminine if verb.gender == "f" else masculine & feminine
    return token.key.endswith(tuple(endings) or ("\n",))


def names_speakers(token: Token, people: People) -> bool:
    """Whether a noun is one for people or bodies, in the nominative."""
    sets = people.words.sets
    return token.kind == WORD and any(token.key in sets[name] for name in ("titles", "people", "bodies", "groups"))
