"""Attributions by other ways than a known word of saying: a gesture, "it is said in …", a pronoun that hangs on a verb.

Each is bound to its place beside the quotation, which leaves hardly another reading; what is not certain says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sitegen.annotate.quotbehind import behind_verb
from sitegen.annotate.quotlanguage import GERUND, SAYS, QuotationWords, Verb
from sitegen.annotate.quotmain import main_subject
from sitegen.annotate.quotmaincase import main_case_subject
from sitegen.annotate.quotnominatives import clause_end, named, nominatives
from sitegen.annotate.quotpeople import People
from sitegen.annotate.quottokens import MARK, POSSESSIVE, QUOTE, WORD, Token
from sitegen.annotate.speakers import Subject, is_actor, phrase


class Attribution(NamedTuple):
    """Words that attribute a quotation."""

    rule: str
    subject: Subject | None
    verb: tuple[int, int]
    """First and last-but-one token of the word of saying."""
    end: int
    """Behind the last token of the attribution."""
    kind: str = SAYS


def attribution_end(tokens: Sequence[Token], at: int) -> int:
    end = at
    while (
        end < len(tokens) and tokens[end].kind != QUOTE and not (tokens[end].kind == MARK and tokens[end].key in ";:")
    ):
        end += 1
    return end


def unlisted(tokens: Sequence[Token], at: int, people: People) -> Attribution | None:
    """ "…,” shrugs X.", "…,” she nods.": a verb that is not known as one of saying, and directly beside it who speaks.

    Behind a sentence in marks that leaves the sentence open, hardly anything else can stand.
    """
    words = people.words
    if at + 1 >= len(tokens):
        return None
    first, second = tokens[at], tokens[at + 1]
    if _is_verb_like(first, words):
        verb, who = at, at + 1
        while who < len(tokens) - 1 and tokens[who].kind == WORD and tokens[who].key in words.sets["light"]:
            who += 1
        if words.cases:
            who = _behind_object(tokens, who, words)
    elif _is_verb_like(second, words) and not words.cases:
        verb, who = at + 1, at
    else:
        return None
    token = tokens[who]
    if words.cases and who > verb:
        noun = _noun_behind(tokens, who, people)
        if noun is not None:
            return Attribution("trailing", noun, (verb, verb + 1), attribution_end(tokens, at))
    stop = max(verb, who) + 1
    if stop < len(tokens) and not (
        tokens[stop].kind in (MARK, QUOTE)
        or tokens[stop].key in words.sets["prepositions"]
        or tokens[stop].key in words.sets["follows"]
    ):
        return None
    gender = words.pronouns.get(token.key, "") if token.kind == WORD else ""
    if gender in ("m", "f"):
        subject = Subject(who, who + 1, gender=gender, pronoun=gender)
    elif is_actor(token) and token.naming is not None and people.gender(token.naming.id) != "o":
        if words.cases and not people.is_nominative(token.naming):
            return None
        subject = Subject(who, who + 1, token.naming.id, people.gender(token.naming.id), probable=True)
    else:
        return None
    return Attribution("trailing", subject, (verb, verb + 1), attribution_end(tokens, at))


def _noun_behind(tokens: Sequence[Token], who: int, people: People) -> Subject | None:
    """A noun for people behind a gesture, with its name ("– shakes his head the spokesman, Ivan Dorn")."""
    sets = people.words.sets
    if tokens[who].kind != WORD or not any(tokens[who].key in sets[n] for n in ("titles", "men", "women", "somebody")):
        return None
    end = clause_end(tokens, who)
    actors = nominatives(tokens, who, end, Verb(SAYS), people)
    if len(actors) == 1 and actors[0] == end - 1:
        # "– smiles the head of “Wave” Ida Holt": the name with its record.
        return named(tokens, who, actors[0], people)._replace(probable=True)
    found = behind_verb(tokens, who, end, people)
    return found._replace(probable=True) if found is not None else None


def _behind_object(tokens: Sequence[Token], at: int, words: QuotationWords) -> int:
    """The subject behind one or two words of a gesture ("— shook her head Holt")."""
    nouns = ("titles", "men", "women", "somebody")
    for who in range(at, min(at + 3, len(tokens))):
        token = tokens[who]
        if token.kind != WORD or token.key in words.pronouns or any(token.key in words.sets[name] for name in nouns):
            return who
        if token.capital:
            break
    return at


def _is_verb_like(token: Token, words: QuotationWords) -> bool:
    """Whether a word can be a finite verb: not a capital, and none of the words that are known as something else."""
    if token.kind != WORD or token.capital or not token.key.isalpha() or len(token.key) < 4:
        return False
    if words.finite and not token.key.endswith(words.finite):
        return False
    others = ("prepositions", "conjunctions", "relatives", "determiners", "titles", "people", "times", "passives")
    return token.key not in words.pronouns and not any(token.key in words.sets[name] for name in others)


def on_placard(tokens: Sequence[Token], subject: Subject | None, people: People) -> bool:
    """Whether what "says" the words is a banner or sign: it quotes nobody."""
    if subject is None or subject.speaker:
        return False
    sets = people.words.sets
    for token in tokens[subject.start : subject.end]:
        if token.kind == WORD and token.key in sets["prepositions"]:
            # "A spokesman for the board": the noun before it says who speaks.
            return False
        if token.kind == WORD and token.key in sets["placards"]:
            return True
    return False


def set_apart(tokens: Sequence[Token], quote: int, people: People) -> Attribution | None:
    """ "…” — with these words X left the room": a dash, and then a sentence about the speaker."""
    start = quote + 1
    while start < len(tokens) and tokens[start].key in (",", "—"):
        start += 1
    if start == quote + 1 or tokens[start - 1].key != "—" or start >= len(tokens):
        return None
    sets = people.words.sets
    if any(token.key in sets["titled"] or token.key in sets["placards"] for token in tokens[start:]):
        return None
    main = main_case_subject(tokens, start, len(tokens), Verb(SAYS), people) if people.words.cases else None
    main = main or (None if people.words.cases else main_subject(tokens, start, len(tokens), people))
    if main is None or main.gender == "o" or main.pronoun not in ("", "m", "f"):
        return None
    return Attribution("trailing", main._replace(probable=True), (start, start), len(tokens))


def impersonal(tokens: Sequence[Token], at: int, people: People) -> Subject | None:
    """ "Aus dem Ministerium hieß es", "in der Erklärung heißt es": where it is said, as printed."""
    sets = people.words.sets
    if tokens[at].key not in sets["impersonal"]:
        return None
    for place, token in enumerate(tokens):
        if token.kind != WORD or token.key not in sets["inside"]:
            continue
        for noun in range(place + 1, min(place + 4, len(tokens))):
            key = tokens[noun].key
            naming = tokens[noun].naming
            if naming is not None and is_actor(tokens[noun]):
                return Subject(noun, noun + 1, naming.id, "o")
            if key in sets["bodies"] or key in sets["documents"]:
                stop = noun + 1
                if stop + 1 < len(tokens) and tokens[stop].key in sets["determiners"] and tokens[stop + 1].capital:
                    stop += 2
                return Subject(place + 1, stop, gender="o")
    return None


def with_clitic(tokens: Sequence[Token], at: int, people: People) -> Attribution | None:
    """ "…», répond-elle", "a-t-il ajouté", "se souvient-elle"."""
    words = people.words
    for place in range(at, min(at + 2, len(tokens))):
        for clitic, gender in words.clitics.items():
            if tokens[place].kind != WORD or not tokens[place].key.endswith(clitic):
                continue
            verb = tokens[place].key.removesuffix(clitic).removesuffix("-t")
            after = tokens[place + 1].key if place + 1 < len(tokens) else ""
            if verb in words.verbs or after in words.verbs:
                subject = Subject(place, place + 1, gender=gender, pronoun=gender)
                return Attribution("trailing", subject, (place, place + 1), attribution_end(tokens, at))
    return None


def heard(tokens: Sequence[Token], at: int, people: People) -> Subject | None:
    """ "…,” X remembers her saying": whose words they are."""
    words = people.words
    if at + 2 >= len(tokens) or words.cases:
        return None
    saying = words.verbs.get(tokens[at + 2].key)
    if saying is None or saying.kind != GERUND:
        return None
    who = tokens[at + 1]
    for gender, name in (("f", "possessives_f"), ("m", "possessives_m")):
        if who.kind == WORD and who.key in words.sets[name]:
            return Subject(at + 1, at + 2, gender=gender, pronoun=gender)
    return phrase(tokens, at + 1, at + 2, people) if is_actor(who) else None


def whose_words(before: Sequence[Token], offset: int, people: People) -> Subject | None:
    """ "Holt's answer was short: “…”", "His verdict: “…”": whose the noun for words is."""
    sets = people.words.sets
    for at, token in enumerate(before):
        if token.kind != WORD or token.key not in sets["speech_nouns"]:
            continue
        beside = before[at + 1] if people.words.cases and at + 1 < len(before) else None
        if not people.words.cases and at > 1 and before[at - 1].kind == POSSESSIVE:
            beside = before[at - 2]
        if beside is not None and is_actor(beside) and beside.naming is not None:
            place = offset + before.index(beside)
            id = beside.naming.id
            return Subject(place, place + 1, id, people.gender(id), probable=True)
        owner = before[at - 1].key if at else ""
        for gender in "mf":
            if owner in sets[f"possessives_{gender}"]:
                return Subject(offset + at - 1, offset + at, gender=gender, pronoun=gender)
    return None
