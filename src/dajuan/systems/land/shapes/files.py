"""GeoJSON, a Shapefile in a zip, DXF → one layer of features. Numbers as they stand; nothing is mended."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from dajuan.standards.words import Words
from dajuan.systems.land.shapes.frames import GEOGRAPHIC, Frame, frame_said
from dajuan.systems.land.shapes.layers import Feature, FileError, Layer, known_columns, values_of

LARGEST, LARGEST_INSIDE = 100 << 20, 400 << 20
"""Bytes of a file, and of what a zip holds."""
_FLAT = 0.01
"""Metres by which a chord may leave its arc."""
_LAYERS = re.compile(r"宗地|地块|界址线|parcel|^ZD|^JZX|^DK", re.IGNORECASE)
"""Names of layers of a drawing that hold parcels; where none has such a name, all are looked at."""
_CODES = {"parcel": re.compile(r"DK\d{4}-\d{5}"), "unit-code": re.compile(r"\d{12}[A-Z]{2}\d{5}[A-Z]\d{8}"), "parcel-code": re.compile(r"\d{12}[A-Z]{2}\d{5}")}  # fmt: skip
"""What a text inside a drawing's parcel may be."""


def read_layer(data: bytes, name: str) -> Layer:
    """Raises :class:`FileError` where it is no such file, ``FrameError`` where its system is none of ours."""
    kind = PurePosixPath(name.casefold()).suffix
    if len(data) > LARGEST:
        raise FileError(f"文件超过 {LARGEST >> 20} MB；分成几个", f"the file is over {LARGEST >> 20} MB; split it")
    if kind in (".geojson", ".json"):
        return _geojson(data)
    if kind == ".zip":
        return _shapefile(data)
    if kind == ".dxf":
        return _drawing(data)
    raise FileError(
        f"{name}：要 GeoJSON（.geojson）、Shapefile（.zip）或 DXF（.dxf）",
        f"{name}: takes GeoJSON (.geojson), a Shapefile (.zip) or DXF (.dxf)",
    )


def _geojson(data: bytes) -> Layer:
    try:
        told = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise FileError(f"不是合法的 GeoJSON（{error}）", f"not valid GeoJSON ({error})") from error
    features = told.get("features") if isinstance(told, dict) and told.get("type") == "FeatureCollection" else None
    if not isinstance(features, list):
        raise FileError("要一个 FeatureCollection", "takes a FeatureCollection")
    heads = dict.fromkeys(key for one in features if isinstance(one, dict) for key in one.get("properties") or {})
    columns = known_columns(heads)
    return Layer(tuple(_feature(row, one, columns) for row, one in enumerate(features, 1)), _frame_in(told))


def _frame_in(told: Mapping[str, Any]) -> Frame:
    """Without a ``crs`` of the old kind it is in degrees (RFC 7946, section 4)."""
    crs = told.get("crs")
    if not isinstance(crs, dict):
        return GEOGRAPHIC
    return frame_said(str((crs.get("properties") or {}).get("name", "")))


def _feature(row: int, told: Any, columns: Mapping[str, str]) -> Feature:
    if not isinstance(told, dict):
        return Feature(row, None, {}, Words("不是要素（Feature）", "is no Feature"))
    shape, trouble = _shape(told.get("geometry"))
    return Feature(row, shape, values_of(told.get("properties") or {}, columns), trouble)


def _shape(told: Any) -> tuple[Any, Words | None]:
    """A polygon of GeoJSON's kind, flat; or what is wrong with it."""
    import shapely
    from shapely.errors import ShapelyError
    from shapely.geometry import shape

    kind = told.get("type") if isinstance(told, dict) else None
    if kind not in ("Polygon", "MultiPolygon"):
        return None, Words(f"要面（Polygon），不是 {kind}", f"takes an area (Polygon), not {kind}")
    if _open_ring(told):
        return None, Words("界址线没有闭合：首末两点不同", "its outline is not closed: first and last point differ")
    try:
        made = shapely.force_2d(shape(told))
    except (ShapelyError, ValueError, TypeError, IndexError, KeyError, AttributeError, OverflowError) as error:
        return None, Words(f"图形读不懂（{error}）", f"the shape cannot be read ({error})")
    if made.is_empty:
        return None, Words("图形是空的", "the shape is empty")
    return made, None


def _open_ring(told: Mapping[str, Any]) -> bool:
    """Shapely would close it and say nothing."""
    parts = told.get("coordinates")
    if not isinstance(parts, list | tuple):
        return False
    polygons = parts if told["type"] == "MultiPolygon" else [parts]
    rings = [
        ring for one in polygons if isinstance(one, list | tuple) for ring in one if isinstance(ring, list | tuple)
    ]
    return any(len(ring) > 1 and list(ring[0])[:2] != list(ring[-1])[:2] for ring in rings if _is_ring(ring))


def _is_ring(ring: Any) -> bool:
    return all(isinstance(at, list | tuple) and len(at) >= 2 for at in (ring[0], ring[-1])) if ring else False


def _shapefile(data: bytes) -> Layer:
    import shapefile

    parts = _unzipped(data)
    wkt = parts.get(".prj", b"").decode("utf-8", "replace").strip()
    frame = frame_said(wkt) if wkt else None
    try:
        reader = shapefile.Reader(
            shp=io.BytesIO(parts[".shp"]), dbf=io.BytesIO(parts[".dbf"]), encoding=_encoding(parts), encodingErrors="replace"
        )  # fmt: skip
        columns = known_columns([field.name for field in reader.fields])
        features = tuple(_record(row, one, columns) for row, one in enumerate(reader.iterShapeRecords(), 1))
    except (shapefile.ShapefileException, ValueError, OSError, EOFError, KeyError) as error:
        raise FileError(f"Shapefile 读不懂（{error}）", f"the Shapefile cannot be read ({error})") from error
    except Exception as error:  # struct.error and the like: its reader lets them through.
        raise FileError(f"Shapefile 残缺（{error}）", f"the Shapefile is broken ({error})") from error
    return Layer(features, frame)


def _record(row: int, one: Any, columns: Mapping[str, str]) -> Feature:
    try:
        told = one.shape.__geo_interface__
    except Exception as error:  # whatever a ring that is none makes of its reader
        return Feature(row, None, values_of(one.record.as_dict(), columns), Words(f"图形读不懂（{error}）", f"the shape cannot be read ({error})"))  # fmt: skip
    shape, trouble = _shape(told)
    return Feature(row, shape, values_of(one.record.as_dict(), columns), trouble)


def _encoding(parts: Mapping[str, bytes]) -> str:
    """As the .cpg says; without one, GBK, as ArcGIS in China writes, unless the table reads as UTF-8."""
    said = parts.get(".cpg", b"").decode("ascii", "ignore").strip().casefold()
    if said:
        return {"65001": "utf-8", "936": "gbk"}.get(said, said)
    try:
        parts[".dbf"].decode("utf-8")
    except UnicodeDecodeError:
        return "gbk"
    return "utf-8"


def _unzipped(data: bytes) -> dict[str, bytes]:
    """The one Shapefile's parts by their endings."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            inside = [one for one in packed.infolist() if not one.is_dir() and "__MACOSX" not in one.filename]
            if sum(one.file_size for one in inside) > LARGEST_INSIDE:
                raise FileError("压缩包解开太大", "what the zip holds is too large")
            layers = [one.filename for one in inside if one.filename.casefold().endswith(".shp")]
            if len(layers) != 1:
                some = "、".join(layers) or "没有"
                raise FileError(f"压缩包里要正好一个 .shp（{some}）", f"the zip should hold one .shp ({', '.join(layers) or 'none'})")  # fmt: skip
            stem = layers[0][:-4]
            own = [one for one in inside if one.filename.startswith(f"{stem}.")]
            parts = {PurePosixPath(one.filename.casefold()).suffix: packed.read(one) for one in own}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise FileError(f"压缩包打不开（{error}）", f"the zip cannot be opened ({error})") from error
    if ".dbf" not in parts:
        raise FileError("缺 .dbf，不知道哪个图形是哪一宗", "without its .dbf no shape has a code")
    return parts


def _drawing(data: bytes) -> Layer:
    """Closed polylines; the code is a text inside. A drawing never says in which frame it is."""
    from ezdxf import recover
    from ezdxf.lldxf.const import DXFError

    try:
        document, _ = recover.read(io.BytesIO(data))
    except (DXFError, OSError, ValueError) as error:
        raise FileError(f"DXF 读不懂（{error}）", f"the DXF cannot be read ({error})") from error
    space = document.modelspace()
    named = [one for one in space.query("LWPOLYLINE POLYLINE") if _LAYERS.search(one.dxf.layer)]
    lines = named or list(space.query("LWPOLYLINE POLYLINE"))
    texts = [(one.dxf.insert, _text(one)) for one in space.query("TEXT MTEXT")]
    return Layer(tuple(_outlined(row, line, texts) for row, line in enumerate(lines, 1)), None)


def _text(entity: Any) -> str:
    return str(entity.plain_text() if entity.dxftype() == "MTEXT" else entity.dxf.text)


def _outlined(row: int, line: Any, texts: list[tuple[Any, str]]) -> Feature:
    from ezdxf.path import make_path
    from shapely import Point, Polygon, contains_xy

    at = [(point.x, point.y) for point in make_path(line).flattening(_FLAT)]
    if len(at) < 4 or at[0] != at[-1]:
        return Feature(row, None, {}, Words(f"图层 {line.dxf.layer} 的多段线没有闭合", f"a polyline of layer {line.dxf.layer} is not closed"))  # fmt: skip
    shape = Polygon(at)
    inside = [text for where, text in texts if contains_xy(shape.envelope, where.x, where.y) and shape.buffer(0).contains(Point(where.x, where.y))]  # fmt: skip
    return Feature(row, shape, dict(_codes(inside)))


def _codes(texts: list[str]) -> Iterator[tuple[str, str]]:
    for text in texts:
        plain = "".join(text.split())
        for key, like in _CODES.items():
            if like.fullmatch(plain):
                yield key, plain
                break
