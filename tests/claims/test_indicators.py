"""What a number measures: one sentence of a made-up zone a line, with the claims a supervision office would note."""

from __future__ import annotations

from decimal import Decimal

import pytest

import dajuan

CASES = [
    # the noun before the number
    ("空气优良天数达到251天。", [("空气优良天数", "251", "天", "level")]),
    ("一般公共预算收入完成36.2亿元，增长5.1%。", [("一般公共预算收入", "3620000000", "元", "level"), ("一般公共预算收入", "0.051", "1", "growth")]),
    ("新增省级研发中心3家。", [("省级研发中心", "3", "家", "change")]),
    ("建成人才公寓12.5万平方米。", [("建成人才公寓", "125000", "平方米", "level")]),
    ("农村劳动力转移就业860人。", [("农村劳动力转移就业", "860", "人", "level")]),
    ("城镇新增就业1.1万人。", [("城镇新增就业", "11000", "人", "change")]),
    ("单位工业增加值能耗下降3.2%。", [("单位工业增加值能耗", "-0.032", "1", "growth")]),
    # the noun after the number
    ("新增4家省级众创空间。", [("省级众创空间", "4", "家", "change")]),
    ("推动60家规上企业完成设备更新。", [("规上企业完成设备更新", "60", "家", "level")]),
    ("引进320名青年工程师来区工作。", [("引进青年工程师来区工作", "320", "名", "level")]),
    ("云帆电子等5家企业入选省级绿色工厂名单。", [("企业入选省级绿色工厂名单", "5", "家", "level")]),
    ("改造提升18个村级服务站。", [("改造提升村级服务站", "18", "个", "level")]),
    # one verb or one noun for several numbers
    ("新增上市企业2家、挂牌企业7家。", [("上市企业", "2", "家", "change"), ("挂牌企业", "7", "家", "change")]),
    ("新开工安置楼9栋412套6.3万平方米。", [("安置楼", "9", "栋", "level"), ("安置楼", "412", "套", "level"), ("安置楼", "63000", "平方米", "level")]),
    ("12类45件实事全部完成。", [("实事", "12", "类", "level"), ("实事", "45", "件", "level")]),
    ("工业投资、民间投资分别增长7.5%、9%。", [("工业投资", "0.075", "1", "growth"), ("民间投资", "0.09", "1", "growth")]),
    ("城乡居民人均可支配收入分别增长4.6%和6.2%。", [("城镇居民人均可支配收入", "0.046", "1", "growth"), ("农村居民人均可支配收入", "0.062", "1", "growth")]),
    # parts, shares, ranks, changes
    ("完成固定资产投资88亿元，其中工业投资35亿元。", [("固定资产投资", "8800000000", "元", "level"), ("工业投资", "3500000000", "元", "level")]),
    ("引育急需人才180名，约占全市1/3。", [("引育急需人才", "180", "名", "level"), ("急需人才", None, "1", "share")]),
    ("数字产业增加值占生产总值比重达18.5%。", [("数字产业增加值占生产总值比重", "0.185", "1", "share")]),
    ("实际使用外资总量居全市第2位。", [("外资", "2", "位", "rank")]),
    ("高新技术企业从210家增加到268家。", [("高新技术企业", "210", "家", "level"), ("高新技术企业", "268", "家", "level")]),
    ("研发投入强度比上年提高0.3个百分点。", [("研发投入强度", "0.3", "个百分点", "change")]),
    ("谋划重大项目52个，总投资310亿元。", [("谋划重大项目", "52", "个", "level"), ("重大项目总投资", "31000000000", "元", "level")]),
    # a threshold is part of the name, not a claim
    ("开工亿元以上项目16个。", [("项目", "16", "个", "level")]),
    ("签约10亿元以上项目3个。", [("10亿元以上项目", "3", "个", "level")]),
    # per something
    ("每千人口托位数达到4.9个。", [("托位数", "4.9", "个", "level")]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), CASES, ids=[sentence for sentence, _ in CASES])
def test_each_number_has_its_indicator(sentence: str, expected: list[tuple[str, str | None, str, str]]) -> None:
    claims = dajuan.read(sentence).claims
    assert len(claims) == len(expected), [(c.text, c.indicator) for c in claims]
    for claim, (indicator, value, unit, basis) in zip(claims, expected, strict=True):
        assert indicator in claim.indicator
        assert (claim.unit, claim.basis) == (unit, basis)
        if value is not None:
            assert claim.low == Decimal(value)


@pytest.mark.parametrize(
    "sentence",
    [
        "深入实施“十四五”规划，推进“五链”融合。",
        "突出三个聚焦，抓好六大行动。",
        "为60岁以上老人办好实事。",
        "打造千亿级产业集群，培育百亿级企业。",
        "建设15分钟便民生活圈，推广5G应用。",
        "详见云开办〔2025〕8号文件，电话0371-55667788。",
    ],
)
def test_what_only_looks_like_an_amount_is_no_claim(sentence: str) -> None:
    assert dajuan.read(sentence).claims == ()


def test_a_part_belongs_to_its_whole() -> None:
    whole, part = dajuan.read("全年完成投资88亿元，其中工业投资35亿元。").claims
    assert part.part_of == whole.id


def test_names_before_the_number_are_entities() -> None:
    (claim,) = dajuan.read("新增云溪、柳岸2家社区卫生服务中心。").claims
    assert claim.entities == ("云溪", "柳岸")


def test_the_starting_point_of_a_change_is_background() -> None:
    start, end = dajuan.read("2025年，高新技术企业从210家增加到268家。").claims
    assert (start.role, end.role) == ("context", "result")
