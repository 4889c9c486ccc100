"""More time: asked for by the owner, answered by somebody else, and what was accepted stays in sight."""

from __future__ import annotations

from datetime import date

import pytest
from tests.answers.test_plan import DAY, OFFICE, OWNER, REVIEWER, accepted, called, step

from dajuan.answers.extension import answer_extension
from dajuan.ledger.trouble import LedgerError, RefusedError


def ask(ledger, code, until="2026-03-31"):
    step(ledger, code, "extension-asked", OWNER, note="管线迁改未完成", fields={"asked-until": until})


def answer(ledger, code, *, granted=True, actor=REVIEWER):
    answer_extension(
        ledger, code, granted=granted, why="区督查专题会同意" if granted else "不同意", actor=actor, on=DAY
    )


def test_granted_the_deadline_moves_and_the_one_accepted_is_kept(planned):
    code = accepted(planned)
    ask(planned, code)
    answer(planned, code)
    one = called(planned, code)
    assert (one.due, one.accepted_deadline) == (date(2026, 3, 31), date(2025, 12, 31))
    assert (one.stage, one.note, one.changed) == ("accepted", "区督查专题会同意", True)


def test_refused_it_stays(planned):
    code = accepted(planned)
    ask(planned, code)
    answer(planned, code, granted=False)
    one = called(planned, code)
    assert (one.stage, one.due, one.asked_until, one.changed) == ("accepted", date(2025, 12, 31), one.due, False)


def test_each_time_it_is_asked_it_is_answered(planned):
    code = accepted(planned)
    for until in ("2026-02-28", "2026-03-31"):
        ask(planned, code, until)
        answer(planned, code)
    assert called(planned, code).due == date(2026, 3, 31)


def test_a_report_not_yet_reviewed_is_not_passed_by_the_way(planned):
    code = accepted(planned)
    step(planned, code, "reported", OWNER)
    ask(planned, code)
    answer(planned, code)
    assert called(planned, code).due == date(2026, 3, 31)
    with pytest.raises(RefusedError, match="要另一个人来"):
        step(planned, code, "reviewed", OWNER)
    step(planned, code, "reviewed", REVIEWER)
    assert called(planned, code).stage == "reviewed"


def test_who_asks_does_not_answer(planned):
    code = accepted(planned)
    ask(planned, code)
    with pytest.raises(LedgerError, match="要另一个人来批"):
        answer(planned, code, actor=OWNER)


def test_what_nobody_asked_for_is_not_granted(planned):
    code = accepted(planned)
    with pytest.raises(LedgerError, match="没有在申请延期"):
        answer(planned, code, actor=OFFICE)
