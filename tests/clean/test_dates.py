"""The day of publication of short texts: the texts of `dates/` and what each may be said to know, against the code.

A claim that does not hold the true day is false and never allowed. The floors of `dates/floors.yaml` say how many of
the knowable days are found, and how many windows where only a window can be known.
"""

from __future__ import annotations

import datetime
import functools
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from clean.cases import raw_file

from sitegen.base.yamlfile import parse_yaml
from sitegen.clean import clean
from sitegen.model.dates import Edtf, parse_edtf
from sitegen.model.draft import EventLore, Lore

FOLDER = Path(__file__).resolve().parent / "dates"
EXACT, WINDOW, NONE = "exact", "interval", "none"


@dataclass(frozen=True)
class Item:
    """One text: `##### name class expected`, `event: id | title | date` lines, then the text."""

    name: str
    kind: str
    expects: str
    true: str
    window: str
    events: tuple[EventLore, ...]
    text: str


def read_item(section: str) -> Item:
    head, _, text = section.partition("\n")
    name, kind, *wanted = head.split()
    events = []
    while text.startswith("event: "):
        line, _, text = text.partition("\n")
        events.append(EventLore(*(piece.strip() for piece in line.removeprefix("event: ").split("|"))))
    wanted = wanted[1:] if wanted[0] == WINDOW else wanted
    expects = NONE if wanted[0] == NONE else (WINDOW if "/" in wanted[0] else EXACT)
    return Item(name, kind, expects, wanted[-1], wanted[0] if expects == WINDOW else "", tuple(events), text)


@functools.cache
def read_items() -> tuple[Item, ...]:
    sections = [
        section
        for path in sorted(FOLDER.glob("*.txt"))
        for section in path.read_text(encoding="utf-8").split("##### ")
        if section.strip()
    ]
    return tuple(read_item(section) for section in sections)


def days(date: Edtf) -> int:
    first, last = (datetime.date.fromisoformat(day) for day in (date.earliest, date.latest))
    return (last - first).days + 1


def judge(item: Item, claim: str) -> str:
    """The verdict: right, within (a window that holds the day), wide, lucky (right by chance), false, blank."""
    if not claim:
        return "blank"
    date = parse_edtf(claim)
    if not (date.earliest <= item.true <= date.latest):
        return "false"
    if date.is_day:
        return "right" if item.expects == EXACT else "lucky"
    allowed = {EXACT: 31, NONE: 10_000}.get(item.expects) or max(4, 2 * days(parse_edtf(item.window)))
    return "within" if days(date) <= allowed else "wide"


@functools.cache
def claim_of(item: Item) -> tuple[str, Any]:
    drafts = clean(raw_file(item.text.encode("utf-8")), Lore(events=item.events)).drafts
    assert drafts, item.name
    return drafts[0].date, dict(drafts[0].known).get("date")


@functools.cache
def verdicts() -> dict[str, str]:
    return {item.name: judge(item, claim_of(item)[0]) for item in read_items()}


def shares(found: dict[str, str]) -> dict[str, float]:
    """The figures that the floors are about."""
    count: Counter[tuple[str, str]] = Counter()
    for item in read_items():
        count[item.expects, found[item.name]] += 1

    def share(expects: str, *good: str) -> float:
        every = sum(number for (kind, _), number in count.items() if kind == expects)
        return sum(count[expects, verdict] for verdict in good) / every

    return {
        "false_claims": sum(number for (_, verdict), number in count.items() if verdict in ("false", "lucky")),
        "exact": share(EXACT, "right"),
        "windows": share(WINDOW, "within"),
        "left_open": share(NONE, "blank", "within"),
    }


def below_floor(figures: dict[str, float], floors: dict[str, float]) -> list[str]:
    """The figures that are worse than their floors."""
    worse = [name for name in ("exact", "windows", "left_open") if figures[name] < floors[name]]
    return worse + (["false_claims"] if figures["false_claims"] > floors["false_claims"] else [])


def test_the_floors_hold() -> None:
    floors = parse_yaml((FOLDER / "floors.yaml").read_text(encoding="utf-8"), "floors.yaml").value
    assert not below_floor(shares(verdicts()), floors), verdicts()


def test_a_figure_below_its_floor_is_noticed() -> None:
    floors = parse_yaml((FOLDER / "floors.yaml").read_text(encoding="utf-8"), "floors.yaml").value
    found = dict(verdicts())
    name = next(item.name for item in read_items() if item.expects == NONE)
    assert "false_claims" in below_floor(shares({**found, name: "false"}), floors)
    assert below_floor(shares(dict.fromkeys(found, "blank")), floors) == ["exact", "windows"]


@pytest.mark.parametrize("item", read_items(), ids=[item.name for item in read_items()])
def test_no_claim_is_false_and_none_is_without_its_words(item: Item) -> None:
    claim, basis = claim_of(item)
    assert judge(item, claim) not in ("false", "lucky"), (claim, basis)
    assert (basis is None) == (not claim)
    if basis is not None:
        assert basis.line and basis.text and (basis.basis == "stated" or basis.rule)
        text = " ".join(item.text.split())
        for words in basis.text.split("; "):
            assert words in text, words


def test_there_are_enough_texts() -> None:
    items = read_items()
    assert len({item.name for item in items}) == len(items) >= 80
    assert {item.kind for item in items} >= {
        "printed", "ambiguous", "url", "inferable", "interval", "event", "none", "trap",
    }  # fmt: skip
