"""A real Chromium, a server for built sites, and a record of everything a page did that it should not do.

    def test_home(page, site_server, assert_quiet):
        page.goto(site_server(folder))
        ...
        assert_quiet()

`open_page(**options)` opens further pages with Playwright's context options: `java_script_enabled=False`,
`color_scheme="dark"`, `viewport={"width": 390, "height": 844}`, `reduced_motion="reduce"`.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import browser_path
import pytest
from static_server import Rules, StaticServer

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ARGUMENTS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Violations inside the page; Chromium names most of them on the console as well.
WATCH_POLICY = """
document.addEventListener("securitypolicyviolation", (event) => {
  console.error(`policy violation: ${event.effectiveDirective} ${event.blockedURI}`)
})
"""


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """Outside CI the browser tests are skipped where something is missing, loudly; in CI nothing is skipped."""
    if reason := browser_path.missing(Path(sys.executable)):
        if os.environ.get("CI"):
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=browser_path.find(), args=[*ARGUMENTS, *root])
        yield opened
        opened.close()


@dataclass
class Record:
    """What the pages of one test did."""

    origins: set[str] = field(default_factory=set)  # of the servers that the test started
    faults: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def strangers(self) -> list[str]:
        """Requests that went anywhere but to the test's own servers."""
        local = {"data", "blob", "about", "file"}
        parts = [(address, urlsplit(address)) for address in self.requests]
        return [a for a, p in parts if p.scheme not in local and f"{p.scheme}://{p.netloc}" not in self.origins]

    def assert_quiet(self, ignore: str | None = None) -> None:
        """No error on the console or in a script, no policy violation, no request to another host.

        `ignore` is a part of the messages that are expected, such as "404" on the page for what is not found.
        """
        faults = [fault for fault in self.faults if ignore is None or ignore not in fault]
        faults += [f"request to another host: {address}" for address in self.strangers()]
        assert not faults, "\n".join(faults)


@pytest.fixture
def record() -> Record:
    return Record()


@pytest.fixture
def assert_quiet(record: Record) -> Callable[..., None]:
    return record.assert_quiet


@pytest.fixture
def open_page(browser: "Browser", record: Record) -> "Iterator[Callable[..., Page]]":
    with ExitStack() as stack:

        def opener(**options: Any) -> "Page":
            context = browser.new_context(**options)
            stack.callback(context.close)
            context.set_default_timeout(15_000)
            context.add_init_script(WATCH_POLICY)
            context.on("request", lambda request: record.requests.append(request.url))
            context.on(
                "console",
                lambda message: message.type == "error" and record.faults.append(f"console: {message.text}"),
            )
            context.on("weberror", lambda error: record.faults.append(f"script error: {error.error}"))
            return context.new_page()

        yield opener


@pytest.fixture
def page(open_page: "Callable[..., Page]") -> "Page":
    return open_page()


@pytest.fixture
def site_server(record: Record) -> Iterator[Callable[..., str]]:
    """site_server(folder, prefix="", rules=None) serves a folder until the test ends and returns its address."""
    with ExitStack() as stack:

        def serve(folder: Path, prefix: str = "", rules: Rules | None = None) -> str:
            server = stack.enter_context(StaticServer(folder, prefix, rules))
            record.origins.add(server.origin)
            return server.url

        yield serve
