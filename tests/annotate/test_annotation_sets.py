"""The texts with gold annotations keep to their notation, and the scorer counts as it says."""

import dataclasses
from pathlib import Path

import pytest

from benchmarks import annotator
from benchmarks.annotation_sets import ANY, GoldError, GoldText, parse_passage, read_text
from sitegen.model.annotations import CountedClaim, Findings, Naming, Quotation, TimeExpression
from sitegen.model.dates import parse_edtf

FILES = sorted(annotator.SETS.glob("*.yaml"))
KNOWN = {"actors/ada", "actors/bea", "places/x"}
HEDGES = {"plain": ""}


def one(marked: str, language: str = "en") -> GoldText:
    from sitegen.model.annotations import Passage
    from sitegen.model.authority import Actor, Authority, Place

    text, gold = parse_passage(marked, "p1", KNOWN)
    kinds = {kind: tuple(g for g in gold if type(g).__name__ == f"Gold{kind}") for kind in GOLD}
    authority = Authority(
        actors=(Actor("ada", "Ada Lee", "person"), Actor("bea", "Bea Lee", "person")), places=(Place("x", "X"),)
    )
    return GoldText("en-00", language, "2019-03-14", authority, (Passage("p1", "paragraph", text),), *kinds.values())


GOLD = ("Name", "Time", "Quotation", "Claim")


def echo(text: GoldText) -> Findings:
    """What a reader who makes no mistake would find."""
    quotations = []
    for gold in text.quotations:
        said = gold.speakers[0]
        speaker = said if said.startswith("actors/") else ""
        printed = said.strip('"').replace("^", "") if said.startswith('"') else ""
        at = gold.at
        quotations.append(Quotation(at.passage, at.start, at.end, at.text, speaker, printed))
    claims = []
    for gold in text.claims:
        low, high = (None if bound in ("-", ANY) else float(bound) for bound in (gold.low, gold.high))
        by = gold.said_by[0]
        claims.append(
            CountedClaim(
                *(gold.at.passage, gold.at.start, gold.at.end, gold.at.text, low, high),
                hedge=HEDGES.get(gold.hedge, gold.hedge),
                unit=gold.units[0],
                subject="" if gold.subjects[0] == "-" else gold.subjects[0],
                said_by=by if by.startswith("actors/") else "",
                said_by_text=by.strip('"').replace("^", "") if by.startswith('"') else "",
                edtf=gold.on[0] if gold.on else "",
            )
        )
    return Findings(
        tuple(Naming(g.at.passage, g.at.start, g.at.end, g.id, g.at.text) for g in text.names),
        tuple(
            TimeExpression(g.at.passage, g.at.start, g.at.end, g.at.text, g.edtf[0] if g.edtf else "", "date")
            for g in text.times
        ),
        tuple(quotations),
        tuple(claims),
    )


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_text_keeps_to_the_notation(path: Path) -> None:
    text = read_text(path)
    assert text.id.startswith(f"{text.language}-")
    assert text.names and text.times and text.quotations and text.claims
    for gold in text.times:
        assert all(parse_edtf(value).text == value for value in gold.edtf)
    whole = {passage.id: passage.text for passage in text.passages}
    for item in (*text.names, *text.times, *text.quotations, *text.claims):
        assert whole[item.at.passage][item.at.start : item.at.end] == item.at.text == item.at.text.strip()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_perfect_reader_gets_full_marks(path: Path) -> None:
    text = read_text(path)
    score = annotator.score_text(text, echo(text))
    shown = annotator.figures(score)
    assert score.items == []
    for name in annotator.floor_figures({"x": score})["at_least"]:
        assert shown[name.removeprefix("x.")] == 1, name
    assert all(shown.get(name, 0) == 0 for name in annotator.AT_MOST)


@pytest.mark.parametrize(
    "marked",
    [
        "{{n actors/ada|Ada",
        "Ada}} said",
        "{{n actors/eve|Eve}}",
        "{{t 2019-13|in month 13}}",
        "{{q Ada|I}}",
        "{{f about 5 6 people killed by=-|about 5}}",
        "{{f plain 5 5 persons killed by=-|5}}",
        "{{f at-least 5 5 people killed by=-|at least 5}}",
        "{{x y|z}}",
        "{{n+ actors/ada|Ada}}",
        "{{n actors/ada|}}",
    ],
)
def test_what_breaks_the_notation_is_refused(marked: str) -> None:
    with pytest.raises(ValueError):
        parse_passage(marked, "p1", KNOWN)


def test_tags_nest() -> None:
    text, gold = parse_passage('"{{q* actors/ada|{{n actors/bea|Bea}} left {{t 2019,2019-01|in 2019}}}}"', "p1", KNOWN)
    assert text == '"Bea left in 2019"'
    assert [(g.at.start, g.at.end) for g in gold] == [(1, 17), (1, 4), (10, 16 + 1)]
    assert gold[0].optional and not gold[1].optional


TEXT = (
    "{{n actors/ada|Ada Lee}} and {{n ?|Lee}}, {{t 2019-03-13|Wednesday}}, {{t *2019-03|this month}}: "
    '"{{q actors/ada|We are here to stay}}." "{{q "a ^doctor at work"|They bled for hours}}." '
    "{{f at-least 5 - people killed by=-|At least five people}} died, {{f* plain 2 2 people - by=-|two}} aside."
)


def find(text: GoldText, kind: type, words: str, *values: str) -> object:
    passage = text.passages[0]
    start = passage.text.index(words)
    return kind("p1", start, start + len(words), *values)


def test_an_empty_reader_misses_all_and_errs_in_nothing() -> None:
    score = annotator.score_text(one(TEXT), Findings())
    shown = annotator.figures(score)
    assert (shown["names_r"], shown["times_right"], shown["quotes_found"], shown["claims_right"]) == (0, 0, 0, 0)
    assert [item["fault"] for item in score.items] == ["missed"] * 5
    assert not any(name in shown for name in annotator.AT_MOST)


def test_names_are_counted() -> None:
    text = one(TEXT + " Lee Street")
    start = text.passages[0].text.index("Lee Street")
    right, wrong = find(text, Naming, "Ada Lee", "actors/ada", "Ada Lee"), find(text, Naming, "Lee,", "actors/ada", "")
    street = Naming("p1", start, start + 3, "actors/bea", "Lee")
    office = Naming("p1", start, start + 3, "actors/bea", "Lee", rule="position")
    shown = annotator.figures(annotator.score_text(text, Findings(names=(right, wrong, street, office))))
    assert shown["names_p"] == pytest.approx(1 / 3) and shown["names_r"] == 1
    silent = dataclasses.replace(wrong, id="", choices=("actors/ada", "actors/bea"))
    shown = annotator.figures(annotator.score_text(text, Findings(names=(right, silent))))
    assert shown["names_p"] == 1


def test_times_are_counted() -> None:
    text = one(TEXT)
    right = find(text, TimeExpression, "Wednesday", "Wednesday", "2019-03-13", "weekday")
    optional = find(text, TimeExpression, "this month", "", "2019-03", "month")
    spurious = find(text, TimeExpression, "hours", "", "2019", "year")
    shown = annotator.figures(annotator.score_text(text, Findings(times=(right, optional, spurious))))
    assert (shown["times_right"], shown["times_wrong"]) == (1, 0.5)
    other = dataclasses.replace(optional, edtf="2019-02")
    assert annotator.figures(annotator.score_text(text, Findings(times=(other,))))["times_wrong"] == 1


def test_quotations_are_counted() -> None:
    text = one(TEXT)
    whole = find(text, Quotation, "We are here to stay", "", "actors/ada")
    part = find(text, Quotation, "They bled", "", "", "a nurse")
    spurious = find(text, Quotation, "this month", "", "")
    score = annotator.score_text(text, Findings(quotations=(whole, part, spurious)))
    shown = annotator.figures(score)
    # Two of four words are less than sixty in a hundred.
    assert (shown["quotes_found"], shown["quotes_said"]) == (0.5, 0.5)
    assert (shown["quotes_wrong"], shown["quotes_spurious"]) == (0, pytest.approx(1 / 3))


@pytest.mark.parametrize(
    ("gold", "speaker", "printed", "verdict"),
    [
        (("actors/ada",), "actors/ada", "", "right"),
        (("actors/ada",), "", "she", "blank"),
        (("actors/ada",), "actors/bea", "", "wrong"),
        (('"a ^doctor at work"',), "", "the doctor", "right"),
        (('"a ^doctor at work"',), "", "work", "right"),
        (('"a ^doctor at work"',), "", "a nurse", "wrong"),
        (('"a doctor"',), "actors/ada", "a doctor", "wrong"),
        (('"a doctor"',), "", "", "blank"),
        (("-",), "", "", "right"),
        (("-",), "", "Ada", "wrong"),
        (('"crowd"', "-"), "", "", "right"),
    ],
)
def test_speakers_are_compared(gold: tuple[str, ...], speaker: str, printed: str, verdict: str) -> None:
    assert annotator.speaker_verdict(gold, speaker, printed) == verdict


def test_claims_are_counted() -> None:
    text = one(TEXT)
    start = text.passages[0].text.index("At least five")
    right = CountedClaim("p1", start, start + 20, "", 5, None, "at-least", "people", "killed")
    wrong = dataclasses.replace(right, high=5)
    shown = annotator.figures(annotator.score_text(text, Findings(claims=(right,))))
    assert (shown["claims_right"], shown["claims_wrong"], shown["claims_by"], shown["claims_subject"]) == (1, 0, 1, 1)
    shown = annotator.figures(annotator.score_text(text, Findings(claims=(wrong,))))
    assert (shown["claims_right"], shown["claims_wrong"]) == (0, 1)
    start = text.passages[0].text.index("two")
    aside = CountedClaim("p1", start, start + 3, "", 2, 2, "", "people")
    assert "claims_wrong" not in annotator.figures(annotator.score_text(text, Findings(claims=(aside,))))


def test_a_missing_file_or_wrong_id_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "en-02.yaml"
    path.write_text("id: en-04\nlanguage: en\npublished: 2019-03-14\ntext: |\n  A.\n", encoding="utf-8")
    with pytest.raises(GoldError):
        read_text(path)


def test_floors_are_only_raised(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(annotator, "FLOORS", tmp_path / "floors.yaml")
    text = one(TEXT)
    perfect, empty = annotator.run([text], lambda *_: echo(text)), annotator.run([text], lambda *_: Findings())
    annotator.raise_floors(perfect)
    annotator.raise_floors(empty)
    floors = annotator.read_floors()
    assert floors["at_least"]["en.names_r"] == 1


@pytest.mark.parametrize(
    ("found", "right"),
    [("2019-03-11", True), ("2019-03-11/..", True), ("2019-03-11/2019-03-14", True), ("2019-03-11/2019-03-13", False)],
)
def test_an_open_interval_may_end_with_the_article(found: str, right: bool) -> None:
    assert annotator.same_time(("2019-03-11", "2019-03-11/.."), found, "2019-03-14") is right


@pytest.mark.parametrize(("found", "right"), [("2019-03-11~", True), ("2019-03-11?", False), ("2019-03-12~", False)])
def test_a_value_may_be_marked_as_approximate(found: str, right: bool) -> None:
    assert annotator.same_time(("2019-03-11",), found, "2019-03-14") is right


@pytest.mark.parametrize(("unit", "right"), [("rubles", 1), ("BYN", 1), ("RUB", 0), ("USD", 0)])
def test_a_shared_currency_may_be_left_open(unit: str, right: int) -> None:
    text = one("{{f plain 900 900 BYN - by=-|900 roubles}} were found.")
    claim = CountedClaim("p1", 0, 11, "", 900, 900, "", unit)
    assert annotator.figures(annotator.score_text(text, Findings(claims=(claim,))))["claims_right"] == right
