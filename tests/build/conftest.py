"""What tests of building share."""

from __future__ import annotations

import sys
from pathlib import Path

import jinja2
import pytest

# The helpers beside this file are imported by their own names: as a package the folder would be called `build`, and
# that is the tool that makes wheels.
sys.path.insert(0, str(Path(__file__).resolve().parent))

from archives import Archive, compiled_once, shipped_archive, small_archive


@pytest.fixture
def small(tmp_path: Path) -> Archive:
    """A small invented archive, never built."""
    return small_archive(tmp_path / "small")


@pytest.fixture
def shipped(tmp_path: Path) -> Archive:
    """A copy of the archive in this repository, never built."""
    return shipped_archive(tmp_path / "shipped")


@pytest.fixture
def kept_templates(monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests that build often in this process: most of the time would go into compiling the same templates."""
    for name, method in compiled_once().items():
        monkeypatch.setattr(jinja2.Environment, name, method)
