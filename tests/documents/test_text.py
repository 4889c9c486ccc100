"""Plain text: encodings, headings and sections, furniture, the title."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dajuan.documents.document import Document
from dajuan.documents.errors import DocumentError
from dajuan.documents.read import document_from_text, read_document

REPORT = """下载
打印
云岭高新区2024年工作报告
——2025年1月16日在云岭高新区经济工作会议上
云岭高新区管委会主任 林远山
各位代表：
现在，我向大会报告工作，请予审议。
一、2024年工作回顾
（一）产业发展提质增效。新增企业35家，完成投资18.6亿元。
（二）改革持续深化
政务服务事项全部上网，新增改革试点3个。记者 周小禾
二、2025年工作安排
重点抓好2个方面工作：
1.做强产业
引进项目12个。
2.改善民生
新建学校2所。
相关报道：
云岭高新区开工忙
"""


def words(document: Document, kind: str) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks if b.kind == kind]


def test_a_text_keeps_every_character() -> None:
    assert document_from_text(REPORT).text == REPORT


def test_title_and_day() -> None:
    document = document_from_text(REPORT)
    assert document.title == "云岭高新区2024年工作报告"
    assert document.published == date(2025, 1, 16)


def test_sections_by_numbering_and_run_in_headings() -> None:
    found = [(s.level, s.title) for s in document_from_text(REPORT).sections]
    assert found == [
        (1, "一、2024年工作回顾"),
        (2, "（一）产业发展提质增效"),
        (2, "（二）改革持续深化"),
        (1, "二、2025年工作安排"),
        (2, "1.做强产业"),
        (2, "2.改善民生"),
    ]


def test_sections_nest_and_end_where_the_next_begins() -> None:
    document = document_from_text(REPORT)
    first, run_in = document.sections[:2]
    assert document.text[first.start :].startswith("一、")
    assert document.text[first.end :].startswith("二、")
    assert document.text[run_in.start : run_in.end].strip().endswith("18.6亿元。")


def test_furniture_is_told_apart() -> None:
    assert words(document_from_text(REPORT), "furniture") == [
        "下载",
        "打印",
        "——2025年1月16日在云岭高新区经济工作会议上",
        "云岭高新区管委会主任 林远山",
        "记者 周小禾",
        "相关报道：",
        "云岭高新区开工忙",
    ]


def test_headings_by_tag_and_by_shape_and_pull_quotes() -> None:
    document = document_from_text(
        "云岭答卷\n\n一年来,全区鼓足干劲,各项事业稳步向前。\n\n全区鼓足干劲\n各项事业稳步向前\n\n"
        "2024年云岭高新区交出答卷\n\n【改革】深水区里见真章\n\n新增试点3个。\n\n强化数字赋能,打造新优势\n\n上云企业100家。\n"
    )
    assert [s.title for s in document.sections] == [
        "2024年云岭高新区交出答卷",
        "【改革】深水区里见真章",
        "强化数字赋能,打造新优势",
    ]
    assert words(document, "furniture") == ["全区鼓足干劲", "各项事业稳步向前"]


@pytest.mark.parametrize("line", ["新增企业35家", "预计增长6%左右，", "其中一般公共预算收入的", "2.5"])
def test_a_line_with_figures_or_an_open_end_is_no_heading(line: str) -> None:
    document = document_from_text(f"工作报告\n全年情况如下。\n{line}\n各项工作有序推进。\n")
    assert line not in words(document, "heading")


def test_a_list_of_numbered_lines_is_no_row_of_headings() -> None:
    document = document_from_text(
        "民生实事\n全年办好三件事。\n一、新建学校\n二、改造老旧小区\n三、增设公交线路\n就这些。\n"
    )
    assert words(document, "item")[:2] == ["一、新建学校", "二、改造老旧小区"]


def test_page_numbers_go_and_lone_numbers_in_a_sentence_stay() -> None:
    paged = document_from_text("第一段话说完了。\n1\n第二段话说完了。\n2\n第三段话说完了。\n— 3 —\n")
    assert words(paged, "furniture") == ["1", "2", "— 3 —"]
    cut = document_from_text("全区空气质量继续改善，其中PM\n10\n年平均浓度下降6%。\n")
    assert words(cut, "furniture") == []


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "gbk"]
)
def test_every_encoding_gives_the_same_text(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(REPORT.encode(encoding))
    assert read_document(path).text == REPORT


def test_gb18030_characters_beyond_gb2312(tmp_path: Path) -> None:
    text = "云岭高新区引进㐂喆镕三家企业——完成投资18.6亿元，其中新增企业的产值是5亿元。"
    path = tmp_path / "report.txt"
    path.write_bytes(text.encode("gb18030"))
    assert read_document(path).text == text


def test_big5(tmp_path: Path) -> None:
    text = "雲嶺高新區2024年工作報告\n全年新增企業35家，完成投資18.6億元，經濟發展的質量不斷提高。\n"
    path = tmp_path / "report.txt"
    path.write_bytes(text.encode("big5"))
    assert read_document(path).text == text


def test_mixed_encodings_say_at_which_line(tmp_path: Path) -> None:
    path = tmp_path / "mixed.txt"
    path.write_bytes(
        "第一行是对的。\n".encode() * 40
        + "第二行换了编码。\n".encode("gb18030")
        + "又换回来。".encode() * 3
        + b"\xe4\xba"
    )
    with pytest.raises(DocumentError, match="41"):
        read_document(path)
