"""Where one article ends and the next begins in a file that holds several.

Each short line is asked how strongly it reads as the headline of what follows: by the gap above it, by a caption or
byline below it, by words it shares with the paragraph behind it, by people whom that paragraph introduces anew by
full name. A subhead answers few of these.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from sitegen.base.text import fold
from sitegen.clean.dates import find_dates, find_weekdays
from sitegen.clean.language import content_words
from sitegen.clean.linemodel import line_model
from sitegen.clean.lines import Block, Part, Sheet
from sitegen.clean.span import prose_of

_ANY_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_LEAST_WORDS = 60
_RULE = 4.8
_LEAST_LEARNED = -2.0
_LEAST_LEARNED_IN_PAGE = 1.5
_SCRAP_WORDS = 5
_SCRAPS_OF_A_PAGE = 0.3
_LEAST_OF_A_PAGE = 12
_FARTHEST_LEDE = 9
_LEDE = 600
_AROUND = 12
_SIZES = (4, 5, 6, 8, 11, 15, 20)
_SHARES = (0.01, 0.15, 0.3, 0.45, 0.6, 0.8)
_NAME = re.compile(r"(?<![.!?]\s)(?<!^)\b([^\W\d_a-zа-яёіїєґў][\w’'-]+)\b")
_FULL_NAME = re.compile(r"\b[^\W\d_a-zа-яёіїєґў][\w’'-]+(?:\s+[^\W\d_a-zа-яёіїєґў][\w’'-]+){1,3}")


def split_articles(sheet: Sheet) -> None:
    """Cuts the sheet into parts, one for each article; a file of one article is one part."""
    sheet.is_page = is_page(sheet)
    weights = line_model().splits
    starts = [0]
    company = Company(sheet)
    for index in range(company.opening + 1, len(sheet.blocks)):
        row = company.evidence(index)
        if row and _is_boundary(
            sheet, sum(weights.get(name, 0.0) for name in row), by_rule(sheet, index, company.names)
        ):
            if _is_repeated_sentence(sheet, starts[-1], index):
                sheet.mark(index, "caption", "sentence-again")
                continue
            starts.append(index)
            company.begin(index)
        company.read(index)
    sheet.parts = [Part(start, stop) for start, stop in zip(starts, [*starts[1:], len(sheet.blocks)], strict=True)]
    for part in sheet.parts[1:]:
        part.title = part.start


def _is_boundary(sheet: Sheet, learned: float, ruled: float) -> bool:
    """Learned weights know how much each sign tells, rules what must be there: neither is as good as both."""
    least = _LEAST_LEARNED_IN_PAGE if sheet.is_page else _LEAST_LEARNED
    return learned > least and learned + ruled > _RULE


class Company:
    """What has been read since the last article began: its names and words, by which a new one is told apart."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.opening = _first_prose(sheet, 0)
        self.words = sheet.blocks[self.opening].words if self.opening < len(sheet.blocks) else 0
        self.names: set[str] = set()
        self.stems: set[str] = set()
        self.unread: list[int] = []
        """Blocks whose names and stems are taken in when they are asked for."""
        self.at = self.opening
        gaps = sorted(block.gap for block in sheet.blocks[1:]) or [0]
        self.usual_gap = gaps[len(gaps) // 2]
        self.stems_of: dict[int, set[str]] = {}
        prose = sum(1 for block in sheet.blocks if block.ends and block.words >= 8)
        heads = sum(1 for index in range(len(sheet.blocks)) if is_candidate(sheet, index))
        self.density = heads / max(1, prose)

    def begin(self, index: int) -> None:
        """A new article begins at a block."""
        self.words, self.names, self.stems, self.unread, self.at = 0, set(), set(), [], index

    def read(self, index: int) -> None:
        """Takes in a block of the present article."""
        block = self.sheet.blocks[index]
        if not self.sheet.roles[index] and prose_of(block) > 0 and index > self.at:
            self.words += block.words
            self.unread.append(index)

    def _stems(self, index: int) -> set[str]:
        if index not in self.stems_of:
            self.stems_of[index] = content_words(self.sheet.blocks[index].shown)
        return self.stems_of[index]

    def evidence(self, index: int) -> list[str]:
        """What speaks for and against a block being the headline of a further article; nothing where it cannot be."""
        sheet = self.sheet
        if self.words < _LEAST_WORDS or not is_candidate(sheet, index):
            return []
        lede = _first_prose(sheet, index + 1)
        if lede >= len(sheet.blocks) or lede - index > _FARTHEST_LEDE or _prose_words(sheet, index) < _LEAST_WORDS:
            return []
        for near in self.unread:
            self.names.update(_surnames(sheet.blocks[near]))
            self.stems |= self._stems(near)
        self.unread = []
        block = sheet.blocks[index]
        between = range(index + 1, lede)
        text = sheet.blocks[lede].shown[:_LEDE]
        head, told = self._stems(index), content_words(text)
        names, stems = self._behind(index)
        full = {fold(name.split()[-1]) for name in _FULL_NAME.findall(text)}
        known = bisect_right(_SHARES, len(names & self.names) / len(names)) if names else 9
        same = bisect_right(_SHARES, len(stems & self.stems) / len(stems)) if stems else 9
        size = bisect_right(_SIZES, block.words)
        row = [
            "*", f"gap{min(3, max(-1, block.gap - self.usual_gap))}", f"g{min(4, block.gap)}",
            f"a{min(2, block.after)}",
            f"w{size}", f"lede{min(4, lede - index)}", f"open{min(2, sum(sheet.is_open(near) for near in between))}",
            f"shared{min(4, len(head & told))}", f"known{known}", f"same{same}",
            f"full{min(2, len(full & self.names))}",
            f"head{bisect_right(_SHARES, len(head & self.stems) / len(head)) if head else 9}",
            f"many{bisect_right((0.05, 0.1, 0.2, 0.4), self.density)}",
            f"since{bisect_right((100, 150, 250, 500, 1000), self.words)}",
            f"{'page' if sheet.is_page else 'paste'}",
            f"before-{sheet.rules[index - 1] or ('prose' if sheet.blocks[index - 1].ends else 'short')}",
            f"before-{sheet.roles[index - 1] or 'open'}",
        ]  # fmt: skip
        row += sorted({f"between-{sheet.roles[near]}" for near in between if sheet.roles[near]})
        row += sorted({f"between-{sheet.rules[near]}" for near in between if sheet.rules[near] in _TELLING})
        row += sorted({f"above-{sheet.roles[near]}" for near in range(max(0, index - 4), index) if sheet.roles[near]})
        for name, holds in (
            ("weekday", bool(find_weekdays(text))),
            ("dated", bool(find_dates(text[:90]))),
            ("case", block.words >= 5 and is_title_case(block)),
            ("quote", block.is_quote),
            ("question", block.shown.endswith("?")),
            ("goes-on", _opens_inside(sheet, text)),
            ("twice", any(sheet.blocks[near].fold == block.fold for near in between)),
            ("indent", block.indent > 0),
        ):
            if holds:
                row.append(name)
        return row

    def _behind(self, index: int) -> tuple[set[str], set[str]]:
        """Names and stems of the paragraphs behind a block."""
        names: set[str] = set()
        stems: set[str] = set()
        for near in range(index + 1, min(index + _AROUND, len(self.sheet.blocks))):
            if self.sheet.is_open(near) and self.sheet.blocks[near].ends:
                names |= _surnames(self.sheet.blocks[near])
                stems |= self._stems(near)
        return names, stems


_TELLING = frozenset({"tags", "relative-time", "press-name-alone", "byline-word", "date-alone"})


def is_page(sheet: Sheet) -> bool:
    """Whether the text is a whole page's, menus and teasers included, rather than articles pasted one after another."""
    scraps = sum(
        1
        for index, block in enumerate(sheet.blocks)
        if block.words <= _SCRAP_WORDS and not block.ends and sheet.roles[index] in ("", "furniture")
    )
    return len(sheet.blocks) >= _LEAST_OF_A_PAGE and scraps > _SCRAPS_OF_A_PAGE * len(sheet.blocks)


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


def by_rule(sheet: Sheet, index: int, seen: set[str]) -> float:
    """How strongly a line reads as a headline by what compilations have in common; `_RULE` and more is one."""
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
