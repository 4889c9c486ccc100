"""What the pages say: names of kinds, levels, grades and stages from the packs, firms by name, the document behind a row."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from dajuan.ledger.entry import Evidence
from dajuan.ledger.read import entries_at
from dajuan.programmes.pack import Name
from dajuan.programmes.values import show_value
from dajuan.subjects.row import Row
from dajuan.systems.firms import REGISTER
from dajuan.systems.honours.parts import Part, shares_of
from dajuan.systems.honours.platforms import Validity
from dajuan.systems.honours.schemes import Effect
from dajuan.web.programmes.found import programme_called
from dajuan.web.served import served
from dajuan.web.words import Words, spoken

VALIDITIES = {
    Validity.LAPSED: Words("已过期未处理", "Past its day, not dealt with"),
    Validity.EXPIRING: Words("将到期", "Expiring"),
    Validity.VALID: Words("有效", "Valid"),
    Validity.EXPIRED: Words("到期未续", "Expired"),
    Validity.WITHDRAWN: Words("已撤销", "Withdrawn"),
    Validity.NOT_HELD: Words("未认定", "Not recognised"),
}
EFFECTS = {
    Effect.NONE: Words("无", "nothing"),
    Effect.WARN: Words("警告，限期整改", "a warning, to be mended in time"),
    Effect.WITHDRAW: Words("撤销资格", "its title is withdrawn"),
    Effect.UNKNOWN: Words("没有看到规定，不作判断", "no rule was seen: not judged"),
}
PARTS = {Part.LEAD: Words("牵头", "leads"), Part.PARTNER: Words("参与", "takes part")}


def choices(programme: str, field: str) -> dict[str, Name]:
    """Of a field, by key; none where the zone keeps no such programme."""
    pack = served().programmes.get(programme)
    return {one.key: one.name for one in pack.fields[field].choices} if pack else {}


def said_of(row: Row, field: str) -> str:
    """A field's value in words; empty where there is none."""
    declared = programme_called(row.programme).fields.get(field)
    value = row.fields.get(field)
    return "" if declared is None or value is None else show_value(declared, value, spoken())


def stage_of(row: Row) -> Name | None:
    stage = programme_called(row.programme).stages.get(row.stage)
    return stage.name if stage else None


class Sharer(NamedTuple):
    code: str
    name: str
    part: Words


def sharers(rows: Iterable[Row]) -> dict[str, list[Sharer]]:
    """By the row's code, whoever leads first. What is shared is no secret of either: each is named."""
    shares = {row.code: shares_of(row) for row in rows}
    names = served().subjects().some(REGISTER, {one.firm for some in shares.values() for one in some})
    return {
        code: [
            Sharer(one.firm, names[one.firm].name if one.firm in names else one.firm, PARTS[one.part]) for one in some
        ]
        for code, some in shares.items()
    }


def documents(rows: Iterable[Row]) -> dict[str, tuple[Evidence, ...]]:
    """By the row's code: what came with the entry that brought it to its stage."""
    by_seq = {row.stage_seq: row.code for row in rows if row.stage_seq is not None}
    return {by_seq[seq]: entry.evidence for seq, entry in entries_at(served().ledger, seqs=by_seq)}
