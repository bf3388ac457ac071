"""Where a pattern of the time data may stand, and what it has caught: the words beside it, capitals, its classes.

Whatever the data files ask of the surroundings is looked at here and nowhere else. It resolves nothing.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable

from sitegen.annotate.timegrammar import TimePattern
from sitegen.annotate.timescene import Found
from sitegen.annotate.timewords import TimeLanguage

_WORD = re.compile(r"\w+")
_BACK = 40
_OVER = " \t\n\"'«“„("
_NONE: frozenset[str] = frozenset()
_AFTER = re.compile(r"\s*('s\b|[^\W_]+)?")
_SENTENCE_HEAD = re.compile(r"(?:\A|[.!?…:;«“„\"»”(—–-]\s*)\Z")
_SPACES = re.compile(r"\s+")
_GLUE = frozenset(".,:/№#$€£%-'")


def stands(
    match: re.Match[str],
    pattern: TimePattern,
    printed: str,
    text: str,
    language: TimeLanguage,
    before_it: Callable[[int], list[str]],
) -> bool:
    """Whether what stands around the match allows it. `before_it` gives the words before a place."""
    start, end = match.span()
    if text[start].isdigit() and start and text[start - 1] in _GLUE and text[start - 2 : start - 1].isalnum():
        return False
    if not _letters_fit(match, printed, language):
        return False
    if pattern.after or pattern.not_after:
        before = before_it(start)
        if (pattern.after and pattern.after.isdisjoint(before)) or not pattern.not_after.isdisjoint(before):
            return False
    if pattern.then or pattern.not_then:
        follows = following(printed, text, end)
        if "<past>" in pattern.then and _past_follows(match, language):
            return True
        return not (pattern.then and follows.isdisjoint(pattern.then)) and follows.isdisjoint(pattern.not_then)
    return True


def _letters_fit(match: re.Match[str], printed: str, language: TimeLanguage) -> bool:
    """Capital letters where the language has them in months and weekdays, small ones where it has those."""
    if not language.capital and not language.small:
        return True
    for name, (_, kind) in _groups(match.re).items():
        if kind not in language.capital and kind not in language.small:
            continue
        place, end = match.span(name)
        if place < 0:
            continue
        if kind in language.capital and printed[place].islower():
            return False
        if kind in language.small and printed[place].isupper() and not _may_be_upper(match, printed, place, end):
            return False
    return True


@functools.lru_cache(4096)
def _groups(expression: re.Pattern[str]) -> dict[str, tuple[str, str]]:
    """For each group of a pattern its class, and what the class means: `m_full_2` → `m_full`, `m`."""
    names = {name: name.rpartition("_")[0] for name in expression.groupindex}
    return {name: (kind, kind.partition("_")[0]) for name, kind in names.items()}


def _may_be_upper(match: re.Match[str], printed: str, place: int, end: int) -> bool:
    """Whether a capital letter comes from the head of a sentence or from a line in capitals."""
    heads = place == match.start() and _SENTENCE_HEAD.search(printed, max(0, place - 4), place)
    return bool(heads) or _in_capitals(printed, place, end)


def _in_capitals(printed: str, place: int, end: int) -> bool:
    """Whether the whole word is in capitals, as in a title."""
    return end > place + 1 and printed[place:end].isupper()


def words_before(text: str, start: int, language: TimeLanguage) -> list[str]:
    """The word before a place, and the one before it where that is a definite article; an empty one where a mark
    stands between."""
    if text[start - 1 : start] == "'":
        return ["'"]
    word, place = _word_before(text, start)
    if word not in language.lists.get("definite", _NONE):
        return [word]
    return [word, _word_before(text, place)[0]]


def _word_before(text: str, start: int) -> tuple[str, int]:
    """The word before a place over spaces and opening marks, and where it begins; an empty one over other marks."""
    head = text[max(0, start - _BACK) : start].removesuffix("-").rstrip(_OVER)
    word = head[head.rfind(" ") + 1 :]
    at = len(head) - len(word)
    if not word.isalnum():
        at = len(head)
        while at and head[at - 1].isalnum():
            at -= 1
    return head[at:], max(0, start - _BACK) + at


def with_article(found: Found, text: str, language: TimeLanguage) -> int:
    """Where the expression begins with its article; before a bare name or number an article belongs to what follows."""
    start = found.start
    for slot in ("m", "w", "y", "d"):
        if slot in found.places and any(place[0] == start for place in found.places[slot]):
            word = _WORD.match(text, start)
            if slot != "d" or not word or word.group().isdigit() or "of" not in language.lists:
                return start
    word_before, place = _word_before(text, start)
    return place if word_before and word_before in language.lists.get("articles", _NONE) else start


def word_after(text: str, place: int) -> str:
    """The word right behind a place; empty over marks."""
    match = _AFTER.match(text, place)
    return (match.group(1) or "") if match else ""


def _past_follows(match: re.Match[str], language: TimeLanguage) -> bool:
    """Whether a verb that tells what was stands right behind."""
    coded, end = match.string, match.end()
    if language.tense is None or coded[end : end + 1] != " ":
        return False
    found = language.tense.marks.match(coded, end + 1)
    return found is not None and found.lastgroup in ("past", "ending", "open")


def following(printed: str, text: str, end: int) -> frozenset[str]:
    """What follows, in the words of the data files."""
    match = _AFTER.match(text, end)
    word = match.group(1) if match else None
    if not match or not word:
        return frozenset({"<end>"})
    out = {word, "<lower>" if printed[match.start(1)].islower() else "<title>"}
    next_one = _AFTER.match(text, match.end())
    if next_one and next_one.group(1) and printed[next_one.start(1)].isupper():
        out.add(f"{word} <title>")
    return frozenset(out)


def found_at(match: re.Match[str], pattern: TimePattern, text: str, language: TimeLanguage) -> Found:
    slots: dict[str, list[int | str]] = {}
    places: dict[str, list[tuple[int, int]]] = {}
    for name, (kind, slot) in _groups(match.re).items():
        span = match.span(name)
        if span[0] < 0:
            continue
        printed = text[span[0] : span[1]]
        slots.setdefault(slot, []).append(_value(kind, printed, language))
        places.setdefault(slot, []).append(span)
    return Found(pattern, match.start(), match.end(), slots, places)


def _value(kind: str, printed: str, language: TimeLanguage) -> int | str:
    words = language.values.get(kind)
    if words:
        value = words.get(_SPACES.sub(" ", printed))
        if value is not None:
            return value
    digits = re.match(r"\d+", printed)
    return int(digits.group()) if digits and kind != "dec" else printed
