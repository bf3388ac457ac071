"""Builds the bundles: one call of the Pagefind program for each language.

- **The program, not its Python interface**: that one can leave files cut off under load and is fed one file at a time.
- **One bundle for each language**, because a bundle has one stemmer. The search page opens every bundle with the
  module that lies in it: joined by Pagefind's `mergeIndex`, all would be searched with the stemmer of the first.
- **Names vary**: two runs over the same pages give files of other names. Compare with `bundle_content`, and take a
  bundle for stale by `index_key`, never by its bytes.
- **Checked**: every file of a bundle is read once after it was built, and the pages in it are compared with those that
  went in.

For languages without a stemmer of Pagefind's (Belarusian, Ukrainian …) words are found as they are printed and by their
beginnings.
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.metadata
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sitegen.base.files import remove, write_atomic
from sitegen.base.problems import ERROR, Problem
from sitegen.search.bundle import ADDRESSES, ENTRY, FACETS, BundleError, address_list, check_bundle, facet_table, packed

# Everything else at the top of a bundle is an interface of Pagefind's own, or the worker that ours does without.
_KEPT = re.compile(
    r"pagefind\.js|pagefind-entry\.json|facets\.json|addresses\.json|pagefind\..+\.pf_meta|wasm\..+\.pagefind"
)
_FOLDERS = ("fragment", "index", "filter")
PATIENCE, PATIENCE_FOR_A_PAGE = 120.0, 0.1
"""Seconds that the program may take: a hundred times as many as it does."""
_SUBTAG = re.compile(r"[a-z]{2,8}")


@dataclass(frozen=True, slots=True)
class SearchPage:
    """A written page that the search finds."""

    file: str
    """Path below the site's folder: ``articles/x/index.html``."""
    language: str
    """BCP 47, or empty where it is not known."""
    digest: str = ""
    """Digest of the page's bytes."""


@dataclass(frozen=True, slots=True)
class IndexResult:
    """What was indexed, and what went wrong."""

    pages: tuple[tuple[str, int], ...] = ()
    """For each language that got its bundle, the number of pages in it."""
    problems: tuple[Problem, ...] = ()


def language_folder(language: str) -> str:
    """Name of a language's bundle: the primary subtag, `und` where the language is not known."""
    subtag = re.split("[-_]", language.strip().lower())[0]
    return subtag if _SUBTAG.fullmatch(subtag) else "und"


def by_language(pages: Iterable[SearchPage]) -> dict[str, tuple[SearchPage, ...]]:
    """Pages by the name of their bundle, both in one order whatever order they came in."""
    groups: dict[str, list[SearchPage]] = {}
    for page in sorted(pages, key=lambda page: page.file):
        groups.setdefault(language_folder(page.language), []).append(page)
    return {language: tuple(groups[language]) for language in sorted(groups)}


def index_key(pages: Iterable[SearchPage], tool: str = "") -> str:
    """Digest of everything a bundle depends on, 32 hexadecimal digits: languages, files, bytes, version of the tool."""
    rows = sorted((language_folder(page.language), page.file, page.digest) for page in pages)
    plain = json.dumps([tool, rows], ensure_ascii=False, separators=(",", ":"))
    return hashlib.blake2b(plain.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def pagefind_version() -> str:
    """Version of the installed Pagefind, for `index_key`; empty where only the path knows it."""
    try:
        return importlib.metadata.version("pagefind-bin")
    except importlib.metadata.PackageNotFoundError:
        return ""


def index_pages(site: Path, out: Path, pages: Sequence[SearchPage], work: Path) -> IndexResult:
    """Builds a bundle for each language of the pages into ``out/<language>/``, in place of the one that stood there.

    A bundle that fails leaves the old one where it is. Bundles of languages that are not among the pages are not
    touched, so that a caller can renew one language alone.

    Args:
        site: the folder of the written site.
        out: ``<site>/pagefind``.
        pages: every page that is to be found.
        work: a folder for passing files, on the same disk as the site if possible; it may be missing, and what this
            call puts there is gone afterwards.
    """
    program = _program()
    if program is None:
        return IndexResult(problems=(_missing("Pagefind is not installed"),) if pages else ())
    # The program runs in a folder of its own, so that no pagefind.yml that lies about changes what it does.
    site, out, work = site.absolute(), out.absolute(), work.absolute()
    done: list[tuple[str, int]] = []
    problems: list[Problem] = []
    if work.exists() and not work.is_dir():
        remove(work)
    for language, group in by_language(pages).items():
        place = work / f"pagefind-{language}"
        try:
            problem = _index_language(program, site, out / language, language, group, place)
        except OSError as error:
            problem = _failed(language, f"{error.filename or place}: {error.strerror or error}")
        finally:
            shutil.rmtree(place, ignore_errors=True)
        if problem is None:
            done.append((language, len(group)))
        else:
            problems.append(problem)
    return IndexResult(tuple(done), tuple(problems))


def _index_language(
    program: Path, site: Path, target: Path, language: str, pages: Sequence[SearchPage], place: Path
) -> Problem | None:
    shutil.rmtree(place, ignore_errors=True)
    bundle = place / "bundle"
    for page in pages:
        _link(site / page.file, place / "pages" / page.file)
    command = [str(program), "--site", str(place / "pages"), "--output-path", str(bundle)]
    command += ["--force-language", "unknown" if language == "und" else language, "--quiet"]
    settings = {name: value for name, value in os.environ.items() if not name.startswith("PAGEFIND_")}
    try:
        run = subprocess.run(
            command, capture_output=True, cwd=place, env=settings, stdin=subprocess.DEVNULL, check=False,
            timeout=PATIENCE + PATIENCE_FOR_A_PAGE * len(pages),
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        return _failed(language, f"the program had not ended after {error.timeout:.0f} seconds and was stopped")
    except OSError as error:
        return _missing(f"Pagefind cannot be started: {error.strerror or error} ({program})")
    if run.returncode != 0:
        said = (run.stderr or run.stdout).decode("utf-8", "replace").strip().splitlines()
        return _failed(language, f"the program ended with {run.returncode}" + (f": {said[0]}" if said else ""))
    try:
        fragments = check_bundle(bundle)
    except BundleError as error:
        return _failed(language, str(error))
    indexed = {_file(str(fragment["url"])) for fragment in fragments.values()}
    if lost := sorted({page.file for page in pages} - indexed):
        more = f" and {len(lost) - 1} more" if len(lost) > 1 else ""
        return _failed(
            language, f"{len(indexed)} of {len(pages)} pages were indexed; not {lost[0]}{more}",
            "each page needs words inside an element with the attribute data-pagefind-body",
        )  # fmt: skip
    table = facet_table(fragments)
    for name, content in ((FACETS, packed(table)), (ADDRESSES, address_list(fragments, table))):
        write_atomic(bundle / name, json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode())
    _thin(bundle, language)
    shutil.rmtree(target, ignore_errors=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(bundle, target)
    return None


def _program() -> Path | None:
    try:
        path = Path(importlib.import_module("pagefind_bin").get_executable())
        return path.absolute()
    except (ImportError, OSError, AttributeError):
        found = shutil.which("pagefind")
        return Path(found).absolute() if found else None


def _link(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except FileNotFoundError:
        raise
    except OSError:
        # Another disk, or a file system without hard links.
        shutil.copyfile(source, target)


def _file(url: str) -> str:
    """The file behind an address as Pagefind writes it (it strips ``index.html``)."""
    path = url.lstrip("/")
    return path if path.endswith(".html") else path + "index.html"


def _thin(bundle: Path, language: str) -> None:
    wasm = json.loads((bundle / ENTRY).read_text("utf-8"))["languages"].popitem()[1]["wasm"] or "unknown"
    for path in bundle.iterdir():
        unused = path.name.startswith("wasm.") and path.name != f"wasm.{wasm}.pagefind"
        if path.is_dir():
            if path.name not in _FOLDERS:
                shutil.rmtree(path)
        elif unused or not _KEPT.fullmatch(path.name):
            path.unlink()


def _missing(what: str) -> Problem:
    return Problem(
        "search-missing", f"{what}, so the site has no search", severity=ERROR,
        hint="install it with `pip install pagefind-bin`, or build with --no-search",
    )  # fmt: skip


def _failed(language: str, what: str, hint: str = "") -> Problem:
    return Problem(
        "search-failed", f"the search index for language `{language}` was not built: {what}", severity=ERROR,
        hint=hint or "build again; if it stays, run with --no-search and report it",
    )  # fmt: skip
