"""What may be done to a job, an offer, a centre, for pages and API alike. Who may is asked by the caller; what is wrong is
raised."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from dajuan.ledger.append import Appended, append
from dajuan.ledger.entry import Draft, Value
from dajuan.ledger.trouble import LedgerError, RefusedError, Trouble
from dajuan.programmes.pack import Name
from dajuan.subjects.row import Row
from dajuan.systems.compute.candidates import candidates
from dajuan.systems.compute.jobs import WAITING, Job
from dajuan.systems.compute.network import Network, Round, explained, placed
from dajuan.systems.compute.reasons import Reasons
from dajuan.systems.compute.settling import bill_of, first_served, settled, vouchers_of
from dajuan.systems.compute.steps import dropped, followed, matched, measured, order_of, requested, submitted, withdrawn
from dajuan.systems.compute.use import draft_of
from dajuan.web.access.rights import Viewer
from dajuan.web.programmes.found import Found
from dajuan.web.served import served
from dajuan.web.systems.compute import inhand
from dajuan.web.systems.compute.inhand import InHand
from dajuan.web.systems.compute.shown import uses_of
from dajuan.web.words import Words

_BY_HAND = Name("由人选定", "chosen by a person")


class Told(NamedTuple):
    """What is said with a deed. ``offer``: where a person would have it matched; ``vouchers``: to settle with."""

    offer: str = ""
    vouchers: Sequence[str] = ()


class Deed(NamedTuple):
    name: Words
    stages: tuple[str, ...]
    """Of a job to which it may be done."""
    work: Callable[[Viewer, InHand, Told], Appended | None]


def do(viewer: Viewer, one: InHand, deed: str, told: Told) -> Appended | None:
    _in_turn(one, DEEDS[deed].stages)
    return DEEDS[deed].work(viewer, one, told)


def open_to(stage: str) -> list[str]:
    """What may be done next to a job in that stage."""
    return [key for key, one in DEEDS.items() if stage in one.stages]


def request_(viewer: Viewer, code: str, fields: Mapping[str, Value]) -> Appended:
    """A need goes on record."""
    return append(served().ledger, requested(code, fields, served().today()), actor=viewer.actor)


def match_round(viewer: Viewer, found: Network, made: Round, told: Collection[Reasons], seen: int) -> Appended:
    """All of these as the round has them; what somebody else changed since is left out and told."""
    jobs = {one.code: one for one in found.waiting}
    drafts = [_placed(jobs[why.need.code], found, made, why) for why in told if why.chosen]
    return append(served().ledger, drafts, actor=viewer.actor, seen=seen, partial=True)


def _match(viewer: Viewer, one: InHand, told: Told) -> Appended:
    """To where the optimiser puts it among all that wait; or to the offer that a person chose."""
    found = inhand.network_now()
    draft = _chosen_by_hand(one.job, found, told.offer) if told.offer else _chosen(one.job, found)
    return append(served().ledger, [draft], actor=viewer.actor, seen=one.found.size)


def _chosen(job: Job, found: Network) -> Draft:
    if job.need is None:
        raise _refused("需求读不懂", "the need cannot be read")
    made = placed(found, inhand.now(), inhand.objectives_now())
    why = explained(found, made, job.code)
    if why.chosen is None:
        zh, en = "；".join(it.zh for it in why.helps), "; ".join(it.en for it in why.helps)
        raise _refused(f"{why.why.zh}{'：' + zh if zh else ''}", f"{why.why.en}{': ' + en if en else ''}")
    return _placed(job, found, made, why)


def _placed(job: Job, found: Network, made: Round, why: Reasons) -> Draft:
    assert why.chosen is not None
    start = made.calendar.moment(why.chosen.start)
    return matched(job, why.chosen, found.offers[why.chosen.offer], start, why.why, served().today())


def _chosen_by_hand(job: Job, found: Network, code: str) -> Draft:
    calendar, offer = found.calendar(inhand.now()), found.offers.get(code)
    able = candidates(job.need, offer, calendar) if offer and job.need else []
    if offer is None or not able:
        raise _refused(f"{code} 不满足这个需求", f"{code} does not meet this need")
    return matched(job, able[0], offer, calendar.moment(able[0].start), _BY_HAND, served().today())


def _submit(viewer: Viewer, one: InHand, _: Told) -> Appended:
    """Hands it in to the centre's engine. Handed in before and not recorded: found by its name, not run twice."""
    offer = inhand.offer_called(one.job.offer)
    order = order_of(one.job, offer)
    number = inhand.engine_of(offer.engine).submit(order)
    draft = submitted(one.job, offer.engine, number, served().today())
    return append(served().ledger, [draft], actor=viewer.actor, seen=one.found.size)


def _follow(viewer: Viewer, one: InHand, _: Told) -> Appended:
    """What the engine says of it by now."""
    report = inhand.engine_of(one.job.engine).report(one.job.engine_job)
    if report.state == "unknown":
        raise LedgerError(
            f"引擎 {one.job.engine} 不认得作业 {one.job.engine_job}",
            f"the engine {one.job.engine} does not know the job {one.job.engine_job}",
        )
    drafts = followed(one.job, report, served().today(), served().zone.timezone)
    return append(served().ledger, drafts, actor=viewer.actor, seen=one.found.size)


def _cancel(viewer: Viewer, one: InHand, _: Told) -> Appended | None:
    """Before it is with an engine it is dropped; then the engine is asked to stop it, and told of with ``follow``."""
    if one.job.engine_job:
        inhand.engine_of(one.job.engine).cancel(one.job.engine_job)
        return None
    draft = dropped(one.job, "企业不再需要 / no longer needed", served().today())
    return append(served().ledger, [draft], actor=viewer.actor, seen=one.found.size)


def _meter(viewer: Viewer, one: InHand, _: Told) -> Appended:
    draft = measured(one.job, inhand.sold_by(inhand.offer_row(one.job.offer)), served().today())
    return append(served().ledger, [draft], actor=viewer.actor, seen=one.found.size)


def _settle(viewer: Viewer, one: InHand, told: Told) -> Appended:
    """The bill, its vouchers and the enterprise served: all of it or nothing."""
    today = served().today()
    having = {it.code: it for it in vouchers_of(served().subjects(), one.job.enterprise)}
    gone = [code for code in told.vouchers if code not in having]
    if gone:
        raise _refused(
            f"算力券 {'、'.join(gone)} 不能用：不是这家企业的，或已核销",
            f"vouchers {', '.join(gone)} cannot be used: another's, or spent",
        )
    made = bill_of(one.job, inhand.terms_now(), [having[code] for code in told.vouchers], today)
    user = inhand.user_row(one.job.enterprise)
    drafts = [*settled(one.job, made, today), *first_served(one.job.enterprise, user, today)]
    return append(served().ledger, drafts, actor=viewer.actor, seen=one.found.size)


def take_down(viewer: Viewer, offer: Found) -> Appended:
    return append(served().ledger, [withdrawn(offer.code, served().today())], actor=viewer.actor, seen=offer.size)


def record_use(viewer: Viewer, centre: Row, month: date) -> Appended:
    """A centre's card-hours and core-hours of a month, from metered jobs."""
    if month.replace(day=1) >= served().today().replace(day=1):
        raise _refused(f"{month:%Y-%m} 还没有过完", f"{month:%Y-%m} is not over yet")
    (use,) = uses_of(centre, [month])
    if not any(use):
        raise _refused("这个月没有挂牌的资源", "it had nothing on offer in that month")
    return append(served().ledger, [draft_of(centre.code, month, use)], actor=viewer.actor)


def _in_turn(one: InHand, stages: Sequence[str]) -> None:
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


_WITH_ENGINE = ("submitted", "running", "preempted")
DEEDS: Mapping[str, Deed] = {
    "match": Deed(Words("撮合", "Match"), (WAITING,), _match),
    "submit": Deed(Words("提交引擎", "Hand in to the engine"), ("matched",), _submit),
    "follow": Deed(Words("取回状态", "Ask the engine"), _WITH_ENGINE, _follow),
    "cancel": Deed(Words("取消", "Cancel"), (WAITING, "matched", *_WITH_ENGINE), _cancel),
    "meter": Deed(Words("计量", "Meter"), ("ended",), _meter),
    "settle": Deed(Words("结算", "Settle"), ("metered",), _settle),
}
