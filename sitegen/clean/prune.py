"""A second opinion on a saved page's body: the line model, with what the tree and the extractor say as evidence.

Rules and the extractor's vote have chosen; the model looks at the chosen blocks and a few around them and takes out
what interrupts the body, or takes in what was lost.
"""

from __future__ import annotations

from bisect import bisect_right

from sitegen.clean.features import features_of
from sitegen.clean.linemodel import BODY, labels_of, page_model, totals_of
from sitegen.clean.lines import Block, Sheet, markup_of
from sitegen.clean.span import is_whole

AROUND = 8
MODEL = "page-model"
LOST = "lost-by-extractor"
_DENSITIES = (0.01, 0.15, 0.35, 0.6, 0.85)
_KEPT = frozenset({"title", "caption", "credit", "related"})
_HEAD = frozenset({"title", "byline", "dateline"})
_LEAST_KEPT = 0.5
_TRUST = 10.0


def prune_body(sheet: Sheet) -> None:
    """Lets the model decide about the chosen blocks and their neighbours; it may not throw half of a body away."""
    for part in sheet.parts:
        if part.body[0] == part.body[1]:
            continue
        first, last, rows = page_rows(sheet, part.title)
        whole = [sheet.is_open(index) and is_whole(sheet.blocks[index]) for index in range(first, last)]
        # Where rules and extractor agree on a whole sentence, the model must be sure to say otherwise.
        agreed = [sheet.votes[index] and sheet.roles[index] == "body" for index in range(first, last)]
        trust = [_TRUST if both and is_whole(sheet.blocks[index]) else 0.0 for index, both in enumerate(agreed, first)]
        labels = labels_of(page_model(), totals_of(page_model(), rows), trust, whole)
        chosen = [index for index in range(first, last) if sheet.roles[index] == "body"]
        body = [
            index
            for index, label in enumerate(labels, first)
            if label == BODY and sheet.roles[index] not in _KEPT and index > part.title
        ]
        # What rules took in by its place is what the extractor lost: its vote cannot speak against that.
        lost = [index for index in chosen if sheet.rules[index] == LOST and is_whole(sheet.blocks[index])]
        opening = [
            index
            for index in chosen
            if index and sheet.votes[index] and is_whole(sheet.blocks[index]) and sheet.roles[index - 1] in _HEAD
        ]
        inside = {*body, *lost, *opening}
        body = sorted(inside)
        was, kept = _words(sheet, chosen), _words(sheet, sorted(inside.intersection(chosen)))
        if kept < _LEAST_KEPT * was:
            continue
        for index in range(first, last):
            if index in inside and sheet.roles[index] != "body":
                sheet.mark(index, "body", MODEL, again=True)
            elif index not in inside and sheet.roles[index] == "body":
                sheet.mark(index, "furniture", MODEL, again=True)
        part.body = body[0], body[-1] + 1


def _words(sheet: Sheet, places: list[int]) -> int:
    return sum(sheet.blocks[index].words for index in places)


def page_rows(sheet: Sheet, title: int) -> tuple[int, int, list[list[str]]]:
    """First and behind-last block of the stretch that the model is asked about, and the features of its blocks."""
    chosen = [index for index, role in enumerate(sheet.roles) if role == "body"]
    first, last = max(0, chosen[0] - AROUND), min(len(sheet.blocks), chosen[-1] + 1 + AROUND)
    rows = features_of(sheet, first, last)
    wrapper = markup_of(sheet.blocks[chosen[len(chosen) // 2]])
    inner = {sheet.blocks[index].markup.container for index in chosen if sheet.blocks[index].markup}  # type: ignore[union-attr]
    for index in range(first, last):
        rows[index - first] += _page_features(sheet, index, title, wrapper.places | wrapper.hints, inner)
    return first, last, rows


def _choice(sheet: Sheet, index: int) -> str:
    """What rules and the extractor took a block for: both, one, or none."""
    if not 0 <= index < len(sheet.blocks):
        return "^"
    return f"{int(sheet.roles[index] == 'body')}{int(sheet.votes[index])}"


def _page_features(sheet: Sheet, index: int, title: int, around: frozenset[str], inner: set[int]) -> list[str]:
    block: Block = sheet.blocks[index]
    markup = markup_of(block)
    choice = _choice(sheet, index)
    size = "L" if block.words >= 20 else ("M" if block.words >= 8 else "S")
    linked = bisect_right(_DENSITIES, markup.link_density)
    row = [
        f"P{choice}", f"P{choice}{size}", f"P{choice}{size}{int(block.ends)}",
        f"P<{_choice(sheet, index - 1)}{choice}", f"P>{choice}{_choice(sheet, index + 1)}",
        f"Pt{markup.tag}", f"Pt{markup.tag}{size}", f"Pt{markup.tag}{choice}", f"Pk{linked}", f"Pk{linked}{size}",
        f"Pk{linked}{choice}", f"Pl{markup.level}", f"Pq{min(2, markup.quote)}", f"Pi{min(2, len(markup.lists))}",
        f"Pc{int(markup.container in inner)}{choice}", "P<title" if index < title else "P>title",
    ]  # fmt: skip
    row += [f"Pp{name}{int(name in around)}" for name in markup.places | markup.hints]
    if markup.figure:
        row.append("Pfigure")
    if markup.after_image:
        row.append(f"Pimage{size}")
    if markup.times:
        row.append("Ptime")
    if block.words and markup.is_strong:
        row.append(f"Pstrong{size}")
    if block.words and markup.is_emphasised:
        row.append(f"Pitalic{size}")
    if sheet.rules[index]:
        row.append(f"PR{sheet.rules[index]}")
    return row
