"""Runs command lines in forks that meet faults; started by conftest.py as a process of its own.

One JSON request on a line, answered with `{"status": …, "said": …, "steps": […]}`; `steps` names each call that writes.
Faults, from the n-th such call (`at`, counted from 1; 0 is never) on where `lasting`, else once:

- `full`: what needs room fails with ENOSPC, a write in the middle of its bytes; removing and renaming goes on;
- `readonly`: whatever changes the disk fails with EROFS;
- `die`: the process ends, a write being half done;
- `edits`: `{step: [[path, text or null], …]}`: files that somebody writes or deletes just before that step;
- `kill`: after so many seconds the child and all that it started are killed.
"""

from __future__ import annotations

import builtins
import errno
import io
import json
import os
import signal
import sqlite3
import sys
import time
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import jinja2

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "build"))

from archives import compiled_once

from sitegen.base import files
from sitegen.build import cache, publish
from sitegen.cli import main

DIED = 137
CREATES = ("link", "mkdir", "fsync")
CHANGES = ("rename", "replace", "unlink", "rmdir", "chmod")


class Fault:
    """Counts calls that write, and lets them fail."""

    def __init__(self, request: dict[str, Any], tell: Any) -> None:
        self.kind, self.at, self.lasting = request.get("fault", ""), request.get("at", 0), request.get("lasting", True)
        self.edits = {int(step): rows for step, rows in request.get("edits", {}).items()}
        self.steps: list[str] = []
        self.tell = tell

    def step(self, name: str, half: Any = None) -> None:
        self.steps.append(name)
        for path, text in self.edits.get(len(self.steps), []):
            edit(path, text)
        number = len(self.steps)
        if not self.at or number < self.at or (number > self.at and not self.lasting):
            return
        if self.kind == "full" and name in CHANGES:
            return
        if half is not None and number == self.at:
            half()
        if self.kind == "die":
            self.tell()
            os._exit(DIED)
        code = errno.ENOSPC if self.kind == "full" else errno.EROFS
        if name == "sqlite":
            raise sqlite3.OperationalError("database or disk is full")
        raise OSError(code, os.strerror(code))


def edit(path: str, text: str | None) -> None:
    if text is None:
        REAL["unlink"](path)
    else:
        with REAL["open"](path, "w", encoding="utf-8") as stream:
            stream.write(text)


REAL: dict[str, Any] = {"unlink": os.unlink, "open": builtins.open}


def watch(fault: Fault) -> None:
    """Puts the fault between the program and the disk."""

    class Raw(io.FileIO):
        def write(self, data: Any) -> int:
            write = super().write
            fault.step("write", lambda: write(bytes(data)[: len(data) // 2]))
            return write(data)

    real_open = io.open

    def opened(file: Any, mode: str = "r", buffering: int = -1, encoding: Any = None, *rest: Any, **more: Any) -> Any:
        if not set(mode) & set("wxa+"):
            return real_open(file, mode, buffering, encoding, *rest, **more)
        if not isinstance(file, int) and not os.path.exists(file):
            fault.step("create")
        plain = mode.replace("b", "").replace("t", "")
        raw = Raw(file, plain, closefd=more.get("closefd", True))
        buffered = io.BufferedRandom(raw) if "+" in mode else io.BufferedWriter(raw)
        return buffered if "b" in mode else io.TextIOWrapper(buffered, encoding, *rest)

    builtins.open = io.open = opened  # type: ignore[assignment]
    real_os_open = os.open

    def os_open(path: Any, flags: int, *rest: Any, **more: Any) -> int:
        if flags & os.O_CREAT:
            fault.step("create")
        return real_os_open(path, flags, *rest, **more)

    os.open = os_open
    for name in (*CREATES, *CHANGES):
        setattr(os, name, watched(fault, name, getattr(os, name)))
    exchange = files.exchange

    def exchanged(first: Path, second: Path) -> bool:
        fault.step("rename")
        return exchange(first, second)

    publish._exchange = files.exchange = exchanged

    class Connection(sqlite3.Connection):
        def execute(self, sql: str, *rest: Any) -> Any:
            if not sql.startswith("SELECT"):
                fault.step("sqlite")
            return super().execute(sql, *rest)

        def executemany(self, sql: str, *rest: Any) -> Any:
            fault.step("sqlite")
            return super().executemany(sql, *rest)

        def commit(self) -> None:
            fault.step("sqlite")
            super().commit()

    real_connect = sqlite3.connect

    def connect(path: Any, **more: Any) -> Any:
        # What is kept in memory needs no disk.
        return real_connect(path, **more, factory=sqlite3.Connection if path == ":memory:" else Connection)

    cache.sqlite3.connect = connect  # type: ignore[attr-defined]


def watched(fault: Fault, name: str, real: Any) -> Any:
    def call(*arguments: Any, **named: Any) -> Any:
        fault.step(name)
        return real(*arguments, **named)

    return call


def child(request: dict[str, Any], pipe: int) -> None:
    said = io.StringIO()

    def tell() -> None:
        os.write(pipe, json.dumps({"said": said.getvalue(), "steps": fault.steps}).encode())

    fault = Fault(request, tell)
    os.setsid()
    watch(fault)
    try:
        with redirect_stdout(said), redirect_stderr(said):
            code = main(request["arguments"])
    except BaseException as error:
        said.write(f"Traceback: {error!r}")
        code = 98
    tell()
    os._exit(code)


def run(request: dict[str, Any]) -> dict[str, Any]:
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reader)
        try:
            child(request, writer)
        finally:
            os._exit(99)
    os.close(writer)
    if "kill" in request:
        time.sleep(request["kill"])
        try:
            os.killpg(pid, signal.SIGKILL)
        except ProcessLookupError:
            os.kill(pid, signal.SIGKILL)  # before it had a group of its own
    told = b""
    while more := os.read(reader, 65536):
        told += more
    os.close(reader)
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    return {"status": status, "said": "", "steps": [], **json.loads(told or b"{}")}


def serve() -> None:
    for name, method in compiled_once().items():
        setattr(jinja2.Environment, name, method)
    for line in sys.stdin:
        request = json.loads(line)
        if request.pop("warm", False):
            # What Jinja makes of the templates is kept for all forks.
            with real_null() as out, redirect_stdout(out), redirect_stderr(out):
                answer = {"status": main(request["arguments"]), "said": "", "steps": []}
        else:
            answer = run(request)
        print(json.dumps(answer), flush=True)


def real_null() -> Any:
    return open(os.devnull, "w", encoding="utf-8")


if __name__ == "__main__":
    serve()
