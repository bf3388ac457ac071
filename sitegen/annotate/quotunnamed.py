"""People and bodies without a record, where they are the subject: "Mayor Dale Fenske", "the guard", "in the ministry".

Printed words are enough for them, so that a pronoun behind them is not taken for somebody else. A title, a given name
or a noun for people must tell that it is a person; nothing is known about the names themselves.
"""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.annotate.quotbodies import is_body
from sitegen.annotate.quotlanguage import QuotationWords, Verb
from sitegen.annotate.quotnominatives import agrees, cut, gender_of
from sitegen.annotate.quottokens import MARK, NAME, POSSESSIVE, QUOTE, WORD, Token
from sitegen.annotate.speakers import People, Subject, is_actor

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
    """A noun that is in no list, where it begins the sentence and the past of a verb at once behind it agrees."""
    words = people.words
    if start or start + 1 >= end or not tokens[start].capital or tokens[start].kind != WORD or not words.past:
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
    if not any(tokens[head].key in sets[name] for name in ("people", "bodies", "groups")):
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
    at = found.end + 1
    if at >= len(tokens) or tokens[found.end].key != "," or tokens[found.end].kind != MARK:
        return found
    sets = people.words.sets
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
