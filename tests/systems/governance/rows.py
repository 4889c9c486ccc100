"""A little programme and rows of it, without a ledger."""

from __future__ import annotations

from datetime import date
from typing import Any

from dajuan.programmes.load import parse_pack
from dajuan.subjects.row import Row

PACK = parse_pack(
    """
programme: lamps
version: 1
name: {zh: 路灯, en: Lamps}
subject: {kind: lamp, name: {zh: 路灯, en: Lamp}}
code_rule: 'L-[0-9]{2}'
owners: [keeper]
fields:
  name: {type: text, required: true, name: {zh: 名称, en: Name}}
  keeper: {type: organisation, name: {zh: 管养单位, en: Keeper}}
  height: {type: length, unit: 米, name: {zh: 高度, en: Height}}
  lit-on: {type: date, name: {zh: 通电日期, en: Lit on}}
  number: {type: text, unique: true, name: {zh: 资产号, en: Number}}
  used: {type: energy, unit: 千瓦时, flow: true, name: {zh: 本月用电, en: Used}}
links:
  road: {to: roads, name: {zh: 道路, en: Road}}
stages:
  planned: {name: {zh: 计划, en: Planned}}
  lit: {name: {zh: 通电, en: Lit}, needs: {fields: [lit-on]}}
  kept: {name: {zh: 移交, en: Handed over}, needs: {fields: [number]}}
  dark: {side: true, name: {zh: 停用, en: Dark}}
"""
)


def row(code: str, stage: str = "planned", *, of: str = "lamps", links: Any = None, **fields: Any) -> Row:
    given = {key.replace("_", "-"): value for key, value in fields.items()}
    owners = tuple(str(given[key]) for key in ("keeper", "owner") if key in given)
    day = date(2025, 1, 2)
    return Row(
        of, code, str(given.get("name", "")), stage, day, 1, False, day, 1, "2025-01-02T00:00:00Z", given, links or {}, owners
    )  # fmt: skip
