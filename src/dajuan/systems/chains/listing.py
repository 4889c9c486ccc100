"""四张清单 the four lists of a chain: projects, firms, problems, firms to attract; each line with its light and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Literal, NamedTuple

from dajuan.answers import schedule
from dajuan.answers.wording import percent_said
from dajuan.ledger.ledger import Ledger
from dajuan.ledger.read import size_of, states_as_known
from dajuan.ledger.state import State
from dajuan.standards.words import Words
from dajuan.subjects.row import Row
from dajuan.systems.chains.chain import PROBLEMS, PROJECTS, PROSPECTS, Chain
from dajuan.systems.chains.coverage import Cover
from dajuan.systems.chains.reading import Look, rows_in
from dajuan.systems.chains.settings import Lines

Light = Literal["blue", "green", "yellow", "red", "white", "grey"]
_DONE = frozenset({"producing", "at-capacity"})
_OFF = frozenset({"terminated", "removed"})
_UNDER_WAY = frozenset({"started", "building"})
_OPEN_PROBLEM = frozenset({"", "raised", "assigned"})
_OPEN_PROSPECT = frozenset({"", "listed", "contacted", "visited"})


class Line(NamedTuple):
    """A subject on a list. ``due``: the day by which it should be done, where somebody said one."""

    row: Row
    light: Light
    why: Words
    due: date | None = None
    done: Fraction | None = None
    """Of a project: what was invested this year, of what was planned for it."""


class FirmLine(NamedTuple):
    """A firm of the zone with all that it is in the chain."""

    firm: str
    name: str
    nodes: tuple[str, ...]
    products: tuple[str, ...]
    share: Fraction
    """Of its revenue, what it makes in this chain."""
    made: Fraction | None
    """In the year, 分; None: its revenue is not known."""
    only_at: tuple[str, ...]
    """Nodes at which no other firm of the zone is."""
    leads: bool


def firm_lines(chain: Chain, covers: Mapping[str, Cover]) -> list[FirmLine]:
    """Each firm once, those that make most in the chain first."""
    by: dict[str, list[str]] = {}
    for code, cover in covers.items():
        for firm in cover.firms:
            by.setdefault(firm, []).append(code)
    found = []
    for firm, nodes in by.items():
        own = [one for code in nodes for one in chain.placed[code] if one.firm == firm]
        share = sum((one.share for one in own), Fraction(0))
        revenue = chain.firms[firm].revenue
        found.append(
            FirmLine(
                firm,
                chain.firms[firm].name or own[0].name,
                tuple(nodes),
                tuple(dict.fromkeys(one.product for one in own if one.product)),
                share,
                None if revenue is None else revenue * share,
                tuple(code for code in nodes if covers[code].single),
                firm in chain.leading,
            )
        )
    return sorted(found, key=lambda one: (-(one.made or 0), one.firm))


def problem_lines(look: Look, chain: str, day: date) -> list[Line]:
    return _sorted(_problem(row, day) for row in rows_in(look, chain, PROBLEMS))


def _problem(row: Row, day: date) -> Line:
    due = _day(row, "due")
    if row.stage == "dropped":
        return Line(row, "white", Words("不予办理", "not taken up"), due)
    if row.stage not in _OPEN_PROBLEM:
        return Line(row, "blue", Words("已办结", "solved"), due)
    if due is not None and due < day:
        late = (day - due).days
        return Line(row, "red", Words(f"超期 {late} 天", f"{late} days overdue"), due)
    if due is None:
        return Line(row, "yellow", Words("没有交办时限", "no day is set"), due)
    return Line(row, "green", Words("在期限内", "within its time"), due)


def prospect_lines(look: Look, chain: str, day: date) -> list[Line]:
    return _sorted(_prospect(row, day) for row in rows_in(look, chain, PROSPECTS))


def _prospect(row: Row, day: date) -> Line:
    due = _day(row, "due")
    if row.stage == "dropped":
        return Line(row, "white", Words("已放弃", "dropped"), due)
    if row.stage not in _OPEN_PROSPECT:
        return Line(row, "blue", Words("已签约或落地", "signed or landed"), due)
    if due is not None and due < day:
        late = (day - due).days
        return Line(row, "red", Words(f"过了计划签约日期 {late} 天", f"{late} days past its signing date"), due)
    return Line(row, "green" if due else "white", Words("在谈", "in talks"), due)


def project_lines(
    ledger: Ledger, look: Look, row: Row, day: date, lines: Lines, sees: Callable[[Row], bool]
) -> tuple[list[Line], int]:
    """The projects that a chain links to and ``sees`` lets through, and how many it does not."""
    codes = row.linked("project")
    rows = look.those(PROJECTS, codes)
    seen = [one for one in rows if sees(one)]
    size = size_of(ledger) if look.size is None else look.size
    states = states_as_known(ledger, programme=PROJECTS, subjects=[one.code for one in seen], size=size)
    found = (_project(one, _invested(states[one.code], day), day, lines) for one in seen)
    return _sorted(found), len(rows) - len(seen)


def _invested(state: State, day: date) -> int:
    """Since January, 分."""
    return sum(
        int(entry.fields["invested"])
        for entry in state.entries.values()
        if entry.kind == "measured"
        and "invested" in entry.fields
        and entry.effective_on.year == day.year
        and entry.effective_on <= day
    )


def _project(row: Row, invested: int, day: date, lines: Lines) -> Line:
    due, planned = _day(row, "due-on"), row.fields.get("planned-year")
    done = Fraction(invested, int(planned)) if planned else None
    if row.stage in _DONE:
        return Line(row, "blue", Words("已投产", "producing"), due, done)
    if row.stage in _OFF:
        return Line(row, "white", Words("已终止或出库", "ended or removed"), due, done)
    if row.stage == "stalled":
        return Line(row, "red", Words("停缓建", "stalled"), due, done)
    if due is not None and due < day:
        late = (day - due).days
        return Line(
            row, "red", Words(f"过了计划竣工日期 {late} 天", f"{late} days past its completion date"), due, done
        )
    if row.stage not in _UNDER_WAY:
        return Line(row, "white", Words("未开工", "not started"), due, done)
    if done is None:
        return Line(row, "grey", Words("没有年度计划投资", "no investment is planned for the year"), due, done)
    elapsed = _elapsed(day)
    if done < elapsed - lines.project_behind:
        much, time = percent_said(done), percent_said(elapsed)
        zh, en = f"年度投资完成 {much}，序时 {time}", f"{much} of the year's investment, {time} of the year"
        return Line(row, "yellow", Words(zh, en), due, done)
    return Line(row, "green", Words("按序时", "on schedule"), due, done)


def _elapsed(day: date) -> Fraction:
    """序时: of the year, counted in days."""
    year = {"start": date(day.year, 1, 1), "deadline": date(day.year, 12, 31)}
    return schedule.due(schedule.Straight("days"), day, **year)


def _day(row: Row, field: str) -> date | None:
    said = row.fields.get(field)
    return date.fromisoformat(str(said)) if said else None


_ORDER: Sequence[Light] = ("red", "yellow", "grey", "green", "white", "blue")


def _sorted(lines: Iterable[Line]) -> list[Line]:
    """Red first; within a light what is due first."""
    return sorted(lines, key=lambda one: (_ORDER.index(one.light), one.due or date.max, one.row.code))
