"""Formatted citations of newspaper articles in the styles of the manuals, made with CSL styles of our own."""

from sitegen.cite.citing import STYLES, Reference, formatted

__all__ = ["STYLES", "Reference", "formatted"]
