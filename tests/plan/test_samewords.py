"""Which quotations are one, and how their wordings differ."""

import random

import pytest
from plan.archive import article
from plan.given import quoted, said, with_findings

from sitegen.model.annotations import Findings
from sitegen.plan import samewords
from sitegen.plan.samewords import differences, joined, relation
from sitegen.plan.spoken import all_spoken, words_of

ACTORS = {f"actors/{id}.yaml": f"name: {id.capitalize()} Berg\ntype: person\n" for id in ("ada", "bo")}
LONG = "We will not leave this harbour before the last ferry has been paid for"


def groups(*quotations: tuple[str, str], dates: tuple[str, ...] = ()) -> list[list[int]]:
    """Numbers of those that are one; each quotation (words, speaker) in an article of its own."""
    days = dates or tuple(f"2020-08-{n + 1:02}" for n in range(len(quotations)))
    files = ACTORS | {f"articles/a{n:02}.md": article(f"A{n}", date=days[n]) for n in range(len(quotations))}
    found = {f"a{n:02}": quoted(said(*pair)) for n, pair in enumerate(quotations)}
    spoken = all_spoken(with_findings(files, found).library())
    return [[int(one.slug[1:]) for one in group] for group in joined(spoken)]


@pytest.mark.parametrize(
    ("first", "second", "one"),
    [
        ((LONG, "ada"), (LONG, "ada"), True),
        ((LONG, "ada"), (LONG.upper() + "!", "ada"), True),
        ((LONG, "ada"), (LONG, ""), True),
        ((LONG, ""), (LONG, "ada"), True),
        ((LONG, "ada"), (LONG, "a man in the crowd"), True),
        ((LONG, "ada"), (LONG, "bo"), False),
        ((LONG, ""), (LONG, ""), True),
        ((LONG, "ada"), ("this harbour before the last ferry has been paid", "ada"), True),
        ((LONG, "ada"), (LONG.replace("last", "first").replace("harbour", "port"), "ada"), True),
        ((LONG, "ada"), ("We will not leave this town as long as nobody has told us why", "ada"), False),
        (("We will not leave", "ada"), ("We will not leave", "ada"), True),
        (("We will not leave", "ada"), ("We will not leave", ""), False),
        (("Never", ""), ("Never", ""), False),
        (("Never", "ada"), ("Never", "ada"), True),
        (("Never", "ada"), ("Never again", "ada"), False),
        (("Никогда мы не уйдём из этого порта", "ada"), ("никогда мы не уйдем из этого порта", ""), True),
    ],
)
def test_words_of_two_articles_are_one_or_not(first: tuple[str, str], second: tuple[str, str], one: bool) -> None:
    assert groups(first, second) == ([[0, 1]] if one else [[0], [1]])


def test_a_word_or_two_are_the_same_quotation_only_within_days() -> None:
    assert groups(("Never", "ada"), ("Never", "ada"), dates=("2020-08-01", "2020-12-01")) == [[0], [1]]
    assert groups(("Never", "ada"), ("Never", "ada"), dates=("2020-08", "2020-08-02")) == [[0], [1]]


def test_words_of_nobody_never_make_one_of_two_speakers() -> None:
    assert groups((LONG, "ada"), (LONG, "bo"), (LONG, "")) == [[0, 2], [1]]
    assert groups((LONG, ""), (LONG, "ada"), (LONG, "bo")) == [[0, 1], [2]]


def test_words_that_a_hundred_articles_carry_are_one() -> None:
    assert len(groups(*[(LONG, "ada" if n % 3 else "") for n in range(28)])) == 1


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        ("a b c d e", "a b c d e", "same"),
        ("a b c d e", "b c d", "part"),
        ("b c d", "a b c d e", "more"),
        ("a b c d e", "a b x d e", "other"),
        ("a b c d e", "a x y d e", ""),
        ("bc d", "b c d", ""),
    ],
)
def test_how_a_wording_stands_to_another(first: str, second: str, kind: str) -> None:
    assert relation(tuple(first.split()), tuple(second.split())) == kind


def test_differences_are_told_word_by_word_without_case_and_marks() -> None:
    runs = differences("We will not leave the harbour.", "“We will never leave the old harbour”")
    assert [(run.text, run.change) for run in runs] == [
        ("“We will", ""), ("not", "first"), ("never", "here"), ("leave the", ""), ("old", "here"), ("harbour”", ""),
    ]  # fmt: skip
    assert differences("a " * 400, "b " * 400) == ()


@pytest.mark.parametrize("seed", range(3))
def test_what_stays_and_what_is_here_is_the_second_text(seed: int) -> None:
    rng = random.Random(seed)
    first, second = ([rng.choice("abcd") for _ in range(rng.randint(1, 40))] for _ in range(2))
    runs = differences(" ".join(first), " ".join(second))
    assert " ".join(run.text for run in runs if run.change != "first") == " ".join(second)
    assert " ".join(run.text for run in runs if run.change != "here").split() == first


def test_the_work_grows_with_the_texts_and_not_with_their_square(monkeypatch: pytest.MonkeyPatch) -> None:
    """Thousands that all share their first four words: pairs that are looked at are counted."""
    looked = [0]

    def may_join(first: samewords.Spoken, second: samewords.Spoken) -> bool:
        looked[0] += 1
        return judge(first, second)

    judge = samewords._may_join
    monkeypatch.setattr(samewords, "_may_join", may_join)

    def pairs(count: int) -> int:
        rng = random.Random(1)
        texts = ["it is clear that " + " ".join(f"w{rng.randrange(9000)}" for _ in range(20)) for _ in range(count)]
        quotations = tuple(said(text, "ada", start=n) for n, text in enumerate(texts))
        files = ACTORS | {"articles/a.md": article("A", date="2020-08-01")}
        spoken = all_spoken(with_findings(files, {"a": Findings(quotations=quotations)}).library())
        looked[0] = 0
        assert len(joined(spoken)) == count
        return looked[0]

    assert pairs(4000) <= 8 * max(1000, pairs(500))


def test_words_are_folded() -> None:
    assert words_of("Don’t “SHOUT”, Łukasz!") == ("don't", "shout", "lukasz")
    assert words_of("— … !") == ()
