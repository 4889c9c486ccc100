"""The short form of bench/load.py: a few people for ten seconds, and nothing lost, doubled or refused without a reason."""

from __future__ import annotations

import time

import pytest
from tests.databases import fresh_database, server  # noqa: F401 - a fixture
from tests.web.busy_zone import make_busy_zone
from tests.web.serving import serving
from tests.web.traffic import Outcome, Traffic

from dajuan.ledger.ledger import ledger_of
from dajuan.ledger.read import size_of

SECONDS = 10


@pytest.mark.parametrize("users", [8])
def test_people_at_work_at_once(server, tmp_path, users):  # noqa: F811
    busy = make_busy_zone(tmp_path / "zone", database=fresh_database(server), users=users)
    ledger = ledger_of(busy.zone)
    before = size_of(ledger)
    with serving(busy.zone.folder, "--people", str(busy.people), "--no-jobs") as served:
        traffic = Traffic(served.port, busy, pause=0.3)
        traffic.sign_in()
        traffic.start()
        time.sleep(SECONDS)
        traffic.stop()
    account = traffic.account
    assert not account.errors
    assert not account.refusals
    assert account.faults(ledger, before) == []
    recorded = [one for one in account.sent if one.outcome is Outcome.RECORDED]
    assert len(recorded) == len(account.sent) == size_of(ledger) - before
    assert account.actions["read"] > 10
    assert account.actions["report"] > 3
    ledger.store.close()
