"""The words of one docx paragraph: runs, hyperlinks, fields, tracked changes, and the boxes that hang on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from dajuan.documents.docx_numbering import child, value
from dajuan.documents.markup import local
from dajuan.documents.raised import raised

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_THROUGH = frozenset({"hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "bdo", "dir", "ruby",
                      "rubyBase", "oMath", "oMathPara"})  # fmt: skip
_INSERTED = frozenset({"ins", "moveTo"})
_DELETED = frozenset({"del", "moveFrom"})
_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_PICTURES = frozenset({"drawing", "pict", "object", "AlternateContent"})
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
_LOCALS: dict[str, str] = {}


@dataclass(slots=True)
class Paragraph:
    """What was gathered of a paragraph. ``inserted`` are spans in ``words`` that a tracked insertion brought."""

    parts: list[str] = field(default_factory=list)
    size: int = 0
    inserted: list[tuple[int, int]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    references: list[tuple[str, str]] = field(default_factory=list)
    revisions: int = 0
    hidden: int = 0
    struck: int = 0
    """Runs that are struck through by hand, not tracked: no words of the report."""
    goes_on: bool = False
    """Its end mark was deleted, so the next paragraph belongs to it."""

    @property
    def words(self) -> str:
        return "".join(self.parts)

    def followed_by(self, other: Paragraph) -> Paragraph:
        """The two as one paragraph."""
        return Paragraph(
            self.parts + other.parts,
            self.size + other.size,
            self.inserted + [(start + self.size, end + self.size) for start, end in other.inserted],
            self.boxes + other.boxes,
            self.references + other.references,
            struck=self.struck + other.struck,
            goes_on=other.goes_on,
        )


def gathered(element: Element) -> Paragraph:
    """The words of a ``w:p`` as they read with every tracked change accepted."""
    found = Paragraph()
    mark = child(element, "pPr", "rPr")
    if mark is not None:
        names = {local(part.tag) for part in mark}
        found.goes_on = bool(names & _DELETED)
        found.revisions += bool(names & (_DELETED | _INSERTED))
    _inline(element, found)
    return found


def _inline(parent: Element, found: Paragraph) -> None:
    for element in parent:
        name = _name(element)
        if name == "r":
            _run(element, found)
        elif name in _THROUGH:
            _inline(element, found)
        elif name in _INSERTED:
            start = found.size
            _inline(element, found)
            found.revisions += 1
            if found.size > start:
                found.inserted.append((start, found.size))
        elif name in _DELETED:
            found.revisions += 1
        elif name in _PICTURES:
            found.boxes += _boxes(element)


def _run(run: Element, found: Paragraph) -> None:
    lifted = False
    for element in run:
        name = _name(element)
        if name == "t":
            words = element.text or ""
            _add(found, raised(found.parts[-1] if found.parts else "", words) if lifted else words)
        elif name == "rPr":
            if _is(element, "vanish"):
                found.hidden += 1
                return
            if _is(element, "strike") or _is(element, "dstrike"):
                found.struck += 1
                return
            align = element.find(_W + "vertAlign")
            lifted = align is not None and value(align) == "superscript"
        elif name in _BREAKS:
            _add(found, "" if value(element, "type") == "page" else _BREAKS[name])
        elif name == "sym":
            _add(found, _symbol(value(element, "char")))
        elif name in _PICTURES:
            found.boxes += _boxes(element)
        elif name in _NOTES:
            found.references.append((_NOTES[name], value(element, "id")))
        elif name == "ruby":
            _inline(element, found)


def _add(found: Paragraph, words: str) -> None:
    found.parts.append(words)
    found.size += len(words)


def _name(element: Element) -> str:
    """:func:`local`, remembered: a document has a hundred different tags and a hundred thousand elements."""
    tag = element.tag
    known = _LOCALS.get(tag)
    if known is None:
        known = local(tag)
        if len(_LOCALS) < 2000:
            _LOCALS[tag] = known
    return known


def _is(properties: Element, name: str) -> bool:
    """Is this switch of a run on?"""
    switch = properties.find(_W + name)
    return switch is not None and value(switch) not in {"0", "false", "off"}


def _symbol(code: str) -> str:
    try:
        character = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    return "" if "\ue000" <= character <= "\uf8ff" or "\ud800" <= character <= "\udfff" else character


def _boxes(element: Element) -> list[Element]:
    """The text boxes in a drawing; of two ways to draw the same one (mc:AlternateContent) the first that has text."""
    if local(element.tag) == "AlternateContent":
        for choice in element:
            found = _boxes(choice)
            if found:
                return found
        return []
    if local(element.tag) == "txbxContent":
        return [element]
    return [box for part in element for box in _boxes(part)]
