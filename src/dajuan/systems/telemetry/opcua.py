"""Machines that speak OPC UA: the gateway asks their server, as ``telemetry/sources.toml`` of the zone says.

    [[server]]
    firm = "91410100MA0000001X"
    endpoint = "opc.tcp://192.168.1.20:4840"
    user = "dajuan"                 # if it wants one; its password is the environment's DAJUAN_OPCUA_<firm>
    every = 60                      # seconds

    [server.devices.CNC-7]
    energy = {node = "ns=2;s=CNC-7.Energy", unit = "kWh"}
    state = {node = "ns=2;s=CNC-7.State", words = {1 = "running", 0 = "idle"}}

A reading's time is the server's source timestamp. While the gateway was away, what the server has kept (its history) is
read on the next start, from the last reading that is known on; a server without history has a gap there.
"""

from __future__ import annotations

import asyncio
import os
import sys
import threading
import tomllib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from dajuan.ledger.trouble import LedgerError
from dajuan.systems.telemetry.intake import TOPIC, Intake
from dajuan.systems.telemetry.measures import STATE, measures
from dajuan.systems.telemetry.reasons import refusal
from dajuan.systems.telemetry.settings import Settings
from dajuan.systems.telemetry.tally import Tally

_AGAIN = 5.0
"""Seconds until a server that is away is asked again."""
_AT_ONCE = 5000
"""Values of one node that are asked of a history."""


class Node(NamedTuple):
    """Where a server keeps one measure of one device. ``words``: what a number means as a run state."""

    device: str
    measure: str
    node: str
    unit: str = ""
    words: Mapping[str, str] = {}


class Source(NamedTuple):
    firm: str
    endpoint: str
    user: str
    every: float
    nodes: tuple[Node, ...]


def sources_in(settings: Settings) -> list[Source]:
    """Raises :class:`LedgerError` naming what is wrong."""
    path = settings.sources
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LedgerError(f"{path} 读不懂：{error}", f"{path} cannot be read: {error}") from error
    try:
        return [_source(one) for one in table.get("server", [])]
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise LedgerError(
            f"{path}：每个 [[server]] 要有 firm、endpoint 和 devices，每个数要有 node，数名是 {'、'.join((*measures(), STATE))}（{error}）",
            f"{path}: each [[server]] has firm, endpoint and devices, each measure a node; measures are"
            f" {', '.join((*measures(), STATE))} ({error})",
        ) from error


def _source(one: Mapping[str, Any]) -> Source:
    nodes = [
        Node(device, measure, told["node"], told.get("unit", ""), told.get("words", {}))
        for device, some in one["devices"].items()
        for measure, told in some.items()
    ]
    for node in nodes:
        if node.measure not in {*measures(), STATE}:
            raise ValueError(node.measure)
    return Source(one["firm"], one["endpoint"], one.get("user", ""), float(one.get("every", 60)), tuple(nodes))


def start_reading(source: Source, intake: Intake, tally: Tally, stop: threading.Event) -> threading.Thread:
    """Ask a server until ``stop`` is set, in a thread of its own."""
    last = {device: one.reading.at for device, one in tally.heard(source.firm).items()}
    reader = _Reader(source, intake, last)
    thread = threading.Thread(target=lambda: asyncio.run(reader.read_until(stop)), name=source.endpoint, daemon=True)
    thread.start()
    return thread


class _Reader:
    def __init__(self, source: Source, intake: Intake, last: dict[str, int]) -> None:
        self.source, self.intake = source, intake
        self.known = last
        """Of each device the last reading that is known: its history is read from there."""
        self.said: dict[tuple[str, str], datetime] = {}
        """Of each device's measure the source timestamp that was taken last: a value that has not changed is not sent again."""

    async def read_until(self, stop: threading.Event) -> None:
        while not stop.is_set():
            try:
                await self._read_one_connection(stop)
            except Exception as error:
                # Whatever a foreign server does ends this connection, not the gateway.
                print(f"dajuan: {self.source.endpoint}：{error!r}，稍后再试 / tried again", file=sys.stderr, flush=True)
                await _wait(stop, _AGAIN)

    async def _read_one_connection(self, stop: threading.Event) -> None:
        from asyncua.client.client import Client
        from asyncua.ua.attribute_ids import AttributeIds

        client = Client(self.source.endpoint, timeout=10)
        if self.source.user:
            client.set_user(self.source.user)
            client.set_password(os.environ.get(f"DAJUAN_OPCUA_{self.source.firm}", ""))
        async with client:
            nodes = [client.get_node(one.node) for one in self.source.nodes]
            await self._read_history(nodes)
            while not stop.is_set():
                values = await client.uaclient.read_attributes([one.nodeid for one in nodes], AttributeIds.Value)
                for one, value in zip(self.source.nodes, values, strict=True):
                    self._take(one, value)
                await _wait(stop, self.source.every)

    async def _read_history(self, nodes: Sequence[Any]) -> None:
        from asyncua.ua.uaerrors import UaError

        for one, node in zip(self.source.nodes, nodes, strict=True):
            since = self.said.get(one[:2]) or (_moment(self.known[one.device]) if one.device in self.known else None)
            if since is None:
                continue
            try:
                values = await node.read_raw_history(since, None, numvalues=_AT_ONCE)
            except UaError:
                return  # It keeps none.
            for value in values:
                self._take(one, value)

    def _take(self, one: Node, value: Any) -> None:
        """One value, judged as any other reading is; bad ones go to the dead letters."""
        now, topic = self.intake.clock(), f"{TOPIC}/{self.source.firm}/{one.device}"
        if not value.StatusCode.is_good():
            why = refusal("bad-quality", node=one.node, status=value.StatusCode.name)
            self.intake.refuse(why, now, topic, one.node.encode(), self.source.firm, one.device)
            return
        at = value.SourceTimestamp or value.ServerTimestamp or datetime.now(UTC)
        at = at if at.tzinfo else at.replace(tzinfo=UTC)
        if self.said.get(one[:2]) == at:
            return
        self.said[one[:2]] = at
        self.intake.take_object(_object(one, value.Value.Value, at), self.source.firm, one.device, topic)


def _object(one: Node, said: Any, at: datetime) -> dict[str, Any]:
    if one.measure == STATE:
        word = one.words.get(str(int(said)) if isinstance(said, (bool, int)) else str(said), str(said))
        return {"at": at.isoformat(), STATE: word}
    value: Any = said
    return {"at": at.isoformat(), one.measure: {"value": value, "unit": one.unit} if one.unit else value}


def _moment(at: int) -> datetime:
    return datetime.fromtimestamp(at / 1000, UTC)


async def _wait(stop: threading.Event, seconds: float) -> None:
    for _ in range(int(seconds * 10)):
        if stop.is_set():
            return
        await asyncio.sleep(0.1)
