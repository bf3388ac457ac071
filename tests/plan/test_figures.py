"""The ledger of counted claims: subjects, charts, what curators read, and what is never shown."""

import dataclasses
from typing import Any

import pytest
from plan.archive import article, links_in, shown_on
from plan.given import claims, counted, with_findings

from sitegen.model.article import Note
from sitegen.model.finding_views import FigureMonthView, FigureSubjectView, FiguresView
from sitegen.model.views import Link
from sitegen.plan.ledger import touches
from sitegen.plan.subjects import number_words, reading

BODY = "Police held nearly 7,000 people on Sunday. Two of them died.\n\nA fine of €50 was paid.\n"
NOTES = """
- quote: {exact: "held nearly 7,000 people"}
  type: claim
  by: the editors
  body: A lower limit.
  claim: {quantity: 6700.., unit: people detained, event: night, said_by: ada}
- quote: {exact: "on Sunday. Two of them"}
  type: disputed
  body: The *ministry* denies it.
- quote: {exact: "Two of them died"}
  type: context
  body: Zzcontext.
"""
FILES = {
    "actors/ada.yaml": "name: Ada Berg\ntype: person\n",
    "sources/daily.yaml": "name: The Daily\n",
    "events/night.yaml": "title: The long night\ndate: 2020-08-02\n",
    "articles/a.md": article("The first", BODY, date="2020-08-03", source="daily", language="en"),
    "notes/a.yaml": NOTES,
    "articles/b.md": article("The second", date="2020-08-20", language="ru"),
    "articles/c.md": article("Undated"),
}
SENTENCE = "Police held nearly 7,000 people on Sunday."
FOUND = {
    "a": claims(
        counted(
            "nearly 7,000 people", 7000, 7000, hedge="nearly", edtf="2020-08-02", sentence=SENTENCE, printed="held"
        ),
        counted("Two", 2, 2, "killed", sentence="Two of them died."),
        counted("€50", 50, 50, "fined", "p2", unit="EUR", rule="money"),
    ),
    "b": claims(
        counted("more than 100", 100, None, hedge="more-than", said_by="actors/ada"),
        counted("up to 30", None, 30, hedge="at-most", said_by_text="a doctor", certainty="probable"),
        counted("dozens", None, None, hedge="indefinite"),
        counted("15 to 20", 15, 20, hedge="range", edtf="2020-08"),
        counted("600 in 1937", 600, 600, edtf="1937"),
    ),
    "c": claims(counted("three", 3, 3)),
}
PAGES = with_findings(FILES, FOUND).pages()


def view(address: str) -> Any:
    return PAGES[address].view


def rows(address: str) -> list[Any]:
    return [row for month in view(address).months for row in month.rows]


def test_the_sample_is_read_without_a_problem() -> None:
    assert with_findings(FILES, FOUND).problems == ()


def test_the_index_has_a_line_for_each_subject_and_money_apart() -> None:
    index = view("/figures/")
    assert isinstance(index, FiguresView)
    lines = [
        (group.kind, item.link.text, item.link.address, item.count, item.least, item.greatest)
        for group in index.groups
        for item in group.items
    ]
    assert lines == [
        ("people", "Detained", "/figures/detained/", 8, "3", "7,000"),
        ("people", "Killed", "/figures/killed/", 1, "2", "2"),
        ("money", "Euros", "/figures/money/eur/", 1, "50", "50"),
    ]
    assert index.count == 10 and view("/figures/money/").groups[0].items == index.groups[1].items
    assert index.groups[0].items[0].noted == 1 and len(index.groups[0].items[0].bars) == 2


def test_a_row_says_what_is_counted_by_whom_and_where() -> None:
    first = rows("/figures/detained/")[0]
    assert (first.reading, first.printed, first.what) == ("nearly 7,000", "nearly 7,000 people", "held")
    assert first.about.label == "2 August 2020" and first.source == Link("The Daily", "/sources/daily/")
    assert first.article == Link("The first", "/articles/a/#p1", "en") and first.sentence == SENTENCE
    by_quantity = {row.printed: row for row in rows("/figures/detained/")}
    assert by_quantity["more than 100"].speaker == Link("Ada Berg", "/actors/ada/")
    assert by_quantity["up to 30"].said_by == "a doctor" and by_quantity["up to 30"].probable
    assert by_quantity["dozens"].reading == "" and by_quantity["three"].said_by == ""


def test_a_curators_reading_stands_behind_what_it_is_written_at_and_is_marked() -> None:
    found, read = rows("/figures/detained/")[:2]
    assert not found.curator and read.curator and read.id == "f-a-n1"
    assert (
        read.reading == "at least 6,700"
        and read.what == "people detained"
        and read.printed == "held nearly 7,000 people"
    )
    assert read.event == Link("The long night", "/events/night/") and read.speaker == Link("Ada Berg", "/actors/ada/")
    assert read.article.address == "/articles/a/#n1"
    assert [(note.type, note.by, note.address) for note in read.notes] == [("claim", "the editors", "/articles/a/#n1")]


def test_notes_that_touch_a_sentence_stand_at_its_row() -> None:
    found = rows("/figures/detained/")[0]
    assert [(note.type, note.address) for note in found.notes] == [("disputed", "/articles/a/#n2")]
    assert "<em>ministry</em>" in found.notes[0].body
    assert [note.type for note in rows("/figures/killed/")[0].notes] == ["disputed"]
    assert shown_on({"/figures/killed/": PAGES["/figures/killed/"]}, "Zzcontext") == []


@pytest.mark.parametrize(
    ("exact", "sentence", "passage", "yes"),
    [
        ("two of them", "Only two of them died.", "p1", True),
        ("It rained. Only two of them", "Only two of them died.", "p1", True),
        ("them died. It rained", "Only two of them died.", "p1", True),
        ("It rained. Only two of them died. Then", "Only two of them died.", "p9", True),
        ("two of them", "Only two of them died.", "p2", False),
        ("It rained", "Only two of them died.", "p1", False),
        ("rained. O", "Only two of them died.", "p1", False),
        ("x", "", "p1", False),
    ],
)
def test_when_a_note_touches_a_sentence(exact: str, sentence: str, passage: str, yes: bool) -> None:
    claim = counted("two", 2, 2, passage=passage, sentence=sentence)
    assert touches(Note("n1", "disputed", exact, "", paragraph="p1"), claim) is (yes and bool(sentence))


def test_the_chart_draws_ranges_open_ends_and_approximations_as_such() -> None:
    page = view("/figures/detained/")
    assert isinstance(page, FigureSubjectView)
    chart = page.chart
    marks = {mark.label.split(",")[0]: mark for mark in chart.marks}
    assert chart.logarithmic and chart.left_out == 3
    assert marks["nearly 7"].hollow and marks["nearly 7"].arrow == ""
    assert marks["more than 100"].arrow == "up" and marks["more than 100"].top < marks["more than 100"].y
    assert marks["up to 30"].arrow == "down" and marks["up to 30"].bottom > marks["up to 30"].y
    ranged = marks["15 to 20"]
    assert ranged.top < ranged.y < ranged.bottom and ranged.arrow == ""
    assert marks["at least 6"].curator and not marks["nearly 7"].curator
    assert marks["nearly 7"].path != marks["up to 30"].path and len(chart.keys) == 2
    assert marks["nearly 7"].x == marks["at least 6"].x < marks["up to 30"].x
    ids = {row.id for row in rows("/figures/detained/")}
    assert {mark.address.removeprefix("#") for mark in chart.marks} <= ids


def test_every_mark_lies_in_the_chart() -> None:
    for page in PAGES.values():
        chart = getattr(page.view, "chart", None)
        for mark in getattr(chart, "marks", ()):
            assert 0 <= mark.x <= chart.width and 0 <= mark.top <= mark.y <= mark.bottom
            assert mark.y <= chart.height


@pytest.mark.parametrize(
    "quantities",
    [(0, 0), (0, 7), (1, 1e12), (0.5, 0.7), (3, 3), (0, 1e9), (49, 2451), (50, 2500), (2, 101), (1e14, 3)],
)
def test_a_chart_of_any_quantities_is_drawn(quantities: tuple[float, float]) -> None:
    found = {slug: claims(counted("x", end, end)) for slug, end in zip("ab", quantities, strict=True)}
    chart = (
        with_findings({key: FILES[key] for key in FILES if "notes" not in key}, found)
        .views()["/figures/detained/"]
        .chart
    )
    assert 2 <= len(chart.levels) <= 8
    assert all(0 <= y <= chart.height for _, y in chart.levels) and all(
        0 <= mark.y <= chart.height for mark in chart.marks
    )
    assert len({label for label, _ in chart.levels}) == len(chart.levels)
    # Of nothing there is no ratio: it stands at the foot.
    least = min((number for number in quantities if number >= 1), default=1)
    assert chart.logarithmic is (max(quantities) > 50 * least)


def test_very_many_statements_stand_on_pages_of_months_with_spans_in_the_chart() -> None:
    files = {f"articles/m{n}.md": article(f"M{n}", date=f"2020-0{1 + n % 4}-0{1 + n % 9}") for n in range(21)}
    found = {f"m{n}": claims(*(_numbered(n, k) for k in range(10))) for n in range(21)}
    made = with_findings(files, found)
    pages = made.views()
    whole = pages["/figures/detained/"]
    assert whole.chart.marks == () and len(whole.chart.spans) == 4 and whole.chart.keys == ()
    assert whole.chart.spans[0].address == "/figures/detained/2020-01/" and whole.months[0].rows == ()
    month = pages["/figures/detained/2020-01/"]
    assert isinstance(month, FigureMonthView) and len(month.months[0].rows) == month.count == 60
    assert len(month.chart.marks) == 60
    assert [pair for pair in links_in(made.pages()) if pair[1].split("#")[0] not in ("", *pages)] == []


def _numbered(article_number: int, number: int) -> Any:
    return dataclasses.replace(counted("some", 10 + article_number, 10 + number * 9), start=number, hedge="range")


def test_unknown_subjects_and_currencies_are_shown_by_their_keys() -> None:
    found = {"b": claims(counted("9", 9, 9, "shot-at"), counted("9", 9, 9, ""), counted("9", 9, 9, "x", unit="XAU"))}
    index = with_findings(FILES, found).views()["/figures/"]
    links = [item.link for group in index.groups for item in group.items]
    assert links == [
        Link("Detained", "/figures/detained/"), Link("Shot at", "/figures/shot-at/"),
        Link("Other people", "/figures/people/"), Link("XAU", "/figures/money/xau/"),
    ]  # fmt: skip


def test_a_subject_called_money_does_not_take_moneys_address() -> None:
    found = {"b": claims(counted("9", 9, 9, "money"), counted("9", 9, 9, "", unit="EUR"))}
    pages = with_findings(FILES, found).pages()
    assert pages["/figures/money/"].view.title == "Money" and pages["/figures/money-/"].view.count == 1


@pytest.mark.parametrize(
    ("low", "high", "hedge", "words"),
    [
        (7000, 7000, "", "7,000"),
        (7000, 7000, "about", "about 7,000"),
        (7000, None, "more-than", "more than 7,000"),
        (7000, None, "", "at least 7,000"),
        (None, 50, "", "up to 50"),
        (15, 20, "range", "15 to 20"),
        (1_500_000, 1_500_000, "nearly", "nearly 1.5 million"),
        (9.5, 9.5, "", "9.50"),
        (None, None, "indefinite", ""),
    ],
)
def test_quantities_are_read_in_one_form(low: float | None, high: float | None, hedge: str, words: str) -> None:
    assert reading(low, high, hedge) == words


def test_numbers_are_never_rounded_in_words() -> None:
    assert [number_words(n) for n in (0, 999_999, 1_000_000, 1_234_567, 2e9, 1_234_000)] == [
        "0", "999,999", "1 million", "1,234,567", "2 billion", "1.234 million",
    ]  # fmt: skip


# What is never shown -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("publish", ["excerpt", "metadata", "none"])
def test_notes_of_a_text_that_is_not_shown_whole_stay_away(publish: str) -> None:
    files = FILES | {"articles/a.md": article("The first", BODY, date="2020-08-03", rights=publish)}
    pages = with_findings(files, {}).pages()
    for words in ("lower limit", "ministry", "held nearly", "6,700"):
        # The excerpt itself is the article's own beginning.
        assert [a for a in shown_on(pages, words) if a.startswith(("/figures", "/data/claims"))] == []
    assert pages["/figures/"].view.count == 0


def test_a_curators_speaker_without_a_record_that_may_be_shown_is_not_shown() -> None:
    files = FILES | {"notes/a.yaml": NOTES.replace("said_by: ada", "said_by: zoe-quill")}
    pages = with_findings(files, {}).pages()
    assert shown_on(pages, "zoe-quill") == []
    files = FILES | {"notes/a.yaml": NOTES.replace("said_by: ada", "said_by: The ministry")}
    assert with_findings(files, {}).views()["/figures/detained/"].months[0].rows[0].said_by == "The ministry"


@pytest.mark.parametrize(
    ("claim", "address"),
    [
        ("{quantity: 5, unit: people killed}", "/figures/killed/"),
        ("{quantity: 5, unit: people killed or injured}", "/figures/people/"),
        ("{quantity: 5, unit: people}", "/figures/people/"),
        ("{quantity: 5, unit: a year}", "/figures/other/"),
        ("{quantity: 5, unit: ships, subject: sunk}", "/figures/sunk/"),
        ("{quantity: 5, unit: EUR}", "/figures/money/eur/"),
        ("{quantity: 5, unit: EUR a year, subject: killed}", "/figures/money/eur/"),
        ("{quantity: 5}", "/figures/other/"),
    ],
)
def test_a_curators_claim_stands_where_its_words_say(claim: str, address: str) -> None:
    notes = f"- {{quote: {{exact: Two of them died}}, type: claim, body: x, claim: {claim}}}\n"
    assert with_findings(FILES | {"notes/a.yaml": notes}, {}).views()[address].count == 1


def test_what_only_curators_count_in_their_own_words_is_not_among_people() -> None:
    notes = "- {quote: {exact: Two of them}, type: claim, body: x, claim: {quantity: 3, unit: ships, subject: sunk}}\n"
    groups = with_findings(FILES | {"notes/a.yaml": notes}, {}).views()["/figures/"].groups
    assert [(group.kind, [item.link.text for item in group.items]) for group in groups] == [("other", ["Sunk"])]


def test_a_disputing_note_with_a_figure_of_its_own_stands_at_the_row_and_as_a_row() -> None:
    notes = "- {quote: {exact: Two of them}, type: disputed, body: Three., claim: {quantity: 3, unit: people}}\n"
    views = with_findings(FILES | {"notes/a.yaml": notes}, FOUND).views()
    found, read = views["/figures/killed/"].months[0].rows
    assert [note.type for note in found.notes] == [note.type for note in read.notes] == ["disputed"]
    assert read.curator and read.reading == "3"


def test_the_data_have_every_statement() -> None:
    data = [dict(row) for row in view("/data/claims.json").rows]
    assert [row["rule"] for row in data] == ["noun", "curator", "noun", "money", *["noun"] * 6]
    assert data[0]["low"] == data[0]["high"] == 7000 and data[0]["about"] == "2020-08-02"
    assert data[1]["event"] == "night" and data[1]["high"] is None and data[1]["said_by"] == "ada"
    assert data[0]["notes"] == ("/articles/a/#n1", "/articles/a/#n2")
