"""Files of shapes as offices send them, made for a test: square plots near the middle of the made-up zone."""

from __future__ import annotations

import io
import json
import zipfile
from math import cos, radians

MIDDLE = (114.62, 35.08)
_DEGREE = 111_320.0

Ring = list[tuple[float, float]]


def plot(east: float, north: float, side: float = 100.0) -> Ring:
    """A square of ``side`` metres with its south-west corner so many metres from the middle, in degrees."""
    corners = [(0, 0), (side, 0), (side, side), (0, side), (0, 0)]
    return [at(east + x, north + y) for x, y in corners]


def at(east: float, north: float) -> tuple[float, float]:
    return MIDDLE[0] + east / (_DEGREE * cos(radians(MIDDLE[1]))), MIDDLE[1] + north / _DEGREE


def projected(ring: Ring, epsg: int) -> Ring:
    from pyproj import Transformer

    return list(Transformer.from_crs(4490, epsg, always_xy=True).itransform(ring))


def geojson(rings: dict[str, Ring], *, crs: int = 0, key: str = "地块编号", **more: str) -> bytes:
    features = [
        {
            "type": "Feature",
            "properties": {key: code, **more},
            "geometry": {"type": "Polygon", "coordinates": [[list(point) for point in ring]]},
        }
        for code, ring in rings.items()
    ]
    told: dict[str, object] = {"type": "FeatureCollection", "features": features}
    if crs:
        told["crs"] = {"type": "name", "properties": {"name": f"urn:ogc:def:crs:EPSG::{crs}"}}
    return json.dumps(told, ensure_ascii=False).encode()


def shapefile_zip(rings: dict[str, Ring], *, prj: str = "", encoding: str = "gbk") -> bytes:
    import shapefile

    shp, shx, dbf, packed = (io.BytesIO() for _ in range(4))
    with shapefile.Writer(shp=shp, shx=shx, dbf=dbf, encoding=encoding) as writer:
        writer.field("编号", "C", 40)
        for code, ring in rings.items():
            writer.poly([[list(point) for point in ring]])
            writer.record(code)
    with zipfile.ZipFile(packed, "w") as out:
        for ending, part in {"shp": shp, "shx": shx, "dbf": dbf}.items():
            out.writestr(f"地块/宗地.{ending}", part.getvalue())
        if prj:
            out.writestr("地块/宗地.prj", prj)
    return packed.getvalue()


def drawing(rings: dict[str, Ring], *, layer: str = "宗地", close: bool = True) -> bytes:
    import ezdxf

    document = ezdxf.new("R2010")
    space = document.modelspace()
    for code, ring in rings.items():
        space.add_lwpolyline(ring[:-1], close=close, dxfattribs={"layer": layer})
        middle = (sum(x for x, _ in ring[:-1]) / 4, sum(y for _, y in ring[:-1]) / 4)
        space.add_text(code, dxfattribs={"insert": middle})
    space.add_lwpolyline([(0, 0), (1, 1), (2, 0)], dxfattribs={"layer": "图框"})
    out = io.StringIO()
    document.write(out)
    return out.getvalue().encode("utf-8")
