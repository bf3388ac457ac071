"""`sitegen serve`: the site on loopback with the headers of production, rebuilt while files change."""

from __future__ import annotations

import functools
import http.server
import os
import socketserver
import threading
import urllib.parse
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sitegen.base.problems import Problem, SitegenError
from sitegen.build.folders import Folders
from sitegen.export.headers import HEADERS

LOOPBACK = "127.0.0.1"
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
}


class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    """A server of static files with room for a browser's many connections at once."""

    daemon_threads = True
    request_queue_size = 128
    allow_reuse_address = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Says nothing: a browser that goes away in the middle of an answer is no fault."""


class Files(http.server.BaseHTTPRequestHandler):
    """GET and HEAD of files below one folder, for requests that name this machine as their host."""

    server_version = "sitegen"
    sys_version = ""
    protocol_version = "HTTP/1.1"

    def __init__(self, *args: Any, folder: Path, **rest: Any) -> None:
        self.folder = folder
        super().__init__(*args, **rest)

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def _answer(self, *, with_body: bool) -> None:
        try:
            host = urllib.parse.urlsplit(f"//{self.headers.get('Host', '')}").hostname
            parts = urllib.parse.urlsplit(self.path)
        except ValueError:
            self._send(400, "text/plain; charset=utf-8", b"This is no address.\n", with_body)
            return
        # A page of another site that points its name at this machine must not read the archive (DNS rebinding).
        if host not in (LOOPBACK, "localhost", "::1"):
            self._send(403, "text/plain; charset=utf-8", b"This server answers only to this machine.\n", with_body)
            return
        path = urllib.parse.unquote(parts.path)
        target = resolve(self.folder, path)
        if target is not None and _is_folder(target) and not path.endswith("/"):
            self.send_response(301)
            # A single slash at the beginning: two would lead to another host.
            query = f"?{parts.query}" if parts.query else ""
            self.send_header("Location", "/" + urllib.parse.quote(path.lstrip("/")) + "/" + query)
            self.send_header("Content-Length", "0")
            self._end()
            return
        if target is not None and _is_folder(target):
            target = target / "index.html"
        try:
            data = target.read_bytes() if target is not None else None
        except OSError:
            data = None
        if target is None or data is None:
            missing = self.folder / "404.html"
            self._send(404, _TYPES[".html"], missing.read_bytes() if missing.is_file() else b"Not found\n", with_body)
            return
        self._send(200, _TYPES.get(target.suffix, "application/octet-stream"), data, with_body)

    def _send(self, status: int, kind: str, data: bytes, with_body: bool) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-cache")
        self._end()
        if with_body:
            self.wfile.write(data)

    def _end(self) -> None:
        for name, value in HEADERS:
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing: only the command line prints."""


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        # A name longer than the system's names can be.
        return False


def resolve(folder: Path, path: str) -> Path | None:
    """The file that an address stands for; nothing where it would lead out of the folder or to a hidden file."""
    parts = [part for part in path.split("/") if part]
    if "\0" in path or "\\" in path or any(part.startswith(".") for part in parts):
        return None
    try:
        target = folder.joinpath(*parts)
        return target if target.resolve().is_relative_to(folder.resolve()) else None
    except OSError:
        return None


def start_server(folder: Path, port: int) -> Server:
    """A server that runs in a thread of its own; port 0 takes a free one.

    Raises:
        SitegenError: the port is taken.
    """
    try:
        server = Server((LOOPBACK, port), functools.partial(Files, folder=folder))
    except OSError as error:
        hint = "choose another with --port N, or --port 0 for any free one"
        raise SitegenError(Problem("port", f"port {port} cannot be used: {error.strerror}", hint=hint)) from error
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def stamps(folders: Folders) -> dict[str, tuple[int, int]]:
    """Size and time of every file that a build depends on."""
    return {path: stat for root in (folders.content, folders.themes) for path, stat in _stamps(root)}


def _stamps(root: Path) -> Iterator[tuple[str, tuple[int, int]]]:
    for folder, names, files in os.walk(root):
        names[:] = sorted(name for name in names if not name.startswith("."))
        for name in files:
            if not name.startswith("."):
                path = os.path.join(folder, name)
                try:
                    stat = os.stat(path)
                except OSError:
                    continue
                yield path, (stat.st_size, stat.st_mtime_ns)


def watch(folders: Folders, rebuild: Callable[[], None], stop: threading.Event, seconds: float = 0.5) -> None:
    """Calls `rebuild` whenever a file changed, until stopped."""
    before = stamps(folders)
    while not stop.wait(seconds):
        now = stamps(folders)
        if now != before:
            # What changes while the site is rebuilt counts for the next time.
            before = now
            rebuild()
