"""Problems are values: ``path:line:column: severity: what``, the line, a caret, a hint, a stable code.

A stage returns its problems in its result, so that they are cached with it and shown again on every run. Only
mistakes of the program's own use (a folder that is not there) are raised, as `SitegenError`.
"""

from __future__ import annotations

from dataclasses import dataclass

ERROR = "error"
WARNING = "warning"
NOTICE = "notice"

_RANK = {ERROR: 0, WARNING: 1, NOTICE: 2}


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong or doubtful in one place of a file that a person wrote."""

    code: str
    """Stable name, for example ``front-matter-date``; each has a case among the tests."""
    message: str
    """What is wrong, as a sentence without a full stop."""
    path: str = ""
    """Path as the user would write it, relative to the content folder's parent where possible."""
    line: int = 0
    """Counts from 1; 0 where the problem concerns the whole file."""
    column: int = 0
    """Counts from 1 in characters; 0 where the line as a whole is meant."""
    severity: str = ERROR
    hint: str = ""
    """What was expected and what to do."""
    source: str = ""
    """The text of the line, to show with a caret."""

    def sort_key(self) -> tuple[str, int, int, int, str, str]:
        """Order of report: by place, then by weight."""
        return (self.path, self.line, self.column, _RANK.get(self.severity, 9), self.code, self.message)

    def render(self) -> str:
        """The problem as text of one to four lines, without a trailing newline."""
        place = self.path
        if self.line:
            place += f":{self.line}"
            if self.column:
                place += f":{self.column}"
        head = f"{place}: " if place else ""
        lines = [f"{head}{self.severity}: {self.message} [{self.code}]"]
        if self.source.strip():
            shown, caret = _window(self.source.rstrip("\n"), self.column)
            lines.append("    " + shown)
            if self.column:
                lines.append("    " + " " * caret + "^")
        if self.hint:
            lines.append(f"    hint: {self.hint}")
        return "\n".join(lines)


def _window(text: str, column: int, width: int = 100) -> tuple[str, int]:
    """A stretch of a long line around its column, with the caret's place in it."""
    text = text.replace("\t", " ")
    start = 0
    if column > width - 20:
        start = column - width // 2
    shown = text[start : start + width]
    if start:
        shown = "…" + shown[1:]
    if len(text) > start + width:
        shown += "…"
    return shown, max(0, column - 1 - start)


def sorted_problems(problems: list[Problem] | tuple[Problem, ...]) -> list[Problem]:
    """Problems in the order of report, each once."""
    return sorted(set(problems), key=Problem.sort_key)


class SitegenError(Exception):
    """Wrong use of the program, or a state of the disk it cannot work in; the command line prints it and exits.

    Attributes:
        problem: what to tell the person.
        exit_code: 1 something wrong in the content, 2 wrong usage.
    """

    def __init__(self, problem: Problem | str, *, exit_code: int = 2) -> None:
        self.problem = problem if isinstance(problem, Problem) else Problem("usage", problem)
        self.exit_code = exit_code
        super().__init__(self.problem.message)

    def __reduce__(self) -> tuple[object, ...]:
        """Comes whole out of another process."""
        return (_restored, (self.problem, self.exit_code))


def _restored(problem: Problem, exit_code: int) -> SitegenError:
    return SitegenError(problem, exit_code=exit_code)
