"""Picture captions and credits: what the end of a line says about who took a picture."""

from __future__ import annotations

import functools
import re

from sitegen.base.text import fold
from sitegen.clean.language import Vocabulary, vocabulary
from sitegen.clean.lines import Sheet
from sitegen.clean.outlets import Press

_NAME = r"(?:[–—-]|[^\W\d_a-zа-я][\w.'’&-]*)"
_RUN = r"[^\W\d_][\w.'’&-]*(?:[ ][^\W_][\w.'’&-]*){0,4}"
_SLASHED = re.compile(rf"(?P<tail>(?:(?:{_NAME}[ ]){{0,4}}{_NAME})(?:[ ]?[/|][ ]?{_RUN}){{1,4}})[\s.,]*$")
_BRACKET = re.compile(r"[(\[](?P<in>[^()\[\]]{2,110})[)\]][\s.]*$")
_VIA = re.compile(r"(?:^|[\s,.])via\s+(?P<name>[A-Z][\w .]{1,30}?)[.)\s]*$")
_WITH_COMMA = re.compile(rf"^(?:{_NAME}[ ]){{1,3}}{_NAME},[ ](?P<name>[^\W\d_a-zа-я][\w. ]{{1,30}})$")
_INITIAL = re.compile(r"^\w\.$")
_LONGEST = 130
_WINDOW = 160


@functools.cache
def _credit_pattern() -> re.Pattern[str]:
    """ "Photo: …" behind a full stop or a dash; phrases such as "photo by" need no colon."""
    words = sorted(vocabulary().credit, key=lambda word: (-len(word), word))
    marked = "|".join(re.escape(word) for word in words)
    phrases = "|".join(re.escape(word) for word in words if " " in word)
    return re.compile(
        r"(?:^|(?<=[.!?…\"”»)])\s+|(?<=\s)[|–—-]\s*)"
        rf"(?P<tail>(?:(?:{marked})\s*[:./©]|(?:{phrases})\s)\s*[^.!?:]{{2,90}}?(?:\.\w{{2,3}})?)[\s.)]*$",
        re.IGNORECASE,
    )


def photographer(credit: str, words: Vocabulary) -> str:
    """The name that a credit begins with, without "Photo by" and the like."""
    for phrase in sorted(words.credit, key=lambda word: (-len(word), word)):
        if fold(credit).startswith(phrase) and not credit[len(phrase) : len(phrase) + 1].isalnum():
            return credit[len(phrase) :].lstrip(" :.©")
    return credit


def credit_tail(text: str, press: Press, words: Vocabulary) -> str:
    """The credit at the end of a line, as printed, or "": brackets with a photographer, names between slashes with an
    agency among them, "Photo: …", "via …"."""
    for phrase in words.after_credit:
        if fold(text[-len(phrase) :]) == phrase:
            text = text[: -len(phrase)].rstrip()
    end = text[-_WINDOW:]
    bracket = _BRACKET.search(end) if ")" in end or "]" in end else None
    if bracket and _is_credit(bracket.group("in"), press, words):
        return bracket.group(0).strip(" .")
    slashed = _SLASHED.search(end) if "/" in end or "|" in end else None
    if slashed:
        tail = _after_sentence(slashed.group("tail"))
        if any(
            press.is_picture_name(name.strip(" .")) or press.outlet_of_name(name) for name in re.split(r"[/|]", tail)
        ):
            return tail.strip(" .,")
    comma = _WITH_COMMA.match(text) if "," in text else None
    if comma and press.is_picture_name(comma.group("name").strip(" .")):
        return text.strip(" .")
    via = _VIA.search(end) if "via" in end else None
    if via and press.is_picture_name(via.group("name").strip(" .")):
        return via.group(0).strip(" .,")
    named = _credit_pattern().search(end)
    if named and (named.start() or len(text) <= _WINDOW) and len(named.group("tail").split()) <= 12:
        return named.group("tail").strip(" .")
    return ""


def _after_sentence(tail: str) -> str:
    """Cuts words of the sentence before, which ends in a full stop that is no initial's."""
    first, slash, rest = tail.partition("/") if "/" in tail else tail.partition("|")
    kept = first.split()
    for index, word in enumerate(kept[:-1]):
        if word.endswith(".") and not _INITIAL.match(word):
            return _after_sentence(" ".join(kept[index + 1 :]) + first[len(first.rstrip()) :] + slash + rest)
    return tail


def _is_credit(inner: str, press: Press, words: Vocabulary) -> bool:
    first = inner.split()[0].strip(":.").lower() if inner.split() else ""
    if first in words.credit:
        return True
    pieces = [piece.strip(" .") for piece in re.split(r"/|\bvia\b|,|\|", inner)]
    return len(pieces) > 1 and len(inner.split()) <= 14 and any(press.is_picture_name(piece) for piece in pieces)


def is_file_photo(text: str, words: Vocabulary) -> bool:
    """Whether a caption says that the picture is an old one."""
    return bool(_file_pattern().search(text))


@functools.cache
def _file_pattern() -> re.Pattern[str]:
    names = sorted(vocabulary().file_photo, key=lambda name: (-len(name), name))
    return re.compile(r"(?<![^\W_])(?:" + "|".join(re.escape(name) for name in names) + r")", re.IGNORECASE)


def mark_captions(sheet: Sheet) -> None:
    """Captions by their credit, by their first words, by the credit line below them, and by doubling."""
    blocks, words, press = sheet.blocks, sheet.words, sheet.press
    for index, block in enumerate(blocks):
        if not sheet.is_open(index) or block.words > _LONGEST:
            continue
        tail = credit_tail(block.shown, press, words)
        if tail:
            rest = block.shown.rstrip(" .")
            whole = len(rest) - len(tail) <= 2
            sheet.mark(index, "credit" if whole else "caption", "credit-line" if whole else "credit-at-end")
        elif block.fold.startswith(words.file_photo) or (block.fold.startswith(words.caption) and block.words > 3):
            sheet.mark(index, "caption", "caption-word")
        elif block.words <= 80 and _has_side(block.shown, words):
            sheet.mark(index, "caption", "left-and-right")
    for index, block in enumerate(blocks):
        below = index + 1
        if (
            sheet.is_open(index)
            and below < len(blocks)
            and sheet.roles[below] == "credit"
            and block.after == 0
            and block.words > 4
        ):
            sheet.mark(index, "caption", "credit-below")
    _mark_doubles(sheet)


def _has_side(text: str, words: Vocabulary) -> bool:
    """Whether a line says who stands on which side: "(L)", "(links)"."""
    return any(mark in text for mark in words.caption_words if mark[0] == "(")


def _mark_doubles(sheet: Sheet) -> None:
    """A caption printed a second time beside itself, with or without its credit or its first words."""
    blocks = sheet.blocks
    for index, block in enumerate(blocks):
        for near in (index + 1, index + 2):
            if near >= len(blocks):
                continue
            first, second = block.fold, blocks[near].fold
            if min(block.words, blocks[near].words) < 6 or block.words > _LONGEST:
                continue
            roles = {sheet.roles[index], sheet.roles[near]}
            same = (
                first == second
                or first.startswith(second)
                or second.startswith(first)
                or first.endswith(second)
                or second.endswith(first)
            )
            if same and "caption" in roles:
                sheet.mark(index, "caption", "caption-again")
                sheet.mark(near, "caption", "caption-again")
