"""A plain edge list: what it records, that a second time changes nothing, and what is told of each bad cell."""

from __future__ import annotations

import io

import openpyxl
import pytest
from tests.systems.chains.life import ACTOR, NAMES, NOW, A, B, D

from dajuan.ledger.append import append
from dajuan.ledger.entry import Evidence
from dajuan.ledger.sheets.book import read_book
from dajuan.systems.chains.edge_list import EdgeList, read_edge_list
from dajuan.systems.chains.edge_rows import HEADS, edge_rows

GOOD = f"""上游环节,下游环节,位置,企业,产品,份额,买方,供方所在地,年采购额（万元）
电芯,储能柜,,,,,,,
传感器,电池包,上游,{NAMES[D]},温度传感器,0,,,
传感器,,,{NAMES[A]},,,{NAMES[D]},,120
传感器,,,外省传感器厂,,,{NAMES[D]},省外境内,80
""".replace("省外境内", "国内省外")
BAD = f"""upstream,downstream,firm,product,share,buyer,place,value
电芯,电芯,,,,,,
,电池包,,,,,,
温控,电池包,鼎立电源,液冷板,50,,,
温控,,{NAMES[D]},,,,,
温控,,{NAMES[B]},液冷板,50,,,
电芯,,某某厂,,,{NAMES[D]},,10
电芯,,某某厂,,,{NAMES[D]},区内,10
电芯,,{NAMES[A]},,,{NAMES[D]},境外,10
电芯,,某某厂,,,{NAMES[D]},境外,一些
电芯,,,,,{NAMES[D]},境外,10
"""


def read(ground, text: str | bytes, name: str = "清单.csv") -> EdgeList:
    data = text if isinstance(text, bytes) else text.encode()
    return read_edge_list(ground(), read_book(data, name), Evidence(name=name, address="https://yunling.example/x"))


def test_a_list_comes_in_and_a_second_time_changes_nothing(ground, ledger):
    done = read(ground, GOOD)
    assert done.troubles == ()
    assert done.counts == {"chain-nodes": 2, "chain-links": 2, "chain-firms": 1, "chain-supplies": 2, "stated": 0}
    append(ledger, done.drafts, actor=ACTOR, now=NOW)
    chain = ground().chain
    by_name = {node.name: code for code, node in chain.nodes.items()}
    assert {("NEV-04", by_name["储能柜"]), (by_name["传感器"], "NEV-06")} <= set(chain.edges)
    assert chain.nodes[by_name["传感器"]].stage == "present"
    assert [one.place for one in chain.supplies if one.node == by_name["传感器"]] in (
        ["zone", "country"],
        ["country", "zone"],
    )
    assert all(one.evidence for one in done.drafts)
    assert read(ground, GOOD).drafts == ()


def test_what_differs_is_stated_anew(ground, ledger):
    append(ledger, read(ground, GOOD).drafts, actor=ACTOR, now=NOW)
    again = read(ground, GOOD.replace(",120", ",150"))
    assert [(one.kind, one.fields) for one in again.drafts] == [("stated", {"value": 150_000_000})]


def test_every_bad_cell_is_told_in_both_languages(ground):
    done = read(ground, BAD)
    told = {one.place: (one.zh, one.en) for one in done.troubles}
    assert "同一个环节" in told["B2"][0]
    assert "没有写环节" in told["A3"][0]
    assert "相近的有：鼎力电源" in told["C4"][0]
    assert "near it: 鼎力电源" in told["C4"][1]
    assert {"D5", "E5"} <= told.keys(), "both the product and the share are missing"
    assert "超过 100%" in told["E6"][0]
    assert "区外的供方写明所在地" in told["G7"][0]
    assert "写的是区内" in told["C8"][0]
    assert "应是区内" in told["G9"][0]
    assert "H10" in told
    assert "没有写供方" in told["C11"][0]
    assert all(zh and en and zh != en for zh, en in told.values())
    assert done.drafts == (), "no row is right, and no node of a wrong row comes in"


def test_a_circle_is_told_and_not_refused(ground):
    done = read(ground, "上游,下游\n整车,回收\n回收,电芯\n")
    assert done.troubles == ()
    assert "成环" in done.notes[0].zh
    assert "circle" in done.notes[0].en


def test_shares_formatted_as_percentages_and_a_title_over_the_head(ground):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["新能源汽车产业链环节清单"])
    sheet.append(["上游环节", "企业", "产品", "占本企业营收（%）"])
    sheet.append(["传感器", NAMES[A], "传感器", 0.0])
    sheet.append(["充电桩", "91410100MA0009999X", "充电桩", 0.25])
    for row in (3, 4):
        sheet.cell(row, 4).number_format = "0.0%"
    out = io.BytesIO()
    book.save(out)
    done = read(ground, out.getvalue(), "清单.xlsx")
    shares = [one.fields["share"] for one in done.drafts if "share" in one.fields]
    assert shares == [0]
    assert done.troubles[0].place == "Sheet!B4"


@pytest.mark.parametrize("text", ["姓名,电话\n甲,1\n", "上游,下游\n"])
def test_a_file_that_is_no_edge_list_is_told(ground, text):
    done = read(ground, text)
    assert "上游环节" in done.troubles[0].zh
    assert "upstream" in done.troubles[0].en


@pytest.mark.parametrize(("column", "name"), [(column, name) for column, names in HEADS.items() for name in names])
def test_a_column_is_found_by_each_of_its_names(column, name):
    beside = "" if column == "upstream" else "上游环节,"
    rows, _ = edge_rows(read_book(f"{beside}{name.title()} *\n{'电芯,' if beside else ''}x\n".encode(), "清单.csv"))
    assert [row.cells[column] for row in rows] == ["x"]


@pytest.mark.parametrize(("unit", "cell"), [("万元", "120"), ("元", "1,200,000"), ("亿元", "0.012"), ("元", "120万元")])
def test_a_plain_number_is_in_the_unit_of_its_head(ground, unit, cell):
    done = read(ground, f'上游,企业,买方,年采购额（{unit}）\n电芯,{NAMES[A]},{NAMES[B]},"{cell}"\n')
    assert [one.fields["value"] for one in done.drafts] == [120_000_000]


def test_a_unit_that_is_none_of_money_is_told_by_its_cell(ground):
    done = read(ground, f"上游,企业,买方,年采购额（吨）\n电芯,{NAMES[A]},{NAMES[B]},120\n")
    assert [one.place for one in done.troubles] == ["D2"]
    assert done.drafts == ()
