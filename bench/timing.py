"""The one clock of the speed benches, for us and for the peers: median CPU time of five on one core.

Python 3.11's standard library only: the peers' environment has no ``dajuan``.
"""

from __future__ import annotations

import os
import statistics
from collections.abc import Callable
from pathlib import Path
from time import process_time

SHORTEST = 0.05
"""Seconds a timed stretch lasts at least: shorter ones are repeated, so that the clock's grain does not show."""


def one_core() -> None:
    """Stay on one core, the last this process may use."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def seconds(call: Callable[[], object], times: int = 5) -> float:
    """CPU seconds of one call: median of ``times``, after one call to warm up."""
    call()
    begin = process_time()
    call()
    rounds = max(1, round(SHORTEST / max(process_time() - begin, 1e-6)))
    return statistics.median(_stretch(call, rounds) for _ in range(times))


def _stretch(call: Callable[[], object], rounds: int) -> float:
    begin = process_time()
    for _ in range(rounds):
        call()
    return (process_time() - begin) / rounds


def paragraphs(path: Path) -> list[str]:
    """The lines that hold something: what every reader here is handed, one at a time."""
    return [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
