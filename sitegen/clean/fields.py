"""The fields of a draft beside its date: address, source, agency, authors, captions, related; each with its basis."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sitegen.base.text import fold
from sitegen.clean.captions import credit_tail, photographer
from sitegen.clean.dates import find_dates
from sitegen.clean.lines import Part, Sheet, block_links, links_in
from sitegen.clean.outlets import host_of, id_of_host
from sitegen.clean.people import authors_in, is_of_genre
from sitegen.clean.roles import credit_names
from sitegen.clean.signatures import byline_names, is_told_of, names_alone
from sitegen.model.draft import INFERRED, STATED, Basis, Caption, Related

_PERSON = re.compile(r"^[^\W\d_a-zа-яё][\w'’-]+(?:\s+[^\W\d_]\.)?(?:\s+[^\W\d_][\w'’-]+){1,3}$")
_ABOVE = 4
_BELOW = 3
_BRACKETED = re.compile(r"\(([^()]{2,40})\)\s*[–—-]")


@dataclass(slots=True)
class Known:
    """Fields as they are found, and how each is known."""

    url: str = ""
    url_line: int = 0
    source: str = ""
    agency: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    basis: dict[str, Basis] = field(default_factory=dict)
    review: list[str] = field(default_factory=list)


def known_fields(sheet: Sheet, part: Part, known: Known | None = None) -> Known:
    """Everything that the sheet says about one article's origin.

    Args:
        known: what is known already.
    """
    known = known or Known()
    for step in (_url, _outlet_credit, _host, _byline, _agency_in_lede, _agency_in_text, _agency_in_credits):
        step(sheet, part, known)
    if known.basis.get("agency", Basis("")).certainty or (not known.agency and _has_agency_credit(sheet, part)):
        known.review.append("agency")
    if not known.source or known.basis["source"].certainty:
        known.review.append("source")
    return known


def _url(sheet: Sheet, part: Part, known: Known) -> None:
    """The address that a source note gives."""
    for index in range(part.start, part.stop):
        if sheet.roles[index] != "source-note" or known.url:
            continue
        block = sheet.blocks[index]
        targets = [target for _, target in links_in(block.text) if target.startswith("http")]
        found = [*targets, *block.urls]
        if found:
            known.url = _tidy(found[0])
            known.url_line = block.first
            known.basis["url"] = Basis(STATED, block.first, known.url)


def _tidy(url: str) -> str:
    url = url.rstrip(".,;:!?*_>\u201d\u2019'\"")
    return url if url.startswith("http") else "https://" + url


def _outlet_credit(sheet: Sheet, part: Part, known: Known) -> None:
    """ "(OUTLET with AGENCY and AGENCY)": the outlet and the agencies, both stated."""
    for index in range(part.start, part.stop):
        if sheet.rules[index] != "outlet-credit":
            continue
        block = sheet.blocks[index]
        names = credit_names(sheet, block.shown.strip().strip("()[]–—- ."))
        if names is None:
            continue
        outlets, agencies = names
        if outlets and not known.source:
            known.source = outlets[0]
            known.basis["source"] = Basis(STATED, block.first, block.shown)
        if agencies and not known.agency:
            known.agency = tuple(dict.fromkeys(agencies))
            known.basis["agency"] = Basis(STATED, block.first, block.shown)


def _host(sheet: Sheet, part: Part, known: Known) -> None:
    """The outlet that owns the address."""
    if known.source or not known.url:
        return
    host = host_of(known.url)
    outlet = sheet.press.outlet_of_host(known.url)
    if outlet is not None:
        known.source = outlet.id
        known.basis["source"] = Basis(INFERRED, known.url_line, host, "host-of-url")
        if outlet.type == "agency" and not known.agency:
            known.agency = (outlet.id,)
            known.basis["agency"] = Basis(INFERRED, known.url_line, host, "host-of-url")
    elif id_of_host(host):
        # Nobody has a record of it: the domain's name is the best id there is, and a person should look.
        known.source = id_of_host(host)
        known.basis["source"] = Basis(INFERRED, known.url_line, host, "host-of-url", "probable")


def _byline(sheet: Sheet, part: Part, known: Known) -> None:
    """Names behind "By", beside the date, alone above or below the text: agencies are the wire, everybody else an
    author."""
    for index in _byline_blocks(sheet, part):
        block = sheet.blocks[index]
        names = byline_names(sheet, block) or block.shown
        agencies = sheet.press.agencies_in(names) if sheet.roles[index] == "byline" else ()
        if not agencies and sheet.roles[index] == "dateline":
            agencies = sheet.press.agencies_in(_beside_date(block.shown))
        if agencies and not known.agency:
            known.agency = agencies
            known.basis["agency"] = Basis(STATED, block.first, block.shown)
        authors = _authors(sheet, index) if not known.authors else ()
        if authors:
            known.authors = authors
            known.basis["authors"] = Basis(STATED, block.first, block.shown)


def _authors(sheet: Sheet, index: int) -> tuple[str, ...]:
    block = sheet.blocks[index]
    if sheet.rules[index] == "name-alone":
        return names_alone(sheet, index)
    found = authors_in(block.shown, sheet.words, sheet.press)
    return () if found and is_of_genre(block.shown, sheet.words) and is_told_of(sheet, index, found) else found


def _byline_blocks(sheet: Sheet, part: Part) -> list[int]:
    """The lines that may say who wrote an article, the likeliest first: between its title and its text, in its text
    and right below it, above its title. Behind a head such as "Most read" other articles' names begin."""
    first = part.title + 1 if part.title >= 0 else part.start
    last = min(part.stop, part.body[1] + _BELOW)
    for index in range(part.body[1], last):
        if sheet.rules[index] in ("ending", "pause"):
            last = index
            break
    places = [*range(first, last), *range(max(part.start, part.title - _ABOVE), first)]
    return [index for index in places if sheet.roles[index] in ("byline", "dateline")]


def _beside_date(text: str) -> str:
    """What a dateline prints before its date, where that may be a name."""
    mentions = find_dates(text)
    return text[: mentions[0].start].strip(" -–—|·•,:/") if mentions else ""


def _agency_in_lede(sheet: Sheet, part: Part, known: Known) -> None:
    """ "CITY (Agency) — …" at the head of the first paragraph."""
    if known.agency:
        return
    for index in _body_blocks(sheet, part)[:2]:
        block = sheet.blocks[index]
        match = _BRACKETED.search(block.shown[:90])
        if match and match.start() < 45 and (agencies := sheet.press.agencies_in(match.group(1))):
            known.agency = agencies
            known.basis["agency"] = Basis(STATED, block.first, block.shown[: match.end()])
            return


def _agency_in_text(sheet: Sheet, part: Part, known: Known) -> None:
    """ "told Agency", "an Agency journalist saw": the text's reporter is the agency's."""
    if known.agency:
        return
    for index in _body_blocks(sheet, part):
        block = sheet.blocks[index]
        for match in sheet.press.agency_pattern.finditer(block.shown):
            name = match.group(0)
            around = fold(block.shown[max(0, match.start() - 40) : match.end() + 40])
            phrase = next((told for told in sheet.words.told if told.replace("{}", fold(name)) in around), "")
            if phrase:
                known.agency = (sheet.press.agencies[name].id,)
                words = _words_around(block.shown, match.start(), match.end())
                known.basis["agency"] = Basis(INFERRED, block.first, words, "agency-reporter")
                return


def _words_around(text: str, start: int, end: int, reach: int = 24) -> str:
    """A stretch of the text with some whole words on both sides."""
    left = text.rfind(" ", 0, max(0, start - reach)) + 1 if start > reach else 0
    right = text.find(" ", min(len(text), end + reach))
    return text[left : right if right >= 0 else len(text)].strip()


def _agency_in_credits(sheet: Sheet, part: Part, known: Known) -> None:
    """The agency that ends every photographer's credit: probable at most, for a picture is not the text.

    A credit that names no photographer is a hand-out's and says even less: it is not counted.
    """
    if known.agency:
        return
    found: dict[str, Basis] = {}
    for index in range(part.start, part.stop):
        if sheet.roles[index] not in ("caption", "credit"):
            continue
        block = sheet.blocks[index]
        tail = credit_tail(block.shown, sheet.press, sheet.words).strip("() .")
        pieces = [piece.strip(" .") for piece in tail.split("/")]
        person = photographer(pieces[0])
        if len(pieces) > 1 and _PERSON.match(person) and pieces[-1] in sheet.press.agencies:
            found.setdefault(
                sheet.press.agencies[pieces[-1]].id, Basis(INFERRED, block.first, tail, "photo-credit", "probable")
            )
    if len(found) == 1:
        agency, basis = next(iter(found.items()))
        known.agency = (agency,)
        known.basis["agency"] = basis


def _has_agency_credit(sheet: Sheet, part: Part) -> bool:
    return any(sheet.roles[index] in ("caption", "credit") and sheet.press.agencies_in(sheet.blocks[index].shown[-60:])
               for index in range(part.start, part.stop))  # fmt: skip


def _body_blocks(sheet: Sheet, part: Part) -> list[int]:
    return [index for index in range(*part.body) if sheet.roles[index] == "body"]


def captions_of(sheet: Sheet, part: Part) -> tuple[Caption, ...]:
    """Captions with their credits; one printed twice is kept once, in its longer form."""
    out: list[Caption] = []
    for index in range(part.start, part.stop):
        block = sheet.blocks[index]
        if sheet.roles[index] == "credit" and out and not out[-1].credit:
            out[-1] = Caption(out[-1].text, _credit(block.shown), out[-1].line)
        if sheet.roles[index] != "caption":
            continue
        tail = credit_tail(block.shown, sheet.press, sheet.words)
        text = (
            block.shown.rstrip(" .")[: -len(tail)].rstrip(" (–—-")
            if tail and block.shown.rstrip(" .").endswith(tail)
            else block.shown
        )
        caption = Caption(text or block.shown, _credit(tail), block.first)
        twin = next((place for place, other in enumerate(out) if _is_twin(other.text, caption.text)), -1)
        if twin < 0:
            out.append(caption)
        elif len(caption.text) > len(out[twin].text):
            out[twin] = Caption(caption.text, caption.credit or out[twin].credit, caption.line)
    return tuple(out)


def _is_twin(first: str, second: str) -> bool:
    a, b = fold(first), fold(second)
    return a == b or (min(len(a), len(b)) > 30 and (a in b or b in a))


def _credit(tail: str) -> str:
    return tail.strip("()[] .")


def related_of(sheet: Sheet, part: Part) -> tuple[Related, ...]:
    """Pointers to other articles, as printed."""
    out = []
    for index in range(part.start, part.stop):
        if sheet.roles[index] != "related":
            continue
        block = sheet.blocks[index]
        links = block_links(block, sheet.base)
        text = links[0][0] if links else block.shown
        if not links and sheet.rules[index] == "related-word":
            text = re.split(r"\s*[:|»>→]\s*", block.shown, maxsplit=1)[-1] or block.shown
        url = links[0][1] if links else (block.urls[0] if block.urls else "")
        if text.strip():
            out.append(Related(text.strip(), url if url.startswith("http") else "", block.first))
    return tuple(out)
