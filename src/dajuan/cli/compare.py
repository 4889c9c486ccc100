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
    chosen = chosen_format(options.format, options.output, "table", COMPARE_FORMATS)
    comparison = _with_ledger(options) if options.ledger else _of_two(options)
    put(_WRITERS[chosen](options, comparison), options.output)
    return FOUND if any(one.verdict in UNKEPT for one in comparison.answers) else 0


def _of_two(options: Namespace) -> Comparison:
    if options.report is None:
        raise OutputError(
            "还缺 REPORT：要作出承诺的和作出回答的两份文件；或者一份，加 --ledger 园区文件夹",
            "REPORT is missing: two documents are compared, that which promised and that which answers; or one, with --ledger",
        )
    if options.year is not None:
        raise OutputError("--year 要同 --ledger 一起用", "--year goes with --ledger")
    if options.plan == options.report == "-":
        raise OutputError("两份都写成 -，标准输入只能读一份", "both are -: standard input holds only one")
    from dajuan.comparison.compare import compare_readings

    return compare_readings(reading_of(options.plan), reading_of(options.report))


def _with_ledger(options: Namespace) -> Comparison:
    """With ``--year`` the ledger's plan of that year and a report; without, a plan that the ledger answers."""
    if options.report is not None:
        raise OutputError(
            "加了 --ledger 就只要一份文件：台账是另一方",
            "with --ledger one document is enough: the ledger is the other",
        )
    from dajuan.answers.promised import ledger_against_report, plan_against_ledger
    from dajuan.cli.board import board_asked
    from dajuan.cli.zone import opened

    document = reading_of(options.plan)
    with opened(Namespace(zone=options.ledger)) as (zone, ledger):
        if options.year is not None:
            return ledger_against_report(zone, ledger, options.year, document)
        asked = Namespace(year=document.plan_year, as_of=None, known_at=None, verified=False)
        return plan_against_ledger(document, zone, board_asked(asked, zone, ledger))


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
