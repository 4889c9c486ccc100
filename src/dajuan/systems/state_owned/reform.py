"""国企改革任务: how far each group's are, which are late."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from dajuan.subjects.row import Row

TASKS = "reform-tasks"
DONE = ("done", "confirmed")
DROPPED = "dropped"


class Task(NamedTuple):
    row: Row
    company: str
    """Its code where the task is linked to one, else that of the company whose name it has as its group; empty: neither."""
    due: date
    progress: Fraction
    """Of one; what is done is whole."""
    late: int
    """Days past its day and not done."""

    @property
    def is_done(self) -> bool:
        return self.row.stage in DONE


def tasks_of(rows: Iterable[Row], names: dict[str, str], on: date) -> list[Task]:
    """Those that were not dropped, the latest first. ``names``: company's name → code."""
    found = [_task(row, names, on) for row in rows if row.stage != DROPPED]
    return sorted(found, key=lambda one: (-one.late, one.is_done, one.due, one.row.code))


def _task(row: Row, names: dict[str, str], on: date) -> Task:
    due, said = date.fromisoformat(str(row.fields["due-on"])), row.fields.get("progress")
    done = row.stage in DONE
    progress = Fraction(1) if done else Fraction(said, 1_000_000) if isinstance(said, int) else Fraction()
    late = 0 if done else max(0, (on - due).days)
    return Task(row, row.linked_one("company") or names.get(str(row.fields["group"]), ""), due, progress, late)


class Reform(NamedTuple):
    all: int
    done: int
    late: int
    progress: Fraction | None
    """The mean; None of nothing."""


def reform(tasks: Iterable[Task]) -> Reform:
    some = list(tasks)
    mean = sum((one.progress for one in some), Fraction()) / len(some) if some else None
    return Reform(len(some), sum(one.is_done for one in some), sum(one.late > 0 for one in some), mean)
