"""The pages under load, and one thing after another taken away from them: is all that was acknowledged in the log, once?

    python bench/web_faults.py [--rounds 20] [--users 20] [--away 10]

Each round, while people report and review (as in ``bench/load.py``), one of: a process that answers pages is killed at a
random moment; all of them are; PostgreSQL is stopped for ``--away`` seconds; ``derived/`` is deleted. Who gets no answer
sends the same form again. After each round the pages have to be well again by themselves, and the log is held against
what each sender was told. Exit status 1 with the first thing that does not hold.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dajuan.web.settings")

import django  # noqa: E402

django.setup()

from tests.databases import PostgreSQL, fresh_database, postgresql_tools  # noqa: E402
from tests.web.busy_zone import Busy, make_busy_zone  # noqa: E402
from tests.web.serving import Server, serving, until  # noqa: E402
from tests.web.traffic import Outcome, Traffic  # noqa: E402

from dajuan.ledger.ledger import ledger_of  # noqa: E402
from dajuan.ledger.read import size_of  # noqa: E402

CALM = 3.0
"""Seconds of work before a fault and after it."""


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--rounds", type=int, default=20)
    asked.add_argument("--users", type=int, default=20)
    asked.add_argument("--away", type=float, default=10)
    asked.add_argument("--seed", type=int, default=0)
    options = asked.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="dajuan-faults-"))
    database = PostgreSQL(postgresql_tools(lambda: shutil.which("initdb") or "initdb"), fsync=True)
    try:
        address = fresh_database(database.address)
        busy = make_busy_zone(folder / "zone", database=address, users=options.users)
        with serving(busy.zone.folder, "--people", str(busy.people), "--no-jobs") as served:
            return rounds(served, busy, database, options)
    finally:
        database.remove()
        shutil.rmtree(folder, ignore_errors=True)


def rounds(served: Server, busy: Busy, database: PostgreSQL, options: argparse.Namespace) -> int:
    chance = random.Random(options.seed)

    def stop_database() -> None:
        database.stop()
        time.sleep(options.away)
        database.start()

    def delete_derived() -> None:
        # What is being made meanwhile may come to lie in a folder that is just being removed.
        with suppress(OSError):
            shutil.rmtree(busy.zone.derived)

    faults: dict[str, Callable[[], object]] = {
        "a worker killed": lambda: chance.choice(served.workers()).kill(),
        "all workers killed": lambda: [one.kill() for one in served.workers()],
        f"PostgreSQL away for {options.away:.0f} s": stop_database,
        "derived/ deleted": delete_derived,
    }
    for number in range(options.rounds):
        name = list(faults)[number % len(faults)]
        if wrong := one_round(served, busy, name, faults[name], f"{number}", chance):
            print(f"BROKEN in round {number}, {name}: {wrong[:5]}")
            return 1
    return 0


def one_round(
    served: Server, busy: Busy, name: str, fault: Callable[[], object], run: str, chance: random.Random
) -> list[str]:
    ledger = ledger_of(busy.zone)
    before = size_of(ledger)
    ledger.store.close()
    traffic = Traffic(served.port, busy, pause=0.5, run=run)
    traffic.sign_in()
    traffic.start()
    time.sleep(CALM + chance.random())
    fault()
    over = time.monotonic()
    until(served.is_well, "the pages are well again")
    well = time.monotonic() - over
    time.sleep(CALM)
    traffic.stop()
    account = traffic.account
    wrong = account.faults(ledger, before)
    ledger.store.close()
    recorded = sum(one.outcome is Outcome.RECORDED for one in account.sent)
    unknown = sum(one.outcome is Outcome.UNKNOWN for one in account.sent)
    said = ", ".join(f"{many} × {what}" for what, many in account.errors.most_common(3))
    print(
        f"{run:>3} {name}: well after {well:.1f} s; acknowledged {recorded}, never {unknown}, refused"
        f" {account.refusals.total()}, sent again {account.again}; lost, doubled or nobody's {len(wrong)}; {said or 'no error'}",
        flush=True,
    )
    unexpected = [one for one in account.errors if not is_expected(one)]
    return wrong + unexpected


def is_expected(error: str) -> bool:
    """No answer at all, or 503 with words; what else a visitor meets is a fault of ours."""
    said = error.partition(": ")[2]
    return said.startswith("503") or said in {
        "ConnectionRefusedError", "ConnectionResetError", "RemoteDisconnected", "IncompleteRead", "BrokenPipeError",
    }  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
