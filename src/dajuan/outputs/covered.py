"""How much of a document a ledger holds: the line at the end, and the object in the JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from dajuan.checks.coverage import STANDINGS, Coverage, Judged, Standing
from dajuan.figures.figure import rounded
from dajuan.outputs.words import HELD

_PLACES = 6


def coverage_line(coverages: Sequence[Coverage], language: str = "zh") -> str:
    """``与台账对照：一致 12 · 不一致 2 · 没有佐证 3 · 台账里没有 180``."""
    counts = {one: sum(each.counts()[one] for each in coverages) for one in STANDINGS}
    told = " · ".join(f"{HELD[one][language]} {counts[one]}" for one in STANDINGS)
    sheets = [each for each in coverages if each.written is not None and each.written.lines]
    altered = sum(len(each.altered) for each in sheets)
    if language == "en":
        return f"held against the ledger: {told}" + (f"; as it was written but for {altered}" if sheets else "")
    return f"与台账对照：{told}" + (f"；答卷与写出时相比改动 {altered} 处" if sheets else "")


def backing_object(coverage: Coverage, language: str = "zh") -> dict[str, Any]:
    """Counts by standing; then each claim that the ledger has something to say of."""
    return {
        "counts": dict(coverage.counts()),
        "sheet": coverage.written is not None and bool(coverage.written.lines),
        "claims": [_claim(one, language) for one in coverage.judged if one.standing != "not_in_ledger"],
    }


def _claim(one: Judged, language: str) -> dict[str, Any]:
    fact = one.fact
    return {
        "claim": one.claim.id,
        "standing": one.standing,
        "value": None if fact is None or fact.value is None else _plain(fact.value),
        "source": None if fact is None else fact.en if language == "en" else fact.zh,
        "entries": fact.entries if fact else None,
        "proven": fact.proven if fact else None,
    }


def _plain(value: Fraction) -> str:
    """In the claim's base unit, to six decimal places where it does not end before."""
    shown = f"{rounded(value, _PLACES):f}"
    return shown.rstrip("0").rstrip(".")


def standings(coverage: Coverage | None) -> Mapping[str, Standing]:
    """By the claim's id."""
    return {} if coverage is None else {one.claim.id: one.standing for one in coverage.judged}
