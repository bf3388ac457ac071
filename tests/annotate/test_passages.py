"""What two texts share and what each changed: exact, found through few digests, and never slow."""

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.annotate.passages import SharedPassage, common_share, shared_passages, shingle_digests, word_changes
from sitegen.base.text import fold

RUN = "the harbour union called its members to the quay on Monday morning at nine"


def words(text: str) -> list[str]:
    return [fold(word) for word in "".join(c if c.isalnum() else " " for c in text).split()]


numbers = st.lists(st.integers(0, 400), max_size=80)
few_words = st.lists(st.sampled_from("abc"), max_size=120)


def named(values: list[int], prefix: str) -> str:
    return " ".join(f"{prefix}{value}" for value in values)


def test_a_passage_is_given_by_its_places_in_both() -> None:
    a, b = f"One. {RUN.capitalize()}!", f"Another beginning: {RUN}, and more."
    (passage,) = shared_passages(a, b)
    assert passage.words == 14
    assert a[passage.start_a : passage.end_a] == RUN.capitalize()
    assert b[passage.start_b : passage.end_b] == RUN


def test_case_marks_and_punctuation_do_not_matter() -> None:
    a = "«Мы придём завтра», — сказал он, и все они пошли домой по тёмной мокрой улице."
    b = "Мы придем завтра — сказал он — и все они пошли домой по темной, мокрой улице"
    assert [passage.words for passage in shared_passages(a, b)] == [14]


def test_runs_that_are_too_short_are_none() -> None:
    assert shared_passages("a b c d e f", "a b c d e f") == ()
    assert shared_passages("a b c d e f", "x a b c d e f", 6) == (SharedPassage(0, 11, 2, 13, 6),)
    assert [p.words for p in shared_passages("a b", "b a b", 2)] == [2]
    assert shared_passages("", "a") == ()


def test_the_longest_come_first_and_none_overlap() -> None:
    long, short = " ".join(f"w{i}" for i in range(30)), " ".join(f"w{i}" for i in range(20, 40))
    found = shared_passages(f"{long} x {short}", f"{short} y {long}")
    assert sorted(passage.words for passage in found) == [20, 30]


def test_the_share_is_of_the_shorter_text() -> None:
    assert common_share(RUN, f"{RUN} and then much more was said by everybody there") == 1
    assert common_share(RUN, "nothing of it") == 0
    assert common_share("", RUN) == 0


def test_digests_are_few_and_the_same_everywhere() -> None:
    text = " ".join(f"word{i * 7919 % 1013}" for i in range(1000))
    digests = shingle_digests(text)
    assert 1000 / 8 <= len(digests) <= 1000 / 4.8
    assert all(0 <= digest < 2**32 for digest in digests)
    assert shingle_digests("one two three four five") == (shingle_digests("ONE two, three four — five!"))
    assert shingle_digests("one two three four five") == (DIGEST,)
    assert shingle_digests("one two three four") == ()


DIGEST = 109203799


@given(numbers, numbers, numbers, numbers, st.integers(12, 40))
def test_a_planted_run_is_found_and_leaves_a_digest(
    a1: list[int], a2: list[int], b1: list[int], b2: list[int], length: int
) -> None:
    run = " ".join(f"r{i}" for i in range(length))
    a, b = f"{named(a1, 'a')} {run} {named(a2, 'a')}", f"{named(b1, 'b')} {run}. {named(b2, 'b')}"
    (passage,) = shared_passages(a, b)
    assert (passage.words, words(a[passage.start_a : passage.end_a])) == (length, words(run))
    assert set(shingle_digests(a)) & set(shingle_digests(b))


@given(few_words, few_words, st.integers(1, 14))
def test_passages_are_equal_runs_that_do_not_overlap(a: list[str], b: list[str], least: int) -> None:
    text_a, text_b = " ".join(a), ", ".join(b)
    found = shared_passages(text_a, text_b, least)
    for passage in found:
        run = words(text_a[passage.start_a : passage.end_a])
        assert run == words(text_b[passage.start_b : passage.end_b])
        assert len(run) == passage.words >= least
    assert all(one.end_a <= other.start_a for one, other in pairwise(found))
    in_b = sorted(found, key=lambda passage: passage.start_b)
    assert all(one.end_b <= other.start_b for one, other in pairwise(in_b))
    # The longest common run of all is among them.
    longest = max((n for i in range(len(a)) for j in range(len(b)) if (n := equal(a[i:], b[j:])) >= least), default=0)
    assert max((passage.words for passage in found), default=0) == longest


def equal(a: list[str], b: list[str]) -> int:
    return next((n for n, (one, other) in enumerate(zip(a, b, strict=False)) if one != other), min(len(a), len(b)))


@given(few_words, few_words, few_words, few_words)
def test_twelve_common_words_leave_a_digest_in_any_text(
    a: list[str], run: list[str], b: list[str], c: list[str]
) -> None:
    if len(run) >= 12:
        assert set(shingle_digests(" ".join(a + run + b))) & set(shingle_digests(" ".join(c + run)))


def test_changes_are_shown_by_sentence_then_by_word() -> None:
    a = "It rained. Some 300 people came to the square. Nobody spoke. The end."
    b = "It rained. Some 500 people came to the main square. Nobody spoke."
    changes = [(change.kind, change.text) for change in word_changes(a, b)]
    assert changes == [
        ("kept", "It rained. Some "),
        ("removed", "300 "),
        ("added", "500 "),
        ("kept", "people came to the "),
        ("added", "main "),
        ("kept", "square. Nobody spoke. "),
        ("removed", "The end."),
    ]
    assert word_changes("", "") == ()


@settings(max_examples=200)
@given(st.text(alphabet="ab .\n!é", max_size=60), st.text(alphabet="ab .\n!é", max_size=60))
def test_changes_joined_are_the_texts(a: str, b: str) -> None:
    changes = word_changes(a, b)
    assert "".join(change.text for change in changes if change.kind != "added") == a
    second = "".join(change.text for change in changes if change.kind != "removed")
    assert "".join(second.split()) == "".join(b.split())
    assert all(one.kind != other.kind for one, other in pairwise(changes))


@pytest.mark.parametrize("text", ["la " * 20_000, "one two three four five six. " * 4_000, "x" * 200_000])
def test_repetition_is_not_slow(text: str) -> None:
    begun = time.process_time()
    shared_passages(text, text[1:])
    shingle_digests(text)
    word_changes(text, text[1:])
    assert time.process_time() - begun < 5


@given(st.text(), st.text())
def test_no_text_is_too_odd(a: str, b: str) -> None:
    assert shared_passages(a, b, 1) is not None
    assert shingle_digests(a) is not None
    assert 0 <= common_share(a, b) <= 1
