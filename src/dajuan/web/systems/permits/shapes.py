"""What the API of permits takes and gives."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from ninja import Field, Schema

from dajuan.web.api.cursors import Paging
from dajuan.web.api.shapes.pieces import Asked, Day, Line, Said, Text
from dajuan.web.api.shapes.programmes import EvidenceIn

Papers = Annotated[list[EvidenceIn], Field(max_length=20)]


class PermitLink(Schema):
    certificate: str
    waiting: int = Field(description="等申报，工作分钟 / office minutes until it was applied for")
    handling: int = Field(description="审批，工作分钟 / office minutes with the office")
    issued: bool


class PermitSpan(Schema):
    deal: str
    until: str
    done: bool
    worked: int = Field(description="工作分钟 / office minutes")
    passed: int = Field(description="自然分钟 / minutes of the calendar")
    working_days: int
    in_a_day: bool
    links: list[PermitLink]


class PermitCaseItem(Schema):
    code: str
    name: str
    builder: str
    stage: str
    span: PermitSpan | None


class PermitCases(Schema):
    on: date
    items: list[PermitCaseItem]
    next: str | None


class PermitMaterial(Schema):
    material: str
    name: Said
    standing: str = Field(description="missing、open、overdue、promised、had、shared、issued、past")
    certificates: list[str]
    unknown: list[str] = Field(description="先填哪些字段 / fields to fill in first")
    promise: str
    within: int | None = Field(description="可容缺的，几个工作日内补 / working days, where it may be promised")
    source: str
    mark: str


class PermitCaseOut(PermitCaseItem):
    materials: list[PermitMaterial]
    promises: list[str]
    doubts: list[Said]
    barred_until: date | None


class CasesAsked(Asked, Paging):
    """Of a list of cases."""


class PermitLinkMean(Schema):
    certificate: str
    waiting: float
    handling: float


class PermitMonth(Schema):
    month: str = Field(description="空为合计 / empty: all of them")
    cases: int
    in_a_day: int
    worked_median: float = Field(description="工作小时 / office hours")
    worked_p90: float
    passed_median: float = Field(description="自然小时 / hours of the calendar")
    passed_p90: float
    links: list[PermitLinkMean]


class PermitHours(Schema):
    on: date
    certificates: list[str]
    deal: str
    office_hours: str
    items: list[PermitMonth]
    open: int = Field(description="成交后没办齐的，不在数里 / under way, in none of the numbers")


class MomentIn(Schema):
    what: Line = Field(description="contract、delivery、title-applied、title-issued …")
    at: Line = Field(description="2026-03-04 10:00")
    note: Line = ""
    evidence: list[EvidenceIn] = Field([], max_length=20)


class PaperIn(Schema):
    material: Line = Field(description="清单里的代码 / its code in the list")
    evidence: Papers


class StartIn(Schema):
    on: Day
    evidence: list[EvidenceIn] = Field([], max_length=20)


class PromiseIn(Schema):
    certificate: Line
    material: Line = Field("", description="空为整项 / empty: the whole item")
    content: Text
    due_on: Day
    verify_by: Literal["record", "site", "shared"] = "record"
    evidence: Papers


class PromiseOut(Schema):
    code: str
    name: str
    builder: str
    case: str
    certificate: str
    material: str
    stage: str
    standing: str
    due_on: date
    proof: str
    suspended_until: date | None


class PromisesOut(Schema):
    on: date
    items: list[PromiseOut]
    next: str | None


class PromisesAsked(Asked, Paging):
    standing: Line = Field("", description="overdue、soon、mending、to-check、open、void、revoked、late、kept")


class HandInIn(Schema):
    evidence: Papers


class CheckIn(Schema):
    outcome: Line = Field(description="kept、mend、revoke")
    on: Day | None = None
    note: Line = ""
    mend_by: Day | None = None
    suspended_until: Day | None = None
    untrue: bool = False
    on_record: bool = False
    evidence: list[EvidenceIn] = Field([], max_length=20)


class PermitDone(Schema):
    code: str


class PermitRule(Schema):
    material: str
    name: Said
    certificates: list[str]
    when: Said
    within: int | None
    source: str
    mark: str


class PermitRules(Schema):
    materials: list[PermitRule]
    sets: dict[str, list[str]]
    used: str
