"""Geometry: GeoJSON in CGCS2000 longitude and latitude → its minimal text, numbers as written, nothing rounded.

Looked at: type, nesting, closed rings, and whether the numbers can be degrees in China. Not looked at: whether a ring
crosses itself, and whether the layer was shifted for a web map (GCJ-02, BD-09), which no number shows.
"""

from __future__ import annotations

import json
from decimal import Decimal, InvalidOperation
from typing import Any

from dajuan.programmes.pack import Language
from dajuan.programmes.values.trouble import ValueTrouble

LARGEST = 500_000
"""Characters."""
WEST, EAST, SOUTH, NORTH = Decimal("73"), Decimal("136"), Decimal("3"), Decimal("54")
"""China with its seas, a little generously: EPSG:4490 lists 73.62–134.77 E for the land."""
_DEPTHS = {"Point": 0, "MultiPoint": 1, "LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}
"""Type → how many lists are around each position."""
_KINDS = {
    "Point": ("一个点", "a point"), "MultiPoint": ("几个点", "points"), "LineString": ("一条线", "a line"),
    "MultiLineString": ("几条线", "lines"), "Polygon": ("一个面", "an area"), "MultiPolygon": ("几个面", "areas"),
}  # fmt: skip
_RINGS = frozenset(("Polygon", "MultiPolygon"))
_LEAST = {"LineString": 2, "MultiLineString": 2, "Polygon": 4, "MultiPolygon": 4}
_DIGITS = 15
"""Decimal places: a degree's fifteenth is a tenth of a nanometre."""


def kind_said(text: str, language: Language) -> str:
    """``一个面``: what a shape is."""
    zh, en = _KINDS[json.loads(text)["type"]]
    return zh if language == "zh" else en


def read_geometry(raw: object) -> str:
    kind, coordinates = _parts(_loaded(raw))
    return f'{{"type":"{kind}","coordinates":{_written(kind, coordinates, _DEPTHS[kind])}}}'


def _loaded(raw: object) -> Any:
    if isinstance(raw, dict):
        raw = json.dumps(raw, default=str)
    if not isinstance(raw, str):
        raise _wrong("要 GeoJSON 文本", "GeoJSON text belongs here")
    if len(raw) > LARGEST:
        raise _wrong(
            f"图形有 {len(raw):,} 个字符，最多 {LARGEST:,}；先简化",
            f"the geometry has {len(raw):,} characters, at most {LARGEST:,}; simplify it",
        )
    try:
        return json.loads(raw, parse_float=Decimal, parse_int=Decimal, parse_constant=_no_number)
    except RecursionError as error:
        raise _wrong("图形的括号套得太深", "the geometry's brackets nest too deeply") from error
    except (json.JSONDecodeError, InvalidOperation) as error:
        raise _wrong(f"不是合法的 JSON（{error}）", f"not valid JSON ({error})") from error


def _no_number(word: str) -> Any:
    raise _wrong(f"坐标里有 {word}", f"a coordinate is {word}")


def _parts(shape: Any) -> tuple[str, Any]:
    if isinstance(shape, dict) and shape.get("type") == "Feature":
        shape = shape.get("geometry")
    if not isinstance(shape, dict):
        raise _wrong('要 {"type": …, "coordinates": …}', 'takes {"type": …, "coordinates": …}')
    kind = shape.get("type")
    if not isinstance(kind, str) or kind not in _DEPTHS:
        known = "、".join(_DEPTHS)
        raise _wrong(f"type 应是 {known}，不是 {kind}", f"type is one of {known}, not {kind}")
    crs = shape.get("crs")
    if crs is not None and "4490" not in json.dumps(crs, default=str):
        raise _wrong(
            "坐标系不是 CGCS2000（EPSG:4490）；先换算再填", "the CRS is not CGCS2000 (EPSG:4490); transform it first"
        )
    return kind, shape.get("coordinates")


def _written(kind: str, value: Any, depth: int) -> str:
    if not isinstance(value, list) or not value:
        raise _wrong(f"{kind} 的 coordinates 层数不对或为空", f"{kind}: coordinates are empty or nested wrongly")
    if depth == 0:
        return _position(value)
    parts = [_written(kind, one, depth - 1) for one in value]
    if depth == 1 and kind != "MultiPoint":
        _check_line(kind, parts)
    return f"[{','.join(parts)}]"


def _check_line(kind: str, positions: list[str]) -> None:
    if kind in _RINGS and positions[0] != positions[-1]:
        raise _wrong(
            f"多边形没有闭合：首点 {positions[0]}，末点 {positions[-1]}，应相同",
            f"the ring is not closed: it begins at {positions[0]} and ends at {positions[-1]}",
        )
    if len(positions) < _LEAST[kind]:
        raise _wrong(
            f"{kind} 至少 {_LEAST[kind]} 个点，只有 {len(positions)} 个",
            f"{kind} takes at least {_LEAST[kind]} positions, here are {len(positions)}",
        )


def _position(value: list[Any]) -> str:
    if len(value) != 2 or not all(isinstance(one, Decimal) for one in value):
        raise _wrong(
            f"每个点是两个数 [经度, 纬度]，这里是 {_short(value)}",
            f"a position is two numbers [longitude, latitude], here is {_short(value)}",
        )
    longitude, latitude = value
    if WEST <= longitude <= EAST and SOUTH <= latitude <= NORTH:
        return f"[{_number(longitude)},{_number(latitude)}]"
    point = _short(value)
    if WEST <= latitude <= EAST and SOUTH <= longitude <= NORTH:
        raise _wrong(
            f"{point} 像是纬度在前；经度在前，纬度在后", f"{point}: latitude seems to come first; longitude first"
        )
    if abs(longitude) > 360 or abs(latitude) > 360:
        raise _wrong(
            f"{point} 是投影坐标（米）；换算成 CGCS2000 经纬度（度）",
            f"{point} is projected, in metres; transform to CGCS2000 degrees",
        )
    raise _wrong(
        f"{point} 不在中国范围内（经度 {WEST}—{EAST}，纬度 {SOUTH}—{NORTH}）",
        f"{point} is not within China (longitude {WEST}–{EAST}, latitude {SOUTH}–{NORTH})",
    )


def _number(value: Decimal) -> str:
    if value.as_tuple().exponent < -_DIGITS:  # type: ignore[operator]  # finite: JSON has no other numbers
        value = value.quantize(Decimal(1).scaleb(-_DIGITS))
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _short(value: list[Any]) -> str:
    return "[" + ", ".join(str(one)[:12] for one in value[:4]) + "]"


def _wrong(zh: str, en: str) -> ValueTrouble:
    return ValueTrouble(f"图形：{zh}", f"geometry: {en}")
