"""答卷 → docx: real styles and headings, links from numbers to their notes, repeated table heads; the same bytes each time.

python-docx brings the package (parts, pictures, properties); paragraphs are written as XML, which is as much code and
many times faster.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from dajuan.answers.sheet.content import (
    BarChart,
    Block,
    CourseChart,
    Link,
    NoteMark,
    Number,
    Paragraph,
    Quote,
    Run,
    Section,
    Sheet,
    Table,
    Words,
)
from dajuan.answers.sheet.docx_frame import add_properties, frame
from dajuan.answers.sheet.docx_styles import NAMESPACE, STYLE_OF, from_right
from dajuan.answers.sheet.drawing import pictures
from dajuan.answers.sheet.layout import Layout, layout, twips
from dajuan.answers.sheet.missing import writers_part
from dajuan.answers.sheet.sentences import Sentences
from dajuan.answers.sheet.signature import organisation_indent, title_lines

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest moment that a zip can hold: that of every part."""
_EMU_PER_MM = 36000


def docx_bytes(sheet: Sheet, sentences: Sentences) -> bytes:
    docx = writers_part("docx")
    look = layout(sheet.stamp.style)
    document = docx.Document()
    frame(document, sheet, look)
    add_properties(document, sheet)
    charts = [block for block in sheet.blocks() if isinstance(block, BarChart | CourseChart)]
    drawn = dict(zip(map(id, charts), pictures(charts, sentences), strict=True))
    body = _Body(document, sheet, look, drawn)
    body.write()
    out = BytesIO()
    document.save(out)
    return _still(out.getvalue())


def _still(made: bytes) -> bytes:
    """The same parts with the same date, in the same order."""
    out = BytesIO()
    with ZipFile(BytesIO(made)) as parts, ZipFile(out, "w", ZIP_DEFLATED) as still:
        for name in parts.namelist():
            info = ZipInfo(name, _EPOCH)
            info.compress_type, info.external_attr = ZIP_DEFLATED, 0o600 << 16
            still.writestr(info, parts.read(name))
    return out.getvalue()


class _Body:
    """Paragraphs and tables as XML, pictures by python-docx, in the order of the sheet."""

    def __init__(self, document: Any, sheet: Sheet, look: Layout, drawn: dict[int, bytes]) -> None:
        self.document, self.sheet, self.look, self.drawn = document, sheet, look, drawn
        self.places = 0
        self.bookmarks = {place: f"p_{re.sub(r'[^0-9A-Za-z]', '_', place)}" for place in _places(sheet)}

    def write(self) -> None:
        body = self.document.element.body
        last = body.sectPr
        for element in list(body):
            if element is not last:
                body.remove(element)
        for piece in self._pieces():
            for element in self._elements(piece) if isinstance(piece, str) else [piece]:
                last.addprevious(element)

    def _elements(self, xml: str) -> list[Any]:
        from docx.oxml import parse_xml

        return list(parse_xml(f'<w:body xmlns:w="{NAMESPACE}">{xml}</w:body>'))

    def _pieces(self) -> Iterator[Any]:
        """Strings of XML, broken only by pictures."""
        parts = [self._styled("Title", "<w:r><w:br/></w:r>".join(map(_run, title_lines(self.sheet, self.look))))]
        parts += [self._paragraph(one) for one in self.sheet.opening]
        for section in self.sheet.sections:
            parts.append(self._heading(section))
            for block in section.blocks:
                if isinstance(block, BarChart | CourseChart):
                    yield "".join(parts)
                    yield self._picture(block)
                    parts = [self._styled("Caption", _run(block.title))]
                else:
                    parts.append(self._block(block))
        yield "".join(parts)

    def _block(self, block: Block) -> str:
        if isinstance(block, Table):
            return self._table(block)
        return self._paragraph(block) if isinstance(block, Paragraph) else ""

    # Paragraphs ---------------------------------------------------------------------------------------------------

    def _heading(self, section: Section) -> str:
        return self._styled(f"Heading{section.level}", self._place(section.anchor) + _run(section.title))

    def _paragraph(self, one: Paragraph) -> str:
        extra = from_right(self.look, organisation_indent(self.sheet)) if one.kind == "organisation" else ""
        return self._styled(STYLE_OF[one.kind], self._place(one.anchor) + self._runs(one.runs), extra)

    def _styled(self, style: str, content: str, extra: str = "") -> str:
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{extra}</w:pPr>{content}</w:p>'

    def _place(self, anchor: str) -> str:
        if not anchor:
            return ""
        self.places += 1
        return f'<w:bookmarkStart w:id="{self.places}" w:name="{self.bookmarks[anchor]}"/><w:bookmarkEnd w:id="{self.places}"/>'

    def _runs(self, runs: tuple[Run, ...]) -> str:
        return "".join(map(self._one, runs))

    def _one(self, one: Run) -> str:
        match one:
            case Words(text, strong):
                return _run(text, "<w:b/>" if strong and not self.look.page_rules else "")
            case Quote(text, _):
                return _run(text)
            case Number(text, key):
                return self._linked(self.sheet.place_of(key), _run(text))
            case Link(text, to):
                return self._linked(to, _run(text, '<w:rStyle w:val="Hyperlink"/>'))
            case NoteMark():
                return self._linked(one.to, _run(one.text, '<w:vertAlign w:val="superscript"/>'))

    def _linked(self, to: str, content: str) -> str:
        name = self.bookmarks.get(to)
        return f'<w:hyperlink w:anchor="{name}" w:history="1">{content}</w:hyperlink>' if name else content

    # Tables and pictures ------------------------------------------------------------------------------------------

    def _table(self, one: Table) -> str:
        whole = twips(self.look.width)
        widths = [whole * column.share // 100 for column in one.columns]
        sides = "".join(
            f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
            for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        head = "".join(
            self._cell(_run(column.title), wide, "SheetHead", '<w:shd w:val="clear" w:color="auto" w:fill="EEEEEE"/>')
            for column, wide in zip(one.columns, widths, strict=True)
        )
        rows = "".join(
            "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
            + "".join(
                self._cell(self._runs(cell), wide, "SheetCell", "", '<w:jc w:val="right"/>' if column.end else "")
                for cell, column, wide in zip(row, one.columns, widths, strict=True)
            )
            + "</w:tr>"
            for row in one.rows
        )
        grid = "".join(f'<w:gridCol w:w="{wide}"/>' for wide in widths)
        return (
            f'<w:tbl><w:tblPr><w:tblW w:w="{whole}" w:type="dxa"/><w:tblBorders>{sides}</w:tblBorders>'
            '<w:tblLayout w:type="fixed"/><w:tblLook w:firstRow="1" w:val="0020"/>'
            f'<w:tblCaption w:val="{escape(one.title)}"/></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>"
            f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>{rows}</w:tbl>"
        )

    def _cell(self, content: str, wide: int, style: str, shade: str, align: str = "") -> str:
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{wide}" w:type="dxa"/>{shade}<w:vAlign w:val="center"/></w:tcPr>'
            f"{self._styled(style, content, align)}</w:tc>"
        )

    def _picture(self, chart: BarChart | CourseChart) -> Any:
        [holder] = self._elements(self._styled("SheetPicture", "<w:r/>"))
        inline = self.document.part.new_pic_inline(
            BytesIO(self.drawn[id(chart)]), width=int(self.look.width * _EMU_PER_MM), height=None
        )
        inline.docPr.set("descr", chart.told)
        inline.docPr.set("title", chart.title)
        holder.r_lst[0].add_drawing(inline)
        return holder


def _places(sheet: Sheet) -> Iterator[str]:
    for section in sheet.sections:
        if section.anchor:
            yield section.anchor
        yield from (block.anchor for block in section.blocks if isinstance(block, Paragraph) and block.anchor)


def _run(text: str, look: str = "") -> str:
    """Quotation marks and dashes are Chinese ones, as wide as the words: Word is told by ``w:hint``."""
    return f'<w:r><w:rPr>{_styled_first(look)}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _styled_first(look: str) -> str:
    """The schema wants a run's style before its fonts."""
    hint = '<w:rFonts w:hint="eastAsia"/>'
    return look + hint if look.startswith("<w:rStyle") else hint + look
