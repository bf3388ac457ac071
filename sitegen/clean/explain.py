"""The raw text with the role of each line and the rule that gave it, for `--explain`."""

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


def explanation(cleaned: Cleaned, colour: bool = False) -> str:
    """One row for each line: number, role, rule, text; a heading where an article begins."""
    starts = {draft.first_line: place for place, draft in enumerate(cleaned.drafts, 1)}
    width = len(str(len(cleaned.lines)))
    out = [
        f"{cleaned.raw}: {cleaned.encoding or 'not read'}, {len(cleaned.lines)} lines, {len(cleaned.drafts)} articles"
    ]
    for line in cleaned.lines:
        if line.number in starts and len(cleaned.drafts) > 1:
            place = starts[line.number]
            out.append(f"--- article {place} of {len(cleaned.drafts)}: {cleaned.drafts[place - 1].title}")
        head = f"{line.number:>{width}}  {line.role:<{_ROLE_WIDTH}}  {line.rule:<{_RULE_WIDTH}}"
        row = f"{head}  {_printable(line.text)}".rstrip()
        out.append(f"\x1b[{_COLOURS.get(line.role, '0')}m{row}\x1b[0m" if colour else row)
    return "\n".join(out) + "\n"
