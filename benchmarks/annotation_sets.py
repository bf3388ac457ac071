"""Texts with a careful reader's annotations: the notation of `annotations/*.yaml` → plain passages and gold spans.

`annotations/README.md` describes the notation for those who write such texts. What is wrong with a file is raised as a
`GoldError` with the words at fault; nothing is mended, for a wrong gold is worse than a missing text. This module
never calls the annotator.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sitegen.base.yamlfile import parse_yaml
from sitegen.model.annotations import Passage
from sitegen.model.authority import Actor, Authority, Name, Place, Position
from sitegen.model.dates import DateError, parse_edtf

UNRESOLVED = "-"
ANY = "*"
HEDGES = ("plain", "about", "at-least", "more-than", "at-most", "less-than", "nearly", "range", "indefinite")

_TAG = re.compile(r"\{\{([ntqf])([+*]*) ([^|{}]*)\||\}\}")
_SPEAKER = r'(?:actors/[a-z0-9-]+|"[^"]*"|-)'
_SPEAKERS = re.compile(rf"{_SPEAKER}(?:,{_SPEAKER})*\Z")
_CLAIM = re.compile(
    r"(?P<hedge>[a-z-]+) (?P<low>\S+) (?P<high>\S+) (?P<unit>\S+) (?P<subject>\S+) "
    rf"by=(?P<by>{_SPEAKER}(?:,{_SPEAKER})*)(?: on=(?P<on>\S+))?\Z"
)
_NUMBER = re.compile(r"\d+(?:\.\d+)?\Z")
_UNIT = re.compile(r"(?:people|rubles|[A-Z]{3})\Z")


class GoldError(ValueError):
    """The file does not keep to the notation."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one passage; offsets in characters of its text."""

    passage: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class GoldName:
    """A mention of a record."""

    at: Span
    id: str
    """`actors/<id>` or `places/<id>`; empty where the text leaves open whom it names."""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class GoldTime:
    """Words that say when."""

    at: Span
    edtf: tuple[str, ...]
    """The right values, the best first; empty where a program must give none."""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class GoldQuotation:
    """Direct speech without its marks."""

    at: Span
    speakers: tuple[str, ...]
    """The right speakers, the best first: `actors/<id>`, printed words in double quotes, or `-` for none."""
    continues: bool = False
    optional: bool = False


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """A counted statement about people or money."""

    at: Span
    hedge: str
    low: str
    """A number, `-` for open, `*` for any."""
    high: str
    units: tuple[str, ...]
    subjects: tuple[str, ...]
    said_by: tuple[str, ...]
    on: tuple[str, ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class GoldText:
    """One text with its gold, each kind in the order of the text."""

    id: str
    language: str
    published: str
    authority: Authority
    passages: tuple[Passage, ...]
    names: tuple[GoldName, ...]
    times: tuple[GoldTime, ...]
    quotations: tuple[GoldQuotation, ...]
    claims: tuple[GoldClaim, ...]

    @property
    def listed(self) -> tuple[str, ...]:
        """The records that the article lists: here all of the file."""
        actors = tuple(f"actors/{actor.id}" for actor in self.authority.actors)
        return (*actors, *(f"places/{place.id}" for place in self.authority.places))


Gold = GoldName | GoldTime | GoldQuotation | GoldClaim


def read_texts(folder: Path) -> list[GoldText]:
    """Every text of a folder, in the order of names."""
    return [read_text(path) for path in sorted(folder.glob("*.yaml"))]


def read_text(path: Path) -> GoldText:
    """One file.

    Raises:
        GoldError: the file does not keep to the notation.
    """
    read = parse_yaml(path.read_text(encoding="utf-8"), path.name)
    if read.problems or not isinstance(read.value, dict):
        raise GoldError(f"{path.name}: {read.problems[0] if read.problems else 'no mapping'}")
    value = read.value
    if value.get("id") != path.stem:
        raise GoldError(f"{path.name}: its id is {value.get('id')!r}")
    unknown = set(value) - {"id", "language", "published", "actors", "places", "text"}
    if unknown:
        raise GoldError(f"{path.name}: unknown keys {sorted(unknown)}")
    try:
        parse_edtf(value["published"])
        return _gold_text(value)
    except (GoldError, DateError) as error:
        raise GoldError(f"{path.name}: {error}") from error


def _gold_text(value: dict[str, Any]) -> GoldText:
    authority = Authority(
        actors=tuple(_actor(id, record) for id, record in sorted((value.get("actors") or {}).items())),
        places=tuple(_place(id, record) for id, record in sorted((value.get("places") or {}).items())),
    )
    known = {f"actors/{actor.id}" for actor in authority.actors} | {f"places/{place.id}" for place in authority.places}
    passages: list[Passage] = []
    gold: list[Gold] = []
    counts = {"paragraph": 0, "heading": 0}
    for block in re.split(r"\n\s*\n", value["text"].strip()):
        kind = "heading" if block.startswith("## ") else "paragraph"
        counts[kind] += 1
        id = f"{'s' if kind == 'heading' else 'p'}{counts[kind]}"
        text, found = parse_passage(block.removeprefix("## ").replace("\n", " "), id, known)
        passages.append(Passage(id, kind, text))
        gold += found
    return GoldText(
        value["id"],
        value["language"],
        value["published"],
        authority,
        tuple(passages),
        tuple(item for item in gold if isinstance(item, GoldName)),
        tuple(item for item in gold if isinstance(item, GoldTime)),
        tuple(item for item in gold if isinstance(item, GoldQuotation)),
        tuple(item for item in gold if isinstance(item, GoldClaim)),
    )


def _names(record: dict[str, Any]) -> tuple[Name, ...]:
    entries = [entry if isinstance(entry, dict) else {"text": entry} for entry in record.get("names") or ()]
    return tuple(Name(entry["text"], entry.get("language", "")) for entry in entries)


def _actor(id: str, record: dict[str, Any]) -> Actor:
    positions = tuple(
        Position(entry["title"], str(entry.get("from", "")), str(entry.get("to", "")))
        for entry in record.get("positions") or ()
    )
    for position in positions:
        for day in (position.start, position.end):
            if day:
                parse_edtf(day)
    return Actor(id, record["name"], record["type"], _names(record), positions=positions)


def _place(id: str, record: dict[str, Any]) -> Place:
    return Place(id, record["name"], _names(record))


def parse_passage(marked: str, passage: str, known: set[str]) -> tuple[str, list[Gold]]:
    """The plain text of one passage and its gold in the order in which the tags begin.

    Args:
        known: the ids of the file's records.
    """
    plain: list[str] = []
    length = reached = 0
    open_tags: list[tuple[int, int, str, str, str]] = []
    spans: list[tuple[int, int, str, str, str]] = []
    for tag in _TAG.finditer(marked):
        plain.append(marked[reached : tag.start()])
        length += len(plain[-1])
        reached = tag.end()
        if tag.group(1):
            open_tags.append((len(spans), length, tag.group(1), tag.group(2), tag.group(3)))
            spans.append((0, 0, "", "", ""))
        elif not open_tags:
            raise GoldError(f"a tag ends that never began: …{marked[max(0, tag.start() - 40) : tag.end()]}")
        else:
            index, start, *head = open_tags.pop()
            spans[index] = (start, length, head[0], head[1], head[2])
    if open_tags:
        raise GoldError(f"a tag does not end: {{{{{open_tags[-1][2]} {open_tags[-1][4]}|")
    plain.append(marked[reached:])
    text = "".join(plain)
    if "{{" in text or "}}" in text or "|" in text:
        raise GoldError(f"a tag that cannot be read: {text[:80]}")
    out: list[Gold] = []
    for start, end, kind, flags, head in spans:
        if start == end:
            raise GoldError(f"a tag without words: {kind} {head}")
        out.append(_gold(kind, flags, head.strip(), Span(passage, start, end, text[start:end]), known))
    return text, out


def _gold(kind: str, flags: str, head: str, at: Span, known: set[str]) -> Gold:
    if "+" in flags and kind != "q":
        raise GoldError(f"`+` belongs to quotations: {kind}{flags} {head}")
    optional = "*" in flags
    if kind == "n":
        if head != "?" and head not in known:
            raise GoldError(f"no record {head!r} ({at.text})")
        return GoldName(at, "" if head == "?" else head, optional)
    if kind == "t":
        optional, head = optional or head.startswith("*"), head.removeprefix("*")
        return GoldTime(at, () if head == UNRESOLVED else _dates(head), optional)
    if kind == "q":
        return GoldQuotation(at, _speakers(head, known), "+" in flags, optional)
    return _claim(head, at, known, optional)


def _dates(text: str) -> tuple[str, ...]:
    return tuple(parse_edtf(part).text for part in text.split(","))


def _speakers(head: str, known: set[str]) -> tuple[str, ...]:
    if not _SPEAKERS.match(head):
        raise GoldError(f"no speaker: {head!r}")
    out = tuple(re.findall(_SPEAKER, head))
    for speaker in out:
        if speaker.startswith("actors/") and speaker not in known:
            raise GoldError(f"no record {speaker!r}")
    return out


def _claim(head: str, at: Span, known: set[str], optional: bool) -> GoldClaim:
    match = _CLAIM.match(head)
    if not match:
        raise GoldError(f"no claim: {head!r}")
    hedge, low, high, unit, subject, by, on = match.group("hedge", "low", "high", "unit", "subject", "by", "on")
    if hedge not in HEDGES:
        raise GoldError(f"no hedge: {hedge!r}")
    for number in (low, high):
        if number not in (UNRESOLVED, ANY) and not _NUMBER.match(number):
            raise GoldError(f"no number: {number!r}")
    units = tuple(unit.split(","))
    if not all(_UNIT.match(one) for one in units):
        raise GoldError(f"no unit: {unit!r}")
    _check_bounds(hedge, low, high)
    subjects = tuple(subject.split(","))
    return GoldClaim(at, hedge, low, high, units, subjects, _speakers(by, known), _dates(on) if on else (), optional)


def _check_bounds(hedge: str, low: str, high: str) -> None:
    """An open end stands where the hedge opens one, and only there."""
    wanted = {
        "at-least": low != UNRESOLVED and high == UNRESOLVED,
        "more-than": low != UNRESOLVED and high == UNRESOLVED,
        "at-most": low == UNRESOLVED and high != UNRESOLVED,
        "less-than": low == UNRESOLVED and high != UNRESOLVED,
        "range": low not in (UNRESOLVED, ANY) and high not in (UNRESOLVED, ANY) and float(low) < float(high),
        "indefinite": True,
    }
    if not wanted.get(hedge, low == high and low not in (UNRESOLVED, ANY)):
        raise GoldError(f"the bounds {low} {high} do not fit {hedge!r}")


def gold_items(text: GoldText) -> Iterator[Gold]:
    """All gold of a text."""
    yield from text.names
    yield from text.times
    yield from text.quotations
    yield from text.claims
