"""What was typed into the forms of permits → values, or what is wrong with each."""

from __future__ import annotations

from datetime import date, datetime

from dajuan.ledger.trouble import RefusedError, Trouble
from dajuan.programmes.values import ValueTrouble
from dajuan.programmes.values.dates import read_moment
from dajuan.web.served import served
from dajuan.web.systems.days import day_typed


def moment_typed(said: str) -> datetime:
    """Raises :class:`RefusedError`."""
    try:
        return datetime.fromisoformat(read_moment(said.strip()))
    except ValueTrouble as trouble:
        raise RefusedError([Trouble("value", f"时刻：{trouble.zh}", f"moment: {trouble.en}", field="at")]) from trouble


def past_day(said: str, field: str) -> date:
    """A day up to today; today where none was typed."""
    today = served().today()
    day = day_typed(said, field) or today
    if day > today:
        raise RefusedError([Trouble("value", f"{day} 还没有到（今天 {today}）", f"{day} has not come yet (today is {today})", field=field)])  # fmt: skip
    return day
