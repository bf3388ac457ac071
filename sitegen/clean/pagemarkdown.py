"""Blocks of a page's body → Markdown: paragraphs, subheads, lists, quotations, tables, with links and emphasis."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sitegen.clean.lines import Part, Sheet, markup_of
from sitegen.clean.markdown import escape_inside, escape_start, subhead_text
from sitegen.clean.runs import Markup, inline_markdown
from sitegen.clean.span import DECK

_HEAD_END = re.compile(r"(#+)$")
_FENCE = re.compile(r"`{3,}")
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class _Piece:
    """One block of Markdown with what decides how it joins the one before."""

    text: str
    kind: str
    """`p`, `head`, `item`, `row`."""
    item: int = 0
    quote: int = 0
    columns: int = 0


def page_markdown(sheet: Sheet, part: Part) -> str:
    """The body of a page's article."""
    pieces = []
    seen: set[int] = set()
    levels = [level for index in range(part.start, part.stop)
              if sheet.roles[index] == "subhead" and (level := markup_of(sheet.blocks[index]).level)]  # fmt: skip
    top = min(levels, default=2)
    for index in range(part.start, part.stop):
        role, block = sheet.roles[index], sheet.blocks[index]
        markup = markup_of(block)
        if role == "subhead" and sheet.rules[index] != DECK:
            text = subhead_text(block.shown)
            if text != block.shown:
                line = escape_start(escape_inside(text))
            else:
                line = _line(markup, sheet.base, styled=False).replace("\\\n", " ")
            if line:
                marks = "###" if markup.level > top else "##"
                pieces.append(_Piece(f"{marks} " + _HEAD_END.sub(r"\\\1", line), "head"))
        elif role == "body":
            pieces.append(_piece(markup, sheet.base, seen))
    return _together([piece for piece in pieces if piece.text])


def _line(markup: Markup, base: str, *, styled: bool = True) -> str:
    text = inline_markdown(markup.runs, escape_inside, base, styled=styled)
    return "\n".join(escape_start(line) for line in text.split("\n"))


def _piece(markup: Markup, base: str, seen: set[int]) -> _Piece:
    quote = min(markup.quote, _DEEPEST)
    if markup.pre:
        text = "".join(run.text for run in markup.runs).strip("\n")
        fence = "`" * max(3, max((len(found) + 1 for found in _FENCE.findall(text)), default=3))
        return _Piece(f"{fence}\n{text}\n{fence}", "p", 0, quote)
    if markup.is_row:
        cells: list[list[object]] = [[]]
        for run in markup.runs:
            if run.text == "\t":
                cells.append([])
            else:
                cells[-1].append(run)
        texts = [inline_markdown(tuple(cell), escape_inside, base).replace("\\\n", " ").replace("|", "\\|")  # type: ignore[arg-type]
                 for cell in cells]  # fmt: skip
        return _Piece("| " + " | ".join(texts) + " |", "row", 0, quote, len(texts))
    text = _line(markup, base)
    if markup.item and text:
        depth = min(len(markup.lists), _DEEPEST)
        first = markup.item not in seen
        seen.add(markup.item)
        number = markup.lists[-1]
        mark = f"{number}." if number else "-"
        outer = sum(3 if outer_number else 2 for outer_number in markup.lists[: depth - 1])
        indent = " " * outer
        inner = indent + " " * (len(mark) + 1)
        lines = text.split("\n")
        head = f"{indent}{mark} {lines[0]}" if first else inner + lines[0]
        return _Piece("\n".join([head, *(inner + line for line in lines[1:])]), "item" if first else "more",
                      markup.item, quote)  # fmt: skip
    return _Piece(text, "p", 0, quote)


def _together(pieces: list[_Piece]) -> str:
    out: list[str] = []
    previous: _Piece | None = None
    for place, piece in enumerate(pieces):
        lines = piece.text.split("\n")
        if previous is not None:
            tight = previous.quote == piece.quote and (
                (piece.kind == "item" and previous.kind in ("item", "more"))
                or (piece.kind == previous.kind == "row" and previous.columns == piece.columns)
            )
            if not tight:
                out.append((">" * min(previous.quote, piece.quote)).strip())
        if piece.kind == "row":
            starts = previous is None or previous.kind != "row" or previous.columns != piece.columns
            follows = place + 1 < len(pieces) and pieces[place + 1].kind == "row" \
                and pieces[place + 1].columns == piece.columns  # fmt: skip
            if starts and follows:
                lines.append("|" + " --- |" * piece.columns)
            elif starts:
                # One row alone is no table: its cells are read as one line.
                lines = [escape_start(piece.text.strip("| ").replace(" | ", " — "))]
        prefix = "> " * piece.quote
        out += [(prefix + line).rstrip() if line else prefix.rstrip() for line in lines]
        previous = piece
    return "\n".join(out)
