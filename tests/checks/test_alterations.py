"""Two texts in, the numbers that differ out: every alteration found, nothing where only the layout is another."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dajuan.checks.alterations import alterations

SHEET = [
    "云岭高新区2025年目标任务完成情况",
    "一、总体情况",
    "2025年目标任务83项，截至2025年12月31日，完成61项，部分完成5项，未完成9项，无法衡量8项。",
    "（一）没有完成的",
    "1. 进出口总额：104.5亿元，目标110亿元，少5.5亿元[12]",
    "2. 新认定高新技术企业：138家，目标140家，少2家[13]",
    "编号\t目标\t目标值\t完成值\t完成率",
    "2025-007\t技术合同成交额\t18亿元\t18.6亿元\t103.3%",
    "2025-008\t进出口总额\t110亿元\t104.5亿元\t95%",
    "答卷印记：日志yunling；计划年度2025；所知记录1204条；根00ffee09；计全部记录。",
]
TEXT = "\n".join(SHEET)
DIGITS = [place for place, one in enumerate(TEXT) if one.isdigit()]


def told(text: str) -> list[tuple[str, str]]:
    return [(one.was, one.now) for one in alterations(SHEET, text)]


class TestWhatIsFound:
    @pytest.mark.parametrize("place", DIGITS)
    def test_any_one_digit(self, place):
        other = str((int(TEXT[place]) + 3) % 10)
        found = alterations(SHEET, TEXT[:place] + other + TEXT[place + 1 :])
        assert len(found) == 1
        assert found[0].start <= place < found[0].end
        line = TEXT[:place].count("\n")
        assert found[0].line == line
        assert SHEET[line][found[0].place :].startswith(found[0].was)

    def test_a_digit_put_in_or_taken_out(self):
        assert told(TEXT.replace("138家", "1380家")) == [("138", "1380")]
        assert told(TEXT.replace("138家", "13家")) == [("138", "13")]

    def test_a_decimal_point_taken_out(self):
        assert told(TEXT.replace("18.6亿元", "186亿元")) == [("18.6", "186")]

    def test_a_number_taken_out(self):
        [(was, now)] = told(TEXT.replace("，少5.5亿元", ""))
        assert "5.5" in was
        assert "5.5" not in now

    def test_a_sentence_put_in(self):
        found = told(TEXT.replace("无法衡量8项。", "无法衡量8项。另有新增亮点27项。"))
        assert len(found) == 1
        assert "27" in found[0][1]

    def test_a_line_taken_out(self):
        found = told(TEXT.replace(SHEET[5] + "\n", ""))
        assert found
        assert "138" in "".join(was for was, _ in found)

    def test_a_number_that_words_stand_in_for(self):
        assert told(TEXT.replace("完成61项", "完成六十余项"))[0][0].startswith("61")

    def test_beside_words_that_were_rewritten(self):
        text = TEXT.replace("完成61项，部分完成5项", "共完成62项，另有部分完成5项")
        assert told(text) == [("61", "62")]

    def test_letters_count_where_they_are_watched(self):
        at = SHEET[4].index("104.5亿元")
        watched = [[] for _ in SHEET]
        watched[4] = [(at, at + len("104.5亿元"))]
        text = TEXT.replace("总额：104.5亿元", "总额：104.5万元")
        assert told(text) == []
        assert [(one.was, one.now) for one in alterations(SHEET, text, watched)] == [("104.5亿", "104.5万")]


class TestWhatIsNoDifference:
    def test_itself(self):
        assert told(TEXT) == []

    def test_white_space(self):
        assert told(TEXT.replace("\t", "\n").replace("，", "， ").replace("2025年", "2025 年")) == []

    def test_lines_broken_anywhere(self):
        assert told(re.sub(r"(.{7})", r"\1\n", "".join(SHEET))) == []

    def test_signs_of_the_other_width(self):
        assert told(TEXT.replace("，", ",").replace("：", ":").replace("%", "％")) == []

    def test_list_numbers_made_automatic(self):
        assert told(TEXT.replace("1. 进出口", "进出口").replace("2. 新认定", "新认定")) == []
        assert told(TEXT.replace("（一）没有", "（1）（一）没有")) == []

    def test_page_numbers_and_running_heads(self):
        text = TEXT.replace("一、总体情况", "- 1 -\n云岭高新区2025年答卷\n一、总体情况").replace(
            "编号\t目标", "第2页 共3页\n云岭高新区2025年答卷\n编号\t目标"
        )
        assert told(text) == []

    def test_a_table_of_contents(self):
        assert told(TEXT.replace("一、总体情况", "一、总体情况……1\n（一）没有完成的……2\n一、总体情况", 1)) == []

    def test_words_rewritten(self):
        assert told(TEXT.replace("没有完成的", "未能如期完成的任务")) == []

    def test_cells_read_line_by_line(self):
        """A page's reader meets the first lines of all cells of a row before the second ones."""
        text = TEXT.replace(
            "2025-007\t技术合同成交额\t18亿元\t18.6亿元\t103.3%",
            "2025-\t技术合\t18亿元\t18.6亿元\t103.3%\n007\t同成交额",
        )
        assert told(text) == []
        assert told(text.replace("18.6", "19.6")) == [("18.6", "19.6")]

    def test_numbers_by_themselves_are_no_running_heads(self):
        assert alterations(["。。1000.0。"], "。。1\n0\n10.0\n。")


@st.composite
def texts(draw: st.DrawFn) -> list[str]:
    words = st.text("甲乙丙丁增长完成，。：", min_size=1, max_size=6)
    number = st.from_regex(r"[1-9][0-9]{0,3}(\.[0-9]{1,2})?", fullmatch=True)
    line = st.lists(st.tuples(words, number), min_size=1, max_size=5).map(
        lambda some: "".join(f"{a}{b}" for a, b in some) + "。"
    )
    return draw(st.lists(line, min_size=1, max_size=12))


@given(texts(), st.data())
def test_every_altered_digit_is_found_and_nothing_else(lines, data):
    text = "\n".join(lines)
    place = data.draw(st.sampled_from([at for at, one in enumerate(text) if one.isdigit()]))
    other = data.draw(st.sampled_from([one for one in "0123456789" if one != text[place]]))
    found = alterations(lines, text[:place] + other + text[place + 1 :])
    assert [one.start <= place < one.end for one in found] == [True]


@given(texts(), st.data())
def test_breaking_lines_elsewhere_alters_nothing(lines, data):
    joined = "\n".join(lines)
    breaks = data.draw(st.sets(st.integers(0, len(joined))))
    text = "".join(("\n" if at in breaks else "") + one for at, one in enumerate(joined))
    assert alterations(lines, text) == []


@given(texts(), st.data())
def test_an_altered_digit_is_found_among_lines_broken_elsewhere(lines, data):
    joined = "\n".join(lines)
    place = data.draw(st.sampled_from([at for at, one in enumerate(joined) if one.isdigit()]))
    other = data.draw(st.sampled_from([one for one in "0123456789" if one != joined[place]]))
    breaks = data.draw(st.sets(st.integers(0, len(joined) - 1), max_size=4))
    text = "".join(("\n" if at in breaks else "") + (other if at == place else one) for at, one in enumerate(joined))
    moved = place + sum(at <= place for at in breaks)
    assert any(one.start <= moved < one.end for one in alterations(lines, text))


@given(texts(), texts())
def test_two_texts_of_any_kind_are_compared(one, other):
    for found in alterations(one, "\n".join(other)):
        assert found.was != found.now
        assert "\n".join(other)[found.start : found.end] == found.now
