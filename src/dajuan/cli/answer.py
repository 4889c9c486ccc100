"""``dajuan answer``: the written answer of a year, as docx, pdf or one html page."""

from __future__ import annotations

from argparse import Namespace

from dajuan.answers.sheet.answer import answer_sheet, sentences_for, written
from dajuan.cli.answer_arguments import ANSWER_FORMATS
from dajuan.cli.board import board_asked
from dajuan.cli.figures import engine_of
from dajuan.cli.printing import chosen_format, put
from dajuan.cli.zone import opened


def run(options: Namespace) -> int:
    with opened(options) as (zone, ledger):
        made = board_asked(options, zone, ledger)
        engine = engine_of(zone, ledger)
        try:
            sheet = answer_sheet(made, zone, ledger, engine, style=options.style, verified=options.verified)
        finally:
            engine.close()
    form = chosen_format(options.format, options.output, "docx", ANSWER_FORMATS)
    put(written(sheet, sentences_for(zone), form), options.output)
    return 0
