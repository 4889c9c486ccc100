"""QU104 to QU111 that are about wording and form."""

import pytest

from dajuan.checks.fix import mended_text
from dajuan.checks.run import check
from dajuan.checks.settings import Settings


@pytest.mark.parametrize(
    ("code", "text", "words"),
    [
        ("QU104", "3家企业入选名单，占全省50%；另有两家入围。", "占全省50%"),
        ("QU105", "占比40%；入选产业链占全市2/5。", "2/5"),
        ("QU110", "新建中小学2-3所。", "2-3"),
        ("QU111", "人均可支配收入增长6.1%%。", "6.1%%"),
    ],
)
def test_fires(marked, code, text, words):
    assert [one.strip() for one in marked(code, text)] == [words]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("QU104", "3家企业入选，占全省入选企业的50%。"),
        ("QU104", "投资240亿元，其中工业投资96亿元，占比40%。"),
        ("QU105", "占比40%；占全市25%。十成把握。"),
        ("QU110", "新建中小学2—3所。"),
        ("QU110", "联系电话0371-6758人工服务。"),
        ("QU110", "型号T3-2家用泵。"),
        ("QU110", "以5-3家胜出。"),
        ("QU111", "增长6.1%，占比40％。"),
    ],
)
def test_is_silent(marked, code, text):
    assert marked(code, text) == []


def test_the_range_dash_is_mended_safely():
    text = "新建中小学2-3所、幼儿园1-2所。"
    assert mended_text(text, check(text, select=["QU110"])).text == "新建中小学2—3所、幼儿园1—2所。"


def test_the_doubled_percent_sign_is_mended_safely():
    text = "收入增长6.1%%。"
    assert mended_text(text, check(text, select=["QU111"])).text == "收入增长6.1%。"


def test_mixed_percent_signs_are_looked_for_only_when_wanted():
    text = "甲增长6%，乙增长7%，丙增长8％。"
    assert check(text, select=["QU111"]) == []
    found = check(text, select=["QU111"], settings=Settings(options={"QU111": {"mixed": True}}))
    assert [text[one.start : one.end] for one in found] == ["％"]


def test_a_target_given_as_a_range(marked, year):
    assert marked("QU107", year("", "新投入使用中小学3-5所。")) == ["3-5所"]
    assert marked("QU107", year("新投入使用中小学3-5所。", "")) == []
    assert marked("QU107", year("", "地区生产总值增长5%—5.5%。")) == []
    assert marked("QU107", year("", "每个社区配备1—2名社工。")) == []
    assert marked("QU107", year("", "为0—6岁儿童免费筛查。")) == []


def test_a_fuzzy_count_of_what_is_done(marked, year):
    assert marked("QU106", year("开展促消费活动40余场。", "")) == ["40余场"]
    assert marked("QU106", year("开展促消费活动43场，惠及2.4万余人。", "")) == []
    assert marked("QU106", year("", "开展促消费活动40场以上。")) == []


def test_one_number_over_several_things(marked, year):
    assert marked("QU108", year("获批省、市重大专项14项。", "")) == ["省、市重大专项14项"]
    assert marked("QU108", year("", "新建续建中小学2所。")) == ["新建续建中小学2所"]
    assert marked("QU108", year("获批省级重大专项5项、市级重大专项9项。", "")) == []


def test_a_digit_too_many(marked, year):
    done = "技术合同成交额18.6亿元，增长22.4%。"
    assert marked("QU109", year(done, "技术合同成交额达到200亿元。")) == ["200亿元"]
    assert marked("QU109", year(done, "技术合同成交额达到22亿元。")) == []


@pytest.mark.parametrize(
    ("code", "text", "words"),
    [
        ("QU112", "规上工业增加值同比增长-1.4%。", "增长-1.4%"),
        ("QU112", "税收下降-3%。", "下降-3%"),
        ("QU112", "预算收入同比-6.2%。", "同比-6.2%"),
        ("QU113", "企业开办时间压缩3倍。", "压缩3倍"),
        ("QU113", "能耗下降近两倍。", "下降近两倍"),
    ],
)
def test_falls_that_cannot_be_read_fire(marked, code, text, words):
    assert marked(code, text) == [words]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("QU112", "规上工业增加值同比下降1.4%，增速-1.4%。"),
        ("QU112", "地区生产总值增长5%-6%。"),
        ("QU112", "人口自然增长率为-3.96‰。"),
        ("QU113", "企业开办时间压缩75%。"),
        ("QU113", "融资杠杆倍数下降2倍。"),
        ("QU113", "算力增长3倍。"),
    ],
)
def test_falls_that_can_be_read_are_silent(marked, code, text):
    assert marked(code, text) == []


def test_growth_with_no_unit(marked):
    assert marked("QU114", "规上工业总产值同比增长12.6，投资下降7.5。") == ["增长12.6", "下降7.5"]
    for text in (
        "规上工业总产值同比增长12.6%，投资增长1,000万元。",
        "一产、二产、三产分别增长5.2、6.1和7%。",
        "能耗下降1/4。",
        "营收增长2倍，税收增长3成。",
    ):
        assert marked("QU114", text) == []
