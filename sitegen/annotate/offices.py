"""Offices in place of names: "the president", where a record says that the person held the office on that day.

Counts only where exactly one listed person fits, has been named before in the same text, and nothing in the text speaks
of another holder. What is found so is never certain.
"""

from __future__ import annotations

import bisect
import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.annotate.lexicon import Lexicon, Office, lexicon
from sitegen.annotate.paradigms import surfaces
from sitegen.base.text import fold
from sitegen.model.annotations import PROBABLE, Naming, Passage
from sitegen.model.dates import DateError, parse_edtf
from sitegen.model.names import NameForms

if TYPE_CHECKING:
    from sitegen.annotate.people import Memory

_WORDS = re.compile(r"\w+")
_FOLLOWING = re.compile(r"[ \u00a0](\w+)")
_NEAR = 40
"""A title's name follows within so many characters: "president of the council, Mira Holt"."""


@dataclass(frozen=True, slots=True)
class _Office:
    """An office as a text names it."""

    phrase: str
    adjective: str
    """Of a country; empty where there is none."""


@dataclass(frozen=True, slots=True)
class Holder:
    """A person who holds an office on the day of the article."""

    id: str
    phrases: frozenset[str]
    """Words for the office, folded."""
    adjectives: tuple[str, ...]
    """Of the country, folded; empty where the title names none that is known."""


def is_held(start: str, end: str, published: str) -> bool:
    """Whether all days of a date lie between two others; never where nothing but the office is known."""
    if not published or not (start or end):
        return False
    try:
        day = parse_edtf(published)
        first = parse_edtf(start).latest if start else ""
        last = parse_edtf(end).earliest if end else ""
    except DateError:
        return False
    return bool(day.earliest and day.latest) and first <= day.earliest and (not last or day.latest <= last)


def holds(record: NameForms, title: str, published: str) -> bool:
    """Whether a record's offices of that day have a title's words."""
    wanted = set(_WORDS.findall(title))
    return any(
        wanted <= set(_WORDS.findall(fold(position.title))) and is_held(position.start, position.end, published)
        for position in record.positions
    )


def holders(
    records: tuple[NameForms, ...], listed: frozenset[str], published: str, words: Lexicon
) -> tuple[Holder, ...]:
    """Listed people with an office of that day that the language has words for."""
    if not published or not words.offices:
        return ()
    return tuple(
        holder
        for record in records
        if record.positions and record.id in listed
        for holder in _holders_of(record, published, words)
    )


def _holders_of(record: NameForms, published: str, words: Lexicon) -> list[Holder]:
    out = []
    for position in record.positions:
        if is_held(position.start, position.end, published):
            title = fold(position.title)
            for office in words.offices:
                found = _office_of(title, office)
                if found is not None:
                    country = next((name for name, _ in words.countries if fold(name) in found), "")
                    adjectives = dict(words.countries).get(country, ())
                    out.append(Holder(record.id, frozenset(office.phrases), adjectives))
    return out


def _office_of(title: str, office: Office) -> str | None:
    """What follows the office in a title ("of Belarus"), or nothing where the title is another office's."""
    for name in sorted(office.titles, key=len, reverse=True):
        if title == name or title.startswith(f"{name} "):
            return title[len(name) :].strip()
    return None


def office_namings(
    passage: Passage, found: list[Naming], all_holders: tuple[Holder, ...], memory: Memory, words: Lexicon
) -> list[Naming]:
    """The namings of a passage, with those by an office added."""
    if not _is_spoken_of(passage.text, words.language):
        memory.named.update(naming.id for naming in found if naming.id)
        return found
    pattern = _pattern(words.language)
    _note_titles(passage.text, found, all_holders, memory, words)
    more: list[Naming] = []
    for match in pattern.finditer(passage.text) if pattern else ():
        office = _office_in(match, passage.text, words, memory, found)
        id = _holder(office, match.start(), found, all_holders, memory, words) if office else ""
        if id:
            groups = match.groupdict()
            first = next((name for name in ("adjective", "phrase", "alone") if groups.get(name)), "phrase")
            start, end = match.start(first), match.end()
            more.append(Naming(passage.id, start, end, id, passage.text[start:end], "position", PROBABLE))
    memory.named.update(naming.id for naming in found if naming.id)
    return _merged(found, more) if more else found


def _is_spoken_of(text: str, language: str) -> bool:
    """Whether the beginning of any word for an office stands in a text: most passages have none."""
    lower = text.lower()
    return any(cue in lower for cue in _cues(language))


@functools.cache
def _cues(language: str) -> tuple[str, ...]:
    return tuple(sorted({phrase.lower()[:5] for office in lexicon(language).offices for phrase in office.phrases}))


def _note_titles(
    text: str, found: list[Naming], all_holders: tuple[Holder, ...], memory: Memory, words: Lexicon
) -> None:
    """An office before the name of anybody but its holder: from then on its words alone mean nobody."""
    pattern = _title_pattern(words.language)
    for match in pattern.finditer(text) if pattern else ():
        phrase = _standard(words.language)[fold(match.group(1))]
        ids = {holder.id for holder in all_holders if phrase in holder.phrases}
        if not any(naming.id in ids and match.end() <= naming.start <= match.end() + _NEAR for naming in found):
            memory.other_offices.add(phrase)


@functools.cache
def _title_pattern(language: str) -> re.Pattern[str] | None:
    """An office directly before a capitalised word."""
    phrases = "|".join(map(re.escape, sorted(_standard(language), key=lambda one: (-len(one), one))))
    return re.compile(rf"\b((?i:{phrases}))[ \u00a0](?=[^\W\d_a-zа-яёіўїєґ])") if phrases else None


def _holder(
    office: _Office, start: int, found: list[Naming], all_holders: tuple[Holder, ...], memory: Memory, words: Lexicon
) -> str:
    """The one person whom an office means here, or nothing."""
    ids = {holder.id for holder in all_holders if office.phrase in holder.phrases}
    if office.adjective:
        ids = {one.id for one in all_holders if one.id in ids and office.adjective in one.adjectives}
        if not ids:
            memory.other_offices.add(office.phrase)
    elif office.phrase in memory.other_offices or office.phrase in words.needs_country:
        return ""
    id = next(iter(ids)) if len(ids) == 1 else ""
    is_named = id in memory.named or any(naming.id == id and naming.end <= start for naming in found)
    return id if is_named else ""


@functools.cache
def _pattern(language: str) -> re.Pattern[str] | None:
    """Article or adjective of a country, then words for an office, in all their cases."""
    words = lexicon(language)
    phrases = [cased for office in words.offices for phrase in office.phrases for cased in _cased(phrase, language)]
    if not phrases:
        return None
    alone = [cased for phrase in words.whole_phrases for cased in _cased(phrase, language)]
    adjectives = {
        form for _, forms in words.countries for one in forms for form in surfaces(one, ("adjective",), language)
    }
    articles = "|".join(map(re.escape, sorted(words.office_articles)))
    adjective = "|".join(map(re.escape, sorted(adjectives, key=lambda one: (-len(one), one))))
    phrase = "|".join(map(re.escape, sorted({*phrases}, key=lambda one: (-len(one), one))))
    if articles:
        head = rf"\b(?:{articles})[ \u00a0](?:(?P<adjective>{adjective})[ \u00a0])?(?P<phrase>{phrase})\b"
    else:
        only = "|".join(map(re.escape, sorted(alone))) or "(?!)"
        head = rf"\b(?:(?P<adjective>{adjective})[ \u00a0](?P<phrase>{phrase})|(?P<alone>{only}))\b"
    return re.compile(head, re.IGNORECASE)


def _cased(phrase: str, language: str) -> tuple[str, ...]:
    """A phrase whose first word has its cases."""
    first, _, rest = phrase.partition(" ")
    return tuple(f"{form} {rest}".strip() for form in sorted(surfaces(first, ("noun",), language)))


@functools.cache
def _standard(language: str) -> dict[str, str]:
    """Every form of an office's words with the one that the data name."""
    return {
        fold(cased): phrase
        for office in lexicon(language).offices
        for phrase in office.phrases
        for cased in _cased(phrase, language)
    }


@functools.cache
def _adjectives(language: str) -> dict[str, str]:
    return {
        fold(form): one
        for _, forms in lexicon(language).countries
        for one in forms
        for form in surfaces(one, ("adjective",), language)
    }


def _office_in(match: re.Match[str], text: str, words: Lexicon, memory: Memory, found: list[Naming]) -> _Office | None:
    """The office of a place in the text; nothing where it is another's, or a title before a name."""
    groups = match.groupdict()
    phrase = _standard(words.language)[fold(groups["phrase"] or groups["alone"])]
    adjective = _adjectives(words.language).get(fold(groups["adjective"] or ""), "")
    after = text[match.end() : match.end() + 60]
    if after[:1] in ("-", "‐", "‑"):
        return None
    following = _FOLLOWING.match(after)
    if following is None:
        return _Office(phrase, adjective)
    word = following.group(1)
    if fold(word) in words.office_of:
        memory.other_offices.add(phrase)
        return None
    if word[0].isupper():
        near = (naming for naming in found if naming.id and match.end() <= naming.start <= match.end() + _NEAR)
        if next(near, None) is None:
            memory.other_offices.add(phrase)
        return None
    return _Office(phrase, adjective)


def _merged(found: list[Naming], more: list[Naming]) -> list[Naming]:
    ends = [naming.end for naming in found]
    free = []
    for one in more:
        at = bisect.bisect_right(ends, one.start)
        if at == len(found) or found[at].start >= one.end:
            free.append(one)
    return sorted((*found, *free), key=lambda naming: naming.start)
