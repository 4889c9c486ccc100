"""What stands around a docx's text: page and document grid, header, page numbers, fonts, properties with the stamp."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape

from dajuan.answers.sheet.content import Sheet
from dajuan.answers.sheet.docx_styles import NAMESPACE, font_table_xml, styles_xml
from dajuan.answers.sheet.layout import PAGE, Layout, twips
from dajuan.answers.sheet.stamp import stamp_line
from dajuan.ledger.zone import SIMULATED_ZH

_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_CUSTOM_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
STAMP_PROPERTY = "dajuan.stamp"


def frame(document: Any, sheet: Sheet, look: Layout) -> None:
    _styles(document, look)
    section = document.sections[0]
    _page(section, look)
    document.settings.odd_and_even_pages_header_footer = look.page_rules
    sides = [("right", section.footer)] + ([("left", section.even_page_footer)] if look.page_rules else [])
    for side, footer in sides:
        _fill(footer, "Footer", _page_number(look, side))
    if sheet.simulated:
        for header in (section.header, *([section.even_page_header] if look.page_rules else [])):
            _fill(header, "Header", f"<w:r><w:t>{SIMULATED_ZH}</w:t></w:r>")


def _styles(document: Any, look: Layout) -> None:
    """Ours instead of the template's; its font table too."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import parse_xml

    styles = document.styles.element
    for child in list(styles):
        styles.remove(child)
    for child in list(parse_xml(styles_xml(look))):
        styles.append(child)
    fonts = document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    fonts._blob = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{font_table_xml(look)}'.encode()


def _page(section: Any, look: Layout) -> None:
    from docx.oxml import parse_xml

    made = section._sectPr
    for tag in ("pgSz", "pgMar", "cols", "docGrid"):
        for found in made.findall(f"{{{NAMESPACE}}}{tag}"):
            made.remove(found)
    top, bottom, left, right = (twips(look.margins[side]) for side in ("top", "bottom", "left", "right"))
    kind = "linesAndChars" if look.characters else "lines"
    space = f' w:charSpace="{look.grid_space}"' if look.characters else ""
    # 页码在版心下边缘之下 7 毫米。 The page number stands 7 mm under the type area.
    foot = max(bottom - twips(7.0) - round(look.sizes["page"] * 20), twips(8.0))
    for xml in (
        f'<w:pgSz xmlns:w="{NAMESPACE}" w:w="{twips(PAGE[0])}" w:h="{twips(PAGE[1])}"/>',
        f'<w:pgMar xmlns:w="{NAMESPACE}" w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}" '
        f'w:header="{twips(15.0)}" w:footer="{foot}" w:gutter="0"/>',
        f'<w:docGrid xmlns:w="{NAMESPACE}" w:type="{kind}" w:linePitch="{look.grid_pitch}"{space}/>',
    ):
        made.append(parse_xml(xml))


def _page_number(look: Layout, side: str) -> str:
    """A field, so that the program that shows it counts."""
    number = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    if not look.page_rules:
        return f'<w:pPr><w:pStyle w:val="Footer"/><w:jc w:val="center"/></w:pPr>{number}'
    one = round(look.sizes["page"] * 20)
    dash = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
    return (
        f'<w:pPr><w:pStyle w:val="Footer"/><w:ind w:{side}Chars="100" w:{side}="{one}"/><w:jc w:val="{side}"/></w:pPr>'
        f"{dash.format('— ')}{number}{dash.format(' —')}"
    )


def _fill(part: Any, style: str, content: str) -> None:
    from docx.oxml import parse_xml

    part.is_linked_to_previous = False
    element = part._element
    for child in list(element):
        element.remove(child)
    head = "" if content.startswith("<w:pPr>") else f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
    element.append(parse_xml(f'<w:p xmlns:w="{NAMESPACE}">{head}{content}</w:p>'))


def add_properties(document: Any, sheet: Sheet) -> None:
    """Title, author, day; the stamp as a comment for people and as a property of its own for programs."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    day = sheet.known_on
    core = document.core_properties
    core.title, core.author, core.last_modified_by = sheet.title, sheet.zone, "dajuan"
    core.comments, core.identifier, core.language = stamp_line(sheet.stamp), sheet.stamp.root, "zh-CN"
    core.keywords = SIMULATED_ZH if sheet.simulated else ""
    core.created = core.modified = datetime(day.year, day.month, day.day)
    core.revision = 1
    package = document.part.package
    for name, relation in list(package.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:  # of the template, not of this sheet
            del package.rels[name]
    xml = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns="{_CUSTOM}" xmlns:vt="{_VALUES}">'
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="{STAMP_PROPERTY}">'
        f"<vt:lpwstr>{escape(stamp_line(sheet.stamp))}</vt:lpwstr></property></Properties>"
    )
    part = Part(PackURI("/docProps/custom.xml"), _CUSTOM_TYPE, xml.encode(), package)
    package.relate_to(part, _CUSTOM_RELATION)
