"""A claim in the making: what one sentence says of one quantity, before periods, roles and offsets are settled."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from dajuan.claims.claim import Basis
from dajuan.language.spans import Ordinal, Qualifier, Quantity


@dataclass(slots=True)
class Draft:
    """All offsets are in the flow. ``item`` is the span that was read."""

    item: Quantity | Ordinal
    start: int
    end: int
    low: Decimal | None
    high: Decimal | None
    unit: str
    dimension: str
    basis: Basis = "level"
    qualifier: Qualifier | None = None
    noun: str = ""
    """The indicator's words without the act verb."""
    act: str = ""
    suffix: str = ""
    """完成率 when the number says how much of a plan was done."""
    verb: str = ""
    noun_at: tuple[int, int] = (0, 0)
    scope: str | None = None
    entities: tuple[str, ...] = ()
    cumulative: bool = False
    baseline: bool = False
    """The from-value of 从A提高到B: background, not a result."""
    goal: bool = False
    """What was to be reached, quoted among the results."""
    ahead: bool = False
    """Among the results, but still to be done: 计划于年底前完成."""
    planned: bool = False
    """The size of a project as planned: 计划总投资12亿元."""
    done: bool = False
    """Among the promises, but a fact: 截至8月底已完成."""
    part: bool = False
    """Introduced by 其中."""
    inherited: bool = False
    doubt: float = 0.0
    per: str = ""
    clause: tuple[int, int] = (0, 0)

    @property
    def indicator(self) -> str:
        words = self.noun if not self.act or self.noun.startswith(self.act) else self.act + self.noun
        return words + self.suffix

    def negate(self) -> None:
        """A fall by 3 % is a growth of −3 %: the ends change sides."""
        self.low, self.high = (
            None if self.high is None else -self.high,
            None if self.low is None else -self.low,
        )
