"""The words of a sentence that can name a source: "according to", verbs of saying, "by the ministry's reckoning".

Only where they stand is told here; who is named beside them, and of which figure, is for `figuresources`.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from sitegen.annotate.figuresentences import Sentence
from sitegen.annotate.figurewords import FigureWords, figure_words
from sitegen.annotate.remembered import Remembered
from sitegen.base.text import fold

_LONGEST = 10
_HEAD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_PUT = 9
"""Tokens from "put" to the "at" before the figure."""


@dataclass(frozen=True, slots=True)
class SourceWords:
    """Where a sentence has words that name a source: their first token and the one behind them."""

    according: tuple[tuple[int, int, str], ...]
    said: tuple[tuple[int, int], ...]
    witnessed: tuple[tuple[int, int], ...]
    """Verbs that name a source only behind the claim ("…, a journalist saw")."""


def _tells(word: str, words: FigureWords) -> bool:
    """Whether a word can begin what names a source, or end it."""
    return (
        words.according.begins(word)
        or words.say.begins(word)
        or word in words.speech
        or any(word in words.words(name) for name in ("puts", "witness", "owned"))
        or word.endswith(tuple(words.words("owned_endings")) or "\n")
    )


@functools.cache
def _telling_in(language: str) -> Remembered[bool]:
    words = figure_words(language)
    if words is None:
        raise KeyError(language)
    return Remembered(lambda word: _tells(word, words))


def source_words(sentence: Sentence, words: FigureWords) -> SourceWords:
    """The words of a sentence that could name a source, for all its claims."""
    according, said, witnessed = [], [], []
    tokens = sentence.words
    telling = _telling_in(words.language)
    for index, word in enumerate(tokens):
        if not telling[word]:
            continue
        kind, end = words.according.at(tokens, index)
        if (place := _owned(sentence, index, words)) is not None:
            according.append(place)
        elif end > index and (index == 0 or sentence.kinds[index - 1] == "p" or words.has("according_inside")):
            according.append((index, end, kind))
        if index and _is_no_speaker(tokens[index - 1], words):
            continue
        end = words.say.at(tokens, index)[1]
        if end > index:
            said.append((index, end))
        elif word in words.speech or (
            word in words.words("puts") and not words.words("puts_at").isdisjoint(tokens[index + 1 : index + _PUT])
        ):
            said.append((index, index + 1))
        elif word in words.words("witness"):
            witnessed.append((index, index + 1))
    return SourceWords(tuple(according), tuple(said), tuple(witnessed))


def _is_no_speaker(before: str, words: FigureWords) -> bool:
    """Whether a word before a verb of saying shows that nobody says it: "which", "not", and "was" in "was asked"."""
    if before in words.words("relative_subjects") or before in words.words("denied"):
        return True
    return words.has("participles_are_past") and before in words.words("be")


def _owned(sentence: Sentence, index: int, words: FigureWords) -> tuple[int, int, str] | None:
    """ "By the ministry's reckoning", „nach Polizeiangaben“: a noun for what somebody says, and who in front of it."""
    tokens = sentence.words
    if tokens[index] in words.words("owned"):
        owner = index - (2 if tokens[index - 1] in words.words("own") else 1)
        start = owner
        while start > max(0, owner - _LONGEST) and tokens[start - 1] not in words.words("owned_by"):
            start -= 1
        if start > 0 and owner >= start and tokens[owner].endswith(("'s", "s'")):
            return start, owner + 1, "itself"
    if index and tokens[index - 1] in words.words("owned_by"):
        endings = tuple(words.words("owned_endings"))
        if endings and tokens[index].endswith(endings) and tokens[index] not in words.words("owned_endings"):
            return index, index + 1, "itself"
    return None


def may_tell_of_it(text: str, words: FigureWords) -> bool:
    """Whether a sentence's first word can begin one that says who told the sentence before it; quick."""
    head = _HEAD.match(text)
    first = fold(head.group()) if head else ""
    elided, mark, _ = first.partition("'")
    return any(words.about_it.begins(word) or words.informs.begins(word) for word in {first, elided + mark})


def informs_of_it(sentence: Sentence, words: FigureWords) -> int:
    """Behind "this was reported by", «сообщил об этом» at the head of a sentence; 0 where it does not begin so."""
    tokens = sentence.words
    start = words.about_it.at(tokens, 0)[1] if tokens else 0
    if start:
        while start < len(tokens) - 1 and is_time(tokens[start], words):
            start += 1
        end = words.informs.at(tokens, start)[1] if start < len(tokens) else start
        return end if end > start else 0
    start = words.informs.at(tokens, 0)[1] if tokens else 0
    end = words.about_it.at(tokens, start)[1] if 0 < start < len(tokens) else start
    return end if end > start else 0


def is_time(word: str, words: FigureWords) -> bool:
    return word in words.words("times") or word in words.words("source_prepositions")
