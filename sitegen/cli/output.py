"""What a person or a program gets to see: lines, problems, progress, one JSON document. Only this room prints."""

from __future__ import annotations

import json
import os
import shutil
import time
from typing import Any, TextIO

from sitegen.base.problems import ERROR, NOTICE, WARNING, Problem
from sitegen.base.signs import show_bidi

_COLOURS = {ERROR: "31;1", WARNING: "33", NOTICE: "36"}


_BAR = 20
_OFTEN = 0.1
"""Seconds between two states of the line that is written over."""


class Output:
    """What a person or a program gets to see."""

    def __init__(self, stream: TextIO, errors: TextIO, *, quiet: bool, as_json: bool) -> None:
        self.stream, self.errors = stream, errors
        self.quiet, self.as_json = quiet, as_json
        self.colour = errors.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
        self.live = errors.isatty() and not quiet and not as_json
        self._last = ""
        self._stage = time.monotonic()
        self._shown = 0.0

    def say(self, text: str = "") -> None:
        """A line for people."""
        self.clear()
        if not self.quiet and not self.as_json:
            print(_safe(text, self.stream), file=self.stream, flush=True)

    def result(self, text: str, *, coloured: bool = False) -> None:
        """What the command was asked for: printed even when quiet; `coloured` where it holds colours of our own."""
        self.clear()
        if not self.as_json:
            print(_safe(text, self.stream, "\x1b" if coloured else ""), file=self.stream)

    def problem(self, problem: Problem) -> None:
        self.clear()
        if self.as_json:
            return
        text = _safe(problem.render(), self.errors)
        if self.colour:
            word = f"\x1b[{_COLOURS[problem.severity]}m{problem.severity}:\x1b[0m"
            text = text.replace(f"{problem.severity}:", word, 1)
        print(text, file=self.errors)

    def progress(self, what: str, done: int, of: int) -> None:
        """A line that is written over, on a terminal only."""
        if not self.live:
            return
        now = time.monotonic()
        if not self._last.startswith(what):
            self._stage = now
        elif now - self._shown < _OFTEN and done < of:
            return
        text = what
        if of:
            spent = now - self._stage
            rate = done / spent if spent > 0.2 else 0.0
            full = _BAR * done // of
            text = f"{what} {done} of {of} [{'#' * full}{'.' * (_BAR - full)}]"
            if rate and done < of:
                text += f" {_rate(rate)}, {_time((of - done) / rate)} left"
        if text != self._last:
            width = shutil.get_terminal_size((100, 24)).columns - 1
            print(f"\r\x1b[K{text[:width]}", end="", file=self.errors, flush=True)
            self._last, self._shown = text, now

    def clear(self) -> None:
        if self._last:
            print("\r\x1b[K", end="", file=self.errors, flush=True)
            self._last = ""

    def line(self, value: dict[str, Any]) -> None:
        """A document on one line, at once, for a program that talks to a command that goes on."""
        if self.as_json:
            print(json.dumps(value, ensure_ascii=True), file=self.stream, flush=True)

    def finish(self, value: dict[str, Any]) -> None:
        """The whole result as one JSON document, where a program asked for it."""
        if self.as_json:
            print(json.dumps(value, ensure_ascii=True, indent=1), file=self.stream)


def _rate(a_second: float) -> str:
    return f"{a_second:.0f} a second" if a_second >= 1 else f"{a_second * 60:.0f} a minute"


def _time(seconds: float) -> str:
    return f"{max(1, round(seconds))} s" if seconds < 100 else f"{round(seconds / 60)} min"


def _safe(text: str, stream: TextIO, keep: str = "") -> str:
    """Text that the stream can carry and that neither commands a terminal nor turns what it shows."""
    text = show_bidi(text)
    text = "".join(
        c if c in "\n\t" + keep or (ord(c) >= 32 and not 127 <= ord(c) < 160) else f"\\x{ord(c):02x}" for c in text
    )
    encoding = stream.encoding or "utf-8"
    return text.encode(encoding, "backslashreplace").decode(encoding)


def as_plain(problem: Problem) -> dict[str, Any]:
    return {
        name: getattr(problem, name)
        for name in ("code", "severity", "message", "path", "line", "column", "hint", "source")
    }


def number(count: int, word: str) -> str:
    """`1 record`, `2 records`."""
    return f"{count} {word}{'' if count == 1 else 's'}"
