"""``dajuan telemetry``: what can be done beside the running gateway."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from tests.systems.telemetry.plant import FIRM, make_plant, open_plant, payload

from dajuan.cli import main
from dajuan.ledger.zone import SETTINGS, Zone


@pytest.fixture
def zone(tmp_path) -> Zone:
    return make_plant(tmp_path / "zone")


def run(zone: Zone, *words: str) -> int:
    return main(["telemetry", *words, "--zone", str(zone.folder), "--lang", "zh"])


def test_broker_and_keys(zone, capsys):
    assert run(zone, "broker") == 0
    assert "mosquitto.conf" in capsys.readouterr().out
    assert run(zone, "key", FIRM, "--signed") == 0
    user, password, signing = capsys.readouterr().out.split()
    assert (user, len(signing)) == (FIRM, 64)
    rights = (zone.folder / "telemetry/broker/rights").read_text("utf-8")
    assert f"topic write telemetry/{FIRM}/+" in rights
    assert password not in (zone.folder / "telemetry/broker/passwords").read_text("utf-8")
    assert run(zone, "key", FIRM, "--revoke") == 0
    assert FIRM not in (zone.folder / "telemetry/broker/rights").read_text("utf-8")
    assert not (zone.folder / "telemetry/keys" / FIRM).exists()


def test_a_key_for_a_wrong_code_is_refused(zone, capsys):
    assert run(zone, "key", "12345") == 2
    assert "18" in capsys.readouterr().err


def test_a_gateway_without_its_key_says_what_to_do(zone, capsys):
    assert run(zone, "run") == 2
    assert "dajuan telemetry broker" in capsys.readouterr().err


def test_dead_letters_are_taken_again_and_rolled_up(zone, capsys):
    plant = open_plant(zone)
    plant.now = datetime.now(UTC)
    at = plant.now - timedelta(days=2)
    sent = [payload(at + timedelta(minutes=n), energy=n) for n in range(3)]
    plant.send("NEW-1", *sent, b"{")
    plant.intake.commit()
    plant.now = at.replace(hour=1)
    plant.record("industrial-devices", "NEW-1", "opened", effective_on=at.date() - timedelta(days=1), fields={"name": "新", "firm": FIRM, "kind": "other", "digital": True})  # fmt: skip
    plant.close()
    assert run(zone, "status") == 0
    assert "设备没有登记" in capsys.readouterr().out
    today = datetime.now(zone.timezone).date()
    assert run(zone, "again", str(today)) == 0
    assert "再收下 3 条，仍退 0 封，不能再收 1 封" in capsys.readouterr().out
    plant = open_plant(zone)
    plant.settle()
    from dajuan.systems.telemetry.journal import segments
    from dajuan.systems.telemetry.settling import settle

    left = [one for one in segments(plant.settings.journal) if one != plant.intake.journal.number]
    settle(plant.settings.journal, plant.lake, plant.tally, left)
    plant.close()
    assert run(zone, "roll") == 0
    assert "更正 0 条" in capsys.readouterr().out
    plant = open_plant(zone)
    days = plant.tally.days_of("NEW-1")
    assert sum(int(str(plant.flows("NEW-1", day)["readings"])) for day in days) == 3
    plant.close()


@pytest.mark.parametrize(
    ("line", "word"),
    [('entries = "week"', "day"), ('grace = "x"', "grace"), ("behind = 90", "31"), ('broker = "here"', "端口"), ("foo = 1", "foo")],
)  # fmt: skip
def test_a_wrong_setting_is_named(tmp_path, capsys, line, word):
    zone = make_plant(tmp_path / "zone", settings=f"\n[telemetry]\n{line}\n")
    assert run(zone, "status") == 2
    told = capsys.readouterr().err
    assert word in told
    assert "[telemetry]" in told


def test_settings_that_are_no_table_are_told(tmp_path, capsys):
    zone = make_plant(tmp_path / "zone")
    path = zone.folder / SETTINGS
    path.write_text(f"telemetry = 5\n{path.read_text('utf-8')}", "utf-8")
    assert run(zone, "status") == 2
    assert "[telemetry] 应是一张表" in capsys.readouterr().err
