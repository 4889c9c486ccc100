"""``dajuan compare``: last year's promises, each with its answer."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable

from dajuan.cli import FOUND
from dajuan.cli.arguments import COMPARE_FORMATS
from dajuan.cli.inputs import reading_of
from dajuan.cli.printing import chosen_format, colour_wanted, put
from dajuan.comparison.comparison import Comparison
from dajuan.outputs.trouble import OutputError

UNKEPT = frozenset(("missed", "admitted", "partly", "not_answered"))
"""What makes the exit status 1."""


def run(options: Namespace) -> int:
    if options.plan == options.report == "-":
        raise OutputError("两份都写成 -，标准输入只能读一份", "both are -: standard input holds only one")
    from dajuan.comparison.compare import compare_readings

    chosen = chosen_format(options.format, options.output, "table", COMPARE_FORMATS)
    comparison = compare_readings(reading_of(options.plan), reading_of(options.report))
    put(_WRITERS[chosen](options, comparison), options.output)
    return FOUND if any(one.verdict in UNKEPT for one in comparison.answers) else 0


def _as_table(options: Namespace, comparison: Comparison) -> str:
    from dajuan.outputs.comparison_table import comparison_table

    return comparison_table(comparison, language=options.lang, colour=not options.output and colour_wanted())


def _as_json(options: Namespace, comparison: Comparison) -> str:
    from dajuan.outputs.comparison_rows import comparison_object
    from dajuan.outputs.contract import json_text

    return json_text(comparison_object(comparison, options.lang))


def _as_csv(options: Namespace, comparison: Comparison) -> str:
    from dajuan.outputs.comparison_rows import COMPARISON_COLUMNS, comparison_rows
    from dajuan.outputs.csv_text import csv_text

    return csv_text(COMPARISON_COLUMNS, comparison_rows(comparison, options.lang))


def _as_xlsx(options: Namespace, comparison: Comparison) -> bytes:
    from dajuan.outputs.comparison_rows import COMPARISON_COLUMNS, comparison_rows
    from dajuan.outputs.xlsx import xlsx_bytes

    rows = comparison_rows(comparison, options.lang, words=True)
    return xlsx_bytes(COMPARISON_COLUMNS, rows, language=options.lang)


def _as_html(options: Namespace, comparison: Comparison) -> str:
    from dajuan.outputs.comparison_html import comparison_page

    return comparison_page(comparison, language=options.lang)


_WRITERS: dict[str, Callable[[Namespace, Comparison], str | bytes]] = {
    "table": _as_table,
    "json": _as_json,
    "csv": _as_csv,
    "xlsx": _as_xlsx,
    "html": _as_html,
}
