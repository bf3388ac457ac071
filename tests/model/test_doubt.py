"""Which of two records is more doubtful."""

import itertools

from sitegen.model.article import Record
from sitegen.model.doubt import doubt_of_draft, doubt_of_record
from sitegen.model.draft import INFERRED, STATED, Basis, Draft

PROBABLE = Basis(INFERRED, rule="x", certainty="probable")
MADE_UP = Basis(INFERRED, rule="first-words", certainty="probable")
STATED_ONCE = Basis(STATED, 3)
IN_ORDER = (
    Draft("first words", "", 1, 9, known=(("title", MADE_UP),), review=("title", "date", "source")),
    Draft("first words", "", 1, 9, source="x", known=(("title", MADE_UP),), review=("title", "date")),
    Draft("t", "", 1, 9, review=("date", "source")),
    Draft("t", "", 1, 9, source="x", review=("date",)),
    Draft("t", "", 1, 9, "2020", known=(("date", PROBABLE),), review=("source", "date")),
    Draft("t", "", 1, 9, "2020", review=("source",)),
    Draft("t", "", 1, 9, "2020", "x", known=(("date", PROBABLE), ("source", PROBABLE)), review=("date", "source")),
    Draft("t", "", 1, 9, "2020", "x", known=(("date", PROBABLE),), review=("date",)),
    Draft("t", "", 1, 9, "2020", "x", known=(("source", PROBABLE),), review=("source",)),
    Draft("t", "", 1, 9, "2020", "x", ("afp",), known=(("agency", PROBABLE),), review=("agency",)),
    Draft("t", "", 1, 9, "2020", "x", known=(("date", STATED_ONCE),), review=("date",)),
    Draft("t", "", 1, 9, "2020", "x", review=("body",)),
    Draft("t", "", 1, 9, "2020", "x"),
)


def test_what_nobody_knows_comes_before_what_is_probable_and_that_before_what_is_disputed() -> None:
    keys = [doubt_of_draft(draft) for draft in IN_ORDER]
    assert all(first < second for first, second in itertools.pairwise(keys))


def test_a_record_is_as_doubtful_as_the_draft_that_it_was_made_from() -> None:
    for draft in IN_ORDER:
        record = Record(draft.title, draft.date, draft.source, provenance=draft.known, review=draft.review)
        assert doubt_of_record(record) == doubt_of_draft(draft)
