"""Addresses: no two pages at one, none that another system would take for another, none that a page can take."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from hostile.hostile_archives import Laid, lay_records
from hostile.kinds import PLAIN
from hostile.places import front, write

from sitegen.build.cache import Cache
from sitegen.build.folders import Folders
from sitegen.build.planning import Options, plan_site
from sitegen.model.config import RESERVED

ODD = ("unattributed", "others", "history", "money", "2021-03", "2021", "index", "page", "data", "editions", "gaps")


@pytest.fixture(scope="module")
def addresses(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Of an archive whose records have the names of the site's own pages."""
    laid: Laid = lay_records(tmp_path_factory.mktemp("odd"), [PLAIN])
    content = laid.archive.content
    for id in ODD:
        write(content / f"actors/{id}.yaml", front(name=f"Bo {id} Holt", type="person"))
        write(content / f"sources/{id}.yaml", front(name=f"The {id}"))
        write(content / f"places/{id}.yaml", front(name=f"Port {id}"))
        write(content / f"events/{id}.yaml", front(title=id, date="2021-03-01", actors=[id]))
        write(content / f"articles/2021/{id}.md", f"---\n{front(title=id, date='2021-03-01', actors=[id])}---\n"
              f"“We saw it,” said Bo {id} Holt.\n")  # fmt: skip
    folders = Folders(content, laid.archive.themes, laid.site)
    cache = Cache(folders.cache)
    try:
        return [page.address for page in plan_site(folders, Options(), cache, None).pages]
    finally:
        cache.close()


def test_no_two_pages_have_one_address_on_any_file_system(addresses: list[str]) -> None:
    seen = [address.casefold().rstrip("/") for address in addresses]
    assert len(addresses) > 100 and sorted({one for one in seen if seen.count(one) > 1}) == []


def test_no_file_lies_where_another_address_needs_a_folder(addresses: list[str]) -> None:
    files = {address for address in addresses if not address.endswith("/")}
    folders = {str(parent) for address in addresses for parent in PurePosixPath(f"{address}index.html").parents}
    assert files & folders == set()


def test_no_page_of_an_archive_can_take_an_address_of_the_site(addresses: list[str]) -> None:
    steps = {address.split("/")[1] for address in addresses if address.count("/") > 1}
    assert steps - RESERVED == {"about"}, "the archive's own page, and nothing else"


def test_every_address_is_a_name_that_every_system_takes(addresses: list[str]) -> None:
    from hostile.scan import _DEVICE, _FILE_NAME

    parts = {part for address in addresses for part in address.split("/") if part}
    assert [part for part in parts if not _FILE_NAME.match(part) or _DEVICE.match(part)] == []
