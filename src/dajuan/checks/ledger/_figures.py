"""Figures of the ledger as a finding says them: in the unit of the claim, with where they come from."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from dajuan.checks.backing import Fact
from dajuan.checks.written import in_unit, plain, written_claim
from dajuan.claims.claim import Claim, Reading


def said(reading: Reading, claim: Claim, fact: Fact) -> str:
    """The ledger's value like the claim is written: 8126套 → 8120套, 519.6亿元 → 512.34亿元."""
    exact = fact.value or Fraction(0)
    value = Decimal(exact.numerator) / exact.denominator
    written = written_claim(reading, claim)
    own = claim.low if claim.low is not None else claim.high
    if written is not None and own is not None and own < 0:
        value = -value
    if written is None or not written.value:
        return f"{plain(round(value, 4))}{'' if fact.unit == '1' else fact.unit}"
    return in_unit(value, written)
