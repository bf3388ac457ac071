"""Which addresses from outside may become links."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.read.addresses import is_safe_link, is_web_address

WEB = [
    "https://example.org/a?b=c#d",
    "http://example.org",
    "HTTPS://EXAMPLE.ORG/",
    "https://пример.бел/навіны",
    "http://[::1]:8000/",
    "https://example.org/a:b;c,(d)",
]
INSIDE = ["../../actors/ada/", "#p3", "/articles/x/", "?q=a:b", "a/b:c", "", "notes.html"]
HOSTILE = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    "\x01javascript:alert(1)",
    "\u200bjavascript:alert(1)",
    "vbscript:x",
    "data:text/html;base64,PHNjcmlwdD4=",
    "file:///etc/passwd",
    "blob:https://example.org/x",
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https:evil.example",
    "https:///evil.example",
    "https:\\\\evil.example",
    "http://",
    "https://user:password@example.org/",
    "https://example.org@evil.example/",
    "https://exa mple.org/",
    "https://example.org/\u202egro.elpmaxe",
    "http://[::1",
    "javascript&colon;alert(1)",
]


@pytest.mark.parametrize("url", WEB)
def test_addresses_of_the_web_are_links(url: str) -> None:
    assert is_web_address(url) and is_safe_link(url)


@pytest.mark.parametrize("url", INSIDE)
def test_relative_addresses_stay_inside_and_are_none_of_the_web(url: str) -> None:
    assert is_safe_link(url) and not is_web_address(url)


def test_mail_may_be_written_to() -> None:
    assert is_safe_link("mailto:a@example.org") and not is_web_address("mailto:a@example.org")


@pytest.mark.parametrize("url", [url for url in HOSTILE if "&colon" not in url])
def test_everything_else_is_no_link(url: str) -> None:
    assert not is_web_address(url) and not is_safe_link(url)


def test_an_entity_is_no_way_to_write_a_colon() -> None:
    # As a relative address it leads nowhere; as HTML it is escaped once more (see the hostile texts).
    assert not is_web_address("javascript&colon;alert(1)")


@settings(deadline=None)
@given(st.text(max_size=30) | st.sampled_from(HOSTILE + WEB).flatmap(lambda url: st.text(max_size=3).map(url.__add__)))
def test_no_address_raises_and_a_scheme_that_is_let_through_is_known(url: str) -> None:
    if is_safe_link(url):
        head = url.split("/")[0].split("?")[0].split("#")[0]
        assert ":" not in head or head.lower().split(":")[0] in ("http", "https", "mailto")
