"""The lines of a text, how each is numbered, and whether it ends a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple, TypeAlias

from dajuan.documents.document import BlockKind, Box
from dajuan.language.lazy import lazy

Kind: TypeAlias = BlockKind | Literal[""]
"""``""``: nobody has said yet what it is."""


class Line(NamedTuple):
    """``text[start:end]`` with blanks at both ends left out, and what its reader knows about it."""

    start: int
    end: int
    words: str
    kind: Kind = ""
    level: int = 0
    box: Box | None = None
    doubt: str = ""
    mark: str = ""
    """Its numbering: part 第一章, cn 一、, cn-paren （一）, num 1., num-paren （1）, tag 【…】, dash ——; or nothing."""
    run_in: int = 0
    """Length of a heading that opens its paragraph (（一）加快……。正文) without its full stop; 0 when there is none."""
    inserted: tuple[tuple[int, int], ...] = ()
    """Spans in ``words`` that a tracked revision inserted."""


BLANKS = " \t\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029\u3000\u00a0\u2002\u2003\u2009\u200b\u200c\ufeff"
MAX_RUN_IN = 48
"""Longest heading, in characters, that opens a paragraph."""
MAX_HEADING = 60
"""Longest line, in characters, that can be a numbered heading."""

CLOSED = frozenset("。！？；：!?;:…”’」』）)】》")
"""A line that ends so is finished."""
HANGS = frozenset("的和与及或在对为将把被从向以、，,（(“‘《—-")
"""A line that ends so goes on in the next one."""
RUNS_ON = frozenset("，,。；;、：:”’）)》！？!?的是")
"""A line that begins so goes on from the one before."""

_MARK = lazy(
    r"(?P<part>第[一二三四五六七八九十百零\d]{1,4}[编章节条]|第[一二三四五六七八九十]{1,3}部分)[\s　：:]*"
    r"|(?P<cn>[一二三四五六七八九十]{1,3})[、.．]"
    r"|[（(](?P<cnp>[一二三四五六七八九十]{1,3})[）)]"
    r"|(?P<num>\d{1,2})(?:[、．]|\.(?!\d))"
    r"|[（(](?P<nump>\d{1,2})[）)]|(?P<nump2>\d{1,2})[）)]"
    r"|(?P<circle>[①-⑳])"
    r"|(?P<tag>【[^】]{1,12}】)"
    r"|(?P<dash>——(?![\d—])|—(?![\d—])|[•●■◆▪·]\s*)"
)
_MARKS = {"cnp": "cn-paren", "nump": "num-paren", "nump2": "num-paren", "circle": "num-paren"}
_YEARS = lazy(r"(?:19|20)\d\d(?:年|(?=\D|$))|\d{1,2}月\d{1,2}日|^附件\s*\d{1,2}|[“\"]\d[^”\"]*[”\"]|5G")
_DIGIT = lazy(r"\d")


def lines_of(text: str) -> list[Line]:
    """The lines that hold words, blanks at their ends left out."""
    lines = []
    offset = 0
    for row in text.splitlines(keepends=True):
        words = row.strip(BLANKS)
        if words:
            start = offset + row.find(words[0])
            lines.append(Line(start, start + len(words), words))
        offset += len(row)
    return lines


def marked(line: Line) -> Line:
    """The line with its numbering and, if it opens with a heading, the heading's length."""
    found = _MARK.match(line.words)
    if found is None:
        return line
    name = found.lastgroup or ""
    mark = _MARKS.get(name, name)
    return line._replace(mark=mark, run_in=0 if line.kind else _run_in(line.words, found.end(), mark))


def _run_in(words: str, after: int, mark: str) -> int:
    """Where the heading ends that opens a numbered paragraph: its first sentence, if short and without figures."""
    if mark not in {"part", "cn", "cn-paren", "num", "tag"}:
        return 0
    stop = words.find("。", after, after + MAX_RUN_IN)
    heading = words[after:stop]
    if 0 <= stop < len(words) - 1 and not has_figures(heading) and not (mark == "num" and "：" in heading):
        return stop
    return after if mark == "tag" and len(words) > MAX_HEADING else 0


def is_closed(words: str) -> bool:
    """Does the line end a sentence or a clause on its own?"""
    return words[-1] in CLOSED


def has_figures(words: str) -> bool:
    """Digits that are not a year, a date or a name."""
    return _DIGIT.search(words) is not None and _DIGIT.search(_YEARS.sub("", words)) is not None


def has_year(words: str) -> bool:
    """Does an unnumbered heading name a year (2024年工作回顾)? Such headings stand above the others."""
    return _YEARS.search(words) is not None and not words.startswith("附")


def wrap_width(lengths: Sequence[int]) -> int:
    """The column, in characters, that a text was hard-wrapped at; 0 when its lines are whole paragraphs."""
    if len(lengths) < 12:
        return 0
    wide = sorted(lengths)[len(lengths) * 19 // 20]
    full = sum(wide - 3 <= length <= wide + 2 for length in lengths)
    return wide if 12 <= wide <= 70 and full * 5 >= len(lengths) * 2 else 0
