"""Words struck through are no words of the report, and that is said; a raised footnote mark is no part of the number."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dajuan.claims.read import read_document_claims
from dajuan.documents.document import Document
from dajuan.documents.raised import raised
from dajuan.documents.read import document_from_bytes

MakePdf = Callable[[str], bytes]
Docx = Callable[..., Document]


def run(words: str, how: str = "") -> str:
    return f"<w:r><w:rPr>{how}</w:rPr><w:t>{words}</w:t></w:r>"


@pytest.mark.parametrize("kind", ["docx", "pdf", "html", "md"])
def test_only_the_value_that_stands_is_read_and_its_paragraph_is_marked(
    kind: str, docx: Docx, make_pdf: MakePdf
) -> None:
    head, struck, rest, next_ = "云岭高新区全年完成投资", "386.5亿元", "380亿元，好于预期。", "税收增长5.2%。"
    made = {
        "docx": lambda: docx(f"<w:p>{run(head)}{run(struck, '<w:strike/>')}{run(rest)}</w:p><w:p>{run(next_)}</w:p>"),
        "pdf": lambda: document_from_bytes(make_pdf(f"{head}#strike[{struck}]{rest}#v(2em){next_}"), "a.pdf"),
        "html": lambda: document_from_bytes(
            f"<html><body><p>{head}<del>{struck}</del>{rest}</p><p>{next_}</p></body></html>".encode(), "a.html"
        ),
        "md": lambda: document_from_bytes(f"{head}~~{struck}~~{rest}\n\n{next_}\n".encode(), "a.md"),
    }
    document = made[kind]()
    assert document.text.split() == [head + rest, next_]
    assert [block.doubt for block in document.blocks] == ["struck", ""]
    assert document.notes == ("struck:1",)
    claims = read_document_claims(document).claims
    assert [claim.text for claim in claims] == ["380亿元", "5.2%"]


def test_a_double_line_and_a_switch_that_is_off(docx: Docx) -> None:
    off = run("4所。", '<w:strike w:val="0"/>')
    document = docx(f"<w:p>{run('新增学校')}{run('5所', '<w:dstrike/>')}{off}</w:p>")
    assert document.text == "新增学校4所。\n"


def test_underlines_table_rules_and_grid_lines_strike_nothing(make_pdf: MakePdf) -> None:
    source = (
        "#underline[完成投资118.6亿元]，其中工业投资60亿元。\n"
        "#table(columns: 2, [指标], [数值], [绿地], [5公顷])\n"
        "#block(width: 100%)[#place(dy: 5pt, line(length: 100%, stroke: 0.5pt))#h(6cm)占比35%]\n"
    )
    document = document_from_bytes(make_pdf(source), "a.pdf")
    assert "118.6亿元" in document.text
    assert "5公顷" in document.text
    assert "35%" in document.text
    assert document.notes == ()


def test_a_struck_line_at_the_head_of_a_paragraph_leaves_the_rest(make_pdf: MakePdf) -> None:
    document = document_from_bytes(make_pdf("#strike[去年的老话，]新增企业35家。"), "a.pdf")
    assert document.text == "新增企业35家。\n"


@pytest.mark.parametrize("kind", ["docx", "pdf", "html", "md"])
def test_footnote_marks_go_and_exponents_stay(kind: str, docx: Docx, make_pdf: MakePdf) -> None:
    up = '<w:vertAlign w:val="superscript"/>'
    made = {
        "docx": lambda: docx(
            f"<w:p>{run('到位资金18.6亿元')}{run('1', up)}{run('，企业35家')}{run('[2]', up)}{run('，绿地300m')}"
            f"{run('2', up)}{run('，排放10')}{run('6', up)}{run('吨。')}</w:p>"
        ),
        "pdf": lambda: document_from_bytes(
            make_pdf("到位资金18.6亿元#super[1]，企业35家#super[[2]]，绿地300m#super[2]，排放10#super[6]吨。"),
            "a.pdf",
        ),
        "html": lambda: document_from_bytes(
            "<html><body><p>到位资金18.6亿元<sup>1</sup>，企业35家<sup><a>[2]</a></sup>，绿地300m<sup>2</sup>，"
            "排放10<sup>6</sup>吨。</p></body></html>".encode(),
            "a.html",
        ),
        "md": lambda: document_from_bytes(
            "到位资金18.6亿元[^1]，企业35家<sup>[2]</sup>，绿地300m<sup>2</sup>，排放10<sup>6</sup>吨。\n".encode(),
            "a.md",
        ),
    }
    assert made[kind]().text == "到位资金18.6亿元，企业35家，绿地300m²，排放10⁶吨。\n"


@pytest.mark.parametrize(
    ("before", "words", "kept"),
    [("m", "2", "²"), ("10", "-3", "⁻³"), ("家", "12", ""), ("。", "[3]", ""), ("元", "①", ""), ("m", "[2]", ""),
     ("第", "st", "st"), ("", "1", "")],
)  # fmt: skip
def test_what_stays_of_raised_words(before: str, words: str, kept: str) -> None:
    assert raised(before, words) == kept


def test_a_full_line_that_ends_in_a_stop_ends_its_paragraph(make_pdf: MakePdf) -> None:
    """Only the blanks at the head of the next line tell: no space between paragraphs, no short last line."""
    full = "全区新增企业三十家完成投资十八亿元税收五亿元。"
    source = (
        f"#set page(width: {len(full) * 11 + 22 + 100}pt, margin: 50pt)\n"
        "#set par(first-line-indent: (amount: 2em, all: true), spacing: 0.65em)\n"
        f"{full}\n\n{full}\n\n{full[:-1]}{full}\n\n{full}\n"
    )
    document = document_from_bytes(make_pdf(source), "a.pdf")
    assert document.text.splitlines() == [full, full, full[:-1] + full, full]
