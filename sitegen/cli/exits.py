"""Exit codes: 0 fine, 1 something wrong in the content, 2 wrong usage, 3 a fault of sitegen's."""

from __future__ import annotations

from collections.abc import Iterable

from sitegen.base.problems import ERROR, WARNING, Problem

FINE, WRONG_CONTENT, WRONG_USE, FAULT, STOPPED = 0, 1, 2, 3, 130


def exit_code(problems: Iterable[Problem], *, strict: bool = False) -> int:
    """0, or 1 where there is an error (with `strict`, a warning too)."""
    severities = {problem.severity for problem in problems}
    return WRONG_CONTENT if ERROR in severities or (strict and WARNING in severities) else FINE
