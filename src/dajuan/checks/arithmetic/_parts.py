"""A whole with its parts: 共86个，其中制造业项目41个、服务业项目30个."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from dajuan.checks.written import Written, written_in
from dajuan.claims.claim import Reading
from dajuan.language.lazy import lazy

_AMONG = lazy(r"[，,、；;（(]\s*其中[，,：:]?")
_NAME = lazy(r"[^，,；;。、和及（()）\d]+$")
_NOT_A_PART = lazy(r"增长|下降|提高|增加|减少|新增|占|同比|比上年|较上年|分别|高于|低于|累计|超过")


_MOVED = lazy(
    r"(?:比|较)[^，,；;。\d]{1,8}(?:增|减|多|少|提高|下降)[^，,；;。\d]{0,4}$"
    r"|(?:同比|净)?(?:增加|减少|增长|下降|提高|增收|减收|增支|减支|超收|短收|少收|多收|增幅|净增)(?:了|约|近)?$"
)
"""Words before an amount that is no whole but a difference: 比上年末增加0.1万人，其中 goes back to the level before it."""

_MEAN = lazy(r"年均|平均|人均|户均|每[年月日亩人户]")
_REACH = 60


class Breakdown(NamedTuple):
    """A whole and the parts of its unit that follow 其中; ``names[i]`` are the words before ``parts[i]``."""

    whole: Written
    parts: tuple[Written, ...]
    names: tuple[str, ...]

    @property
    def of_one_kind(self) -> bool:
        """True where all parts are named by one kind of thing (…项目, …企业), so that they can be added."""
        return all(len(name) >= 2 for name in self.names) and len({name[-2:] for name in self.names}) == 1


def breakdowns(reading: Reading) -> Iterator[Breakdown]:
    """Each 其中 with the whole before it and the parts after it, all single values of one unit."""
    text = reading.flow.text
    for sentence in reading.flow.sentences:
        for match in _AMONG.finditer(text, sentence.start, sentence.end):
            before = written_in(reading, max(sentence.start, match.start() - _REACH), match.start())
            whole = _whole(text, sentence.start, before)
            if not whole or not whole.unit.strip("1"):
                continue
            last = before[-1]
            if re.search("[，,；;]", text[last.end : match.start()]) or _NOT_A_PART.search(
                text[last.end : match.start()]
            ):
                continue
            parts, names = _parts_after(reading, match.end(), sentence.end, whole)
            if parts:
                yield Breakdown(whole, tuple(parts), tuple(names))


def _whole(text: str, start: int, before: list[Written]) -> Written | None:
    """The amount that 其中 divides: the last one before it; where that is a difference, the level told right before."""
    if not before or _MEAN.search(text[max(before[-1].start - 14, start) : before[-1].start]):
        return None
    last = before[-1]
    if not _MOVED.search(text[max(last.start - 14, start) : last.start]):
        return last
    level = before[-2] if len(before) > 1 else None
    if level is None or level.unit != last.unit or re.search("[；;]", text[level.end : last.start]):
        return None
    lead = text[max(level.start - 14, start) : level.start]
    return None if _MOVED.search(lead) or _MEAN.search(lead) else level


def _parts_after(reading: Reading, start: int, end: int, whole: Written) -> tuple[list[Written], list[str]]:
    """The values of the whole's unit that follow, until the clause ends or something else is told."""
    text = reading.flow.text
    stop = re.compile("[，,；;。：:）)]")
    parts: list[Written] = []
    names: list[str] = []
    at = start
    for one in written_in(reading, start, end):
        between = text[at : one.start]
        if stop.search(between) or _NOT_A_PART.search(between) or one.unit != whole.unit:
            break
        named = _NAME.search(between.strip("、和及 "))
        if not named:
            break
        parts.append(one)
        names.append(named[0])
        at = one.end
    return parts, names
