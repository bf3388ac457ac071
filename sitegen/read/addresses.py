"""Addresses that come from outside: only http, https, mailto and relative ones reach a page."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_HOST = re.compile(r"(?:https?://)?((?:[^\W_][\w-]*\.)+[^\W\d_]{2,})(?::\d+)?(?:[/?#]\S*)?\Z", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x20\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069]")


def is_web_address(url: str) -> bool:
    """Whether it is an absolute http or https address with a host and nothing hidden in it."""
    if _CONTROL.search(url):
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme.lower() in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc


def host_of(url: str) -> str:
    """The host of an address as machines write it (`xn--…` for letters beyond ASCII), or an empty text."""
    try:
        return (urlsplit(url).hostname or "").encode("idna").decode().removeprefix("www.")
    except ValueError:
        return ""


def is_misleading(words: str, url: str) -> bool:
    """Whether the words of a link name a host that is not, or only looks like, the one to which it leads."""
    named = _HOST.match(words.strip())
    host = host_of(url)
    if not named or not host:
        return False
    said = host_of(f"https://{named[1]}")
    return not named[1].isascii() or (said != host and not host.endswith(f".{said}"))


def is_safe_link(url: str) -> bool:
    """Whether a text may link there: web, mail, or relative within the site."""
    if _CONTROL.search(url) or url.startswith(("//", "\\", "/\\")):
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    if parts.scheme:
        return parts.scheme.lower() == "mailto" or is_web_address(url)
    return ":" not in re.split("[/?#]", url, maxsplit=1)[0]
