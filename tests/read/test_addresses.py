"""Which addresses from outside may become links."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.read.addresses import is_misleading, is_safe_link, is_web_address
from sitegen.read.body import render_text

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


@pytest.mark.parametrize(
    ("words", "url"),
    [
        ("https://bank.example/", "https://evil.invalid/"), ("www.bank.example", "https://bank.example.evil.invalid/"),
        ("bank.example", "https://bank-example.invalid/x"), ("https://\u0430pple.com", "https://xn--pple-43d.com/"),
        (" BANK.example/in ", "http://evil.invalid"),
    ],
)  # fmt: skip
def test_a_link_whose_words_name_another_host_misleads(words: str, url: str) -> None:
    assert is_misleading(words, url)


@pytest.mark.parametrize(
    ("words", "url"),
    [
        ("https://bank.example/", "https://www.bank.example/in"), ("bank.example", "http://bank.example"),
        ("bank.example", "https://uk.bank.example/"), ("a report", "https://bank.example/"), ("U.S.", "https://x.example"),
        ("12.30", "https://x.example/"), ("", "https://x.example/"), ("bank.example said so", "https://x.example/"),
    ],
)  # fmt: skip
def test_other_words_do_not(words: str, url: str) -> None:
    assert not is_misleading(words, url)


def test_the_true_host_is_shown_beside_the_words() -> None:
    shown = render_text("[https://bank.example/](https://evil.invalid/x)")
    assert 'class="elsewhere" title="evil.invalid"' in shown and ">https://bank.example/</a>" in shown
