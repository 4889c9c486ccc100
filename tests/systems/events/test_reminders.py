"""Who is told that a follow-up is late: its department, from the first day after, again five working days later, until it is there."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from tests.systems.drafts import told_of

from dajuan.ledger.append import append
from dajuan.ledger.ledger import ledger_of
from dajuan.ledger.zone import make_zone
from dajuan.systems.events.reminders import notices_due

NOW = datetime(2027, 1, 1, tzinfo=UTC)
told = told_of("zone-events", "EV-1")


@pytest.fixture
def zone(tmp_path):
    return make_zone(tmp_path / "zone", name="云岭", code="yunling", on=["zone-events"])


@pytest.fixture
def ledger(zone):
    found = ledger_of(zone)
    fields = {
        "name": "云岭推介会",
        "department": "投资促进局",
        "kind": "promotion",
        "from": "2026-04-01",
        "until": "2026-04-02",
        "scope": "zone",
    }
    held = [
        told("opened", "2026-03-01", fields=fields),
        told("moved", "2026-03-01", "planned"),
        told("moved", "2026-04-02", "held", {"visitors": 90}, papers=["活动总结"]),
    ]
    append(found, held, actor="投资促进局 甲", now=NOW)
    yield found
    found.store.close()


def test_the_department_is_told_once_the_day_is_past(zone, ledger):
    assert notices_due(zone, ledger, date(2026, 5, 2)) == []
    first, again, later = (notices_due(zone, ledger, date(2026, 5, day))[0] for day in (3, 4, 18))
    assert (first.to, first.reason, first.target) == ("投资促进局", "event-overdue", "EV-1")
    assert first.subject.zh == "【活动与出访·跟踪逾期】云岭推介会（EV-1）"
    assert "应于 2026-05-02 前交，已过 1 天" in first.text.zh
    assert first.key == again.key != later.key


def test_its_own_day_goes_before_the_zones(zone, ledger):
    append(
        ledger, [told("stated", "2026-04-03", fields={"follow-up-by": "2026-06-30"})], actor="投资促进局 甲", now=NOW
    )
    assert notices_due(zone, ledger, date(2026, 6, 30)) == []
    [late] = notices_due(zone, ledger, date(2026, 7, 1))
    assert "2026-06-30" in late.text.zh
