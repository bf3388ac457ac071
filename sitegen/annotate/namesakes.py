"""Which of two people of one surname the surname alone means, by what stands beside it and in its paragraph.

In order: the case that the words before it ask for, the sex that a verb or "himself" beside it has, who of the two is
called by the given name, who alone has stood in the paragraph (where a verb of people stands beside the name), the
pronoun with which the next sentence begins. The last three are no more than probable. Where none of them tells, it
stays open.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sitegen.annotate import neighbours as beside
from sitegen.annotate.index import Index
from sitegen.annotate.lexicon import Lexicon
from sitegen.annotate.matching import Match
from sitegen.base.text import fold
from sitegen.model.annotations import PROBABLE

if TYPE_CHECKING:
    from sitegen.annotate.people import Memory

_NEXT_SENTENCE = re.compile(r"[.!?…]+[»”“\"’']?\s+[«„“\"‘—–-]*\s*(\w+)")
_SENTENCE = 240
_WORDS = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_KIN = 48


def told_apart(
    text: str, match: Match, previous: beside.Before, ids: tuple[str, ...], index: Index, words: Lexicon, memory: Memory
) -> tuple[tuple[str, ...], str]:
    """Of several people those whom a surname may mean, and how certain that is."""
    left = _by_case(match, previous, ids, words)
    if len(left) > 1:
        left = by_sex(text, match, previous, left, index, words)
    if len(left) == 1:
        return left, ""
    is_kin = any(_is_called_kin(text, start, words) for start in memory.first_here)
    for kept in (
        [id for id in left if id not in memory.by_given] if previous.word not in words.oblique_before else [],
        [id for id in left if id in memory.here] if not is_kin and _is_said_by(text, match, previous, words) else [],
        _by_pronoun(text, match, left, index, words),
    ):
        if len(kept) == 1:
            return (kept[0],), PROBABLE
    return left, ""


def _by_case(match: Match, previous: beside.Before, ids: tuple[str, ...], words: Lexicon) -> tuple[str, ...]:
    """Without those of whom the form is a nominative, where the word before it asks for another case."""
    if previous.word not in words.oblique_before:
        return ids
    kept = tuple(id for id in ids if not _is_nominative(match, id))
    return kept or ids


def _is_nominative(match: Match, id: str) -> bool:
    """Whether a word is a person's surname in the nominative, and that surname has other cases."""
    mine = [pattern for pattern in match.patterns if pattern.id == id and len(pattern.words) == 1]
    return bool(mine) and all(match.word == one.literal[0] and len(one.words[0]) > 1 for one in mine)


def by_sex(
    text: str, match: Match, previous: beside.Before, ids: tuple[str, ...], index: Index, words: Lexicon
) -> tuple[str, ...]:
    """Without those whose sex is not that of the words beside the name; all where these do not tell."""
    sex = beside.sex_beside(text, match.start, match.end, previous, words)
    if not sex:
        return ids
    return tuple(id for id in ids if id not in index.people or index.people[id].sex in ("", sex))


def _by_pronoun(text: str, match: Match, ids: tuple[str, ...], index: Index, words: Lexicon) -> list[str]:
    """Those whom the next sentence calls "he" or "she", where the name opens its own."""
    if not beside.starts_sentence(text, match.start):
        return []
    following = _NEXT_SENTENCE.search(text, match.end, match.end + _SENTENCE)
    word = fold(following.group(1)) if following else ""
    sex = "m" if word in words.he else "f" if word in words.she else ""
    sexes = [index.people[id].sex for id in ids if id in index.people]
    if not sex or "" in sexes or len(sexes) < len(ids):
        return []
    return [id for id in ids if index.people[id].sex == sex]


def _is_said_by(text: str, match: Match, previous: beside.Before, words: Lexicon) -> bool:
    """Whether a verb of people stands directly beside the name."""
    if previous.word in words.negations:
        # "Śmieje się Vega": the verb's own small word stands between.
        previous = beside.before(text, previous.start, words)
    following = beside.word_after(text, match.end)
    return previous.word in words.verbs or (following is not None and following.group() in words.verbs)


def _is_called_kin(text: str, start: int, words: Lexicon) -> bool:
    """Whether a name is introduced as somebody's relative: the other one is then in the sentence without a name."""
    around = text[max(0, start - _KIN) : start]
    return any(fold(word) in words.relations for word in _WORDS.findall(around))
