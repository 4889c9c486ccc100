"""``dajuan read``: what a document claims and promises."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from dajuan.claims.claim import Reading
from dajuan.cli.arguments import READ_FORMATS
from dajuan.cli.inputs import reading_of
from dajuan.cli.printing import chosen_format, colour_wanted, put
from dajuan.outputs.trouble import OutputError


def run(options: Namespace) -> int:
    options.format = chosen_format(options.format, options.output, "table", READ_FORMATS)
    if options.file != "-" and Path(options.file).is_dir():
        from dajuan.cli.folder import run_folder

        return run_folder(options, Path(options.file), "claims")
    if options.engine:
        raise OutputError("--engine 只用于整个文件夹", "--engine is for a whole folder")
    put(_WRITERS[options.format](options, reading_of(options.file, options.year)), options.output)
    return 0


def _as_table(options: Namespace, reading: Reading) -> str:
    from dajuan.outputs.table import claim_table

    return claim_table(reading, language=options.lang, colour=not options.output and colour_wanted())


def _as_json(options: Namespace, reading: Reading) -> str:
    from dajuan.outputs.contract import json_text, reading_object

    return json_text(reading_object(reading, language=options.lang))


def _as_csv(options: Namespace, reading: Reading) -> str:
    from dajuan.outputs.csv_text import csv_text
    from dajuan.outputs.rows import CLAIM_COLUMNS, claim_rows

    return csv_text(CLAIM_COLUMNS, claim_rows(reading))


def _as_xlsx(options: Namespace, reading: Reading) -> bytes:
    from dajuan.outputs.rows import CLAIM_COLUMNS, claim_rows
    from dajuan.outputs.xlsx import xlsx_bytes

    return xlsx_bytes(CLAIM_COLUMNS, claim_rows(reading), language=options.lang)


def _as_parquet(options: Namespace, reading: Reading) -> bytes:
    from dajuan.outputs.parquet import parquet_bytes
    from dajuan.outputs.rows import CLAIM_COLUMNS, claim_rows

    return parquet_bytes(CLAIM_COLUMNS, claim_rows(reading))


def _as_html(options: Namespace, reading: Reading) -> str:
    from dajuan.outputs.html import marked_page

    return marked_page(reading, (), {}, language=options.lang)


_WRITERS: dict[str, Callable[[Namespace, Reading], str | bytes]] = {
    "table": _as_table,
    "json": _as_json,
    "csv": _as_csv,
    "xlsx": _as_xlsx,
    "html": _as_html,
    "parquet": _as_parquet,
}
