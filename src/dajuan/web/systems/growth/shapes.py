"""What the growth index's API hands out and takes."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from ninja import Field, Schema
from pydantic import AfterValidator

from dajuan.programmes.yaml_nodes import LARGEST
from dajuan.web.api.shapes.pieces import Line, Said, Text, without_controls


class SchemeOut(Schema):
    code: str
    name: str
    number: int
    stage: str = Field(description="drafted、in-force、retired")
    on: date
    drafted_by: str
    why: str
    sha256: str


class SchemeWhole(SchemeOut):
    text: str = Field(description="YAML")


class Schemes(Schema):
    items: list[SchemeOut]


class SchemeIn(Schema):
    text: Annotated[str, AfterValidator(without_controls)] = Field(
        max_length=LARGEST, description="方案全文，YAML / the scheme's text"
    )
    why: Text = ""


class RunOut(Schema):
    code: str
    year: int
    scheme: str
    as_of: date
    size: int = Field(description="用到日志前多少条 / entries of the log that it used")
    firms: int
    left_out: int
    median: float
    stage: str = Field(description="computed、published")
    on: date
    by: str
    recorded_at: datetime
    sha256: str = Field(description="得分表的 / of the table of results")


class Runs(Schema):
    items: list[RunOut]


class RunIn(Schema):
    year: int = Field(ge=1900, le=9998)


class FirmLine(Schema):
    code: str
    name: str
    industry: str
    size: str
    left_out: str = Field(description="空：有得分；data 数据不够；class 不在参评范围 / empty: scored")
    score: float | None
    rank: int | None
    low: float | None
    median: float | None
    high: float | None = Field(description="名次区间差的一端 / the worse end of the rank's interval")


class Ranking(Schema):
    run: str
    items: list[FirmLine]
    next: str | None


class PartOut(Schema):
    indicator: str
    name: Said
    unit: str
    raw: float | None = Field(
        description="null：缺，没有当成 0；比和增长是小数 / missing, not taken for 0; a ratio or a rate is a plain share"
    )
    value: float | None
    contribution: float | None
    weight: float
    place: int | None = Field(description="同类中的名次 / among its peers")
    of: int | None
    counts: bool = Field(description="false：没有人填，对谁都不计 / nobody states it: it counts for nobody")


class SideOut(Schema):
    key: str
    name: Said
    value: float | None
    median: float | None
    contribution: float | None
    parts: list[PartOut]


class FirmOut(Schema):
    run: str
    line: FirmLine | None
    score: float | None
    sides: list[SideOut]
    peers: int
    by: list[str] = Field(description="同类指同行业、同划型 / what the peers have in common")
    missing: list[str]


class PairOut(Schema):
    one: str
    other: str
    correlation: float | None


class GroupOut(Schema):
    key: str
    children: list[str]
    correlations: list[list[float | None]]
    alpha: float | None
    explained: list[float]
    same: list[PairOut]
    against: list[PairOut]


class Coherence(Schema):
    run: str
    groups: list[GroupOut]


class SensitivityOut(Schema):
    factor: str
    first: float
    first_off: float
    total: float
    total_off: float


class UncertaintyOut(Schema):
    run: str
    runs: int
    seed: int
    shares: list[SensitivityOut] | None = Field(description="null：还没有算 / not worked out yet")


class CertificateOut(Schema):
    code: str
    firm: str
    name: str
    year: str
    score: float
    rank: int
    stage: str
    on: date
    valid_until: str


class Certificates(Schema):
    items: list[CertificateOut]
    next: str | None


class CodesIn(Schema):
    codes: list[Line] = Field(min_length=1, max_length=2000)


class CertifiedOut(Schema):
    count: int


class Done(Schema):
    code: str
