"""None of the corpus' sentences stands in this repository: no run of eight words of it, case and punctuation aside."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
import yaml

RUN = 8
WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
# What any website prints around any article belongs to nobody.
STOCK = (
    "leave a reply your email address will not be published required fields are marked",
    "this browser does not support the video element",
)


def words(text: str) -> list[str]:
    """Words without case, punctuation, mark-up and addresses."""
    text = re.sub(r"https?://\S+", " ", text).replace("’", "'").replace("‘", "'").casefold()
    return WORD.findall(text)


def runs(of: list[str]) -> Iterator[str]:
    return (" ".join(of[start : start + RUN]) for start in range(len(of) - RUN + 1))


def known_runs(texts: Iterable[str], citations: Iterable[str]) -> set[str]:
    """Runs of the texts; headlines are cited, which is no copy."""
    found = {run for text in texts for run in runs(words(text))}
    cited = {run for title in citations for run in runs(words(title))}
    stock = {run for line in STOCK for run in runs(words(line))}
    return found - cited - stock


def copies(text: str, known: set[str]) -> list[tuple[int, str]]:
    """Line and words of each place that stands in the corpus too; runs that go on over lines count."""
    flow: list[str] = []
    lines: list[int] = []
    for number, line in enumerate(text.split("\n"), 1):
        found = words(line)
        flow += found
        lines += [number] * len(found)
    out: list[tuple[int, str]] = []
    end = 0
    for start, run in enumerate(runs(flow)):
        if run in known and start >= end:
            out.append((lines[start], run))
            end = start + RUN
    return out


def tracked(repo: Path) -> list[Path]:
    """Files that git tracks or would track."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    run = subprocess.run(command, cwd=repo, capture_output=True, check=False)
    if run.returncode != 0:
        pytest.skip("this is no clone: git does not say which files belong to the project")
    return [repo / name for name in run.stdout.decode().split("\0") if name and (repo / name).is_file()]


@pytest.fixture(scope="module")
def known(corpus: Path) -> set[str]:
    texts = [path.read_text(encoding="utf-8") for path in (corpus / "raw").glob("*.txt")]
    truth = yaml.safe_load((corpus / "truth.yaml").read_text(encoding="utf-8"))
    return known_runs(texts, (article["title"] for article in truth))


def test_no_sentence_of_the_corpus_stands_in_the_repository(repo: Path, known: set[str]) -> None:
    found = []
    files = tracked(repo)
    assert len(files) > 200
    for path in files:
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{path.relative_to(repo)}:{line}: {run} …" for line, run in copies(text, known)]
    assert not found, "\n".join(found)


def test_the_check_sees_a_sentence_whatever_its_case_punctuation_and_lines(corpus: Path, known: set[str]) -> None:
    truth = yaml.safe_load((corpus / "truth.yaml").read_text(encoding="utf-8"))
    lines = (corpus / "raw" / truth[0]["file"]).read_text(encoding="utf-8").split("\n")
    body = next(line for line in lines[18:] if len(line.split()) > 20)
    part = " ".join(body.split()[3:15])
    shouted = "A note:\n" + part.upper().replace(" ", "\n# ", 3)
    assert copies(part, known) and copies(shouted, known)[0][0] in (2, 3, 4, 5)
    assert not copies(" ".join(body.split()[: RUN - 1]), known)


def test_headlines_may_be_cited(corpus: Path, known: set[str]) -> None:
    truth = yaml.safe_load((corpus / "truth.yaml").read_text(encoding="utf-8"))
    assert not [copies(article["title"], known) for article in truth if copies(article["title"], known)]


def test_words_are_compared_without_mark_up() -> None:
    assert words("“**Don’t**,” she said: see https://a.example/x _and_ 1,000.") == [
        "don't", "she", "said", "see", "and", "1", "000",
    ]  # fmt: skip
    known = known_runs(["one two three four five six seven eight nine"], [])
    assert copies("x\none two *three* four\nfive — six seven\neight", known) == [
        (2, "one two three four five six seven eight")
    ]
