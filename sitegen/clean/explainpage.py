"""The raw text with its roles as a page by itself, for `--explain --to DIR`: no script, nothing loaded from elsewhere.

Roles are told by name and only then by colour. Everything that comes from the original is escaped.
"""

from __future__ import annotations

from collections import Counter
from html import escape

from sitegen.model.draft import ROLES, Cleaned, Draft

# Role → its colour on light and on dark ground; text on it has a contrast of at least 7 : 1.
_TINTS = {
    "title": ("#cfe3ff", "#12305c"), "byline": ("#d3f0ee", "#0d3a3a"), "dateline": ("#d8f2dc", "#143d20"),
    "body": ("#ffffff", "#16181c"), "subhead": ("#e3ddff", "#322463"), "caption": ("#fbdcf3", "#54194a"),
    "credit": ("#ffe0e0", "#5a1d1d"), "related": ("#ffe7c9", "#54340c"), "source-note": ("#fbf3bd", "#464008"),
    "furniture": ("#e6e6e6", "#303338"), "blank": ("#f6f6f6", "#1e2024"),
}  # fmt: skip
_STYLE = """\
:root { color-scheme: light dark; --ink: #16181c; --ground: #ffffff; --line: #8a8f98; --soft: #4a4f57; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1rem; max-width: 90rem; color: var(--ink); background: var(--ground);
  font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.4rem; overflow-wrap: anywhere; } h2 { font-size: 1.15rem; margin-top: 2rem; }
.why, .basis, figcaption { color: var(--soft); }
ul.legend { display: flex; flex-wrap: wrap; gap: .5rem; padding: 0; list-style: none; }
ul.legend li { padding: .1rem .6rem; border: 1px solid var(--line); border-radius: .3rem; }
table { border-collapse: collapse; width: 100%; }
th, td { padding: .3rem .6rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line);
  overflow-wrap: anywhere; }
th { white-space: nowrap; overflow-wrap: normal; }
thead th { position: sticky; top: 0; background: var(--ground); }
td.text { white-space: pre-wrap; } td.number, td.role { white-space: nowrap; }
td.number { text-align: right; font-variant-numeric: tabular-nums; }
.why { display: block; font-size: .875rem; } tr.start td { border-top: 3px solid var(--ink); }
@media (prefers-color-scheme: dark) {
  :root { --ink: #f2f3f5; --ground: #16181c; --line: #6d737d; --soft: #c3c7ce; }
}
@media (max-width: 45rem) {
  table.fields { table-layout: fixed; } table.fields th { white-space: normal; }
  table.fields th:first-child { width: 5.5rem; }
  table.lines, table.lines tbody, table.lines tr { display: block; }
  table.lines td { display: inline-block; border: 0; padding: .1rem .3rem; }
  table.lines td.rule { display: block; } table.lines td.text { display: block; padding-bottom: .6rem; }
  table.lines thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
}
@media print {
  body { max-width: none; padding: 0; font-size: 10pt; } thead th { position: static; }
  tr { break-inside: avoid; } * { print-color-adjust: exact; }
}
"""


def explanation_page(cleaned: Cleaned) -> str:
    """One HTML page: what became of a file, the articles found in it with how each field is known, and every line."""
    name = escape(cleaned.raw)
    counts = Counter(line.role for line in cleaned.lines)
    legend = "".join(f'<li class="r-{role}">{role}: {counts[role]}</li>\n' for role in ROLES if counts[role])
    problems = "".join(
        f"<li>{escape(problem.severity)}: {escape(problem.message)}</li>\n" for problem in cleaned.problems
    )
    drafts = "".join(_draft(draft, place) for place, draft in enumerate(cleaned.drafts, 1))
    lines = "article" if len(cleaned.drafts) == 1 else "articles"
    return f"""\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>What each line of {name} was taken for</title>
<style>
{_STYLE}{_tints()}</style>
</head>
<body>
<h1>What each line of {name} was taken for</h1>
<p>Read as {escape(cleaned.encoding or "nothing: the file could not be read")}; {len(cleaned.lines)} lines,
{len(cleaned.drafts)} {lines}.</p>
{f"<h2>Problems</h2><ul>{problems}</ul>" if problems else ""}
{drafts}
<h2>Roles</h2>
<ul class="legend">
{legend}</ul>
<h2 id="lines">Lines</h2>
<table class="lines" role="table" aria-labelledby="lines">
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Line</th>
<th role="columnheader" scope="col">Role</th>
<th role="columnheader" scope="col">Rule and what spoke for it</th>
<th role="columnheader" scope="col">Text</th></tr></thead>
<tbody role="rowgroup">
{_rows(cleaned)}</tbody>
</table>
</body>
</html>
"""


def _tints() -> str:
    light = "".join(f".r-{role} {{ background: {tint}; }}\n" for role, (tint, _) in _TINTS.items())
    dark = "".join(f".r-{role} {{ background: {tint}; }}\n" for role, (_, tint) in _TINTS.items())
    return f"{light}@media (prefers-color-scheme: dark) {{\n{dark}}}\n"


def _rows(cleaned: Cleaned) -> str:
    """The rows say what they are: on a phone they are laid out as blocks, which takes a table's meaning from it."""
    starts = {draft.first_line for draft in cleaned.drafts} if len(cleaned.drafts) > 1 else set()
    out = []
    for line in cleaned.lines:
        start = " start" if line.number in starts else ""
        why = f'<span class="why">{escape(line.why)}</span>' if line.why else ""
        out.append(
            f'<tr role="row" class="r-{line.role}{start}"><td role="cell" class="number">{line.number}</td>'
            f'<td role="cell" class="role">{line.role}</td><td role="cell" class="rule">{escape(line.rule)}{why}</td>'
            f'<td role="cell" class="text">{_shown(line.text)}</td></tr>\n'
        )
    return "".join(out)


def _shown(text: str) -> str:
    """Escaped, with signs that no page may hold made visible."""
    return escape("".join(sign if sign.isprintable() or sign == "\t" else "\ufffd" for sign in text))


def _draft(draft: Draft, place: int) -> str:
    basis = dict(draft.known)
    values = (
        ("title", draft.title), ("date", draft.date), ("source", draft.source), ("agency", ", ".join(draft.agency)),
        ("authors", ", ".join(draft.authors)), ("language", draft.language), ("url", draft.url), ("kind", draft.kind),
        ("actors", ", ".join(draft.actors)), ("places", ", ".join(draft.places)),
    )  # fmt: skip
    rows = []
    for field, value in values:
        how = basis.get(field)
        if not value and field not in draft.review:
            continue
        told = [how.basis, f"line {how.line}" if how.line else "", f"rule {how.rule}" if how.rule else "",
                f"“{how.text}”" if how.text else "", how.certainty] if how is not None else []  # fmt: skip
        if field in draft.review:
            told.append("a person should look at it")
        words = "; ".join(part for part in told if part)
        rows.append(
            f'<tr><th scope="row">{field}</th><td>{_shown(value) or "not known"}</td>'
            f'<td class="basis">{_shown(words)}</td></tr>\n'
        )
    return f"""\
<h2 id="article-{place}">Article {place}, lines {draft.first_line}–{draft.last_line}</h2>
<table class="fields" aria-labelledby="article-{place}">
<thead><tr><th scope="col">Field</th><th scope="col">Value</th><th scope="col">How it is known</th></tr></thead>
<tbody>
{"".join(rows)}</tbody>
</table>
"""
