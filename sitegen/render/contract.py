"""What a theme's own templates owe to the theme below: that something uses them, and macros as pages call them.

Jinja says nothing of a file that no page asks for, and of a macro that is missing only where a page calls it, in the
page's file. Both are mistakes of the one who replaced a part, so they are told there.
"""

from __future__ import annotations

from collections.abc import Iterable

from jinja2 import nodes

from sitegen.base.text import did_you_mean


def unused(name: str, below: Iterable[str], used: Iterable[str]) -> tuple[str, str] | None:
    """Message and hint where neither the theme below has such a template nor any template uses it.

    Args:
        name: of the template: `parts/entry.html`.
        below: names of the templates of all other themes of the chain.
        used: names that templates extend, include or import.
    """
    known = set(below)
    if name in known or name in set(used):
        return None
    hint = did_you_mean(name, tuple(sorted(known))) or "name it like the template that it replaces, or include it"
    return f"nothing uses `{name}`, so that it would not be shown", hint


def broken_macro(own: nodes.Template, below: nodes.Template) -> tuple[int, str, str] | None:
    """Line, message and hint of the first macro of the part below that `own` lacks or that takes other parameters."""
    if next(own.find_all(nodes.Extends), None) is not None:
        return None
    macros = {node.name: node for node in own.body if isinstance(node, nodes.Macro)}
    assigned = {target.name for node in own.find_all(nodes.Assign) for target in node.find_all(nodes.Name)}
    for wanted in (node for node in below.body if isinstance(node, nodes.Macro)):
        expected = [argument.name for argument in wanted.args]
        call = f"{wanted.name}({', '.join(expected)})"
        macro = macros.get(wanted.name)
        if macro is None:
            if wanted.name in assigned:
                continue
            hint = did_you_mean(wanted.name, tuple(macros)) or f"copy `{call}` from the part below"
            return 1, f"pages call the macro `{call}`, which this part does not have", hint
        given = [argument.name for argument in macro.args]
        required = len(given) - len(macro.defaults)
        if given[: len(expected)] != expected or required > len(expected):
            hint = "keep its parameters and their order; further ones need a value of their own"
            return macro.lineno, f"pages call the macro as `{call}`", hint
    return None
