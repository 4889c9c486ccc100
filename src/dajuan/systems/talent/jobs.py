"""就业 jobs: what offices report by month, held against the year's target and against how much of the year has passed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from dajuan.figures.period import period_with
from dajuan.ledger.entry import Draft, Value
from dajuan.ledger.state import State
from dajuan.systems.talent import JOBS

MEASURES = ("new-urban", "rural-transfer", "reemployed", "hardship")
MONTHS = 12


class Office(NamedTuple):
    """An office's year. ``months``: by measure what it reported of each month; None where it reported nothing."""

    code: str
    name: str
    months: Mapping[str, tuple[int | None, ...]]
    targets: Mapping[str, int | None]


class Measure(NamedTuple):
    """One measure over all offices."""

    key: str
    months: tuple[int | None, ...]
    """None: no office reported it."""
    target: int | None
    """None: no office has one."""

    @property
    def done(self) -> int:
        return sum(one for one in self.months if one is not None)

    @property
    def share(self) -> Fraction | None:
        """Of the target."""
        return Fraction(self.done, self.target) if self.target else None

    def running(self) -> list[int | None]:
        """Added up month by month, to the last that was reported."""
        last = max((nth for nth, one in enumerate(self.months) if one is not None), default=-1)
        return [sum(one or 0 for one in self.months[: nth + 1]) if nth <= last else None for nth in range(MONTHS)]


def month_end(year: int, month: int) -> date:
    """The day under which a month's amount stands."""
    return period_with("month", date(year, month, 1)).end


def passed(year: int, on: date) -> Fraction:
    """序时进度: the share of the year's months that are over."""
    ended = sum(month_end(year, month) <= on for month in range(1, MONTHS + 1))
    return Fraction(ended, MONTHS)


def offices(states: Iterable[State], year: int, on: date) -> list[Office]:
    """Those that reported, as it was on a day."""
    seen = (one.seen(as_of=on) for one in states)
    return sorted((_office(one, year, on) for one in seen if one.opened is not None), key=lambda one: one.code)


def _office(state: State, year: int, on: date) -> Office:
    ends = [month_end(year, month) for month in range(1, MONTHS + 1)]
    of_year = date(year, MONTHS, 31)
    levels = {key: state.level(f"{key}-target", of_year) for key in MEASURES}
    name = state.level("name")
    return Office(
        state.subject,
        str(name.value) if name else "",
        {key: tuple(_amount(state, key, end) for end in ends) for key in MEASURES},
        {key: int(held.value) if held and held.on.year == year else None for key, held in levels.items()},
    )


def _amount(state: State, key: str, end: date) -> int | None:
    held = state.flow(key, end)
    return int(held.value) if held else None


def measures(some: Iterable[Office]) -> list[Measure]:
    listed = list(some)
    found = []
    for key in MEASURES:
        months = tuple(_sum(one.months[key][nth] for one in listed) for nth in range(MONTHS))
        found.append(Measure(key, months, _sum(one.targets[key] for one in listed)))
    return found


def _sum(numbers: Iterable[int | None]) -> int | None:
    known = [one for one in numbers if one is not None]
    return sum(known) if known else None


def reported(state: State, end: date, heads: Mapping[str, int]) -> list[Draft]:
    """A month's heads; those reported before are corrected where they were others, the rest of that entry standing."""
    drafts: list[Draft] = []
    before = {
        seq: entry for seq, entry in state.entries.items() if entry.kind == "measured" and entry.effective_on == end
    }
    left = dict[str, Value](heads)
    for seq, entry in before.items():
        fields = {key: left.pop(key, value) for key, value in entry.fields.items()}
        if fields != entry.fields:
            drafts.append(Draft(programme=JOBS, subject=state.subject, kind="measured", effective_on=end, fields=fields, replaces=seq))  # fmt: skip
    if left:
        drafts.append(Draft(programme=JOBS, subject=state.subject, kind="measured", effective_on=end, fields=left))
    return drafts


def targeted(state: State, year: int, targets: Mapping[str, int]) -> list[Draft]:
    """The year's targets, from its first day on."""
    first = date(year, 1, 1)
    said: dict[str, Value] = {}
    for key, target in targets.items():
        held = state.level(f"{key}-target", first)
        if held is None or (held.on, held.value) != (first, target):
            said[f"{key}-target"] = target
    return (
        [Draft(programme=JOBS, subject=state.subject, kind="stated", effective_on=first, fields=said)] if said else []
    )
