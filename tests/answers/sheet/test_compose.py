"""A year told: each sentence as an office would write it, every number a piece that says whose it is."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from tests.answers.life import OFFICE, estates, set_all
from tests.answers.sheet.year import SET_ON, items, sheet_on

from dajuan.answers.plan import settle
from dajuan.answers.sheet.content import (
    BarChart,
    CourseChart,
    Key,
    Link,
    NoteMark,
    Number,
    Paragraph,
    Table,
    Words,
    text_of,
)
from dajuan.answers.sheet.plain import plain_lines
from dajuan.answers.sheet.stamp import stamp_in

AT_THE_END = {
    "T-01": "1. 地区生产总值：增长6.3%，目标增长6.5%左右，比目标低0.2个百分点，达到目标。",
    "T-02": "2. 规模以上工业增加值：增长7.7%，目标增长8.5%以上，比目标低0.8个百分点，未达到目标。",
    "T-03": "3. 固定资产投资：目标增长8%以上，无法衡量：没有绑定指标，也没有填报。",
    "T-17": "8. 上云企业：达到1516家，目标1500家以上，完成率101.1%，达到目标。（产业发展局）",
    "T-28": "11. 办好第四届“云岭杯”创新创业大赛：2025年10月16日已完成。填报进展：“大赛于10月举办，征集项目388个”。（科技创新局）",
    "T-32": "2. 项目年度计划投资：完成236.4亿元，目标230亿元，完成率102.8%，已完成。（经济发展局）",
    "T-33": "3. 新签约亿元以上项目：完成52个，目标60个，比目标少8个，完成率86.7%，部分完成。（经济发展局）",
    "T-37": "7. 盘活低效用地：完成899.998亩，目标900亩，比目标少0.002亩，完成率99.9998%，部分完成。（经济发展局）",
    "T-39": "9. 开工平均用时：为112天，目标不超过110天，比目标多2天，未达到目标。（经济发展局）",
    "T-53": "3. 交付“保交楼”项目：完成4个，目标4个，完成率100%，同比增长300%，已完成。（规划建设局）",
    "T-55": "5. 改造老旧小区：完成16个，目标16个，完成率100%，已完成。期限2025年11月30日。目标原为20个，调整为16个。",
    "T-57": "7. 望岭大道快速化改造工程9月底前主线通车：完成进度40%，部分完成。期限2025年9月30日。（规划建设局）",
    "T-67": "6. 单位工业增加值能耗：下降3.8%，目标下降3.5%以上，比目标多降0.3个百分点，达到目标。",
    "T-78": "10. 12345热线按期办结率：达到98.62%，目标98.5%以上，比目标高0.12个百分点，达到目标。",
}
AT_HALF_TIME = {
    "T-01": "1. 地区生产总值：增长5.9%，目标增长6.5%左右，比目标低0.6个百分点，未到期。",
    "T-32": "2. 项目年度计划投资：完成109.6亿元，目标230亿元，完成率47.7%，序时进度50%，慢2.3个百分点，略慢于序时进度。",
    "T-53": "3. 交付“保交楼”项目：完成2个，目标4个，完成率50%，序时进度50%，持平，达到序时进度。",
}


def number_of(code: str) -> str:
    return f"2025-{int(code[2:]):03}"


@pytest.mark.parametrize("code", AT_THE_END)
def test_at_the_end_of_the_year(at_the_end, code):
    assert items(at_the_end)[number_of(code)].startswith(AT_THE_END[code])


@pytest.mark.parametrize("code", AT_HALF_TIME)
def test_at_half_time(at_half_time, code):
    assert items(at_half_time)[number_of(code)].startswith(AT_HALF_TIME[code])


def test_parts_and_milestones_stand_under_their_whole(at_the_end):
    told = items(at_the_end)
    codes = list(told)
    place = codes.index("2025-051")
    assert codes[place + 1 : place + 3] == ["2025-051.1", "2025-051.2"]
    assert told["2025-051.1"].startswith("（1）规划建设局：完成25万平方米，目标24万平方米，完成率104.2%，已完成。")
    assert told["2025-057.2"].startswith("（2）主线通车：应于2025年9月30日完成，未完成。")


def test_the_summary_counts_every_promise_once(at_the_end):
    lead = next(one for one in at_the_end.blocks() if isinstance(one, Paragraph) and one.kind == "lead")
    assert lead.text.startswith(
        "2025年计划确定并立项的目标任务共83项，其中定量目标68项、定性任务15项。截至2025年12月31日，已完成10项，占12%；"
    )
    counts = {
        run.key.what: int(run.text[:-1]) for run in lead.runs if isinstance(run, Number) and run.text.endswith("项")
    }
    verdicts = [counts[what] for what in counts if what.partition("/")[2] in {"met", "partly", "missed", "unmeasured"}]
    assert sum(verdicts) == counts["count/all"] == counts["count/numbers"] + counts["count/tasks"] == 83
    assert counts["count/changed"] == counts["count/dropped"] == 1


def test_unmet_and_grey_are_listed_right_after_the_counts(at_the_end):
    titles = [section.title for section in at_the_end.sections]
    assert titles[:4] == ["一、总体情况", "（一）未完成和落后的目标", "（二）无法衡量的目标", "二、各领域完成情况"]
    unmet, grey = at_the_end.sections[1:3]
    assert [text_of(one.runs).partition("：")[2].partition("，")[0] for one in unmet.blocks] == ["未完成"] * 2 + [
        "部分完成"
    ] * 5
    assert len(grey.blocks) == 66


def test_every_link_leads_to_a_place_that_is_there(at_the_end):
    places = {section.anchor for section in at_the_end.sections}
    paragraphs = [block for block in at_the_end.blocks() if isinstance(block, Paragraph)]
    anchors = [one.anchor for one in paragraphs if one.anchor]
    assert len(anchors) == len(set(anchors))
    for run in (run for one in paragraphs for run in one.runs):
        if isinstance(run, Link | NoteMark):
            assert run.to in places | set(anchors)
        if isinstance(run, Number):
            assert at_the_end.place_of(run.key) in places | set(anchors)


def test_no_digit_stands_outside_a_number_a_name_or_a_quotation(at_the_end, at_half_time):
    looked_at = 0
    for sheet in (at_the_end, at_half_time):
        for one in sheet.blocks():
            if not (isinstance(one, Paragraph) and one.kind in ("item", "part", "lead", "body")):
                continue
            for place, run in enumerate(one.runs):
                plain = isinstance(run, Words) and not run.strong
                text = re.sub(r"^(\d+\. |（\d+）|\d{4}年计划)", "", run.text) if place == 0 else run.text
                assert not (plain and re.search(r"\d", text)), run
                looked_at += plain
    assert looked_at > 200


def test_a_number_says_whose_it_is(at_the_end):
    [one] = [block for block in at_the_end.blocks() if isinstance(block, Paragraph) and block.anchor == "t-2025-033"]
    found = {run.key.what: run.text for run in one.runs if isinstance(run, Number)}
    assert found == {"value": "52个", "asked": "60个", "short": "8个", "completion": "86.7%"}
    assert {run.key.of for run in one.runs if isinstance(run, Number)} == {"2025-033"}
    assert str(Key("2025-033", "value")) == "2025-033/value"


def test_the_table_has_every_target_and_its_verdict(at_the_end):
    [table] = [block for block in at_the_end.blocks() if isinstance(block, Table)]
    rows = {text_of(row[0]): [text_of(cell) for cell in row[1:]] for row in table.rows}
    assert len(rows) == 83 + 4
    assert rows["2025-033"] == ["新签约亿元以上项目", "60个", "52个", "86.7%", "黄", "部分完成", "经济发展局"]
    assert sum(column.share for column in table.columns) == 100


def test_what_nobody_answered_and_what_was_dropped(at_the_end):
    silent = next(one for one in at_the_end.sections if one.anchor == "silent")
    assert silent.blocks[0].text == "下列65项截至2025年12月31日没有任何记录和填报。"
    assert "计划原话：“新增国家级专精特新‘小巨人’企业6家”。" in silent.blocks[9 + 1].text
    dropped = next(one for one in at_the_end.sections if one.anchor == "dropped")
    assert [one.text.partition("，理由")[2] for one in dropped.blocks] == ["：“与第80项合并督查”。"]


def test_charts_say_in_words_what_they_show(at_the_end):
    bars = [block for block in at_the_end.blocks() if isinstance(block, BarChart)]
    courses = [block for block in at_the_end.blocks() if isinstance(block, CourseChart)]
    assert len(bars) == 1
    assert sum(count for bar in bars[0].bars for _, count in bar.counts) == 83
    assert courses[0].title == "新增标准厂房累计完成与序时进度"
    assert all(chart.told for chart in (*bars, *courses))
    assert all(before.share <= after.share for before, after in pairwise(courses[0].due))


def test_it_is_signed_dated_and_stamped(at_the_end):
    paragraphs = [block for block in at_the_end.blocks() if isinstance(block, Paragraph)]
    signed = {one.kind: one.text for one in paragraphs if one.kind in ("organisation", "day", "stamp")}
    day = at_the_end.known_on
    assert signed["organisation"] == "云岭高新区"
    assert signed["day"] == f"{day.year}年{day.month}月{day.day}日"
    assert stamp_in("\n".join(plain_lines(at_the_end))) == at_the_end.stamp


def test_the_same_board_gives_the_same_sheet_whatever_came_later(planned, zone):
    from tests.answers.life import set_all, state

    from dajuan.ledger.read import size_of

    set_all(planned)
    state(planned, "T-33", "2025-06-30", reported="25个")
    size = size_of(planned)
    before = sheet_on(zone, planned, "2025-06-30")
    state(planned, "T-33", "2025-06-30", reported="26个")
    assert items(sheet_on(zone, planned, "2025-06-30"))["2025-033"] != items(before)["2025-033"]
    assert sheet_on(zone, planned, "2025-06-30", size=size) == before


def test_a_simulated_zone_says_so_first(official):
    assert official.simulated
    assert plain_lines(official)[1].startswith("（模拟数据：")


def test_entries_behind_two_targets_are_listed_in_the_note_of_the_first(zone, planned):
    set_all(planned)
    delivered = {"indicator": "housing-delivery/estates-delivered"}
    settle(planned, ["T-53", "T-55"], actor=OFFICE, on=SET_ON, changes=delivered)
    estates(planned, {"2025-03-15": 100, "2025-06-18": 216})
    sheet = sheet_on(zone, planned, "2025-12-31")
    notes = {one.anchor: one for one in sheet.blocks() if isinstance(one, Paragraph) and one.kind == "note"}
    [listed] = [one for one in notes.values() if "按指标“保交楼·交付项目数”计算；" in one.text]
    [led] = [one for one in notes.values() if "所据的指标、记录和佐证见" in one.text]
    assert "台账第" in listed.text
    assert "台账第" not in led.text
    [link] = [run for run in led.runs if isinstance(run, Link) and run.to in notes]
    assert notes[link.to] is listed
