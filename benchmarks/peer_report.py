"""Medians of what was measured: a table in Markdown and a plot in SVG."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from statistics import median
from typing import Any

HUGO, PAGEFIND = "hugo", "pagefind"
SCENARIOS = {
    "cold": "cold: no output, no cache",
    "same": "nothing changed",
    "body": "one body edited",
    "title": "one title edited",
    "alias": "one alias of an actor added",
    "search": "search index, all of it",
    "search-body": "one body edited, with its search index",
}
COLUMNS = ("wall", "cpu", "memory", "files", "pages", "megabytes", "touched", "changed")
Result = Mapping[str, Any]
Medians = dict[tuple[str, str], dict[str, float | None]]
"""Of each scenario and tool."""
WIDTH, NAME, BAR, ROW, GAP = 360, 74, 190, 20, 34
COLOURS = {"sitegen": "#b3541e"}
OTHER_COLOUR = "#7d8a97"


def medians(results: Iterable[Result]) -> Medians:
    """The median of each figure over the rounds; failed runs do not count."""
    found: dict[tuple[str, str], list[Result]] = defaultdict(list)
    for one in results:
        if not one.get("failed"):
            found[one["scenario"], one["tool"]].append(one)
    return {
        key: {column: _median([one.get(column) for one in runs]) for column in COLUMNS} | {"rounds": len(runs)}
        for key, runs in found.items()
    }


def _median(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return median(known) if known else None


def markdown(found: Medians, tools: Sequence[str], notes: Sequence[str]) -> str:
    """A table for each scenario, and what is to be said about them."""
    lines = [*notes, ""]
    for scenario, words in SCENARIOS.items():
        rows = [(tool, found[scenario, tool]) for tool in tools if (scenario, tool) in found]
        if not rows:
            continue
        of, reference = _reference(found, scenario)
        lines += [
            f"**{words[0].upper()}{words[1:]}**", "",
            f"| | CPU s | {of} | wall s | {of} | peak MB | {of} | pages | files | MB | written | changed |",
            "|---|" + "--:|" * 11,
        ]  # fmt: skip
        for tool, row in rows:
            cells = [tool]
            for column, digits in (("cpu", 2), ("wall", 2), ("memory", 0)):
                cells += [_number(row[column], digits), _ratio(row[column], reference.get(column))]
            cells += [_number(row[column], 1 if column == "megabytes" else 0) for column in
                      ("pages", "files", "megabytes", "touched", "changed")]  # fmt: skip
            lines.append(f"| {' | '.join(cells)} |")
        lines.append("")
    return "\n".join(lines)


def _reference(found: Medians, scenario: str) -> tuple[str, Mapping[str, float | None]]:
    """What a scenario is compared with, and what that cost: Hugo's build, or Pagefind's index of everything."""
    if scenario.startswith("search"):
        return "× Pagefind", found.get(("search", PAGEFIND), {})
    return "× Hugo", found.get((scenario, HUGO), {})


def _number(value: float | None, digits: int) -> str:
    return "–" if value is None else f"{value:.{digits}f}"


def _ratio(value: float | None, reference: float | None) -> str:
    return f"{value / reference:.2f}" if value is not None and reference else "–"


def plot(found: Medians, tools: Sequence[str], title: str) -> str:
    """Bars of CPU time for each scenario and of the peak memory of the cold build, two panels in a row."""
    panels = [
        (f"{SCENARIOS[scenario]}, CPU seconds", bars)
        for scenario in SCENARIOS
        if (bars := _bars(found, scenario, tools, "cpu"))
    ]
    if bars := _bars(found, "cold", tools, "memory"):
        panels.append(("cold: peak memory, MB", bars))
    out, top = [], 52
    for at in range(0, len(panels), 2):
        pair = panels[at : at + 2]
        for side, (words, bars) in enumerate(pair):
            out += _panel(words, bars, 12 + side * WIDTH, top)
        top += max(len(bars) for _, bars in pair) * ROW + GAP
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {2 * WIDTH} {top}" role="img" '
        f'font-family="system-ui, sans-serif" font-size="12">\n<title>{escape(title)}</title>\n'
        f'<rect width="100%" height="100%" fill="#fff"/>\n'
        f'<text x="12" y="22" font-size="14" font-weight="bold">{escape(title)}</text>\n'
        + "\n".join(out)
        + "\n</svg>\n"
    )


def _bars(found: Medians, scenario: str, tools: Sequence[str], column: str) -> list[tuple[str, float]]:
    rows = [(tool, found[scenario, tool][column]) for tool in tools if (scenario, tool) in found]
    return [(tool, value) for tool, value in rows if value is not None]


def _panel(words: str, bars: Sequence[tuple[str, float]], left: int, top: int) -> list[str]:
    most = max(value for _, value in bars) or 1.0
    out = [f'<text x="{left}" y="{top}" font-weight="bold">{escape(words)}</text>']
    for row, (tool, value) in enumerate(bars):
        y = top + 8 + row * ROW
        long = max(1.0, BAR * value / most)
        colour = COLOURS.get(tool, OTHER_COLOUR)
        shown = f"{value:.0f}" if value >= 100 else f"{value:.3g}"
        out += [
            f'<text x="{left}" y="{y + 12}">{escape(tool)}</text>',
            f'<rect x="{left + NAME}" y="{y + 2}" width="{long:.1f}" height="{ROW - 6}" fill="{colour}"/>',
            f'<text x="{left + NAME + long + 5:.1f}" y="{y + 12}">{shown}</text>',
        ]
    return out
