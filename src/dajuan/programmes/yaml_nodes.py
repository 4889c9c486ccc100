"""YAML text → nodes that know where they stand, every scalar as it was written.

Nothing is guessed: ``no``, ``on``, ``1.10`` and ``2024-06-18`` stay the characters they are, and whoever wants a flag or
a number asks for one. No tags, no anchors, no aliases, one document: there is nothing to execute and nothing that grows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from dajuan.programmes.trouble import PackError, PackTrouble

if TYPE_CHECKING:
    from yaml import Event, MarkedYAMLError

LARGEST = 500_000
"""Characters of a pack. The largest of ours has a twentieth of it."""
DEEPEST = 20
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""What YAML may not hold, or what no editor shows."""


@dataclass(frozen=True, slots=True)
class Scalar:
    line: int
    column: int
    text: str
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    line: int
    column: int
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Table:
    line: int
    column: int
    rows: tuple[tuple[Scalar, Node], ...]


Node: TypeAlias = Scalar | Listing | Table


def nodes_of(text: str, source: str) -> Node:
    """The one document of ``text``. Raises :class:`PackError` where it is no YAML that a pack may use."""
    if len(text) > LARGEST:
        raise _error(
            source,
            0,
            0,
            f"文件有 {len(text):,} 个字符，最多 {LARGEST:,}",
            f"{len(text):,} characters, at most {LARGEST:,}",
        )
    _refuse_controls(text, source)
    try:
        import yaml
    except ImportError as error:
        zh, en = "读事项包要 PyYAML：pip install 'dajuan[server]'", "packs need PyYAML: pip install 'dajuan[server]'"
        raise _error(source, 0, 0, zh, en) from error
    loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        return _document(yaml.parse(text, Loader=loader), source)
    except yaml.MarkedYAMLError as error:
        raise _unreadable(error, text, source) from error
    except yaml.YAMLError as error:
        raise _error(source, 0, 0, f"不是合法的 YAML：{error}", f"not valid YAML: {error}") from error


def _refuse_controls(text: str, source: str) -> None:
    found = _CONTROL.search(text)
    if found is not None:
        line, column = text.count("\n", 0, found.start()) + 1, found.start() - text.rfind("\n", 0, found.start())
        code = f"U+{ord(found.group()):04X}"
        raise _error(source, line, column, f"有控制字符 {code}；删掉它", f"a control character, {code}; delete it")


def _document(events: Iterator[Event], source: str) -> Node:
    import yaml

    root: Node | None = None
    for event in events:
        if isinstance(event, (yaml.StreamStartEvent, yaml.StreamEndEvent, yaml.DocumentEndEvent)):
            continue
        line, column = _place(event)
        if isinstance(event, yaml.DocumentStartEvent):
            if root is not None:
                raise _error(source, line, column, "一个文件一个事项，去掉 ---", "one programme a file; delete the ---")
            continue
        root = _node(event, events, source, DEEPEST)
    if root is None:
        raise _error(
            source, 1, 1, "文件是空的；dajuan pack new 写一个样子", "empty; `dajuan pack new` writes a first draft"
        )
    return root


def _node(event: Event, events: Iterator[Event], source: str, left: int) -> Node:
    """``left``: so many levels it may hold."""
    import yaml

    line, column = _place(event)
    if left < 1:
        raise _error(source, line, column, f"层数超过 {DEEPEST}", f"nested deeper than {DEEPEST}")
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        raise _error(
            source,
            line,
            column,
            "不用 & 和 *（锚与别名），把内容写出来",
            "anchors and aliases (& and *) are not used; write it out",
        )
    tag = getattr(event, "tag", None)
    if tag is not None:
        raise _error(source, line, column, f"不用标签 {tag}", f"tags ({tag}) are not used")
    if isinstance(event, yaml.ScalarEvent):
        return Scalar(line, column, event.value, bool(event.style))
    if isinstance(event, yaml.SequenceStartEvent):
        return Listing(line, column, tuple(_until(yaml.SequenceEndEvent, events, source, left)))
    inside = list(_until(yaml.MappingEndEvent, events, source, left))
    return Table(line, column, tuple(_rows(inside, source)))


def _place(event: Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark is not None else (0, 0)


def _until(end: type[Event], events: Iterator[Event], source: str, left: int) -> Iterator[Node]:
    for event in events:
        if isinstance(event, end):
            return
        yield _node(event, events, source, left - 1)


def _rows(inside: list[Node], source: str) -> Iterator[tuple[Scalar, Node]]:
    for key, value in zip(inside[::2], inside[1::2], strict=True):
        if not isinstance(key, Scalar):
            raise _error(source, key.line, key.column, "键要是一个词", "a key is one word")
        yield key, value


def _unreadable(error: MarkedYAMLError, text: str, source: str) -> PackError:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
    rows = text.splitlines()
    near = "\n".join(rows[max(0, line - 2) : line])
    zh, en = next((said for part, said in _PROBLEMS if part in (error.problem or "")), ("", ""))
    if "\t" in near:
        zh, en = "缩进用空格，不用制表符", "indent with spaces, not tabs"
    elif "：" in near and ("expected ':'" in (error.problem or "") or "mapping values" in (error.problem or "")):
        zh, en = "冒号用半角并空一格“: ”", "a colon is the half-width “: ” with a space after it"
    zh, en = (f"；{zh}" if zh else ""), (f"; {en}" if en else "")
    return _error(
        source, line, column, f"不是合法的 YAML（{error.problem}）{zh}", f"not valid YAML ({error.problem}){en}"
    )


_PROBLEMS = (
    ("mapping values are not allowed", ("一行里有两个“: ”，或者缩进错了；话里有冒号就加引号", "two “: ” in a line, or a wrong indent; put words with a colon in quotes")),
    ("unexpected end of stream", ("引号没有闭合", "a quote is not closed")),
    ("',' or '}'", ("花括号没有闭合，或两项之间缺逗号", "a brace is not closed, or a comma is missing")),
    ("',' or ']'", ("方括号没有闭合，或两项之间缺逗号", "a bracket is not closed, or a comma is missing")),
    ("expected key", ("缩进没有对齐", "the indent does not line up")),
    ("expected <block end>", ("缩进没有对齐", "the indent does not line up")),
    ("expected '-' indicator", ("缩进没有对齐", "the indent does not line up")),
    ("cannot start any token", ("这个字符不能开头；给这句话加引号", "nothing begins with this character; put the words in quotes")),
    ("expected ':'", ("键后面缺“: ”", "“: ” is missing after a key")),
    ("expected alphabetic or numeric", ("& 和 * 开头的话加引号", "put words that begin with & or * in quotes")),
)  # fmt: skip
"""What libyaml says → what its author may have done."""


def _error(source: str, line: int, column: int, zh: str, en: str) -> PackError:
    return PackError([PackTrouble(source, line, column, zh, en)])
