"""What is recorded here, by pages and by the API alike: bases taken in, measurements kept."""

from __future__ import annotations

import io
from datetime import date
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile

from dajuan.ledger.append import Appended, append
from dajuan.ledger.entry import Draft, keyed
from dajuan.ledger.trouble import RefusedError, Trouble
from dajuan.programmes.values import ValueTrouble
from dajuan.programmes.values.dates import read_date
from dajuan.systems.firms import every
from dajuan.systems.services import bases
from dajuan.systems.services.measured import COVERAGE, EVIDENCE, MINUTES, Basis, drafts, result_text
from dajuan.systems.services.supply import sports_area
from dajuan.systems.services.trouble import ServicesError
from dajuan.web.access.rights import Thing, Viewer
from dajuan.web.access.roles import Action
from dajuan.web.moment import Moment
from dajuan.web.served import served
from dajuan.web.systems.services.inhand import InHand, Question, in_hand

LARGEST = 48 << 20
"""Bytes of a file."""


def may_measure(viewer: Viewer, here: InHand) -> bool:
    return viewer.may(Action.RECORD, Thing((here.lines.office,)))


def measured(viewer: Viewer, asked: Question, *, key: str = "") -> Appended:
    """Keep the coverage of every service as of now. Raises ``LedgerError``, ``PermissionDenied``."""
    here = in_hand(Moment())
    if not may_measure(viewer, here):
        raise PermissionDenied(Action.RECORD)
    if here.ground is None or here.network is None or here.residents is None:
        raise here.trouble or ServicesError(
            "还没有路网和居民表，测不了：先在“底数”里传",
            "there is no network or no table of residents yet: take them in first",
        )
    if asked.minutes != MINUTES:
        raise ServicesError(
            f"只记 {MINUTES} 分钟的：台账里的覆盖率都是 {MINUTES} 分钟的，不是 {asked.minutes} 分钟",
            f"only {MINUTES} minutes are kept: coverage in the ledger is of {MINUTES}, not of {asked.minutes}",
        )
    if asked.with_coming:
        raise ServicesError("只记已投用的；把“连在建的”去掉", "only what is open is kept; leave out what is under way")
    zone, today = served(), served().today()
    found = here.coverages(asked)
    data = result_text(here.ground.residents, found).encode()
    file = zone.zone.evidence().keep_stream(io.BytesIO(data), name=f"coverage-{today}.csv", kind=EVIDENCE)
    basis = Basis(
        here.lines.office, here.network.code, here.residents.code, asked.pace,
        sports_area(here.facilities, here.ground.residents).area,
    )  # fmt: skip
    known = frozenset(row.code for row in every(zone.subjects(), COVERAGE))
    names = {one: here.name(one).zh for one in found}
    made = drafts(found, names, basis, file, zone.programmes[COVERAGE], known, on=today)
    return append(zone.ledger, keyed(made, key), actor=viewer.actor)


def taken(viewer: Viewer, kind: str, file: UploadedFile[Any], told: dict[str, str], *, key: str = "") -> str:
    """Take a base in and put it to use; gives its code. Raises ``LedgerError``, ``PermissionDenied``."""
    here = in_hand(Moment())
    if not may_measure(viewer, here):
        raise PermissionDenied(Action.RECORD)
    if (file.size or 0) > LARGEST:
        raise ServicesError(
            f"文件超过 {LARGEST >> 20} MB：只截取园区和周边",
            f"over {LARGEST >> 20} MB: cut out the zone and what is around it",
        )
    said = _told(here, told)
    zone = served()
    kept = zone.zone.evidence().keep_stream(file, name=file.name or "", kind=bases.EVIDENCE)
    pack, store, today = zone.programmes[bases.BASES], zone.zone.evidence(), zone.today()
    made: list[Draft]
    if kind == bases.NETWORK:
        made = bases.network_drafts(store, kept, said, pack, here.bases, on=today)
    else:
        network = bases.network_in(store, here.network) if here.network else None
        made = bases.residents_drafts(store, kept, said, pack, here.bases, network=network, lines=here.lines, on=today)
    append(zone.ledger, keyed(made, key), actor=viewer.actor)
    return made[0].subject


def _told(here: InHand, told: dict[str, str]) -> bases.Told:
    troubles = []
    if not told.get("source", "").strip():
        troubles.append(Trouble("source", "没有写来源", "the source is not said", field="source"))
    try:
        as_of = read_date(told.get("as_of", ""))
    except ValueTrouble as error:
        troubles.append(Trouble("as-of", f"数据日期：{error.zh}", f"as of: {error.en}", field="as_of"))
    if told.get("datum", "") not in ("", bases.CGCS2000, bases.GCJ02):
        troubles.append(
            Trouble("datum", "坐标是 cgcs2000 或 gcj02", "coordinates are cgcs2000 or gcj02", field="datum")
        )
    if troubles:
        raise RefusedError(troubles)
    datum = cast(bases.Datum, told.get("datum", ""))
    return bases.Told(
        told.get("name", "").strip()[:100],
        here.lines.office,
        told["source"].strip()[:200],
        date.fromisoformat(as_of),
        datum,
    )
