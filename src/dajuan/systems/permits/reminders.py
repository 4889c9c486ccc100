"""承诺到期提醒: the office that relied on a promise is told before its day, and again every week once it is past."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dajuan.answers.notices.notice import Notice, Reason, Words
from dajuan.ledger.ledger import Ledger
from dajuan.ledger.zone import Zone
from dajuan.systems.permits import PROMISES
from dajuan.systems.permits.promises import Promise, Standing, promises_of, standing
from dajuan.systems.permits.settings import settings_of

_AGAIN = 7
"""Days after which the same is said again."""


def notices_due(zone: Zone, ledger: Ledger, day: date) -> list[Notice]:
    """Nothing where the programme is not switched on."""
    if PROMISES not in ledger.programmes:
        return []
    remind_days, some = settings_of(zone).remind_days, promises_of(ledger, as_of=day)
    return [notice for one in some for notice in _of(one, standing(one, some, day, remind_days), day)]


def _of(one: Promise, stands: Standing, day: date) -> Iterator[Notice]:
    office = one.said("office")
    if stands is Standing.SOON:
        text = Words(f"{one.due_on} 前应补交：{one.said('proof')}", f"due on {one.due_on}: {one.said('proof')}")
        yield _notice(one, "promise-due", office, Words("临期", "due"), text, f"{one.due_on}", day)
    elif stands is Standing.OVERDUE:
        over = (day - one.due_on).days
        text = Words(f"应于 {one.due_on} 前补交 {one.said('proof')}，已过 {over} 天：核查，限期整改或撤销", f"{one.said('proof')} was due on {one.due_on}, {over} days ago: check, give time to mend, or revoke")  # fmt: skip
        yield _notice(one, "promise-overdue", office, Words("逾期", "overdue"), text, f"{one.due_on}/{over // _AGAIN}", day)  # fmt: skip


def _notice(one: Promise, reason: Reason, to: str, title: Words, text: Words, key: str, day: date) -> Notice:
    about_zh, about_en = f"{one.name}（{one.code}，{one.builder}）", f"{one.name} ({one.code}, {one.builder})"
    return Notice(
        to=to,
        reason=reason,
        target=one.code,
        subject=Words(f"【告知承诺·{title.zh}】{about_zh}", f"[Promise: {title.en}] {about_en}"),
        text=Words(f"{about_zh}：{text.zh}。（截至 {day}）", f"{about_en}: {text.en}. (as of {day})"),
        key=f"{one.code}/{reason}/{key}/{to}",
        made_on=day,
    )
