"""Charts: everything in its box, every article counted, bars as high as they count."""

import datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sitegen.model.authority import Event
from sitegen.model.dates import Edtf, parse_edtf
from sitegen.model.views import Chart
from sitegen.plan.charts import HEIGHT, WIDTH, density_chart


def dates(*texts: str) -> list[Edtf]:
    return [parse_edtf(text) for text in texts]


def event(date: str, id: str = "e") -> Event:
    return Event(id, "What happened", parse_edtf(date))


def chart_of(texts: list[str], events: list[str] | None = None) -> Chart:
    chart = density_chart("Articles", dates(*texts), [event(date) for date in events or []])
    assert chart is not None
    return chart


def check(chart: Chart) -> None:
    """All geometry inside the plot, no bar over another, heights as the counts."""
    slack = 0.02  # coordinates are rounded to two digits
    assert (chart.width, chart.height) == (WIDTH, HEIGHT)
    for bar in chart.bars:
        assert -slack <= bar.x and bar.x + bar.width <= WIDTH + slack and bar.width > 0, bar
        assert -slack <= bar.y and bar.y + bar.height <= HEIGHT + slack and bar.height > 0, bar
        assert bar.height == pytest.approx(HEIGHT * bar.count / chart.highest, abs=0.02)
        assert bar.count > 0 and bar.label
    for one, other in zip(chart.bars, chart.bars[1:], strict=False):
        assert one.x + one.width <= other.x + slack, (one, other)
    for tick in (*chart.axis, *chart.events):
        assert -slack <= tick.x <= WIDTH + slack and tick.width >= 0, tick
        assert tick.x + tick.width <= WIDTH + slack, tick
    assert chart.highest == max((bar.count for bar in chart.bars), default=1)


def test_a_short_time_has_a_bar_for_each_day() -> None:
    chart = chart_of(["2020-08-10", "2020-08-10", "2020-08-12", "2020-09-01"])
    check(chart)
    assert chart.unit == "day" and chart.highest == 2
    assert [(bar.label, bar.count, bar.address) for bar in chart.bars] == [
        ("10 August 2020", 2, "/timeline/2020-08-10/"),
        ("12 August 2020", 1, "/timeline/2020-08-12/"),
        ("1 September 2020", 1, "/timeline/2020-09-01/"),
    ]
    assert [tick.address for tick in chart.axis] == ["/timeline/2020-08/", "/timeline/2020-09/"]


def test_a_long_time_has_a_bar_for_each_month() -> None:
    chart = chart_of(["2019-01-10", "2020-08-10", "2020-08-12", "2020-08"])
    check(chart)
    assert chart.unit == "month"
    assert [(bar.label, bar.count, bar.address) for bar in chart.bars] == [
        ("January 2019", 1, "/timeline/2019-01/"),
        ("August 2020", 3, "/timeline/2020-08/"),
    ]
    assert [tick.label for tick in chart.axis] == ["2019", "2020"]


def test_one_day_fills_the_plot() -> None:
    chart = chart_of(["2020-08-10"])
    check(chart)
    assert len(chart.bars) == 1 and chart.bars[0].height == HEIGHT


def test_without_a_month_there_is_nothing_to_draw() -> None:
    assert density_chart("A", [], []) is None
    assert density_chart("A", [], [event("2020-08-09")]) is None
    assert density_chart("A", dates("2020", "199X", "2020-08-09/.."), []) is None


def test_an_event_stands_at_its_day_and_one_that_lasts_is_as_wide_as_it_lasts() -> None:
    chart = chart_of(["2020-08-01", "2020-08-10"], ["2020-08-05", "2020-08-06/2020-08-08", "2020-08-01/.."])
    check(chart)
    day, span = chart.events
    step = WIDTH / 10
    assert (day.x, day.width) == (pytest.approx(4.5 * step), 0)
    assert (span.x, span.width) == (pytest.approx(5.5 * step), pytest.approx(2 * step))
    assert day.label == "What happened, 5 August 2020"


def test_bars_of_days_lead_nowhere_where_days_have_no_pages() -> None:
    chart = density_chart("A", dates("2020-08-01"), [], with_days=False)
    assert chart is not None and [bar.address for bar in chart.bars] == [""]


@pytest.mark.parametrize("last", ["2020-12-31", "2021-07-31", "2022-01-31", "2039-12-31"])
def test_an_event_on_the_last_day_stands_inside_the_plot(last: str) -> None:
    check(chart_of(["2020-07-01", last], [last, f"2020-07-01/{last}"]))


@pytest.mark.parametrize("first", ["1990-01-01", "1950-06-15", "1800", "0001-01-01"])
def test_however_long_the_time_no_article_falls_out_of_the_chart(first: str) -> None:
    chart = chart_of([first, "2020-08-10", "2020-08-11", "2020-09-01"])
    check(chart)
    assert sum(bar.count for bar in chart.bars) == (3 if first == "1800" else 4)


def test_an_event_long_ago_does_not_push_the_articles_out() -> None:
    chart = chart_of(["2020-08-10", "2020-09-11"], ["1918-03-25"])
    check(chart)
    assert sum(bar.count for bar in chart.bars) == 2


DAYS = st.dates(datetime.date(1995, 1, 1), datetime.date(2025, 12, 31)).map(str)
NEAR = st.dates(datetime.date(2020, 7, 1), datetime.date(2020, 12, 31)).map(str)
SPANS = st.tuples(NEAR | DAYS, st.integers(0, 500)).map(
    lambda pair: f"{pair[0]}/{datetime.date.fromisoformat(pair[0]) + datetime.timedelta(days=pair[1])}"
)
TEXTS = NEAR | NEAR.map(lambda day: day[:7]) | DAYS.map(lambda day: day + "~")


@settings(max_examples=200, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=12), st.lists(NEAR | DAYS | SPANS, max_size=5))
@example(["2020-07-01", "2020-12-31"], ["2020-12-31"])
def test_whatever_the_dates_everything_is_in_its_box_and_every_article_counted(
    texts: list[str], events: list[str]
) -> None:
    chart = chart_of(texts, events)
    check(chart)
    counted = [date for date in dates(*texts) if (date.day if chart.unit == "day" else date.month)]
    assert sum(bar.count for bar in chart.bars) == len(counted)
