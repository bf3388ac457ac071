"""Where a text names which record: by forms in all their cases, surnames, initials, abbreviations, offices.

The passages are gone through once, capitalised word by capitalised word; each is looked up in an index. Where forms
overlap, the one that begins first counts, and of those the longest; one that an earlier form runs into counts for
nothing, so that whether a form is found depends on its neighbours alone (see `NameSlices`). What may stand for a person
only after the whole name is remembered from passage to passage. Whatever is not clear stays open. Writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sitegen.annotate import neighbours as beside
from sitegen.annotate.givens import give_patronymic, given_alone, note_bearers, relative
from sitegen.annotate.heads import body_by_head, note_bodies
from sitegen.annotate.index import Index, index_of
from sitegen.annotate.lexicon import Lexicon, base_language, lexicon, script_language
from sitegen.annotate.longer import PLACES, is_part_of_other
from sitegen.annotate.matching import Match, matches
from sitegen.annotate.offices import Holder, holders, office_namings
from sitegen.annotate.patterns import ABBREVIATION
from sitegen.annotate.people import Chosen, Memory, resolve_person
from sitegen.model.annotations import PROBABLE, Naming, Passage
from sitegen.model.names import NameForms


@dataclass(slots=True)
class _Reading:
    """What is known while a text is read."""

    index: Index
    words: Lexicon
    listed: frozenset[str]
    published: str
    memory: Memory = field(default_factory=Memory)
    holders: tuple[Holder, ...] = ()


def find_names(
    passages: Sequence[Passage],
    records: tuple[NameForms, ...],
    listed: frozenset[str],
    published: str,
    language: str,
) -> tuple[Naming, ...]:
    """Every place in a text where a listed record is named, in the order of the text; none overlaps another.

    Args:
        passages: the text, from its headline on.
        records: the listed records and those whose names meet theirs (`NameSlices.slice`), or all.
        listed: ids of the records that may be returned; the others only take their place in the text.
        published: the article's date, EDTF or empty: an office counts only while it was held.
        language: BCP 47, or empty where it is not known.
    """
    language = base_language(language) or _language_of(passages)
    index = index_of(records, language)
    words = lexicon(language)
    reading = _Reading(index, words, listed, published)
    reading.holders = holders(records, listed, published, words)
    out: list[Naming] = []
    for passage in passages:
        found = list(_in_passage(passage, reading))
        if reading.holders:
            found = office_namings(passage, found, reading.holders, reading.memory, words)
        out += found
    return tuple(out)


def covered(text: str, records: tuple[NameForms, ...], language: str) -> Iterator[tuple[int, int]]:
    """Every stretch that is some record's name, also where it is not clear whose; they may overlap."""
    index = index_of(records, base_language(language))
    for match in matches(Passage("", "paragraph", text), index, lexicon(language)):
        if match.patterns:
            yield match.start, match.end


def _language_of(passages: Sequence[Passage]) -> str:
    return script_language(" ".join(passage.text[:400] for passage in passages[:8])) or "en"


def _in_passage(passage: Passage, reading: _Reading) -> Iterator[Naming]:
    reached = 0
    memory, words = reading.memory, reading.words
    memory.begin_passage()
    is_title = passage.kind in ("heading", "title") and beside.is_title_case(passage.text)
    for match in matches(passage, reading.index, words):
        if not is_title:
            _note_others(passage.text, match, reading)
        if match.start < reached:
            reached = max(reached, match.end)
            continue
        taken = reached
        if match.patterns:
            reached = match.end
            naming = _resolved(passage, match, reading, is_title or words.nouns_capitalised)
        else:
            naming = _part(passage, match, reading) if not is_title else None
        # Initials before a name may be those behind the one before it ("Vega A. G. Vega"): whose is not clear.
        if naming is not None and naming.start >= taken:
            reached = max(reached, naming.end)
            if naming.id:
                memory.here.add(naming.id)
            yield naming


def _note_others(text: str, match: Match, reading: _Reading) -> None:
    if match.given:
        note_bearers(text, match, reading.index, reading.words, reading.memory, reading.listed)
    if match.heads:
        note_bodies(text, match, reading.index, reading.words, reading.memory, reading.listed)


def _part(passage: Passage, match: Match, reading: _Reading) -> Naming | None:
    """A part of a name that is no form of a record: a given name, or the noun that says what a body is."""
    text, index, words, memory = passage.text, reading.index, reading.words, reading.memory
    if match.given:
        found = (
            give_patronymic(text, match, index, words, memory)
            or relative(text, match, index, words, memory)
            or given_alone(text, match, index, words, memory, reading.listed)
        )
        if found is not None and found[0] in reading.listed:
            id, end, rule, certainty = found
            if rule == "given":
                memory.by_given.add(id)
            return Naming(passage.id, match.start, end, id, text[match.start : end], rule, certainty)
    id = body_by_head(text, match, words, memory, reading.listed) if match.heads else ""
    if not id:
        return None
    return Naming(passage.id, match.start, match.end, id, text[match.start : match.end], "head", PROBABLE)


def _resolved(passage: Passage, match: Match, reading: _Reading, relaxed: bool) -> Naming | None:
    text, words = passage.text, reading.words
    if beside.joined_to_name(text, match.start, match.end, words):
        return None
    if any(pattern.is_person for pattern in match.patterns):
        chosen = resolve_person(text, match, reading.index, words, reading.memory, reading.published, relaxed)
    else:
        chosen = _resolve_body(text, match, reading, relaxed)
    if not chosen:
        return None
    ids = [id for id in chosen.ids if id in reading.listed]
    if not ids:
        return None
    span = (passage.id, chosen.start, chosen.end)
    form = text[chosen.start : chosen.end]
    if len(chosen.ids) == 1 and not chosen.is_open:
        return Naming(*span, ids[0], form, chosen.rule, chosen.certainty)
    return Naming(*span, "", form, chosen.rule, "", tuple(sorted(ids)))


def _resolve_body(text: str, match: Match, reading: _Reading, relaxed: bool) -> Chosen | None:
    """Organisations, bodies, states, groups and places."""
    memory = reading.memory
    whole = [pattern for pattern in match.patterns if pattern.kind != ABBREVIATION]
    if not whole:
        id = memory.abbreviation(text, match)
        return Chosen((id,), match.start, match.end, "abbreviation") if id else None
    words = reading.words
    if is_part_of_other(text, match, whole[0], words, relaxed):
        if whole[0].type in PLACES and beside.before(text, match.start, words).kind == beside.GIVEN:
            memory.surnames.update(pattern.id for pattern in whole)
        return None
    is_surname_too = not memory.surnames.isdisjoint({pattern.id for pattern in whole})
    if is_surname_too and beside.before(text, match.start, words).word not in words.locatives:
        # "Ruth Orsk came": from then on only "in Orsk" is the town.
        return None
    ids = tuple(dict.fromkeys(pattern.id for pattern in whole))
    if len(ids) == 1:
        memory.bodies.add(ids[0])
        memory.introduce(text, match, whole[0], reading.index)
    return Chosen(ids, match.start, match.end, match.rule(text, whole))
