"""Counted claims of a text: statements that count people or money, with what happened, who says so and when.

A quantity alone is no claim: a noun for people must follow it, or a verb that can only be of people, or a currency.
Where neither is certain nothing is said. It checks no figure and compares none.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sitegen.annotate.figureantecedents import Beside, Value, source_before, source_behind, start_of, within
from sitegen.annotate.figurebare import CASUALTIES, Counted
from sitegen.annotate.figurecurrencies import with_currencies
from sitegen.annotate.figureevents import ends_phrase
from sitegen.annotate.figuremoney import money_claim
from sitegen.annotate.figurepeople import people_claim
from sitegen.annotate.figuresentences import Sentence, may_count, sentences, tokens
from sitegen.annotate.figuresources import points_back, source_of
from sitegen.annotate.figuretelling import SourceWords, source_words
from sitegen.annotate.figurewords import FigureWords, figure_words
from sitegen.annotate.quantities import Quantity, quantities
from sitegen.model.annotations import PROBABLE, CountedClaim, Naming, Passage, Quotation, TimeExpression

_FEW = 5


def find_claims(
    passages: Sequence[Passage],
    names: Iterable[Naming],
    times: Iterable[TimeExpression],
    quotations: Iterable[Quotation],
    language: str,
    published: str = "",
) -> tuple[CountedClaim, ...]:
    """The counted claims of a text, in its order.

    Args:
        passages: the blocks of the text.
        names: the records that it names, for who says a figure; may be empty.
        times: its time expressions, for when; may be empty. No number in one of them is a count.
        quotations: its quotations, for who says a figure; may be empty.
        language: its tag (`en`, `be-tarask`); in a language without a data file nothing is found.
        published: EDTF of its day of publication, for currencies that have changed; may be empty.
    """
    words = figure_words(language)
    if words is None:
        return ()
    named, timed, quoted = _by_passage(names), _by_passage(times), _by_passage(quotations)
    out: list[CountedClaim] = []
    for index, passage in enumerate(passages):
        if may_count(passage.text, words):
            besides = [
                Beside(named.get(one.id, ()), timed.get(one.id, ()), quoted.get(one.id, ()))
                for one in passages[max(0, index - 1) : index + 1]
            ]
            out += _in_passage(passages[max(0, index - 1) : index + 1], besides, words)
    return tuple(with_currencies(out, passages, published, words))


def _by_passage(values: Iterable[Value]) -> dict[str, list[Value]]:
    out: dict[str, list[Value]] = {}
    for value in values:
        out.setdefault(value.passage, []).append(value)
    for found in out.values():
        found.sort(key=start_of)
    return out


def _in_passage(near: Sequence[Passage], besides: Sequence[Beside], words: FigureWords) -> Iterator[CountedClaim]:
    """The claims of the last of these passages; the one before it is for whom a pronoun points at."""
    passage, beside = near[-1], besides[-1]
    for start, end in sentences(passage.text, words):
        if not may_count(passage.text[start:end], words):
            continue
        here = within(beside, start, end)
        sentence = tokens(passage.text, start, end, words)
        sources: SourceWords | None = None
        before: Counted | None = None
        said = ("", "")
        for counted, found in _counted(sentence, here, words):
            sources = sources or source_words(sentence, words)
            told = source_of(sentence, counted.first, counted.behind, here.names, here.quotations, sources, words)
            if told == ("", "") and before is not None and _shares_source(sentence, before, counted, said, words):
                told = said
            elif not told[0] and points_back(told[1], words):
                told = source_before(near, besides, start, told[1], words) or told
            if told == ("", "") and not _in_passing(sentence, counted, words):
                told = source_behind(near, besides, end, words)
            before, said = counted, told
            yield _claim(passage.id, sentence, counted, found, here.times, told, words)


def _in_passing(sentence: Sentence, counted: Counted, words: FigureWords) -> bool:
    """Whether a count is no part of the news itself ("after a crash with four dead")."""
    return counted.first > 0 and sentence.words[counted.first - 1] in words.words("prepositions")


def _shares_source(
    sentence: Sentence, before: Counted, counted: Counted, said: tuple[str, str], words: FigureWords
) -> bool:
    """Whether who says the count before says this one too: it goes on that one, or the source leads them both."""
    if _joined(sentence, before, counted, words):
        return True
    between = sentence.words[before.behind : counted.first]
    if ";" in between or not words.words("turns").isdisjoint(between) or not words.words("and").isdisjoint(between):
        return False
    return bool(said[1]) and sentence.text.find(said[1], sentence.start, sentence.starts[before.first]) >= 0


def _counted(sentence: Sentence, beside: Beside, words: FigureWords) -> Iterator[tuple[Counted, Quantity]]:
    taken = [(time.start, time.end) for time in beside.times] + [(name.start, name.end) for name in beside.names]
    before: Counted | None = None
    for found in quantities(sentence, words):
        at = sentence.starts[found.number]
        if any(start <= at < end for start, end in taken) or (before and found.first < before.behind):
            continue
        counted = money_claim(sentence, found, words) or people_claim(sentence, found, words)
        counted = counted or _told_again(sentence, before, found, words)
        if counted is None or (before and counted.first < before.behind):
            continue
        counted = _coordinated(sentence, before, counted, words)
        yield counted, found
        before = counted


def _told_again(sentence: Sentence, before: Counted | None, found: Quantity, words: FigureWords) -> Counted | None:
    """ "12,000 people came; police counted 7,000": another count of the same people, by another source."""
    if before is None or before.unit != "people" or found.small or found.form or (found.year and not found.hedge):
        return None
    said = words.say.before(sentence.words, found.first)[1] < found.first
    if not said or not ends_phrase(sentence, found.behind, words):
        return None
    return Counted(found.first, found.behind, "people", "again", before.subject, before.event, False)


def _coordinated(sentence: Sentence, before: Counted | None, counted: Counted, words: FigureWords) -> Counted:
    """ "30 men and 12 women were …", "detained 30 men and 12 women": the second shares what is said of the first."""
    if before is None or before.event is None or (before.unit == "people") != (counted.unit == "people"):
        return counted
    if counted.subject in CASUALTIES:
        return counted
    told = counted.event is not None and counted.event.first != counted.behind - 1
    if told or counted.rule not in ("noun", "money"):
        return counted
    if not _joined(sentence, before, counted, words):
        return counted
    return replace(counted, subject=before.subject, event=before.event)


def _joined(sentence: Sentence, before: Counted, counted: Counted, words: FigureWords) -> bool:
    """Whether a count only goes on the one before it: "and", "including", money without a verb of its own."""
    first, between = before.behind, sentence.words[before.behind : counted.first]
    while first < counted.first:
        word = sentence.words[first]
        behind = words.of_them.at(sentence.words, first)[1]
        if behind > first:
            first = behind
        elif word in ",(" or word in words.words("and"):
            first += 1
        else:
            return counted.unit != "people" and len(between) <= _FEW and between[0] == "," and "—" in between
    return bool(between)


def _claim(
    passage: str,
    sentence: Sentence,
    counted: Counted,
    found: Quantity,
    times: Sequence[TimeExpression],
    said: tuple[str, str],
    words: FigureWords,
) -> CountedClaim:
    event = counted.event
    start, end = sentence.starts[counted.first], sentence.ends[counted.behind - 1]
    return CountedClaim(
        passage=passage,
        start=start,
        end=end,
        text=sentence.text[start:end],
        low=found.low,
        high=found.high,
        hedge=found.hedge,
        unit=counted.unit,
        subject=counted.subject,
        printed=sentence.printed(event.first, event.behind) if event else "",
        said_by=said[0],
        said_by_text=said[1],
        edtf=_when(sentence, times, start, end, words),
        sentence=sentence.text[sentence.start : sentence.end],
        rule=counted.rule,
        certainty="" if counted.sure else PROBABLE,
    )


def _when(sentence: Sentence, times: Sequence[TimeExpression], start: int, end: int, words: FigureWords) -> str:
    """The one time of the sentence; of several, the one that touches the claim, or is not of the telling."""
    resolved = [time for time in times if time.edtf]
    if len(resolved) > 1:
        touching = [time for time in resolved if 0 <= time.start - end <= 2 or 0 <= start - time.end <= 2]
        resolved = touching or [time for time in resolved if not _of_telling(sentence, time, words)]
    return resolved[0].edtf if len(resolved) == 1 else ""


def _of_telling(sentence: Sentence, time: TimeExpression, words: FigureWords) -> bool:
    """Whether a time is that of a verb of saying before it ("…, the ministry said on Thursday")."""
    index = bisect.bisect_left(sentence.starts, time.start) - 1
    while index >= 0 and sentence.words[index] in words.words("prepositions"):
        index -= 1
    return index >= 0 and words.say.before(sentence.words, index + 1)[1] <= index
