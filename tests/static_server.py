"""Serves a built site the way a static host does: with its own headers, clean addresses, its own 404, under any prefix.

The headers are those of the folder's `_headers` file and, where asked for, of a netlify.toml. Standard library only.
"""

import re
import threading
import tomllib
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from urllib.parse import unquote, urlsplit

Rules = list[tuple[str, dict[str, str]]]

TYPES = {
    ".atom": "application/atom+xml",
    ".bib": "text/plain; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".xml": "application/xml; charset=utf-8",
}


def parse_headers(text: str) -> Rules:
    """The rules of a `_headers` file: a path at the margin, `Name: value` indented below it, `#` for comments."""
    rules: Rules = []
    for line in text.splitlines():
        content = line.strip()
        if not content or content.startswith("#"):
            continue
        if content.startswith("/"):
            rules.append((content, {}))
            continue
        name, colon, value = content.partition(":")
        if not rules or not colon:
            raise ValueError(f"not a path and not a header: {line!r}")
        headers = rules[-1][1]
        name, value = name.strip(), value.strip()
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    return rules


def netlify_rules(file: Path) -> Rules:
    tables = tomllib.loads(file.read_text(encoding="utf-8")).get("headers", [])
    return [(table["for"], table["values"]) for table in tables]


def headers_for(rules: Rules, path: str) -> dict[str, str]:
    """All rules that match give their headers; of two with one name the later counts."""
    found: dict[str, tuple[str, str]] = {}
    for pattern, headers in rules:
        if matches(pattern, path):
            found.update({name.lower(): (name, value) for name, value in headers.items()})
    return dict(found.values())


def matches(pattern: str, path: str) -> bool:
    """`*` stands for anything, `:name` for one part of the path."""
    parts = re.split(r"(\*|:[A-Za-z_]\w*)", pattern)
    regex = "".join(".*" if p == "*" else "[^/]+" if i % 2 else re.escape(p) for i, p in enumerate(parts))
    return re.fullmatch(regex, path) is not None


class StaticServer:
    """A folder on a free port of the loopback address; `url` ends with a slash."""

    def __init__(self, folder: Path, prefix: str = "", rules: Rules | None = None) -> None:
        self.folder = folder.resolve()
        self.prefix = "/" + prefix.strip("/") if prefix.strip("/") else ""
        own = self.folder / "_headers"
        self.rules = (parse_headers(own.read_text(encoding="utf-8")) if own.is_file() else []) + (rules or [])
        handler = type("Handler", (_Handler,), {"site": self})
        self.server = _Server(("127.0.0.1", 0), handler)
        self.origin = f"http://127.0.0.1:{self.server.server_address[1]}"
        self.url = f"{self.origin}{self.prefix}/"

    def __enter__(self) -> "StaticServer":
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.server.shutdown()
        self.server.server_close()

    def answer(self, address: str) -> tuple[HTTPStatus, dict[str, str], bytes]:
        """Status, headers and body for an address, as a static host gives them."""
        path = unquote(urlsplit(address).path)
        if self.prefix and path != self.prefix and not path.startswith(self.prefix + "/"):
            return HTTPStatus.NOT_FOUND, {"Content-Type": "text/plain; charset=utf-8"}, b"outside the site\n"
        inside = path[len(self.prefix) :] or "/"
        file = (self.folder / inside.lstrip("/")).resolve()
        if file.is_relative_to(self.folder) and file.is_dir():
            if not path.endswith("/"):
                query = urlsplit(address).query
                return HTTPStatus.MOVED_PERMANENTLY, {"Location": path + "/" + (f"?{query}" if query else "")}, b""
            file = file / "index.html"
        status = HTTPStatus.OK
        if not file.is_relative_to(self.folder) or not file.is_file() or file.name == "_headers":
            status, file = HTTPStatus.NOT_FOUND, self.folder / "404.html"
        body = file.read_bytes() if file.is_file() else b"not found\n"
        kind = TYPES.get(file.suffix, "application/octet-stream")
        return status, {"Content-Type": kind, **headers_for(self.rules, inside)}, body


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128  # with the default of five a browser's burst of requests loses some


class _Handler(BaseHTTPRequestHandler):
    site: StaticServer
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        status, headers, body = self.site.answer(self.path)
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    do_HEAD = do_GET

    def log_message(self, format: str, *args: object) -> None:
        pass
