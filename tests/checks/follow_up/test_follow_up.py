"""FU702 to FU704: what was reported against what is promised."""


def test_a_result_that_is_not_taken_up(marked, year):
    assert marked("FU702", year("城镇新增就业5573人。工业投资236亿元。", "工业投资250亿元。")) == ["5573人"]


def test_a_target_with_no_result_before_it(marked, year):
    assert marked("FU703", year("完成投资236亿元。", "完成投资250亿元，光伏装机规模达到5万千瓦。")) == ["5万千瓦"]


def test_another_definition(marked, year):
    done = "新增基金管理规模103亿元。"
    assert marked("FU704", year(done, "招引基金认缴规模200亿元。")) == ["200亿元"]
    assert marked("FU704", year(done, "基金管理规模达到130亿元。")) == []
    assert marked("FU704", year(done, "招引基金认缴规模200亿元，基金管理规模达到130亿元。")) == ["200亿元"]
