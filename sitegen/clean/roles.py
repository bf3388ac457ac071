"""Rules that know a line by what it says: source notes, related links, furniture, datelines, bylines.

Each rule is one function on the sheet. A rule claims a line as a whole or not at all; what none claims is left to the
rules that look at the whole text.
"""

from __future__ import annotations

import re

from sitegen.base.text import fold
from sitegen.clean.dates import Mention, find_dates
from sitegen.clean.lines import Block, Sheet

_JOIN = re.compile(r"\s*(?:,|/|&|\+|;)\s*|\s+")
_LETTER = re.compile(r"[^\W\d_]")
_CLOCK = re.compile(
    r"\d{1,2}(?:[:.h]\d\d(?:[:.]\d\d)?|(?=\s*[ap]\.?m))\s*(?:[ap]\.?m\.?)?|\b[ap]\.?m\.?\b", re.IGNORECASE
)
_CREDIT_BEHIND = re.compile(r"\.\s+[^\W\d_a-z]")
_CLOCK_END = re.compile(r"[ap]\.m\.$", re.IGNORECASE)
_ZONE = re.compile(r"\b(?:GMT|UTC|[A-Z]{2,4}T|CET|MSK|IST|BST|Uhr)\b(?:\s?[+-]\d{1,2}(?::?\d\d)?)?")
_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_NAME_WORD = re.compile(
    r"^(?:[^\W\d_a-zа-яёіїєґўąćęłńóśźżäöüéèñç]\S*|de|van|von|der|den|da|di|du|la|le|el|al|bin|dos|of)$"
)
_IMAGE = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|mp4)(?:\?\S*)?$", re.IGNORECASE)
_POST = re.compile(r"^[—–-] [^()]{2,60}\(@\w+\)")
_HANDLE = re.compile(r"^@\w+$|^\S+@\S+\.\w{2,}$")
_TAG_PIECE = re.compile(r"\s*[,·|•]\s*")


def mark_source_notes(sheet: Sheet) -> None:
    """Where a text says it comes from: "Originally published at …", an address alone, "(OUTLET with AGENCY)"."""
    blocks = sheet.blocks
    for index, block in enumerate(blocks):
        bare = block.shown.strip("<>()[] ")
        if len(block.urls) == 1 and len(bare) - len(block.urls[0]) <= 2:
            sheet.mark(index, "furniture" if _IMAGE.search(block.urls[0]) else "source-note", "address-alone")
        elif block.words <= 45 and (lead := _leading(block.fold, sheet.words.source_note)):
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
    """Pointers to other articles: "Related article: …", "Read also: …", a line that is one link."""
    blocks = sheet.blocks
    for index, block in enumerate(blocks):
        if not sheet.is_open(index) or block.words > 40:
            continue
        lead = _leading(block.fold, sheet.words.related)
        rest = block.shown[len(lead) :].lstrip() if lead else ""
        if lead and rest[:1] in (":", "|", "»", ">", "→") and len(rest) > 2:
            sheet.mark(index, "related", "related-word")
        elif (
            lead
            and rest in (":",)
            and index + 1 < len(blocks)
            and not blocks[index + 1].ends
            and blocks[index + 1].words > 3
        ):
            sheet.mark(index, "related", "related-word")
            sheet.mark(index + 1, "related", "below-related-word")
        elif block.text.startswith("[") and re.fullmatch(r"\[[^\[\]]{12,}\]\([^()\s]*\)", block.text):
            sheet.mark(index, "related", "link-alone")


def mark_furniture(sheet: Sheet) -> None:
    """What a page prints around every article: share buttons, player messages, cookie notices, counters, tags."""
    words = sheet.words
    for index, block in enumerate(sheet.blocks):
        if not sheet.is_open(index):
            continue
        key = block.key
        if key and key in sheet.house:
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
        elif _is_tags(block):
            sheet.mark(index, "furniture", "tags")


def _tells_then_credits(text: str, mentions: list[Mention]) -> bool:
    """A sentence up to a date and a few words behind it: what a picture shows, when, and whose it is."""
    before, after = text[: mentions[0].start], text[mentions[-1].end :]
    tells = sum(word.islower() for word in before.split()) >= 3
    return tells and bool(_CREDIT_BEHIND.match(after))


def mark_datelines(sheet: Sheet) -> None:
    """Lines that hold a printed date and little else."""
    for index, block in enumerate(sheet.blocks):
        if not sheet.is_open(index) or block.words > 24:
            continue
        mentions = [
            mention
            for mention in find_dates(block.shown)
            if mention.year or mention.weekday >= 0 or _CLOCK.search(block.shown)
        ]
        if not mentions or len(mentions) > 3 or block.shown.startswith(("—", "–", "“", '"')):
            continue
        if _tells_then_credits(block.shown, mentions):
            sheet.mark(index, "caption", "date-then-credit")
            continue
        rest = len(date_rest(sheet, block.shown))
        # "a.m." ends a dateline and is no full stop; a byline before the date may name several people.
        stops = block.ends and not _CLOCK_END.search(block.shown)
        if rest <= (1 if stops else (10 if _leading(block.fold, sheet.words.byline) else 7)):
            sheet.mark(index, "dateline", "date-alone")


def date_rest(sheet: Sheet, text: str) -> list[str]:
    """The words of a line that are neither date, time, nor words such as "published" and "updated"."""
    for mention in reversed(find_dates(text)):
        text = text[: mention.start] + " | " + text[mention.end :]
    text = _ZONE.sub(" ", _CLOCK.sub(" ", text))
    known = sheet.words.published | sheet.words.updated
    lower = fold(text)
    for phrase in sorted(known, key=len, reverse=True):
        lower = re.sub(rf"(?<!\w){re.escape(phrase)}(?!\w)", " ", lower)
    return [
        word for word in _WORD.findall(lower) if word not in sheet.words.weekdays and word not in sheet.words.common
    ]


def mark_bylines(sheet: Sheet) -> None:
    """Who wrote it: "By …" with names, or an agency's or outlet's name alone above the text."""
    for index, block in enumerate(sheet.blocks):
        if not sheet.is_open(index) or block.words > 16 or (block.ends and block.words > 8):
            continue
        if byline_names(sheet, block):
            sheet.mark(index, "byline", "byline-word")
        elif block.words <= 4 and index < 60 and _is_press_alone(sheet, block.shown):
            sheet.mark(index, "byline", "press-name-alone")


def byline_names(sheet: Sheet, block: Block) -> str:
    """What follows a byline's first words if it reads as names; "" otherwise."""
    shown = block.shown.lstrip("–—-• ").strip()
    lead = _leading(fold(shown), sheet.words.byline)
    if not lead:
        return ""
    rest = shown[len(lead) :].lstrip(":. ").strip()
    pieces = rest.split()
    if not pieces or len(pieces) > 14 or not pieces[0][0].isupper():
        return ""
    named = sum(1 for word in pieces if _NAME_WORD.match(word.strip(",")) or fold(word) in sheet.words.byline_and)
    return rest if named >= len(pieces) * 0.6 and (not block.ends or len(pieces) <= 3) else ""


def _leading(folded: str, phrases: tuple[str, ...]) -> str:
    """The longest phrase that a folded text begins with as whole words."""
    if not folded.startswith(phrases):
        return ""
    for phrase in phrases:
        if folded.startswith(phrase) and (len(folded) == len(phrase) or not folded[len(phrase)].isalnum()):
            return phrase
    return ""


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


def _is_press_alone(sheet: Sheet, text: str) -> bool:
    return text in sheet.press.agencies


def _is_tags(block: Block) -> bool:
    """A list of topics: three or more short names between commas, no sentence."""
    if block.ends or block.words > 40:
        return False
    pieces = [piece for piece in _TAG_PIECE.split(block.shown) if piece]
    return len(pieces) >= 3 and all(len(piece.split()) <= 4 and piece[0].isupper() for piece in pieces)
