"""Whether a page holds an article at all, and whether it holds the whole of it.

A front page, a list, an error or a wall of consent is no article; a page that asks to subscribe where the text goes on
holds half of one. Both are told by several signs together: a page that is merely unusual is let through.
"""

from __future__ import annotations

import re

from sitegen.base.problems import WARNING, Problem
from sitegen.base.text import fold
from sitegen.clean.containers import is_front
from sitegen.clean.embedded import Facts
from sitegen.clean.language import line_key
from sitegen.clean.lines import Block, Part, Sheet, markup_of
from sitegen.clean.runs import Markup

_LEAST_WORDS = 40
_LEAST_STATED = 20
_OPEN_END = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\])\s*$")
_SHORT = 150
_LONGEST_WALL = 300
_BEHIND = 8
_LONGEST_NOTICE = 80
_MORE = 1.7


def no_article(sheet: Sheet, part: Part, facts: Facts) -> str:
    """Why a page is no article, in words for a person; "" where it is one."""
    body = [index for index in range(part.start, part.stop) if sheet.roles[index] == "body"]
    words = sum(sheet.blocks[index].words for index in body)
    if words < (_LEAST_STATED if facts.is_article else _LEAST_WORDS):
        return "it holds too little text"
    title = sheet.blocks[part.title].shown if part.title >= 0 else ""
    named = facts.titles[0].value if facts.titles else ""
    if words < _SHORT and any(sheet.words.missing.has(line_key(text)) for text in (title, *_halves(named)) if text):
        return "it says that there is no such page"
    if facts.is_article:
        return ""
    asking = sum(
        sheet.blocks[index].words for index in body if sheet.words.consent.search(fold(sheet.blocks[index].shown))
    )
    if words < _LONGEST_WALL and asking > 0.6 * words:
        return "it asks for consent"
    heads = sum(_is_linked_head(markup_of(block)) for block in sheet.blocks)
    homes = {sheet.containers[markup_of(sheet.blocks[index]).container] for index in body}
    scattered = len(body) >= 3 and len(homes) > 0.6 * len(body)
    front = bool(facts.urls) and is_front(facts.urls[0].value)
    listed = (facts.is_list or front) and len(homes) > 0.3 * len(body)
    if heads >= 4 and (scattered or listed) and max(sheet.blocks[index].words for index in body) < 120:
        return "it is a list of articles"
    return ""


def _is_linked_head(markup: Markup) -> bool:
    return bool(markup.level) and markup.link_density > 0.8 and not markup.places & {"aside", "footer"}


def _halves(title: str) -> list[str]:
    return re.split(r"\s+[|–—-]\s+", title)


def is_withheld(sheet: Sheet, block: Block) -> bool:
    """Whether a block says that the rest of the text is for those who pay or sign in."""
    if block.words > _LONGEST_NOTICE:
        return False
    return sheet.words.cut.has(block.key or line_key(" ".join(block.shown.split()[:20])))


def partial_problem(path: str, title: str, what: str, line: int = 0) -> Problem:
    """A text or page holds only the beginning of an article.

    Args:
        what: `file` or `page`.
    """
    hint = "the rest was withheld when it was saved; save the whole article, or keep the part as it is"
    message = f"this {what} holds only the beginning of “{title}”"
    return Problem("raw-partial", message, path, line, severity=WARNING, hint=hint)


def is_cut(sheet: Sheet, part: Part, facts: Facts) -> bool:
    """Whether the page says, where its text ends, that there is more for those who pay or sign in."""
    body = [index for index in range(part.start, part.stop) if sheet.roles[index] == "body"]
    words = sum(sheet.blocks[index].words for index in body)
    last = body[-1]
    for index in range(last, min(last + _BEHIND, part.stop)):
        block = sheet.blocks[index]
        if is_withheld(sheet, block):
            return True
    if not facts.free and facts.words > 120 and facts.words > _MORE * words:
        return True
    return not facts.free and words < _SHORT and bool(_OPEN_END.search(sheet.blocks[last].shown))
