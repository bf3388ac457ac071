"""`sitegen serve` as a real process: loopback only, headers of production, rebuilt after a change, ended by Ctrl-C."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from archives import Archive, command, environment, file_of, read_record, small_archive, tree, write_record

from sitegen.build.folders import Folders
from sitegen.build.serve import watch
from sitegen.export.headers import HEADERS

PATIENCE = 30.0


@dataclass
class Server:
    """A running `sitegen serve` and what it says."""

    archive: Archive
    process: subprocess.Popen[str]
    lines: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    port: int = 0

    def start(self) -> None:
        for stream, lines in ((self.process.stdout, self.lines), (self.process.stderr, self.complaints)):
            threading.Thread(target=lambda stream=stream, lines=lines: lines.extend(stream), daemon=True).start()
        line = wait_for(lambda: next((line for line in self.lines if line.startswith("serving")), ""))
        found = re.fullmatch(r"serving +http://127\.0\.0\.1:(\d+)/ +\(Ctrl-C stops\)\n", line)
        assert found, (self.lines, self.complaints)
        self.port = int(found.group(1))

    def get(self, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request(method, path, headers=headers)
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read()
        finally:
            connection.close()

    def send(self, data: bytes) -> bytes:
        """The first line of the answer to raw bytes."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as connection:
            connection.sendall(data)
            return connection.makefile("rb").readline()

    def stop(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)


def wait_for(condition: Callable[[], object], patience: float = PATIENCE) -> object:
    until = time.monotonic() + patience
    while time.monotonic() < until:
        if value := condition():
            return value
        time.sleep(0.02)
    return condition()


def serving(archive: Archive, *arguments: str) -> Server:
    line = command("serve", *archive.places(), "--port", "0", "--jobs", "1", *arguments)
    process = subprocess.Popen(
        line, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True
    )
    server = Server(archive, process)
    try:
        server.start()
    except BaseException:
        process.kill()
        raise
    return server


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    started = serving(small_archive(tmp_path_factory.mktemp("serve") / "a"))
    yield started
    started.process.kill()
    started.process.wait()


def test_it_answers_on_loopback_only(server: Server) -> None:
    assert server.get("/")[0] == 200
    # Another address of this machine: whoever listens on all of them answers there too.
    with pytest.raises(OSError), socket.create_connection(("127.0.0.2", server.port), timeout=5):
        pass


def test_it_serves_the_files_of_the_site(server: Server) -> None:
    site = tree(server.archive.site)
    for address, kind in {
        "/": "text/html; charset=utf-8",
        "/timeline/": "text/html; charset=utf-8",
        "/static/site.css": "text/css; charset=utf-8",
        "/static/search.js": "text/javascript; charset=utf-8",
        "/feed.xml": "application/xml; charset=utf-8",
        "/data/articles.json": "application/json; charset=utf-8",
        "/static/icon.svg": "image/svg+xml",
        "/robots.txt": "text/plain; charset=utf-8",
    }.items():
        status, headers, body = server.get(address)
        assert (status, headers["Content-Type"], body) == (200, kind, site[file_of(address)]), address
        status, headers, body = server.get(address, "HEAD")
        assert (status, headers["Content-Length"], body) == (200, str(len(site[file_of(address)])), b""), address


def test_addresses_may_carry_a_query_and_be_escaped(server: Server) -> None:
    site = tree(server.archive.site)
    assert server.get("/search/?q=%D0%BC%D0%BE%D1%81%D1%82")[2] == site["search/index.html"]
    assert server.get("/time%6Cine/")[2] == site["timeline/index.html"]


def test_a_folder_without_its_slash_leads_to_the_one_with_it(server: Server) -> None:
    status, headers, _ = server.get("/timeline")
    assert (status, headers["Location"]) == (301, "/timeline/")


def test_a_query_is_kept_on_the_way_to_the_slash(server: Server) -> None:
    assert server.get("/search?q=bridge")[1]["Location"] == "/search/?q=bridge"


def test_a_redirection_never_leads_to_another_host(server: Server) -> None:
    # A browser reads `//timeline/` as a host.
    status, headers, _ = server.get("//timeline")
    assert status == 404 or not headers.get("Location", "").startswith("//")


@pytest.mark.parametrize("address", ["/", "/nowhere/", "/static/site.css", "/timeline"])
def test_the_headers_are_those_of_production(server: Server, address: str) -> None:
    headers = server.get(address)[1]
    assert {name: headers.get(name) for name, _ in HEADERS} == dict(HEADERS)
    assert headers.get("Cache-Control") == (None if address == "/timeline" else "no-cache")
    assert "Python" not in headers.get("Server", "")


def test_the_headers_stand_in_the_published_file_too(server: Server) -> None:
    lines = tree(server.archive.site)["_headers"].decode().split("\n")
    assert lines[0] == "/*"
    assert [line.strip() for line in lines[1:-1]] == [f"{name}: {value}" for name, value in HEADERS]


def test_what_is_not_there_gets_the_site_s_own_page(server: Server) -> None:
    for address in ("/nowhere/", "/articles/nothing/", "/timeline/index.htm", "/%F0%9F%90%B1"):
        status, headers, body = server.get(address)
        assert (status, body) == (404, tree(server.archive.site)["404.html"]), address
        assert headers["Content-Type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1", 200), ("127.0.0.1:1", 200), ("localhost", 200), ("LOCALHOST:8000", 200), ("[::1]:8000", 200),
        ("evil.example", 403), ("127.0.0.1.evil.example", 403), ("localhost.evil.example", 403), ("", 403),
        ("evil.example@127.0.0.1.evil.example", 403), ("[", 403),
    ],
)  # fmt: skip
def test_only_this_machine_s_own_names_are_answered(server: Server, host: str, status: int) -> None:
    # A page elsewhere that points its own name at this machine must not read the archive.
    line = server.send(f"GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
    assert line.split()[1:2] == [str(status).encode()] or (status == 403 and line.split()[1:2] == [b"400"]), line


def test_a_request_without_a_host_is_refused(server: Server) -> None:
    assert server.send(b"GET / HTTP/1.0\r\n\r\n").split()[1] in (b"400", b"403")


@pytest.mark.parametrize(
    "path",
    [
        "/../content/site.yaml",
        "/%2e%2e/content/site.yaml",
        "/..%2fcontent%2fsite.yaml",
        "/static/../../content/site.yaml",
        "/static/%2e%2e/%2e%2e/content/site.yaml",
        "/..\\content\\site.yaml",
        "/%5c..%5ccontent",
        "//etc/passwd",
        "/%2fetc/passwd",
        "/.sitegen-files",
        "/%2esitegen-files",
        "/.git/config",
        "/static/site.css%00.html",
        "/a-link-out/site.yaml",
        "/" + "x" * 5000,
        "/" + "x/" * 2000,
        "//[",
        "http://[/",
    ],
)
def test_no_address_leads_out_of_the_site(server: Server, path: str) -> None:
    link = server.archive.site / "a-link-out"
    if not link.is_symlink():
        link.symlink_to(server.archive.content, target_is_directory=True)
    before = len(server.complaints)
    line = server.send(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())
    assert line.split()[1:2] in ([b"404"], [b"400"], [b"414"]), (path[:40], line)
    assert server.complaints[before:] == []


def test_other_methods_are_refused(server: Server) -> None:
    for method in ("POST", "PUT", "DELETE", "OPTIONS", "TRACE"):
        assert server.get("/", method)[0] == 501, method


def test_many_connections_at_once_are_all_answered(server: Server) -> None:
    answers: list[int] = []
    threads = [threading.Thread(target=lambda: answers.append(server.get("/")[0])) for _ in range(60)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [200] * 60


def test_the_server_wrote_nothing_but_what_it_serves(server: Server) -> None:
    assert server.complaints == []
    assert server.process.poll() is None


def test_a_change_is_shown_without_a_restart_and_a_mistake_is_told(tmp_path: Path) -> None:
    archive = small_archive(tmp_path / "a")
    server = serving(archive, "--no-search")
    try:
        path = archive.articles()[0]
        front, body = read_record(path)
        address = f"/articles/{path.stem}/"
        assert front["title"].encode() in server.get(address)[2]

        write_record(path, front | {"title": "A title that was just typed"}, body)
        assert wait_for(lambda: b"A title that was just typed" in server.get(address)[2])
        assert wait_for(lambda: any("written" in line for line in server.lines[-4:]))

        (archive.themes / "mine/templates/parts/foot-extra.html").write_text("<p>A new foot", encoding="utf-8")
        assert wait_for(lambda: b"A new foot" in server.get("/")[2])

        # A template with a mistake: the site that stood there stays, and the server goes on.
        (archive.themes / "mine/templates/parts/foot-extra.html").write_text("{% if %}", encoding="utf-8")
        assert wait_for(lambda: any("foot-extra.html:1" in line for line in server.complaints))
        assert b"A new foot" in server.get("/")[2]
        (archive.themes / "mine/templates/parts/foot-extra.html").write_text("<p>Mended", encoding="utf-8")
        assert wait_for(lambda: b"Mended" in server.get("/")[2])

        # A record with a mistake: told with its place; the rest is shown.
        broken = archive.content / "articles/2021/2021-01-01-broken.md"
        broken.write_text("---\ntitle: [\n---\n", encoding="utf-8")
        assert wait_for(lambda: any("2021-01-01-broken.md:" in line for line in server.complaints))
        path.unlink()
        assert wait_for(lambda: server.get(address)[0] == 404)

        # An original that is laid into the folder becomes an article.
        (archive.content / "raw/saved-9.txt").write_text(
            (archive.content / "raw/saved-1.txt").read_text(encoding="utf-8").replace("March 12", "March 28"),
            encoding="utf-8",
        )
        assert wait_for(lambda: any("new record" in line for line in server.lines))
        assert "Traceback" not in "".join(server.complaints)
    finally:
        code = server.stop()
    assert code == 0
    assert wait_for(lambda: "stopped\n" in server.lines)


def test_a_change_made_while_the_site_is_rebuilt_is_not_missed(small: Archive) -> None:
    folders, stop, calls = Folders(small.content, small.themes, small.site), threading.Event(), []

    def rebuild() -> None:
        calls.append(len(calls))
        if len(calls) == 1:  # somebody saves a file while the build runs
            (small.content / "pages/about.md").write_text("Saved meanwhile.\n", encoding="utf-8")
        else:
            stop.set()

    watcher = threading.Thread(target=watch, args=(folders, rebuild, stop, 0.02), daemon=True)
    watcher.start()
    time.sleep(0.1)  # until it has seen the files as they are
    (small.content / "pages/method.md").write_text("Saved first.\n", encoding="utf-8")
    watcher.join(5)
    stop.set()
    assert calls == [0, 1]


def test_ctrl_c_stops_it_at_once_and_well(tmp_path: Path) -> None:
    server = serving(small_archive(tmp_path / "a"), "--no-search")
    start = time.monotonic()
    assert server.stop() == 0
    assert time.monotonic() - start < 5
    assert wait_for(lambda: server.lines[-1] == "stopped\n")
    assert server.complaints == []
    with pytest.raises(OSError), socket.create_connection(("127.0.0.1", server.port), timeout=2):
        pass


def test_a_port_that_is_taken_is_said_with_a_hint(tmp_path: Path) -> None:
    archive = small_archive(tmp_path / "a")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        run = subprocess.run(
            command("serve", *archive.places(), "--port", port, "--no-search"), env=environment(), text=True,
            capture_output=True, timeout=60, check=False,
        )  # fmt: skip
    assert run.returncode == 2
    assert f"port {port} cannot be used" in run.stderr and "--port 0" in run.stderr
    assert "Traceback" not in run.stderr


def test_it_serves_while_a_build_of_another_process_replaces_the_site(tmp_path: Path) -> None:
    archive = small_archive(tmp_path / "a")
    server = serving(archive, "--no-search")
    try:
        path = archive.articles()[0]
        front, body = read_record(path)
        seen: set[int] = set()
        for number in range(4):
            write_record(path, front | {"title": f"Title {number}"}, body)
            other = subprocess.Popen(
                command("build", *archive.places(), "--no-search", "--quiet", "--jobs", "1"), env=environment()
            )
            while other.poll() is None:
                seen.add(server.get("/")[0])
            assert other.returncode == 0
        assert seen == {200}
    finally:
        server.stop()
    assert os.path.isfile(archive.site / "index.html")


def test_a_program_learns_the_port_from_one_line_of_json(tmp_path: Path) -> None:
    archive = small_archive(tmp_path / "small")
    line = command("serve", *archive.places(), "--port", "0", "--jobs", "1", "--json")
    process = subprocess.Popen(
        line, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True
    )
    try:
        assert process.stdout is not None
        address = json.loads(process.stdout.readline())["address"]
        found = re.fullmatch(r"http://127\.0\.0\.1:(\d+)/", address)
        assert found, address
        connection = http.client.HTTPConnection("127.0.0.1", int(found.group(1)), timeout=10)
        connection.request("GET", "/")
        assert connection.getresponse().status == 200
        connection.close()
    finally:
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, out, err) == (0, "", ""), "one line, and nothing else"
