"""One page's value to its bytes: the template named after the view, with the view's fields as its variables.

Pages in other forms than HTML (feed, sitemap, data) are made by the export room.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from urllib.parse import urlsplit

from sitegen.base.signs import show_signs
from sitegen.model.config import Site
from sitegen.model.policy import PAGE_POLICY
from sitegen.model.views import Page
from sitegen.render.theme import Theme


@dataclasses.dataclass(frozen=True, slots=True)
class Here:
    """The page as templates see it (`page`): where it stands, and how to lead from it to other pages."""

    address: str
    """`/articles/x/`."""
    language: str
    """Of the words around the content: the site's, or English where nobody has translated them."""
    base_url: str
    """Absolute address of the site; empty where it is not known."""

    @property
    def policy(self) -> str:
        """The security policy, for hosts that send none."""
        return PAGE_POLICY

    @property
    def canonical(self) -> str:
        """Absolute address of this page, or empty."""
        return self.absolute(self.address)

    def absolute(self, address: str) -> str:
        """Absolute address of a page of the site; empty where the site's own is not known."""
        return self.base_url.rstrip("/") + "/" + address.lstrip("/") if self.base_url else ""

    def rel(self, address: str) -> str:
        """A relative link from this page to an address of the site, fragment and query kept.

        A host shows ``/404.html`` at any depth, so that links on it are absolute, below the path of the site's base.
        An address without its slash is taken to have one: nothing given here leads off the site.
        """
        if address.startswith("#"):
            return address
        address = "/" + address.removeprefix("/")
        if self.address == "/404.html":
            return urlsplit(self.base_url).path.rstrip("/") + "/" + address.lstrip("/")
        return relative(self.address, address)

    def is_within(self, address: str) -> bool:
        """Whether this page lies below an address of the menu."""
        return address != "/" and self.address != address and self.address.startswith(address)


def relative(here: str, address: str) -> str:
    """The shortest relative link between two addresses of one site, both beginning with a slash."""
    cut = min((i for i in (address.find("?"), address.find("#")) if i >= 0), default=len(address))
    path, rest = address[:cut], address[cut:]
    if path == here and rest.startswith("#"):
        return rest
    start, steps = here.split("/")[1:-1], path.split("/")[1:]
    folders, name = steps[:-1], steps[-1]
    same = 0
    while same < min(len(start), len(folders)) and start[same] == folders[same]:
        same += 1
    parts = [".."] * (len(start) - same) + folders[same:]
    link = "/".join([*parts, name])
    # A first step that is empty would lead to another host, one with a colon would be read as a scheme.
    if not link or link.startswith("/") or ":" in link.partition("/")[0]:
        link = "./" + link
    return link + rest


def render_page(theme: Theme, page: Page, site: Site, attached: Mapping[str, object]) -> bytes:
    """The page's bytes.

    Args:
        attached: what the view only names by its digest: ``article`` (`Article`), ``lines`` (tuple of `RawLine`).

    Raises:
        SitegenError: the template is missing or went wrong; the problem names its file and line.
    """
    variables = {field.name: getattr(page.view, field.name) for field in dataclasses.fields(page.view)}
    here = Here(page.address, theme.interface.language, site.base_url)
    text = theme.fill(page.template, {**variables, **attached, "site": site, "page": here})
    return show_signs(text).encode("utf-8", "replace")
