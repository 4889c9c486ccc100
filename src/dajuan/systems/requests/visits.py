"""入企 visits: one budget a firm and month over all departments. Who comes beyond it is told who has been; in an emergency a
leader's note opens the door.

A visit's code holds the firm, the month and which of the month it is. Of two departments that plan at once only one gets
a number, and the other looks again: the budget holds without anybody being kept waiting.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from dajuan.ledger.entry import Draft, Evidence, Value
from dajuan.ledger.trouble import RefusedError, Trouble
from dajuan.subjects.row import Row
from dajuan.systems.requests import PROGRAMME, VISITS
from dajuan.systems.requests.handling import Handling, Handlings
from dajuan.systems.requests.intake import Firm

_CODE = re.compile(r"RQ-([0-9A-Z]{18})-(\d{6})-(\d{2})")
_MOST = 99


class Visit(NamedTuple):
    code: str
    name: str
    enterprise: str
    enterprise_name: str
    department: str
    helpers: str
    kind: str
    planned_on: date
    stage: str
    stage_on: date | None
    emergency: bool

    @property
    def counts(self) -> bool:
        """Against the budget: what was called off does not, nor what a leader let through."""
        return self.stage != "cancelled" and not self.emergency

    @property
    def month(self) -> str:
        return f"{self.planned_on:%Y%m}"


class Plan(NamedTuple):
    """A visit somebody wants to make."""

    firm: Firm
    department: str
    name: str
    kind: str
    on: date
    helpers: str = ""
    emergency: bool = False
    leader: str = ""
    note: str = ""
    request: str = ""
    evidence: tuple[Evidence, ...] = ()


class Budget(NamedTuple):
    """Of a firm in a month."""

    rule: Handling
    """In force on the month's first day."""
    visits: tuple[Visit, ...]
    """All of the month, by day."""

    @property
    def most(self) -> int:
        return self.rule.visits_a_month

    @property
    def counted(self) -> int:
        return sum(one.counts for one in self.visits)

    @property
    def left(self) -> int:
        return max(0, self.most - self.counted)


def visit_of(row: Row) -> Visit | None:
    """None where its code or its day is none of ours."""
    said = {key: str(value) for key, value in row.fields.items()}
    try:
        planned_on = date.fromisoformat(said.get("planned-on", ""))
    except ValueError:
        return None
    return Visit(
        row.code, row.name, said.get("enterprise", ""), said.get("enterprise-name", ""), said.get("department", ""),
        said.get("helpers", ""), said.get("kind", ""), planned_on, row.stage, row.stage_on,
        row.fields.get("emergency") is True,
    )  # fmt: skip


def budget_of(firm: str, month: date, visits: Iterable[Visit], rules: Handlings) -> Budget:
    """``visits``: any; those of the firm and the month are looked at."""
    own = [one for one in visits if one.enterprise == firm and one.month == f"{month:%Y%m}"]
    return Budget(rules.on(month.replace(day=1)), tuple(sorted(own, key=lambda one: (one.planned_on, one.code))))


def planned(plan: Plan, budget: Budget, *, today: date) -> list[Draft]:
    """The entries of a planned visit. Raises :class:`RefusedError` naming the field, and where the budget is spent who comes
    already; what its pack wants of it is told when they are appended."""
    troubles = [*_wrong(plan, today), *_over(plan, budget)]
    number = 1 + max((int(found[3]) for one in budget.visits if (found := _CODE.fullmatch(one.code))), default=0)
    if number > _MOST:
        troubles.append(Trouble("visits", f"这个月已报了 {_MOST} 次", f"{_MOST} visits were planned this month"))
    if troubles:
        raise RefusedError(troubles)
    code = f"RQ-{plan.firm.code}-{plan.on:%Y%m}-{number:02d}"
    opened = Draft(
        programme=VISITS, subject=code, kind="opened", effective_on=today, fields=_fields(plan), note=plan.note,
        evidence=plan.evidence, links={"request": f"{PROGRAMME}/{plan.request}"} if plan.request else {},
    )  # fmt: skip
    return [opened, Draft(programme=VISITS, subject=code, kind="moved", effective_on=today, stage="planned")]


def _fields(plan: Plan) -> dict[str, Value]:
    said: dict[str, Value] = {
        "name": plan.name, "enterprise": plan.firm.code, "enterprise-name": plan.firm.name, "department": plan.department,
        "kind": plan.kind, "planned-on": plan.on.isoformat(), "district": plan.firm.district, "helpers": plan.helpers,
        "leader": plan.leader if plan.emergency else "",
    }  # fmt: skip
    return {key: value for key, value in said.items() if value} | ({"emergency": True} if plan.emergency else {})


def _wrong(plan: Plan, today: date) -> list[Trouble]:
    found = []
    for key, said, zh, en in (
        ("on", plan.on >= today, f"计划日期 {plan.on} 已过（今天 {today}）", f"{plan.on} is over (today is {today})"),
        ("leader", not plan.emergency or plan.leader.strip(), "突发事件要写明批示的领导", "an emergency names the leader who agreed"),
        ("note", not plan.emergency or plan.note.strip(), "突发事件要写明批示内容", "an emergency has the leader's words in the note"),
    ):  # fmt: skip
        if not said:
            found.append(Trouble("required", zh, en, field=key))
    return found


def _over(plan: Plan, budget: Budget) -> list[Trouble]:
    if plan.emergency or budget.left:
        return []
    came = [one for one in budget.visits if one.counts]
    who_zh = "；".join(f"{one.planned_on} {one.department}（{one.name}）" for one in came) or "无"
    who_en = "; ".join(f"{one.planned_on} {one.department} ({one.name})" for one in came) or "none"
    return [Trouble(
        "visits",
        f"{plan.firm.name} {plan.on:%Y年%m月}的入企次数已满（按“{budget.rule.name.zh}”最多 {budget.most} 次）：{who_zh}。可与其中一次联合入企、改到下月；突发事件凭领导批示",
        f"{plan.firm.name} has had its visits of {plan.on:%Y-%m} ({budget.most} at most by '{budget.rule.name.en}'): {who_en}."
        " Join one of them, choose another month, or in an emergency bring a leader's note",
        field="on",
    )]  # fmt: skip


def held(visit: Visit, *, on: date, note: str, evidence: Sequence[Evidence] = ()) -> Draft:
    """Raises :class:`RefusedError` where it is made in another month than the one it was planned for."""
    if visit.month != f"{on:%Y%m}":
        raise RefusedError([Trouble(
            "visits",
            f"计划在 {visit.planned_on:%Y年%m月}，不能记到 {on:%Y年%m月}：先取消，再报新月份的计划",
            f"it was planned for {visit.planned_on:%Y-%m}, not {on:%Y-%m}: call it off and plan one of that month",
            field="on",
        )])  # fmt: skip
    return _moved(visit, "held", on, note, tuple(evidence))


def cancelled(visit: Visit, *, on: date, note: str) -> Draft:
    return _moved(visit, "cancelled", on, note, ())


def _moved(visit: Visit, stage: str, on: date, note: str, evidence: tuple[Evidence, ...]) -> Draft:
    return Draft(
        programme=VISITS, subject=visit.code, kind="moved", effective_on=on, stage=stage, note=note, evidence=evidence
    )
