"""The words that name a source, as far as they go to the left and to the right of the word that tells of it.

No parser: a phrase ends at a mark, a verb, a number. Names in quotation marks and brackets belong to it.
"""

from __future__ import annotations

from sitegen.annotate.figuresentences import Sentence
from sitegen.annotate.figurewords import FigureWords
from sitegen.annotate.sentences import is_abbreviation

_LONGEST = 10
_OPENINGS = {")": "(", "»": "«", "”": "“„", "“": "„", '"': '"'}
_QUOTED = frozenset("\"'“”„«»‘’")
_STOPS = frozenset(',;:.!?—–()"“”„«»[]…')


def phrase_end(sentence: Sentence, index: int, words: FigureWords) -> int:
    """Where a noun phrase that names a source ends."""
    start = index
    while index < len(sentence.words) and index - start < _LONGEST:
        word = sentence.words[index]
        quoted = word in '"“”„«»' and index + 1 < len(sentence.words)
        if word == "." and (sentence.glued(index + 1) or is_abbreviation(sentence.words[index - 1], words.language)):
            quoted = True
        if (word in _STOPS and not quoted) or word in words.words("breaks") or word in words.words("be"):
            break
        if (
            index > start
            and sentence.words[index - 1] not in words.words("partitive")
            and (
                _tells(words.events.at(sentence.words, index)[0])
                or word in words.triggers
                or sentence.kinds[index] == "n"
            )
        ):
            break
        if index > start and words.hedges.at(sentence.words, index)[1] > index:
            break
        index += 1
        if words.has("according_inside") and _goes_on_small(sentence, index, words):
            break
    return index


def _goes_on_small(sentence: Sentence, index: int, words: FigureWords) -> bool:
    """Whether a noun in capitals (German) ends and no other belongs to it."""
    if index >= len(sentence.words) or not sentence.capital(index - 1) or sentence.capital(index):
        return False
    return sentence.words[index] not in words.words("genitive_articles")


def _tells(value: str) -> bool:
    return value != "" and not value.startswith("noun")


def subject_start(sentence: Sentence, verb: int, words: FigureWords) -> int:
    start = verb
    while start > 0 and verb - start < _LONGEST:
        word = sentence.words[start - 1]
        if start < verb and words.say.at(sentence.words, start - 1)[1] == start:
            break
        opening = _opening(sentence, start - 1)
        if opening >= 0:
            start = opening
            continue
        if (
            word in words.words("turns")
            or word in words.words("that")
            or (sentence.kinds[start - 1] == "n" and not sentence.glued(start))
        ):
            break
        initial = start > 1 and word == "." and sentence.glued(start - 1) and len(sentence.words[start - 2]) == 1
        if word in _STOPS and not initial and not (word == "." and sentence.glued(start)):
            break
        start -= 1
    return start


def subject(sentence: Sentence, verb: int, words: FigureWords) -> tuple[int, int] | None:
    """Who stands before a verb of saying; with what is set between commas behind it ("Ada Berg, a nurse, said")."""
    end = verb
    while end and sentence.words[end - 1] in words.words("particles"):
        end -= 1
    start = subject_start(sentence, end, words)
    if end - start >= _LONGEST and sentence.words[verb] in words.speech:
        # So long is no subject: something else stands there.
        return None
    span = without(sentence, start, without_light(sentence, start, end, words), words)
    if span is not None or start < 2 or sentence.words[start - 1] != ",":
        return span
    for comma in range(start - 2, max(0, start - _LONGEST), -1):
        if sentence.words[comma] in ";:" or sentence.words[comma] in words.words("that"):
            return None
        if sentence.words[comma] == ",":
            led = without(sentence, subject_start(sentence, comma, words), comma, words)
            return (led[0], start - 1) if led else None
    return None


def _opening(sentence: Sentence, index: int) -> int:
    """Where the name in quotation marks begins whose end stands at a token (centre «Весна»); -1 where none does."""
    if sentence.words[index] not in _OPENINGS or not sentence.glued(index):
        return -1
    for start in range(index - 2, max(-1, index - 6), -1):
        if sentence.words[start] in _OPENINGS[sentence.words[index]] and sentence.glued(start + 1):
            return start
        if sentence.kinds[start] == "p" and sentence.words[start] not in "-‑.":
            return -1
    return -1


def without_light(sentence: Sentence, start: int, verb: int, words: FigureWords) -> int:
    while verb > start and (
        sentence.words[verb - 1] in words.words("light") or sentence.words[verb - 1] in words.words("be")
    ):
        verb -= 1
    return verb


def _closes(sentence: Sentence, start: int, index: int) -> bool:
    """Whether a quotation mark closes one that was opened in the phrase («Весна»)."""
    return sentence.words[index] in '»”“"' and any(word in '«“„"' for word in sentence.words[start:index])


def without(sentence: Sentence, start: int, end: int, words: FigureWords) -> tuple[int, int] | None:
    """The phrase without a preposition, a time or a quotation mark at its ends; nothing where nothing is left."""
    if start + 1 < end and sentence.words[start + 1] in words.words("with_this"):
        # «При этом Львова …»
        start += 2
    while start < end and (
        (sentence.words[start] in _QUOTED and not any(sentence.words[at] in _QUOTED for at in range(start + 1, end)))
        or sentence.words[start] in words.words("source_prepositions")
        or sentence.words[start] in words.words("and")
        or sentence.words[start] in words.words("times")
    ):
        start += 1
    while end > start and (
        sentence.words[end - 1] in words.words("times") or sentence.words[end - 1] in words.words("source_prepositions")
    ):
        end -= 1
    while end > start and sentence.words[end - 1] in _STOPS and not _closes(sentence, start, end - 1):
        end -= 1
    if start < end and sentence.words[start] in words.words("prepositions"):
        return None
    return (start, end) if start < end else None
