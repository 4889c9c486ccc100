"""底数: which network and which table of residents are in use, and how a new one is taken in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal

from dajuan.ledger.entry import Draft, Evidence, Value
from dajuan.ledger.evidence import EvidenceStore
from dajuan.ledger.sheets.book import read_book
from dajuan.ledger.trouble import RefusedError, Trouble
from dajuan.programmes.pack import Programme
from dajuan.programmes.values import read_value
from dajuan.subjects.row import Row
from dajuan.systems.services.ground import Ground, ground, shift_suspected
from dajuan.systems.services.network import Network, network_of
from dajuan.systems.services.osm import read_streets
from dajuan.systems.services.residents import Residents, read_residents
from dajuan.systems.services.settings import Lines
from dajuan.systems.services.trouble import ServicesError

BASES, EVIDENCE = "service-bases", "公共服务底数"
IN_USE, REPLACED = "in-use", "replaced"
NETWORK, RESIDENTS = "network", "residents"
CGCS2000, GCJ02 = "cgcs2000", "gcj02"
Datum = Literal["", "cgcs2000", "gcj02"]
"""What coordinates a table is in; "": not said, and asked about where it seems to be shifted."""
_KEPT = 4


@dataclass(frozen=True, slots=True)
class Told:
    """What comes with a file."""

    name: str
    department: str
    source: str
    as_of: date
    datum: Datum = ""


def in_use(rows: Iterable[Row], kind: str) -> Row | None:
    """Of several in use the one of the newest data, then the newest number."""
    found = [one for one in rows if one.stage == IN_USE and one.fields.get("kind") == kind]
    return max(found, key=lambda one: (str(one.fields.get("as-of", "")), _number(one.code)), default=None)


def _number(code: str) -> int:
    return int(code.rpartition("-")[2])


def network_in(store: EvidenceStore, base: Row) -> Network:
    """Raises :class:`ServicesError`."""
    return _network(_path(store, base), str(base.fields["file"]))


@lru_cache(_KEPT)
def _network(path: Path, name: str) -> Network:
    return network_of(read_streets(path, name))


def residents_in(store: EvidenceStore, base: Row) -> Residents:
    """Raises ``LedgerError``."""
    return _residents(_path(store, base), str(base.fields["file"]), base.fields.get("datum") == GCJ02)


@lru_cache(_KEPT)
def _residents(path: Path, name: str, is_shifted: bool) -> Residents:
    found = read_residents(read_book(path.read_bytes(), name))
    return found.unshifted() if is_shifted else found


def _path(store: EvidenceStore, base: Row) -> Path:
    sha256 = str(base.fields.get("sha256", ""))
    path = store.path_of(sha256)
    if not path.is_file():
        raise ServicesError(
            f"{base.code} 的文件不在了（{sha256[:12]}…）；从备份恢复佐证",
            f"the file of {base.code} is gone ({sha256[:12]}…); restore the evidence from a backup",
        )
    return path


@lru_cache(_KEPT)
def ground_over(network: Network, residents: Residents, lines: Lines) -> Ground:
    return ground(network, residents, lines)


def network_drafts(
    store: EvidenceStore, file: Evidence, told: Told, pack: Programme, rows: Iterable[Row], *, on: date
) -> list[Draft]:
    """``file``: kept already. Raises :class:`ServicesError` where it is no network."""
    network = _network(store.path_of(file.sha256), file.name)
    said = {"nodes": len(network.nodes), "length": f"{network.length / 1000:.3f}"}
    return _drafts(NETWORK, file, told, said, pack, rows, on)


def residents_drafts(
    store: EvidenceStore,
    file: Evidence,
    told: Told,
    pack: Programme,
    rows: Iterable[Row],
    *,
    network: Network | None,
    lines: Lines,
    on: date,
) -> list[Draft]:
    """``network``: the one in use, by which shifted coordinates are noticed. Raises ``LedgerError``: of rows that cannot be
    so, and where the table seems to be in GCJ-02 and nobody said whether it is."""
    residents = _residents(store.path_of(file.sha256), file.name, told.datum == GCJ02)
    shift = shift_suspected(network, residents, lines) if network and not told.datum else None
    if shift:
        raise RefusedError([_shift_asked(*shift)])
    said = {"cells": len(residents.homes), "people": residents.total, "datum": told.datum or CGCS2000}
    return _drafts(RESIDENTS, file, told, said, pack, rows, on)


def _shift_asked(as_is: float, back: float) -> Trouble:
    return Trouble(
        "shifted",
        f"像是 GCJ-02（高德、腾讯地图）坐标：各点离最近的路一般有 {as_is:.0f} 米，按 GCJ-02 换算回来只有 {back:.0f} 米；请选明是哪种坐标",
        f"these seem to be GCJ-02 (of web maps): the points are {as_is:.0f} m from the nearest way, once converted {back:.0f} m; "
        "say which coordinates they are",
        field="datum",
    )


def _drafts(
    kind: str, file: Evidence, told: Told, said: Mapping[str, object], pack: Programme, rows: Iterable[Row], on: date
) -> list[Draft]:
    """The new one in use, those before it replaced."""
    same = [one for one in rows if one.fields.get("kind") == kind]
    code = f"{kind}-{max((_number(one.code) for one in same), default=0) + 1}"
    given = {
        "name": told.name or file.name, "department": told.department, "kind": kind, "source": told.source, "as-of": told.as_of.isoformat(),
        "file": file.name, "sha256": file.sha256, **said,
    }  # fmt: skip
    fields: dict[str, Value] = {key: read_value(pack.fields[key], value) for key, value in given.items()}
    new = [
        Draft(programme=BASES, subject=code, kind="opened", effective_on=on, fields=fields),
        Draft(programme=BASES, subject=code, kind="moved", stage=IN_USE, effective_on=on, evidence=(file,)),
    ]
    old = [
        Draft(programme=BASES, subject=one.code, kind="moved", stage=REPLACED, effective_on=on)
        for one in same
        if one.stage == IN_USE
    ]
    return [*new, *old]
