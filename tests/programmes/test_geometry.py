"""GeoJSON in CGCS2000: canonical text, and the mistakes that maps of China are full of."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.programmes.cells import field

from dajuan.programmes.values import ValueTrouble, read_value, show_value, tell_value

SITE = field("geometry")
RING = "[[113.5,34.8],[113.6,34.8],[113.6,34.9],[113.5,34.8]]"


def test_the_same_place_is_the_same_text():
    loose = '{ "coordinates": [113.550, 34.80], "type": "Point", "bbox": [1, 2] }'
    assert read_value(SITE, loose) == '{"type":"Point","coordinates":[113.55,34.8]}'
    assert read_value(SITE, json.loads(loose)) == read_value(SITE, loose)
    assert read_value(SITE, '{"type":"Feature","properties":{},"geometry":' + loose + "}") == read_value(SITE, loose)


@pytest.mark.parametrize(
    "shape",
    [
        '{"type":"Polygon","coordinates":[' + RING + "]}",
        '{"type":"MultiPolygon","coordinates":[[' + RING + "],[" + RING + "]]}",
        '{"type":"LineString","coordinates":[[113.5,34.8],[113.6,34.8]]}',
        '{"type":"MultiLineString","coordinates":[[[113.5,34.8],[113.6,34.8]]]}',
        '{"type":"MultiPoint","coordinates":[[113.5,34.8]]}',
    ],
)
def test_every_shape_is_kept(shape):
    assert read_value(SITE, shape) == shape


@pytest.mark.parametrize(
    ("shape", "zh"),
    [
        ('{"type":"Polygon","coordinates":[[[113.5,34.8],[113.6,34.8],[113.6,34.9],[113.5,34.9]]]}', "没有闭合"),
        ('{"type":"Polygon","coordinates":[[[113.5,34.8],[113.6,34.8],[113.5,34.8]]]}', "至少 4 个点，只有 3 个"),
        ('{"type":"LineString","coordinates":[[113.5,34.8]]}', "至少 2 个点"),
        ('{"type":"Point","coordinates":[34.8,113.5]}', "像是纬度在前"),
        ('{"type":"Point","coordinates":[458820.47,3852497.44]}', "投影坐标（米）"),
        ('{"type":"Point","coordinates":[-0.12,51.5]}', "不在中国范围内"),
        ('{"type":"Point","coordinates":[113.5,34.8,100]}', "每个点是两个数"),
        ('{"type":"Point","coordinates":["113.5","34.8"]}', "每个点是两个数"),
        ('{"type":"Point","coordinates":[NaN,34.8]}', "NaN"),
        ('{"type":"Polygon","coordinates":[]}', "层数不对或为空"),
        ('{"type":"Polygon","coordinates":[113.5,34.8]}', "层数不对或为空"),
        ('{"type":"Circle","coordinates":[113.5,34.8]}', "type 应是"),
        ('{"type":["Point"],"coordinates":[113.5,34.8]}', "type 应是"),
        ('{"type":"Point","coordinates":[113.5,34.8],"crs":{"properties":{"name":"EPSG:4547"}}}', "不是 CGCS2000"),
        ("[" * 100_000, "括号"),
        ("113.5,34.8", "不是合法的 JSON"),
        (113.5, "要 GeoJSON 文本"),
        ('{"type":"Point","coordinates":[' + "1" * 500_001 + "]}", "最多 500,000"),
    ],
)
def test_a_shape_that_is_none_says_why(shape, zh):
    with pytest.raises(ValueTrouble, match="geometry") as told:
        read_value(SITE, shape)
    assert zh in told.value.zh


degrees = st.tuples(st.decimals(73, 136, places=7), st.decimals(3, 54, places=7))


@given(st.lists(degrees, min_size=3, max_size=8))
def test_what_is_shown_is_read_as_the_same_and_no_digit_is_lost(corners):
    ring = [[str(one) for one in corner] for corner in [*corners, corners[0]]]
    text = (
        json.dumps({"type": "Polygon", "coordinates": [ring]})
        .replace('"', "")
        .replace("type: Polygon, coordinates", '"type": "Polygon", "coordinates"')
    )
    value = read_value(SITE, text)
    assert read_value(SITE, show_value(SITE, value)) == value
    kept = json.loads(value, parse_float=Decimal, parse_int=Decimal)["coordinates"][0]
    assert [tuple(one) for one in kept] == [*corners, corners[0]]


def test_to_be_read_a_shape_is_told_by_its_kind_and_a_digest_by_its_first_digits():
    assert tell_value(SITE, '{"type":"Polygon","coordinates":[' + RING + "]}") == "一个面"
    assert tell_value(field("text"), f"{'c46c171b' * 8}#12-20") == "c46c171b…#12-20"
