"""notes/<slug>.yaml → notes anchored in the article's text.

A note names its passage by a W3C TextQuoteSelector (Web Annotation Data Model, 4.2.4): the exact words, and where they
stand more than once, what stands before and after. The quote must match exactly once; if it does not, that is a
problem with the nearest candidates, and the note is not shown: it never moves in silence.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from sitegen.base.problems import WARNING, Problem
from sitegen.base.text import squeeze
from sitegen.base.yamlfile import Fields, YamlFile, parse_yaml
from sitegen.model.article import CLAIM_TYPES, NOTE_TYPES, RELATIONS, NoteClaim
from sitegen.model.dates import DateError, parse_edtf
from sitegen.model.refs import Ref
from sitegen.read.authority import refs_to
from sitegen.read.body import render_text
from sitegen.read.site import ID

LONGEST_QUOTE = 10_000
"""Characters of a note's quote."""
LONGEST_NOTE = 100_000
"""Characters of a note."""
_MOST_SEARCHED, _LONGEST_SEARCHED = 20, 1_000
"""Lost notes of a file, and characters of a quote, for which the nearest words of the text are looked for."""
_MOST_WINDOWS = 200
_CONTEXT = 24
_BOUNDS = re.compile(r"(\d[\d, \u00a0\u202f]*(?:\.\d+)?)?\.\.[ ]?(\d[\d, \u00a0\u202f]*(?:\.\d+)?)?\Z")
_PARTS = re.compile("[, \u00a0\u202f]")
_LARGEST = 1e15


@dataclass(frozen=True, slots=True)
class FoundNote:
    """A note with its place in the text."""

    start: int
    end: int
    type: str
    exact: str
    prefix: str
    suffix: str
    body: str
    by: str
    created: str
    links: tuple[tuple[str, str], ...]
    claim: NoteClaim | None = None


def read_notes(
    text: str, path: str, article_text: str
) -> tuple[tuple[FoundNote, ...], tuple[Ref, ...], tuple[Problem, ...]]:
    """The notes of one article, in the order of its text.

    Args:
        text: the YAML file.
        path: how problems name it.
        article_text: plain text of the article's body, blocks separated by blank lines.
    """
    file = parse_yaml(text, path)
    if file.value is None:
        return (), (), tuple(file.problems)
    if not isinstance(file.value, list):
        file.report("yaml", "the file must be a list of notes", hint="begin each note with `- quote: {exact: …}`")
        return (), (), tuple(file.problems)
    found: list[FoundNote] = []
    refs: list[Ref] = []
    for index, value in enumerate(file.value):
        if not isinstance(value, dict):
            file.report("field-type", "a note must be a mapping", (index,), hint="begin it with `quote: {exact: …}`")
            continue
        note = _note(Fields(file, (index,)), index, article_text, refs)
        if note:
            found.append(note)
    found.sort(key=lambda note: (note.end, note.start, note.exact))
    refs.sort(key=lambda ref: (ref.line, ref.column))
    return tuple(found), tuple(refs), tuple(file.problems)


def _note(fields: Fields, index: int, article_text: str, refs: list[Ref]) -> FoundNote | None:
    file = fields.file
    quote = fields.inner("quote") if fields.has("quote") else None
    if quote is None:
        fields.required("quote", "{exact: the words it is about}")
    exact = squeeze(quote.required("exact", "the words of the article it is about")) if quote else ""
    if len(exact) > LONGEST_QUOTE:
        hint = f"quotes have at most {LONGEST_QUOTE}: quote the beginning of the passage"
        file.report("too-long", f"a quote of {len(exact)} characters", (index, "quote", "exact"), hint=hint)
        exact = ""
    prefix = squeeze_inside(quote.written("prefix")) if quote else ""
    suffix = squeeze_inside(quote.written("suffix")) if quote else ""
    if quote:
        quote.raw("type")
        quote.unknown()
    type_ = fields.choice("type", NOTE_TYPES, "context")
    body = fields.required("body", "what the note says, Markdown")
    if len(body) > LONGEST_NOTE:
        hint = f"notes have at most {LONGEST_NOTE}: write a page of the archive, and a note that names it"
        file.report("too-long", f"a note of {len(body)} characters", (index, "body"), hint=hint)
        body = ""
    created = fields.text("created")
    if created:
        try:
            parse_edtf(created)
        except DateError as error:
            file.report("date", f"`created` is {created!r}", (index, "created"), hint=str(error))
            created = ""
    links = tuple(_links(fields, index, refs))
    by = fields.text("by")
    claim = _claim(fields, type_, refs) if fields.has("claim") else None
    for key in ("quote", "claim", "id", "tags"):
        fields.raw(key)
    fields.unknown()
    if not exact or not body:
        return None
    place = _find(exact, prefix, suffix, article_text, file, index)
    if place is None:
        return None
    return FoundNote(*place, type_, exact, prefix, suffix, render_text(body), by, created, links, claim)


def _claim(fields: Fields, type_: str, refs: list[Ref]) -> NoteClaim | None:
    """What the passage counts: `{quantity: 6700, unit: people detained, subject: detained, event: …, said_by: …}`."""
    claim = fields.inner("claim")
    if not claim.mapping:
        return None
    event = claim.text("event")
    refs += refs_to(claim, "event", "event")
    said_by = squeeze(claim.text("said_by"))
    # A name with capitals or several words stands for itself; what looks like an id must be one.
    if ID.match(said_by):
        refs += refs_to(claim, "said_by", "actor")
    subject = claim.text("subject")
    if subject and not ID.match(subject):
        claim.wrong("subject", "a key of the ledger such as detained or killed")
        subject = ""
    bounds = _quantity(claim)
    unit = squeeze(claim.text("unit"))
    claim.unknown()
    if type_ not in CLAIM_TYPES:
        what = f"a `claim` stands in a note of type `{type_}`"
        hint = f"it has no effect here: write one of the types {', '.join(CLAIM_TYPES)}, or take it out"
        claim.file.report("claim-type", what, claim.keys, hint=hint, severity=WARNING)
        return None
    return NoteClaim(*bounds, unit, subject, event if ID.match(event) else "", said_by) if bounds else None


def _quantity(claim: Fields) -> tuple[float | None, float | None] | None:
    """A number, or two with `..` between them; either may be left out where that end is open."""
    value = claim.raw("quantity")
    if value is None:
        return None, None
    if isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value < _LARGEST:
        return float(value), float(value)
    match = _BOUNDS.match(value.strip()) if isinstance(value, str) and len(value) < 60 else None
    if match and any(match.groups()):
        low, high = (float(_PARTS.sub("", end)) if end else None for end in match.groups())
        if max(low or 0, high or 0) < _LARGEST and (low is None or high is None or low <= high):
            return low, high
    claim.wrong("quantity", "a number such as 6700, or a span such as 6000..7000, 6700.. (at least), ..50 (at most)")
    return None


def _links(fields: Fields, index: int, refs: list[Ref]) -> list[tuple[str, str]]:
    out: list[tuple[str, str]] = []
    for number, value in fields.items("links"):
        if not isinstance(value, dict):
            fields.file.report(
                "field-type",
                "a link must be a mapping",
                (index, "links", number),
                hint="{article: slug, relation: supports}",
            )
            continue
        entry = Fields(fields.file, (index, "links", number))
        slug = entry.required("article", "the slug of an article")
        relation = entry.choice("relation", RELATIONS, "")
        entry.unknown()
        if slug:
            out.append((slug, relation))
            refs += refs_to(entry, "article", "article")
    return out


def squeeze_inside(text: str) -> str:
    """Runs of white space as one space; ends kept to one space, since a prefix may end with one."""
    return re.sub(r"\s+", " ", text)


def _find(exact: str, prefix: str, suffix: str, text: str, file: YamlFile, index: int) -> tuple[int, int] | None:
    # Spaces of any kind and number count as one, also where a line or a paragraph ends.
    pattern = re.compile(r"\s++".join(re.escape(word) for word in exact.split()))
    places = list(_places(pattern, text))
    before, after = prefix.strip(), suffix.strip()
    fitting = [place for place in places if _has_context(text, place, before, after)]
    if len(fitting) == 1:
        return fitting[0]
    keys = (index, "quote", "exact")
    if not fitting:
        if places:
            shown = "; ".join(f"“{_around(text, place)}”" for place in places[:3])
            file.report(
                "note-context",
                f"the words “{_short(exact)}” are in the text, but not with this prefix and suffix",
                keys,
                hint=f"they stand in: {shown}",
            )
        else:
            near = _nearest(exact, text) if _may_search(file, exact) else []
            hint = (
                "nearest in the text: " + "; ".join(f"“{_short(candidate, 90)}”" for candidate in near)
                if near
                else "nothing in the text is like it"
            )
            file.report("note-lost", f"the words “{_short(exact)}” are not in the article's text", keys, hint=hint)
        return None
    shown = "; ".join(f"“{_around(text, place)}”" for place in fitting[:3])
    file.report(
        "note-ambiguous",
        f"the words “{_short(exact)}” stand {len(fitting)} times in the article",
        keys,
        hint=f"add a prefix or suffix; they stand in: {shown}",
    )
    return None


def _places(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    """Every place, also where two of them share letters."""
    match = pattern.search(text)
    while match:
        yield match.span()
        match = pattern.search(text, match.start() + 1)


def _may_search(file: YamlFile, exact: str) -> bool:
    """Whether candidates are looked for: not for a page of text, and not for every one of a thousand notes."""
    lost = sum(1 for problem in file.problems if problem.code == "note-lost")
    return lost < _MOST_SEARCHED and len(exact) <= _LONGEST_SEARCHED


def _has_context(text: str, place: tuple[int, int], before: str, after: str) -> bool:
    start, end = place
    left = squeeze(text[max(0, start - 2 * len(before) - 20) : start])
    right = squeeze(text[end : end + 2 * len(after) + 20])
    return left.endswith(before) and right.startswith(after)


def _around(text: str, place: tuple[int, int]) -> str:
    return squeeze(text[max(0, place[0] - _CONTEXT) : place[1] + _CONTEXT])


def _short(text: str, limit: int = 60) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _nearest(exact: str, text: str) -> list[str]:
    """Stretches of the text of the quote's length in words that look most like it."""
    words = text.split()
    size = max(1, len(exact.split()))
    by_score: dict[int, list[int]] = {}
    for start, score in enumerate(_scores(words, set(exact.casefold().split()), size)):
        by_score.setdefault(score, []).append(start)
    windows: list[str] = []
    for score in sorted(by_score, reverse=True):
        starts = by_score[score][: _MOST_WINDOWS * 50]
        windows += sorted({" ".join(words[start : start + size]) for start in starts})
        if len(windows) >= _MOST_WINDOWS:
            break
    return difflib.get_close_matches(exact, windows[:_MOST_WINDOWS], n=2, cutoff=0.5)


def _scores(words: list[str], wanted: set[str], size: int) -> Iterator[int]:
    """For each window of so many words: how many of those wanted stand in it."""
    inside: Counter[str] = Counter()
    folded = [word.casefold() for word in words]
    for end, word in enumerate(folded, 1):
        if word in wanted:
            inside[word] += 1
        gone = folded[end - 1 - size] if end > size else ""
        if gone in inside:
            inside[gone] -= 1
            if not inside[gone]:
                del inside[gone]
        if end >= size or end == len(folded):
            yield len(inside)
