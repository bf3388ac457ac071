"""The server that the browser tests use behaves as a static host does."""

import urllib.error
import urllib.request
from pathlib import Path

import pytest
from static_server import StaticServer, headers_for, parse_headers

HEADERS = """
# for all
/*
  X-One: 1
  Link: <a>
  Link: <b>
/deep/:id/*
  x-one: 2
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    (folder / "deep" / "x").mkdir(parents=True)
    (folder / "index.html").write_text("home")
    (folder / "404.html").write_text("not here")
    (folder / "deep" / "x" / "index.html").write_text("deep")
    (folder / "deep" / "x" / "ж.txt").write_text("ж")
    (folder / "_headers").write_text(HEADERS)
    (tmp_path / "secret.txt").write_text("secret")
    return folder


def get(url: str) -> tuple[int, str, str, dict[str, str]]:
    try:
        response = urllib.request.urlopen(url, timeout=5)
    except urllib.error.HTTPError as error:
        response = error
    with response:
        return response.status, response.url, response.read().decode(), dict(response.headers)


def test_headers_are_read_and_the_later_rule_counts() -> None:
    rules = parse_headers(HEADERS)
    assert rules == [("/*", {"X-One": "1", "Link": "<a>, <b>"}), ("/deep/:id/*", {"x-one": "2"})]
    assert headers_for(rules, "/") == {"X-One": "1", "Link": "<a>, <b>"}
    assert headers_for(rules, "/deep/x/") == {"x-one": "2", "Link": "<a>, <b>"}
    with pytest.raises(ValueError, match="not a path"):
        parse_headers("X-One: 1")


@pytest.mark.parametrize("prefix", ["", "archive", "/a/b/"])
def test_pages_are_served_under_any_prefix(site: Path, prefix: str) -> None:
    with StaticServer(site, prefix) as server:
        status, _, body, headers = get(server.url)
        assert (status, body, headers["X-One"]) == (200, "home", "1")
        assert headers["Content-Type"] == "text/html; charset=utf-8"
        assert get(server.url + "deep/x")[1:3] == (server.url + "deep/x/", "deep")
        assert get(server.url + "deep/x/")[3]["x-one"] == "2"
        assert get(server.url + "deep/x/%D0%B6.txt")[2] == "ж"
        assert get(server.url + "nothing")[0:3:2] == (404, "not here")
        assert get(server.url + "_headers")[0] == 404
        assert get(server.url + "%2e%2e/secret.txt")[0] == 404
        if prefix:
            assert get(server.origin + "/")[0] == 404
