"""What an entry about others speaks of: those before it, and of its own subject only."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from tests.ledger.life import draft, ledger_at, lived

from dajuan.ledger.append import append
from dajuan.ledger.read import size_of, state_of_subject
from dajuan.ledger.state import Fields
from dajuan.ledger.trouble import RefusedError


@pytest.fixture
def ledger(tmp_path):
    ledger = ledger_at(str(tmp_path / "ledger.sqlite"))
    append(ledger, lived(), actor="王")
    yield ledger
    ledger.store.close()


def state(ledger):
    return state_of_subject(ledger, programme="housing", subject="E-001")


def test_nobody_verifies_what_is_yet_to_come(ledger):
    append(ledger, [draft("E-001", "verified", about=(1, 1000))], actor="李")
    assert state(ledger).is_verified(1)
    append(ledger, [draft("E-001", "stated", fields={"homes": 7})], actor="王")
    assert not state(ledger).is_verified(size_of(ledger) - 1)


def test_a_subject_withdraws_no_verification_of_the_whole_programme(ledger):
    append(ledger, [draft("", "verified", about=(1, 6))], actor="李")
    wide = size_of(ledger) - 1
    append(ledger, [draft("E-001", "withdrawn", about=(6, wide))], actor="王")
    assert 6 not in state(ledger).entries
    assert state(ledger).is_verified(1)


def test_a_subject_corrects_no_verification_of_the_whole_programme(ledger):
    append(ledger, [draft("", "verified", about=(1, 6))], actor="李")
    wide = size_of(ledger) - 1
    with pytest.raises(RefusedError, match="不是它的记录"):
        append(ledger, [draft("E-001", "verified", about=(1, 3), replaces=wide)], actor="李")


def test_levels_are_read_as_what_they_are():
    fields = Fields({"name": "云岭一期", "homes": 40, "due": "2024-06-18", "signed": "2024-06-18 14:30"})
    assert (fields.text("name"), fields.text("street")) == ("云岭一期", "")
    assert (fields.number("homes"), fields.number("shops")) == (40, 0)
    assert (fields.day("due"), fields.day("start")) == (date(2024, 6, 18), None)
    assert (fields.moment("signed"), fields.moment("opened")) == (datetime(2024, 6, 18, 14, 30), None)


def test_what_was_linked_back_is_linked(ledger):
    """To one, to another and to the first again: it is the first, though the other came later into the log."""
    for other in ("F-1", "F-2", "F-1"):
        append(ledger, [draft("E-001", "linked", links={"builder": f"enterprise/{other}"})], actor="王")
    assert state(ledger).linked_one("builder") == "F-1"
    assert state(ledger).all_links()["builder"] == ("F-1", "F-2")
    assert state(ledger).linked_one("parcel") == ""
