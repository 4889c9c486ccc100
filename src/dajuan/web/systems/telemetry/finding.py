"""The devices, firms and consents that an address names or a viewer may see."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from django.http import Http404

from dajuan.ledger.entry import Evidence
from dajuan.programmes.pack import Name
from dajuan.programmes.values.show import show_value
from dajuan.subjects.row import Row
from dajuan.subjects.subjects import MOST
from dajuan.systems.telemetry.registry import CONSENTS, DEVICES
from dajuan.systems.telemetry.rolling import FLOWS
from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action
from dajuan.web.access.things import thing_of_row
from dajuan.web.api.finding import own_codes
from dajuan.web.moment import Moment
from dajuan.web.programmes.found import Found, programme_called, subject_called
from dajuan.web.served import served
from dajuan.web.words import spoken

REGISTER = "enterprise-register"


def every(viewer: Viewer, programme: str, moment: Moment) -> Iterator[Row]:
    """Every subject of a programme that this viewer may see; none where it is not switched on."""
    pack = served().programmes.get(programme)
    if pack is None:
        return
    only, after = own_codes(viewer, pack), None
    while True:
        page = served().subjects().page(
            programme, after=after, limit=MOST, as_of=moment.as_of, size=moment.size,
            owners=None if only is not None else viewer.owners(), only=only,
        )  # fmt: skip
        yield from page.rows
        if page.next is None:
            return
        after = page.next


def device_called(viewer: Viewer, code: str) -> Found:
    return subject_called(viewer, DEVICES, code)


class Day(NamedTuple):
    """What the ledger says of a device's day: each flow as shown, the entry, its file."""

    day: date
    values: list[tuple[Name, str]]
    seq: int
    evidence: tuple[Evidence, ...]
    corrected: bool


def days_of(found: Found, moment: Moment) -> list[Day]:
    """A device's roll-ups that count, the newest first."""
    told = []
    for seq, entry in found.state.entries.items():
        if entry.kind != "measured" or (moment.as_of and entry.effective_on > moment.as_of):
            continue
        values = [
            (field.name, show_value(field, entry.fields[key], spoken()) if key in entry.fields else "")
            for key, field in ((key, found.programme.fields[key]) for key in FLOWS)
        ]
        told.append(Day(entry.effective_on, values, seq, entry.evidence, entry.replaces is not None))
    return sorted(told, key=lambda one: one.day, reverse=True)


def consent_of(viewer: Viewer, firm: str, moment: Moment) -> Row | None:
    """The firm's consent if this viewer may see it."""
    pack = served().programmes.get(CONSENTS)
    row = served().subjects().one(CONSENTS, firm, as_of=moment.as_of, size=moment.size) if pack else None
    return row if row and viewer.may(Action.SEE, thing_of_row(pack, row)) else None


def firm_called(viewer: Viewer, code: str, moment: Moment) -> Row:
    """A firm of the register. Raises 404 where this viewer may not see it."""
    pack = programme_called(REGISTER)
    row = served().subjects().one(REGISTER, code, as_of=moment.as_of, size=moment.size)
    if row is None or not viewer.may(Action.SEE, thing_of_row(pack, row)):
        raise Http404
    return row


def names_of(codes: Iterator[str] | list[str]) -> dict[str, str]:
    """Of firms by their credit codes, as the register calls them."""
    known = served().subjects() if REGISTER in served().programmes else None
    found = {code: known.one(REGISTER, code) if known else None for code in codes}
    return {code: row.name if row else code for code, row in found.items()}
