"""结算: a metered job's bill as drafts of entries — the job settled, its vouchers spent, the enterprise served.

They are appended together or not at all. A voucher is spent once however many spend it at the same moment: its entry
has a key that only one job can have used, ``spent`` is a final stage, and ``seen`` tells whoever came second.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dajuan.ledger.entry import Draft, Value
from dajuan.ledger.trouble import RefusedError, Trouble
from dajuan.subjects.asked import Filter
from dajuan.subjects.row import Row
from dajuan.subjects.subjects import MOST, Subjects
from dajuan.systems.compute.billing import Bill, Voucher, bill
from dajuan.systems.compute.jobs import Job
from dajuan.systems.compute.needs import JOBS
from dajuan.systems.compute.terms import Terms

VOUCHERS, USERS = "compute-vouchers", "compute-users"


def voucher_of(row: Row) -> Voucher:
    said = row.fields
    return Voucher(
        row.code,
        int(said.get("face", 0)),
        date.fromisoformat(str(said["valid-from"])),
        date.fromisoformat(str(said["valid-until"])),
    )


def vouchers_of(subjects: Subjects, enterprise: str) -> list[Voucher]:
    """Those that an enterprise may still spend, whatever their days."""
    where = Filter(stages=("issued",), fields={"enterprise": (enterprise,)})
    return [voucher_of(row) for row in subjects.page(VOUCHERS, where=where, limit=MOST).rows]


def bill_of(job: Job, terms: Terms, vouchers: Sequence[Voucher], on: date) -> Bill:
    """Raises ``RefusedError`` for a voucher that is out of its days, is one too many, or would pay nothing."""
    troubles = [
        _wrong(one.code, f"只在 {one.valid_from} 到 {one.valid_until} 有效", f"is good from {one.valid_from} to {one.valid_until}")
        for one in vouchers
        if not one.valid_from <= on <= one.valid_until
    ]  # fmt: skip
    if len({one.code for one in vouchers}) != len(vouchers):
        troubles.append(_wrong(vouchers[0].code, "同一张写了两次", "is named twice"))
    if len(vouchers) > terms.vouchers_a_bill:
        most = terms.vouchers_a_bill
        troubles.append(_wrong(vouchers[-1].code, f"一张账单最多用 {most} 张", f"is one too many: {most} a bill"))
    if troubles:
        raise RefusedError(troubles)
    try:
        return bill(job.price, job.runs, terms, vouchers)
    except ValueError as error:
        raise RefusedError(
            [_wrong(str(error), "没有可抵的了，不必用它", "would pay nothing, so it is not needed")]
        ) from error


def settled(job: Job, made: Bill, on: date, *, served: bool) -> list[Draft]:
    """``served``: whether the enterprise has been served before."""
    fields: dict[str, Value] = {"due": made.due, "by-vouchers": made.by_vouchers, "own": made.own}
    drafts = [
        Draft(
            programme=JOBS, subject=job.code, kind="moved", stage="settled", effective_on=on, fields=fields,
            key=f"compute/{job.code}/settled",
        )
    ]  # fmt: skip
    drafts += [
        Draft(
            programme=VOUCHERS,
            subject=one.voucher.code,
            kind="moved",
            stage="spent",
            effective_on=on,
            fields={"paid": one.amount, "job": f"{JOBS}/{job.code}"},
            key=f"compute/voucher/{one.voucher.code}",
        )
        for one in made.vouchers
    ]
    return drafts if served else [*drafts, *_served(job.enterprise, on)]


def _served(enterprise: str, on: date) -> list[Draft]:
    key = f"compute/user/{enterprise}"
    opened = Draft(programme=USERS, subject=enterprise, kind="opened", effective_on=on, key=f"{key}/opened")
    moved = Draft(
        programme=USERS, subject=enterprise, kind="moved", stage="served", effective_on=on, key=f"{key}/served"
    )
    return [opened, moved]


def _wrong(code: str, zh: str, en: str) -> Trouble:
    return Trouble("voucher", f"算力券 {code}：{zh}", f"the voucher {code} {en}", field="vouchers")
