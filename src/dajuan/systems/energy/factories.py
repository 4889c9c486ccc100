"""绿色工厂自查: an enterprise held to the rule of the green factory in force on a day, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from dajuan.programmes.pack import Programme
from dajuan.standards.rules.assess import Verdict, assess, rule_called
from dajuan.subjects.row import Row
from dajuan.systems.firms import Firm

RULE = "green-factory"
LISTED = "listed"


class Factory(NamedTuple):
    """``firm``: None where the register does not have it; then nothing is judged."""

    row: Row
    firm: Firm | None
    verdict: Verdict | None

    @property
    def is_listed(self) -> bool:
        return self.row.stage == LISTED


def factories(rows: Iterable[Row], firms: Mapping[str, Firm], register: Programme, on: date) -> list[Factory]:
    return [_factory(row, firms.get(row.code), register, on) for row in rows]


def _factory(row: Row, firm: Firm | None, register: Programme, on: date) -> Factory:
    rule = rule_called(RULE)
    if firm is None or not rule.in_force(on):
        return Factory(row, firm, None)
    return Factory(row, firm, assess(rule, firm.facts(register, on), on=on))
