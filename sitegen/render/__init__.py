"""Pages to bytes: a page's value, put through a template of the theme.

This room decides how things look, never what stands on a page. It is the one door to Jinja.
"""

from __future__ import annotations

from sitegen.render.interface import LOCALE
from sitegen.render.page import render_page
from sitegen.render.theme import DEFAULT, Theme, load_theme

__all__ = ["DEFAULT", "LOCALE", "Theme", "load_theme", "render_page"]
