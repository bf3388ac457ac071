"""One text through all finders: what one of them needs of another reaches it."""

from sitegen.annotate import annotate_text
from sitegen.model.annotations import Passage
from sitegen.model.names import NameForms

TEXT = "Sable Kern opened the gate at nine. “The lock was broken,” {pronoun} said."


def _speaker(type: str, pronoun: str) -> tuple[str, str]:
    passages = [Passage("p1", "paragraph", TEXT.format(pronoun=pronoun))]
    records = (NameForms("actors/sable-kern", ("Sable Kern",), type=type),)
    (found,) = annotate_text(passages, records, frozenset({"actors/sable-kern"}), "2020-08-01", "en").quotations
    return found.speaker, found.speaker_text


def test_the_type_of_a_record_tells_whether_a_pronoun_can_be_a_persons() -> None:
    assert _speaker("person", "she") == ("actors/sable-kern", "Sable Kern")
    assert _speaker("organisation", "she") == ("", "she")
