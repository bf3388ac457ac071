"""`search/titles*.js`: rows handed to the page that loads the script; from a folder a browser reads nothing else."""

from __future__ import annotations

import json

from sitegen.model.config import Site
from sitegen.model.data_views import TitlesView


def titles_script(view: TitlesView, site: Site) -> bytes:
    """One call that gives the rows, each on a line of its own."""
    rows = ",\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in view.rows)
    return f"sitegenTitles.push(\n{rows}\n);\n".encode()
