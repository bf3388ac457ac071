"""Runs builds that die at a chosen step, each in a forked child; started by test_publish.py as a process of its own.

Reads one JSON request on a line, `{"arguments": […], "at": n, "fallback": bool}`, and answers with
`{"status": …, "steps": […]}`: the steps that the child took before it died. A child dies without any clean-up, just
before its n-th step; a file that is being written then is left half written. With `fallback`, folders cannot be
exchanged in one step, as on systems that know no such call. A request without `at` is run here, by no child: what Jinja
made of the templates is kept for all children.
"""

import json
import os
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import jinja2
from archives import compiled_once

from sitegen.build import publish
from sitegen.build.cache import Cache
from sitegen.cli import main

DIED = 137


def child(request: dict, pipe: int) -> None:
    steps: list[str] = []

    def step(name: str, half: object = None) -> None:
        steps.append(name)
        if len(steps) == request["at"]:
            if half is not None:
                half()
            tell()
            os._exit(DIED)

    def tell() -> None:
        os.write(pipe, json.dumps(steps).encode())

    def watch(module: object, name: str) -> None:
        real = getattr(module, name)

        def watched(*arguments: object, **named: object) -> object:
            step(name)
            return real(*arguments, **named)

        setattr(module, name, watched)

    for name in ("link", "rename", "replace", "mkdir", "unlink", "rmdir", "fsync"):
        watch(os, name)
    watch(Cache, "save")
    write_bytes = Path.write_bytes

    def half_written(path: Path, data: bytes) -> int:
        step("write", lambda: write_bytes(path, data[: len(data) // 2]))
        return write_bytes(path, data)

    Path.write_bytes = half_written
    exchange = publish._exchange

    def exchanged(first: Path, second: Path) -> bool:
        step("exchange")
        done = not request["fallback"] and exchange(first, second)
        step("exchanged")
        return done

    publish._exchange = exchanged
    code = quietly(request["arguments"])
    tell()
    os._exit(code)


def quietly(arguments: list[str]) -> int:
    with open(os.devnull, "w", encoding="utf-8") as out, redirect_stdout(out), redirect_stderr(out):
        return main(arguments)


def serve() -> None:
    for name, method in compiled_once().items():
        setattr(jinja2.Environment, name, method)
    for line in sys.stdin:
        request = json.loads(line)
        if "at" not in request:
            print(json.dumps({"status": quietly(request["arguments"]), "steps": []}), flush=True)
            continue
        reader, writer = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(reader)
            try:
                child(request, writer)
            finally:
                os._exit(99)
        os.close(writer)
        told = b""
        while more := os.read(reader, 65536):
            told += more
        os.close(reader)
        status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        print(json.dumps({"status": status, "steps": json.loads(told or b"[]")}), flush=True)


if __name__ == "__main__":
    serve()
