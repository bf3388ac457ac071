"""Names by script, and positions on a time axis that holds all of them."""

from __future__ import annotations

from typing import Any

import pytest
from plan.archive import Files, archive, article

from sitegen.model.network_views import PositionChart
from sitegen.plan.positions import script_of


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Ada Berg", "Latin"),
        ("Łukaszenka", "Latin"),
        ("Лукашенко А. Г.", "Cyrillic"),
        ("Αθήνα", "Greek"),
        ("明斯克", "Chinese characters"),
        ("Ada Берг", "several scripts"),
        ("1984", "no letters"),
    ],
)
def test_the_script_of_a_name_is_known_by_its_letters(text: str, script: str) -> None:
    assert script_of(text) == script


def test_names_come_by_script_with_the_number_of_articles_that_print_them() -> None:
    files = {
        "actors/ada.yaml": "name: Ada Berg\ntype: person\nnames: [Berg, {text: Ада Берг, language: ru}, A. Berg]\n",
        "articles/a.md": article("A", "Berg came. Berg went. Ада Берг.\n", actors="[ada]"),
        "articles/b.md": article("B", "Berg came.\n", actors="[ada]"),
        "articles/c.md": article("C", "Berg came.\n"),
    }
    groups = archive(files).views()["/actors/ada/"].scripts
    assert [(group.script, [(row.form.text, row.articles) for row in group.rows]) for group in groups] == [
        ("Latin", [("Berg", 2), ("A. Berg", 0)]),
        ("Cyrillic", [("Ада Берг", 1)]),
    ]


def held(positions: str, *dates: str) -> PositionChart | None:
    files: Files = {"actors/ada.yaml": f"name: Ada Berg\ntype: person\npositions: {positions}\n"}
    for n, date in enumerate(dates):
        files[f"articles/a{n}.md"] = article(f"A{n}", date=date, actors="[ada]")
    chart: Any = archive(files).views()["/actors/ada/"].held
    return chart  # type: ignore[no-any-return]


def test_no_positions_are_no_chart_and_undated_ones_no_drawing() -> None:
    assert held("[]", "2020-08-01") is None
    chart = held("[{title: Citizen}]", "2020-08-01")
    assert chart and not chart.drawn and chart.bars[0].width == 0


def test_bars_lie_in_time_and_open_ends_reach_the_edge() -> None:
    chart = held(
        "[{title: Mayor, from: 2010-01-01, to: 2014-12-31}, {title: Writer, from: 2015}, {title: Clerk, to: 2009}]",
        "2016-03-01",
        "2018-03-01",
    )
    assert chart
    mayor, writer, clerk = chart.bars
    assert clerk.x == 0 and clerk.open_start and clerk.vague
    assert writer.open_end and writer.x + writer.width == pytest.approx(chart.width, abs=0.02)
    assert clerk.x + clerk.width < mayor.x < mayor.x + mayor.width < writer.x and not mayor.vague
    assert writer.x < chart.archive_x < chart.archive_x + chart.archive_width < chart.width
    assert chart.archive_label == "1 March 2016 – 1 March 2018"
    assert [label for label, _ in chart.axis] == ["2010", "2012", "2014", "2016", "2018"]
    places = [x for _, x in chart.axis]
    assert places == sorted(places) and places[0] >= 0 and places[-1] <= chart.width


def test_a_short_time_has_months_on_its_axis() -> None:
    chart = held("[{title: Candidate, from: 2020-07-14, to: 2020-08-09}]", "2020-10-30")
    assert chart and len(chart.axis) <= 5 and chart.axis[0][0] == "June 2020"


@pytest.mark.parametrize(
    "positions",
    [
        "[{title: T, from: 0001-01-01}]",
        "[{title: T, to: 9999-12-31}]",
        "[{title: T, from: 0001, to: 9999}]",
        "[{title: T, from: 2020-08-09, to: 2010-01-01}]",
        "[{title: T, from: 19XX}]",
        "[{title: T, from: 2020-08-01/2020-08-09}]",
        "[{title: T, from: ../2019, to: 2021/..}]",
    ],
)
@pytest.mark.parametrize("dates", [(), ("2020-08-01",), ("0001-01-01", "9999-12-31")])
def test_any_dates_stay_in_the_drawing(positions: str, dates: tuple[str, ...]) -> None:
    chart = held(positions, *dates)
    assert chart and len(chart.axis) <= 7
    for bar in chart.bars:
        assert bar.x >= 0 and bar.width >= 0 and bar.x + bar.width <= chart.width + 0.02
