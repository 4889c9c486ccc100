"""How much there is of everything, so that a year's figures come near what a plan of that year asks for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Scale:
    """The defaults come near the plan of 2025 in ``samples/yunling-2025.md``: some of it met, some missed."""

    firms: int = 4500
    projects: int = 300
    """In the first year; three of five are carried over from the year before it."""
    invested: tuple[float, ...] = (213.0, 236.4)
    """完成投资 of the first year, the second, …, in 亿元; years after the last invest what the last did."""
    signed: int = 57
    """新签约 in each year after the first."""
    under_way: int = 182
    """在建 at the end of each year after the first."""
    days_to_start: int = 114
    """签约到开工用时, about, in each year after the first."""
    delivered: int = 4
    """保交楼交付项目数 in each year after the first."""

    def invested_in(self, nth: int) -> float:
        """In 万元."""
        return self.invested[min(nth, len(self.invested) - 1)] * 10_000


YUNLING = Scale()
