"""Reach on the network: by hand in a town with a river, and against networkx on networks of chance."""

from __future__ import annotations

import math

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.systems.services.town import HOMES, SCHOOL, degrees, network, osm, town

from dajuan.systems.services.coverage import Case, circle, coverage
from dajuan.systems.services.facilities import Facility
from dajuan.systems.services.network import network_of
from dajuan.systems.services.osm import Streets, is_walked, read_streets
from dajuan.systems.services.planes import Plane
from dajuan.systems.services.snapping import Snapper
from dajuan.systems.services.trouble import ServicesError
from dajuan.systems.services.walks import walks


def at(*places):
    """A facility with these ways in, of nothing else."""
    return Facility(None, tuple(degrees(*one) for one in places))


def by_code(found):
    return {code: found.case(nth) for nth, code in enumerate(HOMES)}


def test_a_degree_is_as_long_as_the_ellipsoid_has_it():
    """At 35° N: 110,941 m from south to north, 91,288 m from west to east (tables of WGS 84)."""
    east, north = Plane(114.0, 35.0).metres((115.0, 36.0))[0]
    assert (round(east), round(north)) == (91288, 110941)
    there = Plane(114.0, 35.0).degrees((east, north))[0]
    assert tuple(there) == pytest.approx((115.0, 36.0))


def test_a_walk_goes_over_the_bridge_where_a_circle_flies(tmp_path):
    found = coverage(town(tmp_path), [at(SCHOOL)], 1000)
    walked = dict(zip(HOMES, found.walk, strict=True))
    assert walked["facility-side"] == pytest.approx(100 + 20, abs=0.2)
    assert walked["over-the-river"] == pytest.approx(1000 + 200 + 1000, abs=1)
    assert walked["by-the-bridge"] == pytest.approx(100 + 200 + 1000, abs=1)
    assert dict(zip(HOMES, found.straight, strict=True))["over-the-river"] == pytest.approx(200, abs=0.2)
    assert (found.reached, found.claimed, found.residents) == (100, 100 + 300 + 50, 500)


def test_who_is_not_reached_is_told_why(tmp_path):
    found = coverage(town(tmp_path), [at(SCHOOL)], 1000)
    assert by_code(found) == {
        "facility-side": Case.REACHED, "over-the-river": Case.BEYOND, "by-the-bridge": Case.BEYOND,
        "alone": Case.CUT_OFF, "far-off": Case.OFF,
    }  # fmt: skip
    assert found.people_by_case() == {Case.REACHED: 100, Case.BEYOND: 350, Case.CUT_OFF: 40, Case.OFF: 10}


def test_a_leftover_of_mapping_takes_no_point(tmp_path):
    """The nearest way to the home over the river's bank would be the leftover, which leads nowhere."""
    here = town(tmp_path)
    assert here.snapper.left_out == 1
    snapped = here.snapper.snap(here.network.plane.metres([degrees(1030.0, 61.0)]))
    assert snapped.away[0] == pytest.approx(61, abs=0.2)


def test_an_area_is_entered_from_any_corner(tmp_path):
    park = at((400.0, 10.0), (1500.0, 10.0), (1500.0, 190.0), (400.0, 190.0))
    found = coverage(town(tmp_path), [park], 1000)
    assert dict(zip(HOMES, found.walk, strict=True))["over-the-river"] == pytest.approx(500 + 10, abs=0.5)


def test_without_a_facility_or_with_one_off_the_network_nobody_is_reached(tmp_path):
    here, far = town(tmp_path), at((1000.0, 1500.0))
    assert here.is_off(far)
    assert not here.is_off(at(SCHOOL))
    for some in ([], [far]):
        assert coverage(here, some, 1000).reached == 0


def test_the_circle_is_as_near_as_its_farthest_part(tmp_path):
    here = town(tmp_path)
    both = circle([coverage(here, [at(SCHOOL)], 1000), coverage(here, [at((200.0, 200.0))], 1000)])
    assert both.reached == 0  # By the bridge one reaches the second alone, on the school's side the first alone.
    assert circle([coverage(here, [at(SCHOOL)], 1500), coverage(here, [at((200.0, 200.0))], 1500)]).reached == 150


def test_a_motorway_is_not_walked(tmp_path):
    found = network(tmp_path, osm(motorway=True))
    assert len(found.part_lengths[found.part_lengths > 0]) == 3


@pytest.mark.parametrize(
    ("tags", "walked"),
    [
        ({"highway": "residential"}, True),
        ({"highway": "residential", "access": "private"}, False),
        ({"highway": "motorway", "foot": "yes"}, True),
        ({"highway": "service", "access": "no", "foot": "yes"}, True),
        ({"highway": "footway", "foot": "no"}, False),
        ({"highway": "construction"}, False),
    ],
)
def test_foot_decides_then_access_then_the_highway(tags, walked):
    assert is_walked(tags) is walked


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("roads.shp", "x", "roads.shp：步行路网要 OpenStreetMap 的 .osm"),
        ("a.osm", "<osm version='0.6'><way", "不是完好的 OpenStreetMap 文件"),
        ("a.osm.pbf", "not a pbf at all", "不是完好的 OpenStreetMap 文件"),
        ("a.osm", "<?xml version='1.0'?><osm version='0.6'></osm>", "没有能走人的路"),
    ],
)
def test_a_file_that_is_no_network_is_named(tmp_path, name, text, said):
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(ServicesError) as told:
        read_streets(tmp_path / name, name)
    assert said in told.value.zh
    assert told.value.en


def test_a_way_that_the_extract_cuts_is_walked_as_far_as_it_is_there(tmp_path):
    text = osm().replace('<nd ref="3"/>', '<nd ref="99999"/>', 1)
    (tmp_path / "cut.osm").write_text(text, encoding="utf-8")
    found = read_streets(tmp_path / "cut.osm", "cut.osm")
    assert found.cut == 1
    assert len(found.pairs) == 11 - 2


def test_pbf_is_read_as_xml_is(tmp_path, need):
    osmium = need.module("osmium")
    (tmp_path / "town.osm").write_text(osm(), encoding="utf-8")
    with osmium.SimpleWriter(str(tmp_path / "town.osm.pbf")) as writer:
        for one in osmium.FileProcessor(str(tmp_path / "town.osm")):
            writer.add(one)
    assert read_streets(tmp_path / "town.osm.pbf", "town.osm.pbf") == read_streets(tmp_path / "town.osm", "town.osm")


@st.composite
def networks(draw):
    """Places on a grid of 100 m with ways of chance between them, homes and facilities beside the ways."""
    many = draw(st.integers(2, 8))
    spots = draw(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=many, max_size=many, unique=True))
    pairs = draw(st.lists(st.tuples(st.integers(0, many - 1), st.integers(0, many - 1)), min_size=1, max_size=14))
    pairs = [one for one in pairs if one[0] != one[1]] or [(0, 1)]
    places = [degrees(100.0 * east, 100.0 * north) for east, north in spots]
    points = st.lists(st.tuples(st.floats(-50, 950), st.floats(-50, 950)), min_size=1, max_size=5)
    return network_of(Streets(places, pairs, len(pairs), 0)), draw(points), draw(points)


@given(networks())
@settings(max_examples=40, deadline=None)
def test_walks_are_those_of_networkx_with_every_point_made_a_node(made):
    found, homes, sources = made
    snapper = Snapper(found, limit=math.inf, fragment_below=0)
    home, source = (snapper.snap(found.plane.metres([degrees(*one) for one in some])) for some in (homes, sources))
    # Every way is split where points are on it: all of them in one graph, none of our arithmetic.
    graph = networkx.Graph()
    on_way = {
        way: [(0.0, ("n", int(a))), (float(length), ("n", int(b)))]
        for way, ((a, b), length) in enumerate(zip(found.ends, found.lengths, strict=True))
    }
    for name, some in (("home", home), ("source", source)):
        for nth, (way, along, away) in enumerate(zip(some.ways, some.along, some.away, strict=True)):
            on_way[int(way)].append((float(along), (f"{name}-foot", nth)))
            graph.add_edge((f"{name}-foot", nth), (name, nth), weight=float(away))
    for some in on_way.values():
        for (one, first), (other, second) in zip(sorted(some), sorted(some)[1:], strict=False):
            graph.add_edge(first, second, weight=other - one)
    lengths = networkx.multi_source_dijkstra_path_length(graph, {("source", nth) for nth in range(len(sources))})
    for nth, walk in enumerate(walks(found, source, home)):
        assert walk == pytest.approx(lengths.get(("home", nth), math.inf), abs=1e-6)
