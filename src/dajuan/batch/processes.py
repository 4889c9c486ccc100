"""The cores of this machine: parts shared out to processes, and what becomes of them when one dies.

A document may take its process down with it: out of memory, or a fault in a library below Python. The others go on,
and the part it was in is read once more on its own, each document announced before it is opened, so that the one that
kills is known, told and passed over.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import active_children, get_context, parent_process
from multiprocessing.connection import wait as wait_for

from dajuan.batch.parts import Bad, Part, Task, opened_last, read_part

Work = tuple[int, tuple[str, ...]]
_PATIENCE = 5.0
"""Seconds for a pool to be gone after its processes."""
_AHEAD = 2
"""Parts handed out for each process: one at work, one waiting for it. More would only fill memory."""


class Processes:
    """All cores of this machine, or ``jobs`` of them; one job reads in this process."""

    def __init__(self, jobs: int | None = None) -> None:
        self.jobs = max(1, jobs or os.cpu_count() or 1)

    def __call__(self, task: Task, work: list[Work]) -> Iterator[Part]:
        if self.jobs == 1 or len(work) == 1:
            yield from (read_part(task, index, names) for index, names in work)
            return
        left = iter(work)
        lost: list[Work] = []
        while True:
            fallen: list[Work] = []
            yield from self._shared(task, left, fallen)
            if not fallen:
                break
            lost += fallen
        for index, names in lost:
            yield _alone(task, index, names)

    def _shared(self, task: Task, left: Iterator[Work], fallen: list[Work]) -> Iterator[Part]:
        """Parts from one pool until the work is done, or a process dies: then ``fallen`` has what was handed out."""
        others, threads = set(active_children()), set(threading.enumerate())
        pool = _pool(self.jobs)
        waiting: dict[Future[Part], Work] = {}
        try:
            while True:
                while len(waiting) < _AHEAD * self.jobs and (one := next(left, None)) is not None:
                    try:
                        waiting[pool.submit(read_part, task, *one)] = one
                    except BrokenProcessPool:
                        fallen.append(one)
                        break
                if not waiting:
                    return
                for future in wait(waiting, return_when=FIRST_COMPLETED).done:
                    one = waiting.pop(future)
                    try:
                        part = future.result()
                    except BrokenProcessPool:
                        fallen.append(one)
                        continue
                    yield part
                if fallen:
                    # what else was handed out is lost with the pool; a part that did get done is only read again
                    fallen += waiting.values()
                    return
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
            for process in set(active_children()) - others:
                process.terminate()
            # The pool's own threads, still at it when the interpreter leaves, would print of a pipe that is closed.
            for thread in set(threading.enumerate()) - threads:
                thread.join(_PATIENCE)


def _alone(task: Task, index: int, names: tuple[str, ...]) -> Part:
    """A part in a process of its own, begun again without each document that kills it."""
    deadly: tuple[Bad, ...] = ()
    for _ in names:
        with _pool(1) as pool:
            try:
                return pool.submit(read_part, task, index, names, deadly, True).result()
            except BrokenProcessPool:
                deadly = (*deadly, _killer(opened_last(task, index)))
    return read_part(task, index, names, deadly)


def _killer(name: str) -> Bad:
    return Bad(
        name,
        "读到它时进程中止，可能是内存不足，或文件能让程序崩溃；已跳过，其余照读",
        "the process that read it died, out of memory or by a fault the file sets off; passed over",
    )


def _pool(jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_begin)


def _begin() -> None:
    """In every worker: Ctrl-C is the parent's to answer, and when the parent is gone so is the worker."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_leave_with, args=(parent.sentinel,), daemon=True).start()


def _leave_with(sentinel: int) -> None:
    wait_for([sentinel])
    os._exit(1)
