"""The cleaner's program: one literal list of named rules, applied to the sheet of a file in this order."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from sitegen.base.problems import ERROR, WARNING, Problem
from sitegen.clean.captions import mark_captions
from sitegen.clean.csl import with_items
from sitegen.clean.dating import date_of
from sitegen.clean.decode import BINARY, is_page, read_text, same_encoding
from sitegen.clean.evidence import why_of
from sitegen.clean.fields import captions_of, known_fields, related_of
from sitegen.clean.headline import choose_titles
from sitegen.clean.inside import mark_inside
from sitegen.clean.language import language_of, line_key, vocabulary
from sitegen.clean.lines import Part, Sheet, is_blank, read_blocks, split_lines
from sitegen.clean.markdown import body_paragraphs, to_markdown
from sitegen.clean.outlets import press
from sitegen.clean.pages import clean_page
from sitegen.clean.repeats import NO_REPEATS, Repeats
from sitegen.clean.roles import mark_furniture, mark_related, mark_source_notes
from sitegen.clean.signatures import mark_bylines, mark_datelines
from sitegen.clean.span import choose_spans, mark_outside, weigh_lines
from sitegen.clean.split import split_articles
from sitegen.clean.teasers import mark_teasers
from sitegen.clean.wholeness import partial_problem
from sitegen.clean.wholetext import is_cut_off, no_article_in
from sitegen.model.draft import INFERRED, NO_LORE, STATED, Basis, Cleaned, Draft, EventLore, Lore, RawFile, RawLine

CLAIMS: tuple[Callable[[Sheet], None], ...] = (
    # What a line says by itself. Notes come first: an address in a caption's clothes is still an address.
    mark_source_notes,
    mark_related,
    mark_teasers,
    mark_datelines,
    mark_furniture,
    mark_captions,
    mark_bylines,
)
STEPS: tuple[Callable[[Sheet], None], ...] = (
    *CLAIMS,
    # What the whole text says. Cutting into articles needs captions and datelines; a span needs its title.
    split_articles,
    weigh_lines,
    choose_titles,
    choose_spans,
    # What is left, by its place.
    mark_inside,
    mark_outside,
)

_LARGEST = 32_000_000
_LEAST_BODY_WORDS = 8


def clean(raw: RawFile, lore: Lore = NO_LORE, repeats: Repeats = NO_REPEATS, *, explain: bool = False) -> Cleaned:
    """One text or page → every line with its role, the drafts of its articles, and what is wrong; it never raises.

    Args:
        lore: what the archive knows.
        repeats: which lines stand in several files of the archive; without it a file is cleaned as if it were alone.
        explain: also say of each line that the line model judged what spoke for its label.
    """
    cleaned = _clean(raw, lore, repeats, explain)
    if not lore.items or not cleaned.drafts:
        return cleaned
    return dataclasses.replace(cleaned, drafts=with_items(cleaned.drafts, lore.items, press(lore.sources)))


def _clean(raw: RawFile, lore: Lore, repeats: Repeats, explain: bool) -> Cleaned:
    refused = _refuse(raw)
    if refused is not None:
        return Cleaned(raw.path, "", (), (), (refused,))
    text, encoding, declared = read_text(raw)
    if encoding == BINARY:
        hint = "save the text itself (.txt), not an image, a document or an archive"
        return Cleaned(raw.path, "", (), (), (Problem("raw-binary", "this file is not text", raw.path, hint=hint),))
    problems = _encoding_problems(raw, text, encoding, declared)
    if is_page(raw.path, text):
        return clean_page(raw, text, encoding, lore, problems, repeats)
    lines = split_lines(text)
    house = frozenset(key for source in lore.sources for line in source.furniture if (key := line_key(line)))
    blocks = read_blocks(lines)
    sheet = Sheet(blocks, vocabulary(), press(lore.sources), house, repeats.of_blocks(blocks))
    for step in STEPS:
        step(sheet)
    parts = [part for part in sheet.parts if _body_words(sheet, part) >= _LEAST_BODY_WORDS]
    for part in sheet.parts:
        if part not in parts:
            _give_up(sheet, part)
    why = ""
    if len(parts) == 1 and (why := no_article_in(sheet, parts[0])):
        _give_up(sheet, parts.pop())
    if not parts:
        problems.append(_no_article(raw, sheet, why))
    drafts = tuple(_draft(sheet, parts, place, len(lines), lore.events) for place in range(len(parts)))
    for part, draft in zip(parts, drafts, strict=True):
        if is_cut_off(sheet, part):
            problems.append(partial_problem(raw.path, draft.title, "file", draft.first_line))
    return Cleaned(raw.path, encoding, _numbered(sheet, lines, explain), drafts, tuple(problems))


def _refuse(raw: RawFile) -> Problem | None:
    """The problem of a file that is not opened at all."""
    if not raw.data.strip(b" \t\r\n\x00\xef\xbb\xbf\xfe\xff"):
        return Problem(
            "raw-empty", "this file is empty", raw.path, hint="save the article's text again, or remove the file"
        )
    if len(raw.data) > _LARGEST:
        size = f"{len(raw.data) // 1_000_000} MB"
        return Problem(
            "raw-large",
            f"this file is too large to be articles ({size})",
            raw.path,
            hint="split it into files below 32 MB",
        )
    return None


def _encoding_problems(raw: RawFile, text: str, encoding: str, declared: str) -> list[Problem]:
    if "\ufffd" in text:
        number = text[: text.index("\ufffd")].count("\n") + 1
        hint = "the marks \ufffd stand for what was lost; save the text again as UTF-8"
        return [
            Problem(
                "raw-encoding",
                f"some characters cannot be read as {encoding}",
                raw.path,
                number,
                severity=WARNING,
                hint=hint,
            )
        ]
    if not encoding.startswith("utf-") and not same_encoding(declared, encoding):
        hint = "look at a few words with accents or Cyrillic letters; saving the text as UTF-8 ends the doubt"
        return [Problem("raw-encoding", f"not UTF-8; read as {encoding}", raw.path, severity=WARNING, hint=hint)]
    return []


def _no_article(raw: RawFile, sheet: Sheet, why: str) -> Problem:
    if not sheet.blocks:
        return Problem("raw-empty", "this file holds nothing but blank lines", raw.path, severity=ERROR)
    hint = "`sitegen clean --explain` shows what each line was taken for"
    what = "no article was found in this file" + (f": {why}" if why else "")
    return Problem("raw-no-article", what, raw.path, hint=hint)


def _body_words(sheet: Sheet, part: Part) -> int:
    return sum(sheet.blocks[index].words for index in range(part.start, part.stop) if sheet.roles[index] == "body")


def _give_up(sheet: Sheet, part: Part) -> None:
    """A stretch without a body holds no article: its title and scraps are furniture."""
    for index in range(part.start, part.stop):
        if sheet.roles[index] in ("body", "title", "subhead"):
            sheet.mark(index, "furniture", "no-article", again=True)


def _numbered(sheet: Sheet, lines: list[str], explain: bool) -> tuple[RawLine, ...]:
    role_by_line = {
        number: index for index, block in enumerate(sheet.blocks) for number in range(block.first, block.last + 1)
    }
    out = []
    for number, text in enumerate(lines, 1):
        index = role_by_line.get(number, -1)
        if index < 0 or is_blank(text):
            out.append(RawLine(number, text, "blank", "blank"))
        else:
            why = why_of(sheet, index) if explain else ""
            out.append(RawLine(number, text, sheet.roles[index], sheet.rules[index], why))
    return tuple(out)


def _draft(sheet: Sheet, parts: list[Part], place: int, line_count: int, events: tuple[EventLore, ...]) -> Draft:
    part = parts[place]
    known = known_fields(sheet, part)
    review: list[str] = []
    basis: dict[str, Basis] = {}
    title = sheet.blocks[part.title].shown if part.title >= 0 else ""
    if title:
        basis["title"] = Basis(STATED, sheet.blocks[part.title].first)
    else:
        first = next(text for role, text in body_paragraphs(sheet, part) if role == "body")
        title = " ".join(first.split()[:10])
        basis["title"] = Basis(INFERRED, 0, title, "first-words", "probable")
        review.append("title")
    dated = date_of(sheet, part, known.url, known.url_line, events)
    if dated is not None:
        basis["date"] = dated.basis
    if dated is None or dated.basis.certainty or "/" in dated.date:
        review.append("date")
    if is_cut_off(sheet, part):
        review.append("body")
    body = to_markdown(sheet, part)
    language = language_of(body)
    if language:
        basis["language"] = Basis(INFERRED, rule="common-words")
    basis.update(known.basis)
    order = ("title", "date", "source", "agency", "authors", "language", "url")
    return Draft(
        title=title,
        body=body,
        first_line=1 if place == 0 else sheet.blocks[part.start].first,
        last_line=sheet.blocks[parts[place + 1].start].first - 1 if place + 1 < len(parts) else line_count,
        date=dated.date if dated else "",
        source=known.source,
        agency=known.agency,
        authors=known.authors,
        language=language,
        url=known.url,
        captions=captions_of(sheet, part),
        related=related_of(sheet, part),
        known=tuple((name, basis[name]) for name in order if name in basis),
        review=tuple([*review, *known.review]),
    )
