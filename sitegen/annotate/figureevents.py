"""What happened to people who are counted: the verb or noun of the same clause that tells it, as a key of the data.

The method is a shallow one (no parser): from the counted noun to the right until something ends the clause, and from
the number to the left as far as a verb governs it. A verb that could have the counted people for its agent ("20
officers detained …") tells nothing. It never looks beyond the sentence.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from sitegen.annotate.figuresentences import Sentence
from sitegen.annotate.figurewords import FigureWords

_BY_FORCES = frozenset(
    ("detained", "killed", "injured", "beaten", "tortured", "searched", "summoned", "deported", "displaced", "released")
)
"""What police and soldiers do to others: "20 officers detained …" may be either way, "dismissed 20 officers" not."""
_FAR = 8
_QUOTES = frozenset("\"'“”„«»‘’′-‑")


@dataclass(frozen=True, slots=True)
class Event:
    """An event with the tokens that tell it."""

    subject: str
    first: int
    behind: int
    sure: bool = True
    """Whether grammar leaves no doubt that it happened to those counted."""
    unreal: bool = False
    """Whether it is only possible ("could be detained")."""


def event_behind(
    sentence: Sentence, index: int, words: FigureWords, forces: bool = False, reach: int = 7
) -> Event | None:
    """What the words behind a counted noun say of it.

    Args:
        index: the token behind the noun (or the number).
        forces: whether the noun is of those who rather do than suffer such things (officers, soldiers).
        reach: how many words may stand between.
    """
    tokens, passive, gap, inserted = sentence.words, False, 0, False
    unreal, planned = False, False
    while index < len(tokens) and gap <= reach:
        word = tokens[index]
        value, behind = words.events.at(tokens, index)
        if behind > index:
            role, _, subject = value.partition(":")
            if role == "noun" or (role == "done" and word.endswith(tuple(words.words("reflexive_endings")))):
                index, gap = behind, gap + 1
                continue
            told = _told(sentence, role, index, behind, passive, forces, words)
            unreal = unreal or _infinitive(sentence, index, words)
            return Event(subject, index, behind, told == "sure" and not planned, unreal) if told else None
        if word == "," and not inserted and gap <= 3 and reach:
            index, inserted = _behind_insertion(sentence, index, words), True
            if index < 0:
                return None
            continue
        if word in words.words("including") and not inserted and reach:
            index, inserted = _behind_examples(sentence, index, words), True
            if index < 0:
                return None
            continue
        if word in words.words("modals"):
            planned = True
            unreal = unreal or word not in words.words("plans")
        elif _ends_clause(sentence, index, words):
            return None
        passive = passive or word in words.words("be")
        gap += 0 if word in words.words("light") or word in words.words("be") or word in _QUOTES else 1
        index += 1
    return None


def _ends_clause(sentence: Sentence, index: int, words: FigureWords) -> bool:
    """Whether a token keeps a verb behind it from being of the noun before it."""
    word = sentence.words[index]
    if word in words.words("breaks") or (sentence.kinds[index] == "p" and word not in _QUOTES):
        return True
    return words.heads.at(sentence.words, index)[1] > index and not _governed(sentence, index, words)


def _governed(sentence: Sentence, index: int, words: FigureWords) -> bool:
    """Whether a noun belongs to the one before it ("people and police", "opponents of the people") and is no object."""
    return any(
        word in words.words("prepositions") or word in words.words("and")
        for word in sentence.words[max(0, index - 3) : index]
    )


def _behind_insertion(sentence: Sentence, comma: int, words: FigureWords) -> int:
    """Behind the second comma of "…, many of them women, were detained"; -1 where there is no such insertion."""
    tokens = sentence.words
    if tokens[comma + 1 : comma + 2] and tokens[comma + 1] in words.words("relatives"):
        return comma + 1
    for index in range(comma + 1, min(len(tokens), comma + 13)):
        if tokens[index] == ",":
            behind = index + 1
            while behind < len(tokens) and (
                tokens[behind] in words.words("be") or tokens[behind] in words.words("light")
            ):
                behind += 1
            begins = behind < len(tokens) and words.events.at(tokens, behind)[1] > behind
            return index + 1 if begins else -1
    return -1


def _behind_examples(sentence: Sentence, index: int, words: FigureWords) -> int:
    """Behind "including …", at the verb that follows it; -1 where none is near."""
    tokens = sentence.words
    for at in range(index + 1, min(len(tokens), index + 14)):
        if tokens[at] in words.words("breaks") or tokens[at] in ".;:":
            return -1
        value, behind = words.events.at(tokens, at)
        if tokens[at] in words.words("be") or (behind > at and not value.startswith("noun")):
            return at
    return -1


def _infinitive(sentence: Sentence, index: int, words: FigureWords) -> bool:
    """Whether an event is only intended ("20 people to be expelled"), not begun ("began to gather")."""
    tokens = sentence.words
    if tokens[index] in words.words("perfect"):
        return False
    while index > 0 and tokens[index - 1] in words.words("be"):
        index -= 1
    if index == 0 or tokens[index - 1] not in words.words("infinitive"):
        return False
    return index < 2 or tokens[index - 2] not in words.words("begins")


def _told(
    sentence: Sentence, role: str, first: int, behind: int, passive: bool, forces: bool, words: FigureWords
) -> str:
    """`sure`, `probable` or nothing: whether an event behind a noun happened to what the noun names."""
    if role == "did":
        return "sure"
    if role == "suffered":
        if passive or not words.has("participles_are_past"):
            return "sure"
        # "300 detained in Minsk" but not "300 detained the driver".
        return "probable" if ends_phrase(sentence, behind, words) else ""
    # The active verb behind its object: «200 человек задержали в Минске», but not «200 омоновцев задержали …».
    if words.has("object_may_lead") and not forces and ends_phrase(sentence, behind, words):
        return "probable"
    return ""


def ends_phrase(sentence: Sentence, index: int, words: FigureWords) -> bool:
    """Whether nothing that could be an object stands at a token."""
    if index >= len(sentence.words):
        return True
    word = sentence.words[index]
    return sentence.kinds[index] == "p" or word in words.words("terminals") or word in words.words("prepositions")


def event_before(sentence: Sentence, index: int, words: FigureWords, forces: bool = False) -> Event | None:
    """The verb or noun that governs a quantity from the left ("police detained …", "the arrest of …").

    Args:
        index: the first token of the quantity.
        forces: whether those counted rather do than suffer such things; a verb before them may be theirs.
    """
    tokens, end, gap = sentence.words, _before_source(sentence, index, words), 0
    verb_first, far = words.has("verb_first"), False
    inverted = words.has("inversion") and index > 0 and tokens[index - 1] not in words.words("prepositions")
    while end > 0 and gap <= 3 and index - end <= _FAR:
        value, start = words.events.before(tokens, end)
        if start < end:
            role, _, subject = value.partition(":")
            if role == "done" and tokens[start].endswith(tuple(words.words("reflexive_endings"))):
                return None
            theirs = forces and subject in _BY_FORCES
            if role == "done" and verb_first and (theirs or (start and tokens[start - 1] in words.words("objects"))):
                return None
            if far and role != "did":
                return None
            return _governs(sentence, Event(subject, start, end, gap == 0), role, end if far else index, words)
        word = tokens[end - 1]
        if word in words.words("breaks") or (sentence.kinds[end - 1] != "w" and word not in _QUOTES):
            return None
        if word not in words.words("between") and word not in words.words("of"):
            if not (verb_first or inverted) or word in words.triggers or words.heads.before(tokens, end)[1] < end:
                return None
            gap += 1 if verb_first else 0
            far = far or not verb_first
        end -= 1
    return None


def _before_source(sentence: Sentence, index: int, words: FigureWords) -> int:
    """Before the words for a source that stand between the verb and the number («собралось, по данным X, 300»)."""
    if index == 0 or sentence.words[index - 1] != ",":
        return index
    for comma in range(index - 3, max(-1, index - 14), -1):
        if sentence.words[comma] == ",":
            return comma if words.according.at(sentence.words, comma + 1)[1] > comma + 1 else index
    return index


def _governs(sentence: Sentence, event: Event, role: str, index: int, words: FigureWords) -> Event | None:
    tokens = sentence.words
    before = tokens[event.first - 1] if event.first else ""
    if before in words.words("partitive"):
        return None
    linked = any(word in words.words("of") for word in tokens[event.behind : index])
    near = tokens[max(0, event.first - 5) : event.first]
    possible = (words.words("modals") | words.words("plans")).intersection(near)
    planned = bool(possible) and possible <= words.words("plans")
    unreal = bool(possible) and not planned
    if role == "noun":
        event = replace(event, unreal=unreal)
        return event if linked or (words.has("genitive") and event.behind == index) else None
    if role == "did":
        return event if words.has("verb_first") or (words.has("inversion") and event.behind == index) else None
    if linked and role != "done":
        return None
    # "He was arrested …": what follows is no object.
    if role == "suffered" and words.has("participles_are_past") and _passive(sentence, event.first, words):
        return None
    unreal = unreal or (role == "done" and not linked and not planned and _infinitive(sentence, event.first, words))
    return Event(event.subject, event.first, event.behind, event.sure and not planned, unreal)


def _passive(sentence: Sentence, index: int, words: FigureWords) -> bool:
    tokens = sentence.words
    index -= 1
    while index >= 0 and tokens[index] in words.words("light") and tokens[index] not in words.words("be"):
        index -= 1
    return index >= 0 and tokens[index] in words.words("be")
