"""The cleaner's program for one saved page: tree, blocks, statements, the extractor's vote, then rules on the sheet."""

from __future__ import annotations

import dataclasses

from sitegen.base.problems import Problem
from sitegen.clean.captions import mark_captions
from sitegen.clean.embedded import Facts, read_facts
from sitegen.clean.extractor import body_text
from sitegen.clean.fields import captions_of, related_of
from sitegen.clean.language import line_key, vocabulary
from sitegen.clean.lines import Part, Sheet, letters_of
from sitegen.clean.markup import parse_page
from sitegen.clean.outlets import press
from sitegen.clean.page import page_blocks, read_page
from sitegen.clean.pagedating import page_date
from sitegen.clean.pagefields import page_language, page_origin
from sitegen.clean.pagemarkdown import page_markdown
from sitegen.clean.pagerules import mark_places, mark_rest, mark_subheads, mark_title
from sitegen.clean.prune import prune_body
from sitegen.clean.repeats import Repeats, mark_repeats
from sitegen.clean.roles import mark_furniture, mark_related, mark_source_notes
from sitegen.clean.signatures import mark_bylines, mark_datelines
from sitegen.clean.vote import choose_body, take_votes
from sitegen.clean.wholeness import is_cut, no_article, partial_problem
from sitegen.clean.wholetext import is_preview, no_article_in
from sitegen.model.draft import INFERRED, STATED, Basis, Cleaned, Draft, Lore, RawFile, RawLine


def clean_page(
    raw: RawFile, text: str, encoding: str, lore: Lore, problems: list[Problem], repeats: Repeats
) -> Cleaned:
    """One page → every block with its role, the draft of its article, and what is wrong; it never raises.

    Args:
        text: the page's source, decoded.
        problems: what is known to be wrong already.
    """
    read = page_sheet(raw, text, lore, repeats)
    if read is None:
        problems.append(Problem("raw-empty", "this page holds no text", raw.path, hint="save the page again"))
        return Cleaned(raw.path, encoding, (), (), tuple(problems))
    sheet, facts = read
    prune_body(sheet)
    mark_subheads(sheet)
    mark_rest(sheet)
    part = sheet.parts[0]
    why = no_article(sheet, part, facts) or ("" if facts.is_article else no_article_in(sheet, part))
    drafts: tuple[Draft, ...] = ()
    if why:
        problems.append(_no_article(raw, why))
        _give_up(sheet)
    else:
        draft = _draft(sheet, part, facts)
        if is_cut(sheet, part, facts) or is_preview(sheet, part):
            problems.append(partial_problem(raw.path, draft.title, "page"))
            draft = dataclasses.replace(draft, review=(*draft.review, "body"))
        drafts = (draft,)
    lines = tuple(
        RawLine(number, block.text, sheet.roles[number - 1], sheet.rules[number - 1])
        for number, block in enumerate(sheet.blocks, 1)
    )
    return Cleaned(raw.path, encoding, lines, drafts, tuple(problems))


def page_sheet(raw: RawFile, text: str, lore: Lore, repeats: Repeats) -> tuple[Sheet, Facts] | None:
    """The sheet of a page once rules and the extractor have chosen its body, and what the page states for machines;
    nothing where it holds no text."""
    root = parse_page(text)
    if root is None:
        return None
    facts = read_facts(root, text, raw.url)
    page = read_page(root)
    house = frozenset(key for source in lore.sources for line in source.furniture if (key := line_key(line)))
    votes = take_votes([shown for shown, _ in page.texts], body_text(root))
    sheet = Sheet(page_blocks(page.texts, votes), vocabulary(), press(lore.sources), house)
    sheet.containers, sheet.signatures, sheet.base = page.containers, page.signatures, facts.base
    sheet.alts = frozenset(letters_of(alt) for alt in page.alts)
    sheet.is_page = True
    sheet.parts = [Part(0, len(sheet.blocks))]
    sheet.votes = votes
    sheet.repeats = repeats.of_blocks(sheet.blocks)
    mark_title(sheet, facts)
    mark_repeats(sheet)
    mark_places(sheet)
    mark_source_notes(sheet)
    mark_related(sheet)
    mark_datelines(sheet)
    mark_furniture(sheet)
    mark_captions(sheet)
    mark_bylines(sheet)
    choose_body(sheet)
    return sheet, facts


def _no_article(raw: RawFile, why: str) -> Problem:
    hint = "`sitegen clean --explain` shows what each block was taken for"
    return Problem("raw-no-article", f"no article was found in this page: {why}", raw.path, hint=hint)


def _give_up(sheet: Sheet) -> None:
    """A page without an article has no body: its scraps are furniture."""
    for index, role in enumerate(sheet.roles):
        if role in ("body", "title", "subhead"):
            sheet.mark(index, "furniture", "no-article", again=True)


def _draft(sheet: Sheet, part: Part, facts: Facts) -> Draft:
    known = page_origin(sheet, part, facts)
    basis: dict[str, Basis] = {}
    review: list[str] = []
    title = sheet.blocks[part.title].shown if part.title >= 0 else ""
    if title:
        basis["title"] = Basis(STATED, sheet.blocks[part.title].first)
    elif facts.titles:
        title = facts.titles[0].value
        basis["title"] = Basis(STATED, 0, facts.titles[0].words, facts.titles[0].rule)
        review.append("title")
    else:
        first = next(block.shown for index, block in enumerate(sheet.blocks) if sheet.roles[index] == "body")
        title = " ".join(first.split()[:10])
        basis["title"] = Basis(INFERRED, 0, title, "first-words", "probable")
        review.append("title")
    dated = page_date(sheet, part, facts, known.url)
    if dated is not None:
        basis["date"] = dated.basis
    if dated is None or dated.basis.certainty or "/" in dated.date:
        review.append("date")
    body = page_markdown(sheet, part)
    language, how = page_language(sheet, part, facts)
    if how is not None:
        basis["language"] = how
    basis.update(known.basis)
    order = ("title", "date", "source", "agency", "authors", "language", "url")
    return Draft(
        title=title,
        body=body,
        first_line=1,
        last_line=len(sheet.blocks),
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
