"""An article as TEI P5 (Text Encoding Initiative, Guidelines for Electronic Text Encoding and Interchange)."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.export.teibody import body_xml
from sitegen.export.teimarks import attributes, when, xml_id
from sitegen.export.xml import text
from sitegen.model.config import Site
from sitegen.model.data_views import Marked, TeiRecord, TeiView
from sitegen.model.dates import parse_edtf

NAMESPACE = "http://www.tei-c.org/ns/1.0"
_LISTS = (("listPerson", "person", "persName"), ("listOrg", "org", "orgName"), ("listPlace", "place", "placeName"))


def tei_document(view: TeiView, site: Site, marked: Marked) -> bytes:
    """Header, the records that are named, and the text as far as rights allow."""
    types = {record.id: record.type for record in view.records}
    parts = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<TEI xmlns="{NAMESPACE}"{attributes((("xml:lang", view.language),))}>',
        "<teiHeader>",
        *_file(view, site),
        *_encoding(view, site),
        *_profile(view),
        "</teiHeader>",
        *_records(view, site),
        "<text>",
        body_xml(marked.blocks, marked.findings, types, view.notes, cut=view.publish != "full"),
        "</text>",
        "</TEI>",
    ]
    return ("\n".join(part for part in parts if part) + "\n").encode("utf-8", "replace")


def _element(name: str, words: str, *pairs: tuple[str, str]) -> str:
    return f"<{name}{attributes(pairs)}>{text(words)}</{name}>" if words else ""


def _probable(is_probable: bool) -> tuple[str, str]:
    return ("cert", "medium" if is_probable else "")


def _file(view: TeiView, site: Site) -> Iterator[str]:
    address = f"{site.base_url.rstrip('/')}/articles/{view.slug}/" if site.base_url else ""
    yield "<fileDesc>"
    yield "<titleStmt>" + _element("title", view.title) + "".join(_element("author", one) for one in view.authors)
    yield "</titleStmt>"
    yield "<publicationStmt>"
    yield _element("publisher", site.publisher or site.title)
    yield _element("idno", view.slug, ("type", "slug")) + _element("idno", address, ("type", "URI"))
    yield from _availability(view)
    yield "</publicationStmt>"
    yield f"<sourceDesc><bibl{attributes((('type', view.kind),))}>"
    yield _element("title", view.title, ("level", "a")) + "".join(_element("author", one) for one in view.authors)
    yield _element("title", view.source, ("level", "j"), _probable(view.source_probable))
    yield from (_element("orgName", agency, ("role", "agency")) for agency in view.agencies)
    if view.date:
        date = parse_edtf(view.date)
        yield _element("date", date.label, *when(view.date), _probable(view.date_probable or not date.is_certain))
    yield _element("ref", view.url, ("target", view.url))
    yield _element("ref", view.url_archived, ("type", "archived"), ("target", view.url_archived))
    yield _element("idno", view.raw_sha256, ("type", "SHA-256"))
    yield "</bibl></sourceDesc>"
    yield "</fileDesc>"


def _availability(view: TeiView) -> Iterator[str]:
    name, address = view.licence
    status = ("status", "free" if name else "unknown" if view.publish == "full" else "restricted")
    words = [view.statement, f"© {view.holder}" if view.holder else ""]
    if name:
        inner = _element("licence", " ".join(filter(None, words)), ("target", address))
    else:
        inner = "".join(_element("p", one) for one in words) or "<p/>"
    yield f"<availability{attributes((status,))}>{inner}</availability>"


def _encoding(view: TeiView, site: Site) -> Iterator[str]:
    yield "<encodingDesc>"
    yield f"<projectDesc>{_element('p', f'{site.title}. {site.description}'.strip())}</projectDesc>"
    yield "<editorialDecl>"
    yield "<interpretation><p>Names, dates and speech are marked as rules found them; cert=&quot;medium&quot; says that"
    yield "something is only probable. Notes are the editors’.</p></interpretation>"
    known = "; ".join(f"{field}: {how}" for field, how in view.known if how)
    if known:
        yield f"<p>How the fields of the record are known: {text(known)}.</p>"
    yield "</editorialDecl>"
    yield "</encodingDesc>"


def _profile(view: TeiView) -> Iterator[str]:
    yield "<profileDesc>"
    if view.summary:
        yield f"<abstract>{_element('p', view.summary)}</abstract>"
    yield f"<langUsage><language{attributes((('ident', view.language),))}>{text(view.language)}</language></langUsage>"
    if view.subjects:
        terms = "".join(_element("term", one) for one in view.subjects)
        yield f"<textClass><keywords>{terms}</keywords></textClass>"
    yield "</profileDesc>"


def _records(view: TeiView, site: Site) -> Iterator[str]:
    if not view.records:
        return
    yield "<standOff>"
    for outer, inner, name in _LISTS:
        found = [record for record in view.records if _inner(record) == inner]
        if found:
            yield f"<{outer}>"
            yield from (_record(record, inner, name, site) for record in found)
            yield f"</{outer}>"
    yield "</standOff>"


def _inner(record: TeiRecord) -> str:
    return record.type if record.type in ("person", "place") else "org"


def _record(record: TeiRecord, inner: str, name: str, site: Site) -> str:
    kind = ("type", record.type if inner == "org" else "")
    location = f"<location><geo>{text(record.coordinates)}</geo></location>" if record.coordinates else ""
    address = site.base_url.rstrip("/") + record.address if site.base_url else ""
    ids = "".join(_element("idno", id, ("type", scheme)) for scheme, id in record.ids)
    return (
        f"<{inner}{attributes((('xml:id', xml_id(record.id)), kind))}>{_element(name, record.name)}{location}"
        f"{ids}{_element('idno', address, ('type', 'URI'))}</{inner}>"
    )
