"""Who is entitled to each policy and has not received, as the register and the grants have it on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from dajuan.programmes.pack import Programme
from dajuan.standards.rules.interval import Interval, Truth
from dajuan.standards.trouble import RuleError
from dajuan.standards.words import NOTHING, Words
from dajuan.subjects.row import Row
from dajuan.subjects.subjects import Subjects
from dajuan.systems.firms import Firm, every
from dajuan.systems.policies.terms import Terms, entitlement, in_force, read_terms

POLICIES, GRANTS = "policies", "policy-grants"
OPEN = "open"
DEAD = "declined"


class Policy(NamedTuple):
    row: Row
    terms: Terms | None
    trouble: RuleError | None
    """Why its terms cannot be read."""

    @property
    def code(self) -> str:
        return self.row.code

    @property
    def department(self) -> str:
        return self.row.owners[0] if self.row.owners else ""

    def applies(self, on: date) -> bool:
        first, last = (_day(self.row.fields.get(key)) for key in ("from", "until"))
        return self.row.stage == OPEN and in_force(first, last, on)


class Case(StrEnum):
    RECEIVED = "received"
    """A grant is there, in whichever stage."""
    WAITING = "waiting"
    """Entitled, and no grant yet."""
    BARRED = "barred"
    """Has a grant that this one does not go with."""
    OPEN = "open"
    """What is known does not decide it, or not how much."""
    NOT = "not"


class Claim(NamedTuple):
    """An enterprise with a policy."""

    policy: str
    firm: str
    name: str
    owners: tuple[str, ...]
    case: Case
    amount: Interval | None
    """元."""
    reason: Words
    lacking: tuple[Words, ...]
    missing: tuple[str, ...]
    grant: Row | None
    code: str
    """The grant's, whether it is there or would be."""

    @property
    def fen(self) -> int:
        return int(self.amount.low * 100) if self.amount else 0


def policies(subjects: Subjects, *, as_of: date | None = None, size: int | None = None) -> list[Policy]:
    return [_policy(row) for row in every(subjects, POLICIES, as_of=as_of, size=size)]


def _policy(row: Row) -> Policy:
    try:
        return Policy(row, read_terms(str(row.fields.get("terms", "")), row.code), None)
    except RuleError as trouble:
        return Policy(row, None, trouble)


def grants(subjects: Subjects, *, as_of: date | None = None, size: int | None = None) -> dict[str, Row]:
    """By their codes."""
    return {row.code: row for row in every(subjects, GRANTS, as_of=as_of, size=size)}


def claims(policy: Policy, firms: Iterable[Firm], given: Mapping[str, Row], pack: Programme, on: date) -> list[Claim]:
    """Where every enterprise stands with a policy; the largest sums first in each case."""
    if policy.terms is None:
        return []
    found = [claim(policy, policy.terms, firm, given, pack, on) for firm in firms]
    order = list(Case)
    return sorted(found, key=lambda one: (order.index(one.case), -one.fen, one.firm))


def claim(policy: Policy, terms: Terms, firm: Firm, given: Mapping[str, Row], pack: Programme, on: date) -> Claim:
    code = terms.grant_code(policy.code, on.year, firm.code)
    weighed = entitlement(terms, firm.facts(pack, on))
    lacking = tuple(line.name for line in weighed.lines if line.truth is Truth.NO and not line.joins)
    case = _case(terms, weighed.truth, weighed.amount, firm.code, code, given, on)
    reason = weighed.reason if case in (Case.WAITING, Case.RECEIVED) else NOTHING
    return Claim(
        policy.code, firm.code, firm.name, firm.row.owners, case, weighed.amount, reason, lacking,
        tuple(sorted(weighed.missing)), given.get(code), code,
    )  # fmt: skip


def _case(
    terms: Terms, truth: Truth, amount: Interval | None, firm: str, code: str, given: Mapping[str, Row], on: date
) -> Case:
    if code in given:
        return Case.RECEIVED
    if truth is Truth.NO:
        return Case.NOT
    others = (f"{other}.{year}.{firm}" for other in terms.not_with for year in (on.year, "once"))
    if any(one in given and given[one].stage != DEAD for one in others):
        return Case.BARRED
    if truth is Truth.UNKNOWN or amount is None or not amount.is_exact:
        return Case.OPEN
    return Case.WAITING if amount.low > 0 else Case.NOT


def _day(value: object) -> date | None:
    return date.fromisoformat(str(value)) if value else None


def spent_of(policy: str, given: Mapping[str, Row]) -> int:
    """分 that a policy's grants come to, those that were declined left out."""
    mine = (row for code, row in given.items() if code.partition(".")[0] == policy and row.stage != DEAD)
    return sum(int(row.fields.get("amount", 0)) for row in mine)


def total(some: Iterable[Claim]) -> Fraction:
    return Fraction(sum(one.fen for one in some), 100)
