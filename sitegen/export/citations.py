"""Citations as files: BibTeX, RIS, CSL-JSON."""

from __future__ import annotations

from sitegen.model.config import Site
from sitegen.model.data_views import CitationsView


def citations_file(view: CitationsView, site: Site) -> bytes:
    """The bytes of a file of citations; `site` is not needed."""
    if view.form == "csl.json":
        # Each is a list of one item already: what stands within the brackets is joined.
        text = "[\n" + ",\n".join(item[1:-1].strip("\n") for item in view.items) + "\n]"
    else:
        text = "\n\n".join(view.items)
    return (text + "\n").encode("utf-8")
