"""The ``dajuan`` command: arguments in, printing out, nothing else. Each command is imported when it is called."""

from __future__ import annotations

import errno
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

FOUND, FAILED = 1, 2
"""Exit status: 0 nothing to report, 1 findings, 2 could not do the work."""
_SERVER = frozenset({"yaml", "msgspec", "cryptography", "puremagic", "duckdb", "pyarrow", "psycopg", "numpy"})
"""What the extra ``server`` brings."""
_TELEMETRY = frozenset({"paho", "asyncua"})
_OF_THE_MACHINE = frozenset({errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT})
"""No right to write, no room: no fault of ours, wherever it is met."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Whatever goes wrong is one line on stderr and status 2, never a traceback."""
    from dajuan.cli.arguments import parser

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    options = parser().parse_args(arguments)
    options.lang = options.lang or spoken(options.format, options.output)
    from importlib import import_module

    try:
        status = int(import_module(f"dajuan.cli.{options.command}").run(options))
        sys.stdout.flush()
    except BrokenPipeError:
        return _reader_left()
    except KeyboardInterrupt:
        return failed("已中断 / interrupted")
    except Exception as error:
        return failed(line_of(error), error)
    return status


def spoken(given: str | None, output: str | None) -> str:
    """The language of the system, as ``LC_ALL``, ``LC_MESSAGES`` or ``LANG`` has it: English where they say so.

    Tables for programs are always Chinese unless ``--lang`` says otherwise: the same bytes on every machine.
    """
    from dajuan.cli.printing import FOR_PROGRAMS, SUFFIXES

    ending = os.path.splitext(output or "")[1].lower()
    if (given or SUFFIXES.get(ending)) in FOR_PROGRAMS:
        return "zh"
    names = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    told = next((name for name in names if name), "")
    return "en" if told.lower().startswith("en") else "zh"


def failed(line: str, error: BaseException | None = None) -> int:
    """Say in one line on stderr why the work could not be done."""
    print(f"dajuan: {line}", file=sys.stderr)
    if error is not None and not hasattr(error, "zh") and os.environ.get("DAJUAN_TRACEBACK"):
        import traceback

        traceback.print_exception(error)
    return FAILED


def line_of(error: BaseException) -> str:
    """One line about an error: our own say it themselves, any other is a fault of ours."""
    if hasattr(error, "zh"):
        return " ".join(str(error).split("\n"))
    if isinstance(error, ModuleNotFoundError) and error.name and error.name.partition(".")[0] in _SERVER:
        return f"台账要用 {error.name}：pip install 'dajuan[server]' / the ledger needs {error.name}: pip install 'dajuan[server]'"
    if isinstance(error, ModuleNotFoundError) and error.name and error.name.partition(".")[0] in _TELEMETRY:
        return f"网关要用 {error.name}：pip install 'dajuan[telemetry]' / the gateway needs {error.name}: pip install 'dajuan[telemetry]'"
    if isinstance(error, OSError) and error.filename and error.errno in _OF_THE_MACHINE:
        from pathlib import Path

        from dajuan.outputs.atomic import unwritable

        return str(unwritable(Path(os.fsdecode(error.filename)), error))
    what = " ".join(f"{type(error).__name__}: {error}".split())
    return (
        f"程序内部错误（{what}），请报告；设 DAJUAN_TRACEBACK=1 可看全文"
        f" / an error of ours ({what}), please report it; DAJUAN_TRACEBACK=1 shows all of it"
    )


def _reader_left() -> int:
    """The other end of the pipe was closed (``| head``): stop quietly, and keep Python quiet at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return FAILED
