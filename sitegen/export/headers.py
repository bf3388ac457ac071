"""The site's security policy, as a `_headers` file in the form that static hosts read.

`sitegen serve` sends the same headers, so that what breaks under the policy breaks at home.
"""

from __future__ import annotations

from sitegen.model.config import Site
from sitegen.model.views import HeadersView

POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
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
