"""A phrase as the words that decide what it is of."""

from __future__ import annotations

from pathlib import Path

import pytest

import dajuan.answers.binding_words as module
from dajuan.answers.binding_words import shared, words_of


@pytest.mark.parametrize(
    ("phrase", "known", "rest"),
    [
        ("新签约制造业项目", {"签约", "项目"}, ("制造业",)),
        ("“保交楼”项目全部销号", {"保交楼", "项目", "销号"}, ()),
        ("新签约10亿元以上项目", {"签约", "亿元以上", "项目"}, ()),
        ("“拿地即开工”项目", {"拿地即开工", "项目"}, ()),
        ("应交付套数", {"应交付", "住房"}, ()),
        ("完成投资（制造业）", {"投资"}, ()),
        ("固定资产投资", {"固定资产投资"}, ()),
        ("计划新增绿色工厂", {"新增"}, ("绿色工厂",)),
        ("年度计划投资", {"计划", "投资"}, ()),
        ("新增建成安置房", {"竣工"}, ("安置房",)),
        ("第一批项目总投资", {"项目", "总投资"}, ()),
        ("数字经济", frozenset(), ("数字经济",)),
        ("", frozenset(), ()),
    ],
)
def test_a_phrase_is_its_known_words_and_the_rest(phrase, known, rest):
    assert words_of(phrase) == (frozenset(known), rest)


def test_what_two_texts_share_is_taken_out_longest_first():
    assert shared(("软件和信息技术服务业",), ("软件和信息服务业",)) == (8, "技术", "")
    assert shared(("上云",), ("迁出",)) == (0, "上云", "迁出")


def test_no_variant_stands_for_two_words():
    path = Path(module.__file__).with_name("binding_words.tsv")
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    variants = [variant for _, _, listed in rows for variant in listed.split("|")]
    assert sorted(set(variants)) == sorted(variants)
    assert {role for _, role, _ in rows} == {"act", "scope", "measure", "thing", "filler"}
