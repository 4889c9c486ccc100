"""发码: unit codes and parcel numbers, each the next of its series; splitting and merging, which cancel codes and issue new ones.

What is next is asked of the register and held to the log: the code is the subject's own, so the ledger takes it once. Whoever
comes second looks again and takes the next, so that under any number of writers none is issued twice and none is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial
from typing import NamedTuple, TypeVar

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft, Value, keyed
from dajuan.ledger.ledger import Ledger
from dajuan.ledger.trouble import ConflictError, RefusedError, Trouble
from dajuan.standards.land.unit_code import LAST_SERIAL, NO_FIXTURE, UnitCode, UnitCodeError, read_unit_code
from dajuan.subjects.asked import Filter, Order, Range
from dajuan.subjects.row import Row
from dajuan.subjects.subjects import Subjects
from dajuan.systems.land.parcels import CODES, PARCELS, is_gone
from dajuan.systems.land.settings import Settings

T = TypeVar("T")
TRIES = 200
"""Times that somebody else may be quicker."""
_CARRIED = (
    "street-office", "holder", "use", "supply", "custom", "promised-investment", "promised-output", "promised-tax",
    "promised-plot-ratio", "built-by", "at-capacity-by",
)  # fmt: skip
"""Of parcels, what those that come of them have as well, where all agree: promises are per mu and bind every part."""
_AREA_OFF = 1
"""0.01 平方米 by which parts may miss the whole, each: what writing in 亩 rounds off."""


class Part(NamedTuple):
    """What a new parcel is called; ``area`` in 0.01 平方米."""

    name: str
    area: int


class Desk(NamedTuple):
    """Who records what, where, from which day on; ``key`` the request's, "" for none."""

    ledger: Ledger
    subjects: Subjects
    settings: Settings
    actor: str
    on: date
    key: str = ""
    now: datetime | None = None


def issue(desk: Desk, parcel: str, series: str) -> UnitCode:
    """The next code of a series (its first 14 characters) for a parcel that has none, of its land alone.

    Raises :class:`RefusedError`.
    """

    def make() -> tuple[list[Draft], list[UnitCode]]:
        row = _parcel(desk, parcel)
        if row.fields.get("unit-code"):
            raise _refused("has-code", f"{parcel} 已有代码 {row.fields['unit-code']}", f"{parcel} has a code already: {row.fields['unit-code']}")  # fmt: skip
        code = _next_code(desk, series)
        stated = Draft(
            programme=PARCELS, subject=parcel, kind="stated", effective_on=desk.on, fields={"unit-code": code.text}
        )
        return [*_issued(desk, code, row.name, row, "boundary", parcel, ()), stated], [code]

    return _recorded(desk, make)[0]


def issue_building(desk: Desk, parcel: str, number: str) -> UnitCode:
    """The unit of a building on a parcel, by the number that the survey gave it. Raises :class:`RefusedError`."""

    def make() -> tuple[list[Draft], list[UnitCode]]:
        row = _parcel(desk, parcel)
        own = _code_of(row)
        code = _read(own.parcel + "F" + number, "number")
        return list(_issued(desk, code, row.name, row, "building", parcel, (own.text,))), [code]

    return _recorded(desk, make, again=False)[0]


def open_parcel(desk: Desk, fields: dict[str, Value], links: dict[str, str]) -> str:
    """A parcel under the next number of the year, in its first stage. Raises :class:`RefusedError`."""

    def make() -> tuple[list[Draft], list[str]]:
        number = _numbers(desk, 1)[0]
        return [*_opened(desk, number, fields, links), _moved(PARCELS, number, "listed", desk.on)], [number]

    return _recorded(desk, make)[0]


def split(desk: Desk, parcel: str, parts: Sequence[Part], note: str) -> list[str]:
    """The parcel and its code end; every part gets a number and a code of its own. Returns the parts' numbers.

    Raises :class:`RefusedError` where the parts do not make the whole.
    """

    def make() -> tuple[list[Draft], list[str]]:
        row = _parcel(desk, parcel)
        _check_parts(row, parts)
        return _succeeded(desk, [row], parts, "split", note)

    return _recorded(desk, make)


def merge(desk: Desk, parcels: Sequence[str], name: str, note: str) -> str:
    """Parcels of one series and one enterprise become one. Returns its number. Raises :class:`RefusedError`."""

    def make() -> tuple[list[Draft], list[str]]:
        rows = [_parcel(desk, one) for one in dict.fromkeys(parcels)]
        _check_merger(rows)
        return _succeeded(desk, rows, [Part(name, sum(_area(one) for one in rows))], "merger", note)

    return _recorded(desk, make)[0]


def transfer(desk: Desk, parcel: str, enterprise: str, title: str, note: str) -> None:
    """The right goes to another enterprise: the code stays as it is. Raises :class:`RefusedError`."""

    def make() -> tuple[list[Draft], list[str]]:
        row = _parcel(desk, parcel)
        _code_of(row)
        if row.linked_one("enterprise") == enterprise:
            raise _refused("same", f"{parcel} 已是它的", f"{parcel} is its already", "enterprise")
        linked = Draft(
            programme=PARCELS, subject=parcel, kind="linked", effective_on=desk.on, note=note,
            links={"enterprise": f"enterprise-register/{enterprise}"},
        )  # fmt: skip
        stated = Draft(programme=PARCELS, subject=parcel, kind="stated", effective_on=desk.on, fields={"title-no": title})  # fmt: skip
        return [linked, stated], [parcel]

    _recorded(desk, make)


def series_of(division: str, district: str, subdistrict: str, feature: str) -> str:
    """The first 14 characters of a code, or what is wrong with them. Raises :class:`RefusedError`."""
    series = division + district + subdistrict + feature
    _read(f"{series}00001{NO_FIXTURE}", "district")
    return series


def _recorded(desk: Desk, make: Callable[[], tuple[list[Draft], list[T]]], *, again: bool = True) -> list[T]:
    """What ``make`` makes of the zone as it is just now, recorded; made anew as often as somebody was quicker."""
    for _ in range(TRIES):
        size = desk.subjects.follow()
        drafts, made = make()
        try:
            append(desk.ledger, keyed(drafts, desk.key), actor=desk.actor, seen=size, now=desk.now)
        except RefusedError as error:
            if not again or not _is_late(error):
                raise
            continue
        desk.subjects.follow()
        return made
    raise _refused("busy", "发码的人太多，没有排上：再试一次", "too many are issuing codes just now: try once more")


def _is_late(error: RefusedError) -> bool:
    """Whether somebody was quicker: then all is looked at anew, and what is wrong besides shows again."""
    return isinstance(error, ConflictError) or any(one.code == "subject-exists" for one in error.troubles)


def _succeeded(
    desk: Desk, rows: Sequence[Row], parts: Sequence[Part], reason: str, note: str
) -> tuple[list[Draft], list[str]]:
    """One or several parcels end and others take their place."""
    if not note.strip():
        raise _refused("note", "要写明理由", "it has to be said why", "note")
    olds = [_code_of(row) for row in rows]
    first = rows[0]
    numbers = _numbers(desk, len(parts))
    code = _next_code(desk, olds[0].series)
    drafts: list[Draft] = []
    for row, old in zip(rows, olds, strict=True):
        drafts += [
            _moved(PARCELS, row.code, "divided", desk.on, note),
            _moved(CODES, old.text, "cancelled", desk.on, note),
        ]
    for nth, (number, part) in enumerate(zip(numbers, parts, strict=True)):
        own = code._replace(serial=f"{int(code.serial) + nth:05}")
        fields = {key: first.fields[key] for key in _CARRIED if _agreed(rows, key)}
        fields |= {
            "name": part.name,
            "lead-department": first.fields["lead-department"],
            "area": part.area,
            "unit-code": own.text,
        }
        links = {"enterprise": first.links["enterprise"][-1]} if first.links.get("enterprise") else {}
        drafts += [
            *_opened(desk, number, fields, links, [row.code for row in rows]),
            *(_moved(PARCELS, number, stage, desk.on) for stage in ("listed", "derived")),
            *_issued(desk, own, part.name, first, reason, number, [one.text for one in olds]),
        ]
    return drafts, numbers


def _agreed(rows: Sequence[Row], key: str) -> bool:
    return key in rows[0].fields and all(row.fields.get(key) == rows[0].fields[key] for row in rows)


def _opened(
    desk: Desk, number: str, fields: dict[str, Value], links: dict[str, str], parents: Sequence[str] = ()
) -> list[Draft]:
    draft = partial(Draft, programme=PARCELS, subject=number, effective_on=desk.on)
    return [
        draft(kind="opened", fields=fields, links=links),
        *(draft(kind="linked", links={"parent": f"{PARCELS}/{one}"}) for one in parents),
    ]


def _issued(
    desk: Desk, code: UnitCode, name: str, owner: Row, reason: str, parcel: str, parents: Sequence[str]
) -> list[Draft]:
    draft = partial(Draft, programme=CODES, subject=code.text, effective_on=desk.on)
    fields: dict[str, Value] = {"name": name, "lead-department": owner.fields["lead-department"], "reason": reason}
    return [
        draft(kind="opened", fields=fields, links={"parcel": f"{PARCELS}/{parcel}"}),
        *(draft(kind="linked", links={"parent": f"{CODES}/{one}"}) for one in parents),
        draft(kind="moved", stage="in-use"),
    ]


def _moved(programme: str, subject: str, stage: str, on: date, note: str = "") -> Draft:
    return Draft(programme=programme, subject=subject, kind="moved", effective_on=on, stage=stage, note=note)


def _parcel(desk: Desk, code: str) -> Row:
    row = desk.subjects.one(PARCELS, code)
    if row is None:
        raise _refused("unknown", f"没有地块 {code}", f"there is no parcel {code}", "parcel")
    if is_gone(row):
        raise _refused(
            "gone", f"{code} 已分割、合并或收回，不能再办", f"{code} was split, merged or taken back", "parcel"
        )
    return row


def _code_of(row: Row) -> UnitCode:
    code = str(row.fields.get("unit-code", ""))
    if not code:
        raise _refused("no-code", f"{row.code} 还没有不动产单元代码", f"{row.code} has no unit code yet", "parcel")
    return _read(code, "unit-code")


def _read(code: str, field: str) -> UnitCode:
    try:
        return read_unit_code(code)
    except UnitCodeError as error:
        raise _refused("code", f"{code}：{error.zh}", f"{code}: {error.en}", field) from error


def _next_code(desk: Desk, series: str) -> UnitCode:
    """Behind the last that was issued, and behind the last that a parcel has from elsewhere."""
    known = desk.settings.divisions
    if series[:6] not in known:
        zh = f"{series[:6]} 不是本区的区划代码（{'、'.join(known) or '园区设置 [land] divisions 没有写'}）"
        en = f"{series[:6]} is no division of this zone ({', '.join(known) or 'the setting [land] divisions is empty'})"
        raise _refused("division", zh, en, "division")
    last = max(_last(desk.subjects, CODES, series), _last_held(desk.subjects, series))
    serial = int(last[14:19]) + 1 if last else 1
    if serial > LAST_SERIAL:
        raise _refused(
            "full", f"{series} 的 99999 个顺序号用完了", f"all 99999 serials of {series} are used", "feature"
        )
    return _read(f"{series}{serial:05}{NO_FIXTURE}", "district")


def _last_held(subjects: Subjects, series: str) -> str:
    """The highest code of a series that a parcel has, however it came by it."""
    where = Filter(fields={"unit-code": Range(f"{series}00000", f"{series}99999Z")})
    page = subjects.page(PARCELS, where=where, order=Order("field", "unit-code", descending=True), limit=1)
    return str(page.rows[0].fields["unit-code"]) if page.rows else ""


def _numbers(desk: Desk, many: int) -> list[str]:
    """The next numbers of parcels of the year."""
    start = f"DK{desk.on.year}-"
    last = _last(desk.subjects, PARCELS, start)
    first = int(last[len(start) :]) + 1 if last else 1
    return [f"{start}{first + nth:05}" for nth in range(many)]


def _last(subjects: Subjects, programme: str, start: str) -> str:
    """The last code that begins so; "" where none does."""
    after: str | None = None
    while True:
        page = subjects.page(
            programme, where=Filter(text=start), order=Order("code", descending=True), after=after, limit=10
        )
        for row in page.rows:
            if row.code.startswith(start):
                return row.code
        after = page.next
        if after is None:
            return ""


def _area(row: Row) -> int:
    if "area" not in row.fields:
        raise _refused(
            "area", f"{row.code} 没有宗地面积：先补上", f"{row.code} has no stated area: state it first", "parcel"
        )
    return int(row.fields["area"])


def _check_parts(row: Row, parts: Sequence[Part]) -> None:
    if len(parts) < 2:
        raise _refused("parts", "至少分成两块", "a split makes two parts at least", "parts")
    told, whole = sum(one.area for one in parts), _area(row)
    if any(one.area <= 0 or not one.name.strip() for one in parts):
        raise _refused("parts", "每块都要有名称和面积", "every part has a name and an area", "parts")
    if abs(told - whole) > _AREA_OFF * len(parts):
        raise _refused(
            "area",
            f"各块面积合计 {told / 100:,.2f} 平方米，原宗地 {whole / 100:,.2f} 平方米，差 {(told - whole) / 100:,.2f}",
            f"the parts add up to {told / 100:,.2f} m², the parcel has {whole / 100:,.2f}: {(told - whole) / 100:,.2f} off",
            "parts",
        )


def _check_merger(rows: Sequence[Row]) -> None:
    if len(rows) < 2:
        raise _refused("parts", "至少两宗才能合并", "a merger takes two parcels at least", "parcels")
    series = {_code_of(row).series for row in rows}
    if len(series) > 1:
        some = "、".join(sorted(series))
        raise _refused("series", f"不在同一地籍子区或特征码不同（{some}）", f"they are not of one cadastral sub-district and feature ({some})", "parcels")  # fmt: skip
    if len({row.linked_one("enterprise") for row in rows}) > 1:
        raise _refused("enterprise", "用地企业不同：先转让，再合并", "they are of different enterprises: transfer first", "parcels")  # fmt: skip


def _refused(code: str, zh: str, en: str, field: str = "") -> RefusedError:
    return RefusedError([Trouble(code, zh, en, field=field)])
