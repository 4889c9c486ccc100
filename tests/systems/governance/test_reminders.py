"""Who is told that a scene's test ends: who opened it, the day before, then while it is not concluded."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from tests.systems.drafts import told_of

from dajuan.ledger.append import append
from dajuan.ledger.ledger import ledger_of
from dajuan.ledger.zone import make_zone
from dajuan.systems.governance.reminders import notices_due

NOW = datetime(2027, 1, 1, tzinfo=UTC)
told = told_of("open-scenes", "SC-1")


@pytest.fixture
def zone(tmp_path):
    return make_zone(tmp_path / "zone", name="云岭", code="yunling", on=["open-scenes"])


@pytest.fixture
def ledger(zone):
    found = ledger_of(zone)
    agreed = {"from": "2026-03-01", "until": "2026-05-31"}
    opened = {"name": "无人配送", "owner": "数字经济局", "kind": "governance", "need": "夜间配送", "place": "望岭大道"}
    way = [
        told("opened", "2026-01-10", fields=opened),
        told("moved", "2026-01-10", "offered"),
        told("moved", "2026-02-01", "applied", {"applicant": "云岭智行"}),
        told("moved", "2026-02-20", "agreed", agreed, papers=["测试协议"]),
        told("moved", "2026-03-01", "testing"),
    ]
    append(found, way, actor="数字经济局 甲", now=NOW)
    yield found
    found.store.close()


def test_who_opened_it_is_told_the_day_before_and_again_while_it_is_late(zone, ledger):
    assert notices_due(zone, ledger, date(2026, 5, 29)) == []
    [ending] = notices_due(zone, ledger, date(2026, 5, 30))
    assert (ending.to, ending.reason, ending.target) == ("数字经济局", "scene-due", "SC-1")
    first, later = (notices_due(zone, ledger, day)[0] for day in (date(2026, 6, 1), date(2026, 6, 9)))
    assert first.subject.zh == "【开放场景·场景逾期】无人配送（SC-1）"
    assert "已过 1 天没有结题" in first.text.zh
    assert first.key != later.key


def test_what_was_concluded_is_told_to_nobody(zone, ledger):
    done = {"result": "passed", "found": "达到要求"}
    end = told("moved", "2026-05-20", "concluded", done, papers=["测试报告"])
    append(ledger, [end], actor="数字经济局 乙", now=NOW)
    assert notices_due(zone, ledger, date(2026, 7, 1)) == []
