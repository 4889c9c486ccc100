"""Word's styles for a sheet, as XML: real headings for the navigation pane, one named style for each kind of paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import quoteattr

from dajuan.answers.sheet.content import ParagraphKind
from dajuan.answers.sheet.layout import Layout, other_names
from dajuan.answers.sheet.signature import DAY_INDENT

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STYLE_OF: dict[ParagraphKind, str] = {
    "label": "SheetLabel",
    "body": "BodyText",
    "lead": "BodyText",
    "item": "SheetItem",
    "part": "SheetPart",
    "entry": "SheetEntry",
    "note": "SheetNote",
    "organisation": "SheetOrganisation",
    "day": "SheetDay",
    "stamp": "SheetStamp",
}
RED, BLUE = "B5301F", "1F4E79"


def styles_xml(look: Layout) -> str:
    return f'<w:styles xmlns:w="{NAMESPACE}">{"".join(_styles(look))}</w:styles>'


def font_table_xml(look: Layout) -> str:
    """Fonts by name, with the other names they go by, for a machine that has the one and not the other."""
    also, names = other_names(), dict.fromkeys(family[0] for family in look.fonts.values())
    fonts = "".join(
        f"<w:font w:name={quoteattr(name)}>"
        + (f"<w:altName w:val={quoteattr(also[name])}/>" if name in also else "")
        + ('<w:charset w:val="86"/>' if name in also else "")
        + "</w:font>"
        for name in names
    )
    return f'<w:fonts xmlns:w="{NAMESPACE}">{fonts}</w:fonts>'


def _fonts(look: Layout, role: str) -> str:
    latin = quoteattr(look.fonts["latin"][0])
    return f"<w:rFonts w:ascii={latin} w:hAnsi={latin} w:cs={latin} w:eastAsia={quoteattr(look.fonts[role][0])}/>"


def _size(points: float) -> str:
    """Half points."""
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'


def _exact(look: Layout) -> str:
    return f'<w:spacing w:before="0" w:after="0" w:line="{look.grid_pitch}" w:lineRule="exact"/>'


def first_line(look: Layout) -> str:
    wide = round(look.indent * (look.sizes["body"] + look.tracking) * 20)
    return f'<w:ind w:firstLineChars="{look.indent * 100}" w:firstLine="{wide}"/>'


def from_right(look: Layout, characters: float) -> str:
    wide = round(characters * (look.sizes["body"] + look.tracking) * 20)
    return f'<w:ind w:rightChars="{round(characters * 100)}" w:right="{wide}"/>'


_FREE = '<w:snapToGrid w:val="0"/><w:spacing w:before="40" w:after="40" w:line="240" w:lineRule="auto"/>'


def _styles(look: Layout) -> Iterator[str]:
    yield (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{_fonts(look, 'body')}{_size(look.sizes['body'])}"
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault><w:pPr/></w:pPrDefault></w:docDefaults>"
    )
    bold = "" if look.page_rules else "<w:b/>"
    yield _style("Normal", "Normal", _plain(look), _size(look.sizes["body"]), based="", default=True)
    yield _style("BodyText", "Body Text", first_line(look) + '<w:jc w:val="both"/>')
    yield _style("Title", "Title", _title(look), f"{_fonts(look, 'title')}{bold}{_size(look.sizes['title'])}")
    for level in (1, 2):
        outline = f'<w:keepNext/><w:keepLines/>{first_line(look) if look.page_rules else _room(look)}<w:outlineLvl w:val="{level - 1}"/>'
        look_of = f"{_fonts(look, f'h{level}')}{bold}{_size(look.sizes[f'h{level}'])}"
        yield _style(f"Heading{level}", f"heading {level}", outline, look_of, following="BodyText")
    for style, name in (("SheetItem", "答卷条目"), ("SheetPart", "答卷其中"), ("SheetEntry", "答卷清单")):
        yield _style(style, name, "", based="BodyText")
    centre = '<w:jc w:val="center"/>'
    yield _style("SheetLabel", "答卷标注", centre, f'{_fonts(look, "h1")}<w:color w:val="{RED}"/>')
    yield _style("SheetOrganisation", "答卷署名", '<w:keepNext/><w:jc w:val="right"/>')
    yield _style("SheetDay", "答卷日期", f'{from_right(look, DAY_INDENT)}<w:jc w:val="right"/>')
    yield _style("SheetNote", "答卷注", f'{_FREE}<w:jc w:val="left"/>', _size(look.sizes["note"]))
    yield _style("SheetStamp", "答卷印记", f"<w:keepLines/>{_FREE}", _size(look.sizes["note"]))
    yield _style("SheetCell", "答卷表格", _FREE, _size(look.sizes["table"]))
    yield _style("SheetHead", "答卷表头", centre, _fonts(look, "h1"), based="SheetCell")
    yield _style("SheetPicture", "答卷图", f"<w:keepNext/>{_FREE}{centre}")
    yield _style("Caption", "caption", f"{_FREE}{centre}", _size(look.sizes["table"] + 1))
    yield _style("Header", "header", centre, f'{_fonts(look, "h1")}<w:color w:val="{RED}"/>{_size(12)}')
    yield _style("Footer", "footer", '<w:snapToGrid w:val="0"/>', _footer_font(look))
    yield (
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/></w:style>'
    )
    colour = "" if look.page_rules else f'<w:color w:val="{BLUE}"/>'
    yield f'<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr>{colour}</w:rPr></w:style>'
    yield (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
        '<w:tblCellMar><w:left w:w="50" w:type="dxa"/><w:right w:w="50" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    )


def _plain(look: Layout) -> str:
    """No gap of its own between Chinese and digits: it would upset the count of characters a line.

    Lines keep their pitch by exact spacing. Paragraphs do not ask for the grid: Word spaces characters by it all the
    same, and LibreOffice, which takes the grid for one of another size, lets them be.
    """
    return f'<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:snapToGrid w:val="0"/>{_exact(look)}'


def _title(look: Layout) -> str:
    line = max(look.grid_pitch, round(look.sizes["title"] * 26))
    return f'<w:spacing w:before="0" w:after="{look.grid_pitch}" w:line="{line}" w:lineRule="exact"/><w:jc w:val="center"/>'


def _room(look: Layout) -> str:
    return f'<w:spacing w:before="{look.grid_pitch // 2}" w:after="{look.grid_pitch // 4}" w:line="{look.grid_pitch}" w:lineRule="exact"/>'


def _footer_font(look: Layout) -> str:
    return (
        '<w:rFonts w:ascii="宋体" w:hAnsi="宋体" w:eastAsia="宋体" w:cs="宋体"/>' if look.page_rules else ""
    ) + _size(look.sizes["page"])


def _style(
    code: str,
    name: str,
    paragraph: str,
    run: str = "",
    *,
    based: str = "Normal",
    following: str = "",
    default: bool = False,
) -> str:
    custom = ' w:customStyle="1"' if code.startswith("Sheet") else ""
    return (
        f'<w:style w:type="paragraph"{custom}{" w:default=" + quoteattr("1") if default else ""} w:styleId="{code}">'
        f'<w:name w:val="{name}"/>'
        + (f'<w:basedOn w:val="{based}"/>' if based else "")
        + (f'<w:next w:val="{following}"/>' if following else "")
        + f"<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )
