"""催办 reminders: who is told of which request today, by the ladder of its rules; told once for each step by ``notices``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from dajuan.answers.notices.notice import Notice
from dajuan.answers.notices.told import About, Told, notices_told, time_told
from dajuan.ledger.ledger import Ledger
from dajuan.ledger.zone import Zone
from dajuan.standards.words import Words
from dajuan.standards.working_days import worked_days
from dajuan.systems.requests import PROGRAMME
from dajuan.systems.requests.book import cases_of
from dajuan.systems.requests.settings import Settings, settings_of
from dajuan.systems.requests.standing import Standing, standing


def notices_due(zone: Zone, ledger: Ledger, day: date) -> list[Notice]:
    """Of every open request. Nothing where the programme is not switched on."""
    if PROGRAMME not in ledger.programmes:
        return []
    settings, days = settings_of(zone), worked_days()
    open_ = (one for one in cases_of(ledger, as_of=day) if one.is_open)
    return list(notices_of((standing(one, settings.handlings, day, days) for one in open_), settings, day))


def notices_of(some: Iterable[Standing], settings: Settings, day: date) -> Iterator[Notice]:
    for one in some:
        told = _of_department(one, settings) if one.waits == "department" else _of_office(one, settings)
        if told is not None:
            yield from notices_told(told, _about(one), day)


def _about(one: Standing) -> About:
    code, name = one.case.code, one.case.name
    return About(code, Words(f"{name}（{code}）", f"{name} ({code})"), Words("企业诉求", "Request"))


def _of_department(one: Standing, settings: Settings) -> Told | None:
    rung = one.rung
    if rung is None:
        return None
    whose = one.case.department
    ran = Words(
        f"承办 {whose}，已用 {one.used}/{one.limit} 个工作日",
        f"{whose} has used {one.used} of {one.limit} working days",
    )
    if one.over:
        text = Words(
            f"{ran.zh}，超期 {one.over} 个（应于 {one.due} 前答复）",
            f"{ran.en}, {one.over} too many (to be answered by {one.due})",
        )
    else:
        text = Words(f"{ran.zh}，应于 {one.due} 前答复", f"{ran.en}; to be answered by {one.due}")
    to = tuple(settings.called(who, whose) for who in rung.tell)
    key = f"{one.clock.start}/{one.limit}/{rung.code}"
    return Told("request-overdue" if one.over else "request-due", to, key, text, rung.name)


_OFFICE = {
    "office": (Words("待交办", "to be assigned"), "受理后 {} 个工作日没有交办（限 {}）", "not assigned for {} working days (limit {})"),
    "visit": (Words("待回访", "to be visited"), "答复后 {} 个工作日没有回访（限 {}）", "not visited for {} working days after the answer (limit {})"),
    "close": (Words("待办结", "to be closed"), "回访后 {} 个工作日没有办结（限 {}）", "not closed for {} working days after the visit (limit {})"),
}  # fmt: skip


def _of_office(one: Standing, settings: Settings) -> Told | None:
    if one.waits not in _OFFICE or not one.over:
        return None
    title, zh, en = _OFFICE[one.waits]
    text = Words(zh.format(one.used, one.limit), en.format(one.used, one.limit))
    nth = time_told(one.over, settings.timing.repeat_every)
    to = (one.case.office, *((settings.supervision,) if nth >= settings.timing.escalate_at else ()))
    return Told("request-waits", to, f"{one.waits}/{one.clock.start}/{nth}", text, title)
