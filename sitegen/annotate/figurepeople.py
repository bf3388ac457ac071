"""Whether a quantity counts people: by the noun behind it, or by a verb that stands in for the noun.

"More than 300 students", "hundreds of those arrested", "33 arrests", "nearly 7,000 were detained", "killing two". It
knows no single noun or verb: those are data. Ages, dates and members of a scene ("two officials") are left out.
"""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.annotate.figurebare import (
    CASUALTIES,
    LEAST_POPULATION,
    Counted,
    bare_claim,
    estimated_crowd,
    is_population,
    told_by_toll,
)
from sitegen.annotate.figureevents import Event, ends_phrase, event_before, event_behind
from sitegen.annotate.figuresentences import Sentence
from sitegen.annotate.figurewords import FigureWords
from sitegen.annotate.quantities import Quantity

_POPULATION = "population"
_MOST_BETWEEN = 5
_APOSTROPHES = frozenset("'’")


@dataclass(frozen=True, slots=True)
class _Head:
    """The counted noun."""

    kind: str
    subject: str
    first: int
    behind: int
    inside: Event | None
    """A participle between the number and the noun ("300 detained protesters")."""


def people_claim(sentence: Sentence, found: Quantity, words: FigureWords) -> Counted | None:
    """What a quantity says of people; nothing where it does not count them, or only sets a scene."""
    if _is_no_count(sentence, found, words):
        return None
    head = _head(sentence, found, words)
    if found.form == "strong":
        return _strong(sentence, found, head, words)
    if head is None:
        return bare_claim(sentence, found, words)
    if head.kind == "event":
        return Counted(
            found.first, head.behind, "people", "event-noun", head.subject, Event(head.subject, head.first, head.behind)
        )
    counted = _with_noun(sentence, found, head, words)
    return counted or (bare_claim(sentence, found, words) if head.kind == "dependent" else None)


def _is_no_count(sentence: Sentence, found: Quantity, words: FigureWords) -> bool:
    value = found.low if found.low is not None else found.high
    if found.form == "currency" or (value is not None and (value != int(value) or value < 1)):
        return True
    before = sentence.words[found.first - 1] if found.first else ""
    earlier = sentence.words[found.first - 2] if found.first > 1 else ""
    if before in words.words("numbered") or before in words.words("negations"):
        return True
    if before in words.words("rates") and earlier not in words.words("expecting"):
        return True
    if (before == "." and earlier in words.words("numbered")) or earlier in words.words("capacity"):
        return True
    behind = sentence.words[found.behind] if found.behind < len(sentence.words) else ""
    if value == 1 and not found.hedge and behind in words.words("of"):
        return True
    if before == ".":
        before = earlier
    if before in words.words("months") and found.digits and found.first == found.number and (found.high or 0) <= 31:
        return True
    if behind in words.words("months") or behind in words.words("measures"):
        return True
    return _one_in(sentence, found, words) or _hypothetical(sentence, found.first, words)


def _one_in(sentence: Sentence, found: Quantity, words: FigureWords) -> bool:
    """A share: "one in five people", "two out of three voters"."""
    tokens, shares = sentence.words, words.words("shares")
    before = found.first - 1
    if before > 1 and tokens[before] in words.words("of") and tokens[before - 1] in shares:
        before -= 1
    if before > 0 and tokens[before] in shares and _is_number(sentence, before - 1, words):
        return found.hedge == ""
    behind = found.behind
    if behind + 2 >= len(tokens) or tokens[behind] not in shares or found.hedge:
        return False
    return _is_number(sentence, behind + (2 if tokens[behind + 1] in words.words("of") else 1), words)


def _is_number(sentence: Sentence, index: int, words: FigureWords) -> bool:
    """Whether a token is a number that is no year."""
    word = sentence.words[index]
    return word in words.numbers or (sentence.kinds[index] == "n" and len(word) < 4)


def _hypothetical(sentence: Sentence, index: int, words: FigureWords) -> bool:
    for place in range(index - 1, max(-1, index - 11), -1):
        word = sentence.words[place]
        if word in words.words("hypothetical"):
            # “The firm said it would hire 200 workers”: the future of what was said, and no condition.
            if word not in words.words("future_of_past"):
                return True
            spoken = range(max(0, place - 4), place)
            return not any(words.say.at(sentence.words, one)[1] > one for one in spoken)
        if word in ",;:":
            return False
    return False


def _head(sentence: Sentence, found: Quantity, words: FigureWords) -> _Head | None:
    """The counted noun with what stands before it; nothing where another word ends the phrase."""
    tokens, index, inside = sentence.words, found.behind, None
    adjectives = words.words("adjective_endings")
    last = min(len(tokens), index + _MOST_BETWEEN + 2)
    if index < last and tokens[index] in words.words("of"):
        index += 1
    start = index
    while index < last:
        value, behind = words.heads.at(tokens, index)
        if behind == index and tokens[index].endswith(words.suffixes) and tokens[index] not in words.not_people:
            value, behind = "people:", index + 1
        other = value.startswith("dependent:") and tokens[index] in words.words("between")
        if other and behind < len(tokens) and words.heads.at(tokens, behind)[1] > behind:
            # “Drei weitere Personen”: the noun is still to come.
            index = behind
            continue
        if index < behind < len(tokens) and adjectives and tokens[behind] in words.words("measures"):
            # «Пять рабочих дней».
            return None
        if behind > index:
            kind, _, subject = value.partition(":")
            if not _is_attribute(sentence, index, behind, words):
                return _Head(kind, subject, index, behind, inside)
        word = tokens[index]
        told, end = words.events.at(tokens, index)
        if told.startswith("suffered") and inside is None and words.has("participles_before_noun"):
            inside = Event(told.partition(":")[2], index, end)
        elif not _may_stand_between(sentence, index, start, words):
            return None
        index = end if told and inside is not None and inside.first == index else index + 1
        if word in words.words("measures"):
            return None
    return None


def _is_attribute(sentence: Sentence, first: int, behind: int, words: FigureWords) -> bool:
    """Whether the noun only goes with another one: "police vans", "protesters' phones"."""
    if behind >= len(sentence.words):
        return False
    following = sentence.words[behind]
    if following in _APOSTROPHES and sentence.glued(behind) and not sentence.glued(behind + 1):
        return behind + 1 < len(sentence.words) and sentence.kinds[behind + 1] == "w"
    if following in "-‑" and sentence.glued(behind) and sentence.glued(behind + 1):
        return True
    if sentence.words[first] not in words.words("attributive") or sentence.kinds[behind] != "w":
        return False
    plural = following.endswith(tuple(words.words("plural_endings"))) and following not in words.words("be")
    return plural and following not in words.words("light") and not ends_phrase(sentence, behind, words)


def _may_stand_between(sentence: Sentence, index: int, start: int, words: FigureWords) -> bool:
    word, kind = sentence.words[index], sentence.kinds[index]
    if kind == "p":
        return word in '-‑"“”«»„' or (word == "," and index > start)
    if kind == "n":
        return index > start and sentence.words[index - 1] in words.words("between")
    if word in words.words("between"):
        return True
    if (
        word in words.words("breaks")
        or word in words.words("prepositions")
        or word in words.words("be")
        or word in words.words("and")
    ):
        return False
    endings = words.words("adjective_endings")
    if endings:
        return word.endswith(tuple(endings)) and word not in words.words("measures")
    return not word.endswith(tuple(words.words("plural_endings"))) or word in words.words("plural_like")


def _with_noun(sentence: Sentence, found: Quantity, head: _Head, words: FigureWords) -> Counted | None:
    accusative = sentence.words[found.number] in words.words("accusatives")
    forces = sentence.words[head.first] in words.words("forces") and not accusative
    before = event_before(sentence, found.first, words, forces)
    behind = event_behind(sentence, head.behind, words, forces)
    # "Of 64 passengers 17 were hurt": what happened did so to the second number.
    whole = found.first > 0 and sentence.words[found.first - 1] in words.words("partitive")
    if whole and (found.first == 1 or sentence.kinds[found.first - 2] == "p"):
        before = behind = None
    if before and {head.subject, before.subject} <= CASUALTIES and before.subject != head.subject:
        # "Three dead and twenty wounded".
        before = None
    event = before or behind
    if before and behind and not before.sure and behind.sure:
        event = behind
    if event is not None and event.subject == _POPULATION and (found.low or found.high or 0) < LEAST_POPULATION:
        # "Five people live there" counts no population.
        event = None
    event = event or head.inside or told_by_toll(sentence, found.first, words)
    crowd = None if event else estimated_crowd(sentence, found, words)
    if event is not None and event.unreal:
        between = sentence.words[head.behind : event.first]
        if found.small or (event is before and not head.subject) or not words.words("hypothetical").isdisjoint(between):
            return None
        event = None
    one = 1 in (found.low, found.high)
    few = found.small and not found.hedge and head.subject not in CASUALTIES
    if event is None and (head.kind == "dependent" or one or few):
        return None
    if head.kind == "one" and not one:
        return None
    if found.year and not _year_counts(sentence, found, words):
        return None
    if event is None and is_population(sentence, found, head.first, words):
        return Counted(found.first, head.behind, "people", "population", "population")
    subject = event.subject if event else head.subject or (crowd.subject if crowd else "")
    event = event or (Event(head.subject, head.first, head.behind) if head.subject else None)
    first = found.first
    return Counted(first, head.behind, "people", "noun", subject, event, event is None or event.sure)


def _year_counts(sentence: Sentence, found: Quantity, words: FigureWords) -> bool:
    """Whether what looks like a year is a count: only with a hedge, or a round number that nothing makes a date."""
    if found.hedge:
        return True
    before = sentence.words[found.first - 1] if found.first else ""
    return found.low == 2000 and not (before in words.words("prepositions") or before in words.words("between"))


def _strong(sentence: Sentence, found: Quantity, head: _Head | None, words: FigureWords) -> Counted | None:
    """ "a 10,000-strong crowd"."""
    subject, behind = words.crowds.at(sentence.words, found.behind) if found.behind < len(sentence.words) else ("", 0)
    if behind > found.behind:
        return Counted(found.first, behind, "people", "strong", "" if subject == "any" else subject)
    if head is None and not (found.behind < len(sentence.words) and sentence.kinds[found.behind] == "w"):
        return None
    herd = head is None and sentence.words[found.behind] in words.words("herds")
    return None if herd else Counted(found.first, found.behind, "people", "strong")
