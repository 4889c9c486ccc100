"""What the API of land gives out and takes in. Areas are in 平方米; shares and amounts per mu exact fractions in words, ``3/7``."""

from __future__ import annotations

from datetime import date
from typing import Any

from ninja import Field, Schema

from dajuan.systems.land.editing import DEEDS
from dajuan.web.api.shapes.pieces import Day, Line, Said, Text


class LandParcelOut(Schema):
    code: str
    name: str
    stage: str
    unit_code: str
    holder: str
    days: int = Field(description="在本环节几天 / days in its stage")
    in_hand: int = Field(description="在现在的单位手里几天 / days with who has it")
    over: int = Field(description="超过几天，0 以下不算太久 / days beyond the limit")


class LandParcels(Schema):
    items: list[LandParcelOut]
    next: str | None


class LandHolderOut(Schema):
    name: str
    parcels: int
    late: int
    longest: int


class LandHolders(Schema):
    on: Day
    items: list[LandHolderOut]


class LandSpellOut(Schema):
    holder: str
    since: date
    until: date | None
    days: int


class LandStepOut(Schema):
    stage: str
    on: date
    seq: int
    days: int | None
    spells: list[LandSpellOut]


class LandRelativeOut(Schema):
    code: str
    name: str
    parcel: str = Field(description="看不到的宗地为空 / empty of one that you may not see")
    reason: str
    since: date
    until: date | None
    parents: list[str]
    generation: int


class LandCertificateOut(Schema):
    stage: str
    number: str
    entries: list[int] = Field(description="带来佐证的记录 / entries that brought its papers")


class LandLinkOut(Schema):
    programme: str
    code: str
    name: str


class LandPledgeOut(Schema):
    measure: str
    unit: str
    asked: str
    promised: str | None
    found: str | None
    due: date | None
    outcome: str = Field(description="met、short、ahead、open")
    promised_too_little: bool


class LandCustomOut(Schema):
    parcel: str
    name: str
    year: int | None
    score: str | None
    grade: str
    pledges: list[LandPledgeOut]


class LandCustom(Schema):
    on: Day
    rule: str
    score_rule: str
    grade_rule: str
    items: list[LandCustomOut]
    next: str | None


class LandParcelWhole(LandParcelOut):
    steps: list[LandStepOut]
    family: list[LandRelativeOut]
    certificates: list[LandCertificateOut]
    links: list[LandLinkOut]
    custom: LandCustomOut | None


class LandPartOut(Schema):
    name: Said
    value: str
    meaning: Said | None


class LandFaultOut(Said):
    first: int
    last: int


class LandCodeOut(Schema):
    valid: bool
    printed: str
    parts: list[LandPartOut]
    faults: list[LandFaultOut]
    elsewhere: bool = Field(description="不是本区的区划代码 / another county's")
    parcel: str | None = Field(description="发给哪一宗 / the parcel it was issued for")


class LandOverlapOut(Schema):
    kind: str = Field(description="overlap、sliver、gap")
    first: str
    second: str
    area: float
    width: float
    geometry: dict[str, Any]


class LandOverlaps(Schema):
    items: list[LandOverlapOut]
    next: str | None


class LandDeedIn(Schema):
    deed: Line = Field(description="、".join(DEEDS))
    parcel: Line = Field("", description="地块编号；open 不写 / not for open")
    fields: dict[Line, Text] = Field({}, description="照表单写的文字 / as written in the form")
    on: Day | None = Field(None, description="从哪天起；缺省今天 / the day from which it is so")


class LandDone(Schema):
    codes: list[str] = Field(description="由此而来的地块编号或代码 / parcels or codes that came of it")


class LandRowTroubleOut(Said):
    row: int
    field: str


class LandOptionOut(Said):
    value: str


class LandQuestionOut(Said):
    key: str
    likely: str
    options: list[LandOptionOut]


class LandAcceptedOut(Schema):
    row: int
    parcel: str
    measured: float
    stated: float | None


class LandShapesOut(Schema):
    frame: str | None
    accepted: list[LandAcceptedOut]
    troubles: list[LandRowTroubleOut]
    notes: list[LandRowTroubleOut]
    questions: list[LandQuestionOut]
    recorded: bool
