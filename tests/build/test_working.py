"""Processes that die take what they worked on, and nothing else."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from archives import Archive
from deadly_numbers import worked
from deadly_texts import DEADLY, deadly_clean, deadly_read

from sitegen.build import cleaning, neighbours, reading
from sitegen.build.working import Crew, Died, batched, in_order, workers


@pytest.fixture
def crew() -> Iterator[Crew]:
    with workers(2) as made:
        assert made is not None
        yield made


def results(crew: Crew | None, count: int) -> dict[int, int | Died]:
    return {
        number: result
        for batch, found in in_order(crew, worked, batched(range(count), 4))
        for number, result in zip(batch, found, strict=True)
    }


def test_only_the_pieces_at_which_a_process_dies_are_lost(crew: Crew) -> None:
    found = results(crew, 40)
    assert list(found) == list(range(40)), "in order, each once"
    lost = {number for number, result in found.items() if isinstance(result, Died)}
    assert lost == {13, 17, 19, 23}
    assert all(found[number] == number * number for number in found if number not in lost)


def test_without_further_processes_too_little_memory_takes_one_piece() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "_exit", lambda code: None)
        patch.setattr(os, "kill", lambda pid, number: None)
        found = results(None, 30)
    assert {number for number, result in found.items() if isinstance(result, Died)} == {19, 23}


def test_nothing_dies_and_nothing_is_lost(crew: Crew) -> None:
    assert results(crew, 12) == {number: number * number for number in range(12)}


@pytest.mark.parametrize("stage", [pytest.param("clean", marks=pytest.mark.long), "read"])
def test_a_file_that_kills_its_reader_is_told_and_the_rest_is_built(
    small: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    for module, name in ((cleaning, "POOL_FROM"), (neighbours, "POOL_FROM"), (reading, "_TOGETHER_FROM")):
        monkeypatch.setattr(module, name, 1)
    if stage == "clean":
        monkeypatch.setattr(cleaning, "_propose_in_worker", deadly_clean)
        path = small.content / "raw/saved-1.txt"
    else:
        monkeypatch.setattr(reading, "_read_batch", deadly_read)
        path = small.articles()[4]
    path.write_text(path.read_text(encoding="utf-8") + f"\n{DEADLY}\n", encoding="utf-8")
    result = small.run("build", "--json", "--jobs", "2", "--no-search")
    assert result.code == 1 and result.json["published"], result
    told = [problem for problem in result.json["problems"] if problem["code"] == "worker-died"]
    assert [problem["path"] for problem in told] == [f"content/{path.relative_to(small.content).as_posix()}"]
    assert result.json["articles"] == 11
