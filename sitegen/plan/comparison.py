"""Two texts side by side: a list of changes → rows of paragraphs, those alike run together."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from sitegen.model.lineage import ADD, KEEP, REMOVE, Change
from sitegen.model.network_views import ComparisonRow, Run

_ROWS = 300
_END_OF_PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*")
Paragraphs = list[list[Run]]


@dataclass(frozen=True, slots=True)
class Comparison:
    rows: tuple[ComparisonRow, ...] = ()
    cut: int = 0
    """Rows that are left out at the end."""
    added: int = 0
    """Words."""
    removed: int = 0


@dataclass(slots=True)
class _Row:
    """The row that is being filled."""

    left: Paragraphs = field(default_factory=lambda: [[]])
    right: Paragraphs = field(default_factory=lambda: [[]])


def comparison(changes: Iterable[Change]) -> Comparison:
    """The rows of a comparison.

    A row ends where both texts end a paragraph together, or where one has whole paragraphs that the other has not.
    """
    rows: list[_Row] = [_Row()]
    added = removed = 0
    for change in changes:
        if change.op == KEEP:
            _keep(rows, change)
        elif change.op == REMOVE:
            removed += _words(change.text_a)
            _one_side(rows, change.text_a, REMOVE)
        else:
            added += _words(change.text_b)
            _one_side(rows, change.text_b, ADD)
    views = _joined(view for row in rows if (view := _view(row)))
    return Comparison(tuple(views[:_ROWS]), max(0, len(views) - _ROWS), added, removed)


def _keep(rows: list[_Row], change: Change) -> None:
    if all(len(side) > 1 and not side[-1] for side in (rows[-1].left, rows[-1].right)):
        # What was changed ended a paragraph in both.
        rows.append(_Row())
    left = _END_OF_PARAGRAPH.split(change.text_a)
    right = _END_OF_PARAGRAPH.split(change.text_b or change.text_a)
    if len(left) != len(right):
        # One runs together what the other parts: the row goes on, each side with its own paragraphs.
        for side, parts in ((rows[-1].left, left), (rows[-1].right, right)):
            for index, part in enumerate(parts):
                if index:
                    side.append([])
                side[-1].append(Run(KEEP, part))
        return
    for index, (one, other) in enumerate(zip(left, right, strict=True)):
        if index:
            rows.append(_Row())
        rows[-1].left[-1].append(Run(KEEP, one))
        rows[-1].right[-1].append(Run(KEEP, other))


def _one_side(rows: list[_Row], text: str, op: str) -> None:
    for index, part in enumerate(_END_OF_PARAGRAPH.split(text)):
        side, other = (rows[-1].left, rows[-1].right) if op == REMOVE else (rows[-1].right, rows[-1].left)
        if index and (_is_empty(other) or _is_kept(side)):
            rows.append(_Row())
            side = rows[-1].left if op == REMOVE else rows[-1].right
        elif index:
            side.append([])
        if part:
            side[-1].append(Run(op, part))


def _is_empty(side: Paragraphs) -> bool:
    return not any(run.text.strip() for paragraph in side for run in paragraph)


def _is_kept(side: Paragraphs) -> bool:
    """Whether the row says nothing so far that the other text has not."""
    return all(run.op == KEEP for paragraph in side for run in paragraph if run.text.strip())


def _view(row: _Row) -> ComparisonRow | None:
    left, right = _tidy(row.left), _tidy(row.right)
    if not left and not right:
        return None
    same = all(run.op == KEEP for paragraph in (*left, *right) for run in paragraph) and len(left) == len(right)
    words = max(_count(left), _count(right))
    return ComparisonRow(same, left, () if same else right, words)


def _tidy(side: Paragraphs) -> tuple[tuple[Run, ...], ...]:
    """Without empty paragraphs and runs; neighbours of one kind joined."""
    out: list[tuple[Run, ...]] = []
    for paragraph in side:
        runs: list[Run] = []
        for run in paragraph:
            if runs and runs[-1].op == run.op:
                runs[-1] = Run(run.op, runs[-1].text + run.text)
            elif run.text:
                runs.append(run)
        if any(run.text.strip() for run in runs):
            out.append(tuple(runs))
    return tuple(out)


def _joined(rows: Iterable[ComparisonRow]) -> list[ComparisonRow]:
    out: list[ComparisonRow] = []
    for row in rows:
        if out and row.same and out[-1].same:
            out[-1] = ComparisonRow(True, out[-1].left + row.left, (), out[-1].words + row.words)
        else:
            out.append(row)
    return out


def _count(side: tuple[tuple[Run, ...], ...]) -> int:
    return sum(_words(run.text) for paragraph in side for run in paragraph)


def _words(text: str) -> int:
    return len(text.split())
