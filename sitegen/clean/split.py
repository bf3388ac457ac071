"""Where one article ends and the next begins in a file that holds several.

Each short line is asked how strongly it reads as the headline of what follows: by the gap above it, by a caption or
byline below it, by words it shares with the paragraph behind it, by people whom that paragraph introduces anew by
full name. A subhead answers few of these.
"""

from __future__ import annotations

import re

from sitegen.base.text import fold
from sitegen.clean.dates import find_weekdays
from sitegen.clean.language import vocabulary
from sitegen.clean.lines import Block, Part, Sheet
from sitegen.clean.span import prose_of

_ANY_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_THRESHOLD = 4.8
_THRESHOLD_IN_PAGE = 9.5
_LEAST_WORDS = 60
_SCRAP_WORDS = 5
_SCRAPS_OF_A_PAGE = 0.3
_NAME = re.compile(r"(?<![.!?]\s)(?<!^)\b([^\W\d_a-zа-яёіїєґў][\w’'-]+)\b")
_FULL_NAME = re.compile(r"\b[^\W\d_a-zа-яёіїєґў][\w’'-]+(?:\s+[^\W\d_a-zа-яёіїєґў][\w’'-]+){1,3}")
_WORD = re.compile(r"[^\W\d_]{4,}|[\uac00-\ud7a3]{2,}")


def split_articles(sheet: Sheet) -> None:
    """Cuts the sheet into parts, one for each article; a file of one article is one part."""
    starts = [0]
    sheet.is_page = is_page(sheet)
    threshold = _THRESHOLD_IN_PAGE if sheet.is_page else _THRESHOLD
    opening = _first_prose(sheet, 0)
    seen: set[str] = set()
    words_since = sheet.blocks[opening].words if opening < len(sheet.blocks) else 0
    at = opening
    for index in range(opening + 1, len(sheet.blocks)):
        block = sheet.blocks[index]
        if (
            words_since >= _LEAST_WORDS
            and is_candidate(sheet, index)
            and _score(sheet, index, seen) >= threshold
            and _prose_words(sheet, index) >= _LEAST_WORDS
        ):
            if _is_repeated_sentence(sheet, starts[-1], index):
                sheet.mark(index, "caption", "sentence-again")
                continue
            starts.append(index)
            words_since, seen, at = 0, set(), index
        if not sheet.roles[index] and prose_of(block) > 0 and index > at:
            words_since += block.words
            seen.update(_surnames(block))
    sheet.parts = [Part(start, stop) for start, stop in zip(starts, [*starts[1:], len(sheet.blocks)], strict=True)]
    for part in sheet.parts[1:]:
        part.title = part.start


def is_page(sheet: Sheet) -> bool:
    """Whether the text is a whole page's, menus and teasers included, rather than articles pasted one after another."""
    scraps = sum(
        1
        for index, block in enumerate(sheet.blocks)
        if block.words <= _SCRAP_WORDS and not block.ends and sheet.roles[index] in ("", "furniture")
    )
    return scraps > _SCRAPS_OF_A_PAGE * len(sheet.blocks)


def _is_repeated_sentence(sheet: Sheet, start: int, index: int) -> bool:
    """Whether the line says again what a paragraph of the article above began with: a picture's caption does that."""
    text = sheet.blocks[index].fold
    return any(other.fold.startswith(text) for other in sheet.blocks[start:index] if other.words >= 6)


def is_candidate(sheet: Sheet, index: int) -> bool:
    """Whether a line has the form of a headline at all."""
    block = sheet.blocks[index]
    if not sheet.is_open(index) or not 3 <= block.words <= 24 or block.is_dashed or block.is_list or block.lower:
        return False
    if block.ends and not block.shown.rstrip("'\"’”»").endswith(("?", "!")):
        return False
    return not block.shown.endswith((":", ",", ";"))


def _score(sheet: Sheet, index: int, seen: set[str]) -> float:
    block = sheet.blocks[index]
    lede = _first_prose(sheet, index + 1)
    if lede >= len(sheet.blocks) or lede - index > 9:
        return 0.0
    between = range(index + 1, lede)
    text = sheet.blocks[lede].shown[:600]
    score = min(2.0, 0.9 * (block.gap - 1)) if block.gap > 1 else 0.0
    score += 0.5 if block.after > 1 else 0.0
    score += 1.5 if block.words >= 6 else (0.0 if block.words >= 4 else -1.5)
    if any(sheet.roles[near] in ("caption", "credit") for near in between):
        score += 1.5
    if any(sheet.roles[near] in ("byline", "dateline") for near in between):
        score += 2.0
    if any(sheet.rules[near] in ("tags", "relative-time") for near in between):
        score += 1.0
    if sheet.rules[index + 1] in ("furniture-phrase", "furniture-words"):
        score += 0.8
    if any(sheet.is_open(near) for near in between):
        score -= 0.5
    before = index - 1
    if before >= 0 and (sheet.roles[before] == "source-note" or sheet.rules[before] == "ending"):
        score += 2.5
    elif before >= 0 and sheet.roles[before] == "furniture":
        score += 2.0 if sheet.rules[before] == "pause" else 1.0
    shared = content_words(block.shown) & content_words(text)
    score += min(2.4, 0.8 * len(shared))
    full = {fold(name.split()[-1]) for name in _FULL_NAME.findall(text)}
    score += min(2.0, 1.0 * len(full & seen))
    score += 0.7 if find_weekdays(text) else 0.0
    score += 0.6 if block.words >= 6 and is_title_case(block) else 0.0
    score += 1.2 if _is_new_company(sheet, index, seen) else 0.0
    score -= 1.5 if block.is_quote else 0.0
    score -= 1.5 if block.shown.endswith("?") else 0.0
    score -= 2.0 if _opens_inside(sheet, text) else 0.0
    return score


def _is_new_company(sheet: Sheet, index: int, seen: set[str]) -> bool:
    """Whether the names in the paragraphs below are others than those of the article above."""
    names: set[str] = set()
    for near in range(index + 1, min(index + 8, len(sheet.blocks))):
        if sheet.is_open(near) and sheet.blocks[near].ends:
            names |= _surnames(sheet.blocks[near])
    return len(names) >= 3 and len(names & seen) < 0.2 * len(names)


def is_title_case(block: Block) -> bool:
    """Whether most of the longer words of a line begin with a capital."""
    words = [word for word in _ANY_WORD.findall(block.shown) if len(word) > 3]
    return bool(words) and sum(1 for word in words if word[0].isupper()) >= 0.8 * len(words)


def _opens_inside(sheet: Sheet, text: str) -> bool:
    """Whether a paragraph begins as one in the middle of an article does: with a quotation, a pronoun, a "but"."""
    first = text.split()[0] if text.split() else ""
    return text[:1] in "\"“‘'«„" or fold(first.strip(",")) in sheet.words.continuing


def _first_prose(sheet: Sheet, start: int) -> int:
    for index in range(start, len(sheet.blocks)):
        if sheet.is_open(index) and sheet.blocks[index].ends and sheet.blocks[index].words >= 8:
            return index
    return len(sheet.blocks)


def _prose_words(sheet: Sheet, start: int) -> int:
    """Words of sentences that follow, as far as needed to know that an article begins here."""
    total = 0
    for index in range(start + 1, min(len(sheet.blocks), start + 16)):
        if sheet.is_open(index) and sheet.blocks[index].ends and sheet.blocks[index].words >= 8:
            total += sheet.blocks[index].words
    return total


def _surnames(block: Block) -> set[str]:
    return {fold(name) for name in _NAME.findall(block.shown)}


def content_words(text: str) -> set[str]:
    """Stems of the longer words, roughly: enough to see that a headline and its first paragraph speak of one thing."""
    common = vocabulary().common
    return {word[:6] for word in map(fold, _WORD.findall(text)) if word not in common}
