"""XML that nobody trusts: no DTD, no entities, no bottomless nesting."""

from __future__ import annotations

from xml.etree import ElementTree

from dajuan.documents.errors import DocumentError
from dajuan.documents.limits import MAX_DEPTH

_REFUSED = (b"<!DOCTYPE", b"<!ENTITY")


def parsed(data: bytes, source: str, part: str) -> ElementTree.Element:
    """The root of an XML part. Raises ``DocumentError`` when it is malformed, nested too deep, or brings a DTD."""
    if data[:2] in {b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<"}:
        data = _narrow(data, source, part)
    if any(mark in data for mark in _REFUSED):
        raise DocumentError(
            source,
            f"部件 {part} 带有 DTD 或实体声明，不予解析；正常的文档不含这些",
            f"part {part} declares a DTD or entities and is not parsed; an ordinary document has none",
        )
    try:
        root = ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise DocumentError(
            source,
            f"部件 {part} 不是完好的 XML，文件已损坏；请用原软件打开后另存",
            f"part {part} is not well-formed XML, the file is damaged; open it in its own program and save it again",
        ) from error
    if _too_deep(root):
        raise DocumentError(
            source,
            f"部件 {part} 嵌套超过 {MAX_DEPTH} 层，不予解析",
            f"part {part} is nested deeper than {MAX_DEPTH} elements and is not parsed",
        )
    return root


def _narrow(data: bytes, source: str, part: str) -> bytes:
    """utf-16 as utf-8, so that what is refused is seen whatever the encoding."""
    name = {b"<\0": "utf-16-le", b"\0<": "utf-16-be"}.get(data[:2], "utf-16")
    text = data.decode(name, "replace")
    if text.startswith("<?xml"):
        text = text.partition("?>")[2]
    return text.encode("utf-8", "replace")


def _too_deep(root: ElementTree.Element) -> bool:
    level = [root]
    for _ in range(MAX_DEPTH):
        level = [child for element in level for child in element]
        if not level:
            return False
    return True


def local(tag: object) -> str:
    """The name without its namespace: transitional and strict OOXML differ only there."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
