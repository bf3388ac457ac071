"""Picture captions and credits: what the end of a line says about who took a picture."""

from __future__ import annotations

import functools
import re

from sitegen.base.text import fold
from sitegen.clean.language import Vocabulary, language_files, vocabulary
from sitegen.clean.lines import Sheet
from sitegen.clean.outlets import Press
from sitegen.clean.people import begins, by_first_word, leading

_NAME = r"(?:[–—-]|[^\W\d_a-zа-я][\w.'’&-]*)"
_RUN = r"[^\W\d_][\w.'’&-]*(?:[ ][^\W_][\w.'’&-]*){0,4}"
_SLASHED = re.compile(rf"(?P<tail>(?:(?:{_NAME}[ ]){{0,4}}{_NAME})(?:[ ]?[/|][ ]?{_RUN}){{1,4}})[\s.,]*$")
_BRACKET = re.compile(r"[(\[](?P<in>[^()\[\]]{2,110})[)\]][\s.]*$")
_VIA = re.compile(r"(?:^|[\s,.])via\s+(?P<name>[A-Z][\w .]{1,30}?)[.)\s]*$")
_WITH_COMMA = re.compile(rf"^(?:{_NAME}[ ]){{1,3}}{_NAME},[ ](?P<name>[^\W\d_a-zа-я][\w. ]{{1,30}})$")
_COPYRIGHT = re.compile(rf"(?<=\S)\s[(\[]?©\s*(?:(?:19|20)\d\d,?\s+)?(?:{_NAME}[ ]){{0,4}}{_NAME}[)\]]?[\s.]*$")
_INITIAL = re.compile(r"^\w\.$")
_NAMES_ALONE = re.compile(r"(?:[^\W\d_]\.[ ]?|[^\W\d_a-zа-яёіїєґў][\w'’-]+[ ]?|(?:de|van|von|der|la|di|da)[ ]){1,5}$")
_LETTERS = re.compile(r"[^\W\d_]+")
_LONGEST = 130
_WINDOW = 160
_LONGEST_AFTER = 60
_SHORT = 30


@functools.cache
def _credit_pattern() -> re.Pattern[str]:
    """ "Photo: …" behind a full stop or a dash; phrases such as "photo by" need no colon."""
    words = sorted(vocabulary().credit, key=lambda word: (-len(word), word))
    marked = "|".join(re.escape(word) for word in words)
    phrases = "|".join(re.escape(word) for word in words if " " in word)
    return re.compile(
        r"(?:^|(?<=[.!?…\"”»)])\s+|(?<=\s)[|–—-]\s*)"
        rf"(?P<tail>(?:(?:{marked})\s*[:./©]|(?:{phrases})\s)\s*(?:[^.!?:]|(?<=\b\w)\.){{2,90}}?(?:\.\w{{2,3}})?)[\s.)]*$",
        re.IGNORECASE,
    )


@functools.cache
def _first_credit_words() -> frozenset[str]:
    """The words that credits begin with: where none of them stands in a line, no pattern need be tried."""
    return frozenset(word for phrase in vocabulary().credit for word in phrase.split()[:1])


@functools.cache
def _own_credits() -> tuple[str, ...]:
    """Credits without a name: "photo by the author"; longest first."""
    found = {fold(str(word)) for file in language_files() for word in file.get("credit_alone") or []}
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


@functools.cache
def _credit_phrases() -> dict[str, tuple[str, ...]]:
    return by_first_word(tuple(sorted(vocabulary().credit, key=lambda word: (-len(word), word))))


def _unmarked_credit(text: str, words: Vocabulary) -> str:
    """A credit's word and names at the end of a line, with no colon between: "the wheel of the mill Photo A. Reed".

    What stands before is no title: most of its words begin small; and a name alone is two words or an initial.
    """
    tokens = text.split()
    for place in range(max(0, len(tokens) - 6), len(tokens) - 1):
        word = tokens[place]
        if not word[0].isupper() or fold(word) not in _first_credit_words():
            continue
        tail = " ".join(tokens[place:])
        lead = leading(fold(tail), _credit_phrases())
        names = tail[len(lead) :].strip() if lead else ""
        if not names or len(names.split()) < 2 or not _NAMES_ALONE.match(names):
            continue
        if any(fold(token) in words.common and token[0].isupper() for token in names.split()):
            continue
        before = [token for token in tokens[:place] if token[0].isalpha()]
        if sum(token[0].isupper() for token in before) <= len(before) // 2 and (before or len(tokens) <= 5):
            return tail
    return ""


def photographer(credit: str) -> str:
    """The name that a credit begins with, without "Photo by" and the like."""
    phrase = leading(fold(credit), _credit_phrases())
    return credit[len(phrase) :].lstrip(" :.©") if phrase else credit


def credit_tail(text: str, press: Press, words: Vocabulary) -> str:
    """The credit at the end of a line, as printed, or "": brackets with a photographer, names between slashes with an
    agency among them, "Photo: …", "via …"."""
    if words.after_credit:
        tail = text[-_LONGEST_AFTER:].lower()
        for phrase in words.after_credit:
            if tail.endswith(phrase):
                text = text[: -len(phrase)].rstrip()
    end = text[-_WINDOW:]
    return (
        _bracketed(end, press, words)
        or _slashed(end, press)
        or _named(text, end, press, words)
        or _without_name(text, end, words)
    )


def _bracketed(end: str, press: Press, words: Vocabulary) -> str:
    bracket = _BRACKET.search(end) if end.rstrip(" .")[-1:] in (")", "]") else None
    return bracket.group(0).strip(" .") if bracket and _is_credit(bracket.group("in"), press, words) else ""


def _slashed(end: str, press: Press) -> str:
    slashed = _SLASHED.search(end) if "/" in end or "|" in end else None
    if slashed:
        tail = _after_sentence(slashed.group("tail"))
        if any(
            press.is_picture_name(name.strip(" .")) or press.outlet_of_name(name) for name in re.split(r"[/|]", tail)
        ):
            return tail.strip(" .,")
    return ""


def _named(text: str, end: str, press: Press, words: Vocabulary) -> str:
    comma = _WITH_COMMA.match(text) if len(text) < _WINDOW and "," in text else None
    if comma and press.is_picture_name(comma.group("name").strip(" .")):
        return text.strip(" .")
    if "©" in end and (sign := _COPYRIGHT.search(end)):
        return sign.group(0).strip(" .")
    via = _VIA.search(end) if "via " in end else None
    if via and press.is_picture_name(via.group("name").strip(" .")):
        return via.group(0).strip(" .,")
    return ""


def _without_name(text: str, end: str, words: Vocabulary) -> str:
    """Credits that begin with a word for pictures."""
    folded = fold(end)
    if _first_credit_words().isdisjoint(_LETTERS.findall(folded)):
        return ""
    bare = folded.rstrip(" .)")
    if bare.endswith(_own_credits()) and len(folded) == len(end):
        for phrase in _own_credits():
            start = len(bare) - len(phrase)
            if bare.endswith(phrase) and (start == 0 or (not bare[start - 1].isalnum() and end[start].isupper())):
                return end[start : len(bare)].strip(" .")
    named = _credit_pattern().search(end)
    if named and (named.start() or len(text) <= _WINDOW) and len(named.group("tail").split()) <= 12:
        return named.group("tail").strip(" .")
    return _unmarked_credit(end, words) if len(text) <= 2 * _WINDOW else ""


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
    old, heads = by_first_word(words.file_photo), by_first_word(words.caption)
    for index, block in enumerate(blocks):
        if not sheet.is_open(index) or block.words > _LONGEST:
            continue
        tail = credit_tail(block.shown, press, words)
        if tail:
            rest = block.shown.rstrip(" .")
            whole = len(rest) - len(tail) <= 2
            sheet.mark(index, "credit" if whole else "caption", "credit-line" if whole else "credit-at-end")
        elif begins(block.fold, old) or (block.words > 3 and begins(block.fold, heads)):
            sheet.mark(index, "caption", "caption-word")
        elif block.words <= 80 and "(" in block.shown and _has_side(block.shown):
            sheet.mark(index, "caption", "left-and-right")
    for index, block in enumerate(blocks):
        below = index + 1
        if (
            sheet.is_open(index)
            and below < len(blocks)
            and sheet.roles[below] == "credit"
            and (block.after == 0 or (block.after == 1 and not block.ends))
            and 4 < block.words <= (_LONGEST if block.after == 0 else _SHORT)
        ):
            sheet.mark(index, "caption", "credit-below")
    _mark_doubles(sheet)


@functools.cache
def _sides() -> tuple[str, ...]:
    return tuple(mark for mark in vocabulary().caption_words if mark[0] == "(")


def _has_side(text: str) -> bool:
    """Whether a line says who stands on which side: "(L)", "(links)"."""
    return any(mark in text for mark in _sides())


def _mark_doubles(sheet: Sheet) -> None:
    """A caption printed a second time beside itself, with or without its credit or its first words."""
    blocks, roles = sheet.blocks, sheet.roles
    for index, block in enumerate(blocks):
        if not 6 <= block.words <= _LONGEST:
            continue
        for near in range(index + 1, min(index + 3, len(blocks))):
            first, second = block.fold, blocks[near].fold
            if blocks[near].words < 6:
                continue
            if roles[index] != "caption" and roles[near] != "caption":
                # A sentence printed twice with nothing between: titles are doubled too, but do not end in a full stop.
                if near == index + 1 and first == second and block.ends and block.words <= _SHORT + _SHORT // 2:
                    sheet.mark(index, "caption", "caption-twice")
                    sheet.mark(near, "caption", "caption-twice")
                continue
            if first.startswith(second) or second.startswith(first) or first.endswith(second) or second.endswith(first):
                sheet.mark(index, "caption", "caption-again")
                sheet.mark(near, "caption", "caption-again")
