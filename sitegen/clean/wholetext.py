"""Whether a text holds an article at all, and whether it holds the whole of it; what `wholeness` is for saved pages.

A whole page's text may be a front page's, an error's or a wall's: that is told by how little runs on in it. A pasted
text is taken for what it is. A text that breaks off where it asks for money holds half of an article.
"""

from __future__ import annotations

import re

from sitegen.base.text import fold
from sitegen.clean.lines import Block, Part, Sheet
from sitegen.clean.wholeness import is_withheld

_LEAST_WORDS = 40
_LEAST_OF_NAMED = 15
_SHORT = 150
_ENOUGH = 80
_LONGEST_WALL = 300
_LONGEST_HEAD = 9
_HEADS = 3
_SENTENCE = 8
_LONG = 15
_LONG_ANYWAY = 20
_BEHIND = 8
_LONGEST_NOTICE = 30
_ALONE = 0.7
_MOST_ALONE = 200
_DAYS_OF_A_LIST = 3
_PREVIEW = 100
_OPEN_END = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\])[\s»”\"')]*$")


def no_article_in(sheet: Sheet, part: Part) -> str:
    """Why a whole page's text holds no article, in words for a person; "" where it does, and for a paste."""
    if not sheet.is_page:
        return ""
    body = _body(sheet, part)
    sentences = [index for index in body if _is_sentence(sheet.blocks[index])]
    words = sum(sheet.blocks[index].words for index in sentences)
    roles = [sheet.roles[index] for index in _head(part)]
    # One day is a publication's, many are a list's.
    named = "byline" in roles or 0 < roles.count("dateline") < _DAYS_OF_A_LIST
    printed = sum(sheet.blocks[index].words for index in body) if named else 0
    # A table or a list holds no sentences, and may be an article where it is signed or dated.
    if words < (_LEAST_OF_NAMED if named else _LEAST_WORDS) and printed < _ENOUGH:
        return "it holds too little text"
    if words < _SHORT and any(_says_missing(sheet, index) for index in range(part.start, part.body[1])):
        return "it says that there is no such page"
    asking = sum(
        sheet.blocks[index].words for index in body if sheet.words.consent.search(fold(sheet.blocks[index].shown))
    )
    if words < _LONGEST_WALL and not named and asking > 0.5 * words:
        return "it asks for consent"
    places = set(sentences)
    alone = [index for index in sentences if index - 1 not in places and index + 1 not in places]
    if not named and len(sentences) >= _HEADS and words < _MOST_ALONE and len(alone) > _ALONE * len(sentences):
        return "it is a list of articles"
    return ""


def is_cut_off(sheet: Sheet, part: Part) -> bool:
    """Whether a text says, where it ends, that there is more for those who pay or sign in, or breaks off early."""
    body = _body(sheet, part)
    if not body:
        return False
    # From the end, so that what follows is counted once.
    rest, sentences = 0, {index for index in body if _is_sentence(sheet.blocks[index])}
    for index in reversed(range(body[0], min(body[-1] + _BEHIND, part.stop))):
        block = sheet.blocks[index]
        if rest >= _LEAST_WORDS:
            break
        if block.words <= _LONGEST_NOTICE and is_withheld(sheet, block):
            return True
        rest += block.words if index in sentences else 0
    return is_preview(sheet, part)


def is_preview(sheet: Sheet, part: Part) -> bool:
    """Whether a short text breaks off, or stands above what is said of free articles that are left."""
    body = _body(sheet, part)
    running = [index for index in body if sheet.blocks[index].words >= _LONG]
    words = sum(sheet.blocks[index].words for index in running)
    if not running or words >= _SHORT:
        return False
    if _OPEN_END.search(sheet.blocks[running[-1]].shown):
        return True
    if not sheet.is_page or sum(sheet.blocks[index].words for index in body) >= _PREVIEW:
        return False
    near = range(running[0], min(running[-1] + _BEHIND, part.stop))
    return any(sheet.words.members.has(sheet.blocks[index].key) for index in near)


def _says_missing(sheet: Sheet, index: int) -> bool:
    block = sheet.blocks[index]
    return block.words <= _LONGEST_HEAD and sheet.words.missing.has(block.key)


def _head(part: Part) -> range:
    return (
        range(max(part.start, part.title - 2), part.body[0] + 1) if part.title >= 0 else range(part.start, part.start)
    )


def _body(sheet: Sheet, part: Part) -> list[int]:
    return [index for index in range(*part.body) if sheet.roles[index] in ("body", "subhead")]


def _is_sentence(block: Block) -> bool:
    return (block.ends and block.words >= _SENTENCE) or block.words >= _LONG_ANYWAY
