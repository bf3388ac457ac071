"""`sitegen export FORMAT`: the archive's citations, data, texts and deposit packages."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import sitegen
from sitegen.base.problems import Problem, SitegenError
from sitegen.build.audit import Audit
from sitegen.build.cache import Cache
from sitegen.build.depositing import content_files
from sitegen.build.folders import Folders
from sitegen.build.lock import lock
from sitegen.build.packing import Files, held
from sitegen.build.planning import Options, Planned, plan_site
from sitegen.build.rendering import render_all
from sitegen.export import serialise
from sitegen.export.bag import PAYLOAD, tag_files
from sitegen.export.crate import METADATA, crate_metadata
from sitegen.export.data import json_document
from sitegen.export.datapackage import package_json
from sitegen.export.readme import readme
from sitegen.export.tables import csv_file, jsonl_file
from sitegen.model.config import site_of
from sitegen.model.data_views import LinesView, PackageView, TableParts, TeiView
from sitegen.model.deposit import DOCUMENTS, Deposit
from sitegen.model.tables import TABLES
from sitegen.model.views import ArticleView, DataView, Page
from sitegen.plan import edition_label, entities, licence_of, table_rows

_CITATIONS = {"bibtex": "citations.bib", "ris": "citations.ris", "csl-json": "citations.csl.json"}


@dataclass(slots=True)
class Exported:
    """What an export gave."""

    files: dict[str, bytes | Path]
    """By path in the package; a document has one, without a name."""
    withheld: int
    """How many files of the archive are not in the package."""
    problems: list[Problem]

    @property
    def document(self) -> bytes:
        data = self.files[""]
        assert isinstance(data, bytes)
        return data


def export(folders: Folders, options: Options, form: str, day: str = "") -> Exported:
    """One form of the archive, with its problems.

    Args:
        form: one of `model.deposit.FORMATS`.
        day: ISO day that deposit packages state as theirs; the same content and day give the same bytes.

    Raises:
        SitegenError: a file would say what must not be published; nothing is given.
    """
    folders.check()
    with lock(folders.cache), contextlib.closing(Cache(folders.cache)) as cache:
        planned = plan_site(folders, options, cache, None, with_theme=False)
        cache.save()
        made = _Maker(folders, planned, cache, day)
        files = made.make(form)
        _refuse_leaks(files, Audit(planned, cache, folders.cache, folders.out))
    return Exported(files, made.withheld, planned.problems)


def _refuse_leaks(files: Files, audit: Audit) -> None:
    for name, data in sorted(files.items()) if audit.has_work else ():
        leak = audit.problem_in(name, data if isinstance(data, bytes) else data.read_bytes())
        if leak:
            hint = "nothing was written; take the words out of records, notes, events and pages"
            raise SitegenError(Problem(leak.code, leak.message, leak.path, hint=hint))


class _Maker:
    """The files of one export."""

    def __init__(self, folders: Folders, planned: Planned, cache: Cache, day: str) -> None:
        self.folders, self.planned, self.cache, self.day = folders, planned, cache, day
        self.site = site_of(planned.library.config)
        self.withheld = 0

    def make(self, form: str) -> dict[str, bytes | Path]:
        if form in DOCUMENTS:
            return {"": self.document(form)}
        makers: dict[str, Callable[[], dict[str, bytes | Path]]] = {
            "csv": lambda: {**self.tables("csv"), "README.md": readme(self.about())},
            "jsonl": lambda: {**self.tables("jsonl"), "README.md": readme(self.about())},
            "datapackage": self.package,
            "tei": self.tei,
            "ro-crate": self.crate,
            "bagit": self.bag,
        }
        return makers[form]()

    def document(self, form: str) -> bytes:
        library = self.planned.library
        if form == "json":
            table, rows = TABLES[0], table_rows(library)[TABLES[0].name]
            names = [field.name for field in table.fields]
            return json_document(DataView(tuple(tuple(zip(names, row, strict=True)) for row in rows)), self.site)
        if form == "ftm":
            lines = tuple(entity for found in entities(library).values() for entity in found)
            return serialise(Page("/data/ftm.jsonl", LinesView(lines)), self.site)
        if form == "annotations":
            page = next(page for page in self.planned.pages if page.address == "/data/annotations.jsonld")
            return serialise(page, self.site)
        return self.citations(form)

    def citations(self, form: str) -> bytes:
        views = (page.view for page in self.planned.pages)
        citations = [view.citation for view in views if isinstance(view, ArticleView) and not view.withdrawn]
        if form == "csl-json":
            items = [item for citation in citations for item in json.loads(citation.csl)]
            return (json.dumps(items, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
        texts = [citation.bibtex if form == "bibtex" else citation.ris for citation in citations]
        return ("\n\n".join(texts) + "\n").encode("utf-8")

    def tables(self, form: str) -> dict[str, bytes | Path]:
        """Each table as one file, however large the archive is."""
        write = csv_file if form == "csv" else jsonl_file
        found = table_rows(self.planned.library)
        return {f"{table.name}.{form}": write(table, found[table.name]) for table in TABLES}

    def package(self) -> dict[str, bytes | Path]:
        """The CSV tables with their description, which here knows their sizes and digests."""
        files = self.tables("csv")
        found, about = table_rows(self.planned.library), self.about()
        parts = tuple(TableParts(table.name, (table.name,), len(found[table.name])) for table in TABLES)
        view = PackageView(about.title, about.description, about.licence, about.statement, parts, about.edition)
        fixity = {one.name: (one.size, one.sha256) for one in held(files)}
        return {**files, "datapackage.json": package_json(view, self.site, fixity)}

    def tei(self) -> dict[str, bytes | Path]:
        pages = [page for page in self.planned.pages if isinstance(page.view, TeiView)]
        rendered = render_all(pages, self.planned, self.cache)
        return {f"{page.view.slug}.xml": data for page, data in rendered}

    def crate(self) -> dict[str, bytes | Path]:
        """All forms together, with the archive as it is edited as far as rights allow."""
        taken = content_files(self.folders, self.planned)
        self.withheld = taken.withheld
        data = {**self.package(), **self.tables("jsonl")}
        data |= {"ftm.jsonl": self.document("ftm"), "annotations.jsonld": self.document("annotations")}
        data |= {name: self.citations(form) for form, name in _CITATIONS.items()}
        files: dict[str, bytes | Path] = {"README.md": readme(self.about())}
        files |= {f"content/{name}": path for name, path in taken.files.items()}
        files |= {f"data/{name}": found for name, found in data.items()}
        files |= {f"tei/{name}": found for name, found in self.tei().items()}
        return {**files, METADATA: crate_metadata(held(files), self.about())}

    def bag(self) -> dict[str, bytes | Path]:
        """The crate as the payload of a bag."""
        payload = self.crate()
        tags = tag_files(held(payload), self.about())
        return {**tags, **{PAYLOAD + name: data for name, data in payload.items()}}

    def about(self) -> Deposit:
        library, config = self.planned.library, self.planned.library.config
        return Deposit(
            title=config.title,
            description=config.description,
            address=config.base_url,
            language=config.language,
            publisher=config.publisher,
            statement=config.rights.statement,
            licence=licence_of(config.rights.statement),
            edition=edition_label(library),
            day=self.day,
            agent=f"sitegen {sitegen.__version__}",
            articles=len(library.articles),
            withheld=self.withheld,
        )
