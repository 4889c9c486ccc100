"""隐患提醒: by the ladder while it is to be mended; who has to give notice, recheck or close is told once it is late."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from dajuan.answers.notices.notice import Notice, Reason, Words
from dajuan.ledger.ledger import Ledger
from dajuan.ledger.read import states_on
from dajuan.ledger.zone import Zone
from dajuan.systems.safety import HAZARDS
from dajuan.systems.safety.handling import Settings, settings_of
from dajuan.systems.safety.hazard import Standing, Waits, hazard_of, standing

_AGAIN = 5
"""Days after which the same is said again of what is late in being noticed, rechecked or closed."""
_LATE: dict[Waits, tuple[Words, str, str]] = {
    "notice": (Words("待通知", "notice to be given"), "发现后 {} 天没有通知整改（限 {}）", "no notice {} days after it was found (limit {})"),
    "recheck": (Words("待复查", "to be rechecked"), "整改后 {} 天没有复查（限 {}）", "not rechecked {} days after it was mended (limit {})"),
    "closing": (Words("待销号", "to be closed"), "复查合格后 {} 天没有销号（限 {}）", "not closed {} days after it passed (limit {})"),
}  # fmt: skip


class _Told(NamedTuple):
    reason: Reason
    to: tuple[str, ...]
    key: str
    title: Words
    text: Words


def notices_due(zone: Zone, ledger: Ledger, day: date) -> list[Notice]:
    """Nothing where the programme is not switched on."""
    if HAZARDS not in ledger.programmes:
        return []
    settings = settings_of(zone)
    some = (hazard_of(state) for state in states_on(ledger, programme=HAZARDS, as_of=day))
    return list(notices_of((standing(one, settings.handling, day) for one in some if one and one.waits), settings, day))


def notices_of(some: Iterable[Standing], settings: Settings, day: date) -> Iterator[Notice]:
    for one in some:
        told = _mending(one, settings) if one.waits == "mending" else _late(one)
        if told is None:
            continue
        hazard = one.hazard
        about_zh, about_en = f"{hazard.name}（{hazard.said('unit')}，{hazard.code}）", f"{hazard.name} ({hazard.said('unit')}, {hazard.code})"  # fmt: skip
        for to in dict.fromkeys(told.to):
            yield Notice(
                to=to,
                reason=told.reason,
                target=hazard.code,
                subject=Words(f"【安全隐患·{told.title.zh}】{about_zh}", f"[Hazard: {told.title.en}] {about_en}"),
                text=Words(f"{about_zh}：{told.text.zh}。（截至 {day}）", f"{about_en}: {told.text.en}. (as of {day})"),
                key=f"{hazard.code}/{told.reason}/{told.key}/{to}",
                made_on=day,
            )


def _mending(one: Standing, settings: Settings) -> _Told | None:
    rung, hazard = one.rung, one.hazard
    if rung is None:
        return None
    named = {
        "department": hazard.said("department"), "street": hazard.street, "supervision": settings.supervision,
        "leader": settings.leader,
    }  # fmt: skip
    if one.over:
        text = Words(
            f"应于 {one.due} 前整改，已逾期 {one.over} 天", f"was to be mended by {one.due}, {one.over} days ago"
        )
    else:
        text = Words(f"应于 {one.due} 前整改，已用 {one.used}/{one.limit} 天", f"to be mended by {one.due}; {one.used} of {one.limit} days are gone")  # fmt: skip
    key = f"{one.due}/{rung.code}"
    return _Told("hazard-overdue" if one.over else "hazard-due", tuple(named[who] for who in rung.tell), key, Words(*rung.name), text)  # fmt: skip


def _late(one: Standing) -> _Told | None:
    if one.waits not in _LATE or not one.over:
        return None
    title, zh, en = _LATE[one.waits]
    text = Words(zh.format(one.used, one.limit), en.format(one.used, one.limit))
    nth = (one.over - 1) // _AGAIN + 1
    return _Told("hazard-waits", (one.hazard.said("department"),), f"{one.waits}/{one.due}/{nth}", title, text)
