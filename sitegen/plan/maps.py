"""Maps of places without tiles: their coordinates projected and fitted to the drawing, with lines of latitude and
longitude, and names that do not cover each other.

The map says nothing but what the records say: no coast and no border is drawn, since where a border runs is a statement
of its own. Names are set by a greedy rule (the place most written about first, eight positions each, the first that is
free); one that finds no room is drawn without, and stands in the list beside the map.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass, field

from sitegen.model.authority import Place
from sitegen.model.messages import Number, tr
from sitegen.model.network_views import GraticuleLine, Map, MapPlace
from sitegen.model.views import Link
from sitegen.plan.projection import KILOMETRES, Point, Projection, east_of, kilometres, projection_for

PLACES = 60
WIDE, NARROW, SMALL = 720.0, 358.0, 320.0
NEIGHBOURS = 5
_LEAST_EXTENT = 60.0
"""Kilometres from the middle that a map shows at least: a single place has no scale of its own."""
_STEPS = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 15.0, 20.0, 30.0, 45.0)
_BARS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
_NAME, _NARROW_NAME = (8.7, 18.0), (8.1, 15.5)
"""Room for a letter and for a line of a place's name, in units of the drawing (14 px on wide ones, 13 px on others)."""
_SMALL_LETTER, _SMALL_TALL = 6.6, 14.0
_SAMPLES = 64
_AIR_X, _NARROW_AIR_X, _AIR_Y = 46.0, 28.0, 34.0

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@dataclass(slots=True)
class _Frame:
    """The drawing: its size, and how a point of the Earth comes to it."""

    width: float
    height: float
    project: Projection
    scale: float
    """Units for each radius of the Earth."""
    middle: tuple[float, float]
    taken: list[Box] = field(default_factory=list)

    def at(self, point: Point) -> tuple[float, float]:
        x, y = self.project(point)
        return (
            self.width / 2 + (x - self.middle[0]) * self.scale,
            self.height / 2 + (y - self.middle[1]) * self.scale,
        )

    def degrees(self, x: float, y: float) -> Point:
        return self.project.back(
            (x - self.width / 2) / self.scale + self.middle[0], (y - self.height / 2) / self.scale + self.middle[1]
        )

    def is_free(self, box: Box) -> bool:
        """Whether a box lies inside the drawing and touches nothing."""
        if box[0] < 3 or box[1] < 3 or box[2] > self.width - 3 or box[3] > self.height - 3:
            return False
        return not any(
            box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3] for other in self.taken
        )


def located(places: list[Place]) -> list[Place]:
    """Those that have coordinates."""
    return [place for place in places if point_of(place) is not None]


def point_of(place: Place) -> Point | None:
    if place.latitude is None or place.longitude is None:
        return None
    return place.latitude, place.longitude


def neighbours_of(place: Place, places: list[Place]) -> list[Place]:
    """The nearest other places that have coordinates, near ones first."""
    here = point_of(place)
    if here is None:
        return []
    apart = [
        (round(kilometres(here, there), 3), other.id, other)
        for other in places
        if other.id != place.id and not is_whole(other) and (there := point_of(other)) is not None
    ]
    return [other for _, _, other in sorted(apart, key=lambda item: item[:2])[:NEIGHBOURS]]


def is_whole(place: Place) -> bool:
    """Whether a place stands for a whole country: its name is its country's."""
    return bool(place.country) and place.country in place.forms


def place_map(places: list[Place], counts: dict[str, int], width: float, here: str = "") -> Map | None:
    """A map of these places; nothing where none has coordinates.

    Args:
        counts: articles by the places' ids.
        width: of the drawing, in units that are pixels where it is not scaled.
        here: id of the place that the page is about.
    """
    shown = located(places)
    shown.sort(key=lambda place: (place.id != here, -counts.get(place.id, 0), place.name, place.id))
    if not shown:
        return None
    frame = _fitted([point for place in shown if (point := point_of(place))], width)
    length, label = _scale_bar(frame)
    if length:
        frame.taken.append((frame.width - length - 20, frame.height - 30, frame.width, frame.height))
    placed = tuple(_places(shown, counts, frame, here))
    step = _step(frame)
    return Map(
        width=width,
        height=_round(frame.height),
        projection=frame.project.name,
        lines=tuple(_graticule(frame, step)),
        places=placed,
        scale_width=_round(length),
        scale_label=label,
        step=step,
        unnamed=sum(1 for place in placed if not place.label),
    )


def _fitted(points: list[Point], width: float) -> _Frame:
    """The drawing that holds all points with air around them, higher than wide only a little."""
    project = projection_for(points)
    flat = [project(point) for point in points]
    left, right = min(x for x, _ in flat), max(x for x, _ in flat)
    top, bottom = min(y for _, y in flat), max(y for _, y in flat)
    least = _LEAST_EXTENT / KILOMETRES
    across, down = max(right - left, 2 * least), max(bottom - top, 2 * least)
    room = width - 2 * (_AIR_X if width >= WIDE else _NARROW_AIR_X)
    lowest, highest = 0.55 * width, (1.1 if width < WIDE else 0.8) * width
    height = min(highest, max(lowest, room * down / across + 2 * _AIR_Y))
    scale = min(room / across, (height - 2 * _AIR_Y) / down)
    return _Frame(width, height, project, scale, ((left + right) / 2, (top + bottom) / 2))


def _places(places: list[Place], counts: dict[str, int], frame: _Frame, here: str) -> Iterator[MapPlace]:
    most = max(1, *(counts.get(place.id, 0) for place in places))
    largest = 8.0 if frame.width < WIDE else 13.0
    spots: list[tuple[Place, float, float, float]] = []
    for place in places:
        point = point_of(place)
        if point is not None:
            x, y = frame.at(point)
            share = math.sqrt(counts.get(place.id, 0) / most)
            # What stands for a whole country is no point: a ring, the same for all.
            radius = largest + 5 if is_whole(place) else max(3.0, largest * share)
            spots.append((place, x, y, radius))
            if not is_whole(place):
                frame.taken.append((x - radius, y - radius, x + radius, y + radius))
    # A point must be named more than a country, whose ring is wide enough to be told without.
    named = {
        spot[0].id: _label(spot[0].name, *spot[1:], frame) for spot in sorted(spots, key=lambda spot: is_whole(spot[0]))
    }
    for place, x, y, radius in spots:
        label_x, label_y, anchor = named[place.id]
        link = Link(place.name, "" if place.id == here else place.address)
        yield MapPlace(
            link=link,
            count=counts.get(place.id, 0),
            x=_round(x),
            y=_round(y),
            radius=_round(radius),
            whole=is_whole(place),
            here=place.id == here,
            label=place.name if anchor else "",
            label_x=_round(label_x),
            label_y=_round(label_y),
            anchor=anchor,
        )


def _label(text: str, x: float, y: float, radius: float, frame: _Frame) -> tuple[float, float, str]:
    """Where a name may stand: beside, above or below its dot, then at its corners; no anchor where nowhere."""
    letter, tall = _NAME if frame.width >= WIDE else _NARROW_NAME
    wide = text_width(text, letter)
    off, slant = radius + 4, radius * 0.75 + 3
    for dx, dy, anchor in (
        (off, 0.0, "start"),
        (-off, 0.0, "end"),
        (0.0, -off - tall / 2 + 3, "middle"),
        (0.0, off + tall / 2 - 3, "middle"),
        (slant, -slant - 3, "start"),
        (slant, slant + 3, "start"),
        (-slant, -slant - 3, "end"),
        (-slant, slant + 3, "end"),
    ):
        left = x + dx - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
        middle = y + dy
        box = (left, middle - tall / 2, left + wide, middle + tall / 2)
        if frame.is_free(box):
            frame.taken.append(box)
            return x + dx, middle + 5, anchor
    return x, y, ""


def text_width(text: str, letter: float) -> float:
    """Room that a text takes at most in the fonts of the interface: an estimate on the safe side."""
    return sum(
        letter * (0.55 if c in " .,'’ijlI|" else 1.35 if c in "MWmwЖШЩЮФ" or c >= "\u2e80" else 1.0) for c in text
    )


def latitude_words(latitude: float) -> str:
    """`53.9° N`."""
    degrees = f"{abs(latitude):g}"
    return tr("{degrees}° N", degrees=degrees) if latitude >= 0 else tr("{degrees}° S", degrees=degrees)


def longitude_words(longitude: float) -> str:
    """`27.6° E`."""
    degrees = f"{abs(longitude):g}"
    return tr("{degrees}° E", degrees=degrees) if longitude >= 0 else tr("{degrees}° W", degrees=degrees)


def _step(frame: _Frame) -> float:
    """Degrees between two lines: as small as leaves some air between them."""
    latitudes, longitudes = _extent(frame)
    most = 6 if frame.width >= WIDE else 4
    span = max(latitudes[1] - latitudes[0], (longitudes[1] - longitudes[0]) / 1.8)
    return next((step for step in _STEPS if span / step <= most), _STEPS[-1])


def _extent(frame: _Frame) -> tuple[tuple[float, float], tuple[float, float]]:
    """The degrees that the drawing shows: latitudes, and longitudes from its middle on."""
    edge = [
        frame.degrees(frame.width * a / 16, frame.height * b / 16)
        for a in range(17)
        for b in range(17)
        if a in (0, 16) or b in (0, 16)
    ]
    latitudes = [point[0] for point in edge]
    turned = [east_of(point[1], frame.project.longitude) for point in edge]
    if frame.project.name == "plane":
        turned = [point[1] - frame.project.longitude for point in edge]
    return (max(-90.0, min(latitudes)), min(90.0, max(latitudes))), (max(-180.0, min(turned)), min(180.0, max(turned)))


def _graticule(frame: _Frame, step: float) -> Iterator[GraticuleLine]:
    latitudes, longitudes = _extent(frame)
    centre = frame.project.longitude
    for latitude in _multiples(latitudes, step):
        points = [
            frame.at((latitude, centre + longitudes[0] + (longitudes[1] - longitudes[0]) * n / _SAMPLES))
            for n in range(_SAMPLES + 1)
        ]
        y = _crossing([(x, y) for x, y in points], 0.0)
        name = latitude_words(latitude) if latitude else "0°"
        yield _line(points, frame, name, 5.0, None if y is None else y - 4, "start")
    # Whole degrees are counted from Greenwich, wherever the middle lies.
    for longitude in _multiples((centre + longitudes[0], centre + longitudes[1]), step):
        points = [
            frame.at((latitudes[0] + (latitudes[1] - latitudes[0]) * n / _SAMPLES, longitude))
            for n in range(_SAMPLES + 1)
        ]
        x = _crossing([(y, x) for x, y in points], frame.height)
        shown = east_of(longitude, 0.0)
        name = f"{abs(shown):g}°" if abs(shown) in (0.0, 180.0) else longitude_words(shown)
        yield _line(points, frame, name, None if x is None else x + 4, frame.height - 6, "start")


def _line(
    points: list[tuple[float, float]], frame: _Frame, name: str, x: float | None, y: float | None, anchor: str
) -> GraticuleLine:
    path = _path(points, frame)
    if x is None or y is None:
        return GraticuleLine(path, "", 0.0, 0.0, anchor)
    box = (x, y - _SMALL_TALL + 3, x + text_width(name, _SMALL_LETTER), y + 3)
    if not frame.is_free(box):
        return GraticuleLine(path, "", 0.0, 0.0, anchor)
    frame.taken.append(box)
    return GraticuleLine(path, name, _round(x), _round(y), anchor)


def _multiples(span: tuple[float, float], step: float) -> list[float]:
    first, last = math.ceil(span[0] / step), math.floor(span[1] / step)
    return [round(step * n, 6) for n in range(first, last + 1)]


def _crossing(points: list[tuple[float, float]], at: float) -> float | None:
    """The second coordinate where the first has this value."""
    for (a, b), (c, d) in itertools.pairwise(points):
        if min(a, c) <= at <= max(a, c) and a != c:
            return b + (d - b) * (at - a) / (c - a)
    return None


def _path(points: list[tuple[float, float]], frame: _Frame) -> str:
    """The stretch of a line that lies in the drawing, with one point more at both ends."""
    inside = [
        index for index, (x, y) in enumerate(points) if -2 <= x <= frame.width + 2 and -2 <= y <= frame.height + 2
    ]
    if not inside:
        return ""
    kept = points[max(0, inside[0] - 1) : inside[-1] + 2]
    # Every third point is enough for lines that are nearly straight.
    thin = [point for index, point in enumerate(kept) if index % 3 == 0 or index == len(kept) - 1]
    return "M" + "L".join(f"{_round(x):g} {_round(y):g}" for x, y in thin)


def _scale_bar(frame: _Frame) -> tuple[float, str]:
    """A round distance of about a fifth of the drawing; none where the scale is not nearly the same all over it."""
    if frame.project.name == "plane" or frame.width / frame.scale > 0.9:
        return 0.0, ""
    unit = KILOMETRES / frame.scale
    fitting = [length for length in _BARS if length / unit <= frame.width * 0.22]
    return (fitting[-1] / unit, tr("{distance} km", distance=Number(fitting[-1]))) if fitting else (0.0, "")


def _round(number: float) -> float:
    # Never "-0.0": the same place must give the same bytes on every machine.
    return round(number, 1) + 0.0
