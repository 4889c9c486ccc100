"""What the API of chains gives out and takes in. Money is in 分, a share an exact fraction in words: ``3/7``; null: not known."""

from __future__ import annotations

from datetime import date

from ninja import Field, Schema

from dajuan.systems.chains.editing import DEEDS
from dajuan.web.api.shapes.pieces import Day, Line, Said, Text


class ChainItem(Schema):
    code: str
    name: str
    office: str
    leaders: list[str]
    stage: str
    nodes: int
    covered: int = Field(description="有本地企业的环节 / nodes with firms of the zone")
    missing: int
    single: int
    critical: int
    firms: int = Field(description="一家只数一次 / each counted once")
    red: int
    yellow: int
    local_share_value: str | None
    local_share_number: str | None


class Chains(Schema):
    items: list[ChainItem]
    next: str | None


class NodeOut(Schema):
    code: str
    name: str
    position: str
    key: bool
    stage: str
    state: str = Field(description="missing、outside、single、many")
    critical: bool
    routes: str = Field(description="路线占比 / share of all routes through it")
    must_pass_for: list[str]
    downstream: int
    firms: list[str]
    top: str | None = Field(description="最大一家占本地的 / share of the largest firm")


class LinkOut(Schema):
    code: str
    upstream: str
    downstream: str
    product: str


class PlacementOut(Schema):
    code: str
    node: str
    firm: str
    name: str
    product: str
    share: str
    main: bool
    made: str | None = Field(description="本环节营收，分 / made there in the year, 分")


class RedOut(Schema):
    kind: str
    light: str
    programme: str
    code: str
    name: str
    why: Said


class ContradictionOut(Schema):
    kind: str
    programme: str
    code: str
    said: Said


class ConcentrationOut(Schema):
    cr1: str | None
    cr4: str | None
    hhi: str | None
    unknown: int


class ChainWhole(ChainItem):
    reds: list[RedOut]
    graph: list[NodeOut]
    links: list[LinkOut]
    placements: list[PlacementOut]
    concentration: ConcentrationOut
    contradictions: list[ContradictionOut]
    may_change: bool


class SupplyOut(Schema):
    code: str
    node: str
    buyer: str
    supplier: str
    supplier_name: str
    place: str
    product: str
    value: int | None


class LocalShareOut(Schema):
    by_value: str | None
    by_number: str | None
    local_value: int
    value: int
    local_suppliers: int
    suppliers: int
    unknown: int = Field(description="没有采购额、没有算进去的 / left out, no value was given")
    items: list[SupplyOut]
    next: str | None


class ListLine(Schema):
    programme: str
    code: str
    name: str
    stage: str
    light: str
    why: Said
    due: date | None
    done: str | None


class ListOut(Schema):
    items: list[ListLine]
    hidden: int
    next: str | None


class AlternativeOut(Schema):
    firm: str
    name: str
    product: str
    same_product: bool
    made: str | None


class LostOut(Schema):
    node: str
    product: str
    loss: str = Field(description="only、most、part、unknown")
    share: str | None
    alternatives: list[AlternativeOut]


class BuyerOut(Schema):
    supply: str
    buyer: str
    value: int | None
    share: str | None


class StopOut(Schema):
    firm: str
    lost: list[LostOut]
    touched: list[str]
    touched_share: str
    touched_firms: list[str]
    buyers: list[BuyerOut]


class ChangeIn(Schema):
    deed: Line = Field(description="、".join(DEEDS))
    fields: dict[Line, Text] = Field({}, description="照表格写的文字 / as written in a form")
    on: Day | None = Field(None, description="从哪天起；缺省今天 / the day from which it is so")
    dry_run: bool = False


class ChangedOut(Schema):
    seqs: list[int | None]
    subjects: list[str] = Field(description="事项/编号 / programme and code")


class TroubleOut(Said):
    place: str


class EdgeListOut(Schema):
    drafts: int
    counts: dict[str, int]
    troubles: list[TroubleOut]
    notes: list[TroubleOut]
    recorded: bool
