"""Whether a quantity counts people where no noun stands behind it: the verb, a toll, or what stands before shows it.

"Nearly 7,000 were arrested", "the death toll rose to 20", "a nation of 9.5 million", "a crowd that police estimated at
8,000", "the volunteers, some 500 of them", «выбаршчыкаў у краіне 6,8 мільёна». What stays open is no claim.
"""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.annotate.figureevents import Event, ends_phrase, event_before, event_behind
from sitegen.annotate.figuresentences import Sentence
from sitegen.annotate.figurewords import FigureWords
from sitegen.annotate.quantities import Quantity

_QUOTES = frozenset("\"“”„«»'‘’")
_DASHES = frozenset("—–-")
_NEAR, _FAR = 12, 36
LEAST_POPULATION = 100
"""People from which on a place is said to have inhabitants."""
CASUALTIES = frozenset({"killed", "injured", "missing"})
"""What a noun may tell by itself of however few ("two dead"); a verb before it does not say it again."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What a quantity counts: the tokens of the claim, the unit, and what tells the subject."""

    first: int
    behind: int
    unit: str
    rule: str
    subject: str = ""
    event: Event | None = None
    sure: bool = True


def bare_claim(sentence: Sentence, found: Quantity, words: FigureWords) -> Counted | None:
    """What a quantity without a noun says of people; nothing where it does not count them."""
    return (
        _inverted(sentence, found, words)
        or _population(sentence, found, words)
        or _toll(sentence, found, words)
        or _of_them(sentence, found, words)
        or _fronted(sentence, found, words)
        or _elliptical(sentence, found, words)
    )


def _inverted(sentence: Sentence, found: Quantity, words: FigureWords) -> Counted | None:
    """«человек двести»: about two hundred."""
    before = sentence.words[found.first - 1] if found.first else ""
    if before not in words.words("inverted") or (found.first > 1 and sentence.kinds[found.first - 2] == "n"):
        return None
    if found.small or not ends_phrase(sentence, found.behind, words):
        return None
    event = event_before(sentence, found.first - 1, words) or event_behind(sentence, found.behind, words)
    return Counted(found.first - 1, found.behind, "people", "inverted", event.subject if event else "", event, False)


def _population(sentence: Sentence, found: Quantity, words: FigureWords) -> Counted | None:
    """ "a nation of 9.5 million", "crowds of up to 5,000"."""
    tokens = sentence.words
    index = found.first - 1
    if sentence.kinds[found.number] == "w" and sentence.capital(found.number):
        return None
    crowd = estimated_crowd(sentence, found, words)
    if crowd is not None:
        return crowd
    if index < 1 or tokens[index] not in words.words("of") or not ends_phrase(sentence, found.behind, words):
        return None
    for table, least in ((words.population, 1000), (words.crowds, 4)):
        value, start = table.before(tokens, index)
        amount = found.low if found.low is not None else found.high
        if start < index and (amount is None or amount >= least):
            return Counted(found.first, found.behind, "people", "population" if table is words.population else "crowd",
                           "" if value == "any" else value)  # fmt: skip
    return None


def is_population(sentence: Sentence, found: Quantity, noun: int, words: FigureWords) -> bool:
    """ "A village of 214 inhabitants", „ein Ort mit 1300 Einwohnern“."""
    before = sentence.words[max(0, found.first - 3) : found.first]
    if not before or before[-1] not in words.words("with") or (found.low or found.high or 0) < LEAST_POPULATION:
        return False
    return sentence.words[noun] in words.words("inhabitants") and not words.words("places").isdisjoint(before)


def estimated_crowd(sentence: Sentence, found: Quantity, words: FigureWords) -> Counted | None:
    """ "A crowd that police estimated at 8,000" (and organisers at 10,000)."""
    if found.small or found.year or not ends_phrase(sentence, found.behind, words):
        return None
    end = found.first
    while end and sentence.words[end - 1] in _QUOTES:
        end -= 1
    joined = end - 1
    while joined > max(0, end - _NEAR):
        behind = words.estimated.at(sentence.words, joined)[1]
        # Of a second number only the last word of it stands there again ("estimated at …, and organisers at").
        if joined < behind <= end and sentence.words[behind - 1] == sentence.words[end - 1]:
            break
        joined -= 1
    else:
        return None
    for start in range(joined - 1, max(-1, joined - _NEAR), -1):
        value, behind = words.crowds.at(sentence.words, start)
        if behind > start:
            return Counted(found.first, found.behind, "people", "crowd", "" if value == "any" else value)
    return None


def _toll(sentence: Sentence, found: Quantity, words: FigureWords) -> Counted | None:
    """ "The death toll rose to 20"."""
    if found.year or found.low == 1 or not ends_phrase(sentence, found.behind, words):
        return None
    event = told_by_toll(sentence, found.first, words)
    return Counted(found.first, found.behind, "people", "toll", event.subject, event) if event else None


def told_by_toll(sentence: Sentence, index: int, words: FigureWords) -> Event | None:
    """What a count is named by the words before it, in the same clause; far off where a verb of tolls joins them."""
    stems = tuple(words.words("toll_verbs"))
    near = bool(stems) and any(word.startswith(stems) for word in sentence.words[max(0, index - 3) : index])
    for start in range(index - 1, max(-1, index - (_FAR if near else _NEAR)), -1):
        subject, behind = words.tolls.at(sentence.words, start)
        if behind == start:
            subject, behind = _count_of(sentence, start, words)
        if subject:
            return Event(subject, start, behind)
        if sentence.words[start] in ";:" or (not near and sentence.words[start] in (",", *words.words("and"))):
            return None
    return None


def _count_of(sentence: Sentence, start: int, words: FigureWords) -> tuple[str, int]:
    """ "The number of those evacuated": what the noun or participle behind says; nothing where it says nothing."""
    behind = words.counts_of.at(sentence.words, start)[1]
    while start < behind < len(sentence.words):
        for table in (words.heads, words.events):
            value, end = table.at(sentence.words, behind)
            if end > behind and value.startswith(("people", "suffered")):
                return value.partition(":")[2], end
        if sentence.words[behind] not in words.words("between") and sentence.words[behind] not in words.words("others"):
            break
        behind += 1
    return "", start


def _of_them(sentence: Sentence, found: Quantity, words: FigureWords) -> Counted | None:
    """ "The volunteers, some 5,500 of them, …", «задержаны 60 человек, из них 48 — в Минске»."""
    behind = words.of_them_behind.at(sentence.words, found.behind)[1] if found.behind < len(sentence.words) else 0
    part = behind > found.behind
    if part and found.first and sentence.kinds[found.first - 1] == "w" and not _opens_part(sentence, found, words):
        return None
    start = words.of_them.before(sentence.words, found.first)[1]
    led = 0 < start < found.first and sentence.kinds[start - 1] == "p"
    if found.year or not (part or led):
        return None
    if not part and not ends_phrase(sentence, found.behind, words):
        return None
    for index in range(found.first - 1, max(-1, found.first - _NEAR), -1):
        value, end = words.heads.at(sentence.words, index)
        if end > index and value.startswith(("people", "one")):
            event = event_behind(sentence, max(behind, found.behind), words)
            event = None if event is not None and (event.unreal or not event.sure) else event
            if found.small and event is None:
                return None
            subject = event.subject if event else ""
            return Counted(found.first, found.behind, "people", "part", subject, event, found.hedge != "" or not part)
    return None


def _opens_part(sentence: Sentence, found: Quantity, words: FigureWords) -> bool:
    """Whether a number before "of them" begins a statement of its own; "sold 400 of them" may be of things."""
    before = sentence.words[found.first - 1]
    return before in words.words("and") or before in words.words("turns") or before in words.words("prepositions")


def _fronted(sentence: Sentence, found: Quantity, words: FigureWords) -> Counted | None:
    """«Выбаршчыкаў у краіне 6,8 мільёна», «Погибших — 12»: the noun leads, in the genitive."""
    if not words.has("genitive") or found.year or not ends_phrase(sentence, found.behind, words):
        return None
    for index in range(found.first - 1, max(-1, found.first - 6), -1):
        word = sentence.words[index]
        value, end = words.heads.at(sentence.words, index)
        if end > index and value.startswith("people") and word.endswith(tuple(words.words("genitive_endings"))):
            leads = index == 0 or sentence.kinds[index - 1] == "p"
            between = sentence.words[end : found.first]
            placed = not between or between[0] in words.words("prepositions") or between in ((":",), ("—",), ("–",))
            if not leads or not placed:
                return None
            subject = value.partition(":")[2]
            return Counted(index, found.behind, "people", "fronted", subject, Event(subject, index, end))
        if sentence.kinds[index] == "p" and word not in "—–:":
            return None
        if words.events.at(sentence.words, index)[1] > index:
            return None
    return None


def _elliptical(sentence: Sentence, found: Quantity, words: FigureWords) -> Counted | None:
    """The verb alone shows that people are counted: "nearly 7,000 were arrested", "killing two"."""
    if found.low == found.high == 1 or (found.year and not found.hedge) or not _stands_free(sentence, found, words):
        return None
    start = found.behind
    if words.has("copula_dash") and start + 1 < len(sentence.words) and sentence.words[start] in _DASHES:
        start += 1
    joined = start < len(sentence.words) and sentence.words[start] in words.words("and")
    event = None if joined else event_behind(sentence, start, words, reach=0)
    if event is None and ends_phrase(sentence, found.behind, words):
        event = event_before(sentence, found.first, words)
        if event is not None and not event.sure:
            event = None
    if event is None or event.unreal or event.subject in words.words("subjects_with_noun"):
        return None
    return Counted(
        found.first, found.behind, "people", "elliptical", event.subject, event, event.sure or found.hedge != ""
    )


def _stands_free(sentence: Sentence, found: Quantity, words: FigureWords) -> bool:
    """Whether nothing before the number makes it a part of something else ("Law 114", "the two", "at 10")."""
    before = sentence.words[found.first - 1] if found.first else ""
    if found.hedge == "indefinite":
        return before not in words.words("partitive")
    if found.first == 0 or found.first < found.number or found.hedge:
        return True
    if before in words.words("of") and event_behind(sentence, found.behind, words, reach=0) is not None:
        return True
    if before in words.words("prepositions") and told_by_toll(sentence, found.first, words):
        return True
    if before in words.words("determiners") or before in words.words("prepositions"):
        return False
    if sentence.kinds[found.first - 1] == "n":
        return False
    return not (
        found.digits
        and found.first > 1
        and sentence.kinds[found.first - 1] == "w"
        and sentence.capital(found.first - 1)
    )
