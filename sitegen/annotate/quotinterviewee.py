"""Whom an interview is with, as its introduction or headline tells: the one who is named there, and nobody else.

Who is named only inside an answer never answers.
"""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.annotate.quotblocks import Block
from sitegen.annotate.quotspeech import Speech


def met(blocks: Sequence[Block], speech: Speech) -> str:
    """The record of the one person whom the blocks before a talk name, or present as talked to; else empty."""
    named = {id for block in blocks for id in _people(block, 0, len(block.passage.text), speech)}
    return named.pop() if len(named) == 1 else presented(blocks, speech)


def presented(blocks: Sequence[Block], speech: Speech) -> str:
    """The record of the only person named beside "we talked to" or "in an interview"; empty where there are several."""
    words = speech.words.sets["interviewing"]
    found: set[str] = set()
    for block in blocks:
        for at, (start, end) in enumerate(block.sentences):
            if any(token.key in words for token in block.tokens(at)):
                beside = _people(block, start, end, speech)
                if len(beside) > 1:
                    return ""
                found |= beside
    return found.pop() if len(found) == 1 else ""


def tells_of_self(blocks: Sequence[Block], speech: Speech) -> bool:
    """Whether in at least half of the paragraphs somebody says "I": answers, and not the writer's explanations."""
    known = speech.words.sets["first_singular"] | speech.words.sets["first_person"]
    told = sum(any(t.key in known for at in range(len(b.sentences)) for t in b.tokens(at)) for b in blocks)
    return bool(blocks) and told * 2 >= len(blocks)


def _people(block: Block, start: int, end: int, speech: Speech) -> set[str]:
    return {
        naming.id
        for naming in block.names
        if start <= naming.start < end and naming.id.startswith("actors/") and speech.people.gender(naming.id) != "o"
    }
