"""The OpenSearch 1.1 description: a browser can offer the archive's search beside its own."""

from __future__ import annotations

from sitegen.export.xml import attribute, shown, text
from sitegen.model.config import Site
from sitegen.model.data_views import OpenSearchView

_SHORT, _LONG, _DESCRIPTION = 16, 48, 1024
"""The most characters that the standard allows for each name and the description."""


def open_search(view: OpenSearchView, site: Site) -> bytes:
    """The description, with absolute addresses: the standard knows no others."""
    base = site.base_url.rstrip("/")
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">',
        f"<ShortName>{shown(_cut(view.title, _SHORT))}</ShortName>",
        f"<LongName>{shown(_cut(view.title, _LONG))}</LongName>",
        f"<Description>{shown(_cut(view.description or view.title, _DESCRIPTION))}</Description>",
        f"<Language>{text(view.language)}</Language>",
        "<InputEncoding>UTF-8</InputEncoding>",
        f'<Url type="text/html" method="get" template={attribute(f"{base}/search/?q={{searchTerms}}")}/>',
        '<Url type="application/opensearchdescription+xml" rel="self"'
        f" template={attribute(f'{base}/opensearch.xml')}/>",
        "</OpenSearchDescription>",
    ]
    return ("\n".join(lines) + "\n").encode("utf-8")


def _cut(words: str, most: int) -> str:
    """The first whole words that fit; a first word that is too long is cut."""
    if len(words) <= most:
        return words
    return (words[: most + 1].rpartition(" ")[0] or words[:most]).rstrip(" ,;:–—-")
