"""A zone's settings."""

from __future__ import annotations

import pytest

from dajuan.ledger.trouble import LedgerError
from dajuan.ledger.zone import SETTINGS, make_zone, zone_at


def made(folder, **more):
    return make_zone(folder, name="云岭高新区", code="yunling", on=(), **more)


def test_a_zone_is_real_unless_it_is_said_to_be_simulated(tmp_path):
    zone = made(tmp_path / "real")
    assert not zone.simulated
    assert "simulated" not in (zone.folder / SETTINGS).read_text("utf-8")
    assert zone.title() == zone.title("en") == "云岭高新区"


def test_a_simulated_zone_says_so_wherever_its_title_stands(tmp_path):
    made(tmp_path, simulated=True)
    zone = zone_at(tmp_path)
    assert zone.simulated
    assert (zone.title(), zone.title("en")) == ("云岭高新区（模拟数据）", "云岭高新区 (simulated data)")


def test_a_slip_does_not_pass_made_up_data_off_as_true(tmp_path):
    path = made(tmp_path, simulated=True).folder / SETTINGS
    path.write_text(path.read_text("utf-8").replace("simulated = true", 'simulated = "yes"'), encoding="utf-8")
    with pytest.raises(LedgerError, match="true 或 false，现为“yes”"):
        zone_at(tmp_path)
