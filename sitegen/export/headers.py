"""The site's security policy, as a `_headers` file in the form that static hosts read.

`sitegen serve` sends the same headers, so that what breaks under the policy breaks at home.
"""

from __future__ import annotations

from sitegen.model.config import Site
from sitegen.model.policy import POLICY
from sitegen.model.views import HeadersView

HEADERS = (
    ("Content-Security-Policy", POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
)


def headers_file(view: HeadersView, site: Site) -> bytes:
    """`_headers`: one block for every address."""
    lines = ["/*", *(f"  {name}: {value}" for name, value in HEADERS)]
    return ("\n".join(lines) + "\n").encode("utf-8")
