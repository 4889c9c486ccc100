"""What offices' sheets bring along: each named by its cell, all of it at once, and nothing written."""

from __future__ import annotations

import io
from datetime import date, timedelta

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from tests.ledger.sheets.books import ESTATE, HEAD, TODAY, sheet, told

from dajuan.ledger.read import size_of, state_of_subject
from dajuan.ledger.sheets.book import read_book
from dajuan.ledger.sheets.rejected import rejected_workbook
from dajuan.ledger.trouble import LedgerError

SECOND = ("E-002", "松溪里", "松溪地产", 80, "纳入台账", date(2024, 1, 5))


def homes(office, code="E-001"):
    return state_of_subject(office.ledger, programme="housing-delivery", subject=code).level("homes").value


def test_every_row_is_told_at_once_and_nothing_is_written(office):
    wrong = [
        ("E-001", "云岭苑", "云岭置业", "约两百", "纳入台账", date(2024, 1, 2)),
        (None, "松溪里", "松溪地产", 80, "封顶了", date(2024, 1, 5)),
        ("E-003", "无主院", None, 12.5, None, None),
        ("E-004", "明日里", "云岭置业", 9, "纳入台账", TODAY + timedelta(days=1)),
        SECOND,
    ]
    done = office.take(sheet(HEAD, *wrong))
    assert told(done) == ["楼盘!D2", "楼盘!E3", "楼盘!D4", "楼盘!F5"]
    assert all(one.zh and one.en for one in done.troubles)
    assert size_of(office.ledger) == 0


def test_partial_takes_the_right_rows_and_hands_back_the_others(office):
    data = sheet(HEAD, ESTATE, ("E-002", "松溪里", "松溪地产", "八十来套", "纳入台账", date(2024, 1, 5)))
    done = office.take(data, partial=True)
    assert (done.added, told(done)) == (2, ["楼盘!D3"])
    book = openpyxl.load_workbook(io.BytesIO(rejected_workbook(done.rejected, done.troubles)))
    page = book.worksheets[0]
    assert [cell.value for cell in page[2]][:4] == ["E-002", "松溪里", "松溪地产", "八十来套"]
    assert "楼盘!D3" in page.cell(2, 7).value
    page["D2"] = 80
    out = io.BytesIO()
    book.save(out)
    mended = office.take(out.getvalue())
    assert (mended.added, mended.troubles, mended.notes) == (2, (), ())


def test_missing_evidence_points_to_the_stage_and_a_dry_run_says_so_too(office):
    office.take(sheet(HEAD, ESTATE))
    row = (*ESTATE[:4], "全面实质性复工", date(2024, 3, 1))
    done = office.take(sheet(HEAD, row), dry_run=True)
    assert len(done.troubles) == 1
    assert "复工确认书" in done.troubles[0].zh


def test_evidence_outside_its_folder_is_refused(office):
    done = office.take(sheet((*HEAD, "其他佐证"), (*ESTATE, "../../../etc/passwd")))
    assert told(done) == ["楼盘!G2"]


def test_a_title_and_a_head_of_two_rows_with_merged_cells(office):
    def merge(page):
        page.merge_cells("A1:F1")
        page.merge_cells("A2:A3")
        page.merge_cells("E2:F2")

    title = ("云岭高新区保交楼台账", *[None] * 5)
    upper = ("楼盘编号", "基本情况", None, None, "进度", None)
    lower = (None, "项目名称", "开发企业", "应交付套数（套）", "阶段", "阶段日期")
    assert office.take(sheet(title, upper, lower, ESTATE, change=merge)).added == 2


def test_merged_data_is_named(office):
    data = sheet(HEAD, ESTATE, (*SECOND[:2], None, *SECOND[3:]), change=lambda page: page.merge_cells("C2:C3"))
    done = office.take(data)
    assert (told(done), done.added) == (["楼盘!C2"], 0)


def test_hidden_rows_and_columns_are_read_and_told(office):
    def hide(page):
        page.row_dimensions[2].hidden = True
        page.column_dimensions["D"].hidden = True

    done = office.take(sheet(HEAD, ESTATE, change=hide))
    assert done.added == 2
    assert homes(office) == 216
    assert ["隐藏的行" in done.notes[0].zh, "隐藏的列" in done.notes[1].zh] == [True, True]


def test_a_formula_without_a_result_and_a_cell_error_are_named(office):
    def spoil(page):
        page["D2"] = "=100+116"
        page["C3"] = "#N/A"
        page["C3"].data_type = "e"

    assert told(office.take(sheet(HEAD, ESTATE, SECOND, change=spoil))) == ["楼盘!D2", "楼盘!C3"]


def test_dates_counted_from_1904(office):
    def count_from_1904(page):
        page.parent.epoch = CALENDAR_MAC_1904

    office.take(sheet(HEAD, ESTATE, change=count_from_1904))
    stage = state_of_subject(office.ledger, programme="housing-delivery", subject="E-001").stage
    assert stage.on == date(2024, 1, 2)


@pytest.mark.parametrize(("cell", "value"), [("２１６", 216), ("1,216", 1216), ("216套", 216), ("0.02万套", 200)])
def test_numbers_as_people_write_them(office, cell, value):
    office.take(sheet(HEAD, (*ESTATE[:3], cell, *ESTATE[4:])))
    assert homes(office) == value


def test_totals_and_blank_rows_are_left_out(office):
    done = office.take(sheet(HEAD, ESTATE, (None, " "), SECOND, ("合 计", None, None, 296)))
    assert done.added == 4
    assert [note.place for note in done.notes] == ["楼盘!A5"]


def test_the_same_code_twice_is_named(office):
    assert told(office.take(sheet(HEAD, ESTATE, SECOND, ESTATE))) == ["楼盘!A4"]


def test_unknown_columns_are_told_and_two_of_one_are_refused(office):
    done = office.take(sheet((*HEAD, "联系电话"), (*ESTATE, "0000")))
    assert ("联系电话" in done.notes[0].zh, done.added) == (True, 2)
    assert told(office.take(sheet((*HEAD, "homes"), (*ESTATE, 1)))) == ["楼盘!G1"]


def test_columns_in_any_order_and_either_language(office):
    head = ("Stage", "homes", "Developer", "Code", "Estate", "stage-date")
    assert office.take(sheet(head, ("listed", 216, "云岭置业", "E-001", "云岭苑", "2024年1月2日"))).added == 2
    assert homes(office) == 216


def test_another_unit_in_the_head(office):
    office.take(sheet((*HEAD, "资金缺口（亿元）"), (*ESTATE, 1.5)))
    state = state_of_subject(office.ledger, programme="housing-delivery", subject="E-001")
    assert state.level("funding-gap").value == 150_000_000_00
    done = office.take(sheet((*HEAD, "资金缺口（亩）"), (*ESTATE, 1.5)), partial=True)
    assert (told(done), done.added) == (["楼盘!G1"], 0)


def test_csv_as_offices_save_it(office):
    lines = '楼盘编号,项目名称,开发企业,应交付套数,阶段,阶段日期\nE-00{n},云岭苑,云岭置业,"1,216",纳入台账,2024/1/2\n'
    for n, encoding in enumerate(("gb18030", "utf-8-sig", "utf-16"), 1):
        assert office.take(lines.format(n=n).encode(encoding), "楼盘.csv").added == 2
    assert told(office.take(lines.format(n=9).replace("216", "2,16").encode(), "楼盘.csv")) == ["D2"]


def test_a_sheet_a_million_blank_rows_long(office):
    done = office.take(sheet(HEAD, ESTATE, change=lambda page: page.cell(1_048_576, 1, " ")))
    assert (done.added, done.troubles) == (2, ())


def test_a_stray_cell_in_the_far_corner(office):
    with pytest.raises(LedgerError, match="1048576"):
        office.take(sheet(HEAD, ESTATE, change=lambda page: page.cell(1_048_576, 16_384, "x")))


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "空"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "xlsx"),
        (b"PK\x03\x04 cut short", "损坏"),
        (b"%PDF-1.7 no sheet", "xlsx"),
    ],
)
def test_files_that_are_no_sheet(data, says):
    with pytest.raises(LedgerError, match=says):
        read_book(data, "楼盘.xlsx")


def test_the_wrong_sheet_and_another_programme(office):
    with pytest.raises(LedgerError, match="楼盘编号"):
        office.take(sheet(("姓名", "电话"), ("甲", "0000")))
    with pytest.raises(LedgerError, match="housing-delivery"):
        office.take(office.template(), programme="investment-projects")
