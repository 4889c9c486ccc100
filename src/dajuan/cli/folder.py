"""``dajuan read DIR`` and ``dajuan check DIR -o``: a folder into one table, with progress on stderr."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from dajuan.cli import FAILED, FOUND, failed
from dajuan.cli.progress import progress_on_stderr
from dajuan.outputs.trouble import OutputError

FORMATS = ("csv", "json", "parquet")
SHOWN = 20
"""Bad documents named on the terminal; all of them stand in ``OUT.errors.csv``."""


def run_folder(options: Namespace, folder: Path, kind: str) -> int:
    """0 when all was read, 1 when findings were found, 2 when a document could not be read (the rest is in the table)."""
    from dajuan.batch.parts import Task
    from dajuan.batch.run import run

    task = Task(str(folder), "", kind, _format(options), options.year, options.lang)
    if kind == "findings":
        from dajuan.cli.check import codes

        task = task._replace(select=codes(options.select), ignore=codes(options.ignore))
    try:
        with progress_on_stderr() as tell:
            done = run(folder, Path(options.output), task, _engine(options), options.jobs, tell)
    except KeyboardInterrupt:
        return failed(
            "已中断；读完的都留着，再运行同一条命令就接着读 / interrupted; the same command goes on from here"
        )
    for bad in done.bad[:SHOWN]:
        print(f"dajuan: {bad.source}：{bad.zh} / {bad.en}", file=sys.stderr)
    if len(done.bad) > SHOWN:
        more = len(done.bad) - SHOWN
        print(f"dajuan: 另有{more}个，见 / {more} more in {options.output}.errors.csv", file=sys.stderr)
    print(_summary(done.files, len(done.bad), done.rows, done.resumed, options.output), file=sys.stderr)
    return FAILED if done.bad else FOUND if kind == "findings" and done.rows else 0


def _format(options: Namespace) -> str:
    if not options.output:
        raise OutputError(
            "读整个文件夹请加 -o 文件名，如 -o claims.parquet", "a folder needs -o FILE, such as -o claims.parquet"
        )
    if options.format not in FORMATS:
        raise OutputError("整个文件夹只能写成 csv、json 或 parquet", "a folder is written as csv, json or parquet")
    return str(options.format)


def _engine(options: Namespace):  # type: ignore[no-untyped-def]
    if not options.engine:
        return None
    if not options.engine.startswith("ray://"):
        raise OutputError(
            "--engine 只认 ray://local 或 ray://主机:端口", "--engine takes ray://local or ray://host:port"
        )
    from dajuan.batch.ray_engine import RayEngine

    return RayEngine(options.engine, options.jobs)


def _summary(files: int, bad: int, rows: int, resumed: int, out: str) -> str:
    again_zh, again_en = (
        (f"，其中{resumed}个接着上次", f", {resumed} of them by an earlier run") if resumed else ("", "")
    )
    return (
        f"读了{files - bad}个文件{again_zh}，{bad}个没读成，{rows}行写到 {out}"
        f" / {files - bad} files read{again_en}, {bad} not, {rows} rows in {out}"
    )
