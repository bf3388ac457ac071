"""The sections of an article's provenance page that tell what rules found."""

import dataclasses

import pytest
from plan.archive import article, shown_on
from plan.given import counted, said, when, with_findings

from sitegen.model.annotations import Findings, Naming
from sitegen.model.article import FormCount
from sitegen.model.views import Finding, Link, ProvenanceView

FILES = {
    "actors/ada.yaml": "name: Ada Berg\ntype: person\nnames: [Berg]\n",
    "actors/ole.yaml": "name: Ole Berg\ntype: person\n",
    "places/orsk.yaml": "name: Orsk\n",
    "articles/a.md": article(
        "The first", "Ada Berg came to Orsk; Berg left.\n\nZzlater words of Orsk.\n", date="2020-08-03", language="en",
        actors="[ada]", places="[orsk]",
    ),
}  # fmt: skip
FOUND = Findings(
    names=(
        Naming("p1", 0, 4, "", "Bergs", "surname", choices=("actors/ada", "actors/ole")),
        # A name that could be hers is not said at all, whoever else it could be.
        Naming("p1", 0, 4, "", "Berg", "surname", choices=("actors/ada", "actors/zoe-quill")),
        Naming("p1", 0, 4, "", "Zoe", "surname", choices=("actors/zoe-quill",)),
    ),
    times=(when("Monday", "2020-08-03", "weekday-same-day", certainty="probable"), when("then", "", "unanchored")),
    quotations=(said("Enough", "ada", speaker_text="She"), said("Hm", ""), said("No", "a man")),
    claims=(
        counted("nearly 20", 20, 20, hedge="nearly", edtf="2020-08-02", said_by="actors/ada"),
        counted("dozens", None, None, ""),
    ),
)


def view(rights: str = "full") -> ProvenanceView:
    text = FILES["articles/a.md"].replace("---\nAda", f"rights: {rights}\n---\nAda")
    found = with_findings(FILES | {"articles/a.md": text}, {"a": FOUND}).views()["/articles/a/provenance/"]
    assert isinstance(found, ProvenanceView)
    return found


def test_names_are_told_with_every_form_printed() -> None:
    ada, orsk, unclear = view().names
    assert (ada.words, ada.values, ada.note) == ("Ada Berg · Berg", (Link("Ada Berg", "/actors/ada/"),), "2×")
    assert ada.how == "printed as in the record" and ada.place == "/articles/a/#p1"
    assert orsk.values == (Link("Orsk", "/places/orsk/"),)
    assert [value.text for value in unclear.values] == ["Ada Berg", "Ole Berg"]
    assert unclear.note == "one of these; which is not clear"


def test_a_form_that_is_not_the_records_says_so_and_what_is_only_probable_says_that() -> None:
    made = with_findings(FILES, {})
    known = (FormCount("Ada Berg", "form", "", 2), FormCount("the mayor", "position", "probable", 1))
    mention = dataclasses.replace(made.cards[0].mentions[0], forms=("Ada Berg", "the mayor"), known=known)
    card = dataclasses.replace(made.cards[0], mentions=(mention,))
    whole, office = dataclasses.replace(made, cards=(card,)).views()["/articles/a/provenance/"].names
    assert (whole.words, whole.note, whole.probable) == ("Ada Berg", "2×", False)
    assert (office.words, office.note, office.probable) == ("the mayor", "", True) and "an office" in office.how


def test_times_say_what_they_are_read_as_or_that_they_are_left_open() -> None:
    monday, then = view().times
    assert monday == Finding(
        "Monday", (Link("3 August 2020", ""),), "", "the weekday of publication itself, as agencies write", True,
        "/articles/a/#p1",
    )  # fmt: skip
    assert (then.values, then.note) == ((), "left open")


def test_quotations_and_figures_say_who_and_how() -> None:
    page = view()
    assert [quotation.note for quotation in page.quotations] == [
        "printed as “She”, verb “said”", "verb “said”, nobody is named", "verb “said”",
    ]  # fmt: skip
    twenty, dozens = page.figures
    assert twenty.values == (Link("nearly 20, detained", "/figures/detained/"),)
    assert twenty.note == "said by Ada Berg; 2 August 2020" and twenty.how == "a number before a word for people"
    assert dozens.values == (Link("no number, people", "/figures/people/"),)


def test_a_name_without_a_record_that_may_be_shown_is_not_shown() -> None:
    assert shown_on(with_findings(FILES, {"a": FOUND}).pages(), "zoe") == []
    assert "Zoe" not in str(view())


@pytest.mark.parametrize("rights", ["excerpt", "metadata"])
def test_names_are_told_only_where_the_text_is_shown_whole(rights: str) -> None:
    assert view(rights=rights).names == ()
