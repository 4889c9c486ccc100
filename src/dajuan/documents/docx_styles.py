"""Styles of a docx: which are headings, how deep, and which bring a number of their own."""

from __future__ import annotations

import re
from typing import NamedTuple
from xml.etree.ElementTree import Element

from dajuan.documents.docx_numbering import child, value, whole
from dajuan.documents.markup import local
from dajuan.language.lazy import lazy

_HEADING = lazy(r"(?:heading|标题|標題)\s*([1-9])$", re.IGNORECASE)
_TITLE = lazy(r"(?:title|标题|標題|文档标题|公文标题|题目|大标题)$", re.IGNORECASE)
_FURNITURE = lazy(r"(?:toc|目录)\s*[1-9]$|(?:header|footer|页眉|页脚|caption|题注)$", re.IGNORECASE)


class Style(NamedTuple):
    """What a paragraph style says about its paragraphs. ``level`` 0 is no heading; ``title`` is the document's own."""

    level: int = 0
    title: bool = False
    furniture: bool = False
    number: str = ""
    depth: int = 0


PLAIN = Style()


class Styles:
    """Paragraph styles by id, with what they take over from the style they are based on; each is read when asked for.

    Word's own templates hold hundreds, a report uses five.
    """

    def __init__(self, root: Element | None) -> None:
        self._elements = {value(e, "styleId"): e for e in (root if root is not None else ()) if local(e.tag) == "style"}
        self._known: dict[str, Style] = {}

    def __getitem__(self, key: str) -> Style:
        return self._resolve(key, frozenset())

    def _resolve(self, key: str, seen: frozenset[str]) -> Style:
        element = self._elements.get(key)
        if key in self._known or element is None or key in seen or len(seen) > 50:
            return self._known.get(key, PLAIN)
        base = child(element, "basedOn")
        parent = self._resolve(value(base), seen | {key}) if base is not None else PLAIN
        self._known[key] = _own(element, key, parent)
        return self._known[key]


def _own(element: Element, key: str, parent: Style) -> Style:
    name_element = child(element, "name")
    name = value(name_element) if name_element is not None else key
    heading = _HEADING.match(name) or _HEADING.match(key)
    outline = child(element, "pPr", "outlineLvl")
    level = parent.level
    if outline is not None:
        level = outline_level(value(outline))
    elif heading:
        level = int(heading[1])
    number, depth = number_of(child(element, "pPr", "numPr"), (parent.number, parent.depth))
    title = not heading and _TITLE.match(name) is not None
    return Style(level, title or parent.title, _FURNITURE.match(name) is not None, number, depth)


def outline_level(text: str) -> int:
    """Word counts outline levels from 0; 9 is body text."""
    return whole(text) + 1 if text.isdecimal() and whole(text) < 9 else 0


def number_of(element: Element | None, inherited: tuple[str, int]) -> tuple[str, int]:
    """The list (``w:numId``) and the depth in it of a ``w:numPr``; list 0 means no number."""
    if element is None:
        return inherited
    number, depth = child(element, "numId"), child(element, "ilvl")
    chosen = inherited[0] if number is None else value(number)
    return ("" if chosen == "0" else chosen), (inherited[1] if depth is None else whole(value(depth)))
