"""Where the body of an article lies: one span per article, found over the whole text, and what inside it is not body.

A line alone cannot say whether it is body: teasers are sentences, and an article may hold short lines. A span of
neighbours can: the stretch with the highest sum of weights, in which prose counts for it and menus against it.
"""

from __future__ import annotations

from sitegen.clean.lines import Block, Part, Sheet

_END_COST = -9.0
_PAUSE_COST = -2.5
_HEAD = 14
_LONGEST_DECK = 70
_LOYALTY = 0.5
DECK = "deck"
_WEIGHT_OF_ROLE = {
    "caption": -0.1, "credit": -0.1, "byline": 0.0, "dateline": 0.0, "related": -0.3, "source-note": -1.0,
    "furniture": -0.6, "title": -1.0,
}  # fmt: skip


def weigh_prose(sheet: Sheet) -> None:
    """Gives each block the weight with which it counts for being inside the body."""
    sheet.prose = [_weight(sheet, index) for index in range(len(sheet.blocks))]


def _weight(sheet: Sheet, index: int) -> float:
    block, role = sheet.blocks[index], sheet.roles[index]
    if role:
        return {"ending": _END_COST, "pause": _PAUSE_COST}.get(sheet.rules[index], _WEIGHT_OF_ROLE[role])
    return prose_of(block)


def prose_of(block: Block) -> float:
    """How much one unclaimed block reads as body text: long sentences most, short scraps below zero."""
    if block.ends:
        if block.words >= 8:
            return min(4.0, 0.8 + block.words / 14)
        return 0.6 if block.words >= 3 else -0.3
    if block.lower and block.words >= 4:
        return 0.4
    if block.words >= 25:
        return 1.5
    if block.words >= 12:
        return -0.2
    return -0.7


def choose_spans(sheet: Sheet) -> None:
    """The span of each part: the best sum, not before its title."""
    for part in sheet.parts:
        start = part.title + 1 if part.title >= 0 else part.start
        head = _behind_head(sheet, part)
        best = best_span(sheet.prose, start, part.stop)
        anchored = _span_from(sheet.prose, head, part.stop)
        # A span that begins right below the headline loses to a better one only where that is much better.
        part.body = anchored if _sum(sheet, anchored) >= _LOYALTY * _sum(sheet, best) else best
        part.body = _trim(sheet, part.body)
        if not sheet.is_page:
            part.body = _stretch(sheet, part)
        if part.title >= 0 and part.body == _trim(sheet, anchored):
            _mark_deck(sheet, part.title + 1, part.body[0])


def _behind_head(sheet: Sheet, part: Part) -> int:
    """The block behind the headline's byline and dateline, where it has them."""
    if part.title < 0:
        return part.start
    behind, prose = part.title + 1, 0
    for index in range(part.title + 1, min(part.title + _HEAD, part.stop)):
        if sheet.roles[index] in ("byline", "dateline"):
            behind = index + 1
        elif sheet.is_open(index) and sheet.prose[index] > 0:
            prose += 1
            if prose > 2:
                break
    return behind


def _mark_deck(sheet: Sheet, start: int, stop: int) -> None:
    """Sentences between headline and byline sum the article up; they are no paragraphs of it."""
    for index in range(start, stop):
        if sheet.is_open(index) and sheet.prose[index] > 0 and sheet.blocks[index].words <= _LONGEST_DECK:
            sheet.mark(index, "subhead", DECK)


def _sum(sheet: Sheet, span: tuple[int, int]) -> float:
    return sum(sheet.prose[span[0] : span[1]])


def _span_from(weights: list[float], start: int, stop: int) -> tuple[int, int]:
    """The stretch with the highest sum of those that begin at the first prose behind a place."""
    first = next((index for index in range(start, stop) if weights[index] > 0), stop)
    best, end, total = 0.0, first, 0.0
    for index in range(first, stop):
        total += weights[index]
        if total > best:
            best, end = total, index + 1
    return first, end


def best_span(weights: list[float], start: int, stop: int) -> tuple[int, int]:
    """The stretch with the highest sum of weights; empty where none is above zero."""
    best, best_span_found = 0.0, (start, start)
    total, first = 0.0, start
    for index in range(start, stop):
        if total <= 0:
            total, first = 0.0, index
        total += weights[index]
        if total > best:
            best, best_span_found = total, (first, index + 1)
    return best_span_found


def _stretch(sheet: Sheet, part: Part) -> tuple[int, int]:
    """In a pasted text what no rule claims behind the body belongs to it: a list, a verse, a line without a stop."""
    first, last = part.body
    if first < last:
        while last < part.stop and sheet.is_open(last):
            last += 1
    return first, last


def _trim(sheet: Sheet, span: tuple[int, int]) -> tuple[int, int]:
    """Ends a span behind a block that is body, not behind a scrap that was carried along."""
    first, last = span
    while last > first and (sheet.roles[last - 1] or sheet.prose[last - 1] <= 0):
        last -= 1
    while first < last and (sheet.roles[first] or sheet.prose[first] <= 0):
        first += 1
    return first, last


def mark_outside(sheet: Sheet) -> None:
    """What stands outside every span and has no role yet is furniture; inside, what no rule claimed is body."""
    for part in sheet.parts:
        first, last = part.body
        for index in range(part.start, part.stop):
            if sheet.is_open(index):
                inside = first <= index < last
                sheet.mark(index, "body" if inside else "furniture", "prose" if inside else "outside-body")
