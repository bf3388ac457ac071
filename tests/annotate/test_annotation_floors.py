"""The annotation layer is at least as good on our own texts as `benchmarks/floors-annotations.yaml` says."""

from typing import Any

import pytest

from benchmarks import annotator
from benchmarks.annotation_sets import read_texts

FLOORS = annotator.read_floors()

pytestmark = pytest.mark.skipif(not annotator.FLOORS.is_file(), reason="there are no floors yet")


@pytest.fixture(scope="module")
def figures() -> dict[str, dict[str, float]]:
    annotate = annotator.annotator()
    assert annotate is not None, "there are floors, but sitegen.annotate has no annotate_text"
    return annotator.floor_figures(annotator.run(read_texts(annotator.SETS), annotate))


def complaint(name: str, bound: str, floor: float, actual: Any) -> str:
    shown = f"{actual:.4f}" if isinstance(actual, float) else str(actual)
    return (
        f"{name} is {shown}, {bound} {floor} is wanted. `python benchmarks/annotator.py --items` says what went wrong. "
        f"To give way deliberately, change the line `{name}` of benchmarks/floors-annotations.yaml and say why in the "
        "commit."
    )


@pytest.mark.parametrize("name", sorted(FLOORS["at_least"]))
def test_no_figure_falls(figures: dict[str, dict[str, float]], name: str) -> None:
    actual, floor = figures["at_least"].get(name), FLOORS["at_least"][name]
    assert actual is not None and actual >= floor, complaint(name, "at least", floor, actual)


@pytest.mark.parametrize("name", sorted(FLOORS["at_most"]))
def test_no_fault_grows(figures: dict[str, dict[str, float]], name: str) -> None:
    # A share of nothing (no speaker given, say) is no fault.
    actual, ceiling = figures["at_most"].get(name, 0.0), FLOORS["at_most"][name]
    assert actual <= ceiling, complaint(name, "at most", ceiling, actual)


def test_every_figure_has_a_floor(figures: dict[str, dict[str, float]]) -> None:
    for kind in ("at_least", "at_most"):
        missing = sorted(set(figures[kind]) - set(FLOORS[kind]))
        assert not missing, f"no floor yet for {missing}; write them with `benchmarks/annotator.py --raise-floors`"
