"""What an extractor lets in though it is no body: decks, captions below pictures, lists of links, contact lines."""

from __future__ import annotations

import re
from collections import Counter

from sitegen.clean.lines import Block, Part, Sheet, letters_of, markup_of
from sitegen.clean.span import DECK

_MAIL = re.compile(r"\S+@\S+\.\w{2,}|(?<!\w)@\w{3,}")
_SEPARATOR = re.compile(r"[_\s]{2,}\Z")
_LINKED = 0.75
_LINKED_AT_END = 0.6
_HEAD = 7
_LONGEST_DECK = 70
_MOST_DECKS = 2
_LONGEST_CAPTION = 30
_LONGEST_CONTACT = 40
_LONGEST_NOTE = 60
_TAIL = 4
_STRAY = 0.2
_SCRAP = 4
_FAR = 6
_PARTING = frozenset({"ending", "pause", "control", "title-again"})


def drop_residue(sheet: Sheet, part: Part, chosen: list[int]) -> list[int]:
    """The blocks that stay body; the others get the role that they have."""
    chosen = _drop_deck(sheet, part, chosen)
    homes = Counter(markup_of(sheet.blocks[index]).container for index in chosen)
    chosen = [index for index in chosen if not _is_caption(sheet, index, homes)]
    chosen = [index for index in chosen if not _is_link_line(sheet, index)]
    chosen = _drop_link_lists(sheet, chosen)
    chosen = _drop_strays(sheet, chosen)
    return _drop_tail(sheet, chosen)


def _drop_deck(sheet: Sheet, part: Part, chosen: list[int]) -> list[int]:
    """Between headline and byline or dateline, or as a heading right below the headline, a page sums the text up."""
    if part.title < 0 or len(chosen) < 3:
        return chosen
    head = range(part.title + 1, min(part.title + _HEAD, part.stop))
    marks = [index for index in head if sheet.roles[index] in ("byline", "dateline")]
    until = marks[0] if marks else part.title
    if sum(1 for index in chosen if index < until) > _MOST_DECKS:
        until = part.title
    levels = Counter(markup_of(sheet.blocks[index]).level for index in chosen)
    out = []
    for index in chosen:
        block = sheet.blocks[index]
        above = index < until and block.words <= _LONGEST_DECK
        # The first of several subheads may stand above the first paragraph; a heading of its own kind is a deck.
        level = markup_of(block).level
        heading = index in head and index == chosen[0] and bool(level) and levels[level] == 1
        if (above or heading) and not markup_of(block).lists:
            sheet.mark(index, "subhead", DECK, again=True)
        else:
            out.append(index)
    return out or chosen


def _is_caption(sheet: Sheet, index: int, homes: Counter[int]) -> bool:
    """A short line behind a picture, in italics or without a full stop; or the picture's own description."""
    block = sheet.blocks[index]
    markup = markup_of(block)
    if markup.level or markup.lists or block.words > _LONGEST_CAPTION or block.shown.endswith(":"):
        return False
    described = len(block.shown) > 8 and letters_of(block.shown) in sheet.alts
    alone = homes[markup.container] == 1 and markup.tag != "p" and not block.ends and not markup.is_strong
    if described or (markup.after_image and (markup.is_emphasised or alone)):
        sheet.mark(index, "caption", "picture-alt" if described else "below-picture", again=True)
        return True
    return False


def _is_link_line(sheet: Sheet, index: int) -> bool:
    """A paragraph in bold that is made of links to other articles."""
    block = sheet.blocks[index]
    markup = markup_of(block)
    if markup.link_density < _LINKED or markup.level or block.words < 4 or markup.quote:
        return False
    if markup.is_strong or (not block.ends and block.words >= 6 and not markup.lists and not block.urls):
        sheet.mark(index, "related", "linked-line", again=True)
        return True
    return False


def _drop_link_lists(sheet: Sheet, chosen: list[int]) -> list[int]:
    """A list whose entries are links from end to end, with no paragraph behind it, offers other articles."""
    lists: dict[int, list[int]] = {}
    for index in chosen:
        markup = markup_of(sheet.blocks[index])
        if markup.lists:
            lists.setdefault(sheet.containers[markup.container], []).append(index)
    for entries in lists.values():
        linked = all(markup_of(sheet.blocks[index]).link_density > 0.9 for index in entries)
        behind = [index for index in chosen if index > entries[-1] and sheet.blocks[index].words > 12]
        if linked and not behind and sum(sheet.blocks[index].words for index in entries) >= 4:
            for index in entries:
                sheet.mark(index, "related", "list-of-links", again=True)
            gone = set(entries)
            chosen = [index for index in chosen if index not in gone]
    return chosen


def _drop_strays(sheet: Sheet, chosen: list[int]) -> list[int]:
    """Leaves out a few blocks far behind the body, with furniture between: they belong to something else."""
    total = sum(sheet.blocks[index].words for index in chosen)
    kept = len(chosen)
    behind = 0
    for place in range(len(chosen) - 1, 0, -1):
        before, index = chosen[place - 1], chosen[place]
        behind += sheet.blocks[index].words
        if behind > _STRAY * total:
            break
        between = [near for near in range(before + 1, index) if sheet.roles[near] in ("furniture", "related")]
        parted = any(sheet.rules[near] in _PARTING for near in between)
        if len(between) < _FAR and not parted:
            continue
        kinds = {_kind(sheet, near) for near in chosen[:place]}
        same = any(_kind(sheet, near) in kinds for near in chosen[place:kept])
        linked = max(markup_of(sheet.blocks[near]).link_density for near in chosen[place:kept])
        if same and linked < 0.5:
            continue
        for near in chosen[place:kept]:
            sheet.mark(near, "furniture", "behind-body", again=True)
        kept, behind = place, 0
    return chosen[:kept]


def _kind(sheet: Sheet, index: int) -> int:
    return sheet.signatures[markup_of(sheet.blocks[index]).container]


def _drop_tail(sheet: Sheet, chosen: list[int]) -> list[int]:
    """Takes from the end what is no paragraph: links, names, addresses to write to, notes behind a line, headings."""
    chosen = _drop_notes(sheet, chosen)
    while len(chosen) > 2:
        index = chosen[-1]
        role, rule = _tail_role(sheet, index, sheet.blocks[index])
        scrap = sheet.blocks[index].words <= _SCRAP and not sheet.blocks[index].ends
        if not role and scrap and index - chosen[-2] > 1:
            role, rule = "furniture", "scrap-behind-body"
        if not role:
            break
        sheet.mark(index, role, rule, again=True)
        chosen = chosen[:-1]
    return chosen


def _tail_role(sheet: Sheet, index: int, block: Block) -> tuple[str, str]:
    markup = markup_of(block)
    if markup.level or (markup.is_strong and not block.ends and block.words <= 12):
        return "furniture", "heading-of-nothing"
    if markup.quote or markup.is_row:
        return "", ""
    if markup.link_density >= _LINKED_AT_END and (not block.ends or block.words < 12):
        return "related", "links-at-end"
    if markup.hints & {"byline", "author", "date"} and block.words <= 8:
        return "furniture", "signature"
    if _MAIL.search(block.shown) and block.words <= _LONGEST_CONTACT and markup.link_density > 0:
        return "furniture", "contact-line"
    return "", ""


def _drop_notes(sheet: Sheet, chosen: list[int]) -> list[int]:
    """A ruled line before the last few paragraphs parts the text from notes on it."""
    if len(chosen) < 5:
        return chosen
    for index in range(chosen[-1], chosen[-min(_TAIL, len(chosen) - 1)], -1):
        if _SEPARATOR.match(sheet.blocks[index].shown):
            behind = [near for near in chosen if near > index]
            if behind and all(sheet.blocks[near].words <= _LONGEST_NOTE for near in behind):
                for near in behind:
                    sheet.mark(near, "furniture", "note-behind-line", again=True)
                return [near for near in chosen if near < index]
    return chosen
