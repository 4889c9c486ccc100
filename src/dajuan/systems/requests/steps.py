"""下一步 what may be done to a request next, each as drafts of entries. Who may do it is the pages' to ask; in which order,
with what, and by whom not, is held by the pack when the drafts are appended.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from dajuan.ledger.entry import Draft, Evidence, Kind, Value
from dajuan.ledger.trouble import RefusedError, Trouble
from dajuan.standards.words import Words
from dajuan.standards.working_days import WorkedDays
from dajuan.systems.masking import masked_text
from dajuan.systems.requests import PROGRAMME
from dajuan.systems.requests.case import Case
from dajuan.systems.requests.clock import used
from dajuan.systems.requests.handling import Handlings
from dajuan.systems.requests.intake import LONGEST
from dajuan.systems.requests.standing import handling_clock

SATISFIED = frozenset({"satisfied", "mostly"})


class Told(NamedTuple):
    """What a step is told. Words are masked before they are kept."""

    note: str = ""
    department: str = ""
    helpers: str = ""
    grade: str = ""
    days: int = 0
    into: str = ""
    satisfaction: str = ""
    by: str = ""
    evidence: tuple[Evidence, ...] = ()


class Step(NamedTuple):
    """``whose``: who takes it — the office, the department, a second person (review), the enterprise itself."""

    key: str
    name: Words
    whose: str
    of: frozenset[str]
    """The stages in which it may be taken."""
    asks: tuple[str, ...]
    """What it asks for, of ``Told``; with a * it cannot do without."""


def _step(key: str, zh: str, en: str, whose: str, of: str, asks: str) -> Step:
    return Step(key, Words(zh, en), whose, frozenset(of.split()), tuple(asks.split()))


_OPEN = "received assigned handled answered visited not-ours sent-back reopened waiting"
STEPS: tuple[Step, ...] = (
    _step("assign", "交办", "Assign", "office", "received not-ours", "department* helpers grade note"),
    _step("handle", "登记办理结果", "Record what was done", "department", "assigned sent-back reopened", "note* evidence"),
    _step("answer", "答复企业", "Answer the enterprise", "department", "handled", "note* evidence"),
    _step("visit", "回访", "Visit", "review", "answered", "satisfaction* by* note"),
    _step("close", "办结", "Close", "review", "visited", "note"),
    _step("wait", "等企业补材料（停表）", "Wait for papers (stops the clock)", "department", "assigned sent-back reopened handled", "note*"),
    _step("resume", "材料已到（续表）", "Papers are in (clock goes on)", "department", "waiting", "note evidence"),
    _step("return", "不属本单位，退回", "Return as not ours", "department", "assigned", "note*"),
    _step("send-back", "退回重办", "Send back", "review", "handled answered", "note*"),
    _step("extend", "批准延期", "Grant more time", "review", "assigned handled sent-back reopened waiting", "days* note*"),
    _step("merge", "并入另一件", "Merge into another", "office", _OPEN, "into* note*"),
    _step("retract", "企业撤回", "Withdrawn by the enterprise", "office", _OPEN, "note*"),
    _step("papers", "补充材料", "Add papers", "enterprise", _OPEN, "evidence* note"),
    _step("rate", "评价", "Rate", "enterprise", "answered", "satisfaction* note"),
    _step("withdraw", "撤回诉求", "Withdraw the request", "enterprise", _OPEN, "note*"),
)  # fmt: skip
BY_KEY = {one.key: one for one in STEPS}


def steps_for(case: Case) -> list[Step]:
    """What may be done to it by somebody, in the order of the list."""
    return [one for one in STEPS if case.stage in one.of]


def drafts_of(
    step: Step,
    case: Case,
    told: Told,
    *,
    on: date,
    rules: Handlings,
    days: WorkedDays,
    others: Sequence[Case] = (),
    names: Sequence[str] = (),
) -> list[Draft]:
    """``others``: the requests that ``into`` may name. ``names``: of persons, masked wherever the words have them.

    Raises :class:`RefusedError` naming the field that is wrong.
    """
    troubles = _missing(step, told)
    if case.stage not in step.of:
        troubles.append(_wrong(case, "stage", "现在不能这样办", f"'{step.key}' cannot be done in this stage"))
    if len(told.note) > LONGEST:
        troubles.append(_wrong(case, "note", f"最多 {LONGEST} 字", f"takes {LONGEST} characters at most"))
    if troubles:
        raise RefusedError(troubles)
    make = _Making(case, told._replace(note=masked_text(told.note, names)), on, rules, days)
    match step.key:
        case "assign":
            return make.assigned()
        case "answer":
            return make.answered()
        case "resume":
            return [make.resumed()]
        case "visit" | "rate":
            return make.visited("own" if step.key == "rate" else told.by)
        case "extend":
            return make.extended()
        case "merge":
            return make.merged(others)
        case "papers":
            return [make.draft("attached")]
    return [make.moved(_TO[step.key])]


_TO = {
    "handle": "handled", "wait": "waiting", "return": "not-ours", "send-back": "sent-back", "close": "closed",
    "retract": "retracted", "withdraw": "retracted",
}  # fmt: skip


class _Making(NamedTuple):
    case: Case
    told: Told
    on: date
    rules: Handlings
    days: WorkedDays

    def draft(self, kind: Kind, **more: object) -> Draft:
        said = {"note": self.told.note, "evidence": self.told.evidence, **more}
        return Draft(programme=PROGRAMME, subject=self.case.code, kind=kind, effective_on=self.on, **said)  # type: ignore[arg-type]

    def moved(self, stage: str, fields: dict[str, Value] | None = None) -> Draft:
        return self.draft("moved", stage=stage, fields=fields or {})

    def assigned(self) -> list[Draft]:
        fields: dict[str, Value] = {"department": self.told.department}
        if self.told.helpers:
            fields["helpers"] = self.told.helpers
        if self.told.grade and self.told.grade != self.case.grade:
            fields["grade"] = self.told.grade
        return [self.moved("assigned", fields)]

    def resumed(self) -> Draft:
        """Back to where it was, which may be a stage that wants to know why."""
        return self.draft("moved", stage=self.case.main, note=self.told.note or "材料已到")

    def answered(self) -> list[Draft]:
        """With how long it took, by the rules in force, as it is known today."""
        now = self.case.round
        assert now is not None, "what was handled had been assigned"
        rule = self.rules.on(self.case.received_on)
        clock = handling_clock(self.case, rule, now, len(self.case.rounds) == 1)
        took = used(clock, self.on, self.days)
        earlier = self.case.fields.get("in-time")
        late_before = len(self.case.rounds) > 1 and earlier is False
        in_time = took <= clock.limit and not late_before
        return [self.moved("answered", {"days-used": took, "in-time": in_time})]

    def visited(self, by: str) -> list[Draft]:
        """What a visit finds wanting is opened again with it."""
        fields: dict[str, Value] = {"satisfaction": self.told.satisfaction, "visited-by": by}
        if "satisfied-at-first" not in self.case.fields:
            fields["satisfied-at-first"] = self.told.satisfaction in SATISFIED
        visit = self.moved("visited", fields)
        if self.told.satisfaction in SATISFIED:
            return [visit]
        why = self.told.note or "回访不满意"
        return [visit, self.draft("moved", stage="reopened", note=why, evidence=())]

    def extended(self) -> list[Draft]:
        rule = self.rules.on(self.case.received_on)
        extension = self.case.extension + self.told.days
        if self.told.days < 1 or extension > rule.extension_most:
            raise RefusedError([_wrong(
                self.case, "days",
                f"延期合计最多 {rule.extension_most} 个工作日，已批 {self.case.extension}",
                f"{rule.extension_most} working days of extension at most in all, {self.case.extension} are granted",
            )])  # fmt: skip
        return [self.draft("stated", fields={"extension": extension})]

    def merged(self, others: Sequence[Case]) -> list[Draft]:
        """Both stay; this one ends and says where it goes on."""
        into = next((one for one in others if one.code == self.told.into), None)
        if into is None or into.code == self.case.code or not into.stands:
            raise RefusedError([_wrong(
                self.case, "into",
                f"{self.told.into} 不在，或已撤回、已并入别的：并入的要是另一件有效的诉求",
                f"{self.told.into} is not there, or was withdrawn or merged itself: name another one that stands",
            )])  # fmt: skip
        links = {"into": f"{PROGRAMME}/{into.code}"}
        return [self.draft("linked", links=links, note="", evidence=()), self.moved("merged")]


def _missing(step: Step, told: Told) -> list[Trouble]:
    troubles = []
    for ask in step.asks:
        key = ask.removesuffix("*")
        if ask.endswith("*") and not getattr(told, key):
            troubles.append(Trouble("required", f"{step.name.zh}：没有填", f"{step.key}: is missing", field=key))
    if told.satisfaction == "dissatisfied" and not told.note.strip():
        troubles.append(Trouble("required", "不满意的，写明哪里不满意", "say what was found wanting", field="note"))
    return troubles


def _wrong(case: Case, field: str, zh: str, en: str) -> Trouble:
    return Trouble("request", f"{case.code}：{zh}", f"{case.code}: {en}", field=field)
