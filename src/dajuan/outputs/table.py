"""A reading as a table in the terminal: what, how much, by when, promised or done, where."""

from __future__ import annotations

import io

from dajuan.claims.claim import Claim, Reading
from dajuan.outputs.places import Places
from dajuan.outputs.terminal import printable
from dajuan.outputs.words import BASES, ROLES, amount, when

_HEADS = {
    "zh": ("什么", "多少", "何时", "状态", "在哪里"),
    "en": ("what", "how much", "by when", "status", "where"),
}
NARROW = 120
"""Columns under which only the words as written are shown, and the place without its section: a line a claim."""
_STYLES = {"result": "green", "target": "magenta", "context": "dim"}


def claim_table(reading: Reading, *, language: str = "zh", colour: bool = False, columns: int | None = None) -> str:
    """Claims in order, then how many there are and how many promises have no number."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    out = io.StringIO()
    wide = columns or _columns()
    roomy = wide >= NARROW
    console = Console(
        file=out,
        force_terminal=colour,
        no_color=not colour,
        width=wide,
        legacy_windows=False,
        highlight=False,
    )
    table = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="bold" if colour else "")
    for place, (head, most) in enumerate(zip(_HEADS[language], (40, 26, 16, 10, 34), strict=True)):
        table.add_column(head, overflow="fold" if place == 0 else "ellipsis", max_width=most, no_wrap=place > 0)
    places = Places(reading.document)
    for claim in reading.claims:
        status = Text(ROLES[claim.role][language], style=_STYLES[claim.role] if colour else "")
        cells = (
            _what(claim, language),
            _how_much(claim, roomy),
            when(claim, language),
            status,
            _where(claim, places, roomy),
        )
        table.add_row(*(cell if isinstance(cell, Text) else Text(cell) for cell in cells))
    console.print(table)
    console.print(Text(_summary(reading, language)))
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def _columns() -> int:
    from shutil import get_terminal_size

    return max(get_terminal_size((120, 24)).columns, 60)


def _what(claim: Claim, language: str) -> str:
    """The indicator, with its basis when that is not a plain level, and the whole of a part."""
    basis = "" if claim.basis == "level" else f" · {BASES[claim.basis][language]}"
    indicator = printable(claim.indicator) or "—"
    return f"{'└ ' if claim.part_of else ''}{indicator}{basis}"


def _how_much(claim: Claim, roomy: bool) -> str:
    """As written, and under it the value in the base unit where that is another."""
    written = printable(claim.text)
    base = amount(claim)
    same = base.replace(" ", "").replace(",", "") == written.replace(" ", "").replace(",", "")
    return written if same or not roomy or claim.unit == "1" else f"{written}\n{base}"


def _where(claim: Claim, places: Places, roomy: bool) -> str:
    line, column = places.line_and_column(claim.start)
    page = places.page(claim.start)
    where = f"p{page} {line}:{column}" if page else f"{line}:{column}"
    return f"{where} {printable(claim.section[-1])}" if roomy and claim.section else where


def _summary(reading: Reading, language: str) -> str:
    roles = [claim.role for claim in reading.claims]
    done, promised, other = (roles.count(role) for role in ("result", "target", "context"))
    wordless = sum(1 for one in reading.commitments if not one.claims)
    if language == "en":
        told = f"{len(roles)} claims: {done} done, {promised} promised, {other} background"
        return f"{told}; {wordless} promises without a number"
    return f"{len(roles)} 个数：已完成 {done}，承诺 {promised}，背景 {other}；没有数的承诺 {wordless} 项"
