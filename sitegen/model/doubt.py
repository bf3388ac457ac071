"""How doubtful a record is, in one place: the order of every list of records that a person should look at.

Most doubtful first. What nobody knows counts most: a title made of the first words, no date, no source. Then what is
only probable. Then what is stated and doubted all the same, because two statements do not agree or a part is missing.
Within each, a title weighs more than a date, a date more than a source, and these more than anything else. Records with
the same doubts keep the order they had.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sitegen.model.article import Record
from sitegen.model.draft import Basis, Draft

_MAIN = ("title", "date", "source")
_MADE_UP = "first-words"

Doubt = tuple[tuple[int, tuple[int, ...]], ...]


def doubt_of(values: Mapping[str, object], known: Sequence[tuple[str, Basis]], review: Sequence[str]) -> Doubt:
    """A key to sort by, the most doubtful first.

    Args:
        values: title, date and source.
        known: how each field is known.
        review: the fields that a person should look at.
    """
    basis = dict(known)
    unknown, probable, disputed = [], [], []
    for field in dict.fromkeys(review):
        how = basis.get(field)
        if field in _MAIN and (not values.get(field) or (how is not None and how.rule == _MADE_UP)):
            unknown.append(field)
        elif how is not None and how.certainty:
            probable.append(field)
        else:
            disputed.append(field)
    return tuple((-len(fields), tuple(sorted(map(_rank, fields)))) for fields in (unknown, probable, disputed))


def _rank(field: str) -> int:
    return _MAIN.index(field) if field in _MAIN else len(_MAIN)


def doubt_of_draft(draft: Draft) -> Doubt:
    """The doubt about an article as the cleaner proposes it."""
    values = {"title": draft.title, "date": draft.date, "source": draft.source}
    return doubt_of(values, draft.known, draft.review)


def doubt_of_record(record: Record) -> Doubt:
    """The doubt about a record, whoever wrote it."""
    values = {"title": record.title, "date": record.date, "source": record.source}
    return doubt_of(values, record.provenance, record.review)
