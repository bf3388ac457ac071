"""The audit: every planted leak is found, and nothing is found where there is none."""

from __future__ import annotations

import gzip
import io
import json
import random
import re
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
import yaml
from archives import SEARCH, Archive, sitegen, tree

from sitegen.build.audit import Audit
from sitegen.build.auditwords import Numbers, streams, words_of
from sitegen.build.cache import Cache
from sitegen.build.folders import Folders
from sitegen.build.planning import Options, plan_site
from sitegen.build.protected import ProtectedNames
from sitegen.model.authority import Actor, Name
from sitegen.search import words_in

LEAKS = yaml.safe_load((Path(__file__).parent / "leaks.yaml").read_text(encoding="utf-8"))
HELD = LEAKS["held"]
ARCHIVE = LEAKS["archive"]


def lay(folder: Path, files: dict[str, str]) -> Folders:
    for name, text in files.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Folders(folder / "content", folder / "themes", folder / "site")


@pytest.fixture(scope="module")
def audit(tmp_path_factory: pytest.TempPathFactory) -> Audit:
    folder = tmp_path_factory.mktemp("audit")
    folders = lay(folder, ARCHIVE)
    with closing(Cache(folders.cache)) as cache:
        planned = plan_site(folders, Options(jobs=1), cache, None, with_theme=False)
        assert len(planned.library.articles) == 4
        made = Audit(planned, cache, folders.cache, folders.out)
        # Only to name the article that words are of is the cache asked again.
        made._cache = Cache(folder / "again")
        cache.save()
    made._cache = Cache(folders.cache)
    return made


def packed(leak: dict[str, str]) -> bytes:
    data = leak["data"].encode(leak.get("encoding", "utf-8"))
    if leak.get("packed") == "fragment":
        return gzip.compress(b"pagefind_dcd" + data)
    if leak.get("packed") == "gzip":
        return gzip.compress(data)
    if leak.get("packed") == "zip":
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("inner.txt", data)
        return held.getvalue()
    return data


@pytest.mark.parametrize("leak", LEAKS["leaks"], ids=lambda leak: leak["where"])
def test_every_planted_leak_is_found(leak: dict[str, str], audit: Audit) -> None:
    audit._seen.clear()
    problem = audit.problem_in(leak.get("file", "x/index.html"), packed(leak))
    assert problem is not None, leak["where"]
    assert problem.code == leak["code"]
    if problem.code == "withheld-text":
        assert f"content/articles/2020/{leak['of']}.md" in problem.message and "“" in problem.message
    else:
        assert "actors/witness" in problem.message
        said = f"{problem.path} {problem.message} {problem.hint}".casefold()
        assert not re.search("quill|квил|квіл|kvill", said), "a protected name is never printed"


def test_there_are_fifty_planted_leaks_and_each_is_another() -> None:
    planted = [(leak["data"], leak.get("file"), leak.get("packed")) for leak in LEAKS["leaks"]]
    assert len(planted) >= 50 and len(set(planted)) == len(planted)


@pytest.mark.parametrize("sound", LEAKS["sound"], ids=lambda sound: sound["where"])
def test_nothing_is_found_where_there_is_nothing(sound: dict[str, str], audit: Audit) -> None:
    audit._seen.clear()
    assert audit.problem_in(sound.get("file", "x/index.html"), packed(sound)) is None


def test_an_archive_with_every_level_of_rights_is_published_without_what_they_hold_back(tmp_path: Path) -> None:
    folders = lay(tmp_path, ARCHIVE)
    result = sitegen("build", "--content", folders.content, "--out", folders.out, "--jobs", "1", "--json")
    assert result.code == 0, result.out + result.err
    said = b"".join(
        " ".join(words_in(name, data) or []).encode() if name.startswith(SEARCH) and ".pf_" in name else data
        for name, data in tree(folders.out).items()
    ).decode("utf-8", "replace")
    for words in HELD:
        assert words not in said
    for form in ("json", "bibtex", "ris", "csl-json"):
        told = sitegen("export", form, "--content", folders.content, "--out", folders.out)
        assert told.code == 0 and not [words for words in HELD if words in told.out]


@pytest.fixture
def mixed(tmp_path: Path) -> Archive:
    lay(tmp_path, ARCHIVE)
    return Archive(tmp_path)


LEAD = "Nine sailors mended the torn nets beside the frozen harbour wall before dawn"


def test_a_leak_publishes_nothing_and_the_old_site_stays(mixed: Archive) -> None:
    mixed.build()
    before = tree(mixed.site)
    page = mixed.content / "pages/about.md"
    page.write_text(f"We read: {LEAD}.\n", encoding="utf-8")
    for _ in range(2):
        result = mixed.run("build", "--json", "--jobs", "1")
        assert result.code == 1 and "withheld-text" in result.codes and result.json["published"] is False
        assert tree(mixed.site) == before
    page.write_text("We read.\n", encoding="utf-8")
    assert mixed.run("build", "--json", "--jobs", "1").code == 0


def test_text_that_is_withheld_later_is_found_in_pages_that_did_not_change(mixed: Archive) -> None:
    path = mixed.content / "articles/2020/2020-05-05-nets.md"
    held = path.read_text(encoding="utf-8")
    path.write_text(held.replace("rights: metadata\n", ""), encoding="utf-8")
    (mixed.content / "pages/about.md").write_text(f"We read: {LEAD}.\n", encoding="utf-8")
    mixed.build()
    path.write_text(held, encoding="utf-8")
    assert "withheld-text" in mixed.run("build", "--json", "--jobs", "1").codes


@pytest.mark.parametrize(("words", "published"), [(11, True), (12, False)])
def test_a_curator_may_come_upon_a_few_of_the_same_words(words: int, published: bool, mixed: Archive) -> None:
    said = " ".join(LEAD.split()[:words])
    (mixed.content / "pages/about.md").write_text(f"We know: {said}, and so on.\n", encoding="utf-8")
    assert mixed.build()["published"] is published


def test_a_theme_that_prints_what_it_should_not_is_found(mixed: Archive) -> None:
    parts = mixed.root / "themes/mine/templates/parts"
    parts.mkdir(parents=True)
    (mixed.root / "themes/mine/theme.yaml").write_text("extends: default\n")
    (parts / "foot-extra.html").write_text(f"<p hidden>{LEAD.replace(' ', '</i> <i>')}</p>")
    site = mixed.content / "site.yaml"
    site.write_text(site.read_text() + "theme: mine\n")
    assert "withheld-text" in mixed.run("build", "--json", "--jobs", "1", "--no-search").codes


def test_only_what_changed_is_read_again_and_a_deleted_memory_changes_nothing(
    mixed: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    look = Audit.problem_in

    def noted(self: Audit, name: str, data: bytes) -> object:
        read.append(name)
        return look(self, name, data)

    monkeypatch.setattr(Audit, "problem_in", noted)
    mixed.build(search=True)
    everything = set(read)
    assert "articles/2020-05-03-ferry/index.html" in everything and any(".pf_fragment" in name for name in everything)
    read.clear()
    mixed.build(search=True)
    assert read == []
    (mixed.content / "pages/about.md").write_text("Other words.\n", encoding="utf-8")
    mixed.build(search=True)
    assert read == ["about/index.html"]
    before = tree(mixed.site)
    for path in (mixed.root / ".sitegen").glob("audit-*"):
        path.unlink()
    read.clear()
    mixed.build(search=True)
    assert set(read) >= {name for name in everything if not name.startswith(SEARCH)} and tree(mixed.site) == before


def test_an_archive_that_holds_nothing_back_costs_nothing(shipped: Archive) -> None:
    shipped.build()
    assert list((shipped.root / ".sitegen").glob("audit-*")) == []
    with closing(sqlite3.connect(shipped.root / ".sitegen/cache.sqlite")) as database:
        assert database.execute("SELECT count(*) FROM items WHERE key LIKE 'runs-%'").fetchone() == (0,)


@pytest.mark.parametrize("rights", ["full", "excerpt", "metadata"])
def test_the_shipped_archive_is_sound_under_any_rights(rights: str, shipped: Archive) -> None:
    site = shipped.content / "site.yaml"
    site.write_text(re.sub(r"(?m)^( *publish: ).*", rf"\g<1>{rights}", site.read_text(encoding="utf-8")))
    # (Of `none` its own page tells: it names an article by its title.)
    assert f"publish: {rights}" in site.read_text(encoding="utf-8")
    result = shipped.run("build", "--json", "--no-search")
    assert result.json["published"] is True and not result.codes & {"withheld-text", "protected-name"}


# Words, however they are written -------------------------------------------------------------------------------------


WORDS = [
    "nine",
    "sailors",
    "torn",
    "nets",
    "beside",
    "the",
    "frozen",
    "harbour",
    "wall",
    "Привет",
    "мир",
    "ёлка",
    "été",
]


@pytest.mark.parametrize("seed", range(40))
def test_words_survive_any_mark_up_and_escaping(seed: int) -> None:
    """A property: eight words in a row are found however they are wrapped, and never in another order."""
    rng = random.Random(seed)
    words = rng.sample(
        [
            "nine",
            "sailors",
            "mended",
            "torn",
            "nets",
            "beside",
            "the",
            "frozen",
            "harbour",
            "wall",
            "Привет",
            "мир",
            "ёлка",
            "été",
        ],
        8,
    )
    wraps = ("{}", "<b>{}</b>", "<span class='x'>{}</span>", "{}<!-- a -->", "<a href='../x/'>{}</a>")
    text = " ".join(rng.choice(wraps).format(word) for word in words)
    for _ in range(rng.randrange(3)):
        escape = rng.choice((json.dumps, lambda told: told.replace("&", "&amp;").replace("<", "&lt;"), _numbered))
        text = escape(text)
    numbers = Numbers()
    wanted = tuple(map(numbers.__getitem__, words_of(" ".join(words))))
    assert any(_within(wanted, [numbers[word] for word in found]) for found in streams(f"<p>{text}</p>"))
    other = (*wanted[1:], wanted[0])
    assert not any(_within(other, [numbers[word] for word in found]) for found in streams(f"<p>{text}</p>"))


def _numbered(text: str) -> str:
    return (
        re.sub(r"[^\W\d_]", lambda letter: f"&#{ord(letter.group())};" if letter.start() % 3 else letter.group(), text)
        if "&" not in text and "\\" not in text
        else text
    )


def _within(wanted: tuple[int, ...], found: list[int]) -> bool:
    return any(tuple(found[at : at + len(wanted)]) == wanted for at in range(len(found)))


def test_a_name_is_found_in_its_cases_and_not_in_words_near_it() -> None:
    names = ProtectedNames([Actor("witness", "Зоя Голубева", "person", (Name("Зося Галубева", "be"),))])
    for text in ("с Зоей Голубевой", "Зою Голубеву видели", "«Голубева Зоя»", "zoia-golubeva", "Зосі Галубевай"):
        assert names.first_in(text) == "witness", text
    for text in ("Зоя пришла", "голубевод", "Голубевы и Зоя", "Зоя, а Голубева нет", "zoia"):
        assert names.first_in(text) == "", text
