"""An article's citation: as the manuals have it, as BibTeX, RIS and CSL-JSON, and for lists; of its fields alone."""

from __future__ import annotations

import dataclasses
import json
import re
from dataclasses import dataclass
from urllib.parse import urlencode

from sitegen.cite import STYLES, Reference, formatted
from sitegen.model.article import Card
from sitegen.model.dates import parse_edtf
from sitegen.model.persons import name_parts
from sitegen.model.views import Citation, StyledCitation
from sitegen.plan.cited import cited_source, is_probable
from sitegen.plan.library import Library

_BIBTEX_SPECIAL = re.compile(r"([&%$#_{}~^\\])")
_BIBTEX_NAMED = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


@dataclass(frozen=True, slots=True)
class _Cited:
    """What the forms of a citation are made of, beside the card."""

    authors: tuple[tuple[str, str], ...]
    """Pairs of family and given names; a body has its name and an empty text."""
    source: str
    parts: tuple[int, ...]
    """Year, month and day, as far as they are known."""
    circa: bool
    address: str
    """Of the original, else of the copy."""
    archive: str
    version: str
    edition: str
    """Name of the edition that brought this version; empty where it is in none."""
    copy: str
    """Address of the article in the archive; empty where the site has none."""

    @property
    def where(self) -> str:
        """Which copy is cited: `The harbour papers, version 0123456789ab, https://harbour.example/articles/x/`."""
        edition = f"edition {self.edition}" if self.edition else ""
        version = f"version {self.version}" if self.version else ""
        return ", ".join(part for part in (self.archive, edition, version, self.copy) if part)


def citation(library: Library, card: Card, version: str = "", edition: str = "") -> Citation:
    """Every form of an article's citation; a field that is not known is left out, never guessed.

    Args:
        version: of what the archive says of the article.
        edition: name of the edition that brought it; empty where it is in none yet.
    """
    record = card.record
    cited = _cited(library, card, version, edition)
    reference = Reference(
        title=record.title,
        authors=cited.authors,
        source=cited.source,
        date=cited.parts,
        circa=cited.circa,
        url="" if cited.address == cited.copy else cited.address,
        archive=cited.where,
    )
    styled = tuple(StyledCitation(style, name, formatted(style, reference)) for style, name in STYLES)
    return dataclasses.replace(_forms(card, cited), styled=styled, version=cited.version)


def listed(library: Library, card: Card) -> Citation:
    """An article's citation in lists, for programs: without its version, so that no word of its text changes them."""
    made: dict[str, tuple[Card, Citation]] = library.made.setdefault("citations", {})
    known = made.get(card.face.slug)
    if known is None or known[0] is not card:
        known = made[card.face.slug] = (card, _forms(card, _cited(library, card)))
    return known[1]


def _forms(card: Card, cited: _Cited) -> Citation:
    return Citation(_bibtex(card, cited), _ris(card, cited), _csl(card, cited), _creators(cited))


def _cited(library: Library, card: Card, version: str = "", edition: str = "") -> _Cited:
    record = card.record
    date = parse_edtf(record.date) if record.date else None
    known = date.day or date.month or date.earliest[:4] if date and date.earliest else ""
    base = library.config.base_url.rstrip("/")
    copy = base + card.face.address if base else ""
    bodies = library.made.setdefault("bodies", _bodies(library))
    return _Cited(
        authors=tuple((name, "") if name.casefold() in bodies else name_parts(name) for name in record.authors),
        source=cited_source(library, card, or_agency=True),
        parts=tuple(int(part) for part in known.split("-") if part),
        circa=bool(date and known and (is_probable(card, "date") or not date.is_certain)),
        address=record.url or copy,
        archive=library.config.title,
        version=version,
        edition=edition,
        copy=copy,
    )


def _bodies(library: Library) -> frozenset[str]:
    """Names on record that are no person's, though they may look like one."""
    names = [source.name for source in library.sources.values()]
    names += [form for actor in library.actors.values() if actor.type != "person" for form in actor.forms]
    return frozenset(name.casefold() for name in names)


def _creators(cited: _Cited) -> tuple[str, ...]:
    return tuple(", ".join(part for part in author if part) for author in cited.authors)


def coins(library: Library, card: Card) -> str:
    """An article for programs that collect citations from lists: an OpenURL ContextObject with Dublin Core's fields,
    as Zotero reads it out of a `title` (COinS)."""
    cited = _cited(library, card)
    fields = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"),
        ("rft.type", "newspaperArticle"),
        ("rft.title", card.record.title),
        *(("rft.creator", creator) for creator in _creators(cited)),
        ("rft.source", cited.source),
        ("rft.date", "-".join(f"{part:02}" for part in cited.parts)),
        ("rft.language", card.record.language),
        ("rft_id", cited.address),
    ]
    return urlencode([(key, value) for key, value in fields if value])


def _bibtex(card: Card, cited: _Cited) -> str:
    record = card.record
    date = parse_edtf(record.date) if record.date else None
    fields = [("title", "{" + _bibtex_text(record.title) + "}")]
    if cited.authors:
        fields.append(("author", " and ".join(_bibtex_name(*author) for author in cited.authors)))
    if cited.source:
        fields.append(("journaltitle", _bibtex_text(cited.source)))
    if date and date.earliest:
        fields.append(("date", record.date + ("?" if is_probable(card, "date") and date.is_certain else "")))
    if cited.address:
        fields.append(("url", _bibtex_address(cited.address)))
    if record.language:
        fields.append(("langid", record.language))
    fields.append(("note", "In: " + _bibtex_text(cited.where)))
    body = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields)
    return f"@article{{{card.face.slug},\n  entrysubtype = {{newspaper}},\n{body}\n}}"


def _bibtex_address(address: str) -> str:
    """An address without the letters with which TeX begins a group or a command."""
    return address.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")


def _bibtex_name(family: str, given: str) -> str:
    """What is no person's name stands in braces of its own: no program may take it apart."""
    return f"{{{_bibtex_text(family)}}}, {_bibtex_text(given)}" if given else f"{{{_bibtex_text(family)}}}"


def _bibtex_text(text: str) -> str:
    return _BIBTEX_SPECIAL.sub(lambda match: _BIBTEX_NAMED.get(match.group(), "\\" + match.group()), text)


def _ris(card: Card, cited: _Cited) -> str:
    record = card.record
    lines = [("TY", "NEWS"), ("TI", record.title), *(("AU", creator) for creator in _creators(cited))]
    if cited.source:
        lines.append(("T2", cited.source))
    if cited.parts:
        lines.append(("PY", f"{cited.parts[0]:04}"))
        lines.append(("DA", "/".join(f"{part:02}" for part in cited.parts)))
    if cited.address:
        lines.append(("UR", cited.address))
    if record.language:
        lines.append(("LA", record.language))
    lines.append(("DB", cited.archive))
    if cited.copy or cited.version:
        lines.append(("N1", f"In: {cited.where}"))
    lines.append(("ER", ""))
    return "\n".join(f"{tag}  - {' '.join(value.split())}" for tag, value in lines)


def _csl(card: Card, cited: _Cited) -> str:
    record = card.record
    item: dict[str, object] = {"id": card.face.slug, "type": "article-newspaper", "title": record.title}
    if cited.authors:
        names = cited.authors
        item["author"] = [{"family": name, "given": given} if given else {"literal": name} for name, given in names]
    if cited.source:
        item["container-title"] = cited.source
    if cited.parts:
        item["issued"] = {"date-parts": [list(cited.parts)], **({"circa": True} if cited.circa else {})}
    if cited.address:
        item["URL"] = cited.address
    if record.language:
        item["language"] = record.language
    item["archive"] = cited.archive
    if cited.copy:
        item["archive_location"] = cited.copy
    if cited.version:
        item["version"] = cited.version
    if cited.edition:
        item["edition"] = cited.edition
    return json.dumps([item], ensure_ascii=False, indent=1)
