"""Headings → how deep each is, and the section it opens."""

from __future__ import annotations

from collections.abc import Sequence

from dajuan.documents.document import Section
from dajuan.documents.headings import appendix
from dajuan.documents.lines import Line, has_year
from dajuan.documents.spacing import squeezed

_NUMBERED = frozenset({"part", "cn", "cn-paren", "num", "num-paren"})


def levels_of(lines: Sequence[Line], title: int) -> list[int]:
    """The level of each line that is a heading or opens with one (from 1), 0 for the others.

    A numbering met for the first time goes under what stands open; met again, it returns to its level. So 一、 may
    stand over （一） in one report and under it in the next, as authors have it.
    """
    levels = [0] * len(lines)
    open_: list[str] = []
    for index, line in enumerate(lines):
        if line.kind != "heading" and not line.run_in:
            continue
        if index == title:
            levels[index] = line.level or 1
        elif line.level:
            open_ = open_[: line.level - 1] + [""] * (line.level - 1 - len(open_)) + [f"style{line.level}"]
            levels[index] = line.level
        else:
            open_ = _opened(open_, line)
            levels[index] = len(open_)
    highest = min((level for index, level in enumerate(levels) if level and index != title), default=1)
    return [max(level - highest + 1, 1) if level else 0 for level in levels]


def _opened(open_: list[str], line: Line) -> list[str]:
    kind = line.mark or ("year" if has_year(line.words) else "shape")
    if appendix(line.words):
        return ["appendix"]
    if kind in open_:
        return open_[: open_.index(kind) + 1]
    if kind == "year" and open_ and open_[0] not in _NUMBERED:
        return ["year"]
    if kind == "shape" and open_ and open_[0] not in _NUMBERED:
        open_ = [mark for mark in open_ if mark not in _NUMBERED]
    return [*open_, kind]


def sections_of(lines: Sequence[Line], levels: Sequence[int], title: int, end: int) -> tuple[Section, ...]:
    """The sections, each up to the next heading of its level or above; ``end`` is where the text ends."""
    heads = [index for index, level in enumerate(levels) if level and index != title]
    sections = []
    for place, index in enumerate(heads):
        line = lines[index]
        until = next((lines[i].start for i in heads[place + 1 :] if levels[i] <= levels[index]), end)
        sections.append(Section(_title(line), levels[index], line.start, until))
    return tuple(sections)


def _title(line: Line) -> str:
    words = line.words[: line.run_in] if line.run_in else line.words
    return squeezed(words.rstrip("。"))
