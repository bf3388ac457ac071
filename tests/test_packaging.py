"""What `pip install sitegen` would give: the package, its data files and the default theme."""

import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def wheel(repo: Path, tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(repo)]
    answer = subprocess.run(command, capture_output=True, text=True)
    assert answer.returncode == 0, answer.stdout + answer.stderr
    return zipfile.ZipFile(next(out.glob("*.whl")))


def shipped(folder: Path) -> set[str]:
    files = (file for file in folder.rglob("*") if file.is_file() and "__pycache__" not in file.parts)
    return {file.relative_to(folder).as_posix() for file in files}


def test_the_wheel_carries_the_package_and_the_theme(repo: Path, wheel: zipfile.ZipFile) -> None:
    expected = {f"sitegen/{name}" for name in shipped(repo / "sitegen")}
    expected |= {f"sitegen/themes/default/{name}" for name in shipped(repo / "themes" / "default")}
    names = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert names == expected


def test_the_wheel_has_the_command_and_the_licence(repo: Path, wheel: zipfile.ZipFile) -> None:
    names = {name.partition(".dist-info/")[2]: name for name in wheel.namelist() if ".dist-info/" in name}
    assert "sitegen = sitegen.cli:main" in wheel.read(names["entry_points.txt"]).decode()
    assert wheel.read(names["licenses/LICENSE"]).decode() == (repo / "LICENSE").read_text(encoding="utf-8")
    metadata = wheel.read(names["METADATA"]).decode()
    project = tomllib.loads((repo / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert f"Requires-Python: {project['requires-python']}" in metadata
    assert f"License-Expression: {project['license']}" in metadata
