"""The raw text with the role of each line and the rule that gave it, for `--explain` on a terminal."""

from __future__ import annotations

from sitegen.model.draft import ROLES, Cleaned

_COLOURS = {
    "title": "1;36", "byline": "36", "dateline": "36", "body": "0", "subhead": "1", "caption": "35", "credit": "35",
    "related": "34", "source-note": "33", "furniture": "2", "blank": "2",
}  # fmt: skip
_ROLE_WIDTH = max(len(role) for role in ROLES)
_RULE_WIDTH = 22


def _printable(text: str) -> str:
    """A line that cannot command the terminal on which it is shown."""
    return "".join(character if character.isprintable() or character == "\t" else "\ufffd" for character in text)


def explanation(cleaned: Cleaned, colour: bool = False, width: int = 100) -> str:
    """One row for each line: number, role, rule, what spoke for it, text; a heading where an article begins.

    Args:
        width: columns of the terminal; what spoke for a line is cut to them, the line itself never.
    """
    starts = {draft.first_line: place for place, draft in enumerate(cleaned.drafts, 1)}
    digits = len(str(len(cleaned.lines)))
    out = [
        f"{cleaned.raw}: {cleaned.encoding or 'not read'}, {len(cleaned.lines)} lines, {len(cleaned.drafts)} articles"
    ]
    for line in cleaned.lines:
        if line.number in starts and len(cleaned.drafts) > 1:
            place = starts[line.number]
            title = _printable(cleaned.drafts[place - 1].title)
            out.append(f"--- article {place} of {len(cleaned.drafts)}: {title}")
        rule = f"{line.rule} ({line.why})" if line.why else line.rule
        head = f"{line.number:>{digits}}  {line.role:<{_ROLE_WIDTH}}  {_cut(rule, width - digits - _ROLE_WIDTH - 4)}"
        row = f"{head}  {_printable(line.text)}".rstrip()
        out.append(f"\x1b[{_COLOURS.get(line.role, '0')}m{row}\x1b[0m" if colour else row)
    return "\n".join(out) + "\n"


def _cut(rule: str, room: int) -> str:
    room = max(_RULE_WIDTH, room)
    return f"{_printable(rule if len(rule) <= room else rule[: room - 1] + '…'):<{_RULE_WIDTH}}"
