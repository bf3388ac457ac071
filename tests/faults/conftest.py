"""Faults of the machine: the helpers of tests/build are used here too."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "build"))

from archives import Archive, environment, small_archive
from renewed import Editions


class Driver:
    """A process with sitegen loaded, whose forks meet faults; see fault_driver.py."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("fault_driver.py"))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment(),
        )

    def run(self, arguments: list[Any], **request: Any) -> dict[str, Any]:
        """Runs a command line: `fault`, `at`, `lasting`; or `kill` after so many seconds; or `edits` at steps."""
        assert self.process.stdin and self.process.stdout
        line = json.dumps({"arguments": [str(one) for one in arguments], **request})
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        return dict(json.loads(self.process.stdout.readline()))

    def build(self, archive: Archive, *more: str, **request: Any) -> dict[str, Any]:
        return self.run(["build", *archive.places(), "--quiet", "--jobs", "1", *more], **request)

    def close(self) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait(10)


@pytest.fixture(scope="session")
def driver() -> Iterator[Driver]:
    made = Driver()
    yield made
    made.close()


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Editions:
    return Editions(tmp_path_factory.mktemp("editions"))


@pytest.fixture
def small(tmp_path: Path) -> Archive:
    """A small invented archive, never built."""
    return small_archive(tmp_path / "small")
