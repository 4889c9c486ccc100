"""``dajuan telemetry``: the broker's settings, keys, the gateway, and what can be done beside it."""

from __future__ import annotations

import signal
import sys
import threading
from argparse import Namespace
from contextlib import closing
from datetime import UTC, datetime, timedelta

from dajuan.cli import FOUND
from dajuan.cli.zone import day_of, today_in, zone_of
from dajuan.ledger.ledger import ledger_of
from dajuan.ledger.trouble import LedgerError
from dajuan.ledger.zone import Zone
from dajuan.subjects.subjects import Subjects
from dajuan.systems.telemetry.settings import Settings, settings_of

_WEEK = timedelta(days=6)


def run(options: Namespace) -> int:
    zone = zone_of(options)
    return _ACTIONS[options.action](options, zone, settings_of(zone))


def _broker(options: Namespace, zone: Zone, settings: Settings) -> int:
    from dajuan.systems.telemetry.broker import write_broker

    print(f"mosquitto -c {write_broker(settings).settings}")
    return 0


def _key(options: Namespace, zone: Zone, settings: Settings) -> int:
    from dajuan.systems.telemetry.broker import write_rights
    from dajuan.systems.telemetry.keys import make_keys, revoke_keys

    if options.revoke:
        revoke_keys(settings, options.firm)
        write_rights(settings)
        return 0
    keys = make_keys(settings, options.firm, signed=options.signed)
    write_rights(settings)
    print(f"{keys.user}\t{keys.password}" + (f"\t{keys.signing}" if keys.signing else ""))
    return 0


def _run(options: Namespace, zone: Zone, settings: Settings) -> int:
    from dajuan.systems.telemetry.gateway import Gateway
    from dajuan.systems.telemetry.lock import only_one

    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    with only_one(settings):
        print(f"{zone.title()}  mqtt://{settings.host}:{settings.port}", flush=True)
        Gateway(zone, settings).run(stop)
    return 0


def _roll(options: Namespace, zone: Zone, settings: Settings) -> int:
    from dajuan.systems.telemetry.lake import Lake
    from dajuan.systems.telemetry.registry import known_of
    from dajuan.systems.telemetry.rolling import Roller
    from dajuan.systems.telemetry.tally import Tally

    ledger, tally = ledger_of(zone), Tally(settings.tally)
    with closing(ledger.store), closing(tally), closing(Subjects(ledger, zone.derived)) as subjects:
        subjects.follow()
        devices = known_of(subjects, zone.timezone).devices
        roller = Roller(zone, ledger, Lake(settings.readings, zone.timezone), tally, settings, devices)
        now = datetime.now(UTC)
        done = roller.roll(now)
        gone = roller.silent(now)
    print(
        f"看了 {done.days} 个企业日，记 {done.added} 条，其中更正 {done.corrected} 条；离线 {gone.added} 台"
        f" / {done.days} firm-days, {done.added} entries, {done.corrected} of them corrections; {gone.added} off line"
    )
    for trouble in (*done.troubles, *gone.troubles):
        print(f"dajuan: {trouble}", file=sys.stderr)
    return FOUND if done.troubles or gone.troubles else 0


def _again(options: Namespace, zone: Zone, settings: Settings) -> int:
    from dajuan.systems.telemetry.again import take_again
    from dajuan.systems.telemetry.gateway import intake_of
    from dajuan.systems.telemetry.lock import only_one
    from dajuan.systems.telemetry.registry import known_of
    from dajuan.systems.telemetry.tally import Tally

    day = day_of(options.day, "DAY")
    with only_one(settings):
        ledger, tally = ledger_of(zone), Tally(settings.tally)
        with closing(ledger.store), closing(tally), closing(Subjects(ledger, zone.derived)) as subjects:
            subjects.follow()
            intake = intake_of(zone, settings, tally, known_of(subjects, zone.timezone))
            with closing(intake.journal):
                done = take_again(intake.letters.of_day(day), intake)
    print(
        f"再收下 {done.taken} 条，仍退 {done.refused} 封，不能再收 {done.left} 封"
        f" / {done.taken} taken, {done.refused} refused again, {done.left} left as they are"
    )
    return 0


def _status(options: Namespace, zone: Zone, settings: Settings) -> int:
    from dajuan.systems.telemetry.reasons import reasons
    from dajuan.systems.telemetry.tally import Tally

    if not settings.tally.exists():
        raise LedgerError("这个园区还没有收过读数", "this zone has taken no readings yet")
    with closing(Tally(settings.tally)) as tally:
        since = today_in(zone) - _WEEK
        for day, many in tally.kept(since).items():
            print(f"{day}  {many:>12,}  读数 readings")
        for code, many in tally.refused(since).items():
            reason = reasons()[code]
            print(f"{code:<18} {many:>9,}  {reason.name.said(options.lang)}")
        print(f"{len(tally.touched()):,} 个设备日等着汇总 / device-days to be rolled up")
    return 0


_ACTIONS = {"broker": _broker, "key": _key, "run": _run, "roll": _roll, "again": _again, "status": _status}
