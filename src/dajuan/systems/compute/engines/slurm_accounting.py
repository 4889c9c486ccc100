"""What Slurm writes of jobs that are over: a line a run, in the file of ``jobcomp/filetxt`` or from ``sacct``.

Both write a line for each run of a job that was requeued. ``jobcomp/filetxt`` writes local time with no zone, and without
a slurmdbd Slurm counts no cards there: a job that asks for cards therefore says how many in its name, which the line has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, tzinfo
from typing import Final, NamedTuple

from dajuan.systems.compute.metering import Run

OUTCOMES: Final[Mapping[str, str]] = {
    "COMPLETED": "completed",
    "FAILED": "failed",
    "OUT_OF_MEMORY": "failed",
    "TIMEOUT": "timed-out",
    "DEADLINE": "timed-out",
    "CANCELLED": "cancelled",
    "PREEMPTED": "preempted",
    "REQUEUED": "preempted",
    "NODE_FAIL": "broken",
    "BOOT_FAIL": "broken",
    "LAUNCH_FAILED": "broken",
}
_CARDS = re.compile(r"\.cards([0-9]+)\Z")
SACCT_FIELDS: Final = "JobIDRaw,State,Start,End,AllocTRES"


class Ended(NamedTuple):
    """A run that is over; one that never began has ``run`` None."""

    outcome: str
    run: Run | None


def name_with_cards(name: str, cards: int) -> str:
    return f"{name}.cards{cards}"


def of_jobcomp(lines: Iterable[str], number: str, zone: tzinfo) -> list[Ended]:
    return [
        _ended(said["JobState"], _local(said["StartTime"], zone), _local(said["EndTime"], zone), said)
        for said in _of(lines, number)
    ]


def _of(lines: Iterable[str], number: str) -> Iterator[dict[str, str]]:
    head = f"JobId={number} "
    for line in lines:
        if line.startswith(head):
            yield dict(part.split("=", 1) for part in line.split(" ") if "=" in part)


def _ended(state: str, start: int | None, end: int | None, said: Mapping[str, str]) -> Ended:
    outcome = OUTCOMES.get(state.split()[0], "failed")
    ran = start is not None and end is not None and end >= start and said.get("NodeCnt", "1") != "0"
    tres = said.get("Tres", "")
    if not ran or start is None or end is None:
        return Ended(outcome, None)
    named = _CARDS.search(said.get("Name", ""))
    return Ended(outcome, Run(start, end, int(named[1]) if named else quantity_of(tres), outcome))


def quantity_of(tres: str) -> int:
    """Cards, where the run had any; else cores: ``cpu=8,node=1,gres/gpu=4`` is four."""
    said = dict(part.split("=", 1) for part in tres.split(",") if "=" in part)
    cards = [value for key, value in said.items() if key.startswith("gres/") and ":" not in key]
    return int(cards[0] if cards else said.get("cpu", "0"))


def _local(text: str, zone: tzinfo) -> int | None:
    try:
        return round(datetime.fromisoformat(text).replace(tzinfo=zone).timestamp() * 1000)
    except ValueError:
        return None  # Unknown: it never began.


def of_sacct(output: str) -> list[Ended]:
    """Of ``sacct -n -P -X -D -o`` :data:`SACCT_FIELDS` with times in seconds since 1970."""
    found = []
    for line in output.splitlines():
        _, state, start, end, tres = line.split("|")[:5]
        if state.split()[0] in OUTCOMES:
            found.append(_ended(state, _seconds(start), _seconds(end), {"Tres": tres}))
    return found


def _seconds(text: str) -> int | None:
    return int(text) * 1000 if text.isdecimal() and int(text) else None
