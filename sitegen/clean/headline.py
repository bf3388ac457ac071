"""Which line is the headline of a part, and which lines merely repeat it."""

from __future__ import annotations

import re
from bisect import bisect_right

from sitegen.base.text import fold
from sitegen.clean.language import content_words
from sitegen.clean.linemodel import line_model
from sitegen.clean.lines import Block, Part, Sheet
from sitegen.clean.span import main_span
from sitegen.clean.split import is_title_case

_REACH = 60
_NEAR_WAY = 15
_ADDRESS = re.compile(r"(?:https?://|www\.)\S")
_LONGEST = 30
_LEDE_BLOCKS = 8
_LEDE = 4000
_NEAR = 4
_TWICE = 3
_SENTENCE = 9
_SIZES = (2, 3, 4, 5, 6, 8, 11, 15, 20, 25)
_DISTANCES = (-30, -15, -8, -5, -4, -3, -2, -1, 0, 1, 2, 3)
_SHARES = (0.01, 0.2, 0.34, 0.5, 0.67, 0.84)


def choose_titles(sheet: Sheet) -> None:
    """Finds each part's headline above its body and marks its repetitions as furniture."""
    for part in sheet.parts:
        if part.title < 0:
            part.title = _headline(sheet, part)
        if part.title < 0:
            continue
        sheet.mark(part.title, "title", "headline", again=True)
        _mark_repetitions(sheet, part)


def _headline(sheet: Sheet, part: Part) -> int:
    weights = line_model().titles
    best, found = 0.0, -1
    for index, row in title_candidates(sheet, part):
        score = sum(weights.get(name, 0.0) for name in row)
        if found < 0 or score > best:
            best, found = score, index
    # Being no headline at all is a candidate too: its score is zero.
    if best <= 0.0:
        return -1
    found = _behind_way(sheet, part, found)
    # Of a headline printed twice in a row the first is the headline.
    for near in range(max(part.start, found - _TWICE), found):
        if sheet.blocks[near].fold == sheet.blocks[found].fold and sheet.is_open(near):
            return near
    return found


def _behind_way(sheet: Sheet, part: Part, found: int) -> int:
    """The headline itself where what was found is the way to it ("Home News Headline") and it stands near by."""
    way = sheet.blocks[found].fold
    for other in range(max(part.start, found - _NEAR_WAY), min(found + _NEAR_WAY, part.stop)):
        block = sheet.blocks[other]
        if 3 <= block.words < sheet.blocks[found].words and way.endswith(block.fold) and _is_possible(sheet, other):
            return other
    return found


def title_candidates(sheet: Sheet, part: Part) -> list[tuple[int, list[str]]]:
    """The blocks that may be the headline of a part, with what speaks for and against each.

    Returns:
        index of the block and names of features, as `features.features_of` gives them for lines.
    """
    first, last = main_span(sheet, part)
    if first == last:
        return []
    lede = content_words(
        " ".join(block.shown for block in sheet.blocks[first : min(last, first + _LEDE_BLOCKS)])[:_LEDE]
    )
    counts: dict[str, int] = {}
    for block in sheet.blocks[part.start : part.stop]:
        if block.words <= _LONGEST:
            counts[block.fold] = counts.get(block.fold, 0) + 1
    # The span may have swallowed the headline, where it ends like a sentence.
    places = range(max(part.start, first - _REACH), min(first + 3, last))
    possible = [index for index in places if _is_possible(sheet, index)]
    if any(index < first and not _is_sentence(sheet, index) for index in possible):
        # With a line above it that may be the headline, a whole sentence of the body is none.
        possible = [index for index in possible if index < first or not _is_sentence(sheet, index)]
    content = {index: content_words(sheet.blocks[index].shown) for index in possible}
    most = max((len(words & lede) for words in content.values()), default=0)
    out = []
    for index in possible:
        out.append((index, _title_features(sheet, part, index, first, content[index], lede, counts, most)))
    return out


def _is_possible(sheet: Sheet, index: int) -> bool:
    block = sheet.blocks[index]
    if block.shown[0] in "—–" or _ADDRESS.match(block.shown):
        return False
    return 1 <= block.words <= _LONGEST and (
        sheet.is_open(index) or sheet.rules[index] in ("related-word", "tags", "link-alone", "relative-time")
    )


def _is_sentence(sheet: Sheet, index: int) -> bool:
    block = sheet.blocks[index]
    return block.words >= _SENTENCE and block.shown.endswith(".")


def _title_features(
    sheet: Sheet,
    part: Part,
    index: int,
    first: int,
    content: set[str],
    lede: set[str],
    counts: dict[str, int],
    most: int,
) -> list[str]:
    block, blocks = sheet.blocks[index], sheet.blocks
    page = "W" if sheet.is_page else "S"
    size = bisect_right(_SIZES, block.words)
    distance = bisect_right(_DISTANCES, index - first)
    shared = len(content & lede)
    share = bisect_right(_SHARES, shared / len(content)) if content else 9
    end = block.shown[-1:] if block.shown[-1:] in '.?!:,;…"”»' else "-"
    between = [other for other in range(index + 1, first)] if index < first else []
    row = [
        "*", f"w{size}", f"{page}w{size}", f"e{end}", f"d{distance}", f"{page}d{distance}", f"s{share}",
        f"n{min(shared, 4)}", f"wn{size // 2}{min(shared, 4)}", f"g{min(block.gap, 3)}{min(block.after, 3)}",
        f"b{min(3, sum(sheet.prose[other] > 0 for other in between))}",
        f"B{bisect_right((1, 2, 4, 8, 16), len(between))}",
    ]  # fmt: skip
    if index == part.start:
        row += ["first", f"{page}first"]
    if shared and shared == most:
        row += ["most", f"{page}most"]
    if counts.get(block.fold, 0) > 1:
        row += ["again", f"again{min(shared, 2)}"]
    if block.lower:
        row.append("lower")
    if block.sentences:
        row.append("inner")
    if block.shown.isupper():
        row.append(f"upper{size // 2}")
    elif is_title_case(block):
        row.append(f"case{size // 2}")
    if block.is_quote:
        row.append("quote")
    if block.mark:
        row.append("list")
    if block.indent == 0 and any(other.indent for other in blocks[first : first + 3]):
        row.append("outdent")
    if sheet.roles[index]:
        row.append(f"R{sheet.rules[index]}")
    for sign in "|»›":
        if sign in block.shown:
            row.append(f"sign{sign}")
    for step in range(1, _NEAR + 1):
        for side, other in (("<", index - step), (">", index + step)):
            if part.start <= other < part.stop and sheet.roles[other] in ("byline", "dateline", "caption"):
                row.append(f"{side}{sheet.roles[other]}{step}")
    for side, other in (("<", index - 1), (">", index + 1)):
        if part.start <= other < part.stop:
            near = blocks[other]
            kind = sheet.roles[other] or ("p" if near.ends and near.words >= 8 else ("k" if near.words <= 4 else "l"))
            row += [f"{side}{kind}", f"{side}{kind}{size // 3}"]
            if side == ">" and near.fold.startswith(block.fold[:40]) and block.words > 2:
                row.append(">repeats")
        else:
            row.append(f"{side}edge")
    return row


def _mark_repetitions(sheet: Sheet, part: Part) -> None:
    title = sheet.blocks[part.title]
    same = fold(title.shown)
    for index in range(part.start, part.stop):
        if index != part.title and _is_same(sheet.blocks[index], same):
            sheet.mark(index, "furniture", "title-again")


def _is_same(block: Block, title: str) -> bool:
    return block.fold == title or (
        len(title) > 30
        and block.fold.startswith(title)
        and block.words <= 30
        and block.fold[len(title) :].lstrip()[:1] in ("|", "-", "·", "»")
    )
