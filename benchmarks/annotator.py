#!/usr/bin/env python3
"""Measures the annotation layer on texts with gold annotations.

    python benchmarks/annotator.py [--set DIR] [--items] [--json] [--raise-floors]

`--set DIR`: other texts than `benchmarks/annotations/`. `--items`: every miss and every error. `annotations/README.md`
describes the texts. How each figure is defined:

names       P: of the namings found those with the right id on a mention; R: of the mentions those so found. A naming
            without an id counts as none, unless it stands where no mention is. Where the text leaves open who is meant,
            an id is wrong. Namings by an office (rule `position`) count only where they lie on a mention.
times       right: of the expressions those found with a right value. wrong: of the resolved findings those with another
            value, or where there is nothing to resolve. A right value marked `~` is right: it only claims less.
quotations  found: at least 60 % of the words covered. said: of all, those found with the right speaker. wrong: of the
            speakers given for found quotations those that are not right. spurious: findings that lie for less than 60 %
            of their words on direct speech, of all findings.
claims      right: found with low, high and unit. wrong: of the findings those with other values or where no claim is.
            The name of a currency that several states share is right where one of theirs is meant.
            by, subject, on: of the right ones those with the right source, subject and time.

What a text marks as optional counts for nothing where it is missed or right, and as wrong where its value is wrong.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from benchmarks.annotation_sets import ANY, UNRESOLVED, GoldClaim, GoldQuotation, GoldText, Span, read_texts  # noqa: E402
from sitegen.base.text import fold  # noqa: E402
from sitegen.base.yamlfile import parse_yaml  # noqa: E402
from sitegen.model.annotations import (  # noqa: E402
    CountedClaim,
    Findings,
    Naming,
    Quotation,
    TimeExpression,
)
from sitegen.plan import name_forms  # noqa: E402

SETS = ROOT / "benchmarks" / "annotations"
FLOORS = ROOT / "benchmarks" / "floors-annotations.yaml"
ENOUGH = 0.6
"""The share of words from which a quotation counts as found, and a finding as one of direct speech."""
BY_OFFICE = "position"
SHARED = {"rubles": frozenset({"RUB", "BYN", "BYR"})}
"""Names of currencies that several states share, with the codes of theirs that they leave open."""

Annotate = Callable[..., Findings]
Found = Naming | TimeExpression | Quotation | CountedClaim
_WORD = re.compile(r"\w+")
_QUOTED = re.compile(r'"([^"]*)"\Z')


@dataclass(slots=True)
class Score:
    """What was counted in one text or in many, and what went wrong in it."""

    counts: Counter[str] = field(default_factory=Counter)
    items: list[dict[str, str]] = field(default_factory=list)

    def add(self, other: Score) -> None:
        self.counts.update(other.counts)
        self.items += other.items


def annotator() -> Annotate | None:
    """The function that is measured; nothing where the annotation layer does not have it yet."""
    import sitegen.annotate

    found: Annotate | None = getattr(sitegen.annotate, "annotate_text", None)
    return found


def findings_of(text: GoldText, annotate: Annotate) -> Findings:
    return annotate(text.passages, name_forms(text.authority), text.listed, text.published, text.language)


def score_text(text: GoldText, found: Findings) -> Score:
    """Counts everything in one text."""
    score = Score()
    _score_names(text, found.names, score)
    _score_times(text, found.times, score)
    _score_quotations(text, found.quotations, score)
    _score_claims(text, found.claims, score)
    return score


def _overlap(at: Span, found: Found) -> bool:
    return at.passage == found.passage and at.start < found.end and found.start < at.end


def _note(score: Score, text: GoldText, kind: str, fault: str, words: str, gold: str, found: str) -> None:
    score.items.append({"text": text.id, "kind": kind, "fault": fault, "words": words, "gold": gold, "found": found})


# --- Names ----------------------------------------------------------------------------------------------------------


def _score_names(text: GoldText, found: Sequence[Naming], score: Score) -> None:
    hit: set[int] = set()
    for naming in found:
        lies_on = [(index, gold) for index, gold in enumerate(text.names) if _overlap(gold.at, naming)]
        words = _printed(text, naming)
        if not lies_on:
            if naming.rule == BY_OFFICE:
                score.counts["names_by_office"] += 1
                continue
            score.counts["names_found"] += 1
            _note(score, text, "name", "wrong", words, "no mention", naming.id or "/".join(naming.choices) or "?")
        elif naming.id:
            right = [(index, gold) for index, gold in lies_on if gold.id == naming.id]
            if not right:
                score.counts["names_found"] += 1
                _note(score, text, "name", "wrong", words, _either(gold.id or "?" for _, gold in lies_on), naming.id)
            elif not right[0][1].optional:
                score.counts["names_found"] += 1
                score.counts["names_right"] += 1
            hit.update(index for index, _ in right)
    for index, gold in enumerate(text.names):
        if gold.id and not gold.optional:
            score.counts["names_gold"] += 1
            score.counts["names_hit"] += index in hit
            if index not in hit:
                _note(score, text, "name", "missed", gold.at.text, gold.id, "-")


def _printed(text: GoldText, found: Found) -> str:
    return next((p.text[found.start : found.end] for p in text.passages if p.id == found.passage), "")


def _either(values: Iterable[str]) -> str:
    return " or ".join(dict.fromkeys(values))


# --- Times ----------------------------------------------------------------------------------------------------------


def _score_times(text: GoldText, found: Sequence[TimeExpression], score: Score) -> None:
    hit: set[int] = set()
    for time in found:
        if not time.edtf:
            continue
        lies_on = [(index, gold) for index, gold in enumerate(text.times) if _overlap(gold.at, time)]
        right = [(index, gold) for index, gold in lies_on if same_time(gold.edtf, time.edtf, text.published)]
        hit.update(index for index, _ in right)
        if right and all(gold.optional for _, gold in right):
            continue
        score.counts["times_found"] += 1
        if right:
            continue
        score.counts["times_wrong"] += 1
        gold_values = _either(" or ".join(gold.edtf) or UNRESOLVED for _, gold in lies_on) or "no time"
        _note(score, text, "time", "wrong", _printed(text, time), gold_values, time.edtf)
    for index, gold in enumerate(text.times):
        if gold.edtf and not gold.optional:
            score.counts["times_gold"] += 1
            score.counts["times_right"] += index in hit
            if index not in hit:
                _note(score, text, "time", "missed", gold.at.text, " or ".join(gold.edtf), "-")


def same_time(gold: Iterable[str], found: str, published: str) -> bool:
    """Whether a value is one of the right ones. An open end may also be written as unknown, or as the article's day.

    A found value may be marked `~` where the right one is not: whoever writes it says the same and is less sure of it.
    """
    right = set(gold)
    for value in tuple(right):
        if value.endswith("/.."):
            right |= {value[:-2], value[:-2] + published}
        elif value.startswith("../"):
            right |= {value[2:], published + value[2:]}
    return found in right or found.replace("~", "") in right


# --- Quotations -----------------------------------------------------------------------------------------------------


def _score_quotations(text: GoldText, found: Sequence[Quotation], score: Score) -> None:
    passages = {passage.id: passage.text for passage in text.passages}
    for gold in text.quotations:
        words = _word_spans(passages[gold.at.passage], gold.at.start, gold.at.end)
        over = [quotation for quotation in found if _overlap(gold.at, quotation)]
        is_found = _covered(words, [(q.start, q.end) for q in over]) >= ENOUGH
        if not gold.optional:
            score.counts["quotes_gold"] += 1
            score.counts["quotes_hit"] += is_found
        if not is_found:
            if not gold.optional:
                _note(score, text, "quotation", "missed", gold.at.text, _either(gold.speakers), "-")
            continue
        # Of a quotation and one inside it the one that fits the gold's words.
        fitting = max(over, key=lambda q: (_covered(words, [(q.start, q.end)]), q.start - q.end))
        _score_speaker(text, gold, fitting, score)
    for quotation in found:
        score.counts["quotes_found"] += 1
        passage = passages.get(quotation.passage, "")
        words = _word_spans(passage, quotation.start, quotation.end)
        golds = [(gold.at.start, gold.at.end) for gold in text.quotations if _overlap(gold.at, quotation)]
        if _covered(words, golds) < ENOUGH:
            score.counts["quotes_spurious"] += 1
            said = quotation.speaker or quotation.speaker_text or "-"
            _note(score, text, "quotation", "spurious", quotation.text, "no direct speech", said)


def _score_speaker(text: GoldText, gold: GoldQuotation, found: Quotation, score: Score) -> None:
    verdict = speaker_verdict(gold.speakers, found.speaker, found.speaker_text)
    given = bool(found.speaker or found.speaker_text)
    score.counts["speakers_given"] += given and not (gold.optional and verdict == "right")
    score.counts["speakers_wrong"] += verdict == "wrong"
    if not gold.optional:
        score.counts["speakers_right"] += verdict == "right"
    if verdict != "right" and not (gold.optional and verdict == "blank"):
        said = found.speaker or (f'"{found.speaker_text}"' if found.speaker_text else "-")
        _note(score, text, "speaker", verdict, gold.at.text, _either(gold.speakers), said)


def speaker_verdict(gold: Iterable[str], speaker: str, printed: str) -> str:
    """`right`, `wrong`, or `blank`: nothing was given, or only words where there is a record."""
    verdicts = {_one_speaker(one, speaker, printed) for one in gold}
    return next(verdict for verdict in ("right", "blank", "wrong") if verdict in verdicts)


def _one_speaker(gold: str, speaker: str, printed: str) -> str:
    if gold == UNRESOLVED:
        return "wrong" if speaker or printed else "right"
    words = _QUOTED.match(gold)
    if speaker:
        return "right" if not words and speaker == gold else "wrong"
    if not printed:
        return "blank"
    if not words:
        return "blank"
    heads = {fold(word) for word in re.findall(r"\^(\w+)", words.group(1))} | {fold(_WORD.findall(words.group(1))[-1])}
    return "right" if heads & {fold(word) for word in _WORD.findall(printed)} else "wrong"


def _word_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    return [match.span() for match in _WORD.finditer(text, start, end)]


def _covered(words: Sequence[tuple[int, int]], by: Iterable[tuple[int, int]]) -> float:
    """The share of the words that lie wholly in one of the stretches."""
    stretches = list(by)
    inside = sum(any(start <= first and last <= end for start, end in stretches) for first, last in words)
    return inside / len(words) if words else 0.0


# --- Claims ---------------------------------------------------------------------------------------------------------


def _score_claims(text: GoldText, found: Sequence[CountedClaim], score: Score) -> None:
    hit: set[int] = set()
    for claim in found:
        lies_on = [(index, gold) for index, gold in enumerate(text.claims) if _overlap(gold.at, claim)]
        right = [(index, gold) for index, gold in lies_on if _same_quantity(gold, claim)]
        if right and all(gold.optional for _, gold in right):
            continue
        score.counts["claims_found"] += 1
        if not right:
            score.counts["claims_wrong"] += 1
            gold_values = _either(_quantity(gold) for _, gold in lies_on) or "no claim"
            _note(score, text, "claim", "wrong", _printed(text, claim), gold_values, _stated(claim))
        for index, gold in right:
            if index not in hit and not gold.optional:
                hit.add(index)
                _score_details(text, gold, claim, score)
    for index, gold in enumerate(text.claims):
        if not gold.optional:
            score.counts["claims_gold"] += 1
            score.counts["claims_right"] += index in hit
            if index not in hit:
                _note(score, text, "claim", "missed", gold.at.text, _quantity(gold), "-")


def _same_quantity(gold: GoldClaim, claim: CountedClaim) -> bool:
    units = {*gold.units, *(name for name, codes in SHARED.items() if codes & set(gold.units))}
    return claim.unit in units and _bound(gold.low, claim.low) and _bound(gold.high, claim.high)


def _bound(gold: str, found: float | None) -> bool:
    if gold == ANY:
        return True
    return found is None if gold == UNRESOLVED else found is not None and abs(found - float(gold)) < 1e-6 * float(gold)


def _quantity(gold: GoldClaim) -> str:
    return f"{gold.hedge} {gold.low}..{gold.high} {_either(gold.units)}"


def _stated(claim: CountedClaim) -> str:
    low, high = ("-" if bound is None else f"{bound:g}" for bound in (claim.low, claim.high))
    return f"{claim.hedge or 'plain'} {low}..{high} {claim.unit}"


def _score_details(text: GoldText, gold: GoldClaim, claim: CountedClaim, score: Score) -> None:
    """Source, subject and time of a claim whose quantity is right."""
    verdict = speaker_verdict(gold.said_by, claim.said_by, claim.said_by_text)
    score.counts["sources_right"] += verdict == "right"
    score.counts["sources_wrong"] += verdict == "wrong"
    if verdict != "right":
        said = claim.said_by or (f'"{claim.said_by_text}"' if claim.said_by_text else "-")
        _note(score, text, "source", verdict, gold.at.text, _either(gold.said_by), said)
    if UNRESOLVED not in gold.subjects and ANY not in gold.subjects:
        score.counts["subjects_gold"] += 1
        score.counts["subjects_right"] += claim.subject in gold.subjects
        if claim.subject not in gold.subjects:
            fault = "wrong" if claim.subject else "blank"
            _note(score, text, "subject", fault, gold.at.text, _either(gold.subjects), claim.subject or "-")
    if gold.on:
        score.counts["ons_gold"] += 1
        score.counts["ons_right"] += claim.edtf in gold.on
        if claim.edtf not in gold.on:
            _note(
                score, text, "on", "wrong" if claim.edtf else "blank", gold.at.text, _either(gold.on), claim.edtf or "-"
            )


# --- Figures --------------------------------------------------------------------------------------------------------

_SHARES = {
    "names_p": ("names_right", "names_found"),
    "names_r": ("names_hit", "names_gold"),
    "times_right": ("times_right", "times_gold"),
    "times_wrong": ("times_wrong", "times_found"),
    "quotes_found": ("quotes_hit", "quotes_gold"),
    "quotes_said": ("speakers_right", "quotes_gold"),
    "quotes_wrong": ("speakers_wrong", "speakers_given"),
    "quotes_spurious": ("quotes_spurious", "quotes_found"),
    "claims_right": ("claims_right", "claims_gold"),
    "claims_wrong": ("claims_wrong", "claims_found"),
    "claims_by": ("sources_right", "claims_right"),
    "claims_subject": ("subjects_right", "subjects_gold"),
    "claims_on": ("ons_right", "ons_gold"),
}
AT_MOST = ("times_wrong", "quotes_wrong", "quotes_spurious", "claims_wrong")


def figures(score: Score) -> dict[str, float]:
    """The shares of the table; a share of nothing is left out. Counts of what they are shares of stand beside them."""
    counts = score.counts
    out: dict[str, float] = {
        name: counts[part] / counts[whole] for name, (part, whole) in _SHARES.items() if counts[whole]
    }
    if counts["names_gold"]:
        both = counts["names_found"] + counts["names_gold"]
        out["names_f1"] = (counts["names_right"] + counts["names_hit"]) / both
    for name in ("names_gold", "times_gold", "quotes_gold", "claims_gold", "texts"):
        out[name] = counts[name]
    return out


def run(texts: Iterable[GoldText], annotate: Annotate) -> dict[str, Score]:
    """The score of each language, and of all under `all`."""
    out: dict[str, Score] = {}
    whole = Score()
    for text in texts:
        score = score_text(text, findings_of(text, annotate))
        score.counts["texts"] += 1
        out.setdefault(text.language, Score()).add(score)
        whole.add(score)
    return {**dict(sorted(out.items())), "all": whole}


# --- Floors ---------------------------------------------------------------------------------------------------------

_FLOORS_HEAD = """\
# What the annotation layer reaches on benchmarks/annotations/; tests/annotate/test_annotation_floors.py fails where it
# falls behind. `at_least` are floors, `at_most` ceilings. `python benchmarks/annotator.py --raise-floors` writes and
# only ever raises them. To lower one deliberately (a text was added, a trade was made), edit its line and say why in
# the commit.
"""


def floor_figures(scores: dict[str, Score]) -> dict[str, dict[str, float]]:
    """The figures that have floors, by name (`en.times_right`), as `at_least` and `at_most`."""
    out: dict[str, dict[str, float]] = {"at_least": {}, "at_most": {}}
    for language, score in scores.items():
        for name, value in figures(score).items():
            if name in AT_MOST:
                out["at_most"][f"{language}.{name}"] = value
            elif name in _SHARES or name == "names_f1":
                out["at_least"][f"{language}.{name}"] = value
    return out


def read_floors() -> dict[str, dict[str, float]]:
    if not FLOORS.is_file():
        return {"at_least": {}, "at_most": {}}
    value: dict[str, dict[str, float]] = parse_yaml(FLOORS.read_text(encoding="utf-8"), FLOORS.name).value
    return value


def raise_floors(scores: dict[str, Score]) -> None:
    """Writes the floors at today's figures, where these are better than what stands there."""
    old, new = read_floors(), floor_figures(scores)
    lines = []
    for kind, better in (("at_least", max), ("at_most", min)):
        lines.append(f"{kind}:")
        for name, value in new[kind].items():
            # Cut after the third decimal on the lenient side, so that today's figure keeps what is written.
            thousandths = int(value * 1000) if kind == "at_least" else -int(-value * 1000 // 1)
            cut = thousandths / 1000
            lines.append(f"  {name}: {better(cut, old[kind][name]) if name in old[kind] else cut}")
    FLOORS.write_text(_FLOORS_HEAD + "\n".join(lines) + "\n", encoding="utf-8")


# --- Printing -------------------------------------------------------------------------------------------------------

_COLUMNS = (
    *(("texts", "texts"), ("names", "names_gold"), ("P", "names_p"), ("R", "names_r"), ("F1", "names_f1")),
    *(("| times", "times_gold"), ("right", "times_right"), ("wrong", "times_wrong")),
    *(("| quotes", "quotes_gold"), ("found", "quotes_found"), ("said", "quotes_said"), ("wrong", "quotes_wrong")),
    *(("spurious", "quotes_spurious"), ("| claims", "claims_gold"), ("right", "claims_right")),
    *(("wrong", "claims_wrong"), ("by", "claims_by"), ("subject", "claims_subject"), ("on", "claims_on")),
)


def table(scores: dict[str, Score]) -> str:
    """All figures for people."""
    rows = [["", *(name for name, _ in _COLUMNS)]]
    for language, score in scores.items():
        shown = figures(score)
        rows.append([language, *(_cell(key, shown) for _, key in _COLUMNS)])
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    return "\n".join("  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)


def _cell(key: str, shown: dict[str, float]) -> str:
    if key not in shown:
        return "-"
    return f"{shown[key]:.3f}" if key in _SHARES or key == "names_f1" else f"{shown[key]:.0f}"


def item_lines(items: Iterable[dict[str, str]]) -> str:
    return "\n".join(
        f"{item['text']}  {item['kind']} {item['fault']}: {item['words']!r}  gold {item['gold']}  found {item['found']}"
        for item in items
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", type=Path, default=SETS, metavar="DIR")
    parser.add_argument("--items", action="store_true", help="every miss and every error")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--raise-floors", action="store_true", help="write today's figures as floors")
    args = parser.parse_args()
    if args.raise_floors and args.set.resolve() != SETS.resolve():
        parser.error("floors are those of benchmarks/annotations")
    annotate = annotator()
    if annotate is None:
        print("sitegen.annotate has no annotate_text yet; there is nothing to measure", file=sys.stderr)
        return 2
    scores = run(read_texts(args.set), annotate)
    if args.raise_floors:
        raise_floors(scores)
    if args.json:
        result: dict[str, Any] = {"figures": {language: figures(score) for language, score in scores.items()}}
        if args.items:
            result["items"] = scores["all"].items
        print(json.dumps(result, ensure_ascii=False, indent=1))
        return 0
    if args.items:
        print(item_lines(scores["all"].items), end="\n\n")
    print(table(scores))
    return 0


if __name__ == "__main__":
    sys.exit(main())
