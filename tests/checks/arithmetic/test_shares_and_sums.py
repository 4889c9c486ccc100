"""AR307, AR308, AR309: what two or more written numbers give when they are divided or added."""

import pytest

GDP = "地区生产总值412.6亿元，其中第一产业增加值16.9亿元，第二产业增加值190.6亿元，第三产业增加值205.1亿元。"


@pytest.mark.parametrize(
    ("code", "text", "words"),
    [
        ("AR307", "完成税收收入3.2亿元，占年初预算4亿元的85%。", "85%"),
        ("AR307", "到位资金53.1亿元，同比增长28.4%，完成下达任务数59.4亿元的79.4%。", "79.4%"),
        ("AR307", "年度计划投资148.2亿元，已开工85个，完成投资51.9亿元，投资完成率45%。", "45%"),
        ("AR307", "地方收入完成1630万元，为年初预算3600万元的54.3%。", "54.3%"),
        ("AR308", GDP.replace("205.1", "215.1"), "412.6亿元"),
        ("AR308", GDP + "三次产业结构由5.1:45.2:49.7调整为4.1:46.2:59.7。", "4.1:46.2:59.7"),
        ("AR308", "一般公共预算收入13.57亿元，下降2%。其中：税收收入8.1亿元，非税收入6.5亿元。", "13.57亿元"),
        ("AR308", "进出口总额386亿元，其中出口211.2亿元，进口184.8亿元。", "386亿元"),
        ("AR308", "年末户籍总人口52.48万人，其中城镇人口17.3万人，乡村人口37.2万人。", "52.48万人"),
        ("AR309", "外贸企业由40家增加到120家，增长3倍。", "3倍"),
        ("AR309", "外贸企业由40家增加到120家，翻了两番。", "两番"),
        ("AR304", "收入累计完成21450万元，比上年减收930万元，下降7.2%。", "7.2%"),
        ("AR304", "收入完成7360万元，较上年同期增收1165万元，增长28.8%。", "28.8%"),
    ],
)
def test_fires(marked, code, text, words):
    assert marked(code, text) == [words]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("AR307", "完成税收收入3.2亿元，占年初预算4亿元的80%。"),
        ("AR307", "到位资金53.1亿元，同比增长28.4%，完成下达任务数59.4亿元的89.4%。"),
        ("AR307", "年度计划投资148.2亿元，已开工85个，完成投资51.9亿元，投资完成率35%。"),
        # Either of two amounts may be the part: one fits.
        ("AR307", "贷款余额100亿元，比年初增加10亿元，占全市2000亿元的5%。"),
        ("AR307", "完成投资约3亿元，占年度计划4亿元的85%。"),
        ("AR308", GDP),
        ("AR308", GDP + "三次产业结构由5.1:45.2:49.7调整为4.1:46.2:49.7。"),
        # One of the parts is missing.
        ("AR308", "一般公共预算收入13.57亿元，其中税收收入8.1亿元。"),
        # Told again for the district's own level.
        ("AR308", "财政收入14.6亿元，其中税收收入8.1亿元；区级财政收入9亿元，非税收入3.1亿元。"),
        ("AR308", "进出口总额386亿元，增长5%，其中出口增长7%，进口增长2%。"),
        ("AR308", "地区生产总值增长5%，其中第一产业增加值增长2%，第二产业增加值增长6%，第三产业增加值增长4%。"),
        ("AR308", "人均" + GDP),
        ("AR309", "外贸企业由40家增加到120家，增长2倍。"),
        ("AR309", "外贸企业由40家增加到120家，增长近3倍。"),
        ("AR309", "外贸企业由40家增加到80家，翻了一番。"),
        ("AR309", "生产总值由40亿元增加到120亿元，增长1倍。"),
        ("AR304", "收入累计完成21450万元，比上年减收930万元，下降4.2%。"),
    ],
)
def test_is_silent(marked, code, text):
    assert marked(code, text) == []


def test_the_right_sum_is_told_in_the_unit_of_the_whole(said):
    (finding,) = said("AR308", "进出口总额386亿元，其中出口211.2亿元，进口184.8亿元。")
    assert "= 396亿元" in finding.zh
    assert len(finding.related) == 2


def test_chinese_numerals_round_too(marked):
    assert marked("AR304", "原煤由四亿八千三百万吨增加到六亿一千八百万吨，增长百分之二十八。") == []
    assert marked("AR304", "钢由二千零四十六万吨增加到三千一百七十八万吨，增长百分之五十五点三。") == []
    assert marked("AR304", "钢由二千零四十六万吨增加到三千一百七十八万吨，增长百分之四十五点三。") == [
        "百分之四十五点三"
    ]


SCHOOLS = "全区现有各级各类学校91所。其中，幼儿园43所（8所民办），小学32所，九年一贯制学校12所，高中3所。"


def test_a_full_list_that_misses_its_total(said):
    (finding,) = said("AR310", SCHOOLS)
    assert "= 90所，与总数91所差 1所" in finding.zh
    assert finding.severity == "question"


@pytest.mark.parametrize(
    "text",
    [
        SCHOOLS.replace("91", "90"),
        # Far off: the list was never meant to be whole.
        SCHOOLS.replace("91", "120"),
        SCHOOLS.replace("高中3所", "高中等3所"),
        SCHOOLS.replace("，高中3所", ""),
        # 2.3 + 4.1 + 1.2 + 2.4 may be anything from 9.8 to 10.2.
        "完成投资10.1亿元，其中，道路2.3亿元，管网4.1亿元，绿化1.2亿元，照明2.4亿元。",
    ],
)
def test_a_list_that_fits_or_was_not_meant_to(marked, text):
    assert marked("AR310", text) == []


TAXES = "一般公共预算收入20.0亿元，增长5%；其中税收收入15.0亿元，增长4%，占一般公共预算收入的85%。"


def test_a_share_of_a_whole_told_before(marked):
    assert marked("AR311", TAXES) == ["85%"]
    assert marked("AR311", "全区生产总值400.0亿元。非公有制经济增加值180.0亿元，占生产总值的比重为55%。") == ["55%"]


@pytest.mark.parametrize(
    "text",
    [
        TAXES.replace("85%", "75%"),
        # Another paragraph, another scope.
        TAXES.replace("；其中", "。\n\n区本级"),
        # Two numbers go by the name.
        "全市" + TAXES.replace("；其中", "；区级一般公共预算收入17.6亿元；其中"),
        TAXES.replace("占一般公共预算收入", "占全市一般公共预算收入"),
        # Either amount may be the part.
        "生产总值400.0亿元。数字经济增加值180.0亿元，其中核心产业40.0亿元，占生产总值的45%。",
    ],
)
def test_a_share_of_another_whole(marked, text):
    assert marked("AR311", text) == []
