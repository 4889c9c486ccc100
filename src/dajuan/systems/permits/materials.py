"""清单制 the list of materials: which rows a case needs, by conditions over its fields, and how each of them stands."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from dajuan.ledger.trouble import LedgerError
from dajuan.programmes.pack import Programme
from dajuan.standards.permits.certificates import MARKS, published
from dajuan.standards.permits.when import Facts, When, read_when
from dajuan.standards.rules.interval import Truth
from dajuan.standards.rules.nodes import Node, read_yaml, words_of
from dajuan.standards.trouble import RuleError
from dajuan.standards.words import Words
from dajuan.systems.firms import given_value
from dajuan.systems.permits.case import Case

FILE = "permit-materials.yaml"
"""In a zone's folder."""
_OURS = Path(__file__).with_suffix(".yaml")
_LONGEST = 250
"""Working days: a year."""


class Source(NamedTuple):
    text: str
    mark: str


@dataclass(frozen=True, slots=True)
class Material:
    code: str
    name: Words
    """The Chinese one is the kind of evidence that it comes as."""
    certificates: tuple[str, ...]
    when: When
    issued: str
    """The certificate that it is; "" of what is handed in."""
    shared: str
    """The relation by which it is had without being handed in; "" of what is not shared."""
    within: int | None
    """Working days in which it may be made good after a promise; None: it may not be promised."""
    source: Source


class Standing(StrEnum):
    MISSING = "missing"
    OPEN = "open"
    """Whether it is needed is not known: a field of the case is not filled in."""
    OVERDUE = "overdue"
    """It was promised and is past its day."""
    PROMISED = "promised"
    HAD = "had"
    SHARED = "shared"
    ISSUED = "issued"
    PAST = "past"
    """Every certificate that asked for it was issued without it."""


LACKING = (Standing.MISSING, Standing.OVERDUE, Standing.OPEN)


class Wanted(NamedTuple):
    """A row of the list as it stands for a case."""

    material: Material
    standing: Standing
    unknown: tuple[str, ...] = ()
    """Fields of the case that would say whether it is needed."""
    promise: str = ""
    """The promise that stands for it."""


def materials_in(folder: Path, pack: Programme) -> tuple[Material, ...]:
    """A zone's own list; ours where it has written none. Raises :class:`LedgerError` naming file and line."""
    own = folder / FILE
    path = own if own.exists() else _OURS
    try:
        found = read_materials(path.read_text("utf-8"), path.name)
        for one in found:
            one.when.check(pack.fields)
    except (RuleError, UnicodeDecodeError) as error:
        place = getattr(error, "place", "") or str(path)
        zh, en = (error.zh, error.en) if isinstance(error, RuleError) else ("不是 UTF-8 文字", "is no UTF-8 text")
        raise LedgerError(f"材料清单 {place}：{zh}", f"the list of materials {place}: {en}") from error
    return found


def read_ours() -> tuple[Material, ...]:
    """The list that comes with Dajuan."""
    return read_materials(_OURS.read_text("utf-8"), _OURS.name)


@lru_cache(16)
def read_materials(text: str, source: str) -> tuple[Material, ...]:
    """Raises :class:`RuleError` naming the line."""
    read = read_yaml(text, source)
    read.only("sources", "materials")
    sources = {key: _source(one) for key, one in read.table("sources").items()}
    found = tuple(_material(one, sources) for one in read.tables("materials"))
    codes: set[str] = set()
    for one in found:
        if one.code in codes or not codes.isdisjoint(one.name):
            raise RuleError(f"{one.code}（{one.name.zh}）写了两次", f"{one.code} ({one.name.en}) stands twice", source)
        codes |= {one.code, one.name.zh}
    return found


def _source(node: Node) -> Source:
    mark = node.text("mark")
    if mark not in MARKS:
        raise node.refuse(f"mark 只能是 {'、'.join(MARKS)}", f"mark is one of {', '.join(MARKS)}")
    return Source(node.text("text"), mark)


def _material(node: Node, sources: Mapping[str, Source]) -> Material:
    node.only("code", "name", "for", "when", "issued", "shared", "within", "source")
    known = {one.key for one in published().every}
    certificates = tuple(map(str, node.listing("for")))
    for one in (*certificates, *([node["issued"]] if "issued" in node else [])):
        if one not in known:
            raise node.refuse(f"没有证“{one}”；有 {'、'.join(sorted(known))}", f"no certificate '{one}'; there are {', '.join(sorted(known))}")  # fmt: skip
    if node.text("source") not in sources:
        raise node.refuse(f"sources 里没有 {node['source']}", f"{node['source']} is not among the sources")
    within = node.whole_of(node["within"], _LONGEST) if "within" in node else None
    return Material(
        node.text("code"), words_of(node, "name"), certificates, read_when(node), str(node.get("issued", "")),
        str(node.get("shared", "")), within, sources[node["source"]],
    )  # fmt: skip


def facts_of(case: Case, pack: Programme) -> Facts:
    """What conditions ask about: levels of the case in base units."""
    return {key: given_value(pack.fields[key], value) for key, value in case.fields.items() if key in pack.fields}


def wanted(
    case: Case, some: Iterable[Material], certificates: Collection[str], facts: Facts, promised: Mapping[str, tuple[str, bool]]
) -> list[Wanted]:  # fmt: skip
    """The rows that a case needs, or may need, for these certificates, in the order of the list.

    ``promised``: of each material the promise that stands for it, and whether it is past its day.
    """
    found = []
    for one in some:
        asking = [key for key in one.certificates if key in certificates]
        if not asking or (truth := one.when.weigh(facts)) is Truth.NO:
            continue
        row = Wanted(one, Standing.OPEN, one.when.missing(facts))
        if truth is Truth.YES:
            row = _standing(case, one, promised.get(one.code))
        if row.standing in (Standing.MISSING, Standing.OPEN) and all(case.at(f"{key}-issued") for key in asking):
            row = Wanted(one, Standing.PAST)
        found.append(row)
    return found


def _standing(case: Case, one: Material, promise: tuple[str, bool] | None) -> Wanted:
    if one.name.zh in case.papers:
        return Wanted(one, Standing.HAD)
    if one.issued and case.at(f"{one.issued}-issued"):
        return Wanted(one, Standing.ISSUED)
    if one.shared and case.linked(one.shared):
        return Wanted(one, Standing.SHARED)
    if promise is not None:
        code, overdue = promise
        return Wanted(one, Standing.OVERDUE if overdue else Standing.PROMISED, promise=code)
    return Wanted(one, Standing.MISSING)


def lacking(some: Iterable[Wanted], certificate: str) -> list[Wanted]:
    """What is missing now for a certificate."""
    return [one for one in some if one.standing in LACKING and certificate in one.material.certificates]
