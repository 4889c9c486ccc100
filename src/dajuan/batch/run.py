"""A whole folder → one table: parts shared out to processes or a cluster, kept as they finish, joined in path order.

A run that was killed leaves its finished parts beside the table; the same command goes on from there and ends with the
same bytes. Memory holds one part a process, whatever the folder's size.
"""

from __future__ import annotations

import errno
import hashlib
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple, Protocol

from dajuan import __version__
from dajuan.batch.listing import files_in
from dajuan.batch.lock import only_one
from dajuan.batch.parts import Bad, Part, Task, columns_of, finished, rows_path
from dajuan.batch.processes import Processes
from dajuan.outputs.atomic import unwritable, whole_file, write_whole
from dajuan.outputs.trouble import OutputError

PART_SIZE = 32
"""Documents a part: what a kill loses at most, for each process."""
_BLOCK = 1 << 20


class Engine(Protocol):
    """Whatever runs the parts; results come back in any order."""

    def __call__(self, task: Task, work: list[tuple[int, tuple[str, ...]]]) -> Iterator[Part]: ...


class Summary(NamedTuple):
    """What became of a folder."""

    files: int
    rows: int
    bad: tuple[Bad, ...]
    resumed: int
    """Documents that an earlier, interrupted run had read already."""


def run(
    folder: Path,
    out: Path,
    task: Task,
    engine: Engine | None = None,
    jobs: int | None = None,
    tell: Callable[[int, int], None] | None = None,
) -> Summary:
    """Read every document below ``folder`` into ``out``. ``tell`` is called with (documents done, documents in all).

    Raises :class:`OutputError` when there is nothing to read or ``out`` cannot be written. Bad documents are passed over
    and listed in ``<out>.errors.csv``.
    """
    closed: list[OSError] = []
    names = [str(name) for name in files_in(folder, closed)]
    if not names:
        raise OutputError(f"{folder}：文件夹里没有能读的文件", f"{folder}: no document in this folder")
    parts = out.with_name(out.name + ".parts")
    task = task._replace(folder=str(folder), parts=str(parts))
    _refuse_early(out, task)
    with only_one(out):
        return _run(folder, names, out, task, engine or Processes(jobs), closed, tell)


def _run(
    folder: Path,
    names: list[str],
    out: Path,
    task: Task,
    engine: Engine,
    closed: list[OSError],
    tell: Callable[[int, int], None] | None,
) -> Summary:
    parts = Path(task.parts)
    _prepare(parts, _fingerprint(folder, names, task))
    work = [(i // PART_SIZE, tuple(names[i : i + PART_SIZE])) for i in range(0, len(names), PART_SIZE)]
    done = {index: part for index, _ in work if (part := finished(task, index)) is not None}
    resumed = counted = sum(part.files for part in done.values())
    if tell:
        tell(counted, len(names))
    for part in engine(task, [one for one in work if one[0] not in done]):
        done[part.number] = part
        counted += part.files
        if tell:
            tell(counted, len(names))
    ordered = [done[index] for index, _ in work]
    _join(out, task, [rows_path(task, part.number) for part in ordered])
    bad = (*(_closed(error, folder) for error in closed), *(one for part in ordered for one in part.bad))
    _tell_bad(out, bad)
    shutil.rmtree(parts, ignore_errors=True)
    return Summary(len(names), sum(part.rows for part in ordered), bad, resumed)


def _fingerprint(folder: Path, names: list[str], task: Task) -> str:
    """Changes when a document, an option or the version does: then the old parts are of no use."""
    told = hashlib.sha256(repr((__version__, task._replace(folder="", parts=""))).encode())
    for name in names:
        try:
            about = (folder / name).stat()
            seen = f"{about.st_size}\0{about.st_mtime_ns}"
        except OSError:  # a broken link, or gone since: its reader says so
            seen = "gone"
        told.update(f"{name}\0{seen}\n".encode("utf-8", "surrogateescape"))
    return told.hexdigest()


def _prepare(parts: Path, fingerprint: str) -> None:
    mark = parts / "manifest"
    if mark.is_file() and mark.read_text(encoding="utf-8", errors="replace") == fingerprint:
        return
    shutil.rmtree(parts, ignore_errors=True)
    try:
        parts.mkdir()
    except OSError as error:
        raise unwritable(parts.parent, error) from error
    write_whole(mark, fingerprint)


def _refuse_early(out: Path, task: Task) -> None:
    """What would stop the table at the end is said before the first document is read."""
    if out.is_dir():
        raise unwritable(out, IsADirectoryError(errno.EISDIR, ""))
    if not out.parent.is_dir():
        raise unwritable(out, FileNotFoundError(errno.ENOENT, ""))
    if task.format == "parquet":
        from dajuan.outputs.parquet import parquet_bytes

        parquet_bytes(columns_of(task), [])


def _closed(error: OSError, folder: Path) -> Bad:
    """A folder inside that cannot be opened."""
    name = Path(str(error.filename))
    inside = name.relative_to(folder).as_posix() if name.is_relative_to(folder) else str(name)
    return Bad(f"{inside}/", f"文件夹打不开（{error.strerror}）", f"a folder that cannot be opened ({error.strerror})")


def _join(out: Path, task: Task, parts: list[Path]) -> None:
    with whole_file(out) as neighbour:
        if task.format == "parquet":
            from dajuan.outputs.parquet import join_parquet

            join_parquet(parts, neighbour, columns_of(task))
            return
        with neighbour.open("wb") as joined:
            if task.format == "csv":
                from dajuan.outputs.csv_text import csv_head

                joined.write(csv_head(columns_of(task)).encode("utf-8"))
            for part in parts:
                with part.open("rb") as rows:
                    shutil.copyfileobj(rows, joined, _BLOCK)


def _tell_bad(out: Path, bad: tuple[Bad, ...]) -> None:
    told = out.with_name(out.name + ".errors.csv")
    if not bad:
        told.unlink(missing_ok=True)
        return
    from dajuan.outputs.csv_text import csv_text
    from dajuan.outputs.rows import Column

    columns = (
        Column("source", "文件", "file", "text"),
        Column("zh", "原因", "why", "text"),
        Column("en", "原因（英文）", "why", "text"),
    )
    write_whole(told, csv_text(columns, [list(one) for one in bad]))
