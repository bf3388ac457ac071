"""Edits are sacred, so they must be seen: whatever changes in a record, the digest tells."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.model.fixity import cleaned_digest, is_edited


def record(body: str = "A body.\n", *, title: str = "x", digest: str = "") -> str:
    text = f"---\ntitle: {title}\ncleaned: {{by: sitegen 0.1, digest: 0}}\nstatus: published\n---\n{body}"
    return text.replace("digest: 0", f"digest: {digest or cleaned_digest(text)}", 1)


def test_what_sitegen_wrote_is_not_edited() -> None:
    assert not is_edited(record())
    assert not is_edited(record().replace("digest: ", 'digest: "').replace("}", '"}', 1))


def test_line_ends_of_another_system_are_no_edit() -> None:
    assert not is_edited(record("One.\n\nTwo.\n").replace("\n", "\r\n"))


@pytest.mark.parametrize(
    "text",
    [
        record().replace("A body.", "A  body."),
        record().replace("title: x", "title: y"),
        record() + "\n",
        record().replace("status: published", "cleaned: {by: hand}\nstatus: published"),
        record().replace("---\n", "---\nkind: news\n", 1),
        record().replace("status: published\n", ""),
        record(digest="0" * 32),
        "---\ntitle: x\n---\nno digest\n",
        "no front matter\n",
        "",
        "---\ntitle: x\n",
    ],
)
def test_every_change_is_an_edit_and_so_is_a_record_by_hand(text: str) -> None:
    assert is_edited(text)


def test_a_line_of_that_name_in_the_body_is_text() -> None:
    text = record("cleaned: up\n")
    assert not is_edited(text)
    assert is_edited(text.replace("cleaned: up", "cleaned: out"))


@settings(deadline=None)
@given(st.text(st.characters(codec="utf-8"), max_size=60), st.text(st.characters(codec="utf-8"), max_size=60))
def test_only_the_same_body_has_the_same_digest(one: str, other: str) -> None:
    same = one.replace("\r\n", "\n") == other.replace("\r\n", "\n")
    assert (cleaned_digest(record(one, digest="0")) == cleaned_digest(record(other, digest="0"))) == same
