"""A report in traditional characters gives the claims of the same report in simplified ones."""

from __future__ import annotations

import dajuan

TRADITIONAL = """雲嶺高新區2025年工作總結和2026年工作計劃

一、2025年工作

全年完成固定資產投資186億元，較上年增長9.5%。新增規模以上工業企業35家，其中高新技術企業12家。

二、2026年工作計劃

規模以上工業增加值增長7%以上，新增高新技術企業20家。加快推進雲嶺大道建設，年底前建成通車。
"""
SIMPLIFIED = """云岭高新区2025年工作总结和2026年工作计划

一、2025年工作

全年完成固定资产投资186亿元，较上年增长9.5%。新增规模以上工业企业35家，其中高新技术企业12家。

二、2026年工作计划

规模以上工业增加值增长7%以上，新增高新技术企业20家。加快推进云岭大道建设，年底前建成通车。
"""


def told(text):
    reading = dajuan.read(text)
    claims = [
        (c.indicator, c.low, c.high, c.unit, c.role, c.basis, c.period and c.period.label) for c in reading.claims
    ]
    return claims, [(one.action, one.object) for one in reading.commitments]


def test_the_same_claims():
    assert told(TRADITIONAL) == told(SIMPLIFIED)
    assert len(told(TRADITIONAL)[0]) == 6


def test_words_are_quoted_as_they_stand():
    assert next(claim.text for claim in dajuan.read(TRADITIONAL).claims) == "186億元"
