"""robots.txt and sitemap.xml (sitemaps.org protocol 0.9)."""

from __future__ import annotations

from sitegen.export.xml import text
from sitegen.model.config import Site
from sitegen.model.views import RobotsView, SitemapView


def robots_file(view: RobotsView, site: Site) -> bytes:
    """Everything may be read; the sitemap is named where the site's address is known (it must be absolute)."""
    lines = ["User-agent: *", "Disallow:"]
    if view.has_address:
        lines += ["", f"Sitemap: {site.base_url}sitemap.xml"]
    return ("\n".join(lines) + "\n").encode("utf-8")


def sitemap(view: SitemapView, site: Site) -> bytes:
    """All addresses; without `base_url` they are relative, which only serves checkers of links."""
    rows = [
        f"<url><loc>{text(site.base_url.rstrip('/') + address)}</loc>"
        + (f"<lastmod>{day}</lastmod>" if day else "")
        + "</url>"
        for address, day in view.addresses
    ]
    head = '<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return (head + "\n".join(rows) + "\n</urlset>\n").encode("utf-8")
