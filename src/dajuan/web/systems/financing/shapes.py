"""What operations of financing take and give. Money is in 分, days are days, rates are shares of one."""

from __future__ import annotations

from datetime import date, datetime

from ninja import Field, Schema

from dajuan.web.api.cursors import Paging
from dajuan.web.api.shapes.pieces import Asked, Day, Line, Said, Text

YUAN = "分 / in hundredths of a yuan"


class ProductOut(Schema):
    product: str
    name: str
    institution: str
    terms: str = Field(description="条款原文，YAML / as written")
    trouble: Said | None = Field(description="条款为何读不懂 / why the terms cannot be read")


class ProductsOut(Schema):
    items: list[ProductOut]


class FinancingNeedIn(Schema):
    amount: Line = Field(description="光写数是万元，也可写 300万元 / a plain number is in 10,000 yuan")
    months: Line = Field(description="月 / months")
    rate: Line = Field("", description="最高年利率，%，可不填 / the highest yearly rate in %, optional")
    guarantees: list[Line] = Field([], max_length=20, description="能提供的担保，空为都可以 / none: any will do")


class TermOut(Schema):
    """One term: what it asks, what is so, whether it is met (yes, no, unknown), which facts are missing."""

    name: Said
    asked: Said
    found: Said
    met: str
    missing: list[str]


class MatchPartOut(Schema):
    key: str
    points: float
    most: float
    why: Said


class MatchOut(Schema):
    product: str
    name: str
    institution: str
    fits: str = Field(description="yes / no / unknown")
    score: float
    terms: list[TermOut]
    parts: list[MatchPartOut]


class MatchesOut(Schema):
    on: Day
    weights: Said = Field(description="打分权重是谁定的 / whose the weights are")
    items: list[MatchOut]


class WantedApplications(Paging, Asked):
    stage: Line = ""


class ApplicationOut(Schema):
    application: str
    name: str
    enterprise: str
    product: str
    institution: str
    stage: str
    since: date
    stages: dict[str, date] = Field(description="首次到达各阶段的日期 / when each stage was first reached")
    sums: dict[str, int] = Field(description=YUAN)


class ApplicationsOut(Schema):
    items: list[ApplicationOut]
    next: str | None


class ApplyIn(FinancingNeedIn):
    enterprise: Line
    product: Line = Field("", description="空为请园区撮合 / none: the zone matches it")
    purpose: Text = ""


class FinancingNoteIn(Schema):
    note: Text


class FinancingDone(Schema):
    codes: list[str]


class ConsentOut(Schema):
    code: str
    institution: str
    name: str
    item: str
    case: str = Field(description="valid, expired, withdrawn, asked, never")
    until: date | None


class ConsentsOut(Schema):
    on: Day
    items: list[ConsentOut]


class ItemsIn(Schema):
    items: list[Line] = Field(min_length=1, max_length=20)
    note: Text = ""


class GiveIn(ItemsIn):
    institution: Line = Field(description="机构的信用代码 / the institution's credit code")
    until: Line


class TakeBackIn(ItemsIn):
    institution: Line


class KnownOut(Schema):
    field: str
    values: list[tuple[int | None, str | int | bool]] = Field(
        description="年度（没有则 null）和台账里的值 / year, if of one, and the ledger's value"
    )


class TitleOut(Schema):
    title: str
    stage: str
    until: date | None


class SectionOut(Schema):
    item: str
    known: list[KnownOut]
    titles: list[TitleOut]


class DossierOut(Schema):
    enterprise: str
    sections: list[SectionOut]
    not_consented: list[str]


class LookOut(Schema):
    at: datetime
    by: str
    items: list[str]


class LooksOut(Schema):
    items: list[LookOut]
    next: str | None


class DaysOut(Schema):
    indicator: str
    name: Said
    days: float | None


class FunnelOut(Schema):
    year: int
    on: Day
    reached: dict[str, int] = Field(description="到过这一步或更后 / came to this stage or one after it")
    aside: dict[str, int]
    sums: dict[str, int] = Field(description=YUAN)
    days: list[DaysOut]


class SumOut(Schema):
    gross: int
    inside: int = Field(description="其中区内基金的钱 / of it, money of the zone's own funds")
    net: int


class SumsOut(Schema):
    committed: SumOut
    subscribed: SumOut
    paid_in: SumOut
    invested: SumOut


class FundOut(Schema):
    fund: str
    name: str
    stage: str
    sums: SumsOut


class LeftOut(Schema):
    code: str
    investor: str
    fund: str
    committed: int
    subscribed: int
    paid_in: int


class FundsOut(Schema):
    items: list[FundOut]
    total: SumsOut
    left_out: list[LeftOut] = Field(description="净额里没有计的 / what net sums leave out")
    rings: list[list[str]] = Field(description="互相出资成环 / funds that pay one another in a ring")
    troubles: list[Said]
