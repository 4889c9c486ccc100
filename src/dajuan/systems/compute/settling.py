"""结算: a metered job's bill as drafts of entries — the job settled, its vouchers spent, the enterprise served.

They are appended together or not at all. A voucher is spent once however many spend it at the same moment: ``spent`` is a
final stage, and ``seen`` tells whoever came second.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dajuan.ledger.entry import Draft, Value
from dajuan.ledger.trouble import RefusedError, Trouble
from dajuan.subjects.asked import Filter
from dajuan.subjects.row import Row
from dajuan.subjects.subjects import Subjects
from dajuan.systems.compute.billing import Bill, Voucher, bill
from dajuan.systems.compute.jobs import Job
from dajuan.systems.compute.needs import JOBS
from dajuan.systems.compute.terms import Terms
from dajuan.systems.firms import every

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
    return [voucher_of(row) for row in every(subjects, VOUCHERS, where=where)]


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


def settled(job: Job, made: Bill, on: date) -> list[Draft]:
    key = f"compute/{job.code}/settled-{job.last}"
    fields: dict[str, Value] = {"due": made.due, "by-vouchers": made.by_vouchers, "own": made.own}
    return [
        Draft(
            programme=JOBS, subject=job.code, kind="moved", stage="settled", effective_on=on, fields=fields, key=key
        ),
        *(
            Draft(
                programme=VOUCHERS, subject=one.voucher.code, kind="moved", stage="spent", effective_on=on,
                fields={"paid": one.amount, "job": f"{JOBS}/{job.code}"}, key=f"{key}/{one.voucher.code}",
            )
            for one in made.vouchers
        ),
    ]  # fmt: skip


def first_served(enterprise: str, user: Row | None, on: date) -> list[Draft]:
    """What makes it an enterprise served; nothing where it is. The same whichever of its bills brings it."""
    key, last = f"compute/user/{enterprise}", user.last if user else -1
    if user and user.stage:
        return []
    opened = Draft(programme=USERS, subject=enterprise, kind="opened", effective_on=on, key=f"{key}/opened")
    moved = Draft(
        programme=USERS, subject=enterprise, kind="moved", stage="served", effective_on=on, key=f"{key}/served-{last}"
    )
    return [moved] if user else [opened, moved]


def _wrong(code: str, zh: str, en: str) -> Trouble:
    return Trouble("voucher", f"算力券 {code}：{zh}", f"the voucher {code} {en}", field="vouchers")
