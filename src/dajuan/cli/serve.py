"""``dajuan serve``: the pages and their jobs on this machine, until they are stopped."""

from __future__ import annotations

import multiprocessing
import signal
import subprocess
import sys
import time
from argparse import Namespace
from contextlib import suppress
from pathlib import Path

from dajuan.cli.pages import migrate, pages_of
from dajuan.cli.progress import Progress, progress_on_stderr
from dajuan.ledger.ledger import ledger_of
from dajuan.ledger.trouble import LedgerError
from dajuan.ledger.zone import Zone, zone_at

_GRACE = 20.0
"""Seconds that the processes have to finish what they are at."""
_TOLD_EVERY = 5.0
"""Seconds between two lines that say how far long work is."""
_SETTLED = 10.0
"""Seconds after which a process has shown that it can run."""


def run(options: Namespace) -> int:
    zone = pages_of(options)
    migrate()
    _collect_static()
    if options.people:
        from dajuan.web.people.loading import load_people

        load_people(Path(options.people))
    _derive(zone)
    commands = [_pages(options)] + ([] if options.no_jobs else [_jobs(options)])
    print(f"{zone.title()}  http://{options.bind}/", flush=True)
    return _together(commands)


def _collect_static() -> None:
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)


def _derive(zone: Zone) -> None:
    """What pages read from is brought up to the ledger before anybody comes: of a log of a million entries it takes a
    minute to make anew, after an upgrade or where it was deleted. In a process of its own, whose memory goes with it."""
    making = multiprocessing.get_context("spawn").Process(target=derive, args=(zone.folder,))
    making.start()
    making.join()


def derive(folder: Path) -> None:
    """Bring the register of subjects and the columnar copy up to the ledger. Where that cannot be, the pages say why."""
    from dajuan.figures.copy import Copy
    from dajuan.subjects.register import Register

    zone = zone_at(folder)
    try:
        ledger = ledger_of(zone)
        with progress_on_stderr("对象簿、列式副本 / derived copies") as bar:
            progress = bar or _told_now_and_then()
            Register(ledger, zone.derived).follow(progress=progress)
            with ledger.store.reading() as reader:
                Copy(zone.derived / "columns").follow(reader, progress)
        ledger.store.close()
    except LedgerError as error:
        print(f"dajuan: {error.zh} / {error.en}", file=sys.stderr, flush=True)
    except OSError as error:
        print(f"dajuan: {zone.derived}: {error.strerror}", file=sys.stderr, flush=True)


def _told_now_and_then() -> Progress:
    """A line every few seconds, for the system's log."""
    last = time.monotonic()

    def told(done: int, of: int) -> None:
        nonlocal last
        if time.monotonic() - last >= _TOLD_EVERY:
            last = time.monotonic()
            print(f"dajuan: 备派生副本 / making derived copies: {done:,} / {of:,}", file=sys.stderr, flush=True)

    return told


def _mend_static() -> None:
    """``derived/`` may be deleted at any time, and the files of the pages are in it."""
    from django.conf import settings

    if settings.STATIC_ROOT and not (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
        with suppress(OSError):  # It is still being deleted, or the disk is full: looked at again at once.
            _collect_static()


def _pages(options: Namespace) -> list[str]:
    return [
        sys.executable, "-m", "gunicorn", "dajuan.web.wsgi", "--bind", options.bind, "--workers", str(options.workers),
        "--config", "python:dajuan.web.gunicorn_hooks", "--timeout", "120", "--graceful-timeout", str(int(_GRACE)),
        "--max-requests", "20000", "--max-requests-jitter", "2000", "--log-level", "warning",
        "--worker-tmp-dir", _shared_memory(),
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
