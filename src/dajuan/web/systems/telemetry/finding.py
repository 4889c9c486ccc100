"""The devices, firms and consents that an address names or a viewer may see."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import NamedTuple

from django.http import Http404

from dajuan.ledger.entry import Evidence
from dajuan.ledger.state import State
from dajuan.programmes.pack import Name, Programme
from dajuan.programmes.values.show import show_value
from dajuan.subjects.asked import EVERYTHING, Filter
from dajuan.subjects.row import Row
from dajuan.systems.firms import REGISTER, every
from dajuan.systems.telemetry.registry import DEVICES
from dajuan.systems.telemetry.rolling import FLOWS
from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action
from dajuan.web.access.things import thing_of_row
from dajuan.web.api.finding import own_codes
from dajuan.web.moment import Moment
from dajuan.web.programmes.found import Found, subject_called
from dajuan.web.served import served
from dajuan.web.words import spoken


def rows_seen(viewer: Viewer, programme: str, moment: Moment, *, where: Filter = EVERYTHING) -> Iterator[Row]:
    """The subjects of a programme that this viewer may see; none where it is not switched on."""
    pack = served().programmes.get(programme)
    if pack is None:
        return iter(())
    only = own_codes(viewer, pack)
    owners = None if only is not None else viewer.owners()
    here = served().subjects()
    return every(here, programme, where=where, only=only, owners=owners, as_of=moment.as_of, size=moment.size)


def row_seen(viewer: Viewer, programme: str, code: str, moment: Moment) -> Row | None:
    """A subject, if there is one and this viewer may see it."""
    pack = served().programmes.get(programme)
    row = served().subjects().one(programme, code, as_of=moment.as_of, size=moment.size) if pack else None
    return row if row and viewer.may(Action.SEE, thing_of_row(pack, row)) else None


def device_called(viewer: Viewer, code: str) -> Found:
    return subject_called(viewer, DEVICES, code)


class Day(NamedTuple):
    """What the ledger says of a device's day: each flow as shown, the entry, its file."""

    day: date
    values: list[tuple[Name, str]]
    seq: int
    evidence: tuple[Evidence, ...]
    corrected: bool


def days_of(state: State, pack: Programme) -> list[Day]:
    """A device's roll-ups that count, the newest first."""
    told = []
    for seq, entry in state.entries.items():
        if entry.kind != "measured":
            continue
        values = [
            (field.name, show_value(field, entry.fields[key], spoken()) if key in entry.fields else "")
            for key, field in ((key, pack.fields[key]) for key in FLOWS)
        ]
        told.append(Day(entry.effective_on, values, seq, entry.evidence, entry.replaces is not None))
    return sorted(told, key=lambda one: one.day, reverse=True)


def firm_called(viewer: Viewer, code: str, moment: Moment) -> Row:
    """A firm of the register. Raises 404 where this viewer may not see it."""
    row = row_seen(viewer, REGISTER, code, moment)
    if row is None:
        raise Http404
    return row


def names_of(codes: Collection[str]) -> dict[str, str]:
    """Of firms by their credit codes, as the register calls them now; the code of one that it has not."""
    return {code: code for code in codes} | {
        code: row.name for code, row in served().subjects().some(REGISTER, codes).items()
    }
