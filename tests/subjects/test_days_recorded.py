"""On which days a programme was written of, as the clocks of the zone had it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft
from dajuan.ledger.ledger import ledger_of
from dajuan.ledger.zone import make_zone
from dajuan.subjects.subjects import Subjects


def test_days_are_those_of_the_zone_each_once_and_of_the_log_as_far_as_asked(tmp_path):
    zone = make_zone(tmp_path / "zone", name="云岭", code="yunling", on=("reform-tasks", "state-companies"))
    ledger = ledger_of(zone)
    fields = {"name": "改革", "group": "集团", "area": "people", "due-on": "2026-12-31"}
    for code, moment in (("T-1", "2026-05-02T03:00"), ("T-2", "2026-05-02T15:59"), ("T-3", "2026-05-02T16:00")):
        draft = Draft(
            programme="reform-tasks", subject=code, kind="opened", effective_on=date(2026, 5, 1), fields=fields
        )
        append(ledger, [draft], actor="财政金融局 郭", now=datetime.fromisoformat(moment).replace(tzinfo=UTC))
    subjects = Subjects(ledger, zone.derived)
    size = subjects.follow()
    shanghai = ZoneInfo("Asia/Shanghai")
    assert subjects.days_recorded("reform-tasks", shanghai) == [date(2026, 5, 2), date(2026, 5, 3)]
    assert subjects.days_recorded("reform-tasks", UTC) == [date(2026, 5, 2)]
    assert subjects.days_recorded("reform-tasks", shanghai, size=size - 1) == [date(2026, 5, 2)]
    half_past = timezone(timedelta(hours=8, minutes=30))
    assert subjects.days_recorded("reform-tasks", half_past, size=size - 1) == [date(2026, 5, 2), date(2026, 5, 3)]
    assert subjects.days_recorded("state-companies", shanghai) == []
    subjects.close()
    ledger.store.close()
