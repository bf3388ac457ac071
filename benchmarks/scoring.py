"""How the cleaner's drafts are measured against what is right.

The body measure is the one that the public article-extraction benchmark defines (Scrapinghub, 2020; its
`evaluate.py`), written anew: tokens are runs of word characters with their case, a text is the multiset of its 4-token
shingles (a shorter text is one shingle); per article the counts of true positives, false positives and false negatives
are divided by their sum; precision is the mean over articles for which something was predicted, recall the mean over
articles with a body, F1 the harmonic mean of the two means; exact is the share of articles whose token sequence is that
of the truth.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sitegen.model.dates import DateError, parse_edtf
from sitegen.model.draft import Cleaned, Draft

_WORD = re.compile(r"\w+")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_BLOCK_MARK = re.compile(r"^(?:#{1,6}\s+|[-*+]\s+|>\s?)+")
_NUMBER = re.compile(r"^\d{1,2}[.)]\s+(?=\S)")
_FOLDS = (("[‘’‚‛`´]", "'"), ("[“”„«»]", '"'), ("[‐‑–—−]", "-"), ("[\u00ad\u200b\u200c\u200d\ufeff]", ""))

RIGHT, WIDE, WRONG, BLANK = "right", "wide", "wrong", "blank"


def tokens(text: str) -> list[str]:
    """Runs of word characters without the underscores at their ends (marks of emphasis)."""
    return [word for found in _WORD.findall(text) if (word := found.strip("_"))]


def shingles(text: str, size: int = 4) -> Counter[tuple[str, ...]]:
    words = tokens(text)
    if not words:
        return Counter()
    if len(words) < size:
        return Counter([tuple(words)])
    return Counter(zip(*(words[start:] for start in range(size)), strict=False))


def fold(text: str) -> str:
    """For the comparison of titles: quotation marks, dashes, spaces and case are all one."""
    text = unicodedata.normalize("NFKC", text)
    for pattern, by in _FOLDS:
        text = re.sub(pattern, by, text)
    return re.sub(r"\s+", " ", text).strip().casefold()


@dataclass(frozen=True)
class Match:
    """One article's shares of true positives, false positives and false negatives."""

    right: float
    extra: float
    missed: float

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.extra) if self.right else float(self._is_empty)

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right else float(self._is_empty)

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    @property
    def _is_empty(self) -> bool:
        return not (self.right or self.extra or self.missed)


def match(truth: str, predicted: str) -> Match:
    expected, got = shingles(truth), shingles(predicted)
    right = sum((expected & got).values())
    extra, missed = sum(got.values()) - right, sum(expected.values()) - right
    total = right + extra + missed
    return Match(right / total, extra / total, missed / total) if total else Match(0.0, 0.0, 0.0)


def mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / len(found) if found else 0.0


def overall(matches: Sequence[Match]) -> tuple[float, float, float]:
    """Precision, recall and F1 over articles."""
    precision = mean(item.precision for item in matches if item.right + item.extra > 0)
    recall = mean(item.recall for item in matches if item.right + item.missed > 0)
    total = precision + recall
    return precision, recall, 2 * precision * recall / total if total else 0.0


def plain_paragraphs(markdown: str) -> list[str]:
    """A draft's body as the reader of its page sees it."""
    out = []
    for line in markdown.split("\n"):
        text = _LINK.sub(r"\1", _BLOCK_MARK.sub("", line.strip()))
        text = unnumbered(_ESCAPE.sub(r"\1", text).strip())
        if text:
            out.append(text)
    return out


def unnumbered(line: str) -> str:
    """A list entry without its number: only some ways of saving a page print it."""
    return _NUMBER.sub("", line)


def is_in(text: str, whole: str) -> bool:
    """Whether the words of a text stand in another one after the other."""
    words = " ".join(tokens(text))
    return bool(words) and f" {words} " in f" {' '.join(tokens(whole))} "


def _share(text: str, whole: Counter[tuple[str, ...]]) -> float:
    own = shingles(text)
    return sum(1 for piece in own if piece in whole) / len(own) if own else 0.0


@dataclass
class PageScore:
    """What is right and wrong about one page."""

    body: Match
    exact: bool
    title: bool
    date: str
    """`right`, `wide` (holds the day, but is no single day), `wrong` or `blank`."""
    dated: bool
    """Whether the day can be known from what the page prints."""
    authors: bool
    language: bool
    captions: int
    leaked: list[str] = field(default_factory=list)
    """Captions that stand in the body."""
    kept: int = 0
    """Captions that the draft has as captions."""
    residue: list[str] = field(default_factory=list)
    """Paragraphs of the draft that are nowhere in the truth."""
    lines: int = 0
    lost: list[str] = field(default_factory=list)
    """Paragraphs of the truth that are not in the draft."""
    drafts: int = 1
    flagged: bool = False
    """Whether the page was said to be no article, or not all of one; each page scored here is a whole one."""


def score_cleaned(truth: dict[str, Any], cleaned: Cleaned) -> PageScore:
    """A page's cleaning against its truth, with whether it was flagged."""
    score = score_page(truth, cleaned.drafts)
    score.flagged = is_flagged(cleaned)
    return score


def score_page(truth: dict[str, Any], drafts: Sequence[Draft]) -> PageScore:
    """One page against its truth; the drafts of a page that was wrongly split count as one text."""
    optional = {fold(text) for text in truth.get("optional", [])}
    expected = [unnumbered(line) for line in truth["body"]]
    got = [text for draft in drafts for text in plain_paragraphs(draft.body) if fold(text) not in optional]
    whole, text = "\n\n".join(expected), "\n\n".join(got)
    captions = [caption["text"] for caption in truth["captions"]]
    in_truth, in_draft = shingles(whole), shingles(text)
    leaked = [caption for caption in captions if is_in(caption, text) and not is_in(caption, whole)]
    residue = [
        paragraph
        for paragraph in got
        if not is_in(paragraph, whole)
        and _share(paragraph, in_truth) < 0.5
        and not any(is_in(caption, paragraph) for caption in captions)
    ]
    lost = [line for line in expected if not is_in(line, text) and _share(line, in_draft) < 0.5]
    draft = drafts[0] if drafts else None
    found = " ".join(fold(caption.text) for item in drafts for caption in item.captions)
    return PageScore(
        body=match(whole, text),
        exact=tokens(whole) == tokens(text),
        title=draft is not None and fold(draft.title) in {fold(title) for title in truth["titles"]},
        date=judge_date(draft.date if draft else "", truth["published"]),
        dated=bool(truth["date_printed"]),
        authors=draft is not None and {fold(name) for name in draft.authors} == {fold(n) for n in truth["authors"]},
        language=draft is not None and draft.language == truth["language"],
        captions=len(captions),
        leaked=leaked,
        kept=sum(1 for caption in captions if fold(caption) in found),
        residue=residue,
        lines=len(expected),
        lost=lost,
        drafts=len(drafts),
    )


def judge_date(claim: str, true: str) -> str:
    """A claimed date (EDTF) against the day of publication."""
    if not claim:
        return BLANK
    try:
        edtf = parse_edtf(claim)
    except DateError:
        return WRONG
    if edtf.day:
        return RIGHT if edtf.day == true else WRONG
    inside = (edtf.earliest or "0000") <= true <= (edtf.latest or "9999")
    return WIDE if inside else WRONG


def page_figures(scores: Sequence[PageScore]) -> dict[str, float]:
    """The figures of one table row, from the scores of its pages."""
    precision, recall, f1 = overall([score.body for score in scores])
    dated = [score for score in scores if score.dated]
    undated = [score for score in scores if not score.dated]
    return {
        "files": len(scores),
        "precision": precision,
        "recall": recall,
        "f1": f1,
        "exact": mean(score.exact for score in scores),
        "titles": mean(score.title for score in scores),
        "authors": mean(score.authors for score in scores),
        "languages": mean(score.language for score in scores),
        "dates_right": sum(score.date == RIGHT for score in dated),
        "dates_wide": sum(score.date == WIDE for score in dated),
        "dates_blank": sum(score.date == BLANK for score in dated),
        "dates_wrong": sum(score.date == WRONG for score in scores),
        "dates_unknowable_blank": sum(score.date in (BLANK, WIDE) for score in undated),
        "captions": sum(score.captions for score in scores),
        "captions_kept": sum(score.kept for score in scores),
        "captions_leaked": sum(len(score.leaked) for score in scores),
        "residue": sum(len(score.residue) for score in scores),
        "lines": sum(score.lines for score in scores),
        "lost": sum(len(score.lost) for score in scores),
        "split": sum(score.drafts > 1 for score in scores),
        "nothing": sum(score.drafts == 0 for score in scores),
        "flagged": sum(score.flagged for score in scores),
    }


# --- Files of several articles --------------------------------------------------------------------------------------


@dataclass
class SplitScore:
    """Where one file was cut, and what became of its articles."""

    hit: int = 0
    extra: int = 0
    missed: int = 0
    loose_hit: int = 0
    loose_extra: int = 0
    loose_missed: int = 0
    articles: int = 0
    drafts: int = 0
    titles: int = 0
    bodies: list[float] = field(default_factory=list)
    captions: int = 0
    leaked: int = 0
    residue: int = 0


def score_split(segments: Sequence[dict[str, Any]], lines: Sequence[str], drafts: Sequence[Draft]) -> SplitScore:
    """One file of several articles against its truth.

    A boundary is the start of an article after the first. It is hit where a draft begins on the title's first line;
    loosely hit where it begins anywhere from there to the first line of the body.
    """
    true, got = [segment["start_line"] for segment in segments], [draft.first_line for draft in drafts]
    wanted, found = set(true[1:]), set(got[1:])
    out = SplitScore(articles=len(segments), drafts=len(drafts), hit=len(wanted & found))
    out.extra, out.missed = len(found) - out.hit, len(wanted) - out.hit
    used: set[int] = set()
    for segment in segments[1:]:
        near = [n for n in sorted(found - used) if segment["start_line"] <= n <= segment["first_body_line"]]
        used.update(near[:1])
    out.loose_hit = len(used)
    out.loose_extra, out.loose_missed = len(found) - len(used), len(wanted) - len(used)
    for place, segment in enumerate(segments):
        near_by = [d for d in drafts if segment["start_line"] <= d.first_line <= segment["first_body_line"]]
        draft = near_by[0] if near_by else drafts[0] if place == 0 and drafts else None
        if draft is None:
            out.bodies.append(0.0)
            continue
        out.titles += fold(draft.title) == fold(segment["title"])
        paragraphs = plain_paragraphs(draft.body)
        whole, text = "\n".join(unnumbered(lines[n - 1]) for n in segment["body_lines"]), "\n".join(paragraphs)
        out.bodies.append(match(whole, text).f1)
        out.captions += len(segment["caption_lines"])
        out.leaked += sum(is_in(lines[n - 1], text) for n in segment["caption_lines"])
        out.residue += sum(
            is_in(lines[n - 1], text) and not is_in(lines[n - 1], whole) for n in segment["residue_lines"]
        )
    return out


def split_figures(scores: Sequence[SplitScore]) -> dict[str, float]:
    def rates(hit: int, extra: int, missed: int) -> tuple[float, float, float]:
        precision = hit / (hit + extra) if hit + extra else 1.0
        recall = hit / (hit + missed) if hit + missed else 1.0
        return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0

    def total(name: str) -> int:
        return sum(getattr(score, name) for score in scores)

    precision, recall, f1 = rates(total("hit"), total("extra"), total("missed"))
    bodies = [body for score in scores for body in score.bodies]
    return {
        "files": len(scores),
        "boundaries": total("hit") + total("missed"),
        "precision": precision,
        "recall": recall,
        "f1": f1,
        "f1_loose": rates(total("loose_hit"), total("loose_extra"), total("loose_missed"))[2],
        "exact": mean(score.hit == score.articles - 1 and not score.extra for score in scores),
        "decoys_split": sum(score.articles == 1 and score.drafts > 1 for score in scores),
        "titles": total("titles") / max(1, total("articles")),
        "body_f1": mean(bodies),
        "captions": total("captions"),
        "captions_leaked": total("leaked"),
        "residue": total("residue"),
    }


# --- Pages without an article ---------------------------------------------------------------------------------------


def is_flagged(cleaned: Cleaned) -> bool:
    """Whether the result says that the page is no article, or not all of one.

    It says so by a problem other than the encoding's, by no draft at all, or by a body that a person should look at.
    """
    if not cleaned.drafts:
        return True
    if any(problem.code != "raw-encoding" for problem in cleaned.problems):
        return True
    return any("body" in draft.review for draft in cleaned.drafts)
