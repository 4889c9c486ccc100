"""What is asked of every indicator alike: the period, the split, both times; of a zone, or of the zones of an export."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from dajuan.cli.zone import day_of, moment_of, today_in
from dajuan.figures.period import Period, PeriodError, period_of, period_with
from dajuan.figures.sql import ZONE
from dajuan.figures.zones import Log
from dajuan.ledger.ledger import Ledger
from dajuan.ledger.read import size_of
from dajuan.ledger.trouble import LedgerError
from dajuan.ledger.zone import Zone
from dajuan.programmes.pack import Programme


@dataclass(frozen=True, slots=True)
class Question:
    """``zones`` where it is asked of an export: the logs that answer."""

    name: str
    title: str
    """The name as it stands over a table: where the figures are simulated, with the words that say so."""
    code: str | None
    simulated: bool
    period: Period
    by: str
    as_of: date | None
    known_at: datetime | None
    size: int | None
    verified: bool
    zones: tuple[Log, ...] = ()


def question_of(options: Namespace, zone: Zone, ledger: Ledger) -> Question:
    known_at = known_at_of(options, zone.timezone)
    return Question(
        name=zone.name,
        title=zone.title(options.lang),
        code=zone.code,
        simulated=zone.simulated,
        period=period_asked(options, today_in(zone)),
        by=options.by,
        as_of=as_of_of(options),
        known_at=known_at,
        size=size_of(ledger, known_at=known_at) if known_at else None,
        verified=options.verified,
    )


def as_of_of(options: Namespace) -> date | None:
    return day_of(options.as_of, "--as-of") if options.as_of else None


def known_at_of(options: Namespace, timezone: tzinfo) -> datetime | None:
    return moment_of(options.known_at, timezone) if options.known_at else None


def period_asked(options: Namespace, today: date) -> Period:
    """``--period``, or this year."""
    if not options.period:
        return period_with("year", today)
    try:
        return period_of(options.period)
    except PeriodError as error:
        raise LedgerError(error.zh, error.en) from error


def split_of(programme: Programme, said: str) -> str:
    """What to split by: a field's or link's key for its name, or as said."""
    relation, dot, rest = said.partition(".")
    if dot:
        key = next((one.key for one in programme.links.values() if relation in {one.key, one.name.zh, one.name.en}), "")
        return f"{key or relation}.{rest}"
    fields = programme.fields.values()
    return next((one.key for one in fields if said in {one.key, one.name.zh, one.name.en}), said)


def by_zone(said: str) -> str:
    """Over an export ``zone`` is the zone, whatever fields a pack may have."""
    return ZONE if said in {"zone", "园区"} else said
