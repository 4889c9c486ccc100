"""md, html, xlsx, ofd: each gives its words in order, with headings and tables known."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable
from datetime import date

from dajuan.documents.document import Document
from dajuan.documents.read import document_from_bytes
from dajuan.documents.rejoin import flow_of


def read(data: bytes | str, name: str) -> Document:
    return document_from_bytes(data if isinstance(data, bytes) else data.encode(), name)


def test_markdown_without_its_marks() -> None:
    document = read(
        "---\ntitle: x\n---\n# 云岭高新区年报\n\n## 一、回顾\n\n全年**新增**企业[35家](http://a.b)，其中\n`规上`企业5家。\n\n"
        "- 新建学校4所\n- 新建医院1所\n\n1. 第一\n2. 第二\n\n| 指标 | 值 |\n|---|---|\n| 绿地 | 5公顷 |\n\n"
        "<!-- dajuan: ignore QU101 口径如此 -->\n二级标题\n---\n尾段<br>完。\n",
        "a.md",
    )
    assert document.title == "云岭高新区年报"
    assert document.text.splitlines() == [
        "云岭高新区年报", "一、回顾", "全年新增企业35家，其中规上企业5家。", "• 新建学校4所", "• 新建医院1所",
        "1. 第一", "2. 第二", "指标\t值", "绿地\t5公顷", "<!-- dajuan: ignore QU101 口径如此 -->", "二级标题", "尾段完。",
    ]  # fmt: skip
    assert [(s.level, s.title) for s in document.sections] == [(1, "一、回顾"), (1, "二级标题")]
    assert "dajuan" not in flow_of(document).text


PAGE = """<!DOCTYPE html><html><head><meta charset="gb2312"><meta name="PubDate" content="2026-01-20 08:00">
<title>云岭高新区2025年工作报告_云岭市人民政府</title><script>var a = "脚本12个";</script></head><body>
<div class="nav"><a href="/">首页</a><a href="/a">政务公开</a><a href="/b">办事服务</a></div><nav>导航5项</nav>
<div class="main"><h1>云岭高新区2025年工作报告</h1><div class="info">来源：云岭日报　发布时间：2026-01-20</div>
<div class="TRS_Editor"><p>　　一、2025年工作回顾</p><p>　　全年新增企业<b>35</b>家——其中㐂氏精工等<span>5家</span>上市，
完成投资18.6亿元，增长9.5%。各项工作有序推进。</p><p>第二段甲<br>第二段乙。</p>
<table><tr><th>指标</th><th>数值</th></tr><tr><td>绿地</td><td>5公顷</td></tr></table><ul><li>新建学校4所</li></ul></div></div>
<div class="footer">版权所有：云岭市　ICP备12345号</div></body></html>"""


def test_html_article_without_what_stands_round_it() -> None:
    document = read(PAGE.encode("gb18030"), "a.html")
    assert document.title == "云岭高新区2025年工作报告"
    assert document.published == date(2026, 1, 20)
    assert document.text.splitlines() == [
        "一、2025年工作回顾",
        "全年新增企业35家——其中㐂氏精工等5家上市， 完成投资18.6亿元，增长9.5%。各项工作有序推进。",
        "第二段甲", "第二段乙。", "指标\t数值", "绿地\t5公顷", "• 新建学校4所",
    ]  # fmt: skip
    assert "上市，完成投资18.6亿元" in flow_of(document).text


def test_html_without_a_known_frame_finds_the_densest_part() -> None:
    text = "全年新增企业35家，完成投资18.6亿元，各项工作有序推进。"
    page = (
        f"<html><body><div><a>甲</a><a>乙</a></div><div id=x><div><p>{text}</p><p>{text}</p></div></div></body></html>"
    )
    assert read(page, "a.htm").text == f"{text}\n{text}\n"


def test_html_with_a_broken_byte_is_read_and_says_so() -> None:
    data = PAGE.encode("gb18030").replace("第二段甲".encode("gb18030"), "第二段".encode("gb18030") + b"\xff")
    document = read(data, "a.html")
    assert "完成投资18.6亿元" in document.text
    assert document.notes == ("undecodable:1",)


def test_xlsx_rows_percentages_and_dates() -> None:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "指标"
    for row in [["云岭高新区2025年指标"], ["指标", "单位", "数值"], ["新增企业", "家", 35], ["投资", "亿元", 18.6]]:
        sheet.append(row)
    sheet.append(["增速", None, 0.095])
    sheet["C5"].number_format = "0.0%"
    sheet.append(["截至", date(2025, 12, 31), True])
    book.create_sheet("空表")
    other = book.create_sheet("项目")
    other["B3"] = "智能产业园"
    other["C3"] = 0.5
    other["C3"].number_format = "0%"
    out = io.BytesIO()
    book.save(out)
    document = read(out.getvalue(), "a.xlsx")
    assert document.text.splitlines() == [
        "指标", "云岭高新区2025年指标", "指标\t单位\t数值", "新增企业\t家\t35", "投资\t亿元\t18.6", "增速\t9.5%",
        "截至\t2025-12-31\t是", "项目", "智能产业园\t50%",
    ]  # fmt: skip
    flow = flow_of(document)
    assert "新增企业\t家\t35" in [flow.text[s.start : s.end] for s in flow.sentences]


def text_object(words: str, x: float, y: float, extra: str = "") -> str:
    return (
        f'<ofd:TextObject ID="1" Boundary="{x} {y} 150 6" Font="1" Size="5" {extra}>'
        f'<ofd:TextCode X="0" Y="4.4" DeltaX="g {max(len(words) - 1, 1)} 5">{words}</ofd:TextCode></ofd:TextObject>'
    )


def test_ofd_in_reading_order_with_boxes(make_ofd: Callable[..., bytes]) -> None:
    first = text_object("第一行讲完成投资与新增企业，其中", 20, 40) + text_object("云岭高新区年报", 60, 20)
    data = make_ofd(first + text_object("工业12家。", 20, 48), text_object("第二页新增5个。", 20, 20))
    document = read(data, "a.ofd")
    assert document.title == "云岭高新区年报"
    assert document.text.replace("\n", "") == "云岭高新区年报第一行讲完成投资与新增企业，其中工业12家。第二页新增5个。"
    assert [block.box.page for block in document.blocks if block.box][-1] == 2


def test_ofd_gaps_make_cells(make_ofd: Callable[..., bytes]) -> None:
    def row(y: float, *cells: str) -> str:
        return "".join(text_object(cell, 20 + 50 * place, y) for place, cell in enumerate(cells))

    document = read(make_ofd(row(20, "指标", "2025年") + row(28, "绿地", "5公顷")), "a.ofd")
    assert document.text == "指标\t2025年\n绿地\t5公顷\n"


def test_each_reader_is_imported_only_for_its_files() -> None:
    heavy = ("zipfile", "xml.etree.ElementTree", "selectolax", "pypdfium2", "python_calamine", "numpy", "cv2")
    code = (
        "import sys; from dajuan.documents.read import document_from_text; document_from_text('新增企业5家。');"
        f"print([name for name in {heavy!r} if name in sys.modules])"
    )
    path = f"import sys; sys.path[:0] = {sys.path!r}; "
    out = subprocess.run([sys.executable, "-S", "-c", path + code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"
