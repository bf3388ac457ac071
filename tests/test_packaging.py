"""What `pip install sitegen` would give: the package, its data files and the default theme."""

import hashlib
import os
import re
import shutil
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


def test_the_wheel_is_the_same_bytes_wherever_it_is_built(repo: Path, tmp_path: Path) -> None:
    """Two checkouts of other names, times and file orders; `SOURCE_DATE_EPOCH` is the time that stands in it."""
    digests = []
    for number, name in enumerate(("one", "a-second-checkout")):
        folder = tmp_path / name
        for part in ("sitegen", "themes"):
            shutil.copytree(repo / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
        for part in ("pyproject.toml", "README.md", "LICENSE"):
            shutil.copy(repo / part, folder / part)
        for path in sorted(folder.rglob("*"), reverse=bool(number)):
            os.utime(path, (1_500_000_000 + number * 1000,) * 2)
        environ = {**os.environ, "SOURCE_DATE_EPOCH": "1700000000", "TZ": ("UTC", "Asia/Tokyo")[number]}
        command = [
            sys.executable,
            "-m",
            "build",
            "--wheel",
            "--no-isolation",
            "--outdir",
            str(folder / "out"),
            str(folder),
        ]
        answer = subprocess.run(command, capture_output=True, text=True, env=environ)
        assert answer.returncode == 0, answer.stdout + answer.stderr
        (made,) = (folder / "out").glob("*.whl")
        digests.append((made.name, hashlib.sha256(made.read_bytes()).hexdigest()))
    assert digests[0] == digests[1]


def test_every_locked_package_has_its_digests(repo: Path) -> None:
    """What is installed is what was locked: pip and uv refuse a file with another digest."""
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (repo / name).read_text(encoding="utf-8")
        packages = re.split(
            r"\n(?=\S)", "\n".join(line for line in text.split("\n") if not line.strip().startswith("#"))
        )
        pinned = [package for package in packages if "==" in package.split("\n")[0]]
        assert len(pinned) > 10 and all("--hash=sha256:" in package for package in pinned), name
