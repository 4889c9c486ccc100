"""What gunicorn calls in each process that answers pages: it takes no visitor before it has in hand what pages read from.

Read by gunicorn itself before any Django is set up: nothing else may be imported here.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

_BEAT, _LONGEST = 5.0, 600.0
"""Seconds between signs of life while a process prepares itself, and after which it gives none any more."""

log = logging.getLogger("dajuan.web")


def post_worker_init(worker: Any) -> None:
    """Whatever goes wrong here is told, and met again by the page that needs it."""
    from dajuan.web.board.ahead import make_board
    from dajuan.web.served import served

    try:
        with _alive(worker.notify):
            served().warm()
            make_board()
    except Exception:
        log.warning("not prepared: the first pages will be slower, or say what is wrong", exc_info=True)


@contextmanager
def _alive(notify: Callable[[], object]) -> Iterator[None]:
    """gunicorn takes a process that is silent for two minutes for dead."""
    done = threading.Event()

    def beat() -> None:
        for _ in range(int(_LONGEST / _BEAT)):
            if done.wait(_BEAT):
                return
            notify()

    beating = threading.Thread(target=beat, name="alive", daemon=True)
    beating.start()
    try:
        yield
    finally:
        done.set()
        beating.join()
