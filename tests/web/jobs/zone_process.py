"""A process of a zone's own, as ``dajuan worker`` is one, with kinds of jobs made for trying workers out.

``python -m tests.web.jobs.zone_process ZONE work|start KIND|lose KIND|migrate`` — ``work`` is a worker with little patience,
``start`` puts a job in the queue, ``lose`` one that the queue does not know. What the jobs do is written to
``ZONE/done.txt``, a line a time; those that go step by step go on until there is a file ``ZONE/go``.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

PATIENCE = 2.0


def main(folder: str, command: str, *rest: str) -> None:
    os.environ["DAJUAN_ZONE"] = folder
    os.environ["DJANGO_SETTINGS_MODULE"] = "dajuan.web.settings"
    import django

    django.setup()
    _declare(Path(folder))
    {"work": _work, "start": _start, "lose": _lose, "migrate": _migrate}[command](*rest)


def _declare(zone: Path) -> None:
    from dajuan.web.jobs.kinds import job
    from dajuan.web.words import Words

    def say(words: str) -> None:
        with (zone / "done.txt").open("a") as file:
            file.write(f"{words}\n")

    def steps(work):
        say("begun")
        while not (zone / "go").exists():
            work.progress(0, 1)
            time.sleep(0.02)
        say("done")
        return {}

    def long_step(work):
        say("begun")
        time.sleep(PATIENCE * 3)
        say("done")
        return {}

    def deadly(work):
        say("begun")
        os.kill(os.getpid(), 9)

    job("steps", Words("一步一步", "step by step"))(steps)
    job("once", Words("只做一次", "once"), repeats=False)(steps)
    job("long-step", Words("长步", "long step"))(long_step)
    job("deadly", Words("致命", "deadly"))(deadly)


def _migrate() -> None:
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)


def _work() -> None:
    from dajuan.web.jobs.worker import work

    work(patience=PATIENCE)


def _start(kind: str) -> None:
    from dajuan.web.jobs.start import start

    start(kind, by=None)


def _lose(kind: str) -> None:
    """A job whose place in the queue was never written."""
    from dajuan.web.jobs.models import Job

    Job.objects.create(kind=kind, title=kind)


if __name__ == "__main__":
    main(*sys.argv[1:])
