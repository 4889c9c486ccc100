"""AR301 to AR306: numbers side by side that must agree, within the rounding of their digits."""

import pytest


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "新开工项目86个，其中制造业项目41个、服务业项目30个、基础设施项目17个。",
            "41个、服务业项目30个、基础设施项目17个",
        ),
        ("一产投资12亿元、二产投资80亿元、三产投资50亿元，合计152亿元。", "152亿元"),
        ("三次产业结构调整为4.2:37.7:57.3。", "4.2:37.7:57.3"),
    ],
)
def test_parts_fire(marked, text, words):
    assert marked("AR301", text) == [words]


@pytest.mark.parametrize(
    "text",
    [
        "新开工项目88个，其中制造业项目41个、服务业项目30个、基础设施项目17个。",
        "新开工项目86个，其中制造业项目41个、服务业项目30个。",
        "上市企业86家，其中国有控股50家、高新技术60家。",
        "三次产业结构调整为4.0∶37.7∶58.3。",
        "三次产业结构为8:41:50。",
        # Rounded parts: 1.3 + 0.5 + 4.4 may be anything from 6.05 to 6.35.
        "专项债1.3万亿元、预算内投资0.5万亿元、其他4.4万亿元，合计6.1万亿元。",
    ],
)
def test_parts_are_silent(marked, text):
    assert marked("AR301", text) == []


def test_carry_over_is_asked_about(marked, said, year):
    done = "纳入“保交楼”台账项目14个，累计交付9个、8126套。"
    text = year(done, "确保剩余6个“保交楼”项目10月底前全部交付。")
    assert marked("AR302", text) == ["6个"]
    assert said("AR302", text)[0].severity == "question"
    assert marked("AR302", year(done, "确保剩余5个“保交楼”项目10月底前全部交付。")) == []
    assert marked("AR302", year(done, "年内再交付“保交楼”项目4个。")) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("纳入省重点项目24个，已开工18个，开工率达到80%。", "80%"),
        ("4家企业入选全市十大高成长企业，占比30%。", "30%"),
    ],
)
def test_share_fires(marked, text, words):
    assert marked("AR303", text) == [words]


@pytest.mark.parametrize(
    "text",
    [
        "纳入省重点项目24个，已开工18个，开工率达到75%。",
        "纳入省重点项目23个，已开工18个，开工率达到78%。",
        "4家企业入选全市十大高成长企业，占比40%。",
        "纳入省重点项目24个，已开工18个，竣工率达到20%。",
        "办理建议38件、提案52件，办结率达到100%。",
    ],
)
def test_share_is_silent(marked, text):
    assert marked("AR303", text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("一般公共预算收入由38.6亿元增加到41.5亿元，增长9.5%。", "9.5%"),
        ("进出口总额104.5亿元，增加7.7亿元，增长9.8%。", "9.8%"),
        ("平均用时由168天压缩到121天，下降38%。", "38%"),
    ],
)
def test_growth_fires(marked, text, words):
    assert marked("AR304", text) == [words]


@pytest.mark.parametrize(
    "text",
    [
        "一般公共预算收入由38.6亿元增加到41.5亿元，增长7.5%。",
        "进出口总额104.5亿元，增加7.7亿元，增长8.0%。",
        # Rounding: 2.76 → 2.9 is anything from 3.2 % to 7.0 %.
        "零售额由2.76万亿元增加到2.9万亿元，增长5.6%。",
        # Real growth cannot be computed from levels at current prices.
        "地区生产总值由5503亿元增加到5696亿元，增长5.3%。",
        "人均可支配收入由2.57万元增加到3.52万元，年均增长6.5%。",
        "平均用时由168天压缩到121天，下降28%。",
        "在校生由3万人增加到5万人以上，增长80%。",
    ],
)
def test_growth_is_silent(marked, text):
    assert marked("AR304", text) == []


def test_a_part_larger_than_its_whole(marked):
    assert marked("AR305", "城镇新增就业7318人，其中高校毕业生7560人。") == ["7560人"]
    assert marked("AR305", "城镇新增就业7318人，其中高校毕业生2560人。") == []
    assert marked("AR305", "城镇新增就业7318人，高校毕业生就业7560人。") == []
    assert marked("AR305", "接待游客320万人次，其中外国游客增长35%。") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("按期办结率达到102.3%。", "102.3%"),
        ("空气优良天数达到386天。", "386天"),
        ("绿化覆盖率提高到144.5%。", "144.5%"),
    ],
)
def test_impossible_fires(marked, text, words):
    assert marked("AR306", text) == [words]


@pytest.mark.parametrize(
    "text",
    ["投资完成率达到129.6%。", "毛入学率达到103%。", "按期办结率达到100%。", "合格率增长120%。", "工期缩短386天。"],
)
def test_possible_is_silent(marked, text):
    assert marked("AR306", text) == []


def test_a_difference_is_no_whole(marked):
    people = "年末常住人口83.6万人，比上年末增加0.2万人，其中城镇人口38.5万人。"
    assert marked("AR305", people) == []
    assert marked("AR305", people.replace("38.5", "138.5")) == ["138.5万人"]
    assert marked("AR305", "安排专项债13500万元，比上年增加1500万元，其中区本级9500万元。") == []
    assert marked("AR305", "五年来年均增收2040万元，其中去年2573万元。") == []


def test_no_rank_after_the_last(marked):
    assert marked("AR306", "在全省126个开发区考核中位列第133名。") == ["位列第133名"]
    assert marked("AR306", "在全省126个开发区考核中位列第33名。") == []
