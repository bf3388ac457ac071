"""Short lines inside a body: subhead, caption, pointer to another article, or a short paragraph."""

from __future__ import annotations

import itertools
import re

from sitegen.base.text import fold
from sitegen.clean.dates import find_dates
from sitegen.clean.linemodel import BODY
from sitegen.clean.lines import Block, Part, Sheet
from sitegen.clean.repeats import IN_OTHER_FILES
from sitegen.clean.span import is_whole
from sitegen.clean.split import is_title_case

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_CAPITAL = re.compile(r"^[^\W\d_a-zа-яёіїєґўąćęłńóśźżäöüéèñç]")
_LONGEST_SUBHEAD = 12
_LONGEST_CAPTION = 45
_LIST = 4
_LONGEST_POST = 3
_LEAST_RELATED = 6
_LONGEST_PARTING = 6
_CLOSING = "'\"’”»"
MODEL = "line-model"
INTERRUPTS = "interrupts-body"
_SURE_CAPTIONS = frozenset({"dated-without-stop", "above-player"})


# Claims that rest on the look of a line alone: the line model, which sees what stands around it, may overrule them.
_SOFT = frozenset({"tags", "post-credit", "date-alone", "no-words", "handle", "furniture-words",
                   "relative-time", "left-and-right", "pause"})  # fmt: skip


def mark_inside(sheet: Sheet) -> None:
    """Gives each block of a body its role: the line model says what is body, rules say what the rest is."""
    for part in sheet.parts:
        first, last = part.body
        _keep_whole(sheet, part)
        for index in range(first, last):
            if sheet.labels[index] == BODY:
                _mark_body(sheet, index, first, last)
            elif sheet.is_open(index):
                role, rule = _short_line(sheet, index, first, last)
                if role in ("caption", "related"):
                    sheet.mark(index, role, rule)
                else:
                    other = sheet.repeats.get(sheet.blocks[index].fold, 0) > 1
                    sheet.mark(index, "furniture", IN_OTHER_FILES if other else INTERRUPTS)


def _keep_whole(sheet: Sheet, part: Part) -> None:
    """Takes back what belongs to the body: the first half of a sentence, a quoted post, a lone subhead in a paste."""
    first, last = part.body
    for index in range(first, last):
        if sheet.labels[index] != BODY and sheet.is_open(index) and _is_broken(sheet, index):
            follower = next_body(sheet, index)
            if sheet.labels[follower] == BODY:
                sheet.labels[index] = BODY
        elif sheet.rules[index] == "post-credit":
            # A quoted post is a quotation: it ends with its signature.
            for near in range(index, max(first, index - _LONGEST_POST) - 1, -1):
                if near != index and (sheet.labels[near] == BODY or not sheet.is_open(near)):
                    break
                sheet.labels[near] = BODY
        elif not sheet.is_page and sheet.labels[index] != BODY and _parts_prose(sheet, index, first, last):
            sheet.labels[index] = BODY


def _parts_prose(sheet: Sheet, index: int, first: int, last: int) -> bool:
    """Whether a few words stand alone between two paragraphs of a paste, as subheads do."""
    block = sheet.blocks[index]
    return (
        sheet.is_open(index)
        and first < index < last - 1
        and block.words <= _LONGEST_PARTING
        and not block.ends
        and not block.lower
        and not block.sentences
        and all(sheet.labels[near] == BODY and is_whole(sheet.blocks[near]) for near in (index - 1, index + 1))
    )


def _is_one_of_several(sheet: Sheet, index: int, first: int, last: int) -> bool:
    """Whether another line that is just an address stands in the span."""
    others = itertools.chain(range(index + 1, last), range(index - 1, first - 1, -1))
    return any(sheet.rules[near] == "address-alone" for near in others)


def _mark_body(sheet: Sheet, index: int, first: int, last: int) -> None:
    block = sheet.blocks[index]
    if sheet.rules[index] in _SOFT or (
        sheet.rules[index] == "address-alone" and _is_one_of_several(sheet, index, first, last)
    ):
        sheet.mark(index, "body", MODEL, again=True)
    if not sheet.is_open(index):
        return
    if block.is_dashed and block.words <= _LONGEST_SUBHEAD:
        sheet.mark(index, "subhead", "between-dashes")
    elif _is_whole_quote(block):
        sheet.mark(index, "subhead", "short-quotation")
    elif (
        block.ends or block.lower or block.shown.endswith((":", ";", ",")) or block.is_list or _is_broken(sheet, index)
    ):
        sheet.mark(index, "body", MODEL)
    else:
        role, rule = _short_line(sheet, index, first, last)
        if (role == "caption" and rule not in _SURE_CAPTIONS) or (role == "related" and block.words < _LEAST_RELATED):
            role = "subhead" if block.words <= _LONGEST_SUBHEAD else "body"
            rule = "short-line" if role == "subhead" else MODEL
        sheet.mark(index, role, rule)


def _is_whole_quote(block: Block) -> bool:
    """A few words between quotation marks with no full stop: a subhead takes them from the text below."""
    return block.is_quote and block.words <= 9 and not block.shown.rstrip(_CLOSING).endswith((".", ",", "…"))


def _is_broken(sheet: Sheet, index: int) -> bool:
    """Whether the line is the first half of a sentence that the next block goes on with."""
    follower = next_body(sheet, index)
    return follower >= 0 and sheet.blocks[follower].lower and sheet.blocks[index].words >= 5


def next_body(sheet: Sheet, index: int) -> int:
    """The next block that can be body, at most four blocks away; -1 where there is none."""
    for near in range(index + 1, min(index + 5, len(sheet.blocks))):
        if sheet.roles[near] in ("", "body"):
            return near
        if sheet.roles[near] == "subhead":
            return -1
    return -1


def _short_line(sheet: Sheet, index: int, first: int, last: int) -> tuple[str, str]:
    block = sheet.blocks[index]
    behind = index + 1
    if block.is_list:
        return "body", "list-entry"
    if behind < len(sheet.blocks) and sheet.rules[behind] == "player-message":
        return "caption", "above-player"
    if block.words <= 2 * _LONGEST_CAPTION and any(mention.iso for mention in find_dates(block.shown[-160:])):
        return "caption", "dated-without-stop"
    if _run_of_short(sheet, index, first, last) >= _LIST:
        return "body", "short-lines-in-a-row"
    if not any(sheet.is_open(near) and sheet.blocks[near].ends for near in range(behind, last)):
        return "body", "last-lines"
    if block.words > _LONGEST_CAPTION:
        return "body", "unfinished-paragraph"
    if _is_headline_form(sheet, block):
        return "related", "headline-inside"
    if block.words <= 8 or (block.words <= _LONGEST_SUBHEAD and is_title_case(block)):
        return "subhead", "short-line"
    if block.sentences or block.words > 30:
        return "body", "unfinished-paragraph"
    return "caption", "sentence-without-stop"


def _run_of_short(sheet: Sheet, index: int, first: int, last: int) -> int:
    """How many short lines stand together here: one or two are subheads, more are a list or a verse."""

    def is_short(near: int) -> bool:
        block = sheet.blocks[near]
        own = sheet.rules[near] == "short-lines-in-a-row"
        return (sheet.is_open(near) or own) and not block.ends and block.words <= _LONGEST_SUBHEAD

    start, stop = index, index + 1
    while start > first and is_short(start - 1):
        start -= 1
    while stop < last and is_short(stop):
        stop += 1
    return stop - start


def _is_headline_form(sheet: Sheet, block: Block) -> bool:
    """Somebody named does something, in the present tense of headlines; or a quotation and who says it."""
    if block.words < 5:
        return False
    words = [match.group(0) for match in _WORD.finditer(block.shown)]
    verbs = [
        place for place, word in enumerate(words) if fold(word) in sheet.words.headline_verbs and word[0].islower()
    ]
    if not verbs:
        return False
    if block.shown[0] in "'\"‘“«„" and verbs[-1] == len(words) - 1:
        return True
    named = [place for place, word in enumerate(words) if _CAPITAL.match(word)]
    return verbs[0] >= 1 and verbs[0] - 1 in named and verbs[0] <= 5 and any(place > verbs[0] for place in named)
