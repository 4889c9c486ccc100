"""Slurm, by its own commands: sbatch hands in, squeue tells of what is waiting or running, accounting of what is over.

Accounting is the file of ``jobcomp/filetxt``, or ``sacct`` where there is a slurmdbd. Jobs get none of this process's
environment: its passwords are nobody's business.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from datetime import tzinfo
from math import ceil
from pathlib import Path
from typing import NamedTuple

from dajuan.systems.compute.engines.engine import EngineError, Order, Report
from dajuan.systems.compute.engines.slurm_accounting import SACCT_FIELDS, Ended, name_with_cards, of_jobcomp, of_sacct

_WAITING = frozenset({"PENDING", "CONFIGURING", "SUSPENDED", "REQUEUED", "REQUEUE_HOLD", "REQUEUE_FED"})
_RUNNING = frozenset({"RUNNING", "COMPLETING", "STAGE_OUT", "SIGNALING", "RESIZING", "STOPPED"})
_AGAIN = frozenset({"preempted", "broken"})
"""Outcomes after which Slurm hands a job in again by itself."""


class Slurm(NamedTuple):
    """``accounting``: the file of ``jobcomp/filetxt``; None: ask ``sacct``. ``timezone``: that of slurmctld."""

    configuration: Path
    accounting: Path | None
    timezone: tzinfo
    cards: str = "gpu"
    """What cards are called among the cluster's generic resources."""
    output: str = "/dev/null"
    seconds: int = 30
    kind: str = "slurm"
    recorded_only: bool = False

    def submit(self, order: Order) -> str:
        by_card = order.sold_by == "card"
        name = name_with_cards(order.name, order.quantity) if by_card else order.name
        found = self._known(name)
        if found:
            return found
        asked = [
            "sbatch", "--parsable", "--requeue", f"--job-name={name}", f"--time={ceil(order.hours * 60)}",
            f"--output={self.output}", "--chdir=/tmp",
            *([f"--gres={self.cards}:{order.quantity}"] if by_card else [f"--ntasks={order.quantity}"]),
            *([f"--mem-per-cpu={order.memory}G"] if order.memory and not by_card else []),
            *([f"--partition={order.queue}"] if order.queue else []),
        ]  # fmt: skip
        return self._run(asked, f"#!/bin/sh\n{order.command}\n").strip().split(";")[0]

    def report(self, number: str) -> Report:
        ended = self._ended(number)
        runs = tuple(one.run for one in ended if one.run)
        state = self._state(number)
        if state in _RUNNING:
            return Report("running", runs)
        if state in _WAITING:
            return Report("waiting", runs)
        if ended and (not state or ended[-1].outcome not in _AGAIN or state in {"NODE_FAIL", "PREEMPTED"}):
            return Report("ended", runs, ended[-1].outcome)
        return Report("waiting" if state else "unknown", runs)

    def cancel(self, number: str) -> None:
        self._run(["scancel", number])

    def _known(self, name: str) -> str:
        """A job of this name that was handed in before: still with slurmctld, or over and in the file."""
        listed = self._run(["squeue", "-h", "-t", "all", "-n", name, "-o", "%i"]).split()
        if listed or self.accounting is None or not self.accounting.exists():
            return listed[-1] if listed else ""
        named = f" Name={name} "
        lines = [line for line in self._lines() if named in line]
        return lines[-1].partition(" ")[0].removeprefix("JobId=") if lines else ""

    def _state(self, number: str) -> str:
        """As slurmctld has it; "" once it has forgotten the job."""
        try:
            return self._run(["squeue", "-h", "-t", "all", "-j", number, "-o", "%T"]).strip()
        except EngineError as error:
            if "Invalid job id" in error.en:
                return ""
            raise

    def _ended(self, number: str) -> list[Ended]:
        if self.accounting is None:
            return of_sacct(self._run(["sacct", "-n", "-P", "-X", "-D", "-j", number, "-o", SACCT_FIELDS]))
        return of_jobcomp(self._lines(), number, self.timezone)

    def _lines(self) -> list[str]:
        if self.accounting is None or not self.accounting.exists():
            return []
        with self.accounting.open(encoding="utf-8", errors="replace") as file:
            return file.readlines()

    def _run(self, asked: Sequence[str], script: str = "") -> str:
        environment = {
            "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
            "SLURM_CONF": str(self.configuration),
            "SLURM_TIME_FORMAT": "%s",
        }
        try:
            done = subprocess.run(
                asked, input=script, capture_output=True, text=True, env=environment, timeout=self.seconds, check=False
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise EngineError(
                f"Slurm 的 {asked[0]} 没有回应：{error}", f"Slurm's {asked[0]} does not answer: {error}"
            ) from error
        if done.returncode:
            said = done.stderr.strip() or f"{done.returncode}"
            raise EngineError(f"Slurm 的 {asked[0]} 不成：{said}", f"Slurm's {asked[0]} failed: {said}")
        return done.stdout
