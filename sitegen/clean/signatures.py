"""Rules that know the lines that sign an article: datelines and bylines, and what may stand beside a date or a name."""

from __future__ import annotations

import functools
import re

from sitegen.base.text import fold
from sitegen.clean.dates import Mention, find_dates
from sitegen.clean.daywords import day_words
from sitegen.clean.language import line_key, vocabulary
from sitegen.clean.lines import Block, Sheet
from sitegen.clean.people import by_first_word, leading, may_name, parts_of, people_in

_CLOCK = re.compile(
    r"\d{1,2}(?:[:.h]\d\d(?:[:.]\d\d)?|(?=\s*[ap]\.?m))\s*(?:[ap]\.?m\.?)?|\b[ap]\.?m\.?\b", re.IGNORECASE
)
_CREDIT_BEHIND = re.compile(r"\.\s+[^\W\d_a-z]")
_SHORT_END = re.compile(r"[ap]\.m\.$|\d\s?[^\W\d_]{1,5}\.$", re.IGNORECASE)
_ZONE = re.compile(r"\b(?:GMT|UTC|[A-Z]{2,4}T|CET|MSK|IST|BST|Uhr)\b(?:\s?[+-]\d{1,2}(?::?\d\d)?)?")
_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_NAME_WORD = re.compile(
    r"^(?:[^\W\d_a-zа-яёіїєґўąćęłńóśźżäöüéèñç]\S*|de|van|von|der|den|da|di|du|la|le|el|al|bin|dos|of)$"
)
_HANDLE_INSIDE = re.compile(r"\(?@\w+\)?")
_BRACKETS = "([{<"
_SIGN_OFF = 12
_NEAR_NAME = 2


def is_saved_note(block: Block) -> bool:
    """ "Saved on 4 May 2020" above everything else: whoever kept the text wrote it."""
    if block.words > 8 or block.ends or not find_dates(block.shown):
        return False
    return any(block.fold.startswith(word + " ") or block.fold.startswith(word + ":") for word in day_words().saved)


def _stops(block: Block) -> bool:
    """Whether a line ends in a full stop that is not that of "a.m." or "5 min."."""
    return block.ends and not _SHORT_END.search(block.shown)


def _tells_then_credits(text: str, mentions: list[Mention]) -> bool:
    """A sentence up to a date and a few words behind it: what a picture shows, when, and whose it is."""
    before, after = text[: mentions[0].start], text[mentions[-1].end :]
    tells = sum(word.islower() for word in before.split()) >= 3
    return tells and bool(_CREDIT_BEHIND.match(after))


def mark_datelines(sheet: Sheet) -> None:
    """Lines that hold a printed date and little else."""
    bylines = by_first_word(sheet.words.byline)
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
        rest = date_rest(sheet, block.shown)
        # A byline before the date may name several people.
        stops = _stops(block)
        if index < 3 and is_saved_note(block):
            continue
        has_byline = bool(leading(block.fold, bylines))
        if len(rest) > (1 if stops else (10 if has_byline else 7)):
            continue
        if len(rest) < 3 or has_byline or not _is_sentence_with_date(sheet, block.shown, rest):
            sheet.mark(index, "dateline", "date-alone")


def date_rest(sheet: Sheet, text: str) -> list[str]:
    """The words of a line that are neither date, time, nor words such as "published" and "updated"."""
    for mention in reversed(find_dates(text)):
        text = text[: mention.start] + " | " + text[mention.end :]
    text = _ZONE.sub(" ", _CLOCK.sub(" ", _HANDLE_INSIDE.sub(" ", text)))
    lower = _relative_pattern().sub(" ", _stated_pattern().sub(" ", fold(text)))
    return [
        word for word in _WORD.findall(lower) if word not in sheet.words.weekdays and word not in sheet.words.common
    ]


@functools.cache
def _relative_pattern() -> re.Pattern[str]:
    """ "12 minutes ago" beside a date says the same again."""
    phrases = [phrase for phrase in vocabulary().relative.whole if "#" in phrase and " " in phrase]
    longest = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(one).replace(r"\#", r"\d+") for one in longest) + r")(?!\w)")


@functools.cache
def _stated_pattern() -> re.Pattern[str]:
    known = vocabulary().published | vocabulary().updated
    longest = sorted(known, key=lambda phrase: (-len(phrase), phrase))
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(phrase) for phrase in longest) + r")(?!\w)")


def _is_sentence_with_date(sheet: Sheet, text: str, rest: list[str]) -> bool:
    """Whether words that no dateline prints stand around a date: "What the flood of 2020-10-29 has left behind"."""
    lower = {fold(word) for word in _WORD.findall(text) if word[0].islower()}
    telling = [word for word in rest if word in lower and word not in sheet.words.chrome]
    return len(telling) >= 2


def mark_bylines(sheet: Sheet) -> None:
    """Who wrote it: "By …" with names, names alone beside a date or below the text, an agency's name alone."""
    for index, block in enumerate(sheet.blocks):
        if not sheet.is_open(index) or block.words > 16 or (_stops(block) and block.words > 8):
            continue
        if byline_names(sheet, block):
            sheet.mark(index, "byline", "byline-word")
        elif block.words <= 4 and index < 60 and _is_press_alone(sheet, block.shown):
            sheet.mark(index, "byline", "press-name-alone")
        elif block.shown[:1] not in _BRACKETS and not _stops(block) and _is_name_line(sheet, index):
            sheet.mark(index, "byline", "name-alone")


def byline_names(sheet: Sheet, block: Block) -> str:
    """What follows a byline's first words if it reads as names; "" otherwise."""
    shown = block.shown.lstrip("–—-• ").strip()
    lead = leading(fold(shown), by_first_word(sheet.words.byline))
    if not lead:
        return ""
    rest = shown[len(lead) :].lstrip(":. ").strip()
    pieces = rest.split()
    if not pieces or len(pieces) > 14 or not pieces[0][0].isupper():
        return ""
    named = sum(1 for word in pieces if _NAME_WORD.match(word.strip(",")) or fold(word) in sheet.words.byline_and)
    return rest if named >= len(pieces) * 0.6 and (not block.ends or len(pieces) <= 3) else ""


def _is_name_line(sheet: Sheet, index: int) -> bool:
    """Names of people with nothing else than marks and small print, where a byline stands, and of whom the text around
    does not tell anything: whoever wrote it is seldom part of it."""
    shown = sheet.blocks[index].shown
    if not (shown[0].isupper() or not shown[0].isalpha() or "/" in shown):
        return False
    if not may_name(sheet.blocks[index].fold) and not _has_note_below(sheet, index):
        return False
    names = names_alone(sheet, index)
    if not names:
        return False
    return (len(parts_of(shown, sheet.words)) > 1 or _is_byline_place(sheet, index)) and not is_told_of(
        sheet, index, names
    )


def names_alone(sheet: Sheet, index: int) -> tuple[str, ...]:
    """The people of a line that holds names and small print only; a name that no list knows needs a note on its bearer
    further below."""
    names: tuple[str, ...] = ()
    text = sheet.blocks[index].shown
    for part in parts_of(text, sheet.words):
        found, whole = people_in(part, sheet.words, sheet.press, named=False)
        if not found and "/" in part:
            found, whole = _wire_and_name(sheet, part)
        if found and whole and not names:
            names = found
        elif not is_small_print(sheet, part):
            names = ()
            break
    if names or len(text.split()) > 4:
        return names
    found, whole = people_in(text, sheet.words, sheet.press, named=True)
    return found if found and whole and _has_note_below(sheet, index) else ()


def _wire_and_name(sheet: Sheet, part: str) -> tuple[tuple[str, ...], bool]:
    """ "dpx/Sabine Quast": the short name of a wire service before the name of whoever wrote for it."""
    wire, _, name = part.partition("/")
    if not (2 <= len(wire) <= 5 and wire.isalpha() and (wire.islower() or wire.isupper())):
        return (), False
    return people_in(name, sheet.words, sheet.press, named=False)


def is_small_print(sheet: Sheet, part: str) -> bool:
    """Reading times, counters and buttons, which stand beside names: "3 responses", "5 min read"."""
    key = line_key(part)
    words = sheet.words
    if words.furniture.has(key) or words.relative.has(key) or words.ending.has(key) or words.player.has(key):
        return True
    return all(
        not word.isalpha() or word in words.chrome or word in words.published or word in words.updated
        for word in fold(part).split()
    )


def _is_byline_place(sheet: Sheet, index: int) -> bool:
    """Beside a date or a handle, above the share buttons, or below the last sentence of a text."""
    blocks, roles, rules = sheet.blocks, sheet.roles, sheet.rules
    last = len(blocks) - 1
    for near in range(max(0, index - _NEAR_NAME), min(last, index + _NEAR_NAME) + 1):
        if roles[near] == "dateline" or (near == index + 1 and rules[near] == "handle"):
            return True
    follows = roles[index + 1] if index < last else "furniture"
    before = blocks[index - 1] if index else None
    if before is not None and before.ends and before.words >= _SIGN_OFF and not roles[index - 1]:
        return follows in ("furniture", "related", "source-note")
    return False if before is None else _opens_text(sheet, index)


def _opens_text(sheet: Sheet, index: int) -> bool:
    """Between a heading and the first paragraphs: a line like a headline above, nothing but captions or buttons and
    then a paragraph below."""
    blocks, roles = sheet.blocks, sheet.roles
    above = blocks[index - 1]
    if not any(
        not roles[near] and not blocks[near].ends and 4 <= blocks[near].words <= 30
        for near in range(max(0, index - 3), index)
    ) or (above.words > 45):
        return False
    if any(blocks[near].ends and blocks[near].words > 45 for near in range(max(0, index - 5), index)):
        return False
    unknown = 0
    for near in range(index + 1, min(len(blocks), index + 12)):
        if roles[near]:
            continue
        if blocks[near].ends and blocks[near].words >= _SIGN_OFF:
            return True
        unknown += 1
        if blocks[near].words > _SIGN_OFF or unknown > 3:
            return False
    return False


def is_told_of(sheet: Sheet, index: int, names: tuple[str, ...]) -> bool:
    """Whether a paragraph or headline near a name names the same person; a note on the author and credits aside."""
    for name in names:
        whole, surname = fold(name), fold(name.split()[-1])
        pattern = re.compile(rf"(?<!\w){re.escape(surname)}(?:['’]s)?(?!\w)")
        for near in range(max(0, index - 40), min(len(sheet.blocks), index + 40)):
            block = sheet.blocks[near]
            if near == index or surname not in block.fold or not pattern.search(block.fold):
                continue
            if sheet.roles[near] not in ("", "body", "title", "subhead") or block.fold.lstrip("•–—- ").startswith(
                whole
            ):
                continue
            if block.words <= _SIGN_OFF and block.fold.endswith(whole):
                continue
            return True
    return False


def _has_note_below(sheet: Sheet, index: int) -> bool:
    """Whether a note on the author begins with this line's words further below: "Anna Weber is …"."""
    block = sheet.blocks[index]
    tokens = block.shown.split()
    if not 2 <= len(tokens) <= 4 or not all(token[0].isupper() for token in tokens):
        return False
    for near in range(index + 3, min(len(sheet.blocks), index + 80)):
        note = sheet.blocks[near]
        if note.fold.startswith(block.fold) and 5 < note.words <= 60 and note.ends:
            return True
    return False


def _is_press_alone(sheet: Sheet, text: str) -> bool:
    return text in sheet.press.agencies
