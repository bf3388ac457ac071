"""Pages → search bundles, one for each language, and the table of names that queries are expanded with.

The one door to Pagefind. Nothing in here changes a page or decides what stands on one.
"""

from sitegen.search.bundle import FACETS, BundleError, bundle_content, check_bundle, facet_table, words_in
from sitegen.search.index import (
    IndexResult,
    SearchPage,
    by_language,
    index_key,
    index_pages,
    language_folder,
    pagefind_version,
)
from sitegen.search.names import name_rows

__all__ = [
    "FACETS",
    "BundleError",
    "IndexResult",
    "SearchPage",
    "bundle_content",
    "by_language",
    "check_bundle",
    "facet_table",
    "index_key",
    "index_pages",
    "language_folder",
    "name_rows",
    "pagefind_version",
    "words_in",
]
