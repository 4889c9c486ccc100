"""Payloads and judgements: every reason for a refusal, and what is taken."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.systems.telemetry.plant import DAY, FIRM, OTHER, moment, payload

from dajuan.systems.telemetry.measures import HERE, RUNNING, STATE, measures, run_states
from dajuan.systems.telemetry.reading import MISSING, VALUES, objects_in, reading_of
from dajuan.systems.telemetry.reasons import RefusedReading, reasons
from dajuan.systems.telemetry.registry import CONSENTS, DEVICES

AT = "2026-03-02T08:00:00+08:00"


def test_units_convert_and_states_are_read_in_both_languages():
    given = {"at": AT, "energy": {"value": 1.5, "unit": "MWh"}, "power": 2.25, "output": 7, "state": "运行"}
    found = reading_of(given, FIRM, "CNC-1")
    assert found[3:] == (1_500_000, 2250, 7, 1)
    assert found == reading_of({**given, "at": "2026-03-02T00:00:00Z", "state": "running"}, FIRM, "CNC-1")


def test_measures_are_those_that_a_reading_holds_and_a_consent_may_cover(plant):
    assert (*measures(), STATE) == VALUES
    flags = [key for key, one in plant.ledger.programmes[CONSENTS].fields.items() if one.type == "flag"]
    assert set(flags) == set(VALUES)
    assert run_states()[RUNNING].en == "running"


WRONG = {
    "not-json": b"{",
    "shape": b"[]",
    "no-time": b'{"energy": 1}',
    "bad-time": payload("yesterday", energy=1),
    "no-zone": payload("2026-03-02T08:00:00", energy=1),
    "future": payload(moment(12, 6), energy=1),
    "too-old": payload(moment(12) - timedelta(days=32), energy=1),
    "no-measure": payload(AT),
    "unknown-measure": payload(AT, energie=1),
    "not-number": payload(AT, energy="12"),
    "nan": payload(AT, energy=float("nan")),
    "negative": payload(AT, energy=-1),
    "too-large": payload(AT, energy=1e12),
    "unit": payload(AT, energy={"value": 1, "unit": "kW"}),
    "state": payload(AT, state="dancing"),
}


@pytest.mark.parametrize("code", WRONG)
def test_bad_input_is_a_dead_letter_that_says_why(plant, code):
    plant.send("CNC-1", WRONG[code])
    assert plant.letters() == [code]
    kept = next(plant.intake.letters.of_day(DAY))
    assert (kept.firm, kept.device, kept.payload) == (FIRM, "CNC-1", WRONG[code].decode())
    assert kept.zh
    assert kept.en
    assert plant.tally.refused(DAY) == {code: 1}
    assert plant.settle() == 0


@pytest.mark.parametrize(
    ("code", "firm", "device"),
    [("unknown-device", FIRM, "NEW-1"), ("not-its-device", OTHER, "CNC-1"), ("topic", FIRM, "CNC-1/x")],
)
def test_whose_device(plant, code, firm, device):
    plant.send(device, payload(AT, energy=1), firm=firm)
    assert plant.letters() == [code]


def test_what_is_right_in_a_list_is_taken_the_rest_is_told(plant):
    plant.send("BOX", b'[{"at":"%s","device":"CNC-1","energy":1},{"at":"%s","device":"CNC-2","energy":-1,"id":"b"}]' % ((AT.encode(),) * 2))  # fmt: skip
    assert len(plant.intake) == 1
    receipts = plant.intake.commit()
    assert [one["code"] for one in receipts[FIRM].refused] == ["negative"]
    assert plant.letters() == ["negative"]


def test_every_reason_is_given_somewhere_and_has_its_words():
    sources = "".join(path.read_text("utf-8") for path in HERE.glob("*.py"))
    given = set(re.findall(r"\brefus(?:ed|al)\(\s*\"([a-z-]+)\"", sources))
    assert given == set(reasons())


# Consent -----------------------------------------------------------------------------------------------------------


def test_without_consent_nothing_is_kept_and_why_is_told(plant):
    plant.record(CONSENTS, OTHER, "moved", stage="withdrawn")
    sent = payload(AT, energy=41, id="a")
    plant.send("ROB-9", sent, b"no json 41", firm=OTHER)
    plant.send("CNC-1", payload(AT, energy=41), firm="91410000170001401D")
    receipts = plant.intake.commit()
    assert receipts[OTHER].refused[0]["code"] == "consent-withdrawn"
    assert "2026-03-02" in receipts[OTHER].refused[0]["zh"]
    letters = list(plant.intake.letters.of_day(DAY))
    assert [one.code for one in letters] == ["consent-withdrawn", "consent-withdrawn", "consent-none"]
    assert [one.payload for one in letters] == [None] * 3
    assert b"41" not in b"".join(path.read_bytes() for path in plant.settings.journal.glob("*"))


def test_consent_given_again_counts_from_its_day(plant):
    plant.record(CONSENTS, OTHER, "moved", stage="withdrawn")
    plant.record(CONSENTS, OTHER, "moved", stage="given")
    plant.send("ROB-9", payload(AT, energy=1), payload(moment(8) - timedelta(days=1), energy=1), firm=OTHER)
    assert len(plant.intake) == 1
    assert plant.letters() == ["consent-before"]


def test_consent_of_some_measures_keeps_those_alone(plant):
    plant.record(CONSENTS, FIRM, "stated", fields={"output": False, "state": False})
    plant.send("CNC-1", payload(AT, energy=1, output=5, state="running"), payload(AT, output=6))
    assert plant.intake._readings[0][3:] == (1000, MISSING, MISSING, MISSING)
    assert plant.letters() == ["consent-scope"]


def test_consent_ends_on_its_last_day(plant):
    plant.record(CONSENTS, FIRM, "stated", fields={"until": "2026-03-02"})
    plant.send("CNC-1", payload(moment(11), energy=1))
    assert len(plant.intake) == 1
    plant.now = moment(0, 1, day=DAY + timedelta(days=1))
    plant.send("CNC-1", payload(moment(11), energy=1))
    assert plant.letters() == ["consent-ended"]


def test_a_scrapped_device_reports_no_more(plant):
    plant.record(DEVICES, "CNC-1", "moved", stage="scrapped")
    plant.send("CNC-1", payload(AT, energy=1))
    assert plant.letters() == ["scrapped"]


@given(st.binary(max_size=200) | st.text(max_size=100).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_whatever_is_sent_is_read_or_refused(sent):
    with suppress(RefusedReading):
        for one in objects_in(sent):
            reading_of(one, FIRM, "CNC-1")
