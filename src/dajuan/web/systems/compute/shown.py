"""What pages and API tell of the network: offers with what is free, where needs could go, jobs, bills, how much a centre was
used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from fractions import Fraction
from typing import NamedTuple

from dajuan.ledger.entry import Value
from dajuan.subjects.asked import Filter, Order
from dajuan.subjects.row import Row
from dajuan.systems.compute.billing import Bill, Paid, Voucher, fitting
from dajuan.systems.compute.calendar import Calendar
from dajuan.systems.compute.jobs import HOLDING, WAITING, Job, job_of
from dajuan.systems.compute.needs import JOBS, Need, need_of
from dajuan.systems.compute.network import Network, explained, placed
from dajuan.systems.compute.objectives import objective_called
from dajuan.systems.compute.offers import CENTRES, OFFERS, Offer, as_said
from dajuan.systems.compute.precision import Precision
from dajuan.systems.compute.reasons import Reasons, alone
from dajuan.systems.compute.settling import VOUCHERS, bill_of, voucher_of, vouchers_of
from dajuan.systems.compute.use import Use, use_of_month
from dajuan.systems.firms import every
from dajuan.web.access.rights import Viewer
from dajuan.web.served import served
from dajuan.web.systems.compute import inhand

RUN_STAGES = (*HOLDING, "ended", "metered", "settled")


class Total(NamedTuple):
    """One precision's: what is on offer and what of it is free now, in ``unit``."""

    precision: Precision
    unit: str
    offered: Fraction
    free: Fraction


class OfferLine(NamedTuple):
    offer: Offer
    free: int
    powers: list[str]
    full_until: datetime | None
    """The moment from which one is free again; None: one is free now, or none within what is looked ahead."""


def totals_of(found: Network, calendar: Calendar) -> list[Total]:
    whole, free = found.powers(), found.powers(free_in=calendar)
    return [
        Total(one, one.unit, Fraction(whole[one].giga, one.giga), Fraction(free[one].giga, one.giga))
        for one in Precision
        if one in whole
    ]


def offers_of(found: Network, calendar: Calendar) -> list[OfferLine]:
    return [
        OfferLine(one, calendar.free_now(code), [power.told() for power in one.totals], _full_until(one, calendar))
        for code, one in sorted(found.offers.items())
    ]


def _full_until(offer: Offer, calendar: Calendar) -> datetime | None:
    start = calendar.free_from(offer.code)
    return calendar.moment(start) if start else None


def jobs_page(viewer: Viewer, stage: str, after: str | None, limit: int = 50) -> tuple[list[Job], str | None]:
    """The jobs that a viewer may see, the newest stage first."""
    page = served().subjects().page(
        JOBS,
        where=_own(viewer, stage),
        order=Order("stage_on", descending=True),
        after=after,
        limit=limit,
        owners=_owners(viewer),
    )  # fmt: skip
    return [job_of(row) for row in page.rows], page.next


def job_stages(viewer: Viewer) -> dict[str, int]:
    return served().subjects().stages(JOBS, where=_own(viewer, ""), owners=_owners(viewer))


def vouchers_page(viewer: Viewer, after: str | None, limit: int = 50) -> tuple[list[Row], str | None]:
    page = served().subjects().page(
        VOUCHERS, where=_own(viewer, ""), after=after, limit=limit, owners=_owners(viewer)
    )  # fmt: skip
    return page.rows, page.next


def _own(viewer: Viewer, stage: str) -> Filter:
    fields = {"enterprise": (viewer.enterprise,)} if viewer.enterprise else {}
    return Filter(stages=(stage,) if stage else (), fields=fields)


def _owners(viewer: Viewer) -> frozenset[str] | None:
    return None if viewer.enterprise else viewer.owners()


class BillShown(NamedTuple):
    """What the bill is, or would be with the vouchers that fit best; ``having``: all that the enterprise could spend."""

    bill: Bill
    final: bool
    having: list[Voucher]


def bill_shown(job: Job) -> BillShown | None:
    if job.stage not in {"ended", "metered", "settled"} or not job.price:
        return None
    today, terms = served().today(), inhand.terms_now()
    plain = bill_of(job, terms, [], today)
    if job.stage == "settled":
        return BillShown(_as_settled(job, plain), True, [])
    having = vouchers_of(served().subjects(), job.enterprise)
    best = bill_of(job, terms, fitting(plain.due, terms, having, today), today)
    return BillShown(best, False, having)


def _as_settled(job: Job, plain: Bill) -> Bill:
    """As the ledger has it; its lines only where today's terms would still give them."""
    due = job.number("due")
    where = Filter(stages=("spent",), fields={"job": (f"{JOBS}/{job.code}",)})
    rows = every(served().subjects(), VOUCHERS, where=where)
    paid = tuple(Paid(voucher_of(row), int(row.fields.get("paid", 0))) for row in rows)
    return Bill(job.price, plain.lines if plain.due == due else (), due, paid, job.number("own"))


def uses_of(centre: Row, months: Sequence[date]) -> list[Use]:
    """A centre's, of each of these months: of all that it offered, what was taken down too, and the jobs that ran there."""
    where = Filter(fields={"centre": (f"{CENTRES}/{centre.code}",)})
    rows = every(served().subjects(), OFFERS, where=where)
    offers = [as_said(row, centre) for row in rows if int(row.fields.get("quantity", 0)) > 0]
    if not offers:
        return [Use()] * len(months)
    there = Filter(stages=RUN_STAGES, fields={"offer": tuple(f"{OFFERS}/{one.code}" for one in offers)})
    jobs = [job_of(row) for row in every(served().subjects(), JOBS, where=there)]
    return [use_of_month(offers, jobs, month, served().zone.timezone) for month in months]


def placement_alone(fields: Mapping[str, Value]) -> Reasons:
    """Where a need that is not on record could go, as if nobody else waited."""
    return _alone(need_of("?", fields), str(fields.get("objective", "")))


def placement_of(viewer: Viewer, job: Job) -> Reasons | None:
    """Of a job that waits: among all that wait; to an enterprise for itself alone, since others' jobs are not its business."""
    if job.stage != WAITING or job.need is None:
        return None
    if viewer.enterprise:
        return _alone(job.need, job.objective)
    found = inhand.network_now()
    return explained(found, placed(found, inhand.now(), inhand.objectives_now()), job.code)


def _alone(need: Need, objective: str) -> Reasons:
    found = inhand.network_now()
    wanted = objective_called(objective, inhand.objectives_now())
    return alone(need, found.offers, found.calendar(inhand.now()), wanted)
