"""The lines of a text and what each is: heading, list item, paragraph, or furniture that is no part of the report.

Read off numbering (一、（一）1.), tags (【改革】…) and shape (a short line without a full stop that stands alone). A reader
that knows better (a docx style, a table cell) says so in its :class:`Line` and is believed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple, TypeAlias

from dajuan.documents.document import BlockKind, Box

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
    """How it is numbered: ``part``, ``cn`` 一、, ``cn-paren`` （一）, ``num`` 1., ``num-paren`` （1）, ``tag`` 【…】, ``dash`` ——."""
    run_in: int = 0
    """Length of a heading that opens its paragraph (（一）加快……。正文), without its full stop; 0 when there is none."""


MAX_HEADING = 60
"""Longest line, in characters, that can be a numbered heading."""
MAX_SHAPE = 36
"""Longest line that can be a heading by its shape alone."""
MAX_RUN_IN = 48
"""Longest heading that opens a paragraph."""

CLOSED = frozenset("。！？；：!?;:…”’」』）)】》")
"""A line that ends so is finished."""
_PROSE = re.compile(r"[，,。；;]")
_MARK = re.compile(
    r"(?P<part>第[一二三四五六七八九十百零\d]{1,4}[编章节条]|第[一二三四五六七八九十]{1,3}部分)[\s　：:]*"
    r"|(?P<cn>[一二三四五六七八九十]{1,3})[、.．]"
    r"|[（(](?P<cnp>[一二三四五六七八九十]{1,3})[）)]"
    r"|(?P<num>\d{1,2})(?:[、．]|\.(?!\d))"
    r"|[（(](?P<nump>\d{1,2})[）)]|(?P<nump2>\d{1,2})[）)]"
    r"|(?P<circle>[①-⑳])"
    r"|(?P<tag>【[^】]{1,12}】)"
    r"|(?P<dash>——?(?!\d{4}年)|[•●■◆▪·]\s*)"
)
_MARKS = {"cnp": "cn-paren", "nump": "num-paren", "nump2": "num-paren", "circle": "num-paren"}
_YEARS = re.compile(r"(?:19|20)\d\d(?:年|(?=\D|$))|\d{1,2}月\d{1,2}日|^附件\s*\d{1,2}|[“\"]\d[^”\"]*[”\"]|5G")
_DIGIT = re.compile(r"\d")
_BYLINE = re.compile(
    r"[^。；]{0,30}(?:记者|通讯员|实习生)[\s　:：/][^。，；\d]{1,40}$"
    r"|[^。；]{0,24}(?:摄|供图|制图)[)）]?$"
    r"|[（(][^）)]{0,30}(?:记者|通讯员)[^）)]{0,30}[）)]$"
)
_TAIL_BYLINE = re.compile(
    r"(?<=[。！？”）])[ 　]*([（(]?(?:本报|本刊|全媒体|见习|首席|特约)*(?:记者|通讯员)[\s　:：][^。，；]{2,60})$"
)
_PAGE = re.compile(r"[-—–－·•\s]*第?\s*\d{1,4}\s*页?(?:\s*[/，,共]\s*共?\s*\d{1,4}\s*页?)?[-—–－·•\s]*$")
_STAMP = re.compile(r"(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s*\d{1,2}[:时]\d{1,2}(?:[:分]\d{0,2}秒?)?)?$")
_MEETING = re.compile(r"[—\-–(（ ]*(?:19|20)\d\d年\d{1,2}月\d{1,2}日.{0,40}(?:会|会议|大会).{0,30}$")
_CONTENTS = re.compile(r".{2,50}?(?:[.…·．]{3,}|\t)\s*\d{1,4}$")
_ASCII = re.compile(r"[\x20-\x7e]{1,60}$")
_SALUTATION = re.compile(r"(?:各位|同志们|尊敬|女士们|朋友们).{0,16}[：:！!，,]$")
_OPEN_END = frozenset("的和与及或在对为将把被从向以、，,（(“‘《—-")
_RUNS_ON = frozenset("，,。；;、：:”’）)》！？!?的是等")
_TITLE_NOUN = re.compile(r"(?:报告|规划|计划|意见|方案|通知|总结|要点|讲话|公报|白皮书|纲要|汇报|答卷|办法|决定|清单|台账)(?:[（(].{1,12}[）)])?$")
_APPENDIX = re.compile(r"(?:附件|附录|附表)\s*[一二三四五六七八九十\d]{0,2}|名词解释|有关名词说明|注释")


@cache
def _furniture() -> tuple[frozenset[str], tuple[str, ...], frozenset[str]]:
    exact, prefix, tail = set(), [], set()
    for row in (files("dajuan.documents") / "furniture.tsv").read_text(encoding="utf-8").splitlines():
        how, _, words = row.partition("\t")
        if how == "exact":
            exact.add(words)
        elif how == "prefix":
            prefix.append(words)
        elif how == "tail":
            tail.add(words)
    return frozenset(exact | tail), tuple(prefix), frozenset(tail)


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


BLANKS = " \t\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029\u3000\u00a0\u2002\u2003\u2009\u200b\u200c\ufeff"


def judged(lines: Sequence[Line], text: str) -> tuple[list[Line], int]:
    """Every line with its kind, and the index of the one that is the title (-1 when none is)."""
    lines = _with_tails(lines)
    marked = [_marked(line) for line in lines]
    title = _title(marked)
    kinds = _hard_furniture(marked)
    wide = _wrap_width(marked)
    for index, line in enumerate(marked):
        if not kinds[index]:
            kinds[index] = line.kind or ("heading" if index == title else "")
    _numbered(marked, kinds, wide)
    _head(marked, kinds, title)
    _shapes(marked, kinds, text, wide)
    return [
        line if line.kind == kind else line._replace(kind=kind or "paragraph")
        for line, kind in zip(marked, kinds, strict=True)
    ], title


def is_closed(words: str) -> bool:
    """Does the line end a sentence or a clause on its own?"""
    return words[-1] in CLOSED


def _with_tails(lines: Sequence[Line]) -> list[Line]:
    """A byline at the end of a paragraph (…。记者 某某) becomes a line of its own."""
    out = []
    for line in lines:
        tail = _TAIL_BYLINE.search(line.words, max(0, len(line.words) - 70)) if "记者" in line.words[-60:] or "通讯员" in line.words[-60:] else None
        if tail is None or line.kind:
            out.append(line)
            continue
        cut = tail.start()
        head = line.words[:cut]
        out.append(line._replace(end=line.start + cut, words=head))
        byline = tail[1]
        out.append(line._replace(start=line.end - len(byline), words=byline, kind="furniture"))
    return out


def _marked(line: Line) -> Line:
    """The line with its numbering and, if it opens with a heading, the heading's length."""
    found = _MARK.match(line.words)
    if found is None:
        return line
    name = found.lastgroup or ""
    mark = _MARKS.get(name, name)
    return line._replace(mark=mark, run_in=_run_in(line.words, found.end(), mark))


def _run_in(words: str, after: int, mark: str) -> int:
    if mark not in {"part", "cn", "cn-paren", "num", "tag"}:
        return 0
    stop = words.find("。", after, after + MAX_RUN_IN)
    if stop < 0 or stop == len(words) - 1 or _has_figures(words[after:stop]):
        return after if mark == "tag" and stop >= 0 and len(words) > MAX_HEADING else 0
    return stop


def _has_figures(words: str) -> bool:
    """Digits that are not a year, a date or a name."""
    return _DIGIT.search(words) is not None and _DIGIT.search(_YEARS.sub("", words)) is not None


def _title(lines: Sequence[Line]) -> int:
    """The first short line without a stop that can be one; among the first dozen, one that names a kind of paper wins."""
    exact, prefixes, _ = _furniture()
    candidates = []
    for index, line in enumerate(lines[:24]):
        words = line.words
        if line.kind == "heading" and line.level == 1:
            return index
        if len(words) > MAX_HEADING or (is_closed(words) and words[-1] in "。；：!！?？;:"):
            if words not in exact and not words.startswith(prefixes):
                break
            continue
        if line.kind or line.mark or words in exact or words.startswith(prefixes) or len(words) < 4:
            continue
        if _BYLINE.match(words) or _PAGE.match(words) or _STAMP.match(words) or _MEETING.match(words) or _has_figures(words):
            continue
        candidates.append(index)
    if not candidates or len(lines) < 2:
        return -1
    return next((i for i in candidates if _TITLE_NOUN.search(lines[i].words)), candidates[0])


def _hard_furniture(lines: Sequence[Line]) -> list[Kind]:
    """Furniture that shows by its own words."""
    exact, prefixes, tails = _furniture()
    kinds: list[Kind] = [""] * len(lines)
    pages = _page_numbers(lines)
    over = False
    for index, line in enumerate(lines):
        words = line.words
        if line.kind:
            continue
        if len(words) <= 70:
            over = over or (words in tails and index > len(lines) // 2)
            if (
                over
                or index in pages
                or (words in exact and not _inside_sentence(lines, index))
                or (words.startswith(prefixes) and len(words) <= 50)
                or _BYLINE.match(words)
                or _STAMP.match(words)
                or (line.mark != "tag" and _CONTENTS.match(words))
            ):
                kinds[index] = "furniture"
            elif words.isascii() and _ASCII.match(words) and not _DIGIT.match(words) and index and is_closed(lines[index - 1].words):
                kinds[index] = "furniture" if kinds[index - 1] == "furniture" or len(words) > 2 else ""
    return kinds


def _inside_sentence(lines: Sequence[Line], index: int) -> bool:
    """Is the line a word cut out of a sentence (…的 / 主要目标 / 是…)?"""
    before, after = lines[index - 1].words if index else "", lines[index + 1].words if index + 1 < len(lines) else ""
    return bool(before and after) and len(before) > 12 and not is_closed(before) and after[0] in _RUNS_ON


def _page_numbers(lines: Sequence[Line]) -> set[int]:
    """Lines that are nothing but a page number. A bare number counts only where a sentence has ended or they go up by one."""
    found = [i for i, line in enumerate(lines) if len(line.words) <= 14 and not line.kind and _PAGE.match(line.words)]
    plain = [i for i in found if lines[i].words.isdigit()]
    values = [int(lines[i].words) for i in plain]
    rising = len(plain) > 1 and sum(b == a + 1 for a, b in zip(values, values[1:], strict=False)) * 2 >= len(plain)
    return {i for i in found if not lines[i].words.isdigit() or rising}


def _wrap_width(lines: Sequence[Line]) -> int:
    """The column a text was hard-wrapped at, in characters; 0 when its lines are whole paragraphs."""
    lengths = sorted(len(line.words) for line in lines if not line.kind)
    if len(lengths) < 12:
        return 0
    wide = lengths[len(lengths) * 19 // 20]
    full = sum(wide - 3 <= length <= wide + 2 for length in lengths)
    return wide if 12 <= wide <= 70 and full * 5 >= len(lengths) * 2 else 0


def _numbered(lines: Sequence[Line], kinds: list[Kind], wide: int) -> None:
    """Numbered lines are headings, unless they are long, hold figures, or follow each other with nothing in between."""
    for index, line in enumerate(lines):
        if kinds[index] or not line.mark:
            continue
        kinds[index] = "heading" if _is_numbered_heading(lines, kinds, index, wide) else "item"
        if line.run_in:
            kinds[index] = "paragraph"


def _is_numbered_heading(lines: Sequence[Line], kinds: Sequence[Kind], index: int, wide: int) -> bool:
    line = lines[index]
    words = line.words
    if line.mark in {"dash", "num-paren"} or len(words) > MAX_HEADING or line.run_in:
        return False
    body = words[:-1] if words[-1] == "。" and line.mark in {"cn", "cn-paren", "part", "tag"} else words
    if body[-1] in "。；：，、;:," or "。" in body or "；" in body or (wide and len(words) >= wide - 1):
        return False
    if line.mark in {"num", "cn-paren", "cn"} and _has_figures(words[2:]):
        return False
    follower = lines[index + 1].mark if index + 1 < len(lines) else ""
    listed = follower == line.mark and not lines[index + 1].run_in
    if line.mark == "num":
        return not listed and not (kinds[index - 1] == "item" and lines[index - 1].mark == "num" if index else False)
    return not listed or line.mark == "part"


def _head(lines: Sequence[Line], kinds: list[Kind], title: int) -> None:
    """What stands between the title and the first words of the report: who, where, when. None of it is the report."""
    for index, line in enumerate(lines[:24]):
        words = line.words
        if kinds[index]:
            if kinds[index] in {"heading", "furniture"} and index <= max(title, 0) + 12 and (index == title or kinds[index] == "furniture"):
                continue
            return
        if _SALUTATION.match(words) or len(words) > MAX_HEADING:
            return
        if _MEETING.match(words):
            kinds[index] = "furniture"
            continue
        if is_closed(words) or _has_figures(words):
            return
        follower = next((lines[i].words for i in range(index + 1, min(index + 6, len(lines))) if not kinds[i] and (is_closed(lines[i].words))), "")
        if index < title or (title >= 0 and _SALUTATION.match(follower)):
            kinds[index] = "furniture"


def _shapes(lines: Sequence[Line], kinds: list[Kind], text: str, wide: int) -> None:
    """Headings by shape, and pull quotes, which have that shape too but only repeat what the text says."""
    before = -1
    for index, line in enumerate(lines):
        if kinds[index]:
            before = before if kinds[index] == "furniture" else index
            continue
        if _has_heading_shape(line.words, wide) and _stands_alone(lines, kinds, index, before):
            kinds[index] = "heading"
        before = index
    _pull_quotes(lines, kinds, text)


def _has_heading_shape(words: str, wide: int) -> bool:
    if not 2 <= len(words) <= MAX_SHAPE or is_closed(words) and words[-1] not in "”）)》" or words[-1] in _OPEN_END:
        return False
    if words[0] in _RUNS_ON or "。" in words or "；" in words or (wide and len(words) >= wide - 1) or words.isascii():
        return False
    return not _has_figures(words)


def _stands_alone(lines: Sequence[Line], kinds: Sequence[Kind], index: int, before: int) -> bool:
    """Nothing runs into it and it runs into nothing."""
    if before >= 0 and kinds[before] not in {"heading", "cell"} and not is_closed(lines[before].words):
        return False
    after = next((i for i in range(index + 1, len(lines)) if kinds[i] != "furniture"), -1)
    return after >= 0 and lines[after].words[0] not in _RUNS_ON


def _pull_quotes(lines: Sequence[Line], kinds: list[Kind], text: str) -> None:
    free = [i for i, kind in enumerate(kinds) if kind == "heading" and not lines[i].mark and not lines[i].kind]
    for index in free:
        words = lines[index].words
        follower = next((i for i in range(index + 1, len(lines)) if kinds[i] != "furniture"), -1)
        leads_on = follower < 0 or kinds[follower] == "heading"
        twin = follower >= 0 and lines[follower].words == words
        if twin or (leads_on and index and len(words) >= 4 and all(_repeated(text, part) for part in words.split())):
            kinds[index] = "furniture"
            continue
        previous = index - 1
        while previous >= 0 and kinds[previous] == "furniture" and lines[previous].words != words:
            previous -= 1
        if previous >= 0 and kinds[previous] == "furniture":
            kinds[index] = "furniture"


def _repeated(text: str, words: str) -> bool:
    first = text.find(words)
    return text.find(words, first + 1) >= 0


def appendix(words: str) -> bool:
    """附件、名词解释: begins again at the outermost level whatever stood before."""
    return _APPENDIX.match(words) is not None and len(words) <= MAX_SHAPE


def has_year(words: str) -> bool:
    """Does an unnumbered heading name a year (2024年工作回顾)? Such headings stand above the others."""
    return _YEARS.search(words) is not None and not words.startswith("附")
