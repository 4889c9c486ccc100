"""办理和统筹: the steps that a target's owner, its reviewer and the office take. Each answers with its entries."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Annotated, Any

from django.core.exceptions import ValidationError
from django.http import Http404
from ninja import Field, Router, Schema, Status

from dajuan.answers import plan, steps
from dajuan.answers.extension import answer_extension
from dajuan.answers.read import target_called
from dajuan.answers.target import binding_of
from dajuan.ledger.append import Appended
from dajuan.ledger.trouble import Trouble
from dajuan.web.access.deeds import action_of
from dajuan.web.access.roles import Action
from dajuan.web.api.door import Request, need
from dajuan.web.api.once import once
from dajuan.web.api.recording import evidence_of
from dajuan.web.api.shapes.pieces import Day, Line, Text
from dajuan.web.api.shapes.programmes import EvidenceIn, Recorded, Seq
from dajuan.web.layout.problems import ProblemError
from dajuan.web.served import served
from dajuan.web.targets.forms import CHANGES, refuse_unknown_organisations
from dajuan.web.targets.request import Found, found_or_404, found_to_do
from dajuan.web.words import Words

router = Router(tags=["targets"])
_CREATED = {201: Recorded}


class _Step(Schema):
    on: Day | None = Field(None, description="哪一天；缺省今天 / else today")
    seen: Seq | None = Field(None, description="看的时候日志有几条 / the log's size when you looked")

    @property
    def day(self) -> date:
        return self.on or served().today()


class MoveIn(_Step):
    note: Text = ""
    fields: dict[str, Line] = Field({})
    evidence: list[EvidenceIn] = Field([], max_length=50)


class ReportIn(_Step):
    value: Line = Field(
        "", description="本年累计，或现在的水平；光写数就用目标的单位 / the year so far, or the level by now"
    )
    progress: Line = ""
    doing: Text = ""
    note: Text = ""
    evidence: list[EvidenceIn] = Field([], max_length=50)
    hand_in: bool = Field(True, description="报送审核 / hand it in for review")


class ChangesIn(_Step):
    changes: dict[str, Line] = Field({})


class WhyIn(_Step):
    why: Annotated[Text, Field(min_length=1)]


class DisputeIn(WhyIn):
    changes: dict[str, Line] = Field({})


class DecisionIn(WhyIn):
    granted: bool


class BindIn(_Step):
    indicator: Line = Field(description="事项/指标，或加 ?字段=值 / PROGRAMME/INDICATOR, with ?FIELD=VALUE for a part")


class PartIn(Schema):
    owner: Line
    share: Line = Field(description="60亿元，或权重 60 / an amount or a weight")


class SplitIn(_Step):
    parts: list[PartIn] = Field(min_length=1, max_length=100)
    uneven: bool = False


class MilestoneIn(Schema):
    name: Line
    due: Day
    weight: Annotated[float, Field(gt=0, le=100)] | None = Field(None, description="百分之几 / in parts of 100")


class MilestonesIn(_Step):
    milestones: list[MilestoneIn] = Field(min_length=1, max_length=100)


class MergeIn(_Step):
    into: Line


# A target's own life ---------------------------------------------------------------------------------------------


@router.post("/targets/{code}/to/{stage}", response=_CREATED, summary="走一步 / Take a step")
def move(request: Request, code: str, stage: str, told: MoveIn) -> Status[Any]:
    """签收、异议、审核、退回、申请延期、办结、销号；报送用 report。 Which may be taken: the target's steps."""
    need(request, Action.SEE)
    programme = found_or_404(request, code).programme  # type: ignore[arg-type]
    action = action_of(programme, "moved", stage=stage)
    if stage not in programme.stages or action is Action.PLAN:
        raise Http404
    found = found_to_do(request, code, action)  # type: ignore[arg-type]

    def work(key: str) -> Appended:
        return steps.move(
            served().ledger, found.target.code, stage, actor=request.viewer.actor, on=told.day, note=told.note,
            fields=_known_fields(found, told.fields), evidence=evidence_of(told.evidence), seen=told.seen, key=key,
        )  # fmt: skip

    return _done(request, told, work)


@router.post("/targets/{code}/report", response=_CREATED, summary="填报 / Report")
def report(request: Request, code: str, told: ReportIn) -> Status[Any]:
    need(request, Action.SEE)
    found = found_to_do(request, code, Action.RECORD)  # type: ignore[arg-type]

    def work(key: str) -> Appended:
        one = steps.Report(
            found.target.code, told.day, told.value, told.progress, told.doing, evidence_of(told.evidence), told.note,
            told.hand_in,
        )  # fmt: skip
        return steps.report(
            served().ledger, [one], actor=request.viewer.actor, today=served().today(), seen=told.seen, key=key
        )

    return _done(request, told, work)


# The office's ----------------------------------------------------------------------------------------------------


@router.post("/targets/{code}/set", response=_CREATED, summary="立项、修改、交办 / Set or change")
def set_(request: Request, code: str, told: ChangesIn) -> Status[Any]:
    found = _planned(request, code)

    def work(key: str) -> Appended:
        changes = _changes(found, told.changes)
        return plan.settle(served().ledger, [code], changes=changes, **_stamp(request, told, key))

    return _done(request, told, work)


@router.post("/targets/{code}/answer-dispute", response=_CREATED, summary="答复异议 / Answer a dispute")
def dispute(request: Request, code: str, told: DisputeIn) -> Status[Any]:
    found = _planned(request, code)

    def work(key: str) -> Appended:
        changes = _changes(found, told.changes)
        return steps.answer_dispute(served().ledger, code, why=told.why, changes=changes, **_stamp(request, told, key))

    return _done(request, told, work)


@router.post("/targets/{code}/decide-extension", response=_CREATED, summary="批延期 / Decide on an extension")
def extension(request: Request, code: str, told: DecisionIn) -> Status[Any]:
    _planned(request, code)

    def work(key: str) -> Appended:
        return answer_extension(served().ledger, code, granted=told.granted, why=told.why, **_stamp(request, told, key))

    return _done(request, told, work)


@router.post("/targets/{code}/bind", response=_CREATED, summary="绑定指标 / Bind to an indicator")
def bind(request: Request, code: str, told: BindIn) -> Status[Any]:
    _planned(request, code)

    def work(key: str) -> Appended:
        return plan.bind(served().ledger, {code: binding_of(told.indicator)}, why={}, **_stamp(request, told, key))

    return _done(request, told, work)


@router.post("/targets/{code}/split", response=_CREATED, summary="分解 / Split")
def split(request: Request, code: str, told: SplitIn) -> Status[Any]:
    _planned(request, code)
    _organisations({"parts": "、".join(one.owner for one in told.parts)})

    def work(key: str) -> Appended:
        parts = [plan.Part(one.owner, one.share) for one in told.parts]
        done, _ = plan.split(served().ledger, code, parts, uneven=told.uneven, **_stamp(request, told, key))
        return done

    return _done(request, told, work)


@router.post("/targets/{code}/milestones", response=_CREATED, summary="加节点 / Add milestones")
def milestones(request: Request, code: str, told: MilestonesIn) -> Status[Any]:
    _planned(request, code)

    def work(key: str) -> Appended:
        some = [
            plan.Milestone(one.name, one.due, None if one.weight is None else Fraction(str(one.weight)))
            for one in told.milestones
        ]
        return plan.add_milestones(served().ledger, code, some, **_stamp(request, told, key))

    return _done(request, told, work)


@router.post("/targets/{code}/merge", response=_CREATED, summary="并入另一项 / Merge into another")
def merge(request: Request, code: str, told: MergeIn) -> Status[Any]:
    found = _planned(request, code)
    into = target_called(list(found.known.targets.values()), told.into, found.target.year)
    _planned(request, into.code)

    def work(key: str) -> Appended:
        return plan.merge(served().ledger, into.code, [code], **_stamp(request, told, key))

    return _done(request, told, work)


@router.post("/targets/{code}/drop", response=_CREATED, summary="不再跟踪 / Drop")
def drop(request: Request, code: str, told: WhyIn) -> Status[Any]:
    _planned(request, code)

    def work(key: str) -> Appended:
        return plan.drop(served().ledger, [code], why=told.why, **_stamp(request, told, key))

    return _done(request, told, work)


def _planned(request: Request, code: str) -> Found:
    need(request, Action.SEE)
    return found_to_do(request, code, Action.PLAN)  # type: ignore[arg-type]


def _stamp(request: Request, told: _Step, key: str) -> dict[str, Any]:
    return {"actor": request.viewer.actor, "on": told.day, "seen": told.seen, "key": key}


def _done(request: Request, told: _Step, work: Callable[[str], Appended]) -> Status[Any]:
    def answer(key: str) -> dict[str, Any]:
        done = work(key)
        return {"seqs": list(done.seqs), "added": done.added, "size": done.size, "root": done.root.hex()}

    return once(request, (told,), answer)


def _changes(found: Found, changes: dict[str, str]) -> dict[str, str]:
    """What the office may change: the fields of the page's form."""
    foreign = [key for key in changes if key not in CHANGES]
    if foreign:
        words = Words(
            f"不能改 {'、'.join(foreign)}；可改：{'、'.join(CHANGES)}",
            f"{', '.join(foreign)} cannot be changed; {', '.join(CHANGES)} can",
        )
        raise ProblemError(422, words, [Trouble("field", *words, field=key) for key in foreign])
    _organisations({key: changes[key] for key in ("owner", "co-owners") if key in changes})
    return changes


def _known_fields(found: Found, fields: dict[str, str]) -> dict[str, str]:
    unknown = [key for key in fields if key not in found.programme.fields]
    if unknown:
        words = Words(f"没有字段 {'、'.join(unknown)}", f"no field {', '.join(unknown)}")
        raise ProblemError(422, words, [Trouble("field", *words, field=key) for key in unknown])
    return fields


def _organisations(named: dict[str, str]) -> None:
    for key, names in named.items():
        try:
            refuse_unknown_organisations(names)
        except ValidationError as error:
            words = Words(error.messages[0], error.messages[0])
            raise ProblemError(422, words, [Trouble("organisation", *words, field=key)]) from error
