"""开放场景 scenes: how far each is, how long it has left, and what does not fit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from dajuan.standards.words import Words
from dajuan.subjects.row import Row

SCENES = "open-scenes"
_OVER = ("concluded", "withdrawn")
RUNNING = ("agreed", "testing")


class Scene(NamedTuple):
    row: Row
    first: date | None
    last: date | None
    days_left: int | None
    """Of a test that is agreed or goes on; below nought where it should have ended."""
    doubts: tuple[Words, ...]

    @property
    def firms(self) -> tuple[str, ...]:
        """Credit codes of those that test."""
        return self.row.linked("enterprise")

    @property
    def is_late(self) -> bool:
        return self.days_left is not None and self.days_left < 0


def scenes(rows: Iterable[Row], firms: Mapping[str, str], on: date) -> list[Scene]:
    """Those that should have ended first, then those that go on, then the others. ``firms``: name → credit code."""
    found = [_scene(row, firms, on) for row in rows]
    return sorted(found, key=lambda one: (not one.is_late, one.row.stage in _OVER, one.last or date.max, one.row.code))


def _scene(row: Row, firms: Mapping[str, str], on: date) -> Scene:
    first, last = (row.day(key) for key in ("from", "until"))
    left = (last - on).days if last and row.stage in RUNNING else None
    return Scene(row, first, last, left, tuple(_doubts(row, first, last, left, firms)))


def _doubts(
    row: Row, first: date | None, last: date | None, left: int | None, firms: Mapping[str, str]
) -> Iterator[Words]:
    if first and last and last < first:
        yield Words(f"测试止 {last} 早于测试起 {first}", f"the test ends on {last}, before it begins on {first}")
    if left is not None and left < 0:
        yield Words(f"测试期已过 {-left} 天，还没有结题", f"the test ended {-left} days ago and was not concluded")
    if row.fields.get("result") and row.stage not in _OVER:
        yield Words("填了结果，还没有结题", "has a result and was not concluded")
    applicant = str(row.fields.get("applicant", ""))
    code = firms.get(applicant)
    if code and code not in row.linked("enterprise"):
        yield Words(
            f"“{applicant}”在企业名录里（{code}），还没有关联",
            f"“{applicant}” is on the register ({code}) and not linked",
        )
