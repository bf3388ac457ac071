"""Which blocks of a page are body: the extractor's vote, held against what the page itself shows of each block."""

from __future__ import annotations

import re
from collections import Counter

from sitegen.clean.lines import Block, Sheet
from sitegen.clean.runs import Markup
from sitegen.clean.span import prose_of

_NOT_LETTER = re.compile(r"[\W_]+")
_LEAST = 14
_WINDOW = 60
_NEVER = frozenset({"nav", "footer", "form", "aside"})
_DENYING = frozenset({"caption", "comment", "share", "related", "promo", "author", "chrome"})
_OF_WRAPPER = 0.35
_HOLDS = 0.75


def letters_of(text: str) -> str:
    """Letters and digits only: two spellings of white space and punctuation are one."""
    return _NOT_LETTER.sub("", text).lower()


def take_votes(sheet: Sheet, body: str) -> None:
    """Marks the blocks that stand in the extractor's text: long ones wherever, short ones where the text has got to."""
    stream = letters_of(body)
    sheet.votes = [False] * len(sheet.blocks)
    at = 0
    pending: list[tuple[int, str]] = []
    for index, block in enumerate(sheet.blocks):
        key = letters_of(block.shown)
        if not key:
            continue
        if len(key) < _LEAST:
            pending.append((index, key))
            continue
        found = stream.find(key, at)
        if found < 0 or found > at + 4000:
            near = stream.find(key)
            found = near if near >= 0 else found
        end = found + len(key)
        if found < 0 and len(key) > 80:
            # The extractor may have left out a part, or put words between.
            head, tail = stream.find(key[:40]), stream.find(key[-40:])
            if head >= 0 and tail >= 0:
                found, end = head, tail + 40
        if found < 0:
            continue
        sheet.votes[index] = True
        # Short blocks since the last long one: those that stand between the two in the stream.
        if found >= at:
            between = stream[at:found]
            for short, text in pending:
                place = between.find(text)
                if 0 <= place <= _WINDOW:
                    sheet.votes[short] = True
                    between = between[place + len(text) :]
            at = end
        pending = []
    rest = stream[at:]
    for short, text in pending:
        place = rest.find(text)
        if 0 <= place <= _WINDOW:
            sheet.votes[short] = True
            rest = rest[place + len(text) :]


def markup_of(block: Block) -> Markup:
    """The markup of a page's block."""
    return block.markup if block.markup is not None else Markup("p")


def hints_of_wrapper(sheet: Sheet) -> frozenset[str]:
    """Hints and places that lie around most of the body: they are its wrapper's and tell nothing of a single block."""
    words: Counter[str] = Counter()
    total = 0
    for index, block in enumerate(sheet.blocks):
        if sheet.votes[index]:
            markup = markup_of(block)
            total += block.words
            for name in (*markup.hints, *markup.places):
                words[name] += block.words
    return frozenset(name for name, count in words.items() if count > _OF_WRAPPER * total)


def denied(block: Block, wrapper: frozenset[str]) -> str:
    """The hint or place that keeps a block from being body, or ""."""
    markup = markup_of(block)
    for name in sorted((markup.hints & _DENYING) | (markup.places & _NEVER)):
        if name not in wrapper:
            return name
    return ""


def ancestors(sheet: Sheet, container: int) -> list[int]:
    """A container and those around it, from the inside."""
    out = [container]
    while container:
        container = sheet.containers[container]
        out.append(container)
    return out


def body_container(sheet: Sheet) -> int:
    """The innermost container that holds most of the voted words; 0 for the page."""
    words: Counter[int] = Counter()
    total = 0
    for index, block in enumerate(sheet.blocks):
        if sheet.votes[index] and sheet.is_open(index):
            total += block.words
            for container in ancestors(sheet, markup_of(block).container):
                words[container] += block.words
    # A container is numbered after those around it.
    return max((container for container, count in words.items() if count >= _HOLDS * total), default=0)


def choose_body(sheet: Sheet) -> None:
    """Gives `body` to the blocks that are: those voted for, and sentences beside them that the extractor lost."""
    wrapper = hints_of_wrapper(sheet)
    inside = body_container(sheet)
    for part in sheet.parts:
        chosen = [
            index
            for index in range(max(part.start, part.title + 1), part.stop)
            if sheet.votes[index] and sheet.is_open(index)
        ]
        for index in list(chosen):
            why = denied(sheet.blocks[index], wrapper)
            if why:
                role = "caption" if why == "caption" else "furniture"
                sheet.mark(index, role, f"inside-{why}")
                chosen.remove(index)
        if not chosen:
            continue
        first, last = chosen[0], chosen[-1]
        for index in range(first, part.stop):
            block = sheet.blocks[index]
            markup = markup_of(block)
            if not sheet.is_open(index) or sheet.votes[index]:
                continue
            near = index < last or _follows(sheet, index, last)
            if (
                near
                and inside in ancestors(sheet, markup.container)
                and prose_of(block) > 0.5
                and markup.link_density < 0.5
                and not denied(block, wrapper)
                and not markup.places & {"figure", "figcaption"}
            ):
                chosen.append(index)
                last = max(last, index)
        for index in chosen:
            sheet.mark(index, "body", "prose" if sheet.votes[index] else "lost-by-extractor")
        part.body = (min(chosen), max(chosen) + 1)


def _follows(sheet: Sheet, index: int, last: int) -> bool:
    """Whether a block stands beside the last of the body, in the same container."""
    return (
        index - last <= 3
        and markup_of(sheet.blocks[index]).container != 0
        and sheet.containers[markup_of(sheet.blocks[index]).container]
        == sheet.containers[markup_of(sheet.blocks[last]).container]
    )
