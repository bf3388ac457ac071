"""Lists of other articles whose headline and first words a page prints without a space between them.

"…Student-AthleteA 24-year-old woman was…": in a web page the two are boxes of their own, in its text they are one
line. One such line may be a slip of an article's own; several near each other are a list. A joint that recurs in the
text is a name ("AppleInsider") and tells nothing.
"""

from __future__ import annotations

import re
from collections import Counter

from sitegen.clean.features import GLUED, without_addresses
from sitegen.clean.lines import Block, Sheet

_LEAST = 3
_APART = 4
_HEADLINE = 160
_LONGEST = 90
_SENTENCE_END = re.compile(r"[.!?…]\s")


def mark_teasers(sheet: Sheet) -> None:
    """Lines that are a headline and first words in one, where several stand near each other."""
    joints = [_joint(block) for block in sheet.blocks]
    times = Counter(joint for joint in joints if joint)
    run: list[int] = []
    for index, joint in enumerate((*joints, "")):
        is_end = index == len(joints)
        if run and (is_end or index - run[-1] > _APART):
            if len(run) >= _LEAST:
                for found in run:
                    sheet.mark(found, "related", "teasers-in-a-row")
            run = []
        if not is_end and joint and times[joint] == 1 and sheet.is_open(index):
            run.append(index)


def _joint(block: Block) -> str:
    """The word in which a headline ends and a text begins; empty where a line holds none."""
    if not 8 <= block.words <= _LONGEST:
        return ""
    shown = without_addresses(block.shown[: 2 * _HEADLINE])
    found = GLUED.search(shown)
    if not found or not 12 < found.start() < _HEADLINE or _SENTENCE_END.search(shown[: found.start()]):
        return ""
    start = shown.rfind(" ", 0, found.start()) + 1
    end = shown.find(" ", found.end() - 1)
    return shown[start : end if end > 0 else len(shown)]
