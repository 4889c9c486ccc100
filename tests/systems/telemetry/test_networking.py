"""设备联网率 as lists: what the figures of the answer sheet say."""

from __future__ import annotations

from datetime import date, timedelta

from tests.systems.telemetry.plant import DAY, FIRM, OTHER, minutes, moment

from dajuan.figures.ask import figures
from dajuan.figures.duck import DuckEngine
from dajuan.figures.period import period_of
from dajuan.systems.firms import every
from dajuan.systems.telemetry.networking import networking, together
from dajuan.systems.telemetry.registry import DEVICES


def test_the_lists_come_to_the_figures(plant):
    plant.send("CNC-1", *minutes(3, start=moment()))
    plant.send("ROB-9", *minutes(3, start=moment()), firm=OTHER)
    plant.settle()
    plant.roll(moment(8, day=DAY + timedelta(days=1)))
    plant.record(DEVICES, "ROB-9", "moved", stage="offline")
    plant.record(DEVICES, "MTR-1", "moved", stage="scrapped")
    plant.record(DEVICES, "CNC-2", "stated", fields={"digital": False})
    by_firm = networking(every(plant.subjects, DEVICES))
    all_ = together(by_firm.values())
    engine = DuckEngine(plant.ledger.store, plant.zone.derived)
    engine.follow()
    pack = plant.ledger.programmes[DEVICES]

    def figure(key: str, by: str = "") -> dict[str | None, object]:
        found = figures(engine, pack, key, [period_of("2026")], by=by, as_of=date(2026, 3, 31))
        return {one.part: one.value for one in found}

    assert (all_.connected, all_.offline, all_.listed) == (1, 1, 1)
    assert figure("devices") == {None: all_.all}
    assert figure("devices-connected") == {None: all_.connected}
    assert all_.rate is not None
    assert all_.digital_rate is not None
    assert figure("network-rate") == {None: all_.rate * 100}
    assert figure("digital-network-rate") == {None: all_.digital_rate * 100}
    assert figure("devices", "firm") == {firm: one.all for firm, one in by_firm.items()}
    assert {FIRM, OTHER} == set(by_firm)
    engine.close()
