"""Settings of Pelican: its own tags are the actors, its categories the sources, its months the timeline."""

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT))

PATH, OUTPUT_PATH, THEME = str(ROOT / "content"), str(ROOT / "public"), str(ROOT / "theme")
SITENAME, SITEURL, TIMEZONE, DEFAULT_LANG = "A made archive", "https://made.example", "UTC", "en"
DATA = json.loads((ROOT / "data.json").read_text(encoding="utf-8"))
PEOPLE, SOURCES, OWN_PAGES_ABOVE = DATA["people"], DATA["sources"], DATA["own_pages_above"]
PLUGINS = ["made_lists"]
ARTICLE_PATHS, PAGE_PATHS, STATIC_PATHS = ["articles"], [], []
ARTICLE_URL, ARTICLE_SAVE_AS = "articles/{slug}/", "articles/{slug}/index.html"
TAG_URL, TAG_SAVE_AS = "actors/{slug}/", "actors/{slug}/index.html"
CATEGORY_URL, CATEGORY_SAVE_AS = "sources/{slug}/", "sources/{slug}/index.html"
MONTH_ARCHIVE_URL = "timeline/{date:%Y}-{date:%m}/"
MONTH_ARCHIVE_SAVE_AS = "timeline/{date:%Y}-{date:%m}/index.html"
AUTHOR_SAVE_AS = ""
DIRECT_TEMPLATES = ["index", "tags", "categories", "archives", "sitemap"]
TAGS_SAVE_AS, CATEGORIES_SAVE_AS = "actors/index.html", "sources/index.html"
ARCHIVES_SAVE_AS, SITEMAP_SAVE_AS = "timeline/index.html", "sitemap.xml"
FEED_ALL_ATOM, FEED_MAX_ITEMS = "feed.xml", 50
CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
DEFAULT_PAGINATION = False
TYPOGRIFY = False
MARKDOWN = {"extensions": [], "output_format": "html5"}
# What was read is kept for the next run.
CACHE_CONTENT = LOAD_CONTENT_CACHE = True
CONTENT_CACHING_LAYER, CHECK_MODIFIED_METHOD = "reader", "mtime"
CACHE_PATH = str(ROOT / "cache")
