"""A measurement kept: the levels of every service, and the result home by home as their evidence."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from dajuan.ledger.entry import Draft, Evidence, Value
from dajuan.ledger.ledger import Ledger
from dajuan.ledger.read import size_of, states_as_known
from dajuan.programmes.pack import Programme
from dajuan.programmes.values import read_value
from dajuan.standards.circles.circles import Pace
from dajuan.systems.services.bases import BASES
from dajuan.systems.services.coverage import Coverage
from dajuan.systems.services.residents import Residents
from dajuan.systems.services.settings import CIRCLE

COVERAGE, EVIDENCE = "service-coverage", "可达结果表"
FITNESS = "fitness"
MINUTES = 15
"""That are kept: the pack's indicators have them in their names."""


class Basis(NamedTuple):
    """What a measurement rests on, the bases by their codes; ``department``: whose it is."""

    department: str
    network: str
    residents: str
    pace: Pace
    sports_area: int
    """Hundredths of a square metre."""


def measured_on(ledger: Ledger, *, as_of: date | None = None, size: int | None = None) -> date | None:
    """The day of the measurement that counts; None: none was kept."""
    states = states_as_known(
        ledger, programme=COVERAGE, subjects=[CIRCLE], size=size_of(ledger) if size is None else size
    )
    held = states[CIRCLE].level("reached", as_of) if CIRCLE in states else None
    return held.on if held else None


def result_text(residents: Residents, found: Mapping[str, Coverage]) -> str:
    """A row a home, a pair of columns a service: metres on foot, and why. Numbers and codes only."""
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n")
    write.writerow(["code", "people", *(f"{key}:{what}" for key in found for what in ("metres", "case"))])
    for at, home in enumerate(residents.homes):
        told = [part for one in found.values() for part in (_metres(one, at), one.case(at).value)]
        write.writerow([home.code, home.people, *told])
    return out.getvalue()


def _metres(one: Coverage, at: int) -> str:
    return "" if (walked := one.walked(at)) is None else f"{walked:.0f}"


def drafts(
    found: Mapping[str, Coverage],
    names: Mapping[str, str],
    basis: Basis,
    result: Evidence,
    pack: Programme,
    known: frozenset[str],
    *,
    on: date,
) -> list[Draft]:
    """An entry a service that the pack can name; ``known``: those opened already."""
    made = []
    for key, one in found.items():
        if key not in {choice.key for choice in pack.fields["service"].choices}:
            continue
        if key not in known:
            opening: dict[str, Value] = {"name": names[key], "service": key, "department": basis.department}
            made.append(Draft(programme=COVERAGE, subject=key, kind="opened", effective_on=on, fields=opening))
        fields = _fields(one, basis, pack)
        if key == FITNESS:
            fields["sports-area"] = basis.sports_area
        made.append(
            Draft(programme=COVERAGE, subject=key, kind="stated", effective_on=on, fields=fields, evidence=(result,))
        )
    return made


def _fields(one: Coverage, basis: Basis, pack: Programme) -> dict[str, Value]:
    said = {
        "reached": one.reached, "residents": one.residents, "straight": one.claimed, "facilities": one.facilities,
        "minutes": MINUTES, "metres": one.metres, "pace": basis.pace.name.zh,
    }  # fmt: skip
    fields: dict[str, Value] = {key: read_value(pack.fields[key], str(value)) for key, value in said.items()}
    return fields | {"network": f"{BASES}/{basis.network}", "residents-table": f"{BASES}/{basis.residents}"}
