"""A real mosquitto and a real gateway, in processes that can be killed."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from paho.mqtt.client import Client
from paho.mqtt.enums import CallbackAPIVersion

from dajuan.systems.telemetry.settings import Settings


def until(right: Callable[[], bool], what: str, seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not right():
        assert time.monotonic() < end, what
        time.sleep(0.02)


class Running:
    """A process that is ended with the test."""

    def __init__(self, command: list[str], log: Path) -> None:
        self.command, self.log = command, log
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(self.command, stdout=out, stderr=out, env=os.environ)

    def end(self, number: int = signal.SIGTERM) -> int:
        assert self.process is not None
        if self.process.poll() is None:
            self.process.send_signal(number)
        return self.process.wait(60)

    def kill(self) -> None:
        self.end(signal.SIGKILL)


class Mosquitto(Running):
    def __init__(self, program: str, settings: Settings) -> None:
        # As root it would become the user mosquitto, who may not read a test's folder.
        super().__init__([program, "-c", str(settings.broker / "mosquitto.conf")], settings.folder / "mosquitto.log")
        conf = settings.broker / "mosquitto.conf"
        if os.geteuid() == 0 and "user root" not in conf.read_text("utf-8"):
            conf.write_text(conf.read_text("utf-8") + "user root\n", "utf-8")
        self.settings = settings

    def start(self) -> None:
        super().start()
        until(self._answers, "mosquitto does not answer")

    def _answers(self) -> bool:
        assert self.process is not None
        assert self.process.poll() is None, self.log.read_text("utf-8")
        try:
            socket.create_connection((self.settings.host, self.settings.port), 1).close()
        except OSError:
            return False
        return True


def gateway(settings: Settings) -> Running:
    zone = str(settings.folder.parent)
    return Running(
        [sys.executable, "-m", "dajuan", "telemetry", "run", "--zone", zone], settings.folder / "gateway.log"
    )


class EdgeBox:
    """What stands beside a machine: it sends with an ``id`` and keeps each reading until the gateway's receipt is there."""

    def __init__(self, settings: Settings, firm: str, password: str) -> None:
        self.settings, self.firm = settings, firm
        self.waiting: dict[str, tuple[str, bytes]] = {}
        self.kept: set[str] = set()
        self.refused: dict[str, Any] = {}
        self.client = Client(CallbackAPIVersion.VERSION2, f"box-{firm}", clean_session=False)
        self.client.username_pw_set(firm, password)
        self.client.on_connect = lambda client, *_: client.subscribe(f"receipts/{firm}", 1)
        self.client.on_message = self._told
        self.client.reconnect_delay_set(0.05, 0.2)
        self.client.connect_async(settings.host, settings.port)
        self.client.loop_start()

    def send(self, id_: str, device: str, payload: bytes) -> None:
        topic = f"telemetry/{self.firm}/{device}"
        self.waiting[id_] = (topic, payload)
        self.client.publish(topic, payload, qos=1)

    def send_again(self) -> None:
        """What nobody has acknowledged yet."""
        for topic, payload in list(self.waiting.values()):
            self.client.publish(topic, payload, qos=1)

    def _told(self, client: Client, userdata: Any, message: Any) -> None:
        told = json.loads(message.payload)
        self.kept |= set(told["kept"])
        self.refused |= {one["id"]: one for one in told["refused"]}
        for id_ in [*told["kept"], *self.refused]:
            self.waiting.pop(id_, None)

    def close(self) -> None:
        self.client.disconnect()
        self.client.loop_stop()
