#!/usr/bin/env python3
"""Measures the cleaner on our own sets and, where they are at hand, on the practice sets with their own scorers.

    python benchmarks/cleaner.py [--set own|practice|all] [--half dev|held|all] [--neighbours] [--dumps DIR]
                                 [--manner NAME…] [--files N] [--items FILE] [--raise-floors] [--json]

`--neighbours`: the cleaner is told of the other files of the same outlet. `--files N`: also the time and the peak
memory of `sitegen clean` over an archive of N texts, with one and with two processes (20000 takes minutes).
`--items FILE`: one row for each page, for looking at what went wrong. An id is in the `dev` half where the first eight
hexadecimal digits of its SHA-256 make an even number; the other half is for judging only.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from benchmarks.scoring import (  # noqa: E402
    PageScore,
    is_flagged,
    page_figures,
    score_cleaned,
    score_split,
    split_figures,
)
from benchmarks.sets import make  # noqa: E402
from sitegen.clean import NO_REPEATS, clean, record_text, repeated_lines  # noqa: E402
from sitegen.model.draft import NO_LORE, Cleaned, RawFile  # noqa: E402

SETS = ROOT / "benchmarks" / "sets"
DUMPS = ROOT / ".." / "shared" / "corpus" / "dumps"
MANNERS = ("select", "browser", "lynx", "html")


def in_half(name: str, half: str) -> bool:
    if half == "all":
        return True
    return (int(hashlib.sha256(name.encode()).hexdigest()[:8], 16) % 2 == 0) == (half == "dev")


def raw_file(path: str, data: bytes) -> RawFile:
    return RawFile(path, data, hashlib.sha256(data).hexdigest())


@dataclass
class Cleaner:
    """The real cleaner, with a clock."""

    neighbours: bool = False
    seconds: float = 0.0
    files: int = 0
    _near: dict[str, Any] = field(default_factory=dict)

    def learn(self, groups: dict[str, list[RawFile]]) -> None:
        """Tells the cleaner which files are of one outlet."""
        if not self.neighbours:
            return
        begin = time.process_time()
        for files in groups.values():
            repeats = repeated_lines(files)
            self._near.update({file.path: repeats for file in files})
        self.seconds += time.process_time() - begin

    def __call__(self, raw: RawFile) -> Cleaned:
        begin = time.process_time()
        cleaned: Cleaned = clean(raw, NO_LORE, self._near.get(raw.path, NO_REPEATS))
        self.seconds += time.process_time() - begin
        self.files += 1
        return cleaned

    @property
    def milliseconds(self) -> float:
        return 1000 * self.seconds / max(1, self.files)


# --- Our own sets ---------------------------------------------------------------------------------------------------


def own_files(manner: str, half: str = "all") -> dict[str, RawFile]:
    """The pages of our own set as one manner of saving gives them: id → raw file."""
    out = {}
    for name, article in make.articles().items():
        if in_half(name, half):
            if manner == "html":
                out[name] = raw_file(f"raw/{name}.html", make.page(article).encode())
            else:
                out[name] = raw_file(f"raw/{name}.txt", (SETS / manner / f"{name}.txt").read_bytes())
    return out


def own_pages(manner: str, half: str = "all", neighbours: bool = False) -> tuple[dict[str, PageScore], Cleaner]:
    """The scores of the pages of one manner; empty where the cleaner does not read it."""
    truth = {name: article.truth() for name, article in make.articles().items()}
    files = own_files(manner, half)
    cleaner = Cleaner(neighbours)
    groups: dict[str, list[RawFile]] = defaultdict(list)
    for name, raw in files.items():
        groups[truth[name]["outlet"]].append(raw)
    cleaner.learn(groups)
    scores = {name: score_cleaned(truth[name], cleaner(raw)) for name, raw in files.items()}
    return scores, cleaner


def own_compilations(half: str = "all") -> tuple[dict[str, float], Cleaner]:
    cleaner, scores = Cleaner(), []
    for entry in json.loads((SETS / "compilations" / "truth.json").read_text(encoding="utf-8")):
        if in_half(entry["file"], half):
            data = (SETS / "compilations" / entry["file"]).read_bytes()
            drafts = cleaner(raw_file(f"raw/{entry['file']}", data)).drafts
            scores.append(score_split(entry["segments"], data.decode().split("\n"), drafts))
    return split_figures(scores), cleaner


def own_bad(half: str = "all") -> tuple[dict[str, float], list[str]]:
    """How many pages without an article, or with half of one, are flagged; and the ids of those that are not."""
    truth = json.loads((SETS / "bad" / "truth.json").read_text(encoding="utf-8"))
    figures: dict[str, float] = defaultdict(int)
    missed, cleaner = [], Cleaner()
    for name, entry in truth.items():
        if not in_half(name, half):
            continue
        for manner in ("browser", "lynx", "html"):
            if manner == "html":
                raw = raw_file(f"raw/{name}.html", make.bad_pages()[name]["html"].encode())
            else:
                raw = raw_file(f"raw/{name}.txt", (SETS / "bad" / manner / f"{name}.txt").read_bytes())
            cleaned = cleaner(raw)
            flagged = is_flagged(cleaned)
            figures["files"] += 1
            figures[f"{entry['truth']}_files"] += 1
            figures[f"{entry['truth']}_flagged"] += flagged
            if not flagged:
                missed.append(f"{manner}/{name}")
    return dict(figures), missed


def run_own(manners: Sequence[str], half: str = "all", neighbours: bool = False) -> dict[str, Any]:
    """Every figure on our own sets."""
    out: dict[str, Any] = {"pages": {}, "languages": {}}
    items = []
    texts: dict[str, PageScore] = {}
    for manner in manners:
        scores, cleaner = own_pages(manner, half, neighbours)
        out["pages"][manner] = page_figures(list(scores.values())) | {"ms": cleaner.milliseconds} if scores else None
        texts |= {f"{manner}/{name}": score for name, score in scores.items()}
        items += [_item(manner, name, score) for name, score in scores.items()]
    groups: dict[str, list[PageScore]] = defaultdict(list)
    for key, score in texts.items():
        groups[make.articles()[key.split("/")[1]].language].append(score)
    out["languages"] = {language: page_figures(group) for language, group in sorted(groups.items())}
    figures, cleaner = own_compilations(half)
    out["compilations"] = figures | {"ms": cleaner.milliseconds}
    out["bad"], out["bad_missed"] = own_bad(half)
    out["items"] = items
    return out


def _item(manner: str, name: str, score: PageScore) -> dict[str, Any]:
    return {
        "manner": manner,
        "id": name,
        "f1": round(score.body.f1, 3),
        "exact": score.exact,
        "title": score.title,
        "date": score.date,
        "drafts": score.drafts,
        "lost": score.lost,
        "captions": score.leaked,
        "residue": score.residue,
    }


# --- The practice sets, with their own scorers ----------------------------------------------------------------------


def run_practice(dumps: Path, manners: Sequence[str], half: str, neighbours: bool) -> dict[str, Any]:
    """The practice sets' figures, as their scorers print them."""
    items: list[dict[str, Any]] = []
    out: dict[str, Any] = {"pages": {}, "items": items}
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        for manner in manners:
            if (dumps / "pages" / manner).is_dir():
                out["pages"][manner] = _practice_pages(dumps, work / manner, manner, half, neighbours, items)
        if (dumps / "compilations" / "truth.json").is_file():
            out["compilations"] = _practice_compilations(dumps, work / "sets", half)
        if (dumps / "dates" / "truth.json").is_file():
            out["dates"] = _practice_dates(dumps, work / "sets", half)
    return out


def _practice_pages(
    dumps: Path, work: Path, manner: str, half: str, neighbours: bool, items: list[dict[str, Any]]
) -> dict[str, float] | None:
    truth = json.loads((dumps / "pages" / "truth_aeb.json").read_text(encoding="utf-8"))
    truth = {name: entry for name, entry in truth.items() if in_half(name, half)}
    found: dict[str, RawFile] = {}
    for path in sorted((dumps / "pages" / manner).iterdir()):
        name = path.name.split(".")[0]
        if manner == "html" and path.suffix == ".gz" and name[:16] in truth:
            found[name[:16]] = raw_file(f"raw/{name[:16]}.html", gzip.decompress(path.read_bytes()))
        elif path.suffix == ".txt" and name in truth:
            found[name] = raw_file(f"raw/{path.name}", path.read_bytes())
    truth = {name: truth[name] for name in found}
    groups: dict[str, list[RawFile]] = defaultdict(list)
    for name, raw in found.items():
        groups[urlsplit(truth[name].get("url", "")).netloc.removeprefix("www.")].append(raw)
    cleaner = Cleaner(neighbours)
    cleaner.learn(groups)
    (work / "out").mkdir(parents=True)
    scores = []
    for name, raw in found.items():
        cleaned = cleaner(raw)
        _write_records(cleaned, raw, work / "out", name)
        scores.append(score_cleaned(_our_form(truth[name]), cleaned))
        items.append(_item(f"practice {manner}", name, scores[-1]))
    if not found:
        return None
    (work / "truth_aeb.json").write_text(json.dumps(truth, ensure_ascii=False), encoding="utf-8")
    text = _scorer(dumps / "pages" / "score_pages.py", work, "out", "--bootstrap", "2")
    body = _numbers(r"precision ([\d.]+)\s+recall ([\d.]+)\s+F1 ([\d.]+).*accuracy ([\d.]+)", text)
    head = _numbers(r"items (\d+)\s+missing (\d+)\s+wrongly split (\d+)", text)
    title = _numbers(r"exact (\d+) / (\d+) =", text)
    dates = re.findall(
        r"date\s+(\w+)\s+n (\d+)\s+exact (\d+)\s+less precise/interval (\d+)\s+blank (\d+)\s+WRONG (\d+)", text
    )
    printed = next(([int(n) for n in row[1:]] for row in dates if row[0] == "printed"), [0] * 5)
    return {
        "files": head[0],
        "precision": body[0],
        "recall": body[1],
        "f1": body[2],
        "exact": body[3],
        "titles": title[0] / max(1, title[1]),
        "dates_right": printed[1],
        "dates_wide": printed[2],
        "dates_blank": printed[3],
        "dates_wrong": sum(int(row[5]) for row in dates),
        "residue": sum(len(score.residue) for score in scores),
        "lines": sum(score.lines for score in scores),
        "lost": sum(len(score.lost) for score in scores),
        "split": head[2],
        "nothing": head[1],
        "flagged": sum(score.flagged for score in scores),
        "ms": cleaner.milliseconds,
    }


def _our_form(truth: dict[str, Any]) -> dict[str, Any]:
    """A practice page's truth in the form of our own sets', for the figures that its scorer does not give."""
    return {
        "titles": truth["titles"],
        "body": [line for line in truth["body"].split("\n") if line.strip()],
        "captions": [],
        "published": truth.get("published") or "",
        "date_printed": truth.get("date_printed"),
        "authors": [],
        "language": "",
    }


def _practice_compilations(dumps: Path, work: Path, half: str) -> dict[str, float]:
    source = dumps / "compilations"
    truth = [t for t in json.loads((source / "truth.json").read_text(encoding="utf-8")) if in_half(t["file"], half)]
    truth = [entry for entry in truth if (source / entry["file"]).is_file()]
    if not truth:
        return {}
    (work / "pages").mkdir(parents=True, exist_ok=True)
    shutil.copy(dumps / "pages" / "score_pages.py", work / "pages")
    (work / "compilations" / "out").mkdir(parents=True)
    cleaner, residue, residue_all = Cleaner(), 0, 0
    for entry in truth:
        data = (source / entry["file"]).read_bytes()
        (work / "compilations" / entry["file"]).write_bytes(data)
        raw = raw_file(f"raw/{entry['file']}", data)
        cleaned = cleaner(raw)
        _write_records(cleaned, raw, work / "compilations" / "out", Path(entry["file"]).stem)
        score = score_split(entry["segments"], data.decode("utf-8", "replace").split("\n"), cleaned.drafts)
        residue += score.residue
        residue_all += sum(len(segment["residue_lines"]) for segment in entry["segments"])
    (work / "compilations" / "truth.json").write_text(json.dumps(truth, ensure_ascii=False), encoding="utf-8")
    text = _scorer(source / "score_split.py", work / "compilations", "out")
    bounds = _numbers(
        r"boundaries (\d+)\s+precision ([\d.]+)\s+recall ([\d.]+)\s+F1 ([\d.]+)\s+\(loose F1 ([\d.]+)\)", text
    )
    files = _numbers(r"files (\d+)\s+split exactly (\d+)\s+right number (\d+)\s+decoys split (\d+)", text)
    titles = _numbers(r"titles exact \d+ / \d+ = ([\d.]+)", text)
    body = (
        _numbers(r"mean ([\d.]+)\s+median [\d.]+\s+caption lines leaked into bodies (\d+) / (\d+)", text) or [0.0] * 3
    )
    return {
        "files": files[0],
        "boundaries": bounds[0],
        "precision": bounds[1],
        "recall": bounds[2],
        "f1": bounds[3],
        "f1_loose": bounds[4],
        "exact": files[1] / max(1, files[0]),
        "decoys_split": files[3],
        "titles": titles[0],
        "body_f1": body[0],
        "captions": body[2],
        "captions_leaked": body[1],
        "residue": residue,
        "ms": cleaner.milliseconds,
    }


def _practice_dates(dumps: Path, work: Path, half: str) -> dict[str, float]:
    source = dumps / "dates"
    truth = [t for t in json.loads((source / "truth.json").read_text(encoding="utf-8")) if in_half(t["id"], half)]
    found = {path.stem: path for path in (source / "items").iterdir()}
    truth = [entry for entry in truth if entry["id"] in found]
    if not truth:
        return {}
    (work / "dates" / "out").mkdir(parents=True)
    cleaner = Cleaner()
    for entry in truth:
        path = found[entry["id"]]
        raw = raw_file(f"raw/{path.name}", path.read_bytes())
        _write_records(cleaner(raw), raw, work / "dates" / "out", entry["id"])
    (work / "dates" / "truth.json").write_text(json.dumps(truth, ensure_ascii=False), encoding="utf-8")
    # The scorer divides by the number of items of each expectation; a half may lack one.
    text = _scorer(source / "score_dates.py", work / "dates", "out", may_fail=True)
    rows = re.findall(r"^(expect \w+|all)\s+(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s+(\d+)", text, re.M)
    every = {row[0]: [int(n) for n in row[1:]] for row in rows}
    count, exact, within, lucky, wrong, wide, unknown, invalid = every["all"]
    known = every.get("expect exact", [0, 0])
    return {
        "files": count,
        "knowable": known[0],
        "knowable_exact": known[1],
        "exact": exact,
        "within": within,
        "lucky": lucky,
        "wrong": wrong,
        "wide": wide,
        "blank": unknown,
        "invalid": invalid,
    }


def _write_records(cleaned: Cleaned, raw: RawFile, folder: Path, name: str) -> None:
    for place, draft in enumerate(cleaned.drafts, 1):
        # The scorers take the files in the order of their names: "-01" stands before "-02", a bare name behind both.
        suffix = "" if len(cleaned.drafts) == 1 else f"-{place:02}"
        (folder / f"{name}{suffix}.md").write_text(record_text(draft, raw, "sitegen benchmark"), encoding="utf-8")


def _scorer(script: Path, work: Path, *arguments: str, may_fail: bool = False) -> str:
    """What a practice set's own scorer prints, run as it is beside a truth cut to the half in question."""
    shutil.copy(script, work)
    command = [sys.executable, str(work / script.name), *arguments]
    done = subprocess.run(command, cwd=work, capture_output=True, text=True, encoding="utf-8")
    if done.returncode and not (may_fail and done.stdout):
        raise SystemExit(f"{script.name} failed:\n{done.stderr}")
    return done.stdout


def _numbers(pattern: str, text: str) -> list[float]:
    found = re.search(pattern, text)
    return [float(number) for number in found.groups()] if found else []


# --- Speed ----------------------------------------------------------------------------------------------------------


def start_up(rounds: int = 10) -> dict[str, float]:
    """Milliseconds to start `sitegen --version` and to start Python at all; the best of some rounds."""

    def best(*command: str) -> float:
        times = []
        for _ in range(rounds):
            begin = time.perf_counter()
            subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, check=True)
            times.append(time.perf_counter() - begin)
        return 1000 * min(times)

    return {"python": best("-c", "pass"), "sitegen": best("-m", "sitegen", "--version")}


def archive_of(count: int, folder: Path) -> Path:
    """An archive of so many of our texts: the words of long lines mixed, short lines as they are."""
    texts = [raw.data.decode() for manner in ("select", "browser") for raw in own_files(manner).values()]
    content, rng = folder / "content", random.Random(1)
    content.mkdir()
    (content / "site.yaml").write_text("title: Many files\npages: []\n", encoding="utf-8")
    for number in range(count):
        path = content / "raw" / f"{number // 500:04}" / f"{number:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            "\n".join(_mixed(line, rng) for line in texts[number % len(texts)].split("\n")), encoding="utf-8"
        )
    return content


def _mixed(line: str, rng: random.Random) -> str:
    words = line.split(" ")
    if len(words) < 9:
        return line
    inner = words[1:-1]
    rng.shuffle(inner)
    return " ".join([words[0], *inner, words[-1]])


def many_files(count: int, jobs: int) -> dict[str, float]:
    """Seconds of `sitegen clean` over so many files, and the peak memory of its processes where /proc tells it."""
    with tempfile.TemporaryDirectory() as folder:
        content = archive_of(count, Path(folder))
        command = [sys.executable, "-m", "sitegen", "clean", "--quiet", "--content", str(content), "--jobs", str(jobs)]
        begin = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=ROOT, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        peaks: dict[int, float] = {}
        while process.poll() is None:
            peaks.update(_peaks(process.pid))
            time.sleep(0.25)
        seconds = time.perf_counter() - begin
        made = sum(1 for _ in (content / "articles").rglob("*.md"))
    parent = peaks.pop(process.pid, 0.0)
    return {
        "files": count,
        "jobs": jobs,
        "records": made,
        "seconds": seconds,
        "a_second": count / seconds,
        "parent_megabytes": parent,
        "worker_megabytes": max(peaks.values(), default=0.0),
    }


def _peaks(session: int) -> dict[int, float]:
    """The peak memory so far of each process of a session, in megabytes."""
    out = {}
    for path in Path("/proc").glob("[0-9]*"):
        try:
            if int((path / "stat").read_text().rpartition(")")[2].split()[3]) == session:
                peak = re.search(r"VmHWM:\s+(\d+)", (path / "status").read_text())
                if peak:
                    out[int(path.name)] = int(peak[1]) / 1024
        except (OSError, IndexError):
            continue
    return out


# --- Floors ---------------------------------------------------------------------------------------------------------

FLOORS = ROOT / "benchmarks" / "floors.yaml"
_FLOORS_HEAD = """\
# What the cleaner reaches on our own sets; tests/clean/test_floors.py fails where it falls behind. `at_least` are
# floors, `at_most` ceilings. `python benchmarks/cleaner.py --set own --raise-floors` writes them and only ever raises.
# To lower one deliberately (a text was added, a trade was made), edit its line here and say why in the commit.
"""
_AT_LEAST = {
    "pages": ("precision", "recall", "f1", "exact", "titles", "authors", "languages", "dates_right", "captions_kept"),
    "languages": ("f1", "titles"),
    "compilations": ("precision", "recall", "f1", "f1_loose", "exact", "titles", "body_f1"),
    "bad": ("none_flagged", "partial_flagged"),
}
_AT_MOST = {
    "pages": ("dates_wrong", "captions_leaked", "residue", "lost", "split", "nothing", "flagged"),
    "languages": (),
    "compilations": ("decoys_split", "captions_leaked", "residue"),
    "bad": (),
}


def floor_figures(own: dict[str, Any]) -> dict[str, dict[str, float]]:
    """The figures that have floors, by name (`pages.select.f1`), as `at_least` and `at_most`."""
    out: dict[str, dict[str, float]] = {"at_least": {}, "at_most": {}}
    for kind, names in (("at_least", _AT_LEAST), ("at_most", _AT_MOST)):
        for group, figures in names.items():
            rows = own[group].items() if group in ("pages", "languages") else [("", own[group])]
            for row, values in rows:
                if values is not None:
                    label = f"{group}.{row}" if row else group
                    out[kind] |= {f"{label}.{figure}": values[figure] for figure in figures if figure in values}
    return out


def read_floors() -> dict[str, dict[str, float]]:
    if not FLOORS.is_file():
        return {"at_least": {}, "at_most": {}}
    value: dict[str, dict[str, float]] = make.load(FLOORS)
    return value


def raise_floors(own: dict[str, Any]) -> None:
    """Writes the floors at today's figures, where these are better than what stands there."""
    old, new = read_floors(), floor_figures(own)
    lines = []
    for kind, better in (("at_least", max), ("at_most", min)):
        lines.append(f"{kind}:")
        for name, value in new[kind].items():
            # Shares are cut after the third decimal, so that a floor is never above what was measured.
            cut = int(value * 1000) / 1000 if value % 1 else int(value)
            lines.append(f"  {name}: {better(cut, old[kind][name]) if name in old[kind] else cut}")
    FLOORS.write_text(_FLOORS_HEAD + "\n".join(lines) + "\n", encoding="utf-8")


# --- Printing -------------------------------------------------------------------------------------------------------

_PAGE_COLUMNS: tuple[tuple[str, Callable[[dict[str, float]], str]], ...] = (
    ("files", lambda f: f"{f['files']:.0f}"),
    ("P", lambda f: f"{f['precision']:.3f}"),
    ("R", lambda f: f"{f['recall']:.3f}"),
    ("F1", lambda f: f"{f['f1']:.3f}"),
    ("exact", lambda f: f"{f['exact']:.2f}"),
    ("titles", lambda f: f"{f['titles']:.2f}"),
    ("dates r/w/x/b", lambda f: "/".join(f"{f[f'dates_{k}']:.0f}" for k in ("right", "wide", "wrong", "blank"))),
    ("captions", lambda f: f"{f['captions_leaked']}/{f['captions']}" if "captions" in f else "-"),
    ("residue", lambda f: f"{f['residue']}" if "residue" in f else "-"),
    ("lost", lambda f: f"{f['lost']}/{f['lines']}" if "lost" in f else "-"),
    ("split", lambda f: f"{f['split']:.0f}"),
    ("none", lambda f: f"{f['nothing']:.0f}"),
    ("flagged", lambda f: f"{f['flagged']:.0f}"),
    ("ms", lambda f: f"{f['ms']:.1f}" if "ms" in f else "-"),
)
_SPLIT_COLUMNS: tuple[tuple[str, Callable[[dict[str, float]], str]], ...] = (
    ("files", lambda f: f"{f['files']:.0f}"),
    ("P", lambda f: f"{f['precision']:.3f}"),
    ("R", lambda f: f"{f['recall']:.3f}"),
    ("F1", lambda f: f"{f['f1']:.3f}"),
    ("loose", lambda f: f"{f['f1_loose']:.3f}"),
    ("exact", lambda f: f"{f['exact']:.2f}"),
    ("decoys cut", lambda f: f"{f['decoys_split']:.0f}"),
    ("titles", lambda f: f"{f['titles']:.2f}"),
    ("body F1", lambda f: f"{f['body_f1']:.3f}"),
    ("captions", lambda f: f"{f['captions_leaked']:.0f}/{f['captions']:.0f}"),
    ("residue", lambda f: f"{f['residue']:.0f}"),
    ("ms", lambda f: f"{f['ms']:.1f}"),
)


def _table(
    head: str, columns: Sequence[tuple[str, Any]], rows: Iterable[tuple[str, dict[str, float] | None]]
) -> list[str]:
    cells = [[head, *(name for name, _ in columns)]]
    for name, figures in rows:
        cells.append([name, "not read"] if figures is None else [name, *(show(figures) for _, show in columns)])
    widths = [max(len(row[i]) for row in cells if i < len(row)) for i in range(len(cells[0]))]
    return [
        "  ".join([row[0].ljust(widths[0]), *(c.rjust(w) for c, w in zip(row[1:], widths[1:], strict=False))])
        for row in cells
    ]


def table(result: dict[str, Any]) -> str:
    """All figures for people."""
    out: list[str] = []
    pages = [
        (f"{name} {manner}", figures)
        for name in ("own", "practice")
        for manner, figures in result.get(name, {}).get("pages", {}).items()
    ]
    pages += [(f"own {language}", figures) for language, figures in result.get("own", {}).get("languages", {}).items()]
    if pages:
        out += [*_table("pages", _PAGE_COLUMNS, pages), ""]
    splits = [
        (name, result[name]["compilations"]) for name in ("own", "practice") if result.get(name, {}).get("compilations")
    ]
    if splits:
        out += [*_table("compilations", _SPLIT_COLUMNS, splits), ""]
    bad = result.get("own", {}).get("bad")
    if bad:
        kinds = [
            f"{kind} {bad[f'{kind}_flagged']}/{bad[f'{kind}_files']}"
            for kind in ("none", "partial")
            if f"{kind}_files" in bad
        ]
        out.append(f"pages with no or half an article that are flagged: {', '.join(kinds)}")
        if result["own"]["bad_missed"]:
            out.append(f"  not flagged: {' '.join(result['own']['bad_missed'])}")
    dates = result.get("practice", {}).get("dates")
    if dates:
        verdicts = ("exact", "within", "lucky", "wrong", "wide", "blank", "invalid")
        shown = ", ".join(f"{verdict} {dates[verdict]}" for verdict in verdicts)
        known = f"{dates['knowable_exact']}/{dates['knowable']}"
        out.append(f"practice dates: exact {known} where knowable; of {dates['files']}: {shown}")
    speed = result.get("start_up")
    if speed:
        out.append(f"start-up: sitegen --version {speed['sitegen']:.0f} ms, Python alone {speed['python']:.0f} ms")
    for many in result.get("many", ()):
        out.append(
            "sitegen clean over {files} files, --jobs {jobs}: {seconds:.0f} s, {a_second:.0f} a second, peak "
            "{parent_megabytes:.0f} MB, of the largest worker {worker_megabytes:.0f} MB".format(**many)
        )
    return "\n".join(out)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", choices=["own", "practice", "all"], default="all")
    parser.add_argument("--half", choices=["dev", "held", "all"], default="dev")
    parser.add_argument("--manner", nargs="+", choices=MANNERS, default=MANNERS)
    parser.add_argument("--neighbours", action="store_true")
    parser.add_argument("--dumps", type=Path, default=DUMPS)
    parser.add_argument("--files", type=int, default=0)
    parser.add_argument("--items", type=Path)
    parser.add_argument("--raise-floors", action="store_true", help="write today's figures on our own sets as floors")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    result: dict[str, Any] = {"half": args.half, "neighbours": args.neighbours}
    if args.set != "practice":
        # Our own texts are small and open; the halves are for the practice sets.
        result["own"] = run_own(args.manner, "all", args.neighbours)
        if args.raise_floors:
            raise_floors(result["own"])
    if args.set != "own":
        if (args.dumps / "pages").is_dir():
            result["practice"] = run_practice(args.dumps, args.manner, args.half, args.neighbours)
        else:
            print("the practice sets are not here; only our own are measured", file=sys.stderr)
    items = [item for name in ("own", "practice") for item in result.get(name, {}).pop("items", [])]
    if args.items:
        rows = "".join(json.dumps(item, ensure_ascii=False) + "\n" for item in items)
        args.items.write_text(rows, encoding="utf-8")
    result["start_up"] = start_up()
    if args.files:
        result["many"] = [many_files(args.files, jobs) for jobs in (1, 2)]
    print(json.dumps(result, ensure_ascii=False, indent=1) if args.json else table(result))


if __name__ == "__main__":
    main()
