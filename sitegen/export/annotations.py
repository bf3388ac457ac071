"""Notes as a W3C annotation collection (Web Annotation Data Model, W3C Recommendation 2017; JSON-LD)."""

from __future__ import annotations

import json
from typing import Any

from sitegen.model.config import Site
from sitegen.model.network_views import Annotation, AnnotationsView

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MOTIVATIONS = {
    "context": "commenting",
    "correction": "editing",
    "claim": "assessing",
    "identity": "identifying",
    "translation": "describing",
    "disputed": "questioning",
    "definition": "describing",
}
"""The model's motivations (3.3.5) nearest to our types; the type itself is kept as a tag."""
_HERE = "/data/annotations.jsonld"


def annotation_collection(view: AnnotationsView, site: Site) -> bytes:
    """The collection with all its annotations on one page, each on a line of its own.

    Without `base_url` addresses are relative to the file, as JSON-LD allows.
    """
    head: dict[str, Any] = {
        "@context": CONTEXT,
        "id": _address(site, _HERE),
        "type": "AnnotationCollection",
        "label": view.label,
        "total": len(view.annotations),
    }
    page = {"id": _address(site, f"{_HERE}#page"), "type": "AnnotationPage", "startIndex": 0}
    start = _dump({**head, "first": page})[:-2]
    items = ",\n".join(_dump(_annotation(one, site)) for one in view.annotations)
    body = f"\n{items}\n" if items else ""
    return (start + ',"items":[' + body + "]}}\n").encode("utf-8", "replace")


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _address(site: Site, address: str) -> str:
    if site.base_url:
        return site.base_url.rstrip("/") + address
    # The file lies one folder deep.
    return ".." + address


def _annotation(one: Annotation, site: Site) -> dict[str, Any]:
    motivation = MOTIVATIONS.get(one.type, "commenting")
    bodies: list[dict[str, Any]] = [
        {
            "type": "TextualBody",
            "value": one.body,
            "format": "text/html",
            "language": site.language,
            "purpose": motivation,
        },
        {"type": "TextualBody", "value": one.type, "purpose": "tagging"},
    ]
    for relation, address in one.links:
        linked = {"type": "SpecificResource", "source": _address(site, address), "purpose": "linking"}
        bodies.append(linked)
        if relation:
            # The model has no word for how two texts relate; ours stands beside as a tag.
            bodies.append(
                {"type": "TextualBody", "value": f"{relation} {_address(site, address)}", "purpose": "tagging"}
            )
    out: dict[str, Any] = {
        "id": _address(site, one.address),
        "type": "Annotation",
        "motivation": motivation,
        "body": bodies,
    }
    if one.by:
        out["creator"] = {"name": one.by}
    if one.created:
        # The model wants a time; the note knows a day, whose beginning (UTC) stands for it.
        out["created"] = f"{one.created}T00:00:00Z"
    selector = {"type": "TextQuoteSelector", "exact": one.exact}
    if one.prefix:
        selector["prefix"] = one.prefix
    if one.suffix:
        selector["suffix"] = one.suffix
    out["target"] = {
        "type": "SpecificResource",
        "source": _address(site, one.target),
        "selector": selector,
    }
    return out
