"""School places beside children, sports area a head, and the lines that a zone draws itself."""

from __future__ import annotations

from fractions import Fraction

import pytest
from tests.systems.governance.rows import row
from tests.systems.services.town import HEAD, degrees, table

from dajuan.ledger.trouble import LedgerError
from dajuan.ledger.zone import SETTINGS, make_zone, zone_at
from dajuan.systems.services.facilities import Facility
from dajuan.systems.services.residents import read_residents
from dajuan.systems.services.settings import lines_of, our_lines
from dajuan.systems.services.supply import places, sports_area


def facility(kind, stage="open", **fields):
    return Facility(row("F-1", stage, of="public-facilities", kind=kind, **fields), ())


@pytest.fixture
def residents():
    return read_residents(table([(*HEAD, "6至11岁", "12至14岁"), ("a", "", *degrees(0, 0), 4000, 900, 300)]))


def test_places_by_stage_beside_children(residents):
    some = [
        facility("primary", places=600),
        facility("primary", "started", places=270),
        facility("primary", "closed", places=999),
        facility("nine-year", places=900, **{"places-primary": 500}),
        facility("nine-year", places=450),
    ]
    found = {one.stage: one for one in places(some, residents)}
    primary, junior = found["primary"], found["junior"]
    assert (primary.open, primary.coming, primary.children, primary.lacking) == (1100, 270, 900, -200)
    assert (junior.open, junior.lacking, junior.unsplit) == (400, -100, 450)
    assert (found["senior"].children, found["senior"].lacking) == (None, None)


def test_sports_area_is_of_what_is_open_whatever_it_belongs_to(residents):
    some = [facility("sports", **{"sports-area": 800_000}), facility("senior", **{"sports-area": 200_000})]
    some.append(facility("sports", "planned", **{"sports-area": 9_900_000}))
    found = sports_area(some, residents)
    assert (found.area, found.a_head) == (1_000_000, Fraction(5, 2))  # 10,000 m² over 4,000 people


def zone_saying(folder, text):
    zone = make_zone(folder / "zone", name="云岭高新区", code="yunling", on=(), simulated=True)
    settings = zone.folder / SETTINGS
    settings.write_text(f"{settings.read_text('utf-8')}\n{text}", encoding="utf-8")
    return zone_at(zone.folder)


def test_a_zone_adds_a_service_and_draws_its_own_lines(tmp_path):
    said = '[services]\nsnap_limit = 80\n[services.list.market]\nzh = "菜市场"\nen = "Market"\nkinds = ["market"]\n'
    lines = lines_of(zone_saying(tmp_path, said))
    assert lines.snap_limit == 80
    assert lines.services["market"].kinds == {"market"}
    assert lines.services.keys() > our_lines().services.keys()


@pytest.mark.parametrize(
    "said",
    ["snap_limit = -1", 'circle = ["zoo"]', "office = 3", 'list = {zoo = {zh = "园", en = "Zoo", kinds = "zoo"}}'],
)
def test_a_line_that_cannot_be_is_named_with_its_file(tmp_path, said):
    zone = zone_saying(tmp_path, f"[services]\n{said}\n")
    with pytest.raises(LedgerError) as told:
        lines_of(zone)
    assert said.split(" ")[0] in told.value.zh
    assert SETTINGS in told.value.en
