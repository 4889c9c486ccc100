"""Runs in hand: what a run computed, rebuilt from its own table by its own scheme, kept as long as it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.http import Http404, HttpRequest

from dajuan.indices.construct import Construction, construct
from dajuan.indices.scheme import Scheme
from dajuan.subjects.row import Row
from dajuan.systems.firms import REGISTER, every
from dajuan.systems.growth import record, schemes
from dajuan.systems.growth.record import Recorded
from dajuan.systems.growth.results import Results
from dajuan.web.access.rights import Viewer
from dajuan.web.access.seen import sees
from dajuan.web.served import served

_KEPT = 8


@dataclass(frozen=True, eq=False, slots=True)
class Held:
    scheme: Scheme
    results: Results
    made: Construction


def held(one: Recorded) -> Held:
    """Raises ``GrowthError`` where its scheme or its evidence is gone."""
    return _held(served().folder, one)


@lru_cache(_KEPT)
def _held(_folder: object, one: Recorded) -> Held:
    store = served().zone.evidence()
    version = schemes.version_of(served().ledger, one.scheme)
    scheme, results = schemes.scheme_of(store, version), record.results_of(store, one)
    return Held(scheme, results, construct(scheme, results.table))


def runs_seen(viewer: Viewer, *, size: int | None = None) -> list[Recorded]:
    """An enterprise sees what is published: the rest is the zone's own work yet."""
    found = record.runs(served().ledger, size=size)
    return [one for one in found if one.stage == record.PUBLISHED] if viewer.enterprise else found


def known_runs(request: HttpRequest) -> list[Recorded]:
    """Those to be seen, as the page's moment knows them."""
    return runs_seen(request.viewer, size=request.moment.size)  # type: ignore[attr-defined]


def run_asked(request: HttpRequest, found: list[Recorded]) -> Recorded | None:
    """The run that the address names; with none, the one shown first. Raises ``Http404`` where there is no such run."""
    code = request.GET.get("run", "")
    one = record.shown(found, code)
    if code and one is None:
        raise Http404
    return one


def run_called(code: str) -> Recorded:
    one = next((each for each in record.runs(served().ledger) if each.code == code), None)
    if one is None:
        raise Http404
    return one


def firms_seen(viewer: Viewer) -> Mapping[str, Row]:
    """The firms of the register that a viewer may see, by code."""
    return {row.code: row for row in every(served().subjects(), REGISTER, owners=viewer.owners())}


def firm_seen(viewer: Viewer, code: str) -> Row:
    """Raises ``Http404`` where there is none, or none that this viewer may see."""
    row = served().subjects().one(REGISTER, code)
    if row is None or not sees(viewer, row):
        raise Http404
    return row
