"""Rules that know a block of a page by where it stands: headline, places of furniture, captions, subheads."""

from __future__ import annotations

import re

from sitegen.base.text import fold
from sitegen.clean.embedded import Facts
from sitegen.clean.headline import choose_titles
from sitegen.clean.lines import Part, Sheet, letters_of, markup_of
from sitegen.clean.span import weigh_lines
from sitegen.clean.vote import ancestors, body_container
from sitegen.clean.wholeness import is_withheld

_SITE_MARK = re.compile(r"\s+(?:[|·•»:—–-]|::|//|&gt;)\s+")
_LONGEST_TITLE = 60
_MOST_RELATED = 20
_LONGEST_SUBHEAD = 25
_RELATED_HEAD = re.compile(r"[:»>→]\s*$")


def title_forms(facts: Facts) -> list[str]:
    """The letters of every form in which the page gives its headline; a site's name behind a mark may be cut off."""
    out: list[str] = []
    for statement in facts.titles:
        forms = [statement.value]
        pieces = _SITE_MARK.split(statement.value)
        if len(pieces) > 1:
            forms += [" ".join(pieces[:count]) for count in range(len(pieces) - 1, 0, -1)]
            forms += [" ".join(pieces[count:]) for count in range(1, len(pieces))]
        # "The site: the headline", as some systems write it.
        forms += [piece for piece in statement.value.split(": ", 1)[1:] if statement.rule == "html"]
        for form in forms:
            key = letters_of(form)
            if len(key) > 3 and key not in out:
                out.append(key)
    return out


def mark_title(sheet: Sheet, facts: Facts) -> None:
    """The headline that a reader sees: the block that says what the page's statements say; an `h1` before others."""
    forms = title_forms(facts)
    whole = set(forms)
    full = {letters_of(statement.value) for statement in facts.titles}
    first_vote = next((index for index, vote in enumerate(sheet.votes) if vote and sheet.blocks[index].words > 12),
                      len(sheet.blocks))  # fmt: skip
    best, found = 0.0, -1
    for index, block in enumerate(sheet.blocks):
        markup = markup_of(block)
        if block.words > _LONGEST_TITLE or (not markup.level and index > first_vote + 3):
            continue
        key = letters_of(block.shown)
        if not key or key.isdecimal():
            continue
        score = 0.0
        if key in whole:
            score = 4.0 + min(2.0, len(key) / 20) + (1.0 if key in full else 0.0)
        elif markup.level in (1, 2) and forms and len(key) > 8:
            share = max(_likeness(block.fold, statement.value) for statement in facts.titles)
            score = 3.0 * share if share > 0.5 else 0.0
        if not score and len(key) > 8 and (markup.level == 1 or ("title" in markup.hints and index <= first_vote)):
            score = 1.0
        if not score:
            continue
        score += {1: 2.0, 2: 1.0, 3: 0.5}.get(markup.level, 0.0) + (1.0 if "title" in markup.hints else 0.0)
        score -= 2.5 if markup.places & {"nav", "footer", "aside", "form"} else 0.0
        score -= 1.5 if markup.hints & {"related", "comment", "share", "caption"} and markup.level != 1 else 0.0
        score -= 1.5 if markup.link_density > 0.5 and markup.level != 1 else 0.0
        score -= min(1.5, 0.01 * max(0, first_vote - index)) + (1.0 if index > first_vote + 3 else 0.0)
        if score > best:
            best, found = score, index
    for part in sheet.parts:
        part.title = found
        if found < 0 and not facts.titles:
            weigh_lines(sheet)
            choose_titles(sheet)
        elif found >= 0:
            sheet.mark(found, "title", "headline", again=True)
        _mark_repetitions(sheet, part, full)


def _likeness(folded: str, title: str) -> float:
    """The share of words that a block and a statement of the title have in common."""
    first, second = set(re.findall(r"\w+", folded)), set(re.findall(r"\w+", fold(title)))
    return len(first & second) / max(1, len(first | second))


def _mark_repetitions(sheet: Sheet, part: Part, full: set[str]) -> None:
    if part.title < 0:
        return
    key = letters_of(sheet.blocks[part.title].shown)
    for index, block in enumerate(sheet.blocks):
        if index == part.title or block.words > _LONGEST_TITLE:
            continue
        same = letters_of(block.shown)
        if same and (same == key or (same in full and len(same) > 20)):
            sheet.mark(index, "furniture", "title-again")


def mark_places(sheet: Sheet) -> None:
    """What stands in navigation, foot and forms of a page, and what is a caption by its element."""
    for index, block in enumerate(sheet.blocks):
        markup = markup_of(block)
        if "figcaption" in markup.places or markup.tag == "caption":
            sheet.mark(index, "caption", "figcaption")
        elif markup.tag in ("button", "label", "legend"):
            sheet.mark(index, "furniture", "control")
        elif (block.fold or markup.level) and is_withheld(sheet, block):
            sheet.mark(index, "furniture", "withheld")
        elif not sheet.votes[index]:
            if not block.fold:
                sheet.mark(index, "furniture", "place-on-page")
            elif "figure" in markup.places and block.words > 2:
                sheet.mark(index, "caption", "in-figure")
            elif markup.places & {"nav", "footer", "form"} and (markup.link_density > 0.3 or block.words < 25):
                sheet.mark(index, "furniture", "place-on-page")
            elif "comment" in markup.hints:
                sheet.mark(index, "furniture", "comment")


def mark_subheads(sheet: Sheet) -> None:
    """Headings inside the body are subheads; so is a short paragraph in bold that ends no sentence."""
    for part in sheet.parts:
        first, last = part.body
        for index in range(first, last):
            block = sheet.blocks[index]
            markup = markup_of(block)
            if sheet.roles[index] not in ("body", ""):
                continue
            if not sheet.votes[index]:
                continue
            if (
                markup.level or ("heading" in markup.hints and block.words <= 12)
            ) and block.words <= _LONGEST_SUBHEAD * 2:
                sheet.mark(index, "subhead", "heading", again=True)
            elif (
                not markup.lists
                and not markup.is_row
                and markup.is_strong
                and block.words <= 12
                and not block.ends
                and not block.shown.endswith((",", ";"))
                and not block.shown.startswith(("-", "–", "—"))
                and index + 1 < last
            ):
                sheet.mark(index, "subhead", "bold-line", again=True)


def mark_rest(sheet: Sheet) -> None:
    """What no rule claimed is furniture of the page, but for the links that the article itself offers to others."""
    inside = body_container(sheet)
    offered = 0
    for index, block in enumerate(sheet.blocks):
        markup = markup_of(block)
        if (
            sheet.is_open(index)
            and offered < _MOST_RELATED
            and markup.link_density > 0.8
            and block.words >= 4
            and sheet.parts[0].title < index
            and not markup.places & {"nav", "footer", "aside", "form"}
            and inside in ancestors(sheet, markup.container)
        ):
            sheet.mark(index, "related", "links-beside-body")
            offered += 1
        sheet.mark(index, "furniture", "outside-body")
