"""`sitegen messages`: the catalogues of the interface's words, brought up to date for translators."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from sitegen.base.files import write_atomic
from sitegen.base.problems import Problem, SitegenError
from sitegen.render import DEFAULT, LOCALE, Theme, load_theme
from sitegen.render.catalogues import Found, in_code, in_template, merged, source_catalogue

SOURCE_FILE = "sitegen.pot"
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*\Z")
_PACKAGE = Path(__file__).parents[1]


def refresh(themes: Path, name: str, languages: Sequence[str]) -> list[Path]:
    """Writes the source catalogue, and today's messages into every catalogue beside it.

    Args:
        name: of a theme: its catalogues hold all messages, those of its own templates too; those of the default theme
            are the package's own.
        languages: of catalogues to begin.

    Returns:
        The files that changed.

    Raises:
        SitegenError: the theme cannot be read, or the package is installed and not a source tree.
    """
    for language in languages:
        if not _LANGUAGE.match(language):
            hint = "a language tag (BCP 47) such as uk or sr-Latn"
            raise SitegenError(Problem("usage", f"`{language}` is not a language", hint=hint))
    theme = load_theme(themes, name)
    folder = LOCALE if name == DEFAULT else theme.folder / "locale"
    if name == DEFAULT and not (_PACKAGE.parent / "pyproject.toml").is_file():
        hint = "name your theme: `sitegen messages --theme NAME`; its catalogues win over those of sitegen"
        raise SitegenError(Problem("usage", "the catalogues of an installed sitegen are not written", hint=hint))
    source = source_catalogue(messages_of(theme))
    files = {folder / SOURCE_FILE: source}
    for path in [*sorted(folder.glob("*.po")), *(folder / f"{language}.po" for language in languages)]:
        files[path] = merged(path.read_bytes() if path.is_file() else b"", source, path.stem)
    changed = [path for path, data in files.items() if not path.is_file() or path.read_bytes() != data]
    for path in changed:
        write_atomic(path, files[path])
    return changed


def messages_of(theme: Theme) -> Iterator[Found]:
    """The messages of a theme's templates, then those of sitegen's own code."""
    for file, text in theme.texts():
        yield from in_template(file, text)
    for path in sorted(_PACKAGE.rglob("*.py")):
        yield from in_code(f"sitegen/{path.relative_to(_PACKAGE).as_posix()}", path.read_text("utf-8"))
