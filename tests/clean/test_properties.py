"""What holds for any input: no exception, one role for each line, no word that was not there, the same bytes twice."""

import re

from clean.cases import raw_file
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.base.yamlfile import parse_yaml
from sitegen.clean import clean, explanation, record_text, slug_of
from sitegen.clean.lines import visible
from sitegen.model.draft import ROLES, Basis, Caption, Draft, Related
from sitegen.model.fixity import cleaned_digest, is_edited

PIECES = [
    "Council opens a second bridge",
    "By Mira Holt",
    "3 May 2020",
    "Share this article",
    "Leave a Reply",
    "Related article: Old ships",
    "The council opened a second bridge on Monday, and hundreds of people walked across it in the rain.",
    "“Nobody believed that it would stand,” said the engineer who drew it, Paul Anders.",
    "People cross the bridge in Orsk on May 4, 2020. (Photo by Ann LEE / AFP)",
    "– ‘Long queue’ –",
    "",
    "",
    "",
    "It cost more than the first and took twice as long, the council admitted in a letter to the",
    "paper that had asked for the figures.",
    "https://example.org/2020/05/04/bridge",
    "* one",
    "1. two",
    "# three",
    "`four` <b>_five_</b> [six](x)",
]
LINES = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=60)), max_size=40)
TEXTS = LINES.map("\n".join)
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=40)


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", text)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=3000))
def test_any_bytes(data: bytes) -> None:
    cleaned = clean(raw_file(data))
    assert cleaned.drafts or cleaned.problems


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_one_role_for_each_line(text: str) -> None:
    cleaned = clean(raw_file(text.encode("utf-8", errors="replace")))
    assert [line.number for line in cleaned.lines] == list(range(1, len(cleaned.lines) + 1))
    for line in cleaned.lines:
        assert line.role in ROLES and line.rule
        assert line.text.strip() == "" or line.role != "blank" or not visible(line.text)
    assert explanation(cleaned, colour=True).count("\n") >= len(cleaned.lines)


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_a_body_holds_words_of_its_lines_in_order(text: str) -> None:
    cleaned = clean(raw_file(text.encode("utf-8", errors="replace")))
    for draft in cleaned.drafts:
        own = [visible(line.text) + " " + line.text for line in cleaned.lines if line.role in ("body", "subhead")]
        # What nobody sees between two letters (a soft hyphen) parts no word.
        # A paragraph keeps the marks of its line, a subhead only what a reader saw of it.
        seen = (f"{line.text.replace(chr(0xAD), '')} {visible(line.text)}" for line in cleaned.lines)
        given_words = iter(words_of(" ".join(seen)))
        assert own
        # Escaped marks are the marks themselves.
        for word in words_of(re.sub(r"\\([\W_])", r"\1", draft.body)):
            assert word in given_words, (word, draft.body)


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_cleaning_twice_gives_the_same(text: str) -> None:
    raw = raw_file(text.encode("utf-8", errors="replace"))
    assert clean(raw) == clean(raw)


DRAFTS = st.builds(
    Draft,
    title=WORDS,
    body=WORDS,
    first_line=st.integers(1, 9),
    last_line=st.integers(10, 99),
    date=st.sampled_from(["", "2020-10-30", "2020-10", "2020", "2020-08-15/2020-08-16", "2020-08-15~"]),
    source=st.sampled_from(["", "the-moscow-times"]),
    agency=st.sampled_from([(), ("afp",), ("afp", "reuters")]),
    authors=st.lists(WORDS.filter(str.strip), max_size=2).map(tuple),
    language=st.sampled_from(["", "en", "no"]),
    url=WORDS,
    captions=st.lists(st.builds(Caption, WORDS.filter(bool), WORDS, st.integers(1, 9)), max_size=2).map(tuple),
    related=st.lists(st.builds(Related, WORDS.filter(bool), WORDS, st.integers(1, 9)), max_size=2).map(tuple),
    known=st.just(
        (("date", Basis("stated", 7, "October 30, 2020")), ("source", Basis("inferred", rule="host-of-url")))
    ),
    review=st.sampled_from([(), ("date", "source")]),
)


@settings(max_examples=200, deadline=None)
@given(DRAFTS)
def test_records_round_trip(draft: Draft) -> None:
    text = record_text(draft, raw_file(b"x"), "sitegen 0.1.0")
    front = parse_yaml(text[4:].partition("\n---\n")[0], "x.md", first_line=2)
    assert not front.problems, text
    value = front.value
    assert value["title"] == draft.title
    assert value.get("date", "") == draft.date
    assert value.get("language", "") == draft.language
    assert value.get("url", "") == draft.url
    agency = value.get("agency", [])
    assert tuple([agency] if isinstance(agency, str) else agency) == draft.agency
    assert tuple(value.get("authors", [])) == draft.authors
    assert [item["text"] for item in value.get("captions", [])] == [item.text for item in draft.captions]
    assert [item.get("url", "") for item in value.get("related", [])] == [item.url for item in draft.related]
    assert value["raw"]["lines"] == f"{draft.first_line}-{draft.last_line}"
    assert not is_edited(text)
    assert value["cleaned"]["digest"] == cleaned_digest(text)
    assert re.fullmatch(r"[a-z0-9-]+", slug_of(draft))


@settings(max_examples=100, deadline=None)
@given(DRAFTS, st.data())
def test_an_edit_is_seen(draft: Draft, data: st.DataObject) -> None:
    text = record_text(draft, raw_file(b"x"), "sitegen 0.1.0")
    place = data.draw(st.integers(0, len(text)))
    edited = text[:place] + "x" + text[place:]
    # Within its own line only a change of the digest itself counts.
    line = text[text.rfind("\n", 0, place) + 1 :].partition("\n")[0]
    if not line.startswith("cleaned:"):
        assert is_edited(edited)
    assert is_edited("---\ntitle: x\n---\nno digest\n")
