"""A roster as it was sent: read by its heads; every slip told by its cell, in both languages, and never with a name or a number."""

from __future__ import annotations

import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from samples.systems.talent import person
from tests.systems.talent.rosters import FIRM, TEAM, TODAY, row, workbook

from dajuan.ledger.sheets.book import read_book
from dajuan.ledger.trouble import LedgerError
from dajuan.programmes.find import find_programmes
from dajuan.systems.talent.identity import without_persons
from dajuan.systems.talent.roster import Known, Roster, read_roster

PACK = find_programmes().programmes["talent-titles"]
KNOWN = Known(PACK, {FIRM}.intersection, {TEAM: "高效光伏组件团队"}, TODAY)


def read(*rows: dict[str, str]) -> Roster:
    return read_roster(read_book(workbook(*rows), "名册.xlsx"), KNOWN)


def test_a_row_is_a_person_and_a_title():
    (line,) = read(row(1, kind="高层次人才", grade="B类", valid_until="2028-03-01", team=TEAM)).lines
    assert (line.identity.name, line.identity.document.number) == person(1)
    assert (line.kind, line.firm, line.on, line.team) == ("graded", FIRM, date(2025, 3, 1), TEAM)
    assert line.fields == {"grade": "b", "document": "云高新〔2025〕3号（虚构）", "valid-until": "2028-03-01"}


def test_a_passport_is_a_document_too():
    (line,) = read(row(1, document_kind="护照", number="e1234 5678")).lines
    assert (line.identity.document, line.identity.masked_number) == (("passport", "E12345678"), "*******78")


@pytest.mark.parametrize(
    ("slip", "place", "words"),
    [
        ({"number": "419900197001010000"}, "C3", "校验位不符"),
        ({"number": ""}, "C3", "空的"),
        ({"document_kind": "驾驶证"}, "C3", "证件类型是"),
        ({"name": ""}, "A3", "空的"),
        ({"kind": "院士"}, "D3", "院士"),
        ({"grade": "F类"}, "E3", "F类"),
        ({"enterprise": "91410100MA0000001Y"}, "G3", "校验不符"),
        ({"enterprise": "91410100MA00000021"}, "G3", "企业名录里没有"),
        ({"on": "去年"}, "H3", "去年"),
        ({"on": "2025-12-01"}, "H3", "还没有到"),
        ({"document": ""}, "I3", "文号"),
        ({"team": "TD-2025-009"}, "K3", "没有编号为"),
        ({"kind": "", "document": ""}, "D3", "总要有一个"),
        ({"document": f"关于{person(2).name}的认定"}, "I3", "有这个人的姓名"),
        ({"kind": person(2).name}, "D3", "人才类别"),
        ({"enterprise": person(2).number}, "G3", "统一社会信用代码"),
        ({"kind": person(2).number}, "D3", "人才类别"),
    ],
)
def test_a_slip_is_told_by_its_cell(slip, place, words):
    roster = read(row(1), row(2, **slip))
    assert [one.identity.name for one in roster.lines] == [person(1).name] + [person(2).name] * (len(roster.lines) - 1)
    told = next(one for one in roster.troubles if one.place == f"名册!{place}")
    assert words in told.zh
    assert told.en
    said = " ".join(f"{one.zh} {one.en}" for one in roster.troubles)
    assert not [part for nth in (1, 2) for part in person(nth) if part in said]


def test_every_slip_of_a_sheet_is_told_at_once():
    roster = read(row(1, on=""), row(2, number="1"), row(3, grade="F"))
    assert [one.place for one in roster.troubles] == ["名册!H2", "名册!C3", "名册!E4"]


def test_of_very_many_slips_the_first_are_told():
    told = read(*(row(nth % 180, on="") for nth in range(230))).troubles
    assert (len(told), "另有 30 处" in told[-1].zh) == (201, True)


def test_a_number_that_the_sheet_took_for_a_number():
    book = Workbook()
    book.active.append(["姓名", "身份证号", "认定日期", "团队编号"])
    book.active.append([person(1).name, 419900197102020017, "2025-03-01", TEAM])
    out = io.BytesIO()
    book.save(out)
    (told,) = read_roster(read_book(out.getvalue(), "名册.xlsx"), KNOWN).troubles
    assert (told.place, "设为文本" in told.zh) == ("Sheet!B2", True)


def test_the_same_row_twice_is_told_and_taken_once():
    roster = read(row(1), row(2), row(1))
    assert (len(roster.lines), roster.troubles) == (2, [])
    assert [(one.place, "第 2 行" in one.zh) for one in roster.notes] == [("名册!4", True)]


@pytest.mark.parametrize(
    ("second", "words"), [({"on": "2025-04-01"}, "内容不同"), ({"name": person(9).name}, "姓名不同")]
)
def test_the_same_person_otherwise_is_asked_about(second, words):
    assert any(words in one.zh for one in read(row(1), row(1, **second)).troubles)


def test_one_person_may_have_two_kinds():
    assert [one.kind for one in read(row(1), row(1, kind="高技能人才")).lines] == ["young", "skilled"]


def test_english_heads_in_any_order_under_a_title():
    text = "Talents of 2025\nRecognised on,Document number,Name,Kind,Recognising document\n"
    text += f"2025-03-01,{person(1).number},{person(1).name},Young talent,3\n"
    (line,) = read_roster(read_book(text.encode(), "roster.csv"), KNOWN).lines
    assert (line.kind, line.row) == ("young", 2)


@pytest.mark.parametrize("text", ["姓名,单位\n甲,乙\n", "姓名,证件号码,认定日期\n,,\n"])
def test_what_is_no_roster(text):
    with pytest.raises(LedgerError):
        read_roster(read_book(text.encode(), "名册.csv"), KNOWN)


@given(st.text("甲乙0123456789xX云 ", max_size=60), st.integers(0, 179))
def test_no_words_hold_a_person(around, nth):
    name, number = person(nth)
    said = without_persons(f"{around}{name}，{number}{around}", {name})
    assert name not in said
    assert number not in said
