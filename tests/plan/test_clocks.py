"""An event has two clocks: when it happened, and which source reported it on which day."""

import pytest
from plan.archive import Archive, article, links_in, shown_on
from plan.findings import told_archive

from sitegen.model.clock_views import ClockTable, EventView
from sitegen.model.dates import parse_edtf
from sitegen.model.rules import TIMES
from sitegen.plan.lags import lag_words

HARBOUR = {
    "sources/paper.yaml": "name: Paper\n",
    "sources/wire.yaml": "name: Wire\n",
    "sources/herald.yaml": "name: Herald\n",
    "sources/almanac.yaml": "name: Almanac\n",
    "actors/ada.yaml": "name: Ada Berg\ntype: person\n",
    "actors/otto.yaml": "name: Otto Lund\ntype: person\n",
    "places/orsk.yaml": "name: Orsk\n",
    "events/sale.yaml": "title: The sale\ndate: 2021-03-10\nplace: orsk\nactors: [ada]\n"
    "articles: [sold, again, later]\n",
    "articles/sold.md": article("Sold", "It is sold.\n", date="2021-03-10", source="wire"),
    "articles/again.md": article("Sold again", "It is sold.\n", date="2021-03-11", source="paper"),
    "articles/later.md": article("A look back", "It was sold.\n", date="2021-03-20", source="paper"),
    "articles/aside.md": article(
        "The weather",
        "Rain fell. Ada Berg sold the ferry on [Wednesday|2021-03-10|weekday-before?].\n",
        date="2021-03-12",
        source="herald",
        actors="[ada]",
    ),
    "articles/other.md": article(
        "Another matter",
        "On [10 March|2021-03-10|date] Otto Lund slept. Ada Berg did not.\n",
        date="2021-03-13",
        source="wire",
        actors="[ada, otto]",
    ),
    "articles/silent.md": article("Bells", date="2021-03-15", source="almanac"),
}


def event(found: Archive, id: str = "sale") -> EventView:
    view = found.views()[f"/events/{id}/"]
    assert isinstance(view, EventView)
    return view


def table(found: Archive, id: str = "sale") -> ClockTable:
    view = event(found, id).table
    assert view is not None
    return view


def cells(view: ClockTable) -> dict[str, list[list[int]]]:
    """Numbers of articles by the source's name, column by column."""
    return {
        row.source.text if row.source else "": [[one.number for one in cell.mentions] for cell in row.cells]
        for row in view.rows
    }


def test_sources_stand_in_the_order_of_first_publication_against_days_with_silent_ones_folded() -> None:
    view = table(told_archive(HARBOUR))
    assert [column.label for column in view.columns] == [
        "Wed 10 Mar",
        "Thu 11 Mar",
        "Fri 12 Mar",
        "7 days without a report",
        "Sat 20 Mar",
    ]
    assert cells(view) == {
        "Wire": [[1], [], [], [], []],
        "Paper": [[], [2], [], [], [4]],
        "Herald": [[], [], [3], [], []],
    }
    assert [column.lag for column in view.columns] == [
        "the same day",
        "the next day",
        "2 days later",
        "",
        "10 days later",
    ]
    assert [column.happened for column in view.columns] == ["happened", "", "", "", ""]


def test_a_source_that_never_reported_it_is_written_out_with_what_there_is_of_it() -> None:
    files = HARBOUR | {
        "sources/far.yaml": "name: Far\n",
        "articles/far.md": article("Far", date="2021-09-01", source="far"),
    }
    view = table(told_archive(files))
    assert [(one.link.text, one.near) for one in view.silent] == [("Almanac", 1), ("Far", 0)]
    assert view.days == "10–27 March 2021"
    assert [link.text for link in event(told_archive(files)).silent] == ["Almanac", "Far"]


def test_an_article_that_dates_a_sentence_to_the_day_and_names_who_took_part_is_inferred_and_says_why() -> None:
    reports = {report.entry.title: report for report in event(told_archive(HARBOUR)).reports}
    assert list(reports) == ["Sold", "Sold again", "The weather", "A look back"]
    weather = reports["The weather"]
    assert weather.inferred and [link.text for link in weather.named] == ["Ada Berg"]
    [sentence] = weather.sentences
    assert (sentence.before, sentence.words, sentence.after) == ("Ada Berg sold the ferry on ", "Wednesday", ".")
    assert sentence.probable and sentence.how == TIMES["weekday-before"] and sentence.address == "/articles/aside/#p1"
    assert not reports["Sold"].inferred and reports["Sold"].sentences == ()


def test_a_sentence_of_the_day_that_names_somebody_else_makes_no_report() -> None:
    view = event(told_archive(HARBOUR))
    assert "Another matter" not in [report.entry.title for report in view.reports]
    assert [entry.title for entry in view.entries] == ["Sold", "Sold again", "A look back"], "what the record lists"


def test_a_name_inside_a_longer_name_is_not_that_name() -> None:
    files = HARBOUR | {
        "actors/ada-berg-prize.yaml": "name: Ada Berg Prize\ntype: organisation\n",
        "articles/aside.md": article(
            "The weather",
            "The Ada Berg Prize was given on [Wednesday|2021-03-10|weekday-before]. Ada Berg smiled.\n",
            date="2021-03-12",
            actors="[ada, ada-berg-prize]",
        ),
    }
    assert [report.entry.title for report in event(told_archive(files)).reports] == [
        "Sold",
        "Sold again",
        "A look back",
    ]


def test_an_expression_counts_only_where_all_of_it_lies_in_the_events_time() -> None:
    def reported(edtf: str, date: str) -> bool:
        files = {
            "actors/ada.yaml": "name: Ada Berg\ntype: person\n",
            "events/e.yaml": f"title: E\ndate: {date}\nactors: [ada]\n",
            "articles/a.md": article("A", f"Ada Berg left [then|{edtf}|date].\n", date="2021-03-20", actors="[ada]"),
        }
        return bool(event(told_archive(files), "e").reports)

    assert reported("2021-03-10", "2021-03-10") and reported("2021-03-10/2021-03-11", "2021-03-10/2021-03-12")
    assert not reported("2021-03-09/2021-03-10", "2021-03-10")
    assert not reported("2021-03", "2021-03-10") and not reported("2021-03-10", "2021-03")
    assert not reported("2021-03-10", "2021-01-01/2021-12-31"), "long events have no days of their own"
    assert not reported("2021-03-10/..", "2021-03-10") and not reported("2021-03-XX", "2021-03-10")


def test_there_are_never_more_than_fourteen_columns_and_no_article_is_lost_in_them() -> None:
    files = {
        "events/e.yaml": "title: E\ndate: 2021-01-01\narticles: ["
        + ", ".join(f"a{n}" for n in range(40))
        + ", vague]\n",
        **{
            f"articles/a{n}.md": article(f"A{n}", date=f"2021-{1 + n // 14:02}-{1 + 2 * (n % 14):02}", source="s")
            for n in range(40)
        },
        "articles/vague.md": article("Vague", date="2021-02", source="s"),
    }
    view = table(told_archive(files), "e")
    assert len(view.columns) == 13, "a day without a report never stands last before the later ones"
    assert [column.kind for column in view.columns[-2:]] == ["later", "undated"]
    [row] = view.rows
    assert sum(len(cell.mentions) + cell.more for cell in row.cells) == 41 == row.count
    assert all(len(cell.mentions) <= 6 for cell in row.cells[:-2])
    assert (len(row.cells[-2].mentions), row.cells[-2].more) == (18, 16)


def test_late_reports_stand_by_month() -> None:
    days = [f"2021-01-{day:02}" for day in range(1, 28, 2)] + ["2021-02-03", "2021-02-05", "2021-03-01"]
    files = {
        "events/e.yaml": f"title: E\ndate: 2021-01-01\narticles: [{', '.join(f'a{n:02}' for n in range(len(days)))}]\n",
        **{f"articles/a{n:02}.md": article(f"A{n}", date=day, source=f"s{int(n > 14)}") for n, day in enumerate(days)},
    }
    view = table(told_archive(files), "e")
    assert view.columns[-1].kind == "later" and view.columns[-2].kind == "day"
    months = [one.month for row in view.rows for one in row.cells[-1].mentions]
    assert [month for month in months if month] == ["January 2021", "February", "February", "March"]


@pytest.mark.parametrize(
    ("date", "kind", "nature", "vague"),
    [
        ("2021-03-10", "day", "a Wednesday", False),
        ("2021-03-10~", "unsure", "the day is not certain", True),
        ("2021-03-10?", "unsure", "the day is not certain", True),
        ("2021-03-08/2021-03-10", "span", "3 days", False),
        ("2021-03", "within", "which day is not recorded", True),
        ("2021-03-XX", "within", "which day is not recorded", True),
        ("2021-03-10/..", "from", "no end is recorded", False),
        ("../2021-03-10", "until", "no beginning is recorded", False),
    ],
)
def test_the_axis_tells_a_day_a_span_and_what_is_not_certain_apart(
    date: str, kind: str, nature: str, vague: bool
) -> None:
    files = HARBOUR | {"events/sale.yaml": f"title: The sale\ndate: {date}\narticles: [sold, later]\n"}
    view = event(told_archive(files))
    assert view.axis is not None and view.axis.mark.kind == kind
    assert (view.nature, view.vague) == (nature, vague)
    assert (view.axis.mark.width > 0) == (parse_edtf(date).day == "")
    inside = [(mark.x, mark.width) for mark in (view.axis.mark, *view.axis.bars)]
    assert all(x >= 0 and x + width <= view.axis.width + 0.05 for x, width in inside)
    assert [bar.count for bar in view.axis.bars] == [1, 1]


@pytest.mark.parametrize(
    ("published", "happened", "words"),
    [
        ("2021-03-10", "2021-03-10", "the same day"),
        ("2021-03-11", "2021-03-10", "the next day"),
        ("2021-03-14", "2021-03-10", "4 days later"),
        ("2021-03-09", "2021-03-10", "the day before"),
        ("2021-03-01", "2021-03-10", "9 days before"),
        ("2021-03-11~", "2021-03-10", "probably the next day"),
        ("2021-03-11", "2021-03-10?", "probably the next day"),
        ("2021-03-11", "2021-03-10/2021-03-12", "while it lasted"),
        ("2021-03-13", "2021-03-10/2021-03-12", "1 day after its end"),
        ("2021-03-08", "2021-03-10/2021-03-12", "2 days before it began"),
        ("2021-03-10", "2021-03-10/..", "the day it began"),
        ("2021-03-12", "2021-03-10/..", "2 days after it began"),
        ("2021-03-09", "../2021-03-10", "before its end"),
        ("2021-04-05", "2021-03", "at least 5 days later"),
        ("2021-02-27", "2021-03", "at least 2 days before"),
        ("2021-03-10", "2021-03", ""),
        ("2021-03", "2021-03-10", ""),
        ("", "2021-03-10", ""),
    ],
)
def test_lags_in_words(published: str, happened: str, words: str) -> None:
    assert lag_words(parse_edtf(published) if published else None, parse_edtf(happened)) == words


def test_an_event_that_nobody_reports_has_no_clock_of_reports() -> None:
    view = event(told_archive({"events/e.yaml": "title: E\ndate: 2021\n", "articles/a.md": article("A")}), "e")
    assert (view.axis, view.table, view.reports, view.silent) == (None, None, (), ())


def test_of_very_many_inferred_reports_forty_are_listed_and_the_rest_is_counted() -> None:
    files = {
        "actors/ada.yaml": "name: Ada Berg\ntype: person\n",
        "events/e.yaml": "title: E\ndate: 2021-03-10\nactors: [ada]\n",
        **{
            f"articles/a{n:02}.md": article(
                f"A{n:02}", "Ada Berg left on [Monday|2021-03-10|date].\n", date="2021-03-11", actors="[ada]"
            )
            for n in range(55)
        },
    }
    view = event(told_archive(files), "e")
    assert (len(view.reports), view.left_out) == (40, 15)
    assert [report.number for report in view.reports] == list(range(1, 41))


def test_an_unknown_source_has_a_row_of_its_own() -> None:
    files = HARBOUR | {"articles/sold.md": article("Sold", date="2021-03-10")}
    assert table(told_archive(files)).rows[0].source is None


def test_a_protected_actor_is_on_no_page_of_events() -> None:
    files = HARBOUR | {"actors/ada.yaml": "name: Ada Berg\ntype: person\n"}
    found = told_archive(files)
    without = Archive(
        found.config,
        type(found.authority)(tuple(a for a in found.authority.actors if a.id != "ada"), found.authority.sources,
                              found.authority.places, found.authority.events),
        found.cards, found.texts, found.articles, found.problems,
    )  # fmt: skip
    pages = {address: page for address, page in without.pages().items() if address.startswith("/events/")}
    view = pages["/events/sale/"].view
    assert [report.inferred for report in view.reports] == [False, False, False]
    assert shown_on(pages, "Ada Berg") == []


def test_every_link_of_these_pages_leads_to_a_page() -> None:
    pages = told_archive(HARBOUR).pages()
    assert [pair for pair in links_in(pages) if pair[1].split("#")[0] not in pages] == []
