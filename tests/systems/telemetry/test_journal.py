"""The journal, the lake and what lies between them: cut short anywhere, nothing acknowledged is lost or counted twice."""

from __future__ import annotations

from datetime import timedelta

import pyarrow.compute as pc
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.systems.telemetry.plant import DAY, FIRM, OTHER, SHANGHAI, milliseconds, minutes, moment, payload

from dajuan.systems.telemetry.journal import Journal, path_of, readings_in, segments
from dajuan.systems.telemetry.lake import Lake
from dajuan.systems.telemetry.reading import Reading
from dajuan.systems.telemetry.settling import next_number, settle
from dajuan.systems.telemetry.tally import Tally

AT = milliseconds(moment())


def reading(n: int) -> Reading:
    return Reading(FIRM, f"D-{n % 3}", AT + n * 1000, n)


@given(frames=st.lists(st.integers(1, 5), max_size=5), cut=st.integers(0, 60))
def test_a_frame_cut_short_is_passed_over_the_others_stand(tmp_path_factory, frames, cut):
    folder = tmp_path_factory.mktemp("journal")
    journal, said, whole = Journal(folder, 1), [], []
    for many in frames:
        some = [reading(len(said) + n) for n in range(many)]
        journal.write(some)
        said += some
        whole.append((journal.path.stat().st_size, len(said)))
    journal.close()
    size = max(0, journal.path.stat().st_size - cut)
    with journal.path.open("r+b") as file:
        file.truncate(size)
    kept = max((many for end, many in whole if end <= size), default=0)
    assert [one for some in readings_in(journal.path) for one in some] == said[:kept]


def test_bytes_that_changed_end_the_segment(tmp_path):
    journal = Journal(tmp_path, 1)
    journal.write([reading(1)])
    journal.write([reading(2)])
    journal.close()
    data = bytearray(journal.path.read_bytes())
    data[-1] ^= 1
    journal.path.write_bytes(data)
    assert [one for some in readings_in(journal.path) for one in some] == [reading(1)]


def test_days_are_the_zones_and_firms_are_apart(tmp_path):
    lake = Lake(tmp_path, SHANGHAI)
    late = milliseconds(moment(23, 59, 59))
    parts = lake.take(
        1, [[Reading(FIRM, "A", late, 1), Reading(FIRM, "A", late + 1000, 2), Reading(OTHER, "B", late, 3)]]
    )
    assert [(str(one.day), one.firm, one.devices, one.readings) for one in parts] == [
        ("2026-03-02", FIRM, ("A",), 1), ("2026-03-02", OTHER, ("B",), 1), ("2026-03-03", FIRM, ("A",), 1),
    ]  # fmt: skip
    assert lake.read(DAY, OTHER)["energy"].to_pylist() == [3]
    assert lake.read(DAY, OTHER)["power"].to_pylist() == [None]
    assert lake.read(DAY, OTHER, ["A"]).num_rows == 0


@pytest.mark.parametrize("dies", ["before", "written", "told", "never"])
def test_settling_may_die_anywhere(plant, dies, monkeypatch):
    plant.send("CNC-1", *minutes(5, start=moment()))
    plant.intake.commit()
    number = plant.intake.journal.next()

    def die(*_: object) -> None:
        raise SystemError

    where = {"before": (Lake, "take"), "written": (Tally, "settle"), "told": (Lake, "merge")}.get(dies)
    if where:
        with monkeypatch.context() as patch:
            patch.setattr(*where, die)
            with pytest.raises(SystemError):
                settle(plant.settings.journal, plant.lake, plant.tally, [number])
    settle(plant.settings.journal, plant.lake, plant.tally, [number])
    assert plant.lake.read(DAY, FIRM).num_rows == 5
    assert plant.tally.kept(DAY) == {DAY: 5}
    assert not path_of(plant.settings.journal, number).exists()
    assert next_number(plant.settings.journal, plant.tally) > number


def test_many_files_become_one_and_nothing_is_lost(plant):
    sent = minutes(60, start=moment())
    for n in range(0, 60, 3):
        plant.send("CNC-1", *sent[n : n + 3], *sent[:1])
        plant.settle()
    files = list(plant.lake.folder_of(DAY, FIRM).glob("*.parquet"))
    assert len(files) < 12
    assert pc.count_distinct(plant.lake.read(DAY, FIRM)["at"]).as_py() == 60
    assert plant.tally.devices_on(FIRM, DAY) == ["CNC-1"]


def test_a_disk_that_is_full_acknowledges_nothing(plant, monkeypatch):
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    plant.send("CNC-1", payload(moment(), energy=1, id="a"))
    monkeypatch.setattr("dajuan.systems.telemetry.journal.os.fdatasync", full)
    with pytest.raises(OSError, match="No space"):
        plant.intake.commit()


def test_segments_are_numbered_on(plant):
    plant.send("CNC-1", payload(moment() - timedelta(hours=1), energy=1))
    plant.settle()
    assert segments(plant.settings.journal) == [plant.intake.journal.number]
