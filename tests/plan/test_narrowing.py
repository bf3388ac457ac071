"""What a page of the timeline can be narrowed by, and where its vaguely dated articles may lie."""

from plan.archive import archive, article
from plan.test_timeline import PRESS, VIEWS

from sitegen.model.views import Chart, MonthView, Narrowing, TimelineView

FILES = {
    "articles/a.md": article("A", date="2020-08-10", source="paper", actors="[ada, ivo]"),
    "articles/b.md": article("B", date="2020-08-12~", source="paper", actors="[ada]", kind="opinion"),
    "articles/c.md": article("C", date="2020-08", actors="[ivo, ada, nobody]"),
    "articles/d.md": article("D", date="2020-08-11/2020-08-13", source="wire"),
    "articles/e.md": article("E"),
    "sources/paper.yaml": "name: Paper\n",
    "sources/wire.yaml": "name: Wire\n",
    "actors/ada.yaml": "name: Ada Berg\ntype: person\n",
    "actors/ivo.yaml": "name: Ivo Lund\ntype: person\n",
    "events/march.yaml": "title: The march\ndate: 2020-08-09\nactors: [ivo]\n",
    "events/talks.yaml": "title: The talks\ndate: 2020-08-11/2020-08-12\n",
    "events/strike.yaml": "title: The strike\ndate: 2020-08-11/..\n",
}


def seen(address: str = "/timeline/") -> tuple[Narrowing, Chart]:
    view = archive(FILES).views()[address]
    assert isinstance(view, (TimelineView, MonthView)) and view.chart
    return view.narrowing, view.chart


def test_the_most_frequent_choice_comes_first_and_an_unknown_source_is_one() -> None:
    narrowing, _ = seen()
    assert [(choice.id, choice.label, choice.count) for choice in narrowing.actors] == [
        ("ada", "Ada Berg", 3),
        ("ivo", "Ivo Lund", 2),
    ]
    assert [(choice.id, choice.label, choice.count) for choice in narrowing.sources] == [
        ("-", "", 2),
        ("paper", "Paper", 2),
        ("wire", "Wire", 1),
    ]
    assert [(choice.id, choice.count) for choice in narrowing.kinds] == [("news", 4), ("opinion", 1)]


def test_each_entry_says_its_steps_of_the_chart_and_its_places_among_the_choices() -> None:
    narrowing, chart = seen()
    assert [id for id, _ in chart.steps] == [f"2020-08-{day:02}" for day in range(1, 32)]
    assert chart.steps[8][1] == "9 August 2020"
    assert dict(narrowing.keys) == {
        "/articles/a/": "9 a0 a1 s1 k0",
        "/articles/b/": "11 a0 s1 k1",
        "/articles/c/": "0-30 a1 a0 s0 k0",
        "/articles/d/": "10-12 s2 k0",
        "/articles/e/": "x s0 k0",
        "/events/march/": "8 e a1",
        "/events/talks/": "10-11 e",
        "/events/strike/": "10-30 e",
    }


def test_a_month_is_narrowed_by_what_it_lists() -> None:
    keys = dict(seen("/timeline/2020-08/")[0].keys)
    assert "/articles/e/" not in keys and keys["/articles/d/"] == "10-12 s2 k0"


def test_every_entry_of_the_page_has_its_keys() -> None:
    view = VIEWS["/timeline/"]
    assert isinstance(view, TimelineView)
    listed = [*view.undated]
    for month in view.months:
        listed += [*month.vague, *month.vague_events]
        listed += [entry for day in month.days for entry in (*day.entries, *day.events)]
    assert {entry.address for entry in listed} <= dict(view.narrowing.keys).keys()


def test_a_list_that_is_cut_by_month_is_narrowed_by_month() -> None:
    many = {f"articles/a{n}.md": article(f"A{n}", date=f"2020-0{1 + n % 9}-11", source="paper") for n in range(1001)}
    views = archive({**many, "sources/paper.yaml": PRESS["sources/paper.yaml"]}).views()
    assert views["/timeline/"].narrowing == Narrowing()
    assert views["/timeline/2020-01/"].narrowing.sources[0].count == 112


def test_doubtful_days_and_spans_are_drawn_as_such() -> None:
    _, chart = seen()
    assert [(bar.label, bar.count, bar.doubtful) for bar in chart.bars] == [
        ("10 August 2020", 1, 0),
        ("12 August 2020", 1, 1),
    ]
    assert [(span.label, span.count) for span in chart.vague] == [("August 2020", 1), ("11–13 August 2020", 1)]
    assert all(span.x >= 0 and span.x + span.width <= chart.width for span in chart.vague)
    assert {tick.label.partition(",")[0]: tick.doubtful for tick in chart.events} == {
        "The march": False,
        "The talks": False,
    }


def test_a_date_that_is_only_probable_is_drawn_as_doubtful() -> None:
    record = article("A", date="2020-08-10", provenance="{date: {basis: curator, text: as told, certainty: probable}}")
    view = archive({"articles/a.md": record}).views()["/timeline/"]
    assert view.chart.bars[0].doubtful == 1
