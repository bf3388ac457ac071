"""The one door to trafilatura: the text that it takes for an article's body, as a vote on the blocks of a page.

Its quick way is enough: what its fallbacks would win, our own model of the page's blocks decides. Its metadata are
not asked for; `embedded` reads them with the words they rest on.
"""

from __future__ import annotations

import logging

from sitegen.clean.markup import Element

_SILENT = logging.NullHandler()


def body_text(tree: Element) -> str:
    """The body as the extractor sees it, or "" where it sees none; the tree may be changed by it."""
    # Loaded when the first page is cleaned: the import alone takes longer than a program may need to start.
    import trafilatura

    # What it has to say of a page is told by our own problems, not on the terminal.
    logging.getLogger("trafilatura").addHandler(_SILENT)
    try:
        found = trafilatura.bare_extraction(
            tree,
            fast=True,
            favor_recall=True,
            include_comments=False,
            include_tables=True,
            include_links=False,
            include_images=False,
            with_metadata=False,
        )
    except Exception:  # an extractor's fault on one page is no reason to lose the page
        return ""
    return str(getattr(found, "text", "") or "") if found is not None else ""
