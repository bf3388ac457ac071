"""Whether a quantity counts money: by the sign or word of a currency beside it.

The unit is the ISO 4217 code where the words leave no doubt, else the name as the data file has it (`rubles` may be
of two states). It converts nothing.
"""

from __future__ import annotations

from sitegen.annotate.figurebare import Counted
from sitegen.annotate.figureevents import Event
from sitegen.annotate.figuresentences import Sentence
from sitegen.annotate.figurewords import FigureWords
from sitegen.annotate.quantities import Quantity

_REACH = 9
_NEAR = 4
_LARGE = 10_000
_DASHES = frozenset("-‑")


def money_claim(sentence: Sentence, found: Quantity, words: FigureWords) -> Counted | None:
    """What a quantity says of money; nothing where no currency stands beside it."""
    first, unit, behind = _currency(sentence, found, words)
    doubtful = not unit and found.behind < len(sentence.words)
    if doubtful:
        unit, behind = words.doubtful.at(sentence.words, found.behind)
    if not unit:
        return None
    before = sentence.words[found.first - 1] if found.first else ""
    if before in words.words("negations"):
        return None
    event = _purpose(sentence, first, behind, words)
    spoken_of = event is not None and event.subject != "loss"
    if doubtful and not spoken_of and (found.low or found.high or 0) < _LARGE:
        return None
    return Counted(first, behind, unit, "money", event.subject if event else "", event)


def _currency(sentence: Sentence, found: Quantity, words: FigureWords) -> tuple[int, str, int]:
    tokens = sentence.words
    behind = found.behind
    if behind < len(tokens):
        if (tokens[behind] in _DASHES and found.form == "currency") or tokens[behind] in words.words("of"):
            behind += 1
        unit, end = words.currencies.at(tokens, behind) if behind < len(tokens) else ("", behind)
        if end > behind:
            return found.first, unit, end
        printed = sentence.text[sentence.starts[found.behind] : sentence.ends[found.behind]]
        if printed in words.codes:
            return found.first, printed, found.behind + 1
        if tokens[found.behind] in words.signs:
            return found.first, words.signs[tokens[found.behind]], found.behind + 1
    return _sign_before(sentence, found, words)


def _sign_before(sentence: Sentence, found: Quantity, words: FigureWords) -> tuple[int, str, int]:
    """ "$5 million", "US$5m", "up to €500", "EUR 500"."""
    index = found.number - 1
    if index < found.first:
        return found.first, "", found.behind
    word = sentence.words[index]
    if word in words.signs:
        lettered = sentence.words[index - 1] + word if index > found.first and sentence.glued(index) else word
        return found.first, words.signs.get(lettered, words.signs[word]), found.behind
    printed = sentence.text[sentence.starts[index] : sentence.ends[index]]
    return found.first, printed if printed in words.codes else "", found.behind


def _purpose(sentence: Sentence, first: int, behind: int, words: FigureWords) -> Event | None:
    """The nearest word that tells what the money is for, within the clause; one that says more than "paid" first."""
    tokens, paid = sentence.words, None
    for distance in range(_REACH):
        for index in (first - 1 - distance, behind + distance):
            if 0 <= index < len(tokens) and (paid is None or distance < _NEAR):
                subject, end = words.money.at(tokens, index)
                if end > index and not _cut(sentence, index, first, behind, words):
                    if subject == "fined" or (subject != "paid" and paid is None):
                        return Event(subject, index, end)
                    paid = paid or (Event(subject, index, end) if subject == "paid" else None)
    return paid


def _cut(sentence: Sentence, index: int, first: int, behind: int, words: FigureWords) -> bool:
    between = sentence.words[index:first] if index < first else sentence.words[behind:index]
    return any(word in ",;:" or (word in "—–" and not words.has("copula_dash")) for word in between)
