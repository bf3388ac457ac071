"""`.ci/audit.py`: an audit that asked nobody must never look like one that found nothing."""

import importlib.util
import json
import subprocess
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

KNOWN = {"name": "nh3", "version": "0.3", "vulns": []}
SKIPPED = {"name": "nh3", "skip_reason": "not found"}
BAD = {"name": "nh3", "version": "0.3", "vulns": [{"id": "PYSEC-0"}]}


@pytest.fixture
def audit(repo: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("audit", repo / ".ci/audit.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("answer", "code", "strict", "word"),
    [
        ([KNOWN], 0, 0, "1 packages asked about"),
        ([SKIPPED], 0, 2, "NOT RUN"),
        ([BAD], 1, 1, "PYSEC-0"),
        ([KNOWN, {"name": "lxml", "skip_reason": "x"}], 0, 2, "NOT ASKED: lxml"),
        (None, 0, 2, "NOT RUN"),
    ],
)
def test_what_was_asked_is_counted(
    answer: Any, code: int, strict: int, word: str, audit: ModuleType, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    text = "no network" if answer is None else json.dumps({"dependencies": answer})
    monkeypatch.setattr(subprocess, "run", lambda *all, **options: SimpleNamespace(stdout=text, returncode=0))
    assert (audit.main([]), audit.main(["--strict"])) == (code, strict)
    assert word in capsys.readouterr().out
