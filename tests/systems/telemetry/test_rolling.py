"""Roll-ups as entries: once, corrected when late readings come, with the file that proves them."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from random import Random

import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.systems.telemetry.plant import (
    DAY,
    FIRM,
    make_plant,
    minutes,
    moment,
    open_plant,
    payload,
)

from dajuan.ledger.append import append
from dajuan.ledger.audit import audit
from dajuan.ledger.entry import Draft
from dajuan.ledger.read import entries_of_subject, size_of, state_of_subject
from dajuan.systems.telemetry.hours import readings_of_day
from dajuan.systems.telemetry.judge import CONNECTED, OFFLINE
from dajuan.systems.telemetry.reading import MISSING
from dajuan.systems.telemetry.registry import DEVICES
from dajuan.systems.telemetry.rolling import KIND, Roller

NEXT = DAY + timedelta(days=1)
MORNING = moment(8, day=NEXT)


def test_a_day_becomes_one_entry_with_its_file(plant):
    plant.send("CNC-1", *minutes(61, start=moment()))
    plant.settle()
    assert plant.roll(moment(13)).added == 0
    done = plant.roll(MORNING)
    assert (done.added, done.corrected, done.troubles) == (2, 0, ())
    assert plant.flows("CNC-1") == {"energy-used": 30_000, "output": 120, "running": 1000, "readings": 61}
    state = state_of_subject(plant.ledger, programme=DEVICES, subject="CNC-1")
    entry = state.entries[state.flow("energy-used", DAY).seq]
    assert (entry.actor, entry.key, entry.evidence[0].kind) == ("工业互联网网关", f"telemetry/CNC-1/{DAY}T23", KIND)
    rows = pq.read_table(BytesIO(plant.zone.evidence().path_of(entry.evidence[0].sha256).read_bytes())).to_pylist()
    assert [(str(row["hour"]), row["energy_wh"], row["readings"]) for row in rows] == [
        ("2026-03-02 08:00:00+08:00", 30_000, 60), ("2026-03-02 09:00:00+08:00", 0, 1),
    ]  # fmt: skip


def test_rolling_again_says_nothing_new(plant):
    plant.send("CNC-1", *minutes(30, start=moment()))
    plant.settle()
    plant.roll(MORNING)
    size = size_of(plant.ledger)
    plant.send("CNC-1", *minutes(30, start=moment()))
    plant.settle()
    assert (plant.roll(MORNING).added, size_of(plant.ledger)) == (0, size)


def test_a_late_reading_makes_a_corrected_entry(plant):
    sent = minutes(61, start=moment())
    plant.send("CNC-1", *sent[:41])
    plant.settle()
    plant.roll(MORNING)
    assert plant.flows("CNC-1")["energy-used"] == 20_000
    plant.now = MORNING
    plant.send("CNC-1", *sent[41:])
    plant.settle()
    done = plant.roll(MORNING)
    assert (done.added, done.corrected) == (1, 1)
    assert plant.flows("CNC-1") == {"energy-used": 30_000, "output": 120, "running": 1000, "readings": 61}
    replaced = [entry.replaces for _, entry in entries_of_subject(plant.ledger, programme=DEVICES, subject="CNC-1")]
    assert sum(one is not None for one in replaced) == 1


def test_a_reading_moves_the_line_of_silent_days_before_it(plant):
    plant.send("CNC-1", payload(moment(0), energy=100))
    plant.settle()
    plant.now = moment(1, day=DAY + timedelta(days=4))
    plant.send("CNC-1", payload(moment(0, day=DAY + timedelta(days=4)), energy=196))
    plant.settle()
    plant.roll(moment(8, day=DAY + timedelta(days=5)))
    assert [plant.flows("CNC-1", DAY + timedelta(days=n))["energy-used"] for n in range(5)] == [24_000] * 4 + [0]


def test_connected_by_its_first_reading_off_line_by_silence_and_back(plant):
    def stage() -> tuple[object, date]:
        held = state_of_subject(plant.ledger, programme=DEVICES, subject="CNC-1").stage
        assert held is not None
        return held.value, held.on

    plant.send("CNC-1", *minutes(3, start=moment()))
    plant.settle()
    plant.intake.tell_heard()
    plant.roll(MORNING)
    assert stage() == (CONNECTED, DAY)
    plant.look()
    roller = Roller(plant.zone, plant.ledger, plant.lake, plant.tally, plant.settings, plant.intake.known.devices)
    assert roller.silent(moment(8, day=DAY + timedelta(days=7))).added == 0
    assert roller.silent(moment(8, day=DAY + timedelta(days=9))).added == 1
    assert stage() == (OFFLINE, DAY + timedelta(days=8))
    plant.now = moment(9, day=DAY + timedelta(days=10))
    plant.send("CNC-1", payload(plant.now, energy=200))
    plant.settle()
    plant.roll(moment(9, day=DAY + timedelta(days=11)))
    assert stage() == (CONNECTED, DAY + timedelta(days=10))


def test_by_hour_the_day_is_brought_up_to_the_hour(plant_by_hour):
    plant = plant_by_hour
    plant.send("CNC-1", *minutes(150, start=moment()))
    plant.settle()
    assert plant.roll(moment(9)).added == 2
    assert plant.flows("CNC-1")["energy-used"] == 30_000
    assert plant.roll(moment(9, 30)).added == 0
    assert plant.roll(moment(10)).added == 1
    assert plant.flows("CNC-1")["energy-used"] == 60_000
    keys = [
        one.key
        for _, one in entries_of_subject(plant.ledger, programme=DEVICES, subject="CNC-1")
        if one.kind == "measured"
    ]
    assert keys[0] == f"telemetry/CNC-1/{DAY}T08"
    assert keys[1].startswith(f"telemetry/CNC-1/{DAY}T09/")


def test_what_a_person_corrected_stays(plant):
    plant.send("CNC-1", *minutes(3, start=moment()))
    plant.settle()
    plant.roll(MORNING)
    held = state_of_subject(plant.ledger, programme=DEVICES, subject="CNC-1").flow("energy-used", DAY)
    by_hand = Draft(programme=DEVICES, subject="CNC-1", kind="measured", effective_on=DAY, fields={"energy-used": 5}, replaces=held.seq)  # fmt: skip
    append(plant.ledger, [by_hand], actor="经济发展局 李", now=MORNING)
    plant.now = MORNING
    plant.send("CNC-1", *minutes(10, start=moment(10)))
    plant.settle()
    assert plant.roll(MORNING).added == 0
    assert plant.flows("CNC-1") == {"energy-used": 5}


def test_what_a_person_took_back_stays_away(plant):
    plant.send("CNC-1", *minutes(3, start=moment()))
    plant.settle()
    plant.roll(MORNING)
    held = state_of_subject(plant.ledger, programme=DEVICES, subject="CNC-1").flow("energy-used", DAY)
    back = Draft(programme=DEVICES, subject="CNC-1", kind="withdrawn", effective_on=DAY, about=(held.seq, held.seq), note="表坏了")  # fmt: skip
    append(plant.ledger, [back], actor="经济发展局 李", now=MORNING)
    plant.now = MORNING
    plant.send("CNC-1", *minutes(10, start=moment(10)))
    plant.settle()
    done = plant.roll(MORNING)
    assert (done.added, done.troubles) == (0, ())
    assert plant.flows("CNC-1") == {}
    assert plant.tally.touched() == []


def test_what_the_ledger_refuses_is_no_correction(plant, monkeypatch):
    plant.send("CNC-1", *minutes(3, start=moment()))
    plant.settle()
    plant.roll(MORNING)
    plant.now = MORNING
    plant.send("CNC-1", *minutes(10, start=moment(10)))
    plant.settle()
    plant.look()
    code = plant.ledger.programmes
    monkeypatch.setattr(plant.ledger, "programmes", {key: one for key, one in code.items() if key != DEVICES})
    known = plant.intake.known.devices
    done = Roller(plant.zone, plant.ledger, plant.lake, plant.tally, plant.settings, known).roll(MORNING)
    assert (done.added, done.corrected, done.refused) == (0, 0, {"CNC-1"})
    assert [one.device for one in plant.tally.touched()] == ["CNC-1"]


def test_a_run_state_is_believed_for_as_long_as_the_zone_says(tmp_path):
    plant = open_plant(make_plant(tmp_path / "zone", settings="\n[telemetry]\nhold = 900\n"))
    sent = [payload(moment(8) + timedelta(minutes=15 * n), state="running") for n in range(5)]
    plant.send("CNC-1", *sent)
    plant.settle()
    plant.roll(MORNING)
    assert plant.flows("CNC-1")["running"] == 1000
    plant.close()


def test_two_readings_of_one_moment_are_shown_as_they_are_rolled_up(plant):
    plant.send(
        "CNC-1", payload(moment(), energy=9), payload(moment(), energy=2, power=1), payload(moment(9), energy=10)
    )
    plant.settle()
    shown = readings_of_day(plant.lake, DAY, FIRM, "CNC-1")
    assert [(one.device, one.energy, one.power) for one in shown] == [("CNC-1", 9000, 1000), ("CNC-1", 10_000, MISSING)]
    plant.roll(MORNING)
    assert plant.flows("CNC-1") == {"energy-used": 1000, "readings": len(shown)}
    assert readings_of_day(plant.lake, NEXT, FIRM, "CNC-1") == []


def test_a_crash_between_the_entry_and_its_being_remembered_adds_nothing(plant, monkeypatch):
    plant.send("CNC-1", *minutes(3, start=moment()))
    plant.settle()

    def die(*_: object) -> None:
        raise SystemError

    with monkeypatch.context() as patch:
        patch.setattr("dajuan.systems.telemetry.tally.Tally.rolled", die)
        with pytest.raises(SystemError):
            plant.roll(MORNING)
    size = size_of(plant.ledger)
    assert (plant.roll(MORNING).added, size_of(plant.ledger)) == (0, size)
    assert plant.tally.touched() == []


def test_the_log_holds_and_its_files_are_there(plant):
    plant.send("CNC-1", *minutes(3, start=moment()))
    plant.settle()
    plant.roll(MORNING)
    with plant.ledger.store.reading() as reader:
        assert audit(reader, plant.zone.evidence(), [], None).faults == []


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32), batches=st.integers(1, 5), between=st.booleans())
def test_any_order_any_doubling_any_batches_give_the_same_figures(tmp_path_factory, seed, batches, between):
    """Also with roll-ups in between: what stands in the end is what all readings once, sorted, would have given."""
    random = Random(seed)
    sent = _two_days(random)
    expected = _figures(tmp_path_factory.mktemp("sorted") / "zone", [sorted(sent)], between=False)
    mixed = [*sent, *random.choices(sent, k=len(sent) // 2)]
    random.shuffle(mixed)
    cuts = sorted(random.randint(0, len(mixed)) for _ in range(batches - 1))
    parts = [mixed[a:b] for a, b in zip([0, *cuts], [*cuts, len(mixed)], strict=True)]
    assert _figures(tmp_path_factory.mktemp("mixed") / "zone", parts, between=between) == expected


def _two_days(random: Random) -> list[tuple[str, bytes]]:
    """Two devices over two days, one of whose meters is changed."""
    found = []
    for device, reset in (("CNC-1", random.randint(5, 40)), ("CNC-2", 99)):
        energy, at = random.randint(0, 1000), moment(random.randint(0, 12))
        for n in range(50):
            at += timedelta(minutes=random.choice([1, 5, 60]))
            energy = random.randint(0, 5) if n == reset else energy + random.randint(0, 50)
            found.append((device, payload(at, energy=energy, state=random.choice(["running", "idle"]))))
    return found


def _figures(folder, batches, *, between: bool):
    plant = open_plant(make_plant(folder))
    plant.now = moment(12, day=DAY + timedelta(days=6))
    try:
        for some in batches:
            for device, one in some:
                plant.send(device, one)
            plant.settle()
            if between:
                plant.roll(plant.now)
        plant.roll(plant.now)
        assert plant.tally.touched() == []
        return {
            (device, n): plant.flows(device, DAY + timedelta(days=n)) for device in ("CNC-1", "CNC-2") for n in range(5)
        }
    finally:
        plant.close()


def test_devices_of_a_day_are_in_one_file_of_their_firm(plant):
    for device in ("CNC-1", "CNC-2"):
        plant.send(device, *minutes(3, start=moment()))
    plant.settle()
    plant.roll(MORNING)
    files = {
        one.evidence[0].sha256
        for device in ("CNC-1", "CNC-2")
        for _, one in entries_of_subject(plant.ledger, programme=DEVICES, subject=device)
        if one.kind == "measured"
    }
    assert len(files) == 1
