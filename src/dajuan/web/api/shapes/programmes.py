"""Programmes, their subjects, entries and evidence."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal, TypeAlias

from ninja import Field, Schema
from pydantic import StrictBool, StrictInt, StrictStr

from dajuan.web.api.shapes.common import Day, Line, Said, Text

Seq: TypeAlias = Annotated[int, Field(ge=0, le=2**53 - 1)]
Value: TypeAlias = StrictBool | StrictInt | StrictStr
Kind = Literal["opened", "moved", "measured", "stated", "linked", "attached", "verified", "withdrawn"]


class ProgrammeItem(Schema):
    code: str
    version: int
    name: Said
    subject: Said
    stages: dict[str, int] = Field(description="各阶段多少个，空键为尚无阶段 / how many subjects are in each stage")


class Programmes(Schema):
    items: list[ProgrammeItem]


class Definition(Schema):
    indicator: str
    name: Said
    unit: str
    words: Said


class Programme(Schema):
    code: str
    version: int
    pack: dict[str, Any] = Field(description="整个事项包，写法同 YAML / the whole pack, in the shape of its YAML")
    definitions: list[Definition]


class Subject(Schema):
    programme: str
    code: str
    name: str
    stage: str
    stage_on: date | None
    stage_seq: int | None
    verified: bool
    since: date
    last: int
    last_at: str
    fields: dict[str, Value] = Field(description="规范值，见事项包 / canonical values")
    links: dict[str, list[str]]
    owners: list[str]


class Subjects(Schema):
    items: list[Subject]
    next: str | None
    size: int = Field(description="看的是日志的前几条 / entries of the log that were looked at")


class Named(Schema):
    by: str
    programme: str
    code: str
    name: str | None


class SubjectWhole(Subject):
    may: list[str] = Field(description="您可以对它做什么 / what you may do to it")
    stages_next: list[str]
    shapes: dict[str, Any]
    names: list[Named]
    named_by: list[Named]
    seen: int = Field(description="写回时给 seen：之后有人写过就会告诉您 / hand it back as seen when you record")


class EvidenceOut(Schema):
    name: str
    kind: str = ""
    sha256: str = ""
    size: int = 0
    media_type: str = ""
    address: str = ""


class Entry(Schema):
    seq: int
    programme: str
    subject: str
    kind: str
    effective_on: date
    recorded_at: str
    actor: str
    version: int
    stage: str = ""
    fields: dict[str, Value] = Field({})
    written: dict[str, str] = Field({})
    links: dict[str, str] = Field({})
    evidence: list[EvidenceOut] = Field([])
    about: list[int] | None = None
    replaces: int | None = None
    note: str = ""
    key: str = ""


class Entries(Schema):
    items: list[Entry]
    next: str | None


class EntryTold(Entry):
    happened: Said
    counts: bool = Field(description="没有被撤回或更正 / neither withdrawn nor replaced")
    verified_by: list[int]
    replaced_by: int | None
    withdrawn_by: int | None


class History(Schema):
    items: list[EntryTold]
    next: str | None


class EntryWhole(EntryTold):
    proof: dict[str, Any] | None = Field(description="?proof=1：它在日志里的证明 / that it is in the log")


class EvidenceIn(Schema):
    """A file that was uploaded, by its SHA-256; or a public address."""

    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")] | None = None
    address: Line | None = None
    kind: Line = Field("", description="证明什么 / what it proves: 竣工验收备案表")
    name: Line = ""


class DraftIn(Schema):
    programme: Line
    subject: Line = Field("", description="编号；复核、撤回整段时可空 / its code")
    kind: Kind
    effective_on: Day | None = Field(None, description="从哪天起；缺省今天 / the day it is so from; else today")
    period: Line = Field("", description="按期的量是哪一期 / of an amount its period: 2026-06")
    stage: Line = ""
    fields: dict[str, Value] = Field(
        {}, description="规范值（数量是最小单位的整数），或照表格写的文字 / canonical, or as written: 300亩"
    )
    links: dict[str, Line] = Field({})
    evidence: list[EvidenceIn] = Field([], max_length=50)
    about: Annotated[list[Seq], Field(min_length=2, max_length=2)] | None = None
    replaces: Seq | None = None
    note: Text = ""


class DraftsIn(Schema):
    drafts: list[DraftIn] = Field(min_length=1, max_length=1000)
    seen: Seq | None = Field(None, description="看的时候日志有几条 / the log's size when you looked")
    dry_run: bool = Field(False, description="只检查，不写 / check only")


class Recorded(Schema):
    seqs: list[int | None]
    added: int
    size: int
    root: str


class Brought(Schema):
    seq: int
    programme: str
    subject: str


class EvidenceWhole(EvidenceOut):
    condition: str = Field(description="sound 完好，altered 被改动，lost 丢失")
    brought_by: list[Brought]
    hidden: int
