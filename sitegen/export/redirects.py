"""Earlier addresses as a `_redirects` file, in the form that Netlify reads.

Other hosts serve the page that lies at the old address and sends its reader on.
"""

from __future__ import annotations

from sitegen.model.config import Site
from sitegen.model.views import RedirectsView


def redirects_file(view: RedirectsView, site: Site) -> bytes:
    """`_redirects`: a permanent redirect for each address, with and without its slash."""
    # The mark of exclamation: also where a page lies at the old address.
    rows = [f"{old} {new} 301!" for address, new in view.moved for old in (address.rstrip("/"), address)]
    return ("\n".join(rows) + "\n").encode("utf-8")
