"""Raw bytes → drafts: decode, lines, split, the role of every line, fields with provenance, Markdown.

What it knows of languages and outlets is data (`data/`); it names no person, outlet or article in code.
"""

from sitegen.clean.explain import explanation
from sitegen.clean.program import STEPS, clean
from sitegen.clean.record import cleaned_digest, is_edited, record_text, slug_of

__all__ = ["STEPS", "clean", "cleaned_digest", "explanation", "is_edited", "record_text", "slug_of"]
