"""A draft → the text of an article record, which carries the digest that tells whether a person has changed it."""

from __future__ import annotations

import re
from typing import Any

from sitegen.base.text import slugify
from sitegen.base.yamlfile import Flow, FlowList, Plain, dump_yaml
from sitegen.model.dates import DateError, parse_edtf
from sitegen.model.draft import Basis, Draft, RawFile
from sitegen.model.fixity import cleaned_digest

_DAY = re.compile(r"\d{4}-\d\d-\d\d\Z")


def record_text(draft: Draft, raw: RawFile, by: str, encoding: str = "utf-8") -> str:
    """The whole record: front matter in the order of the contract, absent fields absent, then the body.

    Args:
        by: who wrote it, for example ``sitegen 0.1.0``.
        encoding: what the original was read as; it is noted where it is not UTF-8.
    """
    fields: dict[str, Any] = {"title": draft.title}
    if draft.date:
        fields["date"] = Plain(draft.date) if _DAY.match(draft.date) else draft.date
    for key, value in (
        ("source", draft.source),
        ("agency", _one_or_more(draft.agency)),
        ("authors", FlowList(draft.authors)),
        ("language", draft.language),
        ("url", draft.url),
        ("actors", FlowList(draft.actors)),
        ("places", FlowList(draft.places)),
        ("kind", draft.kind),
    ):
        if value:
            fields[key] = value
    fields["status"] = "published"
    if draft.captions:
        fields["captions"] = [
            Flow(_present(text=item.text, credit=item.credit, line=item.line)) for item in draft.captions
        ]
    if draft.related:
        fields["related"] = [Flow(_present(text=item.text, url=item.url, line=item.line)) for item in draft.related]
    fields["raw"] = Flow(
        **_present(
            file=raw.path,
            member=raw.member,
            lines=f"{draft.first_line}-{draft.last_line}",
            sha256=raw.sha256,
            encoding="" if encoding == "utf-8" else encoding,
            saved=raw.saved,
        )
    )
    before = dump_yaml(fields)
    after_fields: dict[str, Any] = {}
    if draft.known:
        after_fields["provenance"] = {name: Flow(_basis(basis)) for name, basis in draft.known}
    if draft.review:
        after_fields["review"] = FlowList(draft.review)
    after = dump_yaml(after_fields) if after_fields else ""
    body = draft.body.rstrip("\n") + "\n"
    digest = cleaned_digest(f"---\n{before}{after}---\n{body}")
    return f"---\n{before}{dump_yaml({'cleaned': Flow(by=by, digest=digest)})}{after}---\n{body}"


def slug_of(draft: Draft) -> str:
    """``2020-10-30-words-of-the-title``; the month or year where no day is known, ``undated`` where nothing is."""
    return f"{_date_part(draft.date)}-{slugify(draft.title) or 'untitled'}"


def _date_part(date: str) -> str:
    if not date:
        return "undated"
    try:
        edtf = parse_edtf(date)
    except DateError:
        return "undated"
    if edtf.day or edtf.month:
        return edtf.day or edtf.month
    same_year = edtf.earliest[:4] == edtf.latest[:4]
    return edtf.earliest[:4] if same_year and edtf.earliest else "undated"


def _one_or_more(values: tuple[str, ...]) -> Any:
    return values[0] if len(values) == 1 else FlowList(values)


def _present(**values: Any) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value}


def _basis(basis: Basis) -> dict[str, Any]:
    return _present(basis=basis.basis, line=basis.line, text=basis.text, rule=basis.rule, certainty=basis.certainty)
