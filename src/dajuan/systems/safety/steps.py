"""下一步 what may be done to a hazard next, as drafts: given a day, mended, rechecked by another, closed, granted more time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal, NamedTuple

from dajuan.ledger.entry import Draft, Evidence, Value
from dajuan.ledger.trouble import RefusedError, Trouble
from dajuan.standards.words import Words
from dajuan.systems.safety import HAZARDS
from dajuan.systems.safety.handling import Handling
from dajuan.systems.safety.hazard import Hazard

Whose = Literal["record", "review"]


class Told(NamedTuple):
    """What comes with a step."""

    on: date
    person: str = ""
    """Who mended, or rechecked, it."""
    due_on: date | None = None
    days: int = 0
    note: str = ""
    evidence: tuple[Evidence, ...] = ()


class Step(NamedTuple):
    key: str
    name: Words
    whose: Whose
    of: frozenset[str]
    """Stages in which it may be taken."""
    asks: tuple[str, ...]
    """Of ``Told``; with a * it cannot do without."""
    kind: str
    """What its files prove."""


def _step(key: str, zh: str, en: str, whose: Whose, of: str, asks: str, kind: str) -> Step:
    return Step(key, Words(zh, en), whose, frozenset(of.split()), tuple(asks.split()), kind)


STEPS: tuple[Step, ...] = (
    _step("notify", "通知整改", "Give notice", "record", "found", "on due_on evidence* note", "责令限期整改通知书"),
    _step("mend", "登记整改", "Record the mending", "record", "notified returned", "on person* evidence* note", "整改材料"),
    _step("pass", "复查合格", "Recheck: passed", "review", "mended", "on person* evidence* note", "复查意见书"),
    _step("fail", "复查不合格", "Recheck: failed", "review", "mended", "on person* note* evidence", "复查意见书"),
    _step("close", "销号", "Close", "review", "rechecked", "on note evidence", "销号审批单"),
    _step("extend", "批准延期", "Grant more time", "review", "notified returned", "days* note*", "延期审批"),
)  # fmt: skip
BY_KEY: Mapping[str, Step] = {one.key: one for one in STEPS}


def steps_for(one: Hazard) -> list[Step]:
    """What may be done to it by somebody, in the order of the list."""
    return [step for step in STEPS if one.stage in step.of]


def draft_of(step: Step, one: Hazard, told: Told, rules: Handling, *, today: date) -> Draft:
    """Raises :class:`RefusedError` naming the field that is wrong."""
    troubles = _missing(step, told)
    if one.stage not in step.of:
        troubles.append(_wrong(one, "stage", "现在不能这样办", f"'{step.key}' cannot be done in this stage"))
    if told.on > today:
        troubles.append(_wrong(one, "on", f"{told.on} 还没有到（今天 {today}）", f"{told.on} has not come yet (today is {today})"))  # fmt: skip
    elif told.on < one.stage_on:
        troubles.append(_wrong(one, "on", f"{told.on} 早于上一步（{one.stage_on}）", f"{told.on} is before the last step ({one.stage_on})"))  # fmt: skip
    if troubles:
        raise RefusedError(troubles)
    match step.key:
        case "notify":
            return _notified(one, told, rules)
        case "mend":
            in_time = one.due_on is None or told.on <= one.due_on
            return _moved(one, "mended", told, {"mender": told.person, "in-time": in_time})
        case "pass" | "fail":
            return _rechecked(one, told, passed=step.key == "pass")
        case "extend":
            return _extended(one, told, rules)
    return _moved(one, "closed", told, {})


def _notified(one: Hazard, told: Told, rules: Handling) -> Draft:
    """The day given, or the last that the grade's limit allows."""
    grade = one.fields.text("grade")
    last = rules.after(told.on, rules.limits[grade])
    due = told.due_on or last
    if not told.on <= due <= last:
        days = "个工作日" if rules.working else "天"
        raise RefusedError([_wrong(
            one, "due_on",
            f"整改期限 {due} 不在 {told.on} 到 {last} 之间：这一等级通知后 {rules.limits[grade]} {days}内；确需更久的，通知后由另一人批准延期",
            f"it cannot be due {due}: from {told.on} to {last}, {rules.limits[grade]} days by its grade; whoever needs longer is granted it afterwards",
        )])  # fmt: skip
    return _moved(one, "notified", told, {"due-on": due.isoformat()})


def _rechecked(one: Hazard, told: Told, *, passed: bool) -> Draft:
    """Another actor, which the pack holds to; and another person by name."""
    if told.person.strip() == one.fields.text("mender").strip():
        raise RefusedError([_wrong(
            one, "person", f"{one.fields.text('mender')} 是整改责任人，不能自己复查", f"{one.fields.text('mender')} mended it and cannot recheck it",
        )])  # fmt: skip
    fields: dict[str, Value] = {"rechecker": told.person, "recheck": "passed" if passed else "failed"}
    return _moved(one, "rechecked" if passed else "returned", told, fields)


def _extended(one: Hazard, told: Told, rules: Handling) -> Draft:
    most, all_ = rules.extension_most[one.fields.text("grade")], one.extended + told.days
    if told.days < 1 or all_ > most:
        raise RefusedError([_wrong(
            one, "days", f"延期合计最多 {most} 天，已批 {one.extended}", f"{most} days of extension at most in all, {one.extended} are granted",
        )])  # fmt: skip
    due = rules.after(one.due_on or told.on, told.days)
    return Draft(
        programme=HAZARDS, subject=one.code, kind="stated", effective_on=told.on, note=told.note, evidence=told.evidence,
        fields={"extended": all_, "due-on": due.isoformat()},
    )  # fmt: skip


def _moved(one: Hazard, stage: str, told: Told, fields: dict[str, Value]) -> Draft:
    return Draft(
        programme=HAZARDS, subject=one.code, kind="moved", stage=stage, effective_on=told.on, fields=fields, note=told.note,
        evidence=told.evidence,
    )  # fmt: skip


def _missing(step: Step, told: Told) -> list[Trouble]:
    return [
        Trouble("required", f"{step.name.zh}：没有填", f"{step.key}: is missing", field=key)
        for ask in step.asks
        if ask.endswith("*") and not getattr(told, key := ask.removesuffix("*"))
    ]


def _wrong(one: Hazard, field: str, zh: str, en: str) -> Trouble:
    return Trouble("hazard", f"{one.code}：{zh}", f"{one.code}: {en}", field=field)
