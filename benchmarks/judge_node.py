"""Judges that are Node packages: the Nu HTML checker, axe-core, Lighthouse.

They are pinned in `judges/package.json` with its lock and installed into a cache folder outside the repository.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import browser_path

from benchmarks import judge_browser
from benchmarks.judge_files import Figure, none_of, not_run, samples

PACKAGES = Path(__file__).resolve().parent / "judges"
NEWER_THAN_NU = ("paint-order", "::highlight(")
"""What its CSS checker does not know: in SVG 2, and in the CSS Custom Highlight API, which browsers have."""
LEAST = {"performance": 0.9, "accessibility": 1.0, "best-practices": 1.0, "seo": 1.0}
"""What Lighthouse must give."""
LIGHTHOUSE_PAGES = ("home", "articles/*", "actors/*", "timeline", "search")
AXE, NU, LIGHTHOUSE = "axe-core/axe.min.js", "vnu-jar/build/dist/vnu.jar", "lighthouse/cli/index.js"


class Missing(Exception):
    """Why a judge cannot be run here."""


def package(inside: str, *programs: str) -> Path:
    """A file of the installed packages; installs them where they are not.

    Raises:
        Missing: npm or one of the programs is not there, or the packages cannot be got.
    """
    for program in ("npm", *programs):
        if not shutil.which(program):
            raise Missing(f"{program} is not installed")
    lock = (PACKAGES / "package-lock.json").read_bytes()
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = cache / "sitegen-judges" / hashlib.sha256(lock).hexdigest()[:16]
    if not (folder / "installed").is_file():
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(PACKAGES / name, folder / name)
        command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
        if done.returncode:
            raise Missing(f"npm could not install it: {done.stderr.strip().splitlines()[-1:]}")
        (folder / "installed").touch()
    return folder / "node_modules" / inside


def nu(site: Path) -> Iterator[Figure]:
    """Errors of the Nu HTML checker on all pages, and of its CSS checker on all styles."""
    try:
        jar = package(NU, "java")
    except Missing as why:
        yield not_run("Nu", "errors on all pages and styles", "0", str(why))
        return
    pages = len(list(site.rglob("*.html")))
    yield none_of("Nu", f"errors on {pages} pages", _nu(jar, "--skip-non-html", site))
    styles = sorted((site / "static").glob("*.css"))
    yield none_of("Nu", f"errors in {len(styles)} styles", _nu(jar, "--css", *styles))


def _nu(jar: Path, *arguments: object) -> list[str]:
    command = ["java", "-Xss8m", "-jar", str(jar), "--format", "json", "--errors-only", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True)
    return [
        f"{unquote(urlsplit(one.get('url', '')).path)}:{one.get('lastLine')}: {one['message']}"
        for one in json.loads(done.stderr)["messages"]
        if not any(newer in one["message"] + one.get("extract", "") for newer in NEWER_THAN_NU)
    ]


def axe(site: Path) -> Iterator[Figure]:
    """See `judge_browser.axe`."""
    try:
        script = package(AXE)
    except Missing as why:
        yield not_run("axe", "WCAG 2.2 A and AA", "0", str(why))
        return
    yield from judge_browser.axe(site, script)


def lighthouse(site: Path) -> Iterator[Figure]:
    """Lighthouse's four figures on five pages, as on a phone."""
    try:
        program, chromium = package(LIGHTHOUSE, "node"), browser_path.find()
        if not chromium:
            raise Missing("there is no Chromium")
    except Missing as why:
        yield not_run("Lighthouse", "four figures on five pages", "", str(why))
        return
    pages = samples(site)
    scores: dict[str, dict[str, float]] = {name: {} for name in LEAST}
    found: dict[str, list[str]] = {name: [] for name in LEAST}
    with judge_browser.PackingServer(site) as server:
        for kind in LIGHTHOUSE_PAGES:
            if kind in pages:
                address = server.url + pages[kind].removesuffix("index.html")
                for name, category in _report(program, chromium, address).items():
                    scores[name][kind] = category["score"]
                    found[name] += [f"{kind}: {audit}" for audit in category["failed"]]
    for name, least in LEAST.items():
        value = " ".join(f"{100 * score:.0f}" for score in scores[name].values())
        fine = all(score >= least for score in scores[name].values()) and bool(scores[name])
        target = f"≥ {100 * least:.0f}"
        yield Figure("Lighthouse", f"{name}: {', '.join(scores[name])}", value, target, fine, tuple(found[name]))


def _report(program: Path, chromium: Path, address: str) -> dict[str, dict[str, Any]]:
    command = ["node", str(program), address, "--output=json", "--quiet", "--no-enable-error-reporting"]
    command += [f"--only-categories={','.join(LEAST)}", "--chrome-flags=--headless=new --no-sandbox --disable-gpu"]
    environ = {**os.environ, "CHROME_PATH": str(chromium)}
    done = subprocess.run(command, capture_output=True, text=True, env=environ, timeout=300)
    if done.returncode:
        failed = [f"it did not finish: {done.stderr.strip()[-200:]}"]
        return {name: {"score": 0.0, "failed": failed} for name in LEAST}
    report = json.loads(done.stdout)
    return {
        name: {"score": category["score"] or 0.0, "failed": _failed(report, category) if category["score"] != 1 else []}
        for name, category in report["categories"].items()
    }


def _failed(report: dict[str, Any], category: dict[str, Any]) -> list[str]:
    audits = [report["audits"][ref["id"]] for ref in category["auditRefs"] if ref["weight"]]
    return [
        f"{one['id']} {one['score']} {one.get('displayValue', '')}"
        for one in audits
        if one["score"] is not None and one["score"] < 0.9
    ]
