"""Enterprises made up at random, many of them on a bound, some with much unknown: as facts one by one, and as columns."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random
from typing import Any

import numpy as np
from tests.standards.rules.enterprise import ON, SOUND, WAN

from dajuan.standards.rules.facts import NUMBERS, Kind, titles, vocabulary

YEARS = range(ON.year - 4, ON.year + 1)
CODES = ["914403001922038216", "914403001922038217", "91350100M000100Y43", "91350100M000100Y4Z", "9144030019220382160", "944403001922038216", "B14403001922038216"]  # fmt: skip
INDUSTRIES = ["industry", "software", "leasing", "other", "real-estate", "agriculture", "finance"]
ROUND = [
    0,
    1,
    2,
    3,
    4,
    5,
    6,
    8,
    10,
    15,
    20,
    25,
    28,
    30,
    40,
    50,
    55,
    60,
    70,
    75,
    80,
    90,
    95,
    100,
    103,
    105,
    110,
    115,
    300,
]
"""Shares and growths of these lie on bounds."""
Firm = dict[str, Any]
GLAD: Firm = {
    **SOUND, "credit-code": CODES[0], "maturity-level": 5, "ai-scene-share": 0.6, "emission-permit": True, "ip-standards": 2,
    "equity-new": {2024: 0, 2025: 0}, "niche-rank": 3,
    "revenue": {2025: 11025 * WAN, 2024: 10400 * WAN, 2023: 10000 * WAN},
    "main-revenue": {2025: 10500 * WAN, 2024: 10000 * WAN, 2023: 9500 * WAN},
    **dict.fromkeys(("environment-certificate", "energy-certificate", "safety-certificate"), True),
    **dict.fromkeys(("stopped-a-year", "green-removed", "inspection-problem", "energy-uncorrected", "dishonest-debtor"), False),
}  # fmt: skip


def firms(many: int, seed: int, *, unknown: float = 0.2) -> list[Firm]:
    random = Random(seed)
    return [_firm(random, unknown) for _ in range(many)]


def held(many: int, seed: int) -> list[dict[str, date]]:
    random = Random(seed)
    ends = [ON - timedelta(1), ON, ON + timedelta(1)]
    return [{title: random.choice(ends) for title in titles() if random.random() < 0.6} for _ in range(many)]


def _firm(random: Random, unknown: float) -> Firm:
    """One that every rule would be glad of, with little, some or all of it made up again."""
    size, changed = random.choice([WAN, 100 * WAN, 10_000]), random.choice([0.03, 0.3, 1.0])
    found = dict(GLAD)
    for key, kind in vocabulary().items():
        if random.random() > changed:
            continue
        if random.random() < unknown:
            found.pop(key, None)
        elif kind.yearly:
            found[key] = {year: _number(random, kind, size) for year in YEARS if random.random() > unknown / 3}
        else:
            found[key] = _value(random, kind, size)
    return found


def _value(random: Random, kind: Kind, size: int) -> Any:
    match kind.kind:
        case "flag":
            return random.random() < 0.7
        case "date":
            return random.choice(
                [date(2012, 3, 1), date(2023, 1, 1), date(2023, 4, 30), date(2023, 5, 1), date(2023, 5, 2), ON]
            )
        case "text":
            return random.choice(CODES)
        case "choice":
            return random.choice(kind.choices or INDUSTRIES)
        case "points":
            low = random.randint(0, 9)
            return random.choice([low, (low, low + 2)])
    return _number(random, kind, size)


def _number(random: Random, kind: Kind, size: int) -> Any:
    if kind.unit == "元":
        return random.choice(ROUND) * size + random.choice([0, 0, 0, 1, -1 if kind.key == "net-profit" else 1])
    if kind.unit == "1":
        return random.choice(ROUND) / 100
    return random.choice(ROUND)


def columns(some: list[Firm]) -> Mapping[str, Any]:
    return {key: _column(kind, [one.get(key) for one in some]) for key, kind in vocabulary().items()}


def _column(kind: Kind, values: list[Any]) -> Any:
    if kind.yearly:
        return {year: _numbers([(one or {}).get(year) for one in values]) for year in YEARS}
    if kind.kind == "points":
        ends = [one if isinstance(one, tuple) else (one, one) for one in values]
        return _numbers([low for low, _ in ends]), _numbers([high for _, high in ends])
    if kind.kind in NUMBERS:
        return _numbers(values)
    return np.array(values, "datetime64[D]") if kind.kind == "date" else values


def _numbers(values: list[Any]) -> Any:
    return np.array([np.nan if one is None else one for one in values], float)


def held_columns(some: list[dict[str, date]]) -> Mapping[str, Any]:
    return {title: np.array([one.get(title) for one in some], "datetime64[D]") for title in titles()}
