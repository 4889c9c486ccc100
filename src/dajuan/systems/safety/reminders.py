"""隐患提醒: by the ladder while it is to be mended; who has to give notice, recheck or close is told once it is late."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from dajuan.answers.notices.notice import Notice
from dajuan.answers.notices.told import About, Told, notices_told, nth_time
from dajuan.ledger.ledger import Ledger
from dajuan.ledger.read import states_on
from dajuan.ledger.zone import Zone
from dajuan.standards.words import Words
from dajuan.systems.safety import HAZARDS
from dajuan.systems.safety.handling import Settings, settings_of
from dajuan.systems.safety.hazard import Hazard, Standing, Waits, hazard_of, standing

_LATE: dict[Waits, tuple[Words, str, str]] = {
    "notice": (Words("待通知", "notice to be given"), "发现后 {} 天没有通知整改（限 {}）", "no notice {} days after it was found (limit {})"),
    "recheck": (Words("待复查", "to be rechecked"), "整改后 {} 天没有复查（限 {}）", "not rechecked {} days after it was mended (limit {})"),
    "closing": (Words("待销号", "to be closed"), "复查合格后 {} 天没有销号（限 {}）", "not closed {} days after it passed (limit {})"),
}  # fmt: skip


def notices_due(zone: Zone, ledger: Ledger, day: date) -> list[Notice]:
    """Nothing where the programme is not switched on."""
    if HAZARDS not in ledger.programmes:
        return []
    settings = settings_of(zone)
    some = (hazard_of(state) for state in states_on(ledger, programme=HAZARDS, as_of=day))
    return list(notices_of((standing(one, settings.handling, day) for one in some if one and one.waits), settings, day))


def notices_of(some: Iterable[Standing], settings: Settings, day: date) -> Iterator[Notice]:
    for one in some:
        told = _mending(one, settings) if one.waits == "mending" else _late(one, settings, day)
        if told is not None:
            yield from notices_told(told, _about(one.hazard), day)


def _about(one: Hazard) -> About:
    unit = one.fields.text("unit")
    name = Words(f"{one.name}（{unit}，{one.code}）", f"{one.name} ({unit}, {one.code})")
    return About(one.code, name, Words("安全隐患", "Hazard"))


def _mending(one: Standing, settings: Settings) -> Told | None:
    rung, hazard = one.rung, one.hazard
    if rung is None:
        return None
    named = {
        "department": hazard.fields.text("department"), "street": hazard.street, "supervision": settings.supervision,
        "leader": settings.leader,
    }  # fmt: skip
    if one.over:
        text = Words(
            f"应于 {one.due} 前整改，已逾期 {one.over} 天", f"was to be mended by {one.due}, {one.over} days ago"
        )
    else:
        text = Words(f"应于 {one.due} 前整改，已用 {one.used}/{one.limit} 天", f"to be mended by {one.due}; {one.used} of {one.limit} days are gone")  # fmt: skip
    key = f"{one.due}/{rung.code}"
    return Told("hazard-overdue" if one.over else "hazard-due", tuple(named[who] for who in rung.tell), key, text, rung.name)  # fmt: skip


def _late(one: Standing, settings: Settings, day: date) -> Told | None:
    """Told again as often as the zone's notices are, in working days."""
    if one.waits not in _LATE or one.due is None or not one.over:
        return None
    title, zh, en = _LATE[one.waits]
    text = Words(zh.format(one.used, one.limit), en.format(one.used, one.limit))
    nth = nth_time(one.due, day, settings.timing.repeat_every)
    return Told("hazard-waits", (one.hazard.fields.text("department"),), f"{one.waits}/{one.due}/{nth}", text, title)
