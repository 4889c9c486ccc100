"""坐标系 frames: in which coordinate system a layer is, by what it says and by what its numbers can be; and out of it.

Cadastres use CGCS2000 in 3-degree zones: EPSG:4513–4533 with the zone's number before the easting, EPSG:4534–4554 without. WGS 84
is taken for CGCS2000: PROJ knows no shift between them, and there is less than a metre. Of other datums, and of local systems,
the parameters are confidential or unknown: a layer in one is refused, never guessed.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dajuan.standards.words import Words

_WGS84 = 4326
_FIRST_ZONE, _LAST_ZONE = 25, 45
_WITH_NUMBER, _WITHOUT = 4513, 4534
"""EPSG codes of the zone of 75° E, with and without the zone's number in the easting."""
_WEST, _EAST, _SOUTH, _NORTH = 73.0, 136.0, 3.0, 54.0
"""China with its seas."""
_NUMBERED = 10_000_000.0
"""An easting beyond this has its zone's number before it."""


class Frame(NamedTuple):
    """``zone``: of 3 degrees, 0 of degrees. ``numbered``: with its number before the easting."""

    epsg: int
    zone: int
    numbered: bool

    @property
    def words(self) -> Words:
        if not self.zone:
            return Words("CGCS2000 经纬度（EPSG:4490）", "CGCS2000 degrees (EPSG:4490)")
        zh, en = ("x 带带号", "zone before x") if self.numbered else ("x 不带带号", "no zone before x")
        middle = 3 * self.zone
        return Words(
            f"CGCS2000 3 度带 {middle}°E，{zh}（EPSG:{self.epsg}）",
            f"CGCS2000 3-degree zone {middle}°E, {en} (EPSG:{self.epsg})",
        )


GEOGRAPHIC = Frame(4490, 0, False)


class FrameError(ValueError):
    """A layer in a system that we cannot take it out of."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh} / {en}")
        self.zh, self.en = zh, en


class Misfit(NamedTuple):
    """Why a row's numbers cannot be of the frame that is said. ``frame``: which they may be of, None: axes swapped, or none."""

    kind: str
    zh: str
    en: str
    frame: Frame | None = None


def frame_of(epsg: int) -> Frame | None:
    """None: not one of ours."""
    if epsg in (GEOGRAPHIC.epsg, _WGS84):
        return GEOGRAPHIC
    zones = _LAST_ZONE - _FIRST_ZONE + 1
    if _WITH_NUMBER <= epsg < _WITH_NUMBER + zones:
        return Frame(epsg, _FIRST_ZONE + epsg - _WITH_NUMBER, True)
    if _WITHOUT <= epsg < _WITHOUT + zones:
        return Frame(epsg, _FIRST_ZONE + epsg - _WITHOUT, False)
    return None


def frames_around(longitude: float) -> list[Frame]:
    """What a layer near there may be in: degrees, its own zone and those beside it, with number and without."""
    middle = zone_of(longitude)
    zones = [middle, middle - 1, middle + 1]
    return [
        GEOGRAPHIC,
        *(_zoned(zone, numbered) for zone in zones if _FIRST_ZONE <= zone <= _LAST_ZONE for numbered in (False, True)),
    ]


def zone_of(longitude: float) -> int:
    """The 3-degree zone in which it lies."""
    return int(np.floor(longitude / 3 + 0.5))


def zone_frame(longitude: float) -> Frame:
    return _zoned(zone_of(longitude), False)


def _zoned(zone: int, numbered: bool) -> Frame:
    return Frame((_WITH_NUMBER if numbered else _WITHOUT) + zone - _FIRST_ZONE, zone, numbered)


def frame_said(wkt: str) -> Frame:
    """What a .prj says. Raises :class:`FrameError` where that is none of ours."""
    from pyproj import CRS
    from pyproj.exceptions import CRSError

    try:
        told = CRS.from_user_input(wkt)
    except CRSError as error:
        raise FrameError(f".prj 读不懂：{wkt[:60]}", f"the .prj cannot be read: {wkt[:60]}") from error
    if epsg := told.to_epsg(min_confidence=70):
        found = frame_of(epsg)
        if found is not None:
            return found
    return _by_parts(told)


def _by_parts(told: Any) -> Frame:
    """A writer's own words for a system of ours: its datum, its central meridian, its false easting."""
    datum = (told.datum.name if told.datum else "").replace("_", " ").upper()
    if not any(one in datum for one in ("CHINA 2000", "CGCS2000", "CHINA GEODETIC COORDINATE SYSTEM 2000", "WGS 84", "WGS 1984", "WORLD GEODETIC SYSTEM 1984")):  # fmt: skip
        raise FrameError(
            f"坐标系是 {told.name}（基准 {datum or '未写'}），不是 CGCS2000；请原单位换算后再交",
            f"the layer is in {told.name} (datum {datum or 'not said'}), not in CGCS2000; let its makers transform it",
        )
    if told.is_geographic:
        return GEOGRAPHIC
    given = {one.name: one.value for one in told.coordinate_operation.params} if told.coordinate_operation else {}
    meridian, easting = given.get("Longitude of natural origin", 0.0), given.get("False easting", 0.0)
    zone = round(meridian / 3)
    fits = abs(meridian - 3 * zone) < 1e-9 and _FIRST_ZONE <= zone <= _LAST_ZONE
    if fits and easting in (500_000.0, zone * 1_000_000.0 + 500_000.0):
        return _zoned(zone, easting > _NUMBERED)
    raise FrameError(
        f"投影 {told.name} 不是 3 度带（中央经线 {meridian:g}，东偏 {easting:g}）",
        f"the projection {told.name} is no 3-degree zone (meridian {meridian:g}, false easting {easting:g})",
    )


def misfit(at: NDArray[np.float64], frame: Frame) -> Misfit | None:
    """Whether coordinates cannot be of a frame, and of which they may be."""
    low, high = at.min(axis=0), at.max(axis=0)
    if _degrees(low, high):
        return None if not frame.zone else _other(low, high, frame, GEOGRAPHIC)
    if _degrees(low[::-1], high[::-1]) and not frame.zone:
        return _swapped(low)
    if _metres(low[::-1], high[::-1]) and not _metres(low, high):
        return _swapped(low)
    if not _metres(low, high):
        return Misfit("nowhere", f"坐标 {_said(low)} 不在中国范围", f"{_said(low)} is nowhere in China")
    numbered = bool(low[0] > _NUMBERED)
    if frame.zone and numbered == frame.numbered and (not numbered or int(low[0] // 1e6) == frame.zone):
        return None
    zone = int(low[0] // 1e6) if numbered else frame.zone
    found = _zoned(zone, numbered) if zone and _FIRST_ZONE <= zone <= _LAST_ZONE else None
    return _other(low, high, frame, found)


def _degrees(low: NDArray[np.float64], high: NDArray[np.float64]) -> bool:
    return bool(low[0] >= _WEST and high[0] <= _EAST and low[1] >= _SOUTH and high[1] <= _NORTH)


def _metres(low: NDArray[np.float64], high: NDArray[np.float64]) -> bool:
    """Easting and northing of a zone, whether or not its number stands before the easting."""
    east_low, east_high = (one % 1e6 if one > _NUMBERED else one for one in (low[0], high[0]))
    return bool(50_000 <= east_low <= east_high <= 950_000 and 300_000 <= low[1] <= high[1] <= 6_000_000 and high[0] < 46e6)  # fmt: skip


def _swapped(low: NDArray[np.float64]) -> Misfit:
    return Misfit(
        "axes",
        f"坐标 {_said(low)} 像是纵横颠倒：先东（经度）后北（纬度）",
        f"{_said(low)} looks to have its axes swapped: east (longitude) comes first",
    )


def _other(low: NDArray[np.float64], high: NDArray[np.float64], said: Frame, found: Frame | None) -> Misfit:
    zh = f"坐标 {_said(low)} 不是 {said.words.zh} 里的数"
    en = f"{_said(low)} cannot be of {said.words.en}"
    if low[0] > _NUMBERED:
        zh += f"：x 前有带号 {int(low[0] // 1e6)}"
        en += f": zone {int(low[0] // 1e6)} stands before x"
    if found is not None:
        zh, en = f"{zh}；是不是 {found.words.zh}？", f"{en}; is it {found.words.en}?"
    return Misfit("frame", zh, en, found)


def _said(at: NDArray[np.float64]) -> str:
    return f"({at[0]:.10g}, {at[1]:.10g})"


def to_degrees(geometries: NDArray[Any], frame: Frame) -> NDArray[Any]:
    """Out of a frame into CGCS2000 longitude and latitude."""
    import shapely

    if not frame.zone:
        return geometries
    made: NDArray[Any] = shapely.transform(geometries, lambda at: _between(frame.epsg, GEOGRAPHIC.epsg, at))
    return made


def to_metres(geometries: NDArray[Any], frame: Frame) -> NDArray[Any]:
    """Out of CGCS2000 degrees into a 3-degree zone."""
    import shapely

    made: NDArray[Any] = shapely.transform(geometries, lambda at: _between(GEOGRAPHIC.epsg, frame.epsg, at))
    return made


def _between(start: int, end: int, at: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.column_stack(_transformer(start, end).transform(at[:, 0], at[:, 1]))


@lru_cache(64)
def _transformer(start: int, end: int) -> Any:
    from pyproj import Transformer

    return Transformer.from_crs(start, end, always_xy=True)
