"""Finds an installed Chromium or Chrome for the browser tests, and says what they lack.

Playwright never finds a distribution's Chromium by itself, so its path is found here and handed over. Both `run` and
the tests use this one module. Standard library only: `run` imports it in the Python it was started with.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

VARIABLE = "SITEGEN_BROWSER"
NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "chrome-headless-shell",
    "microsoft-edge",
    "msedge",
)
MAC_APPS = ("Google Chrome", "Chromium", "Microsoft Edge")
WINDOWS_PROGRAMS = (
    "Google/Chrome/Application/chrome.exe",
    "Chromium/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
)
# Inside Playwright's cache; newest first, so that a browser it fetched last is the one used.
PLAYWRIGHT_PATTERNS = (
    "chromium-*/chrome-*/chrome",
    "chromium-*/chrome-*/chrome.exe",
    "chromium-*/chrome-*/*.app/Contents/MacOS/*",
    "chromium_headless_shell-*/*/headless_shell*",
    "chromium_headless_shell-*/*/chrome-headless-shell*",
)


def find(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path | None:
    """The first browser that can be started, or None. A path given in SITEGEN_BROWSER is the only one tried."""
    return next((path for path in candidates(environ, platform) if starts(path, platform)), None)


def candidates(environ: Mapping[str, str], platform: str) -> Iterator[Path]:
    if given := environ.get(VARIABLE):
        yield Path(given)
        return
    for name in NAMES:
        if found := shutil.which(name, path=environ.get("PATH")):
            yield Path(found)
    home = Path(environ.get("HOME") or environ.get("USERPROFILE") or Path.home())
    if platform == "darwin":
        for folder in (Path("/Applications"), home / "Applications"):
            yield from (folder / f"{app}.app" / "Contents" / "MacOS" / app for app in MAC_APPS)
    if platform == "win32":
        folders = (environ.get(name) for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"))
        yield from (Path(folder, program) for folder in folders if folder for program in WINDOWS_PROGRAMS)
    cache = playwright_cache(environ, platform, home)
    for pattern in PLAYWRIGHT_PATTERNS:
        yield from sorted(cache.glob(pattern), key=revision, reverse=True)


def playwright_cache(environ: Mapping[str, str], platform: str, home: Path) -> Path:
    if (given := environ.get("PLAYWRIGHT_BROWSERS_PATH")) and given != "0":
        return Path(given)
    if platform == "darwin":
        return home / "Library" / "Caches" / "ms-playwright"
    if platform == "win32":
        return Path(environ.get("LOCALAPPDATA") or home / "AppData" / "Local", "ms-playwright")
    return Path(environ.get("XDG_CACHE_HOME") or home / ".cache", "ms-playwright")


def revision(path: Path) -> int:
    """1155 of …/chromium-1155/chrome-linux/chrome."""
    numbers = [part.rpartition("-")[2] for part in path.parts if part.startswith("chromium")]
    return int(numbers[0]) if numbers and numbers[0].isdigit() else 0


def starts(path: Path, platform: str = sys.platform) -> bool:
    """Whether it is there and runs: a stub that only points to a store, or one that lacks libraries, does not."""
    if not path.is_file() or not os.access(path, os.X_OK):
        return False
    if platform == "win32":  # there `--version` opens a window
        return True
    return succeeds([str(path), "--version"])


def missing(python: Path) -> str:
    """What is missing for the browser tests of that Python, and how to get it; empty if they can run."""
    if not succeeds([str(python), "-P", "-m", "playwright", "--version"]):
        return (
            "the browser's driver (Playwright) does not start with this Python: "
            "set it up with ./run test; a very small Debian or Ubuntu also lacks a library (apt install libatomic1)"
        )
    return "" if find() else advice()


def succeeds(command: list[str]) -> bool:
    devnull = subprocess.DEVNULL
    try:
        return subprocess.call(command, stdin=devnull, stdout=devnull, stderr=devnull, timeout=60) == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def advice(platform: str = sys.platform) -> str:
    """What to say where there is no browser."""
    if platform == "darwin":
        how = "install Google Chrome (or: brew install --cask chromium)"
    elif platform == "win32":
        how = "install Google Chrome or Microsoft Edge"
    else:
        how = "install Chromium (Debian: apt install chromium; Fedora: dnf install chromium) or Google Chrome"
    return f"no Chromium or Chrome was found: {how}, or set {VARIABLE} to the path of one"
