"""Dead letters taken again: what has become right, what has not, what is counted."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.systems.telemetry.plant import DAY, FIRM, moment, payload

from dajuan.systems.telemetry.again import take_again
from dajuan.systems.telemetry.intake import signature
from dajuan.systems.telemetry.registry import DEVICES

KEY = b"k"
TOPIC = f"telemetry/{FIRM}/BOX"


def register(plant, code: str) -> None:
    fields = {"name": code, "firm": FIRM, "kind": "meter", "digital": True}
    plant.record(DEVICES, code, "opened", effective_on=DAY - timedelta(days=1), fields=fields)


def signed(body: bytes) -> bytes:
    return signature(KEY, TOPIC, body) + b" " + body


def test_a_list_is_counted_by_its_readings(plant):
    plant.intake.keys = {FIRM: KEY}
    body = b"[%s]" % b",".join(payload(moment(8, n), energy=n, device="CNC-1") for n in range(5))
    plant.intake.take(TOPIC, body)
    assert plant.letters() == ["unsigned"]
    plant.intake.keys = {}
    assert take_again(plant.intake.letters.of_day(DAY), plant.intake) == (5, 0, 0)
    assert plant.settle() == 5


@pytest.mark.parametrize("many", [1, 2])
def test_what_was_signed_needs_no_second_signature(plant, many):
    """Alone, or one of a list, which was signed as a whole."""
    plant.intake.keys = {FIRM: KEY}
    sent = [payload(moment(8, n), energy=n, device="NEW-1") for n in range(many)]
    plant.intake.take(TOPIC, signed(sent[0] if many == 1 else b"[%s]" % b",".join(sent)))
    assert plant.letters() == ["unknown-device"] * many
    register(plant, "NEW-1")
    assert take_again(plant.intake.letters.of_day(DAY), plant.intake) == (many, 0, 0)


def test_what_was_not_signed_rightly_is_held_to_its_signature_again(plant):
    plant.intake.keys = {FIRM: KEY}
    plant.intake.take(TOPIC, payload(moment(8), energy=1, device="CNC-1"))
    assert take_again(plant.intake.letters.of_day(DAY), plant.intake) == (0, 0, 0)
    plant.intake.commit()
    assert take_again(plant.intake.letters.of_day(DAY), plant.intake) == (0, 1, 0)
    assert plant.letters() == ["unsigned", "unsigned"]


def test_what_will_never_be_right_is_left(plant):
    plant.send("CNC-1", b"{", payload(moment(8), energy=-1))
    plant.intake.commit()
    assert take_again(plant.intake.letters.of_day(DAY), plant.intake) == (0, 0, 2)
