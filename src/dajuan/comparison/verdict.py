"""A promised number and an answered one → verdict and gap. Pure arithmetic over two claims; pairing is done elsewhere.

Monotone: a better answer never makes the verdict worse (``tests/comparison/test_verdict.py`` holds this).
"""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from dajuan.claims.claim import Claim
from dajuan.claims.similarity import normalised

Judged = Literal["met", "partly", "missed"]
_FOLDER = Path(__file__).parent
_PRICES = "居民消费价格"
_PURPOSE = re.compile(r"控制|以内|不超过|不高于")


class Tolerance(NamedTuple):
    """Shortfalls up to ``met`` are let pass; from ``missed`` on they count as missed; between them it is close."""

    met: Decimal
    missed: Decimal


class Ruling(NamedTuple):
    """``gap``: answered less promised in the base unit, negative when short; ``slack``: what 左右 lets pass."""

    verdict: Judged | Literal["cannot_compare"]
    gap: Decimal
    slack: Decimal
    why: str = ""


@cache
def _table() -> dict[str, dict[str, object]]:
    return tomllib.loads((_FOLDER / "tolerances.toml").read_text(encoding="utf-8"))


@cache
def tolerance(*keys: str) -> Tolerance:
    found: object = _table()
    for key in keys:
        assert isinstance(found, dict)
        found = found[key]
    assert isinstance(found, dict)
    return Tolerance(Decimal(found["met"]), Decimal(found["missed"]))


@cache
def threshold(name: Literal["show", "accuse"]) -> float:
    return float(str(_table()["pairing"][name]))


@cache
def _lower() -> re.Pattern[str]:
    lines = (_FOLDER / "lower_is_better.tsv").read_text(encoding="utf-8").splitlines()
    return re.compile("|".join(f"(?:{line.split(chr(9))[0]})" for line in lines if line and not line.startswith("#")))


def less_is_better(claim: Claim) -> bool:
    """Whether the promise is kept by staying under it: a ceiling, a fall, a rank, or an indicator of the list."""
    if claim.dimension == "rank":
        return True
    if claim.low is None and claim.high is not None:
        return claim.qualifier != "nearly"
    if claim.high is None and claim.low is not None:
        return False
    if claim.low is not None and claim.low < 0:
        return True
    return bool(_lower().search(normalised(claim.indicator) or claim.indicator))


def judge(promise: Claim, answer: Claim, *, stretch: bool = False, held: bool = False) -> Ruling:
    """The verdict on two claims of one indicator, unit, basis, scope and time.

    ``stretch``: 力争 on top of a firm target. ``held``: the promise says 控制在. Raises ``ValueError`` when either has
    no value.
    """
    less = less_is_better(promise)
    asked, got = _asked(promise, less), _got(answer, less)
    ahead = asked - got if less else got - asked
    allowed = _allowed(promise, asked)
    if normalised(promise.indicator) == _PRICES and promise.low is not None:
        return _prices(asked, got, allowed, held)
    verdict = graded(ahead, allowed)
    if verdict == "missed" and (stretch or _nearly(answer, got, asked)):
        verdict = "partly"
    return Ruling(verdict, ahead, allowed.met)


def graded(ahead: Decimal, allowed: Tolerance) -> Judged:
    """``ahead``: how far the answer is beyond the promise, negative when short."""
    if ahead >= -allowed.met:
        return "met"
    return "missed" if -ahead >= allowed.missed else "partly"


def _allowed(promise: Claim, asked: Decimal) -> Tolerance:
    if promise.qualifier != "approx":
        return tolerance("exact")
    if promise.dimension in ("ratio", "point"):
        return tolerance("about", "rate")
    level = tolerance("about", "level")
    return Tolerance(level.met * abs(asked), level.missed * abs(asked))


def _asked(claim: Claim, less: bool) -> Decimal:
    first, second = (claim.high, claim.low) if less else (claim.low, claim.high)
    value = first if first is not None else second
    if value is None:
        raise ValueError(f"promise without a value: {claim.text}")
    return value


def _got(claim: Claim, less: bool) -> Decimal:
    """Of a range or an open end, the end that the words vouch for: 突破620亿 is 620, 降幅超过3% is −3 %."""
    first, second = (claim.high, claim.low) if less else (claim.low, claim.high)
    value = first if first is not None else second
    if value is None:
        raise ValueError(f"answer without a value: {claim.text}")
    return value


def _nearly(answer: Claim, got: Decimal, asked: Decimal) -> bool:
    """近300万 for 300万: short, and by nobody knows how little."""
    return answer.qualifier == "nearly" and got == asked


def _prices(asked: Decimal, got: Decimal, allowed: Tolerance, held: bool) -> Ruling:
    """居民消费价格涨幅X左右: a ceiling by custom (控制在), an aim too since 2025; far below it nobody can say."""
    ahead = asked - got
    verdict = graded(ahead, allowed)
    if verdict != "met":
        return Ruling(verdict, ahead, allowed.met)
    if held or got >= asked - allowed.missed:
        return Ruling("met", ahead, allowed.met)
    return Ruling("cannot_compare", ahead, allowed.met, "ceiling")
