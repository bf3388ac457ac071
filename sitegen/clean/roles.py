"""Rules that know a line by what it says: source notes, related links, furniture (`signatures.py`: bylines, datelines).

Each rule is one function on the sheet. A rule claims a line as a whole or not at all; what none claims is left to the
rules that look at the whole text.
"""

from __future__ import annotations

import functools
import re

from sitegen.base.text import fold
from sitegen.clean.language import language_files
from sitegen.clean.lines import Block, Sheet
from sitegen.clean.people import by_first_word, leading
from sitegen.clean.signatures import is_saved_note

_JOIN = re.compile(r"\s*(?:,|/|&|\+|;)\s*|\s+")
_LETTER = re.compile(r"[^\W\d_]")
_IMAGE = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|mp4)(?:\?\S*)?$", re.IGNORECASE)
_POST = re.compile(r"^[—–-] [^()]{2,60}\(@\w+\)")
_HANDLE = re.compile(r"^@\w+$|^\S+@\S+\.\w{2,}$")
_TAG_PIECE = re.compile(r"\s*[,·|•]\s*")
_BROWSER_MARK = re.compile(
    r"\[[^\s\[\]]*\.(?:gif|png|jpe?g|svg|webp|bmp)(?:[?%][^\s\[\]]*)?\]$"
    r"|\[(?:IMG|INS|DEL|IMAGE|INLINE|LINK|EMBED|USEMAP|OBJECT|APPLET|BUTTON|spacer)\b[^\[\]]{0,60}\]"
    r"|\[[^\s\[\]]*[?&=][^\s\[\]]*\]$|_{5,}|\(BUTTON\)|\( \)|\[ \]|I?FRAME:"
    r"|#(?:alternate|canonical|shortlink|amphtml|search|publisher|rss|next|prev|index|author)\b",
)
_FORM = re.compile(r"_{8,}\s*\(BUTTON\)|_{12,}")
_MOST_LINKS = 8


def mark_source_notes(sheet: Sheet) -> None:
    """Where a text says it comes from: "Originally published at …", an address alone, "(OUTLET with AGENCY)"."""
    blocks = sheet.blocks
    notes = by_first_word(sheet.words.source_note)
    for index, block in enumerate(blocks):
        bare = block.shown.strip("<>()[] ")
        if len(block.urls) == 1 and len(bare) - len(block.urls[0]) <= 2:
            sheet.mark(index, "furniture" if _IMAGE.search(block.urls[0]) else "source-note", "address-alone")
        elif block.words <= 45 and (lead := leading(block.fold, notes)):
            rest = block.shown[len(lead) :].strip()
            colon = rest.startswith(":")
            rest = rest.lstrip(":–—- ")
            # One word alone ("Source", "Via") may open any sentence: only a colon or an address makes it a note.
            length = len(lead.split())
            with_colon = colon and (not rest or bool(block.urls) or block.words <= 14)
            if with_colon or (block.urls and block.words <= 20) or length > 2 or (length == 2 and not rest):
                sheet.mark(index, "source-note", "source-note-word")
        elif block.words <= 14 and _is_outlet_credit(sheet, block.shown):
            sheet.mark(index, "source-note", "outlet-credit")


def mark_related(sheet: Sheet) -> None:
    """Pointers to other articles: "Related article: …", "Read also: …", the links below such a head, a line that is
    one link."""
    blocks = sheet.blocks
    leads = by_first_word(sheet.words.related)
    for index, block in enumerate(blocks):
        if not sheet.is_open(index) or block.words > 40:
            continue
        bare = block.fold.lstrip("[(>»→•- ")
        lead = leading(bare, leads)
        rest = bare[len(lead) :].lstrip() if lead else ""
        if lead and rest[:1] in (":", "|", "»", ">", "→") and len(rest) > 2:
            sheet.mark(index, "related", "related-word")
        elif lead and rest.strip(" :…>»→|") == "" and (rest or " " in lead or sheet.words.pausing.has(block.key)):
            _mark_links(sheet, index, surely=bool(rest))
        elif block.text.startswith("[") and re.fullmatch(r"\[[^\[\]]{12,}\]\([^()\s]*\)", block.text):
            sheet.mark(index, "related", "link-alone")


def _mark_links(sheet: Sheet, head: int, *, surely: bool) -> None:
    """The short lines below "Read also", up to the next paragraph or another head: they are other articles' titles.

    Each has the gap of the one before; the last line above a paragraph may be the paragraph's own subhead.
    """
    blocks = sheet.blocks
    links: list[int] = []
    for index in range(head + 1, min(head + 1 + _MOST_LINKS, len(blocks))):
        block = blocks[index]
        if not sheet.is_open(index) or block.ends or not 3 < block.words <= 25 or block.lower or block.sentences:
            break
        if (len(links) > 1 and block.gap != blocks[links[-1]].gap) or sheet.words.ending.has(block.key):
            break
        links.append(index)
    behind = links[-1] + 1 if links else 0
    if len(links) > 1 and behind < len(blocks) and blocks[behind].ends and blocks[behind].gap <= blocks[links[-1]].gap:
        links.pop()
    if surely and links:
        sheet.mark(head, "related", "related-word")
    for index in links if surely or len(links) > 1 else ():
        sheet.mark(index, "related", "below-related-word")


def mark_furniture(sheet: Sheet) -> None:
    """What a page prints around every article: share buttons, player messages, cookie notices, counters, tags."""
    words = sheet.words
    tags = _tag_labels()
    for index, block in enumerate(sheet.blocks):
        if not sheet.is_open(index):
            continue
        key = block.key
        if _is_browser_mark(block):
            sheet.mark(index, "furniture", "text-browser-mark")
        elif index < 3 and is_saved_note(block):
            sheet.mark(index, "furniture", "saved-note")
        elif key and key in sheet.house:
            sheet.mark(index, "furniture", "house-furniture")
        elif words.player.has(key):
            sheet.mark(index, "furniture", "player-message")
        elif words.ending.has(key) and not (block.words > 12 and block.sentences):
            sheet.mark(index, "furniture", "ending")
        elif words.pausing.has(key):
            sheet.mark(index, "furniture", "pause")
        elif words.furniture.has(key):
            sheet.mark(index, "furniture", "furniture-phrase")
        elif words.relative.has(key):
            sheet.mark(index, "furniture", "relative-time")
        elif not _LETTER.search(block.shown):
            sheet.mark(index, "furniture", "no-words")
        elif _POST.match(block.shown):
            sheet.mark(index, "furniture", "post-credit")
        elif _HANDLE.match(block.shown):
            sheet.mark(index, "furniture", "handle")
        elif (
            1 < block.words <= 8
            and key
            and all(words.furniture.has(fold(word.strip("+.,|·"))) for word in block.shown.split())
        ):
            sheet.mark(index, "furniture", "furniture-words")
        elif not block.ends and ":" in block.shown and block.words <= 40 and _has_label(block, tags):
            sheet.mark(index, "furniture", "tag-label")
        elif _is_tags(block):
            sheet.mark(index, "furniture", "tags")


@functools.cache
def _tag_labels() -> dict[str, tuple[str, ...]]:
    found = {fold(str(word)) for file in language_files() for word in file.get("tag_labels") or []}
    return by_first_word(tuple(sorted(found, key=lambda word: (-len(word), word))))


def _has_label(block: Block, labels: dict[str, tuple[str, ...]]) -> bool:
    """ "Tags: …": the label, a colon, and something behind it."""
    lead = leading(block.fold, labels)
    return bool(lead) and block.fold[len(lead) :].lstrip().startswith(":")


def _is_browser_mark(block: Block) -> bool:
    """What a text browser prints where a picture, a field, a button or a frame stood."""
    text = block.shown
    if block.words <= 25 and text[:1] in "[_(I F#".replace(" ", "") and _BROWSER_MARK.match(text):
        return True
    return "____" in text and block.words <= 60 and bool(_FORM.search(text))


def _is_outlet_credit(sheet: Sheet, text: str) -> bool:
    """Nothing but outlets and agencies, in brackets or behind a dash: "(OUTLET with AFP and REUTERS)"."""
    text = text.strip()
    if text[:1] not in "([–—-" or len(text) < 4:
        return False
    return bool(credit_names(sheet, text.strip("()[]–—- .")))


def credit_names(sheet: Sheet, text: str) -> tuple[list[str], list[str]] | None:
    """Ids of the outlets and of the agencies that a line is made of; None where it says anything else."""
    outlets: list[str] = []
    agencies: list[str] = []
    joints = sheet.words.joint | sheet.words.byline_and
    words = [word for word in _JOIN.split(text) if word]
    position = 0
    while position < len(words):
        if fold(words[position]) in joints:
            position += 1
            continue
        for length in range(min(5, len(words) - position), 0, -1):
            name = " ".join(words[position : position + length])
            if name in sheet.press.agencies:
                agencies.append(sheet.press.agencies[name].id)
            elif (outlet := sheet.press.outlet_of_name(name)) is not None:
                outlets.append(outlet.id)
            else:
                continue
            position += length
            break
        else:
            return None
    return (outlets, agencies) if outlets or agencies else None


def _is_tags(block: Block) -> bool:
    """A list of topics: three or more short names between commas, no sentence."""
    if block.ends or block.words > 40:
        return False
    pieces = [piece for piece in _TAG_PIECE.split(block.shown) if piece]
    return len(pieces) >= 3 and all(len(piece.split()) <= 4 and piece[0].isupper() for piece in pieces)
