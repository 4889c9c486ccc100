"""The made-up zone's streets as a walking network (an ``.osm`` file), and its homes as a table: nobody lives there.

A grid of streets with some missing, a river from west to east with three bridges, a motorway that nobody may walk along, which two
underpasses cross, an industrial park with private roads, and a riverside estate whose only path a fence has cut off.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from math import dist, exp, sin
from random import Random
from typing import NamedTuple

from samples.demo.ground import OUTLINE, STREETS, Point, degrees, within

from dajuan.systems.services.osm import osm_text
from dajuan.systems.services.residents import AGES, HEADS

NOTE = "samples.demo.streets: made up, no real place"
_BLOCK = 0.34
"""Kilometres from street to street."""
_WIDE, _HIGH = 21, 16
"""Blocks from the middle to either side, to the north and south."""
_FIELDS, _ACROSS = (5.6, 2.4), 0.55
"""Farmland: its middle, and kilometres around it without a street."""
_MISSING, _PRIVATE = 0.16, 0.05
_BRIDGES, _UNDERPASSES = (-4.4, -0.3, 3.7), (-2.6, 1.4)
"""Where one gets over the river and under the motorway: kilometres east, kilometres north."""
_MOTORWAY = 2.9
"""Kilometres east."""
_SHARES = {"0-2": 0.024, "3-5": 0.03, "6-11": 0.075, "12-14": 0.033, "15-17": 0.03, "60+": 0.14}
_HOMES = 300
_TOWNS = ((0.1, 0.4), (-3.6, 2.0), (2.0, 2.9), (4.7, -1.4), (-2.4, -3.0))
"""Where most people live: kilometres east and north."""
_TOWN = 0.95
"""Kilometres from a town's middle within which two thirds of its homes lie."""


class Home(NamedTuple):
    code: str
    street: str
    place: Point
    people: int


class City(NamedTuple):
    nodes: list[Point]
    ways: list[tuple[list[int], dict[str, str]]]
    homes: list[Home]

    def osm(self) -> str:
        return "".join(osm_text([(one[0], one[1]) for one in map(degrees, self.nodes)], self.ways, NOTE))

    def table(self, grown: float) -> str:
        """``grown``: how many times the people of the first table."""
        out = io.StringIO()
        csv.writer(out).writerows([[names[0] for names in HEADS.values()], *(_row(one, grown) for one in self.homes)])
        return out.getvalue()


def _row(home: Home, grown: float) -> list[str | int | float]:
    people = round(home.people * grown)
    east, north = degrees(home.place)
    ages = [round(people * _SHARES[age]) for age in AGES]
    return [home.code, f"{home.street}{home.code[1:]}号片区", east, north, people, 250, home.street, *ages]


def city(seed: int) -> City:
    random = Random(f"{seed}-streets")
    nodes: dict[tuple[int, int], Point] = {}
    for east in range(-_WIDE, _WIDE + 1):
        for north in range(-_HIGH, _HIGH + 1):
            place = east * _BLOCK + random.uniform(-0.05, 0.05), north * _BLOCK + random.uniform(-0.05, 0.05)
            if within(place, OUTLINE) and dist(place, _FIELDS) > _ACROSS:
                nodes[east, north] = place
    order = {spot: at for at, spot in enumerate(nodes)}
    places = [*nodes.values()]
    ways = [([order[one], order[other]], tags) for one, other, tags in _streets(nodes, random)]
    ways.append((_motorway(places), {"highway": "motorway"}))
    fenced = _fenced(places, ways)
    return City(places, ways, list(_homes(random, places, ways, fenced)))


def _river(east: float) -> float:
    """Kilometres north."""
    return -0.55 + 0.5 * sin(east / 2.1)


def _streets(
    nodes: dict[tuple[int, int], Point], random: Random
) -> Iterator[tuple[tuple[int, int], tuple[int, int], dict[str, str]]]:
    for (east, north), here in nodes.items():
        for other in ((east + 1, north), (east, north + 1)):
            if other not in nodes:
                continue
            there, is_main = nodes[other], not east % 4 or not north % 4
            if not is_main and random.random() < _MISSING:
                continue
            if _is_barred(here, there):
                continue
            is_private = not is_main and random.random() < _PRIVATE
            tags = {"highway": "secondary" if is_main else "residential", "name": f"虚构路{len(nodes)}"}
            yield (east, north), other, {**tags, "access": "private"} if is_private else tags


def _is_barred(here: Point, there: Point) -> bool:
    """By the river where there is no bridge, by the motorway where nothing goes under it."""
    if (here[1] - _river(here[0])) * (there[1] - _river(there[0])) < 0:
        return min(abs(here[0] - bridge) for bridge in _BRIDGES) > _BLOCK / 2
    crosses = (here[0] - _MOTORWAY) * (there[0] - _MOTORWAY) < 0
    return crosses and min(abs(here[1] - under) for under in _UNDERPASSES) > _BLOCK / 2


def _motorway(places: list[Point]) -> list[int]:
    start = len(places)
    places += [(_MOTORWAY + 0.02 * sin(north), north * 0.5) for north in range(-8, 8)]
    return list(range(start, len(places)))


def _fenced(places: list[Point], ways: list[tuple[list[int], dict[str, str]]]) -> Point:
    """A path of 400 m that leads nowhere; its middle."""
    start, (east, north) = len(places), (-3.2, _river(-3.2) + 0.17)
    places += [(east, north), (east + 0.2, north + 0.01), (east + 0.4, north)]
    ways.append(([start, start + 1, start + 2], {"highway": "footway"}))
    return east + 0.2, north + 0.01


def _homes(
    random: Random, places: list[Point], ways: list[tuple[list[int], dict[str, str]]], fenced: Point
) -> Iterator[Home]:
    walked = [way for way, tags in ways if tags["highway"] in ("residential", "secondary") and "access" not in tags]
    walked.sort(key=lambda way: random.random() ** (1 / _density(places[way[0]])), reverse=True)
    spots = [_beside(random, places[way[0]], places[way[1]]) for way in walked[:_HOMES]]
    for nth, place in enumerate([*spots, fenced, _FIELDS], 1):
        street = next((name for name, ring in STREETS.items() if within(place, ring)), "")
        yield Home(f"H{nth:03}", street, place, random.randrange(260, 1500, 10))


def _density(place: Point) -> float:
    return 0.01 + exp(-((min(dist(place, town) for town in _TOWNS) / _TOWN) ** 2) / 2)


def _beside(random: Random, one: Point, other: Point) -> Point:
    at, off = random.uniform(0.2, 0.8), random.uniform(-0.05, 0.05)
    return one[0] + at * (other[0] - one[0]) + off, one[1] + at * (other[1] - one[1]) + off
