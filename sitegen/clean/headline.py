"""Which line is the headline of a part, and which lines merely repeat it."""

from __future__ import annotations

from sitegen.base.text import fold
from sitegen.clean.lines import Block, Part, Sheet
from sitegen.clean.span import best_span
from sitegen.clean.split import content_words, is_candidate

_REACH = 60


def choose_titles(sheet: Sheet) -> None:
    """Finds each part's headline above its body and marks its repetitions as furniture."""
    for part in sheet.parts:
        if part.title < 0:
            part.title = _headline(sheet, part)
        if part.title < 0:
            continue
        sheet.mark(part.title, "title", "headline", again=True)
        _mark_repetitions(sheet, part)


def _headline(sheet: Sheet, part: Part) -> int:
    first, last = best_span(sheet.prose, part.start, part.stop)
    if first == last:
        return -1
    body = content_words(" ".join(sheet.blocks[index].shown for index in range(first, min(last, first + 8)))[:4000])
    counts: dict[str, int] = {}
    for block in sheet.blocks[part.start : part.stop]:
        if block.words <= 30:
            counts[block.fold] = counts.get(block.fold, 0) + 1
    best, found = 0.0, -1
    # The span may have swallowed the headline, where it ends like a sentence.
    for index in range(max(part.start, first - _REACH), min(first + 3, last)):
        score = _score(sheet, index, first, body, counts)
        if score > best:
            best, found = score, index
    return found


def _score(sheet: Sheet, index: int, first: int, body: set[str], counts: dict[str, int]) -> float:
    block = sheet.blocks[index]
    heads = _heads(sheet, index)
    possible = is_candidate(sheet, index) or (
        sheet.is_open(index) and 2 <= block.words <= 30 and not block.is_list and (index < first or not block.sentences)
    )
    if not possible:
        return 0.0
    content = content_words(block.shown)
    score = 1.0 + min(block.words, 9) / 9
    score += 3.0 * len(content & body) / (len(content) + 2)
    score += 1.5 if counts.get(block.fold, 0) > 1 else 0.0
    score -= 1.2 if block.ends and not block.shown.endswith(("?", "!", "'", '"', "’", "”", "»")) else 0.0
    score -= (0.8 if block.words > 20 else 0.0) + (
        1.0 if block.ends and block.shown.endswith(".") and block.words > 12 else 0.0
    )
    score -= 0.06 * max(0, first - index) + (0.4 if index >= first else 0.0)
    score += 1.2 if index == 0 else 0.0
    score += heads
    score -= 1.0 if block.shown.isupper() and block.words < 4 else 0.0
    return score


def _heads(sheet: Sheet, index: int) -> float:
    """How strongly a byline or dateline behind it, or a caption, speaks for a line as the headline."""
    for distance, other in enumerate(range(index + 1, min(index + 5, len(sheet.blocks)))):
        if sheet.roles[other] in ("byline", "dateline"):
            return 1.8 - 0.4 * distance
        if sheet.roles[other] == "caption":
            return 0.7
    return 0.0


def _mark_repetitions(sheet: Sheet, part: Part) -> None:
    title = sheet.blocks[part.title]
    same = fold(title.shown)
    for index in range(part.start, part.stop):
        if index != part.title and _is_same(sheet.blocks[index], same):
            sheet.mark(index, "furniture", "title-again")


def _is_same(block: Block, title: str) -> bool:
    return block.fold == title or (
        len(title) > 30
        and block.fold.startswith(title)
        and block.words <= 30
        and block.fold[len(title) :].lstrip()[:1] in ("|", "-", "·", "»")
    )
