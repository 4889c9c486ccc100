"""集团和下属公司: companies as a tree by their parents; a ring of parents is told and cut, nobody is lost in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from dajuan.subjects.row import Row

COMPANIES = "state-companies"
CLOSED = "closed"


@dataclass(frozen=True)
class Tree:
    """Companies that are there, by their codes; those that were closed are left out."""

    rows: Mapping[str, Row]
    parents: Mapping[str, str]
    """Of each that has one that is there and is not in a ring."""
    ringed: tuple[str, ...]
    """Whose parents lead back to themselves; they stand at the top."""
    children: Mapping[str, tuple[str, ...]]

    @property
    def tops(self) -> list[str]:
        return [code for code in self.rows if code not in self.parents]

    def below(self, code: str) -> Iterator[tuple[int, str]]:
        """It and those under it, each after its parent, with how deep."""
        waiting = [(0, code)]
        while waiting:
            depth, one = waiting.pop()
            yield depth, one
            waiting += [(depth + 1, child) for child in reversed(self.children.get(one, ()))]

    def within(self, code: str) -> list[str]:
        return [one for _, one in self.below(code)]

    def top_of(self, code: str) -> str:
        while code in self.parents:
            code = self.parents[code]
        return code

    def names(self, code: str) -> set[str]:
        """Of it and of those under it: as targets and projects write them."""
        return {self.rows[one].name for one in self.within(code)}


def tree_of(companies: Iterable[Row]) -> Tree:
    rows = {row.code: row for row in companies if row.stage != CLOSED}
    said = {code: row.linked_one("parent") for code, row in rows.items()}
    parents = {code: parent for code, parent in said.items() if parent in rows}
    ringed = tuple(code for code in parents if _leads_back(code, parents))
    kept = {code: parent for code, parent in parents.items() if code not in ringed}
    children: dict[str, list[str]] = defaultdict(list)
    for code, parent in kept.items():
        children[parent].append(code)
    return Tree(rows, kept, ringed, {code: tuple(some) for code, some in children.items()})


def _leads_back(code: str, parents: Mapping[str, str]) -> bool:
    seen, one = {code}, parents.get(code, "")
    while one and one not in seen:
        seen.add(one)
        one = parents.get(one, "")
    return one == code
