"""What stands on every page comes from configuration."""

import dataclasses
import typing
from typing import Any

from sitegen.model import config
from sitegen.model.config import MENU, Config, Rights, Site, site_of


def test_the_foot_links_the_pages_of_the_configuration_in_its_order() -> None:
    site = site_of(Config(pages=("method", "how-to-cite")))
    assert site.foot == (("Method", "/method/"), ("How to cite", "/how-to-cite/"))
    assert site.menu == MENU


def test_the_site_shows_what_the_configuration_says() -> None:
    site = site_of(
        Config(
            title="An archive",
            description="About it.",
            base_url="https://archive.example/",
            language="be",
            rights=Rights("full", "All rights with the authors.", "A"),
            publisher="A library",
            theme_options=(("accent", "red"),),
        )
    )
    assert (site.title, site.description, site.base_url, site.language) == (
        "An archive",
        "About it.",
        "https://archive.example/",
        "be",
    )
    assert (site.statement, site.publisher, site.options) == (
        "All rights with the authors.",
        "A library",
        (("accent", "red"),),
    )


def test_what_stands_on_every_page_is_text_and_depends_on_the_configuration_alone() -> None:
    # House rule 1: no count, no date, no list of what is new can get in, since nothing but Config goes in.
    assert typing.get_type_hints(site_of) == {"config": Config, "return": Site}
    hints = typing.get_type_hints(Site)
    assert {hints[field.name] for field in dataclasses.fields(Site)} == {str, tuple[tuple[str, str], ...]}
    assert all(address.startswith("/") and address.endswith("/") for _, address in MENU)


def test_every_value_of_the_configuration_is_frozen() -> None:
    kinds: list[Any] = [kind for kind in vars(config).values() if dataclasses.is_dataclass(kind)]
    assert len(kinds) == 4
    assert all(kind.__dataclass_params__.frozen and hasattr(kind, "__slots__") for kind in kinds)
