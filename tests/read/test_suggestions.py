"""What a person has refused."""

from sitegen.model.suggestions import Refusals
from sitegen.read.suggestions import read_suggestions

TEXT = """\
refused:
  names: [Independence Square]
  actors: {2020-05-04-ferry: [ada]}
  places: {2020-05-04-ferry: orsk}
  variants: {actors/ada: [Adah Berg]}
"""


def test_refusals_are_read_by_their_kind() -> None:
    refusals, problems = read_suggestions(TEXT, "suggestions.yaml")
    assert problems == () and refusals.names == ("Independence Square",)
    assert refusals.for_article("actors", "2020-05-04-ferry") == {"ada"}
    assert refusals.for_article("places", "2020-05-04-ferry") == {"orsk"} and not refusals.for_article("actors", "x")
    assert refusals.for_record("actors/ada") == {"Adah Berg"} and not refusals.for_record("places/ada")


def test_what_is_wrong_is_told_with_its_place() -> None:
    for text in ("", "refused:\n", "{}"):
        assert read_suggestions(text, "s.yaml") == (Refusals(), ())
    for text, place in (
        ("refusd: {}\n", ("unknown-key", 1, 9)),
        ("refused:\n  nams: [x]\n", ("unknown-key", 2, 9)),
        ("- x\n", ("yaml", 1, 1)),
        ("refused: [x]\n", ("field-type", 1, 10)),
        ("refused:\n  actors: [ada]\n", ("field-type", 2, 11)),
        ("refused:\n  names: {a: b}\n", ("field-type", 2, 10)),
    ):
        problems = read_suggestions(text, "s.yaml")[1]
        assert [(one.code, one.line, one.column) for one in problems] == [place], text
