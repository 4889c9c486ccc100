"""Two hundred people at work on the pages for five minutes: is every form that was acknowledged in the log, once?

    python bench/load.py [--minutes 5] [--users 200] [--pause 8] [--workers 2] [--estates 2000]

A zone on a PostgreSQL of its own (fsync on), ``dajuan serve`` before it, and each person a thread with a session of its
own: 70 % reading (board, targets, one target, inbox, programme, subject, figures), 25 % reporting, 5 % reviewing, one
thing every ``--pause`` seconds. Forms are the pages' own, with their hidden keys; some are sent twice. Afterwards the log
is held against what each sender was told. The floor, in the same run and under the same load: ``/healthz`` and the
sign-in page, asked twice a second. Then the same people without a pause, a few at a time: the rate at which the machine
is full. The visitors run on the same cores as the server. Exit status 1 where something was lost, doubled or an error.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dajuan.web.settings")

import django  # noqa: E402

django.setup()

from tests.databases import PostgreSQL, fresh_database, postgresql_tools  # noqa: E402
from tests.web.busy_zone import Busy, make_busy_zone  # noqa: E402
from tests.web.serving import Server, Visitor  # noqa: E402
from tests.web.traffic import Account, Outcome, Traffic, shares  # noqa: E402

from dajuan.ledger.ledger import ledger_of  # noqa: E402
from dajuan.ledger.read import size_of  # noqa: E402

FLOORS = {"healthz": "/healthz", "sign-in": "/sign-in/"}
SATURATING = 8
"""People without a pause, and for how many seconds at least."""


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--minutes", type=float, default=5)
    asked.add_argument("--users", type=int, default=200)
    asked.add_argument("--pause", type=float, default=8, help="seconds between two things that somebody does")
    asked.add_argument("--workers", type=int, default=2)
    asked.add_argument("--estates", type=int, default=2000, help="subjects of the programme that is read")
    asked.add_argument("--saturated", type=float, default=20, help="seconds without a pause, at the end")
    options = asked.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="dajuan-load-"))
    database = PostgreSQL(postgresql_tools(lambda: shutil.which("initdb") or "initdb"), fsync=True)
    try:
        address = fresh_database(database.address)
        busy = make_busy_zone(folder / "zone", database=address, users=options.users, estates=options.estates)
        served = Server(busy.zone.folder, "--people", str(busy.people), "--no-jobs", "--workers", str(options.workers))
        try:
            return measured(served, busy, options)
        finally:
            served.stop()
    finally:
        database.remove()
        shutil.rmtree(folder, ignore_errors=True)


def measured(served: Server, busy: Busy, options: argparse.Namespace) -> int:
    ledger = ledger_of(busy.zone)
    before = size_of(ledger)
    print(
        f"{options.users} people, {len(os.sched_getaffinity(0))} cores, load {os.getloadavg()[0]:.1f} before",
        flush=True,
    )
    traffic = Traffic(served.port, busy, pause=options.pause)
    traffic.sign_in()
    cpu = served.cpu_seconds()
    seconds = going(traffic, options.minutes * 60, FLOORS)
    pages = sum(map(len, traffic.account.times.values()))
    print(
        f"load {os.getloadavg()[0]:.1f} at the end; {(served.cpu_seconds() - cpu) / pages * 1e3:.0f} ms of CPU a page"
    )
    wrong = told(traffic.account, traffic.account.faults(ledger, before), seconds)
    if options.saturated:
        few = busy._replace(
            reporters=dict(list(busy.reporters.items())[: SATURATING - 1]), reviewers=busy.reviewers[:1]
        )
        full, before = Traffic(served.port, few, pause=0, run="full"), size_of(ledger)
        full.handed_in = traffic.handed_in
        full.sign_in()
        print(f"\n{SATURATING} of them without a pause:")
        seconds = going(full, options.saturated, {})
        wrong |= told(full.account, full.account.faults(ledger, before), seconds)
    ledger.store.close()
    return int(wrong)


def going(traffic: Traffic, seconds: float, floors: dict[str, str]) -> float:
    """Let them work; the floors are asked meanwhile, by somebody who is not signed in. Returns how long it was."""
    ended = threading.Event()

    def ask() -> None:
        visitor = Visitor(traffic.port)
        while not ended.wait(0.5):
            for kind, path in floors.items():
                traffic.account.timed(kind, lambda path=path: visitor.get(path))  # type: ignore[misc]

    asking = threading.Thread(target=ask)
    began = time.monotonic()
    traffic.start()
    asking.start()
    time.sleep(seconds)
    traffic.stop()
    took = time.monotonic() - began
    ended.set()
    asking.join()
    return took


def told(account: Account, faults: list[str], seconds: float) -> bool:
    """Print what came of it. Returns whether something is wrong."""
    actions = sum(account.actions.values())
    mix = ", ".join(f"{kind} {many} ({many / actions:.0%})" for kind, many in sorted(account.actions.items()))
    outcomes = {one: sum(sent.outcome is one for sent in account.sent) for one in Outcome}
    print(f"{actions} things done in {seconds:.0f} s, {actions / seconds:.1f} a second: {mix}")
    print(f"forms: {', '.join(f'{one} {many}' for one, many in outcomes.items())}; sent again {account.again}")
    print(f"errors {account.errors.total()}, lost, doubled or nobody's {len(faults)}")
    for said, many in (account.errors + account.refusals).most_common(10):
        print(f"  {many} × {said}")
    for fault in faults[:10]:
        print(f"  {fault}")
    floor = shares(account.times["healthz"]) if account.times["healthz"] else None
    print(f"{'ms':12}{'asked':>8}{'p50':>8}{'p95':>8}{'p99':>8}{'  of the floor (healthz): p50, p99' if floor else ''}")
    every = [one for kind, times in account.times.items() if kind not in FLOORS for one in times]
    for kind, times in [*sorted(account.times.items()), ("all pages", every)]:
        if not times:
            continue
        p50, p95, p99 = shares(times)
        ratio = f"{p50 / floor[0]:8.1f}{p99 / floor[2]:6.1f}" if floor else ""
        print(f"{kind:12}{len(times):8}{p50:8.0f}{p95:8.0f}{p99:8.0f}{ratio}", flush=True)
    return bool(faults) or bool(account.errors)


if __name__ == "__main__":
    sys.exit(main())
