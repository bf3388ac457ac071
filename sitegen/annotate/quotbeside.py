"""Who speaks where no words of saying stand beside a quotation: whoever acts there, answers, or is the only one.

All of it is probable at most: it rests on how news are told, and gives way to any word of saying.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sitegen.annotate.quotbodies import is_body
from sitegen.annotate.quotcandidates import Person, candidates
from sitegen.annotate.quotinner import is_personal
from sitegen.annotate.quotlanguage import SAYS, Verb
from sitegen.annotate.quotmain import main_subject
from sitegen.annotate.quotmaincase import main_case_subject
from sitegen.annotate.quotmarks import Span
from sitegen.annotate.quotnominatives import agrees
from sitegen.annotate.quottokens import QUOTE, WORD, Token
from sitegen.annotate.speakers import Subject, is_actor

if TYPE_CHECKING:
    from sitegen.annotate.quotspeech import Speech

_NEAR = 4
"""Paragraphs in which nobody else of the same gender may stand."""
_SENTENCES = 12
"""So many of the last sentences of each are looked at."""


def answering(speech: Speech, index: int, sentence: int) -> Person | None:
    """Who answers a question that the writer tells without marks: whoever spoke last, where nobody comes between."""
    block = speech.blocks[index]
    last = speech.last
    start, end = block.sentences[sentence]
    if last is None or not block.passage.text[start:end].endswith("?") or last.block < index - 1:
        return None
    tokens = block.tokens(sentence)
    if any(is_actor(t) and t.naming is not None and t.naming.id != last.person.speaker for t in tokens):
        return None
    return last.person if last.person.speaker or last.person.text else None


def acting(speech: Speech, index: int, sentence: int) -> Person | None:
    """Who alone does something in the sentence beside a quotation ("Holt shakes her head. “…”")."""
    tokens = speech.blocks[index].tokens(sentence)
    sets = speech.words.sets
    if any(t.kind == QUOTE for t in tokens) or len({t.naming.id for t in tokens if is_actor(t) and t.naming}) > 1:
        return None
    if any(t.kind == WORD and (t.key in sets["placards"] or t.key in sets["titled"]) for t in tokens):
        return None
    if speech.words.cases:
        subject = main_case_subject(tokens, 0, len(tokens), Verb(SAYS), speech.people)
    else:
        subject = main_subject(tokens, 0, len(tokens), speech.people)
    if subject is None or subject.gender == "o" or not (subject.speaker or subject.pronoun in ("m", "f")):
        return None
    others = tokens[subject.end :]
    if any(t.kind == WORD and not t.capital and (t.key in sets["people"] or t.key in sets["groups"]) for t in others):
        return None
    return speech.person(index, tokens, subject)


def about(speech: Speech, person: Person, index: int, sentence: int, span: Span | None) -> bool:
    """Whether a sentence between two quotations leaves the speaker in play.

    It is of him ("She pauses."), or brings in nobody, and what is quoted behind it has an "I" or "we".
    """
    tokens = speech.blocks[index].tokens(sentence)
    if not (person.speaker or person.text) or any(is_actor(token) or token.kind == QUOTE for token in tokens):
        return False
    sets = speech.words.sets
    pronouns = speech.words.pronouns
    if any(pronouns.get(token.key) in ("m", "f") and _is_of(speech, token, person) for token in tokens[:2]):
        return True
    subject = None if speech.words.cases else main_subject(tokens, 0, len(tokens), speech.people)
    if subject is not None:
        return subject.pronoun in ("m", "f") and agrees(person.gender, subject.pronoun)
    if any(token.kind == WORD and (token.key in sets["people"] or token.key in sets["groups"]) for token in tokens):
        return False
    if any(token.capital and token.key in speech.people.proper for token in tokens[:3]):
        return False
    if speech.words.cases and not any(_is_of(speech, token, person) for token in tokens):
        return False
    return span is not None and is_personal(speech.blocks[index].passage.text, span, speech.words)


def _is_of(speech: Speech, token: Token, person: Person) -> bool:
    """Whether a pronoun can be one for this person ("he", "his")."""
    sets = speech.words.sets
    for gender in "mf":
        if token.key in sets[f"possessives_{gender}"] or speech.words.pronouns.get(token.key) == gender:
            return token.kind == WORD and agrees(person.gender, gender)
    return False


def only_one(speech: Speech, index: int, pronoun: str) -> Person | None:
    """The only person of a gender whom the text names, where nothing else of that gender is near."""
    if pronoun not in ("m", "f"):
        return None
    gender = speech.people.gender
    forms = speech.people.forms
    fitting = [id for id in forms if gender(id) in ("", pronoun)]
    if len(fitting) != 1 or not speech.people.is_person(fitting[0]):
        return None
    for block in speech.blocks[max(0, index + 1 - _NEAR) : index + 1]:
        for at in range(max(0, len(block.sentences) - _SENTENCES), len(block.sentences)):
            near = candidates(block.tokens(at), block.passage.text, pronoun, speech.people)
            if any(person.speaker != fitting[0] for person in near):
                return None
    return Person(fitting[0], forms[fitting[0]][0], pronoun, True)


def body_of(speech: Speech, tokens: Sequence[Token], subject: Subject) -> str | None:
    """The one body of the text that a general noun stands for ("the ministry")."""
    sets = speech.words.sets
    part = tokens[subject.start : subject.end]
    content = [t for t in part if not (t.key in sets["definite"] or t.key in sets["inside"])]
    if len(content) != 1 or content[0].kind != WORD or subject.gender in ("m", "f", "p"):
        return None
    noun = content[0].key
    if not (noun in sets["bodies"] or (speech.words.cases and is_body(noun, speech.words))):
        return None
    if not speech.words.cases and len(part) < 2:
        return None
    cases = speech.words.cases
    found = [
        id
        for id, forms in speech.people.forms.items()
        if speech.people.gender(id) == "o"
        and any(_same_noun(noun, word, cases=cases) for form in forms for word in form.lower().split())
    ]
    return found[0] if len(found) == 1 else None


def _same_noun(noun: str, other: str, *, cases: bool) -> bool:
    """Whether two words are the same noun, in whatever case."""
    if noun == other or not cases:
        return noun == other
    stem = max(4, min(len(noun), len(other)) - 2)
    return noun[:stem] == other[:stem] and abs(len(noun) - len(other)) < 3
