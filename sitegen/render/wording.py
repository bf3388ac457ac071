"""How templates say their words in the site's language: `_()`, `{% trans %}` and their like (Jinja's i18n extension).

Messages and dates among the values that fill a message are said in that language too, and whole numbers are written as
it writes them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import jinja2
from jinja2.runtime import Context
from markupsafe import Markup

from sitegen.render.interface import Interface


def install(environment: jinja2.Environment, interface: Interface) -> None:
    """Gives an environment with `jinja2.ext.i18n` the words of an interface."""
    environment.newstyle_gettext = True  # type: ignore[attr-defined]
    environment.policies["ext.i18n.trimmed"] = True
    environment.globals.update(_functions(interface))
    if not interface.is_source:
        environment.finalize = interface.words


def _functions(interface: Interface) -> dict[str, Callable[..., Any]]:
    """The functions that Jinja calls; their names and parameters are those of gettext."""

    def filled(context: Context, form: str, values: dict[str, Any]) -> str:
        shown = {name: _shown(interface, value) for name, value in values.items()}
        return (Markup(form) if context.eval_ctx.autoescape else form) % shown

    @jinja2.pass_context
    def gettext(context: Context, id: str, /, **values: Any) -> str:
        return filled(context, interface.message(id), values)

    @jinja2.pass_context
    def ngettext(context: Context, one: str, many: str, number: int, /, **values: Any) -> str:
        return filled(context, interface.plural(one, many, number), {"num": number, **values})

    @jinja2.pass_context
    def pgettext(context: Context, where: str, id: str, /, **values: Any) -> str:
        return filled(context, interface.message(id, where), values)

    @jinja2.pass_context
    def npgettext(context: Context, where: str, one: str, many: str, number: int, /, **values: Any) -> str:
        return filled(context, interface.plural(one, many, number, where), {"num": number, **values})

    @jinja2.pass_context
    def nforms(context: Context, one: str, many: str, /, **values: Any) -> dict[str, str]:
        """All forms of a message, for scripts, by the names that `Intl.PluralRules` gives them."""
        samples = interface.plural_samples()
        return {name: filled(context, interface.plural(one, many, n), values) for name, n in samples.items()}

    return {
        "gettext": gettext, "ngettext": ngettext, "pgettext": pgettext, "npgettext": npgettext, "nforms": nforms,
    }  # fmt: skip


def _shown(interface: Interface, value: Any) -> Any:
    return interface.number(value) if type(value) is int else interface.words(value)
