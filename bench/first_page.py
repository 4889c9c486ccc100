"""Whoever comes first after a start of ``dajuan serve``: how long it takes until the pages answer, and the first board.

    .venv/bin/python bench/first_page.py --zone DIR [--workers 2]

DIR is a zone of ``bench/pages.py --keep``; it is copied. Served as it is, without the columnar copy, without any derived
copy; then with a worker killed while another answers. By the clock, in seconds; the floor is the board asked again.
Each first board is that of a new server, asked by one visitor until each worker has answered once: the worst is told.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import tempfile
from pathlib import Path
from time import monotonic, perf_counter, sleep

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dajuan.web.settings")

import django  # noqa: E402

django.setup()

from tests.web.serving import Server, Visitor, serving  # noqa: E402

BOARD = "/board/?year=2024"
LEADER = """[[organisations]]
name = "云岭高新区"

[[people]]
username = "first"
name = "首位访客"
organisation = "云岭高新区"
demo = true
grants = [{role = "lead", at = "云岭高新区"}]
"""


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--zone", type=Path, required=True)
    options.add_argument("--workers", type=int, default=2)
    given = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="dajuan-first-") as place:
        zone, people = Path(place) / "zone", Path(place) / "people.toml"
        shutil.copytree(given.zone, zone)
        people.write_text(LEADER, "utf-8")
        settings = (zone / "dajuan.toml").read_text("utf-8").replace("[zone]", "[zone]\nsimulated = true", 1)
        (zone / "dajuan.toml").write_text(f"{settings}\n[web]\ndemo = true\n", "utf-8")
        print(f"{'derived copies':24}{'until it answers':>18}{'first board':>13}{'again':>8}   (s)")
        for what, gone in (("all there", ""), ("no columns", "derived/columns"), ("none", "derived")):
            if gone:
                shutil.rmtree(zone / gone)
            began = monotonic()
            with serving(
                zone, "--people", str(people), "--no-jobs", "--workers", str(given.workers), patience=900
            ) as made:
                told(what, monotonic() - began, *boards(made, given.workers))
                if not gone:
                    killed(made, given.workers)
    return 0


def boards(made: Server, workers: int) -> tuple[float, float]:
    """The longest wait for a board, and what is usual."""
    visitor = Visitor(made.port, timeout=600)
    visitor.sign_in("first")
    times = [seconds(visitor) for _ in range(workers * 12)]
    return max(times), statistics.median(times)


def killed(made: Server, workers: int) -> None:
    began = monotonic()
    made.workers()[0].kill()
    while len(made.workers()) < workers:
        sleep(0.05)
    visitor = Visitor(made.port, timeout=600)
    visitor.sign_in("first")
    times = []
    while monotonic() - began < 20:
        times.append(seconds(visitor))
        sleep(0.1)
    told("a worker killed", 0, max(times), statistics.median(times))


def seconds(visitor: Visitor) -> float:
    began = perf_counter()
    answer = visitor.get(BOARD)
    assert answer.status == 200, answer
    return perf_counter() - began


def told(what: str, ready: float, first: float, again: float) -> None:
    print(f"{what:24}{ready:18.1f}{first:13.2f}{again:8.2f}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
