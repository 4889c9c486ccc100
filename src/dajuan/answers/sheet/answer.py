"""From a board to a written answer: its lineages looked up, the zone's words, the sheet, the bytes of a format."""

from __future__ import annotations

from dajuan.answers.board import Board
from dajuan.answers.sheet.compose import compose
from dajuan.answers.sheet.content import Sheet
from dajuan.answers.sheet.lineage import known_on, lineages
from dajuan.answers.sheet.sentences import Sentences, sentences_of
from dajuan.answers.sheet.stamp import Style
from dajuan.figures.ask import RootedEngine
from dajuan.ledger.ledger import Ledger
from dajuan.ledger.zone import Zone

FORMATS = ("docx", "pdf", "html")


def answer_sheet(
    board: Board,
    zone: Zone,
    ledger: Ledger,
    engine: RootedEngine,
    *,
    style: Style = "plain",
    verified: bool = False,
) -> Sheet:
    """The sheet of a board; ``verified`` as the board was asked. The same board and words give the same sheet."""
    return compose(
        board,
        zone,
        lineages(board, ledger, engine, verified=verified),
        known_on=known_on(ledger, board.size),
        sentences=sentences_for(zone),
        style=style,
        verified=verified,
    )


def sentences_for(zone: Zone) -> Sentences:
    """Ours, with those of the file that ``[answers] sentences`` names before them."""
    table = zone.extra.get("answers")
    named = table.get("sentences") if isinstance(table, dict) else None
    return sentences_of(zone.folder / str(named)) if named else sentences_of()


def written(sheet: Sheet, sentences: Sentences, form: str) -> bytes:
    """The sheet as a file of one of :data:`FORMATS`."""
    if form == "html":
        from dajuan.answers.sheet.html_file import html_text

        return html_text(sheet, sentences).encode()
    if form == "pdf":
        from dajuan.answers.sheet.pdf_file import pdf_bytes

        return pdf_bytes(sheet, sentences)
    from dajuan.answers.sheet.docx_file import docx_bytes

    return docx_bytes(sheet, sentences)
