"""Who says a figure: the speaker of the quotation around it, or the words of the sentence that name its source.

"According to X", "X said that …", "…, X said". What is named is kept as printed, beside the record where the name is
one. Where nothing names a source the outlet itself says so, and both stay empty.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sitegen.annotate.figurenominals import phrase_end, subject_start, without, without_light
from sitegen.annotate.figuresentences import Sentence
from sitegen.annotate.figurewords import FigureWords
from sitegen.base.text import fold
from sitegen.model.annotations import Naming, Quotation

_LONGEST = 10
_QUOTED = frozenset("\"'“”„«»‘’")
_STOPS = frozenset(',;:.!?—–()"“”„«»[]…')


@dataclass(frozen=True, slots=True)
class SourceWords:
    """Where a sentence has words that name a source: their first token and the one behind them."""

    according: tuple[tuple[int, int, str], ...]
    said: tuple[tuple[int, int], ...]
    witnessed: tuple[tuple[int, int], ...]
    """Verbs that name a source only behind the claim ("…, a journalist saw")."""


def source_words(sentence: Sentence, words: FigureWords) -> SourceWords:
    """The words of a sentence that could name a source, for all its claims."""
    according, said, witnessed = [], [], []
    tokens = sentence.words
    for index, word in enumerate(tokens):
        kind, end = words.according.at(tokens, index)
        if end > index and (index == 0 or sentence.kinds[index - 1] == "p" or words.has("according_inside")):
            according.append((index, end, kind))
        if index and tokens[index - 1] in words.words("relative_subjects"):
            continue
        end = words.say.at(tokens, index)[1]
        if end > index:
            said.append((index, end))
        elif word in words.words("witness"):
            witnessed.append((index, index + 1))
    return SourceWords(tuple(according), tuple(said), tuple(witnessed))


def source_of(
    sentence: Sentence,
    first: int,
    behind: int,
    names: Sequence[Naming],
    quotations: Sequence[Quotation],
    found: SourceWords,
    words: FigureWords,
) -> tuple[str, str]:
    """The id and the printed words of who says what stands in the given tokens of a sentence; either may be empty."""
    offset = sentence.starts[first]
    for quotation in quotations:
        if quotation.start <= offset < quotation.end and (quotation.speaker or quotation.speaker_text):
            return quotation.speaker, quotation.speaker_text
    span = _estimator(sentence, first, found, words) or _in_part(sentence, first, behind, found, words)
    if span and _is_thing(sentence, span, words):
        span = None
    return _named(sentence, span, names) if span else ("", "")


def last_source(
    sentence: Sentence, names: Sequence[Naming], quotations: Sequence[Quotation], words: FigureWords
) -> tuple[str, str]:
    """Who is last told to say something in a sentence, and is named there; for what "he added" behind it."""
    for quotation in reversed(quotations):
        if quotation.speaker:
            return quotation.speaker, quotation.speaker_text
    found = source_words(sentence, words)
    for verb, end in reversed(found.said):
        start = subject_start(sentence, verb, words)
        span = without(sentence, start, without_light(sentence, start, verb, words), words)
        if span is None and not _goes_on(sentence, end, words):
            span = without(sentence, end, phrase_end(sentence, end, words), words)
        if span and not is_pronoun(sentence, span, words):
            return _named(sentence, span, names)
    for _, end, kind in found.according:
        if kind != "named":
            continue
        span = without(sentence, end, phrase_end(sentence, end, words), words)
        if span and not is_pronoun(sentence, span, words):
            return _named(sentence, span, names)
    return "", ""


def is_pronoun(sentence: Sentence, span: tuple[int, int], words: FigureWords) -> bool:
    """Whether a source is only pointed at ("he", «по её словам»)."""
    return span[1] - span[0] <= 2 and sentence.words[span[0]] in words.words("pronouns")


def points_back(printed: str, words: FigureWords) -> bool:
    """The same of a source as printed."""
    parts = printed.split()
    return 0 < len(parts) <= 2 and fold(parts[0]) in words.words("pronouns")


def _named(sentence: Sentence, span: tuple[int, int], names: Sequence[Naming]) -> tuple[str, str]:
    start, end = sentence.starts[span[0]], sentence.ends[span[1] - 1]
    inside = [name for name in names if start <= name.start and name.end <= end and name.id.startswith("actors/")]
    # Two records in one source ("the ministry's spokesman Ada Berg"): which of them speaks is not for a rule to pick.
    one = len({name.id for name in inside}) == 1 and not _names_another(sentence, span, inside[0])
    return (inside[0].id if one else "", sentence.printed(*span))


def _names_another(sentence: Sentence, span: tuple[int, int], name: Naming) -> bool:
    """Whether a source has beside a record's name that of somebody without one: two words in capitals, as names are."""
    run = 0
    for index in range(*span):
        if sentence.starts[index] >= name.start and sentence.ends[index] <= name.end:
            run = 0
            continue
        capital = sentence.kinds[index] == "w" and sentence.capital(index)
        run = run + 1 if capital and not sentence.text[sentence.starts[index] : sentence.ends[index]].isupper() else 0
        if run == 2:
            return True
    return False


def _in_part(
    sentence: Sentence, first: int, behind: int, found: SourceWords, words: FigureWords
) -> tuple[int, int] | None:
    """The source in the claim's own part of a sentence (between semicolons), else the one that opens the sentence."""
    start = max((at for at in range(first) if sentence.words[at] == ";"), default=-1) + 1
    stop = next((at for at in range(behind, len(sentence.words)) if sentence.words[at] == ";"), len(sentence.words))
    if start == 0 and stop == len(sentence.words):
        part = found
    else:
        part = SourceWords(
            tuple(row for row in found.according if start <= row[0] < stop),
            tuple(row for row in found.said if start <= row[0] < stop),
            tuple(row for row in found.witnessed if start <= row[0] < stop),
        )
    said = _said(sentence, first, behind, part, words)
    span = said if said and part.according and part.according[0][0] < said[0] < first else None
    span = span or _according(sentence, first, part, words) or said
    if span is None and start and found.according and found.according[0][0] == 0:
        return _according(sentence, first, found, words)
    return span


def _estimator(sentence: Sentence, first: int, found: SourceWords, words: FigureWords) -> tuple[int, int] | None:
    """ "… that police estimated at 8,000 and organisers at 10,000": who stands before the second "at"."""
    at = first - 1
    while at > 0 and sentence.words[at] in _QUOTED:
        at -= 1
    if at < 2 or not any(end <= at and sentence.words[end - 1] == sentence.words[at] for _, end in found.said):
        return None
    if any(end == at + 1 for _, end in found.said):
        return None
    start = at
    while start and sentence.kinds[start - 1] == "w" and sentence.words[start - 1] not in words.words("and"):
        start -= 1
    return (start, at) if at - _LONGEST < start < at and sentence.words[start - 1] in words.words("and") else None


def _according(sentence: Sentence, first: int, found: SourceWords, words: FigureWords) -> tuple[int, int] | None:
    for index, end, kind in found.according:
        if kind == "itself":
            return without(sentence, index, end, words)
        if kind == "pronoun":
            pronouns = words.words("pronouns")
            # In some languages the verb alone says who («Jak dodał, …»): nobody is printed then.
            return next(((at, at + 1) for at in range(index, end) if sentence.words[at] in pronouns), None)
        stop = phrase_end(sentence, end, words)
        if stop > end and not end <= first < stop and words.words("no_source").isdisjoint(sentence.words[end:stop]):
            return without(sentence, end, stop, words)
    return None


def _said(
    sentence: Sentence, first: int, behind: int, found: SourceWords, words: FigureWords
) -> tuple[int, int] | None:
    pointing: tuple[int, int] | None = None
    for index, end in reversed(found.said):
        if index < first and (span := _leading(sentence, index, end, first, words)):
            if not is_pronoun(sentence, span, words):
                return span
            # "Neighbours said they counted …": who "they" are is told before.
            pointing = pointing or span
    if pointing:
        return pointing
    for index, end in (*found.said, *found.witnessed):
        if index >= behind and (span := _trailing(sentence, index, end, behind, words)):
            return span
    return None


def _leading(sentence: Sentence, verb: int, end: int, first: int, words: FigureWords) -> tuple[int, int] | None:
    """ "X said that …", «в X сообщили, что …»: what follows is said, until another clause begins."""
    between = sentence.words[end:first]
    if any((word in words.words("turns") and word not in words.words("goes_on")) or word == ";" for word in between):
        return None
    # Behind a comma another clause begins, unless what is said is one («…, что …»).
    that = next((at for at, word in enumerate(between) if word in words.words("that") or word == ":"), -1)
    cut = "," in between and (that < 0 or "," in between[: max(0, that - 1)])
    if cut and words.has("verb_first") and words.of_them.before(sentence.words, first)[1] == first:
        return None
    if that < 0 and not words.words("goes_on").isdisjoint(between):
        return None
    # "A point adds $70 million".
    if not between and sentence.words[verb] in words.words("needs_that"):
        return None
    start = subject_start(sentence, verb, words)
    span = without(sentence, start, without_light(sentence, start, verb, words), words)
    if span is None and words.has("verb_first"):
        # «сообщили в X, что …»
        stop = phrase_end(sentence, end, words)
        if stop < first and stop < len(sentence.words) and sentence.words[stop] in ",:":
            return without(sentence, end, stop, words)
    return span


def _trailing(sentence: Sentence, verb: int, end: int, behind: int, words: FigureWords) -> tuple[int, int] | None:
    """ "…, X said", "…, said X"."""
    start = subject_start(sentence, verb, words)
    if start <= behind or sentence.words[start - 1] not in ',—–-”"»“':
        return None
    if start < len(sentence.words) and sentence.words[start] in words.words("as"):
        start += 1
    if start == verb and _goes_on(sentence, end, words):
        return None
    if start < verb and (sentence.words[start] in words.words("turns") or sentence.words[start] in words.words("and")):
        return None
    if start < verb:
        span = without(sentence, start, without_light(sentence, start, verb, words), words)
        ends = (
            end >= len(sentence.words)
            or sentence.words[end] in _STOPS
            or sentence.words[end] in words.words("terminals")
        )
        ends = ends or sentence.words[end] in words.words("prepositions") or sentence.words[end] in words.words("times")
        if span is not None:
            return span if ends else None
    stop = phrase_end(sentence, end, words)
    if stop < len(sentence.words) and sentence.words[stop] not in _STOPS:
        return None
    return without(sentence, end, stop, words)


def _is_thing(sentence: Sentence, span: tuple[int, int], words: FigureWords) -> bool:
    """Whether what stands where a source would is what is told of («ущерб оценили в …»), or a number."""
    word = sentence.words[span[0]]
    return words.money.at(sentence.words, span[0])[1] > span[0] or words.numbers.get(word, 0) > 1


def _goes_on(sentence: Sentence, end: int, words: FigureWords) -> bool:
    """Whether behind the verb a clause begins (", said it would …"), not the speaker (", said she on Monday")."""
    if end + 1 >= len(sentence.words) or sentence.words[end] not in words.words("pronouns"):
        return False
    following = sentence.words[end + 1]
    return following in words.words("modals") or following in words.words("be") or following in words.words("light")
