"""What spoke for a line, in words: every feature of the packaged model has some, and they say what is there."""

import pytest

from sitegen.clean import clean
from sitegen.clean.evidence import words_of
from sitegen.clean.linemodel import line_model
from sitegen.model.draft import RawFile

TEXT = """A second bridge

3 May 2020

The council opened a second bridge on Sunday, and many people came to see it in the rain that day.

Share this article

The bridge cost more than the first one, the council said in a letter that it wrote to the paper later.

The mayor, who had promised it for years, walked over it first and said that the third would follow soon.
"""


def test_every_feature_of_the_packaged_model_has_words() -> None:
    names = list(line_model().features)
    assert len(names) > 1000
    assert [name for name in names if not words_of(name)] == []


def test_control_a_name_that_nobody_knows_has_none() -> None:
    assert [words_of(name) for name in ("zebra", "w", "<P", "Q9P", "")] == [""] * 5


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("w2", "2 words"),
        ("<>^Pf", "a long paragraph between the beginning and furniture"),
        ("R-1byline-word", "the rule byline-word holds for the line above"),
        ("Rpbyline-word10", "the rule byline-word, paragraphs above"),
        ("elsewhere4", "stands in 4 or more files"),
        ("I>>", "indented far"),
        ('e."', "ends with a full stop in quotation marks"),
        ("c7", "nearly all small common words"),
    ],
)
def test_words_say_what_the_name_says(name: str, words: str) -> None:
    assert words_of(name) == words


def test_a_line_says_why_only_when_asked_and_only_where_the_model_decided() -> None:
    raw = RawFile("raw/x.txt", TEXT.encode(), "")
    silent, told = clean(raw), clean(raw, explain=True)
    assert {line.why for line in silent.lines} == {""}
    by_rule = {line.rule: line.why for line in told.lines}
    assert by_rule["line-model"].startswith("body: ")
    assert by_rule["blank"] == by_rule["date-alone"] == ""
    assert [(one.role, one.rule) for one in silent.lines] == [(one.role, one.rule) for one in told.lines]
    assert silent.drafts == told.drafts
