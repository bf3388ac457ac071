"""One text → everything that the rooms of this package find in it, in the order in which one needs another."""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.annotate.figures import find_claims
from sitegen.annotate.naming import find_names
from sitegen.annotate.passages import shingle_digests
from sitegen.annotate.quotations import find_quotations
from sitegen.annotate.times import find_times
from sitegen.model.annotations import Findings, Passage
from sitegen.model.names import NameForms


def annotate_text(
    passages: Sequence[Passage],
    records: tuple[NameForms, ...],
    listed: frozenset[str],
    published: str,
    language: str,
) -> Findings:
    """Names, times, quotations and counted claims of one article.

    Args:
        passages: the blocks of its body.
        records: forms of the records that it lists, and of those that must be seen beside them (`NameSlices`).
        listed: ids of the records that it lists.
        published: EDTF of the day of publication, or empty.
        language: BCP 47, or empty.
    """
    names = find_names(passages, records, listed, published, language)
    times = find_times(passages, published, language)
    types = {record.id: record.type for record in records}
    quotations = find_quotations(passages, names, language, types=types)
    claims = find_claims(passages, names, times, quotations, language, published)
    text = "\n\n".join(passage.text for passage in passages)
    return Findings(names, times, quotations, claims, shingle_digests(text))
