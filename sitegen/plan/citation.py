"""An article's citation as text, BibTeX, RIS and CSL-JSON, made of its fields alone."""

from __future__ import annotations

import json
import re

from sitegen.model.article import Card
from sitegen.model.dates import parse_edtf
from sitegen.model.views import Citation
from sitegen.plan.entries import cited_source, is_probable
from sitegen.plan.library import Library

_BIBTEX_SPECIAL = re.compile(r"([&%$#_{}~^\\])")
_BIBTEX_NAMED = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


def citation(library: Library, card: Card) -> Citation:
    """The four forms; a field that is not known is left out, never guessed."""
    record = card.record
    source = cited_source(library, card, or_agency=True)
    archive = library.config.title
    address = record.url or (library.config.base_url.rstrip("/") + card.face.address if library.config.base_url else "")
    return Citation(
        _plain(record.authors, record.title, source, _date(card), address, archive),
        _bibtex(card, source, address, archive),
        _ris(card, source, address, archive),
        _csl(card, source, address, archive),
    )


def _date(card: Card) -> str:
    if not card.record.date:
        return "undated"
    label = parse_edtf(card.record.date).label
    return f"[{label}?]" if is_probable(card, "date") else label


def _plain(authors: tuple[str, ...], title: str, source: str, date: str, address: str, archive: str) -> str:
    head = f"{', '.join(authors)}. " if authors else ""
    where = f" {source}," if source else ""
    tail = f" {address}." if address else ""
    # A headline that ends itself gets no second full stop.
    stop = "" if title.rstrip("”’\"'»)").endswith((".", "?", "!", "…")) else "."
    return f"{head}“{title}{stop}”{where} {date}.{tail} In: {archive}."


def _bibtex(card: Card, source: str, address: str, archive: str) -> str:
    record = card.record
    date = parse_edtf(record.date) if record.date else None
    fields = [("title", "{" + _bibtex_text(record.title) + "}")]
    if record.authors:
        fields.append(("author", " and ".join("{" + _bibtex_text(author) + "}" for author in record.authors)))
    if source:
        fields.append(("journaltitle", _bibtex_text(source)))
    if date and date.earliest:
        fields.append(("date", record.date + ("?" if is_probable(card, "date") and date.is_certain else "")))
    if address:
        fields.append(("url", address.replace("{", "%7B").replace("}", "%7D")))
    if record.language:
        fields.append(("langid", record.language))
    fields.append(("note", "In: " + _bibtex_text(archive)))
    body = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields)
    return f"@article{{{card.face.slug},\n  entrysubtype = {{newspaper}},\n{body}\n}}"


def _bibtex_text(text: str) -> str:
    return _BIBTEX_SPECIAL.sub(lambda match: _BIBTEX_NAMED.get(match.group(), "\\" + match.group()), text)


def _ris(card: Card, source: str, address: str, archive: str) -> str:
    record = card.record
    date = parse_edtf(record.date) if record.date else None
    lines = [("TY", "NEWS"), ("TI", record.title), *(("AU", author) for author in record.authors)]
    if source:
        lines.append(("T2", source))
    if date and date.earliest:
        lines.append(("PY", date.earliest[:4]))
        lines.append(("DA", (date.day or date.month or date.earliest[:4]).replace("-", "/")))
    if address:
        lines.append(("UR", address))
    if record.language:
        lines.append(("LA", record.language))
    lines += [("DB", archive), ("ER", "")]
    return "\n".join(f"{tag}  - {' '.join(value.split())}" for tag, value in lines)


def _csl(card: Card, source: str, address: str, archive: str) -> str:
    record = card.record
    date = parse_edtf(record.date) if record.date else None
    item: dict[str, object] = {"id": card.face.slug, "type": "article-newspaper", "title": record.title}
    if record.authors:
        item["author"] = [{"literal": author} for author in record.authors]
    if source:
        item["container-title"] = source
    if date and date.earliest:
        parts = [int(part) for part in (date.day or date.month or date.earliest[:4]).split("-")]
        about = is_probable(card, "date") or not date.is_certain
        item["issued"] = {"date-parts": [parts], **({"circa": True} if about else {})}
    if address:
        item["URL"] = address
    if record.language:
        item["language"] = record.language
    item["archive"] = archive
    return json.dumps([item], ensure_ascii=False, indent=1)
