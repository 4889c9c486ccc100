"""``dajuan template``: a programme's workbook to fill in, with what the ledger holds now."""

from __future__ import annotations

import sys
from argparse import Namespace

from dajuan.cli.printing import put
from dajuan.cli.zone import opened, programme_of
from dajuan.ledger.sheets.template import template


def run(options: Namespace) -> int:
    with opened(options) as (_, ledger):
        programme = programme_of(ledger.programmes, options.programme)
        content = template(ledger, programme.code, language=options.lang)
    put(content, options.output)
    if options.output:
        print(
            f"dajuan: 已写到 {options.output}；填好后 dajuan import {options.output} --dry-run 先看会记什么"
            if options.lang == "zh"
            else f"dajuan: written to {options.output}; once filled in, dajuan import {options.output} --dry-run shows what it adds",
            file=sys.stderr,
        )
    return 0
