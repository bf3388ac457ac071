"""Where the body of an article lies: one span per article, found over the whole text, and what inside it is not body.

A line alone cannot say whether it is body: teasers are sentences, and an article may hold short lines. A span of
neighbours can: the stretch with the highest sum of weights, in which prose counts for it and menus against it.
"""

from __future__ import annotations

import re
from itertools import pairwise

from sitegen.clean.dates import find_dates
from sitegen.clean.features import features_of
from sitegen.clean.language import content_words
from sitegen.clean.linemodel import BODY, INSIDE, MARGIN, labels_of, line_model, totals_of, weights_of
from sitegen.clean.lines import Block, Part, Sheet
from sitegen.clean.repeats import IN_OTHER_FILES

_HEAD = 14
_SHORT_PASTE = 12
_DECK_REACH = 8
_MOST_DECKS = 2
_SENTENCE = 10
_LEAST_SHARE = 0.08
_MOST_SPANS = 5
_ABOVE = 8
_LONGEST_HEAD = 25
_AGENCY_OPENING = re.compile(r"^[^\W\d_a-z][^()a-z]{1,30}[^()]{0,30}\([^()]{2,30}\)\s*[–—-]")
_LONGEST_DECK = 70
_LOYALTY = 0.5
DECK = "deck"


def weigh_lines(sheet: Sheet) -> None:
    """Gives each block its features, and the weight with which it counts for lying in the article."""
    sheet.features, sheet.totals, sheet.prose = [], [], []
    model = line_model()
    for part in sheet.parts:
        rows = features_of(sheet, part.start, part.stop)
        sheet.features += rows
        words = [sheet.blocks[index].words for index in range(part.start, part.stop)]
        totals = totals_of(model, rows)
        sheet.totals += totals
        sheet.prose += weights_of(totals, words)


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


def is_whole(block: Block) -> bool:
    """Whether a block is a sentence or more, and no scrap."""
    return block.ends and block.words >= _SENTENCE


def choose_spans(sheet: Sheet) -> None:
    """The body of each part: the stretch with the best sum, not before its title, then the best labels in and around
    it."""
    model = line_model()
    for part in sheet.parts:
        start = part.title + 1 if part.title >= 0 else part.start
        head = _behind_head(sheet, part)
        chosen = main_span(sheet, part)
        best = chosen if chosen[0] >= start else best_span(sheet.prose, start, part.stop)
        anchored = _span_from(sheet.prose, head, part.stop)
        # A span that begins right below the headline loses to a better one only where that is much better.
        first, last = anchored if _sum(sheet, anchored) >= _LOYALTY * _sum(sheet, best) else best
        if first == last and sheet.is_page:
            continue
        first, last = max(start, first - MARGIN), min(part.stop, last + MARGIN)
        whole = [sheet.is_open(index) and is_whole(sheet.blocks[index]) for index in range(first, last)]
        labels = labels_of(model, sheet.totals[first:last], sheet.prose[first:last], whole)
        inside = [index for index, label in enumerate(labels, first) if label == BODY]
        if not inside and not sheet.is_page:
            # A short paste in a form the model does not know: sentences are its body.
            weights = [
                prose_of(block) if not role else 0.0 for block, role in zip(sheet.blocks, sheet.roles, strict=True)
            ]
            first, last = best_span(weights, start, part.stop)
            labels = [BODY if weight > 0 else INSIDE for weight in weights[first:last]]
            inside = [index for index, label in enumerate(labels, first) if label == BODY]
        if not inside:
            continue
        opening = max(start, _from_signature(sheet, part, (inside[0], inside[-1] + 1))[0])
        opening = _agency_opening(sheet, start, opening)
        if not sheet.is_page and part.stop - part.start <= _SHORT_PASTE:
            opening = next(
                (at for at in range(start, opening) if sheet.is_open(at) and is_whole(sheet.blocks[at])), opening
            )
        if part.title >= 0 and (behind := _behind_deck(sheet, part, sorted({opening, *inside}))):
            opening = inside[0] = behind
        part.body = opening, inside[-1] + 1
        for index, label in enumerate(labels, first):
            sheet.labels[index] = label
        for index in range(opening, inside[0]):
            running = sheet.prose[index] > 0 or is_whole(sheet.blocks[index])
            sheet.labels[index] = BODY if sheet.is_open(index) and running else INSIDE
        if part.title >= 0:
            _mark_deck(sheet, part.title + 1, part.body[0])
        if not sheet.is_page and part.stop - part.start <= _SHORT_PASTE:
            _take_rest(sheet, part)


def _take_rest(sheet: Sheet, part: Part) -> None:
    """Where a short paste has nothing behind it that pages print there, its last lines are body: a list, a verse."""
    first, last = part.body
    for index in range(last, part.stop):
        if sheet.rules[index] == "ending":
            break
        if sheet.is_open(index) and is_whole(sheet.blocks[index]):
            sheet.labels[index] = BODY
            last = index + 1
    part.body = first, last
    stop = last
    for index in range(last, part.stop):
        if sheet.is_open(index):
            stop = index + 1
        elif sheet.roles[index] != "source-note":
            return
    for index in range(last, stop):
        if sheet.is_open(index):
            sheet.labels[index] = BODY
    part.body = first, stop


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


def main_span(sheet: Sheet, part: Part) -> tuple[int, int]:
    """The stretch that is the article of a part, before its edges are found.

    The best sum of weights is it, unless the part is a whole page's text and another stretch has what an article has
    and a list of teasers has not: a byline or date above it, a headline that speaks of it, paragraphs of one subject.
    """
    best = best_span(sheet.prose, part.start, part.stop)
    if best[0] == best[1]:
        return best
    if not sheet.is_page:
        return _from_signature(sheet, part, best)
    least = _LEAST_SHARE * _sum(sheet, best)
    found, todo = [best], [(part.start, best[0]), (best[1], part.stop)]
    while todo and len(found) < _MOST_SPANS:
        start, stop = todo.pop()
        span = best_span(sheet.prose, start, stop)
        if span[0] < span[1] and _sum(sheet, span) >= least:
            found.append(span)
            todo += [(start, span[0]), (span[1], stop)]
    chosen = max(found, key=lambda span: (_standing(sheet, part, span), -span[0])) if len(found) > 1 else best
    return _from_signature(sheet, part, chosen)


def _from_signature(sheet: Sheet, part: Part, span: tuple[int, int]) -> tuple[int, int]:
    """A span with the paragraphs above it that stand between it and a byline or date: nothing else stands there."""
    first = span[0]
    while first > part.start and sheet.is_open(first - 1) and is_whole(sheet.blocks[first - 1]):
        first -= 1
    signed = first > part.start and sheet.roles[first - 1] in ("byline", "dateline")
    return (first, span[1]) if signed else span


def _standing(sheet: Sheet, part: Part, span: tuple[int, int]) -> float:
    """How much a stretch is an article's rather than a list's."""
    first, last = span
    above = range(max(part.start, first - _ABOVE), first)
    signed = any(
        sheet.roles[index] in ("byline", "dateline") for index in (*above, *range(first, min(last, first + 3)))
    )
    stems = [content_words(sheet.blocks[index].shown) for index in range(first, last) if sheet.blocks[index].words >= 8]
    lede = set().union(*stems[:8])
    headed = max((len(content_words(sheet.blocks[index].shown) & lede) for index in above
                  if 2 <= sheet.blocks[index].words <= _LONGEST_HEAD), default=0)  # fmt: skip
    pairs = [len(one & other) / max(1, min(len(one), len(other))) for one, other in pairwise(stems)]
    cohesion = sum(pairs) / len(pairs) if pairs else 0.0
    total = _sum(sheet, span)
    return float(total**0.5 * (1.6 if signed else 1.0) * (1 + 0.15 * min(6, headed)) * (0.7 + 2 * min(0.3, cohesion)))


def _behind_deck(sheet: Sheet, part: Part, inside: list[int]) -> int:
    """The first body block behind byline and date, where only a sentence or two stand between headline and those: a
    deck sums the article up and is no paragraph of it. 0 where there is no deck."""
    signature = next(
        (at for at in range(part.title + 2, min(part.title + _DECK_REACH, part.stop))
         if sheet.roles[at] in ("byline", "dateline")), 0)  # fmt: skip
    above = [index for index in inside if index < signature]
    if not above or len(above) > _MOST_DECKS or above[0] - part.title > _MOST_DECKS:
        return 0
    if any(
        sheet.blocks[index].words > _LONGEST_DECK or _AGENCY_OPENING.match(sheet.blocks[index].shown) for index in above
    ):
        return 0
    return next((index for index in inside if index > signature), 0)


def _agency_opening(sheet: Sheet, start: int, body: int) -> int:
    """Where the body begins when "CITY (Agency) — …" stands above what was taken for its first paragraph."""
    for index in range(start, body):
        block = sheet.blocks[index]
        if block.words >= 8 and sheet.is_open(index) and _AGENCY_OPENING.match(block.shown):
            return index
    return body


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


def _is_dated_picture(block: Block) -> bool:
    """Whether a line between headline and body says on which day something is seen."""
    return block.words >= _SENTENCE and any(mention.iso for mention in find_dates(block.shown[-160:]))


def mark_outside(sheet: Sheet) -> None:
    """What stands outside every span and has no role yet is furniture; inside, what no rule claimed is body."""
    for part in sheet.parts:
        first, last = part.body
        for index in range(part.start, part.stop):
            if sheet.is_open(index):
                inside = first <= index < last
                if part.title < index < first and _is_dated_picture(sheet.blocks[index]):
                    sheet.mark(index, "caption", "dated-above-body")
                around = IN_OTHER_FILES if sheet.repeats.get(sheet.blocks[index].fold, 0) > 1 else "outside-body"
                sheet.mark(index, "body" if inside else "furniture", "prose" if inside else around)
