"""From degrees to a plane: Lambert's azimuthal equal-area projection around the middle of the places at hand, and the
equirectangular one where they lie too far apart for it.

Formulas: Snyder, Map Projections: A Working Manual (USGS Professional Paper 1395, 1987), chapters 24 and 12.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

KILOMETRES = 6371.0088
"""Mean radius of the Earth (IUGG)."""
_AZIMUTHAL_AT_MOST = 110.0
"""Degrees of longitude; beyond that, the far side would be drawn out of shape."""

Point = tuple[float, float]
"""Latitude and longitude, in degrees."""


@dataclass(frozen=True, slots=True)
class Projection:
    """A projection around a centre; `x` grows to the east and `y` to the south, in radii of the Earth."""

    name: str
    """`azimuthal` or `plane`."""
    latitude: float
    longitude: float

    def __call__(self, point: Point) -> tuple[float, float]:
        latitude, turned = math.radians(point[0]), math.radians(east_of(point[1], self.longitude))
        middle = math.radians(self.latitude)
        if self.name == "plane":
            return turned * math.cos(middle), middle - latitude
        down = 1 + math.sin(middle) * math.sin(latitude) + math.cos(middle) * math.cos(latitude) * math.cos(turned)
        k = math.sqrt(2 / max(down, 1e-9))
        up = math.cos(middle) * math.sin(latitude) - math.sin(middle) * math.cos(latitude) * math.cos(turned)
        return k * math.cos(latitude) * math.sin(turned), -k * up

    def back(self, x: float, y: float) -> Point:
        """The degrees of a point of the plane."""
        middle = math.radians(self.latitude)
        if self.name == "plane":
            turned = x / max(math.cos(middle), 1e-9)
            return math.degrees(middle - y), self.longitude + math.degrees(turned)
        distance = math.hypot(x, y)
        if distance < 1e-12:
            return self.latitude, self.longitude
        angle = 2 * math.asin(min(1.0, distance / 2))
        sine = math.cos(angle) * math.sin(middle) - y * math.sin(angle) * math.cos(middle) / distance
        turned = math.atan2(
            x * math.sin(angle), distance * math.cos(middle) * math.cos(angle) + y * math.sin(middle) * math.sin(angle)
        )
        return math.degrees(math.asin(max(-1.0, min(1.0, sine)))), self.longitude + math.degrees(turned)


def east_of(longitude: float, centre: float) -> float:
    """Degrees from the centre to the east, from -180 to 180."""
    return (longitude - centre + 180.0) % 360.0 - 180.0


def projection_for(points: list[Point]) -> Projection:
    """The projection around the middle of the points, the shorter way round the Earth."""
    longitudes = sorted({point[1] % 360.0 for point in points})
    # The widest gap between two neighbours is behind the map.
    gaps = [
        ((longitudes[(index + 1) % len(longitudes)] - here) % 360.0 or 360.0, here)
        for index, here in enumerate(longitudes)
    ]
    gap, west = max(gaps, key=lambda pair: (pair[0], -pair[1]))
    start = (west + gap) % 360.0
    width = 360.0 - gap
    centre = (start + width / 2 + 180.0) % 360.0 - 180.0
    south, north = min(point[0] for point in points), max(point[0] for point in points)
    name = "azimuthal" if width <= _AZIMUTHAL_AT_MOST and north - south <= _AZIMUTHAL_AT_MOST else "plane"
    return Projection(name, (south + north) / 2, centre)


def kilometres(one: Point, other: Point) -> float:
    """The distance over the Earth's surface (haversine)."""
    north, east = math.radians(other[0] - one[0]), math.radians(other[1] - one[1])
    part = math.sin(north / 2) ** 2
    part += math.cos(math.radians(one[0])) * math.cos(math.radians(other[0])) * math.sin(east / 2) ** 2
    return 2 * KILOMETRES * math.asin(min(1.0, math.sqrt(part)))
