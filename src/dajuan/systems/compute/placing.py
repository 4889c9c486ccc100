"""撮合: which offer each waiting need goes to and when it begins: as many as can be placed, then the least loss in all.

:func:`optimum` is a mixed-integer programme for HiGHS: one binary a candidate (need, offer, first slot), one row a need
(at most once), one row an offer and slot (no more cards than are free). :func:`greedy` takes the needs by their latest
finish and gives each its own best; :func:`full_search` tries everything and is for small cases, to hold the others to.

Losses are integers (``objectives``), so that the three can be compared exactly.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from dajuan.ledger.trouble import LedgerError
from dajuan.systems.compute.calendar import Calendar
from dajuan.systems.compute.candidates import Candidate, candidates
from dajuan.systems.compute.needs import Need
from dajuan.systems.compute.objectives import Measures, Objective
from dajuan.systems.compute.offers import Offer

if TYPE_CHECKING:
    from highspy import HighsLp

SECONDS = 5.0
"""HiGHS may think for so long; then the best there is stands, and :class:`Placing` says that it is not proved."""
MOST = 4000
"""Candidates from which on starts of the farther future are looked at in steps only."""
NEAR, STEP = 12, 6
"""Hours after the first possible one that are all looked at then, and the step of those after them."""


class Case(NamedTuple):
    """Needs to be placed on offers, with all their candidates and what each would lose."""

    needs: Sequence[Need]
    calendar: Calendar
    choices: Mapping[str, Sequence[Candidate]]
    """Of each need."""
    losses: Mapping[Candidate, int]


class Placing(NamedTuple):
    """``chosen``: by need; those that are not in it have no place. ``proved``: that there is no better one."""

    chosen: Mapping[str, Candidate]
    proved: bool

    def worth(self, case: Case) -> tuple[int, int]:
        """How many have no place and what the others lose: less is better, the first before the second."""
        return len(case.needs) - len(self.chosen), sum(case.losses[one] for one in self.chosen.values())


def case_of(
    needs: Sequence[Need], offers: Mapping[str, Offer], calendar: Calendar, objectives: Mapping[str, Objective]
) -> Case:
    """``objectives``: of each need."""
    choices = {one.code: [c for offer in offers.values() for c in candidates(one, offer, calendar)] for one in needs}
    if sum(map(len, choices.values())) > MOST:
        choices = {code: _thinned(some) for code, some in choices.items()}
    losses: dict[Candidate, int] = {}
    for code, some in choices.items():
        best = best_of(some)
        losses |= {one: objectives[code].loss(one.measures, best) for one in some}
    return Case(needs, calendar, choices, losses)


def _thinned(some: Sequence[Candidate]) -> list[Candidate]:
    firsts: dict[str, int] = {}
    for one in some:
        firsts.setdefault(one.offer, one.start)
    return [one for one in some if (after := one.start - firsts[one.offer]) <= NEAR or after % STEP == 0]


def best_of(some: Sequence[Candidate]) -> Measures:
    """The least of each measure, each for itself."""
    if not some:
        return Measures(0, 0, 0)
    return Measures(*(min(values) for values in zip(*(one.measures for one in some), strict=True)))


def greedy(case: Case) -> Placing:
    """Needs by their latest finish, each to the best that is left."""
    calendar, chosen = case.calendar.copy(), dict[str, Candidate]()
    for need in sorted(case.needs, key=lambda one: (one.latest_finish, one.code)):
        left = [one for one in case.choices[need.code] if calendar.fits(one.offer, one.quantity, one.start, one.slots)]
        if left:
            one = min(left, key=lambda it: (case.losses[it], it.start, it.offer))
            chosen[need.code] = one
            calendar.take(one.offer, one.quantity, one.start, one.slots)
    return Placing(chosen, False)


def full_search(case: Case) -> Placing:
    """The optimum by trying all: exponential in the needs."""
    best = Placing({}, True)
    todo = list(case.needs)

    def walk(nth: int, calendar: Calendar, chosen: dict[str, Candidate]) -> None:
        nonlocal best
        if nth == len(todo):
            made = Placing(dict(chosen), True)
            best = min(best, made, key=lambda one: one.worth(case))
            return
        walk(nth + 1, calendar, chosen)
        for one in case.choices[todo[nth].code]:
            if calendar.fits(one.offer, one.quantity, one.start, one.slots):
                after = calendar.copy()
                after.take(one.offer, one.quantity, one.start, one.slots)
                walk(nth + 1, after, {**chosen, one.need: one})

    walk(0, case.calendar.copy(), {})
    return best


def optimum(case: Case, *, seconds: float = SECONDS) -> Placing:
    """By HiGHS, which begins with the greedy placing and so is never worse. Raises ``LedgerError`` where it is not
    installed."""
    columns = [one for need in case.needs for one in case.choices[need.code]]
    if not columns:
        return Placing({}, True)
    first = greedy(case)
    picked, proved = _solve(columns, case, set(first.chosen.values()), seconds)
    found = Placing({one.need: one for one in picked}, proved)
    return found if proved else min(found, first, key=lambda one: one.worth(case))


def _solve(
    columns: Sequence[Candidate], case: Case, first: Collection[Candidate], seconds: float
) -> tuple[list[Candidate], bool]:
    try:
        import highspy
    except ImportError as error:
        raise LedgerError(
            "撮合要 HiGHS：pip install 'dajuan[compute]'", "placing needs HiGHS: pip install 'dajuan[compute]'"
        ) from error
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.silent()
    solver.setOptionValue("time_limit", seconds)
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.setOptionValue("threads", 1)
    solver.passModel(_model(columns, _rows(columns, case.calendar), case))
    start = highspy.HighsSolution()
    start.col_value = [float(one in first) for one in columns]
    solver.setSolution(start)
    solver.run()
    status = solver.getModelStatus()
    values = solver.getSolution().col_value
    picked = [one for one, value in zip(columns, values, strict=False) if value > 0.5]
    return picked, status == highspy.HighsModelStatus.kOptimal


class _Row(NamedTuple):
    most: int
    entries: list[tuple[int, int]]
    """Column and what it takes."""


def _rows(columns: Sequence[Candidate], calendar: Calendar) -> list[_Row]:
    """A row a need, and one for each offer and slot that more may want than are free."""
    needs: dict[str, list[tuple[int, int]]] = {}
    slots: dict[tuple[str, int], list[tuple[int, int]]] = {}
    for nth, one in enumerate(columns):
        needs.setdefault(one.need, []).append((nth, 1))
        for slot in range(one.start, min(one.end, calendar.horizon)):
            slots.setdefault((one.offer, slot), []).append((nth, one.quantity))
    rows = [_Row(1, entries) for entries in needs.values()]
    for (offer, slot), entries in slots.items():
        free = calendar.free[offer][slot]
        wanted: dict[str, int] = {}
        for nth, quantity in entries:
            need = columns[nth].need
            wanted[need] = max(wanted.get(need, 0), quantity)
        if sum(wanted.values()) > free:
            rows.append(_Row(free, entries))
    return rows


def _model(columns: Sequence[Candidate], rows: Sequence[_Row], case: Case) -> HighsLp:
    import highspy

    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(columns), len(rows)
    placed = 1 + sum(max((case.losses[one] for one in some), default=0) for some in case.choices.values())
    # To leave one need out is worse than whatever all of them could lose.
    model.col_cost_ = [float(case.losses[one] - placed) for one in columns]
    model.col_lower_, model.col_upper_ = [0.0] * len(columns), [1.0] * len(columns)
    model.row_lower_ = [-highspy.kHighsInf] * len(rows)
    model.row_upper_ = [float(row.most) for row in rows]
    model.integrality_ = [highspy.HighsVarType.kInteger] * len(columns)
    matrix = model.a_matrix_
    matrix.format_ = highspy.MatrixFormat.kRowwise
    ends = [0]
    for row in rows:
        ends.append(ends[-1] + len(row.entries))
    matrix.start_ = ends
    matrix.index_ = [nth for row in rows for nth, _ in row.entries]
    matrix.value_ = [float(quantity) for row in rows for _, quantity in row.entries]
    return model
