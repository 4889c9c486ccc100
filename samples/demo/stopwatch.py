"""How long each part of the making took."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple


class Part(NamedTuple):
    zh: str
    en: str
    seconds: float
    cpu: float
    """Of this process, all its threads together."""


class Stopwatch:
    def __init__(self) -> None:
        self.parts: list[Part] = []

    @contextmanager
    def part(self, zh: str, en: str) -> Iterator[None]:
        """Times what is done inside; one that fails is no part."""
        began, cpu = time.perf_counter(), time.process_time()
        yield
        self.parts.append(Part(zh, en, time.perf_counter() - began, time.process_time() - cpu))
