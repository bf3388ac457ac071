"""Runs a program and says what it cost: time, CPU time and peak memory of it and all its children, files written."""

from __future__ import annotations

import hashlib
import os
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

OFTEN, SELDOM, LONG_RUN = 0.02, 0.1, 5.0
"""Seconds between two looks at the memory, at first and in a run of more than so many seconds."""
MEGABYTE = 1e6


@dataclass(frozen=True, slots=True)
class Cost:
    wall: float
    """Seconds."""
    cpu: float
    """Seconds, of the program and of all children that it waited for."""
    memory: float | None
    """Megabytes: the largest sum over all its processes of what each held; what they share counts for each. None on
    systems without /proc."""
    code: int
    said: str


@dataclass(frozen=True, slots=True)
class Written:
    """What a build left behind."""

    files: int
    pages: int
    """Files of HTML."""
    megabytes: float
    touched: int
    """Files that were written, whether they changed or not."""
    changed: int
    """Files that are new or have other content than before."""
    gone: int


Snapshot = Mapping[str, tuple[int, int, bytes]]
"""Time, size and digest of each file."""


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Cost:
    """Run a program to its end.

    Raises:
        OSError: it cannot be started.
    """
    with (folder / ".log").open("w+b") as log:
        begun = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env={**os.environ, **environment}, stdin=subprocess.DEVNULL, stdout=log, stderr=log
        )
        watch = _Watch(process.pid)
        watch.start()
        try:
            _, status, usage = os.wait4(process.pid, 0)
        except BaseException:
            process.kill()
            raise
        finally:
            watch.stop()
        wall = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        log.seek(0)
        said = log.read().decode("utf-8", "replace")
    memory = watch.peak if watch.can_see else None
    return Cost(wall, usage.ru_utime + usage.ru_stime, memory, process.returncode, said)


class _Watch(threading.Thread):
    """Looks again and again at how much memory a process and its descendants hold."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.peak = 0.0
        self.can_see = Path(f"/proc/{os.getpid()}/status").is_file()
        self._pid = pid
        self._ended = threading.Event()

    def run(self) -> None:
        begun = time.monotonic()
        while self.can_see:
            each = [_held(pid) for pid in descendants(self._pid)]
            # What it holds now, all together; or what one of them held at most, in case that no look fell on it.
            self.peak = max([self.peak, sum(now for now, _ in each), *(most for _, most in each)])
            if self._ended.wait(OFTEN if time.monotonic() - begun < LONG_RUN else SELDOM):
                return

    def stop(self) -> None:
        self._ended.set()
        self.join()


def descendants(pid: int) -> list[int]:
    """A process and all that come from it."""
    found, waiting = [], [pid]
    while waiting:
        one = waiting.pop()
        found.append(one)
        for task in _listed(f"/proc/{one}/task"):
            try:
                waiting += map(int, Path(f"/proc/{one}/task/{task}/children").read_text().split())
            except OSError:  # it has ended
                continue
    return found


def _listed(folder: str) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []


def _held(pid: int) -> tuple[float, float]:
    """What a process holds, and what it held at most (megabytes).

    The system's own account at its end (`ru_maxrss`) will not do: it counts what the program that started it held.
    """
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return 0.0, 0.0
    found = {name: words.split() for name, _, words in (line.partition(":") for line in lines)}
    now, most = (int(found[name][0]) * 1024 / MEGABYTE if name in found else 0.0 for name in ("VmRSS", "VmHWM"))
    return now, most


def snapshot(folder: Path) -> Snapshot:
    """Every file of a folder."""
    found: dict[str, tuple[int, int, bytes]] = {}
    for at, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(at, name)
            status = os.stat(path)
            with open(path, "rb") as file:
                digest = hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=12)).digest()
            found[os.path.relpath(path, folder)] = (status.st_mtime_ns, status.st_size, digest)
    return found


def written(before: Snapshot, after: Snapshot) -> Written:
    """What a build did to a folder."""
    nothing = (0, 0, b"")
    return Written(
        files=len(after),
        pages=sum(name.endswith(".html") for name in after),
        megabytes=sum(size for _, size, _ in after.values()) / MEGABYTE,
        touched=sum(before.get(name, nothing)[0] != time for name, (time, _, _) in after.items()),
        changed=sum(before.get(name, nothing)[2] != digest for name, (_, _, digest) in after.items()),
        gone=len(before.keys() - after.keys()),
    )
