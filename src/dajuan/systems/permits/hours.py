"""用时 hours from the deal to the certificates: in all, and link by link, so that the links add up to the whole.

The certificates are taken as they were issued. The time since the one before (since the deal, of the first) is the link of the
certificate that ended it, told apart into the wait until it was applied for and the time it lay with the office. What was
issued before the deal (模拟审批) has taken none of it; what two offices did side by side is counted once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from dajuan.standards.permits.certificates import Certificate, Limit, published
from dajuan.standards.permits.when import Facts
from dajuan.standards.rules.interval import Truth
from dajuan.systems.permits.case import Case
from dajuan.systems.permits.settings import Settings

HOUR = 60
"""Minutes."""


class Took(NamedTuple):
    """Minutes: of office hours, and of the calendar."""

    worked: int = 0
    passed: int = 0

    def plus(self, other: Took) -> Took:
        return Took(self.worked + other.worked, self.passed + other.passed)


class Link(NamedTuple):
    """环节 what a certificate took of the whole."""

    certificate: Certificate
    waiting: Took
    """Until it was applied for: it lay with the builder."""
    handling: Took
    """From then until it was issued: it lay with the office."""
    open: bool
    """It is not issued yet."""

    @property
    def took(self) -> Took:
        return self.waiting.plus(self.handling)


class Span(NamedTuple):
    """From the deal to the last certificate, or so far."""

    deal: datetime
    until: datetime
    done: bool
    took: Took
    days: int
    """Working days after that of the deal."""
    in_a_day: bool
    """一天发四证, as the zone counts it."""
    links: tuple[Link, ...]

    @property
    def longest(self) -> Link:
        return max(self.links, key=lambda one: one.took)


def span_of(case: Case, settings: Settings, on: date) -> Span | None:
    """As of the end of a day. None before the deal."""
    deal = case.at(settings.deal)
    now = datetime.combine(on, time.max).replace(microsecond=0)
    if deal is None or deal > now or not case.stands:
        return None
    issued = [one for one in case.has(settings.certificates.certificates) if _moment(case, one.issued) <= now]
    lacking = [one for one in settings.certificates.certificates if one not in issued]
    until = now if lacking else max(deal, *(_moment(case, one.issued) for one in issued))
    links = tuple(_links(case, settings, deal, issued, lacking, now))
    took = Took(settings.clock.between(deal, until), _minutes(deal, until))
    days = settings.clock.days.between(deal.date(), until.date())
    return Span(deal, until, not lacking, took, days, not lacking and days <= settings.in_a_day_days, links)


def _links(
    case: Case, settings: Settings, deal: datetime, issued: Sequence[Certificate], lacking: Sequence[Certificate], now: datetime
) -> Iterable[Link]:  # fmt: skip
    since = deal
    for one in issued:
        until = max(since, _moment(case, one.issued))
        yield _link(case, settings, one, (since, until), open_=False)
        since = until
    if lacking:
        # What is still to come lies with the one that was applied for first; with none applied for, with the set's next.
        first = min(lacking, key=lambda one: case.at(one.applied) or datetime.max)
        yield _link(case, settings, first, (since, now), open_=True)
        for one in lacking:
            if one != first:
                yield Link(one, Took(), Took(), open=True)


def _link(case: Case, settings: Settings, one: Certificate, stretch: tuple[datetime, datetime], *, open_: bool) -> Link:
    """Applied for when is not known: all of it lay with the office, which issued it; open and not applied for: with the builder."""
    since, until = stretch
    applied = case.at(one.applied) or (until if open_ else since)
    between = min(max(since, applied), until)
    clock = settings.clock
    return Link(
        one,
        Took(clock.between(since, between), _minutes(since, between)),
        Took(clock.between(between, until), _minutes(between, until)),
        open_,
    )


def _moment(case: Case, field: str) -> datetime:
    return case.at(field) or datetime.max


def _minutes(start: datetime, end: datetime) -> int:
    return (end - start) // timedelta(minutes=1)


class Bound(NamedTuple):
    """Working days from acceptance to the building permit, so far or in all, beside the limit that binds the case."""

    limit: Limit
    used: int

    @property
    def is_over(self) -> bool:
        return self.used > self.limit.days


def before_start(case: Case, facts: Facts, settings: Settings, on: date) -> Bound | None:
    """As of a day. None where no limit binds it."""
    limit = published().before_start
    if not case.stands or limit.when.weigh(facts) is not Truth.YES:
        return None
    permit = case.at("building-permit-issued")
    return Bound(limit, settings.clock.days.between(case.accepted_on, permit.date() if permit else on))


def doubts(case: Case, settings: Settings) -> list[tuple[str, str]]:
    """Moments that do not go together, in both languages: asked about, never mended."""
    found = []
    for one in settings.certificates.certificates:
        applied, issued = case.at(one.applied), case.at(one.issued)
        if applied and issued and issued < applied:
            found.append((
                f"{one.name.zh}：{issued:%Y-%m-%d %H:%M} 发证，早于 {applied:%Y-%m-%d %H:%M} 申请",
                f"{one.name.en}: issued {issued:%Y-%m-%d %H:%M}, before it was applied for ({applied:%Y-%m-%d %H:%M})",
            ))  # fmt: skip
    contract, delivered = case.at("contract-at"), case.at("delivered-at")
    if contract and delivered and delivered < contract:
        found.append((
            f"交地 {delivered:%Y-%m-%d %H:%M} 早于签约 {contract:%Y-%m-%d %H:%M}",
            f"the land was delivered {delivered:%Y-%m-%d %H:%M}, before the contract ({contract:%Y-%m-%d %H:%M})",
        ))  # fmt: skip
    if case.stage in {"issued", "started"} and (lacking := case.lacks(settings.certificates.certificates)):
        zh, en = "、".join(one.name.zh for one in lacking), ", ".join(one.name.en for one in lacking)
        found.append((f"阶段已是四证齐发，却没有：{zh}", f"it stands as issued and lacks: {en}"))
    return found
