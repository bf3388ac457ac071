"""What tests of building share."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import jinja2
import pytest

# The helpers beside this file are imported by their own names: as a package the folder would be called `build`, and
# that is the tool that makes wheels.
sys.path.insert(0, str(Path(__file__).resolve().parent))

from archives import Archive, shipped_archive, small_archive


@pytest.fixture
def small(tmp_path: Path) -> Archive:
    """A small invented archive, never built."""
    return small_archive(tmp_path / "small")


@pytest.fixture
def shipped(tmp_path: Path) -> Archive:
    """A copy of the archive in this repository, never built."""
    return shipped_archive(tmp_path / "shipped")


@pytest.fixture
def kept_templates(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Keeps what Jinja made of a template's text: for hundreds of builds in one process, most of the time goes there.

    Its parser and compiler give the same for the same text and name; what sitegen does with templates is not touched.
    """
    for name in ("parse", "compile"):
        monkeypatch.setattr(jinja2.Environment, name, _kept(getattr(jinja2.Environment, name)))
    yield


def _kept(real):  # type: ignore[no-untyped-def]
    made: dict[tuple[object, ...], object] = {}

    def kept(self: jinja2.Environment, source: object, *rest: object, **named: object) -> object:
        if not isinstance(source, str):
            return real(self, source, *rest, **named)
        key = (source, rest, tuple(sorted(named.items())))
        if key not in made:
            made[key] = real(self, source, *rest, **named)
        return made[key]

    return kept
