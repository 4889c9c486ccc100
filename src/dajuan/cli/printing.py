"""Where an output goes: the terminal, or a file that is written whole or not at all."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from dajuan.outputs.atomic import unwritable, write_whole
from dajuan.outputs.trouble import OutputError

SUFFIXES = {
    ".json": "json",
    ".jsonl": "json",
    ".ndjson": "json",
    ".csv": "csv",
    ".xlsx": "xlsx",
    ".html": "html",
    ".htm": "html",
    ".docx": "docx",
    ".pdf": "pdf",
    ".parquet": "parquet",
    ".sarif": "sarif",
    ".md": "markdown",
}
FOR_PROGRAMS = frozenset({"json", "csv", "parquet", "sarif", "github"})


def chosen_format(given: str | None, output: str | None, default: str, allowed: tuple[str, ...]) -> str:
    """``--format``, or what the ending of ``-o`` says, or the default."""
    if given:
        return given
    told = SUFFIXES.get(Path(output).suffix.lower()) if output else None
    return told if told in allowed else default


def put(content: str | bytes, output: str | None) -> None:
    """To a file, or to standard output; bytes for a terminal are refused."""
    if output:
        write_whole(Path(output), content)
    elif isinstance(content, str):
        _print(content)
    elif sys.stdout.isatty():
        raise OutputError(
            "这个格式不能显示在终端，请加 -o 文件名", "this format cannot be shown in a terminal: add -o FILE"
        )
    else:
        sys.stdout.buffer.write(content)


def _print(content: str) -> None:
    """A full disk behind ``>`` is no fault of ours, and is said as for ``-o``."""
    try:
        sys.stdout.write(content)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115  what is left in the buffer must not be tried again at exit
        raise unwritable(Path("标准输出 stdout"), error) from error


def colour_wanted() -> bool:
    """Colours for a terminal; ``NO_COLOR`` turns them off, ``FORCE_COLOR`` on."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def columns() -> int:
    """Columns of the terminal, between 60 and 140; 100 where there is none."""
    if not sys.stdout.isatty():
        return 100
    from shutil import get_terminal_size

    return min(max(get_terminal_size((100, 24)).columns, 60), 140)
