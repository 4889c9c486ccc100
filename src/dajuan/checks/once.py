"""What several rules ask of the same document is worked out once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from dajuan.claims.claim import Reading

Found = TypeVar("Found")


def once(work_out: Callable[[Reading], Found]) -> Callable[[Reading], Found]:
    """Remember the answer for the last document asked about; rules run over one document after another."""
    last: list[tuple[Reading, Found]] = []

    @wraps(work_out)
    def answer(reading: Reading) -> Found:
        kept = last[0] if last else None
        if kept is None or kept[0] is not reading:
            kept = (reading, work_out(reading))
            last[:] = [kept]
        return kept[1]

    return answer
