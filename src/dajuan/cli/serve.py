"""``dajuan serve``: the pages and their jobs on this machine, until they are stopped."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from argparse import Namespace
from contextlib import suppress
from pathlib import Path

from dajuan.cli.pages import migrate, pages_of
from dajuan.ledger.trouble import LedgerError

_GRACE = 20.0
"""Seconds that the processes have to finish what they are at."""
_SETTLED = 10.0
"""Seconds after which a process has shown that it can run."""


def run(options: Namespace) -> int:
    zone = pages_of(options)
    migrate()
    _collect_static()
    if options.people:
        from dajuan.web.people.loading import load_people

        load_people(Path(options.people))
    commands = [_pages(options)] + ([] if options.no_jobs else [_jobs(options)])
    print(f"{zone.title()}  http://{options.bind}/", flush=True)
    return _together(commands)


def _collect_static() -> None:
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)


def _mend_static() -> None:
    """``derived/`` may be deleted at any time, and the files of the pages are in it."""
    from django.conf import settings

    if settings.STATIC_ROOT and not (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
        with suppress(OSError):  # It is still being deleted, or the disk is full: looked at again at once.
            _collect_static()


def _pages(options: Namespace) -> list[str]:
    return [
        sys.executable, "-m", "gunicorn", "dajuan.web.wsgi", "--bind", options.bind, "--workers", str(options.workers),
        "--timeout", "120", "--graceful-timeout", str(int(_GRACE)), "--max-requests", "20000",
        "--max-requests-jitter", "2000", "--log-level", "warning", "--worker-tmp-dir", _shared_memory(),
    ]  # fmt: skip


def _shared_memory() -> str:
    """Where gunicorn's heartbeat files cost no disk."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else "."


def _jobs(options: Namespace) -> list[str]:
    return [sys.executable, "-m", "dajuan", "worker", *(["--zone", options.zone] if options.zone else [])]


def _together(commands: list[list[str]]) -> int:
    """Run them all until this process is told to end. One that dies is started again; one that dies as soon as it was
    started ends them all, since it would again."""

    def stop(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    # In groups of their own: Ctrl-C is for this process alone, which then ends them in order.
    running = [subprocess.Popen(command, process_group=0) for command in commands]
    since = [time.monotonic()] * len(commands)
    try:
        while True:
            for place, command in enumerate(commands):
                if running[place].poll() is None:
                    continue
                zh, en = _ended(running[place].returncode, command)
                if time.monotonic() - since[place] < _SETTLED:
                    raise LedgerError(f"{zh}，原因见上", f"{en}; see above")
                print(f"dajuan: {zh}，重新启动 / {en}; it is started again", file=sys.stderr, flush=True)
                running[place], since[place] = subprocess.Popen(command, process_group=0), time.monotonic()
            _mend_static()
            time.sleep(0.3)
    except KeyboardInterrupt:
        return 0
    finally:
        signal.signal(signal.SIGTERM, before)
        _end(running)


def _ended(status: int, command: list[str]) -> tuple[str, str]:
    said = " ".join(command)
    return f"一个进程停了（退出码 {status}）：{said}", f"a process ended with status {status}: {said}"


def _end(running: list[subprocess.Popen[bytes]]) -> None:
    for one in running:
        if one.poll() is None:
            one.terminate()
    until = time.monotonic() + _GRACE
    for one in running:
        try:
            one.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            one.kill()
