"""发证 moments of a case as drafts: dealt, delivered, applied for, issued; with the last certificate the case moves on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import NamedTuple

from dajuan.ledger.entry import Draft, Evidence, Value
from dajuan.ledger.state import Fields
from dajuan.ledger.trouble import RefusedError, Trouble
from dajuan.standards.permits.certificates import Certificate, published
from dajuan.systems.permits import CASES
from dajuan.systems.permits.case import BEFORE_DEAL, Case
from dajuan.systems.permits.hours import HOUR, Span, span_of
from dajuan.systems.permits.settings import Settings

REPORT, PAPER = "开工报告", "材料"
"""Kinds of evidence: of the start of works, and of what is no certificate."""
_HUNDREDTHS = 100
"""Hours are kept to the hundredth."""


class Happening(NamedTuple):
    """What may be noted of a case, and the field that holds its moment."""

    key: str
    field: str
    certificate: Certificate | None = None
    issues: bool = False

    @property
    def paper(self) -> str:
        """The kind of evidence that comes with it."""
        return self.certificate.name.zh if self.certificate is not None and self.issues else PAPER


def happenings() -> dict[str, Happening]:
    """By their keys: ``contract``, ``delivery``, ``title-applied``, ``title-issued`` …"""
    found = [Happening("contract", "contract-at"), Happening("delivery", "delivered-at")]
    for one in published().every:
        found.append(Happening(one.applied, one.applied, one))
        found.append(Happening(one.issued, one.issued, one, issues=True))
    return {one.key: one for one in found}


def noted(
    case: Case, what: Happening, at: datetime, settings: Settings, *, on: date, evidence: Sequence[Evidence] = (), note: str = ""
) -> list[Draft]:  # fmt: skip
    """A moment is stated; a contract moves the case on, and so does what makes the set whole after it: the last
    certificate, or the deal itself where all were issued before.

    Raises :class:`RefusedError` where the moment cannot be, or is known already: what was wrong is corrected, not overwritten.
    """
    _refuse(case, what, at, on)
    fields: dict[str, Value] = {what.field: f"{at:%Y-%m-%d %H:%M}"}
    base = {"programme": CASES, "subject": case.code, "effective_on": at.date()}
    deals = what.key == "contract" and case.stage in BEFORE_DEAL
    move = {"kind": "moved", "stage": "dealt"} if deals else {"kind": "stated"}
    draft = Draft(**base, **move, fields=fields, evidence=tuple(evidence), note=note)  # type: ignore[arg-type]
    after = replace(case, fields=Fields({**case.fields, **fields}), stage="dealt" if deals else case.stage)
    span = span_of(after, settings, on)
    if after.stage == "dealt" and span is not None and span.done:
        return [draft, _issued(after, span)]
    return [draft]


def _refuse(case: Case, what: Happening, at: datetime, on: date) -> None:
    said = f"{at:%Y-%m-%d %H:%M}"
    known = case.at(what.field)
    applied = case.at(what.certificate.applied) if what.certificate is not None and what.issues else None
    troubles = []
    if not case.stands:
        troubles.append(_wrong(case, "已终止，不再登记", "has ended; nothing more is noted"))
    if known is not None:
        troubles.append(_wrong(case, f"这一时刻已登记为 {known:%Y-%m-%d %H:%M}；填错了在台账里更正", f"this moment is known as {known:%Y-%m-%d %H:%M}; correct the entry where it is wrong"))  # fmt: skip
    if at.date() > on:
        troubles.append(_wrong(case, f"{said} 还没有到（今天 {on}）", f"{said} has not come yet (today is {on})"))  # fmt: skip
    if applied is not None and at < applied:
        troubles.append(_wrong(case, f"发证 {said} 早于申请 {applied:%Y-%m-%d %H:%M}", f"issued {said}, before it was applied for ({applied:%Y-%m-%d %H:%M})"))  # fmt: skip
    if troubles:
        raise RefusedError(troubles)


def _wrong(case: Case, zh: str, en: str) -> Trouble:
    return Trouble("moment", f"{case.code}：{zh}", f"{case.code}: {en}", field="at")


def _issued(case: Case, span: Span) -> Draft:
    hours = round(span.took.worked * _HUNDREDTHS / HOUR)
    fields: dict[str, Value] = {"hours-to-issue": hours, "in-a-day": span.in_a_day}
    return Draft(programme=CASES, subject=case.code, kind="moved", stage="issued", effective_on=span.until.date(), fields=fields)  # fmt: skip


def started(case: Case, on: date, settings: Settings, *, evidence: Sequence[Evidence] = (), note: str = "") -> Draft:
    """Works began; 拿地即开工 where the building permit came within so many days of the land."""
    return Draft(
        programme=CASES, subject=case.code, kind="moved", stage="started", effective_on=on,
        fields={"at-once": is_at_once(case, settings)}, evidence=tuple(evidence), note=note,
    )  # fmt: skip


def is_at_once(case: Case, settings: Settings) -> bool:
    land, permit = case.at("delivered-at") or case.at("contract-at"), case.at("building-permit-issued")
    if land is None or permit is None:
        return False
    return permit.date() - land.date() <= timedelta(days=settings.at_once_days)
