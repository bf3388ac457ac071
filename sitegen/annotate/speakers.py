"""Who a noun phrase stands for: its head, the record that the head names, and the person's gender.

A possessor, a place and an addressee are no heads ("X's lawyer", "the head of X"). Gender comes from the verb, from
titles and given names, and from the endings of surnames; where they do not tell it stays open. It does not look for
the phrase: that is the work of the search for the subject.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sitegen.annotate.quotlanguage import QuotationWords
from sitegen.annotate.quotpeople import People
from sitegen.annotate.quottokens import MARK, NAME, POSSESSIVE, QUOTE, WORD, Token
from sitegen.model.annotations import Naming

_LONGEST_PHRASE = 16
UNCLEAR = "?"
"""The gender of a noun that may be a person or not ("the paper"): no pronoun is taken for it, and none goes past it."""


class Subject(NamedTuple):
    """Who does something in a sentence."""

    start: int
    """First token of the phrase, by index in the sentence."""
    end: int
    speaker: str = ""
    """`actors/<id>`; empty without a record."""
    gender: str = ""
    pronoun: str = ""
    """Key of a pronoun's gender in the language file; empty for anything else."""
    probable: bool = False
    hidden: bool = False
    """Not printed here: taken over from another part of the sentence."""


def is_actor(token: Token) -> bool:
    """Whether the token names one record that can speak."""
    return token.kind == NAME and token.naming is not None and token.naming.id.startswith("actors/")


def phrase(tokens: Sequence[Token], start: int, end: int, people: People) -> Subject | None:
    """The noun phrase `tokens[start:end]` with its head, for languages without cases; nothing where it is none."""
    words = people.words
    start, end = _trimmed(tokens, start, end, words)
    if start >= end:
        return None
    first = tokens[start]
    last = tokens[end - 1]
    if last.kind == WORD and last.key in words.pronouns and (end - start <= 2 or not last.capital):
        return Subject(end - 1, end, gender=words.pronouns[last.key], pronoun=words.pronouns[last.key])
    if end - start > _LONGEST_PHRASE or any(token.kind == QUOTE for token in tokens[start:end]):
        return None
    stop = next((at for at in range(start + 1, end) if _leads(tokens[at], "prepositions", words)), end)
    if _leads(first, "prepositions", words):
        return _behind_preposition(tokens, start, end, people)
    if stop < end and is_actor(tokens[end - 1]) and _title_goes_on(tokens, start, stop, end - 1, people):
        stop = end
    head = tokens[stop - 1]
    if head.kind == POSSESSIVE:
        return None
    if any(_leads(tokens[at], "conjunctions", words) for at in range(start, stop)):
        return Subject(start, end, gender="p")
    if is_actor(head) and not _other_person(tokens, start, stop - 1, words):
        assert head.naming is not None
        gender = people.gender(head.naming.id) or _gender_by_title(tokens, start, stop, words)
        begin = _name_start(tokens, start, stop - 1, words)
        return Subject(begin, stop, "" if _is_office(head.naming, gender, words) else head.naming.id, gender)
    return Subject(start, end, gender=_gender_of_noun(tokens, start, stop, words))


def _title_goes_on(tokens: Sequence[Token], start: int, stop: int, head: int, people: People) -> bool:
    """Whether the name at the end belongs to a title with a preposition in it ("Secretary of State Mira Holt")."""
    naming = tokens[head].naming
    title, before = tokens[stop - 1], tokens[head - 1]
    return (
        naming is not None
        and head - 1 > stop
        and " " in naming.form
        and people.gender(naming.id) in ("m", "f")
        and title.capital
        and _leads(title, "titles", people.words)
        and before.capital
        and before.kind == WORD
        and not _leads(before, "people", people.words)
        and all(
            token.capital or token.key in people.words.sets["of"] or _leads(token, "conjunctions", people.words)
            for token in tokens[stop:head]
        )
    )


def _name_start(tokens: Sequence[Token], start: int, head: int, words: QuotationWords) -> int:
    """Where the titles before a name begin."""
    begin = head
    while begin > start:
        token = tokens[begin - 1]
        if (
            not (
                token.capital
                or token.kind == POSSESSIVE
                or (
                    token.kind == WORD
                    and (
                        token.key in words.sets["of"]
                        or token.key in words.sets["titles"]
                        or token.key in words.sets["determiners"]
                    )
                )
            )
            or token.key in words.sets["times"]
        ):
            break
        begin -= 1
    return begin


def _is_office(naming: Naming, gender: str, words: QuotationWords) -> bool:
    """Whether the words name an office, though the record is a body: then a person speaks, who has another record."""
    if gender in ("m", "f") or naming.rule == "position":
        return False
    head = ""
    for word in naming.form.lower().split():
        if word in words.sets["prepositions"]:
            break
        head = word
    return head in words.sets["titles"] and head in words.sets["people"]


def _leads(token: Token, name: str, words: QuotationWords) -> bool:
    return token.kind == WORD and token.key in words.sets[name]


def _trimmed(tokens: Sequence[Token], start: int, end: int, words: QuotationWords) -> tuple[int, int]:
    """Without what stands around a phrase: conjunctions, adverbs and times, a bracket behind it."""
    while end > start and (tokens[end - 1].kind == MARK or _leads(tokens[end - 1], "light", words)):
        if tokens[end - 1].key in (")", "]"):
            back = end - 2
            while back > start and tokens[back].key not in ("(", "["):
                back -= 1
            end = back
        else:
            end -= 1
    while start < end and (
        tokens[start].kind in (MARK, POSSESSIVE)
        or (_leads(tokens[start], "light", words) and tokens[start].key not in words.sets["prepositions"])
        or (_leads(tokens[start], "conjunctions", words) and not _leads(tokens[start], "prepositions", words))
    ):
        start += 1
    if start < end and _leads(tokens[start], "prepositions", words):
        after = start + 1
        while after < end and _leads(tokens[after], "times", words):
            after += 1
        if after > start + 1 and after < end and tokens[after].key.isdigit():
            after += 1
        if start + 1 < after < end:
            return after, end
    return start, end


def _behind_preposition(tokens: Sequence[Token], start: int, end: int, people: People) -> Subject | None:
    """ "In Orsk Berg said": the name at the end, where it is not what the preposition governs."""
    words = people.words
    at = end - 1
    if not is_actor(tokens[at]):
        return _behind_place(tokens, start, end, people)
    begin = at
    while begin - 1 > start and (tokens[begin - 1].capital or _leads(tokens[begin - 1], "titles", words)):
        if tokens[begin - 1].kind == NAME or _leads(tokens[begin - 1], "times", words):
            break
        begin -= 1
    if begin - 1 <= start or _leads(tokens[begin - 1], "prepositions", words) or tokens[begin - 1].kind == POSSESSIVE:
        return None
    if tokens[begin - 1].kind != NAME and not _leads(tokens[begin - 1], "times", words):
        return None
    subject = phrase(tokens, begin, end, people)
    return subject._replace(probable=True) if subject else None


def _behind_place(tokens: Sequence[Token], start: int, end: int, people: People) -> Subject | None:
    """ "In Orsk the guard said": what an article begins, behind a name or number."""
    words = people.words
    for at in range(start + 2, end):
        before = tokens[at - 1]
        if _leads(tokens[at], "determiners", words) and (before.capital or before.key.isdigit()):
            return phrase(tokens, at, end, people)
    head = tokens[end - 1]
    if not (_leads(head, "people", words) or _leads(head, "bodies", words)):
        return None
    for at in range(end - 2, start + 1, -1):
        before = tokens[at - 1]
        if _leads(tokens[at], "determiners", words):
            governed = any(_leads(before, name, words) for name in ("prepositions", "determiners", "conjunctions"))
            return None if governed or before.kind != WORD else phrase(tokens, at, end, people)
        if _leads(tokens[at], "prepositions", words):
            return None
    return None


def _other_person(tokens: Sequence[Token], start: int, head: int, words: QuotationWords) -> bool:
    """Whether another given name stands directly before the name: then it is a namesake."""
    if head <= start:
        return False
    before = tokens[head - 1]
    if before.kind != WORD or not before.capital:
        return False
    return before.key in words.sets["given_m"] or before.key in words.sets["given_f"]


def _gender_by_title(tokens: Sequence[Token], start: int, stop: int, words: QuotationWords) -> str:
    for at in range(start, stop - 1):
        for gender in "mf":
            if _leads(tokens[at], f"titles_{gender}", words):
                return gender
    return ""


def _gender_of_noun(tokens: Sequence[Token], start: int, stop: int, words: QuotationWords) -> str:
    """Of a phrase without a record: by its title, its noun, or a given name in it."""
    for at in range(stop - 1, start - 1, -1):
        token = tokens[at]
        if token.kind != WORD:
            continue
        if token.key in words.sets["groups"]:
            return "p"
        for gender, names in (("f", ("titles_f", "women", "given_f")), ("m", ("titles_m", "men", "given_m"))):
            if any(token.key in words.sets[name] and (token.capital or name[0] != "g") for name in names):
                return gender
    head = tokens[stop - 1]
    if (
        head.kind == WORD
        and not head.capital
        and not (head.key in words.sets["people"] or head.key in words.sets["titles"])
    ):
        return "o" if head.key in words.sets["bodies"] else UNCLEAR
    return ""
