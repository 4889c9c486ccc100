"""The small ledger that the manuals' examples speak of, as a check meets it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from dajuan.checks.backing import Fact, Written, WrittenLine, WrittenNumber
from dajuan.claims.claim import Claim, Reading

YEAR = (date(2025, 1, 1), date(2025, 12, 31))
LINE = "交付套数8126套，完成年度目标的101.6%。"


def fact(name: str, value: object, unit: str, *, proven: int = 3, **more: object) -> Fact:
    value = None if value is None else Fraction(str(value))
    return Fact(name, value, unit, *YEAR, f"指标 {name}", f"indicator {name}", entries=3, proven=proven, **more)  # type: ignore[arg-type]


FACTS = (
    fact("交付套数", 8126, "套"),
    fact("交付面积", 310_000, "平方米", proven=0),
    fact("一般公共预算收入", "4151000000", "元"),
    fact("培训人数", None, "人"),
)
STAMPED = Written(
    "答卷印记", (WrittenLine(LINE, (WrittenNumber(4, 9, "目标 2025-031 的完成值", "value of target 2025-031"),)),)
)
DAMAGED = Written("答卷印记：日志yunling", (), "答卷印记残缺", "the stamp is damaged")


@dataclass(frozen=True)
class Ledger:
    facts: Sequence[Fact] = FACTS
    sheets: dict[str, Written] = field(default_factory=dict)
    """Words in a document → what was written."""

    def facts_about(self, claim: Claim) -> list[Fact]:
        return [one for one in self.facts if one.name == claim.indicator and one.unit == claim.unit]

    def written(self, reading: Reading) -> Written | None:
        return next((sheet for words, sheet in self.sheets.items() if words in reading.flow.text), None)


EXAMPLE = Ledger(sheets={"完成年度目标的": STAMPED, "答卷印记": DAMAGED})
