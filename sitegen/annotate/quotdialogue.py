"""Speech without quotation marks: after a dash at the beginning of a paragraph, in interviews, in set-off quotations.

An interview is told by labels ("Q:", a name or initials with a colon) or by questions as subheads. Who answers is
known from a label with a name, or because the caller knows with whom the text is; never guessed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from sitegen.annotate.quotblocks import Block
from sitegen.annotate.quotcases import case_subject
from sitegen.annotate.quotgestures import unlisted
from sitegen.annotate.quotlanguage import SAYS
from sitegen.annotate.quotmarks import Span
from sitegen.annotate.quotpronouns import Person
from sitegen.annotate.quotspeech import Speech
from sitegen.annotate.quotsubjects import right_subject
from sitegen.annotate.quottokens import Token
from sitegen.annotate.quotverbs import verb_at
from sitegen.annotate.speakers import Subject
from sitegen.model.annotations import PROBABLE, Naming, Quotation

_LINE = re.compile(r"[—–-][ \u00a0]+(?=\S)")
_TURN = re.compile(r"(?:(?<=[,.!?…])|[ \u00a0])[—–-][ \u00a0]+")
_INNER = re.compile(r"(?<=[.!?…])[ \u00a0][—–][ \u00a0](?=[^\W\d_])")
_LABEL = re.compile(r"([^\W\d_][^:\n]{0,40}):[ \u00a0]+(?=\S)")
_INITIALS = re.compile(r"(?:[^\W\d_]\.? ?){1,3}$")
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
            return False
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
    rule = "pronoun" if subject is not None and subject.pronoun else "trailing"
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


def interview_quotations(blocks: Sequence[Block], speech: Speech, speaker: str) -> dict[int, list[Quotation]]:
    """The answers of an interview, by block; nothing where the text is none."""
    labels = {index: label for index, block in enumerate(blocks) if (label := _label(block, speech))}
    # What stands once before a colon ("Photo: …") is no speaker of a talk, and a talk has questions.
    count = Counter(label for label, _, _ in labels.values())
    labels = {index: label for index, label in labels.items() if count[label[0]] > 1}
    asked = any(blocks[index].passage.text.rstrip().endswith("?") for index in labels)
    if len(labels) >= 4 and asked and len({label for label, _, _ in labels.values()}) >= 2:
        return _labelled(blocks, labels, speech, speaker)
    if speaker:
        return _under_questions(blocks, speaker)
    return {}


def _label(block: Block, speech: Speech) -> tuple[str, int, Naming | None] | None:
    """The label of a paragraph, where its words begin, and the record that it names."""
    if block.passage.kind != "paragraph":
        return None
    match = _LABEL.match(block.passage.text)
    if match is None:
        return None
    label = match.group(1).strip()
    for naming in block.names:
        if naming.start == 0 and naming.end == match.end(1):
            return label, match.end(), naming
    key = label.casefold().strip(".")
    known = speech.words.sets
    if key in known["questions"] or key in known["answers"]:
        return key, match.end(), None
    if label.isupper() and _INITIALS.match(label) and len(label) <= 6:
        return label, match.end(), None
    parts = label.split()
    if len(parts) <= 3 and all(part[0].isupper() and part.casefold() not in speech.words.verbs for part in parts):
        return label, match.end(), None
    return None


def _labelled(
    blocks: Sequence[Block], labels: dict[int, tuple[str, int, Naming | None]], speech: Speech, speaker: str
) -> dict[int, list[Quotation]]:
    out: dict[int, list[Quotation]] = {}
    current: tuple[str, str] | None = None
    answering = {
        label for index, (label, _, _) in labels.items() if not blocks[index].passage.text.rstrip().endswith("?")
    }
    asking = {
        label
        for label, _, naming in labels.values()
        if label not in answering and (naming is None or speech.people.gender(naming.id) not in ("m", "f"))
    }
    for index, block in enumerate(blocks):
        if block.passage.kind != "paragraph":
            current = None if block.passage.kind == "heading" else current
            continue
        start, rule, continues = 0, "label", True
        if index in labels:
            label, start, naming = labels[index]
            current = None if label in asking else _labelled_speaker(label, naming, speech, speaker)
            continues = False
        elif current is None:
            continue
        if current is not None:
            out[index] = [_answer(block, start, *current, rule, continues)]
        elif index in labels:
            out[index] = []
    return out


def _labelled_speaker(label: str, naming: Naming | None, speech: Speech, speaker: str) -> tuple[str, str] | None:
    """(record, words) of who speaks behind a label; nothing for questions."""
    if naming is not None:
        if speech.people.gender(naming.id) == "o" or not naming.id.startswith("actors/"):
            return None
        return naming.id, label
    if label in speech.words.sets["questions"]:
        return None
    if label in speech.words.sets["answers"]:
        return speaker, ""
    return "", label


def _under_questions(blocks: Sequence[Block], speaker: str) -> dict[int, list[Quotation]]:
    """Answers below questions as subheads."""
    questions = [
        i
        for i, block in enumerate(blocks)
        if block.passage.kind == "heading" and block.passage.text.rstrip().endswith("?")
    ]
    if len(questions) < 2:
        return {}
    out: dict[int, list[Quotation]] = {}
    answering, continues = False, False
    for index, block in enumerate(blocks):
        if block.passage.kind == "heading":
            answering, continues = index in questions, False
        elif answering and block.passage.kind == "paragraph" and block.passage.text.strip():
            out[index] = [_answer(block, 0, speaker, "", "interview", continues)]
            continues = True
    return out


def _answer(block: Block, start: int, speaker: str, printed: str, rule: str, continues: bool) -> Quotation:
    text = block.passage.text
    end = len(text.rstrip())
    return Quotation(
        passage=block.passage.id,
        start=start,
        end=end,
        text=text[start:end],
        speaker=speaker,
        speaker_text=printed,
        sentence=text[: min(end, 600)],
        rule=rule,
        certainty=PROBABLE if rule == "interview" else "",
        continues=continues,
    )
