"""督查看板: every target of a year as it stands on a day — how far, how far it ought to be, its light, and why.

A board is a value: asked as of a day and as known at a moment it is the same whenever it is asked. Proposed targets are
not on it (nobody was asked for them yet), nor are those dropped; both are counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from dajuan.answers.binding import bound_to
from dajuan.answers.completion import Bound as Judged
from dajuan.answers.curves import curve_for
from dajuan.answers.lights import Light, Missing, Progress, light
from dajuan.answers.measure import Measured, measure
from dajuan.answers.read import targets
from dajuan.answers.rules import Rules
from dajuan.answers.schedule import Curve, CurveError
from dajuan.answers.target import Target
from dajuan.figures.ask import RootedEngine
from dajuan.ledger.ledger import Ledger
from dajuan.ledger.trouble import LedgerError
from dajuan.standards.supervision.lights import State

GREY: tuple[State, ...] = ("unmeasured",)
OFF = frozenset({"proposed", "dropped"})
"""Stages in which a target is not on the board."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One target on the board."""

    target: Target
    measured: Measured
    progress: Progress
    light: Light
    level: int = 0
    """0 for a promise of the plan, 1 for a part of it."""
    notes: tuple[tuple[str, str], ...] = ()
    """What else is to be known of it: its curve could not be drawn, a cell could not be read."""
    drawn: dict[str, object] = field(default_factory=dict, compare=False, repr=False)
    """What was worked out of it, once: a board is looked at many times."""

    @property
    def completion(self) -> Fraction | None:
        return self.light.done


@dataclass(frozen=True, slots=True)
class Board:
    year: int
    as_of: date
    size: int
    root: str
    """The log it was made from: its first ``size`` entries, and their root in hex."""
    standings: tuple[Standing, ...]
    """In the plan's order, parts after their whole."""
    rules: Rules
    proposed: int = 0
    dropped: tuple[Target, ...] = ()

    def counts(self) -> dict[State, int]:
        """How many promises of the plan are in each state; parts are not counted twice."""
        return dict(Counter(one.light.state for one in self.wholes()))

    def wholes(self) -> Iterator[Standing]:
        return (one for one in self.standings if not one.level)

    def areas(self) -> list[tuple[str, list[Standing]]]:
        """The areas of work in the plan's order, with what stands in each."""
        areas: dict[str, list[Standing]] = {}
        for one in self.standings:
            areas.setdefault(one.target.area, []).append(one)
        return list(areas.items())

    def parts(self, code: str) -> list[Standing]:
        return [one for one in self.standings if one.target.part_of == code]

    def of(self, code: str) -> Standing:
        return next(one for one in self.standings if one.target.code == code)


def board(
    ledger: Ledger,
    engine: RootedEngine,
    rules: Rules,
    *,
    year: int,
    as_of: date,
    size: int | None = None,
    verified: bool = False,
) -> Board:
    """The board of a year. Raises :class:`LedgerError` where the year has no plan."""
    known = targets(ledger, year=year, as_of=as_of, size=size)
    if not known:
        raise _no_plan(ledger, year, as_of)
    on = [one for one in known if one.stage not in OFF]
    measures = measure(on, ledger.programmes, engine, as_of=as_of, size=size, verified=verified)
    standings = [_standing(one, measures[one.code], on, ledger, rules, as_of) for one in on]
    whole = engine.size if size is None else min(size, engine.size)
    return Board(
        year,
        as_of,
        whole,
        engine.root(whole).hex(),
        tuple(standings),
        rules,
        sum(one.stage == "proposed" for one in known),
        tuple(one for one in known if one.stage == "dropped"),
    )


def _no_plan(ledger: Ledger, year: int, as_of: date) -> LedgerError:
    known = targets(ledger)
    later = min((one.since for one in known if one.year == year), default=None)
    if later is not None:
        return LedgerError(
            f"{year} 年的计划从 {later} 起才有，看的是 {as_of}：看晚一点的日子",
            f"{year} has its plan from {later} only, and this asks as of {as_of}: ask as of a later day",
        )
    years = sorted({one.year for one in known})
    has = "、".join(str(one) for one in years) or "（无）"
    return LedgerError(
        f"{year} 年到 {as_of} 还没有计划；已有计划的年份：{has}。先运行 dajuan plan import",
        f"{year} has no plan by {as_of}; years with one: {', '.join(map(str, years)) or 'none'}. Run dajuan plan import",
    )


def _standing(
    target: Target, measured: Measured, known: Sequence[Target], ledger: Ledger, rules: Rules, as_of: date
) -> Standing:
    notes = list(target.troubles)
    steps = [one for one in known if one.part_of == target.code and one.kind == "milestone"]
    try:
        curve = curve_for(target, measured, steps, rules.curve)
        progress = progress_of(target, measured, ledger, curve)
        shown = light(progress, as_of, rules.lights)
    except CurveError as error:
        notes.append(
            (f"进度要求用不了，按默认：{error.zh}", f"its schedule cannot be followed, default used: {error.en}")
        )
        progress = progress_of(target, measured, ledger, rules.curve)
        shown = light(progress, as_of, rules.lights)
    if shown.state in GREY and measured.why is not None:
        shown = replace(
            shown, zh=f"{_before(shown.zh)}：{measured.why[0]}", en=f"{_before(shown.en)}: {measured.why[1]}"
        )
    return Standing(target, measured, progress, shown, target.code.count("."), tuple(notes))


def _before(words: str) -> str:
    """The state's name, off what is said of it."""
    return words.replace("：", ":").partition(":")[0]


def progress_of(target: Target, measured: Measured, ledger: Ledger, curve: Curve) -> Progress:
    """A target and what it has come to, as lights judge them: all in base units."""
    numeric = target.kind == "number"
    low, high = (target.low, target.high) if numeric else (Fraction(1), None)
    bound: Judged = "at_least" if not numeric else _BOUNDS[target.bound]
    if bound == "at_most":
        low = None
    elif bound != "range":
        high = None
    return Progress(
        value=measured.value,
        low=low,
        high=high,
        bound=bound,
        start=min(date(target.year, 1, 1), target.due),
        deadline=target.due,
        curve=curve,
        accrues=target.kind == "task" or (numeric and target.accrues),  # A milestone has no half of it due before.
        baseline=_baseline(target, measured),
        rate=target.basis in ("growth", "share") or _in_percent(target),
        less=_less_is_better(target, ledger),
        closed=target.over and (not numeric or measured.value is None),
        missing=_missing(target, measured),
    )


_BOUNDS: dict[str, Judged] = {
    "at-least": "at_least",
    "at-most": "at_most",
    "range": "range",
    "about": "about",
    "exactly": "exactly",
}


def _in_percent(target: Target) -> bool:
    return target.value is not None and target.value.amount.unit.dimension in ("ratio", "point")


def _baseline(target: Target, measured: Measured) -> Fraction | None:
    """Where a level starts from: as told, else where the year before ended. A growth starts from nothing."""
    if target.accrues or target.basis in ("growth", "rank") or target.kind != "number":
        return None
    return target.baseline.value if target.baseline else measured.year_end_before


def _less_is_better(target: Target, ledger: Ledger) -> bool:
    if target.bound == "at-most":
        return True
    if target.binding is None:
        return False
    try:
        return bound_to(ledger.programmes, target.binding)[1].direction == "down"
    except LedgerError:
        return False


def _missing(target: Target, measured: Measured) -> Missing | None:
    if measured.value is not None:
        return None
    if target.kind == "number" and target.value is None:
        return "no_number"
    return "no_entries" if target.binding or target.reported else "no_indicator"
