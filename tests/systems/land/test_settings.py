"""What a zone says under ``[land]``, and how it is told what cannot be."""

from __future__ import annotations

import pytest
from tests.systems.land.life import TODAY

from dajuan.ledger.trouble import LedgerError
from dajuan.ledger.zone import SETTINGS, make_zone, zone_at
from dajuan.systems.land.settings import our_settings, settings_of


def zone(tmp_path, said):
    made = make_zone(tmp_path / "zone", name="云岭高新区", code="yunling", on=(), simulated=True)
    with (made.folder / SETTINGS).open("a", encoding="utf-8") as file:
        file.write(f"\n[land]\n{said}\n")
    return zone_at(made.folder)


def test_a_zones_own_stands_for_ours_and_the_rest_stays(tmp_path):
    said = 'divisions = ["990172"]\narea_off = 1\nwaiting = {supplied = 30}'
    found = settings_of(zone(tmp_path, said), TODAY)
    assert (found.divisions, found.area_off * 100, found.waiting["supplied"]) == (("990172",), 1, 30)
    assert found.waiting["planned"] == our_settings().waiting["planned"]
    assert found.custom_rule == our_settings().custom_rule


@pytest.mark.parametrize(
    ("said", "zh"),
    [
        ('divisions = ["41010"]', "六位数字的列表"),
        ('divisions = "990172"', "六位数字的列表"),
        ("sliver_width = 0", "大于 0 的数"),
        ("waiting = {nowhere = 3}", "环节 = 天数"),
        ("waiting = {supplied = 0}", "环节 = 天数"),
        ('custom_rule = "none"', "没有名为 none 的规则"),
        ('grade_rule = "zhengzhou-2018"', "没有名为 zhengzhou-2018 的规则"),
        ("other = 1", "没有 other 这一项"),
    ],
)
def test_what_cannot_be_is_named(tmp_path, said, zh):
    with pytest.raises(LedgerError, match=zh):
        settings_of(zone(tmp_path, said), TODAY)
