"""Chains of themes: what is taken from where, what a page's look depends on, how mistakes are told."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from sitegen.base.problems import Problem, SitegenError
from sitegen.render import Theme, load_theme


def write(folder: Path, **files: str) -> None:
    """Files by name, `__` for a slash and `_` for the dot: `templates__day_html`."""
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


@pytest.fixture
def themes(tmp_path: Path) -> Path:
    """A small default theme: a base, two pages, of which one uses a part."""
    write(
        tmp_path / "default",
        templates__base_html="<title>{% block title %}{{ title }}{% endblock %}</title>{% block main %}{% endblock %}",
        templates__article_html='{% extends "base.html" %}{% from "parts/entry.html" import entry %}'
        "{% block main %}[{{ entry(title) }}]{% endblock %}",
        templates__day_html='{% extends "base.html" %}{% block main %}day {{ title }}{% endblock %}',
        templates__parts__entry_html="{% macro entry(text) %}<b>{{ text }}</b>{% endmacro %}",
        static__site_css="a{}",
        static__yours_css="",
    )
    return tmp_path


def problem_of(themes: Path, name: str = "mine", template: str = "") -> Problem:
    with pytest.raises(SitegenError) as caught:
        theme = load_theme(themes, name)
        theme.fill(template, {"title": "T"})
    return caught.value.problem


def test_the_default_theme_alone(themes: Path) -> None:
    theme = load_theme(themes, "default")
    assert theme.chain == ("default",)
    assert theme.fill("article.html", {"title": "T"}) == "<title>T</title>[<b>T</b>]"


def test_a_replaced_part_shows_in_the_pages_below(themes: Path) -> None:
    write(themes / "mine", templates__parts__entry_html="{% macro entry(text) %}<i>{{ text }}</i>{% endmacro %}")
    theme = load_theme(themes, "mine")
    assert theme.chain == ("mine", "default")
    assert theme.fill("article.html", {"title": "T"}) == "<title>T</title>[<i>T</i>]"


def test_a_template_wraps_the_one_below_by_name(themes: Path) -> None:
    write(
        themes / "mine",
        templates__article_html='{% extends "default:article.html" %}{% block main %}<p>{{ super() }}{% endblock %}',
    )
    assert load_theme(themes, "mine").fill("article.html", {"title": "T"}) == "<title>T</title><p>[<b>T</b>]"


def test_a_chain_of_three(themes: Path) -> None:
    write(themes / "house", templates__day_html="house", theme_yaml="description: Ours.\n")
    write(themes / "mine", theme_yaml="extends: house\n", static__site_css="b{}")
    theme = load_theme(themes, "mine")
    assert theme.chain == ("mine", "house", "default")
    assert theme.fill("day.html", {"title": "T"}) == "house"
    assert dict(theme.assets()) == {"/static/site.css": b"b{}", "/static/yours.css": b""}


def test_without_a_folder_the_packaged_theme_is_used(tmp_path: Path) -> None:
    theme = load_theme(tmp_path / "nothing", "default")
    assert "article.html" in theme.templates()
    assert [address for address, _ in theme.assets()] == sorted(address for address, _ in theme.assets())


def test_a_fingerprint_changes_with_a_part_only_where_it_is_used(themes: Path) -> None:
    before = load_theme(themes, "default")
    part = themes / "default/templates/parts/entry.html"
    part.write_text(part.read_text() + " ")
    after = load_theme(themes, "default")
    assert before.fingerprint("article.html") != after.fingerprint("article.html")
    assert before.fingerprint("day.html") == after.fingerprint("day.html")


def test_a_fingerprint_covers_the_base_and_does_not_depend_on_the_place(themes: Path, tmp_path: Path) -> None:
    before = load_theme(themes, "default")
    again = load_theme(themes, "default")
    assert before.fingerprint("day.html") == again.fingerprint("day.html")
    write(themes / "default", templates__base_html="{% block main %}{% endblock %}")
    assert load_theme(themes, "default").fingerprint("day.html") != before.fingerprint("day.html")


def test_an_optional_include_counts_when_it_appears(themes: Path) -> None:
    write(themes / "default", templates__day_html='{% include "parts/extra.html" ignore missing %}')
    before = load_theme(themes, "default").fingerprint("day.html")
    write(themes / "default", templates__parts__extra_html="x")
    assert load_theme(themes, "default").fingerprint("day.html") != before


def test_a_theme_travels_to_a_worker(themes: Path) -> None:
    theme: Theme = pickle.loads(pickle.dumps(load_theme(themes, "default")))
    assert theme.fill("day.html", {"title": "T"}) == "<title>T</title>day T"


def test_a_missing_theme(themes: Path) -> None:
    problem = problem_of(themes, "defaul")
    assert problem.render() == (
        f"{themes}: error: there is no theme `defaul` [theme-missing]\n    hint: did you mean `default`?"
    )


def test_a_theme_of_another_name_is_no_path(themes: Path) -> None:
    assert problem_of(themes, "../default").code == "theme-name"


def test_themes_in_a_circle(themes: Path) -> None:
    write(themes / "mine", theme_yaml="description: x\nextends: yours\n")
    write(themes / "yours", theme_yaml="extends: mine\n")
    problem = problem_of(themes)
    assert (problem.code, problem.line) == ("theme-circle", 1)
    assert problem.message.endswith("mine → yours → mine")


def test_a_syntax_error_names_file_and_line(themes: Path) -> None:
    write(themes / "mine", templates__day_html="one\ntwo {% if %}\n")
    problem = problem_of(themes)
    assert (problem.code, problem.line, problem.source) == ("template-syntax", 2, "two {% if %}")
    assert problem.path == str(themes / "mine/templates/day.html")


def test_an_unknown_filter_names_file_and_line(themes: Path) -> None:
    write(themes / "mine", templates__day_html="one\n{{ title | shout }}\n")
    problem = problem_of(themes, template="day.html")
    assert (problem.code, problem.line, problem.source) == ("template-syntax", 2, "{{ title | shout }}")


def test_an_unknown_variable_names_file_line_and_the_nearest_one(themes: Path) -> None:
    write(themes / "mine", templates__parts__entry_html="{% macro entry(text) %}\n{{ titel }}{% endmacro %}")
    problem = problem_of(themes, template="article.html")
    assert (problem.code, problem.line) == ("template-value", 2)
    assert problem.path == str(themes / "mine/templates/parts/entry.html")
    assert problem.hint == "did you mean `title`?"


def test_a_missing_part_names_who_asked(themes: Path) -> None:
    write(themes / "mine", templates__day_html='\n{% include "parts/entri.html" %}')
    problem = problem_of(themes)
    assert (problem.code, problem.line) == ("template-missing", 2)
    assert problem.hint == "did you mean `parts/entry.html`?"


def test_a_theme_that_is_not_in_the_chain(themes: Path) -> None:
    write(themes / "mine", templates__day_html='{% extends "other:day.html" %}')
    assert problem_of(themes).hint == "themes in this chain: mine, default"


def test_a_template_cannot_extend_itself(themes: Path) -> None:
    write(themes / "mine", templates__day_html='{% extends "day.html" %}')
    problem = problem_of(themes)
    assert problem.code == "template-circle"
    assert problem.hint == "to wrap the template below, write `default:day.html`"


def test_a_computed_template_name_is_refused(themes: Path) -> None:
    write(themes / "mine", templates__day_html="\n{% include title %}")
    problem = problem_of(themes)
    assert (problem.code, problem.line) == ("template-dynamic", 2)


def test_a_link_out_of_the_theme_is_refused(themes: Path) -> None:
    write(themes, secret_css="s")
    (themes / "mine/static").mkdir(parents=True)
    (themes / "mine/static/x.css").symlink_to(themes / "secret.css")
    assert problem_of(themes).code == "theme-link"
