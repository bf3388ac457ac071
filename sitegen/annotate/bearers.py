"""Whether a surname stands for a person at all, by what stands beside it: a street, a family, a work, a common word.

Decided by the text and the language's words alone, as in `neighbours.py`.
"""

from __future__ import annotations

import re

from sitegen.annotate import neighbours as beside
from sitegen.annotate.lexicon import Lexicon
from sitegen.annotate.matching import Match
from sitegen.annotate.patterns import WORD
from sitegen.base.text import fold

_AGED = re.compile(r" \w+,? (?:[1-9]\d|1[01]\d)(?:[,.;:]| (?:and|y|et|und|i|и|і|й)\b)")
"""A word and an age behind a name: “May is 71 and”."""
_SMALL = 3
_GENDERS = {"а": "f", "я": "f", "a": "f", "о": "n", "е": "n", "o": "n", "e": "n"}
"""Genders of common words by their last letter; soft consonants do not tell, others are masculine."""
_WORDS_OF_BODY = 3
"""So many words before a body may say whose it is."""


def is_plural(match: Match, words: Lexicon) -> bool:
    """Whether a surname behind an article is a family: "les Vega", "die Vegas"."""
    return not words.nouns_capitalised or all(
        match.word.endswith("s") and match.word != one.literal[0] for one in match.patterns
    )


def is_named_after(text: str, previous: beside.Before, words: Lexicon) -> bool:
    """Whether the noun before a name makes a street or a school of it.

    In languages with cases it does not where the noun is the body of somebody: "the director of the school Holt".
    """
    if previous.word not in words.bodies_before:
        return False
    if not words.free_order or text[previous.start].isupper():
        return True
    further = previous
    for _ in range(_WORDS_OF_BODY):
        further = beside.before(text, further.start, words)
        if not further.word:
            break
        if further.word.startswith(words.people_of):
            return False
    return True


def is_of_namesake(text: str, end: int, words: Lexicon) -> bool:
    """Whether what follows a name makes it another's: "Vega senior", "Вега-младший", "Vega's Yard"."""
    following = WORD.match(text, end + 1) if text[end : end + 1] in (" ", "\u00a0", "-", "‑") else None
    if following is not None:
        word = following.group()
        if word.islower() and fold(word) in words.suffixes:
            return True
    if not words.owned or text[end : end + 3] not in ("'s ", "’s "):
        return False
    run = beside.run_after(text, end + 2)
    return len(run) == 1 and run[0] in words.owned


def is_no_given_name(text: str, previous: beside.Before, match: Match, words: Lexicon) -> bool:
    """Whether an unknown word that opens a sentence is in no case in which a given name could stand here."""
    if not beside.starts_sentence(text, previous.start):
        return False
    surname = match.word.lower()
    for ending, before in words.given_endings:
        if surname.endswith(ending):
            return not any(previous.word.endswith(one) for one in before)
    return False


def is_in_title_of_work(text: str, previous: beside.Before, words: Lexicon) -> bool:
    """ "Her book, The Day Before Vega": a small word with a capital within a sentence."""
    if previous.word not in words.small_words or not text[previous.start].isupper():
        return False
    return not beside.starts_sentence(text, previous.start)


def is_surely_name(
    previous: beside.Before, text: str, match: Match, words: Lexicon, relaxed: bool, sexes: frozenset[str]
) -> bool:
    """Of a surname that is a common word too: `sexes` are those of the people who may have it."""
    if previous.kind == beside.TITLE:
        return True
    opens = beside.starts_sentence(text, match.start)
    if previous.word in words.verbs and not opens:
        return True
    if not (relaxed or opens or words.nouns_capitalised or fold(match.word) in words.capital_words):
        return True
    if opens and (_is_set_off(text, match, words) or _agrees_as_name(text, match, words, sexes)):
        return True
    following = beside.word_after(text, match.end)
    if opens and following is not None and _AGED.match(text, match.end) and following.group() in words.copulas:
        return True
    if following is not None and following.group() in words.verbs:
        return not (opens and match.word.lower() in words.others)
    return _verb_behind(following, text, words) and words.free_order


def _is_set_off(text: str, match: Match, words: Lexicon) -> bool:
    """ "Winter, who came": a comma and no list behind it; or the colon of an interview, first in a passage."""
    if text[match.end : match.end + 1] == ":":
        return not text[: match.start].strip()
    if text[match.end : match.end + 2] != ", " or match.word.lower() in words.others:
        return False
    following = WORD.match(text, match.end + 2)
    return following is not None and following.group().islower() and fold(following.group()) not in words.common


def _agrees_as_name(text: str, match: Match, words: Lexicon, sexes: frozenset[str]) -> bool:
    """Whether a verb behind it has the bearer's sex, and not the gender that the common word has by its ending."""
    sex = beside.verb_sex(text, match.end, words)
    return bool(sex) and sexes == {sex} and sex != _GENDERS.get(match.word[-1:], "" if match.word[-1:] in "ьй" else "m")


def _verb_behind(following: re.Match[str] | None, text: str, words: Lexicon) -> bool:
    """Whether a verb of people stands behind small words that may come before it."""
    for _ in range(_SMALL):
        if following is None or fold(following.group()) not in words.negations:
            break
        following = beside.word_after(text, following.end())
    return following is not None and following.group() in words.verbs
