"""批次: claims that wait → grants, each opened once with its amount and reason. What the ledger knows by its code it refuses."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial

from dajuan.ledger.entry import Draft, Value
from dajuan.systems.firms import REGISTER
from dajuan.systems.policies.entitled import GRANTS, POLICIES, Case, Claim, Policy


class OverBudgetError(ValueError):
    """``over``: 元 beyond what is left."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh} / {en}")
        self.zh, self.en = zh, en


def batch(policy: Policy, chosen: Iterable[Claim], *, name: str, on: date, spent: int) -> list[Draft]:
    """Two drafts a claim: opened and entitled. ``spent``: 分 that its grants come to already.

    Raises :class:`OverBudgetError` where the policy's budget does not bear it: then nothing is opened.
    """
    some = [one for one in chosen if one.case is Case.WAITING and one.policy == policy.code]
    _bear(policy, sum(one.fen for one in some), spent)
    return [draft for one in some for draft in _opened(policy, one, name, on)]


def _bear(policy: Policy, asked: int, spent: int) -> None:
    budget = policy.row.fields.get("budget")
    if isinstance(budget, int) and not isinstance(budget, bool) and asked + spent > budget:
        over = (asked + spent - budget) / 100
        raise OverBudgetError(
            f"本批 {asked / 100:,.2f} 元，已有 {spent / 100:,.2f} 元，超出预算 {over:,.2f} 元；请减少或先增加预算",
            f"this batch is {asked / 100:,.2f} yuan, {spent / 100:,.2f} are granted: {over:,.2f} over the budget; take fewer or raise it",
        )


def _opened(policy: Policy, one: Claim, name: str, on: date) -> list[Draft]:
    fields: dict[str, Value] = {
        "name": f"{one.name} {policy.row.name}", "department": policy.department, "amount": one.fen, "reason": one.reason.zh, "batch": name,
    }  # fmt: skip
    if mode := policy.row.fields.get("mode"):
        fields["mode"] = mode
    links = {"policy": f"{POLICIES}/{policy.code}", "enterprise": f"{REGISTER}/{one.firm}"}
    key = f"grant/{one.code}"
    grant = partial(Draft, programme=GRANTS, subject=one.code, effective_on=on)
    return [
        grant(kind="opened", fields=fields, links=links, key=key),
        grant(kind="moved", stage="entitled", key=f"{key}/entitled"),
    ]
