"""notes/<slug>.yaml → notes anchored in the article's text.

A note names its passage by a W3C TextQuoteSelector (Web Annotation Data Model, 4.2.4): the exact words, and where they
stand more than once, what stands before and after. The quote must match exactly once; if it does not, that is a
problem with the nearest candidates, and the note is not shown: it never moves in silence.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass

from sitegen.base.problems import Problem
from sitegen.base.text import squeeze
from sitegen.base.yamlfile import Fields, YamlFile, parse_yaml
from sitegen.model.article import NOTE_TYPES, RELATIONS
from sitegen.model.dates import DateError, parse_edtf
from sitegen.model.refs import Ref
from sitegen.read.authority import refs_to
from sitegen.read.body import render_text

_CONTEXT = 24


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
    prefix = squeeze_inside(quote.written("prefix")) if quote else ""
    suffix = squeeze_inside(quote.written("suffix")) if quote else ""
    if quote:
        quote.raw("type")
        quote.unknown()
    type_ = fields.choice("type", NOTE_TYPES, "context")
    body = fields.required("body", "what the note says, Markdown")
    created = fields.text("created")
    if created:
        try:
            parse_edtf(created)
        except DateError as error:
            file.report("date", f"`created` is {created!r}", (index, "created"), hint=str(error))
            created = ""
    links = tuple(_links(fields, index, refs))
    by = fields.text("by")
    if fields.has("claim"):
        claim = fields.inner("claim")
        refs += refs_to(claim, "event", "event")
        for key in ("quantity", "unit", "event", "said_by"):
            claim.raw(key)
        claim.unknown()
    for key in ("quote", "claim", "id", "tags"):
        fields.raw(key)
    fields.unknown()
    if not exact or not body:
        return None
    place = _find(exact, prefix, suffix, article_text, file, index)
    if place is None:
        return None
    return FoundNote(*place, type_, exact, prefix, suffix, render_text(body), by, created, links)


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
    pattern = re.compile("(?=(" + r"\s+".join(re.escape(word) for word in exact.split()) + "))")
    places = [match.span(1) for match in pattern.finditer(text)]
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
            near = _nearest(exact, text)
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
    windows = sorted({" ".join(words[i : i + size]) for i in range(0, max(1, len(words) - size + 1))})
    wanted = set(exact.casefold().split())
    windows.sort(key=lambda window: -len(wanted.intersection(window.casefold().split())))
    return difflib.get_close_matches(exact, windows[:200], n=2, cutoff=0.5)
