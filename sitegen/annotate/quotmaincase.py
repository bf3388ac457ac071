"""The subject of the main clause in languages with cases."""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.annotate.quotlanguage import Verb
from sitegen.annotate.quotnominatives import HARD, agrees, named, nominatives
from sitegen.annotate.quotpeople import People
from sitegen.annotate.quottokens import MARK, QUOTE, WORD, Token
from sitegen.annotate.quotunnamed import case_phrase
from sitegen.annotate.speakers import Subject


def main_case_subject(tokens: Sequence[Token], first: int, end: int, verb: Verb, people: People) -> Subject | None:
    """The subject of the main clause: the one name or pronoun of its first clause that can be it."""
    words = people.words
    start = first
    while start < end:
        stop = start
        while stop < end and not (
            tokens[stop].kind == QUOTE or (tokens[stop].kind == MARK and tokens[stop].key in HARD)
        ):
            stop += 1
        if not (
            start < stop
            and tokens[start].kind == WORD
            and (tokens[start].key in words.sets["subordinators"] or tokens[start].key in words.sets["relatives"])
        ):
            for index in range(start, stop):
                token = tokens[index]
                gender = words.pronouns.get(token.key, "") if token.kind == WORD else ""
                if (
                    gender
                    and gender != "r"
                    and not (index > start and tokens[index - 1].key in words.sets["prepositions"])
                ):
                    return (
                        Subject(index, index + 1, gender=gender, pronoun=gender, hidden=True)
                        if agrees(gender, verb.gender)
                        else None
                    )
            actors = nominatives(tokens, start, stop, verb, people)
            if len(actors) == 1:
                return named(tokens, start, actors[0], people)._replace(hidden=True)
            if actors:
                return None
            unnamed = case_phrase(tokens, start, stop, verb, people)
            if unnamed is not None:
                before = tokens[first : start - 1] if start > first else []
                if 0 < len(before) <= 3 and all(token.capital and token.kind == WORD for token in before):
                    # "Berg, the lawyer, said": the name without a record belongs to what he is.
                    return unnamed._replace(start=first)
                return unnamed
        if stop < end and tokens[stop].kind == QUOTE:
            return None
        start = stop + 1
    return None
