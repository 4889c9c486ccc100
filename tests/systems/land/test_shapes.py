"""Shapes taken in: three kinds of files, whatever frame they are in, and each way in which they come wrong."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from tests.systems.land.drawn import MIDDLE, at, drawing, geojson, plot, projected, shapefile_zip
from tests.systems.land.life import FIRST, OFFICE, SERIES, SETTINGS, TODAY

from dajuan.programmes.find import find_programmes
from dajuan.subjects.row import Row
from dajuan.systems.land.parcels import PARCELS

shapely = pytest.importorskip("shapely")
pytest.importorskip("pyproj")

from dajuan.standards.gcj02 import shifted, unshifted  # noqa: E402
from dajuan.systems.land.shapes.files import read_layer  # noqa: E402
from dajuan.systems.land.shapes.frames import FrameError, frame_said, zone_frame, zone_of  # noqa: E402
from dajuan.systems.land.shapes.ground import Ground, ground_of, outline_in  # noqa: E402
from dajuan.systems.land.shapes.intake import look  # noqa: E402
from dajuan.systems.land.shapes.layers import FileError  # noqa: E402
from dajuan.systems.land.shapes.overlaps import areas, gaps, overlaps  # noqa: E402

PACK = find_programmes(Path("/")).programmes[PARCELS]
A, B, C = "DK2025-00001", "DK2025-00002", "DK2025-00003"
HECTARE = 1_000_000
"""A plot of 100 m by 100 m, in 0.01 平方米."""
OUTLINE = shapely.Polygon([at(-6000, -5000), at(6000, -5000), at(6000, 5000), at(-6000, 5000)])
GCJ = "GCJ-02"


def row(code: str, unit: str = "") -> Row:
    fields = {"name": code, "lead-department": OFFICE, "area": HECTARE, **({"unit-code": unit} if unit else {})}
    return Row(PARCELS, code, code, "listed", TODAY, 0, False, TODAY, 0, "", fields, {}, (OFFICE,))


def ground(shapes=None, outline=OUTLINE) -> Ground:
    rows = [row(A, FIRST), row(B), row(C)]
    made = {code: shapely.Polygon(ring) for code, ring in (shapes or {}).items()}
    return Ground({**{one.code: one for one in rows}, FIRST[:19]: rows[0]}, made, outline, SETTINGS)


def looked(data: bytes, name: str = "parcels.geojson", *, on: Ground | None = None, **answers: str):
    return look(read_layer(data, name), answers, on or ground(), PACK)


def told(report) -> list[tuple[int, str, str]]:
    assert all(one.zh and one.en for one in [*report.troubles, *report.notes])
    return [(one.row, one.field, one.zh) for one in report.troubles]


def asked(report) -> list[tuple[str, str]]:
    return [(one.key, one.likely) for one in report.questions]


def test_degrees_are_read_and_measured_in_their_zone():
    report = looked(geojson({A: plot(0, 0), B: plot(200, 0)}))
    assert (report.is_right, report.frame.epsg) == (True, 4490)
    assert [one.parcel.code for one in report.accepted] == [A, B]
    # A degree of latitude is 110,941 m there and not 111,320, one of longitude 91,264 m: near enough to the hectare to be told apart.
    assert report.accepted[0].measured == pytest.approx(9985, abs=15)


def test_the_area_is_that_of_a_figure_drawn_in_the_projection():
    ring = [
        (458_000.0, 3_852_000.0),
        (458_100.0, 3_852_000.0),
        (458_100.0, 3_852_200.0),
        (458_000.0, 3_852_200.0),
        (458_000.0, 3_852_000.0),
    ]
    report = looked(geojson({A: ring}, crs=4547), on=ground(outline=None))
    assert report.accepted[0].measured == pytest.approx(20_000, abs=0.01)
    assert "图上 20,000.00 平方米，宗地面积 10,000.00，差 +100.0%" in report.notes[-1].zh


def test_a_zone_is_three_degrees_wide_and_the_control_point_is_where_it_should_be():
    assert [zone_of(one) for one in (112.4999, 112.5, 115.4999, 115.5)] == [37, 38, 38, 39]
    assert (zone_frame(114.62).epsg, zone_frame(117).epsg) == (4547, 4548)
    (point,) = projected([(113.55, 34.80)], 4547)
    assert point == pytest.approx((458_820.47, 3_852_497.44), abs=0.01)


@pytest.mark.parametrize("epsg", [4547, 4526, 4546, 4490, 4326])
def test_whatever_frame_it_is_in_the_ground_is_the_same(epsg):
    ring = projected(plot(0, 0), epsg) if epsg not in (4490, 4326) else plot(0, 0)
    from pyproj import CRS

    data = shapefile_zip({A: ring}, prj=CRS.from_epsg(epsg).to_wkt("WKT1_ESRI"))
    report = looked(data, "宗地.zip")
    assert report.is_right, told(report)
    here = shapely.get_coordinates(report.accepted[0].shape)
    assert np.abs(here.mean(axis=0) - np.array(plot(0, 0)).mean(axis=0)).max() < 1e-7


def test_a_shapefile_without_prj_is_asked_about_and_nothing_is_taken_meanwhile():
    data = shapefile_zip({A: projected(plot(0, 0), 4547)})
    report = looked(data, "宗地.zip")
    assert (asked(report), report.accepted) == ([("frame", "4547")], [])
    assert looked(data, "宗地.zip", frame="4547").is_right
    assert asked(looked(shapefile_zip({A: plot(0, 0)}), "宗地.zip")) == [("frame", "4490")]


def test_a_zone_number_in_x_is_seen():
    data = geojson({A: projected(plot(0, 0), 4526)}, crs=4547)
    report = looked(data)
    assert asked(report) == [("frame", "4526")]
    assert "x 前有带号 38" in report.questions[0].words.zh
    assert looked(data, frame="4526").is_right


def test_swapped_axes_are_seen_in_degrees_and_in_metres():
    for ring, frame in ((plot(0, 0), 0), (projected(plot(0, 0), 4547), 4547), (projected(plot(0, 0), 4526), 4526)):
        data = geojson({A: [(y, x) for x, y in ring]}, crs=frame)
        assert asked(looked(data)) == [("axes", "swap")]
        assert looked(data, axes="swap").is_right


def test_another_datum_is_refused_and_never_guessed():
    for epsg in (4610, 4214, 2384):  # Xian 1980, Beijing 1954, Xian 1980 in a 3-degree zone
        with pytest.raises(FrameError, match="不是 CGCS2000"):
            frame_said(f"EPSG:{epsg}")
    with pytest.raises(FrameError, match="不是 3 度带"):
        frame_said("EPSG:4497")  # CGCS2000 in a 6-degree zone with its number
    with pytest.raises(FrameError, match="读不懂"):
        frame_said("nonsense")


def test_a_self_crossing_outline_is_told_with_its_place_and_nothing_is_half_done():
    bow = [at(0, 0), at(100, 100), at(100, 0), at(0, 100), at(0, 0)]
    report = looked(geojson({A: plot(300, 0), B: bow}))
    ((line, key, zh),) = told(report)
    assert (line, key, report.is_right) == (2, "geometry", False)
    assert zh.startswith("界址线自相交（114.62054")


def test_an_open_outline_is_not_closed_for_them():
    assert told(looked(geojson({A: plot(0, 0)[:-1]}))) == [(1, "geometry", "界址线没有闭合：首末两点不同")]
    data = drawing({A: projected(plot(0, 0), 4547)}, close=False)
    assert told(looked(data, "宗地.dxf")) == [(1, "geometry", "图层 宗地 的多段线没有闭合")]


@pytest.mark.parametrize(
    ("key", "code", "zh"),
    [
        ("地块编号", "DK2025-99999", "台账里没有 DK2025-99999 这宗地：先建档"),
        ("不动产单元代码", "410102001001GB00001W00000000", "410102001001GB00001W00000000 是外区的代码：前六位 410102，本区是 990172"),
        ("ZDDM", "9901720010010000001", "9901720010010000001：第 13 位（宗地特征码第一位（所有权））是“0”，只能是 G、J、Z；第 14 位（宗地特征码第二位（权利））是“0”，只能是 A、B、S、X、C、D、E、F、H、G、W、Y"),
        ("别的", "x", "没有地块编号，也没有不动产单元代码或宗地代码"),
    ],
)  # fmt: skip
def test_a_code_that_is_not_ours_is_told_with_its_row_and_column(key, code, zh):
    ((line, _, said),) = told(looked(geojson({code: plot(0, 0)}, key=key)))
    assert (line, said) == (1, zh)


def test_a_parcel_is_found_by_any_of_its_codes_and_they_have_to_agree():
    for key, code in (("BDCDYH", FIRST), ("ZDDM", FIRST[:19])):
        assert looked(geojson({code: plot(0, 0)}, key=key)).accepted[0].parcel.code == A
    report = looked(geojson({B: plot(0, 0)}, ZDDM=FIRST[:19]))
    assert f"几个代码不是一宗地：{B} → {B}、{FIRST[:19]} → {A}" in told(report)[0][2]


def test_a_parcel_has_one_shape_in_a_file():
    data = json.loads(geojson({A: plot(0, 0)}))
    data["features"] *= 2
    assert [one[:2] for one in told(looked(json.dumps(data).encode()))] == [(1, "parcel"), (2, "parcel")]


def test_a_drawing_has_its_codes_inside_its_outlines_and_is_asked_for_its_frame():
    data = drawing({A: projected(plot(0, 0), 4547), SERIES + "00001": projected(plot(200, 0), 4547)})
    report = looked(data, "宗地.dxf")
    assert asked(report) == [("frame", "4547")]
    report = looked(data, "宗地.dxf", frame="4547")
    assert [one.parcel.code for one in report.accepted] == [A, A]
    assert [one[1] for one in told(report)] == ["parcel", "parcel"]


def gcj(ring):
    return [tuple(point) for point in shifted(np.array(ring))]


def test_the_shift_of_web_maps_goes_there_and_back():
    points = np.array([MIDDLE, (121.5, 31.2), (87.6, 43.8)])
    far = np.hypot(*((shifted(points) - points) * 111_320).T)
    assert ((far > 50) & (far < 1000)).all()
    assert np.abs(unshifted(shifted(points)) - points).max() < 1e-12


@pytest.mark.parametrize("witness", ["same", "outline", "around"])
def test_shifted_shapes_are_recognised_and_asked_about(witness):
    corner = plot(5700, 4700) if witness == "outline" else plot(0, 0)
    beside = {B: plot(100, 0, 900), C: plot(100, -900, 900)}
    known = {"same": {A: corner}, "outline": {}, "around": beside}[witness]
    on = ground(known)
    data = geojson({A: gcj(corner)})
    report = looked(data, on=on)
    assert (asked(report), report.accepted) == ([("shift", "gcj02")], [])
    assert GCJ in report.questions[0].words.en
    mended = looked(data, on=on, shift="gcj02")
    assert mended.is_right
    assert np.abs(shapely.get_coordinates(mended.accepted[0].shape) - np.array(corner)).max() < 1e-8
    assert looked(geojson({A: corner}), on=on).is_right


def test_where_nothing_is_near_it_is_said_that_a_shift_goes_unseen():
    report = looked(geojson({A: plot(0, 0)}), on=ground(outline=None))
    assert "看不出是不是 GCJ-02" in report.notes[0].zh


def test_ground_far_away_is_the_wrong_frame():
    ring = projected(plot(0, 0), 4547)
    ((line, key, zh),) = told(looked(geojson({A: ring}, crs=4548)))
    assert (line, key) == (1, "geometry")
    assert "离园区" in zh
    assert "公里" in zh


@pytest.mark.parametrize(("east", "north"), [(10_900, 0), (0, 9_900)])
def test_how_far_away_is_measured_on_the_ground(east, north):
    """The outline ends 6 km east and 5 km north of the middle; 5 km from it is near enough, whichever way."""
    assert looked(geojson({A: plot(east, north)})).is_right
    ((_, _, zh),) = told(looked(geojson({A: plot(east + 700 * bool(east), north + 700 * bool(north))})))
    assert "离园区 6 公里" in zh


def test_overlaps_are_asked_about_and_slivers_are_told():
    on = ground({C: plot(60, 0)})
    report = looked(geojson({A: plot(0, 0), B: plot(0, 99.8)}), on=on)
    slit = looked(geojson({A: plot(0, 0), B: plot(100.3, 0)}))
    assert (slit.is_right, [one.row for one in slit.notes if f"{A} 和 {B} 缝隙" in one.zh]) == (True, [1])
    assert asked(report) == [("overlaps", "")]
    said = [one.zh for one in report.notes]
    assert [any(one.startswith(start) for one in said) for start in (f"{A} 和 {C} 重叠", f"{A} 和 {B} 碎片")] == [
        True,
        True,
    ]
    assert looked(geojson({A: plot(0, 0)}), on=on, overlaps="keep").is_right


def test_overlaps_and_gaps_two_by_two():
    boxes = np.array(
        [
            shapely.box(0, 0, 10, 10),
            shapely.box(8, 0, 18, 10),
            shapely.box(0, 9.9, 8, 20),
            shapely.box(18.3, 0, 28, 10),
            shapely.box(18, 10, 28, 20),
        ]
    )
    found = [(one.kind, one.first, one.second, round(one.area, 6)) for one in overlaps(boxes, 0.5)]
    assert found == [("overlap", 0, 1, 20.0), ("sliver", 0, 2, 0.8)]
    assert [(one.first, one.second, round(one.area, 3)) for one in gaps(boxes, 0.5)] == [(1, 3, 3.0)]


def test_areas_are_taken_in_each_shapes_own_zone():
    here, east = (
        shapely.Polygon(plot(0, 0)),
        shapely.transform(shapely.Polygon(plot(0, 0)), lambda points: points + np.array([3, 0])),
    )
    one, other = areas(np.array([here, east]))
    assert one == pytest.approx(other, rel=1e-9)


@pytest.mark.parametrize(
    ("data", "name", "zh"),
    [
        (b"{", "a.geojson", "不是合法的 GeoJSON"),
        (b'{"type": "Point"}', "a.json", "要一个 FeatureCollection"),
        (b"PK", "a.zip", "压缩包打不开"),
        (b"nonsense", "a.dxf", "DXF 读不懂"),
        (b"", "a.dwg", "要 GeoJSON"),
    ],
)
def test_a_file_that_is_none_says_so(data, name, zh):
    with pytest.raises(FileError, match=zh):
        read_layer(data, name)


def test_a_zip_has_to_hold_one_layer_with_its_table():
    import io
    import zipfile

    whole = zipfile.ZipFile(io.BytesIO(shapefile_zip({A: plot(0, 0)})))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as out:
        for name in whole.namelist():
            if not name.endswith(".dbf"):
                out.writestr(name, whole.read(name))
    with pytest.raises(FileError, match=r"缺 \.dbf"):
        read_layer(packed.getvalue(), "a.zip")


def test_the_ground_is_of_areas_that_can_be_reckoned_with():
    bow = [at(0, 0), at(100, 100), at(100, 0), at(0, 100), at(0, 0)]
    gone = row("DK2025-00004")._replace(stage="divided")
    shapes = {A: plot(0, 0), B: bow, C: None, gone.code: plot(200, 0)}
    sites = [
        (code, json.dumps({"type": "Polygon", "coordinates": [ring]} if ring else {"type": "Point", "coordinates": MIDDLE}))
        for code, ring in shapes.items()
    ]  # fmt: skip
    made = ground_of([row(A, FIRST), row(B), row(C), gone], sites, SETTINGS, OUTLINE)
    assert [*made.shapes] == [A]
    assert {code: one.code for code, one in made.by_code.items()} == {A: A, B: B, C: C, FIRST[:19]: A}
    assert asked(looked(geojson({C: plot(60, 0)}), on=made)) == [("overlaps", "")]


def test_an_outline_is_the_zones_among_features():
    zone = {"type": "Feature", "properties": {"kind": "zone"}, "geometry": shapely.geometry.mapping(OUTLINE)}
    street = {
        "type": "Feature",
        "properties": {"kind": "street-office"},
        "geometry": shapely.geometry.mapping(OUTLINE.buffer(1)),
    }
    assert outline_in(json.dumps({"type": "FeatureCollection", "features": [street, zone]})).equals(OUTLINE)
