"""The text of a sheet as whoever reads the written document meets it: paragraph by paragraph, tables row by row.

Raised note marks are no part of it: ``documents`` leaves them out too, so that 60个¹² is not read as 6012.
"""

from __future__ import annotations

from dajuan.answers.sheet.content import Block, NoteMark, Paragraph, Runs, Sheet, Table, text_of


def plain_lines(sheet: Sheet) -> list[str]:
    """Title, opening, then each section; a row's cells are divided by tabs. Of a chart its title is text."""
    lines = [sheet.title, *(_without_marks(one.runs) for one in sheet.opening)]
    for section in sheet.sections:
        lines.append(section.title)
        for block in section.blocks:
            lines += _lines(block)
    return lines


def _lines(block: Block) -> list[str]:
    if isinstance(block, Paragraph):
        return [_without_marks(block.runs)]
    if isinstance(block, Table):
        return ["\t".join(column.title for column in block.columns)] + [
            "\t".join(text_of(cell) for cell in row) for row in block.rows
        ]
    return [block.title]


def _without_marks(runs: Runs) -> str:
    return text_of(tuple(run for run in runs if not isinstance(run, NoteMark)))
