"""What the API takes and gives of requests and visits."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from ninja import Field, Schema

from dajuan.systems.requests.handling import KINDS
from dajuan.systems.requests.statistics import BY
from dajuan.web.api.cursors import Paging
from dajuan.web.api.shapes.pieces import Asked, Day, Line, Said, Text
from dajuan.web.api.shapes.programmes import EvidenceIn, Seq

_CODES = Field(pattern=r"^[!-~]{1,60}$")


class RequestIn(Schema):
    """One request as it was asked; ``contact`` and ``phone`` in full stay out of the ledger."""

    what: Text
    name: Line = Field("", description="事由；不写取内容的第一句 / left out, the first clause")
    enterprise: Line = Field("", description="统一社会信用代码 / its credit code")
    enterprise_name: Line = ""
    kind: Line = Field("help", description="、".join(KINDS))
    field: Line = "other"
    grade: Line = "ordinary"
    channel: Line = "api"
    contact: Line = ""
    phone: Line = ""
    evidence: list[EvidenceIn] = Field([], max_length=20)


class RequestsIn(Schema):
    requests: list[RequestIn] = Field(min_length=1, max_length=200)


class Received(Schema):
    codes: list[str]


class ClockOut(Schema):
    used: int = Field(description="已用几个工作日 / working days used")
    limit: int
    left: int
    over: int
    due: date | None = Field(description="停表时为 null / null while it stands still")
    stands_still: bool
    rung: str | None = Field(description="到了提醒的哪一级 / the step of the ladder reached")


class RequestOut(Schema):
    code: str
    name: str
    stage: str
    stage_on: date
    waits_for: str = Field(description="office、department、enterprise、visit、close；空为已结束 / empty: it has ended")
    received_on: date
    enterprise: str
    enterprise_name: str
    kind: str
    field: str
    grade: str
    department: str
    office: str
    clock: ClockOut


class Requests(Schema):
    items: list[RequestOut]
    next: str | None


class AnsweredOut(Schema):
    on: date
    used: int
    limit: int
    in_time: bool


class RequestWhole(RequestOut):
    what: str
    contact: str = Field(description="遮掩后的 / masked")
    phone: str = Field(description="遮掩后的 / masked")
    answer: str
    satisfaction: str
    into: str
    answers: list[AnsweredOut]
    steps: list[str] = Field(description="您现在可以办的 / what you may do next")
    seen: int = Field(description="办的时候给 seen / hand it back as seen")


class ContactOut(Schema):
    name: str
    phone: str


class StepIn(Schema):
    note: Text = ""
    department: Line = ""
    helpers: Line = ""
    grade: Line = ""
    days: Annotated[int, Field(ge=0, le=250)] = 0
    into: Line = ""
    satisfaction: Line = ""
    by: Line = ""
    evidence: list[EvidenceIn] = Field([], max_length=20)
    seen: Seq | None = None


class AlikeOut(Schema):
    code: str
    name: str
    score: float
    same_firm: bool


class AlikeList(Schema):
    items: list[AlikeOut]


class NoteIn(Schema):
    text: Text


class AlikeAsked(NoteIn):
    enterprise: str = ""


class NoteOut(Schema):
    firm: str
    contact: str
    phone: str
    what: str
    kind: str
    field: str
    grade: str


class NumbersOut(Schema):
    start: date
    end: date
    counts: dict[str, int]
    median: int | None = Field(description="工作日 / working days")
    p90: int | None
    codes: dict[str, list[str]] = Field(description="每个数数的是哪些 / the requests behind each number")


class Listed(Paging, Asked):
    stage: Line = ""
    department: Line = ""
    enterprise: Line = ""
    waits_for: Line = ""
    open: bool = Field(False, description="只要在办的 / only those under way")


class AskedNumbers(Asked):
    start: Day | None = None
    end: Day | None = None
    by: Line = Field(
        "", description=f"只数这个字段是 part 的 / only those of which this field is part：{'、'.join(BY)}"
    )
    part: Line = ""


class VisitIn(Schema):
    enterprise: Line
    department: Line
    name: Line
    kind: Line
    on: Day
    helpers: Line = ""
    emergency: bool = False
    leader: Line = ""
    note: Text = ""
    request: Annotated[str, _CODES] | None = None
    evidence: list[EvidenceIn] = Field([], max_length=20)


class VisitOut(Schema):
    code: str
    name: str
    enterprise: str
    enterprise_name: str
    department: str
    helpers: str
    kind: str
    planned_on: date
    stage: str
    emergency: bool


class Visits(Schema):
    items: list[VisitOut]
    next: str | None


class VisitsAsked(Paging):
    start: Day
    end: Day


class HeldIn(Schema):
    note: Text
    on: Day | None = None
    evidence: list[EvidenceIn] = Field([], max_length=20)


class BudgetOut(Schema):
    most: int
    counted: int
    left: int
    visits: list[VisitOut]


class BudgetAsked(Schema):
    enterprise: Annotated[str, _CODES]
    on: Day


class RungOut(Schema):
    code: str
    name: Said
    at: int | None = Field(None, description="时限的百分之几 / percent of the limit")
    over: int | None = Field(None, description="超期几个工作日 / working days beyond it")
    tell: list[str]


class HandlingRuleOut(Schema):
    code: str
    name: Said
    source: str
    mark: str
    first: date | None
    last: date | None
    clock: str
    assign_within: int
    visit_within: int
    extension_most: int
    visits_a_month: int
    limits: dict[str, dict[str, int]]
    ladder: list[RungOut]


class HandlingRules(Schema):
    items: list[HandlingRuleOut]
    published: list[HandlingRuleOut]


class RuleIn(Schema):
    """A new version: what is left out is as in ``base``."""

    base: Line
    name: Line = ""
    first: Day
    numbers: dict[str, int] = Field({}, description="assign_within … visits_a_month；help.ordinary …")
