"""Learns the weights of the line model (`sitegen/clean/data/lines.json`) from pages whose body is known.

    python benchmarks/train_lines.py [--half dev|held|all] [--dumps ../shared/corpus/dumps] [--to FILE]

It needs numpy and scipy, which sitegen itself does not. Training texts: the project's own sets (`benchmarks/sets/`),
and the practice sets where they are present. What is kept are weights over the names of `clean/features.py`, each
seen in several pages; none holds a word of a text.

To have more than the pages at hand, menus and teasers of one page are put around the body of another, parts are
left out, and rules' claims are withheld, so that the model cannot lean on one phrase. Seeds are fixed: the same texts
give the same weights up to rounding.
"""

from __future__ import annotations

import argparse
import collections
import dataclasses
import difflib
import gzip
import hashlib
import json
import random
import re
import sys
from pathlib import Path
from typing import Any

import numpy as np
import scipy.optimize
import scipy.sparse
import yaml

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.sets import make  # noqa: E402
from sitegen.base.text import fold  # noqa: E402
from sitegen.clean.decode import decode  # noqa: E402
from sitegen.clean.features import features_of  # noqa: E402
from sitegen.clean.headline import title_candidates  # noqa: E402
from sitegen.clean.language import vocabulary  # noqa: E402
from sitegen.clean.linemodel import LineModel, load_model, totals_of, weights_of  # noqa: E402
from sitegen.clean.lines import Block, Part, Sheet, read_blocks, split_lines  # noqa: E402
from sitegen.clean.outlets import host_of, press  # noqa: E402
from sitegen.clean.pages import page_sheet  # noqa: E402
from sitegen.clean.program import CLAIMS  # noqa: E402
from sitegen.clean.prune import page_rows  # noqa: E402
from sitegen.clean.repeats import NO_REPEATS, learn_repeats, line_marks  # noqa: E402
from sitegen.clean.split import Company, is_page  # noqa: E402
from sitegen.model.draft import NO_LORE, RawFile  # noqa: E402

BEFORE, BODY, INSIDE, BEHIND = range(4)
ALLOWED = np.array([[1, 1, 0, 0], [0, 1, 1, 1], [0, 1, 1, 0], [0, 0, 0, 1]], bool)
NEVER = -1e4
TEASED = 0.3
"""How often a list of other articles is put before or behind an article that the model learns from."""
SAVED_COUNT = 1
MANNERS = {"select": 0.2, "browser": 0.5, "lynx": 0.3}
_WORD = re.compile(r"\w+")


@dataclasses.dataclass
class Page:
    """A training text: its sheet after the rules' claims, and the label of each block."""

    manner: str
    sheet: Sheet
    labels: list[int]
    titles: frozenset[str] = frozenset()
    """The forms of its headline, folded."""
    is_written: bool = False
    """Whether it is one of the pages written as a whole, rather than one that somebody saved or an article in a house
    style."""


@dataclasses.dataclass
class Example:
    """Features and labels of one sequence."""

    rows: list[list[str]]
    labels: list[int]
    weight: float = 1.0


def in_half(key: str, half: str) -> bool:
    """Whether an item of the practice sets belongs to a half; the same rule as in `cleaner.py`."""
    dev = int(hashlib.sha256(key.encode()).hexdigest()[:8], 16) % 2 == 0
    return half == "all" or dev == (half == "dev")


def claimed(blocks: tuple[Block, ...], repeats: dict[str, int] | None = None) -> Sheet:
    sheet = Sheet(blocks, vocabulary(), press(()), frozenset(), repeats or {})
    for step in CLAIMS:
        step(sheet)
    sheet.is_page = is_page(sheet)
    return sheet


def label(sheet: Sheet, body: str) -> list[int] | None:
    """Aligns the words of the page with those of its body; a block is body when most of its words are matched."""
    words: list[str] = []
    owner: list[int] = []
    for index, block in enumerate(sheet.blocks):
        found = [word.strip("_") for word in _WORD.findall(block.shown)]
        words += found
        owner += [index] * len(found)
    gold = [word.strip("_") for word in _WORD.findall(body)]
    matched: collections.Counter[int] = collections.Counter()
    total = collections.Counter(owner)
    for start, _, size in difflib.SequenceMatcher(None, words, gold, autojunk=False).get_matching_blocks():
        if size >= 3 or (size and size == total[owner[start]]):
            matched.update(owner[start : start + size])
    is_body = [total[i] > 0 and matched[i] >= 0.6 * total[i] for i in range(len(sheet.blocks))]
    if not any(is_body):
        return None
    first = is_body.index(True)
    last = len(is_body) - 1 - is_body[::-1].index(True)
    return [BODY if yes else (BEFORE if i < first else BEHIND if i > last else INSIDE) for i, yes in enumerate(is_body)]


def load_pages(folder: Path, truth: dict[str, Any], keep: Any) -> list[Page]:
    """The pages of a set in its three manners, each alone and, where it has neighbours, with them."""
    out: list[Page] = []
    for manner in MANNERS:
        texts = {}
        for key in sorted(truth):
            path = folder / manner / f"{key}.txt"
            if keep(key) and path.is_file():
                texts[key] = read_blocks(split_lines(decode(path.read_bytes())[0]))
        groups = collections.defaultdict(list)
        for key in texts:
            groups[truth[key].get("outlet") or host_of(truth[key].get("url", "")) or key].append(key)
        for keys in groups.values():
            marks = [line_marks(block.fold for block in texts[key]) for key in keys]
            repeats = learn_repeats(marks) if len(keys) > 1 else NO_REPEATS
            for key in keys:
                body = truth[key]["body"]
                body = body if isinstance(body, str) else "\n\n".join(body)
                near = repeats.of_blocks(texts[key])
                for known in ({}, near) if near else ({},):
                    sheet = claimed(texts[key], known)
                    labels = label(sheet, body)
                    if labels is not None:
                        out.append(Page(manner, sheet, labels, frozenset(map(plain_title, truth[key]["titles"]))))
    return out


def plain_title(text: str) -> str:
    """A headline for comparison: case, marks and spaces aside."""
    return " ".join(_WORD.findall(fold(text)))


def fit_titles(pages: list[Page], model: LineModel, penalty: float) -> dict[str, int]:
    """Multinomial logit over the candidates of each page, with "no headline" as one more of score zero."""
    groups: list[tuple[list[list[str]], int]] = []
    for page in pages:
        sheet = page.sheet
        part = Part(0, len(sheet.blocks))
        rows = features_of(sheet, 0, part.stop)
        sheet.prose = weights_of(totals_of(model, rows), [block.words for block in sheet.blocks])
        found = title_candidates(sheet, part)
        right = [
            place for place, (index, _) in enumerate(found) if plain_title(sheet.blocks[index].shown) in page.titles
        ]
        if right:
            # Of a headline printed twice the one nearest to the body.
            groups.append(([row for _, row in found], right[-1]))
    counts = collections.Counter(name for rows, _ in groups for row in rows for name in row)
    index = {name: place for place, name in enumerate(sorted(name for name, n in counts.items() if n >= 3))}
    parts = [matrix([Example(rows, [])], index) for rows, _ in groups]

    def loss(w: Any) -> tuple[float, Any]:
        value, slope = 0.5 * penalty * float(w @ w), penalty * w
        for X, (_, right) in zip(parts, groups, strict=True):
            scores = X @ w
            top = max(0.0, float(scores.max()))
            chances = np.exp(scores - top)
            total = chances.sum() + np.exp(-top)
            value += float(np.log(total)) + top - float(scores[right])
            chances /= total
            chances[right] -= 1
            slope = slope + X.T @ chances
        return value, slope

    found = scipy.optimize.minimize(loss, np.zeros(len(index)), jac=True, method="L-BFGS-B", options={"maxiter": 200}).x
    return {name: round(100 * float(found[place])) for name, place in index.items() if abs(found[place]) >= 0.02}


def joined(pages: list[Page], chance: random.Random) -> tuple[Sheet, set[int]]:
    """A file of articles as people paste them one after another, and the blocks at which a further one begins."""
    blocks: list[Block] = []
    starts: set[int] = set()
    gap, bare = chance.choice((0, 1, 1, 1, 2, 2, 3, 4)), chance.random() < 0.5
    flat = chance.random() < 0.3
    for page in pages:
        own = list(page.sheet.blocks)
        titles = [index for index, block in enumerate(own) if plain_title(block.shown) in page.titles]
        on = [index for index, state in enumerate(page.labels) if state == BODY]
        titles = [index for index in titles if index < on[0]]
        if not titles:
            continue
        own = own[titles[0] : on[-1] + 1] if bare else own[titles[0] :]
        if blocks:
            starts.add(len(blocks))
            blocks[-1] = dataclasses.replace(blocks[-1], after=gap)
            own[0] = dataclasses.replace(own[0], gap=gap)
        if flat:
            own[1:] = [dataclasses.replace(block, gap=0, after=0) for block in own[1:]]
        blocks += own
    return claimed(tuple(blocks)), starts


def fit_splits(pages: list[Page], files: list[tuple[Sheet, set[int]]], chance: random.Random) -> dict[str, int]:
    """Logistic regression over lines that could be headlines of further articles, in real and in joined files."""
    texts = [page for page in pages if page.manner == "select" and not page.sheet.repeats]
    sheets = [(*one, False) for one in files * 15]
    sheets += [(page.sheet, set(), False) for page in pages if not page.sheet.repeats]
    for number in range(400):
        # Articles of one subject share names and words: half of the files may not tell by those.
        sheets.append((*joined(chance.sample(texts, min(len(texts), chance.randint(2, 6))), chance), number % 2 == 0))
    rows: list[list[str]] = []
    right: list[float] = []
    for sheet, starts, is_one_subject in sheets:
        company = Company(sheet)
        for index in range(company.opening + 1, len(sheet.blocks)):
            row = company.evidence(index)
            if is_one_subject:
                row = [name for name in row if not name.startswith(("head", "same", "known", "full"))]
            if row:
                rows.append(row)
                right.append(1.0 if index in starts else -1.0)
            if index in starts:
                company.begin(index)
            company.read(index)
    counts = collections.Counter(name for row in rows for name in row)
    index = {name: place for place, name in enumerate(sorted(name for name, n in counts.items() if n >= 5))}
    X, y = matrix([Example(rows, [])], index), np.array(right)

    def loss(w: Any) -> tuple[float, Any]:
        margin = y * (X @ w)
        value = float(np.logaddexp(0, -margin).sum() + 0.5 * 3.0 * (w @ w))
        return value, X.T @ (-y / (1 + np.exp(np.clip(margin, -50, 50)))) + 3.0 * w

    found = scipy.optimize.minimize(loss, np.zeros(len(index)), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    return {name: round(100 * float(found[place])) for name, place in index.items() if abs(found[place]) >= 0.02}


def load_corpus_pages(folder: Path) -> list[Page]:
    """The articles of those texts, with the roles that a careful reader gave their lines."""
    out = []
    for entry in yaml.safe_load((folder / "truth.yaml").read_text(encoding="utf-8")):
        text, _ = decode((folder / "raw" / entry["file"]).read_bytes())
        first, last = (int(number) for number in str(entry["lines"]).split("-"))
        sheet = claimed(read_blocks(split_lines(text)[first - 1 : last]))
        told = {
            int(number) for role, lines in (entry.get("roles") or {}).items() for number in lines if role != "subhead"
        }
        is_body = [b.first + first - 1 not in told | {entry["title_line"]} for b in sheet.blocks]
        start = is_body.index(True)
        stop = len(is_body) - is_body[::-1].index(True)
        labels = [
            BODY if yes else (BEFORE if i < start else BEHIND if i >= stop else INSIDE) for i, yes in enumerate(is_body)
        ]
        out.append(Page("select", sheet, labels, frozenset({plain_title(entry["title"])})))
    return out


def load_files(folder: Path, keep: Any) -> list[tuple[Sheet, set[int]]]:
    """Compilations with the blocks at which a further article begins; truth as the practice sets write it."""
    out = []
    for entry in json.loads((folder / "truth.json").read_text(encoding="utf-8")):
        if keep(entry["file"]):
            text, _ = decode((folder / entry["file"]).read_bytes())
            sheet = claimed(read_blocks(split_lines(text)))
            lines = {segment["start_line"] for segment in entry["segments"][1:]}
            starts = {index for index, block in enumerate(sheet.blocks) if block.first in lines}
            out.append((sheet, starts))
    return out


def load_corpus(folder: Path) -> list[tuple[Sheet, set[int]]]:
    """The saved texts beside the project, by the lines of their articles."""
    by_file: dict[str, set[int]] = collections.defaultdict(set)
    for entry in yaml.safe_load((folder / "truth.yaml").read_text(encoding="utf-8")):
        by_file[entry["file"]].add(int(entry["title_line"]))
    out = []
    for name, lines in sorted(by_file.items()):
        sheet = claimed(read_blocks(split_lines(decode((folder / "raw" / name).read_bytes())[0])))
        first = min(lines)
        out.append((sheet, {index for index, block in enumerate(sheet.blocks) if block.first in lines - {first}}))
    # The shipped archive's digests stand under the same headlines.
    titles = {plain_title(entry["title"]) for entry in yaml.safe_load((folder / "truth.yaml").read_text("utf-8"))}
    for path in sorted((ROOT / "content" / "raw").glob("*.txt")):
        sheet = claimed(read_blocks(split_lines(decode(path.read_bytes())[0])))
        starts = [index for index, block in enumerate(sheet.blocks) if plain_title(block.shown) in titles]
        out.append((sheet, {index for place, index in enumerate(starts) if place and index - starts[place - 1] > 3}))
    return out


def example(page: Page) -> Example:
    return Example(features_of(page.sheet, 0, len(page.sheet.blocks)), page.labels)


def withheld(one: Example, chance: random.Random, share: float) -> Example:
    """The example without some of the rules' claims; now and then as if its language were unknown."""
    names = {name for row in one.rows for name in row}
    gone = {name for name in names if name.startswith("R") and chance.random() < share}
    if chance.random() < 0.15:
        gone |= {
            name
            for name in names
            if name.startswith(("c", "wc", "u")) and not name.startswith(("clock", "upper", "url"))
        }
    return Example([[name for name in row if name not in gone] for row in one.rows], one.labels, one.weight)


def teasers(pages: list[Page], chance: random.Random) -> list[Block]:
    """A list of other articles with their first words, in one of the forms in which pages print such lists."""
    glued, spaced = chance.random() < 0.25, chance.choice((0, 1, 1, 2))
    limit = chance.choice((0, 0, 90, 140, 200))
    extra = chance.choice(("", "", "before", "behind", "more"))
    lines: list[str] = []
    for page in chance.sample(pages, min(len(pages), chance.choice((2, 3, 3, 4, 5, 6, 8, 12)))):
        blocks = page.sheet.blocks
        titles = [block.shown for block in blocks if plain_title(block.shown) in page.titles]
        prose = [b.shown for b, one in zip(blocks, page.labels, strict=True) if one == BODY and b.words >= 12]
        if not titles or not prose:
            continue
        lead = chance.choice(prose[:3])
        if limit and len(lead) > limit:
            lead = lead[:limit].rsplit(" ", 1)[0] + chance.choice(("...", "…", " […]"))
        elif chance.random() < 0.5:
            lead = re.split(r"(?<=[.!?]) ", lead, maxsplit=1)[0]
        told = chance.choice(("3 hours ago", "November 4, 2019", "Nov 12", "12:40 pm", "News", "Sport", "Opinion"))
        entry = [titles[0] + lead] if glued else [titles[0], lead]
        entry = [told, *entry] if extra == "before" else [*entry, told] if extra == "behind" else entry
        lines += [*entry, *(["Read more"] if extra == "more" else []), *([""] * spaced)]
    return list(read_blocks(lines))


def mixed(around: Page, inner: Page, chance: random.Random, others: list[Page]) -> Example:
    """What stands around one page's body, around the body of another."""
    outer = list(zip(around.sheet.blocks, around.labels, strict=True))
    before = [pair for pair in outer if pair[1] == BEFORE]
    behind = [pair for pair in outer if pair[1] == BEHIND]
    on = [index for index, one in enumerate(inner.labels) if one == BODY]
    middle = list(zip(inner.sheet.blocks, inner.labels, strict=True))[on[0] : on[-1] + 1]
    if chance.random() < 0.3 and len(behind) > 6:
        cut = chance.randrange(len(behind))
        behind = behind[cut:] if chance.random() < 0.5 else behind[: cut + 1]
    if chance.random() < 0.3 and len(before) > 6:
        before = before[chance.randrange(len(before)) :]
    for pair in [pair for pair in outer if pair[1] == INSIDE][:6]:
        if len(middle) > 2:
            middle.insert(chance.randrange(1, len(middle)), pair)
    if chance.random() < 0.3 and len(middle) > 3:
        kept = sorted(chance.sample(range(len(middle)), max(2, int(len(middle) * chance.uniform(0.3, 0.9)))))
        middle = [middle[index] for index in kept]
        bodies = [index for index, pair in enumerate(middle) if pair[1] == BODY]
        middle = middle[bodies[0] : bodies[-1] + 1] if bodies else []
    if around.manner == "select":
        # What people paste often ends with the last paragraph, and may be three sentences in all.
        if chance.random() < 0.35:
            behind = []
        if chance.random() < 0.15:
            before = []
        if chance.random() < 0.3:
            middle = middle[: chance.randint(2, 6)]
    # Nobody drags the mouse over a list of other articles.
    if around.manner != "select":
        for side, state in ((before, BEFORE), (behind, BEHIND)):
            if chance.random() < TEASED:
                place = chance.randrange(len(side) + 1) if chance.random() < 0.5 else len(side) * (side is before)
                indent = chance.choice(around.sheet.blocks).indent
                made = [dataclasses.replace(block, indent=indent) for block in teasers(others, chance)]
                side[place:place] = [(block, state) for block in made]
    sequence = before + middle + behind
    flat = chance.random() < 0.25
    blocks = tuple(dataclasses.replace(block, gap=0, after=0) if flat else block for block, _ in sequence)
    repeats: dict[str, int] = {}
    if chance.random() < 0.4:
        # As if a neighbour were at hand: what stands around the body repeats, the body does not.
        for block, one in sequence:
            repeats[block.fold] = 2 if one != BODY and block.words < 12 and chance.random() < 0.7 else 1
    return Example(features_of(claimed(blocks, repeats), 0, len(blocks)), [one for _, one in sequence])


def shortened(page: Page, chance: random.Random) -> Page | None:
    """A note as people paste it: a headline, perhaps who and when, a few paragraphs, and no more."""
    pairs = list(zip(page.sheet.blocks, page.labels, strict=True))
    on = [index for index, state in enumerate(page.labels) if state == BODY]
    titles = [index for index, (block, _) in enumerate(pairs[: on[0]]) if plain_title(block.shown) in page.titles]
    body = [pair for pair in pairs[on[0] : on[-1] + 1] if pair[1] == BODY and pair[0].words >= 8]
    if not body:
        return None
    start = chance.randrange(len(body)) if chance.random() < 0.3 else 0
    head = [pairs[titles[-1]]] if titles and chance.random() < 0.9 else []
    if titles and chance.random() < 0.6:
        head += [(block, state) for block, state in pairs[titles[-1] + 1 : on[0]] if block.words <= 12][:2]
    sequence = head + body[start : start + chance.randint(1, 4)]
    gap = chance.choice((0, 1, 1, 1, 2))
    blocks = tuple(dataclasses.replace(block, gap=gap, after=gap, indent=0) for block, _ in sequence)
    return Page(page.manner, claimed(blocks), [state for _, state in sequence], page.titles)


def cropped(one: Example, chance: random.Random) -> Example:
    """The stretch around the body that the second question is asked of."""
    on = [index for index, state in enumerate(one.labels) if state in (BODY, INSIDE)]
    start = max(0, on[0] - chance.randint(0, 12))
    stop = min(len(one.labels), on[-1] + 1 + chance.randint(0, 12))
    return Example(one.rows[start:stop], one.labels[start:stop], one.weight)


def examples(pages: list[Page], notes: list[Page], mixes: int, chance: random.Random) -> list[Example]:
    out = []
    for page in pages:
        one = example(page)
        out += [one, withheld(one, chance, 0.3)]
    for manner, share in MANNERS.items():
        own = [page for page in pages if page.manner == manner]
        if manner == "select":
            out += [withheld(dataclasses.replace(example(page), weight=2.0), chance, 0.4) for page in notes]
        for _ in range(int(mixes * share) if own else 0):
            one = mixed(chance.choice(own), chance.choice(own), chance, own)
            if any(state == BODY for state in one.labels):
                out.append(withheld(one, chance, 0.4 if chance.random() < 0.5 else 0.0))
    return out


def matrix(data: list[Example], index: dict[str, int]) -> Any:
    rows: list[int] = []
    columns: list[int] = []
    number = 0
    for one in data:
        for names in one.rows:
            found = {index[name] for name in names if name in index}
            rows += [number] * len(found)
            columns += found
            number += 1
    return scipy.sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(number, len(index)))


def fit_where(data: list[Example], index: dict[str, int], penalty: float) -> Any:
    """Logistic regression: does a block lie in the article?"""
    X = matrix(data, index)
    y = np.concatenate([np.isin(one.labels, (BODY, INSIDE)) for one in data]) * 2.0 - 1.0
    share = np.concatenate([np.full(len(one.labels), 10 * one.weight / max(5, len(one.labels)) ** 0.5) for one in data])

    def loss(w: Any) -> tuple[float, Any]:
        margin = y * (X @ w)
        value = float((share * np.logaddexp(0, -margin)).sum() + 0.5 * penalty * (w @ w))
        slope = -share * y / (1 + np.exp(np.clip(margin, -50, 50)))
        return value, X.T @ slope + penalty * w

    return scipy.optimize.minimize(loss, np.zeros(len(index)), jac=True, method="L-BFGS-B", options={"maxiter": 200}).x


def fit_what(data: list[Example], index: dict[str, int], penalty: float) -> tuple[Any, Any]:
    """Linear-chain conditional random field over the four labels."""
    X = matrix(data, index)
    count, lengths = len(index), [len(one.rows) for one in data]
    starts = np.concatenate([[0], np.cumsum(lengths)])
    longest = max(lengths)
    gold = np.concatenate([np.array(one.labels) for one in data])
    share = np.array([one.weight for one in data])
    place = np.full((len(data), longest), -1)
    for number, length in enumerate(lengths):
        place[number, :length] = np.arange(starts[number], starts[number + 1])
    real = place >= 0
    row_share = np.repeat(share, lengths)
    seen = scipy.sparse.csr_matrix((row_share, (np.arange(len(gold)), gold)), shape=(len(gold), 4))
    gold_sums = (X.T @ seen).toarray()
    gold_steps = np.zeros((4, 4))
    for number in range(len(data)):
        states = gold[starts[number] : starts[number + 1]]
        np.add.at(gold_steps, (states[:-1], states[1:]), share[number])
    opening = np.array([0, 0, NEVER, NEVER])

    def fold_log(values: Any, axis: int) -> Any:
        top = values.max(axis=axis, keepdims=True)
        return (np.log(np.exp(values - top).sum(axis=axis, keepdims=True)) + top).squeeze(axis)

    def loss(v: Any) -> tuple[float, Any]:
        W, T = v[: count * 4].reshape(count, 4), v[count * 4 :].reshape(4, 4)
        A = np.where(ALLOWED, T, NEVER)
        U = np.vstack([X @ W, np.zeros((1, 4))])[place]
        ahead = np.zeros((len(data), longest, 4))
        ahead[:, 0] = U[:, 0] + opening
        for t in range(1, longest):
            new = fold_log(ahead[:, t - 1, :, None] + A[None], 1) + U[:, t]
            ahead[:, t] = np.where(real[:, t, None], new, ahead[:, t - 1])
        total = fold_log(ahead[:, -1], 1)
        rest = np.zeros((len(data), longest, 4))
        for t in range(longest - 2, -1, -1):
            new = fold_log(A[None] + (U[:, t + 1] + rest[:, t + 1])[:, None, :], 2)
            rest[:, t] = np.where(real[:, t + 1, None], new, 0)
        chance = np.exp(ahead + rest - total[:, None, None]) * real[:, :, None] * share[:, None, None]
        flat = np.zeros((len(gold), 4))
        flat[place[real]] = chance[real]
        pairs = ahead[:, :-1, :, None] + A[None, None] + (U[:, 1:] + rest[:, 1:])[:, :, None, :]
        pairs = np.exp(pairs - total[:, None, None, None]) * real[:, 1:, None, None] * share[:, None, None, None]
        steps = pairs.sum((0, 1))
        value = float((total * share).sum() - (gold_sums * W).sum() - (gold_steps * np.where(ALLOWED, T, 0)).sum())
        slope = np.concatenate([(X.T @ flat - gold_sums).ravel(), np.where(ALLOWED, steps - gold_steps, 0).ravel()])
        return value + 0.5 * penalty * float(v @ v), slope + penalty * v

    found = scipy.optimize.minimize(
        loss, np.zeros(count * 4 + 16), jac=True, method="L-BFGS-B", options={"maxiter": 120}
    ).x
    return found[: count * 4].reshape(count, 4), np.where(ALLOWED, found[count * 4 :].reshape(4, 4), 0)


def train(
    pages: list[Page], files: list[tuple[Sheet, set[int]]], mixes: int, seed: int = 0, least: int = 4
) -> dict[str, Any]:
    """The model as it is kept: weights in whole hundredths, features that say next to nothing left out."""
    chance = random.Random(seed)
    texts = [page for page in pages if page.manner == "select"]
    short = [shortened(chance.choice(texts), chance) for _ in range(mixes // 2)]
    notes = [page for page in short if page is not None]
    data = examples(pages, notes, mixes, chance)
    counts = collections.Counter(name for one in data for row in one.rows for name in set(row))
    index = {name: place for place, name in enumerate(sorted(name for name, n in counts.items() if n >= least))}
    where = fit_where(data, index, 1.0)
    what, steps = fit_what([cropped(one, chance) for one in data], index, 3.0)
    features = {}
    for name, place in index.items():
        row = [round(100 * float(number)) for number in (where[place], *what[place])]
        if any(abs(number) >= 2 for number in row):
            features[name] = row
    kept = {
        "features": features,
        "steps": [[round(100 * float(number)) for number in row] for row in steps],
        "titles": {},
        "splits": {},
    }
    titles = fit_titles(pages + notes, load_model(json.dumps(kept)), 1.0)
    return {
        "titles": titles,
        "splits": fit_splits(pages, files, chance),
        "by": "benchmarks/train_lines.py",
        "pages": len(pages),
        "steps": [[round(100 * float(number)) for number in row] for row in steps],
        "features": features,
    }


def averaged(first: dict[str, Any], second: dict[str, Any]) -> dict[str, Any]:
    """The mean of two models' weights (bagging; Breiman 1996), with the first one's weights for splits."""

    def mean(one: Any, other: Any) -> Any:
        if isinstance(one, list):
            return [mean(a, b) for a, b in zip(one, other, strict=True)]
        return round((one + other) / 2)

    zero = [0] * 5
    names = sorted({*first["features"], *second["features"]})
    features = {name: mean(first["features"].get(name, zero), second["features"].get(name, zero)) for name in names}
    titles = sorted({*first["titles"], *second["titles"]})
    return {
        **first,
        "pages": second["pages"],
        "titles": {name: mean(first["titles"].get(name, 0), second["titles"].get(name, 0)) for name in titles},
        "steps": mean(first["steps"], second["steps"]),
        "features": {name: row for name, row in features.items() if any(abs(number) >= 2 for number in row)},
    }


def page_example(path: str, data: bytes, body: str, chance: random.Random) -> list[Example]:
    """The stretch of a saved page that the page model is asked about, once as it is and once without some claims."""
    raw = RawFile(path, data, "")
    text, _ = decode(data)
    read = page_sheet(raw, text, NO_LORE, NO_REPEATS)
    if read is None or "body" not in read[0].roles:
        return []
    sheet = read[0]
    first, last, rows = page_rows(sheet, sheet.parts[0].title)
    labels = label(sheet, body)
    if labels is None or BODY not in labels[first:last]:
        return []
    one = Example(rows, relabelled([state == BODY for state in labels[first:last]]))
    return [one, withheld(one, chance, 0.3)]


def relabelled(is_body: list[bool]) -> list[int]:
    """Before, body, inside, behind, from which blocks are body."""
    start = is_body.index(True)
    stop = len(is_body) - is_body[::-1].index(True)
    return [
        BODY if yes else (BEFORE if i < start else BEHIND if i >= stop else INSIDE) for i, yes in enumerate(is_body)
    ]


def page_examples(dumps: Path, half: str) -> list[Example]:
    """Our own pages, rendered anew, and the practice set's."""
    chance = random.Random(0)
    out: list[Example] = []
    for name, article in make.articles().items():
        out += page_example(f"{name}.html", make.page(article).encode(), "\n\n".join(article.truth()["body"]), chance)
    if half != "none" and (dumps / "pages" / "html").is_dir():
        truth = json.loads((dumps / "pages" / "truth_aeb.json").read_text(encoding="utf-8"))
        for path in sorted((dumps / "pages" / "html").glob("*.gz")):
            key = path.name[:16]
            if key in truth and in_half(key, half):
                out += page_example(f"{key}.html", gzip.decompress(path.read_bytes()), truth[key]["body"], chance)
    return out


def train_pages(data: list[Example], least: int = 4) -> dict[str, Any]:
    """The model for saved pages: labels only; where the article lies, rules and the extractor say."""
    counts = collections.Counter(name for one in data for row in one.rows for name in set(row))
    index = {name: place for place, name in enumerate(sorted(name for name, n in counts.items() if n >= least))}
    what, steps = fit_what(data, index, 4.0)
    features = {name: [0, *(round(100 * float(number)) for number in what[place])] for name, place in index.items()}
    return {
        "by": "benchmarks/train_lines.py",
        "pages": len(data) // 2,
        "steps": [[round(100 * float(number)) for number in row] for row in steps],
        "titles": {},
        "splits": {},
        "features": {name: row for name, row in features.items() if any(abs(number) >= 2 for number in row)},
    }


def write_model(model: dict[str, Any], path: Path) -> None:
    """One feature a line, so that a change of the model can be read as a difference."""
    head = {key: value for key, value in model.items() if key != "features"}
    lines = [f"{json.dumps(name, ensure_ascii=False)}: {json.dumps(row)}" for name, row in model["features"].items()]
    text = json.dumps(head)[:-1] + ', "features": {\n' + ",\n".join(lines) + "\n}}\n"
    path.write_text(text, encoding="utf-8")


def training_texts(dumps: Path, half: str) -> tuple[list[Page], list[tuple[Sheet, set[int]]]]:
    own = ROOT / "benchmarks" / "sets"
    truth = json.loads((own / "truth.json").read_text(encoding="utf-8"))
    pages = load_pages(own, truth.get("pages", truth), lambda key: True)
    whole = json.loads((own / "pages" / "truth.json").read_text(encoding="utf-8"))
    # What a drag over the article gives is told by saved pages alone: where written ones end is a writer's guess.
    pages += [
        dataclasses.replace(page, is_written=True)
        for page in load_pages(own / "pages", whole, lambda key: True)
        if page.manner != "select"
    ]
    files = load_files(own / "compilations", lambda key: True)
    if half != "none" and (dumps / "pages").is_dir():
        truth = json.loads((dumps / "pages" / "truth_aeb.json").read_text(encoding="utf-8"))
        # Pages that somebody saved tell more than pages that somebody wrote.
        pages += load_pages(dumps / "pages", truth, lambda key: in_half(key, half)) * SAVED_COUNT
        files += load_corpus(dumps.parent)
        pages += load_corpus_pages(dumps.parent)
        files += load_files(dumps / "compilations", lambda key: in_half(key, half))
    return pages, files


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=["dev", "held", "all", "none"], default="dev")
    parser.add_argument("--dumps", type=Path, default=ROOT.parent / "shared" / "corpus" / "dumps")
    parser.add_argument("--to", type=Path, default=ROOT / "sitegen" / "clean" / "data" / "lines.json")
    parser.add_argument("--mixes", type=int, default=400)
    options = parser.parse_args()
    pages, files = training_texts(options.dumps, options.half)
    # Written pages show more house styles than were saved, saved ones what pages really are: two opinions, one answer.
    saved_only = [page for page in pages if not page.is_written]
    model = averaged(train(saved_only, files, options.mixes), train(pages, files, options.mixes))
    write_model(model, options.to)
    saved = train_pages(page_examples(options.dumps, options.half))
    write_model(saved, options.to.with_name("pages.json"))
    print(f"{saved['pages']} saved pages, {len(saved['features'])} features")
    print(f"{len(pages)} texts, {len(model['features'])} features, {options.to.stat().st_size} bytes")


if __name__ == "__main__":
    main()
