#!/usr/bin/env python3
"""Whether an advisory is known for a package in the lock files, asked of PyPI's and OSV's databases with pip-audit.

  python .ci/audit.py            says what it found; fails only where an advisory is known
  python .ci/audit.py --strict   fails too where not every package could be asked about

pip-audit ends well where its database does not know a single package (behind a mirror, for instance), so that its
exit code alone proves nothing: what was asked about is counted here. pip-audit is fetched by uv into a place of its
own and is part of no environment; where there is no network, this says so and does not stop the tests.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("requirements.lock", "requirements-dev.lock")
SERVICES = ("pypi", "osv")
COMMAND = (sys.executable, "-m", "uv", "tool", "run", "--quiet", "pip-audit", "--format", "json", "--disable-pip")
PATIENCE = 120


def ask(service: str, lock: str) -> list[dict[str, Any]] | None:
    """What pip-audit says of each package of a lock file; nothing where it could not be run."""
    command = [*COMMAND, "--require-hashes", "--vulnerability-service", service, "--requirement", str(ROOT / lock)]
    try:
        answer = subprocess.run(
            command, capture_output=True, text=True, timeout=PATIENCE, check=False, stdin=subprocess.DEVNULL
        )
        return list(json.loads(answer.stdout)["dependencies"])
    except (OSError, subprocess.TimeoutExpired, ValueError, KeyError, TypeError):
        return None


def main(arguments: list[str]) -> int:
    asked: dict[str, list[str]] = {}
    every: set[str] = set()
    for lock in LOCKS:
        for service in SERVICES:
            found = ask(service, lock) or []
            every |= {package["name"] for package in found}
            asked |= {
                package["name"]: [str(vuln.get("id")) for vuln in package["vulns"]]
                for package in found
                if "vulns" in package
            }
            if found and all("vulns" in package for package in found):
                break
    for name, ids in sorted(asked.items()):
        if ids:
            print(f"audit: {name}: {', '.join(ids)}")
    missed = sorted(every - set(asked))
    if not asked:
        print("audit: NOT RUN: no database of advisories could be reached, nothing is known of any package", flush=True)
    elif missed:
        print(f"audit: {len(asked)} packages asked about; NOT ASKED: {', '.join(missed)}", flush=True)
    else:
        print(f"audit: {len(asked)} packages asked about", flush=True)
    if any(asked.values()):
        return 1
    return 2 if "--strict" in arguments and (missed or not asked) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
