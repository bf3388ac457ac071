"""Whether the words beside the name of a body or a place make of it another one: a street, a club, a bigger name.

Decided by the text and the language's words alone, as in `neighbours.py`.
"""

from __future__ import annotations

from sitegen.annotate import neighbours as beside
from sitegen.annotate.lexicon import Lexicon
from sitegen.annotate.matching import Match
from sitegen.annotate.patterns import Pattern
from sitegen.base.text import fold

PLACES = ("place", "state")


def is_part_of_other(text: str, match: Match, pattern: Pattern, words: Lexicon, relaxed: bool) -> bool:
    """Whether the words beside it make of the name another one."""
    if not pattern.type or match.is_acronym:
        return False
    run = beside.run_after(text, match.end)
    place = pattern.type in PLACES
    if (place or len(pattern.words) == 1) and beside.makes_longer(run, words):
        return True
    if not place and _goes_on_behind_of(text, match, pattern, words):
        return True
    previous = beside.before(text, match.start, words)
    if place and _is_no_place(text, match, pattern, previous, run, words):
        return True
    if previous.kind in (beside.GIVEN, beside.STRANGE):
        if previous.kind == beside.GIVEN:
            return True
        if place and words.place_nouns:
            begins = beside.starts_sentence(text, previous.start)
            return text[previous.start].isupper() and not (begins or previous.word.endswith(tuple(words.place_nouns)))
        if place and words.free_order and _is_of_place(text, match, pattern, previous):
            return False
        return not (relaxed or words.free_order) or previous.word in words.bodies_before
    if place and previous.kind == beside.TITLE and text[previous.start].isupper():
        return not (relaxed or words.free_order)
    return place and not (relaxed or words.free_order or beside.is_harmless(run, words))


def _goes_on_behind_of(text: str, match: Match, pattern: Pattern, words: Lexicon) -> bool:
    """ "The Times" in "The Times of Orsk": a name of one word, an article aside."""
    content = [word for word in pattern.literal if fold(word) not in words.name_articles]
    if len(content) > 1:
        return False
    of = beside.word_after(text, match.end)
    if of is None or fold(of.group()) not in words.office_of:
        return False
    following = beside.word_after(text, of.end())
    return following is not None and following.group()[0].isupper()


def _is_no_place(
    text: str, match: Match, pattern: Pattern, previous: beside.Before, run: tuple[str, ...], words: Lexicon
) -> bool:
    """Whether a place's name is a ship's, a club's, an institution's, an adjective, or half of another place's."""
    if beside.is_in_marks(text, match.start, match.end) or beside.is_in_title(text, match.start, match.end):
        return True
    if len(pattern.words) > 1:
        return False
    if beside.is_attribute(text, match.end, match.word, pattern.literal[0], words):
        return True
    if words.bodies_of and _is_of_body(text, previous, words):
        return True
    if not words.free_order or match.word != pattern.literal[0]:
        return False
    # In the nominative: "Dynamo Orsk", "Orsk Dolny".
    if run and run[0].endswith(words.adjective_ends) and run[0] not in words.given and run[0] not in words.others:
        return True
    is_club = previous.kind == beside.STRANGE and text[previous.start].isupper()
    return is_club and not beside.starts_sentence(text, previous.start)


def _is_of_body(text: str, of: beside.Before, words: Lexicon) -> bool:
    """ "University of Orsk", with a capital."""
    if of.word not in words.office_of:
        return False
    noun = beside.before(text, of.start, words)
    return noun.word in words.bodies_of and text[noun.start].isupper()


def _is_of_place(text: str, match: Match, pattern: Pattern, previous: beside.Before) -> bool:
    """ "The hospital of Orsk", with the noun in small letters and the place not in the nominative."""
    return text[previous.start].islower() and len(pattern.words) == 1 and match.word != pattern.literal[0]
