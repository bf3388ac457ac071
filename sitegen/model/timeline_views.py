"""What the timeline's pages can be narrowed by, and when a vaguely dated article may have appeared.

`sitegen.model.views` gives them out again: whoever writes a theme finds everything there.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class VagueSpan:
    """Articles that appeared some time within a span, drawn as a faded band: no bar of the chart can hold them."""

    label: str
    """`August 2020`."""
    count: int
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that a list can be narrowed to."""

    id: str
    """As in the page's address: the id of a record or a kind; `-` where the source is not known."""
    label: str
    """A record's name; empty for a kind and for `-`: the template has the words."""
    count: int
    """How many articles of the page have it."""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What a page of the timeline can be narrowed by; everything is empty where the page lists no articles."""

    actors: tuple[Choice, ...] = ()
    sources: tuple[Choice, ...] = ()
    kinds: tuple[Choice, ...] = ()
    keys: tuple[tuple[str, str], ...] = ()
    """Pairs of address (of an article or an event) and what it is found under, for the script: the first and the last
    step of the chart in which it may lie (`12`, `0-30`, `x` for none), `e` for an event, and places in the lists above
    (`a0 a3 s1 k0`)."""
