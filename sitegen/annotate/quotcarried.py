"""Who speaks a quotation that has no words of attribution in its sentence: it goes on an earlier one, or is led to.

The sentence or paragraph before it decides; where somebody else is named between, nobody does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.annotate.quotbeside import about, acting, answering
from sitegen.annotate.quotcandidates import Person
from sitegen.annotate.quotcases import case_subject
from sitegen.annotate.quotinner import is_personal
from sitegen.annotate.quotlanguage import GERUND, QUOTES
from sitegen.annotate.quotmain import main_subject
from sitegen.annotate.quotmarks import Span
from sitegen.annotate.quotpronouns import Spoken
from sitegen.annotate.quotsubjects import left_subject
from sitegen.annotate.quottokens import QUOTE
from sitegen.annotate.quotverbs import verb_at
from sitegen.annotate.speakers import is_actor

if TYPE_CHECKING:
    from sitegen.annotate.quotspeech import Speech


_Carried = tuple[Person, str, bool]
"""Who speaks, by which rule, and whether it goes on the quotation before it."""


def carried(speech: Speech, index: int, at: int, span: Span, *, opened: bool) -> _Carried | None:
    """The speaker of a quotation that is a sentence or paragraph of its own; nothing where it stays open.

    `opened`: the paragraph before has left a quotation open, and this one begins with a mark.
    """
    block = speech.blocks[index]
    last = speech.last
    if last is not None and (
        (opened and last.block == index - 1) or (last.block == index and speech.last_sentence in (at, block.before(at)))
    ):
        return (last.person, "continued", True) if _is_known(last.person) else None
    if block.before(at) >= 0:
        return _after_sentence(speech, index, block.before(at), span)
    if not opened and is_personal(block.passage.text, span, speech.words) and at + 1 < len(block.sentences):
        person = acting(speech, index, at + 1)
        if person is not None and person.speaker:
            return person._replace(probable=True), "continued", False
    return _after_paragraph(speech, index)


def _is_known(person: Person) -> bool:
    return bool(person.speaker or person.text)


def _after_sentence(speech: Speech, index: int, sentence: int, span: Span) -> _Carried | None:
    """Behind a sentence of the same paragraph that has no quotation."""
    block = speech.blocks[index]
    last = speech.last
    if (
        last is not None
        and last.block == index
        and speech.last_sentence == block.before(sentence)
        and about(speech, last.person, index, sentence, span)
    ):
        return last.person._replace(probable=True), "continued", True
    found = leading(speech, index, sentence)
    if found is not None:
        return found[0]._replace(probable=True), found[1], False
    person = answering(speech, index, sentence)
    if person is None and not (last is None and speech.found and speech.found[-1].passage == block.passage.id):
        person = acting(speech, index, sentence)
    return (person._replace(probable=True), "continued", False) if person else None


def _after_paragraph(speech: Speech, index: int) -> _Carried | None:
    """At the beginning of a paragraph: whoever the paragraph before leads to, or spoke last in it."""
    before = index - 1
    if before < 0 or speech.blocks[before].passage.kind not in ("paragraph", "blockquote"):
        return None
    sentences = speech.blocks[before].sentences
    colon = speech.blocks[before].passage.text.rstrip().endswith(":")
    if not sentences or not (colon or _only_quoted(speech, index)):
        return None
    last = speech.last
    if last is not None and last.block == before and not colon:
        if not _is_known(last.person) or _other_named(speech, before, last):
            return None
        return last.person._replace(probable=True), "continued", True
    alone = len(sentences) == 1 and not colon
    if last is not None and last.block == before - 1 and alone and about(speech, last.person, before, 0, None):
        # Between two paragraphs of speech one sentence of the speaker ("She laughs.").
        return last.person._replace(probable=True), "continued", True
    found = leading(speech, before, len(sentences) - 1)
    if found is None:
        return None
    return found[0]._replace(probable=found[0].probable or not colon), found[1], False


def _only_quoted(speech: Speech, index: int) -> bool:
    """Whether a paragraph is nothing but quotations."""
    block = speech.blocks[index]
    at = 0
    for span in block.spans:
        if block.passage.text[at : span.outer].strip(" \t\n.—–-"):
            return False
        at = span.outer_end
    return not block.passage.text[at:].strip(" \t\n.")


def _other_named(speech: Speech, index: int, last: Spoken) -> bool:
    """Whether somebody else is named in a block."""
    gender = speech.people.gender
    return any(
        naming.id != last.person.speaker and naming.id.startswith("actors/") and gender(naming.id) != "o"
        for naming in speech.blocks[index].names
    )


def leading(speech: Speech, index: int, at: int) -> tuple[Person, str] | None:
    """Who says something in a sentence, where exactly that sentence leads to a quotation behind it."""
    block = speech.blocks[index]
    tokens = block.tokens(at)
    if any(token.kind == QUOTE for token in tokens) or not tokens:
        return None
    colon = tokens[-1].key == ":"
    rule = "colon" if colon else "continued"
    for place in range(len(tokens) - 1, max(-1, len(tokens) - 60), -1):
        if tokens[place].key not in speech.words.verbs:
            continue
        verb = verb_at(tokens, place, speech.people)
        if verb is None or verb.kind in (GERUND, QUOTES):
            continue
        if speech.words.cases:
            subject = case_subject(tokens, place, verb, speech.people)
        else:
            subject = left_subject(tokens, place, speech.people)
        if subject is None:
            return None
        person = speech.person(index, tokens, subject)
        named = person.text and (colon or person.gender in ("m", "f"))
        return (person, rule) if person.speaker or named else None
    if not colon:
        return None
    actors = {token.naming.id for token in tokens if is_actor(token) and token.naming is not None}
    main = main_subject(tokens, 0, len(tokens), speech.people) if not speech.words.cases else None
    if main is None or len(actors) > 1 or not main.speaker:
        return None
    return speech.person(index, tokens, main)._replace(probable=True), rule
