"""pdf: reading order, running heads, broken paragraphs, boxes; pages made with typst."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest

from dajuan.documents.document import Document
from dajuan.documents.errors import DocumentError
from dajuan.documents.read import document_from_bytes
from dajuan.documents.rejoin import flow_of

MakePdf = Callable[[str], bytes]
Words = Callable[[Document], list[str]]

PARAGRAPHS = [
    f"第{number}段讲第{number}件事，全年新增企业{number * 7}家，完成投资{number}.{number}亿元，"
    f"占年度计划的{60 + number}%，其中工业项目{number + 2}个、服务业项目{number + 3}个，进度快于上年同期，"
    f"带动就业{number * 110}人，各项工作有序推进。"
    for number in range(1, 25)
]


def read(data: bytes) -> Document:
    return document_from_bytes(data, "report.pdf")


def test_one_column_gives_its_paragraphs_back(make_pdf: MakePdf) -> None:
    data = make_pdf("#set par(first-line-indent: (amount: 2em, all: true), justify: true)\n" + "\n\n".join(PARAGRAPHS))
    document = read(data)
    flow = flow_of(document)
    assert [flow.text[s.start : s.end] for s in flow.sentences] == PARAGRAPHS


def test_two_columns_under_a_title_with_heads_and_page_numbers(make_pdf: MakePdf) -> None:
    source = (
        '#set page(columns: 2, header: [云岭高新区管委会文件], numbering: "— 1 —")\n'
        "#set par(first-line-indent: (amount: 2em, all: true), justify: true)\n"
        '#place(top + center, scope: "parent", float: true)[#text(size: 20pt)[云岭高新区2025年工作报告]]\n'
        "一、工作回顾\n\n" + "\n\n".join(PARAGRAPHS)
    )
    document = read(make_pdf(source))
    flow = flow_of(document)
    assert document.title == "云岭高新区2025年工作报告"
    assert [s.title for s in document.sections] == ["一、工作回顾"]
    assert [flow.text[s.start : s.end] for s in flow.sentences if not s.heading] == PARAGRAPHS
    assert "管委会文件" not in document.text
    assert "—" not in document.text


def test_columns_whose_lines_were_written_row_by_row(make_pdf: MakePdf) -> None:
    left = [f"左栏第{n}行文字铺满一整栏的宽度" for n in range(12)]
    right = [f"右栏第{n}行文字铺满一整栏的宽度" for n in range(12)]
    rows = "\n".join(
        f"#place(dx: 0cm, dy: {n * 0.8}cm)[{a}]\n#place(dx: 9cm, dy: {n * 0.8}cm)[{b}]"
        for n, (a, b) in enumerate(zip(left, right, strict=True))
    )
    document = read(make_pdf(rows))
    assert document.text.replace("\n", "") == "".join(left + right)


def test_a_table_is_read_row_by_row(make_pdf: MakePdf) -> None:
    document = read(
        make_pdf(
            "主要指标如下。\n#table(columns: 3, [指标], [2024年], [2025年], [规上企业], [264家], [292家], "
            "[空气优良天数], [286天], [298天])\n"
        )
    )
    flow = flow_of(document)
    rows = [flow.text[s.start : s.end] for s in flow.sentences]
    assert rows == ["主要指标如下。", "指标\t2024年\t2025年", "规上企业\t264家\t292家", "空气优良天数\t286天\t298天"]


def test_boxes_hold_their_page_and_place(make_pdf: MakePdf) -> None:
    document = read(make_pdf("第一页的话。\n#pagebreak()\n第二页的话。"))
    boxes = [block.box for block in document.blocks]
    assert [box.page for box in boxes if box] == [1, 2]
    assert all(box and 0 <= box.left < box.right <= 596 and 0 <= box.top < box.bottom <= 842 for box in boxes)


def test_a_page_on_its_side_is_read_as_it_is_seen(make_pdf: MakePdf) -> None:
    import io

    import pypdfium2

    pdf = pypdfium2.PdfDocument(make_pdf("\n\n".join(PARAGRAPHS[:3])))
    pdf[0].set_rotation(90)
    out = io.BytesIO()
    pdf.save(out)
    turned = read(out.getvalue())
    assert turned.text
    assert turned.blocks[0].box is not None


def test_a_sentence_across_pages_is_one(make_pdf: MakePdf) -> None:
    source = (
        '#set page(height: 6cm, numbering: "1")\n#set par(justify: true)\n'
        + "全区新增企业35家，完成投资18.6亿元，" * 60
        + "完。"
    )
    document = read(make_pdf(source))
    flow = flow_of(document)
    assert len({block.box.page for block in document.blocks if block.box}) > 1
    assert len(flow.sentences) == 1
    assert flow.text.count("完成投资18.6亿元") == 60


def test_the_sample_reads_alike_from_pdf_and_docx(root: Any) -> None:
    from dajuan.documents.read import read_document

    def prose(name: str) -> str:
        return read_document(root / "samples" / name).text.replace("\n", "").replace("\t", "").replace(" ", "")

    assert prose("yunling-2026.pdf") == prose("yunling-2026.docx")


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_that_lies_on_its_side_is_read_along_its_lines(make_pdf: MakePdf, turn: int) -> None:
    import pypdfium2

    pdf = pypdfium2.PdfDocument(make_pdf("全年新增企业35家，完成投资18.6亿元。"))
    pdf[0].set_rotation(turn)
    out = io.BytesIO()
    pdf.save(out)
    assert document_from_bytes(out.getvalue(), "a.pdf").text == "全年新增企业35家，完成投资18.6亿元。\n"


def test_a_text_layer_without_meaning_is_not_believed(make_pdf: MakePdf, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fonts without a ToUnicode table: the page looks right, its codes say nothing."""
    monkeypatch.setattr("dajuan.documents.ocr.find_spec", lambda name: None)
    data = make_pdf("全年新增企业35家，完成投资18.6亿元，增长9.5%。").replace(b"/ToUnicode", b"/ToUnicodX")
    with pytest.raises(DocumentError, match="乱码"):
        document_from_bytes(data, "a.pdf")


def test_a_numbered_line_after_a_full_stop_begins_a_paragraph(make_pdf: MakePdf, words: Words) -> None:
    source = "增长6.8%。 \\\n（一）产业升级 \\\n新增企业35家。\n"
    assert "（一）产业升级" in words(document_from_bytes(make_pdf(source), "a.pdf"))[1]
