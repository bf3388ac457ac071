"""Who says a figure where another sentence tells it: the one before ("he added …"), or the one behind («об этом …»).

A pronoun is only taken for somebody whose gender does not speak against it, and for nobody where two could be meant.
"""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from sitegen.annotate.figuresentences import sentences, tokens
from sitegen.annotate.figuresources import last_source, only_named, told_behind
from sitegen.annotate.figuretelling import may_tell_of_it
from sitegen.annotate.figurewords import FigureWords
from sitegen.annotate.quotlanguage import quotation_words
from sitegen.annotate.quotpeople import People
from sitegen.annotate.sentences import sentence_spans
from sitegen.base.text import fold
from sitegen.model.annotations import Naming, Passage, Quotation, TimeExpression

Value = TypeVar("Value", Naming, TimeExpression, Quotation)


@dataclass(frozen=True, slots=True)
class Beside:
    """What is found already in one passage."""

    names: Sequence[Naming]
    times: Sequence[TimeExpression]
    quotations: Sequence[Quotation]


def source_behind(near: Sequence[Passage], besides: Sequence[Beside], end: int, words: FigureWords) -> tuple[str, str]:
    """Who is said to have told a sentence by the one behind it («Об этом сообщил …»)."""
    passage, beside = near[-1], besides[-1]
    behind = next((span for span in sentence_spans(passage.text, words.language) if span[0] >= end), None)
    if behind is None or not may_tell_of_it(passage.text[behind[0] : behind[1]], words):
        return "", ""
    here = within(beside, *behind)
    return told_behind(tokens(passage.text, *behind, words), here.names, words)


def source_before(
    near: Sequence[Passage], besides: Sequence[Beside], start: int, pronoun: str, words: FigureWords
) -> tuple[str, str] | None:
    """Whom a pronoun means: who was told to say something in the two sentences before, else the only one it can be.

    Args:
        near: a passage, behind the one before it.
        besides: what is found in them.
        start: of the sentence in the last of them.
        pronoun: as printed; may have other words behind it.
        words: of the language.
    """
    earlier = [span for span in sentences(near[-1].text, words) if span[1] <= start][-2:]
    rows = [(near[-1], besides[-1], span) for span in reversed(earlier)]
    if not earlier and len(near) > 1:
        rows = [(near[0], besides[0], span) for span in list(sentences(near[0].text, words))[:-2:-1]]
    for passage, beside, (first, end) in rows:
        here = within(beside, first, end)
        found = last_source(tokens(passage.text, first, end, words), here.names, here.quotations, words)
        if found != ("", ""):
            return found
    # The only one named before it in its paragraph, quoted near it, or named in the paragraph before.
    for found in (
        _named_in(near[-1], besides[-1], start, words),
        _quoted_in(besides),
        _named_in(near[0], besides[0], len(near[0].text), words),
    ):
        if found != ("", ""):
            return found if _fits(found[0], pronoun, besides, words) else None
    return None


def _named_in(passage: Passage, beside: Beside, end: int, words: FigureWords) -> tuple[str, str]:
    names = _between(beside.names, 0, end)
    return only_named(tokens(passage.text, 0, end, words), names) if names else ("", "")


def _quoted_in(besides: Sequence[Beside]) -> tuple[str, str]:
    speakers = {(quotation.speaker, quotation.speaker_text) for one in besides for quotation in one.quotations}
    ids = {speaker for speaker, _ in speakers}
    return min(speakers) if len(ids) == 1 and "" not in ids else ("", "")


def _fits(id: str, pronoun: str, besides: Sequence[Beside], words: FigureWords) -> bool:
    """Whether a record may be meant by a pronoun: "she" only a woman, "he" no woman, "they" no one person."""
    names = [name for beside in besides for name in beside.names]
    gender = People(quotation_words(words.language), names).gender(id)
    word = fold(pronoun.split()[0])
    if word in words.words("pronouns_f"):
        return gender == "f"
    return gender != "f" if word in words.words("pronouns_m") else gender not in ("f", "m")


def within(beside: Beside, start: int, end: int) -> Beside:
    first = max(0, bisect.bisect_left(beside.quotations, start, key=start_of) - 1)
    last = bisect.bisect_left(beside.quotations, end, key=start_of)
    return Beside(_between(beside.names, start, end), _between(beside.times, start, end), beside.quotations[first:last])


def start_of(value: Naming | TimeExpression | Quotation) -> int:
    return value.start


def _between(values: Sequence[Value], start: int, end: int) -> Sequence[Value]:
    """The values that begin there, of values in order."""
    return values[bisect.bisect_left(values, start, key=start_of) : bisect.bisect_left(values, end, key=start_of)]
