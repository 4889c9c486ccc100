"""docx: nothing that a reader of the page sees is lost, nothing that was struck out is read."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from typing import Any

import pytest

from dajuan.documents.docx_numbering import numeral
from dajuan.documents.read import document_from_bytes
from dajuan.documents.rejoin import flow_of

Docx = Callable[..., Any]


def run(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def paragraph(content: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def test_insertions_stay_and_deletions_go(docx: Docx, words: Docx) -> None:
    document = docx(
        paragraph(
            run("新增学位")
            + f'<w:del w:id="1"><w:r><w:delText>4800</w:delText></w:r></w:del><w:ins w:id="2">{run("5800")}</w:ins>'
            + run("个。")
        )
        + paragraph(run("新建学校4所。")),
        comments='<w:comment w:id="0"><w:p/></w:comment><w:comment w:id="1"><w:p/></w:comment>',
    )
    assert document.text.splitlines() == ["新增学位5800个。", "新建学校4所。"]
    assert words(document) == ["新增学位", "5800", "个。", "新建学校4所。"]
    assert [b.doubt for b in document.blocks] == ["", "inserted", "", ""]
    assert document.notes == ("revisions:2", "comments:2")
    flow = flow_of(document)
    assert [flow.text[s.start : s.end] for s in flow.sentences] == ["新增学位5800个。", "新建学校4所。"]


def test_a_deleted_paragraph_mark_joins_two_paragraphs(docx: Docx) -> None:
    document = docx(
        paragraph(run("新增企业"), '<w:rPr><w:del w:id="1"/></w:rPr>')
        + paragraph(run("35家。"))
        + paragraph(run("完。"))
    )
    assert document.text == "新增企业35家。\n完。\n"


def test_moved_text_is_read_where_it_went(docx: Docx) -> None:
    document = docx(
        paragraph(f'<w:moveFrom w:id="1">{run("旧址。")}</w:moveFrom>{run("先。")}')
        + paragraph(f'<w:moveTo w:id="2">{run("旧址。")}</w:moveTo>')
    )
    assert document.text == "先。\n旧址。\n"


def test_text_boxes_are_read_once(docx: Docx) -> None:
    box = f"<w:txbxContent>{paragraph(run('框内投资3.5亿元。'))}</w:txbxContent>"
    document = docx(
        paragraph(
            run("正文新增5家。")
            + f"<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
            + f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        )
    )
    assert document.text == "正文新增5家。\n框内投资3.5亿元。\n"


def test_content_controls_links_and_fields(docx: Docx) -> None:
    document = docx(
        f"<w:sdt><w:sdtContent>{paragraph(run('控件里12个。'))}</w:sdtContent></w:sdt>"
        + paragraph(
            f"<w:sdt><w:sdtContent>{run('行内3项，')}</w:sdtContent></w:sdt>"
            f"<w:hyperlink>{run('链接15个，')}</w:hyperlink><w:fldSimple>{run('域值8。')}</w:fldSimple>"
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
        )
    )
    assert document.text == "控件里12个。\n行内3项，链接15个，域值8。\n"


def test_hidden_text_is_not_read_but_told(docx: Docx) -> None:
    document = docx(paragraph(run("公开5家。") + "<w:r><w:rPr><w:vanish/></w:rPr><w:t>内部7家。</w:t></w:r>"))
    assert document.text == "公开5家。\n"
    assert document.notes == ("hidden-text:1",)


def test_footnotes_follow_their_paragraph(docx: Docx) -> None:
    document = docx(
        paragraph(run("投资18.6亿元。") + '<w:r><w:footnoteReference w:id="2"/></w:r>') + paragraph(run("下一段。")),
        footnotes=f'<w:footnote w:id="2">{paragraph(run("含续建项目4.2亿元。"))}</w:footnote>',
    )
    assert document.text == "投资18.6亿元。\n含续建项目4.2亿元。\n下一段。\n"


NUMBERING = """
<w:abstractNum w:abstractNumId="0">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
  <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="&#61623;"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="0"/>
  <w:lvlOverride w:ilvl="0"><w:startOverride w:val="9"/></w:lvlOverride></w:num>
"""


def numbered(words: str, depth: int, number: int = 1) -> str:
    return paragraph(run(words), f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


def test_automatic_numbers_are_printed_and_make_headings(docx: Docx) -> None:
    document = docx(
        numbered("工作回顾", 0)
        + numbered("产业升级", 1)
        + paragraph(run("新增5家。"))
        + numbered("改革开放", 1)
        + paragraph(run("新增6项。"))
        + numbered("工作安排", 0)
        + numbered("项目建设", 1)
        + paragraph(run("新开工7个。"))
        + numbered("要点", 0, 2)
        + numbered("重启", 0, 3)
        + paragraph(run("完。")),
        numbering=NUMBERING,
    )
    assert document.text.splitlines() == [
        "一、工作回顾", "（一）产业升级", "新增5家。", "（二）改革开放", "新增6项。", "二、工作安排",
        "（一）项目建设", "新开工7个。", "• 要点", "九、重启", "完。",
    ]  # fmt: skip
    assert [(s.level, s.title) for s in document.sections][:3] == [
        (1, "一、工作回顾"),
        (2, "（一）产业升级"),
        (2, "（二）改革开放"),
    ]


@pytest.mark.parametrize(
    ("number", "form", "label"),
    [
        (10, "chineseCounting", "十"),
        (11, "chineseCountingThousand", "十一"),
        (20, "chineseCounting", "二十"),
        (105, "chineseCountingThousand", "一百零五"),
        (110, "japaneseCounting", "一百一十"),
        (12, "chineseLegalSimplified", "壹拾贰"),
        (20, "ideographDigital", "二〇"),
        (3, "decimalEnclosedCircleChinese", "③"),
        (2, "ideographTraditional", "乙"),
        (14, "upperRoman", "XIV"),
        (28, "lowerLetter", "bb"),
        (7, "decimalZero", "07"),
        (12, "decimalFullWidth", "１２"),
        (5, "somethingNew", "5"),
    ],
)
def test_numerals(number: int, form: str, label: str) -> None:
    assert numeral(number, form) == label


STYLES = """
<w:style w:type="paragraph" w:styleId="a1"><w:name w:val="标题 1"/></w:style>
<w:style w:type="paragraph" w:styleId="a2"><w:name w:val="heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="a3"><w:name w:val="我的小标题"/><w:basedOn w:val="a2"/></w:style>
<w:style w:type="paragraph" w:styleId="a4"><w:name w:val="大纲"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="t"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="toc"><w:name w:val="toc 1"/></w:style>
"""


def styled(words: str, style: str) -> str:
    return paragraph(run(words), f'<w:pStyle w:val="{style}"/>')


def test_headings_by_style_name_outline_level_and_inheritance(docx: Docx, words: Docx) -> None:
    document = docx(
        styled("云岭高新区年度报告", "t")
        + styled("回顾 3", "toc")
        + styled("回顾", "a1")
        + styled("产业", "a3")
        + paragraph(run("新增5家。"))
        + styled("安排", "a4")
        + paragraph(run("新增6家。")),
        styles=STYLES,
    )
    assert document.title == "云岭高新区年度报告"
    assert [(s.level, s.title) for s in document.sections] == [(1, "回顾"), (2, "产业"), (1, "安排")]
    assert "回顾 3" not in words(document)


def test_tables_row_by_row_and_layout_tables_as_text(docx: Docx) -> None:
    def cell(*contents: str) -> str:
        return "<w:tc>" + "".join(paragraph(run(c)) for c in contents) + "</w:tc>"

    document = docx(
        f"<w:tbl><w:tr>{cell('指标')}{cell('2025年')}</w:tr><w:tr>{cell('新增企业')}{cell('35', '家')}</w:tr></w:tbl>"
        f"<w:tbl><w:tr>{cell('整页都在一格里。', '第二段。')}</w:tr></w:tbl>"
    )
    assert document.text == "指标\t2025年\n新增企业\t35 家\n整页都在一格里。\n第二段。\n"
    assert [b.kind for b in document.blocks] == ["cell"] * 4 + ["paragraph"] * 2
    flow = flow_of(document)
    assert [flow.text[s.start : s.end] for s in flow.sentences][:2] == ["指标\t2025年", "新增企业\t35家"]


def test_soft_breaks_symbols_and_strict_namespace(make_docx: Docx) -> None:
    data = make_docx(
        paragraph(run("甲5家") + "<w:r><w:br/><w:noBreakHyphen/><w:sym w:char='2103'/></w:r>" + run("乙。"))
    )
    assert document_from_bytes(data, "a.docx").text == "甲5家\n-℃乙。\n"


def test_what_python_docx_writes_is_read_whole_and_fast() -> None:
    import docx as writer

    made = writer.Document()
    made.add_heading("云岭高新区工作报告", 0)
    for number in range(40):
        made.add_heading(f"第{number + 1}项工作", 1)
        for place in range(8):
            made.add_paragraph(f"全年新增企业{number * 8 + place}家，完成投资{place}.6亿元，同比增长8.{place}%。" * 3)
        made.add_paragraph("编号一条", style="List Number")
    out = io.BytesIO()
    made.save(out)
    data = out.getvalue()
    document = document_from_bytes(data, "a.docx")
    assert document.title == "云岭高新区工作报告"
    assert len(document.sections) == 40
    assert "全年新增企业319家" in document.text
    assert "1.编号一条" in document.text
    begin = time.process_time()
    document_from_bytes(data, "a.docx")
    assert time.process_time() - begin < 0.6, "forty pages take about 60 ms; ten times that is broken"
