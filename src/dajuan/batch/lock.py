"""One run at a time into one table: a second one is told so, and touches nothing."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from dajuan.outputs.atomic import unwritable
from dajuan.outputs.trouble import OutputError

if sys.platform != "win32":
    import fcntl


@contextmanager
def only_one(out: Path) -> Iterator[None]:
    """Hold the table ``out`` while the block runs. Raises :class:`OutputError` when another run holds it.

    The system lets go of the lock when its process dies, however it dies, so none is left behind by a kill.
    """
    if sys.platform == "win32":  # no such lock there: two runs are not kept apart
        yield
        return
    path = out.with_name(f".{out.name}.lock")
    handle = _held(path, out)
    try:
        yield
    finally:
        # the name goes first, the lock after it: who opened the name meanwhile sees that it is gone and opens it anew
        with suppress(OSError):
            path.unlink()
        os.close(handle)


def _held(path: Path, out: Path) -> int:
    while True:
        try:
            handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise unwritable(out, error) from error
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            os.close(handle)
            raise OutputError(
                f"{out}：另一条命令正在写它；请等它做完，或用 -o 换一个文件名",
                f"{out}: another run is writing it; wait for it, or give another name with -o",
            ) from error
        except OSError:  # a disk without locks (some network shares): better unguarded than not at all
            return handle
        if _is_still(path, handle):
            return handle
        os.close(handle)


def _is_still(path: Path, handle: int) -> bool:
    """Is the file we locked still the one of that name?"""
    try:
        return os.path.samestat(path.stat(), os.fstat(handle))
    except OSError:
        return False
