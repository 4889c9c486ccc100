"""TG601 to TG606: what a promise lacks."""

import pytest


@pytest.mark.parametrize(
    ("promised", "words"),
    [
        ("进出口总额实现新突破。", "进出口总额实现新突破"),
        ("GDP力争实现新增长。", "GDP力争实现新增长"),
    ],
)
def test_main_target_without_a_number(marked, year, promised, words):
    assert marked("TG601", year("", promised)) == [words]


@pytest.mark.parametrize(
    "promised",
    [
        "进出口总额增长8%以上。",
        "居民收入增长与经济增长基本同步。",
        "进出口稳中提质。",
        "民间投资活力持续释放，产业发展实现新突破。",
        "推动产业体系建设取得新进展。",
    ],
)
def test_main_target_with_a_yardstick_is_silent(marked, year, promised):
    assert marked("TG601", year("", promised)) == []


def test_a_result_is_no_target(marked, year):
    assert marked("TG601", year("进出口总额实现新突破，达到96亿元。", "")) == []


@pytest.mark.parametrize(
    ("code", "promised", "words"),
    [
        ("TG602", "适时出台低空经济支持政策。", "适时"),
        ("TG604", "力争完成装机规模5万千瓦。", "力争"),
        ("TG605", "培育一批链上骨干企业。", "一批"),
    ],
)
def test_wording_of_promises(marked, year, code, promised, words):
    assert marked(code, year("", promised)) == [words]


@pytest.mark.parametrize(
    ("code", "promised"),
    [
        ("TG602", "尽快出台方案，9月底前启用低空经济服务站。"),
        ("TG602", "抓紧抓实，尽快形成竞争优势。"),
        ("TG604", "生产总值增长7%以上、力争达到8%。"),
        ("TG605", "推进第一批6个产业项目建设。"),
        ("TG605", "培育一批年产值超10亿元的企业。"),
    ],
)
def test_wording_that_says_enough_is_silent(marked, year, code, promised):
    assert marked(code, year("", promised)) == []


def test_no_owner_is_told_once(marked, year):
    assert len(marked("TG603", year("", "新建学校2所。打通道路3条。"))) == 1
    assert marked("TG603", year("", "新建学校2所。打通道路3条。责任单位：规划建设局。")) == []


def test_target_below_the_result(marked, said, year):
    done = "空气优良天数298天，比上年增加12天。"
    text = year(done, "空气优良天数达到290天以上。")
    assert marked("TG606", text) == ["290天以上"]
    assert said("TG606", text)[0].severity == "question"
    assert marked("TG606", year(done, "空气优良天数达到300天以上。")) == []


@pytest.mark.parametrize(
    ("done", "promised"),
    [
        ("PM2.5年均浓度35微克/立方米。", "PM2.5年均浓度控制在34微克/立方米以内。"),
        ("地区生产总值增长6.3%。", "地区生产总值增长6%左右。"),
        ("城镇新增就业7318人。", "城镇新增就业7000人以上。"),
    ],
)
def test_targets_that_are_usual_are_silent(marked, year, done, promised):
    assert marked("TG606", year(done, promised)) == []


def test_what_others_will_do_soon_needs_no_date(marked, year):
    assert marked("TG602", year("", "精简环节，使企业更便捷拿到执照并尽快正常运营。")) == []
    assert marked("TG602", year("", "尽快完成云岭一中改扩建。")) != []


def test_a_floor_with_its_stretch_beside_it_is_not_lowered(marked, year):
    done = "空气优良天数298天。"
    assert marked("TG606", year(done, "空气优良天数290天以上、力争比去年更多。")) == []
    assert marked("TG606", year(done, "空气优良天数290天以上。")) != []
