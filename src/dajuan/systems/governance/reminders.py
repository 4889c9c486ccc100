"""场景到期提醒: who answers for a scene under test is told before it ends, and again and again while it is not concluded."""

from __future__ import annotations

from datetime import date

from dajuan.answers.notices import settings as notices
from dajuan.answers.notices.notice import Notice
from dajuan.answers.notices.told import About, Told, notices_told, nth_time
from dajuan.ledger.ledger import Ledger
from dajuan.ledger.read import states_on
from dajuan.ledger.state import State
from dajuan.ledger.zone import Zone
from dajuan.standards.words import Words
from dajuan.systems.governance.scenes import RUNNING, SCENES


def notices_due(zone: Zone, ledger: Ledger, day: date) -> list[Notice]:
    """Nothing where the programme is not switched on."""
    if SCENES not in ledger.programmes:
        return []
    timing = notices.settings_of(zone).timing
    soon, every = min(timing.days_before, default=0), timing.repeat_every
    known = states_on(ledger, programme=SCENES, as_of=day)
    running = (one for one in known if one.stage and one.stage.value in RUNNING)
    return [notice for one in running for notice in _notices(one, soon, every, day)]


def _notices(one: State, soon: int, every: int, day: date) -> list[Notice]:
    fields = one.fields()
    last = fields.day("until")
    if last is None or (last - day).days > soon:
        return []
    told = _late(last, every, day) if day > last else _ending(last)
    name = Words(f"{fields.text('name')}（{one.subject}）", f"{fields.text('name')} ({one.subject})")
    about = About(one.subject, name, Words("开放场景", "Scene"))
    return list(notices_told(told._replace(to=(fields.text("owner"),)), about, day))


def _ending(last: date) -> Told:
    text = Words(
        f"测试到 {last} 止：备好测试报告，到期结题", f"its test ends on {last}: have the report ready to conclude it"
    )
    return Told("scene-due", (), f"{last}", text)


def _late(last: date, every: int, day: date) -> Told:
    over = (day - last).days
    text = Words(
        f"测试到 {last} 止，已过 {over} 天没有结题：写明结果，或改测试止的日期",
        f"its test ended on {last}, {over} days ago, and was not concluded: say what came of it, or put its end right",
    )
    return Told("scene-overdue", (), f"{last}/{nth_time(last, day, every)}", text)
