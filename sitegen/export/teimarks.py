"""Runs of text with what stands at stretches of them → XML in which every element is nested.

Mark-up that the text has of its own is all kept. What rules found is set in as far as it nests: a finding that crosses
another, or whose words are not where it says, is left out rather than cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sitegen.base.text import squeeze
from sitegen.export.xml import attribute, text
from sitegen.model.annotations import PROBABLE, Findings, Naming, Quotation, TimeExpression
from sitegen.model.dates import DateError, parse_edtf

_W3C_DATE = re.compile(r"\d{4}(?:-\d\d){0,2}\Z")
_ELEMENTS = {"person": "persName", "place": "placeName"}
"""Names of all other records are names of organisations."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """An element over a stretch of a text."""

    start: int
    end: int
    name: str
    attributes: tuple[tuple[str, str], ...] = ()

    @property
    def opening(self) -> str:
        return f"<{self.name}{attributes(self.attributes)}>"


@dataclass(slots=True)
class Run:
    """A text without blocks inside, as it stands in a passage."""

    offset: int
    """Where it begins in the passage."""
    text: str = ""
    stretches: list[Stretch] = field(default_factory=list)
    points: list[tuple[int, str]] = field(default_factory=list)
    """Empty elements with their places."""


def attributes(pairs: Iterable[tuple[str, str]]) -> str:
    """Attributes as they stand in a tag; those without a value are left out."""
    return "".join(f" {name}={attribute(value)}" for name, value in pairs if value)


def compose(run: Run, found: Sequence[Stretch] = ()) -> str:
    """The XML of a run, with as many of the found stretches as nest."""
    kept = [one for one in run.stretches if one.start < one.end]
    for stretch in found:
        if stretch.start < stretch.end and all(_fits(stretch, other) for other in kept):
            kept.append(stretch)
    rank = {id(one): number for number, one in enumerate(kept)}
    # Of two over the same words, the one that was there first is inside: a link is part of a quotation.
    kept.sort(key=lambda one: (one.start, -one.end, -rank[id(one)]))
    places = sorted(
        {0, len(run.text), *(at for one in kept for at in (one.start, one.end)), *(at for at, _ in run.points)}
    )
    out: list[str] = []
    open_: list[Stretch] = []
    for place, after in zip(places, [*places[1:], places[-1]], strict=True):
        while open_ and open_[-1].end <= place:
            out.append(f"</{open_.pop().name}>")
        out += [element for at, element in run.points if at == place]
        for stretch in (one for one in kept if one.start == place):
            out.append(stretch.opening)
            open_.append(stretch)
        out.append(text(run.text[place:after]))
    return "".join(out)


def _fits(one: Stretch, other: Stretch) -> bool:
    """Whether two stretches nest or are apart; nothing stands inside code, and no name or date inside its like."""
    if one.end <= other.start or other.end <= one.start:
        return True
    if other.name == "code":
        return False
    if one.name == other.name and one.name != "hi":
        return False
    return (other.start <= one.start and one.end <= other.end) or (one.start <= other.start and other.end <= one.end)


def found_in(run: Run, passage: str, findings: Findings, types: dict[str, str]) -> list[Stretch]:
    """What rules found in a run: quotations, names and times, the widest first.

    Args:
        passage: id of the passage that the run is a part of.
        types: type of each record that may be named, by `actors/<id>` or `places/<id>`.
    """
    out = [_said(one, types) for one in findings.quotations if _is_there(run, passage, one, one.text)]
    out += [_name(one, types) for one in findings.names if one.id in types and _is_there(run, passage, one, one.form)]
    out += [_date(one) for one in findings.times if one.edtf and _is_there(run, passage, one, one.text)]
    return [
        Stretch(one.start - run.offset, one.end - run.offset, one.name, one.attributes)
        for one in sorted(out, key=lambda one: one.start - one.end)
    ]


def _is_there(run: Run, passage: str, one: Quotation | Naming | TimeExpression, words: str) -> bool:
    start, end = one.start - run.offset, one.end - run.offset
    return (
        one.passage == passage and 0 <= start < end <= len(run.text) and squeeze(run.text[start:end]) == squeeze(words)
    )


def _cert(certainty: str) -> tuple[str, str]:
    return ("cert", "medium" if certainty == PROBABLE else "")


def _said(one: Quotation, types: dict[str, str]) -> Stretch:
    who = pointer(one.speaker) if one.speaker in types else ""
    return Stretch(one.start, one.end, "said", (("who", who), ("direct", "true"), _cert(one.certainty)))


def _name(one: Naming, types: dict[str, str]) -> Stretch:
    element = _ELEMENTS.get(types[one.id], "orgName")
    return Stretch(one.start, one.end, element, (("ref", pointer(one.id)), _cert(one.certainty)))


def _date(one: TimeExpression) -> Stretch:
    doubtful = PROBABLE if one.edtf.endswith(("?", "~", "%")) else one.certainty
    return Stretch(one.start, one.end, "date", (*when(one.edtf), _cert(doubtful)))


def when(edtf: str) -> tuple[tuple[str, str], ...]:
    """Attributes of a date: `when` where it names a day, month or year, else the first and last day it allows."""
    plain = edtf.rstrip("?~%")
    if _W3C_DATE.match(plain):
        return (("when", plain),)
    try:
        date = parse_edtf(edtf)
    except DateError:
        return ()
    return (("notBefore", date.earliest), ("notAfter", date.latest))


def pointer(id: str) -> str:
    """A pointer to the record in the same file: `#actors-ada-berg`."""
    return "#" + xml_id(id)


def xml_id(id: str) -> str:
    return id.replace("/", "-")
