"""A day of 10,000 devices at a reading a minute through a real mosquitto: the gateway, against a bare subscriber.

    .venv/bin/python bench/telemetry.py [--devices 10000] [--minutes 1440] [--bare-minutes 120]

Both get the same messages, QoS 1 with a session that lasts, each in a process of its own, and are never let fall more than
``WINDOW`` messages behind, so that the broker's queue is not what is measured. The bare one decodes JSON and writes
Parquet, without judging, fsync, receipts or anything to fall back on after a crash. CPU time of each process a message,
its peak memory; then the day is rolled up into the ledger and its sums are compared with what was sent.
"""

from __future__ import annotations

import argparse
import multiprocessing as mp
import os
import resource
import shutil
import socket
import struct
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
from paho.mqtt.client import Client
from paho.mqtt.enums import CallbackAPIVersion

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft, Evidence
from dajuan.ledger.ledger import ledger_of
from dajuan.ledger.read import entries_between
from dajuan.ledger.zone import SETTINGS, Zone, make_zone, zone_at
from dajuan.programmes.values.credit_code import check_character, organisation_check_character
from dajuan.subjects.subjects import Subjects
from dajuan.systems.telemetry.broker import write_broker, write_rights
from dajuan.systems.telemetry.days import day_start
from dajuan.systems.telemetry.gateway import Gateway
from dajuan.systems.telemetry.keys import GATEWAY, _write_passwords, gateway_password, mosquitto_hash, passwords
from dajuan.systems.telemetry.lake import Lake
from dajuan.systems.telemetry.registry import known_of
from dajuan.systems.telemetry.rolling import Roller
from dajuan.systems.telemetry.settings import Settings, settings_of
from dajuan.systems.telemetry.tally import Tally

DAY, FIRMS, WINDOW, BATCH = date(2026, 3, 2), 200, 20_000, 100_000
ON = ("industrial-devices", "industrial-platforms", "telemetry-consents")
SENDER, STEP = "sender", 7
"""Wh that a counter goes up by a minute."""


def firm_code(n: int) -> str:
    body = f"{n:08}"
    head = f"91410100{body}{organisation_check_character(body)}"
    return head + check_character(head)


def make(folder: Path, devices: int, port: int) -> Zone:
    make_zone(folder, name="云岭高新区", code="yunling", on=ON, simulated=True)
    path = folder / SETTINGS
    path.write_text(path.read_text("utf-8") + f'\n[telemetry]\nbroker = "127.0.0.1:{port}"\n', "utf-8")
    zone = zone_at(folder)
    ledger = ledger_of(zone)
    on, paper = date(2026, 1, 1), (Evidence(name="授权书", address="https://example.org/", kind="数据采集授权书"),)
    drafts = []
    for n in range(FIRMS):
        fields: dict[str, Any] = {
            "name": f"云岭{n}厂",
            "purpose": "测速",
            "energy": True,
            "power": True,
            "output": True,
            "state": True,
        }
        drafts.append(Draft(programme=ON[2], subject=firm_code(n), kind="opened", effective_on=on, fields=fields))
        drafts.append(
            Draft(programme=ON[2], subject=firm_code(n), kind="moved", stage="given", effective_on=on, evidence=paper)
        )
    for n in range(devices):
        fields = {"name": f"设备 {n}", "firm": firm_code(n % FIRMS), "kind": "meter", "digital": True}
        drafts.append(Draft(programme=ON[0], subject=f"D-{n:05}", kind="opened", effective_on=on, fields=fields))
        drafts.append(Draft(programme=ON[0], subject=f"D-{n:05}", kind="moved", stage="listed", effective_on=on))
    append(ledger, drafts, actor="测速", now=datetime(2026, 1, 2, tzinfo=UTC))
    ledger.store.close()
    return zone


def start_broker(settings: Settings) -> subprocess.Popen[bytes]:
    files = write_broker(settings)
    _write_passwords(settings, {**passwords(settings), SENDER: mosquitto_hash("sender", os.urandom(12))})
    write_rights(settings)
    with files.rights.open("a") as rights:
        rights.write(f"\nuser {SENDER}\ntopic write telemetry/#\n")
    with files.settings.open("a") as conf:
        conf.write("user root\n")
    process = subprocess.Popen(["mosquitto", "-c", files.settings], stderr=subprocess.DEVNULL)
    time.sleep(1)
    return process


# Sending -----------------------------------------------------------------------------------------------------------


def send(port: int, devices: int, minutes: int, taken: Any) -> None:
    """Packets put together by hand: a client library would take more of the machine than what is measured."""
    with socket.create_connection(("127.0.0.1", port)) as line:
        line.sendall(_connect())
        threading.Thread(target=_swallow, args=(line,), daemon=True).start()
        start, sent = day_start(DAY, zone_time()) // 1000, 0
        topics = [f"telemetry/{firm_code(n % FIRMS)}/D-{n:05}".encode() for n in range(devices)]
        for minute in range(minutes):
            at = datetime.fromtimestamp(start + minute * 60, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
            body = f'{{"at":"{at}","energy":{minute * STEP / 1000},"power":0.42,"output":{minute},"state":"running"}}'.encode()
            for first in range(0, devices, 1000):
                while sent - taken.value > WINDOW:
                    time.sleep(0.002)
                line.sendall(
                    b"".join(
                        _publish(one, body, 1 + (sent + n) % 60_000)
                        for n, one in enumerate(topics[first : first + 1000])
                    )
                )
                sent += len(topics[first : first + 1000])
        while taken.value < sent:
            time.sleep(0.05)


def zone_time() -> Any:
    from zoneinfo import ZoneInfo

    return ZoneInfo("Asia/Shanghai")


def _text(data: bytes) -> bytes:
    return struct.pack(">H", len(data)) + data


def _packet(kind: int, body: bytes) -> bytes:
    size, many = b"", len(body)
    while True:
        many, low = divmod(many, 128)
        size += bytes([low | (0x80 if many else 0)])
        if not many:
            return bytes([kind]) + size + body


def _connect() -> bytes:
    flags, keepalive = 0xC2, 0
    return _packet(0x10, _text(b"MQTT") + bytes([4, flags]) + struct.pack(">H", keepalive) + _text(b"sender") + _text(SENDER.encode()) + _text(b"sender"))  # fmt: skip


def _publish(topic: bytes, body: bytes, number: int) -> bytes:
    return _packet(0x32, _text(topic) + struct.pack(">H", number) + body)


def _swallow(line: socket.socket) -> None:
    while line.recv(2**16):
        pass


# Taking ------------------------------------------------------------------------------------------------------------


def bare(settings: Settings, folder: Path, goal: int, ready: Any, taken: Any, told: Any) -> None:
    columns: list[list[Any]] = [[], [], [], [], [], []]
    many = 0

    def write() -> None:
        nonlocal columns
        pq.write_table(pa.table(dict(zip(["topic", "at", "energy", "power", "output", "state"], columns, strict=True))), folder / f"{many}.parquet", compression="zstd")  # fmt: skip
        columns = [[], [], [], [], [], []]

    def message(client: Client, userdata: Any, one: Any) -> None:
        nonlocal many
        sent = msgspec.json.decode(one.payload)
        for column, value in zip(
            columns, (one.topic, sent["at"], sent["energy"], sent["power"], sent["output"], sent["state"]), strict=True
        ):
            column.append(value)
        many += 1
        if not many % BATCH:
            write()
        if not many % 500 or many == goal:
            taken.value = many

    folder.mkdir()
    client = Client(CallbackAPIVersion.VERSION2, "bare", clean_session=False)
    client.username_pw_set(GATEWAY, gateway_password(settings))
    client.on_message = message
    client.on_connect = lambda client, *_: client.subscribe("telemetry/+/+", 1)
    client.on_subscribe = lambda *_: ready.set()
    client.connect(settings.host, settings.port)
    while many < goal:
        client.loop(1.0)
    write()
    client.unsubscribe("telemetry/+/+")
    client.loop(1.0)
    _tell(told)


def ours(zone: Zone, settings: Settings, goal: int, ready: Any, taken: Any, told: Any) -> None:
    now = day_start(DAY + timedelta(days=1), zone.timezone)
    stop = threading.Event()

    class Watched(Gateway):
        def tick(self, *, last: bool = False) -> None:
            super().tick(last=last)
            taken.value = self.subscriber.taken
            if self.subscriber.is_subscribed:
                ready.set()
            if self.subscriber.taken >= goal:
                stop.set()

    Watched(zone, settings, clock=lambda: now).run(stop)
    _tell(told)


def _tell(told: Any) -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    told.put((used.ru_utime + used.ru_stime, used.ru_maxrss / 1024))


def measured(
    name: str, port: int, devices: int, minutes: int, take: Callable[[int, Any, Any, Any], mp.Process]
) -> float:
    ready, taken, told, goal = mp.Event(), mp.Value("q", 0), mp.Queue(), devices * minutes
    taker = take(goal, ready, taken, told)
    taker.start()
    ready.wait()
    sender = mp.Process(target=send, args=(port, devices, minutes, taken))
    begin = time.perf_counter()
    sender.start()
    cpu, memory = told.get()
    wall = time.perf_counter() - begin
    taker.join()
    sender.join()
    each = cpu / goal * 1e6
    print(f"{name}: {goal:,} messages in {wall:,.0f} s ({goal / wall:,.0f} a second); {each:.1f} µs of CPU a message; {memory:,.0f} MB", flush=True)  # fmt: skip
    return each


def roll(zone: Zone, settings: Settings, devices: int, minutes: int) -> None:
    ledger = ledger_of(zone)
    subjects, tally = Subjects(ledger, zone.derived), Tally(settings.tally)
    subjects.follow()
    known = known_of(subjects, zone.timezone)
    lake = Lake(settings.readings, zone.timezone)
    now = datetime(2026, 3, 3, 9, tzinfo=zone.timezone)
    begin, cpu = time.perf_counter(), time.process_time()
    done = Roller(zone, ledger, lake, tally, settings, known.devices).roll(now)
    print(f"rolled up: {done.days:,} firm-days, {done.added:,} entries in {time.perf_counter() - begin:,.1f} s ({time.process_time() - cpu:,.1f} s of CPU)")  # fmt: skip
    sums = [entry.fields for _, entry in entries_between(ledger) if entry.kind == "measured"]
    right = {
        "energy-used": (minutes - 1) * STEP,
        "output": minutes - 1,
        "running": round((minutes - 1) / 60 * 1000),
        "readings": minutes,
    }
    print(f"as sent: {sum(one == right for one in sums):,} of {devices:,} devices")
    size = sum(path.stat().st_size for path in settings.readings.rglob("*.parquet"))
    print(f"raw readings: {size / 2**20:,.0f} MB in {sum(1 for _ in settings.readings.rglob('*.parquet')):,} files, {size / devices / minutes:.1f} bytes a reading")  # fmt: skip
    tally.close()
    subjects.close()
    ledger.store.close()


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--devices", type=int, default=10_000)
    asked.add_argument("--minutes", type=int, default=1440)
    asked.add_argument("--bare-minutes", type=int, default=120)
    options = asked.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="telemetry-"))
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    zone = make(folder / "zone", options.devices, port)
    settings = settings_of(zone)
    broker = start_broker(settings)
    try:
        floor = measured("bare subscriber", port, options.devices, options.bare_minutes, lambda *given: mp.Process(target=bare, args=(settings, folder / "bare", *given)))  # fmt: skip
        own = measured("gateway", port, options.devices, options.minutes, lambda *given: mp.Process(target=ours, args=(zone, settings, *given)))  # fmt: skip
        print(f"gateway to bare: {own / floor:.2f} of the CPU a message")
        roll(zone, settings, options.devices, options.minutes)
    finally:
        broker.terminate()
        broker.wait()
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
