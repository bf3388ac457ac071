"""Which blocks of a page are body: the extractor's vote, held against what the page itself shows of each block."""

from __future__ import annotations

from collections import Counter

from sitegen.clean.lines import Block, Part, Sheet, markup_of
from sitegen.clean.residue import drop_residue
from sitegen.clean.span import prose_of

_LEAST = 14
_WINDOW = 60
_NEVER = frozenset({"nav", "footer", "form", "aside"})
_DENYING = frozenset({"caption", "comment", "share", "related", "promo", "author", "chrome"})
_OF_WRAPPER = 0.35
_HOLDS = 0.75
_REACH = 6
_SOFT = frozenset(
    {
        "address-alone", "source-note-word", "date-alone", "date-then-credit", "no-words", "tags", "handle",
        "post-credit", "relative-time", "press-name-alone", "left-and-right", "caption-word", "byline-word",
    }
)  # fmt: skip
"""Rules that were made for single lines of texts, where no markup says what a line belongs to."""


def take_votes(texts: list[str], body: str) -> list[bool]:
    """Which texts of a page stand in the extractor's: long ones wherever, short ones where that has got to."""
    stream = _packed(body)
    votes = [False] * len(texts)
    at = 0
    pending: list[tuple[int, str]] = []
    for index, text in enumerate(texts):
        key = _packed(text)
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
        votes[index] = True
        # Short blocks since the last long one: those that stand between the two in the stream.
        if found >= at:
            _vote_short(stream[at:found], pending, votes)
            at = end
        pending = []
    _vote_short(stream[at : at + 2000], pending, votes)
    return votes


def _packed(text: str) -> str:
    """A text without white space and the bars between the cells of a row."""
    return "".join(text.split()).replace("|", "").lower()


def _vote_short(between: str, pending: list[tuple[int, str]], votes: list[bool]) -> None:
    for index, key in pending:
        place = between.find(key)
        if 0 <= place <= _WINDOW:
            votes[index] = True
            between = between[place + len(key) :]


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
        if sheet.votes[index] and sheet.roles[index] in ("", "body"):
            total += block.words
            for container in ancestors(sheet, markup_of(block).container):
                words[container] += block.words
    # A container is numbered after those around it.
    return max((container for container, count in words.items() if count >= _HOLDS * total), default=0)


def choose_body(sheet: Sheet) -> None:
    """Gives `body` to the blocks that are: those voted for without residue, and those beside them that were lost."""
    wrapper = hints_of_wrapper(sheet)
    inside = body_container(sheet)
    for part in sheet.parts:
        chosen = [
            index
            for index in range(max(part.start, part.title + 1), part.stop)
            if sheet.votes[index] and (sheet.is_open(index) or sheet.rules[index] in _SOFT)
        ]
        chosen = _without_denied(sheet, chosen, wrapper, inside)
        chosen = _within(sheet, chosen)
        chosen = _with_lost(sheet, part, chosen, wrapper, inside)
        chosen = drop_residue(sheet, part, chosen)
        if not chosen:
            continue
        for index in chosen:
            sheet.mark(index, "body", "prose" if sheet.votes[index] else "lost-by-extractor", again=True)
        part.body = (min(chosen), max(chosen) + 1)


def _without_denied(sheet: Sheet, chosen: list[int], wrapper: frozenset[str], inside: int) -> list[int]:
    """Leaves out what stands in a part of the page that is no body; a quoted post inside the body is one."""
    out = []
    for index in chosen:
        block = sheet.blocks[index]
        why = denied(block, wrapper)
        if why and not (markup_of(block).quote and inside in ancestors(sheet, markup_of(block).container)):
            sheet.mark(index, "caption" if why == "caption" else "furniture", f"inside-{why}")
        else:
            out.append(index)
    return out


def _within(sheet: Sheet, chosen: list[int]) -> list[int]:
    """Keeps what a rule for single lines has claimed only where body stands on both sides of it: there the page's own
    structure speaks against the rule."""
    prose = [index for index in chosen if sheet.is_open(index) and sheet.blocks[index].words >= 6]
    if len(prose) < 2:
        return [index for index in chosen if sheet.is_open(index)]
    return [index for index in chosen if sheet.is_open(index) or prose[1] <= index < prose[-1]]


def _with_lost(sheet: Sheet, part: Part, chosen: list[int], wrapper: frozenset[str], inside: int) -> list[int]:
    """Adds what the extractor lost: sentences in containers of the same kind, and scraps between two of the body."""
    if not chosen:
        return chosen
    kinds = {
        sheet.signatures[markup_of(sheet.blocks[index]).container]
        for index in chosen
        if sheet.votes[index] and sheet.blocks[index].words >= 12 and sheet.blocks[index].ends
    }
    taken = set(chosen)
    first, last = chosen[0], chosen[-1]
    for index in range(first, part.stop):
        block = sheet.blocks[index]
        markup = markup_of(block)
        if index > last and sheet.rules[index] == "ending":
            break
        open_here = sheet.is_open(index) or (markup.quote and sheet.rules[index] in _SOFT)
        if index in taken or not open_here or markup.places & {"figcaption", "figure"}:
            continue
        within = inside in ancestors(sheet, markup.container)
        if markup.quote and within and first < index < last:
            # A post that the page shows as a quotation.
            taken.add(index)
            continue
        if denied(block, wrapper) or markup.link_density >= 0.5 or "title" in sheet.roles[index]:
            continue
        same_kind = sheet.signatures[markup.container] in kinds
        prose = prose_of(block) > 0.5
        if (
            (prose and same_kind and (index < last or (index - last <= _REACH and block.words >= 12)))
            or (prose and within and index < last and block.words >= 8)
            or (
                within
                and index < last
                and {index - 1, index + 1} <= taken
                and (markup.level or markup.is_strong or same_kind or "heading" in markup.hints)
            )
        ):
            taken.add(index)
            last = max(last, index)
    return sorted(taken)
