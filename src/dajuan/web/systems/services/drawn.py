"""Streets, homes, facilities and proposed places as GeoJSON for the map."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from dajuan.systems.services.coverage import Coverage
from dajuan.systems.services.facilities import Facility
from dajuan.systems.services.ground import Ground
from dajuan.systems.services.next_place import Best
from dajuan.systems.services.planes import Array
from dajuan.web.systems.services.words import CASES, COLOURS, FACILITY, PLACE, STREETS
from dajuan.web.words import Words

MOST = 5000
"""Homes drawn, those with most people."""
MOST_WAYS = 20_000
"""Of a network with more of them no street is drawn: some 1 MB (47 bytes a way), and no more than a grey ground at a glance."""
_STREET_WIDTH = 1
"""Pixels."""


def features(
    ground: Ground, found: Coverage, some: Sequence[Facility], places: Sequence[Best], link: Callable[[Facility], str]
) -> Iterator[dict[str, Any]]:
    """``link``: the address of a facility's page; "" where the viewer may not see it."""
    if draws_streets(ground):
        yield _streets(ground)
    largest = np.argsort(-found.people, kind="stable")[:MOST]
    for at in sorted(largest.tolist()):
        yield _home(ground, found, at)
    for one in some:
        for entry in one.entries[:1]:
            yield _feature(_point(entry), "facility", one.name, link(one))
    for nth, place in enumerate(places, 1):
        said = str(Words(f"第 {nth} 处：新增 {place.gain:,} 人", f"place {nth}: {place.gain:,} more"))
        yield _feature(_point((place.longitude, place.latitude)), "place", said)


def draws_streets(ground: Ground) -> bool:
    return len(ground.network.ends) <= MOST_WAYS


def _streets(ground: Ground) -> dict[str, Any]:
    """All ways in one feature: there is nothing to tell of one that is not told of all."""
    network = ground.network
    places = np.round(network.plane.degrees(network.nodes), 6)
    lines = {"type": "MultiLineString", "coordinates": places[network.ends].tolist()}
    drawn = _feature(lines, "street", str(STREETS))
    return drawn | {"properties": drawn["properties"] | {"width": _STREET_WIDTH}}


def legend(found: Coverage, *, with_places: bool, with_streets: bool) -> list[dict[str, str]]:
    cases = [case for case, many in found.people_by_case().items() if many]
    rows = [{"value": case.value, "name": str(CASES[case]), "colour": COLOURS[case]} for case in cases]
    rows.append({"value": "facility", "name": str(FACILITY), "colour": COLOURS["facility"]})
    if with_streets:
        rows.append({"value": "street", "name": str(STREETS), "colour": COLOURS["street"]})
    return [*rows, {"value": "place", "name": str(PLACE), "colour": COLOURS["place"]}] if with_places else rows


def _home(ground: Ground, found: Coverage, at: int) -> dict[str, Any]:
    home, case = ground.residents.homes[at], found.case(at)
    walked = found.walked(at)
    walk = "" if walked is None else f" · {walked:,.0f} {Words('米', 'm')}"
    said = f"{home.name or home.code} · {home.people:,} {Words('人', 'people')} · {CASES[case]}{walk}"
    shape = _square(ground, ground.homes[at], home.side / 2) if home.side else _point((home.longitude, home.latitude))
    return _feature(shape, case.value, said)


def _feature(geometry: dict[str, Any], case: str, name: str, href: str = "") -> dict[str, Any]:
    return {"type": "Feature", "geometry": geometry, "properties": {"case": case, "name": name, "href": href}}


def _point(place: tuple[float, float]) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [round(one, 6) for one in place]}


def _square(ground: Ground, middle: Array, half: float) -> dict[str, Any]:
    corners = middle + np.array([(-half, -half), (half, -half), (half, half), (-half, half), (-half, -half)])
    return {"type": "Polygon", "coordinates": [np.round(ground.network.plane.degrees(corners), 6).tolist()]}
