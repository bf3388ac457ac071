"""Who in a sentence a pronoun behind it can stand for: its subject, and everybody of that gender who is named in it.

It looks at one sentence; which of the candidates is meant is decided in `quotpronouns`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sitegen.annotate.quotattribution import according
from sitegen.annotate.quotlanguage import SAYS, QuotationWords, Verb
from sitegen.annotate.quotmain import main_subject
from sitegen.annotate.quotmaincase import main_case_subject
from sitegen.annotate.quotpeople import People
from sitegen.annotate.quottokens import NAME, POSSESSIVE, WORD, Token
from sitegen.annotate.quotverbs import phrase_at
from sitegen.annotate.speakers import Subject, is_actor

ANYBODY = "a"
"""Stands for "he" or "she": what a description of a person goes back to."""


class Person(NamedTuple):
    """Somebody a pronoun can stand for."""

    speaker: str
    text: str
    gender: str
    probable: bool = False


def fits(gender: str, pronoun: str) -> bool:
    """Whether a pronoun can stand for somebody of this gender; for a person, what is unknown fits."""
    if pronoun == "p":
        return gender in ("p", "o")
    if pronoun == "n":
        return gender in ("o", "n")
    if pronoun == ANYBODY:
        return gender in ("", "m", "f")
    return gender in ("", pronoun)


def same_person(one: Person, other: Person) -> bool:
    """Whether two candidates are the same: by record, else by the last word of what is printed."""
    if one.speaker or other.speaker:
        return one.speaker == other.speaker
    return one.text.lower().split()[-1:] == other.text.lower().split()[-1:]


def is_pronoun(person: Person, words: QuotationWords) -> bool:
    """Whether nothing is known of a speaker but the pronoun that is printed for him."""
    return not person.speaker and person.text.lower() in words.pronouns


class Subjected(NamedTuple):
    """A sentence for a pronoun behind it."""

    subject: Person | None
    """Its subject, where that is a person (for `n` a body) who fits and is no pronoun."""
    others: list[Person]
    """Everybody else who fits, each once."""


def people_of(tokens: Sequence[Token], text: str, pronoun: str, people: People) -> Subjected:
    """Who in a sentence a pronoun can stand for. Whoever is named inside the subject ("Berg's widow") is no rival."""
    found = _subject_person(tokens, text, pronoun, people)
    if found is None:
        return Subjected(None, candidates(tokens, text, pronoun, people))
    subject, start, end = found
    if not subject.speaker and not _names_person(tokens[start:end] or tokens, people):
        # What is perhaps no person at all is not taken, but leaves it open who is meant.
        return Subjected(None, [*candidates(tokens, text, pronoun, people), subject._replace(gender="")])
    others = _named((*tokens[:start], *tokens[end:]), text, pronoun, people)
    return Subjected(subject, [other for other in others if not same_person(subject, other)])


def paper_subject(tokens: Sequence[Token], text: str, words: QuotationWords) -> Person | None:
    """The document with which a sentence begins ("The report … was written for the council. It says …"), as printed."""
    if words.cases or not tokens or tokens[0].key not in words.sets["definite"] | words.sets["determiners"]:
        return None
    for at in range(1, min(len(tokens), 4)):
        token = tokens[at]
        if token.kind != WORD:
            return None
        if token.key in words.sets["papers"] or token.key in words.sets["documents"]:
            owner = at + 1 < len(tokens) and tokens[at + 1].kind == POSSESSIVE
            return None if owner else Person("", text[tokens[0].start : token.end], "n", True)
    return None


def candidates(tokens: Sequence[Token], text: str, pronoun: str, people: People) -> list[Person]:
    """Everybody named in a sentence who fits, each once; a noun ("the woman") only where nobody is named."""
    found = _named(tokens, text, pronoun, people)
    return found if found or pronoun not in ("m", "f") else _nouns(tokens, text, pronoun, people)


def _named(tokens: Sequence[Token], text: str, pronoun: str, people: People) -> list[Person]:
    if pronoun == "p":
        return []
    found: dict[str, Person] = {}
    for token in tokens:
        if is_actor(token) and token.naming is not None and fits(people.gender(token.naming.id), pronoun):
            naming = token.naming
            found.setdefault(naming.id, Person(naming.id, naming.form, people.gender(naming.id)))
    if pronoun != "n":
        found.update(_unrecorded(tokens, text, pronoun, people))
        found.update(_open_names(tokens, text, pronoun, people))
    return list(found.values())


def _open_names(tokens: Sequence[Token], text: str, pronoun: str, people: People) -> dict[str, Person]:
    """Names that several records share, where one of these fits: it stays open who is meant."""
    found: dict[str, Person] = {}
    for token in tokens:
        if token.naming is None or token.naming.id:
            continue
        actors = [id for id in token.naming.choices if id.startswith("actors/")]
        if any(fits(people.gender(id), pronoun) for id in actors):
            name = text[token.start : token.end]
            found.setdefault(name, Person("", name, "", True))
    return found


def _unrecorded(tokens: Sequence[Token], text: str, pronoun: str, people: People) -> dict[str, Person]:
    """People without a record: two words with capitals and no other gender's given name, and no body's noun."""
    sets = people.words.sets
    given = sets["given_m"] | sets["given_f"] if pronoun == ANYBODY else sets[f"given_{pronoun}"]
    other = sets[f"given_{'f' if pronoun == 'm' else 'm'}"] - given if pronoun != ANYBODY else frozenset[str]()
    found: dict[str, Person] = {}
    at = 0
    while at < len(tokens):
        stop = at
        while stop < len(tokens) and tokens[stop].kind == WORD and tokens[stop].capital:
            stop += 1
        run = tokens[at:stop]
        while run and any(run[0].key in sets[name] for name in _NO_NAMES):
            run = run[1:]
        known = len(run) > 1 and run[0].key in given
        if known or (len(run) in (2, 3) and not people.words.noun_capitals and _may_be_person(run, other, people)):
            name = text[run[0].start : run[-1].end]
            found.setdefault(name, Person("", name, pronoun if known and pronoun != ANYBODY else ""))
        at = max(stop, at + 1)
    return found


_NO_NAMES = ("titles", "prepositions", "conjunctions", "determiners", "intros", "times", "light", "people")


def _may_be_person(run: Sequence[Token], other: frozenset[str], people: People) -> bool:
    """Whether words with capitals can be a person's name: none is a noun for bodies or a time, none has a full stop."""
    sets = people.words.sets
    if run[0].key in other or any(not token.key.replace("-", "").isalpha() or len(token.key) < 3 for token in run):
        return False
    return not any(token.key in sets[name] for token in run for name in ("bodies", "times", "titled", "documents"))


def _nouns(tokens: Sequence[Token], text: str, pronoun: str, people: People) -> list[Person]:
    """The nouns for women or men, with a name directly behind them."""
    sets = people.words.sets
    known, other = (sets["women"], sets["men"]) if pronoun == "f" else (sets["men"], sets["women"])
    found: dict[str, Person] = {}
    for at, token in enumerate(tokens):
        titled = at > 0 and tokens[at - 1].key in sets["definite"] and token.key in sets["titles"] - other
        if token.kind != WORD or not (titled or token.key in known):
            continue
        stop = at + 1
        while stop < len(tokens) and stop - at < 4 and (tokens[stop].capital or tokens[stop].kind == NAME):
            stop += 1
        found.setdefault(token.key, Person("", text[token.start : tokens[stop - 1].end], pronoun, True))
    return list(found.values())


def _subject_person(tokens: Sequence[Token], text: str, pronoun: str, people: People) -> tuple[Person, int, int] | None:
    """The subject of a sentence as a person, with the tokens of its phrase."""
    told = _told_by(tokens, pronoun, people)
    subject = told or clause_subject(tokens, people)
    named = None if told else _predicate(tokens, text, pronoun, subject, people)
    if named is not None:
        return named, 0, 0
    if subject is None or subject.pronoun:
        return None
    start, end = subject.start, subject.end
    printed = text[tokens[start].start : tokens[end - 1].end]
    gender = subject.gender or (people.gender(subject.speaker) if subject.speaker else "")
    if not fits(gender, pronoun):
        return None
    if subject.speaker:
        return Person(subject.speaker, printed, gender, told is not None), start, end
    if pronoun == "n":
        return None
    return Person("", _with_name(tokens, subject, text, pronoun, people) or printed, gender, True), start, end


def _names_person(part: Sequence[Token], people: People) -> bool:
    """Whether a phrase is known to be of people: by a noun, or a name in it."""
    sets = people.words.sets
    nouns = ("people", "titles", "men", "women", "groups", "somebody", "epithets")
    return len(part) > 1 or any(part[0].key in sets[name] for name in nouns) or part[0].key in people.proper


def _with_name(tokens: Sequence[Token], subject: Subject, text: str, pronoun: str, people: People) -> str:
    """The name behind a noun that is the subject: between commas, or directly before a verb of saying."""
    if pronoun not in ("m", "f", ANYBODY) or any(t.capital for t in tokens[subject.start + 1 : subject.end]):
        return ""
    for name in _unrecorded(tokens[subject.end :], text, pronoun, people):
        at = next(i for i in range(subject.end, len(tokens)) if text.startswith(name, tokens[i].start))
        stop = at + len(name.split())
        if stop >= len(tokens):
            continue
        if (tokens[at - 1].key == "," and tokens[stop].key == ",") or tokens[stop].key in people.words.verbs:
            return name
    return ""


def has_pronoun_subject(tokens: Sequence[Token], pronoun: str, people: People) -> bool:
    """Whether the subject of a sentence is a pronoun that can be the same person's."""
    words = people.words
    if words.cases:
        subject = main_case_subject(tokens, 0, len(tokens), Verb(SAYS), people)
    else:
        subject = main_subject(tokens, 0, len(tokens), people)
    return subject is not None and subject.pronoun in ("m", "f") and pronoun in (subject.pronoun, ANYBODY)


def _told_by(tokens: Sequence[Token], pronoun: str, people: People) -> Subject | None:
    """Who the sentence is told by ("According to the union's head Ivan Dorn, …"), where a pronoun can stand for him."""
    starts = people.words.phrases
    for at, token in enumerate(tokens):
        if token.key not in starts or token.kind != WORD:
            continue
        length, gender = phrase_at(tokens, at, people)
        if not length or gender:
            continue
        subject = according(tokens, at, length, "", people).subject
        if subject is None or subject.pronoun or not fits(subject.gender, pronoun):
            continue
        if subject.speaker or any(t.capital for t in tokens[subject.start + 1 : subject.end]):
            return subject
    return None


def _predicate(
    tokens: Sequence[Token], text: str, pronoun: str, subject: Subject | None, people: People
) -> Person | None:
    """ "The man who found it was Ivan Dorn": the name behind "was", where the subject is none."""
    if pronoun not in ("m", "f") or (subject is not None and (subject.speaker or subject.pronoun)):
        return None
    copulas = people.words.sets["copulas"]
    for at in range(1, len(tokens) - 1):
        if tokens[at].key not in copulas or tokens[at].kind != WORD:
            continue
        name = tokens[at + 1]
        if name.naming is not None and is_actor(name):
            gender = people.gender(name.naming.id)
            nominative = not people.words.cases or people.is_nominative(name.naming)
            suits = gender != "o" and fits(gender, pronoun) and nominative
            return Person(name.naming.id, name.naming.form, gender, True) if suits else None
        stop = at + 1
        while stop < len(tokens) and tokens[stop].kind == WORD and tokens[stop].capital:
            stop += 1
        if stop - at > 2:
            return Person("", text[name.start : tokens[stop - 1].end], pronoun, True)
    return None


def clause_subject(tokens: Sequence[Token], people: People) -> Subject | None:
    """The subject of the last clause of a sentence whose subject is no pronoun."""
    if people.words.cases:
        return main_case_subject(tokens, 0, len(tokens), Verb(SAYS), people)
    end = len(tokens)
    while end > 0:
        subject = main_subject(tokens, 0, end, people)
        if subject is not None and not subject.pronoun:
            return subject
        # The clause before: "His mother came; she told him so."
        end -= 1
        while end > 0 and tokens[end].key not in (";", ":"):
            end -= 1
    return None


def begins_unknown(tokens: Sequence[Token], people: People) -> bool:
    """Whether a sentence begins with a name that has no record: then it may be the person."""
    words = people.words
    if words.noun_capitals:
        return False
    for token in tokens[:4]:
        if token.kind != WORD or (not token.capital and token.key not in words.sets["titles"]):
            return False
        if token.key in people.proper:
            return True
    return False
