"""Running the program in a folder of its own."""

import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen.cli import main

Run = Callable[[str], str]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command line in an empty folder and gives what it printed, problems first, and its exit code."""
    monkeypatch.chdir(tmp_path)

    def run(command: str) -> str:
        program, *arguments = shlex.split(command)
        assert program == "sitegen"
        capsys.readouterr()
        code = main(arguments)
        said = capsys.readouterr()
        text = (said.err + said.out).replace(f"{tmp_path.resolve()}/", "").replace(f"{tmp_path}/", "")
        return f"{text}exit {code}\n"

    return run
