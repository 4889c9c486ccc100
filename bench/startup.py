"""How long a command takes from the key to the prompt, as a multiple of what Python itself takes (``python -c pass``).

CPU time of the whole process, start and end included. The commands take turns, round after round, so that a busy machine
slows all of them alike; each round gives ratios, and the median round is told. Bytecode is kept, as it is on anyone's machine: one round before the counted ones writes it.
The forty pages are made up by ``long_report.py``.

Usage: python bench/startup.py [--rounds N]
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import long_report

SAMPLE = Path(__file__).parents[1] / "samples" / "yunling-2026.docx"
PASS = "python -c pass"
HELP, FORTY_PAGES = 3.0, 20.0
"""Goals, in times ``python -c pass``: --help; check of forty pages."""


def commands(forty: Path) -> dict[str, tuple[list[str], float]]:
    """Name → (command, goal in times ``python -c pass``, 0 for none)."""
    python = sys.executable
    dajuan = [str(Path(python).with_name("dajuan"))]
    return {
        PASS: ([python, "-c", "pass"], 0),
        "python -c 'import dajuan'": ([python, "-c", "import dajuan"], 0),
        "dajuan --help": ([*dajuan, "--help"], HELP),
        "dajuan --version": ([*dajuan, "--version"], HELP),
        "dajuan explain QU101": ([*dajuan, "explain", "QU101"], 0),
        f"dajuan check {SAMPLE.name}": ([*dajuan, "check", str(SAMPLE)], 0),
        "dajuan read, 40 pages": ([*dajuan, "read", str(forty)], 0),
        "dajuan check, 40 pages": ([*dajuan, "check", str(forty)], FORTY_PAGES),
    }


def seconds(command: list[str], environment: dict[str, str]) -> float:
    """CPU time of one run. 0 and 1 (findings) are both a run that did its work."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(command)}: {done.stderr.decode('utf-8', 'replace')}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--rounds", type=int, default=15)
    rounds = options.parse_args().rounds
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryDirectory() as folder:
        forty = Path(folder) / "forty-pages.docx"
        characters = long_report.write(forty)
        told = commands(forty)
        for command, _ in told.values():
            seconds(command, environment)
        spent = [{name: seconds(command, environment) for name, (command, _) in told.items()} for _ in range(rounds)]
    print(f"CPU time, {rounds} rounds in turn, median; the forty pages hold {characters} characters")
    for name, (_, goal) in told.items():
        middle = statistics.median(one[name] for one in spent)
        ratio = statistics.median(one[name] / one[PASS] for one in spent)
        against = f"(goal {goal:.0f}) {'pass' if ratio <= goal else 'MISSED'}" if goal else ""
        print(f"    {name:<36} {middle * 1000:7.1f} ms {ratio:7.1f} x {against}")


if __name__ == "__main__":
    main()
