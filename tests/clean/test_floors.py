"""The cleaner is at least as good on our own sets as `benchmarks/floors.yaml` says."""

from typing import Any

import pytest

from benchmarks import cleaner

FLOORS = cleaner.read_floors()


@pytest.fixture(scope="module")
def figures() -> dict[str, dict[str, float]]:
    return cleaner.floor_figures(cleaner.run_own(cleaner.MANNERS))


def complaint(name: str, bound: str, floor: float, actual: Any) -> str:
    shown = f"{actual:.3f}" if isinstance(actual, float) else str(actual)
    return (
        f"{name} is {shown}, {bound} {floor} is wanted. `python benchmarks/cleaner.py --set own --items FILE` writes "
        f"what went wrong page by page. To give way deliberately, change the line `{name}` of benchmarks/floors.yaml "
        "and say why in the commit."
    )


@pytest.mark.parametrize("name", sorted(FLOORS["at_least"]))
def test_no_figure_falls(figures: dict[str, dict[str, float]], name: str) -> None:
    actual, floor = figures["at_least"].get(name), FLOORS["at_least"][name]
    assert actual is not None and actual >= floor, complaint(name, "at least", floor, actual)


@pytest.mark.parametrize("name", sorted(FLOORS["at_most"]))
def test_no_fault_grows(figures: dict[str, dict[str, float]], name: str) -> None:
    actual, floor = figures["at_most"].get(name), FLOORS["at_most"][name]
    assert actual is not None and actual <= floor, complaint(name, "at most", floor, actual)


def test_every_figure_has_a_floor(figures: dict[str, dict[str, float]]) -> None:
    for kind in ("at_least", "at_most"):
        missing = sorted(set(figures[kind]) - set(FLOORS[kind]))
        assert not missing, (
            f"no floor yet for {missing}; write them with `benchmarks/cleaner.py --set own --raise-floors`"
        )
