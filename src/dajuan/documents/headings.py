"""What each line is: heading, list item, paragraph or furniture; and which one is the title.

Read off numbering (一、（一）1.), tags (【改革】…) and shape (a short line without a full stop that stands alone). A
reader that knows better (a docx style, a table cell) says so in its :class:`Line` and is believed.
"""

from __future__ import annotations

from collections.abc import Sequence

from dajuan.documents.furniture import (
    is_by_its_words,
    is_label,
    is_meeting,
    mark_furniture,
    mark_head,
    mark_pull_quotes,
    with_bylines_apart,
)
from dajuan.documents.lines import HANGS, MAX_HEADING, RUNS_ON, Kind, Line, has_figures, is_closed, marked, wrap_width
from dajuan.language.lazy import lazy

MAX_SHAPE = 36
"""Longest line, in characters, that can be a heading by its shape alone."""
_TITLE_NOUN = lazy(
    r"(?:报告|规划|计划|意见|方案|通知|总结|要点|讲话|公报|白皮书|纲要|汇报|答卷|办法|决定|清单|台账)"
    r"(?:[（(].{1,12}[）)])?$"
)
_APPENDIX = lazy(r"(?:附件|附录|附表)\s*[一二三四五六七八九十\d]{0,2}|名词解释|有关名词说明|注释")


def judged(lines: Sequence[Line], text: str) -> tuple[list[Line], int]:
    """Every line with its kind, and the index of the one that is the title (-1 when none is)."""
    found = [marked(line) for line in with_bylines_apart(lines)]
    wide = wrap_width([len(line.words) for line in found if not line.kind])
    title = _title(found, wide)
    kinds: list[Kind] = [line.kind for line in found]
    mark_furniture(found, kinds)
    if title >= 0:
        kinds[title] = "heading"
    _numbered(found, kinds, wide)
    mark_head(found, kinds, title)
    _shapes(found, kinds, wide)
    mark_pull_quotes(found, kinds, text)
    return [
        line if line.kind == kind and kind else line._replace(kind=kind or "paragraph")
        for line, kind in zip(found, kinds, strict=True)
    ], title


def appendix(words: str) -> bool:
    """附件、名词解释: begins again at the outermost level whatever stood before."""
    return _APPENDIX.match(words) is not None and len(words) <= MAX_SHAPE


def _title(lines: Sequence[Line], wide: int) -> int:
    """The first short line without a stop; among the first lines, one that names a kind of paper (报告) wins."""
    candidates = []
    for index, line in enumerate(lines[:24]):
        if line.kind == "heading":
            if line.level == 0 or _leads_all(lines, index):
                return index
            break
        if is_label(line.words):
            continue
        if len(line.words) > MAX_HEADING or line.words[-1] in "。；：!！?？;:":
            break
        if wide and len(line.words) >= wide - 1:
            continue
        if _can_be_title(line) and not _goes_on(line, lines[index + 1 : index + 2]):
            candidates.append(index)
    if not candidates or len(lines) < 2:
        return -1
    return next((i for i in candidates if _TITLE_NOUN.search(lines[i].words)), candidates[0])


def _leads_all(lines: Sequence[Line], index: int) -> bool:
    """Is it the only heading of the highest level, with no number, and nothing but short lines before it?"""
    level = lines[index].level
    others = any(line.kind == "heading" and line.level <= level for line in lines[index + 1 :])
    return not others and not lines[index].mark and any(line.kind == "heading" for line in lines[index + 1 :])


def _can_be_title(line: Line) -> bool:
    words = line.words
    if line.kind or line.mark or len(words) < 4 or words.isascii() or words[-1] in HANGS:
        return False
    return not (is_by_its_words(words) or is_meeting(words) or has_figures(words))


def _numbered(lines: Sequence[Line], kinds: list[Kind], wide: int) -> None:
    """Numbered lines: heading, opening of a paragraph, or list item."""
    for index, line in enumerate(lines):
        if kinds[index] or not line.mark:
            continue
        if line.run_in:
            kinds[index] = "paragraph"
        else:
            kinds[index] = "heading" if _is_numbered_heading(lines, kinds, index, wide) else "item"


def _is_numbered_heading(lines: Sequence[Line], kinds: Sequence[Kind], index: int, wide: int) -> bool:
    """Short, one sentence, no figures, and not one of several that follow each other with nothing in between."""
    line = lines[index]
    if line.mark in {"dash", "num-paren"} or len(line.words) > MAX_HEADING:
        return False
    words = line.words.removesuffix("。") if line.mark != "num" else line.words
    if words[-1] in "。；：，、;:," or "。" in words or "；" in words or (wide and len(line.words) >= wide - 1):
        return False
    if line.mark != "part" and line.mark != "tag" and has_figures(words[2:]):
        return False
    follower = lines[index + 1] if index + 1 < len(lines) else None
    if follower is not None and follower.mark == line.mark and not follower.run_in and line.mark != "part":
        return False
    if line.mark == "num":
        after_item = index > 0 and kinds[index - 1] == "item" and lines[index - 1].mark == "num"
        empty = follower is None or follower.kind == "heading" or follower.mark in {"part", "cn", "cn-paren"}
        return "：" not in words and not after_item and not empty
    return True


def _shapes(lines: Sequence[Line], kinds: list[Kind], wide: int) -> None:
    """Headings by shape."""
    before = -1
    for index, line in enumerate(lines):
        if kinds[index] == "furniture":
            continue
        if not kinds[index] and _has_heading_shape(line.words, wide) and _stands_alone(lines, kinds, index, before):
            kinds[index] = "heading"
        before = index


def _has_heading_shape(words: str, wide: int) -> bool:
    if not 2 <= len(words) <= MAX_SHAPE or words.isascii() or (wide and len(words) >= wide - 1):
        return False
    if words[0] in RUNS_ON or words[-1] in HANGS or (is_closed(words) and words[-1] not in "”）)》"):
        return False
    return "。" not in words and "；" not in words and not has_figures(words)


def _stands_alone(lines: Sequence[Line], kinds: Sequence[Kind], index: int, before: int) -> bool:
    """Nothing runs into it and it runs into nothing."""
    if before >= 0 and kinds[before] not in {"heading", "cell"} and not is_closed(lines[before].words):
        return False
    after = next((i for i in range(index + 1, len(lines)) if kinds[i] != "furniture"), -1)
    return after >= 0 and not _goes_on(lines[index], lines[after : after + 1])


def _goes_on(line: Line, follower: Sequence[Line]) -> bool:
    """Does the next line go on in the middle of a word or a sentence (PM / 2.5)?"""
    return any(after.words[0] in RUNS_ON or (line.words[-1] + after.words[0]).isascii() for after in follower)
