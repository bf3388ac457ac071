"""netlify.toml says what the rest of the project says: the same command, Python and policy."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from static_server import headers_for, matches, netlify_rules


@pytest.fixture(scope="module")
def netlify(repo: Path) -> dict[str, Any]:
    return tomllib.loads((repo / "netlify.toml").read_text(encoding="utf-8"))


def test_it_builds_with_the_command_that_a_person_types(repo: Path, netlify: dict[str, Any]) -> None:
    assert netlify["build"]["command"] == "./run build"
    assert netlify["build"]["publish"] == "site"
    assert (repo / "run").stat().st_mode & 0o111
    assert "./run build " in (repo / "run").read_text(encoding="utf-8")


def test_python_is_pinned_once(repo: Path, netlify: dict[str, Any]) -> None:
    pinned = (repo / ".python-version").read_text(encoding="utf-8").strip()
    assert netlify["build"]["environment"]["PYTHON_VERSION"] == pinned
    project = tomllib.loads((repo / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert f"Programming Language :: Python :: {pinned}" in project["classifiers"]
    assert tuple(map(int, pinned.split("."))) >= tuple(map(int, re.findall(r"\d+", project["requires-python"])))


def test_the_policy_is_the_one_that_the_build_writes(repo: Path) -> None:
    from sitegen.export import headers

    assert headers_for(netlify_rules(repo / "netlify.toml"), "/")["Content-Security-Policy"] == headers.POLICY
    assert netlify_rules(repo / "netlify.toml")[0] == ("/*", dict(headers.HEADERS))


def test_the_policy_lets_nothing_in_from_outside(repo: Path) -> None:
    policy = headers_for(netlify_rules(repo / "netlify.toml"), "/")["Content-Security-Policy"]
    directives = dict(part.strip().partition(" ")[::2] for part in policy.split(";"))
    assert directives["default-src"] == "'none'"
    allowed = {"'none'", "'self'", "'wasm-unsafe-eval'", "data:"}
    assert {source for sources in directives.values() for source in sources.split()} <= allowed
    assert "'self'" not in directives["frame-ancestors"] and directives["base-uri"] == "'none'"


def test_every_page_has_the_security_headers(repo: Path) -> None:
    rules = netlify_rules(repo / "netlify.toml")
    for path in ("/", "/articles/x/", "/pagefind/en/pagefind.js", "/static/site.css"):
        headers = headers_for(rules, path)
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert headers["Strict-Transport-Security"].startswith("max-age=")
        assert "Permissions-Policy" in headers


def test_only_files_named_by_their_digest_are_kept_for_ever(repo: Path) -> None:
    rules = netlify_rules(repo / "netlify.toml")
    for path in ("fragment/en_1a2b3c4.pf_fragment", "index/en_1a2b3c4.pf_index", "filter/en_1a2b3c4.pf_filter"):
        assert "immutable" in headers_for(rules, f"/pagefind/en/{path}")["Cache-Control"]
    for path in ("/", "/pagefind/en/pagefind-entry.json", "/pagefind/en/pagefind.js", "/static/site.css"):
        assert "immutable" not in headers_for(rules, path).get("Cache-Control", "")


def test_no_address_gets_one_header_from_two_blocks(repo: Path) -> None:
    rules = netlify_rules(repo / "netlify.toml")
    folders = ("fragment", "index", "filter")
    for path in ("/", "/static/site.css", *(f"/pagefind/en/{folder}/x" for folder in folders)):
        names = [name for pattern, headers in rules if matches(pattern, path) for name in headers]
        assert len(names) == len(set(names))


def test_the_build_plugin_is_there(repo: Path, netlify: dict[str, Any]) -> None:
    for plugin in netlify["plugins"]:
        assert (repo / plugin["package"] / "manifest.yml").is_file()
        assert (repo / plugin["package"] / "index.js").is_file()
