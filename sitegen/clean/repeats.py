"""Lines that stand in several files: what an outlet prints around every article, learned from the archive itself.

Only marks of lines (64 bits of a hash) with counts are kept, never the lines. Two files that share most of their long
lines are copies of one text and not neighbours: they count as one, or the text itself would pass for furniture.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

from sitegen.base.text import fold, squeeze
from sitegen.clean.decode import BINARY, is_page, read_text
from sitegen.clean.lines import Block, Sheet, read_blocks, split_lines
from sitegen.clean.markup import parse_page
from sitegen.clean.page import read_page
from sitegen.model.draft import RawFile

_LONG = 60
_COPY_SHARE = 0.5
_LEAST_LONG = 3
_MOST_COPIES = 12
_BITS = 24
_LEAST_WORDS = 2
_SENTENCE_FILES = 3
MOST_COUNTED = 4
"""No rule asks whether a line stands in more files than these."""
IN_OTHER_FILES = "in-other-files"


@dataclass(frozen=True, slots=True)
class Repeats:
    """Marks of the lines that stand in two or more files → in how many."""

    counts: dict[int, int] = field(default_factory=dict)
    copies: tuple[tuple[int, ...], ...] = ()
    """Groups of files, by their place in the list given, that hold the same text."""

    def near(self, marks: Iterable[int]) -> Repeats:
        """What a file with these marks can feel of it: a small table, the same while nothing that matters changed."""
        found = {mark: min(count, MOST_COUNTED) for mark in marks if (count := self.counts.get(mark, 1)) > 1}
        return Repeats(dict(sorted(found.items()))) if found else NO_REPEATS

    def of_blocks(self, blocks: Sequence[Block]) -> dict[str, int]:
        """Folded line → number of files, for the lines of one file; empty where it shares none with another."""
        if not self.counts:
            return {}
        found = {block.fold: self.counts.get(mark_of(block.fold), 1) for block in blocks}
        return found if any(count > 1 for count in found.values()) else {}


NO_REPEATS = Repeats()


def repeated_lines(files: Sequence[RawFile]) -> Repeats:
    """What the texts and pages of an archive have in common; for many files see `marks_of` and `learn_repeats`."""
    return learn_repeats([marks_of(raw) for raw in files])


def mark_repeats(sheet: Sheet) -> None:
    """Blocks of a saved page that other files hold too are what the outlet prints around its articles."""
    for index, block in enumerate(sheet.blocks):
        least = 2 if len(block.fold) < _LONG else _SENTENCE_FILES
        if block.words >= _LEAST_WORDS and sheet.repeats.get(block.fold, 0) >= least:
            sheet.mark(index, "furniture", IN_OTHER_FILES)
            if sheet.roles[index] == "furniture":
                sheet.votes[index] = False


def mark_of(fold: str) -> int:
    """64 bits that stand for a folded line."""
    return int.from_bytes(blake2b(fold.encode("utf-8", "replace"), digest_size=8).digest(), "big")


def marks_of(raw: RawFile) -> tuple[array[int], array[int]]:
    """The marks of a text's lines or a page's blocks, each once: all, and those of long ones."""
    text, encoding, _ = read_text(raw)
    if encoding == BINARY:
        return array("Q"), array("Q")
    if is_page(raw.path, text):
        root = parse_page(text)
        shown = [] if root is None else [text for text, _ in read_page(root).texts]
        return line_marks(fold(text) if len(text) <= 400 else text.lower() for text in map(squeeze, shown))
    return line_marks(block.fold for block in read_blocks(split_lines(text)))


def line_marks(folds: Iterable[str]) -> tuple[array[int], array[int]]:
    """Marks of folded lines, each once: all, and those of the long ones."""
    lines = dict.fromkeys(folds)
    return (
        array("Q", (mark_of(line) for line in lines)),
        array("Q", (mark_of(line) for line in lines if len(line) >= _LONG)),
    )


def learn_repeats(files: Sequence[tuple[array[int], array[int]]]) -> Repeats:
    """Counts the marks of many files; memory grows by the marks alone, 8 bytes a line."""
    # Two bit maps tell which marks may stand twice, so that the table holds only those (Bloom 1970, one hash).
    once, twice, mask = bytearray(1 << _BITS), bytearray(1 << _BITS), (1 << _BITS) - 1
    for marks, _ in files:
        for mark in marks:
            if once[mark & mask]:
                twice[mark & mask] = 1
            else:
                once[mark & mask] = 1
    groups = _copies([[mark for mark in long if twice[mark & mask]] for _, long in files], [len(x) for _, x in files])
    merged: dict[int, list[int]] = {}
    for number in range(len(files)):
        merged.setdefault(groups[number], []).append(number)
    counts: Counter[int] = Counter()
    for members in merged.values():
        counts.update({mark for number in members for mark in files[number][0] if twice[mark & mask]})
    copies = tuple(tuple(members) for members in merged.values() if len(members) > 1)
    return Repeats({mark: count for mark, count in sorted(counts.items()) if count > 1}, copies)


def _copies(shared: list[list[int]], lengths: list[int]) -> list[int]:
    """For each file the first file that holds the same text, by long lines: most of those of the shorter one."""
    holders: dict[int, list[int]] = {}
    for number, marks in enumerate(shared):
        for mark in marks:
            holders.setdefault(mark, []).append(number)
    pairs: Counter[tuple[int, int]] = Counter()
    for numbers in holders.values():
        if 2 <= len(numbers) <= _MOST_COPIES:
            pairs.update((first, second) for place, first in enumerate(numbers) for second in numbers[place + 1 :])
    group = list(range(len(shared)))

    def root(number: int) -> int:
        while group[number] != number:
            number = group[number]
        return number

    for (first, second), count in sorted(pairs.items()):
        if count >= _LEAST_LONG and count >= _COPY_SHARE * min(lengths[first], lengths[second]):
            one, other = sorted((root(first), root(second)))
            group[other] = one
    return [root(number) for number in range(len(shared))]
