"""The subject of a verb of saying in languages where case and gender show it (Russian, Belarusian, Ukrainian, Polish).

Word order is free there, so that names on both sides of the verb are looked at: a name in another form than the
record's own, behind a preposition, or at odds with the verb's gender is no subject. A name that has no cases is one
only where nothing stands before it that could own it. With two names left there is no subject.
"""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.annotate.quotbehind import behind_verb, is_oblique, names_speakers, somebody
from sitegen.annotate.quotbodies import inside
from sitegen.annotate.quotlanguage import PARTLY, Verb
from sitegen.annotate.quotmaincase import main_case_subject
from sitegen.annotate.quotnominatives import HARD, agrees, clause_end, cut, gender_of, may_be_head, named, nominatives
from sitegen.annotate.quotpeople import People
from sitegen.annotate.quottokens import MARK, QUOTE, WORD, Token
from sitegen.annotate.quotunnamed import before_verb
from sitegen.annotate.quotverbs import previous_verb
from sitegen.annotate.speakers import UNCLEAR, Subject, is_actor

_FARTHEST = 40


def case_subject(
    tokens: Sequence[Token], at: int, verb: Verb, people: People, first: int = 0, *, behind: bool = False
) -> Subject | None:
    """Who speaks, from the clause around the verb: behind it, else before it. `behind`: only there."""
    if verb.gender == "x":
        # "I ask": the writer himself.
        return Subject(at, at + 1, gender="x", pronoun="x")
    subject = _subject(tokens, at, verb, people, first, behind=behind)
    if subject is not None and subject.gender in ("", UNCLEAR) and verb.gender in ("m", "f", "p"):
        return subject._replace(gender=verb.gender)
    return subject


def _subject(
    tokens: Sequence[Token], at: int, verb: Verb, people: People, first: int = 0, *, behind: bool = False
) -> Subject | None:
    if behind:
        return _behind(tokens, at, verb, people)
    left = _before(tokens, at, verb, people, max(first, at - _FARTHEST))
    if left is not None and not left.speaker and _may_be_oblique(tokens, left, people):
        right = _behind(tokens, at, verb, people)
        if right is not None and _has_head(tokens, right, people):
            return right
        if tokens[left.start].key in people.words.sets["oblique_pronouns"]:
            return None
    if left is not None and (not left.hidden or verb.kind == PARTLY):
        # What follows the verb is then its object or whom it is said to.
        return left
    return _behind(tokens, at, verb, people) or left


def _may_be_oblique(tokens: Sequence[Token], left: Subject, people: People) -> bool:
    """Whether it is one word with a capital only because it begins the sentence ("Him supported …")."""
    token = tokens[left.start]
    if left.end - left.start > 1 or left.pronoun or token.kind != WORD or token.key in people.proper:
        return False
    return not names_speakers(token, people)


def _has_head(tokens: Sequence[Token], subject: Subject, people: People) -> bool:
    return bool(subject.speaker) or any(names_speakers(token, people) for token in tokens[subject.start : subject.end])


def genitive_phrase(tokens: Sequence[Token], start: int, people: People) -> Subject | None:
    """Who stands behind "according to": the phrase up to the next mark; its head may have any case."""
    end = clause_end(tokens, start)
    if end == start:
        return None
    words = people.words
    if tokens[start].kind == WORD and tokens[start].key in words.pronouns:
        gender = words.pronouns[tokens[start].key]
        return Subject(start, start + 1, gender=gender, pronoun=gender)
    end = cut(tokens, start, end, people)
    for at in range(start + 1, end):
        if tokens[at - 1].capital and at > start + 1 and _is_other(tokens[at], people):
            end = at
            break
    actors = [index for index in range(start, end) if is_actor(tokens[index])]
    if actors and (actors[-1] == start or (actors[-1] == end - 1 and may_be_head(tokens, start, actors[-1], people))):
        naming = tokens[actors[-1]].naming
        assert naming is not None
        return Subject(start, end, naming.id, people.gender(naming.id))
    return Subject(start, end)


def _is_other(token: Token, people: People) -> bool:
    """Whether a word behind a name cannot belong to the same phrase ("zdaniem Dorna miasto …")."""
    sets = people.words.sets
    return (
        token.kind == WORD and not token.capital and not any(token.key in sets[n] for n in ("titles", "conjunctions"))
    )


def _behind(tokens: Sequence[Token], at: int, verb: Verb, people: People) -> Subject | None:
    words = people.words
    start = at + 1
    end = clause_end(tokens, start)
    while start < end and (
        tokens[start].kind == QUOTE or (tokens[start].kind == WORD and tokens[start].key in words.sets["light"])
    ):
        start += 1
    if end == start + 1 < len(tokens) and tokens[end].kind == QUOTE and tokens[start].key in words.sets["outlets"]:
        # The outlet's name in marks ("told the agency “Wave”").
        start, end = end + 1, clause_end(tokens, end + 1)
    if start >= end:
        return None
    for index in range(start, min(end, start + 2)):
        gender = words.pronouns.get(tokens[index].key, "") if tokens[index].kind == WORD else ""
        if gender and gender != "r":
            return Subject(index, index + 1, gender=gender, pronoun=gender) if agrees(gender, verb.gender) else None
    subject, is_settled = _one_of(tokens, start, end, nominatives(tokens, start, end, verb, people), verb, people)
    if is_settled:
        return subject
    last = tokens[end - 1]
    if is_actor(last) and last.naming is not None and end - start == 1:
        return None
    found = behind_verb(tokens, start, end, people)
    return None if found is not None and is_oblique(tokens, found, verb, people) else found


def _one_of(
    tokens: Sequence[Token], start: int, end: int, actors: Sequence[int], verb: Verb, people: People
) -> tuple[Subject | None, bool]:
    """The only actor of a clause, else the only body, and whether that settles it: of several actors none is taken."""
    if actors:
        return (named(tokens, start, actors[0], people) if len(actors) == 1 else None), True
    body = inside(tokens, start, end, verb, people)
    return body, body is not None


def _before(tokens: Sequence[Token], at: int, verb: Verb, people: People, first: int) -> Subject | None:
    words = people.words
    end = at
    while end > first and tokens[end - 1].kind == WORD and tokens[end - 1].key in words.sets["light"]:
        end -= 1
    if end == first:
        return None
    if tokens[end - 1].key in (",", "—", ")"):
        return _enclosed(tokens, first, end - 1, verb, people)
    start = end
    while start > first and not (
        tokens[start - 1].kind == QUOTE or (tokens[start - 1].kind == MARK and tokens[start - 1].key in HARD)
    ):
        token = tokens[start - 1]
        if token.kind == WORD and (token.key in words.sets["conjunctions"] or token.key in words.sets["relatives"]):
            break
        start -= 1
    if start == end:
        before = tokens[start - 1]
        if before.kind == WORD and before.key in words.sets["relatives"]:
            if start - 2 > first and tokens[start - 2].key in words.sets["prepositions"]:
                # "The club issued a letter in which it speaks of …": without a subject of its own, the main one's.
                main = main_case_subject(tokens, first, start - 2, verb, people)
                return main._replace(probable=True) if main is not None and main.speaker else None
            return _antecedent(tokens, first, start - 1, verb, people)
        earlier = previous_verb(tokens, start, people)
        if earlier >= first and before.key in words.sets["conjunctions"]:
            subject = case_subject(tokens, earlier, words.verbs[tokens[earlier].key], people, first)
            return (
                subject._replace(hidden=True) if subject is not None and agrees(subject.gender, verb.gender) else None
            )
        return main_case_subject(tokens, first, at, verb, people)
    return _in_clause(tokens, start, end, verb, people) or (
        main_case_subject(tokens, first, at, verb, people)
        if tokens[start - 1].key in words.sets["conjunctions"]
        and start > first
        and not any(is_actor(token) for token in tokens[start:end])
        and tokens[start].key in words.sets["prepositions"]
        else None
    )


def _in_clause(tokens: Sequence[Token], start: int, end: int, verb: Verb, people: People) -> Subject | None:
    words = people.words
    for index in range(end - 1, start - 1, -1):
        token = tokens[index]
        gender = words.pronouns.get(token.key, "") if token.kind == WORD else ""
        if gender and not (index > start and tokens[index - 1].key in words.sets["prepositions"]):
            return Subject(index, index + 1, gender=gender, pronoun=gender) if agrees(gender, verb.gender) else None
    actors = nominatives(tokens, start, end, verb, people)
    actors = [index for index in actors if _only_circumstances(tokens, index + 1, end, people)]
    subject, is_settled = _one_of(tokens, start, end, actors, verb, people)
    if is_settled:
        return subject
    # Without a record: a short phrase that ends directly before the verb.
    begin = start
    while (
        begin < end
        and tokens[begin].kind == WORD
        and (
            tokens[begin].key in words.sets["light"]
            or tokens[begin].key in words.sets["intros"]
            or tokens[begin].key in words.sets["times"]
            or tokens[begin].key in words.sets["follows"]
        )
    ):
        begin += 1
    if begin < end and tokens[begin].key in words.sets["reflexives"]:
        return before_verb(tokens, begin, end, people)
    if begin < end and tokens[begin].key in words.sets["prepositions"]:
        return before_verb(tokens, begin, end, people)
    one = somebody(tokens, begin, end, people)
    if one is not None:
        return one
    stop = cut(tokens, begin, end, people)
    if begin >= stop or stop - begin > 12 or not _is_phrase(tokens, begin, stop, people):
        return None
    if is_actor(tokens[stop - 1]) and stop - begin == 1:
        return None
    if verb.gender == "p" and begin > 1 and tokens[begin - 1].key in words.sets["joining"]:
        # "A and B said": both, from where the first begins.
        while begin > 0 and (tokens[begin - 1].capital or tokens[begin - 1].key in words.sets["joining"]):
            begin -= 1
    return Subject(begin, stop, gender=gender_of(tokens, begin, stop, people))


def _is_phrase(tokens: Sequence[Token], start: int, end: int, people: People) -> bool:
    return tokens[end - 1].capital or any(names_speakers(token, people) for token in tokens[start:end])


def _only_circumstances(tokens: Sequence[Token], start: int, end: int, people: People) -> bool:
    """Whether no other noun that could be the subject stands between the name and the verb."""
    words = people.words
    governed = False
    for token in tokens[start:end]:
        if token.kind == WORD and token.key in words.sets["prepositions"]:
            governed = True
        elif (
            not governed
            and token.kind == WORD
            and (token.key in words.sets["titles"] or token.key in words.sets["people"])
        ):
            return False
    return True


def _enclosed(tokens: Sequence[Token], first: int, comma: int, verb: Verb, people: People) -> Subject | None:
    """ "X, который …, сказал": the name before the first comma of the clause."""
    begin = comma
    while begin > first and not (
        tokens[begin - 1].kind == QUOTE or (tokens[begin - 1].kind == MARK and tokens[begin - 1].key in ";:.!?")
    ):
        begin -= 1
    subject = main_case_subject(tokens, begin, comma, verb, people)
    if subject is not None:
        return subject._replace(hidden=False)
    one = somebody(tokens, begin, comma, people)
    if one is not None:
        return one
    end = begin
    while end < comma and tokens[end].kind != MARK:
        end += 1
    titles = people.words.sets["titles"]
    named = begin < end <= begin + 6 and tokens[end - 1].capital and tokens[end - 1].kind == WORD
    if named and all(token.capital or token.key in titles for token in tokens[begin:end]) and end - begin > 1:
        return Subject(begin, end, gender=gender_of(tokens, begin, end, people))
    return None


def _antecedent(tokens: Sequence[Token], first: int, end: int, verb: Verb, people: People) -> Subject | None:
    if end > first and tokens[end - 1].key == ",":
        end -= 1
    if end <= first:
        return None
    last = tokens[end - 1]
    if is_actor(last) and last.naming is not None and agrees(people.gender(last.naming.id), verb.gender):
        return Subject(end - 1, end, last.naming.id, people.gender(last.naming.id))
    return None
