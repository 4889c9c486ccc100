"""The table of residents: what is read, and every kind of row that cannot be so, named with its row in both languages."""

from __future__ import annotations

import numpy as np
import pytest
from tests.systems.services.town import HEAD, HOMES, degrees, network, residents, table

from dajuan.ledger.trouble import RefusedError
from dajuan.standards.gcj02 import shifted
from dajuan.systems.services.ground import shift_suspected
from dajuan.systems.services.residents import read_residents
from dajuan.systems.services.settings import our_lines

HERE = degrees(0.0, 0.0)


def told(*rows, head=HEAD):
    with pytest.raises(RefusedError) as error:
        read_residents(table([head, *rows]))
    assert all(one.en for one in error.value.troubles)
    return [(one.row, one.zh) for one in error.value.troubles]


def test_homes_are_read_with_their_ages():
    head = (*HEAD, "边长（米）", "3至5岁", "60岁以上")
    found = read_residents(
        table([("虚构居民表",), head, ("c1", "一格", *HERE, 1200, 250, 40, 200), ("c2", "", *HERE, "0", "", "", 0)])
    )
    first, second = found.homes
    assert (first.people, first.side, first.name) == (1200, 250.0, "一格")
    assert (second.people, second.side) == (0, 0.0)
    assert found.of_ages("60+") == 200
    assert found.of_ages("3-5") is None  # One home does not say: the sum is not known.
    assert found.of_ages("6-11") is None


def test_swapped_places_negative_people_and_words_are_named_with_their_rows():
    found = told(
        ("a", "", HERE[1], HERE[0], 10),
        ("b", "", *HERE, -5),
        ("c", "", *HERE, "十来个"),
        ("d", "", *HERE, 1.5),
        ("", "", *HERE, 1),
        ("f", "", 458820.47, 3852497.44, 1),
        ("g", "", 2.35, 48.85, 1),
    )
    assert [row for row, _ in found] == [2, 3, 4, 5, 6, 7, 8]
    said = [words for _, words in found]
    assert "像是纬度在前" in said[0]
    assert "-5 不是人数" in said[1]
    assert "“十来个”不是数" in said[2]
    assert "1.5 不是人数" in said[3]
    assert "没有编号" in said[4]
    assert "投影坐标" in said[5]
    assert "不在中国范围内" in said[6]


def test_a_code_twice_and_more_children_than_people_are_named():
    head = (*HEAD, "6至11岁")
    said = [words for _, words in told(("a", "", *HERE, 10, 4), ("a", "", *HERE, 10, 11), head=head)]
    assert any("超过总人数 10" in one for one in said)
    assert [words for _, words in told(("a", "", *HERE, 1), ("a", "", *HERE, 2))] == ["编号 a 有 2 行，应只有一行"]


def test_a_table_of_persons_is_refused_whole():
    assert "像是个人信息" in told(("a", "", *HERE, 1, "x"), head=(*HEAD, "户主身份证号"))[0][1]


def test_columns_that_are_missing_are_named():
    assert told(("a", 1), head=("编号", "人数"))[0][1] == "居民.csv：缺栏目 经度、纬度"


def test_a_shifted_table_is_noticed_by_how_far_homes_lie_from_the_ways(tmp_path):
    """Half a kilometre off: with it brought back, homes stand beside their streets again."""
    here = network(tmp_path)
    as_is = residents()
    assert shift_suspected(here, as_is, our_lines()) is None
    rows = [
        (code, "", *shifted(np.array([degrees(east, north)]))[0].tolist(), people)
        for code, (east, north, people) in HOMES.items()
    ]
    moved = read_residents(table([HEAD, *rows]))
    found = shift_suspected(here, moved, our_lines())
    assert found is not None
    assert found[0] > 60 > found[1]
    assert shift_suspected(here, moved.unshifted(), our_lines()) is None
