"""承诺 what may be done to a promise, as drafts: made, handed in, found good, given time to mend, revoked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal, NamedTuple

from dajuan.ledger.entry import Draft, Evidence, Value
from dajuan.ledger.trouble import RefusedError, Trouble
from dajuan.standards.months import months_after
from dajuan.standards.permits.certificates import Certificate, published
from dajuan.standards.permits.promising import promising
from dajuan.standards.permits.when import Facts
from dajuan.standards.rules.interval import Truth
from dajuan.standards.working_days import WorkedDays
from dajuan.systems.permits import CASES, PROMISES
from dajuan.systems.permits.case import Case
from dajuan.systems.permits.materials import Material, Wanted
from dajuan.systems.permits.materials import Standing as Had
from dajuan.systems.permits.promises import OPEN, Promise, bar_on

Way = Literal["record", "site", "shared"]
PAPER, DECISION, CHECK = "告知承诺书", "撤销决定书", "核查记录"
"""Kinds of evidence."""


class Asked(NamedTuple):
    """A promise somebody wants to make. ``material`` "": the whole item."""

    certificate: str
    material: str
    content: str
    due_on: date
    verify_by: str
    evidence: tuple[Evidence, ...]


class Offer(NamedTuple):
    """What may be promised for a certificate: a material, or all that it lacks at once."""

    certificate: Certificate
    materials: tuple[Material, ...]


class Found(NamedTuple):
    """What a check found."""

    on: date
    note: str = ""
    mend_by: date | None = None
    suspended_until: date | None = None
    untrue: bool = False
    on_record: bool = False
    evidence: tuple[Evidence, ...] = ()


def promisable(some: Iterable[Wanted], certificates: Iterable[Certificate], facts: Facts) -> list[Offer]:
    """Each missing material of a case that may be promised, by certificate, and where they are several all of them."""
    if promising().truth(facts) is not Truth.YES:
        return []
    missing = [
        one.material for one in some if one.standing in (Had.MISSING, Had.OPEN) and one.material.within is not None
    ]
    found = []
    for certificate in certificates:
        own = tuple(one for one in missing if certificate.key in one.certificates)
        found += [Offer(certificate, (one,)) for one in own]
        if len(own) > 1:
            found.append(Offer(certificate, own))
    return found


def due_of(certificate: str, material: str, some: Iterable[Material], days: WorkedDays, on: date) -> date:
    """As many working days as the list gives; of a whole item ("") the most that any of its materials has."""
    own = (one for one in some if certificate in one.certificates and material in ("", one.code))
    return days.after(on, max((one.within for one in own if one.within), default=1))


def made(
    asked: Asked, case: Case, code: str, materials: Sequence[Material], facts: Facts, some: Sequence[Promise], *, on: date
) -> list[Draft]:  # fmt: skip
    """Raises :class:`RefusedError` naming what is wrong: the case may not promise, the material may not be promised, it is
    promised already, the builder is barred until a day."""
    material = next((one for one in materials if one.code == asked.material), None)
    troubles = [*_of_case(facts), *_of_material(asked, material, case, some), *_of_builder(case, some, on)]
    if asked.due_on < on:
        troubles.append(_wrong("due_on", f"兑现期限 {asked.due_on} 已经过了（今天 {on}）", f"it is due {asked.due_on}, which is past (today is {on})"))  # fmt: skip
    if not asked.content.strip():
        troubles.append(_wrong("content", "写明承诺什么", "say what is promised"))
    if not asked.evidence:
        troubles.append(_wrong("evidence", f"要附{PAPER}", "the signed promise is to be attached"))
    if troubles:
        raise RefusedError(troubles)
    certificate = next(one for one in published().every if one.key == asked.certificate)
    fields: dict[str, Value] = {
        "name": f"{case.name} {material.name.zh if material else certificate.name.zh}", "builder": case.builder,
        "office": case.fields.text("office"), "kind": "material" if material else "item", "certificate": asked.certificate,
        "content": asked.content.strip(), "due-on": asked.due_on.isoformat(),
        "proof": material.name.zh if material else f"{certificate.name.zh}全部容缺材料", "verify-by": asked.verify_by,
    }  # fmt: skip
    if material:
        fields["material"] = material.code
    links = {"case": f"{CASES}/{case.code}"} | ({"enterprise": f"enterprise-register/{case.enterprise}"} if case.enterprise else {})  # fmt: skip
    return [
        Draft(programme=PROMISES, subject=code, kind="opened", effective_on=on, fields=fields, links=links),
        Draft(programme=PROMISES, subject=code, kind="moved", stage="made", effective_on=on, evidence=asked.evidence),
    ]


def _of_case(facts: Facts) -> list[Trouble]:
    rules = promising()
    truth = rules.truth(facts)
    if truth is Truth.YES:
        return []
    if truth is Truth.UNKNOWN:
        keys = "、".join(rules.missing(facts))
        return [_wrong("", f"先填审批件的 {keys}，才知道能不能承诺", f"fill in {keys} of the case first: whether it may promise is not known")]  # fmt: skip
    bars = rules.bars(facts)
    zh, en = "；".join(one.origin.name.zh for one in bars), "; ".join(one.origin.name.en for one in bars)
    scope = any(one in rules.never for one in bars)
    return [_wrong("", f"不能承诺：{zh}", f"may not promise: {en}") if scope else _wrong("", f"只有这些可以承诺：{zh}", f"only these may promise: {en}")]  # fmt: skip


def _of_material(asked: Asked, material: Material | None, case: Case, some: Sequence[Promise]) -> list[Trouble]:
    if asked.certificate not in {one.key for one in published().every}:
        return [_wrong("certificate", f"没有证“{asked.certificate}”", f"there is no certificate '{asked.certificate}'")]
    if not asked.material:
        return []
    if material is None or asked.certificate not in material.certificates:
        return [_wrong("material", f"这一证的清单里没有材料“{asked.material}”", f"the list has no material '{asked.material}' for this certificate")]  # fmt: skip
    if material.within is None:
        return [_wrong("material", f"{material.name.zh}不能容缺承诺", f"{material.name.en} may not be promised")]
    open_ = next((one for one in some if one.case == case.code and one.is_open and one.covers(material)), None)
    if open_ is not None:
        return [_wrong("material", f"{material.name.zh}已有承诺 {open_.code}", f"{material.name.en} is promised already: {open_.code}")]  # fmt: skip
    return []


def _of_builder(case: Case, some: Sequence[Promise], on: date) -> list[Trouble]:
    bar = bar_on(on, case.builder, case.enterprise, some)
    if bar is None:
        return []
    return [_wrong(
        "",
        f"{case.builder} 因承诺 {bar.promise.code} 被撤销（{bar.since}），到 {bar.until} 为止不能再承诺",
        f"{case.builder} may not promise until {bar.until}: its promise {bar.promise.code} was revoked on {bar.since}",
    )]  # fmt: skip


def handed_in(promise: Promise, on: date, evidence: Sequence[Evidence], *, material: Material | None) -> list[Draft]:
    """What was promised comes in: for the promise, and among the papers of its case, where the list finds it."""
    _refuse_unless_open(promise)
    if not evidence:
        raise RefusedError([_wrong("evidence", f"要附：{promise.fields.text('proof')}", f"attach what was promised: {promise.fields.text('proof')}")])  # fmt: skip
    papers = tuple(evidence)
    drafts = [_moved(promise, "handed-in", on, evidence=papers)]
    if promise.case and material is not None:
        drafts.append(Draft(programme=CASES, subject=promise.case, kind="attached", effective_on=on, evidence=papers))
    return drafts


def found_good(promise: Promise, found: Found) -> Draft:
    """Kept, in time or late: by the day on which it came in, where it did; late where it first had to be mended."""
    _refuse_unless_open(promise)
    came = promise.handed_on if promise.stage == "handed-in" and promise.handed_on else found.on
    late = came > promise.due_on or promise.fields.day("mend-by") is not None
    return _moved(promise, "met", found.on, {"result": "late" if late else "met"}, found)


def to_mend(promise: Promise, found: Found) -> Draft:
    """限期整改."""
    _refuse_unless_open(promise)
    if found.mend_by is None or found.mend_by <= found.on:
        raise RefusedError([_wrong("mend_by", "整改期限要晚于核查日期", "it is to be mended after the day of the check")])  # fmt: skip
    return _moved(promise, "mending", found.on, {"result": _broken(found), "mend-by": found.mend_by.isoformat()}, found)


def revoked(promise: Promise, found: Found) -> Draft:
    """撤销, and the builder barred until a day: that given, or so many months on as the rule has it."""
    _refuse_unless_open(promise)
    until = found.suspended_until or months_after(found.on, promising().suspension_months)
    if until <= found.on:
        raise RefusedError([_wrong("suspended_until", "暂停到的日子要晚于撤销日期", "the bar lasts beyond the day of the revocation")])  # fmt: skip
    fields: dict[str, Value] = {"result": _broken(found), "suspended-until": until.isoformat()}
    if found.on_record:
        fields["on-record"] = True
    return _moved(promise, "revoked", found.on, fields, found)


def _broken(found: Found) -> str:
    return "untrue" if found.untrue else "unmet"


def _moved(
    promise: Promise, stage: str, on: date, fields: dict[str, Value] | None = None, found: Found | None = None, *, evidence: tuple[Evidence, ...] = ()
) -> Draft:  # fmt: skip
    said = dict(fields or {}) | ({"verified-on": on.isoformat()} if found else {})
    return Draft(
        programme=PROMISES, subject=promise.code, kind="moved", stage=stage, effective_on=on, fields=said,
        note=found.note if found else "", evidence=found.evidence if found else evidence,
    )  # fmt: skip


def _refuse_unless_open(promise: Promise) -> None:
    if promise.stage not in OPEN:
        raise RefusedError(
            [_wrong("", f"{promise.code} 已有结论，不再变", f"{promise.code} is concluded and stays so")]
        )


def _wrong(field: str, zh: str, en: str) -> Trouble:
    return Trouble("promise", zh, en, field=field)
