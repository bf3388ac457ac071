"""Where a file names something else, so that what is wrong across files can be reported at its place."""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.base.problems import ERROR, Problem


@dataclass(frozen=True, slots=True)
class Ref:
    """One mention of an id, a slug, a file or a form of a name in a file."""

    kind: str
    """`actor`, `place`, `source`, `article`, `event`, `alias`, or `name` for a form that the record claims."""
    id: str
    path: str
    line: int
    column: int
    source: str
    """Text of the line."""

    def problem(self, code: str, message: str, hint: str = "", severity: str = ERROR) -> Problem:
        """A problem at this place."""
        return Problem(code, message, self.path, self.line, self.column, severity, hint, self.source)
