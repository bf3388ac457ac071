"""The form of a problem, to the letter: people and programs read it."""

import pytest

from sitegen.base.problems import ERROR, NOTICE, WARNING, Problem, SitegenError, sorted_problems

FULL = Problem(
    "date",
    "`date` is '2020-02-30'",
    "content/articles/2020/a.md",
    3,
    7,
    ERROR,
    "February 2020 has no day 30",
    "date: 2020-02-30",
)


def test_a_problem_names_its_place_shows_the_line_and_points_at_it() -> None:
    assert FULL.render() == (
        "content/articles/2020/a.md:3:7: error: `date` is '2020-02-30' [date]\n"
        "    date: 2020-02-30\n"
        "          ^\n"
        "    hint: February 2020 has no day 30"
    )


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        (Problem("usage", "no such folder"), "error: no such folder [usage]"),
        (Problem("x", "what", "a.md", severity=WARNING), "a.md: warning: what [x]"),
        (Problem("x", "what", "a.md", 2, severity=NOTICE), "a.md:2: notice: what [x]"),
        (Problem("x", "what", "a.md", 2, 0, source="text\n"), "a.md:2: error: what [x]\n    text"),
        (Problem("x", "what", "a.md", 2, 1, source="   "), "a.md:2:1: error: what [x]"),
        (Problem("x", "what", "a.md", hint="do this"), "a.md: error: what [x]\n    hint: do this"),
    ],
)
def test_what_is_not_known_is_left_out(problem: Problem, text: str) -> None:
    assert problem.render() == text


def test_a_tab_does_not_move_the_caret() -> None:
    shown, caret = Problem("x", "w", "a", 1, 3, source="\tab: c").render().split("\n")[1:3]
    assert shown[caret.index("^")] == "b"


@pytest.mark.parametrize("column", [1, 50, 80, 81, 120, 300, 599])
def test_of_a_long_line_a_window_is_shown_and_the_caret_stands_at_the_same_letter(column: int) -> None:
    line = "".join(chr(0x4E00 + index) for index in range(600))  # every letter another one
    shown, caret = Problem("x", "w", "a", 1, column, source=line).render().split("\n")[1:3]
    assert shown[caret.index("^")] == line[column - 1]
    assert len(shown) <= 4 + 101


def test_problems_come_in_the_order_of_places_each_once_and_the_heavier_first() -> None:
    first = Problem("b", "m", "a.md", 1, 1)
    second = Problem("a", "m", "a.md", 1, 1, WARNING)
    third = Problem("a", "m", "a.md", 2, 1)
    fourth = Problem("a", "m", "b.md", 1, 1)
    assert sorted_problems([fourth, third, second, first, first]) == [first, second, third, fourth]


def test_wrong_use_is_an_exception_that_carries_its_problem() -> None:
    error = SitegenError("there is no folder x")
    assert (error.problem.code, error.problem.message, error.exit_code) == ("usage", "there is no folder x", 2)
    assert SitegenError(FULL, exit_code=1).problem is FULL and str(SitegenError(FULL)) == FULL.message
