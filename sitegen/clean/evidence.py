"""Names of features (`features.py`) → a few English words, so that a label can say what spoke for it.

A name is a prefix and what stands behind it: forms of blocks (one letter each), steps on a scale, a rule, a sign. Each
pattern of names has one line in the table; the test asks for words for every name that the packaged model holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from sitegen.clean.linemodel import BEFORE, BEHIND, BODY, INSIDE, evidence_of, line_model
from sitegen.clean.lines import Sheet

_FORMS = {
    "P": "a long paragraph", "p": "a paragraph", "q": "a short sentence", "L": "a long line without a full stop",
    "l": "a line without a full stop", "k": "a few words", "x": "a scrap", "f": "furniture", "c": "a caption",
    "b": "a byline", "d": "a dateline", "r": "a pointer elsewhere", "n": "a source note", "t": "a title",
    "s": "a subhead", "o": "another kind of line", "^": "the beginning", "$": "the end",
}  # fmt: skip
_WORDS = (
    "no word", "1 word", "2 words", "3 words", "4–5 words", "6–8 words", "9–12 words", "13–18 words", "19–28 words",
    "29–45 words", "46–80 words", "more than 80 words",
)  # fmt: skip
_HALF_WORDS = ("no word or one", "2–3 words", "4–8 words", "9–18 words", "19 words or more")
_SHARE = ("none", "hardly any", "few", "some", "a good part", "about half", "most", "nearly all")
_NEAR = ("first", "second", "third", "fourth to sixth", "7th to 11th", "12th to 21st", "22nd to 41st", "42nd to 81st")
_LENGTHS = ("under 4", "4–6", "7–11", "12–24", "25–59", "60–149", "150 or more")
_SIGNS = {"-": "no mark", '"': "a quotation mark", ")": "a bracket", ",": "a comma", ".": "a full stop",
          "?": "a question mark", "!": "an exclamation mark", ":": "a colon", ";": "a semicolon",
          "…": "an ellipsis"}  # fmt: skip
_OPENINGS = {"a": "a small letter", "A": "a capital", "z": "a letter without case", "0": "a digit",
             '"': "a quotation mark", "~": "a sign"}  # fmt: skip
_STEPS = {"-2": "two lines above", "-1": "the line above", "1": "the line below"}
_COLUMNS = {"=": "in the column of the paragraphs", "0": "at the left edge", "<": "left of the paragraphs",
            ">": "indented a little", ">>": "indented far"}  # fmt: skip
_F = "([PpqLlkxfcbdrntso])"
_ANY = "([PpqLlkxfcbdrntso^$])"


def _form(letter: str) -> str:
    return _FORMS[letter]


def _share(step: str) -> str:
    return "no" if step == "0" else ("unknown" if step in ("-1", "8", "9") else _SHARE[int(step)])


def _like(step: str, what: str) -> str:
    """How much a block shares with its company: a step of `_SHARES`, 8 for no words of its own, 9 for no company."""
    if step == "9":
        return f"no paragraph near {what}"
    return f"no words to compare {what}" if step in ("8", "-1") else f"shares {_share(step)} of its words {what}"


def _end(sign: str) -> str:
    mark = _SIGNS.get(sign[0], f"“{sign[0]}”")
    return f"ends with {mark} in quotation marks" if len(sign) > 1 else f"ends with {mark}"


def _opens(sign: str) -> str:
    return f"begins with {_OPENINGS.get(sign, f'“{sign}”')}"


_TABLE: tuple[tuple[str, Callable[..., str]], ...] = (
    (r"\*", lambda: "what holds for every line"),
    (r"W", lambda: "the file is a whole page"),
    (r"S", lambda: "the file is an article by itself"),
    (r"[WS]?w(\d+)", lambda size: _WORDS[int(size)]),
    (r"e(.\"?)", _end),
    (r"we(\d)(.\"?)", lambda size, sign: f"{_WORDS[int(size)]}, {_end(sign)}"),
    (r"o(.)", _opens),
    (rf"[WS]?f{_F}", _form),
    (r"C(\d)", lambda step: f"{_share(step)} capitals among its words"),
    (r"wC(\d)(\d)", lambda size, step: f"{_HALF_WORDS[int(size)]}, {_share(step)} capitals"),
    (r"c(\d)", lambda step: f"{_share(step)} small common words"),
    (r"wc(\d)(\d)", lambda size, step: f"{_HALF_WORDS[int(size)]}, {_share(step)} small common words"),
    (r"s(-1|\d)", lambda step: _like(step, "with the text's paragraphs")),
    (rf"fs{_F}(-1|\d)", lambda form, step: f"{_form(form)} that {_like(step, 'with the paragraphs')}"),
    (r"g(\d)", lambda gap: f"{gap if gap < '3' else '3 or more'} blank lines above"),
    (rf"G(\d)(\d){_F}", lambda up, down, form: f"{_form(form)}, blank lines above {up} and below {down}"),
    (r"i(\d)", lambda place: f"the {_NEAR[int(place) - 1]} line" if place < "9" else "far from the beginning"),
    (r"j(\d)", lambda place: f"the {_NEAR[int(place) - 1]} line from the end" if place < "9" else "far from the end"),
    (rf"<{_ANY}{_F}", lambda left, form: f"{_form(form)} below {_form(left)}"),
    (rf">{_F}{_ANY}", lambda form, right: f"{_form(form)} above {_form(right)}"),
    (rf"<>{_ANY}{_F}{_ANY}", lambda left, form, right: f"{_form(form)} between {_form(left)} and {_form(right)}"),
    (rf"<<{_ANY}{_ANY}{_F}", lambda far, left, form: f"{_form(form)} below {_form(far)} and {_form(left)}"),
    (rf">>{_F}{_ANY}{_ANY}", lambda form, right, far: f"{_form(form)} above {_form(right)} and {_form(far)}"),
    (r"p(\d)(\d)", lambda up, down: f"{up} paragraphs just above, {down} just below"),
    (rf"pf(\d)(\d){_F}", lambda up, down, form: f"{_form(form)}, {up} paragraphs just above, {down} just below"),
    (r"x(\d)(\d)", lambda up, down: f"scraps around: {_few(up)} above, {_few(down)} below"),
    (rf"xf(\d)(\d){_F}", lambda up, down, form: f"{_form(form)}, scraps: {_few(up)} above, {_few(down)} below"),
    (rf"q(\d){_F}", lambda size, form: f"{_form(form)} in a text of {_LENGTHS[int(size)]} lines"),
    (r"d(\d+)", lambda tenth: f"{int(tenth) * 10} % of the text lie above"),
    (rf"D(\d){_F}", lambda fourth, form: f"{_form(form)}, {int(fourth) * 25} % of the text above"),
    (rf"h(\d){_F}", lambda step, form: f"{_form(form)} that {_like(step, 'with what is above')}"),
    (rf"H(\d){_F}", lambda step, form: f"{_form(form)} that {_like(step, 'with what is below')}"),
    (r"hH(\d)(\d)", lambda up, down: f"{_like(up, 'with what is above')}, {_like(down, 'with what is below')}"),
    (rf"n(\d){_F}", lambda step, form: f"{_form(form)}; of its names it {_like(step, 'with what is above')}"),
    (rf"N(\d){_F}", lambda step, form: f"{_form(form)}; of its names it {_like(step, 'with what is below')}"),
    (r"nN(\d)(\d)", lambda up, down: f"names: {_like(up, 'with what is above')}, {_like(down, 'with what is below')}"),
    (r"Rp([a-z].*?)(\d)(\d)", lambda rule, up, down: f"the rule {rule}, {_sides(up, down)}"),
    (r"R(-2|-1|1)(.+)", lambda step, rule: f"the rule {rule} holds for {_STEPS[step]}"),
    (r"R([a-z].*)", lambda rule: f"the rule {rule}"),
    (r"r([a-z].*)", lambda role: f"a rule takes it for {role}"),
    (r"I(=|0|<|>>|>)", lambda column: _COLUMNS[column]),
    (rf"If(=|0|<|>>|>){_F}", lambda column, form: f"{_form(form)} {_COLUMNS[column]}"),
    (rf"again{_F}?", lambda form: "stands again in this file"),
    (rf"goes-on{_F}", lambda form: "its first word goes on with what was said"),
    (r"after:", lambda: "the line above ends with a colon"),
    (r"glued(\d)", lambda count: "two pieces in it stand together without a space"),
    (rf"glued{_F}", lambda form: f"{_form(form)} in which two pieces stand together without a space"),
    (r"broken", lambda: "goes on with the line above"),
    (r"breaks", lambda: "goes on in the line below"),
    (r"elsewhere(\d)", lambda count: f"stands in {count if count < '4' else '4 or more'} files"),
    (rf"elsewhere{_F}", lambda form: f"{_form(form)} that other files hold too"),
    (rf"only-here{_F}?", lambda form: "stands in no other file"),
    (r"m(.|1\.)", lambda mark: f"has the list mark {mark}"),
    (rf"mf{_F}", lambda form: f"{_form(form)} with a list mark"),
    (r"inner", lambda: "a sentence ends inside it"),
    (r"url", lambda: "holds an address"),
    (r"link", lambda: "holds a link"),
    (rf"digit{_F}", lambda form: f"{_form(form)} with a digit"),
    (r"clock", lambda: "holds a time of day"),
    (r"field", lambda: "holds a field of a form"),
    (r"upper(\d+)", lambda size: f"all in capitals, {_WORDS[int(size)]}{' or more' if size == '5' else ''}"),
    (r"sign(.)", lambda sign: f"holds the sign {sign}"),
    (r"u(\d)", lambda step: f"{_share(step)} words of buttons and menus"),
    (rf"uf(\d){_F}", lambda step, form: f"{_form(form)} with {_share(step)} words of buttons and menus"),
    (rf"quote{_F}", lambda form: "in quotation marks as a whole"),
)
_PATTERNS = tuple((re.compile(pattern), words) for pattern, words in _TABLE)
_LABELS = {BEFORE: "before the article", BODY: "body", INSIDE: "inside the article but not of it", BEHIND: "behind it"}


def _few(step: str) -> str:
    return ("none", "1", "2", "3–4", "5 or more")[int(step)]


def _sides(up: str, down: str) -> str:
    return {"00": "no paragraphs around", "10": "paragraphs above", "01": "paragraphs below"}.get(
        up + down, "paragraphs above and below"
    )


def words_of(feature: str) -> str:
    """A feature's name in words; empty for a name that the table does not know."""
    for pattern, words in _PATTERNS:
        match = pattern.fullmatch(feature)
        if match:
            return words(*match.groups())
    return ""


def why_of(sheet: Sheet, index: int) -> str:
    """What spoke for the label that the line model gave a block; empty where the model did not decide on it."""
    label = sheet.labels[index]
    if label < 0 or index >= len(sheet.features) or sheet.rules[index] not in _BY_LABEL:
        return ""
    told = [words_of(name) for name in evidence_of(line_model(), sheet.features[index], label)]
    return f"{_LABELS[label]}: {'; '.join(dict.fromkeys(told))}" if any(told) else ""


_BY_LABEL = frozenset({"line-model", "interrupts-body", "prose", "outside-body"})
"""Rules that do what the line model's label says."""
