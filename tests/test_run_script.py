"""The script `run`: what it says and decides. That it really sets everything up is proven by every CI run."""

import ast
import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import browser_path
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name


@pytest.fixture
def script(repo: Path) -> ModuleType:
    loader = SourceFileLoader("run_script", str(repo / "run"))
    spec = importlib.util.spec_from_loader("run_script", loader)
    assert spec
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


@pytest.fixture
def copy(script: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script as if it stood in an empty folder, with every command written down instead of run."""
    home = tmp_path / ".run"
    paths = {
        "ROOT": tmp_path,
        "HOME": home,
        "VENV": home / "venv",
        "PYTHON": home / "python",
        "STAMP": home / "stamp.json",
        "LOG": home / "setup.log",
    }
    for name, path in paths.items():
        monkeypatch.setattr(script, name, path)
    for name in ("requirements.lock", "requirements-dev.lock", "pyproject.toml"):
        (tmp_path / name).write_text(name)
    script.steps = []  # type: ignore[attr-defined]
    monkeypatch.setattr(script, "HIDDEN", [])
    monkeypatch.setattr(script, "log_run", lambda command, trouble: script.steps.append(command))
    monkeypatch.setattr(script, "succeeds", lambda command: "venv" not in str(command[0]) or home.is_dir())
    monkeypatch.setattr(script, "find_uv", lambda: None)
    monkeypatch.setattr(script, "has_module", lambda name: name not in script.HIDDEN)
    return script


def run(repo: Path, *arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(repo / "run"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, env={**os.environ, **environ}, timeout=60)


def installed(script: Any) -> list[str]:
    """What the steps installed: lock files, and "project"."""
    last = [Path(step[-1]).name for step in script.steps if "install" in step]
    return ["project" if name == script.ROOT.name else name for name in last]


# --- an old Python ---


def test_python_3_6_can_read_it(repo: Path) -> None:
    ast.parse((repo / "run").read_text(encoding="utf-8"), feature_version=(3, 6))


@pytest.mark.parametrize("version", [(3, 6, 15), (3, 8, 18), (3, 10, 13)])
def test_an_old_python_is_told_what_to_do(script: ModuleType, version: tuple[int, ...]) -> None:
    sentence = script.too_old(version, "/usr/bin/python3")
    assert "needs Python 3.11 or newer" in sentence
    assert "/usr/bin/python3 is Python " + ".".join(map(str, version)) in sentence
    assert "apt install" in sentence and "brew install" in sentence


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 12, 1), (3, 14, 0), (4, 0, 0)])
def test_a_new_python_is_not(script: ModuleType, version: tuple[int, ...]) -> None:
    assert script.too_old(version, "python3") == ""


def test_an_old_python_hands_over_to_a_newer_one_on_the_path(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    def become(path: str, command: list[str]) -> None:
        raise SystemExit(command)

    on_path = {"python3.13": "/opt/broken", "python3.12": "/opt/python3.12"}
    monkeypatch.setattr(script, "too_old", lambda *_: "too old")
    monkeypatch.setattr(script.shutil, "which", on_path.get)
    monkeypatch.setattr(script, "succeeds", lambda command: command[0] == "/opt/python3.12")
    monkeypatch.setattr(script.os, "execv", become)
    monkeypatch.setattr(script.os, "name", "posix")
    with pytest.raises(SystemExit) as became:
        script.newer_python(["build", "--drafts"])
    assert became.value.code == ["/opt/python3.12", str(Path(script.__file__).resolve()), "build", "--drafts"]
    on_path.clear()
    with pytest.raises(script.Trouble, match="too old"):
        script.newer_python([])


# --- what the commands become ---


@pytest.mark.parametrize("arguments", [["help"], ["--help"], ["-h"]])
def test_help_needs_no_environment(repo: Path, arguments: list[str]) -> None:
    answer = run(repo, *arguments, SITEGEN_RUN_WITHOUT="uv,venv,ensurepip")
    assert answer.returncode == 0
    assert "./run test" in answer.stdout and not answer.stderr


@pytest.mark.parametrize(
    ("arguments", "passed"),
    [
        ([], ["serve", "--content", "content", "--themes", "themes", "--out", "site"]),
        (["--no-open"], ["serve", "--content", "content", "--themes", "themes", "--out", "site"]),
        (
            ["--port", "8001"],
            ["serve", "--content", "content", "--themes", "themes", "--out", "site", "--port", "8001"],
        ),
        (["build"], ["build"]),
        (["clean", "a.txt", "--to", "out"], ["clean", "a.txt", "--to", "out"]),
        (["check", "--help"], ["check", "--help"]),
    ],
)
def test_commands_pass_through(
    copy: ModuleType, monkeypatch: pytest.MonkeyPatch, arguments: list[str], passed: list[str]
) -> None:
    monkeypatch.setattr(copy, "has_screen", lambda *_: False)
    monkeypatch.setattr(copy, "hand_over", lambda command: command)
    monkeypatch.chdir(copy.ROOT)
    assert copy.dispatch(arguments) == ["-m", "sitegen", *passed]


def test_the_browser_opens_only_where_there_is_a_screen(script: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    screens = [
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({}, "linux", False),
        ({}, "darwin", True),
        ({"SSH_CONNECTION": "…"}, "darwin", False),
        ({"DISPLAY": ":0", "CI": "true"}, "linux", False),
    ]
    for environ, platform, expected in screens:
        assert script.has_screen(environ, platform) is expected
    monkeypatch.setattr(script, "has_screen", lambda *_: True)
    assert "--open" in script.show([])
    assert "--open" not in script.show(["--no-open"]) and "--no-open" not in script.show(["--no-open"])


# --- the environment ---


def test_a_second_run_installs_nothing(copy: Any) -> None:
    copy.set_up("build")
    assert installed(copy) == ["requirements.lock", "project"]
    assert json.loads(copy.STAMP.read_text())["purpose"] == "build"
    copy.steps.clear()
    copy.set_up("build")
    assert copy.steps == []


def test_testing_adds_to_the_environment_and_building_leaves_it(copy: Any) -> None:
    copy.set_up("build")
    copy.steps.clear()
    copy.set_up("test")
    assert installed(copy) == ["requirements-dev.lock", "project"]
    assert not any("--clear" in step for step in copy.steps)
    copy.steps.clear()
    copy.set_up("build")
    assert copy.steps == []


def test_a_changed_lock_file_makes_a_new_environment(copy: Any) -> None:
    copy.set_up("build")
    copy.steps.clear()
    (copy.ROOT / "requirements.lock").write_text("changed")
    copy.set_up("build")
    assert any("--clear" in step for step in copy.steps)
    assert installed(copy) == ["requirements.lock", "project"]


def test_a_changed_pyproject_installs_only_the_project(copy: Any) -> None:
    copy.set_up("build")
    copy.steps.clear()
    (copy.ROOT / "pyproject.toml").write_text("changed")
    copy.set_up("build")
    assert installed(copy) == ["project"]
    assert len(copy.steps) == 1


@pytest.mark.parametrize("stamp", ["", "no json", "[]", '{"purpose": "fly"}', '{"purpose": "build"}'])
def test_a_stamp_that_says_nothing_counts_for_nothing(copy: Any, stamp: str) -> None:
    copy.HOME.mkdir()
    copy.STAMP.write_text(stamp)
    copy.set_up("build")
    assert installed(copy) == ["requirements.lock", "project"]


def test_a_moved_folder_gets_a_new_environment(copy: Any) -> None:
    copy.set_up("build")
    stamp = json.loads(copy.STAMP.read_text())
    copy.STAMP.write_text(json.dumps({**stamp, "root": "/elsewhere"}))
    copy.steps.clear()
    copy.set_up("build")
    assert installed(copy) == ["requirements.lock", "project"]


def test_an_interrupted_setup_is_done_again(copy: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    copy.set_up("build")
    (copy.ROOT / "pyproject.toml").write_text("changed")

    def fails(command: list[str], trouble: str) -> None:
        raise copy.Trouble(trouble)

    with monkeypatch.context() as patch:
        patch.setattr(copy, "log_run", fails)
        with pytest.raises(copy.Trouble):
            copy.set_up("build")
    assert not copy.STAMP.exists()
    copy.steps.clear()
    copy.set_up("build")
    assert installed(copy) == ["requirements.lock", "project"]


def test_uv_is_used_where_it_is_installed(copy: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copy, "find_uv", lambda: "/opt/uv")
    copy.set_up("build")
    assert [step[0] for step in copy.steps] == ["/opt/uv"] * 3
    assert "--require-hashes" in copy.steps[1]


def test_without_ensurepip_pip_comes_from_its_wheel(copy: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copy, "HIDDEN", ["ensurepip"])
    monkeypatch.setattr(copy, "fetch_pip", lambda: Path("pip.whl"))
    copy.set_up("build")
    assert "--without-pip" in copy.steps[0]
    assert "pip.whl/pip" in copy.steps[1]
    assert installed(copy)[1:] == ["requirements.lock", "project"]


def test_without_venv_there_is_one_clear_sentence(copy: Any, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    monkeypatch.setattr(copy, "HIDDEN", ["uv", "venv", "ensurepip"])
    assert copy.main(["build"]) == 1
    said = capsys.readouterr().err.splitlines()
    assert "apt install python3-venv" in said[-1] and len(said) == 2


def test_a_missing_lock_file_is_one_clear_sentence(copy: Any, capsys: Any) -> None:
    (copy.ROOT / "requirements.lock").unlink()
    assert copy.main(["build"]) == 1
    assert "requirements.lock is missing" in capsys.readouterr().err


def test_a_failing_step_says_what_it_said(script: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(script, "ROOT", tmp_path)
    monkeypatch.setattr(script, "LOG", tmp_path / "setup.log")
    step = [sys.executable, "-c", "print('ERROR: no such thing'); print('see the manual'); raise SystemExit(3)"]
    with pytest.raises(
        script.Trouble, match=r"it failed \(it said: ERROR: no such thing\); all it said is in setup\.log"
    ):
        script.log_run(step, "it failed")
    assert "see the manual" in (tmp_path / "setup.log").read_text()


# --- pip's wheel and pip's settings ---


@pytest.fixture
def quiet_pip(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """No setting of pip's from this machine; a configuration file to write to."""
    for name in [name for name in os.environ if name.startswith(("PIP_", "UV_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    file = tmp_path / "pip.conf"
    monkeypatch.setenv("PIP_CONFIG_FILE", str(file))
    return file


def test_settings_of_pip_are_honoured(script: Any, quiet_pip: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    quiet_pip.write_text(
        "[global]\nindex_url = https://mirror.example/simple\ncert = a.pem\n[install]\ncert = b%41.pem\n"
    )
    assert script.pip_setting("index-url") == "https://mirror.example/simple"
    assert script.pip_setting("cert") == "b%41.pem"
    assert script.uv_environment()["UV_DEFAULT_INDEX"] == "https://mirror.example/simple"
    monkeypatch.setenv("PIP_INDEX_URL", "https://other.example/simple")
    assert script.pip_setting("index-url") == "https://other.example/simple"
    monkeypatch.setenv("UV_INDEX_URL", "https://third.example/simple")
    assert "UV_DEFAULT_INDEX" not in script.uv_environment()


def test_nothing_of_the_caller_leads_out_of_the_environment(script: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PYTHONPATH", "PYTHONHOME", "PIP_TARGET", "PIP_USER"):
        monkeypatch.setenv(name, "1")
    environ = script.clean_environment()
    assert "PYTHONPATH" not in environ and "PYTHONHOME" not in environ and "PIP_TARGET" not in environ
    assert environ["PIP_USER"] == "0"


def test_the_wheel_is_taken_only_with_its_digest(
    copy: Any, quiet_pip: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", "https://someone:secret@mirror.example/simple/")
    asked: list[str] = []

    def download(address: str) -> bytes:
        asked.append(address)
        page = f'<a href="../../files/{copy.PIP_WHEEL}#sha256=0&amp;x">{copy.PIP_WHEEL}</a>'
        return page.encode() if address.endswith("/simple/pip/") else b"another file"

    monkeypatch.setattr(copy, "download", download)
    copy.HOME.mkdir()
    with pytest.raises(copy.Trouble, match="is not that file and was not used") as trouble:
        copy.fetch_pip()
    assert "secret" not in str(trouble.value)
    assert asked[1].startswith(f"https://someone:secret@mirror.example/files/{copy.PIP_WHEEL}")
    assert not (copy.HOME / copy.PIP_WHEEL).exists()
    monkeypatch.setattr(copy, "PIP_SHA256", hashlib.sha256(b"another file").hexdigest())
    assert copy.fetch_pip().read_bytes() == b"another file"


def test_an_index_out_of_reach_is_one_clear_sentence(
    copy: Any, quiet_pip: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    copy.HOME.mkdir()
    with pytest.raises(copy.Trouble, match=r"pip could not be downloaded from 127\.0\.0\.1"):
        copy.fetch_pip()


# --- the browser ---


def executable(path: Path, text: str = "#!/bin/sh\nexit 0\n") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)
    return path


@pytest.mark.skipif(os.name != "posix", reason="the stand-ins are shell scripts")
def test_a_browser_is_found_and_a_stub_is_not(tmp_path: Path) -> None:
    environ = {"HOME": str(tmp_path), "PATH": str(tmp_path / "bin")}
    assert browser_path.find(environ, "linux") is None
    shell = executable(tmp_path / ".cache/ms-playwright/chromium_headless_shell-1100/chrome-linux/headless_shell")
    assert browser_path.find(environ, "linux") == shell
    executable(tmp_path / ".cache/ms-playwright/chromium-999/chrome-linux/chrome")
    newer = executable(tmp_path / ".cache/ms-playwright/chromium-1200/chrome-linux64/chrome")
    assert browser_path.find(environ, "linux") == newer
    executable(tmp_path / "bin/chromium-browser", "#!/bin/sh\necho install the snap\nexit 1\n")
    assert browser_path.find(environ, "linux") == newer
    chrome = executable(tmp_path / "bin/google-chrome")
    assert browser_path.find(environ, "linux") == chrome
    own = executable(tmp_path / "my browser")
    assert browser_path.find({**environ, "SITEGEN_BROWSER": str(own)}, "linux") == own
    assert browser_path.find({**environ, "SITEGEN_BROWSER": str(tmp_path / "gone")}, "linux") is None


def test_a_mac_and_a_windows_machine_are_searched_too(tmp_path: Path) -> None:
    mac = list(browser_path.candidates({"HOME": str(tmp_path), "PATH": ""}, "darwin"))
    assert Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome") in mac
    windows = list(browser_path.candidates({"PROGRAMFILES": str(tmp_path), "PATH": ""}, "win32"))
    assert tmp_path / "Google/Chrome/Application/chrome.exe" in windows


def finder(script: Any, monkeypatch: pytest.MonkeyPatch, needed: int) -> None:
    """A stand-in that has a browser once that many steps were taken."""

    def found() -> bool:
        return len(script.steps) >= needed

    stand_in = SimpleNamespace(
        VARIABLE="SITEGEN_BROWSER",
        find=lambda: Path("/opt/chrome") if found() else None,
        missing=lambda python: "" if found() else "no browser: install one",
    )
    monkeypatch.setattr(script, "load_finder", lambda: stand_in)
    monkeypatch.setattr(script, "browser_steps", lambda: [["first"], ["second"], ["third"]])
    monkeypatch.delenv("SITEGEN_BROWSER", raising=False)


@pytest.mark.parametrize(("needed", "taken"), [(0, []), (1, ["first"]), (2, ["first", "second"])])
def test_a_browser_is_got_in_as_few_steps_as_it_takes(
    copy: Any, monkeypatch: pytest.MonkeyPatch, needed: int, taken: list[str]
) -> None:
    finder(copy, monkeypatch, needed)
    assert copy.get_browser() == Path("/opt/chrome")
    assert [step for (step,) in copy.steps] == taken


@pytest.mark.parametrize("ci", [True, False])
def test_no_browser_fails_in_ci_and_is_said_aloud_elsewhere(
    copy: Any, monkeypatch: pytest.MonkeyPatch, capsys: Any, ci: bool
) -> None:
    finder(copy, monkeypatch, 9)
    monkeypatch.setenv("CI", "true" if ci else "")
    if ci:
        with pytest.raises(copy.Trouble, match="no browser: install one"):
            copy.get_browser()
    else:
        assert copy.get_browser() is None
        assert "the browser tests are skipped" in capsys.readouterr().err
    assert len(copy.steps) == 3


def test_a_wrong_browser_variable_is_said(copy: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    finder(copy, monkeypatch, 9)
    monkeypatch.setenv("SITEGEN_BROWSER", "/nowhere/chrome")
    with pytest.raises(copy.Trouble, match="SITEGEN_BROWSER is /nowhere/chrome"):
        copy.get_browser()
    assert copy.steps == []


def test_the_finder_is_the_one_that_the_tests_use(script: ModuleType) -> None:
    assert script.load_finder().__file__ == browser_path.__file__


# --- the lock files ---


def locked(repo: Path, name: str) -> dict[str, str]:
    text = (repo / name).read_text(encoding="utf-8")
    return dict(re.findall(r"^([A-Za-z0-9_.-]+)==(\S+)", text, re.MULTILINE))


def test_the_lock_files_hold_what_pyproject_asks_for(repo: Path) -> None:
    project = tomllib.loads((repo / "pyproject.toml").read_text(encoding="utf-8"))
    build = [
        *project["project"]["dependencies"],
        *project["dependency-groups"]["build"],
        *project["build-system"]["requires"],
    ]
    extras = [line for extra in project["project"]["optional-dependencies"].values() for line in extra]
    small, large = locked(repo, "requirements.lock"), locked(repo, "requirements-dev.lock")
    for lines, lock in ((build, small), ([*build, *extras], large)):
        for requirement in map(Requirement, lines):
            version = lock.get(canonicalize_name(requirement.name))
            assert version, f"{requirement.name} is not locked: ./run lock"
            assert requirement.specifier.contains(version), f"{requirement} is locked at {version}: ./run lock"
    assert small.items() <= large.items()


def test_every_locked_package_has_hashes_and_no_index_is_named(repo: Path) -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (repo / name).read_text(encoding="utf-8")
        blocks = re.split(r"^(?=[a-z])", text, flags=re.MULTILINE)[1:]
        assert blocks and all("--hash=sha256:" in block for block in blocks)
        assert "://" not in text


# --- the real thing ---


@pytest.mark.long
def test_bare_debian(repo: Path, tmp_path: Path) -> None:
    """No uv, no ensurepip, an empty home: pip's wheel is fetched, checked and used, and the lock file installed."""
    for name in ("run", "pyproject.toml", "requirements.lock", "LICENSE", "README.md"):
        shutil.copy(repo / name, tmp_path)
    package = tmp_path / "sitegen"
    package.mkdir()
    (package / "__init__.py").write_text('__version__ = "0"\n')
    (package / "__main__.py").write_text("import sys, yaml, nh3\nprint(sys.argv[1:], sys.prefix)\n")
    home = tmp_path / "home"
    home.mkdir()
    environ = {"HOME": str(home), "SITEGEN_RUN_WITHOUT": "uv,ensurepip", "PIP_NO_CACHE_DIR": "1"}
    answer = run(tmp_path, "build", "--strict", **environ)
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.strip() == f"['build', '--strict'] {tmp_path / '.run' / 'venv'}"
    again = run(tmp_path, "build", **environ)
    assert again.returncode == 0 and not again.stderr


def test_every_test_is_collected(repo: Path) -> None:
    """Pytest leaves out folders by their names (`build`, `dist`, `venv`) unless told otherwise."""
    command = [sys.executable, "-m", "pytest", "--collect-only", "-qq", "-m", "", "-p", "no:cacheprovider"]
    listed = subprocess.run(command, cwd=repo, capture_output=True, text=True, check=True).stdout
    collected = {line.partition(":")[0] for line in listed.splitlines()}
    files = {path.relative_to(repo).as_posix() for path in (repo / "tests").rglob("test_*.py")}
    assert files and files <= collected
