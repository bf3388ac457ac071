"""Interviews: who asks and who answers, told by labels, by questions as subheads, or by dashes in turn.

Labels are "Q:", a name or initials with a colon. Who answers is known from a label with a name, because the caller
knows with whom the text is, or from the introduction (`quotinterviewee`); all answers have the same speaker.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from sitegen.annotate.quotblocks import Block
from sitegen.annotate.quotinterviewee import met, presented, tells_of_self
from sitegen.annotate.quotspeech import Speech
from sitegen.annotate.quottokens import NAME, QUOTE
from sitegen.model.annotations import PROBABLE, Naming, Quotation

_TURN = re.compile(r"[—–-][ \u00a0]+(?=\S)")
_ASIDE = re.compile(r"[(\[][^()\[\]]*[)\]][.!]?$")
_TOLD = re.compile(r"(?<![»”“\"])[,.!?…][ \u00a0][—–-][ \u00a0]+(\w+)")
_LABEL = re.compile(r"([^\W\d_][^:\n]{0,40}):[ \u00a0]+(?=\S)")
_INITIALS = re.compile(r"(?:[^\W\d_]\.? ?){1,3}$")
_LONGEST_LABEL = 42
"""Characters with the colon."""
_FEWEST_TURNS = 4
_FEWEST_QUESTIONS = 3
_LONGEST_QUESTION = 300
"""Characters."""


def interview_quotations(blocks: Sequence[Block], speech: Speech, speaker: str) -> dict[int, list[Quotation]]:
    """The answers of an interview, by block; nothing where the text is none."""
    labels = {index: label for index, block in enumerate(blocks) if (label := _label(block, speech))}
    if not labels:
        return _untold(blocks, speech, speaker)
    # What stands once before a colon ("Photo: …") is no speaker of a talk, and a talk has questions.
    count = Counter(label for label, _, _ in labels.values())
    labels = {index: label for index, label in labels.items() if count[label[0]] > 1}
    asked = any(blocks[index].passage.text.rstrip().endswith("?") for index in labels)
    if len(labels) >= 4 and asked and len({label for label, _, _ in labels.values()}) >= 2:
        return _labelled(blocks, labels, speech, speaker or met(blocks[: min(labels)], speech))
    return _untold(blocks, speech, speaker)


def _untold(blocks: Sequence[Block], speech: Speech, speaker: str) -> dict[int, list[Quotation]]:
    """The answers of an interview without labels."""
    if found := _under_questions(blocks, speech, speaker):
        return found
    return dash_interview(blocks, speech, speaker) if speech.words.dialogue else {}


def _label(block: Block, speech: Speech) -> tuple[str, int, Naming | None] | None:
    """The label of a paragraph, where its words begin, and the record that it names."""
    if block.passage.kind != "paragraph" or block.passage.text.find(":", 0, _LONGEST_LABEL) < 0:
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
        elif current is None or _is_told(block, speech, current[0], last=index > max(labels)):
            current = None
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


def _under_questions(blocks: Sequence[Block], speech: Speech, speaker: str) -> dict[int, list[Quotation]]:
    """Answers below questions as subheads; without a known speaker also below questions as paragraphs of their own.

    Then the introduction must say with whom the talk is, who is not named in the answers, and these say "I".
    """
    questions = [i for i, block in enumerate(blocks) if block.passage.kind == "heading" and _asks(block)]
    if speaker:
        return _answers_below(blocks, questions, speaker) if len(questions) > 1 else {}
    if len(questions) < 2:
        questions = [i for i, block in enumerate(blocks) if _is_bare_question(block)]
    if len(questions) < _FEWEST_QUESTIONS:
        return {}
    who = presented(blocks[: questions[0]], speech)
    found = _answers_below(blocks, questions, who) if who else {}
    answers = [blocks[index] for index in found]
    if any(naming.id == who for block in answers for naming in block.names):
        return {}
    return found if len(found) >= len(questions) and tells_of_self(answers, speech) else {}


def _is_bare_question(block: Block) -> bool:
    """Whether a paragraph is one question without marks or a dash (the bold lines of an interview)."""
    text = block.passage.text
    if block.passage.kind != "paragraph" or not _asks(block) or block.spans:
        return False
    return text[:1] not in "—–-" and len(text) < _LONGEST_QUESTION


def _answers_below(blocks: Sequence[Block], questions: Sequence[int], speaker: str) -> dict[int, list[Quotation]]:
    out: dict[int, list[Quotation]] = {}
    answering, continues = False, False
    for index, block in enumerate(blocks):
        if block.passage.kind == "heading" or index in questions:
            answering, continues = index in questions, False
            if answering and block.passage.kind == "paragraph":
                out[index] = []
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


def dash_interview(blocks: Sequence[Block], speech: Speech, speaker: str) -> dict[int, list[Quotation]]:
    """The answers where every turn of a talk is a paragraph with a dash before it, questions and answers in turn."""
    turns = {index: match.end() for index, block in enumerate(blocks) if (match := _turn(block, speech))}
    if len(turns) < _FEWEST_TURNS:
        return {}
    asking: list[int] = []
    answering: list[int] = []
    out: dict[int, list[Quotation]] = {}
    who = speaker or met(blocks[: min(turns)], speech)
    answers = True
    following = -1
    for index, block in enumerate(blocks):
        if index in turns:
            answers = not answers if index == following else not _asks(block)
            (answering if answers else asking).append(index)
        elif block.passage.kind != "paragraph" or index != following:
            answers, following = True, -1
            continue
        if index not in turns and _is_told(block, speech, who, last=index > max(turns)):
            answers, following = True, -1
            continue
        following = index + 1
        if answers:
            out[index] = [_answer(block, turns.get(index, 0), who, "", "interview", index not in turns)]
    asked = sum(_asks(blocks[index]) for index in asking)
    doubtful = sum(_asks(blocks[index]) for index in answering)
    if asked < 2 or asked * 5 < len(asking) * 3 or doubtful * 5 > len(answering) * 2:
        return {}
    return out


def _is_told(block: Block, speech: Speech, who: str, *, last: bool) -> bool:
    """Whether a paragraph without label or dash is the writer's: it names who answers, or stands all in brackets.

    Behind the whole talk, where news tell what became of it, also where it names anybody and nobody says "I" in it.
    """
    if who and any(naming.id == who for naming in block.names):
        return True
    text = block.passage.text.strip()
    if _ASIDE.match(text):
        return True
    if not last:
        return False
    known = speech.words.sets["first_singular"]
    tokens = [token for at in range(len(block.sentences)) for token in block.tokens(at)]
    if any(token.key in known for token in tokens):
        return False
    return any(token.kind in (NAME, QUOTE) or (token.capital and token.key in speech.people.proper) for token in tokens)


def _asks(block: Block) -> bool:
    return block.passage.text.rstrip().endswith("?")


def _turn(block: Block, speech: Speech) -> re.Match[str] | None:
    """The dash before a turn of a talk; nothing where words of saying stand between dashes.

    Those behind closing marks («…», — said X) belong to what is quoted inside the turn.
    """
    text = block.passage.text
    if block.passage.kind != "paragraph" or text[:1] not in "—–-":
        return None
    if any(told.group(1) in speech.words.verbs for told in _TOLD.finditer(text)):
        return None
    return _TURN.match(text)
