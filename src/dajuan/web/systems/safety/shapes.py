"""What the API of safety takes and gives."""

from __future__ import annotations

from datetime import date

from ninja import Field, Schema

from dajuan.web.api.cursors import Paging
from dajuan.web.api.shapes.pieces import Asked, Day, Line, Said
from dajuan.web.api.shapes.programmes import EvidenceIn


class HazardItem(Schema):
    code: str
    name: str
    unit: str
    street: str
    department: str
    sector: str
    grade: str
    stage: str
    waits_for: str = Field(description="notice、mending、recheck、closing；空为已了结 / empty: it has ended")
    light: str
    due: date | None
    over: int = Field(description="逾期几天 / days overdue")
    rung: str | None = Field(description="到了提醒的哪一级 / the step of the ladder reached")
    enterprise: str
    campaign: str


class HazardOut(HazardItem):
    used: int
    limit: int
    steps: list[str] = Field(description="您现在能办的 / steps that you may take now")


class HazardsOut(Schema):
    on: date
    items: list[HazardItem]
    next: str | None


class HazardsAsked(Asked, Paging):
    sector: Line = ""
    street: Line = ""
    grade: Line = ""
    campaign: Line = ""
    light: Line = Field("", description="red、yellow、green、blue")


class HeatCell(Schema):
    sector: str
    street: str
    open: int
    overdue: int
    major: int


class HeatOut(Schema):
    on: date
    items: list[HeatCell]
    open: int
    overdue: int
    major: int


class HazardStepIn(Schema):
    on: Day | None = None
    person: Line = Field("", description="整改或复查的人 / who mended, or rechecked, it")
    due_on: Day | None = None
    days: int = Field(0, ge=0, le=400)
    note: Line = ""
    evidence: list[EvidenceIn] = Field([], max_length=20)


class HazardDone(Schema):
    code: str
    step: str


class SafetyRung(Schema):
    code: str
    name: Said
    at: int | None = Field(None, description="用掉期限的百分之几 / percent of the limit")
    over: int | None = None
    tell: list[str]


class SafetyRules(Schema):
    source: str
    mark: str
    working_days: bool
    limits: dict[str, int]
    extension_most: dict[str, int]
    notify_within: int
    recheck_within: int
    close_within: int
    ladder: list[SafetyRung]
