"""A real OPC UA server: values, states, bad ones, history after the gateway was away, and a server that goes away."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tests.answers.notices.servers import free_port
from tests.systems.telemetry.broker_running import until
from tests.systems.telemetry.plant import FIRM

from dajuan.ledger.trouble import LedgerError
from dajuan.systems.telemetry.opcua import sources_in, start_reading

NAMESPACE = 2
SOURCES = """
[[server]]
firm = "{firm}"
endpoint = "opc.tcp://127.0.0.1:{port}"
every = 0.2

[server.devices.CNC-1]
energy = {{node = "ns=2;s=energy", unit = "MWh"}}
state = {{node = "ns=2;s=state", words = {{1 = "running", 0 = "idle"}}}}
"""


class Machine:
    """The server beside a machine, in a thread of its own."""

    def __init__(self, port: int) -> None:
        self.port, self.loop = port, asyncio.new_event_loop()
        self.nodes: dict[str, Any] = {}
        self._up, self._stop = threading.Event(), asyncio.Event()
        self.thread = threading.Thread(target=lambda: self.loop.run_until_complete(self._serve()), daemon=True)
        self.thread.start()
        assert self._up.wait(30)

    async def _serve(self) -> None:
        from asyncua import Server, ua

        server = Server()
        await server.init()
        server.set_endpoint(f"opc.tcp://127.0.0.1:{self.port}")
        server.set_security_policy([ua.SecurityPolicyType.NoSecurity])
        await server.register_namespace("urn:yunling")
        for name, value in (("energy", 0.0), ("state", 0)):
            node = await server.nodes.objects.add_variable(ua.NodeId(name, NAMESPACE), name, value)
            self.nodes[name] = node
        async with server:
            for node in self.nodes.values():
                await server.historize_node_data_change(node, period=None, count=1000)
            self.history = server.iserver.history_manager
            self._up.set()
            await self._stop.wait()

    def says(self, name: str, value: Any, at: datetime, *, good: bool = True) -> None:
        asyncio.run_coroutine_threadsafe(self._says(name, value, at, good), self.loop).result(10)

    def remembers(self, name: str) -> int:
        """How many values of a node the server has in its history: they get there a little after they were written."""
        return len(self.history.storage._datachanges[self.nodes[name].nodeid])

    async def _says(self, name: str, value: Any, at: datetime, good: bool) -> None:
        from asyncua import ua

        status = ua.StatusCode(ua.StatusCodes.Good if good else ua.StatusCodes.BadSensorFailure)
        kind = ua.VariantType.Double if name == "energy" else ua.VariantType.Int64
        told = ua.DataValue(ua.Variant(value, kind), StatusCode=status, SourceTimestamp=at)
        await self.nodes[name].write_value(told)

    def close(self) -> None:
        self.loop.call_soon_threadsafe(self._stop.set)
        self.thread.join(20)


@contextmanager
def reading(plant) -> Iterator[None]:
    stop = threading.Event()
    thread = start_reading(sources_in(plant.settings)[0], plant.intake, plant.tally, stop)
    try:
        yield
    finally:
        stop.set()
        thread.join(20)


@pytest.fixture
def machine(plant, need) -> Iterator[Machine]:
    need.module("asyncua", extra="telemetry")
    port = free_port()
    plant.settings.sources.write_text(SOURCES.format(firm=FIRM, port=port), "utf-8")
    plant.now = datetime.now(UTC)
    made = Machine(port)
    yield made
    made.close()


def second(n: int) -> datetime:
    """Later than what the server said when it began."""
    return datetime.now(UTC) + timedelta(seconds=n)


def values(plant, name: str) -> list[int]:
    return [getattr(one, name) for one in list(plant.intake._readings) if getattr(one, name) >= 0]


def test_values_and_states_are_taken_once_each(plant, machine):
    machine.says("energy", 1.5, second(0))
    machine.says("state", 1, second(0))
    with reading(plant):
        until(lambda: 1_500_000 in values(plant, "energy"), "no value")
        machine.says("energy", 1.75, second(1))
        until(lambda: 1_750_000 in values(plant, "energy"), "no second value")
        time.sleep(0.6)
    assert [one for one in values(plant, "energy") if one] == [1_500_000, 1_750_000]
    assert 1 in values(plant, "state")


def test_a_bad_value_is_a_dead_letter(plant, machine):
    machine.says("energy", 3.0, second(0), good=False)
    with reading(plant):
        until(lambda: "bad-quality" in plant.letters(), "it is not told")
    assert values(plant, "energy") == []


def test_what_happened_while_the_gateway_was_away_is_read_from_the_history(plant, machine):
    machine.says("energy", 1.0, second(0))
    with reading(plant):
        until(lambda: values(plant, "energy") == [1_000_000], "no value")
    plant.intake.tell_heard()
    for n in range(1, 6):
        machine.says("energy", 1.0 + n, second(n))
    until(lambda: machine.remembers("energy") >= 7, "the server keeps no history")
    with reading(plant):
        until(lambda: {n * 1_000_000 for n in range(1, 7)} <= set(values(plant, "energy")), "its history is not read")


def test_a_server_that_went_away_is_asked_again(plant, machine, monkeypatch):
    monkeypatch.setattr("dajuan.systems.telemetry.opcua._AGAIN", 0.2)
    machine.says("energy", 1.0, second(0))
    with reading(plant):
        until(lambda: values(plant, "energy") == [1_000_000], "no value")
        machine.close()
        again = Machine(machine.port)
        again.says("energy", 2.0, second(2))
        until(lambda: 2_000_000 in values(plant, "energy"), "it is not asked again")
        again.close()


@pytest.mark.parametrize("text", ["[[server]", '[[server]]\nfirm = "x"', SOURCES.format(firm="x", port=1).replace("energy =", "energie =")])  # fmt: skip
def test_a_list_of_servers_that_is_wrong_is_told(plant, text):
    plant.settings.sources.write_text(text, "utf-8")
    with pytest.raises(LedgerError, match=r"sources\.toml"):
        sources_in(plant.settings)
