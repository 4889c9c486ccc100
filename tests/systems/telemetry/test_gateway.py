"""The gateway with a real mosquitto, both killed in mid-stream; keys, consent and receipts at the broker."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

import pytest
from tests.answers.notices.servers import free_port
from tests.systems.telemetry.broker_running import EdgeBox, Mosquitto, Running, gateway, until
from tests.systems.telemetry.plant import FIRM, OTHER, SHANGHAI, make_plant

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft
from dajuan.ledger.ledger import ledger_of
from dajuan.ledger.zone import Zone
from dajuan.systems.telemetry.broker import write_broker, write_rights
from dajuan.systems.telemetry.intake import signature
from dajuan.systems.telemetry.keys import make_keys
from dajuan.systems.telemetry.lake import Lake
from dajuan.systems.telemetry.letters import Letters
from dajuan.systems.telemetry.settings import settings_of
from dajuan.systems.telemetry.tally import Tally


class Line:
    """Zone, broker, gateway and the edge boxes of both firms."""

    def __init__(self, zone: Zone, mosquitto: str) -> None:
        self.zone, self.settings = zone, settings_of(zone)
        write_broker(self.settings)
        self.keys = {firm: make_keys(self.settings, firm) for firm in (FIRM, OTHER)}
        write_rights(self.settings)
        self.broker = Mosquitto(mosquitto, self.settings)
        self.gateway = gateway(self.settings)
        self.boxes: list[EdgeBox] = []

    def box(self, firm: str = FIRM, password: str = "") -> EdgeBox:
        self.boxes.append(EdgeBox(self.settings, firm, password or self.keys[firm].password))
        return self.boxes[-1]

    def kept(self, firm: str = FIRM) -> list[tuple[str, int, int]]:
        """Once the gateway has ended: device, moment and energy of every reading, as often as it was kept."""
        lake = Lake(self.settings.readings, self.zone.timezone)
        tables = [
            lake.read(datetime.fromisoformat(day.name[4:]).date(), firm) for day in self.settings.readings.glob("day=*")
        ]
        rows = [row for table in tables for row in table.to_pylist()]
        return [(row["device"], row["at"], row["energy"]) for row in rows]

    def letters(self) -> list[str]:
        letters = Letters(self.settings.dead)
        return [one.code for day in letters.days() for one in letters.of_day(day)]

    def close(self) -> None:
        for box in self.boxes:
            box.close()
        for one in (self.gateway, self.broker):
            if one.process is not None:
                one.end()


@pytest.fixture
def line(tmp_path, need) -> Iterator[Line]:
    zone = make_plant(tmp_path / "zone", settings=f'\n[telemetry]\nbroker = "127.0.0.1:{free_port()}"\nsettle = 1\n')
    made = Line(zone, need.program("mosquitto"))
    made.broker.start()
    made.gateway.start()
    until(lambda: "taking readings" in made.gateway.log.read_text("utf-8"), "the gateway does not subscribe")
    yield made
    made.close()


def now() -> datetime:
    return datetime.now(SHANGHAI)


def reading(n: int, id_: str = "") -> bytes:
    at = now().replace(microsecond=0) - timedelta(hours=1) + timedelta(milliseconds=n)
    return json.dumps({"at": at.isoformat(), "energy": n, **({"id": id_} if id_ else {})}).encode()


def test_what_is_sent_is_kept_and_told(line):
    box = line.box()
    for n in range(300):
        box.send(str(n), f"CNC-{1 + n % 2}", reading(n, str(n)))
    box.send("bad", "CNC-1", b'{"energy": -1, "at": "2026-03-02T08:00:00Z", "id": "bad"}')
    until(lambda: not box.waiting, "no receipts")
    assert box.kept == {str(n) for n in range(300)}
    assert box.refused["bad"]["code"] == "negative"
    assert box.refused["bad"]["zh"]
    assert line.gateway.end() == 0
    assert sorted(energy for _, _, energy in line.kept()) == [n * 1000 for n in range(300)]
    tally = Tally(line.settings.tally)
    assert set(tally.heard()) == {"CNC-1", "CNC-2"}
    tally.close()


def test_a_message_waits_at_the_broker_while_the_gateway_is_away(line):
    """A device that knows nothing of receipts: QoS 1 to the broker alone, and more than the usual queue holds."""
    box = line.box()
    box.send("0", "CNC-1", reading(0, "0"))
    until(lambda: not box.waiting, "no receipt")
    line.gateway.kill()
    infos = [box.client.publish(f"telemetry/{FIRM}/CNC-1", reading(n), qos=1) for n in range(1, 3000)]
    for info in infos:
        info.wait_for_publish(30)
    line.gateway.start()
    box.send("last", "CNC-1", reading(3000, "last"))
    until(lambda: not box.waiting, "no receipt")
    assert line.gateway.end() == 0
    assert {energy for _, _, energy in line.kept()} == {n * 1000 for n in range(3001)}


@pytest.mark.parametrize("seed", range(int(os.environ.get("DAJUAN_KILLS", "3"))))
def test_killed_in_mid_stream_nothing_acknowledged_is_lost(line, seed):
    """Gateway and broker are killed at random moments; a reading told kept is there, one not told is sent again, and every
    reading counts once."""
    random, box, sent = Random(seed), line.box(), 0
    for _ in range(6):
        for _ in range(random.randint(50, 250)):
            box.send(str(sent), "CNC-1", reading(sent, str(sent)))
            sent += 1
        goal = random.randint(0, sent)
        until(lambda goal=goal: len(box.kept) >= goal or len(box.waiting) == 0 or random.random() < 0.1, "no receipts")
        one: Running = random.choice([line.gateway, line.broker])
        one.kill()
        one.start()
        box.send_again()
    _until_all_are_told(box)
    assert line.gateway.end() == 0
    kept = line.kept()
    assert {energy for _, _, energy in kept} == {n * 1000 for n in range(sent)}
    assert len(box.kept) == sent


def _until_all_are_told(box: EdgeBox) -> None:
    for _ in range(20):
        box.send_again()
        try:
            until(lambda: not box.waiting, "no receipts", seconds=5)
        except AssertionError:
            continue
        return
    raise AssertionError(f"{len(box.waiting)} readings were never acknowledged")


def test_a_wrong_password_is_kept_out_and_told(line):
    box = line.box(password="wrong")
    until(lambda: "sign-in" in line.letters(), "nobody tells of it")
    assert not box.client.is_connected()


def test_a_firm_writes_and_reads_its_own_alone(line):
    thief, owner = line.box(OTHER), line.box()
    owner.send("1", "CNC-1", reading(1, "1"))
    until(lambda: not owner.waiting, "no receipt")
    thief.client.subscribe(f"receipts/{FIRM}", 1)
    thief.client.publish(f"telemetry/{FIRM}/CNC-1", reading(2, "2"), qos=1).wait_for_publish(10)
    thief.send("3", "CNC-1", reading(3, "3"))
    until(lambda: not thief.waiting, "no receipt")
    assert thief.refused["3"]["code"] == "not-its-device"
    owner.send("4", "CNC-1", reading(4, "4"))
    until(lambda: not owner.waiting, "no receipt")
    assert line.gateway.end() == 0
    assert {energy for _, _, energy in line.kept()} == {1000, 4000}
    assert thief.kept == set()


def test_consent_withdrawn_holds_within_seconds(line):
    box = line.box()
    box.send("1", "CNC-1", reading(1, "1"))
    until(lambda: not box.waiting, "no receipt")
    ledger = ledger_of(line.zone)
    today = now().date()
    append(ledger, [Draft(programme="telemetry-consents", subject=FIRM, kind="moved", stage="withdrawn", effective_on=today)], actor="某人")  # fmt: skip
    ledger.store.close()
    sent = iter(range(2, 10_000))

    def refused() -> bool:
        n = next(sent)
        box.send(str(n), "CNC-1", reading(n, str(n)))
        until(lambda: not box.waiting, "no receipt")
        return bool(box.refused)

    until(refused, "it is still taken")
    assert {one["code"] for one in box.refused.values()} == {"consent-withdrawn"}
    last = max(map(int, box.kept))
    assert line.gateway.end() == 0
    assert max(energy for _, _, energy in line.kept()) == last * 1000


def test_signed_readings(line):
    line.gateway.end()
    keys = make_keys(line.settings, FIRM, signed=True)
    line.broker.process.send_signal(signal.SIGHUP)
    line.gateway.start()
    box = line.box(password=keys.password)
    topic, body = f"telemetry/{FIRM}/CNC-1", reading(7, "s")
    box.send("s", "CNC-1", signature(bytes.fromhex(keys.signing), topic, body) + b" " + body)
    until(lambda: not box.waiting, "no receipt")
    box.client.publish(topic, body, qos=1)
    box.client.publish(topic, signature(b"other", topic, body) + b" " + body, qos=1)
    until(lambda: sorted(line.letters()) == ["unsigned", "wrong-key"], f"{line.letters()}")
    assert line.gateway.end() == 0
    assert [energy for _, _, energy in line.kept()] == [7000]


def test_only_one_gateway(line):
    until(lambda: (line.settings.folder / "gateway.lock").exists(), "no gateway")
    second = gateway(line.settings)
    second.log = second.log.with_name("second.log")
    second.start()
    assert second.process.wait(30) == 2
    assert "已有一个网关" in second.log.read_text("utf-8")
