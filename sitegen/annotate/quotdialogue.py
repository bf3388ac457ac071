"""Speech without quotation marks: after a dash at the beginning of a paragraph, and in set-off quotations.

Who speaks is told by the narration between the dashes. Interviews are the work of `quotinterviews`.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import NamedTuple

from sitegen.annotate.quotblocks import Block
from sitegen.annotate.quotcandidates import Person
from sitegen.annotate.quotcases import case_subject
from sitegen.annotate.quotgestures import unlisted
from sitegen.annotate.quotlanguage import SAYS
from sitegen.annotate.quotmarks import Span
from sitegen.annotate.quotnominatives import agrees
from sitegen.annotate.quotspeech import Speech
from sitegen.annotate.quotsubjects import right_subject
from sitegen.annotate.quottokens import Token
from sitegen.annotate.quotverbs import verb_at
from sitegen.annotate.speakers import Subject

_LINE = re.compile(r"[—–-][ \u00a0]+(?=\S)")
_TURN = re.compile(r"(?:(?<=[,.!?…])|[ \u00a0])[—–-][ \u00a0]+")
_INNER = re.compile(r"(?<=[.!?…])[ \u00a0][—–][ \u00a0](?=[^\W\d_])")
_SIGNATURE = re.compile(r"\n?[ \u00a0]*[—–][ \u00a0]*(?=[^\W\d_])")
_MOST_TURNS = 200
_MOST_OPENINGS = 20
_LONGEST_NARRATION = 600
"""Characters in which the words of saying are looked for."""


def dialogue_quotations(index: int, speech: Speech) -> bool:
    """Adds the speech of a paragraph that a dash opens; whether it was such a paragraph."""
    block = speech.blocks[index]
    text = block.passage.text
    if block.passage.kind != "paragraph" or not text:
        return False
    opening = _LINE.match(text) if text[0] in "—–-" else None
    if opening is None:
        return False
    pieces, told = _turns(block, opening.end(), speech)
    who = next((found for found in told if found is not None), None)
    if who is None:
        before = speech.blocks[index - 1].passage.text.rstrip() if index else ""
        if not before.endswith(":"):
            return _add_untold(index, pieces, speech)
        end = len(text.rstrip())
        speech.unattributed(index, 0, [], Span(0, opening.end(), end, end, False), alone=True)
        return True
    _add_turns(index, pieces, told, who, speech)
    return True


_Told = tuple[list[Token], int, Subject | None]


class Later(NamedTuple):
    """Speech that begins behind a sentence of the same paragraph."""

    start: int
    """Where what stands before it ends."""
    pieces: list[tuple[int, int]]
    told: list[_Told | None]


def later_dialogue(block: Block, speech: Speech) -> Later | None:
    """ "He sat down. – I am tired – he said.": behind all quotations in marks."""
    if block.passage.kind != "paragraph":
        return None
    behind = block.spans[-1].outer_end if block.spans else 0
    for opening in islice(_INNER.finditer(block.passage.text, behind), _MOST_OPENINGS):
        pieces, told = _turns(block, opening.end(), speech)
        if len(told) > 1 and told[0] is None and told[1] is not None:
            return Later(opening.start(), pieces, told)
    return None


def add_later(index: int, later: Later, speech: Speech) -> None:
    """Adds what `later_dialogue` has found, behind the quotations before it."""
    tokens, at, subject = next(found for found in later.told if found is not None)
    _add_turns(index, later.pieces, later.told, (tokens, at, subject), speech)


def _turns(block: Block, start: int, speech: Speech) -> tuple[list[tuple[int, int]], list[_Told | None]]:
    """The stretches between the dashes, and of each the words of saying, if it is narration."""
    text = block.passage.text
    turns = [match.span() for match in islice(_TURN.finditer(text, start), _MOST_TURNS)]
    borders = [(0, start), *turns, (len(text.rstrip()), len(text))]
    pieces = [(borders[i][1], borders[i + 1][0]) for i in range(len(borders) - 1)]
    return pieces, [_narration(block, piece, speech) for piece in pieces]


def _add_turns(index: int, pieces: list[tuple[int, int]], told: list[_Told | None], who: _Told, speech: Speech) -> None:
    text = speech.blocks[index].passage.text
    tokens, at, subject = who
    person = speech.person(index, tokens, subject) if subject is not None else speech.elided(index, tokens, at)
    rule = speech.pronoun_rule(person) if subject is not None and subject.pronoun else "trailing"
    if not (person.speaker or person.text) and subject is not None and speech.open_question == index - 1:
        only = _turn_taker(speech)
        if only is not None and subject.pronoun in ("m", "f") and agrees(only.gender, subject.pronoun):
            person = only
    verb = text[tokens[at].start : tokens[at].end]
    start = -1
    count = 0
    for number, (piece, narration) in enumerate(zip((*pieces, (0, 0)), (*told, who), strict=True)):
        if narration is None:
            start = piece[0] if start < 0 else start
        elif start >= 0:
            end = pieces[number - 1][1]
            end -= text[end - 1] == "," and end - 1 > start
            speech.add(
                index, Span(start, start, end, end, False), person, rule, (0, len(text)), verb=verb, continues=count > 0
            )
            start, count = -1, count + 1
    if text.rstrip().endswith("?") or (subject is not None and subject.pronoun == "x"):
        speech.open_question = index


def _narration(block: Block, piece: tuple[int, int], speech: Speech) -> _Told | None:
    """The words of saying between two dashes: they begin with the verb, in a small letter."""
    if not block.passage.text[piece[0] : piece[0] + 1].islower():
        return None
    tokens = block.tokens_between(piece[0], min(piece[1], piece[0] + _LONGEST_NARRATION))
    for at in range(min(3, len(tokens))):
        verb = verb_at(tokens, at, speech.people)
        if verb is not None and verb.kind == SAYS:
            if speech.words.cases:
                return tokens, at, case_subject(tokens, at, verb, speech.people)
            return tokens, at, right_subject(tokens, at, speech.people)
        if tokens[at].key not in speech.words.pronouns and tokens[at].key not in speech.words.sets["light"]:
            break
    gesture = unlisted(tokens, 0, speech.people)
    return (tokens, 0, gesture.subject) if gesture is not None and gesture.subject is not None else None


def signature_of(index: int, speech: Speech) -> tuple[int, Person | None]:
    """Where the words of a set-off quotation end, and who signs them: in its last line or the next paragraph."""
    block = speech.blocks[index]
    text = block.passage.text.rstrip()
    line = text.rfind("\n") + 1
    found = _SIGNATURE.match(text, line) if line else None
    if found is not None:
        return len(text[:line].rstrip()), _signer(block, found.end(), len(text))
    if index + 1 < len(speech.blocks):
        following = speech.blocks[index + 1]
        sign = _SIGNATURE.match(following.passage.text)
        if sign is not None and len(following.passage.text) < 120:
            return len(text), _signer(following, sign.end(), len(following.passage.text.rstrip()))
    return len(text), None


def _signer(block: Block, start: int, end: int) -> Person:
    text = block.passage.text
    stop = text.find(",", start, end)
    stop = end if stop < 0 else stop
    for naming in block.names:
        if naming.start == start and naming.end == stop and naming.id.startswith("actors/"):
            return Person(naming.id, text[start:stop], "")
    return Person("", text[start:stop].strip(" ."), "")


def _add_untold(index: int, pieces: list[tuple[int, int]], speech: Speech) -> bool:
    """Adds speech of which nobody says whose it is, in a text where other paragraphs with a dash are speech.

    A question has no speaker, and what answers it is said by the one person who speaks in such paragraphs.
    """
    text = speech.blocks[index].passage.text
    who = _turn_taker(speech)
    if who is None or text.rstrip()[-1:] not in '.!?…»”"':
        return False
    asked = index > 0 and speech.open_question == index - 1
    for start, end in pieces:
        if start >= end:
            continue
        question = text[start:end].endswith("?") and not asked
        person = who if asked else Person("", "", "")
        speech.add(index, Span(start, start, end, end, False), person, "continued", (0, len(text)))
        asked = question
    speech.open_question = index if asked else -2
    return True


def _turn_taker(speech: Speech) -> Person | None:
    """The one record that is said to speak behind a dash; nobody where several are, nothing where none is."""
    if speech.turn_taker is None:
        found: dict[str, Person] = {}
        told = 0
        for block in speech.blocks:
            opening = _LINE.match(block.passage.text) if block.passage.kind == "paragraph" else None
            if opening is None:
                continue
            for narration in _turns(block, opening.end(), speech)[1]:
                if narration is None:
                    continue
                told += 1
                tokens, _, subject = narration
                if subject is not None and not subject.pronoun:
                    printed = " ".join(token.key for token in tokens[subject.start : subject.end])
                    found[subject.speaker or printed] = Person(subject.speaker, "", subject.gender, True)
        only = next(iter(found.values())) if len(found) == 1 else Person("", "", "")
        speech.turn_taker = (only if told else None,)
    return speech.turn_taker[0]
