"""What came into the ledger between two of its sizes: entries by programme, target and kind.

The log never changes behind its end, so it is counted by blocks, each once a process.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from dajuan.answers.target import PROGRAMME
from dajuan.ledger.read import entries_between
from dajuan.web.served import served

_BLOCK = 1024
_Counts = Counter[tuple[str, str, str]]
"""(programme, code of the target or "", kind) → entries; of kind ``verified`` and ``withdrawn`` the entries spoken of."""


class News(NamedTuple):
    entries: int
    reports: int
    """Of them those about targets."""
    verified: int
    withdrawn: int
    programmes: list[tuple[str, int]]
    """Of each programme how many, most first."""


def news(start: int, stop: int, targets: Collection[str] | None = None) -> News:
    """Of entries ``start`` to before ``stop``; with ``targets`` only of those about these targets."""
    found = _counted(served().folder, start, stop)
    if targets is not None:
        found = Counter({key: many for key, many in found.items() if key[0] == PROGRAMME and key[1] in targets})
    by_programme: Counter[str] = Counter()
    marks: Counter[str] = Counter()
    for (programme, _, kind), many in found.items():
        if kind in {"verified", "withdrawn"}:
            marks[kind] += many
        else:
            by_programme[programme] += many
    return News(
        by_programme.total(), by_programme[PROGRAMME], marks["verified"], marks["withdrawn"], by_programme.most_common()
    )


def _counted(folder: Path, start: int, stop: int) -> _Counts:
    counts: _Counts = Counter()
    while start < stop:
        end = min(stop, (start // _BLOCK + 1) * _BLOCK)
        whole = start % _BLOCK == 0 and end - start == _BLOCK
        counts += _block(folder, start) if whole else _count(start, end)
        start = end
    return counts


@lru_cache(maxsize=256)
def _block(folder: Path, start: int) -> _Counts:
    return _count(start, start + _BLOCK)


def _count(start: int, stop: int) -> _Counts:
    counts: _Counts = Counter()
    for _, entry in entries_between(served().ledger, start=start, stop=stop):
        about = entry.about if entry.kind in {"verified", "withdrawn"} else None
        target = entry.subject if entry.programme == PROGRAMME else ""
        if entry.kind != "declared":
            counts[entry.programme, target, entry.kind] += about[1] - about[0] + 1 if about else 1
    return counts
