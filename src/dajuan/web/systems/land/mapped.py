"""Parcels as GeoJSON for the map, by how far they have come; and where they overlap, which wants the extra ``geo``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib.util import find_spec
from typing import NamedTuple

import msgspec
from django.urls import reverse

from dajuan.subjects.row import Row
from dajuan.systems.land.parcels import GONE, PARCELS, is_gone
from dajuan.web.access.rights import Viewer
from dajuan.web.access.seen import sees
from dajuan.web.moment import Moment
from dajuan.web.systems.kept import Kept
from dajuan.web.systems.land.seen import ground_at, parcels_seen, sites_at
from dajuan.web.words import Words

GROUPS: Mapping[str, tuple[Words, str, tuple[str, ...]]] = {
    "before": (Words("供应前", "Before supply"), "series-6", ("", "listed", "planned", "approved", "levied")),
    "supplied": (Words("已供未建", "Supplied, not begun"), "series-2", ("supplied", "derived", "land-permitted", "registered", "works-permitted")),
    "building": (Words("在建", "Under construction"), "series-1", ("building-permitted",)),
    "built": (Words("已建成", "Built"), "series-3", ("completed", "titled")),
}  # fmt: skip
"""Group → its name, its colour, its stages."""
_BESIDES = {
    "overlap": (Words("重叠", "Overlap"), "light-red"),
    "ended": (Words("已分割、合并或收回", "Split, merged or taken back"), "soft"),
}
"""What is drawn besides those that are there: its name, its colour."""
_GROUP_OF = {stage: group for group, (_, _, stages) in GROUPS.items() for stage in stages} | dict.fromkeys(
    GONE, "ended"
)


class Overlap(NamedTuple):
    """``kind``: overlap, sliver, or gap between the two; ``area`` 平方米, ``width`` metres; ``geometry`` GeoJSON."""

    kind: str
    first: Row
    second: Row
    area: float
    width: float
    geometry: str


def group_of(stage: str) -> str:
    return _GROUP_OF.get(stage, "before")


def has_geo() -> bool:
    """Whether the extra that shapes are reckoned with is there."""
    return all(find_spec(one) for one in ("shapely", "pyproj", "shapefile", "ezdxf"))


def collection(
    rows: Iterable[Row], sites: Iterable[tuple[str, str]], moment: Moment, more: Iterable[Overlap] = ()
) -> bytes:
    """A FeatureCollection of these parcels by their shapes, and of what overlaps, drawn over them."""
    wanted = {row.code: row for row in rows}
    base = reverse("land:parcel", args=["0"]).removesuffix("0/")
    features = [
        _feature(wanted[code].name or code, group_of(wanted[code].stage), moment.on(f"{base}{code}/"), geometry)
        for code, geometry in sites
        if code in wanted
    ]
    features += [
        _feature(
            f"{one.first.name} × {one.second.name}", "overlap", moment.on(f"{base}{one.first.code}/"), one.geometry
        )
        for one in more
    ]
    return b'{"type":"FeatureCollection","features":[%s]}' % b",".join(features)


def _feature(name: str, colour: str, href: str, geometry: str) -> bytes:
    told = msgspec.json.encode({"name": name, "colour": colour, "href": href})
    return b'{"type":"Feature","properties":%s,"geometry":%s}' % (told, geometry.encode())


def legend(*besides: str) -> list[dict[str, str]]:
    """``besides``: overlap, ended, where a map draws any."""
    shown = {key: (name, colour) for key, (name, colour, _) in GROUPS.items()} | {key: _BESIDES[key] for key in besides}
    return [{"value": key, "name": str(name), "colour": colour} for key, (name, colour) in shown.items()]


def _overlapping(moment: Moment) -> list[Overlap]:
    import numpy as np
    import shapely

    from dajuan.systems.land.shapes.overlaps import pieces

    ground = ground_at(moment)
    if not ground.shapes:
        return []
    rows = [ground.by_code[code] for code in ground.shapes]
    shapes = np.array(list(ground.shapes.values()), dtype=object)
    return [
        Overlap(one.kind, rows[one.first], rows[one.second], one.area, one.width, shapely.to_geojson(one.shape))
        for one in pieces(shapes, ground.settings.sliver_width)
    ]


_OVERLAPS = Kept((PARCELS,), _overlapping, most=2)


def overlaps_seen(viewer: Viewer, moment: Moment) -> list[Overlap]:
    """Between parcels that the viewer may both see, the largest first, then gaps; none where the extra is not there."""
    if not has_geo():
        return []
    return [one for one in _OVERLAPS.at(moment) if sees(viewer, one.first) and sees(viewer, one.second)]


def map_of(viewer: Viewer, moment: Moment) -> bytes:
    """All parcels that the viewer may see, those that ended left out, and their overlaps."""
    rows = [row for row in parcels_seen(viewer, moment) if not is_gone(row)]
    return collection(rows, sites_at(moment), moment, overlaps_seen(viewer, moment))
