"""Atom feeds (RFC 4287): the newest articles, and corrections."""

from __future__ import annotations

from sitegen.export.xml import attribute, shown, text
from sitegen.model.config import Site
from sitegen.model.views import FeedEntry, FeedView

_EPOCH = "1970-01-01"
_MAIN = "/feed.xml"
"""Its id is that of the site, as it always was."""


def atom_feed(view: FeedView, site: Site) -> bytes:
    """The feed; without `base_url` its addresses are relative to the feed and its ids are tags of the title."""
    base = site.base_url
    updated = view.updated or _EPOCH
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={attribute(site.language)}'
        + (f" xml:base={attribute(base)}" if base else "")
        + ">",
        f"<title>{shown(view.title)}</title>",
        f"<subtitle>{shown(site.description)}</subtitle>" if site.description else "",
        f"<id>{text(_id(base, '/' if view.address == _MAIN else view.address))}</id>",
        f"<updated>{updated}T00:00:00Z</updated>",
        f"<author><name>{shown(site.publisher or site.title)}</name></author>",
        f'<link rel="self" type="application/atom+xml" href={attribute(_address(base, view.address))}/>',
        f'<link rel="alternate" type="text/html" href={attribute(_address(base, view.about))}/>',
        *(_entry(entry, base) for entry in view.entries),
        "</feed>",
    ]
    return ("\n".join(line for line in lines if line) + "\n").encode("utf-8")


def _entry(entry: FeedEntry, base: str) -> str:
    parts = [
        f"<entry xml:lang={attribute(entry.language)}>",
        f"<title>{shown(entry.title)}</title>",
        f"<id>{text(_id(base, entry.id or entry.address))}</id>",
        f'<link rel="alternate" type="text/html" href={attribute(_address(base, entry.address))}/>',
        f"<published>{entry.date}T00:00:00Z</published>",
        f"<updated>{entry.date}T00:00:00Z</updated>",
        f"<author><name>{shown(entry.source)}</name></author>" if entry.source else "",
        f"<summary>{shown(entry.summary)}</summary>" if entry.summary else "",
        "</entry>",
    ]
    return "\n".join(part for part in parts if part)


def _address(base: str, address: str) -> str:
    return base.rstrip("/") + address if base else "." + address


def _id(base: str, address: str) -> str:
    return base.rstrip("/") + address if base else f"urn:sitegen:{address.strip('/') or 'home'}"
