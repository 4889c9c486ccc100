"""What a form or the API asks to be done to parcels, as it was typed → done, or what is wrong with it, field by field."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TypeAlias

from dajuan.ledger.entry import Value
from dajuan.ledger.trouble import RefusedError, Trouble
from dajuan.programmes.pack import Field
from dajuan.programmes.values import ValueTrouble, read_value
from dajuan.programmes.values.credit_code import read_credit_code
from dajuan.systems.land.codes import (
    Desk,
    Part,
    issue,
    issue_building,
    merge,
    open_parcel,
    series_of,
    split,
    transfer,
)
from dajuan.systems.land.parcels import PARCELS

Typed: TypeAlias = Mapping[str, str]
OPENING = ("name", "lead-department", "street-office", "holder", "use", "supply", "custom", "area", "price")
"""Fields with which a parcel is opened."""
_LAST = re.compile(r"^(.+?)[\s,，、:：]+(\S+)$")
"""A part of a split on a line: its name, then its area."""


def _open(desk: Desk, parcel: str, typed: Typed) -> list[str]:
    fields = desk.ledger.programmes[PARCELS].fields
    troubles: list[Trouble] = []
    values: dict[str, Value] = {}
    for key in OPENING:
        if text := typed.get(key, "").strip():
            _take(fields[key], text, values, troubles)
        elif fields[key].required:
            troubles.append(Trouble("required", f"缺{fields[key].name.zh}", f"'{key}' is missing", field=key))
    links = {}
    if code := typed.get("enterprise", "").strip():
        links = {"enterprise": f"enterprise-register/{_enterprise(code, troubles)}"}
    if troubles:
        raise RefusedError(troubles)
    return [open_parcel(desk, values, links)]


def _issue(desk: Desk, parcel: str, typed: Typed) -> list[str]:
    parts = [_needed(typed, key) for key in ("division", "district", "subdistrict", "feature")]
    return [issue(desk, parcel, series_of(*parts)).text]


def _building(desk: Desk, parcel: str, typed: Typed) -> list[str]:
    return [issue_building(desk, parcel, _needed(typed, "number")).text]


def _split(desk: Desk, parcel: str, typed: Typed) -> list[str]:
    area = desk.ledger.programmes[PARCELS].fields["area"]
    parts, troubles = list[Part](), list[Trouble]()
    for row, line in enumerate(_needed(typed, "parts").splitlines(), 1):
        if not line.strip():
            continue
        found, values = _LAST.match(line.strip()), dict[str, Value]()
        if found is None:
            troubles.append(Trouble("parts", f"第 {row} 行写作“名称，面积”", f"line {row} is a name, then an area", field="parts"))  # fmt: skip
            continue
        _take(area, found[2], values, troubles, "parts", row)
        parts.append(Part(found[1], int(values.get("area", 0))))
    if troubles:
        raise RefusedError(troubles)
    return split(desk, parcel, parts, typed.get("note", ""))


def _merge(desk: Desk, parcel: str, typed: Typed) -> list[str]:
    _needed(typed, "others")
    return [merge(desk, touched("merge", parcel, typed), _needed(typed, "name"), typed.get("note", ""))]


def _transfer(desk: Desk, parcel: str, typed: Typed) -> list[str]:
    troubles: list[Trouble] = []
    enterprise = _enterprise(_needed(typed, "enterprise"), troubles)
    if troubles:
        raise RefusedError(troubles)
    transfer(desk, parcel, enterprise, _needed(typed, "title"), typed.get("note", ""))
    return [parcel]


DEEDS: Mapping[str, Callable[[Desk, str, Typed], list[str]]] = {
    "open": _open,
    "issue": _issue,
    "building": _building,
    "split": _split,
    "merge": _merge,
    "transfer": _transfer,
}
"""Each takes the parcel that it is about, "" to open one, and returns the codes that came of it."""


def touched(deed: str, parcel: str, typed: Typed) -> list[str]:
    """The parcels that a deed changes: whoever does it has to answer for each."""
    others = re.findall(r"[^\s,，、;；]+", typed.get("others", "")) if deed == "merge" else []
    return [one for one in (parcel, *others) if one]


def _needed(typed: Typed, key: str) -> str:
    text = typed.get(key, "").strip()
    if not text:
        raise RefusedError([Trouble("required", "没有填", "is missing", field=key)])
    return text


def _take(
    field: Field, text: str, values: dict[str, Value], troubles: list[Trouble], about: str = "", row: int = 0
) -> None:
    try:
        values[field.key] = read_value(field, text)
    except ValueTrouble as error:
        zh, en = (f"第 {row} 行：", f"line {row}: ") if row else ("", "")
        troubles.append(Trouble("value", zh + error.zh, en + error.en, field=about or field.key))


def _enterprise(code: str, troubles: list[Trouble]) -> str:
    try:
        return read_credit_code(code)
    except ValueTrouble as error:
        troubles.append(Trouble("value", error.zh, error.en, field="enterprise"))
        return ""
