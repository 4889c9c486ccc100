"""What may be done to a job, for pages and API alike. Who may is asked by the caller; what is wrong is raised."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from dajuan.ledger.append import Appended, append
from dajuan.ledger.entry import Draft, Value
from dajuan.ledger.trouble import LedgerError, RefusedError, Trouble
from dajuan.programmes.pack import Name
from dajuan.systems.compute.candidates import candidates
from dajuan.systems.compute.jobs import WAITING
from dajuan.systems.compute.network import Network, explained, placed
from dajuan.systems.compute.settling import bill_of, settled, vouchers_of
from dajuan.systems.compute.steps import dropped, followed, matched, measured, order_of, requested, submitted
from dajuan.systems.compute.use import draft_of, use_of_month
from dajuan.web.access.rights import Viewer
from dajuan.web.served import served
from dajuan.web.systems.compute import inhand
from dajuan.web.systems.compute.inhand import InHand
from dajuan.web.systems.compute.shown import centre_jobs, centre_offers
from dajuan.web.words import Words

_BY_HAND = Name("由人选定", "chosen by a person")


def request_(viewer: Viewer, code: str, fields: Mapping[str, Value]) -> Appended:
    """A need goes on record."""
    return append(served().ledger, requested(code, fields, served().today()), actor=viewer.actor)


def match(viewer: Viewer, one: InHand, *, offer: str = "") -> Appended:
    """To where the optimiser puts it among all that wait; or to ``offer``, which a person chose."""
    _in_stage(one, WAITING)
    found, today = inhand.network_now(), served().today()
    draft = _chosen_by_hand(one, found, offer, today) if offer else _chosen(one, found, today)
    return append(served().ledger, [draft], actor=viewer.actor, seen=one.found.size)


def _chosen(one: InHand, found: Network, today: date) -> Draft:
    made = placed(found, inhand.now(), inhand.objectives_now())
    why = explained(found, made, one.job.code) if one.job.need else None
    if why is None or why.chosen is None:
        helps = [] if why is None else why.helps
        zh, en = "；".join(it.zh for it in helps), "; ".join(it.en for it in helps)
        said = why.why if why else Name("需求读不懂", "the need cannot be read")
        raise _refused(f"{said.zh}{'：' + zh if zh else ''}", f"{said.en}{': ' + en if en else ''}")
    offer = found.offers[why.chosen.offer]
    return matched(one.job, why.chosen, offer, made.calendar.moment(why.chosen.start), why.why, today)


def _chosen_by_hand(one: InHand, found: Network, code: str, today: date) -> Draft:
    calendar, offer = found.calendar(inhand.now()), found.offers.get(code)
    able = candidates(one.job.need, offer, calendar) if offer and one.job.need else []
    if offer is None or not able:
        raise _refused(f"{code} 不满足这个需求", f"{code} does not meet this need")
    return matched(one.job, able[0], offer, calendar.moment(able[0].start), _BY_HAND, today)


def submit(viewer: Viewer, one: InHand) -> Appended:
    """Hands it in to the centre's engine. Handed in before and not recorded: found by its name, not run twice."""
    _in_stage(one, "matched")
    offer = inhand.offer_called(one.job.offer)
    order = order_of(one.job, offer)
    number = inhand.engine_of(offer.engine).submit(order)
    draft = submitted(one.job, offer.engine, number, served().today())
    return append(served().ledger, [draft], actor=viewer.actor, seen=one.found.size)


def follow(viewer: Viewer, one: InHand) -> Appended:
    """What the engine says of it by now."""
    _in_stage(one, "submitted", "running", "preempted")
    report = inhand.engine_of(one.job.engine).report(one.job.engine_job)
    if report.state == "unknown":
        raise LedgerError(
            f"引擎 {one.job.engine} 不认得作业 {one.job.engine_job}",
            f"the engine {one.job.engine} does not know the job {one.job.engine_job}",
        )
    drafts = followed(one.job, report, served().today(), served().zone.timezone)
    return append(served().ledger, drafts, actor=viewer.actor, seen=one.found.size)


def cancel(viewer: Viewer, one: InHand, *, why: str = "") -> Appended | None:
    """Before it is with an engine it is dropped; then the engine is asked to stop it, and told of with ``follow``."""
    _in_stage(one, WAITING, "matched", "submitted", "running", "preempted")
    if one.job.stage in {WAITING, "matched"}:
        draft = dropped(one.job.code, why or "企业不再需要 / no longer needed", served().today())
        return append(served().ledger, [draft], actor=viewer.actor, seen=one.found.size)
    inhand.engine_of(one.job.engine).cancel(one.job.engine_job)
    return None


def meter(viewer: Viewer, one: InHand) -> Appended:
    _in_stage(one, "ended")
    draft = measured(one.job, inhand.sold_by(one.job), served().today())
    return append(served().ledger, [draft], actor=viewer.actor, seen=one.found.size)


def settle(viewer: Viewer, one: InHand, codes: Sequence[str]) -> Appended:
    """The bill, its vouchers and the enterprise served: all of it or nothing."""
    _in_stage(one, "metered")
    today = served().today()
    having = {it.code: it for it in vouchers_of(served().subjects(), one.job.enterprise)}
    gone = [code for code in codes if code not in having]
    if gone:
        raise _refused(
            f"算力券 {'、'.join(gone)} 不能用：不是这家企业的，或已核销",
            f"vouchers {', '.join(gone)} cannot be used: another's, or spent",
        )
    made = bill_of(one.job, inhand.terms_now(), [having[code] for code in codes], today)
    drafts = settled(one.job, made, today, served=inhand.is_served(one.job.enterprise))
    return append(served().ledger, drafts, actor=viewer.actor, seen=one.found.size)


def record_use(viewer: Viewer, centre: str, month: date) -> Appended:
    """A centre's card-hours and core-hours of a month, from metered jobs."""
    if month.replace(day=1) >= served().today().replace(day=1):
        raise _refused(f"{month:%Y-%m} 还没有过完", f"{month:%Y-%m} is not over yet")
    use = use_of_month(centre_offers(centre), centre_jobs(centre), month, served().zone.timezone)
    if not any(use):
        raise _refused("这个月没有挂牌的资源", "it had nothing on offer in that month")
    return append(served().ledger, [draft_of(centre, month, use)], actor=viewer.actor)


def _in_stage(one: InHand, *stages: str) -> None:
    if one.job.stage in stages:
        return
    names = one.found.programme.stages
    was = names[one.job.stage].name if one.job.stage in names else Name("没有阶段", "no stage")
    wanted = [names[key].name for key in stages]
    raise _refused(
        f"{one.job.code} 现在是“{was.zh}”，要在“{'”“'.join(it.zh for it in wanted)}”才能办",
        f"{one.job.code} is '{was.said('en')}', this is for '{', '.join(it.said('en') for it in wanted)}'",
    )


def _refused(zh: str, en: str) -> RefusedError:
    return RefusedError([Trouble("compute", zh, en)])


DEEDS: Mapping[str, tuple[Words, Callable[..., Appended | None]]] = {
    "match": (Words("撮合", "Match"), match),
    "submit": (Words("提交引擎", "Hand in to the engine"), submit),
    "follow": (Words("取回状态", "Ask the engine"), follow),
    "cancel": (Words("取消", "Cancel"), cancel),
    "meter": (Words("计量", "Meter"), meter),
    "settle": (Words("结算", "Settle"), settle),
}
OPEN_TO: Mapping[str, tuple[str, ...]] = {
    "requested": ("match", "cancel"),
    "matched": ("submit", "cancel"),
    "submitted": ("follow", "cancel"),
    "running": ("follow", "cancel"),
    "preempted": ("follow", "cancel"),
    "ended": ("meter",),
    "metered": ("settle",),
}
"""Stage of a job → what is done next."""
