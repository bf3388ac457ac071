"""The site's Content-Security-Policy: the second wall behind the allow-list.

It is sent as a header where a host reads `_headers` or netlify.toml, and stands in each page for all others.
"""

from __future__ import annotations

PAGE_POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; "
    "base-uri 'none'"
)
"""For a `meta` element."""
POLICY = f"{PAGE_POLICY}; frame-ancestors 'none'"
"""For a header: who may show the page in a frame cannot be said in the page itself."""
