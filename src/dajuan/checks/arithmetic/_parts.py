"""A whole with its parts: 共86个，其中制造业项目41个、服务业项目30个."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from dajuan.checks.written import Written, written_in
from dajuan.claims.claim import Reading

_AMONG = re.compile(r"[，,、；;（(]\s*其中[，,：:]?")
_NAME = re.compile(r"[^，,；;。、和及（()）\d]+$")
_NOT_A_PART = re.compile(r"增长|下降|提高|增加|减少|新增|占|同比|比上年|较上年|分别|高于|低于|累计|超过")


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
            before = written_in(reading, max(sentence.start, match.start() - 30), match.start())
            whole = before[-1] if before else None
            if not whole or re.search("[，,；;]", text[whole.end : match.start()]) or not whole.unit.strip("1"):
                continue
            if _NOT_A_PART.search(text[whole.end : match.start()]):
                continue
            parts, names = _parts_after(reading, match.end(), sentence.end, whole)
            if parts:
                yield Breakdown(whole, tuple(parts), tuple(names))


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
