"""The files of ``readers.py``: made-up reports of 云岭 with everything in them that readers tend to lose or to let in."""

from __future__ import annotations

import io
import zipfile
from typing import NamedTuple

from folder import report


class File(NamedTuple):
    """A file with what must be read in it, and what must not, each in words that occur nowhere else."""

    data: bytes
    kept: dict[str, str]
    """What it is called → the words; none of it may be lost."""
    left_out: dict[str, str]
    """None of it may come through."""
    sentences: tuple[str, ...] = ()
    """Sentences of the body: each should come out whole and in order."""


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BY = 'w:id="1" w:author="a" w:date="2026-01-01T00:00:00Z"'


def body(paragraphs: int) -> list[str]:
    """Paragraphs of made-up reports, as many as asked for."""
    rows: list[str] = []
    index = 0
    while len(rows) < paragraphs:
        rows += [row for row in report(index) if row.endswith("。")]
        index += 1
    return rows[:paragraphs]


def docx_file() -> File:
    import docx
    from docx.oxml import parse_xml

    document = docx.Document()
    document.add_heading("云岭高新区2025年工作报告", 0)
    rows = body(240)
    for row in rows:
        document.add_paragraph(row)
    for xml in (
        f'<w:p xmlns:w="{W}"><w:r><w:t>改稿：</w:t></w:r><w:ins {BY}><w:r><w:t>插入711家，</w:t></w:r></w:ins>'
        f"<w:del {BY}><w:r><w:delText>删去722家，</w:delText></w:r></w:del><w:r><w:rPr><w:strike/></w:rPr>"
        "<w:t>划去733家，</w:t></w:r><w:r><w:t>完。</w:t></w:r></w:p>",
        f'<w:p xmlns:w="{W}"><w:sdt><w:sdtContent><w:r><w:t>控件里744个。</w:t></w:r></w:sdtContent></w:sdt></w:p>',
        f'<w:p xmlns:w="{W}" xmlns:v="urn:schemas-microsoft-com:vml"><w:r><w:pict><v:shape><v:textbox><w:txbxContent>'
        "<w:p><w:r><w:t>文本框里755处。</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>",
        f'<w:p xmlns:w="{W}"><w:hyperlink w:anchor="a"><w:r><w:t>链接里766项。</w:t></w:r></w:hyperlink></w:p>',
    ):
        document.element.body.insert(len(document.element.body) - 1, parse_xml(xml))
    for words in ("自动编号甲项", "自动编号乙项", "自动编号丙项"):
        document.add_paragraph(words, style="List Number")
    table = document.add_table(rows=0, cols=3)
    for number in range(30):
        for cell, words in zip(table.add_row().cells, (f"指标{number}", f"{number}.5", "亿元"), strict=True):
            cell.text = words
    out = io.BytesIO()
    document.save(out)
    kept = {
        "tracked insertion": "插入711家", "content control": "控件里744个", "text box": "文本框里755处",
        "hyperlink": "链接里766项", "automatic number": "3.自动编号丙项", "table": "指标29",
    }  # fmt: skip
    return File(out.getvalue(), kept, {"tracked deletion": "删去722家", "struck through": "划去733家"}, tuple(rows))


def pdf_file() -> File:
    """Two columns under a title, running heads, page numbers, a struck figure, a footnote mark on a figure."""
    import typst

    rows = body(240)
    source = (
        '#set text(font: ("Noto Serif CJK SC", "Noto Sans CJK SC"), lang: "zh", region: "cn", size: 10pt)\n'
        '#set page(columns: 2, header: [云岭高新区文件汇编], numbering: "— 1 —")\n'
        "#set par(first-line-indent: (amount: 2em, all: true), justify: true)\n"
        '#place(top + center, scope: "parent", float: true)[#text(size: 20pt)[云岭高新区2025年工作报告]]\n'
        "改稿：投资#strike[386.5亿元]380亿元，到位18.6亿元#super[7]。\n\n" + "\n\n".join(rows)
    )
    return File(
        bytes(typst.compile(source.encode())),
        {"figure after a struck one": "投资380亿元", "figure before a footnote mark": "到位18.6亿元。"},
        {"running head": "文件汇编", "page number": "—2—", "struck through": "386.5亿元"},
        tuple(rows),
    )


def xlsx_file() -> File:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["云岭高新区2025年主要指标"])
    sheet.merge_cells("A1:D1")
    sheet.append(["指标", "单位", "数值", "增速"])
    for number in range(2000):
        sheet.append([f"指标{number}", "亿元", number + 0.5, number / 10000])
        sheet.cell(number + 3, 4).number_format = "0.0%"
    out = io.BytesIO()
    book.save(out)
    return File(out.getvalue(), {"merged head": "2025年主要指标", "percentage as shown": "15.6%"}, {})


def html_file() -> File:
    """A page in the shape of a government site: menus and buttons around, a declared gb2312 with characters beyond it."""
    rows = body(240)
    menu = "".join(f'<li><a href="/{n}">栏目{n}</a></li>' for n in range(60))
    page = (
        '<!DOCTYPE html><html><head><meta charset="gb2312"><title>云岭高新区2025年工作报告_云岭政务网</title>'
        f'<script>var hits = "点击888次";</script></head><body><div class="top"><ul>{menu}</ul></div>'
        '<div class="location">当前位置：首页 &gt; 政务公开</div><div class="con"><h1>云岭高新区2025年工作报告</h1>'
        '<div class="info">发布时间：2026-01-20　字号：大 中 小</div><div class="TRS_Editor">'
        + "".join(f"<p>　　{row}</p>" for row in rows)
        + "<p>㐂氏精工等811家——全部完成<del>822家</del>。到位18.6亿元<sup>7</sup>。</p>"
        "<table><tr><td>绿地</td><td>833公顷</td></tr></table></div></div>"
        '<div class="foot">版权所有　网站标识码3300844　备案855号</div></body></html>'
    )
    return File(
        page.encode("gb18030"),
        {"character beyond gb2312": "㐂氏精工", "table": "833公顷", "figure before a footnote mark": "18.6亿元。"},
        {"menu": "栏目7", "script": "888次", "footer": "855号", "struck through": "822家"},
        tuple(rows),
    )


def ofd_file() -> File:
    """Two columns drawn row by row, as some writers do."""
    rows = body(160)
    lines = [row[at : at + 20] for row in rows for at in range(0, len(row), 20)]
    pages = []
    for first in range(0, len(lines), 80):
        page = lines[first : first + 80]
        pages.append([(20 + 90 * (n >= 40), 20 + 6 * (n % 40), words) for n, words in enumerate(page)])
    parts = {"OFD.xml": _ofd("OFD", "<o:DocBody><o:DocRoot>Doc_0/Document.xml</o:DocRoot></o:DocBody>")}
    listed = ""
    for number, page_lines in enumerate(pages):
        drawn = sorted(page_lines, key=lambda one: (one[1], one[0]))
        objects = "".join(
            f'<o:TextObject ID="1" Boundary="{x} {y} 80 5" Font="1" Size="4"><o:TextCode X="0" Y="3.5" '
            f'DeltaX="g {max(len(words) - 1, 1)} 4">{words}</o:TextCode></o:TextObject>'
            for x, y, words in drawn
        )
        listed += f'<o:Page ID="{number}" BaseLoc="Pages/{number}/Content.xml"/>'
        parts[f"Doc_0/Pages/{number}/Content.xml"] = _ofd(
            "Page", f"<o:Content><o:Layer>{objects}</o:Layer></o:Content>"
        )
    area = "<o:CommonData><o:PageArea><o:PhysicalBox>0 0 210 297</o:PhysicalBox></o:PageArea></o:CommonData>"
    parts["Doc_0/Document.xml"] = _ofd("Document", f"{area}<o:Pages>{listed}</o:Pages>")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return File(out.getvalue(), {}, {}, tuple(rows))


def _ofd(root: str, inside: str) -> str:
    return f'<o:{root} xmlns:o="http://www.ofdspec.org/2016">{inside}</o:{root}>'


FILES = {"docx": docx_file, "pdf": pdf_file, "ofd": ofd_file, "xlsx": xlsx_file, "html": html_file}
