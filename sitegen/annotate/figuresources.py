"""Who says a figure: the speaker of the quotation around it, or the words of the sentence that name its source.

"According to X", "X said that …", "…, X said". What is named is kept as printed, beside the record where the name is
one. Where nothing names a source the outlet itself says so, and both stay empty.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from sitegen.annotate.figurenominals import phrase_end, subject, subject_start, without, without_light
from sitegen.annotate.figuresentences import Sentence
from sitegen.annotate.figuretelling import SourceWords, informs_of_it, is_time, source_words
from sitegen.annotate.figurewords import FigureWords
from sitegen.base.text import fold
from sitegen.model.annotations import Naming, Quotation

_LONGEST = 10
_NEAR = 3
_QUOTED = frozenset("\"'“”„«»‘’")
_STOPS = frozenset(',;:.!?—–()"“”„«»[]…')


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


def told_behind(sentence: Sentence, names: Sequence[Naming], words: FigureWords) -> tuple[str, str]:
    """Who a sentence says told what the one before it says («Об этом сообщил …», „Das teilte die Polizei mit“)."""
    tokens = sentence.words
    end = informs_of_it(sentence, words)
    while 0 < end < len(tokens) and is_time(tokens[end], words):
        end += 1
    span = without(sentence, end, phrase_end(sentence, end, words), words) if end else None
    return _named(sentence, span, names) if span and not is_pronoun(sentence, span, words) else ("", "")


def last_source(
    sentence: Sentence, names: Sequence[Naming], quotations: Sequence[Quotation], words: FigureWords
) -> tuple[str, str]:
    """Who is last told to say something in a sentence, and is named there; for what "he added" behind it."""
    for quotation in reversed(quotations):
        if quotation.speaker:
            return quotation.speaker, quotation.speaker_text
    found = source_words(sentence, words)
    for verb, end in reversed(found.said):
        if verb and sentence.words[verb - 1] in words.words("and"):
            # "X called it a shame and urged …": its subject is that of the verb before.
            continue
        span = subject(sentence, verb, words)
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


def only_named(sentence: Sentence, names: Sequence[Naming]) -> tuple[str, str]:
    """The one record that a sentence names, where it names nobody else."""
    actors = [name for name in names if name.id.startswith("actors/")]
    if len({name.id for name in actors}) != 1 or _names_another(sentence, (0, len(sentence.words)), actors):
        return "", ""
    return actors[0].id, actors[0].form


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
    one = len({name.id for name in inside}) == 1 and not _names_another(sentence, span, inside[:1])
    return (inside[0].id if one else "", sentence.printed(*span))


def _names_another(sentence: Sentence, span: tuple[int, int], names: Sequence[Naming]) -> bool:
    """Whether a source has beside a record's name that of somebody without one: two words in capitals, as names are."""
    run = 0
    for index in range(*span):
        if any(name.start <= sentence.starts[index] and sentence.ends[index] <= name.end for name in names):
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
    if at < 2 or not any(_estimates(sentence, verb, end, at, words) for verb, end in found.said):
        return None
    if any(end == at + 1 for _, end in found.said):
        return None
    start = at
    while start and sentence.kinds[start - 1] == "w" and sentence.words[start - 1] not in words.words("and"):
        start -= 1
    joined = sentence.words[start - 1] in words.words("and") or sentence.words[start - 1] in ";,"
    return (start, at) if at - _LONGEST < start < at and joined else None


def _estimates(sentence: Sentence, verb: int, end: int, at: int, words: FigureWords) -> bool:
    """Whether an earlier verb of estimating has the word before a second number too."""
    if end > at:
        return False
    if sentence.words[end - 1] == sentence.words[at]:
        return True
    put = sentence.words[verb] in words.words("puts") and sentence.words[at] in words.words("puts_at")
    return put and ";" in sentence.words[end:at]


def _according(sentence: Sentence, first: int, found: SourceWords, words: FigureWords) -> tuple[int, int] | None:
    for index, end, kind in found.according:
        if kind == "itself":
            span = without(sentence, index, end, words)
            if span is None:
                continue
            return span
        if kind == "pronoun":
            pronouns = words.words("pronouns")
            # In some languages the verb alone says who («Jak dodał, …»): nobody is printed then.
            return next(((at, at + 1) for at in range(index, end) if sentence.words[at] in pronouns), None)
        if index > first and _goes_further(sentence, first, index, words):
            continue
        stop = phrase_end(sentence, end, words)
        if stop > end and not end <= first < stop and words.words("no_source").isdisjoint(sentence.words[end:stop]):
            return without(sentence, end, stop, words)
    return None


def _goes_further(sentence: Sentence, first: int, index: int, words: FigureWords) -> bool:
    """Whether between a claim and a source behind it another statement begins ("…, and half of it, according to …")."""
    between = sentence.words[first:index]
    return any(word == "," and following in words.words("and") for word, following in itertools.pairwise(between))


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
    if sentence.words[verb] in words.speech and end == verb + 1 and not 0 <= that <= _NEAR:
        return _inserted(sentence, verb, end, first, words)
    if inserted := _inserted(sentence, verb, end, first, words):
        return inserted
    if cut and words.has("verb_first") and words.of_them.before(sentence.words, first)[1] == first:
        return None
    if that < 0 and not words.words("goes_on").isdisjoint(between):
        return None
    # "A point adds $70 million".
    if not between and sentence.words[verb] in words.words("needs_that"):
        return None
    span = subject(sentence, verb, words)
    opens = sentence.words[subject_start(sentence, verb, words)] in words.words("source_prepositions")
    if words.has("verb_first") and (span is None or opens):
        # «сообщили в X, что …», «в понедельник пожаловался X: …»
        stop = phrase_end(sentence, end, words)
        if end < stop < first and sentence.words[stop] in ",:":
            return without(sentence, end, stop, words)
    return span


def _inserted(sentence: Sentence, verb: int, end: int, first: int, words: FigureWords) -> tuple[int, int] | None:
    """Who stands with a verb between two commas ("The plant, said its director, …", "…, its owner promised, …")."""
    if end < first and sentence.words[end] == ",":
        span = subject(sentence, verb, words)
        return span if span and span[0] and sentence.words[span[0] - 1] == "," else None
    if verb == 0 or sentence.words[verb - 1] != ",":
        return None
    stop = phrase_end(sentence, end, words)
    if not end < stop < first or sentence.words[stop] != ",":
        return None
    return without(sentence, end, stop, words)


def _trailing(sentence: Sentence, verb: int, end: int, behind: int, words: FigureWords) -> tuple[int, int] | None:
    """ "…, X said", "…, said X"."""
    start = subject_start(sentence, verb, words)
    if start <= behind or sentence.words[start - 1] not in ',—–-”"»“':
        return None
    if start < len(sentence.words) and sentence.words[start] in words.words("as"):
        start += 1
    if start == verb and _goes_on(sentence, end, words):
        return None
    if end < len(sentence.words) and sentence.words[end] in words.words("that"):
        # "…, hundreds told of beatings": that is another statement.
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
