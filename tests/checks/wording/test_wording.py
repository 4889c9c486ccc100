"""WD801 superlatives, WD802 trends."""

import pytest


@pytest.mark.parametrize(
    ("code", "text", "words"),
    [
        ("WD801", "建成省内最大的加氢站。", "省内最大"),
        ("WD801", "全市率先开展“一天发四证”。", "全市率先"),
        ("WD802", "空气质量持续改善，蓝天常在。", "持续改善"),
    ],
)
def test_fires(marked, code, text, words):
    assert marked(code, text) == [words]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("WD801", "据省住建厅统计，建成省内最大的加氢站。"),
        ("WD801", "入选全省首批示范名单。"),
        ("WD801", "建成加氢站3座。"),
        ("WD802", "空气质量持续改善，优良天数比上年增加12天。"),
        ("WD802", "持续改善办学条件，新增学位5400个。"),
    ],
)
def test_is_silent(marked, code, text):
    assert marked(code, text) == []


@pytest.mark.parametrize(
    ("code", "text", "words"),
    [
        ("WD803", "培育专精特新“小巨人企业14家，云岭检测中心投用。", "“小巨人企业14家，云岭检测中心"),
        ("WD803", "建成云岭数据港（一期，接入算力1200P。", "（一期，接入算力1200P。"),
        ("WD804", "新增企业31家，，总数达到264家。", "，，"),
        ("WD804", "新增企业31家；，总数达到264家。", "；，"),
        ("WD805", "全年零售总额152.4亿元增长5.9%。", "152.4亿元增长5.9%"),
        ("WD805", "技改投资增长10%大力发展健康产业。", "10%大力"),
        ("WD805", "龙头企业122家培育合作社203家。", "122家培育合作社2"),
    ],
)
def test_form_fires(marked, code, text, words):
    assert marked(code, text) == [words]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("WD803", "培育专精特新“小巨人”企业14家（含拟认定2家）。"),
        ("WD803", "他说：“先把项目建好。再把企业服务好。”"),
        ("WD804", "新增企业31家……总数达到264家——全市第一。"),
        ("WD805", "比上年的38亿元增长7%。"),
        ("WD805", "城镇化率从72%提升到76%，新增企业3家。"),
        ("WD805", "零售总额152.4亿元，增长5.9%。"),
    ],
)
def test_form_is_silent(marked, code, text):
    assert marked(code, text) == []


def test_a_doubled_mark_is_mended_safely():
    from dajuan.checks.fix import mended_text
    from dajuan.checks.run import check

    text = "新增企业31家，，总数达到264家。"
    assert mended_text(text, check(text, select=["WD804"])).text == "新增企业31家，总数达到264家。"


def test_a_partner_in_the_next_line_is_a_partner(marked):
    assert marked("WD803", "根据《\n云岭高新区发展规划（草案）\n》，我们安排了全年工作。") == []
    assert marked("WD803", "根据《云岭高新区发展规划（草案），我们安排了全年工作。") != []


def test_a_word_written_twice(marked):
    assert marked("WD806", "规上工业总产值增长增长8.2%，投资的的结构更优。") == ["增长增长", "的的"]
    assert marked("WD806", "实实在在办成一件件实事，的的确确让群众满意。") == []


def test_a_mark_at_the_cut_of_a_line_is_no_slip(marked):
    assert marked("WD803", "真正“\n把企业当家人\n”。") == []


def test_the_end_of_mudi_is_no_doubled_word(marked):
    assert marked("WD806", "以增强体质为目的的活动办了12场。") == []
