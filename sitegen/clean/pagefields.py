"""The fields of a page's article beside its date: what the page states for machines, held against what it shows."""

from __future__ import annotations

import itertools
import re

from sitegen.base.text import fold, slugify
from sitegen.clean.embedded import Facts, Statement
from sitegen.clean.fields import Known, known_fields
from sitegen.clean.language import language_of
from sitegen.clean.lines import Part, Sheet, markup_of
from sitegen.clean.outlets import host_of
from sitegen.model.draft import INFERRED, STATED, Basis

_NAME = re.compile(r"[^\W\d_][^\d@/|:<>\[\]{}]{2,60}\Z")
_SPLIT = re.compile(r"\s*(?:;|\||,|/|&)\s*|\s+and\s+")
_PROFILE = re.compile(r"auth?or|writer|profile|people|staff|contribut|/by/|journalist|redac|reporter|/users?/|\bbio")
_SAMPLE = 3000
_HEAD = 8
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*\Z")


def page_origin(sheet: Sheet, part: Part, facts: Facts) -> Known:
    """Address, source, agency and authors of a page's article."""
    known = Known()
    if facts.urls:
        best = facts.urls[0]
        known.url = best.value
        known.basis["url"] = Basis(STATED, 0, best.words, best.rule)
    known = known_fields(sheet, part, known)
    _source(sheet, facts, known)
    # What stands beside a date may be a place; a statement, or a link to somebody's page, knows better.
    line = known.basis["authors"].line if "authors" in known.basis else 0
    beside = (known.authors, known.basis.pop("authors")) if line and sheet.roles[line - 1] == "dateline" else None
    if beside is not None:
        known.authors = ()
    _authors(sheet, facts, known)
    _linked_authors(sheet, part, known)
    if beside is not None and not known.authors and len(beside[0]) == 1:
        known.authors, known.basis["authors"] = beside
    return known


def _linked_authors(sheet: Sheet, part: Part, known: Known) -> None:
    """People whose names are links in the lines about the headline that tell author and day."""
    if known.authors or part.title < 0:
        return
    for index in range(max(0, part.title - 2), min(part.title + _HEAD, part.stop)):
        block = sheet.blocks[index]
        markup = markup_of(block)
        if sheet.roles[index] not in ("byline", "dateline") and "byline" not in markup.hints:
            continue
        groups = itertools.groupby(markup.runs, key=lambda run: run.href)
        texts = [
            " ".join("".join(run.text for run in group).split()) for href, group in groups if _PROFILE.search(href)
        ]
        names = [text for text in texts if _is_person(text) and not sheet.press.agencies_in(text)]
        if names and sheet.roles[index] != "body":
            known.authors = tuple(dict.fromkeys(names))
            known.basis["authors"] = Basis(STATED, block.first, block.shown)
            return


def _source(sheet: Sheet, facts: Facts, known: Known) -> None:
    """The outlet that the page names as its site, where its address belongs to nobody we know."""
    if known.source and not known.basis["source"].certainty:
        return
    for site in facts.sites:
        outlet = sheet.press.outlet_of_name(site.value)
        if outlet is not None:
            known.source = outlet.id
            known.basis["source"] = Basis(STATED, 0, site.words, site.rule)
            if "source" in known.review:
                known.review.remove("source")
            return
    if not known.source and facts.sites and slugify(facts.sites[0].value):
        site = facts.sites[0]
        known.source = slugify(site.value)
        known.basis["source"] = Basis(STATED, 0, site.words, site.rule, "probable")


def _authors(sheet: Sheet, facts: Facts, known: Known) -> None:
    """The people that the page names as authors; an agency among them is the wire, the site itself is nobody."""
    sites = {fold(site.value) for site in facts.sites}
    host = fold(host_of(known.url).split(".")[0])
    rules = list(dict.fromkeys(statement.rule for statement in facts.authors))
    for rule in rules:
        names: list[str] = []
        words: list[str] = []
        agencies: list[tuple[str, Statement]] = []
        for statement in facts.authors:
            if statement.rule != rule:
                continue
            for name in _SPLIT.split(statement.value):
                name = _without_byline_word(sheet, name.strip(" .,"))
                found = sheet.press.agencies_in(name)
                if found:
                    agencies += [(agency, statement) for agency in found]
                elif _is_person(name) and fold(name) not in sites and slugify(name).replace("-", "") != host:
                    names.append(name)
                    words.append(statement.words)
        if agencies and not known.agency:
            known.agency = tuple(dict.fromkeys(agency for agency, _ in agencies))
            known.basis["agency"] = Basis(STATED, 0, agencies[0][1].words, rule)
            if "agency" in known.review:
                known.review.remove("agency")
        if names and not known.authors:
            known.authors = tuple(dict.fromkeys(names))
            known.basis["authors"] = Basis(STATED, 0, "; ".join(dict.fromkeys(words))[:300], rule)


def _without_byline_word(sheet: Sheet, name: str) -> str:
    """ "By Odile Marsh" is Odile Marsh."""
    for word in sheet.words.byline:
        if fold(name).startswith(word + " "):
            return name[len(word) :].strip(" :")
    return name


def _is_person(name: str) -> bool:
    """Two to five words that begin with capitals, or a name in letters that know none."""
    parts = name.split()
    if not _NAME.match(name) or not 2 <= len(parts) <= 5:
        return False
    return sum(1 for part in parts if not part[0].islower()) >= 2


def page_language(sheet: Sheet, part: Part, facts: Facts) -> tuple[str, Basis | None]:
    """The language of the text; what the page states counts where the text does not speak against it."""
    text = "\n".join(
        sheet.blocks[index].shown for index in range(*part.body) if sheet.roles[index] in ("body", "subhead")
    )
    seen = language_of(text[:_SAMPLE])
    for statement in facts.languages:
        code = statement.value.replace("_", "-")
        if not _TAG.match(code):
            continue
        base = code.split("-")[0].lower()
        if not seen or seen == base:
            return base, Basis(STATED, 0, statement.words, statement.rule)
    return seen, Basis(INFERRED, rule="common-words") if seen else None
