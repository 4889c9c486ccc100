"""The family tree of codes, from whichever of them one asks."""

from __future__ import annotations

from tests.systems.land.life import FIRST, MU, SERIES, TODAY, office, open_parcels

from dajuan.systems.land.codes import Part, issue, issue_building, merge, split
from dajuan.systems.land.family import family

A, B = "DK2025-00001", "DK2025-00002"


def test_three_generations_and_a_building(tmp_path):
    with office(tmp_path) as desk:
        open_parcels(desk.ledger, [A, B])
        issue(desk, A, SERIES)
        issue(desk, B, SERIES)
        east, west = split(desk, A, [Part("东块", 10 * MU), Part("西块", 20 * MU)], "分期开发")
        merge(desk, [west, B], "西合并块", "同一项目")
        flat = issue_building(desk, east, "00010001").text
        found = {one.code: one for one in family(desk.subjects, FIRST)}
        codes = [f"{SERIES}{n:05}W00000000" for n in range(1, 6)]
        assert [(one, found[one].generation) for one in codes] == list(zip(codes, [0, 0, 1, 1, 2], strict=True))
        assert (found[codes[0]].until, found[codes[2]].until) == (TODAY, None)
        assert found[codes[4]].parents == (codes[3], codes[1])
        assert (found[flat].generation, found[flat].parcel) == (2, east)
        assert not any(one.outlived for one in found.values())
        for code in found:
            assert {one.code for one in family(desk.subjects, code)} == set(found)
        assert family(desk.subjects, f"{SERIES}00099W00000000") == []


def test_a_buildings_code_outlives_the_code_of_its_parcel_until_somebody_looks(tmp_path):
    with office(tmp_path) as desk:
        open_parcels(desk.ledger, [A])
        issue(desk, A, SERIES)
        flat = issue_building(desk, A, "00010001").text
        split(desk, A, [Part("东块", 10 * MU), Part("西块", 20 * MU)], "分期开发")
        assert [one.code for one in family(desk.subjects, FIRST) if one.outlived] == [flat]
