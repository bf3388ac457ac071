"""The kinds of attack as texts: kinds.yaml, with the mark of a vector and the alarm set in."""

from __future__ import annotations

import functools
import re
from pathlib import Path

import yaml

ALARM = "alert(1)"
"""What a vector runs if it can; the browser test hears it."""
SUM, PRODUCT = "7391*13", "96083"
"""What templates are asked to reckon, and what would stand on a page if one did."""
MARK = re.compile(r"zq[a-z]+x\d+q")
PLAIN = "plain"
"""No attack: it tells whether a place is reached at all."""


@functools.cache
def kinds() -> dict[str, str]:
    """Name and text of every kind, the harmless one first."""
    found = yaml.safe_load((Path(__file__).parent / "kinds.yaml").read_text(encoding="utf-8"))
    return {PLAIN: "@@ words", **{name: text.replace("ALARM", ALARM) for name, text in found.items()}}


@functools.cache
def numbers() -> dict[str, int]:
    return {name: number for number, name in enumerate(kinds())}


def mark(place: str, kind: str) -> str:
    """A word that no text has, for one vector: letters of the place, number of the kind."""
    return f"zq{re.sub('[^a-z]', '', place.lower())}x{numbers()[kind]}q"


def vector(place: str, kind: str) -> str:
    return kinds()[kind].replace("@@", mark(place, kind))
