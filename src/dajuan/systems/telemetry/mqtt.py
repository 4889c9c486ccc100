"""The gateway at the broker: a session that outlives it, QoS 1, and no acknowledgement before the journal has it.

Messages are taken as they come, written together, and then acknowledged one by one: a crash before that, here or at the
broker, brings them again, and what comes twice counts once.
"""

from __future__ import annotations

import select
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import msgspec
from paho.mqtt.client import Client, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion

from dajuan.systems.telemetry.broker import LOG, RECEIPTS
from dajuan.systems.telemetry.intake import TOPIC, Intake
from dajuan.systems.telemetry.keys import GATEWAY
from dajuan.systems.telemetry.reasons import refusal

_TOGETHER = 5000
"""Messages written together at most."""
_AGAIN = 1.0
"""Seconds until the broker is tried again."""
_PATIENCE = 0.05
"""Seconds to wait for a message before looking after other things."""
_NOT_LET_IN = "not authorised"


class Subscriber:
    """One connection to the broker, and another when it breaks."""

    def __init__(self, intake: Intake, *, host: str, port: int, password: str) -> None:
        self.intake, self.address = intake, (host, port)
        self.taken = 0
        """Messages since it began."""
        self.is_subscribed = False
        self._unacknowledged: list[int] = []
        self.client = Client(CallbackAPIVersion.VERSION2, GATEWAY, clean_session=False, manual_ack=True)
        self.client.username_pw_set(GATEWAY, password)
        self.client.on_connect = self._connected
        self.client.on_disconnect = self._left
        self.client.on_subscribe = self._subscribed
        self.client.on_message = self._message

    def run(self, stop: threading.Event, tick: Callable[[], None]) -> None:
        """Until ``stop`` is set. ``tick`` is called between messages, at least some times a second."""
        while not stop.is_set():
            if self.client.socket() is None and not self._connect():
                stop.wait(_AGAIN)
            self._read()
            self.commit()
            tick()
        self.commit()
        self.client.disconnect()

    def _connect(self) -> bool:
        try:
            self.client.connect(*self.address, keepalive=30)
        except OSError as error:
            where = f"{self.address[0]}:{self.address[1]}"
            print(f"dajuan: 连不上消息服务器 {where}（{error}），稍后再试 / no broker at {where}, tried again", file=sys.stderr, flush=True)  # fmt: skip
            return False
        return True

    def _read(self) -> None:
        """What is there, up to so many."""
        socket = self.client.socket()
        if socket is None:
            return
        writes = [socket] if self.client.want_write() else []
        with suppress(OSError, ValueError):  # The socket was closed meanwhile.
            readable, writable, _ = select.select([socket], writes, [], _PATIENCE)
            if writable:
                self.client.loop_write()
            if readable:
                self._drain()
        self.client.loop_misc()

    def _drain(self) -> None:
        until = self.taken + _TOGETHER
        while self.taken < until:
            before = self.taken
            self.client.loop_read()
            if self.taken == before:
                return

    def commit(self) -> None:
        """Everything taken so far is made to last, then acknowledged, then told to who asked."""
        receipts = self.intake.commit()
        done, self._unacknowledged = self._unacknowledged, []
        for mid in done:
            self.client.ack(mid, 1)
        for firm, receipt in receipts.items():
            self.client.publish(f"{RECEIPTS}/{firm}", msgspec.json.encode(receipt), qos=1)

    def _connected(self, client: Client, userdata: Any, flags: Any, reason: Any, properties: Any) -> None:
        if reason.is_failure:
            print(
                f"dajuan: 消息服务器不让网关登录（{reason}） / the broker refuses the gateway",
                file=sys.stderr,
                flush=True,
            )
            time.sleep(_AGAIN)
            return
        client.subscribe([(f"{TOPIC}/+/+", 1), (LOG, 0)])

    def _subscribed(self, client: Client, userdata: Any, mid: int, reasons: Any, properties: Any) -> None:
        # Only from the first time on does the broker keep what comes while the gateway is away.
        self.is_subscribed = True
        print("开始收读数 / taking readings", flush=True)

    def _left(self, client: Client, userdata: Any, flags: Any, reason: Any, properties: Any) -> None:
        # On another connection these numbers mean other messages; the broker sends again what it was not told of.
        self._unacknowledged = []

    def _message(self, client: Client, userdata: Any, message: MQTTMessage) -> None:
        self.taken += 1
        topic = message.topic
        if topic == LOG:
            self._log(bytes(message.payload))
            return
        self.intake.take(topic, bytes(message.payload))
        if message.qos:
            self._unacknowledged.append(message.mid)

    def _log(self, line: bytes) -> None:
        words = line.decode("utf-8", "replace")
        if _NOT_LET_IN in words:
            self.intake.refuse(refusal("sign-in", words=words), self.intake.clock(), LOG, line)
