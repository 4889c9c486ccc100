"""A column is read as a whole, and each of its cells as if it stood alone."""

from __future__ import annotations

from datetime import date, datetime, time

from hypothesis import given
from hypothesis import strategies as st

from dajuan.ledger.sheets.book import Sheet
from dajuan.ledger.sheets.cells import read_rows
from dajuan.ledger.sheets.heads import find_head
from dajuan.ledger.sheets.marks import Marks
from dajuan.programmes.find import find_programmes

ESTATES = find_programmes().programmes["housing-delivery"]
HEAD = [
    "楼盘编号",
    "项目名称",
    "开发企业",
    "应交付套数（套）",
    "资金缺口（万元）",
    "停工原因",
    "承诺交付日期",
    "进入融资白名单",
]
CELLS = [
    st.sampled_from(["E-001", "E-002", "E-3", "", " ", "合计", "小计：", "E 4", 7.0, True, "#N/A"]),
    st.sampled_from(["云岭苑", "云岭苑 ", "e\u0301", "合计", "", 12.0, True, 1.0, date(2024, 1, 2), "\x07"]),
    st.sampled_from(["云岭置业", "云岭置业(集团)", "12", "", False, 0.0]),
    st.one_of(st.sampled_from(["216", "216套", "约200", "", 216.0, 216.5, True, 1.0, date(2024, 1, 2)]), st.integers(0, 9).map(float)),
    st.one_of(st.sampled_from(["1.35亿元", "1,234.5", "1e3", "#REF!", -2.5, 0.1 + 0.2]), st.floats(-1e7, 1e12).map(lambda one: round(one, 3))),
    st.sampled_from(["资金断裂", "资金", "funds", "", 3.0]),
    st.sampled_from([date(2024, 12, 31), datetime(2024, 12, 31), "2024年12月31日", "2024-2-30", 45000.0, time(9, 30), ""]),
    st.sampled_from(["是", "否", "√", True, False, 1.0, 0.0, "也许", ""]),
]  # fmt: skip
ROWS = st.lists(st.tuples(*CELLS).map(list), min_size=1, max_size=12)


def read(rows, marks):
    sheet = Sheet("楼盘", [HEAD, *rows], marks)
    return read_rows(sheet, find_head(sheet, ESTATES), ESTATES, 0)


@given(ROWS, st.sets(st.tuples(st.integers(1, 12), st.integers(0, 7)), max_size=3))
def test_rows_together_are_read_as_each_alone(rows, errors):
    together = read(rows, Marks(errors=dict.fromkeys(errors, "#DIV/0!")))
    found, troubles, places = [], [], []
    for at, row in enumerate(rows, 1):
        alone = read([row], Marks(errors={(1, column): "#DIV/0!" for place, column in errors if place == at}))
        for one in alone.rows:
            one.at = at
            found.append(one)
        troubles += [one._replace(row=at) for one in alone.troubles]
        places += [at for _ in alone.places]
    assert together.rows == found
    assert sorted(together.troubles) == sorted(troubles)
    assert together.places == places
    kinds = [[(type(value), key) for key, value in one.values.items()] for one in together.rows]
    assert kinds == [[(type(value), key) for key, value in one.values.items()] for one in found]
