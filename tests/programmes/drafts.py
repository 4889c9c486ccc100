"""A small pack to change one line of, and its errors as ``line:column: …``."""

from __future__ import annotations

from dajuan.programmes.load import parse_pack
from dajuan.programmes.trouble import PackError

ROADS = """\
programme: road-works
name: {zh: 道路工程, en: Road works}
subject: {kind: road, name: {zh: 道路, en: Road}}
fields:
  name: {type: text, required: true, name: {zh: 名称, en: Name}}
  length: {type: length, unit: 公里, name: {zh: 长度, en: Length}}
  spent: {type: money, unit: 万元, flow: true, name: {zh: 本期支出, en: Spent}}
  budget: {type: money, unit: 万元, name: {zh: 预算, en: Budget}}
  slope: {type: ratio, unit: '%', name: {zh: 坡度, en: Slope}}
  kind: {type: choice, name: {zh: 类别, en: Kind}, choices: {main: {zh: 主干路}, side: {zh: 支路}}}
stages:
  listed: {name: {zh: 列入, en: Listed}}
  building: {name: {zh: 在建, en: Building}}
  open: {name: {zh: 通车, en: Open}, needs: {evidence: [验收单], fields: [length], reviewer: true}}
  halted: {side: true, name: {zh: 停工, en: Halted}}
indicators:
  roads-open: {name: {zh: 通车条数}, unit: 条, count: open}
  length-open: {name: {zh: 通车里程}, unit: 公里, sum: length, at: open}
  spent: {name: {zh: 支出}, unit: 万元, sum: spent}
  budget: {name: {zh: 预算}, unit: 亿元, last: budget}
  spent-rate: {name: {zh: 支出率}, ratio: [spent, budget]}
"""


def changed(old: str, new: str, text: str = ROADS) -> str:
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in the draft"
    return text.replace(old, new)


def errors_of(text: str) -> list[str]:
    """``line:column zh / en`` of every error, in the order of the file; empty where it is right."""
    try:
        parse_pack(text, "roads.yaml")
    except PackError as error:
        return [f"{one.line}:{one.column} {one.zh} / {one.en}" for one in error.troubles]
    return []
