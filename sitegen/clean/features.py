"""What can be seen of a block, as words for the line model: its form, its neighbours, its place, its company.

Every feature is a fact that holds in any language and script; what needs words (furniture phrases, bylines, function
words) comes through the vocabularies. No feature holds a word of the text itself, so no text can be read back from the
weights that are learned over them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter

from sitegen.base.text import fold
from sitegen.clean.lines import Block, Sheet


def _upper_letters() -> str:
    """All capitals of scripts that have them, for a character class: Python's patterns know no upper case."""
    return "".join(chr(code) for code in range(0x41, 0x0590) if chr(code).isupper() and chr(code).isalpha())


_WORD = re.compile(r"[^\W\d_]+")
_CAPITALISED = re.compile(rf"(?<![^\W_])(?=[{_upper_letters()}])[^\W\d_]+")
_HANGUL = re.compile(r"[\uac00-\ud7a3]{2,}")
_DIGIT = re.compile(r"\d")
_CLOCK = re.compile(r"\b\d{1,2}[:.h]\d\d\b")
_FIELD = re.compile(r"_{4,}|\[[ xX_]*\]|\((?:BUTTON|[*_ ])\)|\[[A-Z]{4,}\]")
_CLOSERS = "'\"’”»)]"
_WORDS = (1, 2, 3, 4, 6, 9, 13, 19, 29, 46, 81)
_PLACES = (0, 1, 2, 3, 6, 11, 21, 41, 81)
_SHARES = (0.001, 0.1, 0.2, 0.3, 0.4, 0.55, 0.75)
_COUNTS = (1, 2, 3, 5)
_CORE_WORDS = 18
_FAR = 6
_LENGTHS = (4, 7, 12, 25, 60, 150)
_REACH = 12
_PARAGRAPHS = 3
_LOOKED_AT = 600
_BUTTON_WORDS = 25
_LEAST_COMMON = 0.12
_SIGNS = "|»›>©@•·→"
# Two pieces of a page that print without a space between them: "…in the finalFord lost…", "6:30 pmRain is…".
GLUED = re.compile(rf"[^\W\d_{_upper_letters()}]{{3}}[?!.”’)]?[{_upper_letters()}](?:[^\W\d_{_upper_letters()}]|\s)")
_PRINTED_ADDRESS = re.compile(r"https?://\S+|www\.\S+|\S+@\S+|\S*pic\.\S+")


def _form(block: Block, role: str) -> str:
    """A block's kind in one letter, as its neighbours see it."""
    if role:
        return {
            "furniture": "f", "caption": "c", "credit": "c", "byline": "b", "dateline": "d", "related": "r",
            "source-note": "n", "title": "t", "subhead": "s",
        }.get(role, "o")  # fmt: skip
    if block.ends:
        return "P" if block.words >= 25 else ("p" if block.words >= 10 else "q")
    return "L" if block.words >= 25 else ("l" if block.words >= 9 else ("k" if block.words >= 4 else "x"))


def _end(block: Block) -> str:
    bare = block.shown.rstrip(_CLOSERS + " ")
    last = "…" if bare.endswith("...") else bare[-1:] if bare else block.shown[-1:]
    if last in ".?!…:;,":
        return last + ('"' if len(bare) < len(block.shown) else "")
    return ")" if block.shown[-1:] in ")]" else ('"' if block.shown[-1:] in _CLOSERS else "-")


def _opening(block: Block) -> str:
    first = block.shown[:1]
    if first.isalpha():
        return "a" if block.lower else ("A" if first.isupper() else "z")
    if first.isdigit():
        return "0"
    if first in "\"“”«„‘'‚":
        return '"'
    return first if first in "-–—•*+(|[@#©" else "~"


def features_of(sheet: Sheet, start: int, stop: int) -> list[list[str]]:
    """The features of the blocks of one part, in order; a block's neighbours are seen to both sides.

    Returns:
        one list of feature names for each block from `start` to behind `stop`.
    """
    blocks = sheet.blocks[start:stop]
    count = len(blocks)
    words_known = sheet.words
    common_words = words_known.common
    roles, rules = sheet.roles[start:stop], sheet.rules[start:stop]
    forms = ["^", "^", *(_form(blocks[index], roles[index]) for index in range(count)), "$", "$"]
    folded_of = [_WORD.findall(block.fold[:_LOOKED_AT]) for block in blocks]
    capitals = [_CAPITALISED.findall(block.shown[:_LOOKED_AT]) for block in blocks]
    stems = [
        {word[:6] for word in folded if len(word) >= 4 and word not in common_words}
        if folded
        else set(_HANGUL.findall(block.shown))
        for folded, block in zip(folded_of, blocks, strict=True)
    ]
    # The first word of a line is a capital's without being a name's.
    names = [{fold(word)[:6] for word in found[1:] if len(word) > 3} for found in capitals]
    core: Counter[str] = Counter()
    for index, block in enumerate(blocks):
        if block.words >= _CORE_WORDS and block.ends and not roles[index]:
            core.update(stems[index])
    seen = Counter(block.fold for block in blocks)
    prose = [form in "Pp" for form in forms[2:-2]]
    scraps = [form in "xkfr" for form in forms[2:-2]]
    words = [min(block.words, 60) if block.ends else 0 for block in blocks]
    behind, ahead = _company(prose, stems), _company(prose[::-1], stems[::-1])[::-1]
    known, told = _company(prose, names), _company(prose[::-1], names[::-1])[::-1]
    total_prose = max(1, sum(words))
    page = "W" if sheet.is_page else "S"
    # Where no vocabulary knows the language, the absence of its small words says nothing.
    running = [word for index in range(count) if prose[index] for word in folded_of[index]]
    understood = sum(map(common_words.__contains__, running)) >= _LEAST_COMMON * len(running)
    columns = Counter(block.indent for block in blocks if block.words >= _CORE_WORDS)
    usual = columns.most_common(1)[0][0] if columns else 0
    before_words = 0
    length_of_text = bisect_right(_LENGTHS, count)
    out: list[list[str]] = []
    for index, block in enumerate(blocks):
        form = forms[index + 2]
        size = bisect_right(_WORDS, block.words)
        end = _end(block)
        folded = folded_of[index]
        length = max(1, len(folded))
        common = bisect_right(_SHARES, sum(map(common_words.__contains__, folded)) / length)
        capital = bisect_right(_SHARES, len(capitals[index]) / length)
        own = block.words >= _CORE_WORDS and block.ends and not roles[index]
        mine = stems[index]
        shared = sum(1 for stem in mine if core.get(stem, 0) > own)
        company = bisect_right(_SHARES, shared / len(mine)) if mine else -1
        left1, left2, right1, right2 = forms[index + 1], forms[index], forms[index + 3], forms[index + 4]
        near = f"{sum(prose[max(0, index - 3) : index])}{sum(prose[index + 1 : index + 4])}"
        far = (
            f"{bisect_right(_COUNTS, sum(scraps[max(0, index - _FAR) : index]))}"
            f"{bisect_right(_COUNTS, sum(scraps[index + 1 : index + 1 + _FAR]))}"
        )
        done = before_words / total_prose
        before_words += words[index]
        row = [
            "*", page, f"w{size}", f"{page}w{size}", f"e{end}", f"we{min(size, 9)}{end}", f"o{_opening(block)}",
            f"f{form}", f"{page}f{form}",
            f"C{capital}", f"wC{min(size, 9) // 2}{capital}", f"s{company}", f"fs{form}{company}",
            f"g{min(block.gap, 3)}", f"G{min(block.gap, 2)}{min(block.after, 2)}{form}",
            f"i{bisect_right(_PLACES, index)}", f"j{bisect_right(_PLACES, count - 1 - index)}",
            f"<{left1}{form}", f">{form}{right1}", f"<>{left1}{form}{right1}", f"<<{left2}{left1}{form}",
            f">>{form}{right1}{right2}", f"p{near}", f"pf{near}{form}", f"x{far}", f"xf{far}{form}",
            f"q{length_of_text}{form}", f"d{int(done * 10)}", f"D{int(done * 4)}{form}",
        ]  # fmt: skip
        if understood:
            row += [f"c{common}", f"wc{min(size, 9) // 2}{common}"]
        if mine:
            row += [f"h{behind[index]}{form}", f"H{ahead[index]}{form}", f"hH{behind[index]}{ahead[index]}"]
        if names[index]:
            row += [f"n{known[index]}{form}", f"N{told[index]}{form}", f"nN{known[index]}{told[index]}"]
        rule = rules[index]
        if rule:
            row += [f"R{rule}", f"r{roles[index]}", f"Rp{rule}{near[0] > '0':d}{near[1] > '0':d}"]
        for step in (-2, -1, 1):
            if 0 <= index + step < count and rules[index + step]:
                row.append(f"R{step}{rules[index + step]}")
        row += _signs(sheet, block, form, folded, size)
        if columns and usual:
            column = _column(block.indent, usual)
            row += [f"I{column}", f"If{column}{form}"]
        if seen[block.fold] > 1:
            row += ["again", f"again{form}"]
        if folded and folded[0] in words_known.continuing:
            row.append(f"goes-on{form}")
        if index and blocks[index - 1].shown.endswith(":"):
            row.append("after:")
        if index and block.lower and not blocks[index - 1].ends and blocks[index - 1].words > 3:
            row.append("broken")
        if index + 1 < count and blocks[index + 1].lower and not block.ends and block.words > 3:
            row.append("breaks")
        repeats = sheet.repeats.get(block.fold, 0) if sheet.repeats else 0
        if repeats > 1:
            row += [f"elsewhere{min(repeats, 4)}", f"elsewhere{form}"]
        elif sheet.repeats:
            row += ["only-here", f"only-here{form}"]
        out.append(row)
    return out


def _signs(sheet: Sheet, block: Block, form: str, folded: list[str], size: int) -> list[str]:
    """What single signs and the words of buttons say."""
    row: list[str] = []
    shown = block.shown
    if block.mark:
        row += [f"m{block.mark if len(block.mark) == 1 else '1.'}", f"mf{form}"]
    if block.sentences:
        row.append("inner")
    if block.urls:
        row.append("url")
    if "](" in block.text:
        row.append("link")
    if _DIGIT.search(shown):
        row.append(f"digit{form}")
        if _CLOCK.search(shown):
            row.append("clock")
    if ("_" in shown or "(" in shown or "[" in shown) and _FIELD.search(shown):
        row.append("field")
    if block.words > 5 and (glued := _glued(block)):
        row += [f"glued{min(glued, 2)}", f"glued{form}"]
    if shown.isupper():
        row.append(f"upper{min(size, 5)}")
    row += ["sign" + sign for sign in _SIGNS if sign in shown]
    if block.words <= _BUTTON_WORDS:
        chrome = bisect_right(_SHARES, sum(map(sheet.words.chrome.__contains__, folded)) / max(1, len(folded)))
        row += [f"u{chrome}", f"uf{chrome}{form}"]
    if block.is_quote:
        row.append("quote" + form)
    return row


def _glued(block: Block) -> int:
    """How many places hold two pieces of a page without a space; names such as "YouTube" are one word at most."""
    return len(GLUED.findall(without_addresses(block.shown[:_LOOKED_AT])))


def without_addresses(text: str) -> str:
    """A text with each printed address made a space: in addresses capitals mean nothing."""
    return _PRINTED_ADDRESS.sub(" ", text)


def _company(prose: list[bool], stems: list[set[str]]) -> list[int]:
    """For each block, which share of its stems the last few paragraphs before it hold: an article speaks of one thing,
    a list of teasers of many. In eighths of `_SHARES`; -1 is written as 9 where no paragraph stands near."""
    out: list[int] = []
    recent: list[tuple[int, set[str]]] = []
    union: set[str] = set()
    for index, mine in enumerate(stems):
        while recent and index - recent[0][0] > _REACH:
            recent.pop(0)
            union = set().union(*(other for _, other in recent))
        if not recent:
            out.append(9)
        else:
            out.append(bisect_right(_SHARES, len(mine & union) / len(mine)) if mine else 8)
        if prose[index]:
            recent.append((index, mine))
            if len(recent) > _PARAGRAPHS:
                recent.pop(0)
            union = set().union(*(other for _, other in recent))
    return out


def _column(indent: int, usual: int) -> str:
    if indent == usual:
        return "="
    return "0" if indent == 0 else ("<" if indent < usual else (">" if indent <= usual + 4 else ">>"))
