"""Raw bytes → drafts: decode, lines, split, the role of every line, fields with provenance, Markdown.

What it knows of languages and outlets is data (`data/`); it names no person, outlet or article in code.
"""

from sitegen.clean.containers import is_container, members
from sitegen.clean.csl import read_items, unmatched
from sitegen.clean.explain import explanation
from sitegen.clean.program import STEPS, clean
from sitegen.clean.record import record_text, slug_of

__all__ = [
    "STEPS",
    "clean",
    "explanation",
    "is_container",
    "members",
    "read_items",
    "record_text",
    "slug_of",
    "unmatched",
]
