"""Small cases that hypothesis makes: a few needs, a few offers, a few hours."""

from __future__ import annotations

from datetime import UTC, date, datetime
from fractions import Fraction

from hypothesis import strategies as st

from dajuan.systems.compute.calendar import calendar_of
from dajuan.systems.compute.needs import Need
from dajuan.systems.compute.objectives import built_in
from dajuan.systems.compute.offers import Offer
from dajuan.systems.compute.placing import Case, case_of
from dajuan.systems.compute.precision import Precision

NOW = datetime(2025, 10, 15, 20, tzinfo=UTC)


def offer(code: str = "A", **changes: object) -> Offer:
    """Eight cards of 1 PFLOPS at FP16 in the zone, ten yuan the card-hour."""
    said: dict[str, object] = {
        "code": code, "name": code, "centre": f"C-{code}", "quantity": 8, "price": 1000, "watts": 400, "memory": 80,
        "powers": {Precision.FP16: 8 * 10**6, Precision.FP32: 4 * 10**6}, "location": "zone", "protection": 3,
        "pue": 1_250_000,
    }  # fmt: skip
    return Offer(**(said | changes))  # type: ignore[arg-type]


def need(code: str = "J", **changes: object) -> Need:
    """Four cards at FP16 for two hours, within three days."""
    said: dict[str, object] = {
        "code": code, "precision": Precision.FP16, "cards": 4, "hours": Fraction(2), "latest_finish": date(2025, 10, 18),
        "budget": 100_000,
    }  # fmt: skip
    return Need(**(said | changes))  # type: ignore[arg-type]


@st.composite
def small_cases(draw: st.DrawFn) -> Case:
    """At most three needs, three offers and four hours: what a full search does in a moment."""
    offers = {
        code: offer(
            code,
            quantity=draw(st.integers(1, 6)),
            price=draw(st.integers(0, 3000)),
            watts=draw(st.integers(0, 700)),
            location=draw(st.sampled_from(["zone", "city", "country"])),
            powers={draw(st.sampled_from(list(Precision))): 10**6, Precision.FP16: 6 * 10**6},
        )
        for code in draw(st.sampled_from(["A", "AB", "ABC"]))
    }
    needs = [
        need(
            f"J{nth}",
            cards=draw(st.integers(1, 5)),
            hours=Fraction(draw(st.integers(1, 12)), 4),
            budget=draw(st.integers(0, 30_000)),
            location=draw(st.sampled_from(["zone", "city", "country"])),
        )
        for nth in range(draw(st.integers(1, 3)))
    ]
    objective = built_in()[draw(st.sampled_from(sorted(built_in())))]
    calendar = calendar_of(offers, (), NOW, horizon=draw(st.integers(1, 4)))
    return case_of(needs, offers, calendar, {one.code: objective for one in needs})
