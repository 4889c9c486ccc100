"""成果入账: what the rule credits and the ledger does not have so yet → drafts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import partial

from dajuan.ledger.entry import Draft, Value
from dajuan.subjects.row import Row
from dajuan.systems.events.credit import Case, Claim
from dajuan.systems.events.events import EVENTS, PROJECTS, RESULTS

CREDITED = "credited"


def changes(found: Iterable[Claim], known: Mapping[str, Row]) -> tuple[list[Claim], list[Row]]:
    """Claims that are credited and not recorded so, and results that no event is credited with any more. ``known``: the
    results by their codes."""
    credited = {one.code: one for one in found if one.case is Case.CREDITED}
    new = [one for code, one in credited.items() if _differs(one, known.get(code))]
    gone = [row for code, row in known.items() if row.stage == CREDITED and code not in credited]
    return new, gone


def _differs(one: Claim, row: Row | None) -> bool:
    """Also where the project was put right since: another day of signing, another sum."""
    if row is None or row.stage != CREDITED or one.project is None:
        return True
    said = row.linked_one("event"), row.stage_on, row.number("total")
    return said != (one.event.code, one.project.signed, one.project.total)


def drafts(new: Iterable[Claim], gone: Iterable[Row], known: Mapping[str, Row], *, on: date) -> list[Draft]:
    """A result is dated at the signing, so that it counts in the year in which it was signed, with the sum of that day. What
    is credited to nobody any more is withdrawn: it counts in no year."""
    made = [draft for one in new for draft in _credited(one, known.get(one.code), on)]
    return made + [_withdrawn(row, on, _NOBODY) for row in gone]


_NOBODY = "没有活动再符合归属规则 / no event is credited with it by the rule any more"
_OTHER_DAY = "项目的签约日期改了 / the project's day of signing was put right"


def _withdrawn(row: Row, on: date, note: str) -> Draft:
    """What credited it."""
    assert row.stage_seq is not None
    return Draft(
        programme=RESULTS,
        subject=row.code,
        kind="withdrawn",
        effective_on=on,
        about=(row.stage_seq, row.stage_seq),
        note=note,
    )


def _credited(one: Claim, row: Row | None, on: date) -> Iterator[Draft]:
    assert one.project
    assert one.project.signed
    fields: dict[str, Value] = {
        "name": one.project.name, "department": one.event.department, "total": one.project.total, "reason": one.why.zh,
    }  # fmt: skip
    links = {"event": f"{EVENTS}/{one.event.code}", "project": f"{PROJECTS}/{one.code}"}
    signed = one.project.signed
    result = partial(Draft, programme=RESULTS, subject=one.code)
    moved = result(kind="moved", effective_on=signed, stage=CREDITED)
    if row is None:
        yield from (result(kind="opened", effective_on=signed, fields=fields, links=links), moved)
        return
    for day in dict.fromkeys(
        (signed, on)
    ):  # The sum counts as of the signing; what was stated after it is no longer so.
        yield result(kind="stated", effective_on=day, fields=fields)
    yield result(kind="linked", effective_on=on, links={"event": links["event"]})
    if row.stage != CREDITED:
        yield moved
    elif row.stage_on != signed:
        yield from (_withdrawn(row, on, _OTHER_DAY), moved)
