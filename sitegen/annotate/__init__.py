"""Text → suggestions and findings: whom a text names, names that no record has, other spellings. Writes no files."""

from sitegen.annotate.archive import ArchiveNames, FoundVariant, RankedName, VariantSeeker
from sitegen.annotate.namecases import name_cases
from sitegen.annotate.names import NamedRecords, UnknownName, named_records, unknown_names
from sitegen.annotate.naming import find_names
from sitegen.annotate.text import annotate_text
from sitegen.annotate.variants import Variant, propose_variants

__all__ = [
    "ArchiveNames",
    "FoundVariant",
    "NamedRecords",
    "RankedName",
    "UnknownName",
    "Variant",
    "VariantSeeker",
    "annotate_text",
    "find_names",
    "name_cases",
    "named_records",
    "propose_variants",
    "unknown_names",
]
