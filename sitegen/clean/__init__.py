"""Raw bytes → drafts: decode, lines, split, the role of every line, fields with provenance, Markdown.

What it knows of languages and outlets is data (`data/`); it names no person, outlet or article in code.
"""

from sitegen.clean.containers import is_container, members
from sitegen.clean.csl import read_items, unmatched
from sitegen.clean.explain import explanation
from sitegen.clean.explainpage import explanation_page
from sitegen.clean.program import STEPS, clean
from sitegen.clean.record import record_text, slug_of
from sitegen.clean.repeats import NO_REPEATS, Repeats, learn_repeats, marks_of, repeated_lines

__all__ = [
    "NO_REPEATS",
    "STEPS",
    "Repeats",
    "clean",
    "explanation",
    "explanation_page",
    "is_container",
    "learn_repeats",
    "marks_of",
    "members",
    "read_items",
    "record_text",
    "repeated_lines",
    "slug_of",
    "unmatched",
]
