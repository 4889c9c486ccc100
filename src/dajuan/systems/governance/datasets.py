"""数据集 data sets: every programme that is switched on, and those that ``data-sets`` declares to be elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from dajuan.programmes.pack import Programme
from dajuan.standards.words import Words
from dajuan.subjects.row import Row
from dajuan.systems.governance.completeness import Filled, filled
from dajuan.systems.governance.quality import Quality, quality
from dajuan.systems.governance.settings import Settings
from dajuan.systems.governance.timeliness import Freshness, freshness
from dajuan.systems.governance.validity import Checked, Fault, IsThere, checked, faults, of_field

DATA_SETS = "data-sets"
PUBLISHED = "published"
WITHDRAWN = "withdrawn"
OPEN = ("unconditional", "conditional")
_MOST_OWNERS = 3


class OwnedBy(StrEnum):
    """Whence it is known who answers for a data set."""

    DECLARED = "declared"
    STEWARDS = "stewards"
    """Of its indicators."""
    SUBJECTS = "subjects"
    """Of most of its subjects."""
    ZONE = "zone"


class Content(NamedTuple):
    """What the rows of a programme say: kept until one of them changes."""

    subjects: int
    filled: tuple[Filled, ...]
    checked: Checked
    faults: Mapping[str, int]
    owners: tuple[str, ...]
    days: tuple[date, ...]
    """On which something was recorded."""


class DataSet(NamedTuple):
    code: str
    """The programme's, or that of the row that declares it."""
    name: Words
    about: Words
    pack: Programme | None
    """None: it is held elsewhere."""
    row: Row | None
    """What ``data-sets`` says of it."""
    owners: tuple[str, ...]
    owned_by: OwnedBy
    content: Content
    fresh: Freshness
    quality: Quality
    doubts: tuple[Fault, ...]
    """About what its row declares."""

    def said(self, field: str) -> str:
        """What its row has in a field of text."""
        return str(self.row.fields.get(field, "")) if self.row else ""


def is_open(row: Row | None) -> bool:
    """Whether the zone has published it for everybody."""
    return row is not None and row.stage == PUBLISHED and row.fields.get("open") in OPEN


def content(pack: Programme, rows: Sequence[Row], days: Sequence[date], is_there: IsThere) -> Content:
    owners = Counter(owner for row in rows for owner in row.owners)
    wrong = list(faults(pack, rows, is_there))
    return Content(
        len(rows),
        tuple(filled(pack, rows)),
        checked(rows, wrong),
        of_field(wrong),
        tuple(name for name, _ in owners.most_common(_MOST_OWNERS)),
        tuple(days),
    )


def data_set(
    pack: Programme,
    held: Content,
    declared: Row | None,
    stewards: Sequence[str],
    zone: str,
    on: date,
    settings: Settings,
) -> DataSet:
    """A programme. ``stewards``: organisations that answer for its indicators."""
    owners, owned_by = _owners(declared, stewards, held, zone)
    fresh = freshness(held.days, str(declared.fields.get("cycle", "")) if declared else "", on, settings)
    return DataSet(
        pack.code, Words(pack.name.zh, pack.name.said("en")), _about(pack), pack, declared, owners, owned_by, held, fresh,
        quality(held.filled, held.checked, fresh, settings), tuple(doubts(declared, (pack.code,), on)) if declared else (),
    )  # fmt: skip


def _owners(declared: Row | None, stewards: Sequence[str], held: Content, zone: str) -> tuple[tuple[str, ...], OwnedBy]:
    if declared and declared.owners:
        return declared.owners, OwnedBy.DECLARED
    if stewards:
        return tuple(stewards), OwnedBy.STEWARDS
    return (held.owners, OwnedBy.SUBJECTS) if held.owners else ((zone,), OwnedBy.ZONE)


def _about(pack: Programme) -> Words:
    names = [one.name for one in pack.fields.values()]
    zh, en = "、".join(one.zh for one in names), ", ".join(one.said("en") for one in names)
    return Words(f"每个{pack.subject.name.zh}一条：{zh}", f"One row a {pack.subject.name.said('en').lower()}: {en}")


def elsewhere(pack: Programme, row: Row, programmes: Collection[str], on: date, settings: Settings) -> DataSet:
    """One that is not in this software: measured is how it is described, and when its holder last updated it.
    ``pack``: that of ``data-sets``."""
    wrong = (*faults(pack, [row], lambda programme, code: None), *doubts(row, programmes, on))
    held = Content(
        0, tuple(_described(pack, row)), checked([row], wrong), of_field(wrong), row.owners, tuple(_updated(row))
    )
    fresh = freshness(held.days, str(row.fields.get("cycle", "")), on, settings)
    about = str(row.fields.get("abstract") or row.fields.get("items") or row.name)
    return DataSet(
        row.code, Words(row.name, row.name), Words(about, about), None, row, row.owners, OwnedBy.DECLARED, held, fresh,
        quality(held.filled, held.checked, fresh, settings), wrong,
    )  # fmt: skip


_NOT_ELSEWHERE = ("programme",)
_ON_CONDITION = {"share-terms": "share", "open-terms": "open"}
"""Asked only where sharing, or opening, is on a condition, or refused."""


def _described(pack: Programme, row: Row) -> Iterator[Filled]:
    for one in filled(pack, [row]):
        level = _ON_CONDITION.get(one.field.key)
        if one.field.key in _NOT_ELSEWHERE or (level and row.fields.get(level, "unconditional") == "unconditional"):
            continue
        yield one


def _updated(row: Row) -> Iterator[date]:
    if day := row.day("updated-on"):
        yield day


def doubts(row: Row, programmes: Collection[str], on: date) -> Iterator[Fault]:
    """What cannot be so in the row that declares a data set."""
    address, contact, programme = (str(row.fields.get(key, "")) for key in ("address", "contact", "programme"))
    if address and not _ADDRESS.fullmatch(address):
        yield Fault(
            row,
            "address",
            address,
            Words("地址应以 https:// 或 http:// 开头", "an address begins with https:// or http://"),
        )
    if _MOBILE.search(contact):
        yield Fault(
            row,
            "contact",
            contact,
            Words("像个人手机号，写单位的电话", "looks like somebody's own telephone; give the office's"),
        )
    if programme and programme not in programmes:
        yield Fault(row, "programme", programme, Words("没有开通这个事项", "no such programme is switched on"))
    for day in _updated(row):
        if day > on:
            yield Fault(row, "updated-on", str(day), Words("更新日期在今天之后", "was updated after today"))


_ADDRESS = re.compile(r"https?://[^\s/]+\S*")
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")


def listed(sets: Iterable[DataSet]) -> list[DataSet]:
    """The stale first, the longest overdue of them ahead; then the lowest scores; what has none last."""
    return sorted(sets, key=_place)


def _place(one: DataSet) -> tuple[bool, float, str]:
    if one.fresh.is_stale and one.quality.timeliness:
        return False, float(one.quality.timeliness.share), one.code
    return True, 1000.0 if one.quality.score is None else float(one.quality.score), one.code
