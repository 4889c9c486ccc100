"""QU101, QU102, QU103: the unit that fits the indicator, that is there at all, and that is not a percentage of one."""

import pytest


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("完成光伏发电装机规模5万千瓦时。", "装机规模5万千瓦时"),
        ("全区用电量达到12万千瓦。", "用电量达到12万千瓦"),
        ("新增绿地面积64万公里。", "绿地面积64万公里"),
        ("通车里程突破320平方公里。", "通车里程突破320平方公里"),
    ],
)
def test_unit_of_another_dimension_fires(marked, text, words):
    assert marked("QU101", text) == [words]


@pytest.mark.parametrize(
    "text",
    [
        "完成光伏发电装机规模5万千瓦。",
        "新型储能装机规模120万千瓦时。",
        "发电量达到3.2亿千瓦时。",
        "新增绿地面积64万平方米，折合960亩。",
        "生产总值近3年年均增速快于全市。",
        "新增装机规模居全市第2位。",
        "居民人均可支配收入五年增长30%。",
        "GDP增长5%左右。",
        "固定资产投资项目240个。",
    ],
)
def test_unit_that_fits_is_silent(marked, text):
    assert marked("QU101", text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("招引基金认缴规模200亿。", "200亿"),
        ("技术合同成交额突破15.6亿，再创新高。", "15.6亿"),
    ],
)
def test_bare_magnitude_fires(marked, text, words):
    assert marked("QU102", text) == [words]


@pytest.mark.parametrize(
    "text",
    [
        "招引基金认缴规模200亿元。",
        "“云岭办”用户数突破350万。",
        "办理件15万、咨询14万件，投资咨询占三成。",
        "发放补贴惠及群众人数超5万。",
        "推动投资8.6亿元的20万吨项目开工。",
    ],
)
def test_magnitude_with_a_unit_is_silent(marked, text):
    assert marked("QU102", text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("高技术制造业占比达到46.8%，比上年提高2.3%。", "2.3%"),
        ("污水管网覆盖率提高3.5%。", "3.5%"),
        ("规模以上工业产值增长2.6个百分点。", "2.6个百分点"),
    ],
)
def test_percent_for_points_fires(marked, text, words):
    assert marked("QU103", text) == [words]


@pytest.mark.parametrize(
    "text",
    [
        "高技术制造业占比达到46.8%，比上年提高2.3个百分点。",
        "污水管网覆盖率提高到93.5%。",
        "事故死亡率下降18%。",
        "工业产值增速提高2.6个百分点。",
        "工业用电量增长6.2%，增速比上年提高1.1个百分点。",
        "拉动全区投资增长2.1个百分点。",
        "社会消费品零售总额占比达到12%，增长6%以上。",
        "单位增加值能耗下降4.1%。",
    ],
)
def test_percent_is_silent(marked, text):
    assert marked("QU103", text) == []


def test_the_mend_of_a_percentage(said):
    finding = said("QU103", "污水管网覆盖率提高3.5%。")[0]
    assert finding.fix is not None
    assert finding.fix.replacement == "3.5个百分点"
    assert not finding.fix.safe


def test_a_magnitude_in_brackets_needs_its_unit_too(marked):
    assert marked("QU102", "引进云岭酒店（投资1.2亿）等项目。") == ["1.2亿"]
    assert marked("QU102", "引进云岭酒店（投资1.2亿元）等项目，覆盖游客（约20万）。") == []
