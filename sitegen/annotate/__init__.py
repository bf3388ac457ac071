"""Text → suggestions for a person to accept: whom a text names, and names that no record has. Writes no files."""

from sitegen.annotate.names import NamedRecords, UnknownName, named_records, unknown_names
from sitegen.annotate.text import annotate_text

__all__ = ["NamedRecords", "UnknownName", "annotate_text", "named_records", "unknown_names"]
