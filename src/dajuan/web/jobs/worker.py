"""The worker: does jobs one at a time, says that it is alive, and mends what others left.

SIGTERM lets the job at hand come to its next progress, where it goes back in the queue (one that cannot be repeated: to
its end); a second signal ends it where it is.
"""

from __future__ import annotations

import logging
import threading
import time
from datetime import timedelta
from types import FrameType
from typing import Any

from django.db import DatabaseError, InterfaceError, connection
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from dajuan.web.jobs import work as in_hand
from dajuan.web.jobs.models import Job, State
from dajuan.web.jobs.recovery import prune, recover

log = logging.getLogger("dajuan.web.jobs")
PATIENCE = 60.0
"""Seconds of silence after which a worker is taken to be dead. It speaks four times as often."""
_PRUNED_EVERY = 3600.0


class JobWorker(Worker):
    def __init__(self, patience: float) -> None:
        super().__init__(
            queue_names=["*"], interval=0.5, batch=False, backend_name="default", startup_delay=False, max_tasks=None,
            worker_id=get_random_string(32), excluded_queue_names=[],
        )  # fmt: skip
        self.at_hand = ""
        self.patience = patience

    def run_task(self, db_task_result: DBTaskResult[Any, Any]) -> None:
        self.at_hand = str(db_task_result.args_kwargs["args"][0])
        try:
            super().run_task(db_task_result)
        finally:
            self.at_hand = ""

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        in_hand.leaving.set()
        super().shutdown(signum, frame)


def work(*, patience: float = PATIENCE) -> None:
    """Do jobs until told to stop. A database that is away is waited for."""
    in_hand.leaving.clear()
    worker = JobWorker(patience)
    worker.configure_signals()
    threading.Thread(target=_watch, args=(worker,), name="watch", daemon=True).start()
    while worker.running:
        try:
            worker.run()
        except (DatabaseError, InterfaceError) as error:
            log.error("the database does not answer, trying again: %s", error)
            connection.close()
            time.sleep(1)


def _watch(worker: JobWorker) -> None:
    """Beside the jobs, with a connection of its own: a step of minutes does not look like a death."""
    pruned = 0.0
    while True:
        try:
            _beat(worker)
            recover(timedelta(seconds=worker.patience))
            if time.monotonic() - pruned > _PRUNED_EVERY or not pruned:
                prune()
                pruned = time.monotonic()
        except (DatabaseError, InterfaceError) as error:
            log.error("the database does not answer: %s", error)
            connection.close()
        time.sleep(worker.patience / 4)


def _beat(worker: JobWorker) -> None:
    if pk := worker.at_hand:
        Job.objects.filter(pk=pk, state=State.RUNNING).update(seen_at=timezone.now())
