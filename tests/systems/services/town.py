"""A town to be worked out by hand, in metres east and north of its middle.

Two streets a river apart run from west (0) to east (2000), at north 0 and at north 200; one bridge joins them, at the west end.
A street that hangs together with nothing runs at north 700 from 0 to 500, a leftover of 60 m lies at north 60.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from dajuan.ledger.sheets.book import Book, Sheet
from dajuan.systems.services.ground import Ground, ground
from dajuan.systems.services.network import Network, network_of
from dajuan.systems.services.osm import osm_text, read_streets
from dajuan.systems.services.planes import Plane
from dajuan.systems.services.residents import Residents, read_residents
from dajuan.systems.services.settings import our_lines

MIDDLE = Plane(114.62, 35.08)
Place = tuple[float, float]
STREET = [(float(east), 0.0) for east in range(0, 2001, 500)]
OVER = [(float(east), 200.0) for east in range(0, 2001, 500)]
ALONE = [(0.0, 700.0), (500.0, 700.0)]
LEFTOVER = [(1000.0, 60.0), (1060.0, 60.0)]
HOMES = {
    "facility-side": (900.0, 20.0, 100),
    "over-the-river": (1000.0, 200.0, 300),
    "by-the-bridge": (100.0, 200.0, 50),
    "alone": (250.0, 700.0, 40),
    "far-off": (1000.0, 1500.0, 10),
}
"""East, north, people."""
SCHOOL: Place = (1000.0, 0.0)


def degrees(east: float, north: float) -> Place:
    longitude, latitude = MIDDLE.degrees((east, north))[0]
    return round(float(longitude), 7), round(float(latitude), 7)


def osm(*, motorway: bool = False) -> str:
    """``motorway``: with one that would join all, were it walked."""
    ways = [STREET, OVER, [STREET[0], OVER[0]], ALONE, LEFTOVER]
    kinds = ["residential"] * 2 + ["footway"] * 3
    if motorway:
        ways.append([STREET[2], OVER[2], ALONE[1]])
        kinds.append("motorway")
    places = list(dict.fromkeys(one for way in ways for one in way))
    said = [([places.index(one) for one in way], {"highway": kind}) for way, kind in zip(ways, kinds, strict=True)]
    return "".join(osm_text([degrees(*one) for one in places], said, "a test"))


def network(folder: Path, text: str = "") -> Network:
    file = folder / "town.osm"
    file.write_text(text or osm(), encoding="utf-8")
    return network_of(read_streets(file, file.name))


def table(rows: Iterable[Iterable[object]]) -> Book:
    return Book("居民.csv", [Sheet("", [list(one) for one in rows])])  # type: ignore[arg-type]


HEAD = ("编号", "名称", "经度", "纬度", "常住人口")


def residents() -> Residents:
    rows = [(code, code, *degrees(east, north), people) for code, (east, north, people) in HOMES.items()]
    return read_residents(table([HEAD, *rows]))


def town(folder: Path) -> Ground:
    return ground(network(folder), residents(), our_lines())
