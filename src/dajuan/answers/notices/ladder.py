"""提醒阶梯 a ladder: who is told at which share of a limit, and at how many days beyond it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from fractions import Fraction
from typing import NamedTuple

from dajuan.standards.words import Words

Wrong = Callable[[str, str, str], Exception]
"""Key, and what is wrong in both languages → the error that says so."""
Whole = Callable[[object, str], int]
"""A value and its key → a whole number of days, or an error."""


class Rung(NamedTuple):
    """A step of the ladder: from ``at`` of the limit on, or from so many days beyond it."""

    code: str
    name: Words
    at: Fraction | None
    over: int | None
    tell: tuple[str, ...]

    @property
    def percent(self) -> int | None:
        """``at``, as its file writes it."""
        return None if self.at is None else int(self.at * 100)

    def reached(self, used: int, limit: int) -> bool:
        if self.at is not None:
            return used >= self.at * limit
        return self.over is not None and used - limit >= self.over


def rung_at(ladder: Sequence[Rung], used: int, limit: int) -> Rung | None:
    """The highest step reached."""
    return next((one for one in reversed(ladder) if one.reached(used, limit)), None)


def is_near(ladder: Sequence[Rung], used: int, limit: int) -> bool:
    """Past the last step that comes before the end of a limit."""
    last = max((one.at for one in ladder if one.at is not None), default=None)
    return last is not None and used >= last * limit


def read_ladder(told: object, *, who: Collection[str], whole: Whole, wrong: Wrong) -> tuple[Rung, ...]:
    """What stands under ``ladder``. Raises what ``wrong`` makes."""
    if not isinstance(told, list) or not told:
        raise wrong("ladder", "至少一级", "has one step at least")
    return tuple(_rung(one, f"ladder[{at}]", who, whole, wrong) for at, one in enumerate(told))


def _rung(told: object, place: str, who: Collection[str], whole: Whole, wrong: Wrong) -> Rung:
    if not isinstance(told, dict) or ("at" in told) == ("over" in told):
        raise wrong(place, "写 at（百分之几）或 over（超期几天），二者之一", "takes at (percent) or over (days), one of the two")  # fmt: skip
    tell = told.get("tell")
    if not isinstance(tell, list) or not tell or set(tell) - set(who):
        raise wrong(f"{place}.tell", f"告诉 {'、'.join(who)} 中的谁", f"names whom to tell: {', '.join(who)}")
    names = told.get("name")
    if not isinstance(names, dict) or not told.get("code"):
        raise wrong(place, "要有 code 和 name", "has code and name")
    at = Fraction(whole(told["at"], f"{place}.at"), 100) if "at" in told else None
    over = whole(told["over"], f"{place}.over") if "over" in told else None
    return Rung(str(told["code"]), Words(str(names.get("zh", "")), str(names.get("en", ""))), at, over, tuple(tell))


def plain_rung(one: Rung) -> dict[str, object]:
    """As its file writes it."""
    when = {"over": one.over} if one.percent is None else {"at": one.percent}
    return {"code": one.code, **when, "tell": list(one.tell), "name": one.name._asdict()}
