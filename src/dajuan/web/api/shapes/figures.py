"""Figures, boards, the log."""

from __future__ import annotations

from datetime import date
from typing import Any

from ninja import Field, Schema

from dajuan.web.api.shapes.pieces import Said


class CatalogueItem(Schema):
    programme: str
    indicator: str
    name: Said
    unit: str
    definition: Said
    direction: str
    steward: str = Field(description="责任单位 / who answers for it")
    figure: dict[str, Any] | None
    why: Said | None = Field(description="为何没有 / why there is none")
    heard_on: date | None
    heard_seq: int | None


class Catalogue(Schema):
    period: str
    items: list[CatalogueItem]


class FigurePeriod(Schema):
    label: str
    start: date
    end: date


class FigureOut(Schema):
    programme: str
    indicator: str
    name: Said
    period: FigurePeriod
    part: str | None
    value: str | None = Field(description="精确值，小数或 n/d / exact")
    shown: str | None
    unit: str
    entries: int
    why: Said | None


class Figures(Schema):
    items: list[FigureOut]
    size: int
    root: str


class Amount(Schema):
    on: date
    said: str
    unit: str
    of: str
    seqs: list[int]


class Behind(Schema):
    code: str
    name: str
    amounts: list[Amount]
    entries: list[int]


class Lineage(Schema):
    figure: FigureOut
    subjects: int
    hidden: int = Field(description="不在您可看范围的有几个 / how many are not yours to see")
    why_none: Said | None
    items: list[Behind]
    next: str | None


class StandingOut(Schema):
    code: str
    name: str
    area: str
    owner: str | None
    part_of: str | None
    stage: str
    asked: str | None
    bound: str | None
    changed_from: str | None
    deadline: date
    value: str | None
    shown: str | None
    origin: str
    indicator: str | None
    entries: int
    completion: str | None
    due: str | None
    light: str
    state: str
    why: Said
    forecast: dict[str, Any] | None
    last_heard: date | None
    notes: list[Said]


class BoardOut(Schema):
    year: int
    as_of: date
    size: int
    root: str
    counts: dict[str, int]
    proposed: int
    dropped: list[str]
    standings: list[StandingOut]


class LogHead(Schema):
    origin: str
    size: int
    root: str
    recorded_at: str | None
    verifier: str = Field(description="公钥 / the verifier key")


class Inclusion(Schema):
    kind: str
    entry: str
    index: int
    size: int
    proof: list[str]
    checkpoint: str
    verifier: str


class Consistency(Schema):
    old: int
    new: int
    old_root: str
    new_root: str
    proof: list[str] = Field(description="base64")
