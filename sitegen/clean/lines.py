"""Text → lines → blocks with their features, and the sheet on which the rules write roles.

A block is what a reader takes for one line of the page: usually one line of the file; where the file is hard-wrapped,
the lines of one paragraph. Features are facts (how many words, does it end a sentence); no block knows its role.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from sitegen.base.text import fold, squeeze
from sitegen.clean.language import Vocabulary, line_key
from sitegen.clean.outlets import Press
from sitegen.clean.runs import Markup

_LINK = re.compile(r"!?\[([^\[\]]*)\]\(([^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)")
_EMPHASIS = re.compile(r"(?<![\w*])(\*\*|__|\*|_)(?=\S)(.+?)(?<=\S)\1(?![\w*])")
_ANGLE = re.compile(r"<((?:https?|ftp)://[^\s<>]+)>")
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
_WORD = re.compile(r"\w[\w'’.-]*")
# Scripts without spaces: two signs count as one word.
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_URL = re.compile(r"https?://[^\s<>\"'()]+|www\.[^\s<>\"'()]+")
_SENTENCE_END = re.compile(r"[.!?…。！？]['\"’”»“)\]]*$|['\"’”»)\]][.!?…]+$")
_INNER_END = re.compile(r"[.!?…]['\"’”»)\]]*\s+[\"'“‘«(\[]?[A-ZÀ-ÞА-ЯЁЎІЇЄҐŁŚŻŹĆ0-9]")
_NOT_LETTER = re.compile(r"[\W_]+")
_PLAIN = Markup("p")
_WIDEST = 84
_SLACK = 8
_QUOTES = "\"'“”‘’«»„‚‹›"
_DASHES = "-–—"
_LIST_MARK = re.compile(r"^\s*(?:[*+•▪·◦o-]\s|\d+[.)]\s)")


@dataclass(frozen=True, slots=True)
class Block:
    """One block of the page with its features."""

    first: int
    """Line of the file, from 1."""
    last: int
    text: str
    """As printed: white space squeezed, wrapped lines joined."""
    shown: str
    """What a reader of the page saw: link targets and emphasis marks taken away."""
    key: str
    """For comparison with phrases; empty for long blocks."""
    fold: str
    words: int
    gap: int
    """Blank lines before it."""
    after: int
    """Blank lines behind it."""
    ends: bool
    """Ends a sentence."""
    sentences: bool
    """Has a sentence end inside."""
    lower: bool
    """Begins with a small letter."""
    urls: tuple[str, ...]
    is_list: bool = False
    indent: int = 0
    """Columns before its first sign: text browsers set headings and paragraphs at different ones."""
    mark: str = ""
    """The sign of its list entry: `*`, `+`, `1.`; empty where it is none."""
    markup: Markup | None = None
    """What the tree of a saved page says of it; nothing for a line of a text."""

    @property
    def is_quote(self) -> bool:
        """In quotation marks as a whole (agency dashes aside)."""
        bare = self.shown.strip(_DASHES + " ")
        if len(bare) < 3 or bare[0] not in _QUOTES or bare[-1] not in _QUOTES:
            return False
        # An apostrophe inside a word is no mark; a second pair inside means two quotations.
        inner = re.sub(r"(?<=\w)['’](?=\w)", "", bare[1:-1])
        return not any(mark in inner for mark in _QUOTES if mark in '"“”«»‘')

    @property
    def is_dashed(self) -> bool:
        """Between dashes, as agencies print subheads."""
        text = self.shown
        return len(text) > 4 and text[0] in _DASHES and text[-1] in _DASHES and text[1] == " "


@dataclass(slots=True)
class Part:
    """One article's stretch of the sheet: indexes of blocks."""

    start: int
    stop: int
    title: int = -1
    """The block that is its title; -1 where it has none."""
    body: tuple[int, int] = (0, 0)
    """First and behind-last block of the span that holds the body; equal where there is none."""


@dataclass(slots=True)
class Sheet:
    """The blocks of one file and what the rules have decided so far; a rule writes only where none has written."""

    blocks: tuple[Block, ...]
    words: Vocabulary
    press: Press
    house: frozenset[str] = frozenset()
    """Keys of lines that the archive's records name as furniture of a source."""
    repeats: Mapping[str, int] = field(default_factory=dict)
    """Folded lines of this file → in how many files of the archive they stand; empty where no others are at hand."""
    roles: list[str] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    is_page: bool = False
    """A whole page's text, menus and teasers included, rather than articles pasted one after another."""
    features: list[list[str]] = field(default_factory=list)
    """What can be seen of each block, for the line model."""
    totals: list[tuple[float, float, float, float, float]] = field(default_factory=list)
    """Sums of the line model's weights over the features of each block."""
    prose: list[float] = field(default_factory=list)
    """How much each block speaks for lying in an article, once the line model has weighed it."""
    labels: list[int] = field(default_factory=list)
    """The line model's label of each block; -1 where it was not asked."""
    votes: list[bool] = field(default_factory=list)
    """For a saved page: which blocks the extractor takes for body."""
    containers: list[int] = field(default_factory=list)
    """For a saved page: the number of the container around each container."""
    signatures: list[int] = field(default_factory=list)
    """For a saved page: a number for each container that containers of its kind share."""
    alts: frozenset[str] = frozenset()
    """For a saved page: the letters of what its pictures are said to show."""
    base: str = ""
    """For a saved page: what its relative links are resolved against."""

    def __post_init__(self) -> None:
        self.roles = [""] * len(self.blocks)
        self.rules = [""] * len(self.blocks)
        self.labels = [-1] * len(self.blocks)

    def mark(self, index: int, role: str, rule: str, *, again: bool = False) -> None:
        """Gives a block its role; a role already given stays, unless `again`."""
        if again or not self.roles[index]:
            self.roles[index], self.rules[index] = role, rule

    def is_open(self, index: int) -> bool:
        return not self.roles[index]


def split_lines(text: str) -> list[str]:
    """Lines as editors count them; a final line end opens no further line."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if len(lines) > 1 and not lines[-1]:
        lines.pop()
    return lines


def visible(text: str) -> str:
    """A line as the page showed it: `[text](target)` is text, emphasis marks are gone."""
    text = _INVISIBLE.sub("", text)
    if "](" in text:
        text = _LINK.sub(r"\1", text)
    # The bound keeps a line of thousands of unpaired marks from costing its square.
    if ("*" in text or "_" in text) and len(text) < 4000:
        text = _EMPHASIS.sub(r"\2", text)
    if "<" in text:
        text = _ANGLE.sub(r"\1", text)
    return squeeze(text)


def letters_of(text: str) -> str:
    """Letters and digits only: two spellings of white space and punctuation are one."""
    return _NOT_LETTER.sub("", text).lower()


def markup_of(block: Block) -> Markup:
    """The markup of a page's block; that of a plain paragraph for a line of a text."""
    return block.markup if block.markup is not None else _PLAIN


def block_links(block: Block, base: str = "") -> list[tuple[str, str]]:
    """Text and target of each link of a block."""
    return block.markup.links(base) if block.markup is not None else links_in(block.text)


def links_in(text: str) -> list[tuple[str, str]]:
    """Text and target of each Markdown link of a line."""
    return [(squeeze(match.group(1)), match.group(2)) for match in _LINK.finditer(text)] if "](" in text else []


def is_blank(line: str) -> bool:
    bare = line.strip()
    # Most lines begin with a letter: only those that do not may be made of signs that cannot be seen.
    return not bare or (not bare[0].isalnum() and not _INVISIBLE.sub("", bare).strip())


def read_blocks(lines: list[str]) -> tuple[Block, ...]:
    """The blocks of a file's lines."""
    wrapped = _wrap_width(lines)
    groups: list[list[int]] = []
    for number, line in enumerate(lines):
        if is_blank(line):
            continue
        previous = groups[-1][-1] if groups else -2
        if wrapped and previous == number - 1 and _continues(lines[previous], line, wrapped):
            groups[-1].append(number)
        else:
            groups.append([number])
    out: list[Block] = []
    for index, group in enumerate(groups):
        before = group[0] - groups[index - 1][-1] - 1 if index else group[0]
        behind = groups[index + 1][0] - group[-1] - 1 if index + 1 < len(groups) else len(lines) - 1 - group[-1]
        out.append(_measure(lines, group, before, behind))
    return tuple(out)


def _wrap_width(lines: list[str]) -> int:
    """The width at which a file's lines were wrapped, or 0.

    Wrapped text has no long lines, and many that come near the longest without ending a sentence.
    """
    lengths = sorted(len(line.rstrip()) for line in lines if not is_blank(line))
    if len(lengths) < 6:
        return 0
    width = lengths[int(len(lengths) * 0.98)]
    if not 45 <= width <= 110:
        return 0
    full = sum(
        1
        for first, second in itertools.pairwise(lines)
        if len(first.rstrip()) > width * 0.75 and not is_blank(second) and not _SENTENCE_END.search(first.rstrip())
    )
    # Not one line that is longer says the same, where menus make most of the lines.
    bounded = lengths[-1] <= _WIDEST and lengths[-1] - width <= _SLACK
    return width if full >= 3 and (bounded or full > len(lengths) * 0.08) else 0


def _continues(previous: str, line: str, width: int) -> bool:
    """Whether a wrapped line goes on with the paragraph of the line before: that one had no room for its first word."""
    first = line.split()[0] if line.split() else ""
    if _LIST_MARK.match(line) or (len(line) - len(line.lstrip())) > (len(previous) - len(previous.lstrip())) + 3:
        return False
    return len(previous.rstrip()) + 1 + len(first) > width * 0.9


def _count_words(text: str) -> int:
    unspaced = 0 if text.isascii() else len(_UNSPACED.findall(text))
    return len(_WORD.findall(text)) + unspaced // 2


def _measure(lines: list[str], group: list[int], before: int, behind: int) -> Block:
    text = squeeze(_INVISIBLE.sub("", " ".join(lines[number] for number in group)))
    opening = lines[group[0]]
    found = _LIST_MARK.match(opening)
    mark, indent = found.group(0).strip() if found else "", len(opening) - len(opening.lstrip())
    return _block(text, visible(text), (group[0] + 1, group[-1] + 1), (before, behind), mark, indent, None)


def block_of(text: str, number: int, before: int, behind: int, markup: Markup) -> Block:
    """A block of a saved page: its text is what a reader saw, and its number its place among the page's blocks."""
    text = squeeze(_INVISIBLE.sub("", text))
    return _block(text, text, (number, number), (before, behind), "*" if markup.lists else "", 0, markup)


def plain_block(text: str, number: int, markup: Markup) -> Block:
    """A block of which nothing but its words and place will be asked."""
    text = squeeze(_INVISIBLE.sub("", text))
    words = len(text.split())
    return Block(number, number, text, text, "", "", words, 1, 1, False, False, False, (), False, 0, "", markup)


def _block(
    text: str, shown: str, place: tuple[int, int], gaps: tuple[int, int], mark: str, indent: int, markup: Markup | None
) -> Block:
    letters = shown.lstrip(_QUOTES + " (")
    return Block(
        *place,
        text,
        shown,
        line_key(shown),
        fold(shown) if len(shown) <= 400 else shown.lower(),
        _count_words(shown),
        *gaps,
        bool(_SENTENCE_END.search(shown[-24:])),
        bool(_INNER_END.search(shown)),
        bool(letters) and letters[0].islower(),
        tuple(_URL.findall(text)),
        bool(mark),
        indent,
        mark,
        markup,
    )
