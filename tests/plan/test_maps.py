"""Maps: everything in its frame, names that cover nothing, the same drawing for the same places."""

from __future__ import annotations

import itertools
import math
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plan.archive import archive

from sitegen.model.authority import Place
from sitegen.model.network_views import Map, MapPlace
from sitegen.plan.maps import NARROW, SMALL, WIDE, neighbours_of, place_map, text_width
from sitegen.plan.projection import Projection, kilometres, projection_for

CITIES = {
    "orsk": (51.2, 58.6),
    "lund": (55.7, 13.2),
    "faro": (37.0, -7.9),
    "bern": (46.9, 7.4),
    "ghent": (51.1, 3.7),
    "turku": (60.5, 22.3),
}


def place(id: str, latitude: float | None, longitude: float | None, country: str = "") -> Place:
    return Place(id, id.capitalize(), (), country, latitude, longitude)


def cities() -> list[Place]:
    return [place(id, *point) for id, point in CITIES.items()]


def drawn(places: list[Place], width: float = WIDE, here: str = "", **counts: int) -> Map:
    found = place_map(places, counts, width, here)
    assert found is not None
    return found


def box(one: MapPlace) -> tuple[float, float, float, float]:
    """The room that a name takes as browsers draw it: fourteen pixels, a little over half as wide as high."""
    wide = text_width(one.label, 7.6)
    left = one.label_x - {"start": 0.0, "middle": wide / 2, "end": wide}[one.anchor]
    return left, one.label_y - 11, left + wide, one.label_y + 3


def check(found: Map) -> None:
    for one in found.places:
        assert -1 <= one.x <= found.width + 1 and -1 <= one.y <= found.height + 1, one
    named = [one for one in found.places if one.label]
    for one in named:
        left, top, right, bottom = box(one)
        assert left >= 0 and right <= found.width and top >= 0 and bottom <= found.height, one
    for one, other in itertools.combinations(named, 2):
        a, b = box(one), box(other)
        assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1], (one, other)
    for line in found.lines:
        assert not line.label or (0 <= line.x <= found.width and 0 <= line.y <= found.height)
    assert found.unnamed == len(found.places) - len(named)
    assert "nan" not in str(found) and "-0.0" not in str(found)


@pytest.mark.parametrize("width", [WIDE, NARROW, SMALL])
def test_a_map_holds_its_places_with_names_that_cover_nothing(width: float) -> None:
    found = drawn(cities(), width, lund=5, bern=2)
    check(found)
    assert found.projection == "azimuthal" and found.unnamed == 0
    by_name = {one.link.text: one for one in found.places}
    assert by_name["Lund"].radius > by_name["Bern"].radius > by_name["Faro"].radius
    assert by_name["Faro"].x < by_name["Bern"].x < by_name["Orsk"].x
    assert by_name["Turku"].y < by_name["Lund"].y < by_name["Faro"].y
    assert {line.label for line in found.lines} & {"50° N", "60° N", "40° N", "0°", "20° E"}


def test_what_stands_for_a_whole_country_is_a_ring() -> None:
    found = drawn([place("land", 50.0, 10.0, "Land"), place("city", 50.1, 10.1, "Land")])
    assert [(one.link.text, one.whole) for one in found.places] == [("City", False), ("Land", True)]


def test_a_place_alone_is_drawn_and_a_place_without_coordinates_is_not() -> None:
    check(drawn([place("here", 53.9, 27.6)], SMALL, "here"))
    assert place_map([place("nowhere", None, None)], {}, WIDE) is None
    assert drawn([place("here", 53.9, 27.6)], SMALL, "here").places[0].link.address == ""


def test_the_shorter_way_round_the_earth_is_taken() -> None:
    found = drawn([place("east", 10.0, 179.0), place("west", 12.0, -178.0)])
    check(found)
    assert found.projection == "azimuthal"
    assert found.places[0].link.text == "East" and found.places[0].x < found.places[1].x
    assert abs(projection_for([(0.0, 179.0), (0.0, -178.0)]).longitude) > 179


def test_a_whole_world_is_drawn_on_a_plane_without_a_scale() -> None:
    far = [place("a", 60.0, -150.0), place("b", -30.0, 20.0), place("c", 35.0, 140.0), place("d", 5.0, 75.0)]
    found = drawn(far)
    check(found)
    assert (found.projection, found.scale_width, found.scale_label) == ("plane", 0.0, "")


def test_the_scale_bar_is_as_long_as_it_says() -> None:
    one, other = (53.9, 27.5667), (53.9, 30.0)
    found = drawn([place("one", *one), place("other", *other)])
    apart = math.hypot(found.places[0].x - found.places[1].x, found.places[0].y - found.places[1].y)
    length = float(found.scale_label.removesuffix(" km").replace(",", ""))
    assert kilometres(one, other) / apart == pytest.approx(length / found.scale_width, rel=0.01)


def test_many_places_at_one_spot_do_not_all_get_a_name() -> None:
    crowd = [place(f"crowd-{n:02}", 50.0 + n / 1000, 10.0) for n in range(40)]
    far = [place("far", 52.0, 12.0)]
    found = drawn(crowd + far)
    check(found)
    assert 0 < found.unnamed < 41


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.floats(-90, 90), st.floats(-180, 180)), min_size=1, max_size=12))
def test_any_places_stay_in_the_frame_in_whatever_order_they_come(points: list[tuple[float, float]]) -> None:
    places = [place(f"p{n}", *point) for n, point in enumerate(points)]
    found = drawn(places)
    check(found)
    random.Random(len(places)).shuffle(places)
    assert drawn(places) == found


@settings(deadline=None)
@given(st.floats(-80, 80), st.floats(-180, 180), st.floats(-40, 40), st.floats(-40, 40))
def test_a_projection_has_a_way_back(latitude: float, longitude: float, north: float, east: float) -> None:
    project = Projection("azimuthal", latitude, longitude)
    point = (max(-89.0, min(89.0, latitude + north)), longitude + east)
    back = project.back(*project(point))
    assert back[0] == pytest.approx(point[0], abs=1e-6)
    assert (back[1] - point[1] + 180) % 360 - 180 == pytest.approx(0, abs=1e-5)


def test_the_nearest_are_near_on_the_earth() -> None:
    found = neighbours_of(cities()[1], cities())
    assert [one.id for one in found] == ["turku", "ghent", "bern", "faro", "orsk"]
    assert neighbours_of(place("nowhere", None, None), cities()) == []


def test_the_page_of_places_says_which_are_not_on_the_map() -> None:
    files = {
        "places/orsk.yaml": "name: Orsk\ncoordinates: [51.2, 58.6]\n",
        "places/sea.yaml": "name: The Sea\n",
        "places/lund.yaml": "name: Lund\ncoordinates: [55.7, 13.2]\n",
    }
    views = archive(files).views()
    view = views["/places/"]
    assert [one.width for one in view.maps] == [NARROW, WIDE]
    assert [link.text for link in view.without] == ["The Sea"] and (view.drawn, view.left_out) == (2, 0)
    assert views["/places/sea/"].locator is None
    assert [one.link.text for one in views["/places/lund/"].locator.places] == ["Lund", "Orsk"]
    bare = archive({"places/sea.yaml": "name: The Sea\n"}).views()["/places/"]
    assert bare.maps == () and bare.drawn == 0
