"""谁的钱: a project's money goes by whoever leads it, whole and once; others that answer for it too are named, and get none."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from dajuan.systems.works.progress import Progress


class Owned(NamedTuple):
    """``owner`` "": of those that name nobody. Money in 分, of those it leads."""

    owner: str
    led: tuple[Progress, ...]
    joint: tuple[Progress, ...]
    """Those it answers for beside their lead: their money is in the lead's row."""

    @property
    def plan(self) -> int:
        return sum(one.plan or 0 for one in self.led)

    @property
    def done(self) -> int:
        return sum(one.done for one in self.led)

    @property
    def rate(self) -> Fraction | None:
        """Of those that have a plan."""
        return Fraction(sum(one.done for one in self.led if one.plan), self.plan) if self.plan else None


def by_owner(some: Iterable[Progress]) -> list[Owned]:
    """The owners with the most done first, those with nobody last. Rows add up to the whole: every project is led once."""
    some = list(some)
    names = {name for one in some for name in (one.project.row.owners or ("",))}
    found = [
        Owned(
            name,
            tuple(one for one in some if one.project.lead == name),
            tuple(one for one in some if name in one.project.row.owners[1:]),
        )
        for name in names
    ]
    return sorted(found, key=lambda one: (not one.owner, -one.done, one.owner))
