"""承诺到期提醒: the office that relied on a promise is told before its day, and again and again once it is past, or waits to be checked."""

from __future__ import annotations

from datetime import date

from dajuan.answers.notices import settings as notices
from dajuan.answers.notices.notice import Notice
from dajuan.answers.notices.told import About, Told, notices_told, nth_time
from dajuan.ledger.ledger import Ledger
from dajuan.ledger.zone import Zone
from dajuan.standards.words import Words
from dajuan.standards.working_days import worked_days
from dajuan.systems.permits import PROMISES
from dajuan.systems.permits.promises import Promise, Standing, promises_of, standing
from dajuan.systems.permits.settings import settings_of


def notices_due(zone: Zone, ledger: Ledger, day: date) -> list[Notice]:
    """Nothing where the programme is not switched on."""
    if PROMISES not in ledger.programmes:
        return []
    remind_days, every = settings_of(zone).remind_days, notices.settings_of(zone).timing.repeat_every
    some = promises_of(ledger, as_of=day)
    found = ((one, _told(one, standing(one, some, day, remind_days), day, every)) for one in some)
    return [notice for one, told in found if told for notice in notices_told(told, _about(one), day)]


def _about(one: Promise) -> About:
    name = Words(f"{one.name}（{one.code}，{one.builder}）", f"{one.name} ({one.code}, {one.builder})")
    return About(one.code, name, Words("告知承诺", "Promise"))


def _told(one: Promise, stands: Standing, day: date, every: int) -> Told | None:
    """``every``: working days after which the same is said again."""
    to, proof, due = (one.fields.text("office"),), one.fields.text("proof"), one.due_on
    match stands:
        case Standing.SOON:
            text = Words(f"{due} 前应补交：{proof}", f"due on {due}: {proof}")
            return Told("promise-due", to, f"{due}", text, Words("临期", "due"))
        case Standing.OVERDUE:
            over = (day - due).days
            text = Words(f"应于 {due} 前补交 {proof}，已过 {over} 天：核查，限期整改或撤销", f"{proof} was due on {due}, {over} days ago: check, give time to mend, or revoke")  # fmt: skip
            return Told("promise-overdue", to, f"{due}/{nth_time(due, day, every)}", text, Words("逾期", "overdue"))
        case Standing.TO_CHECK if one.handed_on and (waited := worked_days().between(one.handed_on, day)) >= every:
            text = Words(f"{proof} 已于 {one.handed_on} 补交，{waited} 个工作日没有核查", f"{proof} came in on {one.handed_on}, not checked for {waited} working days")  # fmt: skip
            return Told(
                "promise-waits", to, f"{one.handed_on}/{waited // every}", text, Words("待核查", "to be checked")
            )
    return None
