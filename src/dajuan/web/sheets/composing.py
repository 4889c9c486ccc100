"""From a question to a version: the sheet composed once, its files kept."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime

from dajuan.answers.sheet.answer import FORMATS, answer_sheet, sentences_for, written
from dajuan.answers.sheet.plain import plain_lines
from dajuan.answers.sheet.stamp import Style, stamp_line
from dajuan.ledger.evidence import EvidenceStore
from dajuan.ledger.zone import Zone
from dajuan.web.moment import Moment
from dajuan.web.people.models import Person
from dajuan.web.served import served
from dajuan.web.sheets.models import Version
from dajuan.web.words import Words

Tell = Callable[[int, int, Words], None]
_FOLDER = "sheets"


def sheets_of(zone: Zone) -> EvidenceStore:
    """The folder of written sheets: files by their SHA-256, never changed, as evidence is."""
    return EvidenceStore(zone.folder / _FOLDER)


def kept_since(moment: datetime, *, by: int, note: str, **asked: object) -> Version | None:
    """A version of the same question kept since the job was asked for: by a worker that died before it could say so."""
    return Version.objects.filter(at__gte=moment, by=by, note=note, discarded_at=None, **asked).first()


def compose(year: int, moment: Moment, style: Style, *, by: Person, note: str, tell: Tell) -> Version:
    """Compose a sheet and keep it as a version. Raises ``LedgerError`` where the year has no plan by then."""
    here = served()
    of = len(FORMATS) + 1
    tell(0, of, Words("算数、查来历", "computing, looking up lineages"))
    with here.engine() as engine:
        board = here.board(year, moment)
        sheet = answer_sheet(board, here.zone, here.ledger, engine, style=style, verified=moment.verified)
    sentences = sentences_for(here.zone)
    files = {}
    for done, form in enumerate(FORMATS, 1):
        tell(done, of, Words(f"写 {form}", f"writing {form}"))
        data = written(sheet, sentences, form)
        kept = sheets_of(here.zone).keep_stream(io.BytesIO(data), name=f"answer-{year}.{form}")
        files[form] = kept.sha256
    return Version.objects.create(
        year=year,
        as_of=board.as_of,
        size=board.size,
        root=board.root,
        verified=moment.verified,
        style=style,
        stamp=stamp_line(sheet.stamp),
        lines=plain_lines(sheet),
        counted=board.counts(),
        files=files,
        by=by,
        note=note,
    )
