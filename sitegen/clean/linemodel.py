"""The line model: learned weights over what can be seen of a line, and the two questions that they answer.

First *where*: each block gets a weight for lying in the article at all (logistic regression), and the stretch of
neighbours with the highest sum of weights, longer blocks counting more, is the article. Then *what*: in that stretch
and a few blocks around it, the best sequence of labels before · body · inside · behind (a linear-chain conditional
random field, Lafferty, McCallum & Pereira 2001; decoded after Viterbi 1967) prunes what interrupts the body and finds
its two ends.

The weights are data (`data/lines.json`), made by `benchmarks/train_lines.py`; their names are those of `features.py`
and hold no word of any text. A label can say which features spoke for it.
"""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from importlib import resources

BEFORE, BODY, INSIDE, BEHIND = range(4)
_STATES = range(4)
# before → body → (inside ↔ body) → behind: an article has one beginning and one end.
_FOLLOWS = ((BEFORE,), (BEFORE, BODY, INSIDE), (BODY, INSIDE), (BODY, BEHIND))
_SCALE = 100.0
_LARGEST_WEIGHT = 3.0
_WORDS_COUNTED = 60
_BIAS = 0.5
_PULL = 0.2
_DOUBT = 2.0
MARGIN = 6
_NOTHING = (0.0, 0.0, 0.0, 0.0, 0.0)

Weights = tuple[float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class LineModel:
    """Learned weights."""

    features: dict[str, Weights]
    """Feature → its weight for lying in the article, then for each of the four labels."""
    steps: tuple[tuple[float, ...], ...]
    """From label, to label → weight."""
    titles: dict[str, float]
    """Feature of a headline (`headline.title_candidates`) → its weight."""
    splits: dict[str, float]
    """Feature of a headline that opens a further article (`split.Company.evidence`) → its weight."""


@functools.cache
def line_model() -> LineModel:
    """The packaged model, read once."""
    text = resources.files("sitegen.clean").joinpath("data").joinpath("lines.json").read_text(encoding="utf-8")
    return load_model(text)


@functools.cache
def page_model() -> LineModel:
    """The packaged model for saved pages: its features know the page's tree and the extractor's vote."""
    text = resources.files("sitegen.clean").joinpath("data").joinpath("pages.json").read_text(encoding="utf-8")
    return load_model(text)


def load_model(text: str) -> LineModel:
    """A model from its JSON text: weights are whole hundredths."""
    data = json.loads(text)
    features = {name: tuple(number / _SCALE for number in row) for name, row in data["features"].items()}
    steps = tuple(tuple(number / _SCALE for number in row) for row in data["steps"])
    titles = {name: number / _SCALE for name, number in data["titles"].items()}
    splits = {name: number / _SCALE for name, number in data["splits"].items()}
    return LineModel(features, steps, titles, splits)


def totals_of(model: LineModel, rows: list[list[str]]) -> list[Weights]:
    """For each block the sums of its features' weights."""
    known = model.features
    out: list[Weights] = []
    for row in rows:
        found = [known[name] for name in row if name in known]
        out.append(tuple(map(sum, zip(*found, strict=True))) if found else _NOTHING)  # type: ignore[arg-type]
    return out


def weights_of(totals: list[Weights], words: list[int]) -> list[float]:
    """For each block, how strongly it speaks for lying in the article; its length counts by the square root."""
    return [
        max(-_LARGEST_WEIGHT, min(_LARGEST_WEIGHT, total[0] + _BIAS)) * float(min(_WORDS_COUNTED, max(1, count))) ** 0.5
        for total, count in zip(totals, words, strict=True)
    ]


def labels_of(model: LineModel, totals: list[Weights], weights: list[float], whole: list[bool]) -> list[int]:
    """The best sequence of labels for a stretch of blocks.

    Args:
        totals: what `totals_of` gave for them.
        weights: what `weights_of` gave for them; it pulls towards the stretch that was chosen.
        whole: which of them are whole sentences that no rule claims: those are left out only on strong evidence, for
            losing text is the worse fault.
    """
    if not totals:
        return []
    steps = model.steps
    best: list[float] = []
    back: list[tuple[int, ...]] = []
    for place, total in enumerate(totals):
        pull = _PULL * weights[place]
        doubt = _DOUBT if whole[place] else 0.0
        sums = (total[1], total[2] + pull, total[3] + pull - doubt, total[4])
        if not place:
            best = [sums[BEFORE], sums[BODY], float("-inf"), float("-inf")]
            continue
        came = tuple(max(_FOLLOWS[state], key=lambda old: best[old] + steps[old][state]) for state in _STATES)
        best = [best[came[state]] + steps[came[state]][state] + sums[state] for state in _STATES]
        back.append(came)
    state = max(_STATES, key=lambda one: best[one])
    labels = [state]
    for came in reversed(back):
        state = came[state]
        labels.append(state)
    return labels[::-1]


def evidence_of(model: LineModel, row: list[str], label: int, count: int = 3) -> tuple[str, ...]:
    """The features that spoke most for a label against the best other one, strongest first."""
    found = [(name, model.features[name]) for name in row if name in model.features]
    totals = [sum(weights[state + 1] for _, weights in found) for state in _STATES]
    other = max((state for state in _STATES if state != label), key=lambda state: totals[state])
    ranked = sorted(((weights[label + 1] - weights[other + 1], name) for name, weights in found), reverse=True)
    return tuple(name for gain, name in ranked[:count] if gain > 0)
