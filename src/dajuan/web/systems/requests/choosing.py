"""A new version of the rules: from the form, and into the zone's file; noted as every change of what judges is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from dajuan.ledger.zone import Zone
from dajuan.outputs.atomic import write_whole
from dajuan.outputs.trouble import OutputError
from dajuan.systems.requests.handling import (
    FILE,
    GRADES,
    KINDS,
    Handling,
    HandlingError,
    handlings_in,
    plain_version,
    published,
    read_version,
    text_of,
)
from dajuan.web.people.changes import note_change
from dajuan.web.people.models import Person

_NUMBERS = ("assign_within", "visit_within", "extension_most", "visits_a_month")
TYPED = frozenset((*_NUMBERS, *(f"{kind}.{grade}" for kind in KINDS for grade in GRADES)))
"""The numbers that a new version may change."""


def versions_in(zone: Zone) -> tuple[Handling, ...]:
    """Those a new one may start from: the zone's own and those published."""
    own = handlings_in(zone.folder).versions
    return (*own, *(one for one in published() if one.code not in {it.code for it in own}))


def version_typed(zone: Zone, typed: Mapping[str, str]) -> Handling:
    """Raises :class:`HandlingError` naming what is wrong."""
    code = typed.get("base", "")
    base = next((one for one in versions_in(zone) if one.code == code), None)
    if base is None:
        raise HandlingError(f"没有规则“{code}”可照此起草", f"there are no rules '{code}' to start from")
    try:
        first = date.fromisoformat(typed.get("first", ""))
    except ValueError as error:
        said = typed.get("first", "")
        raise HandlingError(f"从哪天起：写成 2026-01-01，现为“{said}”", f"in force from: written 2026-01-01, not '{said}'") from error  # fmt: skip
    plain = plain_version(base)
    plain |= {key: _number(typed, key, plain[key]) for key in _NUMBERS}
    plain["limits"] = {
        "default": plain["limits"]["default"],
        **{
            kind: {grade: _number(typed, f"{kind}.{grade}", base.limit(kind, grade)) for grade in GRADES}
            for kind in KINDS
        },
    }
    changed = read_version(plain, "规则 rules")
    name = typed.get("name", "")
    same = all(changed.limit(kind, grade) == base.limit(kind, grade) for kind in KINDS for grade in GRADES)
    same = same and all(getattr(changed, key) == getattr(base, key) for key in _NUMBERS)
    if same and not name:
        return replace(base, first=first, last=None)
    own = base.name._replace(zh=name, en=name) if name else base.name._replace(zh="本区规定", en="Own rules")
    return replace(changed, code=f"own-{first}", name=own, source="本园区自定 / this zone's own", mark="ours", first=first, last=None)  # fmt: skip


def _number(typed: Mapping[str, str], key: str, otherwise: object) -> object:
    """What is no number is left for the reader of versions to say so."""
    said = typed.get(key, "")
    return (int(said) if said.isdecimal() and len(said) < 7 else said) if said else otherwise


def adopted(zone: Zone, version: Handling, *, by: Person) -> None:
    """Beside the versions in force, so that what was received before is judged as before. Raises ``LedgerError``."""
    before = handlings_in(zone.folder).versions
    text = text_of([*(one for one in before if one.first != version.first), version])
    try:
        write_whole(zone.folder / FILE, text)
    except OutputError as error:
        raise HandlingError(error.zh, error.en) from error
    told = {"rule": version.code, "from": str(version.first)}
    note_change("rule-chosen", "requests", by=by, before={"rule": before[-1].code}, after=told)
