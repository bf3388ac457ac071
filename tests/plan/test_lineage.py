"""Texts that several articles carry: families, what is said of their origin, pairs side by side."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plan.archive import Files, archive, article, links_in

from sitegen.model.lineage import ADD, KEEP, REMOVE, Change, Passage, SharedText
from sitegen.plan.comparison import comparison
from sitegen.plan.families import turned

PASSAGE = Passage("the council met on the bridge and spoke of herring until the morning came", "p1", "p2", 14)
CHANGES = (
    Change(KEEP, "The council met.\n\nIt spoke of ", "The council met.\n\nIt spoke of "),
    Change(REMOVE, "herring", ""),
    Change(ADD, "", "barrels"),
    Change(KEEP, ".", "."),
)


def shared(a: str, b: str, share: float = 0.8, words: int = 140, changes: tuple[Change, ...] = CHANGES) -> SharedText:
    return SharedText(a, b, share, words, (PASSAGE,), changes)


def press(**more: dict[str, str]) -> Files:
    """Articles a to f with their days; `more` are further fields by slug."""
    days = {"a": "2020-08-01", "b": "2020-08-03", "c": "2020-08-03", "d": "2020-08-09", "e": "2020-09-01", "f": ""}
    files: Files = {
        "sources/wire.yaml": "name: The Wire\ntype: agency\n",
        "sources/line.yaml": "name: The Line\ntype: agency\n",
        "sources/daily.yaml": "name: The Daily\n",
    }
    for slug, day in days.items():
        fields = {**({"date": day} if day else {}), **more.get(slug, {})}
        files[f"articles/{slug}.md"] = article(f"Title {slug}", f"Words of {slug}.", **fields)
    return files


def views(files: Files, *pairs: SharedText) -> dict[str, Any]:
    return archive(files).views(shared=pairs)


# Families -----------------------------------------------------------------------------------------------------------


def test_who_shares_half_of_a_text_with_one_of_a_family_belongs_to_it() -> None:
    found = views(press(), shared("a", "b"), shared("c", "b", 0.5), shared("d", "e", 0.49, 30))
    view = found["/lineage/"]
    assert [(row.link.address, row.members) for row in view.families] == [("/lineage/a/", 3)]
    assert [(row.first.text, row.second.text, row.share) for row in view.pairs] == [("Title d", "Title e", 49)]
    family = found["/lineage/a/"]
    assert [member.entry.title for member in family.members] == ["Title a", "Title b", "Title c"]
    assert [(row.address, row.share) for row in family.pairs] == [("/lineage/a/b/", 80), ("/lineage/b/c/", 50)]
    assert [member.nearest.text for member in family.members] == ["Title b", "Title a", "Title b"]


def test_an_archive_without_shared_texts_has_an_empty_list_and_nothing_leads_there() -> None:
    found = views(press())
    assert found["/lineage/"].families == () and found["/lineage/"].pairs == ()
    assert found["/sources/"].lineage is None and found["/articles/a/"].shared == ()
    assert views(press(), shared("a", "b"))["/sources/"].lineage.address == "/lineage/"


@pytest.mark.parametrize(
    "fields", [{"rights": "{publish: excerpt}"}, {"rights": "{publish: metadata}"}, {"rights": "{publish: none}"},
               {"status": "withdrawn"}, {"status": "draft"}]
)  # fmt: skip
def test_what_is_not_shown_whole_takes_no_part(fields: dict[str, str]) -> None:
    found = views(press(b=fields), shared("a", "b"))
    assert "/lineage/a/b/" not in found and found["/lineage/"].families == ()
    assert found["/articles/a/"].shared == ()


@pytest.mark.parametrize("pair", [shared("a", "a"), shared("a", "x"), shared("a", "b", 0.9, 11)])
def test_pairs_that_are_none_are_left_out(pair: SharedText) -> None:
    assert [address for address in views(press(), pair) if address.startswith("/lineage/")] == ["/lineage/"]


def test_every_link_leads_to_a_page_in_whatever_order_pairs_come() -> None:
    pairs = [shared("a", "b"), shared("b", "c"), shared("d", "e", 0.2), shared("f", "a"), shared("e", "c", 0.3)]
    expected = archive(press()).pages(shared=tuple(pairs))
    assert [pair for pair in links_in(expected) if pair[1].split("#")[0] not in expected] == []
    random.Random(1).shuffle(pairs)
    mixed = tuple(turned(one) if index % 2 else one for index, one in enumerate(pairs))
    again = archive(press()).pages(shared=mixed)
    assert again.keys() == expected.keys()
    assert again["/lineage/a/"] == expected["/lineage/a/"]


# Copies -------------------------------------------------------------------------------------------------------------


def copies(lengths: dict[str, int], *pairs: SharedText) -> dict[str, str]:
    files = press()
    for slug, length in lengths.items():
        files[f"articles/{slug}.md"] = files[f"articles/{slug}.md"].replace(f"Words of {slug}.", "word " * length)
    found = archive(files).views(shared=pairs)
    facets = {slug: dict(found[f"/articles/{slug}/"].facets) for slug in "abcdef"}
    return {slug: of["copy"] for slug, of in facets.items() if "copy" in of}


@pytest.mark.parametrize(("length", "is_copy"), [(100, True), (166, True), (167, False), (900, False)])
def test_copies_share_most_of_the_longer_text_too(length: int, is_copy: bool) -> None:
    found = copies({"a": 100, "b": length}, shared("a", "b", 1.0, 100))
    assert found == ({"a": "a", "b": "a"} if is_copy else {})


def test_every_copy_is_one_of_the_first_and_not_only_of_another_copy() -> None:
    lengths = dict.fromkeys("abcd", 100)
    chain = (shared("a", "b", 0.7, 70), shared("b", "c", 0.7, 70), shared("c", "d", 0.7, 70))
    assert copies(lengths, *chain) == {"a": "a", "b": "a", "c": "c", "d": "c"}
    assert copies(lengths, *chain, shared("a", "c", 0.6, 60)) == {"a": "a", "b": "a", "c": "a"}


def test_copies_do_not_depend_on_the_order_in_which_pairs_are_given() -> None:
    lengths = dict.fromkeys("abcde", 100)
    pairs = [shared(one, other, 0.7, 70) for one, other in ("ac", "cb", "ea", "bd", "dc")]
    expected = copies(lengths, *pairs)
    for seed in range(4):
        random.Random(seed).shuffle(pairs)
        assert copies(lengths, *pairs) == expected == {"a": "a", "c": "a", "e": "a", "b": "b", "d": "b"}


# Origin -------------------------------------------------------------------------------------------------------------

STATED = "{agency: {basis: stated, line: 3, text: (Wire)}}"
PROBABLE = "{agency: {basis: inferred, rule: credit-of-picture, certainty: probable}}"
INFERRED = "{agency: {basis: inferred, rule: agency-reporter}}"


def origin(*pairs: SharedText, **more: dict[str, str]) -> Any:
    found = views(press(**more), *pairs)
    return found["/lineage/a/"].origin


def test_an_agency_that_records_credit_is_the_likely_origin() -> None:
    known = origin(shared("a", "b"), b={"agency": "[wire]", "provenance": STATED})
    assert (known.agency.text, known.credited, known.basis) == ("The Wire", 1, "stated")
    known = origin(shared("a", "b"), a={"source": "wire"}, b={"agency": "[wire]", "provenance": INFERRED})
    assert (known.agency.text, known.credited, known.basis) == ("The Wire", 2, "curator")
    known = origin(shared("a", "b"), b={"agency": "[wire]", "provenance": INFERRED})
    assert (known.credited, known.basis) == (1, "inferred")


def test_what_is_only_probable_credits_nobody() -> None:
    known = origin(shared("a", "b"), b={"agency": "[wire]", "provenance": PROBABLE})
    assert (known.agency, known.credited, known.rivals) == (None, 0, ())


def test_several_agencies_are_all_named_and_none_is_picked() -> None:
    known = origin(shared("a", "b"), a={"agency": "[line]"}, b={"agency": "[wire]"})
    assert known.agency is None and [link.text for link in known.rivals] == ["The Line", "The Wire"]


@pytest.mark.parametrize(
    ("other", "fields", "first", "why"),
    [
        ("b", {}, "Title a", ""),
        ("b", {"date": "2020-08-01"}, "", "two or more carried it on the same day"),
        ("b", {"date": "2020-08-03~"}, "", "not all of them have a certain date"),
        ("b", {"date": "2020-08"}, "", "not all of them have a certain date"),
        ("f", {}, "", "not all of them have a certain date"),
        (
            "b",
            {"provenance": "{date: {basis: inferred, rule: x, certainty: probable}}"},
            "",
            "not all of them have a certain date",
        ),
    ],
)
def test_the_earliest_is_named_only_where_all_days_are_certain(
    other: str, fields: dict[str, str], first: str, why: str
) -> None:
    known = origin(shared("a", other), **{other: fields})
    assert (known.first.title if known.first else "", known.why) == (first, why)


# Pairs --------------------------------------------------------------------------------------------------------------


def test_a_pair_is_shown_side_by_side_with_its_passages() -> None:
    view = views(press(), shared("a", "b"))["/lineage/a/b/"]
    assert (view.first.title, view.second.title, view.share, view.days) == (
        "Title a",
        "Title b",
        80,
        "the second 2 days later",
    )
    assert view.family.address == "/lineage/a/"
    same, changed = view.rows
    assert same.same and same.right == () and same.words == 3
    assert [(run.op, run.text) for run in changed.left[0]] == [(KEEP, "It spoke of "), (REMOVE, "herring"), (KEEP, ".")]
    assert [(run.op, run.text) for run in changed.right[0]] == [(KEEP, "It spoke of "), (ADD, "barrels"), (KEEP, ".")]
    assert (view.removed, view.added, view.cut) == (1, 1, 0)
    assert [(row.words, row.first, row.second) for row in view.passages] == [(14, "/articles/a/#p1", "/articles/b/#p2")]


def test_a_pair_given_the_other_way_round_is_turned() -> None:
    given = SharedText("b", "a", 0.8, 140, (Passage("x " * 12, "p2", "p1", 12),), CHANGES)
    view = views(press(), given)["/lineage/a/b/"]
    assert [(run.op, run.text) for run in view.rows[1].left[0]][1] == (REMOVE, "barrels")
    assert view.passages[0].first == "/articles/a/#p1"
    assert turned(turned(given)) == given


def test_days_that_are_not_certain_say_so() -> None:
    found = views(press(b={"date": "2020-08-03?"}), shared("a", "b"))
    assert found["/lineage/a/b/"].days == "the second 2 days later, if their dates are right"
    assert views(press(), shared("a", "f"))["/lineage/a/f/"].days == ""


def test_whole_paragraphs_that_one_has_not_stand_alone() -> None:
    rows = comparison(
        [
            Change(KEEP, "One.\n\n", "One.\n\n"),
            Change(REMOVE, "Two.\n\nThree.\n\n", ""),
            Change(KEEP, "Four.", "Four."),
            Change(ADD, "", "\n\nFive."),
        ]
    ).rows
    assert [(row.same, [[run.text for run in p] for p in row.left], [[run.text for run in p] for p in row.right])
            for row in rows] == [
        (True, [["One."]], []),
        (False, [["Two."]], []),
        (False, [["Three."]], []),
        (True, [["Four."]], []),
        (False, [], [["Five."]]),
    ]  # fmt: skip


def test_a_change_at_the_end_of_a_paragraph_ends_the_row_in_both() -> None:
    rows = comparison(
        [
            Change(KEEP, "It came ", ""),
            Change(REMOVE, "twice.\n\n", ""),
            Change(ADD, "", "once.\n\n"),
            Change(KEEP, "So.", ""),
        ]
    ).rows
    assert [(row.same, len(row.left), len(row.right)) for row in rows] == [(False, 1, 1), (True, 1, 0)]


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from([KEEP, ADD, REMOVE]), st.text("ab \n", max_size=12)), max_size=12))
def test_no_word_of_either_text_is_lost_or_made_up(pieces: list[tuple[str, str]]) -> None:
    changes = [Change(op, "" if op == ADD else text, "" if op == REMOVE else text) for op, text in pieces]
    rows = comparison(changes).rows
    left = "".join(run.text for row in rows for paragraph in row.left for run in paragraph)
    right = "".join(run.text for row in rows for p in (row.left if row.same else row.right) for run in p)
    assert "".join(left.split()) == "".join("".join(change.text_a for change in changes).split())
    assert "".join(right.split()) == "".join("".join(change.text_b for change in changes).split())


def test_a_very_long_comparison_is_cut_and_says_so() -> None:
    changes = [
        Change(*pair)
        for n in range(400)
        for pair in ((KEEP, f"Word {n}.\n\n", ""), (REMOVE, f"Old {n}.", ""), (KEEP, "\n\n", ""))
    ]
    compared = comparison(changes)
    assert len(compared.rows) == 300 and compared.cut == 500 and compared.removed == 800


# Elsewhere ----------------------------------------------------------------------------------------------------------


def test_an_article_says_where_much_of_its_text_also_stands() -> None:
    found = views(press(c={"source": "daily"}), shared("a", "b", 0.3, 40), shared("a", "c", 0.9, 300))
    assert [(one.article.text, one.source, one.share, one.words, one.much, one.address)
            for one in found["/articles/a/"].shared] == [
        ("Title c", "The Daily", 90, 300, True, "/lineage/a/c/"),
        ("Title b", "", 30, 40, False, "/lineage/a/b/"),
    ]  # fmt: skip


def test_shared_words_are_a_reason_to_be_related() -> None:
    related = views(press(), shared("a", "e", 0.9, 1300))["/articles/a/"].related
    reasons = {one.entry.title: one.reason for one in related}
    assert reasons["Title e"] == "shares 1,300 words with this article"
