"""What the systems have somebody told goes the way of every notice: shown by a dry run, sent once."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from tests.systems.requests.life import BASE, DEPARTMENT, record, zone_in

from dajuan.answers.notices.notice import REASONS
from dajuan.ledger.entry import Draft
from dajuan.ledger.ledger import ledger_of
from dajuan.ledger.trouble import LedgerError
from dajuan.ledger.zone import SETTINGS, zone_at
from dajuan.systems.reminders import notices_due
from dajuan.systems.requests import PROGRAMME
from dajuan.systems.requests.settings import settings_of


@pytest.fixture
def zone(tmp_path):
    zone = zone_in(tmp_path / "zone")
    ledger = ledger_of(zone)
    base = {"programme": PROGRAMME, "subject": "SQ-2025-00001", "effective_on": date(2025, 3, 3)}
    drafts = [
        Draft(**base, kind="opened", fields=BASE),
        Draft(**base, kind="moved", stage="received"),
        Draft(**base, kind="moved", stage="assigned", fields={"department": DEPARTMENT}),
    ]
    record(ledger, drafts, "政务服务中心 贺", date(2025, 3, 3))
    ledger.store.close()
    return zone


def due_on(zone, day):
    ledger = ledger_of(zone)
    try:
        return notices_due(zone, ledger, day)
    finally:
        ledger.store.close()


def test_of_requests_by_the_ladder(zone):
    assert due_on(zone, date(2025, 3, 4)) == []
    (notice,) = due_on(zone, date(2025, 3, 7))
    assert (notice.to, notice.reason) == (DEPARTMENT, "request-due")
    assert notice.reason in REASONS
    assert "已用 4/7 个工作日，应于 2025-03-12 前答复" in notice.text.zh


def test_as_it_was_on_that_day(zone):
    """A day before anything was recorded has nobody to tell."""
    assert due_on(zone, date(2025, 3, 2)) == []


def test_settings_that_are_wrong_are_named(zone):
    path = zone.folder / SETTINGS
    path.write_text(path.read_text("utf-8") + '\n[requests]\noffise = "政务服务中心"\n', "utf-8")
    with pytest.raises(LedgerError, match="没有 offise"):
        due_on(zone_at(zone.folder), date(2025, 3, 7))


def test_the_supervision_and_how_often_are_those_of_the_notices(zone):
    path = zone.folder / SETTINGS
    path.write_text(path.read_text("utf-8") + '\n[notices]\noffice = "督查科"\nrepeat_every = 3\n', "utf-8")
    told = settings_of(zone_at(zone.folder))
    assert (told.supervision, told.timing.repeat_every) == ("督查科", 3)
    path.write_text(path.read_text("utf-8") + '\n[requests]\nsupervision = "政务督查室"\n', "utf-8")
    assert settings_of(zone_at(zone.folder)).supervision == "政务督查室"


def test_where_nothing_is_switched_on_nobody_is_told(tmp_path):
    from dajuan.ledger.zone import make_zone

    zone = make_zone(tmp_path / "zone", name="云岭高新区", code="yunling", on=["enterprise-register"])
    assert due_on(zone, datetime.now(UTC).date()) == []
