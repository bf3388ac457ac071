"""What two articles have in common word for word: the value that passes from the build to the plan.

The build compares texts (`build/lineage.py`), the plan makes pages of what it found (`plan/lineage.py`). Only texts
that may be shown whole take part.
"""

from __future__ import annotations

from dataclasses import dataclass

KEEP, ADD, REMOVE = "keep", "add", "remove"
FAMILY_SHARE = 0.5
"""Two articles are of one family from this share of the shorter text on."""
COPY_SHARE = 0.6
"""Two articles are copies of one text where what they share is this much of the longer one, too."""
LEAST_WORDS = 12
"""A shorter run of words says nothing: names, offices and stock phrases are as long."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of words that stands in both texts; punctuation and case aside."""

    text: str
    """As the first article prints it."""
    paragraph_a: str
    """`p7`, or empty where the block is not known."""
    paragraph_b: str
    words: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """A piece of the two texts, in their order; blank lines in it are ends of paragraphs."""

    op: str
    """`keep`, `add` (only in the second text) or `remove` (only in the first)."""
    text_a: str
    """As the first article prints it; empty for what was added."""
    text_b: str
    """As the second prints it; empty for what was removed."""


@dataclass(frozen=True, slots=True)
class SharedText:
    """What two articles share; `a` is the one that stands first in the archive's order of publication."""

    slug_a: str
    slug_b: str
    share: float
    """Of the shorter text, in words, from 0 to 1."""
    words: int
    """How many words they share, in passages of at least twelve."""
    passages: tuple[Passage, ...] = ()
    """In the order of the first text."""
    changes: tuple[Change, ...] = ()
    """From the first text to the second; empty where they were not compared word for word."""
